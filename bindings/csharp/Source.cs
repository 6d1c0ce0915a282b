using System;
using System.IO;

namespace Scor
{
    /// <summary>What the host knows about its inputs, and the bounds it sets.</summary>
    public sealed class SourceOptions : ScorObject
    {
        internal readonly scor_source_options_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>The defaults.</summary>
        public SourceOptions()
        {
            ScorLibrary.Ready();
            IntPtr err;
            Call.Check(Native.scor_source_options_new(out Handle, out err), err);
        }

        /// <summary>Sets one option.</summary>
        /// <param name="field">Which.</param>
        /// <param name="amount">In the unit that the field names.</param>
        /// <returns>These options.</returns>
        public SourceOptions Set(SourceSetting field, long amount)
        {
            IntPtr err;
            Call.Check(Native.scor_source_options_set(Handle, (int)field, amount, out err), err);
            return this;
        }

        internal static scor_source_options_handle Of(SourceOptions options)
        {
            return options == null ? scor_source_options_handle.None : options.Handle;
        }
    }

    /// <summary>Pixels of a page.</summary>
    public sealed class Picture
    {
        internal Picture(uint width, uint height, PixelLayout layout, byte[] pixels)
        {
            Width = (int)width;
            Height = (int)height;
            Layout = layout;
            Pixels = pixels;
        }

        /// <summary>Width in pixels.</summary>
        public int Width { get; private set; }

        /// <summary>Height in pixels.</summary>
        public int Height { get; private set; }

        /// <summary>Grey8 or Rgb24.</summary>
        public PixelLayout Layout { get; private set; }

        /// <summary>Rows from the top, without padding.</summary>
        public byte[] Pixels { get; private set; }
    }

    /// <summary>An input that was recognised.</summary>
    public sealed unsafe class Document : ScorObject
    {
        internal readonly scor_document_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        private Document(scor_document_handle handle) { Handle = handle; }

        private static Document Open(byte* data, int size, SourceOptions options)
        {
            ScorLibrary.Ready();
            scor_document_handle handle;
            IntPtr err;
            Call.Check(
                Native.scor_document_open(data, new UIntPtr((uint)size), SourceOptions.Of(options), out handle, out err), err);
            return new Document(handle);
        }

        /// <summary>Opens a file in memory: JPEG, PNG, TIFF, BMP, WebP or PDF, told by content.</summary>
        /// <param name="data">The whole file; copied.</param>
        /// <param name="options">Null for the defaults.</param>
        /// <returns>The document.</returns>
        public static Document Open(byte[] data, SourceOptions options = null)
        {
            Bytes.Needed(data, "data");
            fixed (byte* at = data) return Open(at, data.Length, options);
        }

#if SCOR_SPAN
        /// <summary>Opens a part of memory.</summary>
        /// <param name="data">The whole file; copied.</param>
        /// <param name="options">Null for the defaults.</param>
        /// <returns>The document.</returns>
        public static Document Open(ReadOnlySpan<byte> data, SourceOptions options = null)
        {
            fixed (byte* at = data) return Open(at, data.Length, options);
        }
#endif

        /// <summary>Reads a stream to its end and opens what came.</summary>
        /// <param name="stream">Stays open.</param>
        /// <param name="options">Null for the defaults.</param>
        /// <returns>The document.</returns>
        public static Document Open(Stream stream, SourceOptions options = null) { return Open(Bytes.Read(stream), options); }

        /// <summary>Takes over pixels of a scanner driver as a document of one page.</summary>
        /// <param name="data">The pixels; copied.</param>
        /// <param name="layout">Their layout.</param>
        /// <param name="width">In pixels.</param>
        /// <param name="height">In pixels.</param>
        /// <param name="stride">Bytes from one row to the next.</param>
        /// <param name="bottomUp">Is the first row the lowest?</param>
        /// <param name="options">Set <see cref="SourceSetting.Dpi"/> in them.</param>
        /// <returns>The document.</returns>
        public static Document FromPixels(
            byte[] data, PixelLayout layout, int width, int height, int stride, bool bottomUp, SourceOptions options)
        {
            ScorLibrary.Ready();
            scor_document_handle handle;
            IntPtr err;
            Bytes.Needed(data, "data");
            checked
            {
                fixed (byte* at = data)
                {
                    Call.Check(
                        Native.scor_document_from_pixels(
                            at, Bytes.Size(data), (int)layout, (uint)width, (uint)height, new UIntPtr((uint)stride),
                            bottomUp ? 1 : 0, SourceOptions.Of(options), out handle, out err),
                        err);
                }
            }
            return new Document(handle);
        }

        /// <summary>Number of pages.</summary>
        public int PageCount { get { return Native.scor_document_page_count(Handle); } }

        /// <summary>The format that was recognised.</summary>
        public DocumentFormat Format { get { return (DocumentFormat)Native.scor_document_format(Handle); } }

        /// <summary>Draws what would be made of one page, with its faults on it.</summary>
        /// <param name="page">From 0.</param>
        /// <param name="size">Long side of the picture in pixels, 100 to 4000.</param>
        /// <param name="scan">Its settings are used; null for the defaults.</param>
        /// <returns>The picture and what is to be said of it.</returns>
        public PagePreview Preview(int page, int size, Scan scan = null)
        {
            scor_buffer_handle png, json;
            IntPtr err;
            Call.Check(
                Native.scor_preview_page(
                    Handle, page, checked((uint)size), scan == null ? scor_scan_handle.None : scan.Handle,
                    out png, out json, out err),
                err);
            using (json) return new PagePreview(Bytes.Take(png), Bytes.TakeText(json));
        }
    }

    /// <summary>A page before it is made.</summary>
    public sealed class PagePreview
    {
        internal PagePreview(byte[] png, string json)
        {
            Png = png;
            Json = json;
        }

        /// <summary>The picture, a PNG file.</summary>
        public byte[] Png { get; private set; }

        /// <summary>Faults and warnings, JSON of schema "scor.preview/1".</summary>
        public string Json { get; private set; }
    }

    /// <summary>PDF on the screen, and fingerprints.</summary>
    public static unsafe class Pages
    {
        /// <summary>Draws a page of a PDF.</summary>
        /// <param name="pdf">The PDF.</param>
        /// <param name="page">From 0.</param>
        /// <param name="dpi">Samples per inch.</param>
        /// <param name="options">Bounds; null for the defaults.</param>
        /// <returns>The pixels.</returns>
        public static Picture Render(byte[] pdf, int page, int dpi, SourceOptions options = null)
        {
            ScorLibrary.Ready();
            uint width, height;
            int layout;
            scor_buffer_handle pixels;
            IntPtr err;
            Bytes.Needed(pdf, "pdf");
            fixed (byte* at = pdf)
            {
                Call.Check(
                    Native.scor_pdf_render(
                        at, Bytes.Size(pdf), page, checked((uint)dpi), SourceOptions.Of(options), out width, out height,
                        out layout, out pixels, out err),
                    err);
            }
            return new Picture(width, height, (PixelLayout)layout, Bytes.Take(pixels));
        }

        /// <summary>Draws a page of a PDF as a PNG file.</summary>
        /// <param name="pdf">The PDF.</param>
        /// <param name="page">From 0.</param>
        /// <param name="dpi">Samples per inch.</param>
        /// <param name="options">Bounds; null for the defaults.</param>
        /// <returns>The PNG.</returns>
        public static byte[] Png(byte[] pdf, int page, int dpi, SourceOptions options = null)
        {
            ScorLibrary.Ready();
            scor_buffer_handle png;
            IntPtr err;
            Bytes.Needed(pdf, "pdf");
            fixed (byte* at = pdf)
            {
                Call.Check(
                    Native.scor_pdf_preview(
                        at, Bytes.Size(pdf), page, checked((uint)dpi), SourceOptions.Of(options), out png, out err),
                    err);
            }
            return Bytes.Take(png);
        }

        /// <summary>Compares the fingerprints of two pages. A hint to show both, never a reason to drop one.</summary>
        /// <param name="first">Of one page, from a report.</param>
        /// <param name="second">Of the other.</param>
        /// <param name="score">How alike the least alike parts are, 0 to 1000.</param>
        /// <returns>How alike they are.</returns>
        public static Likeness Compare(string first, string second, out int score)
        {
            ScorLibrary.Ready();
            int likeness;
            IntPtr err;
            Call.Check(
                Native.scor_fingerprint_compare(
                    Utf8.Needed(first, "first"), Utf8.Needed(second, "second"), out score, out likeness, out err),
                err);
            return (Likeness)likeness;
        }
    }
}
