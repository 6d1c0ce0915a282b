#!/usr/bin/env bash
# The C and C++ side of an installation: headers, CMake package (find_package(scor)) and pkg-config file.
#   install.sh PREFIX LIBDIR   into PREFIX, with the library of LIBDIR: libscor.so, or scor1.dll and import libraries
#   install.sh OUT             into a release folder (./dist), where the libraries of all systems lie already
# Both may be moved: everything is found from where the files lie.
set -euo pipefail
prefix=$1 from=${2:-}
here=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$here/Cargo.toml" | head -n 1)
IFS=. read -r major minor _ <<<"$version"
cmake=$prefix/lib/cmake/scor
mkdir -p "$prefix/include/scor" "$prefix/lib/pkgconfig" "$cmake"

install -m 644 "$here"/include/scor.h "$here"/include/scor.hpp "$prefix/include/"
install -m 644 "$here"/include/scor/*.hpp "$prefix/include/scor/"

library=scor folder=lib
if [ -z "$from" ]; then
    folder=bin/linux-x64
    mkdir -p "$prefix/cpp"
    install -m 644 "$here/docs/integration/cpp.md" "$prefix/cpp/README.md"
elif [ -e "$from/scor1.dll" ]; then
    library=scor1
    mkdir -p "$prefix/bin"
    install -m 755 "$from/scor1.dll" "$prefix/bin/"
    install -m 644 "$from"/scor1.lib "$from"/libscor1.dll.a "$prefix/lib/"
elif [ -e "$from/libscor.so.1" ]; then
    install -m 755 "$from/libscor.so.1" "$prefix/lib/"
    ln -sf libscor.so.1 "$prefix/lib/libscor.so"
else
    install -m 755 "$from/libscor.so" "$prefix/lib/"
fi
fill() {
    sed -e "s/@VERSION@/$version/; s/@MAJOR@/$major/g; s/@MINOR@/$minor/g" \
        -e "s/@LIBRARY@/$library/; s|@FOLDER@|$folder|" "$1" >"$2"
}
fill "$here/packaging/cmake/scor-config.cmake.in" "$cmake/scor-config.cmake"
fill "$here/packaging/cmake/scor-config-version.cmake.in" "$cmake/scor-config-version.cmake"
fill "$here/packaging/pkgconfig/scor.pc.in" "$prefix/lib/pkgconfig/scor.pc"
