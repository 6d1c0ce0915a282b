#!/usr/bin/env bash
# Runs a Windows program of 32 or 64 bits under Wine.
#   tests/windows/wine.sh setup                 makes both Wines ready (root only; 2 GB in $SCOR_WINDOWS_CACHE, kept)
#   tests/windows/wine.sh 32|64 DIR PROGRAM...  runs PROGRAM in DIR; of what it writes there DIR/out stays
#   tests/windows/wine.sh chroot PROGRAM...     runs a Linux program in the 32-bit root
#   tests/windows/wine.sh stop                  ends both Wines and leaves the 32-bit root unmounted
#
# The 32-bit Wine lives in a small i386 root of its own: the host gets no foreign architecture, so nothing depends on
# the versions of its own libraries. The root holds the 32-bit Pascal compiler too (pascal.sh).
set -euo pipefail

cache=${SCOR_WINDOWS_CACHE:-/var/tmp/scor-windows}
root=$cache/root-i386
quiet=(WINEDEBUG=-all "WINEDLLOVERRIDES=mscoree,mshtml=" LC_ALL=C.UTF-8 RUST_BACKTRACE=0)

mirror() {
    awk '/^URIs:/ { print $2; exit } /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; exit } }' \
        /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null
}

mounted() { mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"; }

in_root() {
    mounted
    chroot "$root" env HOME=/root WINEPREFIX=/root/prefix WINEARCH=win32 "${quiet[@]}" "$@"
}

make_root() {
    [ -e "$root/.done" ] && return
    umount "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$root"
    debootstrap --arch=i386 --variant=minbase bookworm "$root" "$(mirror)"
    printf 'Acquire::Languages "none";\nDPkg::Options {"--force-unsafe-io";};\n' >"$root/etc/apt/apt.conf.d/99small"
    cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
    cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
    chroot "$root" apt-get update -qq
    chroot "$root" apt-get install -y -qq --no-install-recommends wine wine32
    in_root sh -c 'wine wineboot -i; wineserver -w'
    touch "$root/.done"
}

# A cache of before the Pascal compiler gets it here.
add_pascal() {
    [ -x "$root/usr/bin/ppc386" ] && return
    chroot "$root" apt-get update -qq
    chroot "$root" apt-get install -y -qq --no-install-recommends fp-compiler
    chroot "$root" apt-get clean
}

make_64() {
    [ -e "$cache/prefix64/.done" ] && return
    rm -rf "$cache/prefix64"
    env WINEPREFIX="$cache/prefix64" WINEARCH=win64 "${quiet[@]}" wine wineboot -i
    touch "$cache/prefix64/.done"
}

# `set -e` sleeps inside a condition: a shell of its own keeps it awake.
setup() {
    export DEBIAN_FRONTEND=noninteractive
    make_root
    add_pascal
    make_64
}

case $1 in
    setup)
        mkdir -p "$cache"
        # one at a time: two runs of the leg may share the cache
        exec 9>"$cache/lock"
        flock 9
        "$0" make >"$cache/wine.log" 2>&1 || { tail -n 20 "$cache/wine.log" >&2; exit 1; }
        ;;
    make) setup ;;
    32)
        mkdir -p "$root/w"
        at=$(mktemp -d "$root/w/XXXXXX")
        trap 'rm -rf "$at"' EXIT
        dir=$2
        cp -r "$dir/." "$at/"
        shift 2
        in_root timeout 900 sh -c 'cd "$1" && shift && exec wine "$@"' sh "${at#"$root"}" "$@" || status=$?
        [ ! -d "$at/out" ] || cp -r "$at/out" "$dir/"
        exit "${status:-0}"
        ;;
    64)
        cd "$2"
        shift 2
        env WINEPREFIX="$cache/prefix64" "${quiet[@]}" timeout 900 wine "$@"
        ;;
    chroot)
        shift
        in_root "$@"
        ;;
    stop)
        env WINEPREFIX="$cache/prefix64" wineserver -k 2>/dev/null || true
        if [ -x "$root/usr/bin/wineserver" ] || [ -e "$root/.done" ]; then
            in_root wineserver -k 2>/dev/null || true
            sleep 1
            umount "$root/proc" 2>/dev/null || true
        fi
        ;;
esac
