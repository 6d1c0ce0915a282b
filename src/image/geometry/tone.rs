//! Colour to grey, so that ink of every colour stays dark and paper of every colour turns bright.
//!
//! Luma alone loses red stamps and light blue pens; the darkest channel alone turns yellow paper grey and
//! noisy. So channels are first balanced by the colour of the paper, then luma gives way to the darkest
//! channel as far as the pixel is more colourful than paper.

use crate::raster::Rgb;

/// Channel gains in 1/256, which make the paper neutral without making anything brighter than it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tone {
    gain: [u32; 3],
}

/// Where luma starts to give way, and over which span of chroma.
const CHROMA_START: u16 = 24;
const CHROMA_SPAN: u16 = 64;

/// Plain luma (BT.601), for looking at structure.
pub(super) fn luma(r: u32, g: u32, b: u32) -> u32 {
    luma_sum(r, g, b) >> 8
}

/// 256 times the luma, also of sums over up to 60 000 pixels.
pub(super) fn luma_sum(r: u32, g: u32, b: u32) -> u32 {
    r.wrapping_mul(77).wrapping_add(g.wrapping_mul(150)).wrapping_add(b.wrapping_mul(29))
}

impl Tone {
    /// For white paper in white light.
    pub(super) const NEUTRAL: Tone = Tone { gain: [256; 3] };

    /// For paper of this colour. Gains stop at 2.5: darker channels hold noise, not information.
    pub(super) fn for_paper(rgb: [u8; 3]) -> Tone {
        let top = rgb.iter().copied().max().map_or(1, u32::from).max(1);
        Tone { gain: rgb.map(|v| (top * 256 / u32::from(v).max(1)).min(640)) }
    }

    /// Grey of one pixel. In 16 bits, of which vectors hold the most; nothing wraps.
    #[inline(always)]
    pub(super) fn grey(self, r: u8, g: u8, b: u8) -> u8 {
        // v * gain / 256 from gain's whole and its rest, for the product alone has 18 bits
        let lift = |v: u8, gain: u32| {
            let (v, whole, rest) = (u16::from(v), (gain >> 8) as u16, (gain & 255) as u16);
            v.wrapping_mul(whole).wrapping_add(v.wrapping_mul(rest) >> 8).min(255)
        };
        let (r, g, b) = (lift(r, self.gain[0]), lift(g, self.gain[1]), lift(b, self.gain[2]));
        let luma = r.wrapping_mul(77).wrapping_add(g.wrapping_mul(150)).wrapping_add(b.wrapping_mul(29)) >> 8;
        let low = r.min(g).min(b);
        let chroma = r.max(g).max(b).wrapping_sub(low);
        let share = chroma.saturating_sub(CHROMA_START).min(CHROMA_SPAN);
        luma.wrapping_sub(luma.wrapping_sub(low).wrapping_mul(share) / CHROMA_SPAN) as u8
    }

    /// Greys of a run of pixels in a row.
    #[inline(always)]
    pub(super) fn row(self, source: &Rgb, y: usize, x: usize, out: &mut [u8]) {
        let at = (y * source.width + x) * 3;
        let pixels = &source.data[at..at + out.len() * 3];
        for (out, p) in out.iter_mut().zip(pixels.as_chunks::<3>().0) {
            *out = self.grey(p[0], p[1], p[2]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coloured_ink_is_dark_and_coloured_paper_bright() {
        let t = Tone::NEUTRAL;
        assert_eq!(t.grey(255, 255, 255), 255);
        assert_eq!(t.grey(90, 90, 90), luma(90, 90, 90) as u8);
        assert!(t.grey(230, 60, 60) < 70, "red stamp");
        assert!(t.grey(90, 140, 240) < 110, "light blue pen");
        let yellow = Tone::for_paper([250, 230, 150]);
        assert!(yellow.grey(250, 230, 150) > 240);
        assert!(yellow.grey(60, 70, 120) < 80, "blue pen on yellow paper");
    }

    /// The 16-bit form against the plain one, with gains from 1 to 2.5.
    #[test]
    fn sixteen_bits_hold_every_value() {
        for gain in [256, 257, 300, 511, 512, 600, 640] {
            let tone = Tone { gain: [gain, 256, 640] };
            for i in 0..20_000u32 {
                let [r, g, b, _] = i.wrapping_mul(2_654_435_761).to_be_bytes();
                let lift = |v: u8, gain: u32| (i64::from(v) * i64::from(gain) / 256).min(255);
                let (x, y, z) = (lift(r, gain), lift(g, 256), lift(b, 640));
                let (luma, low) = ((x * 77 + y * 150 + z * 29) / 256, x.min(y).min(z));
                let share = (x.max(y).max(z) - low - 24).clamp(0, 64);
                assert_eq!(i64::from(tone.grey(r, g, b)), luma - (luma - low) * share / 64, "{r} {g} {b}");
            }
        }
    }
}
