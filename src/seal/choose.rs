//! The choice among the certificates of one recipient: which of them may be used now, and which of those is.

use serde::Serialize;

use super::{Certificate, Revocation, Trust};
use crate::error::{Error, Kind, Result};

/// Rules of the choice. The caller fills them from its profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Which of several usable certificates is taken.
    pub choice: Choice,
    /// Shortest RSA key accepted, bits. Default 2048; below 1024 counts as 1024.
    pub min_rsa_bits: usize,
    /// How strictly revocation is checked. Default: hard failure.
    pub revocation: Revocation,
    /// Days before expiry at which to warn, any order. Default 60, 30, 7.
    pub warn_days: Vec<u32>,
    /// SHA-256 fingerprints of certificates that need no chain and no revocation list: the last resort for a chain
    /// that cannot be verified here. Dates, usage and key are checked all the same. Default: none.
    pub pinned: Vec<[u8; 32]>,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            choice: Choice::default(),
            min_rsa_bits: 2048,
            revocation: Revocation::default(),
            warn_days: vec![60, 30, 7],
            pinned: Vec::new(),
        }
    }
}

/// Which of several usable certificates is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The highest serial number, as the neighbouring billing flow does.
    HighestSerial,
    /// The latest start of validity.
    #[default]
    NewestNotBefore,
}

/// The certificate to seal to, and what the host should be told about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The certificate.
    pub certificate: Certificate,
    /// What does not prevent its use today.
    pub warnings: Vec<Warning>,
}

/// What does not prevent the use of a certificate today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum Warning {
    /// Whole days of validity left, and the threshold of [`Rules::warn_days`] that this falls under.
    ExpiresSoon {
        /// Whole days left, 0 on the last day.
        days: u32,
        /// The smallest threshold reached.
        threshold: u32,
    },
    /// A revocation list past its next update was used ([`Revocation::AllowStale`]).
    StaleCrl,
    /// Revocation was not checked ([`Revocation::Unchecked`]).
    RevocationUnchecked,
    /// Accepted by its fingerprint, without a chain ([`Rules::pinned`]).
    Pinned,
}

const DAY: i64 = 86_400;

impl Trust {
    /// Chooses the certificate to seal to at `now` (seconds since 1970-01-01 UTC) among those of one recipient.
    ///
    /// A certificate is usable when `now` is within its dates, its key usage allows keyEncipherment (or is absent),
    /// its key is RSA and long enough, it chains to an anchor and is not revoked.
    ///
    /// # Errors
    /// `seal.no_certificate` without candidates. When none is usable: the reason of the candidate that the rule
    /// would have taken first, one of `seal.certificate_expired`, `seal.certificate_not_yet`,
    /// `seal.certificate_usage`, `seal.key_unsupported`, `seal.key_short`, `seal.certificate_revoked`,
    /// `seal.crl_expired`, `seal.crl_missing`, `seal.chain_unknown`, `seal.chain_invalid`.
    pub fn choose(&self, candidates: &[Certificate], now: i64, rules: &Rules) -> Result<Chosen> {
        let mut ordered: Vec<&Certificate> = candidates.iter().collect();
        match rules.choice {
            Choice::HighestSerial => ordered.sort_by(|a, b| b.serial_order().cmp(&a.serial_order())),
            Choice::NewestNotBefore => ordered
                .sort_by(|a, b| (b.not_before(), b.serial_order()).cmp(&(a.not_before(), a.serial_order()))),
        }
        let mut first_reason = None;
        for certificate in ordered {
            match self.check(certificate, now, rules) {
                Ok(warnings) => return Ok(Chosen { certificate: certificate.clone(), warnings }),
                Err(reason) => first_reason = first_reason.or(Some(reason)),
            }
        }
        Err(first_reason.unwrap_or_else(|| Error::new(Kind::SealNoCertificate)))
    }

    /// Whether one certificate is usable at `now`, with the same checks, errors and warnings as [`Trust::choose`].
    pub fn check(&self, certificate: &Certificate, now: i64, rules: &Rules) -> Result<Vec<Warning>> {
        check_dates(certificate, now)?;
        check_key(certificate, rules)?;
        let mut warnings = expiry_warning(certificate, now, &rules.warn_days);
        if rules.pinned.contains(&certificate.fingerprint()) {
            warnings.push(Warning::Pinned);
            return Ok(warnings);
        }
        if self.verify(certificate, now, rules.revocation)? {
            warnings.push(Warning::StaleCrl);
        }
        if rules.revocation == Revocation::Unchecked {
            warnings.push(Warning::RevocationUnchecked);
        }
        Ok(warnings)
    }
}

fn check_dates(certificate: &Certificate, now: i64) -> Result<()> {
    if now < certificate.not_before() {
        return Err(certificate.error(Kind::SealCertificateNotYet));
    }
    if now > certificate.not_after() {
        return Err(certificate.error(Kind::SealCertificateExpired));
    }
    Ok(())
}

fn check_key(certificate: &Certificate, rules: &Rules) -> Result<()> {
    let Some(bits) = certificate.rsa_bits() else {
        return Err(certificate.error(Kind::SealKeyUnsupported));
    };
    let limit = rules.min_rsa_bits.max(1024);
    if bits < limit {
        return Err(certificate.error(Kind::SealKeyShort).with("actual", bits).with("limit", limit));
    }
    // RFC 5280 section 4.2.1.3: without the extension the key may be used for anything.
    if certificate.key_use().is_some_and(|usage| !usage.key_encipherment) || certificate.is_ca() {
        return Err(certificate.error(Kind::SealCertificateUsage));
    }
    Ok(())
}

fn expiry_warning(certificate: &Certificate, now: i64, thresholds: &[u32]) -> Vec<Warning> {
    let days = u32::try_from(certificate.not_after().saturating_sub(now) / DAY).unwrap_or(u32::MAX);
    let reached = thresholds.iter().copied().filter(|&threshold| days < threshold).min();
    reached.map(|threshold| Warning::ExpiresSoon { days, threshold }).into_iter().collect()
}
