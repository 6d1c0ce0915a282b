#!/usr/bin/env bash
# Free Pascal for Linux and for both Windows.
#   tests/windows/pascal.sh setup                            makes the run-time units for Windows; needs wine.sh setup
#   tests/windows/pascal.sh linux|32|64 MODE PROGRAM OUT...  compiles PROGRAM in MODE (delphi, delphiunicode) to OUT
# Further arguments go to the compiler. Units come from bindings/delphi and from the program's folder.
#
# Debian has no units for Windows: they are compiled from its own source of the same compiler (a few seconds).
set -euo pipefail

cache=${SCOR_WINDOWS_CACHE:-/var/tmp/scor-windows}
root=$cache/root-i386
here=$(cd "$(dirname "$0")/../.." && pwd)
version=$(fpc -iV)
rtl=/usr/share/fpcsrc/$version/rtl
units64=$cache/fpc-$version-win64
# as the 32-bit root sees them
units32=/fpc-$version/win32

# Compiler, system, processor, folder: the units that `buildrtl` lists, in the order the system asks for.
make_units='set -eu
ppc=$1 rtl=$2 os=$3 cpu=$4 out=$5
mkdir -p "$out"
cd "$rtl/$os"
o="-n -T$os -O2 -v0e -Fi../inc -Fi../$cpu -Fi../win -Fu$out -FU$out -FE$out"
$ppc $o -Us -Sg system.pp
for unit in ../inc/heaptrc.pp ../inc/uuchar.pp; do $ppc $o "$unit"; done
$ppc $o -Fi../objpas ../objpas/objpas.pp
$ppc $o -Fi../objpas/sysutils -Fi../objpas/classes -Fi../objpas -Fi../win/wininc -Fu../$cpu -Fu../win/wininc \
    -Fu../win -Fu../inc -Fu../objpas buildrtl.pp
touch "$out/.done"'

setup() {
    [ -d "$rtl" ] || { echo "pascal: $rtl is missing: install fpc-source-$version" >&2; exit 1; }
    if [ ! -e "$units64/.done" ]; then
        rm -rf "$units64"
        sh -c "$make_units" sh ppcx64 "$rtl" win64 x86_64 "$units64"
    fi
    if [ ! -e "$root$units32/.done" ]; then
        rm -rf "${root:?}/fpc-$version"
        mkdir -p "$root/fpc-$version"
        cp -r "$rtl" "$root/fpc-$version/rtl"
        chroot "$root" sh -c "$make_units" sh ppc386 "/fpc-$version/rtl" win32 i386 "$units32"
    fi
}

compile() { # system, mode, program, out, more
    local system=$1 mode=$2 program=$3 out=$4 scratch status=0
    shift 4
    local options=(-M"$mode" -O2 -B -l- -v0ew -vm3104,5024,5027,5028,5057,5058,5089,5091,5093,6058 "$@")
    if [ "$system" = 32 ]; then
        mkdir -p "$root/w"
        scratch=$(mktemp -d "$root/w/XXXXXX")
    else
        scratch=$(mktemp -d)
    fi
    cp "$here"/bindings/delphi/*.pas "$(dirname "$program")"/*.pas "$program" "$scratch/" 2>/dev/null || true
    local name at=${scratch#"$root"}
    name=$(basename "$program")
    case $system in
        linux) (cd "$scratch" && ppcx64 "${options[@]}" -oprogram "$name") || status=$? ;;
        64) (cd "$scratch" && ppcx64 -n -Twin64 "${options[@]}" -Fu"$units64" -oprogram "$name") || status=$? ;;
        32) chroot "$root" sh -c 'cd "$1" && shift && ppc386 "$@"' sh "$at" -n -Twin32 "${options[@]}" -Fu"$units32" \
            -oprogram "$name" || status=$? ;;
        *) echo "pascal: $system?" >&2; status=64 ;;
    esac
    if [ "$status" = 0 ]; then
        cp "$scratch/program" "$out" 2>/dev/null || cp "$scratch/program.exe" "$out"
    fi
    rm -rf "$scratch"
    return "$status"
}

if [ "$1" = setup ]; then setup; else compile "$@"; fi
