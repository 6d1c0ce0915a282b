#!/usr/bin/env bash
# Runs a Windows program of 32 or 64 bits under Wine.
#   tests/windows/wine.sh setup                 makes both Wines ready (root only; 2 GB in $SCOR_WINDOWS_CACHE, kept)
#   tests/windows/wine.sh 32|64 DIR PROGRAM...  runs PROGRAM in DIR
#
# The 32-bit Wine lives in a small i386 root of its own: the host gets no foreign architecture, so nothing depends on
# the versions of its own libraries.
set -euo pipefail

cache=${SCOR_WINDOWS_CACHE:-/var/tmp/scor-windows}
root=$cache/root-i386
quiet=(WINEDEBUG=-all "WINEDLLOVERRIDES=mscoree,mshtml=" LC_ALL=C.UTF-8)

mirror() {
    awk '/^URIs:/ { print $2; exit } /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; exit } }' \
        /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null
}

in_root() {
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
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
    chroot "$root" apt-get clean
    in_root sh -c 'wine wineboot -i; wineserver -w'
    touch "$root/.done"
}

make_64() {
    [ -e "$cache/prefix64/.done" ] && return
    env WINEPREFIX="$cache/prefix64" WINEARCH=win64 "${quiet[@]}" wine wineboot -i
    touch "$cache/prefix64/.done"
}

case $1 in
    setup)
        mkdir -p "$cache"
        { make_root && make_64; } >"$cache/wine.log" 2>&1 || { tail -n 20 "$cache/wine.log" >&2; exit 1; }
        ;;
    32)
        at=$2
        shift 2
        rm -rf "$root/w"
        mkdir -p "$root/w"
        cp -r "$at/." "$root/w/"
        in_root timeout 600 sh -c 'cd /w && exec wine "$@"' sh "$@"
        ;;
    64)
        cd "$2"
        shift 2
        env WINEPREFIX="$cache/prefix64" "${quiet[@]}" timeout 600 wine "$@"
        ;;
esac
