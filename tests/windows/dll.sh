#!/usr/bin/env bash
# What is in a built DLL and in what goes with it.
#   tests/windows/dll.sh 32|64 FOLDER      FOLDER: win-x86 or win-x64 as packaging/windows/build.sh makes it
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
folder=$2
dll=$folder/scor1.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
name=$(basename "$folder")
ok() { echo "ok   $name: $*"; }
bad() { failed=1; echo "FAIL $name: $*"; }
case $1 in
    32) tool=i686-w64-mingw32 machine=pei-i386 prefix=_ ;;
    64) tool=x86_64-w64-mingw32 machine=pei-x86-64 prefix="" ;;
esac
# Parts of Windows 10 and nothing else: no run-time library that a practice's machine may lack.
system='advapi32|api-ms-win-core-synch-l1-2-0|bcrypt|bcryptprimitives|kernel32|msvcrt|ntdll|userenv|ws2_32'

# The names of the header itself, by a way that the build does not use.
grep -oE 'SCOR_CALL scor_[a-z0-9_]+\(' "$here/include/scor.h" | sed 's/.* //; s/($//' | sort -u >"$work/names"

"$tool-objdump" -p "$dll" >"$work/pe"
if grep -q "file format $machine" "$work/pe"; then ok "the width"; else bad "file format"; fi
awk '/^\[Ordinal\/Name Pointer\]/ { on = 1; next } on && NF == 0 { exit } on { print $NF }' "$work/pe" | sort >"$work/exports"
if [ -s "$work/names" ] && diff "$work/names" "$work/exports"; then
    ok "exports the $(wc -l <"$work/names") functions of the header, undecorated"
else
    bad "exports"
fi
others=$(awk '/DLL Name/ { print tolower($3) }' "$work/pe" | grep -vE "^($system)\.dll$" || true)
if grep -q 'DLL Name' "$work/pe" && [ -z "$others" ]; then ok "needs only parts of Windows"; else bad "imports $others"; fi

version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$here/Cargo.toml" | head -n 1)
"$tool-windres" -J coff -O rc "$dll" 2>/dev/null | tr -d '\000' | iconv -c -t ascii//translit >"$work/rc" || true
if grep -q 'scor1.dll' "$work/rc" && grep -q "$version" "$work/rc"; then ok "version resource $version"; else bad "version resource"; fi

# Import libraries: every function, and the DLL that it comes from.
"$tool-nm" "$folder/libscor1.dll.a" 2>/dev/null | awk '$2 == "T" { print $3 }' | sed "s/^$prefix//" | sort -u >"$work/gnu"
if diff "$work/names" "$work/gnu"; then ok "GNU import library"; else bad "GNU import library"; fi
llvm-nm "$folder/scor1.lib" 2>/dev/null | awk '$1 == "T" { print $2 } $2 == "T" { print $3 }' | sed "s/^$prefix//" |
    grep '^scor_' | sort -u >"$work/microsoft"
if diff "$work/names" "$work/microsoft" && grep -aq 'scor1\.dll' "$folder/scor1.lib"; then
    ok "Microsoft import library"
else
    bad "Microsoft import library"
fi
sed '1,/^EXPORTS/d; s/^ *//; /^$/d' "$folder/scor1.def" | sort >"$work/def"
if diff "$work/names" "$work/def" && head -n 1 "$folder/scor1.def" | grep -q 'scor1\.dll'; then ok "scor1.def"; else bad "scor1.def"; fi
if [ "$1" = 32 ]; then
    sed '1,/^EXPORTS/d; s/^ *_//; s/ = .*//; /^$/d' "$folder/scor1-bcc32.def" | sort >"$work/bcc"
    if diff "$work/names" "$work/bcc"; then ok "scor1-bcc32.def for C++Builder"; else bad "scor1-bcc32.def"; fi
fi
exit "$failed"
