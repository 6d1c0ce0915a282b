using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Scor
{
    /// <summary>How far a scan is.</summary>
    public struct ScanProgress
    {
        internal ScanProgress(ulong done, ulong total) : this()
        {
            Done = (long)done;
            Total = (long)total;
        }

        /// <summary>Steps done.</summary>
        public long Done { get; private set; }

        /// <summary>Steps in all.</summary>
        public long Total { get; private set; }
    }

    /// <summary>What the gate found in a scan.</summary>
    public sealed class Report : ScorObject
    {
        internal readonly scor_report_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        internal Report(scor_report_handle handle) { Handle = handle; }

        /// <summary>The verdict.</summary>
        public Verdict Verdict { get { return (Verdict)Native.scor_report_verdict(Handle); } }

        /// <summary>The whole report, JSON of schema "scor.piece/1".</summary>
        public string Json { get { return Read(Handle, h => Native.scor_report_json(h)); } }
    }

    /// <summary>What a scan gave. A refusal is a result.</summary>
    public sealed class ScanResult : IDisposable
    {
        internal ScanResult(byte[] pdf, Report report)
        {
            Pdf = pdf;
            Report = report;
        }

        /// <summary>The PDF; null when the gate refused.</summary>
        public byte[] Pdf { get; private set; }

        /// <summary>The report.</summary>
        public Report Report { get; private set; }

        /// <summary>Was the PDF made?</summary>
        public bool Accepted { get { return Pdf != null; } }

        /// <summary>Frees the report.</summary>
        public void Dispose() { Report.Dispose(); }
    }

    /// <summary>The pages of one piece on their way to a PDF.</summary>
    public sealed class Scan : ScorObject
    {
        internal readonly scor_scan_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>A scan without pages.</summary>
        /// <param name="options">Bounds on decoding; null for the defaults.</param>
        public Scan(SourceOptions options = null)
        {
            ScorLibrary.Ready();
            IntPtr err;
            Call.Check(Native.scor_scan_new(SourceOptions.Of(options), out Handle, out err), err);
        }

        /// <summary>Sets one option.</summary>
        /// <param name="field">Which.</param>
        /// <param name="amount">In the unit that the field names.</param>
        /// <returns>This scan.</returns>
        public Scan Set(ScanSetting field, long amount)
        {
            IntPtr err;
            Call.Check(Native.scor_scan_set(Handle, (int)field, amount, out err), err);
            return this;
        }

        /// <summary>Takes over what a profile says.</summary>
        /// <param name="profile">The profile.</param>
        /// <returns>This scan.</returns>
        public Scan Use(Profile profile)
        {
            IntPtr err;
            Call.Check(Native.scor_scan_use_profile(Handle, Profile.Of(profile), out err), err);
            return this;
        }

        /// <summary>Adds the pages of a document. It may be disposed at once.</summary>
        /// <param name="document">The document.</param>
        /// <returns>This scan.</returns>
        public Scan Add(Document document)
        {
            if (document == null) throw new ArgumentNullException("document");
            IntPtr err;
            Call.Check(Native.scor_scan_add(Handle, document.Handle, out err), err);
            return this;
        }

        /// <summary>Takes what the gate would refuse, for a reason that the report keeps.</summary>
        /// <param name="reason">The operator's; null takes an earlier one away.</param>
        /// <returns>This scan.</returns>
        public Scan Override(string reason)
        {
            IntPtr err;
            Call.Check(Native.scor_scan_override(Handle, Utf8.Optional(reason), out err), err);
            return this;
        }

        /// <summary>Straightens, cleans and judges the pages and makes the PDF of the piece.</summary>
        /// <param name="progress">
        /// Told of each page on this thread; null for nobody. What it throws cancels the run and is thrown from here.
        /// </param>
        /// <param name="cancellation">Looked at before each page.</param>
        /// <returns>PDF and report.</returns>
        /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left behind.</exception>
        public ScanResult Run(
            IProgress<ScanProgress> progress = null, CancellationToken cancellation = default(CancellationToken))
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo thrown = null;
            scor_progress callback = (user, done, total) =>
            {
                try
                {
                    if (progress != null) progress.Report(new ScanProgress(done, total));
                    return cancellation.IsCancellationRequested ? 1 : 0;
                }
                catch (Exception e)
                {
                    // Nothing may cross the library: kept, and thrown again when the call is back.
                    thrown = ExceptionDispatchInfo.Capture(e);
                    return 1;
                }
            };
            scor_buffer_handle pdf;
            scor_report_handle report;
            IntPtr err;
            int status = Native.scor_scan_run(Handle, callback, IntPtr.Zero, out pdf, out report, out err);
            GC.KeepAlive(callback);
            if (status != Native.SCOR_OK)
            {
                ScorException failure = Call.Failure(status, err);
                if (thrown != null) thrown.Throw();
                if (status == Native.SCOR_E_CANCELLED)
                    throw new OperationCanceledException(failure.Message, failure, cancellation);
                throw failure;
            }
            return new ScanResult(Bytes.Take(pdf), new Report(report));
        }
    }
}
