//! Coded pages to PDF 1.4: one image a page, boxes in real sizes, and nothing else.
//!
//! No date, no identifier that changes, no text, form, script or attachment: the same pages give the same bytes
//! everywhere, and the document information names the library alone.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, TextStr};

use super::encode::{Codec, EncodedPage};
use crate::error::{Error, Kind, Result};

/// Most bytes that a page costs beside its stream.
pub const MAX_PAGE_OVERHEAD: usize = 800;

pub(super) const PRODUCER: &str = concat!("scor ", env!("CARGO_PKG_VERSION"));

/// Writes the document. Error: `pdf.no_pages`.
pub fn write(pages: &[EncodedPage]) -> Result<Vec<u8>> {
    if pages.is_empty() {
        return Err(Error::new(Kind::PdfNoPages));
    }
    let mut pdf = Pdf::new();
    pdf.set_version(1, 4);
    let mut next = 0;
    let mut id = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree, info) = (id(), id(), id());
    let leaves: Vec<Leaf> =
        pages.iter().map(|page| Leaf { coded: page, page: id(), image: id(), content: id() }).collect();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree)
        .kids(leaves.iter().map(|l| l.page))
        .count(i32::try_from(leaves.len()).unwrap_or(i32::MAX));
    pdf.document_info(info).producer(TextStr(PRODUCER));
    for leaf in &leaves {
        leaf.write(&mut pdf, tree);
    }
    Ok(pdf.finish())
}

struct Leaf<'a> {
    coded: &'a EncodedPage,
    page: Ref,
    image: Ref,
    content: Ref,
}

impl Leaf<'_> {
    fn write(&self, pdf: &mut Pdf, tree: Ref) {
        let (width, height) =
            (points(self.coded.width, self.coded.dpi), points(self.coded.height, self.coded.dpi));
        let name = Name(b"I");
        let mut page = pdf.page(self.page);
        page.parent(tree).media_box(Rect::new(0.0, 0.0, width, height)).contents(self.content);
        page.resources().x_objects().pair(name, self.image);
        page.finish();

        let mut image = pdf.image_xobject(self.image, &self.coded.data);
        let (columns, rows) = (int(self.coded.width), int(self.coded.height));
        image.width(columns).height(rows).bits_per_component(1);
        image.color_space().device_gray();
        match self.coded.codec {
            Codec::G4 => {
                image.filter(pdf_writer::Filter::CcittFaxDecode);
                image.decode_parms().k(-1).columns(columns).rows(rows);
            }
            Codec::Jbig2 => {
                image.filter(pdf_writer::Filter::Jbig2Decode);
            }
        }
        image.finish();

        let mut content = Content::new();
        content.save_state().transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(name).restore_state();
        pdf.stream(self.content, &content.finish());
    }
}

/// Pixels at a resolution to points: the thousandth just under the true size, so A4 at 300 dpi (2480 x 3508
/// pixels) gives 595.199 x 841.919, within 0.03 mm of the sheet. The pixel grid rules, not the paper's norm
/// (595.276 x 841.89): a reader that draws at native resolution then shows these very pixels. Just under, because
/// readers round device pixels up from a float: 595.44 points at 200 dpi are 1655 columns to poppler, not 1654.
fn points(pixels: u32, dpi: u32) -> f32 {
    let thousandths = (u64::from(pixels) * 72_000).saturating_sub(1) / u64::from(dpi.max(1));
    (thousandths.max(1) as f64 / 1000.0) as f32
}

fn int(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::encode;
    use crate::raster::Bitmap;

    #[test]
    fn the_same_pages_give_the_same_bytes_with_little_around_them() {
        let mut bitmap = Bitmap::new(2480, 3508);
        bitmap.set(100, 100, true);
        let pages = vec![encode(&bitmap, 300, Codec::G4).unwrap(); 40];
        let pdf = write(&pages).unwrap();
        assert_eq!(pdf, write(&pages).unwrap());
        assert!(pdf.starts_with(b"%PDF-1.4"));
        let streams: usize = pages.iter().map(|p| p.data.len()).sum();
        assert!(
            pdf.len() - streams < pages.len() * MAX_PAGE_OVERHEAD,
            "{} bytes around",
            pdf.len() - streams
        );
    }

    #[test]
    fn no_pages_no_document() {
        assert_eq!(write(&[]).unwrap_err().kind(), Kind::PdfNoPages);
    }
}
