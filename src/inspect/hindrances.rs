//! What hinders a reader, and how much: fitted, do not edit. Written by `calibration/fit.py`, read by `legibility.rs`.
//!
//! Pairs of a measure and its cost, straight lines between them, flat beyond. Costs never fall, the share never rises.

/// Edge of the writing in the source for letters of 2 mm, mm.
pub(super) const EDGE: [(f32, f32); 5] =
    [(0.3, 0.0000), (0.45, 0.0000), (0.6, 0.3047), (0.8, 0.3047), (1.1, 0.5924)];
/// Flank of the ink on the evenly lit page for letters of 2 mm, mm.
pub(super) const FLANK: [(f32, f32); 5] =
    [(0.2, 0.0000), (0.3, 2.1959), (0.4, 2.6010), (0.55, 4.2909), (0.8, 4.6638)];
/// Depth of a full letter less the writing's contrast: 1 - contrast.
pub(super) const PALE: [(f32, f32); 5] =
    [(0.6, 0.0000), (0.8, 0.0000), (0.86, 0.0000), (0.9, 0.0000), (0.94, 0.0000)];
/// Noise of the paper over the depth of the writing.
pub(super) const NOISY: [(f32, f32); 5] =
    [(0.03, 0.0000), (0.06, 0.1532), (0.1, 0.6880), (0.15, 0.6880), (0.25, 0.6880)];
/// 1 - depth of the ink on the evenly lit page.
pub(super) const SHALLOW: [(f32, f32); 5] =
    [(0.3, 0.0000), (0.5, 0.0000), (0.7, 0.4224), (0.8, 1.9299), (0.9, 1.9759)];
/// Shapes smaller than letters, for each letter.
pub(super) const BITS: [(f32, f32); 5] =
    [(0.1, 0.0000), (0.3, 1.3930), (1.0, 2.1074), (3.0, 3.0288), (10.0, 3.4992)];
/// Share of runs thinner than a stroke.
pub(super) const FRAYED: [(f32, f32); 5] =
    [(0.03, 0.0000), (0.06, 0.0142), (0.12, 0.0142), (0.25, 0.1131), (0.5, 0.1131)];
/// 1 / samples across a letter's height in the input.
pub(super) const COARSE: [(f32, f32); 5] =
    [(0.04, 0.0000), (0.06, 0.0000), (0.09, 0.3382), (0.13, 0.8080), (0.2, 0.8080)];
/// Sum of the costs, and the share of the characters that are read.
pub(super) const SHARE: [(f32, f32); 15] = [
    (0.0, 0.9876),
    (1.0, 0.9671),
    (2.0, 0.9153),
    (2.5, 0.8676),
    (3.0, 0.7990),
    (3.5, 0.7068),
    (4.0, 0.5938),
    (4.5, 0.4700),
    (5.0, 0.3497),
    (5.5, 0.2460),
    (6.0, 0.1652),
    (7.0, 0.0679),
    (8.0, 0.0261),
    (10.0, 0.0036),
    (14.0, 0.0001),
];
