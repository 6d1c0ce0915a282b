#!/usr/bin/env python3
"""What the gate does to fresh.py's pages, from what measure.py found: pages that should pass and were refused, and the reverse.

    gate.py DIR [-v]

A page must pass when a reader gets 0.80 of its characters or more, and nothing of it is cut off or covered. It must be refused
when he gets less than half, when 0.08 of its ink or more is cut off or covered, and when it is blank. The others may go either way.
"""
import argparse
import json
from collections import defaultdict

import numpy as np


def wanted(row, case):
    lost = case["pages"][0]["ink_lost"]
    covered = case.get("covered", 0)
    if case["set"] == "refuse":
        return "refused"
    if case["set"] == "legible":
        return "accepted"
    if row["damage"] in ("cut", "gap"):
        # a margin that is cut off takes no text, and may still be asked for again
        return "accepted" if lost == 0 and case.get("gone", 1) < 0.02 else None
    if covered >= 0.08:
        return "refused"
    if row.get("got") is None:
        return None
    if row["got"] < 0.5:
        return "refused"
    return "accepted" if row["got"] >= 0.8 and covered < 0.01 else None


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("dir"), a.add_argument("-v", action="store_true")
    o = a.parse_args()
    cases = {c["id"]: c for c in json.load(open(f"{o.dir}/cases.json", encoding="utf-8"))["cases"]}
    table, wrong, share = defaultdict(lambda: [0, 0, 0, 0]), [], []
    for row in json.load(open(f"{o.dir}/measured.json")):
        if "failed" in row:
            continue
        case = cases[row["id"]]
        want = wanted(row, case)
        if row.get("got") is not None and row["damage"] not in ("cut", "gap") and case.get("covered", 0) < 0.01:
            share.append((row["legibility"], row["got"]))
        if want is None:
            continue
        bad = row["verdict"] != want
        cell = table[row["damage"]]
        cell[0 if want == "accepted" else 2] += 1
        cell[1 if want == "accepted" else 3] += bad
        meant = case.get("faults")
        if bad or (want == "refused" and meant and not set(meant) & set(row["faults"])):
            wrong.append((row["id"], want, row["faults"], row.get("got"), round(row["legibility"], 2), round(case["pages"][0]["ink_lost"], 2), round(case.get("covered", 0), 2)))
    print(f"{'damage':10} must pass, refused   must be refused, taken")
    total = np.sum(list(table.values()), 0)
    for name, (good, refused, faulty, taken) in [*sorted(table.items()), ("all", total)]:
        print(f"{name:10} {good:9} {refused:8} {faulty:16} {taken:6}")
    s = np.array(share)
    good, bad = s[s[:, 1] >= 0.9, 0], s[s[:, 1] < 0.9, 0]
    auc = float(np.mean((good[:, None] > bad) + 0.5 * (good[:, None] == bad)))
    print(f"legibility on {len(s)} pages: mean error {np.abs(s[:, 0] - s[:, 1]).mean():.3f}, median {np.median(np.abs(s[:, 0] - s[:, 1])):.3f}, AUC (got >= .90) {auc:.3f}")
    if o.v:
        for line in wrong:
            print(*line)


if __name__ == "__main__":
    main()
