#!/usr/bin/env bash
# What a program left in OUT, as the caisse gets it: OpenSSL opens message.eml, its lot holds the manifest and one sealed
# piece, which is piece.pdf.
#   tests/arrives.sh OUT CERTIFICATE KEY
set -euo pipefail
out=$1 certificate=$2 key=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
opens() { # form, sealed, opened
    openssl cms -decrypt -binary -inform "$1" -in "$2" -recip "$certificate" -inkey "$key" -out "$3"
}
opens SMIME "$out/message.eml" "$work/part"
python3 - "$work/part" "$work/lot" <<'PY'
import email, gzip, io, sys, tarfile
part = email.message_from_bytes(open(sys.argv[1], "rb").read())
tarfile.open(fileobj=io.BytesIO(gzip.decompress(part.get_payload(decode=True)))).extractall(sys.argv[2])
PY
grep -q D-1-1-ORDN.p7m "$work/lot/manifest.json"
opens DER "$work/lot/D-1-1-ORDN.p7m" "$work/piece.pdf"
cmp "$work/piece.pdf" "$out/piece.pdf"
