#!/usr/bin/env bash
# Makes the certificates of the scenario: a root, an authority below it, a recipient, and both revocation lists.
# Everything is invented.
#   make_pki.sh            writes here; the private keys are thrown away. Other keys give other facts in expected.json.
#   make_pki.sh FOLDER     writes there, with recipient.key, for who wants to open what was sealed
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath "${1:-$here}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for ca in root inter; do
    : >$ca.db; echo 1000 >$ca.srl; echo 01 >$ca.num
    cat >>ca.cnf <<CNF
[$ca]
database = $ca.db
serial = $ca.srl
crlnumber = $ca.num
crl_extensions = x_crl
certificate = $ca.pem
private_key = $ca.key
new_certs_dir = .
default_md = sha256
policy = policy
CNF
done
cat >>ca.cnf <<'CNF'
[policy]
organizationName = optional
commonName = supplied
[req]
distinguished_name = dn
prompt = no
[dn]
[x_crl]
authorityKeyIdentifier = keyid
[x_root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[x_inter]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[x_leaf]
keyUsage = critical,keyEncipherment,dataEncipherment
extendedKeyUsage = emailProtection
subjectAltName = email:01996@996.01.example
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CNF
issue() { # name subject issuer extensions [-selfsign]
    openssl req -new -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/O=Essai/CN=$2" -config ca.cnf 2>/dev/null
    openssl ca -config ca.cnf -name "$3" "${@:5}" -batch -notext -in "$1.csr" -out "$1.pem" -extensions "$4" \
        -startdate 20260101000000Z -enddate 20360101000000Z 2>/dev/null
}
issue root "Racine d'essai" root x_root -selfsign -keyfile root.key
issue inter "Autorité d'essai" root x_inter
issue recipient "Caisse d'essai" inter x_leaf
for ca in root inter; do
    openssl ca -config ca.cnf -name $ca -gencrl -crl_lastupdate 20260101000000Z -crl_nextupdate 20360101000000Z -out $ca.crl 2>/dev/null
done
cp root.pem inter.pem recipient.pem "$out"
cat root.crl inter.crl >"$out/lists.pem"
[ "$out" = "$here" ] || cp recipient.key "$out"
