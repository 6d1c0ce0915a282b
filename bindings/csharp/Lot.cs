using System;
using System.Collections.Generic;
using System.IO;

namespace Scor
{
    /// <summary>What is known of a FSE, without its acts.</summary>
    public sealed class Facture : ScorObject
    {
        internal readonly scor_facture_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>A facture without fields.</summary>
        public Facture()
        {
            ScorLibrary.Ready();
            IntPtr err;
            Call.Check(Native.scor_facture_new(out Handle, out err), err);
        }

        /// <summary>Sets a field that is text.</summary>
        /// <param name="field">Which.</param>
        /// <param name="text">The value.</param>
        /// <returns>This facture.</returns>
        public Facture Set(FactureField field, string text)
        {
            IntPtr err;
            Call.Check(Native.scor_facture_set_text(Handle, (int)field, Utf8.Needed(text, "text"), out err), err);
            return this;
        }

        /// <summary>Sets a field that is a number.</summary>
        /// <param name="field">Which.</param>
        /// <param name="amount">The value.</param>
        /// <returns>This facture.</returns>
        public Facture Set(FactureField field, int amount)
        {
            IntPtr err;
            Call.Check(Native.scor_facture_set_number(Handle, (int)field, amount, out err), err);
            return this;
        }

        internal static scor_facture_handle Of(Facture facture)
        {
            if (facture == null) throw new ArgumentNullException("facture");
            return facture.Handle;
        }
    }

    /// <summary>What a check of a dossier found.</summary>
    public sealed class DossierState
    {
        internal DossierState(Colour colour, string missing, string waiting)
        {
            Colour = colour;
            Missing = missing;
            Waiting = waiting;
        }

        /// <summary>For the host's screen.</summary>
        public Colour Colour { get; private set; }

        /// <summary>What is missing or too much, a JSON array.</summary>
        public string Missing { get; private set; }

        /// <summary>What must come before it goes, a JSON array.</summary>
        public string Waiting { get; private set; }
    }

    /// <summary>The pieces of one facture.</summary>
    public sealed class Dossier : ScorObject
    {
        internal readonly scor_dossier_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>The dossier of a facture, without pieces.</summary>
        /// <param name="id">The host's identifier, 1 to 40 letters, digits, "-" and "_".</param>
        /// <param name="facture">Checked and copied.</param>
        public Dossier(string id, Facture facture)
        {
            IntPtr err;
            Call.Check(
                Native.scor_dossier_new(Utf8.Needed(id, "id"), Facture.Of(facture), out Handle, out err), err);
        }

        /// <summary>Attaches a piece.</summary>
        /// <param name="piece">May be in several dossiers.</param>
        /// <returns>This dossier.</returns>
        public Dossier Add(Piece piece)
        {
            if (piece == null) throw new ArgumentNullException("piece");
            IntPtr err;
            Call.Check(Native.scor_dossier_add(Handle, piece.Handle, out err), err);
            return this;
        }

        /// <summary>Takes the dossier out of SCOR, or back in.</summary>
        /// <param name="horsScor">Out of it?</param>
        /// <returns>This dossier.</returns>
        public Dossier SetHorsScor(bool horsScor)
        {
            IntPtr err;
            Call.Check(Native.scor_dossier_set_hors_scor(Handle, horsScor ? 1 : 0, out err), err);
            return this;
        }

        /// <summary>What keeps it from being complete, and what keeps a complete one from going now.</summary>
        /// <param name="profile">The profile.</param>
        /// <param name="fse">What has come of the FSE.</param>
        /// <returns>What was found.</returns>
        public DossierState Check(Profile profile, FseFacts fse)
        {
            int colour;
            scor_buffer_handle missing, waiting;
            IntPtr err;
            Call.Check(
                Native.scor_dossier_check(
                    Handle, Profile.Of(profile), (int)fse, out colour, out missing, out waiting, out err),
                err);
            using (waiting) return new DossierState((Colour)colour, Bytes.TakeText(missing), Bytes.TakeText(waiting));
        }
    }

    /// <summary>Dossiers on their way into lots.</summary>
    public sealed class LotBuilder : ScorObject
    {
        internal readonly scor_lot_builder_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>A builder without dossiers.</summary>
        public LotBuilder()
        {
            ScorLibrary.Ready();
            IntPtr err;
            Call.Check(Native.scor_lot_builder_new(out Handle, out err), err);
        }

        /// <summary>Adds a dossier as it is now.</summary>
        /// <param name="dossier">Copied.</param>
        /// <param name="fse">What has come of its FSE.</param>
        /// <returns>This builder.</returns>
        public LotBuilder Add(Dossier dossier, FseFacts fse)
        {
            if (dossier == null) throw new ArgumentNullException("dossier");
            IntPtr err;
            Call.Check(Native.scor_lot_builder_add(Handle, dossier.Handle, (int)fse, out err), err);
            return this;
        }

        /// <summary>Groups the dossiers into lots by recipient.</summary>
        /// <param name="profile">The profile.</param>
        /// <param name="nextNumber">Number of the next lot.</param>
        /// <returns>The lots.</returns>
        public Lots Build(Profile profile, int nextNumber)
        {
            scor_lots_handle lots;
            IntPtr err;
            Call.Check(
                Native.scor_lot_builder_build(Handle, Profile.Of(profile), nextNumber, out lots, out err), err);
            return new Lots(lots);
        }
    }

    /// <summary>The lots that dossiers were put into.</summary>
    public sealed class Lots : ScorObject
    {
        internal readonly scor_lots_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        internal Lots(scor_lots_handle handle) { Handle = handle; }

        /// <summary>Number of lots; may be 0.</summary>
        public int Count { get { return Native.scor_lots_count(Handle); } }

        /// <summary>What went where, JSON.</summary>
        /// <returns>JSON.</returns>
        public string Report()
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(Native.scor_lots_report(Handle, out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>Packs one lot.</summary>
        /// <param name="index">From 0.</param>
        /// <param name="created">The host's clock.</param>
        /// <param name="recipients">Certificates that pieces are sealed to; null where they go in clear.</param>
        /// <returns>The lot.</returns>
        public Lot Pack(int index, DateTimeOffset created, IEnumerable<Certificate> recipients = null)
        {
            scor_lot_handle lot;
            IntPtr err;
            using (HeldArray held = new HeldArray(recipients))
            {
                Call.Check(
                    Native.scor_lots_pack(
                        Handle, index, Call.Seconds(created), held.Numbers, held.Count, out lot, out err),
                    err);
            }
            return new Lot(lot);
        }
    }

    /// <summary>One packed lot.</summary>
    public sealed class Lot : ScorObject
    {
        internal readonly scor_lot_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        internal Lot(scor_lot_handle handle) { Handle = handle; }

        /// <summary>File name of the container.</summary>
        public string Name { get { return Read(Handle, h => Native.scor_lot_name(h)); } }

        /// <summary>Mail address of the recipient.</summary>
        public string Recipient { get { return Read(Handle, h => Native.scor_lot_recipient(h)); } }

        /// <summary>A copy of the manifest.</summary>
        /// <returns>The manifest.</returns>
        public byte[] Manifest()
        {
            scor_buffer_handle bytes;
            IntPtr err;
            Call.Check(Native.scor_lot_manifest(Handle, out bytes, out err), err);
            return Bytes.Take(bytes);
        }

        /// <summary>A copy of the container: the manifest and the pieces.</summary>
        /// <returns>The container.</returns>
        public byte[] Container()
        {
            scor_buffer_handle bytes;
            IntPtr err;
            Call.Check(Native.scor_lot_container(Handle, out bytes, out err), err);
            return Bytes.Take(bytes);
        }

        /// <summary>Writes the container to a stream.</summary>
        /// <param name="stream">Stays open.</param>
        public void WriteContainer(Stream stream)
        {
            if (stream == null) throw new ArgumentNullException("stream");
            byte[] bytes = Container();
            stream.Write(bytes, 0, bytes.Length);
        }

        /// <summary>The container as the MIME part that gets sealed.</summary>
        /// <returns>The part.</returns>
        public byte[] Part()
        {
            scor_buffer_handle bytes;
            IntPtr err;
            Call.Check(Native.scor_lot_part(Handle, out bytes, out err), err);
            return Bytes.Take(bytes);
        }

        /// <summary>A message with the headers that the profile gives a lot.</summary>
        /// <returns>The message.</returns>
        public Message Message()
        {
            scor_message_handle message;
            IntPtr err;
            Call.Check(Native.scor_lot_message(Handle, out message, out err), err);
            return new Message(message);
        }
    }
}
