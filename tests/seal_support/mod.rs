//! A PKI made by OpenSSL, and calls to the tools that judge what the library seals.
#![allow(dead_code, unreachable_pub, clippy::print_stderr)] // a test may skip loudly

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use scor::seal::{Certificate, Trust};

/// 2027-01-01 00:00:00 UTC: within the dates of every certificate that is meant to be good.
pub const NOW: i64 = 1_798_761_600;
pub const DAY: i64 = 86_400;

const CONFIG: &str = r"
[ca]
default_ca = inter
[root]
database = root.db
serial = root.srl
crlnumber = root.num
crl_extensions = x_crl
certificate = root.pem
private_key = root.key
new_certs_dir = .
default_md = sha256
policy = policy
unique_subject = no
[inter]
database = inter.db
serial = inter.srl
crlnumber = inter.num
crl_extensions = x_crl
certificate = inter.pem
private_key = inter.key
new_certs_dir = .
default_md = sha256
policy = policy
unique_subject = no
[nosign]
database = nosign.db
serial = nosign.srl
crlnumber = nosign.num
crl_extensions = x_crl
certificate = nosign.pem
private_key = nosign.key
new_certs_dir = .
default_md = sha256
policy = policy
unique_subject = no
[policy]
organizationName = optional
organizationalUnitName = optional
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
[x_nosign]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[x_leaf]
keyUsage = critical,keyEncipherment,dataEncipherment
extendedKeyUsage = emailProtection
subjectAltName = email:01996@996.01.example
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[x_plain]
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[x_signonly]
keyUsage = critical,digitalSignature
authorityKeyIdentifier = keyid
[x_server]
keyUsage = critical,keyEncipherment
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
";

/// Folder with certificates (`name.pem`), keys (`name.key`) and revocation lists (`name.crl`).
pub struct Pki {
    pub dir: PathBuf,
    _keep: tempfile::TempDir,
}

/// Runs a tool in `dir`; a missing tool or a failure fails the test, with what the tool said.
pub fn run(dir: &Path, tool: &str, args: &[&str]) -> Vec<u8> {
    let output = Command::new(tool)
        .args(args)
        .current_dir(dir)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|e| panic!("{tool} cannot be run ({e}); ./test installs it"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{tool} {args:?}: {said}");
    output.stdout
}

/// The PKI of this test binary, made once.
pub fn pki() -> &'static Pki {
    static PKI: OnceLock<Pki> = OnceLock::new();
    PKI.get_or_init(make)
}

fn make() -> Pki {
    let keep = tempfile::tempdir().unwrap();
    let dir = keep.path().to_owned();
    fs::write(dir.join("ca.cnf"), CONFIG).unwrap();
    for ca in ["root", "inter", "nosign"] {
        fs::write(dir.join(format!("{ca}.db")), "").unwrap();
        fs::write(dir.join(format!("{ca}.srl")), "1000\n").unwrap();
        fs::write(dir.join(format!("{ca}.num")), "01\n").unwrap();
    }
    let pki = Pki { dir, _keep: keep };
    let good = ("20250101000000Z", "20350101000000Z");
    pki.request("root", "rsa:2048", "Test root");
    pki.openssl(&[
        "ca",
        "-config",
        "ca.cnf",
        "-name",
        "root",
        "-selfsign",
        "-batch",
        "-notext",
        "-in",
        "root.csr",
        "-out",
        "root.pem",
        "-extensions",
        "x_root",
        "-startdate",
        good.0,
        "-enddate",
        good.1,
        "-keyfile",
        "root.key",
    ]);
    pki.certificate("inter", "rsa:2048", "root", "x_inter", good);
    pki.certificate("nosign", "rsa:2048", "root", "x_nosign", good);
    pki.certificate("r1", "rsa:2048", "inter", "x_leaf", good);
    pki.certificate("r2", "rsa:3072", "inter", "x_leaf", ("20260101000000Z", good.1));
    pki.certificate("r4", "rsa:4096", "inter", "x_plain", good);
    pki.certificate("expired", "rsa:2048", "inter", "x_leaf", ("20250101000000Z", "20260101000000Z"));
    pki.certificate("future", "rsa:2048", "inter", "x_leaf", ("20280101000000Z", good.1));
    pki.certificate("soon", "rsa:2048", "inter", "x_leaf", ("20250101000000Z", "20270106000000Z"));
    pki.certificate("revoked", "rsa:2048", "inter", "x_leaf", good);
    pki.certificate("signonly", "rsa:2048", "inter", "x_signonly", good);
    pki.certificate("server", "rsa:2048", "inter", "x_server", good);
    pki.certificate("short", "rsa:1024", "inter", "x_leaf", good);
    pki.certificate("under_nosign", "rsa:2048", "nosign", "x_leaf", good);
    pki.request("curve", "ec", "Test curve");
    pki.issue("curve", "inter", "x_plain", good);
    pki.openssl(&["ca", "-config", "ca.cnf", "-name", "inter", "-revoke", "revoked.pem"]);
    for ca in ["root", "inter", "nosign"] {
        pki.crl(ca, &format!("{ca}.crl"), "20261201000000Z", "20270201000000Z");
    }
    pki.crl("inter", "stale.crl", "20261101000000Z", "20261222000000Z");
    pki
}

impl Pki {
    fn openssl(&self, args: &[&str]) -> Vec<u8> {
        run(&self.dir, "openssl", args)
    }

    fn request(&self, name: &str, key: &str, cn: &str) {
        let (key_file, csr) = (format!("{name}.key"), format!("{name}.csr"));
        let subject = format!("/O=SCOR TEST/OU=a/OU=b/CN={cn}");
        let mut args = vec!["req", "-new", "-config", "ca.cnf", "-nodes", "-newkey", key];
        if key == "ec" {
            args.extend(["-pkeyopt", "ec_paramgen_curve:prime256v1"]);
        }
        args.extend(["-keyout", &key_file, "-out", &csr, "-subj", &subject]);
        self.openssl(&args);
    }

    fn issue(&self, name: &str, ca: &str, extensions: &str, (from, to): (&str, &str)) {
        let (csr, pem) = (format!("{name}.csr"), format!("{name}.pem"));
        self.openssl(&[
            "ca",
            "-config",
            "ca.cnf",
            "-name",
            ca,
            "-batch",
            "-notext",
            "-in",
            &csr,
            "-out",
            &pem,
            "-extensions",
            extensions,
            "-startdate",
            from,
            "-enddate",
            to,
        ]);
    }

    fn certificate(&self, name: &str, key: &str, ca: &str, extensions: &str, dates: (&str, &str)) {
        self.request(name, key, &format!("Test {name}"));
        self.issue(name, ca, extensions, dates);
    }

    fn crl(&self, ca: &str, out: &str, from: &str, to: &str) {
        self.openssl(&[
            "ca",
            "-config",
            "ca.cnf",
            "-name",
            ca,
            "-gencrl",
            "-crl_lastupdate",
            from,
            "-crl_nextupdate",
            to,
            "-out",
            out,
        ]);
    }

    pub fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.dir.join(file)).unwrap()
    }

    pub fn one(&self, name: &str) -> Certificate {
        let mut all = Certificate::parse_all(&self.bytes(&format!("{name}.pem"))).unwrap();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    /// Root as anchor, both intermediates, and the given revocation lists.
    pub fn trust(&self, crls: &[&str]) -> Trust {
        let mut trust = Trust::new();
        trust.add_anchors(&[self.one("root")]).unwrap();
        trust.add_intermediates(&[self.one("inter"), self.one("nosign")]);
        for crl in crls {
            trust.add_crls(&self.bytes(crl)).unwrap();
        }
        trust
    }
}

/// Folder of reference data, or `None`, said loudly, when it is not on this machine.
pub fn shared(sub: &str) -> Option<PathBuf> {
    let base = std::env::var_os("SCOR_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = base.join(sub);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: no reference data at {}", path.display());
    None
}

/// Takes the inner part to pieces as a receiver would: MIME, base64, gzip, tar.
/// What a program left in `out`, as the caisse of `r1` gets it: `tests/arrives.sh` opens and compares it.
pub fn arrives(out: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/arrives.sh");
    let files = ["r1.pem", "r1.key"].map(|name| pki().dir.join(name));
    assert!(Command::new(script).arg(out).args(files).status().expect("bash, openssl, python3").success());
}
