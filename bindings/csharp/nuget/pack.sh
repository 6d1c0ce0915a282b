#!/usr/bin/env bash
# Makes Scor.VERSION.nupkg without the .NET SDK: the same files give the same bytes.
#   bindings/csharp/nuget/pack.sh VERSION X86_DLL X64_DLL LIBSCOR_SO OUT_FOLDER
# The assembly comes from mcs against the .NET Framework's names; it runs unchanged on CoreCLR through netstandard's facades.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python3 - "$here" "$@" <<'PY'
import hashlib, pathlib, re, subprocess, sys, tempfile, zipfile
from xml.dom import minidom

here, version, x86, x64, so, out = pathlib.Path(sys.argv[1]), *sys.argv[2:]
if not re.fullmatch(r"\d+\.\d+\.\d+", version):
    sys.exit("version: " + version)
with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    sources = sorted(str(p) for p in here.parent.glob("*.cs"))
    subprocess.run(["mcs", "-unsafe", "-langversion:7", "-optimize", "-warnaserror", "-target:library",
                    f"-doc:{work}/Scor.xml", f"-out:{work}/Scor.dll", *sources], check=True)
    dll = bytearray((work / "Scor.dll").read_bytes())
    doc = (work / "Scor.xml").read_bytes()

# mcs writes the time of the build and a random identity of the module: replaced by what the sources give.
pe = int.from_bytes(dll[60:64], "little")
dll[pe + 8:pe + 12] = bytes(4)
identity = hashlib.sha256(b"".join(pathlib.Path(s).read_bytes() for s in sources)).digest()[:16]
at = dll.find(b"#GUID\0")
root = dll.rfind(b"BSJB", 0, at)
heap = root + int.from_bytes(dll[at - 8:at - 4], "little")
dll[heap:heap + 16] = identity

nuspec = (here / "Scor.nuspec").read_text("utf-8").replace("@VERSION@", version).encode()
kinds = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in [
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    *[(e, "application/octet-stream") for e in ("nuspec", "dll", "so", "xml", "props", "targets")]])
types = ('<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         + kinds + "</Types>").encode()
rels = ('<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/Scor.nuspec" Id="R1"/>'
        "</Relationships>").encode()
files = {
    "[Content_Types].xml": types, "_rels/.rels": rels, "Scor.nuspec": nuspec,
    "runtimes/win-x86/native/scor1.dll": pathlib.Path(x86).read_bytes(),
    "runtimes/win-x64/native/scor1.dll": pathlib.Path(x64).read_bytes(),
    "runtimes/linux-x64/native/libscor1.so": pathlib.Path(so).read_bytes(),
    "build/net472/Scor.props": (here / "Scor.props").read_bytes(),
    "build/net472/Scor.targets": (here / "Scor.targets").read_bytes(),
}
for framework in ("net472", "netstandard2.0"):  # one assembly: CoreCLR knows its names through the facade mscorlib
    files[f"lib/{framework}/Scor.dll"] = bytes(dll)
    files[f"lib/{framework}/Scor.xml"] = doc
for name, data in files.items():
    if name.endswith((".xml", ".rels", ".nuspec", ".props", ".targets")):
        minidom.parseString(data)
path = pathlib.Path(out) / f"Scor.{version}.nupkg"
with zipfile.ZipFile(path, "w") as package:
    for name in files:
        entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        package.writestr(entry, files[name])
print(path)
PY
