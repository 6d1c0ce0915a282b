#!/usr/bin/env python3
"""Trains the net that decides the border pixels of a binarised page again.

    SCOR_BORDER_PAIRS=DIR cargo test --lib border::samples -- --ignored
    border.py DIR [--units 16] [--held-out] [--write ../src/image/ink/border/weights.rs]

DIR holds pages with drawn truth, NAME.png and NAME_t.png, of the contests DIBCO and H-DIBCO; the year is the first
number of 20.. in NAME. Years are told apart so that `--held-out` can say what the net is worth: each year is judged by a net
trained without it. `--write` trains on all years but those of OTHER, quantises, and tells the F-measure of the integers.
"""
import argparse
import glob
import os
import re
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

INPUTS = 29
# Papyri and photos of palm leaves: there the border is not what is wrong. Judged, not trained on.
OTHER = {2019}
# Where most of the page is wrong, the border's truth says nothing of borders.
LEAST_F = 60
# Of each page, so that all pages count the same.
SAMPLES = 10000
EPOCHS = 20
# Inputs are shares of 256; the hidden units' weights have 12 bits behind the point, the last ones 8.
ONE, HIDDEN_BITS, SHIFT, OUT_BITS = 256, 12, 12, 8


def load(path):
    data = open(path, "rb").read()
    counts = np.frombuffer(data[:12], "<u4").astype(np.int64)
    rows = np.frombuffer(data[12:], "<i2").reshape(-1, INPUTS + 2)
    return counts, rows[:, :INPUTS], rows[:, INPUTS] > 0, rows[:, INPUTS + 1] > 0


def f_measure(counts, found, real):
    right = counts[0] + (found & real).sum()
    wrong = counts[1] + (found & ~real).sum()
    return 200 * right / max(right + wrong + counts[2], 1)


def train(pages, units, rng):
    x, y = [], []
    for page in pages:
        _, inputs, _, real = load(page)
        some = rng.choice(len(inputs), min(len(inputs), SAMPLES), replace=False)
        x.append(inputs[some].astype(np.float32) / ONE)
        y.append(real[some])
    x, y = np.concatenate(x), np.concatenate(y)
    mean, deviation = x.mean(0), x.std(0)
    warnings.simplefilter("ignore", ConvergenceWarning)
    net = MLPClassifier((units,), max_iter=EPOCHS, batch_size=512, random_state=1).fit((x - mean) / deviation, y)
    hidden = net.coefs_[0] / deviation[:, None]
    return hidden, net.intercepts_[0] - (mean[:, None] * hidden).sum(0), net.coefs_[1][:, 0], net.intercepts_[1][0]


def quantise(net):
    hidden, hidden_bias, out, out_bias = net
    return (
        np.round(hidden * 2**HIDDEN_BITS).astype(np.int64),
        np.round(hidden_bias * 2**HIDDEN_BITS * ONE).astype(np.int64),
        np.round(out * 2**OUT_BITS).astype(np.int64),
        int(np.round(out_bias * 2 ** (HIDDEN_BITS - SHIFT + OUT_BITS) * ONE)),
    )


def decide(net, inputs):
    """As `is_ink` does, on the same integers."""
    hidden, hidden_bias, out, out_bias = net
    found = np.empty(len(inputs), bool)
    for at in range(0, len(inputs), 1 << 16):
        units = np.maximum(inputs[at : at + (1 << 16)].astype(np.float64) @ hidden + hidden_bias, 0).astype(np.int64) >> SHIFT
        found[at : at + (1 << 16)] = units @ out + out_bias > 0
    return found


def tell(pages, year, nets):
    """The mean F-measure of each year before and after; `nets` gives the net that judges a year."""
    rows = {}
    for page in pages:
        counts, inputs, found, real = load(page)
        after = decide(nets(year[page]), inputs)
        rows.setdefault(year[page], []).append((f_measure(counts, found, real), f_measure(counts, after, real)))
    for y in sorted(rows):
        print(f"{y}: {len(rows[y])} pages, F {np.mean([a for a, _ in rows[y]]):.2f} -> {np.mean([b for _, b in rows[y]]):.2f}")
    old = [r for y in rows if y <= 2016 for r in rows[y]]
    print(f"2009-2016: {len(old)} pages, F {np.mean([a for a, _ in old]):.2f} -> {np.mean([b for _, b in old]):.2f}")


HEAD = """//! The weights of the net that decides border pixels: trained, do not edit. Written by `calibration/border.py`.
//!
//! Inputs are shares of 256; the hidden units' weights have {hidden} bits behind the point, the last ones {out}.

/// Hidden units.
pub(super) const HIDDEN: usize = {units};
"""


def write(path, net, units):
    hidden, hidden_bias, out, out_bias = net
    assert max(np.abs(hidden).max(), np.abs(out).max()) < 2**15 and np.abs(hidden_bias).max() < 2**31
    row = lambda values: "[" + ", ".join(str(v) for v in values) + "]"
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD.format(hidden=HIDDEN_BITS, out=OUT_BITS, units=units))
        file.write(f"/// Added to each hidden unit.\npub(super) const HIDDEN_BIAS: [i32; HIDDEN] = {row(hidden_bias)};\n")
        file.write(f"/// Of each input for each hidden unit.\npub(super) const HIDDEN_WEIGHTS: [[i16; HIDDEN]; {INPUTS}] = [\n")
        file.writelines(f"    {row(line)},\n" for line in hidden)
        file.write("];\n")
        file.write(f"/// Of each hidden unit.\npub(super) const OUT_WEIGHTS: [i16; HIDDEN] = {row(out)};\n")
        file.write(f"/// Added to their sum.\npub(super) const OUT_BIAS: i32 = {out_bias};\n")
    os.system(f"rustfmt --edition 2024 {path}")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("dir")
    args.add_argument("--units", type=int, default=16)
    args.add_argument("--held-out", action="store_true")
    args.add_argument("--write")
    args = args.parse_args()
    pages = sorted(glob.glob(os.path.join(args.dir, "*.bin")))
    year = {p: int(re.search(r"20\d\d", os.path.basename(p)).group(0)) for p in pages}
    good = [p for p in pages if f_measure(*(load(p)[i] for i in (0, 2, 3))) > LEAST_F and year[p] not in OTHER]
    if args.held_out:
        nets = {y: quantise(train([p for p in good if year[p] != y], args.units, np.random.default_rng(1))) for y in set(year.values())}
        print("each year by a net trained without it")
        tell(pages, year, nets.get)
    if args.write:
        net = quantise(train(good, args.units, np.random.default_rng(1)))
        print("trained on all of them")
        tell(pages, year, lambda _: net)
        write(args.write, net, args.units)


if __name__ == "__main__":
    main()
