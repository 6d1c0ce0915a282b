#!/usr/bin/env bash
# The Windows leg: both DLLs are built here, looked into, and run under Wine beside the Linux library.
#   tests/windows/run.sh [OUT]
# OUT keeps the DLLs. Needs root (for the 32-bit Wine) and the packages of tests/packages.txt.
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
cd "$here"
out=$(realpath -m "${1:-${CARGO_TARGET_DIR:-target}/windows/out}")
passed=0
failed=0
ok() { passed=$((passed + 1)); echo "ok   $*"; }
bad() { failed=$((failed + 1)); echo "FAIL $*"; }

# Parts of Windows 10 and nothing else: no run-time library that a practice's machine may lack.
system='advapi32|api-ms-win-core-synch-l1-2-0|bcrypt|bcryptprimitives|kernel32|msvcrt|ntdll|userenv|ws2_32'

tests/windows/wine.sh setup &
setup=$!
packaging/windows/build.sh "$out"
cargo build --locked --release --lib --no-default-features --quiet
wait "$setup"

sed -n '/^EXPORTS/,$p' include/scor.def | sed '1d; s/^ *//; /^$/d' | sort >"$out/names"
samples=()
for file in examples/data/*.{jpg,png,tif,tiff,pdf,bmp,webp}; do [ -f "$file" ] && samples+=("$file"); done
gcc -O1 -I include tests/c/same_bytes.c -o "$out/same_bytes" -L "${CARGO_TARGET_DIR:-target}/release" -lscor \
    -Wl,-rpath,"$(realpath "${CARGO_TARGET_DIR:-target}/release")"
"$out/same_bytes" "${samples[@]}" >"$out/linux.txt"

for bits in 32 64; do
    case $bits in
        32) folder=win-x86 tool=i686-w64-mingw32 ;;
        64) folder=win-x64 tool=x86_64-w64-mingw32 ;;
    esac
    dll=$out/$folder/scor1.dll
    "$tool-objdump" -p "$dll" >"$out/pe-$bits"
    awk '/^\[Ordinal\/Name Pointer\]/ { on = 1; next } on && NF == 0 { exit } on { print $NF }' "$out/pe-$bits" |
        sort >"$out/exports-$bits"
    if diff "$out/names" "$out/exports-$bits"; then ok "$folder exports the header's functions, undecorated"; else bad "$folder exports"; fi
    others=$(awk '/DLL Name/ { print tolower($3) }' "$out/pe-$bits" | grep -vE "^($system)\.dll$" || true)
    if [ -z "$others" ]; then ok "$folder needs only parts of Windows"; else bad "$folder imports $others"; fi
    if "$tool-windres" -J coff -O rc "$dll" 2>/dev/null | iconv -c -t ascii//translit | grep -q 'scor1.dll'; then
        ok "$folder has a version resource"
    else
        bad "$folder: version resource"
    fi

    run=$out/run-$bits
    rm -rf "$run"
    mkdir -p "$run"
    cp "$dll" "${samples[@]}" "$run/"
    "$tool-gcc" -O2 -shared -s -Wl,--kill-at -o "$run/bcryptprimitives.dll" tests/windows/prng_shim.c -ladvapi32
    "$tool-gcc" -std=c99 -Wall -Wextra -pedantic -Werror -O1 -I include -o "$run/same_bytes.exe" tests/c/same_bytes.c "$out/$folder/libscor1.dll.a"
    if tests/windows/wine.sh "$bits" "$run" same_bytes.exe "${samples[@]##*/}" >"$out/windows-$bits.txt"; then
        if diff <(tr -d '\r' <"$out/windows-$bits.txt") "$out/linux.txt"; then
            ok "$folder gives the bytes of Linux for ${#samples[@]} samples"
        else
            bad "$folder: other bytes than on Linux"
        fi
    else
        bad "$folder: same_bytes.exe ended with an error"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
