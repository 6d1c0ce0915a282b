//! What hinders a reader, and how much: fitted, do not edit. Written by `calibration/fit.py`, read by `legibility.rs`.
//!
//! Pairs of a measure and its cost, straight lines between them, flat beyond. Costs never fall, the share never rises.

/// Edge of the writing in the source, mm.
pub(super) const EDGE: [(f32, f32); 5] =
    [(0.3, 0.0000), (0.45, 0.0000), (0.6, 0.8880), (0.8, 1.2314), (1.1, 1.4791)];
/// Flank of the ink on the evenly lit page, mm.
pub(super) const FLANK: [(f32, f32); 5] =
    [(0.2, 0.0000), (0.3, 1.5920), (0.4, 1.9688), (0.55, 3.0642), (0.8, 4.3238)];
/// Depth of a full letter less the writing's contrast: 1 - contrast.
pub(super) const PALE: [(f32, f32); 5] =
    [(0.6, 0.0000), (0.8, 0.3130), (0.86, 0.3130), (0.9, 0.3130), (0.94, 0.3130)];
/// Noise of the paper over the depth of the writing.
pub(super) const NOISY: [(f32, f32); 5] =
    [(0.03, 0.0000), (0.06, 0.0000), (0.1, 0.4801), (0.15, 0.4801), (0.25, 0.4801)];
/// 1 - depth of the ink on the evenly lit page.
pub(super) const SHALLOW: [(f32, f32); 5] =
    [(0.3, 0.0000), (0.5, 0.0000), (0.7, 0.0000), (0.8, 1.2894), (0.9, 1.9012)];
/// Shapes smaller than letters, for each letter.
pub(super) const BITS: [(f32, f32); 5] =
    [(0.1, 0.0000), (0.3, 1.2732), (1.0, 2.3208), (3.0, 3.1802), (10.0, 3.6835)];
/// Share of runs thinner than a stroke.
pub(super) const FRAYED: [(f32, f32); 5] =
    [(0.03, 0.0000), (0.06, 0.1878), (0.12, 0.1878), (0.25, 0.3179), (0.5, 0.3179)];
/// 1 / samples across a letter's height in the input.
pub(super) const COARSE: [(f32, f32); 5] =
    [(0.04, 0.0000), (0.06, 0.6384), (0.09, 0.6384), (0.13, 1.0051), (0.2, 1.0051)];
/// Sum of the costs, and the share of the characters that are read.
pub(super) const SHARE: [(f32, f32); 15] = [
    (0.0, 0.9926),
    (1.0, 0.9801),
    (2.0, 0.9477),
    (2.5, 0.9166),
    (3.0, 0.8696),
    (3.5, 0.8018),
    (4.0, 0.7105),
    (4.5, 0.5981),
    (5.0, 0.4744),
    (5.5, 0.3538),
    (6.0, 0.2493),
    (7.0, 0.1089),
    (8.0, 0.0430),
    (10.0, 0.0060),
    (14.0, 0.0001),
];
