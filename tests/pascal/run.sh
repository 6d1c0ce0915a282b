#!/usr/bin/env bash
# The Pascal units, compiled in modes delphi and delphiunicode and run against a built library.
#   tests/pascal/run.sh linux|32|64 LIBRARY      LIBRARY: libscor.so or scor1.dll of that width
# 32 and 64 run under Wine (tests/windows/wine.sh setup and pascal.sh setup come first). On Linux the scenario runs once
# more under Valgrind and under Free Pascal's own heap trace.
set -euo pipefail

system=$1 library=$(realpath "$2")
here=$(cd "$(dirname "$0")/../.." && pwd)
cd "$here"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
expected=tests/scenario/expected.json
failed=0
ok() { echo "ok   pascal $system: $*"; }
bad() { failed=1; echo "FAIL pascal $system: $*"; }

case $system in
    linux) end=so exe="" triple="" cc=gcc width=1 ;;
    32) end=dll exe=.exe triple=i686-pc-windows-gnu cc=i686-w64-mingw32-gcc width=2 ;;
    64) end=dll exe=.exe triple=x86_64-pc-windows-gnu cc=x86_64-w64-mingw32-gcc width=1 ;;
esac

run() { # program, arguments...
    if [ "$system" = linux ]; then
        (cd "$work/run" && timeout 900 "./$1" "${@:2}")
    else
        tests/windows/wine.sh "$system" "$work/run" "$@"
    fi
}

# The same probe for both sides: src/ffi/fpu.rs and nothing else.
probe() {
    local flags=""
    if [ -n "$triple" ]; then
        eval "$(packaging/windows/toolchain.sh)"
        local name=CARGO_TARGET_${triple^^}_RUSTFLAGS
        name=${name//-/_}
        flags="--target $triple ${!name:-}"
    fi
    # shellcheck disable=SC2086
    rustc --edition 2024 -O --crate-type cdylib $flags tests/pascal/fpu_probe.rs -o "$1"
}

# A file of a program's kind and of the width that this one is not: its first bytes are all that is read.
wrong_width() {
    python3 - "$library" "$1" "$width" "$end" <<'PY'
import sys
source, target, width, end = sys.argv[1:]
data = bytearray(open(source, "rb").read())
if end == "so":
    data[4] = int(width)
else:
    at = int.from_bytes(data[60:64], "little") + 4
    data[at:at + 2] = (0x014C if width == "1" else 0x8664).to_bytes(2, "little")
open(target, "wb").write(data)
PY
}

prepare() {
    mkdir -p "$work/run/root/tests/scenario" "$work/run/load/dossier été œuvre"
    mkdir -p "$work/run/root/examples"
    cp -r examples/data "$work/run/root/examples/"
    cp -r tests/scenario/inputs "$work/run/root/tests/scenario/"
    cp "$library" "$work/run/scor.$end"
    cp "$library" "$work/run/load/dossier été œuvre/scor.$end"
    probe "$work/run/load/other.$end"
    cp "$work/run/load/other.$end" "$work/run/probe.$end"
    wrong_width "$work/run/load/width.$end"
    seq 1000 >"$work/run/load/text.$end"
    local shown=""
    [ "$end" = so ] || shown='__declspec(dllexport)'
    echo "$shown int scor_abi_version(void); int scor_abi_version(void) { return 99; }" >"$work/abi.c"
    "$cc" -shared -fPIC -o "$work/run/load/abi.$end" "$work/abi.c"
    python3 tests/pascal/unguard.py "$library" "$work/run/bare.$end" >/dev/null ||
        bad "the switch of the floating-point settings is not in the library"
    # test only: Wine's lack (see the shim)
    [ "$end" = so ] || "$cc" -O2 -shared -s -Wl,--kill-at -o "$work/run/bcryptprimitives.dll" tests/windows/prng_shim.c \
        -ladvapi32
}

compile() { # mode, program, out, options...
    tests/windows/pascal.sh "$system" "$1" "$2" "$work/run/$3$exe" "${@:4}"
}

programs() { # mode
    local mode=$1
    rm -rf "$work/run/out"
    mkdir -p "$work/run/out"
    compile "$mode" tests/scenario/pascal/scenario.dpr scenario
    if run "scenario$exe" "./scor.$end" root out >"$work/scenario.json" && cmp "$work/scenario.json" "$expected"; then
        ok "$mode: the scenario prints expected.json"
    else
        bad "$mode: scenario"
        diff "$work/scenario.json" "$expected" | head -n 10 || true
    fi
    compile "$mode" tests/pascal/loading.dpr loading
    if run "loading$exe" load; then ok "$mode: loading"; else bad "$mode: loading"; fi
    compile "$mode" tests/pascal/fpu.dpr fpu
    local image=root/examples/data/recto-verso-1.jpg
    if run "fpu$exe" "./scor.$end" "./probe.$end" "$image"; then
        ok "$mode: works with floating-point exceptions that raise"
    else
        bad "$mode: floating-point exceptions"
    fi
    if run "fpu$exe" "./bare.$end" "./probe.$end" "$image" >"$work/bare.txt" 2>&1; then
        bad "$mode: without the switch of the settings it works as well, so the test above proves nothing"
    elif grep -Eq 'EInvalidOp|EZeroDivide|EOverflow|EMathError' "$work/bare.txt"; then
        ok "$mode: without the switch it does not: $(tr -d '\r' <"$work/bare.txt" | head -n 1)"
    else
        bad "$mode: the library without the switch fails for another reason: $(head -n 3 "$work/bare.txt")"
    fi
}

# The heap that Pascal manages, and the one that the library does.
leaks() {
    rm -rf "$work/run/out"
    mkdir -p "$work/run/out"
    compile delphi tests/scenario/pascal/scenario.dpr traced -gh
    HEAPTRC="log=$work/heap.txt" run traced "./scor.$end" root out >/dev/null || bad "scenario under heaptrc"
    if grep -q '^0 unfreed memory blocks' "$work/heap.txt"; then ok "no block of Pascal's heap is left"; else
        bad "heaptrc"
        head -n 20 "$work/heap.txt"
    fi
    rm -rf "$work/run/out"
    mkdir -p "$work/run/out"
    compile delphi tests/scenario/pascal/scenario.dpr plain -gv
    if run ../valgrind.sh --error-exitcode=9 -q --leak-check=full --show-leak-kinds=definite,indirect \
        --errors-for-leak-kinds=definite,indirect --suppressions="$here/tests/c/valgrind.supp" \
        ./plain "./scor.$end" root out >/dev/null 2>"$work/valgrind.txt"; then
        ok "Valgrind finds no leak and no error"
    else
        bad "Valgrind"
        head -n 40 "$work/valgrind.txt"
    fi
}

prepare
for mode in delphi delphiunicode; do programs "$mode"; done
if [ "$system" = linux ]; then
    printf '#!/bin/sh\nexec valgrind "$@"\n' >"$work/valgrind.sh"
    chmod +x "$work/valgrind.sh"
    leaks
fi
exit "$failed"
