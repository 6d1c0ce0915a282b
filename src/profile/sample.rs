//! An invented lot, to try a template on before a real one depends on it.

use serde_json::{Value, json};

/// What the template of a key is given: the same names as a real lot gives it (a test in `lot` compares them).
pub(crate) fn context(key: &str) -> Value {
    if key == "files.piece" {
        return json!({ "dossier": "D-1", "rank": 1, "type": "ORDN", "sealed": true });
    }
    if key == "arl.example" {
        return arl();
    }
    json!({
        "lot": "001", "created": "2026-01-02T03:04:05Z", "date": "2026-01-02",
        "emitter_type": "TP", "emitter": "00000000000000",
        "regime": "01", "caisse": "996", "centre": "0000", "test": true, "gzip": true,
        "dossiers": [dossier("D-1", 1, key), dossier("D-2", 2, key)],
    })
}

fn dossier(id: &str, pieces: usize, key: &str) -> Value {
    let digest = "0".repeat(64);
    let piece = json!({
        "type": "ORDN", "label": "Ordonnance", "medium": "digital", "file": "D-1-1-ORDN.p7m", "sha256": digest,
        "bytes": 12345, "pages": 1,
    });
    let mut dossier = json!({
        "id": id, "invoice": "000000001", "fse_lot": "001", "fse_date": "2026-01-02", "mode": "securise",
        "pieces": vec![piece; pieces],
    });
    if key == "files.manifest" {
        dossier["nir"] = "0".repeat(15).into(); // names and headers travel in clear: they are given none
    }
    dossier
}

/// An invented ARL that takes a lot and refuses a dossier and a piece of it.
pub(crate) fn arl() -> Value {
    let verdict = |level: &str, positive: bool, code: &str| {
        json!({
            "level": level, "positive": positive, "code": code, "label": "libelle", "dossier": "D-1",
            "invoice": "000000001", "type": "ORDN", "rank": 1, "file": "D-1-1-ORDN.p7m",
        })
    };
    json!({
        "arl": "R1", "arl_date": "2026-01-03", "emitter_type": "TP", "emitter": "00000000000001", "lot": "001",
        "lot_date": "2026-01-02",
        "verdicts": [verdict("lot", true, "00"), verdict("dossier", false, "99"), verdict("piece", false, "99")],
    })
}
