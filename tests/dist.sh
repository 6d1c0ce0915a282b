#!/usr/bin/env bash
# A release folder as an integrator gets it: whole, clean, and enough to build clients of every language.
#   tests/dist.sh FOLDER     what ./dist made
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$1" "$work/release"
release=$work/release
say() { echo "ok   release: $*"; }

(cd "$release" && sha256sum --quiet -c SHA256SUMS)
[ "$(wc -l <"$release/SHA256SUMS")" = "$(find "$release" -type f ! -name SHA256SUMS | wc -l)" ]
say "every file has its hash"

for file in "$release"/bin/*/* "$release"/lib/win-*/* "$release"/csharp/*; do
    # Where the compiler, the crates and this clone lie is nobody's business. Not `grep -q`: it would end before `strings`
    # does, whose death then hides what was found.
    if strings -n 6 "$file" | grep -F -e "$here/" -e "${CARGO_HOME:-$HOME/.cargo}/" >/dev/null; then
        echo "$file names a folder of this machine" >&2
        exit 1
    fi
done
say "no binary names a folder of this machine"

python3 - "$release" <<'PY'
import json, pathlib, sys, zipfile
release = pathlib.Path(sys.argv[1])
bom = json.loads((release / "sbom.cdx.json").read_text())
known = {f"{c['name']}-{c['version']}.txt" for c in bom["components"]}
found = {p.name for p in (release / "licences").iterdir()}
assert known == found and len(known) > 100, known ^ found
assert all(c.get("licenses") for c in bom["components"])
refs = {c["bom-ref"] for c in bom["components"]} | {bom["metadata"]["component"]["bom-ref"]}
assert all(d in refs for e in bom["dependencies"] for d in e["dependsOn"])
names = set(zipfile.ZipFile(next((release / "csharp").glob("*.nupkg"))).namelist())
for native in ("win-x86/native/scor1.dll", "win-x64/native/scor1.dll", "linux-x64/native/libscor1.so"):
    assert f"runtimes/{native}" in names, names
PY
say "bill of materials, licences and package agree"

# Nothing missing, nothing too much. Licences follow the bill of materials, checked above.
diff <(cd "$release" && find . -type f ! -path './licences/*' -printf '%P\n' | sed 's/Scor\.[0-9.]*\.nupkg/Scor.VERSION.nupkg/' | LC_ALL=C sort) \
    "$here/packaging/dist/contents.txt"
say "the files are those of packaging/dist/contents.txt"

# The scenario of each language, against nothing but this folder. It reads its inputs from a tree of their own.
clients=$release/examples/scenario
mkdir -p "$work/root/tests/scenario" "$work/root/examples" "$work/run"
cp -r "$release/examples/data" "$work/root/examples/"
cp -r "$clients/inputs" "$work/root/tests/scenario/"
library=$release/bin/linux-x64
same() { # language, program...
    local language=$1
    shift
    rm -rf "$work/out"
    mkdir -p "$work/out"
    (cd "$work/run" && "$@") >"$work/$language.json"
    diff "$work/$language.json" "$clients/expected.json"
    say "$language client built from the folder alone"
}

gcc -std=c99 -I "$release/include" "$clients"/c/*.c -o "$work/run/c" -L "$library" -lscor -Wl,-rpath,"$library"
same C ./c "$work/root" "$work/out"

mkdir "$work/cmake"
cp "$clients"/cpp/*.{cpp,hpp} "$work/cmake/"
cat >"$work/cmake/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.16)
project(client CXX)
find_package(scor 0.1 REQUIRED)
file(GLOB sources *.cpp)
add_executable(client ${sources})
target_link_libraries(client PRIVATE scor::scor)
CMAKE
cmake -S "$work/cmake" -B "$work/cmake/out" -DCMAKE_PREFIX_PATH="$release" >/dev/null
cmake --build "$work/cmake/out" >/dev/null
same C++ env LD_LIBRARY_PATH="$library" "$work/cmake/out/client" "$work/root" "$work/out"

mkdir "$work/pascal"
fpc -Mdelphi -O1 -v0 -FU"$work/pascal" -FE"$work/run" -Fu"$release/delphi" -Fu"$clients/pascal" "$clients/pascal/scenario.dpr" >"$work/fpc.log" ||
    { cat "$work/fpc.log"; exit 1; }
same Pascal ./scenario "$library/libscor.so" "$work/root" "$work/out"

python3 -m zipfile -e "$release"/csharp/*.nupkg "$work/nuget"
cp "$(find "$work/nuget/lib" -name Scor.dll | head -n 1)" "$work/run/Scor.dll"
cp "$work/nuget/runtimes/linux-x64/native/libscor1.so" "$work/run/"
mcs -unsafe -langversion:7 -out:"$work/run/client.exe" -r:"$work/run/Scor.dll" "$clients"/csharp/*.cs
same C# env LD_LIBRARY_PATH="$work/run" mono client.exe scenario "$work/root" "$work/out"

# The programs that a vendor copies first, with the folder as it is: the caisse of a PKI made here opens what they send.
mkdir "$work/pki"
bash "$clients/inputs/make_pki.sh" "$work/pki"
first() { # language, program...
    local language=$1
    shift
    rm -rf "$work/first"
    mkdir "$work/first"
    (cd "$work/run" && "$@" "$work/first" "$work"/pki/{recipient,root,inter,lists}.pem 1798761600 \
        "$release"/examples/data/recto-verso-{1,2}.jpg) >"$work/first.log"
    qpdf --check "$work/first/piece.pdf" >/dev/null
    "$here/tests/arrives.sh" "$work/first" "$work"/pki/recipient.{pem,key}
    say "first lot in $language, opened by OpenSSL"
}
gcc -std=c99 "$release/examples/c/premier_lot.c" -o "$work/run/premier_c" \
    $(PKG_CONFIG_PATH="$release/lib/pkgconfig" pkg-config --cflags --libs scor) -Wl,-rpath,"$library"
first C ./premier_c
g++ -std=c++17 -I "$release/include" "$release/examples/cpp/premier_lot.cpp" -o "$work/run/premier_cpp" -L "$library" -lscor \
    -Wl,-rpath,"$library"
first C++ ./premier_cpp
fpc -Mdelphi -v0 -FU"$work/pascal" -FE"$work/run" -Fu"$release/delphi" "$release/examples/delphi/premier_lot.dpr" >"$work/fpc.log" ||
    { cat "$work/fpc.log"; exit 1; }
first Pascal ./premier_lot "$library/libscor.so"
mcs -langversion:7 -out:"$work/run/PremierLot.exe" -r:"$work/run/Scor.dll" "$release/examples/csharp/PremierLot.cs"
first C# env LD_LIBRARY_PATH="$work/run" mono PremierLot.exe
