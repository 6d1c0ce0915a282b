using System;

namespace Scor
{
    /// <summary>The files of a profile that a vendor adds to the shipped one.</summary>
    public sealed unsafe class Bundle : ScorObject
    {
        internal readonly scor_bundle_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>A bundle without files.</summary>
        public Bundle()
        {
            ScorLibrary.Ready();
            IntPtr err;
            Call.Check(Native.scor_bundle_new(out Handle, out err), err);
        }

        private Bundle(scor_bundle_handle handle) { Handle = handle; }

        /// <summary>Reads a bundle from a folder: profile.toml, and the folders "templates" and "patterns".</summary>
        /// <param name="folder">Path.</param>
        /// <returns>The bundle.</returns>
        public static Bundle Read(string folder)
        {
            ScorLibrary.Ready();
            scor_bundle_handle handle;
            IntPtr err;
            Call.Check(Native.scor_bundle_read(Utf8.Needed(folder, "folder"), out handle, out err), err);
            return new Bundle(handle);
        }

        /// <summary>Adds a file. The same name replaces.</summary>
        /// <param name="name">"profile.toml", or a name that it refers to as "@name".</param>
        /// <param name="data">The whole file.</param>
        /// <returns>This bundle.</returns>
        public Bundle Add(string name, byte[] data)
        {
            IntPtr err;
            Bytes.Needed(data, "data");
            fixed (byte* at = data)
                Call.Check(Native.scor_bundle_add(Handle, Utf8.Needed(name, "name"), at, Bytes.Size(data), out err), err);
            return this;
        }

        /// <summary>Everything worth telling about the bundle, a JSON array, errors first.</summary>
        /// <returns>JSON.</returns>
        public string Check()
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(Native.scor_bundle_check(Handle, out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>The profile that this bundle makes of the shipped one.</summary>
        /// <returns>The profile.</returns>
        public Profile Load()
        {
            scor_profile_handle handle;
            IntPtr err;
            Call.Check(Native.scor_profile_load(Handle, out handle, out err), err);
            return new Profile(handle);
        }
    }

    /// <summary>A profile in force.</summary>
    public sealed class Profile : ScorObject
    {
        internal readonly scor_profile_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        internal Profile(scor_profile_handle handle) { Handle = handle; }

        internal static scor_profile_handle Of(Profile profile)
        {
            if (profile == null) throw new ArgumentNullException("profile");
            return profile.Handle;
        }

        /// <summary>The shipped profile "scor-public".</summary>
        /// <returns>The profile.</returns>
        public static Profile Public()
        {
            ScorLibrary.Ready();
            scor_profile_handle handle;
            IntPtr err;
            Call.Check(Native.scor_profile_public(out handle, out err), err);
            return new Profile(handle);
        }

        /// <summary>Every value with its source and how sure it is, JSON.</summary>
        /// <returns>JSON.</returns>
        public string Show()
        {
            scor_buffer_handle json;
            IntPtr err;
            Call.Check(Native.scor_profile_show(Handle, out json, out err), err);
            return Bytes.TakeText(json);
        }

        /// <summary>The suite that it seals with.</summary>
        public Suite Suite { get { return (Suite)Native.scor_profile_suite(Handle); } }

        /// <summary>What a part of a returned message is.</summary>
        /// <param name="description">Of the part.</param>
        /// <returns>The kind, "arl" or "noemie" for example; null when no pattern knows it.</returns>
        public string Recognise(string description)
        {
            scor_buffer_handle kind;
            IntPtr err;
            Call.Check(
                Native.scor_profile_recognise(Handle, Utf8.Needed(description, "description"), out kind, out err), err);
            return Bytes.TakeText(kind);
        }
    }

    /// <summary>A finished piece.</summary>
    public sealed unsafe class Piece : ScorObject
    {
        internal readonly scor_piece_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>Checks a piece against the profile.</summary>
        /// <param name="profile">The profile.</param>
        /// <param name="id">The host's identifier; not a patient's data.</param>
        /// <param name="type">Type of the piece, such as "ORDN".</param>
        /// <param name="label">For the screen; null for the type's own.</param>
        /// <param name="medium">How it goes.</param>
        /// <param name="pdf">Null without one.</param>
        /// <param name="report">What the scan gave with the PDF; null without one.</param>
        /// <param name="confirmedAt">When the operator confirmed that it is legible; null when nobody did.</param>
        public Piece(
            Profile profile, string id, string type, string label, Medium medium, byte[] pdf, Report report,
            DateTimeOffset? confirmedAt)
        {
            IntPtr err;
            fixed (byte* at = pdf)
            {
                Call.Check(
                    Native.scor_piece_new(
                        Profile.Of(profile), Utf8.Needed(id, "id"), Utf8.Needed(type, "type"), Utf8.Optional(label),
                        (int)medium, at, Bytes.Size(pdf), report == null ? scor_report_handle.None : report.Handle,
                        Call.Seconds(confirmedAt), out Handle, out err),
                    err);
            }
        }

        /// <summary>The label.</summary>
        public string Label { get { return Read(Handle, h => Native.scor_piece_label(h)); } }

        /// <summary>SHA-256 of the PDF, 64 hexadecimal digits; null without one.</summary>
        public string Sha256 { get { return Read(Handle, h => Native.scor_piece_sha256(h)); } }

        /// <summary>Number of pages of the PDF; 0 without one.</summary>
        public int Pages { get { return Native.scor_piece_pages(Handle); } }

        /// <summary>How it goes.</summary>
        public Medium Medium { get { return (Medium)Native.scor_piece_medium(Handle); } }

        /// <summary>When the operator confirmed it; null when nobody did.</summary>
        public DateTimeOffset? ConfirmedAt
        {
            get
            {
                long at = Native.scor_piece_confirmed_at(Handle);
                return at == 0 ? (DateTimeOffset?)null : Call.Time(at);
            }
        }

        /// <summary>A copy of the PDF; null without one.</summary>
        /// <returns>The PDF.</returns>
        public byte[] Pdf()
        {
            scor_buffer_handle pdf;
            IntPtr err;
            Call.Check(Native.scor_piece_pdf(Handle, out pdf, out err), err);
            return Bytes.Take(pdf);
        }
    }
}
