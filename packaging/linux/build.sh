#!/usr/bin/env bash
# Builds the library for Linux.
#   packaging/linux/build.sh OUT
# Makes OUT/linux-x64/libscor.so.1, libscor.so that points to it, and the command line scor. The files need the C library of this machine or a newer one.
set -euo pipefail

mkdir -p "$1"
out=$(realpath "$1")
cd "$(dirname "$0")/../.."
target=x86_64-unknown-linux-gnu
eval "$(packaging/flags.sh "$target")"

# The file carries the major version of the ABI in its name, inside and outside.
cargo rustc --locked --release --lib --no-default-features --crate-type cdylib --target "$target" -- \
    -C strip=symbols -C link-arg=-Wl,-soname,libscor.so.1
mkdir -p "$out/linux-x64"
cp "${CARGO_TARGET_DIR:-target}/$target/release/libscor.so" "$out/linux-x64/libscor.so.1"
cargo build --locked --release --bin scor --target "$target"
cp "${CARGO_TARGET_DIR:-target}/$target/release/scor" "$out/linux-x64/"
strip "$out/linux-x64/scor"
ln -sf libscor.so.1 "$out/linux-x64/libscor.so"
