#!/usr/bin/env python3
"""How often pages of pages.py are taken for the same page.

    ./measure.py SCOR FOLDER [SAME DIFFERENT]

runs the program SCOR on every page that has no report yet, compares the pages by their reports, and prints for every
kind of pair how many were called the same, unsure and different, and quantiles of the scores (1, 5, 10, 20, 50, 90, 95
and 99 %). With SAME and DIFFERENT (thousandths) those limits are tried instead of the program's own. At most 240 pairs of a kind, drawn with a fixed seed."""
import itertools
import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MOST = 240


def report(scor, page):
    if not page.with_suffix(".json").exists():
        subprocess.run([scor, "piece", "--type", "ORDN", "--override", "measure", page, "-o", page.with_suffix(".pdf"),
                        "--report", page.with_suffix(".json")], capture_output=True)
        page.with_suffix(".pdf").unlink(missing_ok=True)


def kind(a, b):
    """What is other on the two sheets; None for a pair that is not asked about (two changes at once)."""
    if a["letterhead"] != b["letterhead"]:
        return "letterhead" if a["text"] == b["text"] == "base" else None
    if a["text"] == b["text"]:
        return "photo" if "photo" in a["way"] + b["way"] else "scans"
    for one, two in ((a, b), (b, a)):
        if two["of"] == one["text"]:
            return two["text"]
    return "other" if a["of"] == a["text"] and b["of"] == b["text"] else None


def main():
    scor, folder = sys.argv[1], Path(sys.argv[2])
    limits = [int(v) for v in sys.argv[3:5]]
    pages = json.loads((folder / "pages.json").read_text())
    pairs = {}
    for a, b in itertools.combinations(pages, 2):
        if kind(a, b):
            pairs.setdefault(kind(a, b), []).append((a, b))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda p: report(scor, folder / p["file"]), pages))

        def compare(pair):
            files = [(folder / p["file"]).with_suffix(".json") for p in pair]
            if not all(f.exists() for f in files):
                return None
            out = subprocess.run([scor, "compare", *files, "--json"], capture_output=True, text=True)
            return json.loads(out.stdout) | {"files": [f.name for f in files]} if out.returncode == 0 else None

        rng = random.Random(1)
        everything = {}
        for name, all_pairs in sorted(pairs.items()):
            taken = rng.sample(all_pairs, min(len(all_pairs), MOST))
            found = everything[name] = [f for f in pool.map(compare, taken) if f]
            if limits:
                for f in found:
                    f["likeness"] = "same" if f["score"] >= limits[0] else "different" if f["score"] < limits[1] else "unsure"
            share = lambda word: 100 * sum(f["likeness"] == word for f in found) / max(len(found), 1)
            scores = sorted(f["score"] for f in found) or [0]
            at = [scores[int(q * (len(scores) - 1))] for q in (.01, .05, .1, .2, .5, .9, .95, .99)]
            print(f"{name:10} {len(found):4} same {share('same'):5.1f} unsure {share('unsure'):5.1f} different {share('different'):5.1f}  ", *at)
    (folder / "measured.json").write_text(json.dumps(everything, indent=0))


if __name__ == "__main__":
    main()
