#!/usr/bin/env bash
# Prints, for `eval`, the compiler settings of a release build: no folder of this machine in the binaries, so that two
# machines, and two clones on one machine, make the same bytes.
#   packaging/flags.sh TARGET...
# Adds to settings of the same names that are there already.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
cargo=${CARGO_HOME:-$HOME/.cargo}
maps=("$here=scor" "$cargo/registry/src=crates")
rust=""
c="-g0"
for map in "${maps[@]}"; do
    rust+=" --remap-path-prefix=$map"
    c+=" -ffile-prefix-map=$map"
done
for target in "$@"; do
    name=${target//-/_}
    upper=CARGO_TARGET_${name^^}_RUSTFLAGS
    lower=CFLAGS_$name
    echo "export $upper='${!upper:+${!upper} }${rust# }'"
    echo "export $lower='${!lower:+${!lower} }$c'"
done
