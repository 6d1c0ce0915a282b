#!/usr/bin/env python3
"""Makes the sample inputs of this folder and expected.json. Everybody and everything in them is invented.

Needs: Pillow, NumPy, OpenCV; Debian packages fonts-dejavu-core and fonts-breip (handwriting).
The seeds are fixed: the same versions of those give the same files. Usage: ./make.py [FOLDER]
"""
import json
import math
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
FONTS = "/usr/share/fonts/truetype/"
A4 = (2480, 3508)  # at 300 dpi
INK, BLUE, STAMP = (25, 25, 30), (28, 44, 128), (70, 60, 150)

PLACE = "1 rue de l'Invention, 99999 VILLE-IMAGINAIRE"
DOCTOR = ["Docteur Camille EXEMPLE", "Médecine générale", PLACE, "Tél. 01 99 00 12 34", "RPPS 10999999999   AM 991999999"]
NURSE = ["Cabinet infirmier FICTION", "Sacha SPÉCIMEN, infirmière D.E.", PLACE, "Tél. 01 99 00 56 78", "RPPS 10888888888   AM 996999999"]


def nir(body):
    """A number with its key. Month 99 and department 99 exist for nobody."""
    digits = body.replace(" ", "")
    return f"{body} {97 - int(digits) % 97:02d}"


PATIENT = ["Madame Dominique FICTIF", "née le 31/02/1950 - 62 kg", "NIR " + nir("2 50 99 99 999 999")]
PATIENT_2 = ["Monsieur Alix INVENTÉ", "né le 30/02/1999 - 80 kg", "NIR " + nir("1 99 99 99 999 999")]


def font(size, kind="DejaVuSans"):
    folder = "breip/" if kind == "Breip" else "dejavu/"
    return ImageFont.truetype(f"{FONTS}{folder}{kind}.ttf", round(size * 300 / 72))


class Sheet:
    """A white A4 sheet at 300 dpi to write on; positions in millimetres."""

    def __init__(self, seed):
        self.image = Image.new("RGB", A4, "white")
        self.draw = ImageDraw.Draw(self.image)
        self.rng = np.random.default_rng(seed)

    def at(self, x, y):
        return x / 25.4 * 300, y / 25.4 * 300

    def print(self, x, y, lines, size=11, kind="DejaVuSans", fill=INK, step=1.5):
        for line in [lines] if isinstance(lines, str) else lines:
            self.draw.text(self.at(x, y), line, font=font(size, kind), fill=fill)
            y += size * step * 25.4 / 72
        return y

    def hand(self, x, y, lines, size=19, fill=BLUE, step=1.1):
        """Handwriting: every word sits and leans a little differently."""
        for line in [lines] if isinstance(lines, str) else lines:
            px, py = self.at(x + self.rng.uniform(0, 2), y)
            for word in line.split():
                face = font(size * self.rng.uniform(0.95, 1.06), "Breip")
                width = math.ceil(face.getlength(word))
                patch = Image.new("L", (width + 40, round(size * 8)), 0)
                ImageDraw.Draw(patch).text((20, size), word, font=face, fill=255, stroke_width=1)
                patch = patch.rotate(self.rng.uniform(-1.5, 1.5), Image.BICUBIC)
                where = (round(px), round(py + self.rng.uniform(-6, 6)))
                self.image.paste(Image.new("RGB", patch.size, fill), where, patch)
                px += width + size * 1.3
            y += size * step * 25.4 / 72
        return y

    def line(self, x0, y0, x1, y1, width=3):
        self.draw.line([self.at(x0, y0), self.at(x1, y1)], fill=INK, width=width)

    def box(self, x0, y0, x1, y1, width=3):
        self.draw.rectangle([self.at(x0, y0), self.at(x1, y1)], outline=INK, width=width)

    def tick(self, x, y, text, on=False):
        self.box(x, y, x + 4, y + 4)
        if on:
            self.draw.line([self.at(x - 0.5, y + 2), self.at(x + 2, y + 4), self.at(x + 6, y - 2)], fill=BLUE, width=9)
        self.print(x + 7, y - 0.5, text, 10)

    def stamp(self, x, y, lines):
        patch = Image.new("L", (860, 330), 0)
        draw = ImageDraw.Draw(patch)
        draw.rounded_rectangle([8, 8, 850, 320], 30, outline=255, width=7)
        for i, line in enumerate(lines):
            draw.text((430, 55 + i * 72), line, font=font(10, "DejaVuSans-Bold"), fill=255, anchor="mm")
        worn = cv2.GaussianBlur(self.rng.uniform(0, 1, (330, 860)).astype(np.float32), (0, 0), 7)
        alpha = np.asarray(patch, np.float32) * np.clip(0.85 + (worn - 0.5) * 3, 0.55, 1)
        patch = Image.fromarray(alpha.astype(np.uint8)).rotate(6, Image.BICUBIC, expand=True)
        self.image.paste(Image.new("RGB", patch.size, STAMP), tuple(map(round, self.at(x, y))), patch)

    def signature(self, x, y, size=1.0):
        t = np.linspace(0, 1, 300)
        a, b, c = self.rng.uniform(0.8, 1.2, 3)
        xs = x + size * (45 * t + 6 * np.sin(2 * math.pi * 4.3 * a * t))
        ys = y + size * (9 * np.sin(2 * math.pi * 3.7 * b * t + c) * (1.1 - t) - 5 * t)
        points = [self.at(px, py) for px, py in zip(xs, ys)]
        points += [self.at(x + 50 * size, y - 8 * size), self.at(x - 2 * size, y + 10 * size), self.at(x + 52 * size, y + 7 * size)]
        self.draw.line(points, fill=BLUE, width=8, joint="curve")


def ordonnance(seed, who, patient, items, by_hand, date):
    sheet = Sheet(seed)
    sheet.print(18, 16, who[0], 16, "DejaVuSerif-Bold")
    sheet.print(18, 25, who[1:], 10.5)
    sheet.print(125, 52, f"Ville-Imaginaire, le {date}", 10.5)
    sheet.print(105, 62, patient, 11)
    sheet.line(18, 83, 192, 83)
    sheet.print(78, 89, "ORDONNANCE", 18, "DejaVuSerif-Bold")
    y = 108
    for number, (drug, dose) in enumerate(items, 1):
        if by_hand:
            y = sheet.hand(20, y, [f"{number}) {drug}", "      " + dose]) + 5
        else:
            y = sheet.print(20, y, f"{number}. {drug}", 12, "DejaVuSans-Bold")
            y = sheet.print(27, y, dose, 11) + 6
    sheet.stamp(112, 222, [who[0], who[1], "99999 VILLE-IMAGINAIRE", "RPPS " + who[4].split()[1]])
    sheet.signature(128, 255)
    sheet.line(18, 275, 192, 275)
    sheet.print(18, 277, "En cas d'urgence, appelez le 15. Membre d'une association agréée, règlement par chèque accepté.", 8)
    return sheet.image


TREATMENT = [
    ("PARACÉTAMOL 1000 mg, comprimé", "1 comprimé matin, midi et soir si douleur, pendant 5 jours"),
    ("AMOXICILLINE 500 mg, gélule", "1 gélule matin et soir au repas, pendant 7 jours"),
    ("LÉVOTHYROXINE 75 microgrammes", "1 comprimé le matin à jeun, pendant 3 mois"),
    ("OMÉPRAZOLE 20 mg, gélule", "1 gélule le soir avant le dîner, pendant 28 jours"),
]
SHORT = [
    ("Paracétamol 1000 mg", "1 cp matin midi et soir si douleur, 5 jours"),
    ("Ibuprofène 400 mg", "1 cp matin et soir au repas, 3 jours"),
    ("Oméprazole 20 mg", "1 gél. le soir pendant 8 jours"),
]


def dsi():
    sheet = Sheet(2)
    sheet.print(18, 15, "DÉMARCHE DE SOINS INFIRMIERS", 17, "DejaVuSans-Bold")
    sheet.print(18, 25, "Prescription médicale - modèle d'exemple, sans valeur", 10.5)
    for top, bottom, title in [(35, 75, "Prescripteur"), (80, 112, "Patient"), (117, 215, "Prescription")]:
        sheet.box(18, top, 192, bottom)
        sheet.print(20, top + 2, title, 10, "DejaVuSans-Bold")
    sheet.print(24, 42, DOCTOR, 10.5)
    sheet.print(24, 88, PATIENT, 10.5)
    for i, (text, on) in enumerate([
        ("Séances de soins infirmiers à domicile", True),
        ("Surveillance clinique et prévention", True),
        ("Aide à la toilette", False),
        ("Pansement simple", True),
    ]):
        sheet.tick(24, 127 + i * 10, text, on)
    sheet.print(24, 170, "Fréquence et durée :", 10.5)
    sheet.hand(65, 165, ["2 passages par jour, dimanches", "et jours fériés inclus, pendant 3 mois"])
    sheet.print(24, 195, "Observations :", 10.5)
    sheet.hand(65, 190, "patiente seule, marche avec une canne")
    sheet.print(24, 225, "Le 12/03/2026", 10.5)
    sheet.stamp(112, 222, [DOCTOR[0], DOCTOR[1], "99999 VILLE-IMAGINAIRE", "RPPS 10999999999"])
    sheet.signature(128, 252)
    return sheet.image


def feuille():
    sheet = Sheet(8)
    sheet.print(52, 14, "FEUILLE DE SOINS - auxiliaire médical", 15, "DejaVuSans-Bold")
    sheet.print(66, 23, "modèle d'exemple, sans valeur : ce n'est pas le cerfa", 9)
    for top, bottom, title, lines in [
        (32, 66, "PERSONNE RECEVANT LES SOINS ET ASSURÉ(E)", PATIENT),
        (70, 114, "AUXILIAIRE MÉDICAL", NURSE),
        (118, 148, "PRESCRIPTION", ["Prescripteur : Docteur Camille EXEMPLE, 991999999", "Date de la prescription : 12/03/2026"]),
    ]:
        sheet.box(14, top, 196, bottom)
        sheet.print(16, top + 1.5, title, 10, "DejaVuSans-Bold")
        sheet.print(20, top + 9, lines, 11)
    columns = [14, 46, 92, 116, 142, 168, 196]
    rows = range(154, 227, 9)
    for y in rows:
        sheet.line(14, y, 196, y)
    for x in columns:
        sheet.line(x, 154, x, rows[-1])
    for x, title in zip(columns, ["Date", "Acte et coefficient", "Dim./férié", "Frais IK", "Montant", "Total"]):
        sheet.print(x + 1.5, 156, title, 9, "DejaVuSans-Bold")
    for i, y in enumerate(rows[1:-1]):
        for x, text in zip(columns, [f"{13 + i:02d}/03/2026", "AMI 4 + MCI", "8,50" if i == 2 else "", "2,50", "17,60", "28,60" if i == 2 else "20,10"]):
            sheet.print(x + 2, y + 2, text, 10.5)
    sheet.print(20, 234, "Signature de l'assuré(e)", 10)
    sheet.print(115, 234, "Signature de l'auxiliaire médical", 10)
    sheet.signature(28, 258, 0.9)
    sheet.signature(125, 258)
    return sheet.image


# From the clean sheet to what a scanner or a telephone makes of it. Arrays are float32 RGB or grey, 0 to 255.


def paper(image, rng, tone=(250, 248, 243), back=None):
    """Ink on paper of a tone; `back` shines through, mirrored."""
    page = np.asarray(image, np.float32) / 255
    page = cv2.GaussianBlur(page, (0, 0), 0.9)
    if back is not None:
        through = cv2.GaussianBlur(np.asarray(back, np.float32)[:, ::-1] / 255, (0, 0), 5)
        page = page * (0.955 + 0.045 * through)
    clouds = cv2.resize(rng.normal(0, 1, (44, 31)).astype(np.float32), A4, interpolation=cv2.INTER_CUBIC)
    return page * np.array(tone, np.float32) + clouds[..., None] * 0.8


def scan(page, rng, dpi, skew=0.0, border=0.0, grain=1.2):
    """Flat-bed scanner: turned by `skew` degrees, `border` mm of dark lid around the sheet."""
    scale = dpi / 300
    around = round(border / 25.4 * dpi)
    width, height = (round(side * scale) + 2 * around for side in A4)
    move = cv2.getRotationMatrix2D((A4[0] / 2, A4[1] / 2), skew, scale)
    move[:, 2] += (width / 2 - A4[0] / 2, height / 2 - A4[1] / 2)
    lid = (38, 38, 41) if border else (244, 243, 240)
    out = cv2.warpAffine(page, move, (width, height), flags=cv2.INTER_AREA, borderValue=lid)
    return out + rng.normal(0, grain, (height, width, 1)).astype(np.float32)


def photo(page, rng, size=(2304, 3072)):
    """Held by hand over a wooden table, the light from the left, the shadow of arm and telephone on the sheet."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    rings = np.sin(x / 55 + 3 * np.sin(y / 410) + 0.9 * np.sin(y / 97 + x / 300))
    table = np.array((122, 84, 52), np.float32) + rings[..., None] * np.array((15, 12, 9), np.float32)
    table[(x // 1 % 760) < 5] *= 0.55
    source = np.array([(0, 0), (A4[0], 0), A4, (0, A4[1])], np.float32)
    target = np.array([(262, 215), (2010, 272), (2148, 2820), (155, 2745)], np.float32)
    move = cv2.getPerspectiveTransform(source, target)
    small = cv2.GaussianBlur(page, (0, 0), 0.6)
    sheet = cv2.warpPerspective(small, move, size, flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.full(A4[::-1], 1, np.float32), move, size, flags=cv2.INTER_LINEAR)
    drop = cv2.GaussianBlur(np.roll(mask, (14, 18), (0, 1)), (0, 0), 16)
    out = table * (1 - 0.45 * drop[..., None]) * (1 - mask[..., None]) + sheet * mask[..., None]
    light = 0.98 - 0.26 * x / width - 0.08 * y / height
    edge = 1 / (1 + np.exp(-(x * 0.8 + y - 2750 + 90 * np.sin(x / 240)) / 38))
    out *= (light * (1 - 0.38 * edge))[..., None] * np.array((1.0, 0.965, 0.89), np.float32)
    out = cv2.GaussianBlur(out, (0, 0), 0.7)
    return out + cv2.GaussianBlur(rng.normal(0, 4, out.shape).astype(np.float32), (0, 0), 0.8)


def save(name, pixels, dpi=None, grey=False, quality=60, turn=None):
    image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    options = {"quality": quality, "optimize": True}
    if grey:
        image = image.convert("L")
    if turn:  # stored lying; EXIF 6 = turn right by 90 degrees to stand upright
        image = image.transpose(Image.Transpose.ROTATE_90)
        exif = Image.Exif()
        exif[0x0112] = turn
        options["exif"] = exif
    if dpi:
        options["dpi"] = (dpi, dpi)
    image.save(OUT / name, **options)


def pdf(name, who, patient, items, date):
    """A page of text as practice software writes it: PDF 1.4, the reader's own Helvetica, no image."""
    text = []

    def put(x, y, size, words, bold=False):
        words = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        text.append(f"/F{2 if bold else 1} {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj")

    for i, line in enumerate(who):
        put(56, 780 - 16 * i, 15 if i == 0 else 11, line, i == 0)
    put(360, 690, 11, f"Ville-Imaginaire, le {date}")
    for i, line in enumerate(patient):
        put(320, 660 - 15 * i, 11, line, i == 0)
    put(230, 575, 18, "ORDONNANCE", True)
    y = 530
    for number, (drug, dose) in enumerate(items, 1):
        put(64, y, 12, f"{number}. {drug}", True)
        put(82, y - 17, 11, dose)
        y -= 48
    put(330, 200, 11, "Docteur Camille EXEMPLE")
    put(56, 60, 8, "Page 1/1 - ordonnance d'exemple, sans valeur")
    swirl = "0.1 0.15 0.5 RG 1.6 w 335 165 m 360 220 350 110 380 175 c 395 205 400 140 420 170 c 440 190 450 160 480 178 c S"
    content = ("BT\n" + "\n".join(text) + "\nET\n0.8 w 56 610 m 540 610 l S\n" + swirl).encode("cp1252")
    face = "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        (face % "Helvetica").encode(),
        (face % "Helvetica-Bold").encode(),
    ]
    out, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    (OUT / name).write_bytes(out)


PIECES = []


def piece(kind, label, files, what, faults=()):
    PIECES.append({
        "type": kind,
        "label": label,
        "files": files,
        "what": what,
        "verdict": "refused" if faults else "accepted",
        "faults": [{"page": 1, "fault": fault} for fault in faults],
    })


def main():
    def rng(n):
        return np.random.default_rng(1000 + n)

    typed = ordonnance(1, DOCTOR, PATIENT, TREATMENT, False, "12/03/2026")
    save("ordonnance-scan-gris.jpg", scan(paper(typed, rng(1)), rng(11), 300, 0.4), 300, True)
    piece("ORDN", "Ordonnance scannée", ["ordonnance-scan-gris.jpg"], "grey scan, 300 dpi")

    save("dsi-scan-incline.jpg", scan(paper(dsi(), rng(2), (249, 240, 226)), rng(12), 200, -4.2, 12), 200, quality=55)
    piece("DSIP", "Prescription de soins infirmiers", ["dsi-scan-incline.jpg"], "colour scan, 200 dpi, 4.2 degrees askew, dark borders")

    hand = ordonnance(3, DOCTOR, PATIENT_2, SHORT, True, "14/03/2026")
    save("ordonnance-photo.jpg", photo(paper(hand, rng(3)), rng(13)), quality=58, turn=6)
    piece("ORDN", "Ordonnance photographiée", ["ordonnance-photo.jpg"], "phone photo on a table: perspective, shadow, EXIF orientation 6")

    both = ordonnance(4, DOCTOR, PATIENT, SHORT, True, "16/03/2026")
    empty = Image.new("RGB", A4, "white")
    save("recto-verso-1.jpg", scan(paper(both, rng(4)), rng(14), 200, -0.8), 200, True)
    save("recto-verso-2.jpg", scan(paper(empty, rng(5), back=both), rng(15), 200, 0.8), 200, True)
    piece("ORDN", "Ordonnance recto verso", ["recto-verso-1.jpg", "recto-verso-2.jpg"], "two sides; the verso is blank, the recto shines through faintly")

    pdf("ordonnance-logiciel.pdf", DOCTOR, PATIENT_2, TREATMENT[:3], "18/03/2026")
    piece("ORDN", "Ordonnance d'un logiciel", ["ordonnance-logiciel.pdf"], "born-digital PDF, text only")

    save("feuille-de-soins.jpg", scan(paper(feuille(), rng(8)), rng(18), 200, 0.6), 200, True)
    piece("FSNC", "Feuille de soins", ["feuille-de-soins.jpg"], "grey scan of a treatment form, 200 dpi")

    save("page-blanche.jpg", scan(paper(empty, rng(6)), rng(16), 200, 0.3), 200, True)
    piece("ORDN", "Page blanche", ["page-blanche.jpg"], "nothing on the sheet", ["blank"])

    cut = ordonnance(7, DOCTOR, PATIENT, TREATMENT, False, "19/03/2026")
    shifted = Image.new("RGB", A4, "white")
    shifted.paste(cut, (1050, 0))
    save("ordonnance-tronquee.jpg", scan(paper(shifted, rng(7)), rng(17), 200, 0.0), 200, True)
    piece("ORDN", "Ordonnance mal posée", ["ordonnance-tronquee.jpg"], "laid beside the mark on the glass: the text runs off the right side", ["truncated"])

    listing = {"schema": "scor.examples/1", "pieces": PIECES}
    (OUT / "expected.json").write_text(json.dumps(listing, ensure_ascii=False, indent=2) + "\n", "utf-8")


main()
