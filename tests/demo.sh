#!/usr/bin/env bash
# Judges a finished demo folder from the outside: every link leads somewhere, every PDF keeps the rules, and the
# sealed message opens with OpenSSL to the same bytes that the demo says it sealed; the journal, asked by the program
# (second argument), tells the story that the page tells.
set -euo pipefail
dir=$1
scor=$(realpath "$2")
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
# The days after: the journal tells the same story to whoever asks it.
suivi() { "$scor" --json suivi "$1" suivi/journal.scor --key-file suivi/cle-de-demo.hex "${@:2}"; }
state() { suivi show dossier "$1" | jq -r .etat; }
[ "$(suivi check | jq .sound)" = true ] || { echo "the journal is not sound"; exit 1; }
for pair in D-001:archive D-002:archive D-003:archive D-004:papier_envoye D-005:a_completer; do
    [ "$(state "${pair%:*}")" = "${pair#*:}" ] || { echo "${pair%:*} is not ${pair#*:}"; exit 1; }
done
suivi show lot 2 | jq -e '.transmissions | length == 2' >/dev/null || { echo "lot 2 was not sent twice"; exit 1; }
suivi bytes 2 -o - | cmp - suivi/lot-2.eml
python3 suivi/preuve/verifier.py suivi/preuve "$(suivi chain-key | jq -r .)"
suivi stats | jq -e '.cabinets[0].pieces.transmises > 0' >/dev/null
rm -f suivi/lots.csv
suivi export lots -o suivi/lots.csv | jq -e '.rows >= 5' >/dev/null
pdftotext suivi/bordereau.pdf - | grep -q 'Total : [1-9]'
pdftotext suivi/compte-rendu.pdf - | grep -q 'Compte rendu de télétransmission'
head=$(suivi head | jq -r '"\(.seq):\(.mac)"')
suivi check --head "$head" | jq -e .descends >/dev/null
for n in 1 2 3 4 5 8; do jq -e '.schema == "scor.todo/1"' "suivi/matin-$n.json" >/dev/null; done
for genre in constituer reconstituer retransmettre traiter poster completer relever; do
    grep -hq "\"genre\": \"$genre\"" suivi/matin-*.json || { echo "no morning says $genre"; exit 1; }
done
echo "demo: $pdfs PDFs, links and sealed lot are sound"
