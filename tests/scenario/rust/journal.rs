//! Step 09: the journal, from the first piece to the purge.

use scor::piece::Piece;
use scor::profile::{Profession, Territoire};
use scor::suivi::{Acte, Bureau, Cadre, Courrier, FseFact, FseTarget, Head, MasterKey, Motif, Suite, Sujet};
use serde_json::json;

use super::images::draft;
use super::rules::facture;
use super::{DAY, NOW, State, pick};

fn key(bytes: [u8; 32]) -> MasterKey {
    MasterKey::new(&bytes).unwrap()
}

fn done(suite: &Suite) -> i64 {
    match suite {
        Suite::Applique(_) => 1,
        Suite::Deja => 2,
        Suite::Impossible => 3,
    }
}

fn add_piece(s: &State<'_>, b: &mut Bureau, now: i64, id: &str, scan: usize, first: Option<i64>) {
    let piece = Piece::new(draft(s, id, scan), &s.profile).unwrap();
    b.add_piece(now, &piece, first, first.map(|_| json!({ "poste": 1 }))).unwrap();
}

fn etat(s: &mut State<'_>, b: &mut Bureau, key: &str, sujet: Sujet, id: &str) {
    s.facts.pick(key, &b.show(sujet, id).unwrap().to_string(), "etat");
}

fn build(s: &State<'_>, b: &mut Bureau, now: i64) -> String {
    let recipients = [s.certificate.clone().unwrap()];
    let courrier = Courrier { from: Some("cabinet@exemple.example"), recipients: &recipients };
    b.build(now, 100, &courrier).unwrap().to_string()
}

fn receive(s: &State<'_>, b: &mut Bureau, name: &str) -> String {
    json!(b.receive(NOW + 3 * DAY, &s.input(name)).unwrap()).to_string()
}

fn filled(s: &mut State<'_>, b: &mut Bureau) {
    add_piece(s, b, NOW, "P-1", 0, Some(NOW));
    add_piece(s, b, NOW, "P-2", 1, None);
    for (dossier, invoice, piece) in [("D-1", "123456789", "P-1"), ("D-2", "2", "P-2"), ("D-3", "3", "P-1")] {
        b.add_dossier(NOW, dossier, &facture(invoice)).unwrap();
        b.bind(NOW, dossier, piece, None).unwrap();
    }
    s.facts.error("09.exists", b.add_dossier(NOW, "D-1", &facture("4")));
    s.facts.error("09.unknown", b.bind(NOW, "D-9", "P-1", None));
}

fn sent(s: &mut State<'_>, b: &mut Bureau) {
    let todo = b.todo(NOW, 50).unwrap().to_string();
    s.facts.count("09.tasks.1", &todo, "\"genre\":");
    s.facts.pick("09.todo.1", &todo, "dossiers");
    let told = b.note_fse(NOW, FseTarget::Dossier("D-1"), &FseFact::ArlPositif).unwrap();
    s.facts.json("09.fse.1", &told.to_string());
    let why = Motif { code: "0123".to_owned(), label: "Droits fermés".to_owned() };
    let told = b.note_fse(NOW, FseTarget::Dossier("D-3"), &FseFact::Rejetee(why)).unwrap();
    s.facts.json("09.fse.3", &told.to_string());
    let built = build(s, b, NOW);
    s.facts.pick("09.built", &built, "numero");
    s.facts.count("09.built.lots", &built, "\"numero\":");
    s.facts.pick("09.built.left", &built, "left_out");
    let (one, two) = (b.lot_bytes(1).unwrap(), b.lot_bytes(1).unwrap());
    s.facts.number("09.bytes", i64::from(!one.is_empty() && one == two));
    for key in ["09.sent", "09.sent.again"] {
        s.facts.number(key, done(&b.sent(NOW, 1).unwrap()));
    }
    let target = FseTarget::Facture { emetteur: "123456", facture: "2", lot: "17", date: "2026-12-30" };
    let told = b.note_fse(NOW + DAY, target, &FseFact::ArlPositif).unwrap();
    s.facts.json("09.fse.2", &told.to_string());
    let built = build(s, b, NOW + DAY);
    s.facts.pick("09.second", &built, "numero");
    s.facts.number("09.second.sent", done(&b.sent(NOW + DAY, 2).unwrap()));
    let late = b.todo(NOW + 3 * DAY, 50).unwrap().to_string();
    s.facts.count("09.late.tasks", &late, "\"genre\":");
    s.facts.pick("09.late", &late, "echus");
}

fn answered(s: &mut State<'_>, b: &mut Bureau) {
    let lost = receive(s, b, "arl-inconnu.eml");
    s.facts.pick("09.lost", &lost, "statut");
    s.facts.pick("09.lost.raison", &lost, "raison");
    let settled = b.settle_return(NOW + 3 * DAY, pick(&lost, "no").parse().unwrap(), None).unwrap();
    s.facts.json("09.settled", &settled.to_string());
    let none = receive(s, b, "pas-pour-nous.eml");
    s.facts.json("09.none", &none);
    let positive = receive(s, b, "arl-positif.eml");
    s.facts.pick("09.positive", &positive, "statut");
    etat(s, b, "09.positive.etat", Sujet::Dossier, "D-1");
    etat(s, b, "09.positive.lot", Sujet::Lot, "1");
    let again = receive(s, b, "arl-positif.eml");
    s.facts.pick("09.again", &again, "deja");
    let negative = receive(s, b, "arl-negatif.eml");
    s.facts.pick("09.negative", &negative, "statut");
    etat(s, b, "09.negative.etat", Sujet::Dossier, "D-2");
}

fn mended(s: &mut State<'_>, b: &mut Bureau) {
    let now = NOW + 4 * DAY;
    add_piece(s, b, now, "P-3", 0, None);
    b.bind(now, "D-2", "P-3", Some("P-2")).unwrap();
    s.facts.number("09.mended", done(&b.act(now, "D-2", Acte::Reconstituer).unwrap()));
    etat(s, b, "09.mended.etat", Sujet::Dossier, "D-2");
    b.reissue(now, "D-3", &facture("33")).unwrap();
    etat(s, b, "09.reissued", Sujet::Dossier, "D-3");
    b.unbind(now, "D-3", "P-1").unwrap();
    b.bind(now, "D-3", "P-1", None).unwrap();
    s.facts.number("09.unbound", done(&b.act(now, "D-3", Acte::Sortir).unwrap()));
    s.facts.number("09.posted", done(&b.posted(now, "D-3", None, "2027-01-05".parse().unwrap()).unwrap()));
    etat(s, b, "09.posted.etat", Sujet::Dossier, "D-3");
    s.facts.error("09.state", b.unbind(now, "D-1", "P-1"));
    let built = build(s, b, now);
    s.facts.count("09.rebuilt", &built, "\"numero\":");
    s.facts.json("09.given.up", &b.rebuild_lot(now, 3).unwrap().to_string());
}

fn read_back(s: &mut State<'_>, b: &mut Bureau) {
    s.facts.fnv("09.pdf", &b.piece_pdf("P-1").unwrap());
    s.facts.count("09.log", &b.log(0, 1000).unwrap().to_string(), "\"seq\":");
    s.facts.count("09.log.after", &b.log(5, 3).unwrap().to_string(), "\"seq\":");
    let head = b.head().unwrap();
    s.facts.number("09.head", head.seq);
    s.facts.number("09.descends", i64::from(b.descends_from(&head).unwrap()));
    let forged = Head { mac: "0".repeat(64), ..head };
    s.facts.number("09.forged", i64::from(b.descends_from(&forged).unwrap()));
    let check = b.check().unwrap().to_string();
    s.facts.pick("09.check", &check, "sound");
    s.facts.pick("09.check.ruptures", &check, "ruptures");
}

pub(super) fn step(s: &mut State<'_>) {
    let cadre = Cadre {
        profile: std::sync::Arc::clone(&s.profile),
        territoire: Territoire::named("metropole").unwrap(),
        profession: Some(Profession::Infirmier),
    };
    let [path, copy, back] = ["suivi.scor", "copie.scor", "retour.scor"].map(|name| s.out.join(name));
    let first = key(std::array::from_fn(|i| u8::try_from(i * 7 + 1).unwrap()));
    s.facts.error("09.missing", Bureau::open(&path, &first, &cadre));
    let mut b = Bureau::create(&path, &first, &cadre, NOW).unwrap();
    filled(s, &mut b);
    sent(s, &mut b);
    answered(s, &mut b);
    mended(s, &mut b);
    read_back(s, &mut b);

    b.backup(&copy).unwrap();
    s.facts.error("09.target", b.backup(&copy));
    drop(b);
    let mut restored = Bureau::restore(&copy, &back, &first, &cadre).unwrap();
    s.facts.number("09.restored", restored.head().unwrap().seq);
    s.facts.error("09.key", Bureau::open(&path, &key([5; 32]), &cadre));
    let mut b = Bureau::open(&path, &first, &cadre).unwrap();
    b.rotate_key(NOW + 5 * DAY, &key([9; 32]), true).unwrap();
    drop(b);
    let mut b = Bureau::open(&path, &key([9; 32]), &cadre).unwrap();
    s.facts.pick("09.rotated", &b.check().unwrap().to_string(), "sound");
    let purged = b.purge(NOW + 200 * DAY).unwrap();
    s.facts.json("09.purged", &json!(purged).to_string());
    s.facts.error("09.gone", b.piece_pdf("P-1"));
}
