//! The facture and the dossier of its pieces: what is missing, may it go, which colour on the screen.

use std::ffi::c_char;
use std::ptr;

use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::buffer::{Buffer, scor_buffer};
use super::error::scor_error;
use super::guard::guard;
use super::handle::{self, Exclusive, Handle};
use super::input::{Call, bad_value};
use super::piece::scor_piece;
use super::profile::scor_profile;
use crate::dossier::{Colour, Dap, Dossier, Facture, Fields, FseFacts, Lack, Mode, NirText};
use crate::error::{Error, Kind, Lang, Result};

/// Text: type of the emitter, 2 characters, such as "TP".
pub const SCOR_FACTURE_EMITTER_TYPE: i32 = 1;
/// Text: number of the emitter, 14 digits.
pub const SCOR_FACTURE_EMITTER: i32 = 2;
/// Text: number of the facture, 1 to 9 digits.
pub const SCOR_FACTURE_INVOICE: i32 = 3;
/// Text: number of the FSE's lot, 3 digits.
pub const SCOR_FACTURE_FSE_LOT: i32 = 4;
/// Text: date of the FSE's lot, YYYY-MM-DD.
pub const SCOR_FACTURE_FSE_DATE: i32 = 5;
/// Text: regime of the recipient, 2 characters.
pub const SCOR_FACTURE_REGIME: i32 = 6;
/// Text: caisse of the recipient, 3 characters.
pub const SCOR_FACTURE_CAISSE: i32 = 7;
/// Text: centre of the recipient, 4 characters; empty (the default) when the caisse has none.
pub const SCOR_FACTURE_CENTRE: i32 = 8;
/// Text: date of the care, YYYY-MM-DD.
pub const SCOR_FACTURE_CARE_DATE: i32 = 9;
/// Text: NIR and key of the insured, where the vendor's profile needs it. Held as a secret, never shown.
pub const SCOR_FACTURE_NIR: i32 = 10;
/// Number: how the FSE was made, a SCOR_MODE_ constant. Needed.
pub const SCOR_FACTURE_MODE: i32 = 11;
/// Number: accord préalable, a SCOR_DAP_ constant; default SCOR_DAP_NONE.
pub const SCOR_FACTURE_DAP: i32 = 12;
/// Number: 1 when the prescription is an ordonnance numérique, so that nothing is scanned; default 0.
pub const SCOR_FACTURE_ORDONNANCE_NUMERIQUE: i32 = 13;
/// Number: paper ordonnances that the facture bills, 0 to 20; default 1.
pub const SCOR_FACTURE_ORDONNANCES: i32 = 14;
/// Number: 1 for the test flow, 0 (the default) for production.
pub const SCOR_FACTURE_TEST: i32 = 15;

/// With the patient's card.
pub const SCOR_MODE_SECURISE: i32 = 1;
/// Without it: the feuille de soins signed on paper belongs to it.
pub const SCOR_MODE_DEGRADE: i32 = 2;

/// No accord préalable.
pub const SCOR_DAP_NONE: i32 = 1;
/// The first facture under an accord préalable: the prescription goes with it.
pub const SCOR_DAP_FIRST_INVOICE: i32 = 2;
/// A later one: the prescription went with the first.
pub const SCOR_DAP_LATER_INVOICE: i32 = 3;

/// Complete, and all of it goes by SCOR.
pub const SCOR_COLOUR_GREEN: i32 = 1;
/// Complete, but something must go by post.
pub const SCOR_COLOUR_ORANGE: i32 = 2;
/// Something is missing.
pub const SCOR_COLOUR_RED: i32 = 3;

/// A positive ARL came for the FSE's lot. The SCOR_FSE_ constants are added up.
pub const SCOR_FSE_ARL: i32 = 1;
/// A NOEMIE payment return came for the FSE.
pub const SCOR_FSE_NOEMIE_PAYMENT: i32 = 2;
/// The FSE was transmitted.
pub const SCOR_FSE_TRANSMITTED: i32 = 4;

/// What is known of a FSE, without its acts. Changeable. Freed with scor_facture_free.
pub struct scor_facture {
    _opaque: [u8; 0],
}

/// The fields so far; the mode has no default.
pub(super) struct Draft {
    fields: Fields,
    mode: Option<Mode>,
}

impl Handle for scor_facture {
    type Object = Exclusive<Draft>;
}

/// The pieces of one facture. Changeable. Freed with scor_dossier_free.
pub struct scor_dossier {
    _opaque: [u8; 0],
}

impl Handle for scor_dossier {
    type Object = Exclusive<Dossier>;
}

/// Makes a facture without fields.
///
/// - `out`: not NULL; receives the facture, to be freed with scor_facture_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_facture_new(out: *mut *mut scor_facture, err: *mut *mut scor_error) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.out("out", out)?.put(Exclusive::new(blank()))) }
}

fn blank() -> Draft {
    let fields = Fields {
        emitter_type: String::new(),
        emitter: String::new(),
        invoice: String::new(),
        fse_lot: String::new(),
        fse_date: String::new(),
        mode: Mode::Securise,
        regime: String::new(),
        caisse: String::new(),
        centre: String::new(),
        care_date: String::new(),
        dap: Dap::None,
        ordonnance_numerique: false,
        ordonnances: 1,
        test: false,
        nir: None,
    };
    Draft { fields, mode: None }
}

/// Sets a field that is text. Its form is checked by scor_dossier_new.
///
/// - `facture`: not NULL.
/// - `field`: a SCOR_FACTURE_ constant whose text begins with "Text".
/// - `text`: the value.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same facture wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_facture_set_text(
    facture: *mut scor_facture,
    field: i32,
    text: *const c_char,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let text = call.text("text", text)?;
            call.object("facture", facture)?.with(|d| set_text(&mut d.fields, field, text))
        })
    }
}

fn set_text(fields: &mut Fields, field: i32, text: &str) -> Result<()> {
    let slot = match field {
        SCOR_FACTURE_EMITTER_TYPE => &mut fields.emitter_type,
        SCOR_FACTURE_EMITTER => &mut fields.emitter,
        SCOR_FACTURE_INVOICE => &mut fields.invoice,
        SCOR_FACTURE_FSE_LOT => &mut fields.fse_lot,
        SCOR_FACTURE_FSE_DATE => &mut fields.fse_date,
        SCOR_FACTURE_REGIME => &mut fields.regime,
        SCOR_FACTURE_CAISSE => &mut fields.caisse,
        SCOR_FACTURE_CENTRE => &mut fields.centre,
        SCOR_FACTURE_CARE_DATE => &mut fields.care_date,
        SCOR_FACTURE_NIR => {
            fields.nir = Some(NirText(Zeroizing::new(text.to_owned())));
            return Ok(());
        }
        _ => return Err(bad_value("field")),
    };
    text.clone_into(slot);
    Ok(())
}

/// Sets a field that is a number.
///
/// - `facture`: not NULL.
/// - `field`: a SCOR_FACTURE_ constant whose text begins with "Number".
/// - `amount`: the value as the constant says.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same facture wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_facture_set_number(
    facture: *mut scor_facture,
    field: i32,
    amount: i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| call.object("facture", facture)?.with(|d| set_number(call, d, field, amount)))
    }
}

fn set_number(call: &Call, draft: &mut Draft, field: i32, amount: i32) -> Result<()> {
    let bad = || bad_value("amount");
    match field {
        SCOR_FACTURE_MODE => {
            draft.mode = match amount {
                SCOR_MODE_SECURISE => Some(Mode::Securise),
                SCOR_MODE_DEGRADE => Some(Mode::Degrade),
                _ => return Err(bad()),
            };
        }
        SCOR_FACTURE_DAP => {
            draft.fields.dap = match amount {
                SCOR_DAP_NONE => Dap::None,
                SCOR_DAP_FIRST_INVOICE => Dap::FirstInvoice,
                SCOR_DAP_LATER_INVOICE => Dap::LaterInvoice,
                _ => return Err(bad()),
            };
        }
        SCOR_FACTURE_ORDONNANCE_NUMERIQUE => {
            draft.fields.ordonnance_numerique = call.flag("amount", amount)?;
        }
        SCOR_FACTURE_ORDONNANCES => {
            draft.fields.ordonnances = u32::try_from(amount).ok().filter(|n| *n <= 20).ok_or_else(bad)?;
        }
        SCOR_FACTURE_TEST => draft.fields.test = call.flag("amount", amount)?,
        _ => return Err(bad_value("field")),
    }
    Ok(())
}

/// Frees a facture. Dossiers made with it keep it.
///
/// - `facture`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_facture_free(facture: *mut scor_facture) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("facture", facture)) }
}

/// The facture that the fields make.
pub(super) fn facture_of(draft: &Exclusive<Draft>) -> Result<Facture> {
    draft.with(|d| {
        let mode = d.mode.ok_or_else(|| Error::new(Kind::FactureField).with("field", "mode"))?;
        Facture::new(Fields { mode, ..d.fields.clone() })
    })
}

/// Makes the dossier of a facture, without pieces.
///
/// - `id`: the host's identifier, 1 to 40 letters, digits, "-" and "_"; not a patient's data, it appears in
///   manifests and file names.
/// - `facture`: not NULL; its fields are checked and copied.
/// - `out`: not NULL; receives the dossier, to be freed with scor_dossier_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_FACTURE_FIELD, whose details name the field, or
/// SCOR_E_FACTURE_NIR. Calls on the same facture wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_dossier_new(
    id: *const c_char,
    facture: *mut scor_facture,
    out: *mut *mut scor_dossier,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let id = call.text("id", id)?;
            let facture = facture_of(&*call.object("facture", facture)?)?;
            out.put(Exclusive::new(Dossier::new(id, facture)?))
        })
    }
}

/// Attaches a piece. The same piece may be in several dossiers.
///
/// - `dossier`: not NULL.
/// - `piece`: not NULL; the dossier keeps its own hold on it.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_DOSSIER_TWICE. Calls on the same dossier wait for each
/// other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_dossier_add(
    dossier: *mut scor_dossier,
    piece: *const scor_piece,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let piece = call.object("piece", piece)?.piece.clone();
            call.object("dossier", dossier)?.with(|d| d.add(piece))
        })
    }
}

/// Takes a dossier out of SCOR, or back in. Out of it, it keeps a lot number and goes by post.
///
/// - `dossier`: not NULL.
/// - `hors_scor`: 1 or 0.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same dossier wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_dossier_set_hors_scor(
    dossier: *mut scor_dossier,
    hors_scor: i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let hors_scor = call.flag("hors_scor", hors_scor)?;
            call.object("dossier", dossier)?.with(|d| {
                d.set_hors_scor(hors_scor);
                Ok(())
            })
        })
    }
}

/// Facts as the core wants them, from added up SCOR_FSE_ constants.
pub(super) fn facts(bits: i32) -> Option<FseFacts> {
    let all = SCOR_FSE_ARL | SCOR_FSE_NOEMIE_PAYMENT | SCOR_FSE_TRANSMITTED;
    (bits & !all == 0).then_some(FseFacts {
        arl_positive: bits & SCOR_FSE_ARL != 0,
        noemie_payment: bits & SCOR_FSE_NOEMIE_PAYMENT != 0,
        transmitted: bits & SCOR_FSE_TRANSMITTED != 0,
    })
}

fn reasons(lacks: Vec<Lack>) -> Buffer {
    let told = |l: Lack| json!({ "reason": l.key(), "en": l.text(Lang::En), "fr": l.text(Lang::Fr) });
    let list: Vec<Value> = lacks.into_iter().map(told).collect();
    Buffer::open(Value::from(list).to_string().into_bytes())
}

/// What keeps a dossier from being complete, and what keeps a complete one from going now.
///
/// - `dossier`: not NULL.
/// - `profile`: not NULL.
/// - `fse`: SCOR_FSE_ constants added up, 0 when nothing has come yet.
/// - `colour`: not NULL; receives a SCOR_COLOUR_ constant for the host's screen.
/// - `missing`: not NULL; receives a JSON array of what is missing or too much, empty for a complete dossier:
///   objects with "reason" (stable key) and a sentence in "en" and "fr".
/// - `waiting`: not NULL; receives a JSON array of the same form of what must come before it goes.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same dossier wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_dossier_check(
    dossier: *mut scor_dossier,
    profile: *const scor_profile,
    fse: i32,
    colour: *mut i32,
    missing: *mut *mut scor_buffer,
    waiting: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(colour);
            call.clear(missing);
            call.clear(waiting);
            let colour = call.out("colour", colour)?;
            let (missing, waiting) = (call.out("missing", missing)?, call.out("waiting", waiting)?);
            let profile = call.object("profile", profile)?;
            let facts = call.choice("fse", fse, facts)?;
            call.object("dossier", dossier)?.with(|d| {
                let first = missing.ready(reasons(d.missing(&profile)))?;
                waiting.put(reasons(d.waiting(facts, &profile)))?;
                first.hand();
                colour.set(match d.colour(&profile) {
                    Colour::Green => SCOR_COLOUR_GREEN,
                    Colour::Orange => SCOR_COLOUR_ORANGE,
                    Colour::Red => SCOR_COLOUR_RED,
                });
                Ok(())
            })
        })
    }
}

/// Frees a dossier. Its pieces and lots made with it are not concerned.
///
/// - `dossier`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_dossier_free(dossier: *mut scor_dossier) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("dossier", dossier)) }
}
