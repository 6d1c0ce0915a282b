#!/usr/bin/env bash
# install.sh PREFIX LIBDIR: puts headers, library, CMake package and pkg-config file under PREFIX. LIBDIR is where the
# library lies: libscor.so, or scor1.dll with its import libraries.
set -euo pipefail
prefix=$1 from=$2
here=$(cd "$(dirname "$0")/.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$here/Cargo.toml" | head -n 1)
IFS=. read -r major minor _ <<<"$version"
cmake=$prefix/lib/cmake/scor
mkdir -p "$prefix/include/scor" "$prefix/lib/pkgconfig" "$cmake"

install -m 644 "$here"/include/scor.h "$here"/include/scor.hpp "$prefix/include/"
install -m 644 "$here"/include/scor/*.hpp "$prefix/include/scor/"
if [ -e "$from/scor1.dll" ]; then
    library=scor1
    mkdir -p "$prefix/bin"
    install -m 755 "$from/scor1.dll" "$prefix/bin/"
    install -m 644 "$from"/scor1.lib "$from"/libscor1.dll.a "$prefix/lib/"
else
    library=scor
    install -m 755 "$from/libscor.so" "$prefix/lib/"
fi
fill() { sed -e "s/@VERSION@/$version/; s/@MAJOR@/$major/g; s/@MINOR@/$minor/g; s/@LIBRARY@/$library/" "$1" >"$2"; }
fill "$here/packaging/cmake/scor-config.cmake.in" "$cmake/scor-config.cmake"
fill "$here/packaging/cmake/scor-config-version.cmake.in" "$cmake/scor-config-version.cmake"
fill "$here/packaging/pkgconfig/scor.pc.in" "$prefix/lib/pkgconfig/scor.pc"
