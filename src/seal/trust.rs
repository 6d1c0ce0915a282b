//! Trust: from a certificate to one of the host's anchors, with revocation, at the caller's clock.
//!
//! Paths and signatures are verified by `rustls-webpki`, which fails closed on what it does not know (critical
//! policies, indirect or delta revocation lists, names that differ in spelling). Three checks it does not make are
//! made here: keyCertSign on intermediates, keyEncipherment on the leaf, length of the RSA key (see `choose`).
//! A host that meets a chain webpki refuses for such a reason may name the issuing CA itself as an anchor.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use der::{Decode, Reader, SliceReader};
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, TrustAnchor, UnixTime, pem::PemObject};
use webpki::{
    BorrowedCertRevocationList, CertRevocationList, EndEntityCert, Error as PathError, ExpirationPolicy,
    ExtendedKeyUsageValidator, KeyPurposeIdIter, RequiredEkuNotFoundContext, RevocationOptionsBuilder,
};

use super::Certificate;
use crate::error::{Error, Kind, Result};

/// How strictly revocation is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revocation {
    /// Every certificate of the chain below the anchor needs a list of its issuer that is not out of date.
    #[default]
    Required,
    /// As `Required`, but a list may be this many days past its next update. Told as a warning.
    AllowStale {
        /// Days after the list's nextUpdate.
        days: u32,
    },
    /// Lists are not looked at. Told as a warning.
    Unchecked,
}

/// What the host trusts: anchors, intermediates that complete chains, and revocation lists.
#[derive(Clone, Default)]
pub struct Trust {
    anchors: Vec<Certificate>,
    intermediates: Vec<CertificateDer<'static>>,
    /// Newest first: webpki takes the first list that speaks for a certificate.
    crls: Vec<Crl>,
}

#[derive(Clone)]
struct Crl {
    der: Vec<u8>,
    this_update: i64,
    next_update: Option<i64>,
}

/// Most bytes of one blob of revocation lists.
const MAX_CRL_BYTES: usize = 64 << 20;
const DAY: i64 = 86_400;

impl Trust {
    /// Trusts nothing yet.
    pub fn new() -> Self {
        Trust::default()
    }

    /// Adds anchors: each is trusted by itself, whether self-signed or not.
    ///
    /// # Errors
    /// `seal.certificate_bad`; `seal.anchor_bad` for a certificate that is no certification authority.
    pub fn add_anchors(&mut self, certificates: &[Certificate]) -> Result<()> {
        for certificate in certificates {
            let der = CertificateDer::from(certificate.der());
            if !certificate.is_ca() || webpki::anchor_from_trusted_cert(&der).is_err() {
                return Err(certificate.error(Kind::SealAnchorBad));
            }
            self.anchors.push(certificate.clone());
        }
        Ok(())
    }

    /// Adds certificates that may complete a chain. They are not trusted by themselves.
    pub fn add_intermediates(&mut self, certificates: &[Certificate]) {
        let owned = certificates.iter().map(|c| CertificateDer::from(c.der().to_vec()));
        self.intermediates.extend(owned);
    }

    /// Adds the revocation lists of `bytes`: in DER, one after the other, or in PEM.
    ///
    /// # Errors
    /// `seal.crl_bad`, which adds none of them; also for a list that webpki cannot use (delta, indirect, or partial by reason).
    pub fn add_crls(&mut self, bytes: &[u8]) -> Result<()> {
        let bad = || Error::new(Kind::SealCrlBad);
        if bytes.len() > MAX_CRL_BYTES {
            return Err(bad());
        }
        let mut found = Vec::new();
        if bytes.first() == Some(&0x30) {
            let mut reader = SliceReader::new(bytes).map_err(|_| bad())?;
            while !reader.is_finished() {
                found.push(Crl::parse(reader.tlv_bytes().map_err(|_| bad())?)?);
            }
        } else {
            for section in CertificateRevocationListDer::pem_slice_iter(bytes) {
                found.push(Crl::parse(&section.map_err(|_| bad())?)?);
            }
        }
        if found.is_empty() {
            return Err(bad());
        }
        self.crls.append(&mut found);
        self.crls.sort_by_key(|crl| std::cmp::Reverse(crl.this_update));
        Ok(())
    }

    /// Verifies the chain of `leaf` to an anchor at `now`; true when a list past its next update was used.
    pub(super) fn verify(&self, leaf: &Certificate, now: i64, revocation: Revocation) -> Result<bool> {
        let told = |e: PathError| path_error(leaf, &e);
        match revocation {
            Revocation::Unchecked => self.verify_path(leaf, now, None).map(|()| false).map_err(told),
            Revocation::Required => {
                self.verify_path(leaf, now, Some(Lists::current(self))).map(|()| false).map_err(told)
            }
            Revocation::AllowStale { days } => {
                match self.verify_path(leaf, now, Some(Lists::current(self))) {
                    Ok(()) => Ok(false),
                    Err(PathError::CrlExpired { .. }) => {
                        let lists = Lists::stale(self, now, days);
                        // A list left out as too old shows as a missing one; the true reason is its age.
                        self.verify_path(leaf, now, Some(lists)).map(|()| true).map_err(|e| match e {
                            PathError::UnknownRevocationStatus => leaf.error(Kind::SealCrlExpired),
                            other => told(other),
                        })
                    }
                    Err(other) => Err(told(other)),
                }
            }
        }
    }

    fn verify_path(&self, leaf: &Certificate, now: i64, lists: Option<Lists<'_>>) -> Result<(), PathError> {
        let anchor_der: Vec<_> = self.anchors.iter().map(|a| CertificateDer::from(a.der())).collect();
        let anchors: Vec<TrustAnchor<'_>> =
            anchor_der.iter().map(webpki::anchor_from_trusted_cert).collect::<Result<_, _>>()?;
        let leaf_der = CertificateDer::from(leaf.der());
        let leaf = EndEntityCert::try_from(&leaf_der)?;
        let time = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(now).unwrap_or(0)));

        let parsed: Vec<CertRevocationList<'_>> = match &lists {
            Some(lists) => lists.parse()?,
            None => Vec::new(),
        };
        let parsed: Vec<&CertRevocationList<'_>> = parsed.iter().collect();
        let options = match &lists {
            None => None,
            Some(lists) => Some(
                RevocationOptionsBuilder::new(&parsed)
                    .map_err(|_| PathError::UnknownRevocationStatus)?
                    .with_expiration_policy(lists.expiration)
                    .build(),
            ),
        };
        leaf.verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &anchors,
            &self.intermediates,
            time,
            MailProtection,
            options,
            Some(&every_issuer_may_sign),
        )
        .map(|_| ())
    }
}

impl std::fmt::Debug for Trust {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (anchors, intermediates, crls) = (self.anchors.len(), self.intermediates.len(), self.crls.len());
        write!(f, "Trust({anchors} anchors, {intermediates} intermediates, {crls} revocation lists)")
    }
}

impl Crl {
    fn parse(der: &[u8]) -> Result<Crl> {
        let bad = || Error::new(Kind::SealCrlBad);
        let list = x509_cert::crl::CertificateList::from_der(der).map_err(|_| bad())?;
        usable(der).map_err(|_| bad())?;
        let seconds =
            |t: x509_cert::time::Time| i64::try_from(t.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
        Ok(Crl {
            der: der.to_vec(),
            this_update: seconds(list.tbs_cert_list.this_update),
            next_update: list.tbs_cert_list.next_update.map(seconds),
        })
    }
}

/// Reads a list as webpki will. Lists come from outside and webpki once panicked on one before it had checked the
/// signature (fixed in 0.103.13): a panic here is a bad list, not the end of the host.
fn usable(der: &[u8]) -> Result<BorrowedCertRevocationList<'_>, PathError> {
    catch_unwind(AssertUnwindSafe(|| BorrowedCertRevocationList::from_der(der)))
        .unwrap_or(Err(PathError::BadDer))
}

/// The lists that take part in one verification.
struct Lists<'a> {
    der: Vec<&'a [u8]>,
    expiration: ExpirationPolicy,
}

impl<'a> Lists<'a> {
    fn current(trust: &'a Trust) -> Self {
        let der = trust.crls.iter().map(|crl| crl.der.as_slice()).collect();
        Lists { der, expiration: ExpirationPolicy::Enforce }
    }

    fn stale(trust: &'a Trust, now: i64, days: u32) -> Self {
        let grace = i64::from(days).saturating_mul(DAY);
        let fresh = |crl: &&Crl| crl.next_update.is_none_or(|next| now <= next.saturating_add(grace));
        let der = trust.crls.iter().filter(fresh).map(|crl| crl.der.as_slice()).collect();
        Lists { der, expiration: ExpirationPolicy::Ignore }
    }

    fn parse(&self) -> Result<Vec<CertRevocationList<'a>>, PathError> {
        self.der.iter().map(|der| usable(der).map(CertRevocationList::from)).collect()
    }
}

/// emailProtection, anyExtendedKeyUsage, or no extended key usage at all (RFC 8550 section 4.4.4).
struct MailProtection;

impl ExtendedKeyUsageValidator for MailProtection {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), PathError> {
        let mut any = false;
        for purpose in purposes {
            any = true;
            let oid: Vec<usize> = purpose?.to_decoded_oid();
            if oid == [1, 3, 6, 1, 5, 5, 7, 3, 4] || oid == [2, 5, 29, 37, 0] {
                return Ok(());
            }
        }
        match any {
            false => Ok(()),
            true => Err(PathError::RequiredEkuNotFoundContext(RequiredEkuNotFoundContext {
                required: webpki::KeyUsage::required(&[]),
                present: Vec::new(),
            })),
        }
    }
}

/// RFC 5280 section 6.1.4 (n): a key usage extension on a CA must include keyCertSign. webpki does not look.
fn every_issuer_may_sign(path: &webpki::VerifiedPath<'_>) -> Result<(), PathError> {
    for issuer in path.intermediate_certificates() {
        let issuer = Certificate::from_der(&issuer.der()).map_err(|_| PathError::BadDer)?;
        if issuer.key_use().is_some_and(|usage| !usage.key_cert_sign) {
            return Err(PathError::EndEntityUsedAsCa);
        }
    }
    Ok(())
}

/// webpki's reasons, grouped into what the person at the screen can act on.
fn path_error(leaf: &Certificate, error: &PathError) -> Error {
    let kind = match error {
        PathError::CertExpired { .. } => Kind::SealCertificateExpired,
        PathError::CertNotValidYet { .. } => Kind::SealCertificateNotYet,
        PathError::CertRevoked => Kind::SealCertificateRevoked,
        PathError::CrlExpired { .. } => Kind::SealCrlExpired,
        PathError::UnknownRevocationStatus => Kind::SealCrlMissing,
        PathError::RequiredEkuNotFoundContext(_) | PathError::CaUsedAsEndEntity => Kind::SealCertificateUsage,
        PathError::UnknownIssuer => Kind::SealChainUnknown,
        _ => Kind::SealChainInvalid,
    };
    leaf.error(kind)
}
