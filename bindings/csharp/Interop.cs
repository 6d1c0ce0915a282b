using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Scor
{
    /// <summary>A number of the library's for one object. Freed once, whenever and in whatever order that happens.</summary>
    internal abstract class ScorHandle : SafeHandle
    {
        protected ScorHandle() : base(IntPtr.Zero, true) { }

        public override bool IsInvalid { get { return handle == IntPtr.Zero; } }
    }

    /// <summary>An object of the library. Dispose it when done; the finalizer does it otherwise.</summary>
    public abstract class ScorObject : IDisposable
    {
        internal abstract ScorHandle Held { get; }

        /// <summary>Frees the object. A call that is under way on another thread ends first. May be called twice.</summary>
        public void Dispose()
        {
            Held.Dispose();
            GC.SuppressFinalize(this);
        }

        internal static string Read<T>(T handle, Func<T, IntPtr> get) where T : ScorHandle
        {
            // The text lives as long as its object: hold it until the text is copied.
            bool held = false;
            try
            {
                handle.DangerousAddRef(ref held);
                return Utf8.Read(get(handle));
            }
            finally
            {
                if (held) handle.DangerousRelease();
            }
        }
    }

    internal static class Utf8
    {
        private static readonly UTF8Encoding Strict = new UTF8Encoding(false, true);

        /// <summary>With a NUL behind. Null stays null where the function allows it.</summary>
        internal static byte[] Optional(string text)
        {
            if (text == null) return null;
            if (text.IndexOf('\0') >= 0) throw new ArgumentException("Le texte contient un caractère nul.");
            byte[] bytes = new byte[Strict.GetByteCount(text) + 1];
            Strict.GetBytes(text, 0, text.Length, bytes, 0);
            return bytes;
        }

        internal static byte[] Needed(string text, string name)
        {
            if (text == null) throw new ArgumentNullException(name);
            return Optional(text);
        }

        internal static unsafe string Read(IntPtr text)
        {
            if (text == IntPtr.Zero) return null;
            byte* at = (byte*)text;
            int size = 0;
            while (at[size] != 0) size++;
            byte[] bytes = new byte[size];
            Marshal.Copy(text, bytes, 0, size);
            return Strict.GetString(bytes);
        }
    }

    internal static class Call
    {
        internal static readonly DateTimeOffset Epoch = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

        /// <summary>Throws what a failed call left behind, and frees it.</summary>
        internal static void Check(int status, IntPtr error)
        {
            if (status != Native.SCOR_OK) throw Failure(status, error);
        }

        internal static ScorException Failure(int status, IntPtr error)
        {
            try
            {
                return new ScorException(
                    error == IntPtr.Zero ? status : Native.scor_error_code(error),
                    Utf8.Read(error == IntPtr.Zero ? Native.scor_status_name(status) : Native.scor_error_key(error)),
                    error == IntPtr.Zero ? null : Utf8.Read(Native.scor_error_message(error, Native.SCOR_LANG_FR)),
                    error == IntPtr.Zero ? null : Utf8.Read(Native.scor_error_message(error, Native.SCOR_LANG_EN)),
                    error == IntPtr.Zero ? null : Utf8.Read(Native.scor_error_details(error)));
            }
            finally
            {
                Native.scor_error_free(error);
            }
        }

        internal static long Seconds(DateTimeOffset time) { return time.ToUnixTimeSeconds(); }

        internal static long Seconds(DateTimeOffset? time) { return time.HasValue ? time.Value.ToUnixTimeSeconds() : 0; }

        internal static DateTimeOffset Time(long seconds) { return DateTimeOffset.FromUnixTimeSeconds(seconds); }
    }

    internal static class Bytes
    {
        internal static UIntPtr Size(byte[] bytes) { return new UIntPtr(bytes == null ? 0u : (uint)bytes.Length); }

        internal static byte[] Read(Stream stream)
        {
            if (stream == null) throw new ArgumentNullException("stream");
            using (MemoryStream copy = new MemoryStream())
            {
                stream.CopyTo(copy);
                return copy.ToArray();
            }
        }

        internal static byte[] Needed(byte[] bytes, string name)
        {
            if (bytes == null) throw new ArgumentNullException(name);
            return bytes;
        }

        /// <summary>Copies a buffer out and frees it; null when there is none.</summary>
        internal static byte[] Take(scor_buffer_handle buffer)
        {
            using (buffer)
            {
                if (buffer.IsInvalid) return null;
                int size = checked((int)Native.scor_buffer_size(buffer).ToUInt64());
                byte[] bytes = new byte[size];
                if (size > 0) Marshal.Copy(Native.scor_buffer_data(buffer), bytes, 0, size);
                return bytes;
            }
        }

        /// <summary>The same for text.</summary>
        internal static string TakeText(scor_buffer_handle buffer)
        {
            byte[] bytes = Take(buffer);
            return bytes == null ? null : Encoding.UTF8.GetString(bytes);
        }
    }

    /// <summary>The numbers of several objects, held while a call reads them.</summary>
    internal sealed class HeldArray : IDisposable
    {
        private readonly List<ScorHandle> held = new List<ScorHandle>();
        internal readonly IntPtr[] Numbers;

        internal HeldArray(IEnumerable<ScorObject> objects)
        {
            List<IntPtr> numbers = new List<IntPtr>();
            try
            {
                foreach (ScorObject one in objects ?? new ScorObject[0])
                {
                    if (one == null) throw new ArgumentNullException("recipients");
                    bool added = false;
                    one.Held.DangerousAddRef(ref added);
                    if (added) held.Add(one.Held);
                    numbers.Add(one.Held.DangerousGetHandle());
                }
            }
            catch
            {
                Dispose();
                throw;
            }
            Numbers = numbers.Count == 0 ? null : numbers.ToArray();
        }

        internal UIntPtr Count { get { return new UIntPtr(Numbers == null ? 0u : (uint)Numbers.Length); } }

        public void Dispose()
        {
            foreach (ScorHandle one in held) one.DangerousRelease();
            held.Clear();
        }
    }
}
