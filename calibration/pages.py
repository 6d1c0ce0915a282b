"""Clean pages, drawn at 300 samples an inch, with the text that stands on them.

A template is a function of a `Pen`; what it writes is noted under the kind of its face: `print` (7.5 points or more),
`small`, `hand`, `stamp`.
"""
import numpy as np
from PIL import Image, ImageDraw

import words as W
from fonts import HAND, PRINT, face

MM = 300 / 25.4
SIZES = {"A4": (2480, 3508), "A5": (1748, 2480), "A5L": (2480, 1748), "ticket": (945, 2126)}


class Pen:
    """A page, where writing goes on it, and what was written."""

    def __init__(self, size, group, seed):
        self.rng = np.random.default_rng(seed)
        self.size, self.w, self.h = size, *SIZES[size]
        self.image = Image.new("RGB", (self.w, self.h), "white")
        self.draw = ImageDraw.Draw(self.image)
        self.plain, self.bold = PRINT[group][self.rng.integers(len(PRINT[group]))]
        self.hand_face = HAND[group][self.rng.integers(len(HAND[group]))]
        self.ink = self.pick([(20, 20, 20), (0, 0, 0), (40, 40, 60)])
        self.blue = self.pick([(25, 40, 140), (15, 25, 90), (30, 30, 30), (20, 60, 110)])
        self.accent = self.pick([(20, 90, 80), (120, 20, 40), (30, 60, 130), (90, 90, 90)])
        self.truth = {"print": [], "small": [], "hand": [], "stamp": []}

    def pick(self, things):
        return things[self.rng.integers(len(things))]

    def some(self, things, least, most):
        count = min(len(things), int(self.rng.integers(least, most + 1)))
        return [things[i] for i in sorted(self.rng.choice(len(things), count, replace=False))]

    def number(self, digits):
        return "".join(str(d) for d in self.rng.integers(0, 10, digits))

    def date(self):
        return f"{self.rng.integers(1, 29):02d}/{self.rng.integers(1, 13):02d}/2027"

    def person(self):
        return f"{self.pick(W.FIRST)} {self.pick(W.LAST)}"

    def text(self, x, y, line, points=11, bold=False, colour=None, centre=False):
        """Prints a line with its top left at millimetres `x`, `y`; gives the millimetres of the next."""
        font = face(self.bold if bold else self.plain, points)
        while points > 6 and not centre and x * MM + font.getlength(line) > self.w - 7 * MM:
            points -= 0.5
            font = face(self.bold if bold else self.plain, points)
        px = x * MM - (font.getlength(line) / 2 if centre else 0)
        self.draw.text((px, y * MM), line, font=font, fill=colour or self.ink)
        self.truth["print" if points >= 7.5 else "small"].append(line)
        return y + points * 0.353 * 1.45

    def paragraph(self, x, y, text, width, points=11):
        font, line = face(self.plain, points), ""
        for word in text.split():
            if font.getlength(f"{line} {word}") > width * MM and line:
                y, line = self.text(x, y, line, points), word
            else:
                line = f"{line} {word}".strip()
        return self.text(x, y, line, points) if line else y

    def write(self, x, y, line, points=20, colour=None):
        """Writes by hand: each letter jumps a little, the line climbs or falls."""
        px, slope = x * MM, self.rng.normal(0, 0.012)
        font = face(self.hand_face, points)
        while points > 10 and px + font.getlength(line) * 1.1 > self.w - 8 * MM:
            points -= 1
            font = face(self.hand_face, points)
        for letter in line:
            dy = (px - x * MM) * slope + self.rng.normal(0, points * 0.06)
            self.draw.text((px, y * MM + dy), letter, font=font, fill=colour or self.blue)
            px += font.getlength(letter) + self.rng.normal(0, points * 0.04)
        self.truth["hand"].append(line)
        return y + points * 0.353 * 1.5

    def sign(self, x, y, width=35):
        at = np.linspace(0, 1, 40)
        wave = np.cumsum(self.rng.normal(0, 1, 40))
        points = [((x + width * t) * MM, (y + 4 * np.sin(7 * t + v / 3) + v / 2) * MM) for t, v in zip(at, wave)]
        self.draw.line(points, fill=self.blue, width=int(self.rng.integers(4, 9)), joint="curve")

    def rule(self, x0, y0, x1, y1, mm=0.25, colour=None):
        self.draw.line([x0 * MM, y0 * MM, x1 * MM, y1 * MM], fill=colour or self.ink, width=max(1, round(mm * MM)))

    def box(self, x0, y0, x1, y1, mm=0.25, fill=None, colour=None):
        corners = [x0 * MM, y0 * MM, x1 * MM, y1 * MM]
        self.draw.rectangle(corners, outline=colour or self.ink, fill=fill, width=max(1, round(mm * MM)))

    def stamp(self, x, y, lines):
        """A stamp in its own colour, askew, over whatever is there."""
        side = Image.new("RGBA", (int(62 * MM), int(26 * MM)), (0, 0, 0, 0))
        draw, colour = ImageDraw.Draw(side), (*self.pick([(40, 50, 150), (140, 30, 60), (70, 40, 120)]), 190)
        draw.rectangle([4, 4, side.width - 5, side.height - 5], outline=colour, width=6)
        for i, line in enumerate(lines):
            draw.text((20, 18 + i * 62), line, font=face(self.bold, 10), fill=colour)
        side = side.rotate(self.rng.normal(0, 5), expand=True, resample=Image.BICUBIC)
        self.image.paste(side, (int(x * MM), int(y * MM)), side)
        self.truth["stamp"] += lines

    def head(self, dark=False):
        """A letterhead; gives the millimetres under it."""
        who, mm = f"Docteur {self.person()}", self.w / MM
        if dark:
            self.draw.rectangle([0, 0, self.w, 24 * MM], fill=self.accent)
            self.text(12, 5, who, 16, True, (255, 255, 255))
            self.text(12, 14, self.pick(W.TRADES), 10, False, (240, 240, 240))
            y = 28
        else:
            centre = self.rng.random() < 0.4
            x = mm / 2 if centre else 14
            y = self.text(x, 12, who, 15, True, self.accent, centre)
            y = self.text(x, y, self.pick(W.TRADES), 10.5, centre=centre)
        y = self.text(14, y, f"{self.rng.integers(1, 90)} {self.pick(W.STREETS)}, {self.pick(W.TOWNS)}", 9.5)
        y = self.text(14, y, f"Téléphone 05 {self.number(2)} {self.number(2)} {self.number(2)} {self.number(2)}", 9.5)
        y = self.text(14, y, f"N° RPPS {self.number(11)}   N° AM {self.number(9)}", 8.5)
        self.rule(12, y + 2, mm - 12, y + 2, 0.4, self.accent)
        return y + 7

    def foot(self):
        self.text(14, self.h / MM - 12, "Cabinet membre d'une association de gestion agréée. En cas d'urgence, composez le 15.", 6.5)


def typed(pen):
    y = pen.head(dark=pen.rng.random() < 0.3)
    y = pen.text(pen.w / MM - 75, y, f"{pen.pick(W.TOWNS)[6:].title()}, le {pen.date()}", 10.5)
    y = pen.text(16, y + 3, f"Patient : {pen.person()}, né le {pen.date()[:6]}19{pen.number(2)}", 11, True) + 6
    items = pen.some(W.DRUGS, 3, 8 if pen.size == "A4" else 3)
    for i, drug in enumerate(items):
        y = pen.text(20, y, f"{i + 1}) {drug}", 11.5, True)
        y = pen.text(27, y, pen.pick(W.DOSES), 10.5) + 2.5
    pen.text(20, y + 4, f"Ordonnance de {len(items)} lignes, à renouveler 1 fois", 10)
    pen.sign(pen.w / MM - 70, min(y + 25, pen.h / MM - 35))
    pen.foot()


def written(pen):
    y = pen.head(dark=pen.rng.random() < 0.25)
    y = pen.write(pen.w / MM - 70, y, f"le {pen.date()}", 18)
    y = pen.write(18, y, pen.person().title(), 22) + 4
    for drug in pen.some(W.DRUGS, 3, 6 if pen.size == "A4" else 3):
        y = pen.write(18, y, drug.split(",")[0].capitalize(), 20)
        y = pen.write(26, y, pen.pick(W.DOSES)[:42], 18) + 2
    pen.sign(pen.w / MM - 75, min(y + 12, pen.h / MM - 32), 45)
    if pen.rng.random() < 0.5:
        pen.stamp(20, min(y + 8, pen.h / MM - 42), [f"Dr {pen.person()}", f"AM {pen.number(9)}"])
    pen.foot()


def two_zones(pen):
    y = pen.head()
    for title, things in (("PRESCRIPTIONS RELATIVES AU TRAITEMENT DE L'AFFECTION DE LONGUE DURÉE", W.CARE), ("PRESCRIPTIONS SANS RAPPORT AVEC L'AFFECTION", W.DRUGS)):
        top = y
        y = pen.text(pen.w / MM / 2, y + 2, title, 9, True, centre=True) + 3
        for thing in pen.some(things, 2, 4):
            y = pen.paragraph(18, y, thing, 165, 11.5) + 2
        y = max(y + 6, top + 60)
        pen.box(12, top, pen.w / MM - 12, y)
        y += 5
    pen.sign(130, y + 5)
    pen.foot()


def grid_form(pen):
    """A form: boxes with small captions, filled by hand or machine, check boxes, a table of acts."""
    tint = pen.pick([(225, 238, 228), (238, 230, 220), (226, 232, 245), (255, 255, 255)])
    mm = pen.w / MM
    pen.box(10, 10, mm - 10, 24, 0.4, pen.accent)
    pen.text(mm / 2, 13, pen.pick(["BILAN DE SOINS INFIRMIERS", "DEMANDE D'ACCORD PRÉALABLE", "DÉMARCHE DE SOINS - PRESCRIPTION"]), 15, True, (255, 255, 255), True)
    y, fill = 30, (pen.write if pen.rng.random() < 0.5 else lambda x, y, s, p: pen.text(x, y + 1, s, 11))
    for caption, value in (("Nom et prénom du patient", pen.person()), ("Numéro d'immatriculation", f"{pen.number(1)} {pen.number(2)} {pen.number(2)} {pen.number(2)} {pen.number(3)} {pen.number(3)} {pen.number(2)}"),
                           ("Adresse", f"{pen.rng.integers(1, 99)} {pen.pick(W.STREETS)}"), ("Médecin prescripteur", f"Docteur {pen.person()}"), ("Date de la prescription", pen.date())):
        pen.box(12, y, mm - 12, y + 13, 0.25, tint)
        pen.text(14, y + 0.6, caption, 7.5, colour=pen.accent)
        fill(55, y + 3, value, 17)
        y += 15
    for care in pen.some(W.CARE, 3, 5):
        pen.box(14, y + 1, 18, y + 5, 0.3)
        if pen.rng.random() < 0.5:
            pen.draw.line([14.5 * MM, 1.5 * MM + y * MM, 17.5 * MM, 4.5 * MM + y * MM], fill=pen.blue, width=8)
        y = pen.paragraph(22, y, care, mm - 40, 10) + 2
    y += 3
    rows, columns = int(pen.rng.integers(4, 8)), [12, 45, 110, 140, mm - 12]
    for x, title in zip(columns, ["Date", "Nature des soins", "Cotation", "Montant"]):
        pen.text(x + 2, y + 1.5, title, 9, True)
    for row in range(rows):
        yy = y + 8 + row * 8
        for x, value in zip(columns, [pen.date(), pen.pick(["Pansement", "Injection", "Prélèvement", "Surveillance"]), f"AMI {pen.rng.integers(1, 9)}", f"{pen.rng.integers(3, 40)},{pen.number(2)} €"]):
            pen.text(x + 2, yy + 1.5, value, 9.5)
        pen.rule(12, yy, mm - 12, yy)
    bottom = y + 8 + rows * 8
    for x in columns:
        pen.rule(x, y, x, bottom)
    pen.rule(12, y, mm - 12, y), pen.rule(12, bottom, mm - 12, bottom)
    pen.sign(130, bottom + 10)


def sheet_of_care(pen):
    """A feuille de soins: coloured rules and captions all over, little filled in."""
    colour = pen.pick([(150, 90, 50), (30, 120, 90), (90, 90, 160)])
    mm, y = pen.w / MM, 12
    y = pen.text(mm / 2, y, "feuille de soins - auxiliaire médical", 16, True, colour, True) + 3
    for block, captions in (("PERSONNE RECEVANT LES SOINS", ["nom et prénom", "numéro d'immatriculation", "date de naissance", "code de l'organisme"]),
                            ("ASSURÉ(E)", ["nom et prénom", "numéro d'immatriculation", "adresse"]), ("AUXILIAIRE MÉDICAL", ["identification", "date de la prescription", "identifiant du prescripteur"])):
        pen.draw.rectangle([10 * MM, y * MM, (mm - 10) * MM, (y + 6) * MM], fill=colour)
        y = pen.text(12, y + 0.8, block, 9, True, (255, 255, 255)) + 3
        for caption in captions:
            pen.text(12, y, caption, 8, colour=colour)
            for i in range(26):
                pen.rule(70 + i * 4.6, y + 1.5, 70 + i * 4.6, y + 6, 0.15, colour)
            pen.rule(70, y + 6, 70 + 25 * 4.6, y + 6, 0.2, colour)
            pen.text(72, y + 1, pen.pick([pen.person().upper(), pen.number(13), pen.date()]), 10.5)
            y += 8.5
        y += 3
    for _ in range(int(pen.rng.integers(5, 9))):
        pen.text(14, y + 1, f"{pen.date()}   AMI {pen.rng.integers(1, 6)}   {pen.rng.integers(3, 30)},{pen.number(2)}   IFD   MAU", 10)
        y += 7
        pen.rule(10, y, mm - 10, y, 0.2, colour)
    pen.text(12, y + 4, "Impossibilité de signer", 8, colour=colour)
    pen.sign(120, y + 14)


def letter(pen):
    y = pen.head()
    y = pen.text(pen.w / MM - 80, y + 4, f"Le {pen.date()}", 11) + 4
    y = pen.text(16, y, f"Objet : {pen.person()}, consultation du {pen.date()}", 11, True) + 4
    y = pen.text(16, y, "Cher confrère,", 11) + 2
    for line in pen.some(W.LETTER, 4, 8):
        y = pen.paragraph(16, y, line, pen.w / MM - 34, 11) + 2.5
    pen.text(pen.w / MM - 85, y + 4, f"Docteur {pen.person()}", 11)
    pen.sign(pen.w / MM - 80, y + 14)


def results(pen):
    mm = pen.w / MM
    pen.draw.rectangle([0, 0, pen.w, 20 * MM], fill=(35, 45, 60))
    pen.text(12, 5, f"LABORATOIRE DE BIOLOGIE {pen.pick(W.LAST)}", 15, True, (255, 255, 255))
    y = pen.text(14, 26, f"Prescripteur : Docteur {pen.person()}", 10)
    y = pen.text(14, y, f"Patient : {pen.person()}   Dossier {pen.number(7)}   Prélevé le {pen.date()}", 10) + 5
    for i, line in enumerate(pen.some(W.ANALYTES, 7, 12)):
        if i % 2:
            pen.draw.rectangle([12 * MM, (y - 1) * MM, (mm - 12) * MM, (y + 6) * MM], fill=(228, 232, 236))
        words = line.split()
        cut = next((k for k, w in enumerate(words) if w[0].isdigit()), len(words))
        pen.text(14, y, " ".join(words[:cut]), 10, True)
        pen.text(95, y, " ".join(words[cut:]), 10)
        y += 8
    pen.text(14, y + 6, "Compte rendu validé par le biologiste responsable", 9)
    pen.foot()


def certificate(pen):
    """Few lines in the middle of much paper."""
    y = pen.head()
    y = pen.text(pen.w / MM / 2, y + 20, "CERTIFICAT", 18, True, centre=True) + 10
    pen.paragraph(20, y, f"Je soussigné certifie que l'état de santé de {pen.person()} nécessite {pen.pick(W.CARE).lower()}.", pen.w / MM - 42, 12)
    pen.sign(pen.w / MM - 80, y + 40)


def ticket(pen):
    mm, y = pen.w / MM, 8
    y = pen.text(mm / 2, y, f"PHARMACIE {pen.pick(W.LAST)}", 12, True, centre=True)
    y = pen.text(mm / 2, y, pen.pick(W.TOWNS), 9, centre=True) + 3
    for drug in pen.some(W.DRUGS, 5, 9):
        y = pen.text(5, y, drug.split(",")[0], 9)
        y = pen.text(mm - 24, y, f"{pen.rng.integers(2, 60)},{pen.number(2)} EUR", 9)
    pen.rule(5, y + 2, mm - 5, y + 2)
    pen.text(5, y + 5, f"TOTAL {pen.rng.integers(20, 200)},{pen.number(2)} EUR", 13, True)


def transport(pen):
    mm = pen.w / MM
    y = pen.text(mm / 2, 12, "PRESCRIPTION MÉDICALE DE TRANSPORT", 15, True, centre=True) + 5
    for number, (title, lines) in enumerate((("Le patient", [f"Nom : {pen.person()}", f"Caisse de rattachement : {pen.number(9)}"]), ("Motif du transport", ["Entrée ou sortie d'hospitalisation", "Soins liés à une affection de longue durée", "Transport en série, 3 fois par semaine"]),
                                             ("Trajet", [f"Départ : {pen.rng.integers(1, 80)} {pen.pick(W.STREETS)}", f"Arrivée : centre hospitalier, {pen.pick(W.TOWNS)}"]), ("Mode de transport", ["Transport assis professionnalisé", "Ambulance", "Moyen de transport individuel"]))):
        pen.draw.ellipse([12 * MM, y * MM, 19 * MM, (y + 7) * MM], fill=pen.accent)
        y = pen.text(22, y + 1, f"{number + 1} {title}", 12, True, pen.accent) + 2
        for line in lines:
            pen.box(24, y + 0.6, 27.5, y + 4.1, 0.25)
            y = pen.text(31, y, line, 10.5) + 1.5
        y += 3
        pen.rule(12, y, mm - 12, y, 0.2, (150, 150, 150))
        y += 3
    pen.write(30, y, f"Fait le {pen.date()}", 18)
    pen.stamp(115, y, [f"Dr {pen.person()}", f"AM {pen.number(9)}"])


# Which templates the model is fitted on; the others, in faces of their own, judge it.
FIT = [("typed", typed, "A4"), ("written", written, "A4"), ("grid_form", grid_form, "A4"), ("letter", letter, "A4"), ("ticket", ticket, "ticket"), ("typed_a5", typed, "A5")]
HELD = [("two_zones", two_zones, "A4"), ("sheet_of_care", sheet_of_care, "A4"), ("results", results, "A4"), ("certificate", certificate, "A4"), ("transport", transport, "A4"), ("written_a5", written, "A5")]


def make(group, index, seed):
    """Page `index` of a group: its pen, and the name of its template."""
    name, template, size = (FIT if group == "fit" else HELD)[index % 6]
    pen = Pen(size, group, [seed, index, 0 if group == "fit" else 1])
    template(pen)
    return pen, name
