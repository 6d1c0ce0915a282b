// scor, the C functions for C#. Generated from include/scor.h; do not edit.
// Handles are SafeHandles, text is UTF-8 bytes with a NUL, sizes in memory are UIntPtr.
using System;
using System.Runtime.InteropServices;

namespace Scor
{
    internal static unsafe class Native
    {
        internal const string Library = "scor1";

        internal const int SCOR_VERSION_MAJOR = 0;
        internal const int SCOR_VERSION_MINOR = 1;
        internal const int SCOR_VERSION_PATCH = 0;
        internal const int SCOR_VERSION_NUMBER = 1000;
        internal const int SCOR_ABI_VERSION = 1;
        internal const int SCOR_OK = 0;
        internal const int SCOR_E_NULL_ARGUMENT = -101;
        internal const int SCOR_E_BAD_UTF8 = -102;
        internal const int SCOR_E_BAD_HANDLE = -103;
        internal const int SCOR_E_BAD_VALUE = -104;
        internal const int SCOR_E_BUSY = -105;
        internal const int SCOR_E_CANCELLED = -106;
        internal const int SCOR_E_TOO_MANY_OBJECTS = -107;
        internal const int SCOR_E_SOURCE_EMPTY = -201;
        internal const int SCOR_E_SOURCE_UNKNOWN = -202;
        internal const int SCOR_E_SOURCE_DAMAGED = -203;
        internal const int SCOR_E_SOURCE_UNSUPPORTED = -204;
        internal const int SCOR_E_SOURCE_ENCRYPTED = -205;
        internal const int SCOR_E_SOURCE_TOO_MANY_PIXELS = -206;
        internal const int SCOR_E_SOURCE_TOO_MANY_PAGES = -207;
        internal const int SCOR_E_SOURCE_TOO_MANY_BYTES = -208;
        internal const int SCOR_E_SOURCE_NESTING = -209;
        internal const int SCOR_E_SOURCE_TIMEOUT = -210;
        internal const int SCOR_E_SOURCE_NO_PAGES = -211;
        internal const int SCOR_E_SOURCE_GEOMETRY = -212;
        internal const int SCOR_E_SOURCE_TOO_COMPLEX = -213;
        internal const int SCOR_E_IMAGE_TOO_SMALL = -301;
        internal const int SCOR_E_PDF_OVER_BUDGET = -401;
        internal const int SCOR_E_PDF_NO_PAGES = -402;
        internal const int SCOR_E_PDF_PAGE_RANGE = -403;
        internal const int SCOR_E_PDF_VERIFY = -404;
        internal const int SCOR_E_PDF_EMPTY_PAGE = -405;
        internal const int SCOR_E_PDF_TOO_MANY_PAGES = -406;
        internal const int SCOR_E_SEAL_CERTIFICATE_BAD = -501;
        internal const int SCOR_E_SEAL_NO_CERTIFICATE = -502;
        internal const int SCOR_E_SEAL_CERTIFICATE_EXPIRED = -503;
        internal const int SCOR_E_SEAL_CERTIFICATE_NOT_YET = -504;
        internal const int SCOR_E_SEAL_CERTIFICATE_USAGE = -505;
        internal const int SCOR_E_SEAL_KEY_UNSUPPORTED = -506;
        internal const int SCOR_E_SEAL_KEY_SHORT = -507;
        internal const int SCOR_E_SEAL_CERTIFICATE_REVOKED = -508;
        internal const int SCOR_E_SEAL_CRL_EXPIRED = -509;
        internal const int SCOR_E_SEAL_CRL_MISSING = -510;
        internal const int SCOR_E_SEAL_CRL_BAD = -511;
        internal const int SCOR_E_SEAL_CHAIN_UNKNOWN = -512;
        internal const int SCOR_E_SEAL_CHAIN_INVALID = -513;
        internal const int SCOR_E_SEAL_ANCHOR_BAD = -514;
        internal const int SCOR_E_SEAL_NO_RECIPIENT = -515;
        internal const int SCOR_E_SEAL_TOO_MANY_RECIPIENTS = -516;
        internal const int SCOR_E_SEAL_TOO_LARGE = -517;
        internal const int SCOR_E_SEAL_RANDOM = -518;
        internal const int SCOR_E_SEAL_FAILED = -519;
        internal const int SCOR_E_PIECE_TYPE = -601;
        internal const int SCOR_E_PIECE_NOT_PDF = -602;
        internal const int SCOR_E_PIECE_TOO_LARGE = -603;
        internal const int SCOR_E_PIECE_EMPTY = -604;
        internal const int SCOR_E_PIECE_UNCONFIRMED = -605;
        internal const int SCOR_E_PIECE_REFUSED = -606;
        internal const int SCOR_E_PIECE_REPORT = -607;
        internal const int SCOR_E_FACTURE_FIELD = -701;
        internal const int SCOR_E_FACTURE_NIR = -702;
        internal const int SCOR_E_DOSSIER_TWICE = -703;
        internal const int SCOR_E_LOT_NUMBER = -801;
        internal const int SCOR_E_LOT_DOSSIER_TWICE = -802;
        internal const int SCOR_E_LOT_TOO_LARGE = -803;
        internal const int SCOR_E_LOT_FILE_NAME = -804;
        internal const int SCOR_E_LOT_SPEC = -805;
        internal const int SCOR_E_PANIC = -901;
        internal const int SCOR_E_POISONED = -902;
        internal const int SCOR_E_PROFILE_FILE = -1001;
        internal const int SCOR_E_PROFILE_SYNTAX = -1002;
        internal const int SCOR_E_PROFILE_VALUE = -1003;
        internal const int SCOR_E_PROFILE_BASE = -1004;
        internal const int SCOR_E_PROFILE_TEMPLATE = -1005;
        internal const int SCOR_E_MAIL_HEADER_BAD = -1101;
        internal const int SCOR_E_MAIL_TOO_LARGE = -1102;
        internal const int SCOR_E_MAIL_TOO_MANY_PARTS = -1103;
        internal const int SCOR_E_MAIL_NESTING = -1104;
        internal const int SCOR_E_MAIL_DAMAGED = -1105;
        internal const int SCOR_E_MAIL_GZIP_DAMAGED = -1106;
        internal const int SCOR_E_MAIL_INFLATED = -1107;
        internal const int SCOR_E_RETOUR_TOO_LARGE = -1201;
        internal const int SCOR_E_RETOUR_ENCODING = -1202;
        internal const int SCOR_E_RETOUR_RECORD = -1203;
        internal const int SCOR_E_RETOUR_FIELD = -1204;
        internal const int SCOR_E_RETOUR_TRUNCATED = -1205;
        internal const int SCOR_E_RETOUR_TOO_MANY = -1206;
        internal const int SCOR_E_RETOUR_KIND = -1207;
        internal const int SCOR_E_SUIVI_KEY = -1301;
        internal const int SCOR_E_SUIVI_DAMAGED = -1302;
        internal const int SCOR_E_SUIVI_NEWER = -1303;
        internal const int SCOR_E_SUIVI_FULL = -1304;
        internal const int SCOR_E_SUIVI_READ_ONLY = -1305;
        internal const int SCOR_E_SUIVI_BUSY = -1306;
        internal const int SCOR_E_SUIVI_FOREIGN = -1307;
        internal const int SCOR_E_SUIVI_DISK = -1308;
        internal const int SCOR_E_SUIVI_MISSING = -1309;
        internal const int SCOR_E_SUIVI_UNKNOWN = -1310;
        internal const int SCOR_E_SUIVI_EXISTS = -1311;
        internal const int SCOR_E_SUIVI_OVERTAKEN = -1312;
        internal const int SCOR_E_SUIVI_STATE = -1313;
        internal const int SCOR_E_SUIVI_NUMBERS = -1314;
        internal const int SCOR_E_SUIVI_PURGED = -1315;
        internal const int SCOR_E_SUIVI_TARGET = -1316;
        internal const int SCOR_E_SUIVI_NETWORK = -1317;
        internal const int SCOR_E_SUIVI_STORE = -1318;
        internal const int SCOR_E_SUIVI_NOTHING = -1319;
        internal const int SCOR_LANG_EN = 1;
        internal const int SCOR_LANG_FR = 2;
        internal const int SCOR_LOG_ERROR = 1;
        internal const int SCOR_SOURCE_DPI = 1;
        internal const int SCOR_SOURCE_MAX_BYTES = 2;
        internal const int SCOR_SOURCE_MAX_PAGE_PIXELS = 3;
        internal const int SCOR_SOURCE_MAX_DECODED_BYTES = 4;
        internal const int SCOR_SOURCE_MAX_PAGES = 5;
        internal const int SCOR_SOURCE_MAX_PAGE_MS = 6;
        internal const int SCOR_FORMAT_JPEG = 1;
        internal const int SCOR_FORMAT_PNG = 2;
        internal const int SCOR_FORMAT_TIFF = 3;
        internal const int SCOR_FORMAT_BMP = 4;
        internal const int SCOR_FORMAT_WEBP = 5;
        internal const int SCOR_FORMAT_PDF = 6;
        internal const int SCOR_FORMAT_RAW = 7;
        internal const int SCOR_PIXELS_BIT_WHITE = 1;
        internal const int SCOR_PIXELS_BIT_BLACK = 2;
        internal const int SCOR_PIXELS_GREY8 = 3;
        internal const int SCOR_PIXELS_BGR24 = 4;
        internal const int SCOR_PIXELS_RGB24 = 5;
        internal const int SCOR_PIXELS_BGRA32 = 6;
        internal const int SCOR_VERDICT_ACCEPTED = 1;
        internal const int SCOR_VERDICT_REFUSED = 2;
        internal const int SCOR_SCAN_TARGET_DPI = 1;
        internal const int SCOR_SCAN_MIN_DPI = 2;
        internal const int SCOR_SCAN_MAX_BYTES = 3;
        internal const int SCOR_SCAN_MAX_PAGES = 4;
        internal const int SCOR_SCAN_DROP_BLANK = 5;
        internal const int SCOR_SCAN_REFUSE_BLANK = 6;
        internal const int SCOR_SCAN_REFUSE_BLACK = 7;
        internal const int SCOR_SCAN_REFUSE_ILLEGIBLE = 8;
        internal const int SCOR_SCAN_REFUSE_TRUNCATED = 9;
        internal const int SCOR_SCAN_CODEC = 10;
        internal const int SCOR_CODEC_G4 = 0;
        internal const int SCOR_CODEC_JBIG2 = 1;
        internal const int SCOR_CODEC_AUTO = 2;
        internal const int SCOR_LIKENESS_SAME = 1;
        internal const int SCOR_LIKENESS_DIFFERENT = 2;
        internal const int SCOR_LIKENESS_UNSURE = 3;
        internal const int SCOR_MEDIUM_DIGITAL = 1;
        internal const int SCOR_MEDIUM_PAPER = 2;
        internal const int SCOR_MEDIUM_BOTH = 3;
        internal const int SCOR_FACTURE_EMITTER_TYPE = 1;
        internal const int SCOR_FACTURE_EMITTER = 2;
        internal const int SCOR_FACTURE_INVOICE = 3;
        internal const int SCOR_FACTURE_FSE_LOT = 4;
        internal const int SCOR_FACTURE_FSE_DATE = 5;
        internal const int SCOR_FACTURE_REGIME = 6;
        internal const int SCOR_FACTURE_CAISSE = 7;
        internal const int SCOR_FACTURE_CENTRE = 8;
        internal const int SCOR_FACTURE_CARE_DATE = 9;
        internal const int SCOR_FACTURE_NIR = 10;
        internal const int SCOR_FACTURE_MODE = 11;
        internal const int SCOR_FACTURE_DAP = 12;
        internal const int SCOR_FACTURE_ORDONNANCE_NUMERIQUE = 13;
        internal const int SCOR_FACTURE_ORDONNANCES = 14;
        internal const int SCOR_FACTURE_TEST = 15;
        internal const int SCOR_MODE_SECURISE = 1;
        internal const int SCOR_MODE_DEGRADE = 2;
        internal const int SCOR_DAP_NONE = 1;
        internal const int SCOR_DAP_FIRST_INVOICE = 2;
        internal const int SCOR_DAP_LATER_INVOICE = 3;
        internal const int SCOR_COLOUR_GREEN = 1;
        internal const int SCOR_COLOUR_ORANGE = 2;
        internal const int SCOR_COLOUR_RED = 3;
        internal const int SCOR_FSE_ARL = 1;
        internal const int SCOR_FSE_NOEMIE_PAYMENT = 2;
        internal const int SCOR_FSE_TRANSMITTED = 4;
        internal const int SCOR_CHOICE_NEWEST = 1;
        internal const int SCOR_CHOICE_HIGHEST_SERIAL = 2;
        internal const int SCOR_REVOCATION_REQUIRED = 1;
        internal const int SCOR_REVOCATION_UNCHECKED = 2;
        internal const int SCOR_TRUST_CHOICE = 1;
        internal const int SCOR_TRUST_MIN_RSA_BITS = 2;
        internal const int SCOR_TRUST_REVOCATION = 3;
        internal const int SCOR_TRUST_STALE_DAYS = 4;
        internal const int SCOR_SUITE_COMPAT = 1;
        internal const int SCOR_SUITE_COMPAT_AES256 = 2;
        internal const int SCOR_SUITE_MODERN = 3;
        internal const int SCOR_MESSAGE_FROM = 1;
        internal const int SCOR_MESSAGE_SUBJECT = 2;
        internal const int SCOR_MESSAGE_ID = 3;
        internal const int SCOR_MESSAGE_DESCRIPTION = 4;
        internal const int SCOR_MAIL_MAX_BYTES = 1;
        internal const int SCOR_MAIL_MAX_CONTENT_BYTES = 2;
        internal const int SCOR_MAIL_MAX_PARTS = 3;
        internal const int SCOR_MAIL_MAX_NESTING = 4;
        internal const int SCOR_MAIL_MAX_HEADER_BYTES = 5;
        internal const int SCOR_FSE_REJECTED = 8;
        internal const int SCOR_DONE_APPLIED = 1;
        internal const int SCOR_DONE_ALREADY = 2;
        internal const int SCOR_DONE_IMPOSSIBLE = 3;
        internal const int SCOR_ACT_PAPER = 1;
        internal const int SCOR_ACT_MANUAL = 2;
        internal const int SCOR_ACT_REBUILD = 3;
        internal const int SCOR_ACT_LEAVE_SCOR = 4;
        internal const int SCOR_ACT_ENTER_SCOR = 5;
        internal const int SCOR_SUBJECT_PIECE = 1;
        internal const int SCOR_SUBJECT_DOSSIER = 2;
        internal const int SCOR_SUBJECT_LOT = 3;
        internal const int SCOR_SUBJECT_RETURN = 4;
        internal const int SCOR_EXPORT_PIECES = 1;
        internal const int SCOR_EXPORT_DOSSIERS = 2;
        internal const int SCOR_EXPORT_LOTS = 3;
        internal const int SCOR_EXPORT_EVENTS = 4;
        internal const int SCOR_FORM_CSV = 1;
        internal const int SCOR_FORM_CSV_EXCEL = 2;
        internal const int SCOR_FORM_JSON = 3;

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_version_number();

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_version_string();

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_abi_version();

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_error_code(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_error_key(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_error_message(IntPtr error, int lang);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_error_details(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_error_free(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_status_name(int status);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_buffer_data(scor_buffer_handle buffer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr scor_buffer_size(scor_buffer_handle buffer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_buffer_free(IntPtr buffer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_log_set_sink(scor_log_sink sink, IntPtr user_data);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_new(out scor_bundle_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_read(byte[] folder, out scor_bundle_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_add(scor_bundle_handle bundle, byte[] name, byte* data, UIntPtr size, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_check(scor_bundle_handle bundle, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_free(IntPtr bundle);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_public(out scor_profile_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_load(scor_bundle_handle bundle, out scor_profile_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_show(scor_profile_handle profile, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_suite(scor_profile_handle profile);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_recognise(scor_profile_handle profile, byte[] description, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_free(IntPtr profile);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_source_options_new(out scor_source_options_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_source_options_set(scor_source_options_handle options, int field, long amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_source_options_free(IntPtr options);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_open(byte* data, UIntPtr size, scor_source_options_handle options, out scor_document_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_from_pixels(byte* data, UIntPtr size, int layout, uint width, uint height, UIntPtr stride, int bottom_up, scor_source_options_handle options, out scor_document_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_page_count(scor_document_handle document);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_format(scor_document_handle document);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_free(IntPtr document);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_pdf_render(byte* data, UIntPtr size, int page, uint dpi, scor_source_options_handle options, out uint width, out uint height, out int layout, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_pdf_preview(byte* data, UIntPtr size, int page, uint dpi, scor_source_options_handle options, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_report_verdict(scor_report_handle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_report_json(scor_report_handle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_report_free(IntPtr report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_new(scor_source_options_handle options, out scor_scan_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_set(scor_scan_handle scan, int field, long amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_use_profile(scor_scan_handle scan, scor_profile_handle profile, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_add(scor_scan_handle scan, scor_document_handle document, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_override(scor_scan_handle scan, byte[] reason, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_run(scor_scan_handle scan, scor_progress progress, IntPtr user_data, out scor_buffer_handle pdf, out scor_report_handle report, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_free(IntPtr scan);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_preview_page(scor_document_handle document, int page, uint size, scor_scan_handle scan, out scor_buffer_handle png, out scor_buffer_handle json, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_fingerprint_compare(byte[] first, byte[] second, out int score, out int likeness, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_new(scor_profile_handle profile, byte[] id, byte[] type_code, byte[] label, int medium, byte* pdf, UIntPtr size, scor_report_handle report, long confirmed_at, out scor_piece_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_piece_label(scor_piece_handle piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_piece_sha256(scor_piece_handle piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_pages(scor_piece_handle piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_medium(scor_piece_handle piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long scor_piece_confirmed_at(scor_piece_handle piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_pdf(scor_piece_handle piece, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_free(IntPtr piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_facture_new(out scor_facture_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_facture_set_text(scor_facture_handle facture, int field, byte[] text, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_facture_set_number(scor_facture_handle facture, int field, int amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_facture_free(IntPtr facture);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_new(byte[] id, scor_facture_handle facture, out scor_dossier_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_add(scor_dossier_handle dossier, scor_piece_handle piece, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_set_hors_scor(scor_dossier_handle dossier, int hors_scor, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_check(scor_dossier_handle dossier, scor_profile_handle profile, int fse, out int colour, out scor_buffer_handle missing, out scor_buffer_handle waiting, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_free(IntPtr dossier);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_builder_new(out scor_lot_builder_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_builder_add(scor_lot_builder_handle builder, scor_dossier_handle dossier, int fse, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_builder_build(scor_lot_builder_handle builder, scor_profile_handle profile, int next_number, out scor_lots_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_builder_free(IntPtr builder);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lots_count(scor_lots_handle lots);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lots_report(scor_lots_handle lots, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lots_pack(scor_lots_handle lots, int index, long created, IntPtr[] recipients, UIntPtr count, out scor_lot_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lots_free(IntPtr lots);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_lot_name(scor_lot_handle lot);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_lot_recipient(scor_lot_handle lot);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_manifest(scor_lot_handle lot, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_container(scor_lot_handle lot, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_part(scor_lot_handle lot, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_message(scor_lot_handle lot, out scor_message_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_free(IntPtr lot);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificates_parse(byte* data, UIntPtr size, out scor_certificates_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificates_count(scor_certificates_handle certificates);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificates_get(scor_certificates_handle certificates, int index, out scor_certificate_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificates_free(IntPtr certificates);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_certificate_fingerprint(scor_certificate_handle certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_certificate_serial(scor_certificate_handle certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long scor_certificate_not_before(scor_certificate_handle certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long scor_certificate_not_after(scor_certificate_handle certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificate_rsa_bits(scor_certificate_handle certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificate_der(scor_certificate_handle certificate, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificate_free(IntPtr certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_new(out scor_trust_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_add_anchors(scor_trust_handle trust, scor_certificates_handle certificates, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_add_intermediates(scor_trust_handle trust, scor_certificates_handle certificates, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_add_crls(scor_trust_handle trust, byte* data, UIntPtr size, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_set(scor_trust_handle trust, int field, long amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_use_profile(scor_trust_handle trust, scor_profile_handle profile, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_warn_days(scor_trust_handle trust, int[] days, UIntPtr count, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_pin(scor_trust_handle trust, scor_certificate_handle certificate, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_choose(scor_trust_handle trust, scor_certificates_handle candidates, long now, out scor_certificate_handle @out, out scor_buffer_handle warnings, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_free(IntPtr trust);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_seal(byte* data, UIntPtr size, IntPtr[] recipients, UIntPtr count, int suite, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_part(byte* data, UIntPtr size, int gzip, byte[] content_type, byte[] description, byte[] filename, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_new(out scor_message_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_set(scor_message_handle message, int field, byte[] text, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_add_to(scor_message_handle message, byte[] address, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_add_header(scor_message_handle message, byte[] name, byte[] text, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_set_columns(scor_message_handle message, int columns, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_write(scor_message_handle message, byte* @sealed, UIntPtr size, int suite, long date, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_free(IntPtr message);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_bounds_new(out scor_mail_bounds_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_bounds_set(scor_mail_bounds_handle bounds, int field, long amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_bounds_free(IntPtr bounds);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_read(byte* data, UIntPtr size, scor_mail_bounds_handle bounds, out scor_mail_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_subject(scor_mail_handle mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_from(scor_mail_handle mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_message_id(scor_mail_handle mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_part_count(scor_mail_handle mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_type(scor_mail_handle mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_charset(scor_mail_handle mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_description(scor_mail_handle mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_filename(scor_mail_handle mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_data(scor_mail_handle mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr scor_mail_part_size(scor_mail_handle mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_free(IntPtr mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_create(byte[] path, byte* key, UIntPtr key_size, scor_profile_handle profile, byte[] territory, byte[] profession, long now, out scor_journal_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_open(byte[] path, byte* key, UIntPtr key_size, scor_profile_handle profile, byte[] territory, byte[] profession, out scor_journal_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_restore(byte[] copy, byte[] path, byte* key, UIntPtr key_size, scor_profile_handle profile, byte[] territory, byte[] profession, out scor_journal_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_add_piece(scor_journal_handle journal, long now, scor_piece_handle piece, long first_attempt, byte[] context, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_add_dossier(scor_journal_handle journal, long now, byte[] id, scor_facture_handle facture, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_bind(scor_journal_handle journal, long now, byte[] dossier, byte[] piece, byte[] old, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_unbind(scor_journal_handle journal, long now, byte[] dossier, byte[] piece, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_note_fse(scor_journal_handle journal, long now, byte[] dossier, int fact, byte[] code, byte[] label, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_note_fse_lot(scor_journal_handle journal, long now, byte[] emitter, byte[] fse_lot, byte[] fse_date, byte[] invoice, int fact, byte[] code, byte[] label, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_reissue(scor_journal_handle journal, long now, byte[] dossier, scor_facture_handle facture, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_free(IntPtr journal);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_build(scor_journal_handle journal, long now, int most, byte[] from, IntPtr[] recipients, UIntPtr count, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_lot_bytes(scor_journal_handle journal, long lot, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_sent(scor_journal_handle journal, long now, long lot, out int done, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_receive(scor_journal_handle journal, long now, byte* data, UIntPtr size, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_settle_return(scor_journal_handle journal, long now, long retour, long lot, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_todo(scor_journal_handle journal, long now, int limit, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_rebuild_lot(scor_journal_handle journal, long now, long lot, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_act(scor_journal_handle journal, long now, byte[] dossier, int act, out int done, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_posted(scor_journal_handle journal, long now, byte[] dossier, byte[] piece, byte[] day, out int done, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_show(scor_journal_handle journal, int subject, byte[] id, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_log(scor_journal_handle journal, long after, int limit, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_piece_pdf(scor_journal_handle journal, byte[] piece, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_head(scor_journal_handle journal, out long seq, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_descends(scor_journal_handle journal, long seq, byte[] mac, out int @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_check(scor_journal_handle journal, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_backup(scor_journal_handle journal, byte[] path, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_purge(scor_journal_handle journal, long now, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_rotate_key(scor_journal_handle journal, long now, byte* key, UIntPtr key_size, int reseal, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_stats(scor_journal_handle journal, long now, long from, long to, byte[] emitter, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_export(scor_journal_handle journal, int kind, int form, long from, long to, int identifying, byte[] path, out long rows, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_bordereau(scor_journal_handle journal, byte[] day, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_report(scor_journal_handle journal, long from, long to, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_evidence(scor_journal_handle journal, long now, byte[] piece, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_return_bytes(scor_journal_handle journal, long no, out scor_buffer_handle @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_chain_key(scor_journal_handle journal, out scor_buffer_handle @out, out IntPtr err);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void scor_log_sink(IntPtr user_data, int level, IntPtr text);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int scor_progress(IntPtr user_data, ulong done, ulong total);

    internal sealed class scor_buffer_handle : ScorHandle
    {
        internal static readonly scor_buffer_handle None = new scor_buffer_handle();
        protected override bool ReleaseHandle() { return Native.scor_buffer_free(handle) == 0; }
    }

    internal sealed class scor_bundle_handle : ScorHandle
    {
        internal static readonly scor_bundle_handle None = new scor_bundle_handle();
        protected override bool ReleaseHandle() { return Native.scor_bundle_free(handle) == 0; }
    }

    internal sealed class scor_certificate_handle : ScorHandle
    {
        internal static readonly scor_certificate_handle None = new scor_certificate_handle();
        protected override bool ReleaseHandle() { return Native.scor_certificate_free(handle) == 0; }
    }

    internal sealed class scor_certificates_handle : ScorHandle
    {
        internal static readonly scor_certificates_handle None = new scor_certificates_handle();
        protected override bool ReleaseHandle() { return Native.scor_certificates_free(handle) == 0; }
    }

    internal sealed class scor_document_handle : ScorHandle
    {
        internal static readonly scor_document_handle None = new scor_document_handle();
        protected override bool ReleaseHandle() { return Native.scor_document_free(handle) == 0; }
    }

    internal sealed class scor_dossier_handle : ScorHandle
    {
        internal static readonly scor_dossier_handle None = new scor_dossier_handle();
        protected override bool ReleaseHandle() { return Native.scor_dossier_free(handle) == 0; }
    }

    internal sealed class scor_facture_handle : ScorHandle
    {
        internal static readonly scor_facture_handle None = new scor_facture_handle();
        protected override bool ReleaseHandle() { return Native.scor_facture_free(handle) == 0; }
    }

    internal sealed class scor_journal_handle : ScorHandle
    {
        internal static readonly scor_journal_handle None = new scor_journal_handle();
        protected override bool ReleaseHandle() { return Native.scor_journal_free(handle) == 0; }
    }

    internal sealed class scor_lot_handle : ScorHandle
    {
        internal static readonly scor_lot_handle None = new scor_lot_handle();
        protected override bool ReleaseHandle() { return Native.scor_lot_free(handle) == 0; }
    }

    internal sealed class scor_lot_builder_handle : ScorHandle
    {
        internal static readonly scor_lot_builder_handle None = new scor_lot_builder_handle();
        protected override bool ReleaseHandle() { return Native.scor_lot_builder_free(handle) == 0; }
    }

    internal sealed class scor_lots_handle : ScorHandle
    {
        internal static readonly scor_lots_handle None = new scor_lots_handle();
        protected override bool ReleaseHandle() { return Native.scor_lots_free(handle) == 0; }
    }

    internal sealed class scor_mail_handle : ScorHandle
    {
        internal static readonly scor_mail_handle None = new scor_mail_handle();
        protected override bool ReleaseHandle() { return Native.scor_mail_free(handle) == 0; }
    }

    internal sealed class scor_mail_bounds_handle : ScorHandle
    {
        internal static readonly scor_mail_bounds_handle None = new scor_mail_bounds_handle();
        protected override bool ReleaseHandle() { return Native.scor_mail_bounds_free(handle) == 0; }
    }

    internal sealed class scor_message_handle : ScorHandle
    {
        internal static readonly scor_message_handle None = new scor_message_handle();
        protected override bool ReleaseHandle() { return Native.scor_message_free(handle) == 0; }
    }

    internal sealed class scor_piece_handle : ScorHandle
    {
        internal static readonly scor_piece_handle None = new scor_piece_handle();
        protected override bool ReleaseHandle() { return Native.scor_piece_free(handle) == 0; }
    }

    internal sealed class scor_profile_handle : ScorHandle
    {
        internal static readonly scor_profile_handle None = new scor_profile_handle();
        protected override bool ReleaseHandle() { return Native.scor_profile_free(handle) == 0; }
    }

    internal sealed class scor_report_handle : ScorHandle
    {
        internal static readonly scor_report_handle None = new scor_report_handle();
        protected override bool ReleaseHandle() { return Native.scor_report_free(handle) == 0; }
    }

    internal sealed class scor_scan_handle : ScorHandle
    {
        internal static readonly scor_scan_handle None = new scor_scan_handle();
        protected override bool ReleaseHandle() { return Native.scor_scan_free(handle) == 0; }
    }

    internal sealed class scor_source_options_handle : ScorHandle
    {
        internal static readonly scor_source_options_handle None = new scor_source_options_handle();
        protected override bool ReleaseHandle() { return Native.scor_source_options_free(handle) == 0; }
    }

    internal sealed class scor_trust_handle : ScorHandle
    {
        internal static readonly scor_trust_handle None = new scor_trust_handle();
        protected override bool ReleaseHandle() { return Native.scor_trust_free(handle) == 0; }
    }
}
