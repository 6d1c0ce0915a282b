//! Object identifiers that messages and certificates are made of.

use der::asn1::ObjectIdentifier as Oid;

// RFC 5652 section 4, RFC 5083 section 2
pub(super) const DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.7.1");
pub(super) const ENVELOPED_DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.7.3");
pub(super) const AUTH_ENVELOPED_DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.9.16.1.23");
// RFC 3565, RFC 5084
pub(super) const AES_128_CBC: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.1.2");
pub(super) const AES_256_CBC: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.1.42");
pub(super) const AES_256_GCM: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.1.46");
// RFC 8017 appendix A, RFC 4055
pub(super) const RSA: Oid = Oid::new_unwrap("1.2.840.113549.1.1.1");
pub(super) const RSA_OAEP: Oid = Oid::new_unwrap("1.2.840.113549.1.1.7");
pub(super) const MGF1: Oid = Oid::new_unwrap("1.2.840.113549.1.1.8");
pub(super) const SHA_256: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.2.1");
