#!/usr/bin/env bash
# build.sh CXX OUT LIBDIR... [-- FLAG...]: builds the scenario with any C++17 compiler: g++, clang++,
# i686-w64-mingw32-g++. LIBDIR as of ../c/build.sh.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cxx=$1 out=$2
shift 2
dirs=() flags=(-std=c++17)
while [ $# -gt 0 ] && [ "$1" != -- ]; do dirs+=("$1"); shift; done
[ $# -gt 1 ] && flags=("${@:2}")
case $cxx in
    *mingw*) link=(-lscor1 -static) ;;
    *) link=(-lscor "-Wl,-rpath,$(realpath "${dirs[0]}")") ;;
esac
"$cxx" "${flags[@]}" -O1 -Wall -Wextra -Wpedantic -Werror -g -I "$here/../../../include" "$here"/*.cpp -o "$out" \
    "${dirs[@]/#/-L}" "${link[@]}"
