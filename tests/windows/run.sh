#!/usr/bin/env bash
# The Windows leg: both DLLs are built here, looked into, and run under Wine beside the Linux library.
#   tests/windows/run.sh [OUT]
# OUT keeps the DLLs. Needs root (for the 32-bit Wine) and the packages of tests/packages.txt; what is made once (two
# Wines, run-time units, perhaps Rust's standard library) stays in $SCOR_WINDOWS_CACHE, /var/tmp/scor-windows.
# With SCOR_RELEASE=FOLDER, what ./dist made, nothing is built and the libraries of that folder are tried.
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
cd "$here"
if [ "$(id -u)" != 0 ]; then
    echo "tests/windows: the 32-bit Wine lives in a root of its own, which only root can enter: run as root" >&2
    exit 1
fi
target=${CARGO_TARGET_DIR:-target}
out=$(realpath -m "${1:-$target/windows/out}")
passed=0
failed=0
ok() { passed=$((passed + 1)); echo "ok   $*"; }
bad() { failed=$((failed + 1)); echo "FAIL $*"; }
step() { echo "-- ${SECONDS}s $*"; }
# A script that says itself what it found.
part() { if "$@"; then passed=$((passed + 1)); else bad "$*"; fi; }

build() {
    tests/windows/wine.sh setup &
    local setup=$!
    step "libraries"
    if [ -n "${SCOR_RELEASE:-}" ]; then
        local folder
        for folder in win-x86 win-x64; do
            mkdir -p "$out/$folder"
            cp "$SCOR_RELEASE/bin/$folder"/* "$SCOR_RELEASE/lib/$folder"/* "$out/$folder/"
        done
        linux_library=$SCOR_RELEASE/bin/linux-x64
    else
        packaging/windows/build.sh "$out"
        packaging/linux/build.sh "$out"
        linux_library=$out/linux-x64
    fi
    step "Wine"
    wait "$setup"
    tests/windows/pascal.sh setup >"${SCOR_WINDOWS_CACHE:-/var/tmp/scor-windows}/pascal.log" 2>&1
}

# What the C programs print on Linux: the measure for both DLLs.
linux() {
    samples=()
    local file
    for file in examples/data/*.{jpg,png,tif,tiff,pdf,bmp,webp}; do [ -f "$file" ] && samples+=("$file"); done
    [ ${#samples[@]} -gt 0 ]
    gcc -O1 -I include tests/c/same_bytes.c -o "$out/same_bytes" -L "$linux_library" -lscor \
        -Wl,-rpath,"$(realpath "$linux_library")"
    "$out/same_bytes" "${samples[@]}" >"$out/linux.txt"
}

compile() { # source, program: C against the import library
    "$tool-gcc" -std=c99 -Wall -Wextra -pedantic -Werror -O1 -I include -o "$run/$2" "$1" "$out/$folder/libscor1.dll.a"
}

says_ok() { # what, program...
    local what=$1
    shift
    if tests/windows/wine.sh "$bits" "$run" "$@" >"$out/said"; then ok "$folder: $what"; else
        bad "$folder: $what"
        cat "$out/said"
    fi
}

same_bytes() {
    compile tests/c/same_bytes.c same_bytes.exe
    if tests/windows/wine.sh "$bits" "$run" same_bytes.exe "${samples[@]##*/}" >"$out/windows-$bits.txt" &&
        diff <(tr -d '\r' <"$out/windows-$bits.txt") "$out/linux.txt"; then
        ok "$folder: the bytes of Linux for ${#samples[@]} samples"
    else
        bad "$folder: other bytes than on Linux"
    fi
}

scenario() { # language, program made by its build script
    rm -rf "$run/out"
    mkdir -p "$run/out"
    if tests/windows/wine.sh "$bits" "$run" "$2" root out >"$out/scenario.json" &&
        cmp "$out/scenario.json" tests/scenario/expected.json; then
        ok "$folder: the scenario in $1 prints expected.json"
    else
        bad "$folder: scenario in $1"
        diff "$out/scenario.json" tests/scenario/expected.json | head -n 10
    fi
}

# The program that a vendor copies first: its message is opened here.
first() { # language, program made by its build, arguments before those that all have
    local language=$1
    shift
    rm -rf "$run/out"
    mkdir -p "$run/out"
    if tests/windows/wine.sh "$bits" "$run" "$@" out {recipient,root,inter,lists}.pem 1798761600 recto-verso-{1,2}.jpg \
        >"$out/said" 2>&1 && tests/arrives.sh "$run/out" "$out"/pki/recipient.{pem,key}; then
        ok "$folder: first lot in $language, opened by OpenSSL"
    else
        bad "$folder: first lot in $language"
        cat "$out/said"
    fi
}

first_lots() {
    cp "$out"/pki/*.pem "$run/"
    compile examples/c/premier_lot.c premier_c.exe
    first C premier_c.exe
    "$tool-g++" -std=c++17 -I include -O1 -static examples/cpp/premier_lot.cpp -o "$run/premier_cpp.exe" \
        "$out/$folder/libscor1.dll.a"
    first C++ premier_cpp.exe
    tests/windows/pascal.sh "$bits" delphi examples/delphi/premier_lot.dpr "$run/premier_pascal.exe"
    first Pascal premier_pascal.exe scor1.dll
}

one() { # 32 or 64
    bits=$1
    case $bits in
        32) folder=win-x86 tool=i686-w64-mingw32 ;;
        64) folder=win-x64 tool=x86_64-w64-mingw32 ;;
    esac
    step "$folder"
    part tests/windows/dll.sh "$bits" "$out/$folder"
    run=$out/run-$bits
    rm -rf "$run"
    mkdir -p "$run/root/tests/scenario" "$run/root/examples"
    cp "$out/$folder/scor1.dll" "${samples[@]}" "$run/"
    cp -r examples/data "$run/root/examples/"
    cp -r tests/scenario/inputs "$run/root/tests/scenario/"
    "$tool-gcc" -O2 -shared -s -Wl,--kill-at -o "$run/bcryptprimitives.dll" tests/windows/prng_shim.c -ladvapi32
    same_bytes
    compile tests/windows/load.c load.exe
    says_ok "loaded 25 times, from long paths with accents; 8 threads" load.exe scor1.dll recto-verso-1.jpg
    compile tests/windows/paths.c paths.exe
    says_ok "journals and profiles at any length of path, with accents" paths.exe
    tests/scenario/c/build.sh "$tool-gcc" "$run/scenario_c.exe" "$out/$folder"
    scenario C scenario_c.exe
    tests/scenario/cpp/build.sh "$tool-g++" "$run/scenario_cpp.exe" "$out/$folder"
    scenario C++ scenario_cpp.exe
    first_lots
    part tests/pascal/run.sh "$bits" "$out/$folder/scor1.dll"
}

trap 'tests/windows/wine.sh stop' EXIT
build
linux
rm -rf "$out/pki"
mkdir -p "$out/pki"
tests/scenario/inputs/make_pki.sh "$out/pki"
for bits in 32 64; do one "$bits"; done
if [ -x tests/windows/csharp.sh ]; then
    step "C#"
    part tests/windows/csharp.sh "$out"
fi
step "end"
echo "Windows: $passed passed, $failed failed"
[ "$failed" = 0 ]
