//! The start of the road: files and scanner pixels that come in, and pages of a PDF shown on the screen.

use std::ptr;
use std::sync::Arc;
use std::time::Duration;

use super::buffer::{Buffer, scor_buffer};
use super::error::scor_error;
use super::guard::{guard, value};
use super::handle::{self, Exclusive, Handle};
use super::input::{Call, bad_value};
use crate::error::{Kind, Result};
use crate::limits::Limits;
use crate::preview;
use crate::raster::Pixels;
use crate::source::{self, Document, Format, Hints, RawImage, RawLayout};

/// Samples per inch of image files and raw pixels, when the host knows better than the file; 0 (the default)
/// believes the file. At most 10000.
pub const SCOR_SOURCE_DPI: i32 = 1;
/// Most encoded bytes of one input; default 128 MiB. Beyond it: SCOR_E_SOURCE_TOO_MANY_BYTES.
pub const SCOR_SOURCE_MAX_BYTES: i32 = 2;
/// Most pixels of one page; default 60 million. Beyond it: SCOR_E_SOURCE_TOO_MANY_PIXELS.
pub const SCOR_SOURCE_MAX_PAGE_PIXELS: i32 = 3;
/// Most bytes that one page may decode to; default 320 MiB. Beyond it: SCOR_E_SOURCE_TOO_MANY_BYTES.
pub const SCOR_SOURCE_MAX_DECODED_BYTES: i32 = 4;
/// Most pages of one input; default 100. Beyond it: SCOR_E_SOURCE_TOO_MANY_PAGES.
pub const SCOR_SOURCE_MAX_PAGES: i32 = 5;
/// Most milliseconds for one page; default 20000. Beyond it: SCOR_E_SOURCE_TIMEOUT.
pub const SCOR_SOURCE_MAX_PAGE_MS: i32 = 6;

/// JPEG.
pub const SCOR_FORMAT_JPEG: i32 = 1;
/// PNG.
pub const SCOR_FORMAT_PNG: i32 = 2;
/// TIFF, with all its pages.
pub const SCOR_FORMAT_TIFF: i32 = 3;
/// Windows bitmap.
pub const SCOR_FORMAT_BMP: i32 = 4;
/// WebP.
pub const SCOR_FORMAT_WEBP: i32 = 5;
/// PDF.
pub const SCOR_FORMAT_PDF: i32 = 6;
/// Pixels that the host handed over.
pub const SCOR_FORMAT_RAW: i32 = 7;

/// 1 bit a pixel, most significant bit leftmost, 1 is white (Windows and most TWAIN drivers).
pub const SCOR_PIXELS_BIT_WHITE: i32 = 1;
/// 1 bit a pixel, most significant bit leftmost, 1 is black (fax).
pub const SCOR_PIXELS_BIT_BLACK: i32 = 2;
/// 8 bits a pixel, 0 is black.
pub const SCOR_PIXELS_GREY8: i32 = 3;
/// Blue, green, red, 8 bits each: a 24-bit Windows DIB.
pub const SCOR_PIXELS_BGR24: i32 = 4;
/// Red, green, blue, 8 bits each.
pub const SCOR_PIXELS_RGB24: i32 = 5;
/// Blue, green, red, opacity, 8 bits each; laid on white.
pub const SCOR_PIXELS_BGRA32: i32 = 6;

/// What the host knows about its inputs, and the bounds it sets. Changeable. Freed with
/// scor_source_options_free.
pub struct scor_source_options {
    _opaque: [u8; 0],
}

/// Hints and bounds, as the core takes them.
#[derive(Clone, Default)]
pub(super) struct SourceOptions {
    pub(super) hints: Hints,
    pub(super) limits: Limits,
}

impl Handle for scor_source_options {
    type Object = Exclusive<SourceOptions>;
}

/// An input that was recognised. Immutable; may be used from several threads. Freed with scor_document_free.
pub struct scor_document {
    _opaque: [u8; 0],
}

impl Handle for scor_document {
    type Object = Arc<Document>;
}

/// The host's options, or the defaults for NULL.
pub(super) fn options(call: &Call, options: *const scor_source_options) -> Result<SourceOptions> {
    match call.optional("options", options)? {
        Some(options) => options.with(|o| Ok(o.clone())),
        None => Ok(SourceOptions::default()),
    }
}

/// Makes options with the defaults.
///
/// - `out`: not NULL; receives the options, to be freed with scor_source_options_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, SCOR_E_NULL_ARGUMENT or SCOR_E_TOO_MANY_OBJECTS. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_source_options_new(
    out: *mut *mut scor_source_options,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.out("out", out)?.put(Exclusive::new(SourceOptions::default()))) }
}

/// Sets one option.
///
/// - `options`: not NULL.
/// - `field`: SCOR_SOURCE_DPI or one of the SCOR_SOURCE_MAX_ constants.
/// - `amount`: the value in the unit that the constant names; bounds are at least 1.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, SCOR_E_NULL_ARGUMENT, SCOR_E_BAD_HANDLE or SCOR_E_BAD_VALUE. Calls on the same options
/// wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_source_options_set(
    options: *mut scor_source_options,
    field: i32,
    amount: i64,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.object("options", options)?.with(|o| set(o, field, amount))) }
}

fn set(options: &mut SourceOptions, field: i32, amount: i64) -> Result<()> {
    let bad = || bad_value("amount");
    let bound = u64::try_from(amount).ok().filter(|n| *n > 0);
    let memory = || bound.and_then(|n| usize::try_from(n).ok()).ok_or_else(bad);
    let limits = &mut options.limits;
    match field {
        SCOR_SOURCE_DPI => {
            let dpi = u16::try_from(amount).ok().filter(|dpi| *dpi <= 10_000).ok_or_else(bad)?;
            options.hints.dpi = (dpi > 0).then(|| f32::from(dpi));
        }
        SCOR_SOURCE_MAX_BYTES => limits.input_bytes = memory()?,
        SCOR_SOURCE_MAX_PAGE_PIXELS => limits.page_pixels = bound.ok_or_else(bad)?,
        SCOR_SOURCE_MAX_DECODED_BYTES => limits.decoded_bytes = bound.ok_or_else(bad)?,
        SCOR_SOURCE_MAX_PAGES => limits.pages = memory()?,
        SCOR_SOURCE_MAX_PAGE_MS => {
            // A day is for ever for a page, and keeps deadlines within what clocks can hold.
            let ms = bound.filter(|ms| *ms <= 86_400_000).ok_or_else(bad)?;
            limits.page_time = Duration::from_millis(ms);
        }
        _ => return Err(bad_value("field")),
    }
    Ok(())
}

/// Frees options. Documents opened with them are not concerned.
///
/// - `options`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_source_options_free(options: *mut scor_source_options) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("options", options)) }
}

/// Opens a file in memory: JPEG, PNG, TIFF, BMP, WebP or PDF, told by content. Pages are decoded later.
///
/// - `data`, `size`: the whole file; copied.
/// - `options`: NULL for the defaults.
/// - `out`: not NULL; receives the document, to be freed with scor_document_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_SOURCE_EMPTY, _UNKNOWN, _UNSUPPORTED, _ENCRYPTED,
/// _DAMAGED, _NO_PAGES, _TOO_MANY_PAGES, _TOO_MANY_BYTES. Any thread. Since 0.1.0.
///
/// ```c
/// scor_document *doc = NULL;
/// if (scor_document_open(data, size, NULL, &doc, &err) == SCOR_OK)
///     printf("%d pages\n", (int)scor_document_page_count(doc));
/// scor_document_free(doc);
/// ```
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_document_open(
    data: *const u8,
    size: usize,
    options: *const scor_source_options,
    out: *mut *mut scor_document,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let bytes = call.bytes("data", data, size)?;
            let options = self::options(call, options)?;
            if bytes.len() > options.limits.input_bytes {
                // Before the copy: a host may map a file that memory cannot hold twice.
                return Err(
                    crate::Error::new(Kind::SourceTooManyBytes).with("limit", options.limits.input_bytes)
                );
            }
            out.put(Arc::new(Document::open(bytes.to_vec(), options.hints, &options.limits)?))
        })
    }
}

/// Takes over pixels of a scanner driver as a document of one page.
///
/// - `data`, `size`: the pixels; copied.
/// - `layout`: a SCOR_PIXELS_ constant.
/// - `width`, `height`: in pixels.
/// - `stride`: bytes from one row to the next; a Windows DIB pads rows to multiples of 4.
/// - `bottom_up`: 1 when the first row in `data` is the lowest of the page (a Windows DIB of positive
///   height), else 0.
/// - `options`: NULL for the defaults; set SCOR_SOURCE_DPI in them, pixels do not know their resolution.
/// - `out`: not NULL; receives the document, to be freed with scor_document_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SOURCE_GEOMETRY or SCOR_E_SOURCE_TOO_MANY_PIXELS. Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_document_from_pixels(
    data: *const u8,
    size: usize,
    layout: i32,
    width: u32,
    height: u32,
    stride: usize,
    bottom_up: i32,
    options: *const scor_source_options,
    out: *mut *mut scor_document,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let data = call.bytes("data", data, size)?;
            let layout = call.choice("layout", layout, raw_layout)?;
            let bottom_up = call.flag("bottom_up", bottom_up)?;
            let options = self::options(call, options)?;
            let image = RawImage { width, height, stride, bottom_up, layout, data };
            out.put(Arc::new(Document::raw(&image, options.hints, &options.limits)?))
        })
    }
}

fn raw_layout(constant: i32) -> Option<RawLayout> {
    Some(match constant {
        SCOR_PIXELS_BIT_WHITE => RawLayout::Bit1White,
        SCOR_PIXELS_BIT_BLACK => RawLayout::Bit1Black,
        SCOR_PIXELS_GREY8 => RawLayout::Grey8,
        SCOR_PIXELS_BGR24 => RawLayout::Bgr24,
        SCOR_PIXELS_RGB24 => RawLayout::Rgb24,
        SCOR_PIXELS_BGRA32 => RawLayout::Bgra32,
        _ => return None,
    })
}

/// Number of pages of a document.
///
/// - `document`: not NULL.
///
/// Returns at least 1; 0 when `document` is not a live document. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_document_page_count(document: *const scor_document) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| {
            let pages = call.object("document", document)?.page_count();
            Ok(i32::try_from(pages).unwrap_or(i32::MAX))
        })
    }
}

/// The format that was recognised.
///
/// - `document`: not NULL.
///
/// Returns a SCOR_FORMAT_ constant; 0 when `document` is not a live document. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_document_format(document: *const scor_document) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| {
            Ok(match call.object("document", document)?.format() {
                Format::Jpeg => SCOR_FORMAT_JPEG,
                Format::Png => SCOR_FORMAT_PNG,
                Format::Tiff => SCOR_FORMAT_TIFF,
                Format::Bmp => SCOR_FORMAT_BMP,
                Format::Webp => SCOR_FORMAT_WEBP,
                Format::Pdf => SCOR_FORMAT_PDF,
                Format::Raw => SCOR_FORMAT_RAW,
            })
        })
    }
}

/// Frees a document.
///
/// - `document`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_document_free(document: *mut scor_document) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("document", document)) }
}

/// Draws a page of a PDF for the screen.
///
/// - `data`, `size`: the PDF; copied.
/// - `page`: from 0.
/// - `dpi`: samples per inch, 1 or more; 96 suits a screen.
/// - `options`: bounds; NULL for the defaults.
/// - `width`, `height`: not NULL; receive the size in pixels.
/// - `layout`: not NULL; receives SCOR_PIXELS_GREY8, or SCOR_PIXELS_RGB24 when the page has colour.
/// - `out`: not NULL; receives the pixels, rows from the top and without padding. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_PDF_PAGE_RANGE or a code of the source (-2xx). Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_pdf_render(
    data: *const u8,
    size: usize,
    page: i32,
    dpi: u32,
    options: *const scor_source_options,
    width: *mut u32,
    height: *mut u32,
    layout: *mut i32,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(width);
            call.clear(height);
            call.clear(layout);
            let out = call.out("out", out)?;
            let (width, height) = (call.out("width", width)?, call.out("height", height)?);
            let layout = call.out("layout", layout)?;
            let bytes = call.bytes("data", data, size)?;
            let page = call.index("page", page)?;
            let limits = self::options(call, options)?.limits;
            let (w, h, samples, kind) = match source::render_page(bytes.to_vec(), page, dpi, &limits)? {
                Pixels::Rgb(rgb) => (rgb.width, rgb.height, rgb.data, SCOR_PIXELS_RGB24),
                Pixels::Grey(grey) => (grey.width, grey.height, grey.data, SCOR_PIXELS_GREY8),
                Pixels::Bilevel(bits) => {
                    let grey = bits.to_grey();
                    (grey.width, grey.height, grey.data, SCOR_PIXELS_GREY8)
                }
            };
            out.put(Buffer::sensitive(samples))?;
            width.set(u32::try_from(w).unwrap_or(u32::MAX));
            height.set(u32::try_from(h).unwrap_or(u32::MAX));
            layout.set(kind);
            Ok(())
        })
    }
}

/// Draws a page of a PDF for the screen, as a PNG file.
///
/// - `data`, `size`: the PDF; copied.
/// - `page`: from 0.
/// - `dpi`: samples per inch, 1 or more; 96 suits a screen.
/// - `options`: bounds; NULL for the defaults.
/// - `out`: not NULL; receives the PNG. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_PDF_PAGE_RANGE or a code of the source (-2xx). Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_pdf_preview(
    data: *const u8,
    size: usize,
    page: i32,
    dpi: u32,
    options: *const scor_source_options,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let bytes = call.bytes("data", data, size)?;
            let page = call.index("page", page)?;
            let limits = self::options(call, options)?.limits;
            out.put(Buffer::sensitive(preview::page(bytes.to_vec(), page, dpi, &limits)?))
        })
    }
}
