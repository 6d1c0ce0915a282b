#!/usr/bin/env python3
"""Fits `legibility`: the share of characters a reader gets of our sheet, from what the gate measures.

    fit.py DIR [--write ../src/inspect/hindrances.rs]

DIR/measured.json comes from measure.py. The model is a sum of hindrances, each a rising piecewise-linear function of one
measure, and a falling table from that sum to the share: it can only fall when a hindrance grows. It is fitted on the
templates and faces of group `fit`; what it is worth is told on those of group `held`, which share none with them.
"""
import argparse
import json

import numpy as np

# name, how it is had from the measures, where the pieces meet. Every hindrance hinders more the larger it is.
HINDRANCES = [
    ("edge", "edge of the writing in the source for letters of 2 mm, mm", [0.3, 0.45, 0.6, 0.8, 1.1]),
    ("flank", "flank of the ink on the evenly lit page for letters of 2 mm, mm", [0.2, 0.3, 0.4, 0.55, 0.8]),
    ("pale", "depth of a full letter less the writing's contrast: 1 - contrast", [0.6, 0.8, 0.86, 0.9, 0.94]),
    ("noisy", "noise of the paper over the depth of the writing", [0.03, 0.06, 0.1, 0.15, 0.25]),
    ("shallow", "1 - depth of the ink on the evenly lit page", [0.3, 0.5, 0.7, 0.8, 0.9]),
    ("bits", "shapes smaller than letters, for each letter", [0.1, 0.3, 1.0, 3.0, 10.0]),
    ("frayed", "share of runs thinner than a stroke", [0.03, 0.06, 0.12, 0.25, 0.5]),
    ("coarse", "1 / samples across a letter's height in the input", [0.04, 0.06, 0.09, 0.13, 0.2]),
]


HEAD = """//! What hinders a reader, and how much: fitted, do not edit. Written by `calibration/fit.py`, read by `legibility.rs`.
//!
//! Pairs of a measure and its cost, straight lines between them, flat beyond. Costs never fall, the share never rises.
"""


def table(name, about, pairs):
    """A Rust constant."""
    pairs = list(pairs)
    inner = ", ".join(f"({float(k)!r}, {c:.4f})" for k, c in pairs)
    about = about[0].upper() + about[1:].rstrip(".") + "."
    one = f"pub(super) const {name.upper()}: [(f32, f32); {len(pairs)}] ="
    whole = f"{one} [{inner}];"
    if len(whole) > 110:
        cells = "".join(f"    ({float(k)!r}, {c:.4f}),\n" for k, c in pairs)
        whole = f"{one} [\n{cells}];" if len(inner) > 106 else f"{one}\n    [{inner}];"
    return f"/// {about}\n{whole}"


def hindrances(m):
    depth = max(m["contrast"] * m["paper_level"], 1.0)
    across = max(m["letter_mm"] * m["input_dpi"] / 25.4, 1.0)
    # for letters of 2 mm, as small print has; twice as large ones bear twice the blur
    size = min(max(m["letter_mm"], 1.0), 5.0) / 2
    return [m["edge_mm"] / size, m["flank_mm"] / size, 1 - m["contrast"], m["noise"] / depth, 1 - m["ink_depth"], m["bits"], m["frayed"], 1 / across]


def basis(rows):
    """For each hindrance and piece: how far (0..1) the measure is through it."""
    values = np.array([hindrances(r["measures"]) for r in rows])
    columns = []
    for j, (_, _, knots) in enumerate(HINDRANCES):
        for a, b in zip(knots, knots[1:]):
            columns.append(np.clip((values[:, j] - a) / (b - a), 0, 1))
    return np.stack(columns, 1)


def share(z):
    return 1 / (1 + np.exp(z))


def fit(x, y, ridge=0.02, steps=20000):
    """Least squares of y against 1 / (1 + exp(bias + x w)), w >= 0, by projected gradients (Adam)."""
    w, bias = np.full(x.shape[1], 0.3), -4.0
    m, v = np.zeros(len(w) + 1), np.zeros(len(w) + 1)
    for step in range(1, steps + 1):
        s = share(bias + x @ w)
        g = -2 * (s - y) * s * (1 - s) / len(y)
        gradient = np.append(x.T @ g + ridge * w / len(y), g.sum())
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        move = 0.01 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-9)
        w, bias = np.maximum(w - move[:-1], 0), float(np.clip(bias - move[-1], -7, -3))
    return w, bias


def auc(score, good):
    a, b = score[good], score[~good]
    return float(np.mean((a[:, None] > b) + 0.5 * (a[:, None] == b))) if len(a) and len(b) else float("nan")


def report(name, s, y):
    print(f"{name}: {len(y)} pages, mean error {np.abs(s - y).mean():.3f}, median {np.median(np.abs(s - y)):.3f}, AUC (got >= .90) {auc(s, y >= 0.9):.3f}, AUC (got >= .60) {auc(s, y >= 0.6):.3f}")
    order = np.argsort(s)
    for part in np.array_split(order, min(10, len(order))):
        print(f"   said {s[part].mean():.2f}  got {y[part].mean():.2f}  (least {y[part].min():.2f})")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("dir"), a.add_argument("--write"), a.add_argument("-v", action="store_true")
    o = a.parse_args()
    rows = [r for r in json.load(open(f"{o.dir}/measured.json")) if r.get("got") is not None and r["damage"] != "cut"]
    groups = {g: [r for r in rows if r["group"] == g] for g in ("fit", "held")}
    y = {g: np.array([r["got"] for r in part]) for g, part in groups.items()}
    x = {g: basis(part) for g, part in groups.items()}
    w, bias = fit(x["fit"], y["fit"])
    said = {g: share(bias + x[g] @ w) for g in groups}
    for g in groups:
        report(g, said[g], y[g])
    at = 0
    lines = [HEAD]
    for name, about, knots in HINDRANCES:
        costs = np.concatenate([[0], np.cumsum(w[at : at + len(knots) - 1])])
        at += len(knots) - 1
        lines.append(table(name, about, zip(knots, costs)))
        print(name, " ".join(f"{k:g}:{c:.2f}" for k, c in zip(knots, costs)))
    sums = [0, 1, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 10, 14]
    lines.append(table("share", "Sum of the costs, and the share of the characters that are read.", [(z, share(bias + z)) for z in sums]))
    print("bias", bias)
    if o.v:
        for g in groups:
            for i in np.argsort(-np.abs(said[g] - y[g]))[:12]:
                print(f"   {groups[g][i]['id']}: said {said[g][i]:.2f} got {y[g][i]:.2f}", [round(float(v), 3) for v in hindrances(groups[g][i]["measures"])])
    if o.write:
        with open(o.write, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))


if __name__ == "__main__":
    main()
