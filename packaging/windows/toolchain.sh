#!/usr/bin/env bash
# Makes this machine able to build for Windows, 32 and 64 bits: Rust's standard library for both targets.
#   packaging/windows/toolchain.sh
# Prints, for `eval`, the settings that cargo needs. Kept in $SCOR_WINDOWS_CACHE between runs, by rustc version.
#
# Where rustup can add the targets, that is all. Elsewhere (a closed network) the standard library is compiled from the
# source of exactly this compiler: out of $SCOR_RUST_STD (a folder or tarball that holds `library/`), the shared tools
# beside the repository, or rustup's rust-src. It goes into a folder of its own; the toolchain itself stays as it is.
set -euo pipefail

targets=(i686-pc-windows-gnu x86_64-pc-windows-gnu)
cache=${SCOR_WINDOWS_CACHE:-/var/tmp/scor-windows}
here=$(cd "$(dirname "$0")/../.." && pwd)
version=$(rustc --version | awk '{ print $2 }')
installed=$(rustc --print sysroot)
sysroot=$cache/sysroot-$version
mkdir -p "$cache"

say() { echo "toolchain: $*" >&2; }

by_rustup() {
    local target
    for target in "${targets[@]}"; do
        [ -d "$installed/lib/rustlib/$target/lib" ] && continue
        command -v rustup >/dev/null || return 1
        (cd "$here" && timeout 600 rustup target add "$target") >"$cache/rustup.log" 2>&1 || return 1
    done
}

# A folder, or the tarball of one, that holds library/.
unpacked() {
    if [ -d "$1" ]; then
        library=$1/library
    else
        mkdir -p "$cache/source-$version"
        tar -xf "$1" -C "$cache/source-$version"
        library=$cache/source-$version/library
    fi
    [ -f "$library/std/Cargo.toml" ]
}

find_source() {
    local shared=${SCOR_SHARED:-$here/../shared}/tools/windows-leg/rust-std-$version.tar.xz
    if [ -n "${SCOR_RUST_STD:-}" ]; then unpacked "$SCOR_RUST_STD"; return; fi
    if [ -f "$shared" ] && unpacked "$shared"; then return; fi
    library=$installed/lib/rustlib/src/rust/library
    [ -f "$library/std/Cargo.toml" ]
}

# Compiles std for both targets. RUSTC_BOOTSTRAP reaches nothing but this empty crate and std.
build_std() {
    local empty=$cache/empty link="" target start
    rm -rf "$sysroot" "$empty"
    mkdir -p "$empty"
    printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[lib]\npath = "lib.rs"\n[workspace]\n' >"$empty/Cargo.toml"
    echo '#![no_std]' >"$empty/lib.rs"
    if [ ! -e "$installed/lib/rustlib/src/rust/library" ]; then
        # cargo looks for std's source here and nowhere else
        link=$installed/lib/rustlib/src/rust
        mkdir -p "$link"
        ln -s "$(realpath "$library")" "$link/library"
    fi
    (cd "$empty" && RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$empty/target cargo build --quiet --release \
        -Zbuild-std=std,panic_unwind,panic_abort --target "${targets[0]}" --target "${targets[1]}") >&2 || built=false
    [ -z "$link" ] || rm -rf "$link"
    ${built:-true} || return 1
    for target in "${targets[@]}"; do
        mkdir -p "$sysroot/lib/rustlib/$target/lib"
        cp "$empty/target/$target/release/deps/"*.rlib "$sysroot/lib/rustlib/$target/lib/"
        rm -f "$sysroot/lib/rustlib/$target/lib/"libempty-*
    done
    # the two start objects that register the unwind tables of 32-bit programs; build-std does not make them
    for start in rsbegin rsend; do
        RUSTC_BOOTSTRAP=1 rustc --target i686-pc-windows-gnu --crate-type lib --emit=obj -O \
            -o "$sysroot/lib/rustlib/i686-pc-windows-gnu/lib/$start.o" "$library/rtstartup/$start.rs"
    done
    rm -rf "$empty"
    touch "$sysroot/.done"
}

if [ ! -e "$sysroot/.done" ]; then
    if by_rustup; then
        say "targets added by rustup"
        exit 0
    fi
    library=""
    find_source || { say "no source of Rust $version's standard library: set SCOR_RUST_STD"; exit 1; }
    say "compiling the standard library of Rust $version for both targets"
    build_std
fi
for target in "${targets[@]}"; do
    name=${target//-/_}
    echo "export CARGO_TARGET_${name^^}_RUSTFLAGS='--sysroot $sysroot'"
done
