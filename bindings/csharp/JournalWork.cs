using System;
using System.Collections.Generic;

namespace Scor
{
    /// <summary>The work of the journal.</summary>
    public sealed unsafe partial class Journal
    {
        /// <summary>Takes a piece in. The same piece a second time changes nothing.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="piece">The piece; stored sealed.</param>
        /// <param name="firstAttempt">When its digitisation was first tried; null when not known.</param>
        /// <param name="context">JSON of the capture, kept sealed; may be null.</param>
        public void AddPiece(DateTimeOffset now, Piece piece, DateTimeOffset? firstAttempt, string context)
        {
            IntPtr err;
            if (piece == null) throw new ArgumentNullException("piece");
            Call.Check(
                Native.scor_journal_add_piece(
                    Handle, Call.Seconds(now), piece.Handle, Call.Seconds(firstAttempt), Utf8.Optional(context), out err),
                err);
        }

        /// <summary>Opens a dossier for a facture.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="id">Identifier.</param>
        /// <param name="facture">Checked and copied.</param>
        public void AddDossier(DateTimeOffset now, string id, Facture facture)
        {
            IntPtr err;
            Call.Check(
                Native.scor_journal_add_dossier(
                    Handle, Call.Seconds(now), Utf8.Needed(id, "id"), Facture.Of(facture), out err),
                err);
        }

        /// <summary>Binds a piece to a dossier, if need be in the place of another.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="dossier">Identifier of the dossier.</param>
        /// <param name="piece">Identifier of the piece.</param>
        /// <param name="old">Identifier of the piece that this one replaces; null for none.</param>
        public void Bind(DateTimeOffset now, string dossier, string piece, string old)
        {
            IntPtr err;
            Call.Check(
                Native.scor_journal_bind(
                    Handle, Call.Seconds(now), Utf8.Needed(dossier, "dossier"), Utf8.Needed(piece, "piece"), Utf8.Optional(old), out err),
                err);
        }

        /// <summary>Takes a piece off a dossier that is not on its way.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="dossier">Identifier of the dossier.</param>
        /// <param name="piece">Identifier of the piece.</param>
        public void Unbind(DateTimeOffset now, string dossier, string piece)
        {
            IntPtr err;
            Call.Check(
                Native.scor_journal_unbind(
                    Handle, Call.Seconds(now), Utf8.Needed(dossier, "dossier"), Utf8.Needed(piece, "piece"), out err),
                err);
        }

        /// <summary>Tells what became of the FSE of a dossier. JSON.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="dossier">Identifier of the dossier.</param>
        /// <param name="fact">One fact.</param>
        /// <param name="code">Why it was rejected, in the caisse's words; null for none.</param>
        /// <param name="label">The same in words; null for none.</param>
        /// <returns>JSON.</returns>
        public string NoteFse(DateTimeOffset now, string dossier, FseFacts fact, string code, string label)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(
                Native.scor_journal_note_fse(
                    Handle, Call.Seconds(now), Utf8.Needed(dossier, "dossier"), (int)fact, Utf8.Optional(code), Utf8.Optional(label), out json, out err),
                err);
            return Bytes.TakeText(json);
        }

        /// <summary>The same for a whole lot of FSE, or for one facture in it. JSON.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="emitter">As of the facture.</param>
        /// <param name="fseLot">As of the facture.</param>
        /// <param name="fseDate">YYYY-MM-DD.</param>
        /// <param name="invoice">Number of the facture; null for all of the lot.</param>
        /// <param name="fact">One fact.</param>
        /// <param name="code">Why it was rejected, in the caisse's words; null for none.</param>
        /// <param name="label">The same in words; null for none.</param>
        /// <returns>JSON.</returns>
        public string NoteFseLot(
            DateTimeOffset now, string emitter, string fseLot, string fseDate, string invoice, FseFacts fact, string code, string label)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(
                Native.scor_journal_note_fse_lot(
                    Handle, Call.Seconds(now), Utf8.Needed(emitter, "emitter"), Utf8.Needed(fseLot, "fseLot"), Utf8.Needed(fseDate, "fseDate"), Utf8.Optional(invoice), (int)fact, Utf8.Optional(code), Utf8.Optional(label), out json, out err),
                err);
            return Bytes.TakeText(json);
        }

        /// <summary>Binds the pieces of a dossier to the facture that replaces a rejected one.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="dossier">Identifier of the dossier.</param>
        /// <param name="facture">Checked and copied.</param>
        public void Reissue(DateTimeOffset now, string dossier, Facture facture)
        {
            IntPtr err;
            Call.Check(
                Native.scor_journal_reissue(
                    Handle, Call.Seconds(now), Utf8.Needed(dossier, "dossier"), Facture.Of(facture), out err),
                err);
        }

        /// <summary>Builds lots of the dossiers that are ready, the most urgent first. JSON.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="most">At most so many dossiers.</param>
        /// <param name="from">The sender's mail address; null: a lot's bytes are its container alone.</param>
        /// <param name="recipients">Certificates that lots are sealed to; null where nothing is sealed.</param>
        /// <returns>JSON.</returns>
        public string Build(DateTimeOffset now, int most, string from, IEnumerable<Certificate> recipients)
        {
            scor_buffer_handle json;
            IntPtr err;
            using (HeldArray held = new HeldArray(recipients))
                Call.Check(
                    Native.scor_journal_build(
                        Handle, Call.Seconds(now), most, Utf8.Optional(from), held.Numbers, held.Count, out json, out err),
                    err);
            return Bytes.TakeText(json);
        }

        /// <summary>The exact bytes of a lot, the same at every call.</summary>
        /// <param name="lot">The journal's number of the lot.</param>
        /// <returns>The bytes.</returns>
        public byte[] LotBytes(long lot)
        {
            scor_buffer_handle bytes;
            IntPtr err;
            Call.Check(Native.scor_journal_lot_bytes(Handle, lot, out bytes, out err), err);
            return Bytes.Take(bytes);
        }

        /// <summary>Notes that the bytes of a lot were handed to the network.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="lot">The journal's number of the lot.</param>
        /// <returns>What became of it.</returns>
        public Done Sent(DateTimeOffset now, long lot)
        {
            int done;
            IntPtr err;
            Call.Check(Native.scor_journal_sent(Handle, Call.Seconds(now), lot, out done, out err), err);
            return (Done)done;
        }

        /// <summary>Takes a message of the mailbox in, and does what it says. JSON; "null" when it is not for SCOR.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="data">The message as it came.</param>
        /// <returns>JSON.</returns>
        public string Receive(DateTimeOffset now, byte[] data)
        {
            scor_buffer_handle json;
            IntPtr err;
            Bytes.Needed(data, "data");
            fixed (byte* at = data)
                Call.Check(
                    Native.scor_journal_receive(
                        Handle, Call.Seconds(now), at, Bytes.Size(data), out json, out err),
                    err);
            return Bytes.TakeText(json);
        }

        /// <summary>Takes a return that could not be placed off the work list; lot 0 when somebody has merely seen it. JSON.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="retour">The journal's number of the return.</param>
        /// <param name="lot">The journal's number of the lot.</param>
        /// <returns>JSON.</returns>
        public string SettleReturn(DateTimeOffset now, long retour, long lot)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(
                Native.scor_journal_settle_return(
                    Handle, Call.Seconds(now), retour, lot, out json, out err),
                err);
            return Bytes.TakeText(json);
        }

        /// <summary>Lets time pass and gives the work list, the most urgent first. JSON.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="limit">At most so many.</param>
        /// <returns>JSON.</returns>
        public string Todo(DateTimeOffset now, int limit)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(Native.scor_journal_todo(Handle, Call.Seconds(now), limit, out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>Gives up a lot that was refused, or that was not sent. JSON.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="lot">The journal's number of the lot.</param>
        /// <returns>JSON.</returns>
        public string RebuildLot(DateTimeOffset now, long lot)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(Native.scor_journal_rebuild_lot(Handle, Call.Seconds(now), lot, out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>Does what the practice decided about a dossier.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="dossier">Identifier of the dossier.</param>
        /// <param name="act">What was decided.</param>
        /// <returns>What became of it.</returns>
        public Done Act(DateTimeOffset now, string dossier, Act act)
        {
            int done;
            IntPtr err;
            Call.Check(
                Native.scor_journal_act(
                    Handle, Call.Seconds(now), Utf8.Needed(dossier, "dossier"), (int)act, out done, out err),
                err);
            return (Done)done;
        }

        /// <summary>Notes that paper was posted.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="dossier">Identifier of the dossier.</param>
        /// <param name="piece">Identifier of the piece; null for all of the dossier.</param>
        /// <param name="day">When, YYYY-MM-DD.</param>
        /// <returns>What became of it.</returns>
        public Done Posted(DateTimeOffset now, string dossier, string piece, string day)
        {
            int done;
            IntPtr err;
            Call.Check(
                Native.scor_journal_posted(
                    Handle, Call.Seconds(now), Utf8.Needed(dossier, "dossier"), Utf8.Optional(piece), Utf8.Needed(day, "day"), out done, out err),
                err);
            return (Done)done;
        }

        /// <summary>What the journal knows of a piece, dossier, lot or return. JSON.</summary>
        /// <param name="subject">What kind.</param>
        /// <param name="id">Identifier.</param>
        /// <returns>JSON.</returns>
        public string Show(Subject subject, string id)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(Native.scor_journal_show(Handle, (int)subject, Utf8.Needed(id, "id"), out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>Entries of the log, in order. JSON.</summary>
        /// <param name="after">Number of the last entry that the host has; 0 to begin.</param>
        /// <param name="limit">At most so many.</param>
        /// <returns>JSON.</returns>
        public string Log(long after, int limit)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(Native.scor_journal_log(Handle, after, limit, out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>The PDF of a piece, its hash checked.</summary>
        /// <param name="piece">Identifier of the piece.</param>
        /// <returns>The bytes.</returns>
        public byte[] PiecePdf(string piece)
        {
            scor_buffer_handle bytes;
            IntPtr err;
            Call.Check(Native.scor_journal_piece_pdf(Handle, Utf8.Needed(piece, "piece"), out bytes, out err), err);
            return Bytes.Take(bytes);
        }

        /// <summary>Checks the file, every seal, hash and link of the chain. JSON.</summary>
        /// <returns>JSON.</returns>
        public string Check()
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(Native.scor_journal_check(Handle, out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>Copies the journal into a new file while others go on working.</summary>
        /// <param name="path">Of the copy; nothing may be there.</param>
        public void Backup(string path)
        {
            IntPtr err;
            Call.Check(Native.scor_journal_backup(Handle, Utf8.Needed(path, "path"), out err), err);
        }

        /// <summary>Removes what the profile's retention no longer wants. JSON: dossiers, pieces, retours.</summary>
        /// <param name="now">The host's clock.</param>
        /// <returns>JSON.</returns>
        public string Purge(DateTimeOffset now)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(Native.scor_journal_purge(Handle, Call.Seconds(now), out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>Puts the journal under a new master key.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="key">The new master key, 32 random bytes.</param>
        /// <param name="reseal">Seal all contents anew as well?</param>
        public void RotateKey(DateTimeOffset now, byte[] key, bool reseal)
        {
            IntPtr err;
            Bytes.Needed(key, "key");
            fixed (byte* at = key)
                Call.Check(
                    Native.scor_journal_rotate_key(
                        Handle, Call.Seconds(now), at, Bytes.Size(key), reseal ? 1 : 0, out err),
                    err);
        }

        /// <summary>Is a head that was kept elsewhere an ancestor of the journal as it is?</summary>
        /// <param name="seq">What Head gave.</param>
        /// <param name="mac">What Head gave.</param>
        /// <returns>Whether it is.</returns>
        public bool Descends(long seq, string mac)
        {
            int yes;
            IntPtr err;
            Call.Check(Native.scor_journal_descends(Handle, seq, Utf8.Needed(mac, "mac"), out yes, out err), err);
            return yes == 1;
        }
    }
}
