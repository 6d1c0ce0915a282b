using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Scor
{
    /// <summary>The loaded library: version, log, loading.</summary>
    public static class ScorLibrary
    {
        private static readonly object Gate = new object();
        private static volatile bool ready;
        private static volatile Action<LogLevel, string> log;
        // One delegate for ever: a running call may still use the sink that was set when it began.
        private static readonly scor_log_sink Sink = OnLog;

        /// <summary>The version, such as "0.1.0".</summary>
        public static string Version { get { Ready(); return Utf8.Read(Native.scor_version_string()); } }

        /// <summary>The version as a number: major * 1000000 + minor * 1000 + patch.</summary>
        public static int VersionNumber { get { Ready(); return Native.scor_version_number(); } }

        /// <summary>The version of the binary interface.</summary>
        public static int AbiVersion { get { Ready(); return Native.scor_abi_version(); } }

        /// <summary>The name of a code, such as "SCOR_E_BAD_HANDLE".</summary>
        /// <param name="code">The code.</param>
        /// <returns>The name; "SCOR_E_UNKNOWN" for a number that is no code.</returns>
        public static string NameOf(ScorError code) { Ready(); return Utf8.Read(Native.scor_status_name((int)code)); }

        /// <summary>Sets who receives the lines of the technical log; null for nobody. What it throws is lost.</summary>
        /// <param name="sink">Called on the thread of the call that has something to say.</param>
        public static void SetLog(Action<LogLevel, string> sink)
        {
            Ready();
            lock (Gate)
            {
                log = sink;
                Call.Check(Native.scor_log_set_sink(sink == null ? null : Sink, IntPtr.Zero), IntPtr.Zero);
            }
        }

        private static void OnLog(IntPtr user, int level, IntPtr text)
        {
            try
            {
                Action<LogLevel, string> sink = log;
                if (sink != null) sink((LogLevel)level, Utf8.Read(text));
            }
            catch
            {
                // Nothing may leave a callback, and a log that fails must not stop the work.
            }
        }

        /// <summary>
        /// Loads scor1.dll from a place of its own (Windows only), before anything else is called. Without it,
        /// the folders x86 or x64 beside the program are looked into, then the system's usual places.
        /// </summary>
        /// <param name="path">The whole path of the DLL; accents and spaces are fine.</param>
        public static void Load(string path)
        {
            if (path == null) throw new ArgumentNullException("path");
            if (LoadLibraryW(path) == IntPtr.Zero)
            {
                int code = Marshal.GetLastWin32Error();
                throw new ScorLoadException(
                    code == 193
                        ? "La DLL de scor n'a pas la même largeur que le programme (32 ou 64 bits)."
                        : "La DLL de scor n'a pas pu être chargée (code Windows " + code + ").",
                    null);
            }
            Ready();
        }

        [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true, ExactSpelling = true)]
        private static extern IntPtr LoadLibraryW(string path);

        /// <summary>Loads the library at the first call and compares its interface with this class's.</summary>
        internal static void Ready()
        {
            if (ready) return;
            lock (Gate)
            {
                if (ready) return;
                try
                {
                    Beside();
                    int abi = Native.scor_abi_version();
                    if (abi != Native.SCOR_ABI_VERSION)
                    {
                        throw new ScorLoadException(
                            "La bibliothèque scor présente l'interface " + abi + ", ce programme attend la "
                            + Native.SCOR_ABI_VERSION + ".", null);
                    }
                }
                catch (DllNotFoundException e)
                {
                    throw new ScorLoadException("La bibliothèque " + Native.Library + " est introuvable.", e);
                }
                catch (BadImageFormatException e)
                {
                    throw new ScorLoadException(
                        "La bibliothèque scor n'a pas la même largeur que le programme (32 ou 64 bits).", e);
                }
                catch (EntryPointNotFoundException e)
                {
                    throw new ScorLoadException("La bibliothèque " + Native.Library + " n'est pas scor.", e);
                }
                ready = true;
            }
        }

        private static void Beside()
        {
            if (Path.DirectorySeparatorChar != '\\') return;
            string folder = IntPtr.Size == 4 ? "x86" : "x64";
            string path = Path.Combine(Path.Combine(AppDomain.CurrentDomain.BaseDirectory, folder), "scor1.dll");
            if (File.Exists(path)) LoadLibraryW(path); // when that fails, the ordinary search tells why
        }
    }
}
