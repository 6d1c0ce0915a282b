using System;

namespace Scor
{
    /// <summary>Papers, figures and evidence of the journal.</summary>
    public sealed partial class Journal
    {
        /// <summary>The bordereaux of all paper that is to be posted: a PDF to print.</summary>
        /// <param name="day">Day of posting that is printed, YYYY-MM-DD.</param>
        /// <returns>The PDF.</returns>
        public byte[] Bordereau(string day)
        {
            scor_buffer_handle pdf;
            IntPtr err;
            Call.Check(Native.scor_journal_bordereau(Handle, Utf8.Needed(day, "day"), out pdf, out err), err);
            return Bytes.Take(pdf);
        }

        /// <summary>The key of the chain, with which an auditor verifies an evidence record. Never store it beside the evidence.</summary>
        /// <returns>32 bytes.</returns>
        public byte[] ChainKey()
        {
            scor_buffer_handle key;
            IntPtr err;
            Call.Check(Native.scor_journal_chain_key(Handle, out key, out err), err);
            return Bytes.Take(key);
        }

        /// <summary>The evidence of a piece.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="piece">Identifier.</param>
        /// <returns>JSON of schema "scor.preuve/1".</returns>
        public string Evidence(DateTimeOffset now, string piece)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(
                Native.scor_journal_evidence(Handle, Call.Seconds(now), Utf8.Needed(piece, "piece"), out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>Writes a table of the journal's records into a new file.</summary>
        /// <param name="table">Which.</param>
        /// <param name="form">Of the file.</param>
        /// <param name="from">First moment of the period.</param>
        /// <param name="to">Moment after the period.</param>
        /// <param name="identifying">NIR, dates of care and typed texts as well?</param>
        /// <param name="path">Of the file; nothing may be there.</param>
        /// <returns>Number of rows.</returns>
        public long Export(
            ExportTable table, ExportForm form, DateTimeOffset from, DateTimeOffset to, bool identifying, string path)
        {
            long rows;
            IntPtr err;
            Call.Check(
                Native.scor_journal_export(
                    Handle, (int)table, (int)form, Call.Seconds(from), Call.Seconds(to), identifying ? 1 : 0,
                    Utf8.Needed(path, "path"), out rows, out err), err);
            return rows;
        }

        /// <summary>The report of what was transmitted in a period, lot by lot: a PDF.</summary>
        /// <param name="from">First moment of the period.</param>
        /// <param name="to">Moment after the period.</param>
        /// <returns>The PDF.</returns>
        public byte[] Report(DateTimeOffset from, DateTimeOffset to)
        {
            scor_buffer_handle pdf;
            IntPtr err;
            Call.Check(
                Native.scor_journal_report(Handle, Call.Seconds(from), Call.Seconds(to), out pdf, out err), err);
            return Bytes.Take(pdf);
        }

        /// <summary>A return as it came, its hash checked.</summary>
        /// <param name="retour">Number of the return.</param>
        /// <returns>The message.</returns>
        public byte[] ReturnBytes(long retour)
        {
            scor_buffer_handle bytes;
            IntPtr err;
            Call.Check(Native.scor_journal_return_bytes(Handle, retour, out bytes, out err), err);
            return Bytes.Take(bytes);
        }

        /// <summary>Figures of a period.</summary>
        /// <param name="now">The host's clock.</param>
        /// <param name="from">First moment of the period.</param>
        /// <param name="to">Moment after the period.</param>
        /// <param name="emitter">Number of one emitter; null for all.</param>
        /// <returns>JSON of schema "scor.chiffres/1".</returns>
        public string Stats(DateTimeOffset now, DateTimeOffset from, DateTimeOffset to, string emitter)
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(
                Native.scor_journal_stats(
                    Handle, Call.Seconds(now), Call.Seconds(from), Call.Seconds(to), Utf8.Optional(emitter), out json, out err), err);
            return Bytes.TakeText(json);
        }
    }
}
