//! The adaptive arithmetic coder of JBIG2 (ITU-T T.88, Annex E): decisions with their contexts in, bytes out.
//!
//! Names follow the standard's registers: `a` the interval, `c` the code, `ct` the shifts until the next byte.

/// What a context knows: twice the row of [`STATES`], plus the bit it expects. Starts at 0.
pub(super) type Context = u8;

/// Probability of the unexpected bit, next rows after the expected and the unexpected one, and whether the
/// expectation turns round (T.88, Table E.1).
#[rustfmt::skip]
const ROWS: [(u16, u8, u8, bool); 47] = [
    (0x5601, 1, 1, true), (0x3401, 2, 6, false), (0x1801, 3, 9, false), (0x0AC1, 4, 12, false),
    (0x0521, 5, 29, false), (0x0221, 38, 33, false), (0x5601, 7, 6, true), (0x5401, 8, 14, false),
    (0x4801, 9, 14, false), (0x3801, 10, 14, false), (0x3001, 11, 17, false), (0x2401, 12, 18, false),
    (0x1C01, 13, 20, false), (0x1601, 29, 21, false), (0x5601, 15, 14, true), (0x5401, 16, 14, false),
    (0x5101, 17, 15, false), (0x4801, 18, 16, false), (0x3801, 19, 17, false), (0x3401, 20, 18, false),
    (0x3001, 21, 19, false), (0x2801, 22, 19, false), (0x2401, 23, 20, false), (0x2201, 24, 21, false),
    (0x1C01, 25, 22, false), (0x1801, 26, 23, false), (0x1601, 27, 24, false), (0x1401, 28, 25, false),
    (0x1201, 29, 26, false), (0x1101, 30, 27, false), (0x0AC1, 31, 28, false), (0x09C1, 32, 29, false),
    (0x08A1, 33, 30, false), (0x0521, 34, 31, false), (0x0441, 35, 32, false), (0x02A1, 36, 33, false),
    (0x0221, 37, 34, false), (0x0141, 38, 35, false), (0x0111, 39, 36, false), (0x0085, 40, 37, false),
    (0x0049, 41, 38, false), (0x0025, 42, 39, false), (0x0015, 43, 40, false), (0x0009, 44, 41, false),
    (0x0005, 45, 42, false), (0x0001, 45, 43, false), (0x5601, 46, 46, false),
];

#[derive(Clone, Copy)]
struct State {
    qe: u32,
    expected: Context,
    unexpected: Context,
}

/// [`ROWS`] by context, so that a step is one look-up; twice 47 of them are real, the rest spares a check of bounds.
static STATES: [State; 256] = {
    let mut states = [State { qe: 0x5601, expected: 0, unexpected: 0 }; 256];
    let mut i = 0;
    while i < 94 {
        let (qe, expected, unexpected, turn) = ROWS[i / 2];
        let mps = (i % 2) as u8;
        states[i] = State {
            qe: qe as u32,
            expected: 2 * expected + mps,
            unexpected: 2 * unexpected + (mps ^ turn as u8),
        };
        i += 1;
    }
    states
};

/// The coder with the bytes made so far. What runs for every pixel is inlined and hands no reference to `a`, `c`
/// and `ct` on, which lets them stay in registers; the standard's bounds on them (`a` under 2^16, `c` under 2^28)
/// are why their sums need no check.
pub(super) struct Encoder {
    a: u32,
    c: u32,
    ct: u32,
    /// A leading byte that a carry never reaches, then the code.
    out: Vec<u8>,
}

impl Encoder {
    /// INITENC.
    pub(super) fn new() -> Self {
        Encoder { a: 0x8000, c: 0, ct: 12, out: vec![0] }
    }

    /// ENCODE: one bit in its context.
    #[inline(always)]
    pub(super) fn put(&mut self, context: &mut Context, bit: u8) {
        let state = STATES[usize::from(*context)];
        self.a = self.a.wrapping_sub(state.qe);
        if *context & 1 == bit {
            if self.a & 0x8000 != 0 {
                self.c = self.c.wrapping_add(state.qe);
                return;
            }
            *context = state.expected;
            if self.a < state.qe {
                self.a = state.qe;
            } else {
                self.c = self.c.wrapping_add(state.qe);
            }
        } else {
            *context = state.unexpected;
            if self.a < state.qe {
                self.c = self.c.wrapping_add(state.qe);
            } else {
                self.a = state.qe;
            }
        }
        self.renormalise();
    }

    /// The same zero bit `count` times in one context: the steps that shift nothing are taken at once, which
    /// is where blank paper spends its time.
    #[inline(always)]
    pub(super) fn zeros(&mut self, context: &mut Context, mut count: u32) {
        while count > 0 {
            let qe = STATES[usize::from(*context)].qe;
            if *context & 1 == 0 {
                let steps = count.min((self.a - 0x8000) / qe);
                self.a -= steps * qe;
                self.c += steps * qe;
                count -= steps;
                if count == 0 {
                    return;
                }
            }
            self.put(context, 0);
            count -= 1;
        }
    }

    /// RENORME.
    #[inline(always)]
    fn renormalise(&mut self) {
        let mut shifts = self.a.leading_zeros() - 16;
        self.a <<= shifts;
        while shifts >= self.ct {
            shifts -= self.ct;
            (self.c, self.ct) = byte_out(&mut self.out, self.c << self.ct);
        }
        self.c <<= shifts;
        self.ct -= shifts;
    }

    /// FLUSH: the code, closed by the marker 0xFF 0xAC.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let end = self.c + self.a;
        self.c |= 0xFFFF;
        if self.c >= end {
            self.c -= 0x8000;
        }
        for _ in 0..2 {
            (self.c, self.ct) = byte_out(&mut self.out, self.c << self.ct);
        }
        if self.out.last() != Some(&0xFF) {
            self.out.push(0xFF);
        }
        self.out.push(0xAC);
        self.out.remove(0);
        self.out
    }
}

/// BYTEOUT: a carry goes into the last byte; behind 0xFF comes a bit of room for the next carry. Gives the code
/// left and the shifts until the next byte.
#[inline(never)]
fn byte_out(out: &mut Vec<u8>, mut c: u32) -> (u32, u32) {
    let last = out.last_mut().map_or(0, |last| {
        if *last != 0xFF && c >= 0x800_0000 {
            *last += 1;
            c &= 0x7FF_FFFF;
        }
        *last
    });
    let shift = if last == 0xFF { 20 } else { 19 };
    out.push((c >> shift) as u8);
    (c & ((1 << shift) - 1), if last == 0xFF { 7 } else { 8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test sequence of the standard (T.88, H.2): 256 bits in one context, and their code.
    #[test]
    fn the_sequence_of_the_standard_gives_its_code() {
        let bits = [
            0x00, 0x02, 0x00, 0x51, 0x00, 0x00, 0x00, 0xC0, 0x03, 0x52, 0x87, 0x2A, 0xAA, 0xAA, 0xAA, 0xAA,
            0x82, 0xC0, 0x20, 0x00, 0xFC, 0xD7, 0x9E, 0xF6, 0xBF, 0x7F, 0xED, 0x90, 0x4F, 0x46, 0xA3, 0xBF,
        ];
        let code = [
            0x84, 0xC7, 0x3B, 0xFC, 0xE1, 0xA1, 0x43, 0x04, 0x02, 0x20, 0x00, 0x00, 0x41, 0x0D, 0xBB, 0x86,
            0xF4, 0x31, 0x7F, 0xFF, 0x88, 0xFF, 0x37, 0x47, 0x1A, 0xDB, 0x6A, 0xDF, 0xFF, 0xAC,
        ];
        let (mut coder, mut context) = (Encoder::new(), 0);
        for byte in bits {
            (0..8).rev().for_each(|i| coder.put(&mut context, byte >> i & 1));
        }
        assert_eq!(coder.finish(), code);
    }

    #[test]
    fn zeros_at_once_are_zeros_one_by_one() {
        let (mut one, mut all) = (Encoder::new(), Encoder::new());
        let (mut ctx_one, mut ctx_all) = ([0; 2], [0; 2]);
        for n in (0..300u32).map(|i| i * i % 977) {
            for _ in 0..n {
                one.put(&mut ctx_one[0], 0);
            }
            all.zeros(&mut ctx_all[0], n);
            for coder in [(&mut one, &mut ctx_one), (&mut all, &mut ctx_all)] {
                coder.0.put(&mut coder.1[(n % 2) as usize], (n % 3 == 0).into());
            }
        }
        assert_eq!(ctx_one, ctx_all);
        assert_eq!(one.finish(), all.finish());
    }
}
