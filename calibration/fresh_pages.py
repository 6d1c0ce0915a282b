"""Templates in faces of their own, for the two halves of fresh.py: neither shares a layout or a face with pages.py or the other."""
import pages
import words as W
from fonts import HAND, PRINT
from pages import MM, Pen

T, O = "/usr/share/fonts/truetype/", "/usr/share/fonts/opentype/"
PRINT["develop"] = [
    (T + "dejavu/DejaVuSans.ttf", T + "dejavu/DejaVuSans-Bold.ttf"),
    (T + "liberation2/LiberationSerif-Regular.ttf", T + "liberation2/LiberationSerif-Bold.ttf"),
    (O + "urw-base35/URWGothic-Book.otf", O + "urw-base35/URWGothic-Demi.otf"),
    (O + "urw-base35/NimbusSansNarrow-Regular.otf", O + "urw-base35/NimbusSansNarrow-Bold.otf"),
]
PRINT["judge"] = [
    (T + "liberation2/LiberationSans-Regular.ttf", T + "liberation2/LiberationSans-Bold.ttf"),
    (O + "urw-base35/P052-Roman.otf", O + "urw-base35/P052-Bold.otf"),
    (O + "urw-base35/C059-Roman.otf", O + "urw-base35/C059-Bold.otf"),
    (T + "karla/Karla-Regular.otf", T + "karla/Karla-Bold.otf"),
    (O + "linux-libertine/LinBiolinum_R.otf", O + "linux-libertine/LinBiolinum_RB.otf"),
]
HAND["develop"] = [T + "breip/Breip.ttf", O + "dancingscript/DancingScript-Regular.otf"]
HAND["judge"] = [T + "rufscript/Rufscript010.ttf", O + "urw-base35/Z003-MediumItalic.otf"]
pages.SIZES |= {"pad": (1654, 2244), "note": (1300, 1890)}


def sidebar(pen):
    """A hospital's letterhead: doctors in a column at the left, the letter beside it."""
    pen.text(14, 10, f"CENTRE HOSPITALIER {pen.pick(W.LAST)}", 16, True, pen.accent)
    pen.rule(62, 22, 62, 285, 0.3, pen.accent)
    y = 26
    for _ in range(int(pen.rng.integers(6, 11))):
        y = pen.text(8, y, f"Dr {pen.person()}"[:22], 7.5)
        y = pen.text(8, y, pen.pick(W.TRADES)[:26], 7) + 4
    y = pen.text(130, 28, f"le {pen.date()}", 10.5) + 8
    y = pen.text(68, y, f"Patient : {pen.person()}", 11, True) + 5
    for line in pen.some(W.LETTER, 4, 7):
        y = pen.paragraph(68, y, line, 120, 10.5) + 2
    for drug in pen.some(W.DRUGS, 2, 5):
        y = pen.text(72, y, f"- {drug}", 10.5)
    pen.sign(130, y + 12)


def dotted_pad(pen):
    """A printed pad with dotted lines, written on by hand."""
    mm = pen.w / MM
    y = pen.text(mm / 2, 8, f"Cabinet du Dr {pen.person()}", 13, True, centre=True)
    y = pen.text(mm / 2, y, pen.pick(W.TOWNS), 9, centre=True)
    y = pen.write(mm - 55, y + 3, pen.date(), 16) + 2
    for care in [pen.person().title()] + [d.split(",")[0].lower() for d in pen.some(W.DRUGS, 3, 5)] + [d[:34] for d in pen.some(W.DOSES, 2, 3)]:
        pen.write(12, y, care, 18)
        y += 11
        for x in range(10, int(mm) - 10, 2):
            pen.draw.ellipse([x * MM, y * MM, x * MM + 4, y * MM + 4], fill=(120, 120, 120))
    pen.sign(mm - 60, min(y + 6, pen.h / MM - 25))
    pen.text(10, pen.h / MM - 10, f"RPPS {pen.number(11)}", 8)


def dose_table(pen):
    mm, columns = pen.w / MM, [12, 92, 117, 142, 167, 198]
    pen.text(12, 12, "PLAN DE PRISE - ORDONNANCE", 14, True)
    y = pen.text(12, 22, f"{pen.person()}, né le {pen.date()}   poids {pen.rng.integers(45, 99)} kg", 10.5) + 4
    rows = pen.some(W.DRUGS, 8, 13)
    top = y
    for x, title in zip(columns, ["Médicament", "Matin", "Midi", "Soir", "Durée"]):
        pen.text(x + 2, y + 1, title, 9.5, True)
    for drug in rows:
        y += 9
        pen.rule(12, y - 1, 198, y - 1)
        pen.text(14, y + 0.5, drug.split(",")[0], 10)
        for x in columns[1:4]:
            pen.text(x + 3, y + 0.5, pen.pick(["1", "2", "1/2", "-"]), 10)
        pen.text(columns[4] + 3, y + 0.5, f"{pen.rng.integers(3, 90)} jours", 10)
    for x in columns:
        pen.rule(x, top, x, y + 8)
    pen.rule(12, y + 8, 198, y + 8), pen.rule(12, top, 198, top)
    y = pen.paragraph(12, y + 14, pen.pick(W.CARE), mm - 30, 10.5)
    pen.text(12, y + 6, f"Docteur {pen.person()}, le {pen.date()}", 10.5, True)
    pen.sign(120, y + 8)


def optician(pen):
    """A5 across: few figures in a frame."""
    mm = pen.w / MM
    pen.text(mm / 2, 9, f"Docteur {pen.person()} - Ophtalmologie", 13, True, centre=True)
    pen.text(14, 20, f"{pen.person()}, le {pen.date()}", 11)
    pen.box(14, 32, mm - 14, 78, 0.4)
    for row, eye in enumerate(["Œil droit", "Œil gauche"]):
        pen.text(20, 38 + row * 18, f"{eye} : -{pen.rng.integers(1, 6)},25 (+{pen.rng.integers(0, 3)},50 à {pen.rng.integers(5, 175)}°) addition {pen.rng.integers(1, 3)},75", 12)
    y = pen.paragraph(14, 86, "Correction optique pour vision de loin et de près, verres progressifs. " + pen.pick(W.DOSES), mm - 30, 10.5)
    pen.sign(mm - 65, y + 6)


def dense(pen):
    """A full page of small close lines."""
    y = pen.text(12, 10, f"COMPTE RENDU D'HOSPITALISATION - {pen.person()}", 12, True) + 2
    while y < 268:
        y = pen.paragraph(12, y, pen.pick(W.LETTER + W.CARE), 186, 9.5) + pen.pick([0.3, 0.3, 3])
    pen.text(140, y + 2, f"Dr {pen.person()}", 10)


def note(pen):
    """A sheet of no standard size."""
    y = pen.text(8, 8, f"Dr {pen.person()}", 12, True)
    y = pen.text(8, y, f"{pen.rng.integers(1, 80)} {pen.pick(W.STREETS)}", 9) + 5
    y = pen.text(8, y, f"{pen.person()}  {pen.date()}", 10) + 3
    for drug in pen.some(W.DRUGS, 3, 5):
        y = pen.text(10, y, drug.split(",")[0], 10.5, True)
        y = pen.paragraph(14, y, pen.pick(W.DOSES), 88, 9.5) + 2
    pen.sign(55, y + 8)


def discharge(pen):
    mm = pen.w / MM
    pen.draw.rectangle([0, 0, pen.w, 9 * MM], fill=pen.accent)
    y = pen.text(14, 14, f"Clinique {pen.pick(W.LAST).title()} - Ordonnance de sortie", 14, True)
    y = pen.text(14, y, f"{pen.pick(W.TRADES)}   {pen.pick(W.TOWNS)}   01 {pen.number(2)} {pen.number(2)} {pen.number(2)} {pen.number(2)}", 9) + 4
    y = pen.text(mm - 90, y, f"{pen.person()}", 11, True)
    y = pen.text(mm - 90, y, f"IPP {pen.number(9)}   séjour du {pen.date()}", 9.5) + 6
    for i, drug in enumerate(pen.some(W.DRUGS, 5, 9)):
        y = pen.text(16, y, f"{i + 1}. {drug.capitalize()}", 11)
        y = pen.text(24, y, pen.pick(W.DOSES), 10) + 1.5
    y = pen.text(16, y + 4, "Soins", 12, True, pen.accent) + 1
    for care in pen.some(W.CARE, 1, 3):
        y = pen.paragraph(16, y, care, mm - 36, 10.5) + 1.5
    pen.stamp(mm - 80, min(y + 5, 250), [f"Dr {pen.person()}", f"RPPS {pen.number(11)}"])


def ticked_form(pen):
    """A nursing form: ticks, captions, filled by hand."""
    mm = pen.w / MM
    pen.box(8, 8, mm - 8, pen.h / MM - 8, 0.5, colour=pen.accent)
    y = pen.text(mm / 2, 13, "PRESCRIPTION DE SOINS INFIRMIERS", 14, True, pen.accent, True) + 5
    for caption in ("Nom du patient", "Date de naissance", "Prescripteur"):
        pen.text(14, y, f"{caption} :", 10)
        pen.write(60, y - 1, pen.pick([pen.person(), pen.date()]), 16)
        pen.rule(58, y + 6, mm - 16, y + 6, 0.15, (140, 140, 140))
        y += 12
    y += 3
    for care in pen.some(W.CARE, 6, 9):
        pen.box(15, y, 19, y + 4, 0.3)
        if pen.rng.random() < 0.5:
            pen.draw.line([15.5 * MM, (y + 2) * MM, 17 * MM, (y + 3.6) * MM, 20 * MM, (y - 1) * MM], fill=pen.blue, width=8)
        y = pen.paragraph(24, y - 0.5, care, mm - 46, 10.5) + 4
    pen.write(20, y + 4, f"Fait à {pen.pick(W.TOWNS)[6:].title()}, le {pen.date()}", 16)
    pen.sign(mm - 75, y + 12)


def centred(pen):
    mm = pen.w / MM
    y = 14
    for line, points in ((f"Docteur {pen.person()}", 15), ("Chirurgien-dentiste", 11), (f"{pen.rng.integers(1, 60)} {pen.pick(W.STREETS)}", 10), (pen.pick(W.TOWNS), 10)):
        y = pen.text(mm / 2, y, line, points, points > 12, pen.accent, True)
    y = pen.text(mm / 2, y + 10, f"Ordonnance du {pen.date()} pour {pen.person()}", 11.5, True, centre=True) + 6
    for drug in pen.some(W.DRUGS, 3, 6):
        y = pen.text(mm / 2, y, drug, 12, True, centre=True)
        y = pen.text(mm / 2, y, pen.pick(W.DOSES)[:60], 11, centre=True) + 4
    pen.sign(mm / 2, y + 8)
    pen.text(mm / 2, pen.h / MM - 14, "Les honoraires sont réglables par chèque", 7.5, centre=True)


def banded(pen):
    """A coloured band at the left, prescriptions by hand."""
    mm = pen.w / MM
    pen.draw.rectangle([0, 0, 14 * MM, pen.h], fill=pen.accent)
    y = pen.text(20, 10, f"Maison de santé {pen.pick(W.LAST).title()}", 13, True)
    y = pen.text(20, y, f"Docteur {pen.person()}, {pen.pick(W.TRADES).lower()}", 10) + 4
    y = pen.write(20, y, f"{pen.person().title()}, {pen.date()}", 18) + 3
    for dose in pen.some(W.DOSES, 3, 5):
        y = pen.write(20, y, dose[:40], 17)
    y = pen.text(20, y + 3, "À renouveler trois fois. Ne pas substituer.", 10.5)
    pen.text(20, pen.h / MM - 10, f"AM {pen.number(9)}", 8)
    pen.sign(mm - 60, min(y + 6, pen.h / MM - 30))


def comb(pen):
    """An administrative notice: combs for figures, blocks of print."""
    mm = pen.w / MM
    y = pen.text(12, 10, "avis d'arrêt de travail", 17, True, pen.accent) + 2
    for title in ("L'ASSURÉ", "L'EMPLOYEUR", "LE PRATICIEN"):
        y = pen.text(12, y, title, 10, True, pen.accent) + 1
        for caption in ("Nom", "Adresse", "Numéro"):
            pen.text(14, y + 1, caption, 9)
            for i in range(22):
                pen.box(45 + i * 6, y, 51 + i * 6, y + 6, 0.15, colour=(150, 150, 150))
            pen.text(46, y + 1, pen.pick([pen.person().upper(), pen.pick(W.TOWNS), pen.number(13)]), 10.5)
            y += 8
        y += 4
    for line in pen.some(W.LETTER, 3, 5):
        y = pen.paragraph(12, y, line, mm - 26, 10) + 2
    y = pen.text(12, y + 3, f"du {pen.date()} au {pen.date()} inclus", 12, True)
    pen.sign(125, y + 8)


DEVELOP = [("sidebar", sidebar, "A4"), ("dotted_pad", dotted_pad, "pad"), ("dose_table", dose_table, "A4"), ("optician", optician, "A5L"), ("dense", dense, "A4"), ("note", note, "note")]
JUDGE = [("discharge", discharge, "A4"), ("banded", banded, "A5"), ("ticked_form", ticked_form, "A4"), ("centred", centred, "A4"), ("comb", comb, "A4"), ("centred_a5", centred, "A5")]


def make(group, index, seed):
    """Page `index` of a half: its pen, and the name of its template."""
    name, template, size = (DEVELOP if group == "develop" else JUDGE)[index % 6]
    pen = Pen(size, group, [seed, index, 5 if group == "develop" else 6])
    template(pen)
    return pen, name
