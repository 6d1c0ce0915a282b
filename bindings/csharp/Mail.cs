using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Scor
{
    /// <summary>The headers of a message.</summary>
    public sealed unsafe class Message : ScorObject
    {
        internal readonly scor_message_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>A message without headers.</summary>
        public Message()
        {
            ScorLibrary.Ready();
            IntPtr err;
            Call.Check(Native.scor_message_new(out Handle, out err), err);
        }

        internal Message(scor_message_handle handle) { Handle = handle; }

        /// <summary>Wraps a payload into the MIME part that gets sealed.</summary>
        /// <param name="data">The payload.</param>
        /// <param name="gzip">Compress it first?</param>
        /// <param name="contentType">type/subtype.</param>
        /// <param name="description">Content-Description; null for none.</param>
        /// <param name="filename">Name of the attachment; null for none.</param>
        /// <returns>The part.</returns>
        public static byte[] Part(byte[] data, bool gzip, string contentType, string description, string filename)
        {
            ScorLibrary.Ready();
            scor_buffer_handle part;
            IntPtr err;
            Bytes.Needed(data, "data");
            fixed (byte* at = data)
            {
                Call.Check(
                    Native.scor_message_part(
                        at, Bytes.Size(data), gzip ? 1 : 0, Utf8.Needed(contentType, "contentType"),
                        Utf8.Optional(description), Utf8.Optional(filename), out part, out err),
                    err);
            }
            return Bytes.Take(part);
        }

        /// <summary>Sets one header.</summary>
        /// <param name="field">Which.</param>
        /// <param name="text">The value.</param>
        /// <returns>This message.</returns>
        public Message Set(MessageField field, string text)
        {
            IntPtr err;
            Call.Check(Native.scor_message_set(Handle, (int)field, Utf8.Needed(text, "text"), out err), err);
            return this;
        }

        /// <summary>Adds a recipient.</summary>
        /// <param name="address">local@domain.</param>
        /// <returns>This message.</returns>
        public Message AddTo(string address)
        {
            IntPtr err;
            Call.Check(Native.scor_message_add_to(Handle, Utf8.Needed(address, "address"), out err), err);
            return this;
        }

        /// <summary>Adds a header of the host's own.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="text">The value.</param>
        /// <returns>This message.</returns>
        public Message AddHeader(string name, string text)
        {
            IntPtr err;
            Call.Check(
                Native.scor_message_add_header(Handle, Utf8.Needed(name, "name"), Utf8.Needed(text, "text"), out err), err);
            return this;
        }

        /// <summary>Sets the width of the base64 lines of the sealed part.</summary>
        /// <param name="columns">A multiple of 4 from 4 to 76.</param>
        /// <returns>This message.</returns>
        public Message SetColumns(int columns)
        {
            IntPtr err;
            Call.Check(Native.scor_message_set_columns(Handle, columns, out err), err);
            return this;
        }

        /// <summary>Writes the whole message around a sealed part, ready for the host's SMTP.</summary>
        /// <param name="sealedPart">What <see cref="Sealing.Seal"/> gave.</param>
        /// <param name="suite">The suite that it was sealed with.</param>
        /// <param name="date">The host's clock.</param>
        /// <returns>The message.</returns>
        public byte[] Write(byte[] sealedPart, Suite suite, DateTimeOffset date)
        {
            scor_buffer_handle message;
            IntPtr err;
            Bytes.Needed(sealedPart, "sealedPart");
            fixed (byte* at = sealedPart)
            {
                Call.Check(
                    Native.scor_message_write(
                        Handle, at, Bytes.Size(sealedPart), (int)suite, Call.Seconds(date), out message, out err),
                    err);
            }
            return Bytes.Take(message);
        }
    }

    /// <summary>Bounds on incoming messages.</summary>
    public sealed class MailBounds : ScorObject
    {
        internal readonly scor_mail_bounds_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>The defaults.</summary>
        public MailBounds()
        {
            ScorLibrary.Ready();
            IntPtr err;
            Call.Check(Native.scor_mail_bounds_new(out Handle, out err), err);
        }

        /// <summary>Sets one bound.</summary>
        /// <param name="field">Which.</param>
        /// <param name="amount">At least 1.</param>
        /// <returns>These bounds.</returns>
        public MailBounds Set(MailSetting field, long amount)
        {
            IntPtr err;
            Call.Check(Native.scor_mail_bounds_set(Handle, (int)field, amount, out err), err);
            return this;
        }
    }

    /// <summary>One part of a message that came. Everything in it comes from outside.</summary>
    public sealed class MailPart
    {
        internal MailPart(string type, string charset, string description, string filename, byte[] data)
        {
            Type = type;
            Charset = charset;
            Description = description;
            Filename = filename;
            Data = data;
        }

        /// <summary>type/subtype.</summary>
        public string Type { get; private set; }

        /// <summary>As written; null when there is none.</summary>
        public string Charset { get; private set; }

        /// <summary>Content-Description; null when there is none.</summary>
        public string Description { get; private set; }

        /// <summary>File name; never use it as a path. Null when there is none.</summary>
        public string Filename { get; private set; }

        /// <summary>Content, transfer encoding and gzip taken off.</summary>
        public byte[] Data { get; private set; }
    }

    /// <summary>A message taken apart.</summary>
    public sealed unsafe class Mail : ScorObject
    {
        internal readonly scor_mail_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>Takes a message apart. Nothing is decrypted.</summary>
        /// <param name="data">As the mailbox gives it.</param>
        /// <param name="bounds">Null for the defaults.</param>
        public Mail(byte[] data, MailBounds bounds = null)
        {
            ScorLibrary.Ready();
            IntPtr err;
            Bytes.Needed(data, "data");
            fixed (byte* at = data)
            {
                Call.Check(
                    Native.scor_mail_read(
                        at, Bytes.Size(data), bounds == null ? scor_mail_bounds_handle.None : bounds.Handle, out Handle,
                        out err),
                    err);
            }
        }

        /// <summary>Reads a stream to its end and takes it apart.</summary>
        /// <param name="stream">Stays open.</param>
        /// <param name="bounds">Null for the defaults.</param>
        public Mail(Stream stream, MailBounds bounds = null) : this(Bytes.Read(stream), bounds) { }

        /// <summary>Subject; null when there is none.</summary>
        public string Subject { get { return Read(Handle, h => Native.scor_mail_subject(h)); } }

        /// <summary>Address of the first sender; null when there is none.</summary>
        public string From { get { return Read(Handle, h => Native.scor_mail_from(h)); } }

        /// <summary>Message-ID without angle brackets; null when there is none.</summary>
        public string MessageId { get { return Read(Handle, h => Native.scor_mail_message_id(h)); } }

        /// <summary>Number of parts that hold content.</summary>
        public int PartCount { get { return Native.scor_mail_part_count(Handle); } }

        /// <summary>One part, copied.</summary>
        /// <param name="index">From 0.</param>
        /// <returns>The part.</returns>
        public MailPart Part(int index)
        {
            if (index < 0 || index >= PartCount) throw new ArgumentOutOfRangeException("index");
            bool held = false;
            try
            {
                Handle.DangerousAddRef(ref held);
                byte[] data = new byte[checked((int)Native.scor_mail_part_size(Handle, index).ToUInt64())];
                if (data.Length > 0) Marshal.Copy(Native.scor_mail_part_data(Handle, index), data, 0, data.Length);
                return new MailPart(
                    Utf8.Read(Native.scor_mail_part_type(Handle, index)),
                    Utf8.Read(Native.scor_mail_part_charset(Handle, index)),
                    Utf8.Read(Native.scor_mail_part_description(Handle, index)),
                    Utf8.Read(Native.scor_mail_part_filename(Handle, index)), data);
            }
            finally
            {
                if (held) Handle.DangerousRelease();
            }
        }
    }
}
