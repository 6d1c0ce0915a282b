#!/usr/bin/env python3
"""Pages to measure the recognition of duplicates with: prescriptions on a few letterheads, each scanned several ways.

    ./pages.py FOLDER [LETTERHEADS]

writes JPEG and TIFF files and pages.json: [{file, letterhead, text, way}, ...]. Two pages with the same letterhead and
text are one sheet seen twice; the text names say how a sheet differs from the first of its letterhead:

    base   the first            other1..4  wholly other prescriptions     hand1..3  written by hand
    drug   one medicine         date       the date alone                 digit     one digit of a posology
    added  a line more          patient    the patient's line alone       poso      one posology

Everybody and everything is invented. Needs Pillow, NumPy, OpenCV and the Debian packages fonts-dejavu-core,
fonts-crosextra-carlito, fonts-crosextra-caladea, fonts-cantarell, fonts-inter, fonts-breip, fonts-comic-neue.
The seeds are fixed."""
import json
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

A4 = (2480, 3508)
FAMILIES = ["DejaVu Sans", "Carlito", "Caladea", "DejaVu Serif", "Cantarell", "Inter", "DejaVu Sans Mono", "DejaVu Sans Condensed"]
HANDS = ["Breip", "Comic Neue"]
DRUGS = ["FICTALINE 20 mg, gélule", "INVENTOL 500 mg, comprimé", "NULLEPARTINE 75 µg", "IMAGINEX 2,5 mg, comprimé sécable",
         "EXEMPLAX 40 mg", "SPECIMENE 1 g, sachet", "DEMOSTATINE 10 mg, comprimé pelliculé", "TESTOCILLINE 1 g, comprimé dispersible",
         "FAUXPRIL 5 mg", "PLACEBAL 160 mg, suppositoire", "MODELOL 100 microgrammes", "ESSAIDRINE collyre 0,5 %"]
POSOLOGIES = ["1 comprimé le matin à jeun pendant 3 mois", "1 gélule matin et soir pendant 8 jours", "2 sachets par jour si douleur",
              "1 comprimé le soir au coucher, à renouveler 2 fois", "1 goutte dans chaque oeil 3 fois par jour",
              "un demi-comprimé le midi pendant 1 mois, puis arrêt", "1 prise par jour, qsp 30 jours"]
NAMES = ["Mme Dominique FICTIF", "M. Alix INVENTÉ", "Mme Camille EXEMPLE-SPÉCIMEN", "M. Sacha MODÈLE", "Mme Andrea NÉANT", "M. Noa PERSONNE"]
CARE = ["Pansement simple tous les jours pendant 15 jours", "Injection sous-cutanée quotidienne", "Ablation des fils à J12",
        "Surveillance glycémie 3 fois par jour", "Bas de contention classe 2", "Prise de sang : NFS, CRP", "Perfusion à domicile 5 jours"]
DATES = ["le 3 mars 2026", "le 17 septembre 2026", "le 28 novembre 2026", "le 9 août 2026", "le 30 janvier 2026"]


def font(family, points, bold=False):
    wanted = f"{family}:bold" if bold else f"{family}:style=Regular"
    path = subprocess.run(["fc-match", "-f", "%{file}", wanted], capture_output=True, text=True).stdout
    return ImageFont.truetype(path, round(points * 300 / 72))


def content(letterhead, text):
    """What a sheet says: patient, date, lines. `text` picks the difference."""
    seed = {"other1": 1, "other2": 2, "other3": 3, "other4": 4, "hand1": 11, "hand2": 12, "hand3": 13}.get(text, 0)
    rng = np.random.default_rng(letterhead * 100 + seed)
    pick = lambda items: items[rng.integers(len(items))]
    patient, date = pick(NAMES), pick(DATES)
    count = rng.integers(3, 7)
    lines = [[DRUGS[i], pick(POSOLOGIES)] for i in rng.choice(len(DRUGS), count, replace=False)]
    if text.startswith("hand"):
        lines = [[CARE[i]] for i in rng.choice(len(CARE), rng.integers(2, 5), replace=False)]
    change = np.random.default_rng(letterhead * 7 + 5)
    at = change.integers(len(lines))
    unused = [d for d in DRUGS if d not in [l[0] for l in lines]]
    if text == "drug":
        lines[at][0] = unused[change.integers(len(unused))]
    if text == "poso":
        rest = [p for p in POSOLOGIES if p != lines[at][1]]
        lines[at][1] = rest[change.integers(len(rest))]
    if text == "digit":
        old = lines[at][1]
        i = next((i for i, c in enumerate(old) if c.isdigit()), None)
        lines[at][1] = old[:i] + str((int(old[i]) + 3) % 10) + old[i + 1:] if i is not None else "une" + old[2:]
    if text == "added":
        lines.append([unused[0], POSOLOGIES[2]])
    if text == "date":
        date = next(d for d in DATES[letterhead % 3:] if d != date)
    if text == "patient":
        patient = next(n for n in NAMES[letterhead % 3:] if n != patient)
    return patient, date, lines


def sheet(letterhead, text):
    image = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(letterhead + 1000)
    family = FAMILIES[letterhead % len(FAMILIES)]
    mm = lambda v: v / 25.4 * 300
    write = lambda x, y, s, pt, bold=False, fill=(25, 25, 30), f=None: draw.text((mm(x), mm(y)), s, font=font(f or family, pt, bold), fill=fill)
    ink = [(20, 20, 30), (20, 40, 120), (120, 20, 40)][letterhead % 3]
    x0 = [18, 25, 70][letterhead % 3]
    write(x0, 14, f"Docteur {['Camille', 'Sacha', 'Lou', 'Charlie', 'Maxime', 'Dany', 'Eden', 'Sam'][letterhead % 8]} EXEMPLE {letterhead}", 15, True, ink)
    for i, s in enumerate(["Médecine générale", f"{letterhead + 3} rue de l'Invention, 99999 VILLE-IMAGINAIRE", "Tél. 01 99 00 12 34", f"RPPS 1099999999{letterhead}"]):
        write(x0, 22 + 5 * i, s, 10, fill=ink)
    if letterhead % 2:
        draw.rectangle([mm(150), mm(14), mm(192), mm(30)], outline=ink, width=5)
        for i in range(40):
            if rng.random() < .5:
                draw.rectangle([mm(152 + i), mm(17), mm(152.6 + i), mm(27)], fill=ink)
    if letterhead % 3 == 0:
        draw.line([mm(15), mm(48), mm(195), mm(48)], fill=ink, width=6)
    patient, date, lines = content(letterhead, text)
    write(120, 54, f"Ville-Imaginaire, {date}", 10.5)
    write(20, 64, f"{patient}, né(e) le 31/02/19{50 + len(patient)}", 11, True)
    y = 85
    hand = text.startswith("hand")
    if letterhead % 4 == 2:
        draw.rectangle([mm(15), mm(78), mm(195), mm(230)], outline=(60, 60, 60), width=3)
    noise = np.random.default_rng(letterhead * 31 + (int(text[-1]) if hand else 0))
    for n, line in enumerate(lines):
        if hand:
            x = 25 + noise.normal(0, 3)
            for word in line[0].split():
                f = font(HANDS[letterhead % 2], 21)
                draw.text((mm(x), mm(y + noise.normal(0, .8))), word, font=f, fill=(28, 44, 128))
                x += f.getlength(word) / 300 * 25.4 + 3 + noise.random() * 2
            y += 15
        else:
            write(22, y, f"{n + 1}. {line[0]}", 11, True)
            write(28, y + 6, line[1], 11)
            y += 15
    write(20, 282, "Membre d'une association agréée, le règlement des honoraires par chèque est accepté.", 7)
    x, y = mm(140), mm(y + 12)
    points = np.cumsum(np.random.default_rng(letterhead).normal(0, 55, (12, 2)), axis=0) * [1.4, .5] + [x, y]
    draw.line([tuple(p) for p in points], fill=(20, 30, 90), width=6, joint="curve")
    return cv2.cvtColor(np.array(image), cv2.COLOR_RGB2BGR)


def scan(page, rng, dpi, skew, blur, noise, quality, gain):
    turn = cv2.getRotationMatrix2D((A4[0] / 2, A4[1] / 2), skew, 1)
    turn[:, 2] += rng.normal(0, 15, 2)
    page = cv2.warpAffine(page, turn, A4, borderValue=(255, 255, 255), flags=cv2.INTER_CUBIC)
    page = cv2.resize(page, None, fx=dpi / 300, fy=dpi / 300, interpolation=cv2.INTER_AREA)
    page = cv2.GaussianBlur(page, (0, 0), blur)
    light = 235 + 10 * np.linspace(-1, 1, page.shape[1])[None, :, None]
    out = 255 - (255 - page.astype(np.float32)) * gain
    out = out * light / 255 + rng.normal(0, noise, page.shape[:2])[..., None]
    return np.clip(out, 0, 255).astype(np.uint8)


def photo(page, rng):
    w, h = 2100, 2800
    table = np.array([[rng.integers(40, 120)] * 3], np.float32) + rng.normal(0, 12, 3)
    spread = lambda: rng.normal(0, 45, 2)
    to = np.float32([np.array(c) + spread() for c in [(230, 240), (w - 230, 240), (w - 230, h - 240), (230, h - 240)]])
    frm = np.float32([(0, 0), (A4[0], 0), A4, (0, A4[1])])
    m = cv2.getPerspectiveTransform(frm, to)
    small = cv2.GaussianBlur(page, (0, 0), .9)
    out = cv2.warpPerspective(small, m, (w, h), flags=cv2.INTER_AREA).astype(np.float32)
    mask = cv2.warpPerspective(np.full(page.shape[:2], 255, np.uint8), m, (w, h))[..., None] / 255.
    out = out * .88 * mask + (1 - mask) * table.reshape(1, 1, 3)
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    a = rng.random() * 6.28
    light = .78 + .2 * ((xx / w - .5) * np.cos(a) + (yy / h - .5) * np.sin(a)) * 2
    out = cv2.GaussianBlur(out, (0, 0), rng.uniform(.6, 1.3)) * light[..., None] * np.float32([.92, .97, 1])
    out += rng.normal(0, rng.uniform(2, 5), out.shape)
    return np.clip(out, 0, 255).astype(np.uint8)


def make(job):
    folder, letterhead, text, way = job
    page = sheet(letterhead, text)
    texts = ["base", "drug", "poso", "digit", "date", "patient", "added", "other1", "other2", "other3", "other4", "hand1", "hand2", "hand3"]
    rng = np.random.default_rng([letterhead, texts.index(text), "sgbp".index(way[0])])
    name = f"{letterhead}-{text}-{way}"
    if way == "photo":
        cv2.imwrite(f"{folder}/{name}.jpg", photo(page, rng), [cv2.IMWRITE_JPEG_QUALITY, 85])
        return f"{name}.jpg"
    skew = rng.uniform(-2.5, 2.5)
    if way == "scan":
        out = scan(page, rng, 300, skew, .8, 3, 80, 1)
        Image.fromarray(cv2.cvtColor(out, cv2.COLOR_BGR2GRAY)).save(f"{folder}/{name}.jpg", quality=80, dpi=(300, 300))
        return f"{name}.jpg"
    if way == "grey":
        out = scan(page, rng, 200, skew, .7, 5, 60, rng.uniform(.55, .8))
        Image.fromarray(cv2.cvtColor(out, cv2.COLOR_BGR2RGB)).save(f"{folder}/{name}.jpg", quality=60, dpi=(200, 200))
        return f"{name}.jpg"
    out = cv2.cvtColor(scan(page, rng, 200, skew / 3, .6, 8, 0, 1), cv2.COLOR_BGR2GRAY)
    Image.fromarray(out).point(lambda v: 255 * (v > 150)).convert("1").save(f"{folder}/{name}.tif", compression="group4", dpi=(200, 200))
    return f"{name}.tif"


if __name__ == "__main__":
    folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 8
    Path(folder).mkdir(parents=True, exist_ok=True)
    texts = ["base", "drug", "poso", "digit", "date", "patient", "added", "other1", "other2", "other3", "other4", "hand1", "hand2", "hand3"]
    jobs = [(folder, l, t, w) for l in range(count) for t in texts for w in ("scan", "grey", "bits", "photo")]
    with ProcessPoolExecutor(2) as pool:
        files = list(pool.map(make, jobs, chunksize=4))
    pages = [{"file": f, "letterhead": j[1], "text": j[2], "way": j[3]} for f, j in zip(files, jobs)]
    Path(folder, "pages.json").write_text(json.dumps(pages, indent=0))
