#!/usr/bin/env bash
# What a host notices of the library, from a release folder that ./dist made: the figures of docs/performance.md.
#   benches/host/run.sh FOLDER [PIECES]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
release=$(realpath "$1")
pieces=${2:-1000} # 0.15 s each: a page of 72 dpi is made one of 300
library=$release/bin/linux-x64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

gcc -O2 -std=gnu99 -I "$release/include" "$here/host.c" -o "$work/host" -L "$library" -lscor -pthread -Wl,-rpath,"$library"
gcc -O2 -std=gnu99 "$here/load.c" -o "$work/load" -ldl
convert -size 420x594 xc:'#eee' -fill '#222' -pointsize 22 \
    -annotate +30+80 'Dr Essai, medecin' -annotate +30+160 'Paracetamol 1 g' -annotate +30+210 '3 fois par jour, 5 jours' \
    -density 72 "$work/small.png"

median() { sort -g | awk '{ a[NR] = $0 } END { print a[int((NR + 1) / 2)] }'; }
for one in "$library/libscor.so.1" libcrypto.so.3; do
    for _ in $(seq 21); do "$work/load" "$one" | cut -d' ' -f1; done >"$work/times"
    echo "load $(basename "$one"): $(median <"$work/times") ms"
done
for _ in $(seq 21); do "$work/load" "$library/libscor.so.1" | cut -d' ' -f2; done >"$work/times"
echo "first call: $(median <"$work/times") ms"
echo "C: $("$work/host" calls)"
fpc -Mdelphi -O2 -v0 -FU"$work" -FE"$work" -Fu"$release/delphi" "$here/calls.dpr" >/dev/null
"$work/calls" "$library/libscor.so.1"
"$work/host" memory "$pieces" "$work/small.png"
"$work/host" threads 64 "$release/examples/data/ordonnance-photo.jpg"
