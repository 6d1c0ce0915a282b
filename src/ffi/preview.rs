//! The operator's preview: a picture of what would be made of a page with its faults drawn on it, and the same in words.

use super::buffer::{Buffer, scor_buffer};
use super::document::scor_document;
use super::error::scor_error;
use super::guard::guard;
use super::input::bad_value;
use super::scan::scor_scan;
use crate::piece::digitize::Settings;
use crate::preview::{self, Options};

/// Draws what would be made of one page of a document, with its faults on it, in less than the time that making it
/// takes: to be shown while the paper is still in hand. A page that the gate would refuse has a preview too, which says why.
///
/// - `document`: not NULL.
/// - `page`: from 0.
/// - `size`: long side of the picture in pixels, frame included, 100 to 4000; 1000 suits a screen.
/// - `scan`: its settings and limits are used; with more than one page in it or in the document, a blank page refuses
///   nothing. NULL for the defaults.
/// - `png`: not NULL; receives the picture as a PNG file. Around the page is a plain green frame, or a vermillion one
///   when the piece would be refused for it. Hatched sides cut text, orange areas cannot be read or hide text, a dashed frame says
///   blank, a cross says black. Zeroised when freed.
/// - `json`: not NULL; receives the same as UTF-8 JSON of schema "scor.preview/1": faults and warnings with texts in
///   English and French, zones and sides in pixels of the picture.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_PDF_PAGE_RANGE, or a code of the source (-2xx) or the image
/// (-3xx). Calls on the same scan wait for each other only to read its settings. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_preview_page(
    document: *const scor_document,
    page: i32,
    size: u32,
    scan: *mut scor_scan,
    png: *mut *mut scor_buffer,
    json: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(png);
            call.clear(json);
            let (png, json) = (call.out("png", png)?, call.out("json", json)?);
            let document = call.object("document", document)?;
            let page = call.index("page", page)?;
            let size = usize::try_from(size).ok().filter(|n| (100..=4000).contains(n));
            let size = size.ok_or_else(|| bad_value("size"))?;
            let (settings, others) = match scan.is_null() {
                true => (Settings::default(), 0),
                false => call
                    .object("scan", scan)?
                    .with(|s| Ok((s.settings.clone(), s.inputs.iter().map(|d| d.page_count()).sum())))?,
            };
            let alone = document.page_count().max(others) == 1;
            let Settings { gate, blocking, limits, .. } = settings;
            let options = Options { size, gate, blocking, alone, limits };
            let shown = preview::operator(&document, page, &options)?;
            let words = json.ready(Buffer::sensitive(shown.report.to_json().into_bytes()))?;
            png.put(Buffer::sensitive(shown.png()?))?;
            words.hand();
            Ok(())
        })
    }
}
