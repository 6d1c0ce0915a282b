#!/usr/bin/env bash
# The C# scenario and stress tests on a real CoreCLR 3.1 under Wine.
#   tests/windows/csharp.sh 32|64 DLL_FOLDER SCENARIO_ROOT
#   tests/windows/csharp.sh OUT          both widths, with the DLLs that run.sh left in OUT/run-32 and OUT/run-64
# DLL_FOLDER holds scor1.dll and, for a Wine without it, a bcryptprimitives.dll (tests only). Wine is made ready by
# tests/windows/wine.sh setup. The runtime comes from the wheel dotnetcore2, is kept in the cache and never shipped.
set -euo pipefail
if [ $# = 1 ]; then
    for bits in 32 64; do "$0" "$bits" "$1/run-$bits" "$(dirname "$0")/../.."; done
    exit
fi
bits=$1 dlls=$2 scenario=$3
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=${SCOR_WINDOWS_CACHE:-/var/tmp/scor-windows}
case $bits in
    32) platform=win32 sha256=bfa7f4c1301bb8e6efaa231a9de9f427b8556947d6c9875cbfc6add5777edacc ;;
    64) platform=win_amd64 sha256=e2528813677d7a080522336cb530442408d1e2aea76fa8657018fb532c03c252 ;;
    *) exit 64 ;;
esac

dotnet=$cache/dotnet-$platform
if [ ! -e "$dotnet/.done" ]; then
    rm -rf "$dotnet"
    mkdir -p "$dotnet"
    pip --disable-pip-version-check download -q --no-deps --only-binary=:all: --platform "$platform" -d "$dotnet" \
        dotnetcore2==3.1.23
    echo "$sha256  $(echo "$dotnet"/*.whl)" | sha256sum -c --quiet
    python3 -m zipfile -e "$dotnet"/*.whl "$dotnet/x"
    rm "$dotnet"/*.whl
    touch "$dotnet/.done"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-unsafe -langversion:7 -warnaserror -warn:4)
mcs "${flags[@]}" -target:library -out:"$work/Scor.dll" "$root"/bindings/csharp/*.cs
mcs "${flags[@]}" -out:"$work/tests.exe" -r:"$work/Scor.dll" "$root"/tests/csharp/*.cs
mcs -langversion:7 -warnaserror -out:"$work/premier.exe" -r:"$work/Scor.dll" "$root/examples/csharp/PremierLot.cs"
cp "$dlls/scor1.dll" "$work/"
[ ! -e "$dlls/bcryptprimitives.dll" ] || cp "$dlls/bcryptprimitives.dll" "$work/"
cp -r "$dotnet/x/dotnetcore2/bin" "$work/dotnet"
mkdir -p "$work/root/tests" "$work/root/examples" "$work/out"
cp -r "$scenario/tests/scenario" "$work/root/tests/"
cp -r "$scenario/examples/data" "$work/root/examples/"
cat >"$work/run.json" <<'JSON'
{"runtimeOptions": {"framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"},
 "configProperties": {"System.Globalization.Invariant": true}}}
JSON
run=("$here/wine.sh" "$bits" "$work" dotnet/dotnet.exe exec --runtimeconfig run.json tests.exe)
"${run[@]}" scenario root out >"$work/facts.json"
diff -u "$scenario/tests/scenario/expected.json" "$work/facts.json"
echo "scenario: same facts (CoreCLR, Wine $bits)"
rm -rf "$work/out"
mkdir "$work/out" "$work/pki"
"$root/tests/scenario/inputs/make_pki.sh" "$work/pki"
run[-1]=premier.exe
"${run[@]}" out pki/{recipient,root,inter,lists}.pem 1798761600 root/examples/data/recto-verso-{1,2}.jpg >"$work/said"
"$root/tests/arrives.sh" "$work/out" "$work"/pki/recipient.{pem,key}
echo "first lot: opened by OpenSSL (CoreCLR, Wine $bits)"
run[-1]=tests.exe
"${run[@]}" stress root
echo "stress: passed (CoreCLR, Wine $bits)"
