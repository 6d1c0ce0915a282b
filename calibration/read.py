"""What a reader gets of a page: tesseract's French against the text that was drawn."""
import os
import re
import subprocess
import unicodedata
from collections import Counter

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

os.environ["OMP_THREAD_LIMIT"] = "1"


def words(text):
    text = unicodedata.normalize("NFC", text).lower().replace("’", "'")
    return re.findall(r"\w+(?:[.,/'µ]\w+)*", text)


def read(image, dpi):
    command = ["tesseract", image, "-", "-l", "fra", "--psm", "3", "--dpi", str(dpi)]
    return subprocess.run(command, capture_output=True, timeout=300).stdout.decode("utf-8", "replace")


def characters(text, lines):
    """Share of the characters that were read. A word counts as it stands, or by its likeness to the nearest word read when
    that is over one half and it has four letters or more: less is chance. Garbage so counts nearly nothing."""
    want, have = Counter(words(" ".join(lines))), Counter(words(text))
    total = sum(len(w) * n for w, n in want.items())
    if not total:
        return None
    got, names = 0.0, list(have)
    for word, count in want.items():
        exact = min(count, have[word])
        got += exact * len(word)
        if exact < count and len(word) >= 4 and names:
            best = process.extractOne(word, names, scorer=Levenshtein.normalized_similarity)[1]
            got += (count - exact) * len(word) * (best if 0.5 < best < 1 else 0)
    return got / total


def score(text, truth):
    """Shares by kind of face, with the names that the case lists use."""
    out = {}
    for kind in ("print", "small", "hand"):
        want = Counter(words(" ".join(truth[kind])))
        if want:
            have = Counter(words(text))
            out[f"words_{kind}"] = sum(min(n, have[w]) for w, n in want.items()) / sum(want.values())
            out[f"chars_{kind}"] = characters(text, truth[kind])
    return out
