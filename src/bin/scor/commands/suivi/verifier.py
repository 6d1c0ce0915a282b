#!/usr/bin/env python3
"""Contrôle la preuve d'une pièce sans la bibliothèque scor : Python et openssl suffisent.

    verifier.py DOSSIER [CLE_DE_CHAINE]

DOSSIER contient preuve.json, piece.pdf, lot-N.bin, retour-N.eml. CLE_DE_CHAINE : les 64 chiffres hexadécimaux que donne
`scor suivi chain-key` ; sans elle, tout est contrôlé sauf l'authenticité des maillons.
"""
import hashlib
import hmac
import json
import subprocess
import sys
from pathlib import Path

folder = Path(sys.argv[1])
key = bytes.fromhex(sys.argv[2]) if len(sys.argv) > 2 else None
proof = json.loads((folder / "preuve.json").read_text())
faults = []


def want(true, text):
    if not true:
        faults.append(text)


def sha256(name):
    path = folder / name
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def opened(entry):
    """The sealed details: generation (4 bytes), nonce (12), AES-256-GCM text, tag (16). Its link vouches for the bytes."""
    sealed = bytes.fromhex(entry["scelle"])
    counter = sealed[4:16] + b"\0\0\0\x02"
    command = ["openssl", "enc", "-d", "-aes-256-ctr", "-K", entry["cle"], "-iv", counter.hex()]
    return json.loads(subprocess.run(command, input=sealed[16:-16], capture_output=True, check=True).stdout)


def number(data, at):
    return int.from_bytes(data[at:at + 8], "big", signed=True)


told = {}
for entry in proof["chaine"]["entrees"]:
    data = bytes.fromhex(entry["octets"])
    name = f"entrée {entry['seq']}"
    sealed = bytes.fromhex(entry.get("scelle", ""))
    want(number(data, 0) == entry["seq"], f"{name} : numéro")
    want(number(data, 9) == entry["quand"], f"{name} : moment")
    want(data[-32:] == hashlib.sha256(sealed).digest(), f"{name} : empreinte des détails")
    want((opened(entry) if sealed else None) == entry["details"], f"{name} : détails")
    if key:
        link = hmac.new(key, bytes.fromhex(entry["precedent"]) + data, hashlib.sha256).hexdigest()
        want(link == entry["maillon"], f"{name} : maillon")
    told.setdefault((entry["genre"], entry["sujet_no"]), entry["details"])

piece = proof["piece"]
added = next((d for (genre, _), d in told.items() if genre == "piece_ajoutee"), {})
want(added.get("sha256") == piece["sha256"], "la pièce n'est pas celle de son entrée")
if piece["sha256"] and not piece["purgee"]:
    want(sha256("piece.pdf") == piece["sha256"], "piece.pdf n'a pas l'empreinte de la pièce")
for lot in proof["lots"]:
    want(told.get(("lot_construit", lot["no"]), {}).get("sha256") == lot["sha256"], f"lot {lot['no']} : entrée")
    if not lot["purge"]:
        want(sha256(f"lot-{lot['no']}.bin") == lot["sha256"], f"lot {lot['no']} : octets")
    for answer in lot["retours"]:
        entry = told.get(("retour_recu", answer["no"]), {})
        want(entry.get("sha256") == answer["sha256"], f"retour {answer['no']} : entrée")
        kept = sha256(f"retour-{answer['no']}.eml")
        want(kept in (None, answer["sha256"]), f"retour {answer['no']} : octets")

for fault in faults:
    print("FAUX :", fault)
count = len(proof["chaine"]["entrees"])
links = "maillons contrôlés" if key else "maillons non contrôlés (pas de clé de chaîne)"
print(f"{count} entrées, {len(proof['lots'])} lot(s), {links} :", "FAUX" if faults else "tout concorde")
sys.exit(1 if faults else 0)
