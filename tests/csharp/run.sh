#!/usr/bin/env bash
# Builds the C# binding and its tests with mcs and runs them.
#   tests/csharp/run.sh LIBRARY SCENARIO_ROOT mono|core [TRACED]
# LIBRARY: libscor.so. TRACED: a Native.cs that notes every function called; all must be. core: a real CoreCLR 3.1 from
# the wheel dotnetcore2, kept in $SCOR_WINDOWS_CACHE; for tests only, never shipped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
library=$1 scenario=$(cd "$2" && pwd) runtime=$3 traced=${4:-}
cache=${SCOR_WINDOWS_CACHE:-/var/tmp/scor-windows}
sha256=5f076ddc39da0c685e7de20ecb91ee81185928918ec86fbeb3bffc55dd867ab5

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-unsafe -langversion:7 -warnaserror -warn:4)
mcs "${flags[@]}" -target:library -doc:"$work/Scor.xml" -out:"$work/Scor.dll" "$root"/bindings/csharp/*.cs
mcs "${flags[@]}" -out:"$work/tests.exe" -r:"$work/Scor.dll" "$here"/*.cs
cp "$library" "$work/libscor1.so"

if [ "$runtime" = core ]; then
    dotnet=$cache/dotnet-linux
    if [ ! -e "$dotnet/.done" ]; then
        rm -rf "$dotnet"
        mkdir -p "$dotnet"
        pip --disable-pip-version-check download -q --no-deps --only-binary=:all: --platform manylinux1_x86_64 \
            -d "$dotnet" dotnetcore2==3.1.23
        echo "$sha256  $(echo "$dotnet"/*.whl)" | sha256sum -c --quiet
        python3 -m zipfile -e "$dotnet"/*.whl "$dotnet/x"
        rm "$dotnet"/*.whl
        chmod +x "$dotnet/x/dotnetcore2/bin/dotnet"
        touch "$dotnet/.done"
    fi
    cat >"$work/run.json" <<'JSON'
{"runtimeOptions": {"framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"},
 "configProperties": {"System.Globalization.Invariant": true}}}
JSON
    run=("$dotnet/x/dotnetcore2/bin/dotnet" exec --runtimeconfig "$work/run.json")
else
    run=(mono)
fi
export LD_LIBRARY_PATH=$work

mkdir "$work/out"
"${run[@]}" "$work/tests.exe" scenario "$scenario" "$work/out" >"$work/facts.json"
diff -u "$scenario/tests/scenario/expected.json" "$work/facts.json"
echo "scenario: same facts ($runtime)"
"${run[@]}" "$work/tests.exe" stress "$scenario"
echo "stress: passed ($runtime)"
if [ -n "$traced" ]; then
    mkdir "$work/out2"
    sources=()
    for file in "$root"/bindings/csharp/*.cs; do
        [ "$(basename "$file")" = Native.cs ] || sources+=("$file")
    done
    mcs "${flags[@]}" -define:SCOR_TRACED -out:"$work/traced.exe" "${sources[@]}" "$traced" "$here"/*.cs
    "${run[@]}" "$work/traced.exe" coverage "$scenario" "$work/out2"
    echo "coverage: every function was called ($runtime)"
fi
[ -z "${SCOR_BENCH:-}" ] || "${run[@]}" "$work/tests.exe" bench
