using System;
using System.Collections.Generic;

namespace Scor
{
    /// <summary>The certificates of one file.</summary>
    public sealed unsafe class Certificates : ScorObject
    {
        internal readonly scor_certificates_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>Reads every certificate of a file: DER or PEM.</summary>
        /// <param name="data">The whole file.</param>
        public Certificates(byte[] data)
        {
            ScorLibrary.Ready();
            IntPtr err;
            Bytes.Needed(data, "data");
            fixed (byte* at = data)
                Call.Check(Native.scor_certificates_parse(at, Bytes.Size(data), out Handle, out err), err);
        }

        /// <summary>Number of certificates.</summary>
        public int Count { get { return Native.scor_certificates_count(Handle); } }

        /// <summary>One of them, whatever its worth.</summary>
        /// <param name="index">From 0.</param>
        /// <returns>The certificate.</returns>
        public Certificate Get(int index)
        {
            scor_certificate_handle one;
            IntPtr err;
            Call.Check(Native.scor_certificates_get(Handle, index, out one, out err), err);
            return new Certificate(one);
        }

        internal static scor_certificates_handle Of(Certificates certificates)
        {
            if (certificates == null) throw new ArgumentNullException("certificates");
            return certificates.Handle;
        }
    }

    /// <summary>One X.509 certificate.</summary>
    public sealed class Certificate : ScorObject
    {
        internal readonly scor_certificate_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        internal Certificate(scor_certificate_handle handle) { Handle = handle; }

        /// <summary>SHA-256 of the DER, 64 hexadecimal digits.</summary>
        public string Fingerprint { get { return Read(Handle, h => Native.scor_certificate_fingerprint(h)); } }

        /// <summary>Serial number, hexadecimal.</summary>
        public string Serial { get { return Read(Handle, h => Native.scor_certificate_serial(h)); } }

        /// <summary>First second of validity.</summary>
        public DateTimeOffset NotBefore { get { return Call.Time(Native.scor_certificate_not_before(Handle)); } }

        /// <summary>Last second of validity.</summary>
        public DateTimeOffset NotAfter { get { return Call.Time(Native.scor_certificate_not_after(Handle)); } }

        /// <summary>Length of the RSA key in bits; 0 when it is not RSA.</summary>
        public int RsaBits { get { return Native.scor_certificate_rsa_bits(Handle); } }

        /// <summary>The certificate as it came.</summary>
        /// <returns>DER.</returns>
        public byte[] Der()
        {
            scor_buffer_handle der;
            IntPtr err;
            Call.Check(Native.scor_certificate_der(Handle, out der, out err), err);
            return Bytes.Take(der);
        }
    }

    /// <summary>What the host trusts, and its rules for taking a certificate.</summary>
    public sealed unsafe class Trust : ScorObject
    {
        internal readonly scor_trust_handle Handle;
        internal override ScorHandle Held { get { return Handle; } }

        /// <summary>Trusts nothing yet.</summary>
        public Trust()
        {
            ScorLibrary.Ready();
            IntPtr err;
            Call.Check(Native.scor_trust_new(out Handle, out err), err);
        }

        /// <summary>Adds certification authorities that are trusted by themselves.</summary>
        /// <param name="certificates">Copied.</param>
        /// <returns>This trust.</returns>
        public Trust AddAnchors(Certificates certificates)
        {
            IntPtr err;
            Call.Check(Native.scor_trust_add_anchors(Handle, Certificates.Of(certificates), out err), err);
            return this;
        }

        /// <summary>Adds certificates that may complete a chain to an anchor.</summary>
        /// <param name="certificates">Copied.</param>
        /// <returns>This trust.</returns>
        public Trust AddIntermediates(Certificates certificates)
        {
            IntPtr err;
            Call.Check(Native.scor_trust_add_intermediates(Handle, Certificates.Of(certificates), out err), err);
            return this;
        }

        /// <summary>Adds revocation lists.</summary>
        /// <param name="data">One list in DER, or any number in PEM.</param>
        /// <returns>This trust.</returns>
        public Trust AddCrls(byte[] data)
        {
            IntPtr err;
            Bytes.Needed(data, "data");
            fixed (byte* at = data)
                Call.Check(Native.scor_trust_add_crls(Handle, at, Bytes.Size(data), out err), err);
            return this;
        }

        /// <summary>Sets one rule of the choice.</summary>
        /// <param name="field">Which.</param>
        /// <param name="amount">The value.</param>
        /// <returns>This trust.</returns>
        public Trust Set(TrustSetting field, long amount)
        {
            IntPtr err;
            Call.Check(Native.scor_trust_set(Handle, (int)field, amount, out err), err);
            return this;
        }

        /// <summary>Takes over a profile's rules.</summary>
        /// <param name="profile">The profile.</param>
        /// <returns>This trust.</returns>
        public Trust Use(Profile profile)
        {
            IntPtr err;
            Call.Check(Native.scor_trust_use_profile(Handle, Profile.Of(profile), out err), err);
            return this;
        }

        /// <summary>Sets how many days before expiry to warn.</summary>
        /// <param name="days">At most 16 numbers; none turns the warning off.</param>
        /// <returns>This trust.</returns>
        public Trust WarnDays(params int[] days)
        {
            if (days == null) throw new ArgumentNullException("days");
            IntPtr err;
            Call.Check(Native.scor_trust_warn_days(Handle, days, new UIntPtr((uint)days.Length), out err), err);
            return this;
        }

        /// <summary>Accepts one certificate by its fingerprint: the last resort. Warns.</summary>
        /// <param name="certificate">The certificate.</param>
        /// <returns>This trust.</returns>
        public Trust Pin(Certificate certificate)
        {
            if (certificate == null) throw new ArgumentNullException("certificate");
            IntPtr err;
            Call.Check(Native.scor_trust_pin(Handle, certificate.Handle, out err), err);
            return this;
        }

        /// <summary>Chooses the certificate to seal to among those of one recipient.</summary>
        /// <param name="candidates">The certificates of one recipient.</param>
        /// <param name="now">The host's clock.</param>
        /// <param name="warnings">A JSON array, empty when all is well.</param>
        /// <returns>The certificate.</returns>
        public Certificate Choose(Certificates candidates, DateTimeOffset now, out string warnings)
        {
            scor_certificate_handle one;
            scor_buffer_handle json;
            IntPtr err;
            warnings = null;
            Call.Check(
                Native.scor_trust_choose(
                    Handle, Certificates.Of(candidates), Call.Seconds(now), out one, out json, out err),
                err);
            warnings = Bytes.TakeText(json);
            return new Certificate(one);
        }
    }

    /// <summary>Encryption.</summary>
    public static unsafe class Sealing
    {
        /// <summary>Encrypts bytes to the recipients. Never the same twice.</summary>
        /// <param name="data">The content.</param>
        /// <param name="recipients">1 to 16 certificates, of <see cref="Trust.Choose"/>.</param>
        /// <param name="suite">Algorithms.</param>
        /// <returns>A CMS message, DER.</returns>
        public static byte[] Seal(byte[] data, IEnumerable<Certificate> recipients, Suite suite)
        {
            ScorLibrary.Ready();
            scor_buffer_handle sealedBytes;
            IntPtr err;
            Bytes.Needed(data, "data");
            using (HeldArray held = new HeldArray(recipients))
            fixed (byte* at = data)
            {
                Call.Check(
                    Native.scor_seal(
                        at, Bytes.Size(data), held.Numbers, held.Count, (int)suite, out sealedBytes, out err),
                    err);
            }
            return Bytes.Take(sealedBytes);
        }
    }
}
