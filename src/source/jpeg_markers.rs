//! Walks the markers of a JPEG (ITU-T T.81, annex B) without decoding.
//!
//! Decoders fill what is missing with grey, so whether a file is whole must be told beforehand: every segment
//! inside the file, restart markers in order, nothing but entropy-coded data in a scan, and an end marker.

/// What the markers say.
#[derive(Debug, Default)]
pub(super) struct Markers<'a> {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) components: u8,
    pub(super) precision: u8,
    /// The code of the frame header: 0xC0 baseline, 0xC1 extended, 0xC2 progressive.
    pub(super) frame: u8,
    /// The colour transform of an Adobe APP14 segment.
    pub(super) adobe: Option<u8>,
    /// Unit (1 inch, 2 cm), x and y of a JFIF APP0 segment.
    pub(super) jfif: Option<(u8, u16, u16)>,
    /// The TIFF structure of the first Exif segment.
    pub(super) exif: Option<&'a [u8]>,
    pub(super) scans: u32,
}

struct Reader<'a> {
    data: &'a [u8],
    pos: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let b = self.data.get(self.pos).copied()?;
        self.pos += 1;
        Some(b)
    }

    /// Code of the next marker; fill bytes (0xFF) before it are skipped.
    fn marker(&mut self) -> Option<u8> {
        if self.byte()? != 0xFF {
            return None;
        }
        loop {
            match self.byte()? {
                0xFF => {}
                0x00 => return None,
                code => return Some(code),
            }
        }
    }

    fn segment(&mut self) -> Option<&'a [u8]> {
        let length = usize::from(u16::from_be_bytes([self.byte()?, self.byte()?])).checked_sub(2)?;
        let segment = self.data.get(self.pos..self.pos.checked_add(length)?)?;
        self.pos += length;
        Some(segment)
    }

    /// Skips entropy-coded data up to the marker that ends it. Restart markers must count 0 to 7 round.
    fn entropy(&mut self) -> Option<()> {
        let mut restart = 0;
        loop {
            let rest = self.data.get(self.pos..)?;
            let at = rest.iter().position(|b| *b == 0xFF)?;
            match rest.get(at + 1)? {
                0x00 => self.pos += at + 2,
                0xFF => self.pos += at + 1,
                code @ 0xD0..=0xD7 => {
                    if *code != 0xD0 + restart {
                        return None;
                    }
                    restart = (restart + 1) % 8;
                    self.pos += at + 2;
                }
                _ => {
                    self.pos += at;
                    return Some(());
                }
            }
        }
    }
}

impl<'a> Markers<'a> {
    /// `None` when the file is cut short or its structure is broken. Bytes after the end marker are
    /// ignored: phones append previews and films there.
    pub(super) fn read(data: &'a [u8]) -> Option<Markers<'a>> {
        let mut found = Markers::default();
        let mut r = Reader { data, pos: 2 };
        loop {
            match r.marker()? {
                0xD9 => return (found.scans > 0 && found.frame != 0).then_some(found),
                0x01 => {}
                0xD0..=0xD8 => return None,
                code @ (0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) => {
                    if found.frame != 0 {
                        return None;
                    }
                    found.frame = code;
                    found.frame_header(r.segment()?)?;
                }
                0xDA => {
                    r.segment()?;
                    r.entropy()?;
                    found.scans += 1;
                }
                code => found.other(code, r.segment()?),
            }
        }
    }

    fn frame_header(&mut self, segment: &[u8]) -> Option<()> {
        let [precision, h1, h0, w1, w0, components, ..] = segment else { return None };
        self.precision = *precision;
        self.height = u16::from_be_bytes([*h1, *h0]);
        self.width = u16::from_be_bytes([*w1, *w0]);
        self.components = *components;
        Some(())
    }

    fn other(&mut self, code: u8, segment: &'a [u8]) {
        match (code, segment) {
            (0xE0, [b'J', b'F', b'I', b'F', 0, _, _, unit, x1, x0, y1, y0, ..]) => {
                self.jfif = Some((*unit, u16::from_be_bytes([*x1, *x0]), u16::from_be_bytes([*y1, *y0])));
            }
            (0xE1, [b'E', b'x', b'i', b'f', 0, _, tiff @ ..]) if self.exif.is_none() => {
                self.exif = Some(tiff)
            }
            (0xEE, [b'A', b'd', b'o', b'b', b'e', _, _, _, _, _, _, transform, ..]) => {
                self.adobe = Some(*transform)
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOF: [u8; 13] = [0xFF, 0xC0, 0, 11, 8, 0, 5, 0, 7, 1, 1, 0x11, 0];
    const SOS: [u8; 10] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];

    fn file(entropy: &[u8], end: &[u8]) -> Vec<u8> {
        [&[0xFF, 0xD8][..], &SOF, &SOS, entropy, end].concat()
    }

    #[test]
    fn a_whole_file_is_read_and_a_cut_one_is_not() {
        let whole = file(&[1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 0xFF, 0xD1, 5], &[0xFF, 0xD9, 9, 9]);
        let m = Markers::read(&whole).expect("whole");
        assert_eq!((m.width, m.height, m.components, m.scans), (7, 5, 1, 1));
        for length in 0..whole.len() - 2 {
            assert!(Markers::read(&whole[..length]).is_none(), "cut at {length}");
        }
    }

    #[test]
    fn markers_out_of_order_are_damage() {
        assert!(Markers::read(&file(&[1, 0xFF, 0xD1, 2], &[0xFF, 0xD9])).is_none(), "restart 1 before 0");
        assert!(Markers::read(&file(&[1, 0xFF, 0xD8, 2], &[0xFF, 0xD9])).is_none(), "image in image");
    }
}
