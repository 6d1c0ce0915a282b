//! The error table of `src/error.rs` as C constants. Generated; regenerate with:
//! `SCOR_BLESS=1 cargo test --test header`

use std::ffi::CStr;

/// The call did its work.
pub const SCOR_OK: i32 = 0;
/// arg.null: argument {name} is NULL.
pub const SCOR_E_NULL_ARGUMENT: i32 = -101;
/// arg.utf8: argument {name} is not valid UTF-8.
pub const SCOR_E_BAD_UTF8: i32 = -102;
/// arg.handle: argument {name} is not a live handle of the right kind.
pub const SCOR_E_BAD_HANDLE: i32 = -103;
/// arg.value: argument {name} has an impossible value.
pub const SCOR_E_BAD_VALUE: i32 = -104;
/// arg.busy: the object is in use by the call that this callback belongs to.
pub const SCOR_E_BUSY: i32 = -105;
/// call.cancelled: the operation was cancelled.
pub const SCOR_E_CANCELLED: i32 = -106;
/// arg.too_many_objects: more than {limit} objects are alive; free those no longer used.
pub const SCOR_E_TOO_MANY_OBJECTS: i32 = -107;
/// source.empty: the input is empty.
pub const SCOR_E_SOURCE_EMPTY: i32 = -201;
/// source.unknown_format: the input is in no known image or PDF format.
pub const SCOR_E_SOURCE_UNKNOWN: i32 = -202;
/// source.damaged: the {format} input is damaged or cut short.
pub const SCOR_E_SOURCE_DAMAGED: i32 = -203;
/// source.unsupported: the {format} input uses a feature that is not supported: {feature}.
pub const SCOR_E_SOURCE_UNSUPPORTED: i32 = -204;
/// source.encrypted: the PDF is protected by a password.
pub const SCOR_E_SOURCE_ENCRYPTED: i32 = -205;
/// source.too_many_pixels: a page has {actual} pixels, the limit is {limit}.
pub const SCOR_E_SOURCE_TOO_MANY_PIXELS: i32 = -206;
/// source.too_many_pages: the input has {actual} pages, the limit is {limit}.
pub const SCOR_E_SOURCE_TOO_MANY_PAGES: i32 = -207;
/// source.too_many_bytes: the input holds more than {limit} bytes.
pub const SCOR_E_SOURCE_TOO_MANY_BYTES: i32 = -208;
/// source.nesting: the input is nested more than {limit} levels deep.
pub const SCOR_E_SOURCE_NESTING: i32 = -209;
/// source.timeout: decoding took more than {limit} ms.
pub const SCOR_E_SOURCE_TIMEOUT: i32 = -210;
/// source.no_pages: the input has no page.
pub const SCOR_E_SOURCE_NO_PAGES: i32 = -211;
/// source.geometry: width, height, stride and length of the raw pixels do not agree.
pub const SCOR_E_SOURCE_GEOMETRY: i32 = -212;
/// source.too_complex: a page needs {actual} drawing steps, the limit is {limit}.
pub const SCOR_E_SOURCE_TOO_COMPLEX: i32 = -213;
/// image.too_small: the page is too small: {width} x {height} pixels.
pub const SCOR_E_IMAGE_TOO_SMALL: i32 = -301;
/// pdf.over_budget: {actual} bytes for {pages} page(s) at {dpi} dpi, the limit is {limit}; pages that would fit: {fits}.
pub const SCOR_E_PDF_OVER_BUDGET: i32 = -401;
/// pdf.no_pages: a PDF needs at least one page.
pub const SCOR_E_PDF_NO_PAGES: i32 = -402;
/// pdf.page_range: page {page} does not exist, the document has {pages}.
pub const SCOR_E_PDF_PAGE_RANGE: i32 = -403;
/// pdf.verify: the encoded page does not decode to the same pixels.
pub const SCOR_E_PDF_VERIFY: i32 = -404;
/// pdf.empty_page: a page without pixels or without resolution cannot be written.
pub const SCOR_E_PDF_EMPTY_PAGE: i32 = -405;
/// pdf.too_many_pages: the piece has {actual} pages, the limit is {limit}.
pub const SCOR_E_PDF_TOO_MANY_PAGES: i32 = -406;
/// seal.certificate_bad: the file holds no usable certificate: {reason}.
pub const SCOR_E_SEAL_CERTIFICATE_BAD: i32 = -501;
/// seal.no_certificate: no certificate was given for the recipient.
pub const SCOR_E_SEAL_NO_CERTIFICATE: i32 = -502;
/// seal.certificate_expired: certificate {fingerprint} or one of its issuers has expired.
pub const SCOR_E_SEAL_CERTIFICATE_EXPIRED: i32 = -503;
/// seal.certificate_not_yet: certificate {fingerprint} or one of its issuers is not valid yet.
pub const SCOR_E_SEAL_CERTIFICATE_NOT_YET: i32 = -504;
/// seal.certificate_usage: certificate {fingerprint} is not meant for encryption.
pub const SCOR_E_SEAL_CERTIFICATE_USAGE: i32 = -505;
/// seal.key_unsupported: the key of certificate {fingerprint} is not RSA of at most 4096 bits.
pub const SCOR_E_SEAL_KEY_UNSUPPORTED: i32 = -506;
/// seal.key_short: the key of certificate {fingerprint} has {actual} bits, the minimum is {limit}.
pub const SCOR_E_SEAL_KEY_SHORT: i32 = -507;
/// seal.certificate_revoked: certificate {fingerprint} or one of its issuers has been revoked.
pub const SCOR_E_SEAL_CERTIFICATE_REVOKED: i32 = -508;
/// seal.crl_expired: a revocation list for certificate {fingerprint} is out of date.
pub const SCOR_E_SEAL_CRL_EXPIRED: i32 = -509;
/// seal.crl_missing: no revocation list speaks for certificate {fingerprint} and its issuers.
pub const SCOR_E_SEAL_CRL_MISSING: i32 = -510;
/// seal.crl_bad: the file holds no usable revocation list.
pub const SCOR_E_SEAL_CRL_BAD: i32 = -511;
/// seal.chain_unknown: certificate {fingerprint} does not lead to a trusted authority.
pub const SCOR_E_SEAL_CHAIN_UNKNOWN: i32 = -512;
/// seal.chain_invalid: the chain of certificate {fingerprint} is not valid.
pub const SCOR_E_SEAL_CHAIN_INVALID: i32 = -513;
/// seal.anchor_bad: certificate {fingerprint} is no certification authority and cannot be an anchor.
pub const SCOR_E_SEAL_ANCHOR_BAD: i32 = -514;
/// seal.no_recipient: a message needs at least one recipient.
pub const SCOR_E_SEAL_NO_RECIPIENT: i32 = -515;
/// seal.too_many_recipients: {actual} recipients were given, the limit is {limit}.
pub const SCOR_E_SEAL_TOO_MANY_RECIPIENTS: i32 = -516;
/// seal.too_large: the content has {actual} bytes, the limit is {limit}.
pub const SCOR_E_SEAL_TOO_LARGE: i32 = -517;
/// seal.random: the system's random generator failed.
pub const SCOR_E_SEAL_RANDOM: i32 = -518;
/// seal.failed: encryption failed.
pub const SCOR_E_SEAL_FAILED: i32 = -519;
/// piece.type: the profile knows no such type of piece.
pub const SCOR_E_PIECE_TYPE: i32 = -601;
/// piece.not_pdf: the piece is not a PDF.
pub const SCOR_E_PIECE_NOT_PDF: i32 = -602;
/// piece.too_large: the piece has {actual} bytes, the limit is {limit}.
pub const SCOR_E_PIECE_TOO_LARGE: i32 = -603;
/// piece.empty: a piece needs a PDF unless it goes on paper alone.
pub const SCOR_E_PIECE_EMPTY: i32 = -604;
/// piece.unconfirmed: the operator has not confirmed that the piece is legible.
pub const SCOR_E_PIECE_UNCONFIRMED: i32 = -605;
/// piece.refused: the gate refused this piece; override it with a reason or send it on paper.
pub const SCOR_E_PIECE_REFUSED: i32 = -606;
/// piece.report: the report belongs to another PDF.
pub const SCOR_E_PIECE_REPORT: i32 = -607;
/// facture.field: field {field} of the facture is missing or malformed.
pub const SCOR_E_FACTURE_FIELD: i32 = -701;
/// facture.nir: the NIR or its key is wrong.
pub const SCOR_E_FACTURE_NIR: i32 = -702;
/// dossier.piece_twice: the dossier holds this piece already.
pub const SCOR_E_DOSSIER_TWICE: i32 = -703;
/// lot.number: lot number {actual} is outside {min} to {max}.
pub const SCOR_E_LOT_NUMBER: i32 = -801;
/// lot.dossier_twice: two dossiers have the same identifier.
pub const SCOR_E_LOT_DOSSIER_TWICE: i32 = -802;
/// lot.too_large: one dossier alone exceeds the {limit} bytes of a lot.
pub const SCOR_E_LOT_TOO_LARGE: i32 = -803;
/// lot.file_name: the profile's template gives an impossible or repeated file name.
pub const SCOR_E_LOT_FILE_NAME: i32 = -804;
/// lot.spec: the specification is wrong at line {line}: {reason}.
pub const SCOR_E_LOT_SPEC: i32 = -805;
/// internal.panic: an internal fault was caught; the object can no longer be used.
pub const SCOR_E_PANIC: i32 = -901;
/// internal.poisoned: an earlier internal fault made this object unusable.
pub const SCOR_E_POISONED: i32 = -902;
/// profile.file: the profile's file {file} is missing, unreadable or too large.
pub const SCOR_E_PROFILE_FILE: i32 = -1001;
/// profile.syntax: {file}, line {line}, key {key}: {reason}.
pub const SCOR_E_PROFILE_SYNTAX: i32 = -1002;
/// profile.value: {file}, line {line}, impossible value of {key}: {reason}.
pub const SCOR_E_PROFILE_VALUE: i32 = -1003;
/// profile.base: {file}, line {line}: {reason}.
pub const SCOR_E_PROFILE_BASE: i32 = -1004;
/// profile.template: template {key}, line {line}: {reason}.
pub const SCOR_E_PROFILE_TEMPLATE: i32 = -1005;
/// mail.header_bad: header {name} has a value that cannot stand in a message.
pub const SCOR_E_MAIL_HEADER_BAD: i32 = -1101;
/// mail.too_large: the message has {actual} bytes, the limit is {limit}.
pub const SCOR_E_MAIL_TOO_LARGE: i32 = -1102;
/// mail.too_many_parts: the message has more than {limit} parts.
pub const SCOR_E_MAIL_TOO_MANY_PARTS: i32 = -1103;
/// mail.nesting: the message is nested more than {limit} levels deep.
pub const SCOR_E_MAIL_NESTING: i32 = -1104;
/// mail.damaged: the message is damaged or cut short: {reason}.
pub const SCOR_E_MAIL_DAMAGED: i32 = -1105;
/// mail.gzip_damaged: a compressed part of the message is damaged.
pub const SCOR_E_MAIL_GZIP_DAMAGED: i32 = -1106;
/// mail.inflated: the parts of the message hold more than {limit} bytes.
pub const SCOR_E_MAIL_INFLATED: i32 = -1107;
/// retour.too_large: a returned part has {actual} bytes, the limit is {limit}.
pub const SCOR_E_RETOUR_TOO_LARGE: i32 = -1201;
/// retour.encoding: the return is not {encoding} text from byte {at} on.
pub const SCOR_E_RETOUR_ENCODING: i32 = -1202;
/// retour.record: record {record} of the return does not fit the profile's layout: {reason}.
pub const SCOR_E_RETOUR_RECORD: i32 = -1203;
/// retour.field: field {field} of record {record} of the return is missing or malformed.
pub const SCOR_E_RETOUR_FIELD: i32 = -1204;
/// retour.truncated: the return is cut short after record {record}.
pub const SCOR_E_RETOUR_TRUNCATED: i32 = -1205;
/// retour.too_many: the return has more than {limit} records.
pub const SCOR_E_RETOUR_TOO_MANY: i32 = -1206;
/// retour.kind: the library reads no return of kind {kind}.
pub const SCOR_E_RETOUR_KIND: i32 = -1207;
/// suivi.key: the journal belongs to another master key.
pub const SCOR_E_SUIVI_KEY: i32 = -1301;
/// suivi.damaged: the journal is damaged: table {table}, row {row} ({reason}).
pub const SCOR_E_SUIVI_DAMAGED: i32 = -1302;
/// suivi.newer_schema: the journal was written by a newer version: schema {actual}, this one knows {limit}.
pub const SCOR_E_SUIVI_NEWER: i32 = -1303;
/// suivi.full: the disk is full; nothing was changed.
pub const SCOR_E_SUIVI_FULL: i32 = -1304;
/// suivi.read_only: the journal cannot be written: file or folder is read-only.
pub const SCOR_E_SUIVI_READ_ONLY: i32 = -1305;
/// suivi.busy: another process held the journal for more than {limit} ms.
pub const SCOR_E_SUIVI_BUSY: i32 = -1306;
/// suivi.foreign: the file is no journal of scor.
pub const SCOR_E_SUIVI_FOREIGN: i32 = -1307;
/// suivi.disk: the disk failed: {reason}.
pub const SCOR_E_SUIVI_DISK: i32 = -1308;
/// suivi.missing: there is no journal in this place.
pub const SCOR_E_SUIVI_MISSING: i32 = -1309;
/// suivi.unknown: the journal knows no such {what}.
pub const SCOR_E_SUIVI_UNKNOWN: i32 = -1310;
/// suivi.exists: the {what} is in the journal already, with another content.
pub const SCOR_E_SUIVI_EXISTS: i32 = -1311;
/// suivi.overtaken: the journal changed since the lots were prepared; prepare them again.
pub const SCOR_E_SUIVI_OVERTAKEN: i32 = -1312;
/// suivi.state: state {state} does not allow this.
pub const SCOR_E_SUIVI_STATE: i32 = -1313;
/// suivi.numbers: every lot number of this emitter is in use for this date.
pub const SCOR_E_SUIVI_NUMBERS: i32 = -1314;
/// suivi.purged: the content was purged after its retention.
pub const SCOR_E_SUIVI_PURGED: i32 = -1315;
/// suivi.target: the target file exists already.
pub const SCOR_E_SUIVI_TARGET: i32 = -1316;
/// suivi.network: the journal must lie on a disk of this machine, not on a network share.
pub const SCOR_E_SUIVI_NETWORK: i32 = -1317;
/// suivi.store: the journal's database refused a statement (code {code}).
pub const SCOR_E_SUIVI_STORE: i32 = -1318;
/// suivi.nothing: there is nothing to print.
pub const SCOR_E_SUIVI_NOTHING: i32 = -1319;

/// Code, name of the constant, key.
#[rustfmt::skip]
static TABLE: &[(i32, &CStr, &CStr)] = &[
    (SCOR_E_NULL_ARGUMENT, c"SCOR_E_NULL_ARGUMENT", c"arg.null"),
    (SCOR_E_BAD_UTF8, c"SCOR_E_BAD_UTF8", c"arg.utf8"),
    (SCOR_E_BAD_HANDLE, c"SCOR_E_BAD_HANDLE", c"arg.handle"),
    (SCOR_E_BAD_VALUE, c"SCOR_E_BAD_VALUE", c"arg.value"),
    (SCOR_E_BUSY, c"SCOR_E_BUSY", c"arg.busy"),
    (SCOR_E_CANCELLED, c"SCOR_E_CANCELLED", c"call.cancelled"),
    (SCOR_E_TOO_MANY_OBJECTS, c"SCOR_E_TOO_MANY_OBJECTS", c"arg.too_many_objects"),
    (SCOR_E_SOURCE_EMPTY, c"SCOR_E_SOURCE_EMPTY", c"source.empty"),
    (SCOR_E_SOURCE_UNKNOWN, c"SCOR_E_SOURCE_UNKNOWN", c"source.unknown_format"),
    (SCOR_E_SOURCE_DAMAGED, c"SCOR_E_SOURCE_DAMAGED", c"source.damaged"),
    (SCOR_E_SOURCE_UNSUPPORTED, c"SCOR_E_SOURCE_UNSUPPORTED", c"source.unsupported"),
    (SCOR_E_SOURCE_ENCRYPTED, c"SCOR_E_SOURCE_ENCRYPTED", c"source.encrypted"),
    (SCOR_E_SOURCE_TOO_MANY_PIXELS, c"SCOR_E_SOURCE_TOO_MANY_PIXELS", c"source.too_many_pixels"),
    (SCOR_E_SOURCE_TOO_MANY_PAGES, c"SCOR_E_SOURCE_TOO_MANY_PAGES", c"source.too_many_pages"),
    (SCOR_E_SOURCE_TOO_MANY_BYTES, c"SCOR_E_SOURCE_TOO_MANY_BYTES", c"source.too_many_bytes"),
    (SCOR_E_SOURCE_NESTING, c"SCOR_E_SOURCE_NESTING", c"source.nesting"),
    (SCOR_E_SOURCE_TIMEOUT, c"SCOR_E_SOURCE_TIMEOUT", c"source.timeout"),
    (SCOR_E_SOURCE_NO_PAGES, c"SCOR_E_SOURCE_NO_PAGES", c"source.no_pages"),
    (SCOR_E_SOURCE_GEOMETRY, c"SCOR_E_SOURCE_GEOMETRY", c"source.geometry"),
    (SCOR_E_SOURCE_TOO_COMPLEX, c"SCOR_E_SOURCE_TOO_COMPLEX", c"source.too_complex"),
    (SCOR_E_IMAGE_TOO_SMALL, c"SCOR_E_IMAGE_TOO_SMALL", c"image.too_small"),
    (SCOR_E_PDF_OVER_BUDGET, c"SCOR_E_PDF_OVER_BUDGET", c"pdf.over_budget"),
    (SCOR_E_PDF_NO_PAGES, c"SCOR_E_PDF_NO_PAGES", c"pdf.no_pages"),
    (SCOR_E_PDF_PAGE_RANGE, c"SCOR_E_PDF_PAGE_RANGE", c"pdf.page_range"),
    (SCOR_E_PDF_VERIFY, c"SCOR_E_PDF_VERIFY", c"pdf.verify"),
    (SCOR_E_PDF_EMPTY_PAGE, c"SCOR_E_PDF_EMPTY_PAGE", c"pdf.empty_page"),
    (SCOR_E_PDF_TOO_MANY_PAGES, c"SCOR_E_PDF_TOO_MANY_PAGES", c"pdf.too_many_pages"),
    (SCOR_E_SEAL_CERTIFICATE_BAD, c"SCOR_E_SEAL_CERTIFICATE_BAD", c"seal.certificate_bad"),
    (SCOR_E_SEAL_NO_CERTIFICATE, c"SCOR_E_SEAL_NO_CERTIFICATE", c"seal.no_certificate"),
    (SCOR_E_SEAL_CERTIFICATE_EXPIRED, c"SCOR_E_SEAL_CERTIFICATE_EXPIRED", c"seal.certificate_expired"),
    (SCOR_E_SEAL_CERTIFICATE_NOT_YET, c"SCOR_E_SEAL_CERTIFICATE_NOT_YET", c"seal.certificate_not_yet"),
    (SCOR_E_SEAL_CERTIFICATE_USAGE, c"SCOR_E_SEAL_CERTIFICATE_USAGE", c"seal.certificate_usage"),
    (SCOR_E_SEAL_KEY_UNSUPPORTED, c"SCOR_E_SEAL_KEY_UNSUPPORTED", c"seal.key_unsupported"),
    (SCOR_E_SEAL_KEY_SHORT, c"SCOR_E_SEAL_KEY_SHORT", c"seal.key_short"),
    (SCOR_E_SEAL_CERTIFICATE_REVOKED, c"SCOR_E_SEAL_CERTIFICATE_REVOKED", c"seal.certificate_revoked"),
    (SCOR_E_SEAL_CRL_EXPIRED, c"SCOR_E_SEAL_CRL_EXPIRED", c"seal.crl_expired"),
    (SCOR_E_SEAL_CRL_MISSING, c"SCOR_E_SEAL_CRL_MISSING", c"seal.crl_missing"),
    (SCOR_E_SEAL_CRL_BAD, c"SCOR_E_SEAL_CRL_BAD", c"seal.crl_bad"),
    (SCOR_E_SEAL_CHAIN_UNKNOWN, c"SCOR_E_SEAL_CHAIN_UNKNOWN", c"seal.chain_unknown"),
    (SCOR_E_SEAL_CHAIN_INVALID, c"SCOR_E_SEAL_CHAIN_INVALID", c"seal.chain_invalid"),
    (SCOR_E_SEAL_ANCHOR_BAD, c"SCOR_E_SEAL_ANCHOR_BAD", c"seal.anchor_bad"),
    (SCOR_E_SEAL_NO_RECIPIENT, c"SCOR_E_SEAL_NO_RECIPIENT", c"seal.no_recipient"),
    (SCOR_E_SEAL_TOO_MANY_RECIPIENTS, c"SCOR_E_SEAL_TOO_MANY_RECIPIENTS", c"seal.too_many_recipients"),
    (SCOR_E_SEAL_TOO_LARGE, c"SCOR_E_SEAL_TOO_LARGE", c"seal.too_large"),
    (SCOR_E_SEAL_RANDOM, c"SCOR_E_SEAL_RANDOM", c"seal.random"),
    (SCOR_E_SEAL_FAILED, c"SCOR_E_SEAL_FAILED", c"seal.failed"),
    (SCOR_E_PIECE_TYPE, c"SCOR_E_PIECE_TYPE", c"piece.type"),
    (SCOR_E_PIECE_NOT_PDF, c"SCOR_E_PIECE_NOT_PDF", c"piece.not_pdf"),
    (SCOR_E_PIECE_TOO_LARGE, c"SCOR_E_PIECE_TOO_LARGE", c"piece.too_large"),
    (SCOR_E_PIECE_EMPTY, c"SCOR_E_PIECE_EMPTY", c"piece.empty"),
    (SCOR_E_PIECE_UNCONFIRMED, c"SCOR_E_PIECE_UNCONFIRMED", c"piece.unconfirmed"),
    (SCOR_E_PIECE_REFUSED, c"SCOR_E_PIECE_REFUSED", c"piece.refused"),
    (SCOR_E_PIECE_REPORT, c"SCOR_E_PIECE_REPORT", c"piece.report"),
    (SCOR_E_FACTURE_FIELD, c"SCOR_E_FACTURE_FIELD", c"facture.field"),
    (SCOR_E_FACTURE_NIR, c"SCOR_E_FACTURE_NIR", c"facture.nir"),
    (SCOR_E_DOSSIER_TWICE, c"SCOR_E_DOSSIER_TWICE", c"dossier.piece_twice"),
    (SCOR_E_LOT_NUMBER, c"SCOR_E_LOT_NUMBER", c"lot.number"),
    (SCOR_E_LOT_DOSSIER_TWICE, c"SCOR_E_LOT_DOSSIER_TWICE", c"lot.dossier_twice"),
    (SCOR_E_LOT_TOO_LARGE, c"SCOR_E_LOT_TOO_LARGE", c"lot.too_large"),
    (SCOR_E_LOT_FILE_NAME, c"SCOR_E_LOT_FILE_NAME", c"lot.file_name"),
    (SCOR_E_LOT_SPEC, c"SCOR_E_LOT_SPEC", c"lot.spec"),
    (SCOR_E_PANIC, c"SCOR_E_PANIC", c"internal.panic"),
    (SCOR_E_POISONED, c"SCOR_E_POISONED", c"internal.poisoned"),
    (SCOR_E_PROFILE_FILE, c"SCOR_E_PROFILE_FILE", c"profile.file"),
    (SCOR_E_PROFILE_SYNTAX, c"SCOR_E_PROFILE_SYNTAX", c"profile.syntax"),
    (SCOR_E_PROFILE_VALUE, c"SCOR_E_PROFILE_VALUE", c"profile.value"),
    (SCOR_E_PROFILE_BASE, c"SCOR_E_PROFILE_BASE", c"profile.base"),
    (SCOR_E_PROFILE_TEMPLATE, c"SCOR_E_PROFILE_TEMPLATE", c"profile.template"),
    (SCOR_E_MAIL_HEADER_BAD, c"SCOR_E_MAIL_HEADER_BAD", c"mail.header_bad"),
    (SCOR_E_MAIL_TOO_LARGE, c"SCOR_E_MAIL_TOO_LARGE", c"mail.too_large"),
    (SCOR_E_MAIL_TOO_MANY_PARTS, c"SCOR_E_MAIL_TOO_MANY_PARTS", c"mail.too_many_parts"),
    (SCOR_E_MAIL_NESTING, c"SCOR_E_MAIL_NESTING", c"mail.nesting"),
    (SCOR_E_MAIL_DAMAGED, c"SCOR_E_MAIL_DAMAGED", c"mail.damaged"),
    (SCOR_E_MAIL_GZIP_DAMAGED, c"SCOR_E_MAIL_GZIP_DAMAGED", c"mail.gzip_damaged"),
    (SCOR_E_MAIL_INFLATED, c"SCOR_E_MAIL_INFLATED", c"mail.inflated"),
    (SCOR_E_RETOUR_TOO_LARGE, c"SCOR_E_RETOUR_TOO_LARGE", c"retour.too_large"),
    (SCOR_E_RETOUR_ENCODING, c"SCOR_E_RETOUR_ENCODING", c"retour.encoding"),
    (SCOR_E_RETOUR_RECORD, c"SCOR_E_RETOUR_RECORD", c"retour.record"),
    (SCOR_E_RETOUR_FIELD, c"SCOR_E_RETOUR_FIELD", c"retour.field"),
    (SCOR_E_RETOUR_TRUNCATED, c"SCOR_E_RETOUR_TRUNCATED", c"retour.truncated"),
    (SCOR_E_RETOUR_TOO_MANY, c"SCOR_E_RETOUR_TOO_MANY", c"retour.too_many"),
    (SCOR_E_RETOUR_KIND, c"SCOR_E_RETOUR_KIND", c"retour.kind"),
    (SCOR_E_SUIVI_KEY, c"SCOR_E_SUIVI_KEY", c"suivi.key"),
    (SCOR_E_SUIVI_DAMAGED, c"SCOR_E_SUIVI_DAMAGED", c"suivi.damaged"),
    (SCOR_E_SUIVI_NEWER, c"SCOR_E_SUIVI_NEWER", c"suivi.newer_schema"),
    (SCOR_E_SUIVI_FULL, c"SCOR_E_SUIVI_FULL", c"suivi.full"),
    (SCOR_E_SUIVI_READ_ONLY, c"SCOR_E_SUIVI_READ_ONLY", c"suivi.read_only"),
    (SCOR_E_SUIVI_BUSY, c"SCOR_E_SUIVI_BUSY", c"suivi.busy"),
    (SCOR_E_SUIVI_FOREIGN, c"SCOR_E_SUIVI_FOREIGN", c"suivi.foreign"),
    (SCOR_E_SUIVI_DISK, c"SCOR_E_SUIVI_DISK", c"suivi.disk"),
    (SCOR_E_SUIVI_MISSING, c"SCOR_E_SUIVI_MISSING", c"suivi.missing"),
    (SCOR_E_SUIVI_UNKNOWN, c"SCOR_E_SUIVI_UNKNOWN", c"suivi.unknown"),
    (SCOR_E_SUIVI_EXISTS, c"SCOR_E_SUIVI_EXISTS", c"suivi.exists"),
    (SCOR_E_SUIVI_OVERTAKEN, c"SCOR_E_SUIVI_OVERTAKEN", c"suivi.overtaken"),
    (SCOR_E_SUIVI_STATE, c"SCOR_E_SUIVI_STATE", c"suivi.state"),
    (SCOR_E_SUIVI_NUMBERS, c"SCOR_E_SUIVI_NUMBERS", c"suivi.numbers"),
    (SCOR_E_SUIVI_PURGED, c"SCOR_E_SUIVI_PURGED", c"suivi.purged"),
    (SCOR_E_SUIVI_TARGET, c"SCOR_E_SUIVI_TARGET", c"suivi.target"),
    (SCOR_E_SUIVI_NETWORK, c"SCOR_E_SUIVI_NETWORK", c"suivi.network"),
    (SCOR_E_SUIVI_STORE, c"SCOR_E_SUIVI_STORE", c"suivi.store"),
    (SCOR_E_SUIVI_NOTHING, c"SCOR_E_SUIVI_NOTHING", c"suivi.nothing"),
];

/// The row of a code.
pub(super) fn find(code: i32) -> Option<&'static (i32, &'static CStr, &'static CStr)> {
    TABLE.iter().find(|row| row.0 == code)
}
