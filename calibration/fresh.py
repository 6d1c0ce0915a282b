#!/usr/bin/env python3
"""An independent set to try the gate: other layouts, faces and damages than generate.py, in two halves.

    fresh.py OUT develop|judge [--pages 12] [--seed 31]

`develop` serves to improve the gate, and the fit; `judge` is scored once, when nothing changes any more (gate.py tells the
rates). OUT/cases.json is as generate.py's, and measure.py reads it. Damages take away writing too: glare that clips, thumbs,
folded corners, sheets that run out of the picture, cuts through text or between two lines.
"""
import argparse
import json
import os

import cv2
import numpy as np

import degrade as D
import fresh_pages
import generate as G
import pages
from read import read, score

SWEEP = ["defocus", "streak", "oblique", "noise", "clipped", "dusk", "glare", "burnt", "shade", "jpeg", "coarse", "tilted", "thumb", "folded"]
SIDES = np.float32([[0, -1], [1, 0], [0, 1], [-1, 0]])


def laid(pen, rng, kind):
    """The ground, the page on it, and where it lies; paper with its own look."""
    where = G.place(rng, pen, kind)
    if kind == "photo":  # fewer pixels, as phones send them
        share = rng.uniform(0.65, 1)
        scale = np.diag([share, share, 1])
        where = (scale @ where[0], tuple(int(v * share) for v in where[1]), round(where[2] * share), where[3], where[4] * share)
    return where


def sheet(pen, rng, other=None, strength=0.0):
    page = np.asarray(pen.image)[:, :, ::-1].astype(np.float32)
    if other is not None:
        page = D.bleed(page, other, strength)
    return D.paper(page, rng, G.TINTS[rng.integers(len(G.TINTS))] if rng.random() < 0.3 else G.TINTS[0])


def streak(image, rng, severity, dpi, oblique):
    angle = rng.choice([np.pi / 4, 3 * np.pi / 4]) + rng.uniform(-0.3, 0.3) if oblique else rng.choice([0, np.pi / 2])
    length = max(1.0, 2.4 * severity * dpi / 25.4)
    size = int(np.ceil(length)) // 2 * 2 + 3
    line, middle = np.zeros((size, size), np.float32), size // 2
    for s in np.linspace(-0.5, 0.5, 8 * size):
        x, y = middle + s * length * np.cos(angle), middle + s * length * np.sin(angle)
        x0, y0 = int(x), int(y)
        for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            line[y0 + dy, x0 + dx] += (1 - abs(x - x0 - dx)) * (1 - abs(y - y0 - dy))
    return cv2.filter2D(image, -1, line / line.sum())


def glare(image, rng, severity, where):
    """A lamp's reflection on the sheet: clips, and nothing is left of the ink in its middle."""
    h, w = image.shape[:2]
    quad = where[4]
    at = quad.mean(0) + (quad[rng.integers(4)] - quad.mean(0)) * rng.uniform(0, 0.5)
    size = np.sqrt(cv2.contourArea(quad.astype(np.float32))) * (0.06 + 0.3 * severity)
    x, y = np.meshgrid(np.arange(0, w, 4), np.arange(0, h, 4))
    a, flat = rng.uniform(0, np.pi), rng.uniform(0.6, 1)
    u, v = (x - at[0]) * np.cos(a) + (y - at[1]) * np.sin(a), (y - at[1]) * np.cos(a) - (x - at[0]) * np.sin(a)
    far = np.hypot(u, v / flat) / size
    spot = 330 / (1 + np.exp((far - 1) * rng.uniform(4, 12)))
    return image + cv2.resize(spot.astype(np.float32), (w, h))[..., None]


def tilted(image, rng, severity, dpi):
    """Sharp on one side, out of focus on the other."""
    soft = D.defocus(image, 0.35 + 0.65 * severity, dpi)
    h, w = image.shape[:2]
    t = np.linspace(0, 1, h)[:, None, None] if rng.random() < 0.6 else np.linspace(0, 1, w)[None, :, None]
    t = 1 - t if rng.random() < 0.5 else t
    mix = np.clip((t - (0.8 - 0.75 * severity)) / 0.2, 0, 1).astype(np.float32)
    return image * (1 - mix) + soft * mix


def thumb(image, mask, rng, severity, where):
    """A thumb from a side over the sheet."""
    quad, dpi = where[4], where[2]
    side = rng.integers(4)
    a, b = quad[side], quad[(side + 1) % 4]
    at, inward = a + (b - a) * rng.uniform(0.25, 0.75), quad.mean(0) - (a + b) / 2
    inward /= np.linalg.norm(inward)
    long, wide = (10 + 55 * severity) * dpi / 25.4, (9 + 6 * severity) * dpi / 25.4
    cover = np.zeros(image.shape[:2], np.uint8)
    cv2.line(cover, [int(v) for v in at - inward * long], [int(v) for v in at + inward * (long - wide)], 255, int(2 * wide))
    skin = np.float32([(120, 150, 205), (90, 115, 170), (60, 75, 110)][rng.integers(3)])
    soft = cv2.GaussianBlur(cover, (0, 0), dpi / 60)[..., None].astype(np.float32) / 255
    mask |= cover
    return image * (1 - soft) + skin * soft


def folded(image, mask, rng, severity, where):
    """A corner folded over: the back of the sheet lies on what was written."""
    quad, corner = where[4], rng.integers(4)
    c = quad[corner]
    ends = [c + (quad[(corner + d) % 4] - c) * (0.06 + 0.45 * severity * rng.uniform(0.6, 1)) for d in (1, 3)]
    axis = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
    over = ends[0] + axis * np.dot(c - ends[0], axis) * 2 - (c - ends[0])
    gone, back = np.zeros(image.shape[:2], np.uint8), np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(gone, [np.int32([c, ends[0], ends[1]])], 255)
    cv2.fillPoly(back, [np.int32([over, ends[0], ends[1]])], 255)
    mask |= gone | back
    ground = D.table(rng, image.shape[1], image.shape[0])
    image = np.where(gone[..., None] > 0, ground, image)
    return np.where(back[..., None] > 0, np.float32(rng.uniform(215, 245)), image)


def covered(pen, where, mask):
    """Share of the page's ink under the mask."""
    ink = (np.asarray(pen.image.convert("L")) < 160).astype(np.uint8)
    on = cv2.warpPerspective(ink, where[0], where[1], flags=cv2.INTER_NEAREST)
    return float(on[mask > 0].sum() / max(on.sum(), 1))


def shoot(pen, rng, kind, damage, s, other=None):
    """The image, its JPEG quality, where the page lies, and the share of ink that something covers."""
    where = laid(pen, rng, kind)
    dpi = where[2]
    image = G.lay(sheet(pen, rng, other, s), rng, kind, where[0], where[1])
    mask = np.zeros(image.shape[:2], np.uint8)
    if damage == "thumb":
        image = thumb(image, mask, rng, s, where)
    if damage == "folded":
        image = folded(image, mask, rng, s, where)
    lost = covered(pen, where, mask)
    if kind == "photo" or damage == "shade":
        image = D.shade(image, rng, s if damage == "shade" else rng.uniform(0, 0.15))
    if damage == "glare":
        image = glare(image, rng, s, where)
    if damage == "tilted":
        image = tilted(image, rng, s, dpi)
    image = D.defocus(image, s * 0.8 if damage == "defocus" else rng.uniform(0, 0.04), dpi)
    if damage in ("streak", "oblique"):
        image = streak(image, rng, s, dpi, damage == "oblique")
    if damage == "burnt":
        image = image * (1 + 2.2 * s) + 90 * s
    if damage == "dusk":
        image = D.noise(D.dim(image, 0.5 + 0.5 * s), rng, 0.05 + 0.15 * s)
    elif damage in ("noise", "clipped"):
        h, w = image.shape[:2]
        grain = rng.standard_normal((h, w, 1), np.float32)
        grain = grain if rng.random() < 0.5 else cv2.GaussianBlur(grain, (0, 0), 0.8)[..., None] * 2.2
        image = image * (1.12 if damage == "clipped" else 0.8) + grain * (15 + (230 if damage == "clipped" else 120) * s)
    else:
        image = D.noise(image, rng, rng.uniform(0, 0.05))
    if damage == "coarse":
        f = 1 / (1 + 5 * s)
        image = cv2.resize(image, None, fx=f, fy=f, interpolation=cv2.INTER_AREA)
        f = image.shape[1] / where[1][0]
        where = (np.diag([f, f, 1]) @ where[0], (image.shape[1], image.shape[0]), max(1, round(dpi * f)), where[3], where[4] * f)
    quality = int(30 - 27 * s) if damage == "jpeg" else int(rng.integers(72, 92))
    image = D.clip(image)
    if kind == "scan" and rng.random() < 0.4:
        image = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return image, max(quality, 3), where, lost


def cut(pen, rng, kind, side, share, between):
    """The page moved beyond a side of the frame, by `share` of its ink; `between` two lines of text where there is room."""
    ink = np.asarray(pen.image.convert("L")) < 160
    along = ink.sum(1 if side % 2 == 0 else 0).astype(float)
    along = along if side in (0, 3) else along[::-1]
    passed = np.cumsum(along) / max(along.sum(), 1)
    at = int(np.searchsorted(passed, share))
    if between:
        clear = np.convolve(along <= 2, np.ones(18), "same") >= 18
        room = [i for i in np.flatnonzero(clear) if 0.05 < passed[i] < 0.9]
        at = int(min(room, key=lambda i: abs(i - at))) if room else at
    size = pen.h if side % 2 == 0 else pen.w
    gone = at / size  # of the sheet
    where = G.place(rng, pen, kind)
    full, frame, dpi, skew, quad = where
    # straight on, so that a cut between lines stays between them
    scale = dpi / 300 if kind == "scan" else min(frame[0] / pen.w, frame[1] / pen.h) * rng.uniform(0.8, 0.93)
    w, h = pen.w * scale, pen.h * scale
    x, y = ((frame[0] - w) / 2, (frame[1] - h) / 2)
    x, y = [(x, -gone * h), (frame[0] - w * (1 - gone), y), (x, frame[1] - h * (1 - gone)), (-gone * w, y)][side]
    tilt = 0 if between else rng.normal(0, 0.012)
    quad = np.float32([[x, y], [x + w, y + h * 0], [x + w, y + h], [x, y + h]])
    middle = quad.mean(0)
    quad = (quad - middle) @ np.float32([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]]) + middle
    full = cv2.getPerspectiveTransform(np.float32([[0, 0], [pen.w, 0], [pen.w, pen.h], [0, pen.h]]), np.float32(quad))
    return (full, frame, dpi if kind == "scan" else round(300 * scale), 0.0, quad), gone


class Run(G.Run):
    def page(self, group, index):
        pen, template = fresh_pages.make(group, index, self.seed)
        back, _ = fresh_pages.make(group, index + 2, self.seed + 1)
        other = cv2.resize(np.asarray(back.image.convert("RGB")).astype(np.float32), (pen.w, pen.h))
        clean = f"{group}{index:02d}_{template}"
        os.makedirs(f"{self.out}/clean", exist_ok=True)
        pen.image.convert("L").save(f"{self.out}/clean/{clean}.png", dpi=(300, 300))
        note = {"group": group, "template": template, "clean": clean, "ceiling": score(read(f"{self.out}/clean/{clean}.png", 300), pen.truth)}
        rng = np.random.default_rng([self.seed, index, 8 if group == "develop" else 9])
        free = {"expected": ["accepted", "refused"]}
        for k, damage in enumerate(SWEEP):
            if (index + k) % 2:
                continue
            kind = "scan" if damage not in ("glare", "tilted", "thumb", "burnt") and (index + k // 2) % 2 else "photo"
            s = float((index * 0.618 + k * 0.382 + rng.uniform(0, 0.1)) % 1.0)
            image, quality, where, lost = shoot(pen, rng, kind, damage, s)
            self.keep("sweep", f"{clean}_{damage}_{s:.2f}", image, quality, pen, where, kind, damage=damage, severity=s, covered=lost, **free, **note)
        kind = "photo" if index % 2 else "scan"
        image, quality, where, _ = shoot(pen, rng, kind, "none", 0)
        turn = [None, cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE][index % 3]
        image = image if turn is None else np.ascontiguousarray(cv2.rotate(image, turn))
        self.keep("legible", f"{clean}_turn{index % 3}", image, quality, pen, where, kind, expected="accepted", damage="turn", severity=0.0, **note)
        self.cuts(pen, rng, index, clean, note)
        empty = pages.Pen(pen.size, group, [self.seed, index])
        s = float(rng.uniform(0, 0.9))
        image, quality, where, _ = shoot(empty, rng, kind, "bleed", s, other)
        self.keep("refuse", f"{clean}_blank_{s:.2f}", image, quality, empty, where, kind, expected="refused", faults=["blank"], damage="blank", severity=s, **note)

    def cuts(self, pen, rng, index, clean, note):
        for k, (between, share) in enumerate(((True, rng.uniform(0.1, 0.5)), (False, rng.uniform(0.08, 0.45)), (False, rng.uniform(0.0, 0.12)))):
            kind = "photo" if (index + k) % 3 else "scan"
            side = int(rng.choice([0, 2])) if between else int(rng.integers(4))
            where, gone = cut(pen, rng, kind, side, share, between)
            image = G.lay(sheet(pen, rng), rng, kind, where[0], where[1])
            image = D.shade(image, rng, rng.uniform(0, 0.15)) if kind == "photo" else image
            image = D.clip(D.noise(D.defocus(image, rng.uniform(0, 0.04), where[2]), rng, rng.uniform(0, 0.05)))
            lost = G.ink_lost(pen, where)
            bad = lost >= 0.08
            name = f"{clean}_{'gap' if between else 'cut'}{side}_{gone:.2f}"
            more = {"expected": "refused", "faults": ["truncated"]} if bad else {"expected": ["accepted", "refused"]}
            self.keep("refuse" if bad else "sweep", name, image, 85, pen, where, kind, damage="gap" if between else "cut", severity=share, gone=gone, **more, **note)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out"), a.add_argument("half", choices=["develop", "judge"]), a.add_argument("--pages", type=int, default=12), a.add_argument("--seed", type=int, default=31)
    o = a.parse_args()
    run = Run(o.out, o.seed, True)
    for index in range(o.pages):
        run.page(o.half, index)
        with open(f"{o.out}/cases.json", "w", encoding="utf-8") as file:
            json.dump({"split": o.half, "version": 1, "cases": run.cases}, file, ensure_ascii=False, indent=1)
        print(f"{index + 1} of {o.pages} pages, {len(run.cases)} cases", flush=True)


if __name__ == "__main__":
    main()
