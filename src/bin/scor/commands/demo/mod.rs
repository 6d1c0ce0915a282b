//! `scor demo`: sample documents down the whole road, from scan and photo to a sealed lot that is opened again, and
//! from the lot to the archive over invented days, in a folder with a page to look at. No server, no account, no certificate to obtain.

mod page;
mod samples;
mod suivi;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use scor::dossier::{Dap, Dossier, Facture, Fields, FseFacts, Mode};
use scor::lot::{self, Built, Numbering};
use scor::piece::digitize::{Digitized, Settings, digitize};
use scor::piece::{Draft, Medium, Piece};
use scor::profile::Profile;
use scor::seal::{Certificate, Trust};
use scor::source::{Document, Format, Hints};
use scor::{Limits, Progress, mail, preview};
use serde::Deserialize;

use super::lot::{Sent, pack, send};
use super::recipient::now;
use crate::cli::{Console, Failure, Outcome, print, write_file};
use crate::{open, pki};
use page::{Entry, Step};
use samples::{EXPECTED, FILES};
use suivi::Histoire;

/// Address of the practice that sends; the recipient's comes from the profile.
const FROM: &str = "cabinet@demo.invalid";
/// Resolution of the pictures on the page.
const PICTURE_DPI: u32 = 90;

/// What the usual tool makes of a picture: ImageMagick's local threshold, when that is installed here. Nothing of it
/// is kept in the program, so that the page shows what the tool of this machine really does.
fn threshold(picture: &Path) -> Option<Vec<u8>> {
    let programs: &[&str] = if cfg!(windows) { &["magick"] } else { &["magick", "convert"] };
    let options =
        ["-auto-orient", "-colorspace", "Gray", "-resize", "1000x1000", "-lat", "25x25-5%", "PNG:-"];
    let run = |name: &&str| Command::new(name).arg(picture).args(options).output().ok();
    let made = |done: &Output| done.status.success() && done.stdout.starts_with(b"\x89PNG");
    programs.iter().filter_map(run).find(made).map(|done| done.stdout)
}

#[derive(Deserialize)]
struct Expected {
    pieces: Vec<Sample>,
}

#[derive(Deserialize)]
struct Sample {
    #[serde(rename = "type")]
    kind: String,
    label: String,
    files: Vec<String>,
    verdict: String,
}

pub(crate) fn run(console: &Console, mut args: lexopt::Parser) -> Outcome {
    let mut out = PathBuf::from("demo");
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Short('o') => out = args.value()?.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    let demo = Demo { console, out, profile: Profile::scor_public(), now: now() };
    demo.run()
}

struct Demo<'a> {
    console: &'a Console,
    out: PathBuf,
    profile: Profile,
    now: i64,
}

impl Demo<'_> {
    fn run(&self) -> Outcome {
        let (entries, pieces) = self.pieces()?;
        let pki = self.pki()?;
        let dossiers = self.dossiers(&pieces)?;
        let built = lot::build(&dossiers, &self.profile, Numbering { next: 1 })?;
        let steps = self.lots(&built, &pki)?;
        let certificate = self.trusted(&pki)?;
        let story = Histoire::new(self.console, &self.out, &self.profile, &certificate, self.now)?;
        let ending = story.tell(&dossiers, &pieces)?;
        let html = page::html(self.console, &entries, &steps, &ending);
        self.write("index.html", html.as_bytes())?;
        let say = |en, fr| self.console.say(en, fr);
        let accepted = entries.iter().filter(|e| e.accepted).count();
        print(&format!("{}: {accepted} / {}", say("pieces accepted", "pièces acceptées"), entries.len()))?;
        print(&format!(
            "{}: {}",
            say("open in a browser", "à ouvrir dans un navigateur"),
            self.out.join("index.html").display()
        ))?;
        Ok(())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Outcome {
        let path = self.out.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|e| Failure::File("demo folder", e))?;
        }
        write_file(&path, bytes)
    }

    /// Every sample through the gate: what to show of it, and the pieces that were accepted.
    fn pieces(&self) -> Outcome<(Vec<Entry>, Vec<Arc<Piece>>)> {
        let expected: Expected = serde_json::from_str(EXPECTED).map_err(|e| Failure::Other(e.to_string()))?;
        let (mut entries, mut pieces) = (Vec::new(), Vec::new());
        for (at, sample) in expected.pieces.iter().enumerate() {
            let done = self.digitize(sample)?;
            if done.report.refused() != (sample.verdict == "refused") {
                return Err(Failure::Other(format!("sample {}: not the verdict expected", at + 1)));
            }
            entries.push(self.entry(at, sample, &done)?);
            if let Some(pdf) = done.pdf {
                let draft = Draft {
                    id: format!("P{}", at + 1),
                    type_code: sample.kind.clone(),
                    label: Some(sample.label.clone()),
                    medium: Medium::Digital,
                    pdf: Some(pdf),
                    report: Some(done.report),
                    confirmed_at: Some(self.now), // the demo plays the operator
                };
                pieces.push(Arc::new(Piece::new(draft, &self.profile)?));
            }
        }
        Ok((entries, pieces))
    }

    fn digitize(&self, sample: &Sample) -> Outcome<Digitized> {
        let limits = Limits::default();
        let mut documents = Vec::new();
        for name in &sample.files {
            documents.push(Document::open(bytes_of(name).to_vec(), Hints::default(), &limits)?);
        }
        let mut show = self.console.progress();
        let settings = Settings::from(&self.profile);
        Ok(digitize(&documents, &settings, None, &mut Progress::new(&mut show))?)
    }

    /// Writes what there is to look at.
    fn entry(&self, at: usize, sample: &Sample, done: &Digitized) -> Outcome<Entry> {
        let (n, limits) = (at + 1, Limits::default());
        let (mut before, mut peer) = (Vec::new(), Vec::new());
        for name in &sample.files {
            let bytes = bytes_of(name);
            let shown = match Format::of(bytes)? {
                Format::Pdf => {
                    (format!("before/{name}.png"), preview::page(bytes.to_vec(), 0, PICTURE_DPI, &limits)?)
                }
                _ => (format!("before/{name}"), bytes.to_vec()),
            };
            self.write(&shown.0, &shown.1)?;
            if let Some(bytes) = threshold(&self.out.join(&shown.0)) {
                let picture = format!("peer/{name}.png");
                self.write(&picture, &bytes)?;
                peer.push(picture);
            }
            before.push(shown.0);
        }
        let seen = self.previews(n, sample)?;
        let report = format!("pieces/{n}.json");
        self.write(&report, done.report.to_json().as_bytes())?;
        let (mut after, mut pdf) = (Vec::new(), None);
        if let Some(bytes) = &done.pdf {
            let name = format!("pieces/{n}-{}.pdf", sample.kind);
            self.write(&name, bytes)?;
            let kept = done.report.pages.iter().filter(|p| !p.dropped).count();
            for index in 0..kept {
                let picture = format!("after/{n}-{}.png", index + 1);
                self.write(&picture, &preview::page(bytes.clone(), index, PICTURE_DPI, &limits)?)?;
                after.push(picture);
            }
            pdf = Some(name);
        }
        let accepted = done.pdf.is_some();
        let (remarks, facts) = (self.remarks(done), self.facts(done));
        let (title, kind) = (sample.label.clone(), sample.kind.clone());
        Ok(Entry { title, kind, before, seen, after, peer, accepted, remarks, facts, pdf, report })
    }

    /// What the operator sees of each page before anything is made of it.
    fn previews(&self, n: usize, sample: &Sample) -> Outcome<Vec<String>> {
        let settings = Settings::from(&self.profile);
        let options = preview::Options {
            gate: settings.gate,
            blocking: settings.blocking,
            alone: sample.files.len() == 1,
            ..preview::Options::default()
        };
        let mut pictures = Vec::new();
        for name in &sample.files {
            let document = Document::open(bytes_of(name).to_vec(), Hints::default(), &options.limits)?;
            for index in 0..document.page_count() {
                let picture = format!("seen/{n}-{}.png", pictures.len() + 1);
                self.write(&picture, &preview::operator(&document, index, &options)?.png()?)?;
                pictures.push(picture);
            }
        }
        Ok(pictures)
    }

    fn remarks(&self, done: &Digitized) -> Vec<String> {
        let page = self.console.say("page", "page");
        let faults =
            done.report.faults.iter().map(|f| format!("{page} {}: {:?}", f.page, f.fault).to_lowercase());
        let warnings = done.report.warnings.iter().map(|w| match w.page {
            Some(n) => format!("{page} {n}: {}", w.warning),
            None => w.warning.clone(),
        });
        faults.chain(warnings).collect()
    }

    fn facts(&self, done: &Digitized) -> Vec<(String, String)> {
        let say = |en, fr| self.console.say(en, fr).to_owned();
        let mut facts = Vec::new();
        if done.pdf.is_some() {
            facts.push((say("PDF", "PDF"), format!("{} {}", done.report.bytes, say("bytes", "octets"))));
        }
        for (at, p) in done.report.pages.iter().enumerate() {
            let size = format!("{} x {}, {} {}", p.width, p.height, p.dpi, say("dpi", "ppp"));
            let turned = format!("{} {:.1}°", say("skew", "inclinaison"), p.skew);
            let read = format!("{} {:.2}", say("legibility", "lisibilité"), p.inspect.legibility);
            facts.push((format!("{} {}", say("page", "page"), at + 1), format!("{size}; {turned}; {read}")));
        }
        facts
    }

    /// A PKI of the demo's own, plainly named as a test.
    fn pki(&self) -> Outcome<pki::TestPki> {
        let seconds = u64::try_from(self.now).unwrap_or(0);
        let made = pki::make(seconds, "01996@996.01.rss.fr", &mut rsa::rand_core::OsRng);
        let made = made.map_err(|e| Failure::Other(e.to_string()))?;
        self.write("pki/root.der", &made.root_der)?;
        self.write("pki/intermediate.der", &made.intermediate_der)?;
        self.write("pki/recipient.der", &made.leaf_der)?;
        self.write("pki/recipient.key.pem", made.leaf_key_pem.as_bytes())?;
        self.write("pki/root.crl", &made.root_crl_der)?;
        self.write("pki/intermediate.crl", &made.intermediate_crl_der)?;
        Ok(made)
    }

    /// Five factures: secure ones, one of another FSE lot, a degraded one, and one whose prescription was refused.
    fn dossiers(&self, pieces: &[Arc<Piece>]) -> Outcome<Vec<(Dossier, FseFacts)>> {
        let plan: [(&str, &str, Mode, &[&str]); 5] = [
            ("D-001", "017", Mode::Securise, &["P1"]),
            ("D-002", "017", Mode::Securise, &["P2", "P3"]),
            ("D-003", "018", Mode::Securise, &["P4"]),
            ("D-004", "018", Mode::Degrade, &["P5", "P6"]),
            ("D-005", "018", Mode::Securise, &[]),
        ];
        let mut dossiers = Vec::new();
        for (at, (id, fse_lot, mode, wanted)) in plan.iter().enumerate() {
            let prescriptions = wanted.iter().filter(|id| **id != "P6").count().max(1);
            let facture = Facture::new(Fields {
                emitter_type: "TP".into(),
                emitter: "00000000000042".into(),
                invoice: format!("{:09}", at + 1),
                fse_lot: (*fse_lot).into(),
                fse_date: "2026-11-20".into(),
                mode: *mode,
                regime: "01".into(),
                caisse: "996".into(),
                centre: String::new(),
                care_date: "2026-11-19".into(),
                dap: Dap::None,
                ordonnance_numerique: false,
                ordonnances: u32::try_from(prescriptions).unwrap_or(1),
                test: true,
                nir: None,
            })?;
            let mut dossier = Dossier::new(id, facture)?;
            for piece in pieces.iter().filter(|p| wanted.contains(&p.id())) {
                dossier.add(piece.clone())?;
            }
            let facts =
                FseFacts { arl_positive: *mode == Mode::Securise, noemie_payment: false, transmitted: true };
            dossiers.push((dossier, facts));
        }
        Ok(dossiers)
    }

    /// Packs, seals and mails the lot, and opens it again to prove it.
    fn lots(&self, built: &Built, pki: &pki::TestPki) -> Outcome<Vec<Step>> {
        let certificate = self.trusted(pki)?;
        let lot = built.lots.first().ok_or_else(|| Failure::Other("no lot".into()))?;
        let packed = pack(lot, &self.profile, self.now, Some(&certificate))?;
        let sent = send(lot, &packed, &self.profile, &certificate, (FROM, self.now))?;
        let key = &pki.leaf_key_pem;
        let opened =
            open::open(&sent.sealed, key, Some(&pki.leaf_der)).map_err(|e| Failure::Other(e.to_string()))?;
        let inner = mail::read(&opened, &mail::Bounds::default())?;
        let same = inner.parts.first().is_some_and(|part| part.data == packed.container);
        if *opened != sent.part || !same {
            return Err(Failure::Other("the opened lot is not what was sealed".into()));
        }
        let container = format!("lot/{}", packed.name);
        self.write("lot/manifest.json", packed.manifest.as_bytes())?;
        self.write(&container, &packed.container)?;
        self.write("lot/part.mime", &sent.part)?;
        self.write("lot/lot.p7m", &sent.sealed)?;
        self.write("lot/message.eml", &sent.message)?;
        self.write("lot/opened.mime", &opened)?;
        Ok(self.steps(built, &sent, container))
    }

    fn trusted(&self, pki: &pki::TestPki) -> Outcome<Certificate> {
        let mut trust = Trust::new();
        trust.add_anchors(&[Certificate::from_der(&pki.root_der)?])?;
        trust.add_intermediates(&[Certificate::from_der(&pki.intermediate_der)?]);
        trust.add_crls(&pki.root_crl_der)?;
        trust.add_crls(&pki.intermediate_crl_der)?;
        let candidates = Certificate::parse_all(&pki.leaf_der)?;
        Ok(trust.choose(&candidates, self.now, &lot::certificate_rules(&self.profile))?.certificate)
    }

    fn steps(&self, built: &Built, sent: &Sent, container: String) -> Vec<Step> {
        let say = |en: &str, fr: &str| self.console.say(en, fr).to_owned();
        let file = |name: &str| name.to_owned();
        let lots =
            built.lots.iter().flat_map(|l| l.dossiers()).map(Dossier::id).collect::<Vec<_>>().join(", ");
        let left = built.left_out.iter().map(|l| {
            let reasons: Vec<&str> = l.reasons.iter().map(|r| r.text(self.console.lang)).collect();
            format!("{} ({})", l.dossier, reasons.join(", "))
        });
        let left = left.collect::<Vec<_>>().join("; ");
        vec![
            Step {
                title: say("Lot 001", "Lot 001"),
                text: format!(
                    "{}: {lots}. {}: {left}.",
                    say("Dossiers", "Dossiers"),
                    say("Left out", "Laissés de côté")
                ),
                files: vec![file("lot/manifest.json"), container],
            },
            Step {
                title: say("Sealed and mailed", "Chiffré et mis en message"),
                text: say(
                    "Each piece is sealed to the test recipient, then the lot as a whole; the message is ready for SMTP.",
                    "Chaque pièce est chiffrée pour le destinataire de test, puis le lot entier ; le message est prêt pour SMTP.",
                ) + &format!(" {} {}", sent.message.len(), say("bytes.", "octets.")),
                files: vec![
                    file("lot/part.mime"),
                    file("lot/lot.p7m"),
                    file("lot/message.eml"),
                    file("pki/recipient.der"),
                ],
            },
            Step {
                title: say("Opened again", "Rouvert"),
                text: say(
                    "Decrypted with the test key and compared: the same bytes.",
                    "Déchiffré avec la clé de test et comparé : les mêmes octets.",
                ),
                files: vec![file("lot/opened.mime")],
            },
        ]
    }
}

fn bytes_of(name: &str) -> &'static [u8] {
    FILES.iter().find(|f| f.name == name).map_or(&[], |f| f.bytes)
}
