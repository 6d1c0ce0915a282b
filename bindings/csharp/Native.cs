// scor, the C functions for C#. Generated from include/scor.h; do not edit.
// Handles are IntPtr, text is UTF-8 bytes with a NUL, sizes in memory are UIntPtr.
using System;
using System.Runtime.InteropServices;

namespace Scor
{
    internal static class Native
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

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void scor_log_sink(IntPtr user_data, int level, IntPtr text);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int scor_progress(IntPtr user_data, ulong done, ulong total);

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
        internal static extern IntPtr scor_buffer_data(IntPtr buffer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr scor_buffer_size(IntPtr buffer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_buffer_free(IntPtr buffer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_log_set_sink(scor_log_sink sink, IntPtr user_data);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_new(out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_read(byte[] folder, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_add(IntPtr bundle, byte[] name, byte[] data, UIntPtr size, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_check(IntPtr bundle, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_bundle_free(IntPtr bundle);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_public(out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_load(IntPtr bundle, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_show(IntPtr profile, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_suite(IntPtr profile);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_recognise(IntPtr profile, byte[] description, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_profile_free(IntPtr profile);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_source_options_new(out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_source_options_set(IntPtr options, int field, long amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_source_options_free(IntPtr options);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_open(byte[] data, UIntPtr size, IntPtr options, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_from_pixels(byte[] data, UIntPtr size, int layout, uint width, uint height, UIntPtr stride, int bottom_up, IntPtr options, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_page_count(IntPtr document);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_format(IntPtr document);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_document_free(IntPtr document);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_pdf_render(byte[] data, UIntPtr size, int page, uint dpi, IntPtr options, out uint width, out uint height, out int layout, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_pdf_preview(byte[] data, UIntPtr size, int page, uint dpi, IntPtr options, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_report_verdict(IntPtr report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_report_json(IntPtr report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_report_free(IntPtr report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_new(IntPtr options, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_set(IntPtr scan, int field, long amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_use_profile(IntPtr scan, IntPtr profile, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_add(IntPtr scan, IntPtr document, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_override(IntPtr scan, byte[] reason, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_run(IntPtr scan, scor_progress progress, IntPtr user_data, out IntPtr pdf, out IntPtr report, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_scan_free(IntPtr scan);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_preview_page(IntPtr document, int page, uint size, IntPtr scan, out IntPtr png, out IntPtr json, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_fingerprint_compare(byte[] first, byte[] second, out int score, out int likeness, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_new(IntPtr profile, byte[] id, byte[] type_code, byte[] label, int medium, byte[] pdf, UIntPtr size, IntPtr report, long confirmed_at, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_piece_label(IntPtr piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_piece_sha256(IntPtr piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_pages(IntPtr piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_medium(IntPtr piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long scor_piece_confirmed_at(IntPtr piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_pdf(IntPtr piece, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_piece_free(IntPtr piece);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_facture_new(out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_facture_set_text(IntPtr facture, int field, byte[] text, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_facture_set_number(IntPtr facture, int field, int amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_facture_free(IntPtr facture);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_new(byte[] id, IntPtr facture, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_add(IntPtr dossier, IntPtr piece, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_set_hors_scor(IntPtr dossier, int hors_scor, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_check(IntPtr dossier, IntPtr profile, int fse, out int colour, out IntPtr missing, out IntPtr waiting, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_dossier_free(IntPtr dossier);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_builder_new(out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_builder_add(IntPtr builder, IntPtr dossier, int fse, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_builder_build(IntPtr builder, IntPtr profile, int next_number, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_builder_free(IntPtr builder);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lots_count(IntPtr lots);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lots_report(IntPtr lots, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lots_pack(IntPtr lots, int index, long created, IntPtr[] recipients, UIntPtr count, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lots_free(IntPtr lots);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_lot_name(IntPtr lot);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_lot_recipient(IntPtr lot);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_manifest(IntPtr lot, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_container(IntPtr lot, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_part(IntPtr lot, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_message(IntPtr lot, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_lot_free(IntPtr lot);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificates_parse(byte[] data, UIntPtr size, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificates_count(IntPtr certificates);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificates_get(IntPtr certificates, int index, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificates_free(IntPtr certificates);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_certificate_fingerprint(IntPtr certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_certificate_serial(IntPtr certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long scor_certificate_not_before(IntPtr certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long scor_certificate_not_after(IntPtr certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificate_rsa_bits(IntPtr certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificate_der(IntPtr certificate, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_certificate_free(IntPtr certificate);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_new(out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_add_anchors(IntPtr trust, IntPtr certificates, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_add_intermediates(IntPtr trust, IntPtr certificates, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_add_crls(IntPtr trust, byte[] data, UIntPtr size, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_set(IntPtr trust, int field, long amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_use_profile(IntPtr trust, IntPtr profile, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_warn_days(IntPtr trust, out int days, UIntPtr count, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_pin(IntPtr trust, IntPtr certificate, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_choose(IntPtr trust, IntPtr candidates, long now, out IntPtr @out, out IntPtr warnings, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_trust_free(IntPtr trust);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_seal(byte[] data, UIntPtr size, IntPtr[] recipients, UIntPtr count, int suite, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_part(byte[] data, UIntPtr size, int gzip, byte[] content_type, byte[] description, byte[] filename, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_new(out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_set(IntPtr message, int field, byte[] text, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_add_to(IntPtr message, byte[] address, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_add_header(IntPtr message, byte[] name, byte[] text, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_set_columns(IntPtr message, int columns, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_write(IntPtr message, byte[] @sealed, UIntPtr size, int suite, long date, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_message_free(IntPtr message);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_bounds_new(out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_bounds_set(IntPtr bounds, int field, long amount, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_bounds_free(IntPtr bounds);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_read(byte[] data, UIntPtr size, IntPtr bounds, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_subject(IntPtr mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_from(IntPtr mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_message_id(IntPtr mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_part_count(IntPtr mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_type(IntPtr mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_charset(IntPtr mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_description(IntPtr mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_filename(IntPtr mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr scor_mail_part_data(IntPtr mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr scor_mail_part_size(IntPtr mail, int part);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_mail_free(IntPtr mail);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_create(byte[] path, byte[] key, UIntPtr key_size, IntPtr profile, byte[] territory, byte[] profession, long now, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_open(byte[] path, byte[] key, UIntPtr key_size, IntPtr profile, byte[] territory, byte[] profession, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_restore(byte[] copy, byte[] path, byte[] key, UIntPtr key_size, IntPtr profile, byte[] territory, byte[] profession, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_add_piece(IntPtr journal, long now, IntPtr piece, long first_attempt, byte[] context, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_add_dossier(IntPtr journal, long now, byte[] id, IntPtr facture, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_bind(IntPtr journal, long now, byte[] dossier, byte[] piece, byte[] old, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_unbind(IntPtr journal, long now, byte[] dossier, byte[] piece, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_note_fse(IntPtr journal, long now, byte[] dossier, int fact, byte[] code, byte[] label, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_note_fse_lot(IntPtr journal, long now, byte[] emitter, byte[] fse_lot, byte[] fse_date, byte[] invoice, int fact, byte[] code, byte[] label, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_reissue(IntPtr journal, long now, byte[] dossier, IntPtr facture, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_free(IntPtr journal);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_build(IntPtr journal, long now, int most, byte[] from, IntPtr[] recipients, UIntPtr count, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_lot_bytes(IntPtr journal, long lot, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_sent(IntPtr journal, long now, long lot, out int done, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_receive(IntPtr journal, long now, byte[] data, UIntPtr size, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_settle_return(IntPtr journal, long now, long retour, long lot, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_todo(IntPtr journal, long now, int limit, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_rebuild_lot(IntPtr journal, long now, long lot, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_act(IntPtr journal, long now, byte[] dossier, int act, out int done, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_posted(IntPtr journal, long now, byte[] dossier, byte[] piece, byte[] day, out int done, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_show(IntPtr journal, int subject, byte[] id, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_log(IntPtr journal, long after, int limit, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_piece_pdf(IntPtr journal, byte[] piece, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_head(IntPtr journal, out long seq, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_descends(IntPtr journal, long seq, byte[] mac, out int @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_check(IntPtr journal, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_backup(IntPtr journal, byte[] path, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_purge(IntPtr journal, long now, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_rotate_key(IntPtr journal, long now, byte[] key, UIntPtr key_size, int reseal, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_stats(IntPtr journal, long now, long from, long to, byte[] emitter, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_export(IntPtr journal, int kind, int form, long from, long to, int identifying, byte[] path, out long rows, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_bordereau(IntPtr journal, byte[] day, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_report(IntPtr journal, long from, long to, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_evidence(IntPtr journal, long now, byte[] piece, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_return_bytes(IntPtr journal, long no, out IntPtr @out, out IntPtr err);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int scor_journal_chain_key(IntPtr journal, out IntPtr @out, out IntPtr err);
    }
}
