#!/usr/bin/env bash
# build.sh CC OUT LIBDIR...: builds the scenario with any C compiler (gcc, clang, i686-w64-mingw32-gcc). LIBDIR hold the
# library: libscor.so, or on Windows scor1.dll with its import library (libscor.dll.a or scor.lib).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cc=$1 out=$2
shift 2
libs=()
for dir in "$@"; do libs+=("-L$dir"); done
case $cc in
    *mingw*) extra=(-D__USE_MINGW_ANSI_STDIO=1 -static-libgcc) ;;
    *) extra=("-Wl,-rpath,$(realpath "$1")") ;;
esac
"$cc" -std=c99 -Wall -Wextra -pedantic -Werror -g -I "$here/../../../include" "$here"/*.c -o "$out" "${libs[@]}" -lscor \
    "${extra[@]}"
