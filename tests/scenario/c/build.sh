#!/usr/bin/env bash
# build.sh CC OUT LIBDIR...: builds the scenario with any C compiler: gcc, clang, i686-w64-mingw32-gcc. LIBDIR hold the
# library: libscor.so, or for Windows libscor1.dll.a, the import library of scor1.dll.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cc=$1 out=$2
shift 2
case $cc in
    *mingw*) link=(-lscor1 -static-libgcc) ;;
    *) link=(-lscor "-Wl,-rpath,$(realpath "$1")") ;;
esac
"$cc" -std=c99 -Wall -Wextra -pedantic -Werror -g -D__USE_MINGW_ANSI_STDIO=1 -I "$here/../../../include" "$here"/*.c \
    -o "$out" "${@/#/-L}" "${link[@]}"
