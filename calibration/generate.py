#!/usr/bin/env python3
"""Draws pages of our own and degrades them over a continuous range, for the fit of `legibility` and to try the gate.

    generate.py OUT [--pages 24] [--seed 7] [--no-ceiling]

Every clean page is degraded in several ways (`sweep/`), and becomes once each: legible as it should be (`legible/`), and cut,
blank, or black (`refuse/`). OUT/cases.json lists them: `files`, `expected`, `faults`, `pages` (size, dpi, skew, corners in
pixels of the image), `truth`, `ceiling`; and for the fit `group` (fit or held), `template`, `damage`, `severity`, `clean`.
A sweep case may be accepted or refused: `measure.py` tells which was right. The same seed gives the same files.
"""
import argparse
import json
import os

import cv2
import numpy as np

import degrade as D
import pages
from read import read, score

DAMAGES = ["defocus", "motion", "noise", "dim", "faint", "coarse", "jpeg", "shade", "glare", "bleed", "mixed"]
TINTS = [(255, 255, 255), (250, 250, 246), (200, 235, 250), (225, 240, 255), (235, 225, 250), (215, 240, 220)]


def place(rng, pen, kind, cut=None):
    """Where the page lies: its map to the image, the image's size, samples per inch, skew. `cut`: side and share lost."""
    w, h = pen.w, pen.h
    corners = np.float32([[0, 0], [w, 0], [w, h], [0, h]])
    if kind == "scan":
        dpi = int(rng.choice([150, 200, 200, 300, 300]))
        skew = float(rng.normal(0, 1.2))
        f, a = dpi / 300, np.deg2rad(skew)
        turn = np.float32([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
        middle = np.float32([w, h]) / 2
        quad = ((corners - middle) @ turn.T + middle) * f
        frame = (int(w * f), int(h * f))
    else:
        frame = (3024, 4032) if rng.random() < 0.2 else (2448, 3264)
        if pen.size == "A5L":
            frame = frame[::-1]
        scale = min(frame[0] / w, frame[1] / h) * rng.uniform(0.74, 0.93)
        skew = float(rng.normal(0, 3))
        a = np.deg2rad(skew)
        turn = np.float32([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
        quad = (corners - np.float32([w, h]) / 2) @ turn.T * scale + np.float32(frame) / 2
        quad += rng.uniform(-0.03, 0.03, (4, 2)) * frame[0]
        dpi = round(300 * scale)
    if cut:
        side, share = cut
        shift = np.float32([[0, -1], [1, 0], [0, 1], [-1, 0]])[side] * share * np.float32(frame)
        at = [quad[:, 1].min(), frame[0] - quad[:, 0].max(), frame[1] - quad[:, 1].max(), quad[:, 0].min()][side]
        quad = quad + shift + np.float32([[0, -1], [1, 0], [0, 1], [-1, 0]])[side] * max(float(at), 0)
    full = cv2.getPerspectiveTransform(corners, np.float32(quad))
    return full, frame, dpi, skew, quad


def lay(page, rng, kind, full, frame):
    """The page on a scanner's bed or on a table."""
    w, h = frame
    if kind == "scan":
        lid = [250, 235, 40][rng.choice(3, p=[0.7, 0.15, 0.15])]
        ground = np.full((h, w, 3), lid, np.float32)
    else:
        ground = D.table(rng, w, h)
    cover = cv2.warpPerspective(np.ones(page.shape[:2], np.float32), full, frame, flags=cv2.INTER_AREA)
    scaled = cv2.GaussianBlur(page, (0, 0), max(0.01, 0.35 * page.shape[1] / w)) if page.shape[1] > 1.3 * w else page
    laid = cv2.warpPerspective(scaled, full, frame, flags=cv2.INTER_LINEAR)
    return ground * (1 - cover[..., None]) + laid * cover[..., None]


def shoot(pen, other, rng, kind, damage, severity, where):
    """The image, and the JPEG quality to keep it at."""
    full, frame, dpi, _, _ = where
    s = {name: 0.0 for name in DAMAGES}
    s[damage] = severity
    if damage == "mixed":
        for name in rng.choice(["defocus", "noise", "dim", "faint", "shade", "coarse", "motion"], 3, replace=False):
            s[name] = severity * rng.uniform(0.3, 0.7)
    page = np.asarray(pen.image)[:, :, ::-1].astype(np.float32)
    if s["faint"]:
        page = D.faint(page, s["faint"])
    if s["bleed"]:
        page = D.bleed(page, other, s["bleed"])
    page = D.paper(page, rng, TINTS[rng.integers(len(TINTS))] if rng.random() < 0.3 else TINTS[0])
    image = lay(page, rng, kind, full, frame)
    if kind == "photo" or s["shade"]:
        image = D.shade(image, rng, s["shade"] or rng.uniform(0, 0.15))
    if s["glare"]:
        image = D.glare(image, rng, s["glare"])
    image = D.defocus(image, s["defocus"] or rng.uniform(0, 0.04), dpi)
    if s["motion"]:
        image = D.motion(image, rng, s["motion"], dpi)
    if s["dim"]:
        image = D.dim(image, s["dim"])
    image = D.noise(image, rng, max(s["noise"], rng.uniform(0, 0.06) + 0.15 * s["dim"]))
    if s["coarse"]:
        image = D.coarse(image, s["coarse"])
    quality = int(92 - 89 * s["jpeg"] ** 0.5) if s["jpeg"] else int(rng.integers(75, 93))
    image = D.clip(image)
    if kind == "scan" and rng.random() < 0.4:
        image = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return image, max(quality, 3)


def ink_lost(pen, where):
    """Share of the page's ink that lies outside the frame."""
    ink = (np.asarray(pen.image.convert("L")) < 160).astype(np.uint8)[::4, ::4]
    scaled = where[0] @ np.diag([4.0, 4.0, 1.0])
    y, x = np.nonzero(ink)
    at = scaled @ np.vstack([x, y, np.ones(len(x))])
    at = at[:2] / at[2]
    out = (at[0] < 0) | (at[1] < 0) | (at[0] >= where[1][0]) | (at[1] >= where[1][1])
    return float(out.mean()) if len(x) else 0.0


def cut_mm(pen, where):
    """Millimetres of the frame's sides that run through ink: a cut between two lines of text shows nowhere."""
    ink = (np.asarray(pen.image.convert("L")) < 160).astype(np.uint8)
    laid = cv2.warpPerspective(ink, where[0], where[1], flags=cv2.INTER_NEAREST)
    deep = max(2, round(where[2] * 0.03))
    strips = [laid[:deep].max(0), laid[-deep:].max(0), laid[:, :deep].max(1), laid[:, -deep:].max(1)]
    return float(max(s.sum() for s in strips)) * 25.4 / where[2]


class Run:
    def __init__(self, out, seed, ceiling):
        self.out, self.seed, self.want_ceiling, self.cases = out, seed, ceiling, []

    def keep(self, folder, name, image, quality, pen, where, kind, **more):
        path = f"{folder}/{name}.jpg"
        os.makedirs(f"{self.out}/{folder}", exist_ok=True)
        dpi = where[2]
        params = [cv2.IMWRITE_JPEG_QUALITY, quality]
        _, data = cv2.imencode(".jpg", image, params)
        data = bytearray(data.tobytes())
        if kind == "scan":  # JFIF density: samples per inch
            data[13:18] = bytes([1]) + dpi.to_bytes(2, "big") * 2
        with open(f"{self.out}/{path}", "wb") as file:
            file.write(data)
        page = {"size": pen.size, "dpi": dpi, "skew": where[3], "corners": np.asarray(where[4]).tolist(), "frame": list(where[1]), "ink_lost": ink_lost(pen, where), "kind": kind, "blank": False}
        case = {"id": f"{folder}/{name}", "set": folder, "kind": kind, "type": "ORDN", "files": [path], "pages": [page], "truth": pen.truth}
        self.cases.append(case | more)

    def page(self, group, index):
        pen, template = pages.make(group, index, self.seed)
        back, _ = pages.make(group, index + 5, self.seed + 1)
        other = np.asarray(back.image.convert("L"))[:, :, None].astype(np.float32)
        other = np.repeat(cv2.resize(other, (pen.w, pen.h))[:, :, None], 3, 2)
        clean = f"{group}{index:02d}_{template}"
        os.makedirs(f"{self.out}/clean", exist_ok=True)
        pen.image.convert("L").save(f"{self.out}/clean/{clean}.png", dpi=(300, 300))
        ceiling = score(read(f"{self.out}/clean/{clean}.png", 300), pen.truth) if self.want_ceiling else {}
        rng = np.random.default_rng([self.seed, index, 2 if group == "fit" else 3])
        note = {"group": group, "template": template, "clean": clean, "ceiling": ceiling}
        # two of every three damages a page, severities spread evenly over all the pages
        for k, damage in enumerate(DAMAGES):
            if (index + k) % 3 == 2 and damage != "mixed":
                continue
            kind = "photo" if (index // 2 + k) % 2 else "scan"
            severity = float((index * 0.618 + k * 0.382 + rng.uniform(0, 0.1)) % 1.0)
            where = place(rng, pen, kind)
            image, quality = shoot(pen, other, rng, kind, damage, severity, where)
            self.keep("sweep", f"{clean}_{damage}_{severity:.2f}", image, quality, pen, where, kind, expected=["accepted", "refused"], damage=damage, severity=severity, **note)
        kind = "photo" if index % 2 else "scan"
        where = place(rng, pen, kind)
        damage = DAMAGES[index % len(DAMAGES)]
        image, quality = shoot(pen, other, rng, kind, damage, 0.1, where)
        self.keep("legible", f"{clean}_{damage}", image, quality, pen, where, kind, expected="accepted", damage=damage, severity=0.1, **note)
        self.bad(pen, other, rng, kind, index, clean, note)

    def bad(self, pen, other, rng, kind, index, clean, note):
        side, share = index % 4, float(rng.uniform(0.04, 0.35))
        where = place(rng, pen, kind, (side, share))
        lost = ink_lost(pen, where)
        image, quality = shoot(pen, other, rng, kind, "noise", 0.1, where)
        if lost >= 0.08 and cut_mm(pen, where) >= 8:
            self.keep("refuse", f"{clean}_cut{side}_{share:.2f}", image, quality, pen, where, kind, expected="refused", faults=["truncated"], damage="cut", severity=share, **note)
        elif lost > 0:
            self.keep("sweep", f"{clean}_cut{side}_{share:.2f}", image, quality, pen, where, kind, expected=["accepted", "refused"], damage="cut", severity=share, **note)
        blank = pages.Pen(pen.size, note["group"], [self.seed, index])
        damage = ["bleed", "noise", "shade"][index % 3]
        severity = float(rng.uniform(0, 0.55))
        where = place(rng, blank, kind)
        image, quality = shoot(blank, other, rng, kind, damage, severity, where)
        self.keep("refuse", f"{clean}_blank_{damage}_{severity:.2f}", image, quality, blank, where, kind, expected="refused", faults=["blank"], damage=f"blank_{damage}", severity=severity, **note)
        if index % 4 == 0:
            image, quality = shoot(pen, other, rng, kind, "dim", 1.0, where)
            self.keep("refuse", f"{clean}_black", D.clip(image.astype(np.float32) * 0.25), quality, pen, where, kind, expected="refused", faults=["black", "illegible"], damage="black", severity=1.0, **note)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out"), a.add_argument("--pages", type=int, default=24), a.add_argument("--seed", type=int, default=7), a.add_argument("--no-ceiling", action="store_true")
    o = a.parse_args()
    run = Run(o.out, o.seed, not o.no_ceiling)
    for index in range(o.pages):
        run.page("fit" if index % 2 == 0 else "held", index // 2)
        with open(f"{o.out}/cases.json", "w", encoding="utf-8") as file:
            json.dump({"split": "own", "version": 1, "cases": run.cases}, file, ensure_ascii=False, indent=1)
        print(f"{index + 1} of {o.pages} pages, {len(run.cases)} cases", flush=True)


if __name__ == "__main__":
    main()
