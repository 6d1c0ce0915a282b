#!/usr/bin/env bash
# Builds the library for Windows on Linux: DLL, import libraries and export lists, 32 and 64 bits.
#   packaging/windows/build.sh OUT
# Makes OUT/win-x86 and OUT/win-x64, each with scor1.dll, scor1.lib (Microsoft's form), libscor1.dll.a (GNU's) and scor1.def;
# win-x86 also scor1-bcc32.def for C++Builder's implib, win-x64 the command line scor.exe. Needs mingw-w64's gcc and llvm-dlltool (tests/packages.txt).
set -euo pipefail

out=$(realpath -m "$1")
here=$(cd "$(dirname "$0")/../.." && pwd)
cd "$here"
eval "$(packaging/windows/toolchain.sh)"
eval "$(packaging/flags.sh i686-pc-windows-gnu x86_64-pc-windows-gnu)"
work=${CARGO_TARGET_DIR:-$here/target}/windows
mkdir -p "$work"

# The DLL carries the major version of the ABI in its name, inside and outside.
names=$(sed -n '/^EXPORTS/,$p' include/scor.def | sed '1d; s/^ *//; /^$/d')
{ echo "LIBRARY scor1.dll"; echo EXPORTS; sed 's/^/    /' <<<"$names"; } >"$work/scor1.def"
{ echo "LIBRARY scor1.dll"; echo EXPORTS; sed 's/.*/    _& = &/' <<<"$names"; } >"$work/scor1-bcc32.def"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
numbers=$(tr . , <<<"${version%%-*}"),0

build() { # target, folder, llvm-dlltool's machine
    local target=$1 to=$out/$2 tool=${1%%-*}-w64-mingw32
    mkdir -p "$to"
    sed -e "s/NUMBERS/$numbers/" -e "s/TEXT/\"$version\"/" packaging/windows/version.rc >"$work/version.rc"
    "$tool-windres" -o "$work/$2.res.o" "$work/version.rc"
    cargo rustc --locked --release --lib --no-default-features --crate-type cdylib --target "$target" -- \
        -C strip=symbols -C "link-arg=$work/scor1.def" -C "link-arg=$work/$2.res.o" \
        -C link-arg=-Wl,--no-insert-timestamp
    cp "${CARGO_TARGET_DIR:-target}/$target/release/scor.dll" "$to/scor1.dll"
    cp "$work/scor1.def" "$to/"
    llvm-dlltool -m "$3" -d "$work/scor1.def" -D scor1.dll -l "$to/scor1.lib"
    "$tool-dlltool" -d "$work/scor1.def" -D scor1.dll -l "$to/libscor1.dll.a"
}

build i686-pc-windows-gnu win-x86 i386
build x86_64-pc-windows-gnu win-x64 i386:x86-64
cp "$work/scor1-bcc32.def" "$out/win-x86/"

# The command line, for trying things out: 64 bits are enough for that.
cargo rustc --locked --release --bin scor --target x86_64-pc-windows-gnu -- \
    -C strip=symbols -C link-arg=-Wl,--no-insert-timestamp
cp "${CARGO_TARGET_DIR:-target}/x86_64-pc-windows-gnu/release/scor.exe" "$out/win-x64/"
