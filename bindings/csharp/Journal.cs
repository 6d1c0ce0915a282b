using System;
using System.Collections.Generic;

namespace Scor
{
    /// <summary>An open journal, and the profile and place by which its deadlines are counted.</summary>
    public sealed unsafe partial class Journal : ScorObject
    {
        internal readonly scor_journal_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        private Journal(scor_journal_handle handle) { Handle = handle; }

        /// <summary>Makes a journal in a new file, or opens the one that is there.</summary>
        /// <param name="path">Of the file; not on a network share.</param>
        /// <param name="key">The master key, 32 random bytes that the host keeps as a secret.</param>
        /// <param name="profile">The journal keeps it.</param>
        /// <param name="territory">Such as "metropole" or "reunion"; null for "metropole".</param>
        /// <param name="profession">Such as "infirmier"; null when no deadline depends on it.</param>
        /// <param name="now">The host's clock.</param>
        /// <returns>The journal.</returns>
        public static Journal Create(
            string path, byte[] key, Profile profile, string territory, string profession, DateTimeOffset now)
        {
            scor_journal_handle handle;
            IntPtr err;
            Bytes.Needed(key, "key");
            fixed (byte* at = key)
            {
                Call.Check(
                    Native.scor_journal_create(
                        Utf8.Needed(path, "path"), at, Bytes.Size(key), Profile.Of(profile),
                        Utf8.Optional(territory), Utf8.Optional(profession), Call.Seconds(now), out handle, out err),
                    err);
            }
            return new Journal(handle);
        }

        /// <summary>Opens the journal in a file.</summary>
        /// <param name="path">Of the file.</param>
        /// <param name="key">The master key, 32 random bytes that the host keeps as a secret.</param>
        /// <param name="profile">The journal keeps it.</param>
        /// <param name="territory">Such as "metropole" or "reunion"; null for "metropole".</param>
        /// <param name="profession">Such as "infirmier"; null when no deadline depends on it.</param>
        /// <returns>The journal.</returns>
        public static Journal Open(
            string path, byte[] key, Profile profile, string territory, string profession)
        {
            scor_journal_handle handle;
            IntPtr err;
            Bytes.Needed(key, "key");
            fixed (byte* at = key)
            {
                Call.Check(
                    Native.scor_journal_open(
                        Utf8.Needed(path, "path"), at, Bytes.Size(key), Profile.Of(profile),
                        Utf8.Optional(territory), Utf8.Optional(profession), out handle, out err),
                    err);
            }
            return new Journal(handle);
        }

        /// <summary>Puts a copy back as a journal in a new place, and checks all of it.</summary>
        /// <param name="copy">Path of the copy.</param>
        /// <param name="path">Where the journal is to be; nothing may be there.</param>
        /// <param name="key">The master key, 32 random bytes that the host keeps as a secret.</param>
        /// <param name="profile">The journal keeps it.</param>
        /// <param name="territory">Such as "metropole" or "reunion"; null for "metropole".</param>
        /// <param name="profession">Such as "infirmier"; null when no deadline depends on it.</param>
        /// <returns>The journal.</returns>
        public static Journal Restore(
            string copy, string path, byte[] key, Profile profile, string territory, string profession)
        {
            scor_journal_handle handle;
            IntPtr err;
            Bytes.Needed(key, "key");
            fixed (byte* at = key)
            {
                Call.Check(
                    Native.scor_journal_restore(
                        Utf8.Needed(copy, "copy"), Utf8.Needed(path, "path"), at, Bytes.Size(key), Profile.Of(profile),
                        Utf8.Optional(territory), Utf8.Optional(profession), out handle, out err),
                    err);
            }
            return new Journal(handle);
        }

        /// <summary>The head of the chain. Kept outside the journal, it proves that nothing before it was changed.</summary>
        /// <param name="seq">Number of the last entry.</param>
        /// <returns>Its link, 64 hexadecimal digits.</returns>
        public string Head(out long seq)
        {
            scor_buffer_handle mac;
            IntPtr err;
            Call.Check(Native.scor_journal_head(Handle, out seq, out mac, out err), err);
            return Bytes.TakeText(mac);
        }
    }
}
