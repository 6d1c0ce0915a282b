#!/usr/bin/env python3
"""What the gate measures of each generated page, and what a reader gets of the page we make of it.

    measure.py DIR SCOR [--jobs 1] [--only REGEX]

DIR holds generate.py's cases.json, SCOR is the program. Writes DIR/measured.json: the report's numbers and `got`, the share
of characters that tesseract reads on our sheet, relative to the clean page (its ceiling). Text that was read is kept by the
hash of the PDF in DIR/read/, so that a second run after a change of the gate alone takes a minute.
"""
import argparse
import hashlib
import json
import os
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

from read import read, score


def text_of(pdf, kept):
    name = os.path.join(kept, hashlib.sha256(open(pdf, "rb").read()).hexdigest()[:24] + ".txt")
    if not os.path.exists(name):
        with tempfile.TemporaryDirectory() as work:
            subprocess.run(["pdftoppm", "-r", "300", "-gray", "-l", "1", pdf, f"{work}/p"], check=True, timeout=120)
            image = next((f for f in os.listdir(work) if f.endswith(".pgm")), None)
            text = read(f"{work}/{image}", 300) if image else ""
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    return open(name, encoding="utf-8").read()


def relative(got, ceiling):
    """Over printed and handwritten text alike, as far as the engine surely reads it on the clean page."""
    shares = [(min(1.0, got.get(k, 0) / c), w) for k, w in (("chars_print", 1.0), ("chars_hand", 0.5)) if (c := ceiling.get(k) or 0) > 0.8]
    return sum(s * w for s, w in shares) / sum(w for _, w in shares) if shares else None


def one(case, root, scor):
    with tempfile.TemporaryDirectory() as work:
        pdf, report = f"{work}/o.pdf", f"{work}/r.json"
        files = [os.path.join(root, f) for f in case["files"]]
        command = [scor, "piece", "--type", case["type"], *files, "-o", pdf, "--report", report]
        plain = subprocess.run(command, capture_output=True, timeout=120)
        if plain.returncode not in (0, 3):
            return {"id": case["id"], "failed": plain.stderr.decode()[-200:]}
        verdict = json.load(open(report))
        if plain.returncode == 3:
            subprocess.run([*command, "--override", "measured"], capture_output=True, timeout=120, check=False)
        page = json.load(open(report))["pages"][0]
        out = {k: case.get(k) for k in ("id", "set", "expected", "kind", "group", "template", "damage", "severity")}
        out |= {"ink_lost": case["pages"][0]["ink_lost"], "verdict": verdict["verdict"], "faults": sorted({f["fault"] for f in verdict["faults"]}), "legibility": page["legibility"], "measures": page["measures"]}
        if case["set"] != "refuse" and os.path.exists(pdf):
            out["got"] = relative(score(text_of(pdf, f"{root}/read"), case["truth"]), case["ceiling"])
        elif case["set"] != "refuse":
            out["got"] = 0.0  # nothing could be made of it
        return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("dir"), a.add_argument("scor"), a.add_argument("--jobs", type=int, default=1), a.add_argument("--only", default="")
    o = a.parse_args()
    os.makedirs(f"{o.dir}/read", exist_ok=True)
    cases = [c for c in json.load(open(f"{o.dir}/cases.json", encoding="utf-8"))["cases"] if re.search(o.only, c["id"])]
    with ThreadPoolExecutor(o.jobs) as pool:
        rows = list(pool.map(lambda c: one(c, o.dir, o.scor), cases))
    json.dump(rows, open(f"{o.dir}/measured.json", "w"), indent=1)
    failed = [r for r in rows if "failed" in r]
    print(f"{len(rows)} cases measured, {len(failed)} failed", *[f"{r['id']}: {r['failed']}" for r in failed], sep="\n")


if __name__ == "__main__":
    main()
