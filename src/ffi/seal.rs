//! Sealing: what the host trusts, the choice between the certificates of a recipient, and the sealed message.

use std::ptr;

use super::buffer::{Buffer, scor_buffer};
use super::certificate::{held, scor_certificate, scor_certificates};
use super::error::scor_error;
use super::guard::guard;
use super::handle::{self, Exclusive, Handle};
use super::input::{Call, bad_value};
use super::profile::scor_profile;
use crate::error::{Error, Kind, Result};
use crate::lot::certificate_rules;
use crate::seal::{self, Aes, Certificate, Choice, MAX_RECIPIENTS, Revocation, Rules, Suite, Trust};

/// The certificate with the latest start of validity is taken (the default).
pub const SCOR_CHOICE_NEWEST: i32 = 1;
/// The certificate with the highest serial number is taken.
pub const SCOR_CHOICE_HIGHEST_SERIAL: i32 = 2;

/// Every certificate of a chain below the anchor needs a current revocation list (the default).
pub const SCOR_REVOCATION_REQUIRED: i32 = 1;
/// Revocation lists are not looked at. Warns.
pub const SCOR_REVOCATION_UNCHECKED: i32 = 2;

/// Which of several usable certificates is taken: a SCOR_CHOICE_ constant.
pub const SCOR_TRUST_CHOICE: i32 = 1;
/// Shortest RSA key accepted, 1024 to 4096 bits; default 2048.
pub const SCOR_TRUST_MIN_RSA_BITS: i32 = 2;
/// How strictly revocation is checked: a SCOR_REVOCATION_ constant.
pub const SCOR_TRUST_REVOCATION: i32 = 3;
/// Days that a revocation list may be past its next update, 0 (the default) to 3650. A list that is used so late
/// warns. Turns SCOR_TRUST_REVOCATION to SCOR_REVOCATION_REQUIRED.
pub const SCOR_TRUST_STALE_DAYS: i32 = 4;

/// CMS EnvelopedData, AES-128-CBC, RSA PKCS#1 v1.5: what every receiver of the health networks reads.
pub const SCOR_SUITE_COMPAT: i32 = 1;
/// As SCOR_SUITE_COMPAT with AES-256-CBC.
pub const SCOR_SUITE_COMPAT_AES256: i32 = 2;
/// CMS AuthEnvelopedData, AES-256-GCM, RSA-OAEP with SHA-256.
pub const SCOR_SUITE_MODERN: i32 = 3;

/// What the host trusts, and its rules for taking a certificate. Changeable. Freed with scor_trust_free.
pub struct scor_trust {
    _opaque: [u8; 0],
}

/// Anchors and lists, and the rules of the choice.
#[derive(Default)]
pub(super) struct Trusted {
    trust: Trust,
    rules: Rules,
}

impl Handle for scor_trust {
    type Object = Exclusive<Trusted>;
}

/// The suite of a SCOR_SUITE_ constant.
pub(super) fn suite(constant: i32) -> Option<Suite> {
    Some(match constant {
        SCOR_SUITE_COMPAT => Suite::Compat(Aes::Aes128),
        SCOR_SUITE_COMPAT_AES256 => Suite::Compat(Aes::Aes256),
        SCOR_SUITE_MODERN => Suite::Modern,
        _ => return None,
    })
}

/// The SCOR_SUITE_ constant of a suite.
pub(super) fn suite_constant(suite: Suite) -> i32 {
    match suite {
        Suite::Compat(Aes::Aes128) => SCOR_SUITE_COMPAT,
        Suite::Compat(Aes::Aes256) => SCOR_SUITE_COMPAT_AES256,
        Suite::Modern => SCOR_SUITE_MODERN,
    }
}

/// Most thresholds of the warning before expiry.
const MAX_WARN_DAYS: usize = 16;

/// Trusts nothing yet, with the default rules.
///
/// - `out`: not NULL; receives the trust, to be freed with scor_trust_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_new(out: *mut *mut scor_trust, err: *mut *mut scor_error) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.out("out", out)?.put(Exclusive::new(Trusted::default()))) }
}

/// Adds anchors: certification authorities that are trusted by themselves.
///
/// - `trust`: not NULL.
/// - `certificates`: not NULL; copied.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_SEAL_ANCHOR_BAD, which adds none of them. Calls on the
/// same trust wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_add_anchors(
    trust: *mut scor_trust,
    certificates: *const scor_certificates,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let certificates = call.object("certificates", certificates)?;
            call.object("trust", trust)?.with(|t| {
                // On a copy: one bad anchor must not leave half of the others.
                let mut more = t.trust.clone();
                more.add_anchors(&certificates)?;
                t.trust = more;
                Ok(())
            })
        })
    }
}

/// Adds certificates that may complete a chain to an anchor. They are not trusted by themselves.
///
/// - `trust`: not NULL.
/// - `certificates`: not NULL; copied.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_add_intermediates(
    trust: *mut scor_trust,
    certificates: *const scor_certificates,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let certificates = call.object("certificates", certificates)?;
            call.object("trust", trust)?.with(|t| {
                t.trust.add_intermediates(&certificates);
                Ok(())
            })
        })
    }
}

/// Adds revocation lists.
///
/// - `trust`: not NULL.
/// - `data`, `size`: lists in DER, one after the other, or in PEM; copied.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_SEAL_CRL_BAD, which adds none of them. Calls on the same
/// trust wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_add_crls(
    trust: *mut scor_trust,
    data: *const u8,
    size: usize,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let data = call.bytes("data", data, size)?;
            call.object("trust", trust)?.with(|t| {
                let mut more = t.trust.clone();
                more.add_crls(data)?;
                t.trust = more;
                Ok(())
            })
        })
    }
}

/// Sets one rule of the choice.
///
/// - `trust`: not NULL.
/// - `field`: one of the SCOR_TRUST_ constants.
/// - `amount`: the value as the constant says.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_set(
    trust: *mut scor_trust,
    field: i32,
    amount: i64,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.object("trust", trust)?.with(|t| set(&mut t.rules, field, amount))) }
}

fn set(rules: &mut Rules, field: i32, amount: i64) -> Result<()> {
    let amount = i32::try_from(amount).map_err(|_| bad_value("amount"))?;
    let within = |least: i32, most: i32| {
        u32::try_from(amount)
            .ok()
            .filter(|_| (least..=most).contains(&amount))
            .ok_or_else(|| bad_value("amount"))
    };
    match field {
        SCOR_TRUST_CHOICE => {
            rules.choice = match amount {
                SCOR_CHOICE_NEWEST => Choice::NewestNotBefore,
                SCOR_CHOICE_HIGHEST_SERIAL => Choice::HighestSerial,
                _ => return Err(bad_value("amount")),
            };
        }
        SCOR_TRUST_MIN_RSA_BITS => rules.min_rsa_bits = within(1024, 4096)? as usize,
        SCOR_TRUST_REVOCATION => {
            rules.revocation = match amount {
                SCOR_REVOCATION_REQUIRED => Revocation::Required,
                SCOR_REVOCATION_UNCHECKED => Revocation::Unchecked,
                _ => return Err(bad_value("amount")),
            };
        }
        SCOR_TRUST_STALE_DAYS => {
            rules.revocation = match within(0, 3650)? {
                0 => Revocation::Required,
                days => Revocation::AllowStale { days },
            };
        }
        _ => return Err(bad_value("field")),
    }
    Ok(())
}

/// Takes over a profile's rules for the choice of certificates.
///
/// - `trust`: not NULL.
/// - `profile`: not NULL; its values are copied.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_use_profile(
    trust: *mut scor_trust,
    profile: *const scor_profile,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let rules = certificate_rules(&*call.object("profile", profile)?);
            call.object("trust", trust)?.with(|t| {
                // Certificates pinned by the host are its own decision.
                t.rules = Rules { pinned: std::mem::take(&mut t.rules.pinned), ..rules };
                Ok(())
            })
        })
    }
}

/// Sets how many days before expiry to warn. The smallest number reached is told.
///
/// - `trust`: not NULL.
/// - `days`, `count`: at most 16 numbers from 0, in any order; none turns the warning off. Default 60, 30, 7.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_warn_days(
    trust: *mut scor_trust,
    days: *const i32,
    count: usize,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let days = call.array("days", days, count, MAX_WARN_DAYS)?;
            let days = days.iter().map(|d| u32::try_from(*d).map_err(|_| bad_value("days")));
            let days = days.collect::<Result<Vec<u32>>>()?;
            call.object("trust", trust)?.with(|t| {
                t.rules.warn_days = days;
                Ok(())
            })
        })
    }
}

/// Accepts one certificate by its fingerprint, without chain and revocation list: the last resort for a chain
/// that cannot be verified here. Dates, key usage and key are checked all the same. Warns.
///
/// - `trust`: not NULL.
/// - `certificate`: not NULL; only its fingerprint is kept.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_pin(
    trust: *mut scor_trust,
    certificate: *const scor_certificate,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let fingerprint = call.object("certificate", certificate)?.certificate.fingerprint();
            call.object("trust", trust)?.with(|t| {
                t.rules.pinned.push(fingerprint);
                Ok(())
            })
        })
    }
}

/// Chooses the certificate to seal to among those of one recipient: within its dates, meant for encryption, RSA
/// and long enough, with a chain to an anchor, not revoked.
///
/// - `trust`: not NULL.
/// - `candidates`: not NULL; the certificates of one recipient.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `out`: not NULL; receives the certificate, to be freed with scor_certificate_free.
/// - `warnings`: not NULL; receives a JSON array, empty when all is well: objects whose "warning" is
///   "expires_soon" (with "days" and "threshold"), "stale_crl", "revocation_unchecked" or "pinned".
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), or the reason of the best candidate when none is usable:
/// SCOR_E_SEAL_CERTIFICATE_EXPIRED, _CERTIFICATE_NOT_YET, _CERTIFICATE_USAGE, _CERTIFICATE_REVOKED,
/// _KEY_UNSUPPORTED, _KEY_SHORT, _CRL_EXPIRED, _CRL_MISSING, _CHAIN_UNKNOWN, _CHAIN_INVALID. Calls on the same
/// trust wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_choose(
    trust: *mut scor_trust,
    candidates: *const scor_certificates,
    now: i64,
    out: *mut *mut scor_certificate,
    warnings: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(out);
            call.clear(warnings);
            let (out, warnings) = (call.out("out", out)?, call.out("warnings", warnings)?);
            let candidates = call.object("candidates", candidates)?;
            let trust = call.object("trust", trust)?;
            let chosen = trust.with(|t| t.trust.choose(&candidates, now, &t.rules))?;
            // A list of numbers and fixed names, which serde_json cannot fail on.
            let told = serde_json::to_vec(&chosen.warnings).unwrap_or_default();
            let told = warnings.ready(Buffer::open(told))?;
            out.put(held(chosen.certificate))?;
            told.hand();
            Ok(())
        })
    }
}

/// Frees a trust.
///
/// - `trust`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_trust_free(trust: *mut scor_trust) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("trust", trust)) }
}

/// Encrypts bytes to the recipients. Trust is not looked at: hand in what scor_trust_choose gave.
///
/// - `data`, `size`: the content, at most 64 MiB; copied while it is encrypted.
/// - `recipients`, `count`: 1 to 16 certificates; the same one twice counts once.
/// - `suite`: a SCOR_SUITE_ constant. SCOR_SUITE_COMPAT has no integrity of its own: keep the SHA-256 of what
///   went in and of what came out.
/// - `out`: not NULL; receives a CMS message, DER. Never the same twice.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SEAL_NO_RECIPIENT, SCOR_E_SEAL_TOO_MANY_RECIPIENTS,
/// SCOR_E_SEAL_TOO_LARGE, SCOR_E_SEAL_KEY_UNSUPPORTED, SCOR_E_SEAL_RANDOM (the system gave no random numbers:
/// nothing was sealed) or SCOR_E_SEAL_FAILED. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_seal(
    data: *const u8,
    size: usize,
    recipients: *const *mut scor_certificate,
    count: usize,
    suite: i32,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let data = call.bytes("data", data, size)?;
            let recipients = self::recipients(call, recipients, count)?;
            let suite = call.choice("suite", suite, self::suite)?;
            out.put(Buffer::open(seal::seal(data, &recipients, suite)?))
        })
    }
}

pub(super) fn recipients(
    call: &Call,
    handles: *const *mut scor_certificate,
    count: usize,
) -> Result<Vec<Certificate>> {
    if count > MAX_RECIPIENTS {
        let many = Error::new(Kind::SealTooManyRecipients);
        return Err(many.with("actual", count).with("limit", MAX_RECIPIENTS));
    }
    let handles = call.array("recipients", handles, count, MAX_RECIPIENTS)?;
    handles.iter().map(|h| Ok(call.object("recipients", *h)?.certificate.clone())).collect()
}
