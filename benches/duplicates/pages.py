#!/usr/bin/env python3
"""Pages to measure the recognition of duplicates with: prescriptions on letterheads, each sheet scanned several ways.

    ./pages.py FOLDER fit|held [LETTERHEADS]

writes JPEG and TIFF files and pages.json: [{file, letterhead, text, of, way}, ...]. Two pages with the same letterhead
and text are one sheet seen twice; `of` is the text that this one was made from, the text names say by what change:

    base     the first            other1..4  wholly other prescriptions     hand1..3  written by hand
    patient  the patient's line   namesake   a name of the same length      handword  one word written by hand
    drug     one medicine         dose       one digit of a strength        poso      one posology
    digit    one digit of a posology         date       the date            day       one digit of the date
    added    a line more

`fit` and `held` share no font, letterhead, name or medicine: limits are set on the one and measured on the other.
Everybody and everything is invented. Needs Pillow, NumPy, OpenCV and the fonts of FAMILIES and HANDS (Debian:
fonts-dejavu-core, fonts-crosextra-carlito, fonts-crosextra-caladea, fonts-cantarell, fonts-inter, fonts-breip,
fonts-comic-neue, fonts-liberation, fonts-lato, fonts-karla, fonts-courier-prime, fonts-ebgaramond,
fonts-linuxlibertine, fonts-hack, fonts-ecolier-court, fonts-dkg-handwriting). The seeds are fixed."""
import functools
import json
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

A4 = (2480, 3508)
SPLITS = {
    "fit": {
        "families": ["DejaVu Sans", "Carlito", "Caladea", "DejaVu Serif", "Cantarell", "Inter", "DejaVu Sans Mono", "DejaVu Sans Condensed"],
        "hands": ["Breip", "Comic Neue"],
        "drugs": ["FICTALINE 20 mg, gélule", "INVENTOL 500 mg, comprimé", "NULLEPARTINE 75 µg", "IMAGINEX 2,5 mg, comprimé sécable",
                  "EXEMPLAX 40 mg", "SPECIMENE 1 g, sachet", "DEMOSTATINE 10 mg, comprimé pelliculé", "TESTOCILLINE 1 g, comprimé dispersible",
                  "FAUXPRIL 5 mg", "PLACEBAL 160 mg, suppositoire", "MODELOL 100 microgrammes", "ESSAIDRINE collyre 0,5 %"],
        "names": ["Mme Dominique FICTIF", "M. Alix INVENTÉ", "Mme Camille EXEMPLE-SPÉCIMEN", "M. Sacha MODÈLE", "Mme Andrea NÉANT", "M. Noa PERSONNE"],
        "namesakes": {"Mme Dominique FICTIF": "Mme Clémentine MODELE", "M. Alix INVENTÉ": "M. Élie FACTICE", "Mme Camille EXEMPLE-SPÉCIMEN": "Mme Mathieu EPREUVE-SIMULÉE",
                      "M. Sacha MODÈLE": "M. Basil PATRON", "Mme Andrea NÉANT": "Mme Odette CREUX", "M. Noa PERSONNE": "M. Léo QUELQUUN"},
        "doctors": ["Camille", "Sacha", "Lou", "Charlie", "Maxime", "Dany", "Eden", "Sam"],
    },
    "held": {
        "families": ["Liberation Sans", "Liberation Serif", "Lato", "Karla", "Courier Prime", "EB Garamond", "Linux Biolinum O", "Hack"],
        "hands": ["Ecolier_court", "DkgHandwriting"],
        "drugs": ["ABSENTIL 10 mg, comprimé", "VIRTUALINE 250 mg, gélule", "LEURREX 4 mg", "SIMULAC 1,5 g, granulés", "APOCRYPHE 30 mg, gélule LP",
                  "BROUILLONOL 5 mg", "CHIMERINE 850 mg, comprimé", "MIRAGEX 25 µg/h, patch", "PHANTOMOL 600 mg, comprimé", "UTOPRAN 12,5 mg",
                  "VACUITOL 1 000 UI", "ZEROCINE sirop 3 %"],
        "names": ["Mme Claude LECTRICE", "M. Morgan TÉMOIN", "Mme Lee ÉBAUCHE", "M. Maé CANEVAS-GABARIT", "Mme Stéphane MAQUETTE", "M. Yaël PROTOTYPE"],
        "namesakes": {"Mme Claude LECTRICE": "Mme Simone GRATUITE", "M. Morgan TÉMOIN": "M. Bastie PLATON", "Mme Lee ÉBAUCHE": "Mme Zoé CROQUIS", "M. Maé CANEVAS-GABARIT": "M. Luc ESQUISSE-MOULAGE",
                      "Mme Stéphane MAQUETTE": "Mme Marjolène PASTICHE", "M. Yaël PROTOTYPE": "M. Théo SIMULACRE"},
        "doctors": ["Ange", "Noé", "Alex", "Cyrille", "Gaby", "Kim", "Loïs", "Pascal"],
    },
}
POSOLOGIES = ["1 comprimé le matin à jeun pendant 3 mois", "1 gélule matin et soir pendant 8 jours", "2 sachets par jour si douleur",
              "1 comprimé le soir au coucher, à renouveler 2 fois", "1 goutte dans chaque oeil 3 fois par jour",
              "un demi-comprimé le midi pendant 1 mois, puis arrêt", "1 prise par jour, qsp 30 jours"]
CARE = ["Pansement simple tous les jours pendant 15 jours", "Injection sous-cutanée quotidienne", "Ablation des fils à J12",
        "Surveillance glycémie 3 fois par jour", "Bas de contention classe 2", "Prise de sang : NFS, CRP", "Perfusion à domicile 5 jours"]
DATES = ["le 3 mars 2026", "le 17 septembre 2026", "le 28 novembre 2026", "le 9 août 2026", "le 30 janvier 2026", "le 14/03/2026", "le 26/11/2026"]
SEEDS = {"other1": 1, "other2": 2, "other3": 3, "other4": 4, "hand1": 11, "hand2": 12, "hand3": 13, "handword": 11}
CHANGES = ["patient", "namesake", "drug", "dose", "poso", "digit", "date", "day", "added"]
WAYS = ["scan", "grey", "bits", "photo"]


@functools.cache
def font(family, points, bold=False):
    wanted = f"{family}:bold" if bold else f"{family}:style=Regular"
    path = subprocess.run(["fc-match", "-f", "%{file}", wanted], capture_output=True, text=True).stdout
    return ImageFont.truetype(path, round(points * 300 / 72))


def other_digit(text, change):
    """One digit of a text made another one; a text without digits gets one."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if not places:
        return text + " 1"
    i = places[change.integers(len(places))]
    return text[:i] + str((int(text[i]) + 1 + change.integers(9)) % 10) + text[i + 1:]


def content(split, letterhead, text):
    """What a sheet says: patient, date, lines. `text` picks the difference."""
    words = SPLITS[split]
    rng = np.random.default_rng(letterhead * 100 + SEEDS.get(text, 0))
    pick = lambda items: items[rng.integers(len(items))]
    patient, date = pick(words["names"]), pick(DATES)
    drugs = words["drugs"]
    lines = [[drugs[i], pick(POSOLOGIES)] for i in rng.choice(len(drugs), rng.integers(3, 7), replace=False)]
    change = np.random.default_rng(letterhead * 7 + 5)
    if text.startswith("hand"):
        lines = [[CARE[i]] for i in rng.choice(len(CARE), rng.integers(2, 5), replace=False)]
        if text == "handword":
            old = lines[change.integers(len(lines))]
            longest = max(old[0].split(), key=len)
            old[0] = old[0].replace(longest, longest[:2] + longest[2:][::-1])
        return patient, date, lines
    line = lines[change.integers(len(lines))]
    unused = [d for d in drugs if d not in [l[0] for l in lines]]
    if text == "drug":
        line[0] = unused[change.integers(len(unused))]
    if text == "dose":
        line[0] = other_digit(line[0], change)
    if text == "poso":
        rest = [p for p in POSOLOGIES if p != line[1]]
        line[1] = rest[change.integers(len(rest))]
    if text == "digit":
        line[1] = other_digit(line[1], change)
    if text == "added":
        lines.append([unused[0], POSOLOGIES[2]])
    if text == "date":
        date = [d for d in DATES if d != date][change.integers(len(DATES) - 1)]
    if text == "day":
        date = date.replace(date[3], str((int(date[3]) + 1 + change.integers(8)) % 10), 1)
    if text == "patient":
        patient = [n for n in words["names"] if n != patient][change.integers(len(words["names"]) - 1)]
    if text == "namesake":
        patient = words["namesakes"][patient]
    return patient, date, lines


def sheet(split, letterhead, text):
    """The sheet at 300 dpi; every fifth letterhead is A5."""
    words = SPLITS[split]
    image = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(letterhead + 1000)
    family = words["families"][letterhead % len(words["families"])]
    size = [11, 10, 9.5, 12][letterhead // 2 % 4]
    mm = lambda v: v / 25.4 * 300
    write = lambda x, y, s, pt, bold=False, fill=(25, 25, 30): draw.text((mm(x), mm(y)), s, font=font(family, pt, bold), fill=fill)
    ink = [(20, 20, 30), (20, 40, 120), (120, 20, 40)][letterhead % 3]
    x0 = [18, 25, 70][letterhead % 3]
    write(x0, 14, f"Docteur {words['doctors'][letterhead % 8]} EXEMPLE {letterhead}", 15, True, ink)
    for i, s in enumerate(["Médecine générale", f"{letterhead + 3} rue de l'Invention, 99999 VILLE-IMAGINAIRE", "Tél. 01 99 00 12 34", f"RPPS 1099999999{letterhead}"]):
        write(x0, 22 + 5 * i, s, 10, fill=ink)
    if letterhead % 2:
        draw.rectangle([mm(150), mm(14), mm(192), mm(30)], outline=ink, width=5)
        for i in range(40):
            if rng.random() < .5:
                draw.rectangle([mm(152 + i), mm(17), mm(152.6 + i), mm(27)], fill=ink)
    if letterhead % 3 == 0:
        draw.line([mm(15), mm(48), mm(195), mm(48)], fill=ink, width=6)
    patient, date, lines = content(split, letterhead, text)
    write(120, 54, f"Ville-Imaginaire, {date}", size - .5)
    write(20, 64, f"{patient}, né(e) le 31/02/19{50 + len(patient)}", size, letterhead % 2 == 0)
    y = 85
    hand = text.startswith("hand")
    if letterhead % 4 == 2:
        draw.rectangle([mm(15), mm(78), mm(195), mm(230)], outline=(60, 60, 60), width=3)
    noise = np.random.default_rng(letterhead * 31 + SEEDS.get(text, 0))
    for n, line in enumerate(lines):
        if hand:
            x = 25 + noise.normal(0, 3)
            for word in line[0].split():
                f = font(words["hands"][letterhead % 2], 21)
                draw.text((mm(x), mm(y + noise.normal(0, .8))), word, font=f, fill=(28, 44, 128))
                x += f.getlength(word) / 300 * 25.4 + 3 + noise.random() * 2
        else:
            write(22, y, f"{n + 1}. {line[0]}", size, True)
            write(28, y + 6, line[1], size)
        y += 15
    write(20, 282, "Membre d'une association agréée, le règlement des honoraires par chèque est accepté.", 7)
    sign(draw, letterhead * 50 + len(text) * hand, mm(140), mm(200 if letterhead % 2 else y + 12))
    page = cv2.cvtColor(np.array(image), cv2.COLOR_RGB2BGR)
    return cv2.resize(page, (1748, 2480), interpolation=cv2.INTER_AREA) if letterhead % 5 == 4 else page


def sign(draw, seed, x, y):
    steps = np.random.default_rng(seed).normal(0, 55, (12, 2))
    points = np.cumsum(steps, axis=0) * [1.4, .5] + [x, y]
    draw.line([tuple(p) for p in points], fill=(20, 30, 90), width=6, joint="curve")


def scan(page, rng, dpi, skew, blur, noise, gain):
    h, w = page.shape[:2]
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), skew, 1)
    turn[:, 2] += rng.normal(0, 15, 2)
    # Feeders do not keep the scale: some thousandths along the way of the paper.
    turn[1] *= 1 + rng.normal(0, .0025)
    page = cv2.warpAffine(page, turn, (w, h), borderValue=(255, 255, 255), flags=cv2.INTER_CUBIC)
    page = cv2.resize(page, None, fx=dpi / 300, fy=dpi / 300, interpolation=cv2.INTER_AREA if dpi < 300 else cv2.INTER_CUBIC)
    page = cv2.GaussianBlur(page, (0, 0), blur)
    light = 235 + 10 * np.linspace(-1, 1, page.shape[1])[None, :, None]
    out = 255 - (255 - page.astype(np.float32)) * gain
    out = out * light / 255 + rng.normal(0, noise, page.shape[:2])[..., None]
    return np.clip(out, 0, 255).astype(np.uint8)


def photo(page, rng):
    """Sheet on a table from above, not quite flat: waves of up to a millimetre."""
    w, h = 2100, 2800
    ph, pw = page.shape[:2]
    table = np.array([[rng.integers(40, 120)] * 3], np.float32) + rng.normal(0, 12, 3)
    yy, xx = np.mgrid[0:ph, 0:pw].astype(np.float32)
    wave = np.float32(rng.uniform(0, 9)) * np.sin(xx / pw * np.float32(rng.uniform(2, 7)) + yy / ph * np.float32(rng.uniform(0, 4)) + np.float32(rng.uniform(0, 6)))
    page = cv2.remap(page, xx + wave * .4, yy + wave, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    spread = lambda: rng.normal(0, 45, 2)
    to = np.float32([np.array(c) + spread() for c in [(230, 240), (w - 230, 240), (w - 230, h - 240), (230, h - 240)]])
    m = cv2.getPerspectiveTransform(np.float32([(0, 0), (pw, 0), (pw, ph), (0, ph)]), to)
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
    folder, split, letterhead, text, way = job
    page = sheet(split, letterhead, text)
    rng = np.random.default_rng([split == "held", letterhead, *text.encode(), *way.encode()])
    name = f"{folder}/{split}{letterhead}-{text}-{way}"
    skew = rng.uniform(-2.5, 2.5)
    if way.startswith("photo"):
        cv2.imwrite(f"{name}.jpg", photo(page, rng), [cv2.IMWRITE_JPEG_QUALITY, 85])
    elif way == "bits":
        out = cv2.cvtColor(scan(page, rng, 200, skew / 3, .6, 8, 1), cv2.COLOR_BGR2GRAY)
        Image.fromarray(out).point(lambda v: 255 * (v > 150)).convert("1").save(f"{name}.tif", compression="group4", dpi=(200, 200))
        return f"{name}.tif"
    else:
        dpi, blur, noise, quality, gain = {"scan": (300, .8, 3, 80, 1), "grey": (200, .7, 5, 60, rng.uniform(.55, .8)), "fine": (400, 1, 4, 85, 1)}[way]
        out = scan(page, rng, dpi, skew, blur, noise, gain)
        colour = cv2.COLOR_BGR2GRAY if way == "scan" else cv2.COLOR_BGR2RGB
        Image.fromarray(cv2.cvtColor(out, colour)).save(f"{name}.jpg", quality=quality, dpi=(dpi, dpi))
    return f"{name}.jpg"


def jobs(folder, split, count):
    """The first sheet six ways, its changes four; of other sheets two ways are enough."""
    for letterhead in range(count):
        texts = {"base": [*WAYS, "fine", "photo2"], "hand1": WAYS, "handword": WAYS} | {c: WAYS for c in CHANGES}
        for n, text in enumerate(["other1", "other2", "other3", "other4", "hand2", "hand3"]):
            texts[text] = [WAYS[(n + letterhead) % 4], WAYS[(n + letterhead + 1) % 4]]
        for text, ways in texts.items():
            yield from ((folder, split, letterhead, text, way) for way in ways)


if __name__ == "__main__":
    folder, split, count = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 10
    Path(folder).mkdir(parents=True, exist_ok=True)
    work = list(jobs(folder, split, count))
    with ProcessPoolExecutor(2) as pool:
        files = list(pool.map(make, work, chunksize=4))
    of = lambda text: "hand1" if text == "handword" else "base" if text in CHANGES else text
    pages = [{"file": Path(f).name, "letterhead": j[2], "text": j[3], "of": of(j[3]), "way": j[4]} for f, j in zip(files, work)]
    Path(folder, "pages.json").write_text(json.dumps(pages, indent=0))
