use std::ffi::CStr;
pub const SCOR_OK: i32 = 0;
pub const SCOR_E_NULL_ARGUMENT: i32 = -101;
pub const SCOR_E_BAD_UTF8: i32 = -102;
pub const SCOR_E_BAD_HANDLE: i32 = -103;
pub const SCOR_E_BAD_VALUE: i32 = -104;
pub const SCOR_E_BUSY: i32 = -105;
pub const SCOR_E_CANCELLED: i32 = -106;
pub const SCOR_E_TOO_MANY_OBJECTS: i32 = -107;
pub const SCOR_E_SOURCE_EMPTY: i32 = -201;
pub const SCOR_E_SOURCE_UNKNOWN: i32 = -202;
pub const SCOR_E_SOURCE_DAMAGED: i32 = -203;
pub const SCOR_E_SOURCE_UNSUPPORTED: i32 = -204;
pub const SCOR_E_SOURCE_ENCRYPTED: i32 = -205;
pub const SCOR_E_SOURCE_TOO_MANY_PIXELS: i32 = -206;
pub const SCOR_E_SOURCE_TOO_MANY_PAGES: i32 = -207;
pub const SCOR_E_SOURCE_TOO_MANY_BYTES: i32 = -208;
pub const SCOR_E_SOURCE_NESTING: i32 = -209;
pub const SCOR_E_SOURCE_TIMEOUT: i32 = -210;
pub const SCOR_E_SOURCE_NO_PAGES: i32 = -211;
pub const SCOR_E_SOURCE_GEOMETRY: i32 = -212;
pub const SCOR_E_IMAGE_TOO_SMALL: i32 = -301;
pub const SCOR_E_PDF_OVER_BUDGET: i32 = -401;
pub const SCOR_E_PDF_NO_PAGES: i32 = -402;
pub const SCOR_E_PDF_PAGE_RANGE: i32 = -403;
pub const SCOR_E_PDF_VERIFY: i32 = -404;
pub const SCOR_E_PANIC: i32 = -901;
pub const SCOR_E_POISONED: i32 = -902;
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
    (SCOR_E_IMAGE_TOO_SMALL, c"SCOR_E_IMAGE_TOO_SMALL", c"image.too_small"),
    (SCOR_E_PDF_OVER_BUDGET, c"SCOR_E_PDF_OVER_BUDGET", c"pdf.over_budget"),
    (SCOR_E_PDF_NO_PAGES, c"SCOR_E_PDF_NO_PAGES", c"pdf.no_pages"),
    (SCOR_E_PDF_PAGE_RANGE, c"SCOR_E_PDF_PAGE_RANGE", c"pdf.page_range"),
    (SCOR_E_PDF_VERIFY, c"SCOR_E_PDF_VERIFY", c"pdf.verify"),
    (SCOR_E_PANIC, c"SCOR_E_PANIC", c"internal.panic"),
    (SCOR_E_POISONED, c"SCOR_E_POISONED", c"internal.poisoned"),
];
pub(super) fn find(code: i32) -> Option<&'static (i32, &'static CStr, &'static CStr)> {
    TABLE.iter().find(|r| r.0 == code)
}
