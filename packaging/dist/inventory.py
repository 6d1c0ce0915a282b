#!/usr/bin/env python3
"""What the shipped binaries are made of: the licences of all of it, and its bill of materials.

    inventory.py OUT

Writes OUT/licences/ (one text file a component) and OUT/sbom.cdx.json (CycloneDX 1.5). Reads `cargo metadata` for the
three targets of a release, so what only tests, benches or build scripts use is not in it. Fails when a component has
no licence text, or a licence that is not on the list of those a closed product may carry.
"""
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path

TARGETS = ["i686-pc-windows-gnu", "x86_64-pc-windows-gnu", "x86_64-unknown-linux-gnu"]
ALLOWED = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "ISC", "MIT", "Unicode-3.0", "Unlicense", "Zlib"}
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense)", re.I)
ROOT = Path(__file__).resolve().parents[2]

# Parts of the binaries that no cargo package describes: name, licence, what it is, and where its text is.
RUNTIME = "/usr/share/doc"
BUNDLED = [
    ("rust-std", "MIT OR Apache-2.0", "the standard library of Rust", ROOT / "LICENSE-APACHE"),
    ("sqlite", "blessing", "in libsqlite3-sys; in the public domain", None),
    ("mingw-w64", "ZPL-2.1", "start code of the Windows DLLs", f"{RUNTIME}/mingw-w64-common/copyright"),
    ("libgcc", "GPL-3.0-or-later WITH GCC-exception-3.1", "helpers of the compiler in the Windows DLLs; the exception "
     "lets any program carry them", f"{RUNTIME}/gcc-mingw-w64-base/copyright"),
]


def metadata(target):
    """cargo's packages and graph for one target, without the command line's feature."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--no-default-features", "--filter-platform", target]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def linked():
    """The packages that end up in a binary, by id, and who needs whom."""
    packages, edges, root = {}, {}, None
    for target in TARGETS:
        data = metadata(target)
        by_id = {p["id"]: p for p in data["packages"]}
        nodes = {n["id"]: n for n in data["resolve"]["nodes"]}
        root = data["resolve"]["root"]
        waiting, seen = [root], set()
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            packages[node] = by_id[node]
            needs = [d["pkg"] for d in nodes[node]["deps"] if any(k["kind"] is None for k in d["dep_kinds"])]
            edges.setdefault(node, set()).update(needs)
            waiting.extend(needs)
    return packages, edges, root


def permissive(expression):
    """Whether some choice within an SPDX expression (or the old form with a slash) holds allowed licences only."""
    words = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def choice(i):
        good, i = every(i)
        while i < len(words) and words[i] == "OR":
            other, i = every(i + 1)
            good = good or other
        return good, i

    def every(i):
        good, i = one(i)
        while i < len(words) and words[i] == "AND":
            other, i = one(i + 1)
            good = good and other
        return good, i

    def one(i):
        if words[i] == "(":
            good, i = choice(i + 1)
            return good, i + 1
        return words[i] in ALLOWED, i + 1

    return choice(0)[0]


def texts(folder):
    """Licence texts of a package: at its top, in LICENSES/, and beside the fonts and tables it carries."""
    found = []
    for path in sorted(folder.rglob("*")):
        depth = len(path.relative_to(folder).parts)
        inside = path.parent.name.upper() == "LICENSES" or path.parent.name == "assets"
        if path.is_file() and path.suffix not in {".rs", ".go", ".py"} and (depth == 1 or inside):
            if LICENCE_FILE.search(path.name) or path.parent.name.upper() == "LICENSES":
                found.append(path)
    return found


def write_licences(out, packages, root):
    """One file a component. Errors are told together, so that one run shows all that is wrong."""
    wrong = []
    for node, package in sorted(packages.items(), key=lambda item: (item[1]["name"], item[1]["version"])):
        if node == root:
            continue
        label = f"{package['name']}-{package['version']}"
        if not package["license"] or not permissive(package["license"]):
            wrong.append(f"{label}: licence {package['license']}")
        folder = Path(package["manifest_path"]).parent
        found = texts(folder)
        if not found:
            wrong.append(f"{label}: no licence text")
        parts = [f"{label}\nLicence: {package['license']}\nSource: {package['repository'] or package['homepage'] or ''}\n"]
        parts += [f"\n----- {path.relative_to(folder)} -----\n\n{path.read_text(errors='replace').strip()}\n" for path in found]
        (out / f"{label}.txt").write_text("".join(parts))
    return wrong


def sqlite_version(packages):
    """As the bundled header says it."""
    folder = next(Path(p["manifest_path"]).parent for p in packages.values() if p["name"] == "libsqlite3-sys")
    header = (folder / "sqlite3" / "sqlite3.h").read_text()
    return re.search(r'#define SQLITE_VERSION\s+"([^"]+)"', header).group(1)


def debian_version(package):
    """The version of an installed package, without Debian's own part."""
    command = ["dpkg-query", "-W", "-f", "${Version}", package]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("-")[0]


def write_bundled(out, packages):
    """The texts of what cargo does not know; its (name, version, licence, what it is)."""
    rustc = subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    versions = {
        "rust-std": rustc,
        "sqlite": sqlite_version(packages),
        "mingw-w64": debian_version("mingw-w64-common"),
        "libgcc": debian_version("gcc-mingw-w64-base"),
    }
    parts = [(name, versions[name], licence, note) for name, licence, note, _ in BUNDLED]
    for (name, version, licence, note), (*_, source) in zip(parts, BUNDLED):
        text = "" if source is None else "\n" + Path(source).read_text(errors="replace").strip() + "\n"
        (out / f"{name}-{version}.txt").write_text(f"{name}-{version}\nLicence: {licence}\n{note}\n{text}")
    return parts


def checksums():
    """SHA-256 of each crate as Cargo.lock pins it."""
    with open(ROOT / "Cargo.lock", "rb") as lock:
        return {(p["name"], p["version"]): p.get("checksum") for p in tomllib.load(lock)["package"]}


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}".replace("+", "%2B")


def component(package, sums):
    entry = {
        "type": "library",
        "bom-ref": purl(package),
        "name": package["name"],
        "version": package["version"],
        "scope": "required",
        "licenses": [{"expression": package["license"].replace("/", " OR ")}],
        "purl": purl(package),
    }
    checksum = sums.get((package["name"], package["version"]))
    if checksum:
        entry["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["repository"]:
        entry["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return entry


def write_sbom(out, packages, edges, root, parts):
    sums = checksums()
    others = sorted((p for i, p in packages.items() if i != root), key=lambda p: (p["name"], p["version"]))
    components = [component(package, sums) for package in others]
    for name, version, licence, note in parts:
        terms = {"license": {"name": "Public domain"}} if licence == "blessing" else {"expression": licence}
        components.append({"type": "library", "bom-ref": f"{name}@{version}", "name": name, "version": version,
                           "description": note, "scope": "required", "licenses": [terms]})
    graph = [{"ref": purl(packages[i]), "dependsOn": sorted(purl(packages[d]) for d in needs)} for i, needs in edges.items()]
    next(g for g in graph if g["ref"] == purl(packages[root]))["dependsOn"] += sorted(f"{n}@{v}" for n, v, _, _ in parts)
    graph.sort(key=lambda entry: entry["ref"])
    own = packages[root]
    main = {"type": "library", "bom-ref": purl(own), "name": own["name"], "version": own["version"],
            "licenses": [{"expression": own["license"]}]}
    # named by its content: the same inputs give the same document
    digest = hashlib.sha256(json.dumps([main, components, graph], sort_keys=True).encode()).hexdigest()
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}",
        "version": 1,
        "metadata": {"component": main},
        "components": components,
        "dependencies": graph,
    }
    (out / "sbom.cdx.json").write_text(json.dumps(bom, indent=2, ensure_ascii=False) + "\n")


def main():
    out = Path(sys.argv[1])
    packages, edges, root = linked()
    licences = out / "licences"
    os.makedirs(licences, exist_ok=True)
    wrong = write_licences(licences, packages, root)
    parts = write_bundled(licences, packages)
    write_sbom(out, packages, edges, root, parts)
    if wrong:
        sys.exit("inventory: " + "; ".join(wrong))


if __name__ == "__main__":
    main()
