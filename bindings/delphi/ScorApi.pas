{ scor, the C functions for Delphi (XE2 and later) and Free Pascal. Generated from include/scor.h; do not edit.

  Call ScorLoad once, before anything else; nothing is loaded before that. Text is UTF-8 (UTF8String), sizes in memory
  are NativeUInt. What each function does stands in include/scor.h and docs/integration/reference.md. }
unit ScorApi;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$CODEPAGE UTF8}{$ENDIF}

interface

uses
  SysUtils;

const
  SCOR_VERSION_MAJOR = 0;
  SCOR_VERSION_MINOR = 1;
  SCOR_VERSION_PATCH = 0;
  SCOR_VERSION_NUMBER_HEADER = 1000;
  SCOR_ABI_VERSION_HEADER = 1;
  SCOR_OK = 0;
  SCOR_E_NULL_ARGUMENT = -101;
  SCOR_E_BAD_UTF8 = -102;
  SCOR_E_BAD_HANDLE = -103;
  SCOR_E_BAD_VALUE = -104;
  SCOR_E_BUSY = -105;
  SCOR_E_CANCELLED = -106;
  SCOR_E_TOO_MANY_OBJECTS = -107;
  SCOR_E_SOURCE_EMPTY = -201;
  SCOR_E_SOURCE_UNKNOWN = -202;
  SCOR_E_SOURCE_DAMAGED = -203;
  SCOR_E_SOURCE_UNSUPPORTED = -204;
  SCOR_E_SOURCE_ENCRYPTED = -205;
  SCOR_E_SOURCE_TOO_MANY_PIXELS = -206;
  SCOR_E_SOURCE_TOO_MANY_PAGES = -207;
  SCOR_E_SOURCE_TOO_MANY_BYTES = -208;
  SCOR_E_SOURCE_NESTING = -209;
  SCOR_E_SOURCE_TIMEOUT = -210;
  SCOR_E_SOURCE_NO_PAGES = -211;
  SCOR_E_SOURCE_GEOMETRY = -212;
  SCOR_E_SOURCE_TOO_COMPLEX = -213;
  SCOR_E_IMAGE_TOO_SMALL = -301;
  SCOR_E_PDF_OVER_BUDGET = -401;
  SCOR_E_PDF_NO_PAGES = -402;
  SCOR_E_PDF_PAGE_RANGE = -403;
  SCOR_E_PDF_VERIFY = -404;
  SCOR_E_PDF_EMPTY_PAGE = -405;
  SCOR_E_PDF_TOO_MANY_PAGES = -406;
  SCOR_E_SEAL_CERTIFICATE_BAD = -501;
  SCOR_E_SEAL_NO_CERTIFICATE = -502;
  SCOR_E_SEAL_CERTIFICATE_EXPIRED = -503;
  SCOR_E_SEAL_CERTIFICATE_NOT_YET = -504;
  SCOR_E_SEAL_CERTIFICATE_USAGE = -505;
  SCOR_E_SEAL_KEY_UNSUPPORTED = -506;
  SCOR_E_SEAL_KEY_SHORT = -507;
  SCOR_E_SEAL_CERTIFICATE_REVOKED = -508;
  SCOR_E_SEAL_CRL_EXPIRED = -509;
  SCOR_E_SEAL_CRL_MISSING = -510;
  SCOR_E_SEAL_CRL_BAD = -511;
  SCOR_E_SEAL_CHAIN_UNKNOWN = -512;
  SCOR_E_SEAL_CHAIN_INVALID = -513;
  SCOR_E_SEAL_ANCHOR_BAD = -514;
  SCOR_E_SEAL_NO_RECIPIENT = -515;
  SCOR_E_SEAL_TOO_MANY_RECIPIENTS = -516;
  SCOR_E_SEAL_TOO_LARGE = -517;
  SCOR_E_SEAL_RANDOM = -518;
  SCOR_E_SEAL_FAILED = -519;
  SCOR_E_PIECE_TYPE = -601;
  SCOR_E_PIECE_NOT_PDF = -602;
  SCOR_E_PIECE_TOO_LARGE = -603;
  SCOR_E_PIECE_EMPTY = -604;
  SCOR_E_PIECE_UNCONFIRMED = -605;
  SCOR_E_PIECE_REFUSED = -606;
  SCOR_E_PIECE_REPORT = -607;
  SCOR_E_FACTURE_FIELD = -701;
  SCOR_E_FACTURE_NIR = -702;
  SCOR_E_DOSSIER_TWICE = -703;
  SCOR_E_LOT_NUMBER = -801;
  SCOR_E_LOT_DOSSIER_TWICE = -802;
  SCOR_E_LOT_TOO_LARGE = -803;
  SCOR_E_LOT_FILE_NAME = -804;
  SCOR_E_LOT_SPEC = -805;
  SCOR_E_PANIC = -901;
  SCOR_E_POISONED = -902;
  SCOR_E_PROFILE_FILE = -1001;
  SCOR_E_PROFILE_SYNTAX = -1002;
  SCOR_E_PROFILE_VALUE = -1003;
  SCOR_E_PROFILE_BASE = -1004;
  SCOR_E_PROFILE_TEMPLATE = -1005;
  SCOR_E_MAIL_HEADER_BAD = -1101;
  SCOR_E_MAIL_TOO_LARGE = -1102;
  SCOR_E_MAIL_TOO_MANY_PARTS = -1103;
  SCOR_E_MAIL_NESTING = -1104;
  SCOR_E_MAIL_DAMAGED = -1105;
  SCOR_E_MAIL_GZIP_DAMAGED = -1106;
  SCOR_E_MAIL_INFLATED = -1107;
  SCOR_E_RETOUR_TOO_LARGE = -1201;
  SCOR_E_RETOUR_ENCODING = -1202;
  SCOR_E_RETOUR_RECORD = -1203;
  SCOR_E_RETOUR_FIELD = -1204;
  SCOR_E_RETOUR_TRUNCATED = -1205;
  SCOR_E_RETOUR_TOO_MANY = -1206;
  SCOR_E_RETOUR_KIND = -1207;
  SCOR_E_SUIVI_KEY = -1301;
  SCOR_E_SUIVI_DAMAGED = -1302;
  SCOR_E_SUIVI_NEWER = -1303;
  SCOR_E_SUIVI_FULL = -1304;
  SCOR_E_SUIVI_READ_ONLY = -1305;
  SCOR_E_SUIVI_BUSY = -1306;
  SCOR_E_SUIVI_FOREIGN = -1307;
  SCOR_E_SUIVI_DISK = -1308;
  SCOR_E_SUIVI_MISSING = -1309;
  SCOR_E_SUIVI_UNKNOWN = -1310;
  SCOR_E_SUIVI_EXISTS = -1311;
  SCOR_E_SUIVI_OVERTAKEN = -1312;
  SCOR_E_SUIVI_STATE = -1313;
  SCOR_E_SUIVI_NUMBERS = -1314;
  SCOR_E_SUIVI_PURGED = -1315;
  SCOR_E_SUIVI_TARGET = -1316;
  SCOR_E_SUIVI_NETWORK = -1317;
  SCOR_E_SUIVI_STORE = -1318;
  SCOR_E_SUIVI_NOTHING = -1319;
  SCOR_LANG_EN = 1;
  SCOR_LANG_FR = 2;
  SCOR_LOG_ERROR = 1;
  SCOR_SOURCE_DPI = 1;
  SCOR_SOURCE_MAX_BYTES = 2;
  SCOR_SOURCE_MAX_PAGE_PIXELS = 3;
  SCOR_SOURCE_MAX_DECODED_BYTES = 4;
  SCOR_SOURCE_MAX_PAGES = 5;
  SCOR_SOURCE_MAX_PAGE_MS = 6;
  SCOR_FORMAT_JPEG = 1;
  SCOR_FORMAT_PNG = 2;
  SCOR_FORMAT_TIFF = 3;
  SCOR_FORMAT_BMP = 4;
  SCOR_FORMAT_WEBP = 5;
  SCOR_FORMAT_PDF = 6;
  SCOR_FORMAT_RAW = 7;
  SCOR_PIXELS_BIT_WHITE = 1;
  SCOR_PIXELS_BIT_BLACK = 2;
  SCOR_PIXELS_GREY8 = 3;
  SCOR_PIXELS_BGR24 = 4;
  SCOR_PIXELS_RGB24 = 5;
  SCOR_PIXELS_BGRA32 = 6;
  SCOR_VERDICT_ACCEPTED = 1;
  SCOR_VERDICT_REFUSED = 2;
  SCOR_SCAN_TARGET_DPI = 1;
  SCOR_SCAN_MIN_DPI = 2;
  SCOR_SCAN_MAX_BYTES = 3;
  SCOR_SCAN_MAX_PAGES = 4;
  SCOR_SCAN_DROP_BLANK = 5;
  SCOR_SCAN_REFUSE_BLANK = 6;
  SCOR_SCAN_REFUSE_BLACK = 7;
  SCOR_SCAN_REFUSE_ILLEGIBLE = 8;
  SCOR_SCAN_REFUSE_TRUNCATED = 9;
  SCOR_SCAN_CODEC = 10;
  SCOR_CODEC_G4 = 0;
  SCOR_CODEC_JBIG2 = 1;
  SCOR_CODEC_AUTO = 2;
  SCOR_LIKENESS_SAME = 1;
  SCOR_LIKENESS_DIFFERENT = 2;
  SCOR_LIKENESS_UNSURE = 3;
  SCOR_MEDIUM_DIGITAL = 1;
  SCOR_MEDIUM_PAPER = 2;
  SCOR_MEDIUM_BOTH = 3;
  SCOR_FACTURE_EMITTER_TYPE = 1;
  SCOR_FACTURE_EMITTER = 2;
  SCOR_FACTURE_INVOICE = 3;
  SCOR_FACTURE_FSE_LOT = 4;
  SCOR_FACTURE_FSE_DATE = 5;
  SCOR_FACTURE_REGIME = 6;
  SCOR_FACTURE_CAISSE = 7;
  SCOR_FACTURE_CENTRE = 8;
  SCOR_FACTURE_CARE_DATE = 9;
  SCOR_FACTURE_NIR = 10;
  SCOR_FACTURE_MODE = 11;
  SCOR_FACTURE_DAP = 12;
  SCOR_FACTURE_ORDONNANCE_NUMERIQUE = 13;
  SCOR_FACTURE_ORDONNANCES = 14;
  SCOR_FACTURE_TEST = 15;
  SCOR_MODE_SECURISE = 1;
  SCOR_MODE_DEGRADE = 2;
  SCOR_DAP_NONE = 1;
  SCOR_DAP_FIRST_INVOICE = 2;
  SCOR_DAP_LATER_INVOICE = 3;
  SCOR_COLOUR_GREEN = 1;
  SCOR_COLOUR_ORANGE = 2;
  SCOR_COLOUR_RED = 3;
  SCOR_FSE_ARL = 1;
  SCOR_FSE_NOEMIE_PAYMENT = 2;
  SCOR_FSE_TRANSMITTED = 4;
  SCOR_CHOICE_NEWEST = 1;
  SCOR_CHOICE_HIGHEST_SERIAL = 2;
  SCOR_REVOCATION_REQUIRED = 1;
  SCOR_REVOCATION_UNCHECKED = 2;
  SCOR_TRUST_CHOICE = 1;
  SCOR_TRUST_MIN_RSA_BITS = 2;
  SCOR_TRUST_REVOCATION = 3;
  SCOR_TRUST_STALE_DAYS = 4;
  SCOR_SUITE_COMPAT = 1;
  SCOR_SUITE_COMPAT_AES256 = 2;
  SCOR_SUITE_MODERN = 3;
  SCOR_MESSAGE_FROM = 1;
  SCOR_MESSAGE_SUBJECT = 2;
  SCOR_MESSAGE_ID = 3;
  SCOR_MESSAGE_DESCRIPTION = 4;
  SCOR_MAIL_MAX_BYTES = 1;
  SCOR_MAIL_MAX_CONTENT_BYTES = 2;
  SCOR_MAIL_MAX_PARTS = 3;
  SCOR_MAIL_MAX_NESTING = 4;
  SCOR_MAIL_MAX_HEADER_BYTES = 5;
  SCOR_FSE_REJECTED = 8;
  SCOR_DONE_APPLIED = 1;
  SCOR_DONE_ALREADY = 2;
  SCOR_DONE_IMPOSSIBLE = 3;
  SCOR_ACT_PAPER = 1;
  SCOR_ACT_MANUAL = 2;
  SCOR_ACT_REBUILD = 3;
  SCOR_ACT_LEAVE_SCOR = 4;
  SCOR_ACT_ENTER_SCOR = 5;
  SCOR_SUBJECT_PIECE = 1;
  SCOR_SUBJECT_DOSSIER = 2;
  SCOR_SUBJECT_LOT = 3;
  SCOR_SUBJECT_RETURN = 4;
  SCOR_EXPORT_PIECES = 1;
  SCOR_EXPORT_DOSSIERS = 2;
  SCOR_EXPORT_LOTS = 3;
  SCOR_EXPORT_EVENTS = 4;
  SCOR_FORM_CSV = 1;
  SCOR_FORM_CSV_EXCEL = 2;
  SCOR_FORM_JSON = 3;

type
  { Objects of the library. Their pointers are numbers, never addresses. }
  scor_buffer = record end;
  Pscor_buffer = ^scor_buffer;
  PPscor_buffer = ^Pscor_buffer;
  scor_bundle = record end;
  Pscor_bundle = ^scor_bundle;
  PPscor_bundle = ^Pscor_bundle;
  scor_certificate = record end;
  Pscor_certificate = ^scor_certificate;
  PPscor_certificate = ^Pscor_certificate;
  scor_certificates = record end;
  Pscor_certificates = ^scor_certificates;
  PPscor_certificates = ^Pscor_certificates;
  scor_document = record end;
  Pscor_document = ^scor_document;
  PPscor_document = ^Pscor_document;
  scor_dossier = record end;
  Pscor_dossier = ^scor_dossier;
  PPscor_dossier = ^Pscor_dossier;
  scor_error = record end;
  Pscor_error = ^scor_error;
  PPscor_error = ^Pscor_error;
  scor_facture = record end;
  Pscor_facture = ^scor_facture;
  PPscor_facture = ^Pscor_facture;
  scor_journal = record end;
  Pscor_journal = ^scor_journal;
  PPscor_journal = ^Pscor_journal;
  scor_lot = record end;
  Pscor_lot = ^scor_lot;
  PPscor_lot = ^Pscor_lot;
  scor_lot_builder = record end;
  Pscor_lot_builder = ^scor_lot_builder;
  PPscor_lot_builder = ^Pscor_lot_builder;
  scor_lots = record end;
  Pscor_lots = ^scor_lots;
  PPscor_lots = ^Pscor_lots;
  scor_mail = record end;
  Pscor_mail = ^scor_mail;
  PPscor_mail = ^Pscor_mail;
  scor_mail_bounds = record end;
  Pscor_mail_bounds = ^scor_mail_bounds;
  PPscor_mail_bounds = ^Pscor_mail_bounds;
  scor_message = record end;
  Pscor_message = ^scor_message;
  PPscor_message = ^Pscor_message;
  scor_piece = record end;
  Pscor_piece = ^scor_piece;
  PPscor_piece = ^Pscor_piece;
  scor_profile = record end;
  Pscor_profile = ^scor_profile;
  PPscor_profile = ^Pscor_profile;
  scor_report = record end;
  Pscor_report = ^scor_report;
  PPscor_report = ^Pscor_report;
  scor_scan = record end;
  Pscor_scan = ^scor_scan;
  PPscor_scan = ^Pscor_scan;
  scor_source_options = record end;
  Pscor_source_options = ^scor_source_options;
  PPscor_source_options = ^Pscor_source_options;
  scor_trust = record end;
  Pscor_trust = ^scor_trust;
  PPscor_trust = ^Pscor_trust;

  scor_log_sink = procedure(user_data: Pointer; level: Integer; text: PAnsiChar); cdecl;
  scor_progress = function(user_data: Pointer; done: UInt64; total: UInt64): Integer; cdecl;

var
  scor_version_number: function: Integer; cdecl;
  scor_version_string: function: PAnsiChar; cdecl;
  scor_abi_version: function: Integer; cdecl;
  scor_error_code: function(error: Pscor_error): Integer; cdecl;
  scor_error_key: function(error: Pscor_error): PAnsiChar; cdecl;
  scor_error_message: function(error: Pscor_error; lang: Integer): PAnsiChar; cdecl;
  scor_error_details: function(error: Pscor_error): PAnsiChar; cdecl;
  scor_error_free: function(error: Pscor_error): Integer; cdecl;
  scor_status_name: function(status: Integer): PAnsiChar; cdecl;
  scor_buffer_data: function(buffer: Pscor_buffer): PByte; cdecl;
  scor_buffer_size: function(buffer: Pscor_buffer): NativeUInt; cdecl;
  scor_buffer_free: function(buffer: Pscor_buffer): Integer; cdecl;
  scor_log_set_sink: function(sink: scor_log_sink; user_data: Pointer): Integer; cdecl;
  scor_bundle_new: function(out_: PPscor_bundle; err: PPscor_error): Integer; cdecl;
  scor_bundle_read: function(folder: PAnsiChar; out_: PPscor_bundle; err: PPscor_error): Integer; cdecl;
  scor_bundle_add: function(bundle: Pscor_bundle; name: PAnsiChar; data: PByte; size: NativeUInt; err: PPscor_error): Integer; cdecl;
  scor_bundle_check: function(bundle: Pscor_bundle; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_bundle_free: function(bundle: Pscor_bundle): Integer; cdecl;
  scor_profile_public: function(out_: PPscor_profile; err: PPscor_error): Integer; cdecl;
  scor_profile_load: function(bundle: Pscor_bundle; out_: PPscor_profile; err: PPscor_error): Integer; cdecl;
  scor_profile_show: function(profile: Pscor_profile; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_profile_suite: function(profile: Pscor_profile): Integer; cdecl;
  scor_profile_recognise: function(profile: Pscor_profile; description: PAnsiChar; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_profile_free: function(profile: Pscor_profile): Integer; cdecl;
  scor_source_options_new: function(out_: PPscor_source_options; err: PPscor_error): Integer; cdecl;
  scor_source_options_set: function(options: Pscor_source_options; field: Integer; amount: Int64; err: PPscor_error): Integer; cdecl;
  scor_source_options_free: function(options: Pscor_source_options): Integer; cdecl;
  scor_document_open: function(data: PByte; size: NativeUInt; options: Pscor_source_options; out_: PPscor_document; err: PPscor_error): Integer; cdecl;
  scor_document_from_pixels: function(data: PByte; size: NativeUInt; layout: Integer; width: Cardinal; height: Cardinal; stride: NativeUInt; bottom_up: Integer; options: Pscor_source_options; out_: PPscor_document; err: PPscor_error): Integer; cdecl;
  scor_document_page_count: function(document: Pscor_document): Integer; cdecl;
  scor_document_format: function(document: Pscor_document): Integer; cdecl;
  scor_document_free: function(document: Pscor_document): Integer; cdecl;
  scor_pdf_render: function(data: PByte; size: NativeUInt; page: Integer; dpi: Cardinal; options: Pscor_source_options; width: PCardinal; height: PCardinal; layout: PInteger; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_pdf_preview: function(data: PByte; size: NativeUInt; page: Integer; dpi: Cardinal; options: Pscor_source_options; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_report_verdict: function(report: Pscor_report): Integer; cdecl;
  scor_report_json: function(report: Pscor_report): PAnsiChar; cdecl;
  scor_report_free: function(report: Pscor_report): Integer; cdecl;
  scor_scan_new: function(options: Pscor_source_options; out_: PPscor_scan; err: PPscor_error): Integer; cdecl;
  scor_scan_set: function(scan: Pscor_scan; field: Integer; amount: Int64; err: PPscor_error): Integer; cdecl;
  scor_scan_use_profile: function(scan: Pscor_scan; profile: Pscor_profile; err: PPscor_error): Integer; cdecl;
  scor_scan_add: function(scan: Pscor_scan; document: Pscor_document; err: PPscor_error): Integer; cdecl;
  scor_scan_override: function(scan: Pscor_scan; reason: PAnsiChar; err: PPscor_error): Integer; cdecl;
  scor_scan_run: function(scan: Pscor_scan; progress: scor_progress; user_data: Pointer; pdf: PPscor_buffer; report: PPscor_report; err: PPscor_error): Integer; cdecl;
  scor_scan_free: function(scan: Pscor_scan): Integer; cdecl;
  scor_preview_page: function(document: Pscor_document; page: Integer; size: Cardinal; scan: Pscor_scan; png: PPscor_buffer; json: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_fingerprint_compare: function(first: PAnsiChar; second: PAnsiChar; score: PInteger; likeness: PInteger; err: PPscor_error): Integer; cdecl;
  scor_piece_new: function(profile: Pscor_profile; id: PAnsiChar; type_code: PAnsiChar; label_: PAnsiChar; medium: Integer; pdf: PByte; size: NativeUInt; report: Pscor_report; confirmed_at: Int64; out_: PPscor_piece; err: PPscor_error): Integer; cdecl;
  scor_piece_label: function(piece: Pscor_piece): PAnsiChar; cdecl;
  scor_piece_sha256: function(piece: Pscor_piece): PAnsiChar; cdecl;
  scor_piece_pages: function(piece: Pscor_piece): Integer; cdecl;
  scor_piece_medium: function(piece: Pscor_piece): Integer; cdecl;
  scor_piece_confirmed_at: function(piece: Pscor_piece): Int64; cdecl;
  scor_piece_pdf: function(piece: Pscor_piece; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_piece_free: function(piece: Pscor_piece): Integer; cdecl;
  scor_facture_new: function(out_: PPscor_facture; err: PPscor_error): Integer; cdecl;
  scor_facture_set_text: function(facture: Pscor_facture; field: Integer; text: PAnsiChar; err: PPscor_error): Integer; cdecl;
  scor_facture_set_number: function(facture: Pscor_facture; field: Integer; amount: Integer; err: PPscor_error): Integer; cdecl;
  scor_facture_free: function(facture: Pscor_facture): Integer; cdecl;
  scor_dossier_new: function(id: PAnsiChar; facture: Pscor_facture; out_: PPscor_dossier; err: PPscor_error): Integer; cdecl;
  scor_dossier_add: function(dossier: Pscor_dossier; piece: Pscor_piece; err: PPscor_error): Integer; cdecl;
  scor_dossier_set_hors_scor: function(dossier: Pscor_dossier; hors_scor: Integer; err: PPscor_error): Integer; cdecl;
  scor_dossier_check: function(dossier: Pscor_dossier; profile: Pscor_profile; fse: Integer; colour: PInteger; missing: PPscor_buffer; waiting: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_dossier_free: function(dossier: Pscor_dossier): Integer; cdecl;
  scor_lot_builder_new: function(out_: PPscor_lot_builder; err: PPscor_error): Integer; cdecl;
  scor_lot_builder_add: function(builder: Pscor_lot_builder; dossier: Pscor_dossier; fse: Integer; err: PPscor_error): Integer; cdecl;
  scor_lot_builder_build: function(builder: Pscor_lot_builder; profile: Pscor_profile; next_number: Integer; out_: PPscor_lots; err: PPscor_error): Integer; cdecl;
  scor_lot_builder_free: function(builder: Pscor_lot_builder): Integer; cdecl;
  scor_lots_count: function(lots: Pscor_lots): Integer; cdecl;
  scor_lots_report: function(lots: Pscor_lots; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_lots_pack: function(lots: Pscor_lots; index: Integer; created: Int64; recipients: PPscor_certificate; count: NativeUInt; out_: PPscor_lot; err: PPscor_error): Integer; cdecl;
  scor_lots_free: function(lots: Pscor_lots): Integer; cdecl;
  scor_lot_name: function(lot: Pscor_lot): PAnsiChar; cdecl;
  scor_lot_recipient: function(lot: Pscor_lot): PAnsiChar; cdecl;
  scor_lot_manifest: function(lot: Pscor_lot; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_lot_container: function(lot: Pscor_lot; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_lot_part: function(lot: Pscor_lot; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_lot_message: function(lot: Pscor_lot; out_: PPscor_message; err: PPscor_error): Integer; cdecl;
  scor_lot_free: function(lot: Pscor_lot): Integer; cdecl;
  scor_certificates_parse: function(data: PByte; size: NativeUInt; out_: PPscor_certificates; err: PPscor_error): Integer; cdecl;
  scor_certificates_count: function(certificates: Pscor_certificates): Integer; cdecl;
  scor_certificates_get: function(certificates: Pscor_certificates; index: Integer; out_: PPscor_certificate; err: PPscor_error): Integer; cdecl;
  scor_certificates_free: function(certificates: Pscor_certificates): Integer; cdecl;
  scor_certificate_fingerprint: function(certificate: Pscor_certificate): PAnsiChar; cdecl;
  scor_certificate_serial: function(certificate: Pscor_certificate): PAnsiChar; cdecl;
  scor_certificate_not_before: function(certificate: Pscor_certificate): Int64; cdecl;
  scor_certificate_not_after: function(certificate: Pscor_certificate): Int64; cdecl;
  scor_certificate_rsa_bits: function(certificate: Pscor_certificate): Integer; cdecl;
  scor_certificate_der: function(certificate: Pscor_certificate; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_certificate_free: function(certificate: Pscor_certificate): Integer; cdecl;
  scor_trust_new: function(out_: PPscor_trust; err: PPscor_error): Integer; cdecl;
  scor_trust_add_anchors: function(trust: Pscor_trust; certificates: Pscor_certificates; err: PPscor_error): Integer; cdecl;
  scor_trust_add_intermediates: function(trust: Pscor_trust; certificates: Pscor_certificates; err: PPscor_error): Integer; cdecl;
  scor_trust_add_crls: function(trust: Pscor_trust; data: PByte; size: NativeUInt; err: PPscor_error): Integer; cdecl;
  scor_trust_set: function(trust: Pscor_trust; field: Integer; amount: Int64; err: PPscor_error): Integer; cdecl;
  scor_trust_use_profile: function(trust: Pscor_trust; profile: Pscor_profile; err: PPscor_error): Integer; cdecl;
  scor_trust_warn_days: function(trust: Pscor_trust; days: PInteger; count: NativeUInt; err: PPscor_error): Integer; cdecl;
  scor_trust_pin: function(trust: Pscor_trust; certificate: Pscor_certificate; err: PPscor_error): Integer; cdecl;
  scor_trust_choose: function(trust: Pscor_trust; candidates: Pscor_certificates; now: Int64; out_: PPscor_certificate; warnings: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_trust_free: function(trust: Pscor_trust): Integer; cdecl;
  scor_seal: function(data: PByte; size: NativeUInt; recipients: PPscor_certificate; count: NativeUInt; suite: Integer; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_message_part: function(data: PByte; size: NativeUInt; gzip: Integer; content_type: PAnsiChar; description: PAnsiChar; filename: PAnsiChar; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_message_new: function(out_: PPscor_message; err: PPscor_error): Integer; cdecl;
  scor_message_set: function(message: Pscor_message; field: Integer; text: PAnsiChar; err: PPscor_error): Integer; cdecl;
  scor_message_add_to: function(message: Pscor_message; address: PAnsiChar; err: PPscor_error): Integer; cdecl;
  scor_message_add_header: function(message: Pscor_message; name: PAnsiChar; text: PAnsiChar; err: PPscor_error): Integer; cdecl;
  scor_message_set_columns: function(message: Pscor_message; columns: Integer; err: PPscor_error): Integer; cdecl;
  scor_message_write: function(message: Pscor_message; sealed: PByte; size: NativeUInt; suite: Integer; date: Int64; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_message_free: function(message: Pscor_message): Integer; cdecl;
  scor_mail_bounds_new: function(out_: PPscor_mail_bounds; err: PPscor_error): Integer; cdecl;
  scor_mail_bounds_set: function(bounds: Pscor_mail_bounds; field: Integer; amount: Int64; err: PPscor_error): Integer; cdecl;
  scor_mail_bounds_free: function(bounds: Pscor_mail_bounds): Integer; cdecl;
  scor_mail_read: function(data: PByte; size: NativeUInt; bounds: Pscor_mail_bounds; out_: PPscor_mail; err: PPscor_error): Integer; cdecl;
  scor_mail_subject: function(mail: Pscor_mail): PAnsiChar; cdecl;
  scor_mail_from: function(mail: Pscor_mail): PAnsiChar; cdecl;
  scor_mail_message_id: function(mail: Pscor_mail): PAnsiChar; cdecl;
  scor_mail_part_count: function(mail: Pscor_mail): Integer; cdecl;
  scor_mail_part_type: function(mail: Pscor_mail; part: Integer): PAnsiChar; cdecl;
  scor_mail_part_charset: function(mail: Pscor_mail; part: Integer): PAnsiChar; cdecl;
  scor_mail_part_description: function(mail: Pscor_mail; part: Integer): PAnsiChar; cdecl;
  scor_mail_part_filename: function(mail: Pscor_mail; part: Integer): PAnsiChar; cdecl;
  scor_mail_part_data: function(mail: Pscor_mail; part: Integer): PByte; cdecl;
  scor_mail_part_size: function(mail: Pscor_mail; part: Integer): NativeUInt; cdecl;
  scor_mail_free: function(mail: Pscor_mail): Integer; cdecl;
  scor_journal_create: function(path: PAnsiChar; key: PByte; key_size: NativeUInt; profile: Pscor_profile; territory: PAnsiChar; profession: PAnsiChar; now: Int64; out_: PPscor_journal; err: PPscor_error): Integer; cdecl;
  scor_journal_open: function(path: PAnsiChar; key: PByte; key_size: NativeUInt; profile: Pscor_profile; territory: PAnsiChar; profession: PAnsiChar; out_: PPscor_journal; err: PPscor_error): Integer; cdecl;
  scor_journal_restore: function(copy: PAnsiChar; path: PAnsiChar; key: PByte; key_size: NativeUInt; profile: Pscor_profile; territory: PAnsiChar; profession: PAnsiChar; out_: PPscor_journal; err: PPscor_error): Integer; cdecl;
  scor_journal_add_piece: function(journal: Pscor_journal; now: Int64; piece: Pscor_piece; first_attempt: Int64; context: PAnsiChar; err: PPscor_error): Integer; cdecl;
  scor_journal_add_dossier: function(journal: Pscor_journal; now: Int64; id: PAnsiChar; facture: Pscor_facture; err: PPscor_error): Integer; cdecl;
  scor_journal_bind: function(journal: Pscor_journal; now: Int64; dossier: PAnsiChar; piece: PAnsiChar; old: PAnsiChar; err: PPscor_error): Integer; cdecl;
  scor_journal_unbind: function(journal: Pscor_journal; now: Int64; dossier: PAnsiChar; piece: PAnsiChar; err: PPscor_error): Integer; cdecl;
  scor_journal_note_fse: function(journal: Pscor_journal; now: Int64; dossier: PAnsiChar; fact: Integer; code: PAnsiChar; label_: PAnsiChar; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_note_fse_lot: function(journal: Pscor_journal; now: Int64; emitter: PAnsiChar; fse_lot: PAnsiChar; fse_date: PAnsiChar; invoice: PAnsiChar; fact: Integer; code: PAnsiChar; label_: PAnsiChar; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_reissue: function(journal: Pscor_journal; now: Int64; dossier: PAnsiChar; facture: Pscor_facture; err: PPscor_error): Integer; cdecl;
  scor_journal_free: function(journal: Pscor_journal): Integer; cdecl;
  scor_journal_build: function(journal: Pscor_journal; now: Int64; most: Integer; from: PAnsiChar; recipients: PPscor_certificate; count: NativeUInt; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_lot_bytes: function(journal: Pscor_journal; lot: Int64; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_sent: function(journal: Pscor_journal; now: Int64; lot: Int64; done: PInteger; err: PPscor_error): Integer; cdecl;
  scor_journal_receive: function(journal: Pscor_journal; now: Int64; data: PByte; size: NativeUInt; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_settle_return: function(journal: Pscor_journal; now: Int64; retour: Int64; lot: Int64; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_todo: function(journal: Pscor_journal; now: Int64; limit: Integer; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_rebuild_lot: function(journal: Pscor_journal; now: Int64; lot: Int64; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_act: function(journal: Pscor_journal; now: Int64; dossier: PAnsiChar; act: Integer; done: PInteger; err: PPscor_error): Integer; cdecl;
  scor_journal_posted: function(journal: Pscor_journal; now: Int64; dossier: PAnsiChar; piece: PAnsiChar; day: PAnsiChar; done: PInteger; err: PPscor_error): Integer; cdecl;
  scor_journal_show: function(journal: Pscor_journal; subject: Integer; id: PAnsiChar; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_log: function(journal: Pscor_journal; after: Int64; limit: Integer; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_piece_pdf: function(journal: Pscor_journal; piece: PAnsiChar; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_head: function(journal: Pscor_journal; seq: PInt64; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_descends: function(journal: Pscor_journal; seq: Int64; mac: PAnsiChar; out_: PInteger; err: PPscor_error): Integer; cdecl;
  scor_journal_check: function(journal: Pscor_journal; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_backup: function(journal: Pscor_journal; path: PAnsiChar; err: PPscor_error): Integer; cdecl;
  scor_journal_purge: function(journal: Pscor_journal; now: Int64; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_rotate_key: function(journal: Pscor_journal; now: Int64; key: PByte; key_size: NativeUInt; reseal: Integer; err: PPscor_error): Integer; cdecl;
  scor_journal_stats: function(journal: Pscor_journal; now: Int64; from: Int64; to_: Int64; emitter: PAnsiChar; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_export: function(journal: Pscor_journal; kind: Integer; form: Integer; from: Int64; to_: Int64; identifying: Integer; path: PAnsiChar; rows: PInt64; err: PPscor_error): Integer; cdecl;
  scor_journal_bordereau: function(journal: Pscor_journal; day: PAnsiChar; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_report: function(journal: Pscor_journal; from: Int64; to_: Int64; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_evidence: function(journal: Pscor_journal; now: Int64; piece: PAnsiChar; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_return_bytes: function(journal: Pscor_journal; no: Int64; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;
  scor_journal_chain_key: function(journal: Pscor_journal; out_: PPscor_buffer; err: PPscor_error): Integer; cdecl;

type
  { The library is absent, of the other width, of another version, or no such library. }
  EScorLoad = class(Exception);

  { What Exception.Message is made of. }
  TScorString = {$IFDEF FPC}AnsiString{$ELSE}string{$ENDIF};

const
  { Number of entry points. }
  SCOR_ENTRY_POINTS = 159;
  {$IFDEF MSWINDOWS}
  SCOR_LIBRARY = 'scor1.dll';
  {$ELSE}
  SCOR_LIBRARY = 'libscor.so';
  {$ENDIF}

{ Loads the library and binds every entry point. Path is its file, or empty for SCOR_LIBRARY where the system looks (the
  program's folder first, on Windows). Raises EScorLoad with a message for the person at the screen; another try with
  another path may follow. After a success, calling again does nothing. The library is never unloaded. }
procedure ScorLoad(const Path: UnicodeString = '');

{ Is the library bound? }
function ScorLoaded: Boolean;

{ Text for Exception.Message, its accents right whatever `string` is in this program. }
function ScorText(const Text: UnicodeString): TScorString;

implementation

uses
  {$IFDEF MSWINDOWS}
  {$IFDEF FPC}Windows{$ELSE}Winapi.Windows{$ENDIF};
  {$ELSE}
  DynLibs;
  {$ENDIF}

const
  Bits = SizeOf(Pointer) * 8;

type
  {$IFDEF MSWINDOWS}
  TLibrary = HMODULE;
  {$ELSE}
  TLibrary = TLibHandle;
  {$ENDIF}

var
  Loaded: Boolean = False;
  Handle: TLibrary = 0;

function ScorLoaded: Boolean;
begin
  Result := Loaded;
end;

function ScorText(const Text: UnicodeString): TScorString;
{$IFDEF MSWINDOWS}
begin
  Result := TScorString(Text);
end;
{$ELSE}
var
  Bytes: RawByteString;
begin
  { Right without a string manager too. }
  Bytes := UTF8Encode(Text);
  SetCodePage(Bytes, DefaultSystemCodePage, False);
  Result := Bytes;
end;
{$ENDIF}

procedure Fail(const Text: UnicodeString);
begin
  raise EScorLoad.Create(ScorText(Text));
end;

function Number(Value: Int64): UnicodeString;
begin
  Result := UnicodeString(IntToStr(Value));
end;

{ What the first bytes of a file say of it: 32 or 64, the width of a program for this system; 0, something else. }
function WidthOf(const Start: array of Byte; Size: Integer): Integer;
{$IFDEF MSWINDOWS}
var
  At: Integer;
begin
  Result := 0;
  if (Size < 64) or (Start[0] <> Ord('M')) or (Start[1] <> Ord('Z')) then
    Exit;
  At := Start[60] or Start[61] shl 8 or Start[62] shl 16;
  if (Start[63] <> 0) or (At + 6 > Size) or (Start[At] <> Ord('P')) or (Start[At + 1] <> Ord('E')) then
    Exit;
  case Start[At + 4] or Start[At + 5] shl 8 of
    $014C: Result := 32;
    $8664: Result := 64;
  end;
end;
{$ELSE}
begin
  Result := 0;
  if (Size >= 5) and (Start[0] = $7F) and (Start[1] = Ord('E')) and (Start[2] = Ord('L')) and (Start[3] = Ord('F')) then
    case Start[4] of
      1: Result := 32;
      2: Result := 64;
    end;
end;
{$ENDIF}

procedure CheckWidth(const Path: UnicodeString; const Start: array of Byte; Size: Integer);
var
  Width: Integer;
begin
  Width := WidthOf(Start, Size);
  if Width = 0 then
    Fail(Path + ' n''est pas une bibliothèque pour ce système : le fichier est abîmé ou d''une autre sorte.');
  if Width <> Bits then
    Fail(Path + ' est de ' + Number(Width) + ' bits, ce programme de ' + Number(Bits)
      {$IFDEF MSWINDOWS}
      + ' : prenez scor1.dll du dossier bin\' + UnicodeString({$IFDEF WIN64}'win-x64'{$ELSE}'win-x86'{$ENDIF})
      {$ENDIF}
      + '.');
end;

{$IFDEF MSWINDOWS}
{ A path that is longer than Windows takes in its usual form, in the other one. }
function AnyLength(const Path: UnicodeString): UnicodeString;
var
  I: Integer;
begin
  Result := Path;
  if (Length(Path) <= 240) or (Path[2] <> ':') then
    Exit;
  for I := 1 to Length(Path) do
    if Path[I] = '/' then
      Result[I] := '\';
  Result := '\\?\' + Result;
end;

{ The file that a bare name means in the program's folder; the path itself otherwise. }
function Expected(const Path: UnicodeString): UnicodeString;
var
  Buffer: array[0..32767] of WideChar;
  Size: Cardinal;
begin
  Result := Path;
  if (Pos(UnicodeString('\'), Path) > 0) or (Pos(UnicodeString('/'), Path) > 0) then
    Exit;
  Size := GetModuleFileNameW(0, Buffer, Length(Buffer));
  while (Size > 0) and (Buffer[Size - 1] <> '\') do
    Dec(Size);
  SetString(Result, PWideChar(@Buffer[0]), Size);
  Result := Result + Path;
end;

procedure LookInto(const Path: UnicodeString; Named: Boolean);
var
  Disk: THandle;
  Start: array[0..1023] of Byte;
  Size: Cardinal;
begin
  Disk := CreateFileW(PWideChar(AnyLength(Path)), GENERIC_READ, FILE_SHARE_READ or FILE_SHARE_DELETE, nil,
    OPEN_EXISTING, 0, 0);
  if Disk = INVALID_HANDLE_VALUE then
  begin
    { A bare name may lie elsewhere on the way that Windows looks. }
    if Named then
      Fail(Path + ' est introuvable ou illisible (erreur Windows ' + Number(GetLastError) + ').');
    Exit;
  end;
  Size := 0;
  ReadFile(Disk, Start[0], SizeOf(Start), Size, nil);
  CloseHandle(Disk);
  CheckWidth(Path, Start, Size);
end;

procedure Open(const Path: UnicodeString);
var
  Code: Cardinal;
  Named: Boolean;
begin
  Named := Expected(Path) = Path;
  LookInto(Expected(Path), Named);
  Handle := LoadLibraryW(PWideChar(AnyLength(Path)));
  if Handle <> 0 then
    Exit;
  Code := GetLastError;
  case Code of
    126:
      if Named then
        Fail(Path + ' ne se charge pas : il manque une partie de Windows dont elle a besoin (Windows 10 ou plus récent).')
      else
        Fail(Path + ' est introuvable : placez-la dans le dossier du programme.');
    193:
      Fail(Path + ' n''est pas une DLL de ' + Number(Bits) + ' bits.');
  else
    Fail(Path + ' ne se charge pas : erreur Windows ' + Number(Code) + ', ' + UnicodeString(SysErrorMessage(Integer(Code))));
  end;
end;

procedure Close;
begin
  FreeLibrary(Handle);
  Handle := 0;
end;

function Find(const Name: AnsiString): Pointer;
begin
  Result := GetProcAddress(Handle, PAnsiChar(Name));
end;
{$ELSE}
{ The bytes that the system knows a file by; no string manager is asked. }
function FileName(const Path: UnicodeString): RawByteString;
begin
  Result := UTF8Encode(Path);
  SetCodePage(Result, DefaultFileSystemCodePage, False);
end;

procedure LookInto(const Path: UnicodeString);
var
  Disk: THandle;
  Start: array[0..63] of Byte;
  Size: Integer;
begin
  { A bare name is looked for by the system. }
  if Pos(UnicodeString('/'), Path) = 0 then
    Exit;
  Disk := FileOpen(FileName(Path), fmOpenRead or fmShareDenyNone);
  if Disk = THandle(-1) then
    Fail(Path + ' est introuvable ou illisible.');
  Size := FileRead(Disk, Start, SizeOf(Start));
  FileClose(Disk);
  CheckWidth(Path, Start, Size);
end;

procedure Open(const Path: UnicodeString);
begin
  LookInto(Path);
  Handle := LoadLibrary(FileName(Path));
  if Handle = 0 then
    Fail(Path + ' ne se charge pas : ' + UTF8Decode(GetLoadErrorStr));
end;

procedure Close;
begin
  UnloadLibrary(Handle);
  Handle := 0;
end;

function Find(const Name: AnsiString): Pointer;
begin
  Result := GetProcedureAddress(Handle, Name);
end;
{$ENDIF}

procedure Bind(const Name: AnsiString; Slot: PPointer);
begin
  Slot^ := Find(Name);
  if Slot^ = nil then
    Fail('La bibliothèque scor est plus ancienne que ce programme : ' + UnicodeString(Name) + ' y manque.');
end;

procedure CheckAbi(const Path: UnicodeString);
begin
  @scor_abi_version := Find('scor_abi_version');
  if not Assigned(scor_abi_version) then
    Fail(Path + ' n''est pas la bibliothèque scor.');
  if scor_abi_version() <> SCOR_ABI_VERSION_HEADER then
    Fail(Path + ' parle la version ' + Number(scor_abi_version()) + ' de l''interface scor, ce programme la version '
      + Number(SCOR_ABI_VERSION_HEADER) + ' : installez la bibliothèque livrée avec le programme.');
end;

procedure BindAll;
begin
  Bind('scor_version_number', @@scor_version_number);
  Bind('scor_version_string', @@scor_version_string);
  Bind('scor_abi_version', @@scor_abi_version);
  Bind('scor_error_code', @@scor_error_code);
  Bind('scor_error_key', @@scor_error_key);
  Bind('scor_error_message', @@scor_error_message);
  Bind('scor_error_details', @@scor_error_details);
  Bind('scor_error_free', @@scor_error_free);
  Bind('scor_status_name', @@scor_status_name);
  Bind('scor_buffer_data', @@scor_buffer_data);
  Bind('scor_buffer_size', @@scor_buffer_size);
  Bind('scor_buffer_free', @@scor_buffer_free);
  Bind('scor_log_set_sink', @@scor_log_set_sink);
  Bind('scor_bundle_new', @@scor_bundle_new);
  Bind('scor_bundle_read', @@scor_bundle_read);
  Bind('scor_bundle_add', @@scor_bundle_add);
  Bind('scor_bundle_check', @@scor_bundle_check);
  Bind('scor_bundle_free', @@scor_bundle_free);
  Bind('scor_profile_public', @@scor_profile_public);
  Bind('scor_profile_load', @@scor_profile_load);
  Bind('scor_profile_show', @@scor_profile_show);
  Bind('scor_profile_suite', @@scor_profile_suite);
  Bind('scor_profile_recognise', @@scor_profile_recognise);
  Bind('scor_profile_free', @@scor_profile_free);
  Bind('scor_source_options_new', @@scor_source_options_new);
  Bind('scor_source_options_set', @@scor_source_options_set);
  Bind('scor_source_options_free', @@scor_source_options_free);
  Bind('scor_document_open', @@scor_document_open);
  Bind('scor_document_from_pixels', @@scor_document_from_pixels);
  Bind('scor_document_page_count', @@scor_document_page_count);
  Bind('scor_document_format', @@scor_document_format);
  Bind('scor_document_free', @@scor_document_free);
  Bind('scor_pdf_render', @@scor_pdf_render);
  Bind('scor_pdf_preview', @@scor_pdf_preview);
  Bind('scor_report_verdict', @@scor_report_verdict);
  Bind('scor_report_json', @@scor_report_json);
  Bind('scor_report_free', @@scor_report_free);
  Bind('scor_scan_new', @@scor_scan_new);
  Bind('scor_scan_set', @@scor_scan_set);
  Bind('scor_scan_use_profile', @@scor_scan_use_profile);
  Bind('scor_scan_add', @@scor_scan_add);
  Bind('scor_scan_override', @@scor_scan_override);
  Bind('scor_scan_run', @@scor_scan_run);
  Bind('scor_scan_free', @@scor_scan_free);
  Bind('scor_preview_page', @@scor_preview_page);
  Bind('scor_fingerprint_compare', @@scor_fingerprint_compare);
  Bind('scor_piece_new', @@scor_piece_new);
  Bind('scor_piece_label', @@scor_piece_label);
  Bind('scor_piece_sha256', @@scor_piece_sha256);
  Bind('scor_piece_pages', @@scor_piece_pages);
  Bind('scor_piece_medium', @@scor_piece_medium);
  Bind('scor_piece_confirmed_at', @@scor_piece_confirmed_at);
  Bind('scor_piece_pdf', @@scor_piece_pdf);
  Bind('scor_piece_free', @@scor_piece_free);
  Bind('scor_facture_new', @@scor_facture_new);
  Bind('scor_facture_set_text', @@scor_facture_set_text);
  Bind('scor_facture_set_number', @@scor_facture_set_number);
  Bind('scor_facture_free', @@scor_facture_free);
  Bind('scor_dossier_new', @@scor_dossier_new);
  Bind('scor_dossier_add', @@scor_dossier_add);
  Bind('scor_dossier_set_hors_scor', @@scor_dossier_set_hors_scor);
  Bind('scor_dossier_check', @@scor_dossier_check);
  Bind('scor_dossier_free', @@scor_dossier_free);
  Bind('scor_lot_builder_new', @@scor_lot_builder_new);
  Bind('scor_lot_builder_add', @@scor_lot_builder_add);
  Bind('scor_lot_builder_build', @@scor_lot_builder_build);
  Bind('scor_lot_builder_free', @@scor_lot_builder_free);
  Bind('scor_lots_count', @@scor_lots_count);
  Bind('scor_lots_report', @@scor_lots_report);
  Bind('scor_lots_pack', @@scor_lots_pack);
  Bind('scor_lots_free', @@scor_lots_free);
  Bind('scor_lot_name', @@scor_lot_name);
  Bind('scor_lot_recipient', @@scor_lot_recipient);
  Bind('scor_lot_manifest', @@scor_lot_manifest);
  Bind('scor_lot_container', @@scor_lot_container);
  Bind('scor_lot_part', @@scor_lot_part);
  Bind('scor_lot_message', @@scor_lot_message);
  Bind('scor_lot_free', @@scor_lot_free);
  Bind('scor_certificates_parse', @@scor_certificates_parse);
  Bind('scor_certificates_count', @@scor_certificates_count);
  Bind('scor_certificates_get', @@scor_certificates_get);
  Bind('scor_certificates_free', @@scor_certificates_free);
  Bind('scor_certificate_fingerprint', @@scor_certificate_fingerprint);
  Bind('scor_certificate_serial', @@scor_certificate_serial);
  Bind('scor_certificate_not_before', @@scor_certificate_not_before);
  Bind('scor_certificate_not_after', @@scor_certificate_not_after);
  Bind('scor_certificate_rsa_bits', @@scor_certificate_rsa_bits);
  Bind('scor_certificate_der', @@scor_certificate_der);
  Bind('scor_certificate_free', @@scor_certificate_free);
  Bind('scor_trust_new', @@scor_trust_new);
  Bind('scor_trust_add_anchors', @@scor_trust_add_anchors);
  Bind('scor_trust_add_intermediates', @@scor_trust_add_intermediates);
  Bind('scor_trust_add_crls', @@scor_trust_add_crls);
  Bind('scor_trust_set', @@scor_trust_set);
  Bind('scor_trust_use_profile', @@scor_trust_use_profile);
  Bind('scor_trust_warn_days', @@scor_trust_warn_days);
  Bind('scor_trust_pin', @@scor_trust_pin);
  Bind('scor_trust_choose', @@scor_trust_choose);
  Bind('scor_trust_free', @@scor_trust_free);
  Bind('scor_seal', @@scor_seal);
  Bind('scor_message_part', @@scor_message_part);
  Bind('scor_message_new', @@scor_message_new);
  Bind('scor_message_set', @@scor_message_set);
  Bind('scor_message_add_to', @@scor_message_add_to);
  Bind('scor_message_add_header', @@scor_message_add_header);
  Bind('scor_message_set_columns', @@scor_message_set_columns);
  Bind('scor_message_write', @@scor_message_write);
  Bind('scor_message_free', @@scor_message_free);
  Bind('scor_mail_bounds_new', @@scor_mail_bounds_new);
  Bind('scor_mail_bounds_set', @@scor_mail_bounds_set);
  Bind('scor_mail_bounds_free', @@scor_mail_bounds_free);
  Bind('scor_mail_read', @@scor_mail_read);
  Bind('scor_mail_subject', @@scor_mail_subject);
  Bind('scor_mail_from', @@scor_mail_from);
  Bind('scor_mail_message_id', @@scor_mail_message_id);
  Bind('scor_mail_part_count', @@scor_mail_part_count);
  Bind('scor_mail_part_type', @@scor_mail_part_type);
  Bind('scor_mail_part_charset', @@scor_mail_part_charset);
  Bind('scor_mail_part_description', @@scor_mail_part_description);
  Bind('scor_mail_part_filename', @@scor_mail_part_filename);
  Bind('scor_mail_part_data', @@scor_mail_part_data);
  Bind('scor_mail_part_size', @@scor_mail_part_size);
  Bind('scor_mail_free', @@scor_mail_free);
  Bind('scor_journal_create', @@scor_journal_create);
  Bind('scor_journal_open', @@scor_journal_open);
  Bind('scor_journal_restore', @@scor_journal_restore);
  Bind('scor_journal_add_piece', @@scor_journal_add_piece);
  Bind('scor_journal_add_dossier', @@scor_journal_add_dossier);
  Bind('scor_journal_bind', @@scor_journal_bind);
  Bind('scor_journal_unbind', @@scor_journal_unbind);
  Bind('scor_journal_note_fse', @@scor_journal_note_fse);
  Bind('scor_journal_note_fse_lot', @@scor_journal_note_fse_lot);
  Bind('scor_journal_reissue', @@scor_journal_reissue);
  Bind('scor_journal_free', @@scor_journal_free);
  Bind('scor_journal_build', @@scor_journal_build);
  Bind('scor_journal_lot_bytes', @@scor_journal_lot_bytes);
  Bind('scor_journal_sent', @@scor_journal_sent);
  Bind('scor_journal_receive', @@scor_journal_receive);
  Bind('scor_journal_settle_return', @@scor_journal_settle_return);
  Bind('scor_journal_todo', @@scor_journal_todo);
  Bind('scor_journal_rebuild_lot', @@scor_journal_rebuild_lot);
  Bind('scor_journal_act', @@scor_journal_act);
  Bind('scor_journal_posted', @@scor_journal_posted);
  Bind('scor_journal_show', @@scor_journal_show);
  Bind('scor_journal_log', @@scor_journal_log);
  Bind('scor_journal_piece_pdf', @@scor_journal_piece_pdf);
  Bind('scor_journal_head', @@scor_journal_head);
  Bind('scor_journal_descends', @@scor_journal_descends);
  Bind('scor_journal_check', @@scor_journal_check);
  Bind('scor_journal_backup', @@scor_journal_backup);
  Bind('scor_journal_purge', @@scor_journal_purge);
  Bind('scor_journal_rotate_key', @@scor_journal_rotate_key);
  Bind('scor_journal_stats', @@scor_journal_stats);
  Bind('scor_journal_export', @@scor_journal_export);
  Bind('scor_journal_bordereau', @@scor_journal_bordereau);
  Bind('scor_journal_report', @@scor_journal_report);
  Bind('scor_journal_evidence', @@scor_journal_evidence);
  Bind('scor_journal_return_bytes', @@scor_journal_return_bytes);
  Bind('scor_journal_chain_key', @@scor_journal_chain_key);
end;

procedure ScorLoad(const Path: UnicodeString);
var
  Name: UnicodeString;
begin
  if Loaded then
    Exit;
  Name := Path;
  if Name = '' then
    Name := SCOR_LIBRARY;
  Open(Name);
  try
    CheckAbi(Name);
    BindAll;
  except
    Close;
    raise;
  end;
  Loaded := True;
end;

end.
