/// The constants of scor.h as scoped enumerations; scor.h says what each means.
#ifndef SCOR_CONSTANTS_HPP
#define SCOR_CONSTANTS_HPP

#include "core.hpp"

namespace scor {
inline namespace SCOR_HPP_NAMESPACE {

enum class language : std::int32_t {
    en = SCOR_LANG_EN,
    fr = SCOR_LANG_FR,
};

enum class source_option : std::int32_t {
    dpi = SCOR_SOURCE_DPI,
    max_bytes = SCOR_SOURCE_MAX_BYTES,
    max_page_pixels = SCOR_SOURCE_MAX_PAGE_PIXELS,
    max_decoded_bytes = SCOR_SOURCE_MAX_DECODED_BYTES,
    max_pages = SCOR_SOURCE_MAX_PAGES,
    max_page_ms = SCOR_SOURCE_MAX_PAGE_MS,
};

enum class file_format : std::int32_t {
    jpeg = SCOR_FORMAT_JPEG,
    png = SCOR_FORMAT_PNG,
    tiff = SCOR_FORMAT_TIFF,
    bmp = SCOR_FORMAT_BMP,
    webp = SCOR_FORMAT_WEBP,
    pdf = SCOR_FORMAT_PDF,
    raw = SCOR_FORMAT_RAW,
};

enum class pixel_layout : std::int32_t {
    bit_white = SCOR_PIXELS_BIT_WHITE,
    bit_black = SCOR_PIXELS_BIT_BLACK,
    grey8 = SCOR_PIXELS_GREY8,
    bgr24 = SCOR_PIXELS_BGR24,
    rgb24 = SCOR_PIXELS_RGB24,
    bgra32 = SCOR_PIXELS_BGRA32,
};

enum class verdict : std::int32_t {
    accepted = SCOR_VERDICT_ACCEPTED,
    refused = SCOR_VERDICT_REFUSED,
};

enum class scan_option : std::int32_t {
    target_dpi = SCOR_SCAN_TARGET_DPI,
    min_dpi = SCOR_SCAN_MIN_DPI,
    max_bytes = SCOR_SCAN_MAX_BYTES,
    max_pages = SCOR_SCAN_MAX_PAGES,
    drop_blank = SCOR_SCAN_DROP_BLANK,
    refuse_blank = SCOR_SCAN_REFUSE_BLANK,
    refuse_black = SCOR_SCAN_REFUSE_BLACK,
    refuse_illegible = SCOR_SCAN_REFUSE_ILLEGIBLE,
    refuse_truncated = SCOR_SCAN_REFUSE_TRUNCATED,
    codec = SCOR_SCAN_CODEC,
};

enum class codec : std::int32_t {
    g4 = SCOR_CODEC_G4,
    jbig2 = SCOR_CODEC_JBIG2,
    automatic = SCOR_CODEC_AUTO,
};

enum class likeness : std::int32_t {
    same = SCOR_LIKENESS_SAME,
    different = SCOR_LIKENESS_DIFFERENT,
    unsure = SCOR_LIKENESS_UNSURE,
};

enum class medium : std::int32_t {
    digital = SCOR_MEDIUM_DIGITAL,
    paper = SCOR_MEDIUM_PAPER,
    both = SCOR_MEDIUM_BOTH,
};

enum class facture_field : std::int32_t {
    emitter_type = SCOR_FACTURE_EMITTER_TYPE,
    emitter = SCOR_FACTURE_EMITTER,
    invoice = SCOR_FACTURE_INVOICE,
    fse_lot = SCOR_FACTURE_FSE_LOT,
    fse_date = SCOR_FACTURE_FSE_DATE,
    regime = SCOR_FACTURE_REGIME,
    caisse = SCOR_FACTURE_CAISSE,
    centre = SCOR_FACTURE_CENTRE,
    care_date = SCOR_FACTURE_CARE_DATE,
    nir = SCOR_FACTURE_NIR,
    mode = SCOR_FACTURE_MODE,
    dap = SCOR_FACTURE_DAP,
    ordonnance_numerique = SCOR_FACTURE_ORDONNANCE_NUMERIQUE,
    ordonnances = SCOR_FACTURE_ORDONNANCES,
    test = SCOR_FACTURE_TEST,
};

enum class mode : std::int32_t {
    securise = SCOR_MODE_SECURISE,
    degrade = SCOR_MODE_DEGRADE,
};

enum class accord : std::int32_t {
    none = SCOR_DAP_NONE,
    first_invoice = SCOR_DAP_FIRST_INVOICE,
    later_invoice = SCOR_DAP_LATER_INVOICE,
};

enum class colour : std::int32_t {
    green = SCOR_COLOUR_GREEN,
    orange = SCOR_COLOUR_ORANGE,
    red = SCOR_COLOUR_RED,
};

enum class choice : std::int32_t {
    newest = SCOR_CHOICE_NEWEST,
    highest_serial = SCOR_CHOICE_HIGHEST_SERIAL,
};

enum class revocation : std::int32_t {
    required = SCOR_REVOCATION_REQUIRED,
    unchecked = SCOR_REVOCATION_UNCHECKED,
};

enum class trust_option : std::int32_t {
    choice = SCOR_TRUST_CHOICE,
    min_rsa_bits = SCOR_TRUST_MIN_RSA_BITS,
    revocation = SCOR_TRUST_REVOCATION,
    stale_days = SCOR_TRUST_STALE_DAYS,
};

enum class suite : std::int32_t {
    compat = SCOR_SUITE_COMPAT,
    compat_aes256 = SCOR_SUITE_COMPAT_AES256,
    modern = SCOR_SUITE_MODERN,
};

enum class message_field : std::int32_t {
    from = SCOR_MESSAGE_FROM,
    subject = SCOR_MESSAGE_SUBJECT,
    id = SCOR_MESSAGE_ID,
    description = SCOR_MESSAGE_DESCRIPTION,
};

enum class mail_bound : std::int32_t {
    bytes = SCOR_MAIL_MAX_BYTES,
    content_bytes = SCOR_MAIL_MAX_CONTENT_BYTES,
    parts = SCOR_MAIL_MAX_PARTS,
    nesting = SCOR_MAIL_MAX_NESTING,
    header_bytes = SCOR_MAIL_MAX_HEADER_BYTES,
};

enum class done : std::int32_t {
    applied = SCOR_DONE_APPLIED,
    already = SCOR_DONE_ALREADY,
    impossible = SCOR_DONE_IMPOSSIBLE,
};

enum class act : std::int32_t {
    paper = SCOR_ACT_PAPER,
    manual = SCOR_ACT_MANUAL,
    rebuild = SCOR_ACT_REBUILD,
    leave_scor = SCOR_ACT_LEAVE_SCOR,
    enter_scor = SCOR_ACT_ENTER_SCOR,
};

enum class subject : std::int32_t {
    piece = SCOR_SUBJECT_PIECE,
    dossier = SCOR_SUBJECT_DOSSIER,
    lot = SCOR_SUBJECT_LOT,
    retour = SCOR_SUBJECT_RETURN,
};

enum class export_kind : std::int32_t {
    pieces = SCOR_EXPORT_PIECES,
    dossiers = SCOR_EXPORT_DOSSIERS,
    lots = SCOR_EXPORT_LOTS,
    events = SCOR_EXPORT_EVENTS,
};

enum class export_form : std::int32_t {
    csv = SCOR_FORM_CSV,
    csv_excel = SCOR_FORM_CSV_EXCEL,
    json = SCOR_FORM_JSON,
};

enum class fse : std::int32_t {
    arl = SCOR_FSE_ARL,
    noemie_payment = SCOR_FSE_NOEMIE_PAYMENT,
    transmitted = SCOR_FSE_TRANSMITTED,
    rejected = SCOR_FSE_REJECTED,
};

enum class log_level : std::int32_t {
    error = SCOR_LOG_ERROR,
};

/// What is known of a FSE: facts added up with `|`, `fse{}` when nothing has come yet.
[[nodiscard]] constexpr fse operator|(fse a, fse b) noexcept
{
    return static_cast<fse>(static_cast<std::int32_t>(a) | static_cast<std::int32_t>(b));
}

namespace detail {
template <class E> [[nodiscard]] constexpr std::int32_t raw(E value) noexcept { return static_cast<std::int32_t>(value); }
} // namespace detail

} // namespace SCOR_HPP_NAMESPACE
} // namespace scor

#endif
