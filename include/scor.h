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
 *   after free returns SCOR_E_BAD_HANDLE and touches no memory.
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
 * pdf.over_budget: {pages} pages need {actual} bytes at {dpi} dpi, the limit is {limit}; the first {fits} would fit.
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
 * Bytes or UTF-8 text that the library made. Immutable; may be read from several threads. Freed with
 * scor_buffer_free.
 */
typedef struct scor_buffer scor_buffer;

/**
 * An input that was recognised. Immutable; may be used from several threads. Freed with scor_document_free.
 */
typedef struct scor_document scor_document;

/**
 * Why a call failed. Immutable; may be read from any thread. Freed with scor_error_free.
 *
 * Its texts never hold a patient's data, document content, a key or a path, and may be logged.
 */
typedef struct scor_error scor_error;

/**
 * What the host knows about its inputs, and the bounds it sets. Changeable. Freed with
 * scor_source_options_free.
 */
typedef struct scor_source_options scor_source_options;

/**
 * Receives a line for the host's technical log: `level` is a SCOR_LOG_ constant, `text` is UTF-8 and is
 * valid during the callback only. Never holds a patient's data, a path or document content.
 *
 * Runs on the thread of the call that has something to say; several threads may be in it at once. No
 * exception may leave it.
 */
typedef void (SCOR_CALL *scor_log_sink)(void *user_data, int32_t level, const char *text);

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
 *     scor_document *doc = NULL;
 *     if (scor_document_open(data, size, NULL, &doc, &err) == SCOR_OK)
 *         printf("%d pages\n", (int)scor_document_page_count(doc));
 *     scor_document_free(doc);
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

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SCOR_H */
