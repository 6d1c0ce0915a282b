"""Faces the pages are drawn with: two groups that share none, so that what is fitted on one is judged on the other."""
import functools
import os

from PIL import ImageFont

T, O = "/usr/share/fonts/truetype/", "/usr/share/fonts/opentype/"
# Debian packages, in the order of the tables: see packages.txt
PRINT = {
    "fit": [
        (T + "lato/Lato-Regular.ttf", T + "lato/Lato-Bold.ttf"),
        (T + "crosextra/Caladea-Regular.ttf", T + "crosextra/Caladea-Bold.ttf"),
        (O + "courier-prime/Courier Prime.otf", O + "courier-prime/Courier Prime Bold.otf"),
        (O + "ebgaramond/EBGaramond12-Regular.otf", O + "ebgaramond/EBGaramond12-Bold.otf"),
        (O + "cantarell/Cantarell-Regular.otf", O + "cantarell/Cantarell-Bold.otf"),
    ],
    "held": [
        (T + "crosextra/Carlito-Regular.ttf", T + "crosextra/Carlito-Bold.ttf"),
        (O + "linux-libertine/LinLibertine_R.otf", O + "linux-libertine/LinLibertine_RB.otf"),
        (T + "hack/Hack-Regular.ttf", T + "hack/Hack-Bold.ttf"),
        (O + "inter/Inter-Regular.otf", O + "inter/Inter-Bold.otf"),
        (O + "didot/GFSDidot.otf", O + "didot/GFSDidotBold.otf"),
    ],
}
HAND = {
    "fit": [T + "fifthhorseman/dkg.ttf", T + "ecolier-court/Ecolier-court.ttf", O + "kaushanscript/KaushanScript-Regular.otf"],
    "held": [T + "klee/KleeOne-Regular.ttf", T + "kristi/Kristi.ttf", O + "comic-neue/ComicNeue-Italic.otf"],
}


@functools.lru_cache(maxsize=400)
def face(path, points):
    """The face at `points`, for pages of 300 samples an inch."""
    if not os.path.exists(path):
        raise SystemExit(f"{path} is missing: install the packages of packages.txt")
    return ImageFont.truetype(path, round(points * 300 / 72))
