#!/usr/bin/env bash
# Judges a finished demo folder from the outside: every link leads somewhere, every PDF keeps the rules, and the
# sealed message opens with OpenSSL to the same bytes that the demo says it sealed.
set -euo pipefail
dir=$1
cd "$dir"

for target in $(grep -o '\(href\|src\)="[^"]*"' index.html | cut -d'"' -f2 | sort -u); do
    [ -s "$target" ] || { echo "index.html points to $target, which is missing or empty"; exit 1; }
done

pdfs=0
for pdf in pieces/*.pdf; do
    qpdf --check "$pdf" >/dev/null
    [ "$(stat -c %s "$pdf")" -le 250000 ] || { echo "$pdf is over 250 000 bytes"; exit 1; }
    pdfimages -list "$pdf" | awk 'NR > 2 && ($7 != 1 || $8 != 1) { bad = 1 } NR > 2 && $13 < 199 { bad = 1 } END { exit bad }' \
        || { echo "$pdf holds an image that is not bilevel or under 200 dpi"; exit 1; }
    pdfs=$((pdfs + 1))
done
[ "$pdfs" -ge 4 ] || { echo "only $pdfs pieces"; exit 1; }

openssl cms -decrypt -inform DER -in lot/lot.p7m -recip pki/recipient.der -inkey pki/recipient.key.pem -binary -out /tmp/demo-opened.$$
cmp /tmp/demo-opened.$$ lot/part.mime
rm -f /tmp/demo-opened.$$
echo "demo: $pdfs PDFs, links and sealed lot are sound"
