/*
 * scor.h - SCOR for practice software, C interface. Generated from src/ffi; do not edit.
 *
 * WHAT IT DOES
 *   Bytes go in, bytes come out: from the scan or photo of a prescription to the sealed lot. Network, cards
 *   and the clock stay with the host. Functions are cdecl and need no start-up or shut-down call. Load
 *   the library once and do not unload it.
 *
 * RESULTS AND ERRORS
 *   A function that can fail returns int32_t: SCOR_OK (0), or a negative SCOR_E_ code. Codes are grouped by
 *   hundreds per module and never reused. The last argument, scor_error **err, may be NULL; otherwise it
 *   receives NULL on success and a scor_error on failure: code, stable key, message in English and in French,
 *   details as JSON. Free it with scor_error_free. Results (out...) are NULL or 0 on failure. There is no
 *   "last error" of a thread. "Does not conform" is a result with a report, not an error.
 *
 *       scor_error *err = NULL;
 *       if (scor_x_do(x, &out, &err) != SCOR_OK) {
 *           fprintf(stderr, "%s\n", scor_error_message(err, SCOR_LANG_EN));
 *           scor_error_free(err);
 *       }
 *
 * OWNERSHIP
 *   What you receive through an out pointer is yours: free it once with the _free function of its type, in any
 *   order. NULL may be freed. What you pass in stays yours and is not kept after the call, unless the
 *   function's text says otherwise. Pointers returned directly (scor_buffer_data, scor_error_message)
 *   belong to their object and die with it.
 *
 * HANDLES
 *   Objects are opaque: their pointers are numbers, never addresses. A wrong kind, a double free or a use
 *   after free returns SCOR_E_BAD_HANDLE and touches no memory. Freeing an object that a running call uses
 *   succeeds: its handle ends at once, the object lives until that call is over.
 *
 * NULL, TEXT, BYTES, NUMBERS
 *   Arguments must not be NULL unless their text allows it (SCOR_E_NULL_ARGUMENT). Text is UTF-8 and
 *   NUL-terminated (SCOR_E_BAD_UTF8). Bytes are a pointer and a size; NULL is allowed with size 0. Booleans are
 *   int32_t 0 or 1, enumerations int32_t with SCOR_ constants; other values are SCOR_E_BAD_VALUE. size_t
 *   is used for sizes in memory only.
 *
 * THREADS
 *   Any function may be called from any thread, and an object may be used from any thread. Objects whose text
 *   says "immutable" are read by several threads at once; on the others, calls wait for each other. The
 *   library starts no thread of its own.
 *
 * CALLBACKS
 *   Progress and log callbacks run on the thread of a call, during that call. Using the object that the
 *   running call is changing gives SCOR_E_BUSY. No exception (C++, Delphi, .NET) and no longjmp may leave
 *   a callback.
 *
 * FAULTS AND FLOATING POINT
 *   A fault inside the library is caught: SCOR_E_PANIC, and the objects of that call answer
 *   SCOR_E_POISONED from then on; free them and go on. Each call runs under its own floating-point
 *   settings and puts the host's back (Delphi's exceptions may stay unmasked).
 *
 * VERSIONS
 *   Compare scor_abi_version() with SCOR_ABI_VERSION at start-up. Under one ABI version functions and constants
 *   are only added, never changed.
 *
 * LIMITS
 *   1048575 objects alive at once. Bounds on inputs are named at the functions that read them.
 *
 * PRIVACY
 *   Error texts and log lines never hold a NIR, a name, document content, a key or a path.
 */


#ifndef SCOR_H
#define SCOR_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#  define SCOR_CALL __cdecl
#  define SCOR_API __declspec(dllimport)
#else
#  define SCOR_CALL
#  define SCOR_API
#endif


/**
 * Major version of the library this header belongs to.
 */
#define SCOR_VERSION_MAJOR 0

/**
 * Minor version of the library this header belongs to.
 */
#define SCOR_VERSION_MINOR 1

/**
 * Patch version of the library this header belongs to.
 */
#define SCOR_VERSION_PATCH 0

/**
 * Version of the library this header belongs to: MAJOR * 1000000 + MINOR * 1000 + PATCH.
 */
#define SCOR_VERSION_NUMBER 1000

/**
 * Version of the binary interface this header describes.
 */
#define SCOR_ABI_VERSION 1

/**
 * The call did its work.
 */
#define SCOR_OK 0

/**
 * arg.null: argument {name} is NULL.
 */
#define SCOR_E_NULL_ARGUMENT (-101)

/**
 * arg.utf8: argument {name} is not valid UTF-8.
 */
#define SCOR_E_BAD_UTF8 (-102)

/**
 * arg.handle: argument {name} is not a live handle of the right kind.
 */
#define SCOR_E_BAD_HANDLE (-103)

/**
 * arg.value: argument {name} has an impossible value.
 */
#define SCOR_E_BAD_VALUE (-104)

/**
 * arg.busy: the object is in use by the call that this callback belongs to.
 */
#define SCOR_E_BUSY (-105)

/**
 * call.cancelled: the operation was cancelled.
 */
#define SCOR_E_CANCELLED (-106)

/**
 * arg.too_many_objects: more than {limit} objects are alive; free those no longer used.
 */
#define SCOR_E_TOO_MANY_OBJECTS (-107)

/**
 * source.empty: the input is empty.
 */
#define SCOR_E_SOURCE_EMPTY (-201)

/**
 * source.unknown_format: the input is in no known image or PDF format.
 */
#define SCOR_E_SOURCE_UNKNOWN (-202)

/**
 * source.damaged: the {format} input is damaged or cut short.
 */
#define SCOR_E_SOURCE_DAMAGED (-203)

/**
 * source.unsupported: the {format} input uses a feature that is not supported: {feature}.
 */
#define SCOR_E_SOURCE_UNSUPPORTED (-204)

/**
 * source.encrypted: the PDF is protected by a password.
 */
#define SCOR_E_SOURCE_ENCRYPTED (-205)

/**
 * source.too_many_pixels: a page has {actual} pixels, the limit is {limit}.
 */
#define SCOR_E_SOURCE_TOO_MANY_PIXELS (-206)

/**
 * source.too_many_pages: the input has {actual} pages, the limit is {limit}.
 */
#define SCOR_E_SOURCE_TOO_MANY_PAGES (-207)

/**
 * source.too_many_bytes: the input holds more than {limit} bytes.
 */
#define SCOR_E_SOURCE_TOO_MANY_BYTES (-208)

/**
 * source.nesting: the input is nested more than {limit} levels deep.
 */
#define SCOR_E_SOURCE_NESTING (-209)

/**
 * source.timeout: decoding took more than {limit} ms.
 */
#define SCOR_E_SOURCE_TIMEOUT (-210)

/**
 * source.no_pages: the input has no page.
 */
#define SCOR_E_SOURCE_NO_PAGES (-211)

/**
 * source.geometry: width, height, stride and length of the raw pixels do not agree.
 */
#define SCOR_E_SOURCE_GEOMETRY (-212)

/**
 * source.too_complex: a page needs {actual} drawing steps, the limit is {limit}.
 */
#define SCOR_E_SOURCE_TOO_COMPLEX (-213)

/**
 * image.too_small: the page is too small: {width} x {height} pixels.
 */
#define SCOR_E_IMAGE_TOO_SMALL (-301)

/**
 * pdf.over_budget: {actual} bytes for {pages} page(s) at {dpi} dpi, the limit is {limit}; pages that would fit: {fits}.
 */
#define SCOR_E_PDF_OVER_BUDGET (-401)

/**
 * pdf.no_pages: a PDF needs at least one page.
 */
#define SCOR_E_PDF_NO_PAGES (-402)

/**
 * pdf.page_range: page {page} does not exist, the document has {pages}.
 */
#define SCOR_E_PDF_PAGE_RANGE (-403)

/**
 * pdf.verify: the encoded page does not decode to the same pixels.
 */
#define SCOR_E_PDF_VERIFY (-404)

/**
 * pdf.empty_page: a page without pixels or without resolution cannot be written.
 */
#define SCOR_E_PDF_EMPTY_PAGE (-405)

/**
 * pdf.too_many_pages: the piece has {actual} pages, the limit is {limit}.
 */
#define SCOR_E_PDF_TOO_MANY_PAGES (-406)

/**
 * seal.certificate_bad: the file holds no usable certificate: {reason}.
 */
#define SCOR_E_SEAL_CERTIFICATE_BAD (-501)

/**
 * seal.no_certificate: no certificate was given for the recipient.
 */
#define SCOR_E_SEAL_NO_CERTIFICATE (-502)

/**
 * seal.certificate_expired: certificate {fingerprint} or one of its issuers has expired.
 */
#define SCOR_E_SEAL_CERTIFICATE_EXPIRED (-503)

/**
 * seal.certificate_not_yet: certificate {fingerprint} or one of its issuers is not valid yet.
 */
#define SCOR_E_SEAL_CERTIFICATE_NOT_YET (-504)

/**
 * seal.certificate_usage: certificate {fingerprint} is not meant for encryption.
 */
#define SCOR_E_SEAL_CERTIFICATE_USAGE (-505)

/**
 * seal.key_unsupported: the key of certificate {fingerprint} is not RSA of at most 4096 bits.
 */
#define SCOR_E_SEAL_KEY_UNSUPPORTED (-506)

/**
 * seal.key_short: the key of certificate {fingerprint} has {actual} bits, the minimum is {limit}.
 */
#define SCOR_E_SEAL_KEY_SHORT (-507)

/**
 * seal.certificate_revoked: certificate {fingerprint} or one of its issuers has been revoked.
 */
#define SCOR_E_SEAL_CERTIFICATE_REVOKED (-508)

/**
 * seal.crl_expired: a revocation list for certificate {fingerprint} is out of date.
 */
#define SCOR_E_SEAL_CRL_EXPIRED (-509)

/**
 * seal.crl_missing: no revocation list speaks for certificate {fingerprint} and its issuers.
 */
#define SCOR_E_SEAL_CRL_MISSING (-510)

/**
 * seal.crl_bad: the file holds no usable revocation list.
 */
#define SCOR_E_SEAL_CRL_BAD (-511)

/**
 * seal.chain_unknown: certificate {fingerprint} does not lead to a trusted authority.
 */
#define SCOR_E_SEAL_CHAIN_UNKNOWN (-512)

/**
 * seal.chain_invalid: the chain of certificate {fingerprint} is not valid.
 */
#define SCOR_E_SEAL_CHAIN_INVALID (-513)

/**
 * seal.anchor_bad: certificate {fingerprint} is no certification authority and cannot be an anchor.
 */
#define SCOR_E_SEAL_ANCHOR_BAD (-514)

/**
 * seal.no_recipient: a message needs at least one recipient.
 */
#define SCOR_E_SEAL_NO_RECIPIENT (-515)

/**
 * seal.too_many_recipients: {actual} recipients were given, the limit is {limit}.
 */
#define SCOR_E_SEAL_TOO_MANY_RECIPIENTS (-516)

/**
 * seal.too_large: the content has {actual} bytes, the limit is {limit}.
 */
#define SCOR_E_SEAL_TOO_LARGE (-517)

/**
 * seal.random: the system's random generator failed.
 */
#define SCOR_E_SEAL_RANDOM (-518)

/**
 * seal.failed: encryption failed.
 */
#define SCOR_E_SEAL_FAILED (-519)

/**
 * piece.type: the profile knows no such type of piece.
 */
#define SCOR_E_PIECE_TYPE (-601)

/**
 * piece.not_pdf: the piece is not a PDF.
 */
#define SCOR_E_PIECE_NOT_PDF (-602)

/**
 * piece.too_large: the piece has {actual} bytes, the limit is {limit}.
 */
#define SCOR_E_PIECE_TOO_LARGE (-603)

/**
 * piece.empty: a piece needs a PDF unless it goes on paper alone.
 */
#define SCOR_E_PIECE_EMPTY (-604)

/**
 * piece.unconfirmed: the operator has not confirmed that the piece is legible.
 */
#define SCOR_E_PIECE_UNCONFIRMED (-605)

/**
 * piece.refused: the gate refused this piece; override it with a reason or send it on paper.
 */
#define SCOR_E_PIECE_REFUSED (-606)

/**
 * piece.report: the report belongs to another PDF.
 */
#define SCOR_E_PIECE_REPORT (-607)

/**
 * facture.field: field {field} of the facture is missing or malformed.
 */
#define SCOR_E_FACTURE_FIELD (-701)

/**
 * facture.nir: the NIR or its key is wrong.
 */
#define SCOR_E_FACTURE_NIR (-702)

/**
 * dossier.piece_twice: the dossier holds this piece already.
 */
#define SCOR_E_DOSSIER_TWICE (-703)

/**
 * lot.number: lot number {actual} is outside {min} to {max}.
 */
#define SCOR_E_LOT_NUMBER (-801)

/**
 * lot.dossier_twice: two dossiers have the same identifier.
 */
#define SCOR_E_LOT_DOSSIER_TWICE (-802)

/**
 * lot.too_large: one dossier alone exceeds the {limit} bytes of a lot.
 */
#define SCOR_E_LOT_TOO_LARGE (-803)

/**
 * lot.file_name: the profile's template gives an impossible or repeated file name.
 */
#define SCOR_E_LOT_FILE_NAME (-804)

/**
 * lot.spec: the specification is wrong at line {line}: {reason}.
 */
#define SCOR_E_LOT_SPEC (-805)

/**
 * internal.panic: an internal fault was caught; the object can no longer be used.
 */
#define SCOR_E_PANIC (-901)

/**
 * internal.poisoned: an earlier internal fault made this object unusable.
 */
#define SCOR_E_POISONED (-902)

/**
 * profile.file: the profile's file {file} is missing, unreadable or too large.
 */
#define SCOR_E_PROFILE_FILE (-1001)

/**
 * profile.syntax: {file}, line {line}, key {key}: {reason}.
 */
#define SCOR_E_PROFILE_SYNTAX (-1002)

/**
 * profile.value: {file}, line {line}, impossible value of {key}: {reason}.
 */
#define SCOR_E_PROFILE_VALUE (-1003)

/**
 * profile.base: {file}, line {line}: {reason}.
 */
#define SCOR_E_PROFILE_BASE (-1004)

/**
 * profile.template: template {key}, line {line}: {reason}.
 */
#define SCOR_E_PROFILE_TEMPLATE (-1005)

/**
 * mail.header_bad: header {name} has a value that cannot stand in a message.
 */
#define SCOR_E_MAIL_HEADER_BAD (-1101)

/**
 * mail.too_large: the message has {actual} bytes, the limit is {limit}.
 */
#define SCOR_E_MAIL_TOO_LARGE (-1102)

/**
 * mail.too_many_parts: the message has more than {limit} parts.
 */
#define SCOR_E_MAIL_TOO_MANY_PARTS (-1103)

/**
 * mail.nesting: the message is nested more than {limit} levels deep.
 */
#define SCOR_E_MAIL_NESTING (-1104)

/**
 * mail.damaged: the message is damaged or cut short: {reason}.
 */
#define SCOR_E_MAIL_DAMAGED (-1105)

/**
 * mail.gzip_damaged: a compressed part of the message is damaged.
 */
#define SCOR_E_MAIL_GZIP_DAMAGED (-1106)

/**
 * mail.inflated: the parts of the message hold more than {limit} bytes.
 */
#define SCOR_E_MAIL_INFLATED (-1107)

/**
 * retour.too_large: a returned part has {actual} bytes, the limit is {limit}.
 */
#define SCOR_E_RETOUR_TOO_LARGE (-1201)

/**
 * retour.encoding: the return is not {encoding} text from byte {at} on.
 */
#define SCOR_E_RETOUR_ENCODING (-1202)

/**
 * retour.record: record {record} of the return does not fit the profile's layout: {reason}.
 */
#define SCOR_E_RETOUR_RECORD (-1203)

/**
 * retour.field: field {field} of record {record} of the return is missing or malformed.
 */
#define SCOR_E_RETOUR_FIELD (-1204)

/**
 * retour.truncated: the return is cut short after record {record}.
 */
#define SCOR_E_RETOUR_TRUNCATED (-1205)

/**
 * retour.too_many: the return has more than {limit} records.
 */
#define SCOR_E_RETOUR_TOO_MANY (-1206)

/**
 * retour.kind: the library reads no return of kind {kind}.
 */
#define SCOR_E_RETOUR_KIND (-1207)

/**
 * suivi.key: the journal belongs to another master key.
 */
#define SCOR_E_SUIVI_KEY (-1301)

/**
 * suivi.damaged: the journal is damaged: table {table}, row {row} ({reason}).
 */
#define SCOR_E_SUIVI_DAMAGED (-1302)

/**
 * suivi.newer_schema: the journal was written by a newer version: schema {actual}, this one knows {limit}.
 */
#define SCOR_E_SUIVI_NEWER (-1303)

/**
 * suivi.full: the disk is full; nothing was changed.
 */
#define SCOR_E_SUIVI_FULL (-1304)

/**
 * suivi.read_only: the journal cannot be written: file or folder is read-only.
 */
#define SCOR_E_SUIVI_READ_ONLY (-1305)

/**
 * suivi.busy: another process held the journal for more than {limit} ms.
 */
#define SCOR_E_SUIVI_BUSY (-1306)

/**
 * suivi.foreign: the file is no journal of scor.
 */
#define SCOR_E_SUIVI_FOREIGN (-1307)

/**
 * suivi.disk: the disk failed: {reason}.
 */
#define SCOR_E_SUIVI_DISK (-1308)

/**
 * suivi.missing: there is no journal in this place.
 */
#define SCOR_E_SUIVI_MISSING (-1309)

/**
 * suivi.unknown: the journal knows no such {what}.
 */
#define SCOR_E_SUIVI_UNKNOWN (-1310)

/**
 * suivi.exists: the {what} is in the journal already, with another content.
 */
#define SCOR_E_SUIVI_EXISTS (-1311)

/**
 * suivi.overtaken: the journal changed since the lots were prepared; prepare them again.
 */
#define SCOR_E_SUIVI_OVERTAKEN (-1312)

/**
 * suivi.state: state {state} does not allow this.
 */
#define SCOR_E_SUIVI_STATE (-1313)

/**
 * suivi.numbers: every lot number of this emitter is in use for this date.
 */
#define SCOR_E_SUIVI_NUMBERS (-1314)

/**
 * suivi.purged: the content was purged after its retention.
 */
#define SCOR_E_SUIVI_PURGED (-1315)

/**
 * suivi.target: the target file exists already.
 */
#define SCOR_E_SUIVI_TARGET (-1316)

/**
 * suivi.network: the journal must lie on a disk of this machine, not on a network share.
 */
#define SCOR_E_SUIVI_NETWORK (-1317)

/**
 * suivi.store: the journal's database refused a statement (code {code}).
 */
#define SCOR_E_SUIVI_STORE (-1318)

/**
 * suivi.nothing: there is nothing to print.
 */
#define SCOR_E_SUIVI_NOTHING (-1319)

/**
 * English, for developers and logs.
 */
#define SCOR_LANG_EN 1

/**
 * French, for the person at the screen.
 */
#define SCOR_LANG_FR 2

/**
 * Level of the log sink: something inside the library went wrong.
 */
#define SCOR_LOG_ERROR 1

/**
 * Samples per inch of image files and raw pixels, when the host knows better than the file; 0 (the default)
 * believes the file. At most 10000.
 */
#define SCOR_SOURCE_DPI 1

/**
 * Most encoded bytes of one input; default 128 MiB. Beyond it: SCOR_E_SOURCE_TOO_MANY_BYTES.
 */
#define SCOR_SOURCE_MAX_BYTES 2

/**
 * Most pixels of one page; default 60 million. Beyond it: SCOR_E_SOURCE_TOO_MANY_PIXELS.
 */
#define SCOR_SOURCE_MAX_PAGE_PIXELS 3

/**
 * Most bytes that one page may decode to; default 320 MiB. Beyond it: SCOR_E_SOURCE_TOO_MANY_BYTES.
 */
#define SCOR_SOURCE_MAX_DECODED_BYTES 4

/**
 * Most pages of one input; default 100. Beyond it: SCOR_E_SOURCE_TOO_MANY_PAGES.
 */
#define SCOR_SOURCE_MAX_PAGES 5

/**
 * Most milliseconds for one page; default 20000. Beyond it: SCOR_E_SOURCE_TIMEOUT.
 */
#define SCOR_SOURCE_MAX_PAGE_MS 6

/**
 * JPEG.
 */
#define SCOR_FORMAT_JPEG 1

/**
 * PNG.
 */
#define SCOR_FORMAT_PNG 2

/**
 * TIFF, with all its pages.
 */
#define SCOR_FORMAT_TIFF 3

/**
 * Windows bitmap.
 */
#define SCOR_FORMAT_BMP 4

/**
 * WebP.
 */
#define SCOR_FORMAT_WEBP 5

/**
 * PDF.
 */
#define SCOR_FORMAT_PDF 6

/**
 * Pixels that the host handed over.
 */
#define SCOR_FORMAT_RAW 7

/**
 * 1 bit a pixel, most significant bit leftmost, 1 is white (Windows and most TWAIN drivers).
 */
#define SCOR_PIXELS_BIT_WHITE 1

/**
 * 1 bit a pixel, most significant bit leftmost, 1 is black (fax).
 */
#define SCOR_PIXELS_BIT_BLACK 2

/**
 * 8 bits a pixel, 0 is black.
 */
#define SCOR_PIXELS_GREY8 3

/**
 * Blue, green, red, 8 bits each: a 24-bit Windows DIB.
 */
#define SCOR_PIXELS_BGR24 4

/**
 * Red, green, blue, 8 bits each.
 */
#define SCOR_PIXELS_RGB24 5

/**
 * Blue, green, red, opacity, 8 bits each; laid on white.
 */
#define SCOR_PIXELS_BGRA32 6

/**
 * The PDF was made: the gate let the piece through, or the host overrode it with a reason.
 */
#define SCOR_VERDICT_ACCEPTED 1

/**
 * The gate refused and no PDF was made; the report says why.
 */
#define SCOR_VERDICT_REFUSED 2

/**
 * Samples per inch that the PDF aims at, 72 to 600; default 300.
 */
#define SCOR_SCAN_TARGET_DPI 1

/**
 * Samples per inch that the PDF never goes under to meet its byte budget, 72 to 600; default 200. Not above
 * SCOR_SCAN_TARGET_DPI when the scan runs.
 */
#define SCOR_SCAN_MIN_DPI 2

/**
 * Most bytes of the PDF; default 250000. Beyond it at the lowest resolution: SCOR_E_PDF_OVER_BUDGET.
 */
#define SCOR_SCAN_MAX_BYTES 3

/**
 * Most pages of the PDF, 0 (the default) when only the bytes count. Beyond it: SCOR_E_PDF_TOO_MANY_PAGES.
 */
#define SCOR_SCAN_MAX_PAGES 4

/**
 * 1 (the default) leaves out blank pages beside written ones, 0 keeps them. The report tells which.
 */
#define SCOR_SCAN_DROP_BLANK 5

/**
 * 1 (the default) refuses a piece without any writing, 0 only warns.
 */
#define SCOR_SCAN_REFUSE_BLANK 6

/**
 * 1 (the default) refuses a page that is all dark, 0 only warns.
 */
#define SCOR_SCAN_REFUSE_BLACK 7

/**
 * 1 (the default) refuses writing that cannot be read, 0 only warns.
 */
#define SCOR_SCAN_REFUSE_ILLEGIBLE 8

/**
 * 1 (the default) refuses text that runs off a side, 0 only warns.
 */
#define SCOR_SCAN_REFUSE_TRUNCATED 9

/**
 * Compression of the pages, a SCOR_CODEC_ constant; default SCOR_CODEC_G4.
 */
#define SCOR_SCAN_CODEC 10

/**
 * CCITT Group 4: every PDF reader has it.
 */
#define SCOR_CODEC_G4 0

/**
 * Lossless JBIG2: about two thirds of the bytes; readers of PDF 1.4 and later have it.
 */
#define SCOR_CODEC_JBIG2 1

/**
 * Group 4 while it fits the byte budget at the resolution aimed at, else JBIG2 before any resolution is lost.
 */
#define SCOR_CODEC_AUTO 2

/**
 * The same page, as far as a fingerprint can see.
 */
#define SCOR_LIKENESS_SAME 1

/**
 * Another page.
 */
#define SCOR_LIKENESS_DIFFERENT 2

/**
 * Something differs, little enough to be chance; or there is too little on the pages to tell.
 */
#define SCOR_LIKENESS_UNSURE 3

/**
 * The PDF goes in the lot.
 */
#define SCOR_MEDIUM_DIGITAL 1

/**
 * The piece goes by post alone; the lot says so.
 */
#define SCOR_MEDIUM_PAPER 2

/**
 * The PDF goes in the lot, and the paper by post.
 */
#define SCOR_MEDIUM_BOTH 3

/**
 * Text: type of the emitter, 2 characters, such as "TP".
 */
#define SCOR_FACTURE_EMITTER_TYPE 1

/**
 * Text: number of the emitter, 14 digits.
 */
#define SCOR_FACTURE_EMITTER 2

/**
 * Text: number of the facture, 1 to 9 digits.
 */
#define SCOR_FACTURE_INVOICE 3

/**
 * Text: number of the FSE's lot, 3 digits.
 */
#define SCOR_FACTURE_FSE_LOT 4

/**
 * Text: date of the FSE's lot, YYYY-MM-DD.
 */
#define SCOR_FACTURE_FSE_DATE 5

/**
 * Text: regime of the recipient, 2 characters.
 */
#define SCOR_FACTURE_REGIME 6

/**
 * Text: caisse of the recipient, 3 characters.
 */
#define SCOR_FACTURE_CAISSE 7

/**
 * Text: centre of the recipient, 4 characters; empty (the default) when the caisse has none.
 */
#define SCOR_FACTURE_CENTRE 8

/**
 * Text: date of the care, YYYY-MM-DD.
 */
#define SCOR_FACTURE_CARE_DATE 9

/**
 * Text: NIR and key of the insured, where the vendor's profile needs it. Held as a secret, never shown.
 */
#define SCOR_FACTURE_NIR 10

/**
 * Number: how the FSE was made, a SCOR_MODE_ constant. Needed.
 */
#define SCOR_FACTURE_MODE 11

/**
 * Number: accord préalable, a SCOR_DAP_ constant; default SCOR_DAP_NONE.
 */
#define SCOR_FACTURE_DAP 12

/**
 * Number: 1 when the prescription is an ordonnance numérique, so that nothing is scanned; default 0.
 */
#define SCOR_FACTURE_ORDONNANCE_NUMERIQUE 13

/**
 * Number: paper ordonnances that the facture bills, 0 to 20; default 1.
 */
#define SCOR_FACTURE_ORDONNANCES 14

/**
 * Number: 1 for the test flow, 0 (the default) for production.
 */
#define SCOR_FACTURE_TEST 15

/**
 * With the patient's card.
 */
#define SCOR_MODE_SECURISE 1

/**
 * Without it: the feuille de soins signed on paper belongs to it.
 */
#define SCOR_MODE_DEGRADE 2

/**
 * No accord préalable.
 */
#define SCOR_DAP_NONE 1

/**
 * The first facture under an accord préalable: the prescription goes with it.
 */
#define SCOR_DAP_FIRST_INVOICE 2

/**
 * A later one: the prescription went with the first.
 */
#define SCOR_DAP_LATER_INVOICE 3

/**
 * Complete, and all of it goes by SCOR.
 */
#define SCOR_COLOUR_GREEN 1

/**
 * Complete, but something must go by post.
 */
#define SCOR_COLOUR_ORANGE 2

/**
 * Something is missing.
 */
#define SCOR_COLOUR_RED 3

/**
 * A positive ARL came for the FSE's lot. The SCOR_FSE_ constants are added up.
 */
#define SCOR_FSE_ARL 1

/**
 * A NOEMIE payment return came for the FSE.
 */
#define SCOR_FSE_NOEMIE_PAYMENT 2

/**
 * The FSE was transmitted.
 */
#define SCOR_FSE_TRANSMITTED 4

/**
 * The certificate with the latest start of validity is taken (the default).
 */
#define SCOR_CHOICE_NEWEST 1

/**
 * The certificate with the highest serial number is taken.
 */
#define SCOR_CHOICE_HIGHEST_SERIAL 2

/**
 * Every certificate of a chain below the anchor needs a current revocation list (the default).
 */
#define SCOR_REVOCATION_REQUIRED 1

/**
 * Revocation lists are not looked at. Warns.
 */
#define SCOR_REVOCATION_UNCHECKED 2

/**
 * Which of several usable certificates is taken: a SCOR_CHOICE_ constant.
 */
#define SCOR_TRUST_CHOICE 1

/**
 * Shortest RSA key accepted, 1024 to 4096 bits; default 2048.
 */
#define SCOR_TRUST_MIN_RSA_BITS 2

/**
 * How strictly revocation is checked: a SCOR_REVOCATION_ constant.
 */
#define SCOR_TRUST_REVOCATION 3

/**
 * Days that a revocation list may be past its next update, 0 (the default) to 3650. A list that is used so late
 * warns. Turns SCOR_TRUST_REVOCATION to SCOR_REVOCATION_REQUIRED.
 */
#define SCOR_TRUST_STALE_DAYS 4

/**
 * CMS EnvelopedData, AES-128-CBC, RSA PKCS#1 v1.5: what every receiver of the health networks reads.
 */
#define SCOR_SUITE_COMPAT 1

/**
 * As SCOR_SUITE_COMPAT with AES-256-CBC.
 */
#define SCOR_SUITE_COMPAT_AES256 2

/**
 * CMS AuthEnvelopedData, AES-256-GCM, RSA-OAEP with SHA-256.
 */
#define SCOR_SUITE_MODERN 3

/**
 * Sender, local@domain. Needed.
 */
#define SCOR_MESSAGE_FROM 1

/**
 * Subject.
 */
#define SCOR_MESSAGE_SUBJECT 2

/**
 * Message-ID, unique@domain, without angle brackets. Needed; the host makes it unique.
 */
#define SCOR_MESSAGE_ID 3

/**
 * Content-Description of the sealed part.
 */
#define SCOR_MESSAGE_DESCRIPTION 4

/**
 * Most bytes of a message; default 32 MiB. Beyond it: SCOR_E_MAIL_TOO_LARGE.
 */
#define SCOR_MAIL_MAX_BYTES 1

/**
 * Most bytes that all parts together may decode and unzip to; default 64 MiB. Beyond it: SCOR_E_MAIL_INFLATED.
 */
#define SCOR_MAIL_MAX_CONTENT_BYTES 2

/**
 * Most parts, those that only hold others included; default 100. Beyond it: SCOR_E_MAIL_TOO_MANY_PARTS.
 */
#define SCOR_MAIL_MAX_PARTS 3

/**
 * Most parts within parts, 1 to 32; default 8. Beyond it: SCOR_E_MAIL_NESTING.
 */
#define SCOR_MAIL_MAX_NESTING 4

/**
 * Most bytes of the header of one part; default 64 KiB. Beyond it: SCOR_E_MAIL_DAMAGED.
 */
#define SCOR_MAIL_MAX_HEADER_BYTES 5

/**
 * For scor_journal_note_fse and scor_journal_note_fse_lot, beside the SCOR_FSE_ constants: the FSE was rejected.
 */
#define SCOR_FSE_REJECTED 8

/**
 * It happened, and the state changed.
 */
#define SCOR_DONE_APPLIED 1

/**
 * It had happened already; nothing changed.
 */
#define SCOR_DONE_ALREADY 2

/**
 * It is impossible in this state: noted in the log, nothing changed.
 */
#define SCOR_DONE_IMPOSSIBLE 3

/**
 * The dossier goes to paper and is to be posted.
 */
#define SCOR_ACT_PAPER 1

/**
 * The dossier is treated by hand, whatever the caisse said.
 */
#define SCOR_ACT_MANUAL 2

/**
 * The dossier, à reconstituer, is mended and goes into the next lot.
 */
#define SCOR_ACT_REBUILD 3

/**
 * The dossier leaves SCOR before it was sent; it keeps a lot number and goes by post.
 */
#define SCOR_ACT_LEAVE_SCOR 4

/**
 * The dossier that left, and was not posted, comes back into SCOR.
 */
#define SCOR_ACT_ENTER_SCOR 5

/**
 * A piece, by the host's identifier.
 */
#define SCOR_SUBJECT_PIECE 1

/**
 * A dossier, by the host's identifier.
 */
#define SCOR_SUBJECT_DOSSIER 2

/**
 * A lot, by the journal's number.
 */
#define SCOR_SUBJECT_LOT 3

/**
 * A return, by the journal's number.
 */
#define SCOR_SUBJECT_RETURN 4

/**
 * Pieces that came in during the period.
 */
#define SCOR_EXPORT_PIECES 1

/**
 * Dossiers that were opened in it.
 */
#define SCOR_EXPORT_DOSSIERS 2

/**
 * Lots that were built in it.
 */
#define SCOR_EXPORT_LOTS 3

/**
 * Entries of the log.
 */
#define SCOR_EXPORT_EVENTS 4

/**
 * CSV of RFC 4180: commas, CRLF, UTF-8.
 */
#define SCOR_FORM_CSV 1

/**
 * CSV as a French Excel opens it: semicolons, and a byte order mark.
 */
#define SCOR_FORM_CSV_EXCEL 2

/**
 * An array of JSON objects.
 */
#define SCOR_FORM_JSON 3

/**
 * Bytes or UTF-8 text that the library made. Immutable; may be read from several threads. Freed with
 * scor_buffer_free.
 */
typedef struct scor_buffer scor_buffer;

/**
 * The files of a profile that a vendor adds to the shipped one. Changeable. Freed with scor_bundle_free.
 */
typedef struct scor_bundle scor_bundle;

/**
 * One X.509 certificate. Immutable; may be used from several threads. Freed with scor_certificate_free.
 */
typedef struct scor_certificate scor_certificate;

/**
 * The certificates of one file, such as all that a directory gives for one recipient. Immutable; may be used
 * from several threads. Freed with scor_certificates_free.
 */
typedef struct scor_certificates scor_certificates;

/**
 * An input that was recognised. Immutable; may be used from several threads. Freed with scor_document_free.
 */
typedef struct scor_document scor_document;

/**
 * The pieces of one facture. Changeable. Freed with scor_dossier_free.
 */
typedef struct scor_dossier scor_dossier;

/**
 * Why a call failed. Immutable; may be read from any thread. Freed with scor_error_free.
 *
 * Its texts never hold a patient's data, document content, a key or a path, and may be logged.
 */
typedef struct scor_error scor_error;

/**
 * What is known of a FSE, without its acts. Changeable. Freed with scor_facture_free.
 */
typedef struct scor_facture scor_facture;

/**
 * An open journal, and the profile and place by which its deadlines are counted. Changeable: one call at a time
 * works on it, others wait. Several processes of one machine may have the same file open. Freed with
 * scor_journal_free, which closes the file; what earlier calls reported as done is on the disk already.
 */
typedef struct scor_journal scor_journal;

/**
 * One packed lot: container, manifest and the texts of its message. Immutable; may be used from several threads.
 * Freed with scor_lot_free.
 */
typedef struct scor_lot scor_lot;

/**
 * Dossiers on their way into lots. Changeable. Freed with scor_lot_builder_free.
 */
typedef struct scor_lot_builder scor_lot_builder;

/**
 * The lots that dossiers were put into. Immutable; may be used from several threads. Freed with scor_lots_free.
 */
typedef struct scor_lots scor_lots;

/**
 * A message taken apart. Immutable; may be used from several threads. Everything in it comes from outside and
 * may hold personal data; it is zeroised when freed. Freed with scor_mail_free.
 */
typedef struct scor_mail scor_mail;

/**
 * Bounds on incoming messages. Changeable. Freed with scor_mail_bounds_free.
 */
typedef struct scor_mail_bounds scor_mail_bounds;

/**
 * The headers of a message. Changeable. Freed with scor_message_free.
 */
typedef struct scor_message scor_message;

/**
 * A finished piece. Immutable; may be used from several threads and in several dossiers. Freed with
 * scor_piece_free.
 */
typedef struct scor_piece scor_piece;

/**
 * A profile in force. Immutable; may be used from several threads. Freed with scor_profile_free.
 */
typedef struct scor_profile scor_profile;

/**
 * What the gate found in a scan. Immutable; may be used from several threads. Freed with scor_report_free.
 */
typedef struct scor_report scor_report;

/**
 * The pages of one piece on their way to a PDF. Changeable. Freed with scor_scan_free.
 */
typedef struct scor_scan scor_scan;

/**
 * What the host knows about its inputs, and the bounds it sets. Changeable. Freed with
 * scor_source_options_free.
 */
typedef struct scor_source_options scor_source_options;

/**
 * What the host trusts, and its rules for taking a certificate. Changeable. Freed with scor_trust_free.
 */
typedef struct scor_trust scor_trust;

/**
 * Receives a line for the host's technical log: `level` is a SCOR_LOG_ constant, `text` is UTF-8 and is
 * valid during the callback only. Never holds a patient's data, a path or document content.
 *
 * Runs on the thread of the call that has something to say; several threads may be in it at once. No
 * exception may leave it.
 */
typedef void (SCOR_CALL *scor_log_sink)(void *user_data, int32_t level, const char *text);

/**
 * Told how far a long call is: `done` of `total` steps. Return 0 to go on; anything else cancels the call,
 * which then returns SCOR_E_CANCELLED and leaves nothing behind.
 *
 * Runs on the thread of the call, before it returns. May call the library, but not on the object that the
 * running call is changing (SCOR_E_BUSY). No exception may leave it: keep it, return 1, raise it
 * again when the call is back.
 */
typedef int32_t (SCOR_CALL *scor_progress)(void *user_data, uint64_t done, uint64_t total);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the loaded library as a number, to compare with SCOR_VERSION_NUMBER.
 *
 * Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_version_number(void);

/**
 * The version of the loaded library as text, such as "0.1.0".
 *
 * Returns text that is valid for ever. Any thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_version_string(void);

/**
 * The version of the loaded library's binary interface. A host built against another SCOR_ABI_VERSION must
 * not go on; under the same number, functions and constants are only ever added.
 *
 * Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_abi_version(void);

/**
 * The code of an error, the same that the failed call returned.
 *
 * - `error`: not NULL, stays the caller's.
 *
 * Returns a SCOR_E_ constant; SCOR_E_NULL_ARGUMENT or SCOR_E_BAD_HANDLE when `error` is not a live error. Any
 * thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_error_code(const scor_error *error);

/**
 * The stable key of an error, such as "pdf.over_budget": for hosts that keep their own texts.
 *
 * - `error`: not NULL, stays the caller's.
 *
 * Returns text that is valid for ever, or NULL when `error` is not a live error. Any thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_error_key(const scor_error *error);

/**
 * The message of an error in one language, details filled in.
 *
 * - `error`: not NULL, stays the caller's.
 * - `lang`: SCOR_LANG_EN or SCOR_LANG_FR.
 *
 * Returns UTF-8 text that is valid until the error is freed, or NULL when `error` is not a live error or
 * `lang` is unknown. Any thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_error_message(const scor_error *error, int32_t lang);

/**
 * The facts of an error as a JSON object, such as {"actual":7,"limit":5}.
 *
 * - `error`: not NULL, stays the caller's.
 *
 * Returns UTF-8 text that is valid until the error is freed, or NULL when `error` is not a live error.
 * Any thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_error_details(const scor_error *error);

/**
 * Frees an error.
 *
 * - `error`: NULL does nothing.
 *
 * Returns SCOR_OK, or SCOR_E_BAD_HANDLE when `error` is not a live error. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_error_free(scor_error *error);

/**
 * The name of a status, such as "SCOR_E_BAD_HANDLE", for logs.
 *
 * Returns text that is valid for ever; "SCOR_E_UNKNOWN" for a number that is no status. Any thread.
 * Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_status_name(int32_t status);

/**
 * The bytes of a buffer. Always followed by one NUL that scor_buffer_size does not count, so that text can
 * be used as a C string.
 *
 * - `buffer`: not NULL, stays the caller's.
 *
 * Returns a pointer that is valid until the buffer is freed, or NULL when `buffer` is NULL or not a
 * live buffer. Any thread. Since 0.1.0.
 */
SCOR_API const uint8_t * SCOR_CALL scor_buffer_data(const scor_buffer *buffer);

/**
 * Number of bytes in a buffer, without the NUL that follows them.
 *
 * - `buffer`: not NULL, stays the caller's.
 *
 * Returns the size, 0 when `buffer` is NULL or not a live buffer. Any thread. Since 0.1.0.
 */
SCOR_API size_t SCOR_CALL scor_buffer_size(const scor_buffer *buffer);

/**
 * Frees a buffer. Document content and personal data in it are overwritten first.
 *
 * - `buffer`: NULL does nothing.
 *
 * Returns SCOR_OK, or SCOR_E_BAD_HANDLE when `buffer` is not a live buffer (freed twice, for example). Any
 * thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_buffer_free(scor_buffer *buffer);

/**
 * Sets the log sink of the process; without one the library is silent. It never writes to the console.
 *
 * - `sink`: called with each line; NULL takes the present sink away.
 * - `user_data`: handed back to `sink` as it is; may be NULL. Must stay valid while the sink is set.
 *
 * Returns SCOR_OK. May be called from any thread; a call that is already running may still use the sink
 * that was set when it began to write. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_log_set_sink(scor_log_sink sink, void *user_data);

/**
 * Makes a bundle without files.
 *
 * - `out`: not NULL; receives the bundle, to be freed with scor_bundle_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_bundle_new(scor_bundle **out, scor_error **err);

/**
 * Reads a bundle from a folder: profile.toml, and the folders "templates" and "patterns" in it.
 *
 * - `folder`: path, UTF-8 on every system.
 * - `out`: not NULL; receives the bundle, to be freed with scor_bundle_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_PROFILE_FILE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_bundle_read(
    const char *folder,
    scor_bundle **out,
    scor_error **err);

/**
 * Adds a file to a bundle, for hosts that keep profiles elsewhere than in folders. The same name replaces.
 *
 * - `bundle`: not NULL.
 * - `name`: "profile.toml", or a name that it refers to as "@name".
 * - `data`, `size`: the whole file; copied.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_PROFILE_FILE. Calls on the same bundle wait for each
 * other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_bundle_add(
    scor_bundle *bundle,
    const char *name,
    const uint8_t *data,
    size_t size,
    scor_error **err);

/**
 * Everything worth telling about a bundle, errors first: values that are not proved, files that nothing names.
 *
 * - `bundle`: not NULL.
 * - `out`: not NULL; receives a JSON array of objects with "severity" ("error" or "warning"), "file", "line" (0
 *   for the whole file), "key" and "text".
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, also for a bundle that cannot be used, or an argument's code (-1xx). Calls on the same
 * bundle wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_bundle_check(
    scor_bundle *bundle,
    scor_buffer **out,
    scor_error **err);

/**
 * Frees a bundle. Profiles made of it are not concerned.
 *
 * - `bundle`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_bundle_free(scor_bundle *bundle);

/**
 * The shipped profile "scor-public": what public sources prove, and neutral forms for the rest.
 *
 * - `out`: not NULL; receives the profile, to be freed with scor_profile_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_profile_public(scor_profile **out, scor_error **err);

/**
 * The profile that a bundle makes of the shipped one.
 *
 * - `bundle`: not NULL.
 * - `out`: not NULL; receives the profile, to be freed with scor_profile_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_PROFILE_FILE, _SYNTAX, _VALUE, _BASE, _TEMPLATE, whose
 * details name file, line and key. Calls on the same bundle wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_profile_load(
    scor_bundle *bundle,
    scor_profile **out,
    scor_error **err);

/**
 * Every value of a profile with its source and how sure it is.
 *
 * - `profile`: not NULL.
 * - `out`: not NULL; receives a JSON object: "id", "version", "about", and "values", an array of objects with
 *   "key", "value" (as JSON text), "source" and "confidence" (A, B or C with H, M or L).
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_profile_show(
    const scor_profile *profile,
    scor_buffer **out,
    scor_error **err);

/**
 * The suite that a profile seals with.
 *
 * - `profile`: not NULL.
 *
 * Returns a SCOR_SUITE_ constant; 0 when `profile` is not a live profile. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_profile_suite(const scor_profile *profile);

/**
 * What a part of a returned message is, by the patterns of the profile.
 *
 * - `profile`: not NULL.
 * - `description`: of the part (scor_mail_part_description).
 * - `out`: not NULL; receives the kind, "arl" or "noemie" for example; NULL when no pattern knows it.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_profile_recognise(
    const scor_profile *profile,
    const char *description,
    scor_buffer **out,
    scor_error **err);

/**
 * Frees a profile. What was made with it is not concerned.
 *
 * - `profile`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_profile_free(scor_profile *profile);

/**
 * Makes options with the defaults.
 *
 * - `out`: not NULL; receives the options, to be freed with scor_source_options_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, SCOR_E_NULL_ARGUMENT or SCOR_E_TOO_MANY_OBJECTS. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_source_options_new(scor_source_options **out, scor_error **err);

/**
 * Sets one option.
 *
 * - `options`: not NULL.
 * - `field`: SCOR_SOURCE_DPI or one of the SCOR_SOURCE_MAX_ constants.
 * - `amount`: the value in the unit that the constant names; bounds are at least 1.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, SCOR_E_NULL_ARGUMENT, SCOR_E_BAD_HANDLE or SCOR_E_BAD_VALUE. Calls on the same options
 * wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_source_options_set(
    scor_source_options *options,
    int32_t field,
    int64_t amount,
    scor_error **err);

/**
 * Frees options. Documents opened with them are not concerned.
 *
 * - `options`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_source_options_free(scor_source_options *options);

/**
 * Opens a file in memory: JPEG, PNG, TIFF, BMP, WebP or PDF, told by content. Pages are decoded later.
 *
 * - `data`, `size`: the whole file; copied.
 * - `options`: NULL for the defaults.
 * - `out`: not NULL; receives the document, to be freed with scor_document_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_SOURCE_EMPTY, _UNKNOWN, _UNSUPPORTED, _ENCRYPTED,
 * _DAMAGED, _NO_PAGES, _TOO_MANY_PAGES, _TOO_MANY_BYTES. Any thread. Since 0.1.0.
 *
 * ```c
 * scor_document *doc = NULL;
 * if (scor_document_open(data, size, NULL, &doc, &err) == SCOR_OK)
 *     printf("%d pages\n", (int)scor_document_page_count(doc));
 * scor_document_free(doc);
 * ```
 */
SCOR_API int32_t SCOR_CALL scor_document_open(
    const uint8_t *data,
    size_t size,
    const scor_source_options *options,
    scor_document **out,
    scor_error **err);

/**
 * Takes over pixels of a scanner driver as a document of one page.
 *
 * - `data`, `size`: the pixels; copied.
 * - `layout`: a SCOR_PIXELS_ constant.
 * - `width`, `height`: in pixels.
 * - `stride`: bytes from one row to the next; a Windows DIB pads rows to multiples of 4.
 * - `bottom_up`: 1 when the first row in `data` is the lowest of the page (a Windows DIB of positive
 *   height), else 0.
 * - `options`: NULL for the defaults; set SCOR_SOURCE_DPI in them, pixels do not know their resolution.
 * - `out`: not NULL; receives the document, to be freed with scor_document_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SOURCE_GEOMETRY or SCOR_E_SOURCE_TOO_MANY_PIXELS. Any
 * thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_document_from_pixels(
    const uint8_t *data,
    size_t size,
    int32_t layout,
    uint32_t width,
    uint32_t height,
    size_t stride,
    int32_t bottom_up,
    const scor_source_options *options,
    scor_document **out,
    scor_error **err);

/**
 * Number of pages of a document.
 *
 * - `document`: not NULL.
 *
 * Returns at least 1; 0 when `document` is not a live document. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_document_page_count(const scor_document *document);

/**
 * The format that was recognised.
 *
 * - `document`: not NULL.
 *
 * Returns a SCOR_FORMAT_ constant; 0 when `document` is not a live document. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_document_format(const scor_document *document);

/**
 * Frees a document.
 *
 * - `document`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_document_free(scor_document *document);

/**
 * Draws a page of a PDF for the screen.
 *
 * - `data`, `size`: the PDF; copied.
 * - `page`: from 0.
 * - `dpi`: samples per inch, 1 or more; 96 suits a screen.
 * - `options`: bounds; NULL for the defaults.
 * - `width`, `height`: not NULL; receive the size in pixels.
 * - `layout`: not NULL; receives SCOR_PIXELS_GREY8, or SCOR_PIXELS_RGB24 when the page has colour.
 * - `out`: not NULL; receives the pixels, rows from the top and without padding. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_PDF_PAGE_RANGE or a code of the source (-2xx). Any
 * thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_pdf_render(
    const uint8_t *data,
    size_t size,
    int32_t page,
    uint32_t dpi,
    const scor_source_options *options,
    uint32_t *width,
    uint32_t *height,
    int32_t *layout,
    scor_buffer **out,
    scor_error **err);

/**
 * Draws a page of a PDF for the screen, as a PNG file.
 *
 * - `data`, `size`: the PDF; copied.
 * - `page`: from 0.
 * - `dpi`: samples per inch, 1 or more; 96 suits a screen.
 * - `options`: bounds; NULL for the defaults.
 * - `out`: not NULL; receives the PNG. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_PDF_PAGE_RANGE or a code of the source (-2xx). Any
 * thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_pdf_preview(
    const uint8_t *data,
    size_t size,
    int32_t page,
    uint32_t dpi,
    const scor_source_options *options,
    scor_buffer **out,
    scor_error **err);

/**
 * The verdict.
 *
 * - `report`: not NULL.
 *
 * Returns a SCOR_VERDICT_ constant; 0 when it is not a live report. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_report_verdict(const scor_report *report);

/**
 * The whole report, JSON of schema "scor.piece/1": faults and warnings with their pages, and for every page the
 * numbers behind them. With them is each page's fingerprint, a small picture in which print can be read: keep the report
 * as you keep the page, and log neither.
 *
 * - `report`: not NULL.
 *
 * Returns UTF-8 text that is valid until the report is freed; NULL when it is not a live report. Any thread.
 * Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_report_json(const scor_report *report);

/**
 * Frees a report. Pieces made with it keep it.
 *
 * - `report`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_report_free(scor_report *report);

/**
 * Makes a scan without pages, with the defaults.
 *
 * - `options`: bounds on decoding the pages; NULL for the defaults; copied.
 * - `out`: not NULL; receives the scan, to be freed with scor_scan_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_scan_new(
    const scor_source_options *options,
    scor_scan **out,
    scor_error **err);

/**
 * Sets one option.
 *
 * - `scan`: not NULL.
 * - `field`: one of the SCOR_SCAN_ constants.
 * - `amount`: the value in the unit that the constant names.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same scan wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_scan_set(
    scor_scan *scan,
    int32_t field,
    int64_t amount,
    scor_error **err);

/**
 * Takes over what a profile says of resolution, budget, blank pages and refusals.
 *
 * - `scan`: not NULL.
 * - `profile`: not NULL; its values are copied.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same scan wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_scan_use_profile(
    scor_scan *scan,
    const scor_profile *profile,
    scor_error **err);

/**
 * Adds the pages of a document behind those already there.
 *
 * - `scan`: not NULL.
 * - `document`: not NULL; the scan keeps its own hold on it, so that it may be freed at once.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same scan wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_scan_add(
    scor_scan *scan,
    const scor_document *document,
    scor_error **err);

/**
 * Takes what the gate would refuse, for a reason that the report keeps. Ask for it only after a refusal.
 *
 * - `scan`: not NULL.
 * - `reason`: the operator's reason, not empty; NULL takes an earlier one away.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same scan wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_scan_override(
    scor_scan *scan,
    const char *reason,
    scor_error **err);

/**
 * Straightens, cleans and judges the pages and makes the PDF of the piece. The scan stays as it is: after a
 * refusal, another document or scor_scan_override, it may run again. The same input gives the same bytes.
 *
 * - `scan`: not NULL.
 * - `progress`, `user_data`: told of each page; NULL when nobody wants to know. While it runs, other threads
 *   wait for the scan and the callback itself gets SCOR_E_BUSY from it.
 * - `pdf`: not NULL; receives the PDF, or NULL when the gate refused. Zeroised when freed.
 * - `report`: not NULL; receives the report with the verdict, to be freed with scor_report_free. A refusal is a
 *   result: the call returns SCOR_OK.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx; SCOR_E_BAD_VALUE when the lowest resolution is above the aim),
 * SCOR_E_CANCELLED (nothing is left behind), SCOR_E_PDF_OVER_BUDGET, SCOR_E_PDF_TOO_MANY_PAGES, or a code of
 * the source (-2xx; SCOR_E_SOURCE_NO_PAGES before the first document) or the image (-3xx). Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_scan_run(
    scor_scan *scan,
    scor_progress progress,
    void *user_data,
    scor_buffer **pdf,
    scor_report **report,
    scor_error **err);

/**
 * Frees a scan. Documents that were added to it are not concerned.
 *
 * - `scan`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_scan_free(scor_scan *scan);

/**
 * Draws what would be made of one page of a document, with its faults on it, in less than the time that making it
 * takes: to be shown while the paper is still in hand. A page that the gate would refuse has a preview too, which says why.
 *
 * - `document`: not NULL.
 * - `page`: from 0.
 * - `size`: long side of the picture in pixels, frame included, 100 to 4000; 1000 suits a screen.
 * - `scan`: its settings and limits are used; with more than one page in it or in the document, a blank page refuses
 *   nothing. NULL for the defaults.
 * - `png`: not NULL; receives the picture as a PNG file. Around the page is a plain green frame, or a vermillion one
 *   when the piece would be refused for it. Hatched sides cut text, orange areas cannot be read or hide text, a dashed frame says
 *   blank, a cross says black. Zeroised when freed.
 * - `json`: not NULL; receives the same as UTF-8 JSON of schema "scor.preview/1": faults and warnings with texts in
 *   English and French, zones and sides in pixels of the picture.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_PDF_PAGE_RANGE, or a code of the source (-2xx) or the image
 * (-3xx). Calls on the same scan wait for each other only to read its settings. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_preview_page(
    const scor_document *document,
    int32_t page,
    uint32_t size,
    scor_scan *scan,
    scor_buffer **png,
    scor_buffer **json,
    scor_error **err);

/**
 * Compares the fingerprints of two pages, as reports have them for each page ("fingerprint").
 *
 * A change as small as one digit is mostly not seen: SCOR_LIKENESS_SAME is a hint to show both pages to the operator,
 * never a reason to drop one. A fingerprint is a small picture in which print can be read: keep it as you keep the page,
 * and log neither.
 *
 * - `first`, `second`: not NULL.
 * - `score`: not NULL; receives how alike the least alike parts are, 0 to 1000.
 * - `likeness`: not NULL; receives a SCOR_LIKENESS_ constant.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx; SCOR_E_BAD_VALUE for what is no fingerprint). Any thread. Since
 * 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_fingerprint_compare(
    const char *first,
    const char *second,
    int32_t *score,
    int32_t *likeness,
    scor_error **err);

/**
 * Checks a piece against the profile.
 *
 * - `profile`: not NULL.
 * - `id`: the host's identifier, unique within the host; not a patient's data, it appears in manifests.
 * - `type_code`: type of the piece, such as "ORDN".
 * - `label`: for the screen; NULL for the type's own.
 * - `medium`: a SCOR_MEDIUM_ constant.
 * - `pdf`, `size`: what scor_scan_run gave, or a PDF received from elsewhere; copied. NULL and 0 without one.
 * - `report`: what scor_scan_run gave with the PDF; NULL without one.
 * - `confirmed_at`: when the operator confirmed that the piece is legible, seconds since 1970-01-01 UTC; 0 when
 *   nobody did.
 * - `out`: not NULL; receives the piece, to be freed with scor_piece_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_PIECE_TYPE, SCOR_E_PIECE_EMPTY, SCOR_E_PIECE_NOT_PDF,
 * SCOR_E_PIECE_TOO_LARGE, SCOR_E_PIECE_REFUSED (by the gate, and nobody overrode it),
 * SCOR_E_PIECE_UNCONFIRMED, SCOR_E_PDF_TOO_MANY_PAGES, or a code of the source (-2xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_piece_new(
    const scor_profile *profile,
    const char *id,
    const char *type_code,
    const char *label,
    int32_t medium,
    const uint8_t *pdf,
    size_t size,
    const scor_report *report,
    int64_t confirmed_at,
    scor_piece **out,
    scor_error **err);

/**
 * Label of a piece.
 *
 * - `piece`: not NULL.
 *
 * Returns UTF-8 text that is valid until the piece is freed; NULL when it is not a live piece. Any thread.
 * Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_piece_label(const scor_piece *piece);

/**
 * SHA-256 of a piece's PDF, 64 lower-case hexadecimal digits.
 *
 * - `piece`: not NULL.
 *
 * Returns text that is valid until the piece is freed; NULL when there is no PDF or it is not a live piece.
 * Any thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_piece_sha256(const scor_piece *piece);

/**
 * Number of pages of a piece's PDF.
 *
 * - `piece`: not NULL.
 *
 * Returns the number; 0 without a PDF and when it is not a live piece. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_piece_pages(const scor_piece *piece);

/**
 * How a piece goes.
 *
 * - `piece`: not NULL.
 *
 * Returns a SCOR_MEDIUM_ constant; 0 when it is not a live piece. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_piece_medium(const scor_piece *piece);

/**
 * When the operator confirmed a piece.
 *
 * - `piece`: not NULL.
 *
 * Returns seconds since 1970-01-01 UTC; 0 when nobody did and when it is not a live piece. Any thread. Since
 * 0.1.0.
 */
SCOR_API int64_t SCOR_CALL scor_piece_confirmed_at(const scor_piece *piece);

/**
 * A copy of a piece's PDF.
 *
 * - `piece`: not NULL.
 * - `out`: not NULL; receives the PDF, or NULL when there is none. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_piece_pdf(
    const scor_piece *piece,
    scor_buffer **out,
    scor_error **err);

/**
 * Frees a piece. Dossiers that hold it keep it.
 *
 * - `piece`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_piece_free(scor_piece *piece);

/**
 * Makes a facture without fields.
 *
 * - `out`: not NULL; receives the facture, to be freed with scor_facture_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_facture_new(scor_facture **out, scor_error **err);

/**
 * Sets a field that is text. Its form is checked by scor_dossier_new.
 *
 * - `facture`: not NULL.
 * - `field`: a SCOR_FACTURE_ constant whose text begins with "Text".
 * - `text`: the value.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same facture wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_facture_set_text(
    scor_facture *facture,
    int32_t field,
    const char *text,
    scor_error **err);

/**
 * Sets a field that is a number.
 *
 * - `facture`: not NULL.
 * - `field`: a SCOR_FACTURE_ constant whose text begins with "Number".
 * - `amount`: the value as the constant says.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same facture wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_facture_set_number(
    scor_facture *facture,
    int32_t field,
    int32_t amount,
    scor_error **err);

/**
 * Frees a facture. Dossiers made with it keep it.
 *
 * - `facture`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_facture_free(scor_facture *facture);

/**
 * Makes the dossier of a facture, without pieces.
 *
 * - `id`: the host's identifier, 1 to 40 letters, digits, "-" and "_"; not a patient's data, it appears in
 *   manifests and file names.
 * - `facture`: not NULL; its fields are checked and copied.
 * - `out`: not NULL; receives the dossier, to be freed with scor_dossier_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_FACTURE_FIELD, whose details name the field, or
 * SCOR_E_FACTURE_NIR. Calls on the same facture wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_dossier_new(
    const char *id,
    scor_facture *facture,
    scor_dossier **out,
    scor_error **err);

/**
 * Attaches a piece. The same piece may be in several dossiers.
 *
 * - `dossier`: not NULL.
 * - `piece`: not NULL; the dossier keeps its own hold on it.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_DOSSIER_TWICE. Calls on the same dossier wait for each
 * other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_dossier_add(
    scor_dossier *dossier,
    const scor_piece *piece,
    scor_error **err);

/**
 * Takes a dossier out of SCOR, or back in. Out of it, it keeps a lot number and goes by post.
 *
 * - `dossier`: not NULL.
 * - `hors_scor`: 1 or 0.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same dossier wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_dossier_set_hors_scor(
    scor_dossier *dossier,
    int32_t hors_scor,
    scor_error **err);

/**
 * What keeps a dossier from being complete, and what keeps a complete one from going now.
 *
 * - `dossier`: not NULL.
 * - `profile`: not NULL.
 * - `fse`: SCOR_FSE_ constants added up, 0 when nothing has come yet.
 * - `colour`: not NULL; receives a SCOR_COLOUR_ constant for the host's screen.
 * - `missing`: not NULL; receives a JSON array of what is missing or too much, empty for a complete dossier:
 *   objects with "reason" (stable key) and a sentence in "en" and "fr".
 * - `waiting`: not NULL; receives a JSON array of the same form of what must come before it goes.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same dossier wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_dossier_check(
    scor_dossier *dossier,
    const scor_profile *profile,
    int32_t fse,
    int32_t *colour,
    scor_buffer **missing,
    scor_buffer **waiting,
    scor_error **err);

/**
 * Frees a dossier. Its pieces and lots made with it are not concerned.
 *
 * - `dossier`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_dossier_free(scor_dossier *dossier);

/**
 * Makes a builder without dossiers.
 *
 * - `out`: not NULL; receives the builder, to be freed with scor_lot_builder_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lot_builder_new(scor_lot_builder **out, scor_error **err);

/**
 * Adds a dossier as it is now.
 *
 * - `builder`: not NULL.
 * - `dossier`: not NULL; copied, its pieces are shared.
 * - `fse`: SCOR_FSE_ constants added up, 0 when nothing has come yet.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same builder wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lot_builder_add(
    scor_lot_builder *builder,
    scor_dossier *dossier,
    int32_t fse,
    scor_error **err);

/**
 * Groups the dossiers into lots by recipient. The builder stays as it is.
 *
 * - `builder`: not NULL.
 * - `profile`: not NULL.
 * - `next_number`: number of the next lot, which the host keeps from one call to the next (scor_lots_report).
 * - `out`: not NULL; receives the lots, to be freed with scor_lots_free. None may be among them.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_LOT_NUMBER, SCOR_E_LOT_DOSSIER_TWICE or
 * SCOR_E_LOT_TOO_LARGE. Calls on the same builder wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lot_builder_build(
    scor_lot_builder *builder,
    const scor_profile *profile,
    int32_t next_number,
    scor_lots **out,
    scor_error **err);

/**
 * Frees a builder. Lots built with it are not concerned.
 *
 * - `builder`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lot_builder_free(scor_lot_builder *builder);

/**
 * Number of lots.
 *
 * - `lots`: not NULL.
 *
 * Returns the number, which may be 0; 0 when it is not a live object. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lots_count(const scor_lots *lots);

/**
 * What went where: for the journal, and for the dossiers that stay behind.
 *
 * - `lots`: not NULL.
 * - `out`: not NULL; receives a JSON object: "lots", an array with "number", "recipient" and "dossiers"
 *   (identifiers); "left_out", an array with "dossier" and "reasons" (objects with "reason", "en", "fr");
 *   "hors_scor", an array with "dossier" and "number"; "next_number" for the next call.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lots_report(
    const scor_lots *lots,
    scor_buffer **out,
    scor_error **err);

/**
 * Packs one lot: seals its pieces as the profile says, writes manifest, container and the texts of the message.
 *
 * - `lots`: not NULL.
 * - `index`: from 0.
 * - `created`: the host's clock, seconds since 1970-01-01 UTC; manifests name it.
 * - `recipients`, `count`: certificates that pieces are sealed to (scor_trust_choose); NULL and 0 when the
 *   profile sends pieces in clear within the sealed message.
 * - `out`: not NULL; receives the packed lot, to be freed with scor_lot_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_LOT_TOO_LARGE, SCOR_E_LOT_FILE_NAME,
 * SCOR_E_PROFILE_TEMPLATE or a code of scor_seal. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lots_pack(
    const scor_lots *lots,
    int32_t index,
    int64_t created,
    scor_certificate *const *recipients,
    size_t count,
    scor_lot **out,
    scor_error **err);

/**
 * Frees lots. Those already packed are not concerned.
 *
 * - `lots`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lots_free(scor_lots *lots);

/**
 * File name of a lot's container.
 *
 * - `lot`: not NULL.
 *
 * Returns UTF-8 text that is valid until the lot is freed; NULL when it is not a live lot. Any thread. Since
 * 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_lot_name(const scor_lot *lot);

/**
 * Mail address of a lot's recipient.
 *
 * - `lot`: not NULL.
 *
 * Returns UTF-8 text that is valid until the lot is freed; NULL when it is not a live lot. Any thread. Since
 * 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_lot_recipient(const scor_lot *lot);

/**
 * A copy of a lot's manifest.
 *
 * - `lot`: not NULL.
 * - `out`: not NULL; receives the manifest. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lot_manifest(
    const scor_lot *lot,
    scor_buffer **out,
    scor_error **err);

/**
 * A copy of a lot's container: the manifest and the pieces.
 *
 * - `lot`: not NULL.
 * - `out`: not NULL; receives the container. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lot_container(
    const scor_lot *lot,
    scor_buffer **out,
    scor_error **err);

/**
 * The container as the MIME part that gets sealed, written as the profile says (scor_message_part).
 *
 * - `lot`: not NULL.
 * - `out`: not NULL; receives the part, for scor_seal. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_MAIL_HEADER_BAD. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lot_part(const scor_lot *lot, scor_buffer **out, scor_error **err);

/**
 * A message with the headers that the profile gives a lot: recipient, subject and extra headers. Sender and
 * Message-ID are left to the host (scor_message_set).
 *
 * - `lot`: not NULL.
 * - `out`: not NULL; receives the message, to be freed with scor_message_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lot_message(
    const scor_lot *lot,
    scor_message **out,
    scor_error **err);

/**
 * Frees a packed lot.
 *
 * - `lot`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_lot_free(scor_lot *lot);

/**
 * Reads every certificate of a file: DER, several DER one after the other, or PEM with any text around it.
 *
 * - `data`, `size`: the whole file; copied.
 * - `out`: not NULL; receives the certificates, to be freed with scor_certificates_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_SEAL_CERTIFICATE_BAD. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_certificates_parse(
    const uint8_t *data,
    size_t size,
    scor_certificates **out,
    scor_error **err);

/**
 * Number of certificates.
 *
 * - `certificates`: not NULL.
 *
 * Returns at least 1; 0 when `certificates` is not a live object. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_certificates_count(const scor_certificates *certificates);

/**
 * One of the certificates, whatever its worth: nothing is checked here (see scor_trust_choose).
 *
 * - `certificates`: not NULL.
 * - `index`: from 0.
 * - `out`: not NULL; receives the certificate, to be freed with scor_certificate_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_certificates_get(
    const scor_certificates *certificates,
    int32_t index,
    scor_certificate **out,
    scor_error **err);

/**
 * Frees certificates. Single ones got from them live on.
 *
 * - `certificates`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_certificates_free(scor_certificates *certificates);

/**
 * SHA-256 of the certificate's DER, 64 lower-case hexadecimal digits.
 *
 * - `certificate`: not NULL, stays the caller's.
 *
 * Returns text that is valid until the certificate is freed, or NULL when it is not a live certificate. Any
 * thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_certificate_fingerprint(const scor_certificate *certificate);

/**
 * Serial number, big-endian two's complement in lower-case hexadecimal.
 *
 * - `certificate`: not NULL, stays the caller's.
 *
 * Returns text that is valid until the certificate is freed, or NULL when it is not a live certificate. Any
 * thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_certificate_serial(const scor_certificate *certificate);

/**
 * First second of validity, seconds since 1970-01-01 UTC.
 *
 * - `certificate`: not NULL.
 *
 * Returns the time; 0 when `certificate` is not a live certificate. Any thread. Since 0.1.0.
 */
SCOR_API int64_t SCOR_CALL scor_certificate_not_before(const scor_certificate *certificate);

/**
 * Last second of validity, seconds since 1970-01-01 UTC.
 *
 * - `certificate`: not NULL.
 *
 * Returns the time; 0 when `certificate` is not a live certificate. Any thread. Since 0.1.0.
 */
SCOR_API int64_t SCOR_CALL scor_certificate_not_after(const scor_certificate *certificate);

/**
 * Length of the RSA key in bits.
 *
 * - `certificate`: not NULL.
 *
 * Returns the length; 0 when the key is not RSA or beyond 4096 bits, and when `certificate` is not a live
 * certificate. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_certificate_rsa_bits(const scor_certificate *certificate);

/**
 * The certificate as it came, DER.
 *
 * - `certificate`: not NULL.
 * - `out`: not NULL; receives the bytes, to be freed with scor_buffer_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_certificate_der(
    const scor_certificate *certificate,
    scor_buffer **out,
    scor_error **err);

/**
 * Frees a certificate.
 *
 * - `certificate`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_certificate_free(scor_certificate *certificate);

/**
 * Trusts nothing yet, with the default rules.
 *
 * - `out`: not NULL; receives the trust, to be freed with scor_trust_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_new(scor_trust **out, scor_error **err);

/**
 * Adds anchors: certification authorities that are trusted by themselves.
 *
 * - `trust`: not NULL.
 * - `certificates`: not NULL; copied.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_SEAL_ANCHOR_BAD, which adds none of them. Calls on the
 * same trust wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_add_anchors(
    scor_trust *trust,
    const scor_certificates *certificates,
    scor_error **err);

/**
 * Adds certificates that may complete a chain to an anchor. They are not trusted by themselves.
 *
 * - `trust`: not NULL.
 * - `certificates`: not NULL; copied.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_add_intermediates(
    scor_trust *trust,
    const scor_certificates *certificates,
    scor_error **err);

/**
 * Adds revocation lists.
 *
 * - `trust`: not NULL.
 * - `data`, `size`: lists in DER, one after the other, or in PEM; copied.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_SEAL_CRL_BAD, which adds none of them. Calls on the same
 * trust wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_add_crls(
    scor_trust *trust,
    const uint8_t *data,
    size_t size,
    scor_error **err);

/**
 * Sets one rule of the choice.
 *
 * - `trust`: not NULL.
 * - `field`: one of the SCOR_TRUST_ constants.
 * - `amount`: the value as the constant says.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_set(
    scor_trust *trust,
    int32_t field,
    int64_t amount,
    scor_error **err);

/**
 * Takes over a profile's rules for the choice of certificates.
 *
 * - `trust`: not NULL.
 * - `profile`: not NULL; its values are copied.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_use_profile(
    scor_trust *trust,
    const scor_profile *profile,
    scor_error **err);

/**
 * Sets how many days before expiry to warn. The smallest number reached is told.
 *
 * - `trust`: not NULL.
 * - `days`, `count`: at most 16 numbers from 0, in any order; none turns the warning off. Default 60, 30, 7.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_warn_days(
    scor_trust *trust,
    const int32_t *days,
    size_t count,
    scor_error **err);

/**
 * Accepts one certificate by its fingerprint, without chain and revocation list: the last resort for a chain
 * that cannot be verified here. Dates, key usage and key are checked all the same. Warns.
 *
 * - `trust`: not NULL.
 * - `certificate`: not NULL; only its fingerprint is kept.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same trust wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_pin(
    scor_trust *trust,
    const scor_certificate *certificate,
    scor_error **err);

/**
 * Chooses the certificate to seal to among those of one recipient: within its dates, meant for encryption, RSA
 * and long enough, with a chain to an anchor, not revoked.
 *
 * - `trust`: not NULL.
 * - `candidates`: not NULL; the certificates of one recipient.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `out`: not NULL; receives the certificate, to be freed with scor_certificate_free.
 * - `warnings`: not NULL; receives a JSON array, empty when all is well: objects whose "warning" is
 *   "expires_soon" (with "days" and "threshold"), "stale_crl", "revocation_unchecked" or "pinned".
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), or the reason of the best candidate when none is usable:
 * SCOR_E_SEAL_CERTIFICATE_EXPIRED, _CERTIFICATE_NOT_YET, _CERTIFICATE_USAGE, _CERTIFICATE_REVOKED,
 * _KEY_UNSUPPORTED, _KEY_SHORT, _CRL_EXPIRED, _CRL_MISSING, _CHAIN_UNKNOWN, _CHAIN_INVALID. Calls on the same
 * trust wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_choose(
    scor_trust *trust,
    const scor_certificates *candidates,
    int64_t now,
    scor_certificate **out,
    scor_buffer **warnings,
    scor_error **err);

/**
 * Frees a trust.
 *
 * - `trust`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_trust_free(scor_trust *trust);

/**
 * Encrypts bytes to the recipients. Trust is not looked at: hand in what scor_trust_choose gave.
 *
 * - `data`, `size`: the content, at most 64 MiB; copied while it is encrypted.
 * - `recipients`, `count`: 1 to 16 certificates; the same one twice counts once.
 * - `suite`: a SCOR_SUITE_ constant. SCOR_SUITE_COMPAT has no integrity of its own: keep the SHA-256 of what
 *   went in and of what came out.
 * - `out`: not NULL; receives a CMS message, DER. Never the same twice.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SEAL_NO_RECIPIENT, SCOR_E_SEAL_TOO_MANY_RECIPIENTS,
 * SCOR_E_SEAL_TOO_LARGE, SCOR_E_SEAL_KEY_UNSUPPORTED, SCOR_E_SEAL_RANDOM (the system gave no random numbers:
 * nothing was sealed) or SCOR_E_SEAL_FAILED. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_seal(
    const uint8_t *data,
    size_t size,
    scor_certificate *const *recipients,
    size_t count,
    int32_t suite,
    scor_buffer **out,
    scor_error **err);

/**
 * Wraps a payload, a lot for example, into the MIME part that gets sealed: headers, base64 body, CRLF line ends.
 * The same input gives the same bytes.
 *
 * - `data`, `size`: the payload.
 * - `gzip`: 1 to compress it first, else 0.
 * - `content_type`: type/subtype, such as "application/EDI-consent".
 * - `description`: Content-Description, in which receivers read the nature of the part; NULL for none.
 * - `filename`: name of the attachment; NULL for none.
 * - `out`: not NULL; receives the part, for scor_seal. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_MAIL_HEADER_BAD. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_message_part(
    const uint8_t *data,
    size_t size,
    int32_t gzip,
    const char *content_type,
    const char *description,
    const char *filename,
    scor_buffer **out,
    scor_error **err);

/**
 * Makes a message without headers.
 *
 * - `out`: not NULL; receives the message, to be freed with scor_message_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_message_new(scor_message **out, scor_error **err);

/**
 * Sets one header. What cannot stand in a header is found by scor_message_write.
 *
 * - `message`: not NULL.
 * - `field`: one of the SCOR_MESSAGE_ constants.
 * - `text`: the value; not NULL.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same message wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_message_set(
    scor_message *message,
    int32_t field,
    const char *text,
    scor_error **err);

/**
 * Adds a recipient; a message needs at least one.
 *
 * - `message`: not NULL.
 * - `address`: local@domain.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same message wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_message_add_to(
    scor_message *message,
    const char *address,
    scor_error **err);

/**
 * Adds a header of the host's own, behind those already there.
 *
 * - `message`: not NULL.
 * - `name`: none of those that scor_message_write writes itself.
 * - `text`: the value; may hold any letter.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same message wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_message_add_header(
    scor_message *message,
    const char *name,
    const char *text,
    scor_error **err);

/**
 * Sets the width of the base64 lines of the sealed part.
 *
 * - `message`: not NULL.
 * - `columns`: a multiple of 4 from 4 to 76; default 64.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same message wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_message_set_columns(
    scor_message *message,
    int32_t columns,
    scor_error **err);

/**
 * Writes the whole message around a sealed part, ready for the host's SMTP: CRLF line ends, no line above 998
 * characters. Dot-stuffing belongs to SMTP and is the host's. The message may be written again.
 *
 * - `message`: not NULL.
 * - `sealed`, `size`: what scor_seal gave.
 * - `suite`: the SCOR_SUITE_ constant it was sealed with.
 * - `date`: the host's clock, seconds since 1970-01-01 UTC.
 * - `out`: not NULL; receives the message.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_MAIL_HEADER_BAD, whose details name the header. Calls on
 * the same message wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_message_write(
    scor_message *message,
    const uint8_t *sealed,
    size_t size,
    int32_t suite,
    int64_t date,
    scor_buffer **out,
    scor_error **err);

/**
 * Frees a message.
 *
 * - `message`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_message_free(scor_message *message);

/**
 * Makes bounds with the defaults.
 *
 * - `out`: not NULL; receives the bounds, to be freed with scor_mail_bounds_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_mail_bounds_new(scor_mail_bounds **out, scor_error **err);

/**
 * Sets one bound.
 *
 * - `bounds`: not NULL.
 * - `field`: one of the SCOR_MAIL_MAX_ constants.
 * - `amount`: at least 1.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK or an argument's code (-1xx). Calls on the same bounds wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_mail_bounds_set(
    scor_mail_bounds *bounds,
    int32_t field,
    int64_t amount,
    scor_error **err);

/**
 * Frees bounds. Messages read with them are not concerned.
 *
 * - `bounds`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_mail_bounds_free(scor_mail_bounds *bounds);

/**
 * Takes a message apart: transfer encoding and gzip are taken off, multiparts and messages within are entered.
 * Nothing is decrypted.
 *
 * - `data`, `size`: the message as the mailbox gives it.
 * - `bounds`: NULL for the defaults.
 * - `out`: not NULL; receives the message, to be freed with scor_mail_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_MAIL_TOO_LARGE, _TOO_MANY_PARTS, _NESTING, _INFLATED,
 * _DAMAGED, _GZIP_DAMAGED. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_mail_read(
    const uint8_t *data,
    size_t size,
    const scor_mail_bounds *bounds,
    scor_mail **out,
    scor_error **err);

/**
 * Subject, decoded.
 *
 * - `mail`: not NULL.
 *
 * Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or `mail` is not a live
 * mail. Any thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_mail_subject(const scor_mail *mail);

/**
 * Address of the (first) sender.
 *
 * - `mail`: not NULL.
 *
 * Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or `mail` is not a live
 * mail. Any thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_mail_from(const scor_mail *mail);

/**
 * Message-ID without angle brackets.
 *
 * - `mail`: not NULL.
 *
 * Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or `mail` is not a live
 * mail. Any thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_mail_message_id(const scor_mail *mail);

/**
 * Number of parts that hold content, in the order of the message.
 *
 * - `mail`: not NULL.
 *
 * Returns the number; 0 also when `mail` is not a live mail. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_mail_part_count(const scor_mail *mail);

/**
 * Type of a part, type/subtype in lower case; "text/plain" when the message does not say.
 *
 * - `mail`: not NULL.
 * - `part`: from 0.
 *
 * Returns UTF-8 text that is valid until the mail is freed; NULL when there is no such part. Any thread.
 * Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_mail_part_type(const scor_mail *mail, int32_t part);

/**
 * Charset of a part, as written.
 *
 * - `mail`: not NULL.
 * - `part`: from 0.
 *
 * Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or no such part. Any
 * thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_mail_part_charset(const scor_mail *mail, int32_t part);

/**
 * Content-Description of a part, decoded: in it stands the nature of the part.
 *
 * - `mail`: not NULL.
 * - `part`: from 0.
 *
 * Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or no such part. Any
 * thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_mail_part_description(const scor_mail *mail, int32_t part);

/**
 * File name of a part. It comes from outside: never use it as a path.
 *
 * - `mail`: not NULL.
 * - `part`: from 0.
 *
 * Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or no such part. Any
 * thread. Since 0.1.0.
 */
SCOR_API const char * SCOR_CALL scor_mail_part_filename(const scor_mail *mail, int32_t part);

/**
 * Content of a part, transfer encoding and gzip taken off. Followed by one NUL that the size does not count.
 *
 * - `mail`: not NULL.
 * - `part`: from 0.
 *
 * Returns a pointer that is valid until the mail is freed; NULL when there is no such part. Any thread.
 * Since 0.1.0.
 */
SCOR_API const uint8_t * SCOR_CALL scor_mail_part_data(const scor_mail *mail, int32_t part);

/**
 * Number of bytes of a part's content.
 *
 * - `mail`: not NULL.
 * - `part`: from 0.
 *
 * Returns the size; 0 also when there is no such part. Any thread. Since 0.1.0.
 */
SCOR_API size_t SCOR_CALL scor_mail_part_size(const scor_mail *mail, int32_t part);

/**
 * Frees a mail and everything that was read from it.
 *
 * - `mail`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_mail_free(scor_mail *mail);

/**
 * Makes a journal in a new file, or opens the one that is there.
 *
 * - `path`: of the file, UTF-8 on every system; not on a network share.
 * - `key`, `key_size`: the master key, 32 random bytes that the host keeps as a secret; copied. Without it nobody can
 *   open the journal again.
 * - `profile`: not NULL; the journal keeps it.
 * - `territory`: whose holidays and clock count, such as "metropole", "alsace-moselle" or "reunion"; NULL for
 *   "metropole".
 * - `profession`: such as "infirmier" or "pharmacien"; NULL when no deadline depends on it.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `out`: not NULL; receives the journal, to be freed with scor_journal_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_KEY for another key than the file's, or another code of
 * the journal (-13xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_create(
    const char *path,
    const uint8_t *key,
    size_t key_size,
    const scor_profile *profile,
    const char *territory,
    const char *profession,
    int64_t now,
    scor_journal **out,
    scor_error **err);

/**
 * Opens the journal in a file.
 *
 * - `path`: of the file, UTF-8 on every system; not on a network share.
 * - `key`, `key_size`, `profile`, `territory`, `profession`: as of scor_journal_create.
 * - `out`: not NULL; receives the journal, to be freed with scor_journal_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_MISSING, SCOR_E_SUIVI_KEY, SCOR_E_SUIVI_DAMAGED,
 * SCOR_E_SUIVI_NEWER, SCOR_E_SUIVI_FOREIGN, SCOR_E_SUIVI_NETWORK or another code of the journal (-13xx). Any
 * thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_open(
    const char *path,
    const uint8_t *key,
    size_t key_size,
    const scor_profile *profile,
    const char *territory,
    const char *profession,
    scor_journal **out,
    scor_error **err);

/**
 * Puts a copy (scor_journal_backup) back as a journal in a new place, and checks all of it. What was built after the
 * copy is unknown to it: read the mailbox before anything is sent.
 *
 * - `copy`: path of the copy, UTF-8.
 * - `path`: where the journal is to be; nothing may be there.
 * - `key`, `key_size`, `profile`, `territory`, `profession`: as of scor_journal_create.
 * - `out`: not NULL; receives the journal, to be freed with scor_journal_free.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_TARGET, SCOR_E_SUIVI_DAMAGED (nothing is left behind
 * then), or another code of the journal (-13xx). Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_restore(
    const char *copy,
    const char *path,
    const uint8_t *key,
    size_t key_size,
    const scor_profile *profile,
    const char *territory,
    const char *profession,
    scor_journal **out,
    scor_error **err);

/**
 * Takes a piece in. The same piece a second time changes nothing.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `piece`: not NULL; stored sealed with its report.
 * - `first_attempt`: when its digitisation was first tried, seconds since 1970-01-01 UTC; 0 when not known.
 * - `context`: JSON of the capture for the evidence (hash of the source, device, operator), kept sealed; may be NULL.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_EXISTS for another piece under the same identifier, or
 * another code of the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_add_piece(
    scor_journal *journal,
    int64_t now,
    const scor_piece *piece,
    int64_t first_attempt,
    const char *context,
    scor_error **err);

/**
 * Opens a dossier for a facture. The same a second time changes nothing.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `id`: as of scor_dossier_new.
 * - `facture`: not NULL; its fields are checked and copied.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_FACTURE_FIELD, SCOR_E_FACTURE_NIR, SCOR_E_SUIVI_EXISTS when
 * the dossier has another facture or the facture another dossier, or another code of the journal (-13xx). Calls on
 * the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_add_dossier(
    scor_journal *journal,
    int64_t now,
    const char *id,
    scor_facture *facture,
    scor_error **err);

/**
 * Binds a piece to a dossier, if need be in the place of another. A piece may be in several dossiers.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `dossier`, `piece`: identifiers of what is in the journal.
 * - `old`: identifier of the piece that this one replaces; NULL for none.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_STATE when the dossier is on its
 * way, or another code of the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_bind(
    scor_journal *journal,
    int64_t now,
    const char *dossier,
    const char *piece,
    const char *old,
    scor_error **err);

/**
 * Takes a piece off a dossier that is not on its way.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `dossier`, `piece`: identifiers of what is in the journal.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_STATE or another code of the
 * journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_unbind(
    scor_journal *journal,
    int64_t now,
    const char *dossier,
    const char *piece,
    scor_error **err);

/**
 * Tells what became of the FSE of a dossier. A dossier that this frees goes with the next lot; one that is rejected
 * waits for scor_journal_reissue.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `dossier`: identifier.
 * - `fact`: one SCOR_FSE_ constant, SCOR_FSE_REJECTED among them.
 * - `code`, `label`: why it was rejected, in the caisse's words; NULL for none, and for other facts.
 * - `out`: not NULL; receives JSON: an array of objects with "dossier" and "suite"; empty
 *   when the journal follows no such facture.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
 * on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_note_fse(
    scor_journal *journal,
    int64_t now,
    const char *dossier,
    int32_t fact,
    const char *code,
    const char *label,
    scor_buffer **out,
    scor_error **err);

/**
 * The same for a whole lot of FSE, or for one facture in it.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `emitter`, `fse_lot`, `fse_date`: as of the facture; leading zeros do not matter; the date is YYYY-MM-DD.
 * - `invoice`: number of the facture; NULL for all of the lot.
 * - `fact`: one SCOR_FSE_ constant, SCOR_FSE_REJECTED among them.
 * - `code`, `label`: why it was rejected, in the caisse's words; NULL for none, and for other facts.
 * - `out`: not NULL; receives JSON: an array of objects with "dossier" and "suite"; empty
 *   when the journal follows no such facture.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_note_fse_lot(
    scor_journal *journal,
    int64_t now,
    const char *emitter,
    const char *fse_lot,
    const char *fse_date,
    const char *invoice,
    int32_t fact,
    const char *code,
    const char *label,
    scor_buffer **out,
    scor_error **err);

/**
 * Binds the pieces of a dossier to the facture that replaces a rejected one; they go again by themselves.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `dossier`: identifier.
 * - `facture`: not NULL; its fields are checked and copied.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_FACTURE_FIELD, SCOR_E_FACTURE_NIR, SCOR_E_SUIVI_UNKNOWN,
 * SCOR_E_SUIVI_EXISTS or another code of the journal (-13xx). Calls on the same journal wait for each other. Since
 * 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_reissue(
    scor_journal *journal,
    int64_t now,
    const char *dossier,
    scor_facture *facture,
    scor_error **err);

/**
 * Closes a journal. A call that is under way on another thread ends first.
 *
 * - `journal`: NULL does nothing.
 *
 * Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_free(scor_journal *journal);

/**
 * Builds lots of the dossiers that are ready, the most urgent first: packs, seals, writes the messages and gives the
 * numbers out. All of it is in the journal before this returns; fetch the bytes with scor_journal_lot_bytes.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `most`: at most so many dossiers; their PDFs are in memory at once.
 * - `from`: the sender's mail address: a lot's bytes are then the whole sealed message. NULL: its container alone, for
 *   hosts whose network does the rest.
 * - `recipients`, `count`: certificates that lots are sealed to (scor_trust_choose). NULL and 0 where nothing is sealed.
 * - `out`: not NULL; receives JSON: "lots", objects with "no" (the journal's number), "numero", "date",
 *   "recipient", "dossiers" and more; "left_out", objects with "dossier" and "raisons".
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), a code of scor_lots_pack, scor_seal or scor_message_write,
 * SCOR_E_SUIVI_OVERTAKEN, SCOR_E_SUIVI_NUMBERS or another code of the journal (-13xx). Calls on the same journal
 * wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_build(
    scor_journal *journal,
    int64_t now,
    int32_t most,
    const char *from,
    scor_certificate *const *recipients,
    size_t count,
    scor_buffer **out,
    scor_error **err);

/**
 * The exact bytes of a lot, the same at every call: for the first sending and the second.
 *
 * - `journal`: not NULL.
 * - `lot`: the journal's number of the lot.
 * - `out`: not NULL; receives the bytes. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_PURGED, SCOR_E_SUIVI_DAMAGED or
 * another code of the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_lot_bytes(
    scor_journal *journal,
    int64_t lot,
    scor_buffer **out,
    scor_error **err);

/**
 * Notes that the bytes of a lot were handed to the network; its ARL is awaited from now on.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `lot`: the journal's number of the lot.
 * - `done`: may be NULL; receives a SCOR_DONE_ constant.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
 * on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_sent(
    scor_journal *journal,
    int64_t now,
    int64_t lot,
    int32_t *done,
    scor_error **err);

/**
 * Takes a message of the mailbox in, and does what it says: ARL and NOEMIE. A message that cannot be read or matched is
 * kept with the reason and shown in the work list. An encrypted one is kept unread: open it and hand in what was inside.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `data`, `size`: the message as it came.
 * - `out`: not NULL; receives JSON: null when the message is not for SCOR (nothing is kept then); else an
 *   object with "no", "statut", "lot", "faits", "raison" and "deja" (true when the message was in the journal).
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_receive(
    scor_journal *journal,
    int64_t now,
    const uint8_t *data,
    size_t size,
    scor_buffer **out,
    scor_error **err);

/**
 * Takes a return that could not be placed off the work list; with a lot, applies the ARL in it to that lot first.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `retour`: the journal's number of the return.
 * - `lot`: the journal's number of the lot that it is about; 0 when somebody has merely seen it.
 * - `out`: not NULL; receives JSON: what the ARL did; null without a lot.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
 * on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_settle_return(
    scor_journal *journal,
    int64_t now,
    int64_t retour,
    int64_t lot,
    scor_buffer **out,
    scor_error **err);

/**
 * Lets time pass (an ARL that did not come in time) and gives the work list, the most urgent first. Call it every morning.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `limit`: at most so many tasks of each kind, from 0.
 * - `out`: not NULL; receives JSON: schema "scor.todo/1": "taches", objects with "genre", "dossier", "piece",
 *   "lot", "retour", "couleur", "manques", "a_refaire", "motif", "echeance" and "reste" (seconds, negative when late);
 *   "tronque" when there are more; "dossiers" and "lots" count by state; "attente_fse" waits for the FSE; "echus" are the
 *   lots whose time ended just now.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_todo(
    scor_journal *journal,
    int64_t now,
    int32_t limit,
    scor_buffer **out,
    scor_error **err);

/**
 * Gives up a lot that was refused, or that was not sent: its dossiers go into new lots, except those with a refused
 * piece that nobody has replaced yet.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `lot`: the journal's number of the lot.
 * - `out`: not NULL; receives JSON: an array of objects with "dossier" and "suite".
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
 * on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_rebuild_lot(
    scor_journal *journal,
    int64_t now,
    int64_t lot,
    scor_buffer **out,
    scor_error **err);

/**
 * Does what the practice decided about a dossier.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `dossier`: identifier.
 * - `act`: a SCOR_ACT_ constant.
 * - `done`: may be NULL; receives a SCOR_DONE_ constant.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_STATE or another code of the
 * journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_act(
    scor_journal *journal,
    int64_t now,
    const char *dossier,
    int32_t act,
    int32_t *done,
    scor_error **err);

/**
 * Notes that paper was posted: of a whole dossier, or of one piece of it.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `dossier`: identifier.
 * - `piece`: identifier of the piece; NULL for all of the dossier.
 * - `day`: when it was posted, YYYY-MM-DD.
 * - `done`: may be NULL; receives a SCOR_DONE_ constant.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
 * on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_posted(
    scor_journal *journal,
    int64_t now,
    const char *dossier,
    const char *piece,
    const char *day,
    int32_t *done,
    scor_error **err);

/**
 * What the journal knows of a piece, dossier, lot or return, and every entry of the log about it.
 *
 * - `journal`: not NULL.
 * - `subject`: a SCOR_SUBJECT_ constant.
 * - `id`: identifier of a piece or dossier; number of a lot or return, in digits.
 * - `out`: not NULL; receives JSON: the record; "etat" is the state of a dossier or lot, "histoire" the log.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_DAMAGED or another code of the
 * journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_show(
    scor_journal *journal,
    int32_t subject,
    const char *id,
    scor_buffer **out,
    scor_error **err);

/**
 * Entries of the log, in order.
 *
 * - `journal`: not NULL.
 * - `after`: number of the last entry that the host has; 0 to begin.
 * - `limit`: at most so many.
 * - `out`: not NULL; receives JSON: an array of objects with "seq", "quand", "sujet", "genre", "suite", "de",
 *   "vers", "profil" and "details".
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_log(
    scor_journal *journal,
    int64_t after,
    int32_t limit,
    scor_buffer **out,
    scor_error **err);

/**
 * The PDF of a piece, its hash checked: the copy for the patient.
 *
 * - `journal`: not NULL.
 * - `piece`: identifier.
 * - `out`: not NULL; receives the PDF. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_PURGED, SCOR_E_PIECE_EMPTY,
 * SCOR_E_SUIVI_DAMAGED or another code of the journal (-13xx). Calls on the same journal wait for each other.
 * Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_piece_pdf(
    scor_journal *journal,
    const char *piece,
    scor_buffer **out,
    scor_error **err);

/**
 * The head of the chain. Kept outside the journal, it proves later that nothing before it was changed or cut off.
 *
 * - `journal`: not NULL.
 * - `seq`: not NULL; receives the number of the last entry.
 * - `out`: not NULL; receives its link, 64 lower-case hexadecimal digits.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_head(
    scor_journal *journal,
    int64_t *seq,
    scor_buffer **out,
    scor_error **err);

/**
 * Is a head that was kept elsewhere an ancestor of the journal as it is? scor_journal_check checks the links between.
 *
 * - `journal`: not NULL.
 * - `seq`, `mac`: what scor_journal_head gave.
 * - `out`: not NULL; receives 1, or 0 when the log was cut off or changed before it.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_descends(
    scor_journal *journal,
    int64_t seq,
    const char *mac,
    int32_t *out,
    scor_error **err);

/**
 * Checks the file, every seal, hash and link of the chain, and that the states are what the log says.
 *
 * - `journal`: not NULL.
 * - `out`: not NULL; receives JSON: "sound", true or false; "ruptures", an array of objects with "table",
 *   "ligne" and "raison", the first break first; "lignes", "contenus" and "maillons" count what holds; "tete", the head.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, also for a journal with breaks, an argument's code (-1xx) or a code of the journal (-13xx).
 * Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_check(
    scor_journal *journal,
    scor_buffer **out,
    scor_error **err);

/**
 * Copies the journal into a new file while others go on working. The copy needs the same master key.
 *
 * - `journal`: not NULL.
 * - `path`: of the copy, UTF-8; nothing may be there.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_TARGET, SCOR_E_SUIVI_FULL or another code of the
 * journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_backup(
    scor_journal *journal,
    const char *path,
    scor_error **err);

/**
 * Removes what the profile's retention no longer wants: PDFs, bytes of lots and returns, NIR. The log keeps their hashes.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `out`: not NULL; receives JSON: "dossiers" and "pieces", identifiers; "retours", numbers. Pieces are those that no
 *   dossier ever took, returns those about no lot that want nobody's attention.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_purge(
    scor_journal *journal,
    int64_t now,
    scor_buffer **out,
    scor_error **err);

/**
 * Puts the journal under a new master key. Other processes must open it again with the new one.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `key`, `key_size`: the new master key, 32 random bytes; copied.
 * - `reseal`: 1 to seal all contents anew as well, which takes long; 0 for new ones only.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_rotate_key(
    scor_journal *journal,
    int64_t now,
    const uint8_t *key,
    size_t key_size,
    int32_t reseal,
    scor_error **err);

/**
 * Figures of a period: share of the pieces that the caisses could use against the profile's rule, also over the start-up
 * control; refusals by reason; times to the ARL; lots by state.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `from`, `to`: the period: lots first sent from the one moment to before the other.
 * - `emitter`: number of one emitter; NULL for all.
 * - `out`: not NULL; receives JSON of schema `scor.chiffres/1`.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_stats(
    scor_journal *journal,
    int64_t now,
    int64_t from,
    int64_t to,
    const char *emitter,
    scor_buffer **out,
    scor_error **err);

/**
 * Writes a table of the journal's records into a new file. Nothing of patients is in it unless asked for; identifiers
 * of pieces and dossiers are the host's own and always are.
 *
 * - `journal`: not NULL.
 * - `kind`: a SCOR_EXPORT_ constant.
 * - `form`: a SCOR_FORM_ constant.
 * - `from`, `to`: the period, from the one moment to before the other, seconds since 1970-01-01 UTC.
 * - `identifying`: 1 for NIR, dates of care and texts that people typed as well; else 0.
 * - `path`: of the file, UTF-8; nothing may be there.
 * - `rows`: not NULL; receives the number of rows.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_TARGET, SCOR_E_SUIVI_FULL, SCOR_E_SUIVI_DISK or another code
 * of the journal (-13xx); after an error no file is left. Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_export(
    scor_journal *journal,
    int32_t kind,
    int32_t form,
    int64_t from,
    int64_t to,
    int32_t identifying,
    const char *path,
    int64_t *rows,
    scor_error **err);

/**
 * The bordereaux of all paper that is to be posted, one for each emitter and caisse: a PDF to print.
 *
 * - `journal`: not NULL.
 * - `day`: day of posting that is printed, `YYYY-MM-DD`.
 * - `out`: not NULL; receives the PDF.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_NOTHING when nothing is to be posted or another code of
 * the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_bordereau(
    scor_journal *journal,
    const char *day,
    scor_buffer **out,
    scor_error **err);

/**
 * The report of what was transmitted in a period, its SCOR section, lot by lot: a PDF.
 *
 * - `journal`: not NULL.
 * - `from`, `to`: the period, from the one moment to before the other, seconds since 1970-01-01 UTC.
 * - `out`: not NULL; receives the PDF.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_NOTHING when nothing was transmitted or another code of the
 * journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_report(
    scor_journal *journal,
    int64_t from,
    int64_t to,
    scor_buffer **out,
    scor_error **err);

/**
 * The evidence of a piece: where its PDF came from, who confirmed it, which lots it went in, what the caisse answered, and
 * the entries of the log with what their links can be verified by. No NIR is in it.
 *
 * - `journal`: not NULL.
 * - `now`: the host's clock, seconds since 1970-01-01 UTC.
 * - `piece`: identifier.
 * - `out`: not NULL; receives JSON of schema `scor.preuve/1`.
 * - `err`: may be NULL.
 *
 * The files that its hashes are of come from scor_journal_piece_pdf, scor_journal_lot_bytes and
 * scor_journal_return_bytes.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls on the
 * same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_evidence(
    scor_journal *journal,
    int64_t now,
    const char *piece,
    scor_buffer **out,
    scor_error **err);

/**
 * A return as it came, its hash checked.
 *
 * - `journal`: not NULL.
 * - `no`: number of the return.
 * - `out`: not NULL; receives the message. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_PURGED, SCOR_E_SUIVI_DAMAGED or
 * another code of the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_return_bytes(
    scor_journal *journal,
    int64_t no,
    scor_buffer **out,
    scor_error **err);

/**
 * The key of the chain, 32 bytes: with it an auditor verifies the links of an evidence record. Whoever has it could also
 * make such links: hand it to a person, never store it beside the evidence.
 *
 * - `journal`: not NULL.
 * - `out`: not NULL; receives the key. Zeroised when freed.
 * - `err`: may be NULL.
 *
 * Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
 * each other. Since 0.1.0.
 */
SCOR_API int32_t SCOR_CALL scor_journal_chain_key(
    scor_journal *journal,
    scor_buffer **out,
    scor_error **err);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SCOR_H */
