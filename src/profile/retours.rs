//! How returns are read, as data: the records and codes of an ARL, the entities of NOEMIE.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Row;
use super::entry::{Flaw, NO_CONFIDENCE, is_confidence};
use super::layout::Layout;

/// Fields that a record of an ARL may have.
pub(crate) const ARL_FIELDS: &[&str] = &[
    "emitter_type",
    "emitter",
    "lot",
    "lot_date",
    "arl",
    "arl_date",
    "sign",
    "code",
    "label",
    "dossier",
    "invoice",
    "type",
    "rank",
    "file",
    "count",
];
/// Fields that an entity of NOEMIE may have.
const NOEMIE_FIELDS: &[&str] = &[
    "emitter_type",
    "emitter",
    "recipient_type",
    "recipient",
    "file",
    "created",
    "norm",
    "version",
    "flow",
    "lot",
    "lot_date",
    "invoice",
    "complement",
    "invoice_type",
    "amo_asked",
    "amo_state",
    "amo_paid",
    "amo_sign",
    "act_paid",
    "act_sign",
    "reject_code",
    "reject_label",
    "reject_level",
    "reject_part",
    "line",
    "count",
];

/// What a record of an ARL is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArlRole {
    /// Tells of which lot, or which dossier, the records after it speak.
    Header,
    /// Accepts or refuses a lot.
    Lot,
    /// Accepts or refuses a dossier.
    Dossier,
    /// Accepts or refuses a single piece.
    Piece,
    /// Ends the ARL, and may count its records; when a layout has one, an ARL without it is cut short.
    End,
    /// Passed over.
    Ignore,
}

/// A record of an ARL: by pattern with named groups, or by fixed widths after what it starts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArlRecord {
    /// Its name in messages.
    pub code: String,
    /// What it is for.
    pub role: ArlRole,
    /// Regular expression whose named groups are the fields.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pattern: String,
    /// With `fields`: what the record starts with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub starts: String,
    /// The fields that follow, of fixed widths.
    #[serde(default)]
    pub fields: Layout,
    /// Where that is read.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
}

/// What is to be done after a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Nothing: it has arrived.
    Archive,
    /// Redo what does not conform, and send it in a new lot.
    Rebuild,
    /// Send the same bytes again.
    Retransmit,
    /// A person must look at it.
    Manual,
}

/// A code of an ARL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArlCode {
    /// As the ARL writes it.
    pub code: String,
    /// What it means, in French; an ARL that brings a label of its own is shown with that.
    pub label: String,
    /// What is to be done.
    pub action: Action,
    /// The fault of the image that it names, for the share of refusals by fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<super::FaultName>,
    /// Where that is read.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
}

/// An entity of NOEMIE: three characters of code, then the fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoemieEntity {
    /// Its code, such as `102`.
    pub code: String,
    /// What it is.
    pub label: String,
    /// Its fields.
    pub fields: Layout,
    /// No end mark follows, as after 000 and 999.
    #[serde(default)]
    pub bare: bool,
    /// Where that is read.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
}

/// The lists of a file or of a profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReturnRules {
    /// Records of an ARL; the first that fits decides.
    pub arl_records: Vec<ArlRecord>,
    /// Codes of an ARL.
    pub arl_codes: Vec<ArlCode>,
    /// Entities of NOEMIE.
    pub noemie_entities: Vec<NoemieEntity>,
}

/// The same as a file states them.
#[derive(Clone, Default)]
pub(super) struct ReturnPatch {
    pub(super) arl_records: Vec<Spanned<ArlRecord>>,
    pub(super) arl_codes: Vec<Spanned<ArlCode>>,
    pub(super) noemie_entities: Vec<Spanned<NoemieEntity>>,
}

impl ReturnPatch {
    pub(super) fn flaws(&self, found: &mut Vec<Flaw>) {
        each(&self.arl_records, "arl_records", |r| (&r.code, &r.confidence), ArlRecord::flaw, found);
        each(&self.arl_codes, "arl_codes", |c| (&c.code, &c.confidence), |_| None, found);
        let entities = &self.noemie_entities;
        each(entities, "noemie_entities", |e| (&e.code, &e.confidence), NoemieEntity::flaw, found);
    }

    /// Records and codes belong to each other: a bundle's replace all of the base. An entity of NOEMIE replaces the
    /// one of its code.
    pub(super) fn over(self, base: &mut ReturnRules) {
        let (records, codes) = (plain(self.arl_records), plain(self.arl_codes));
        if !records.is_empty() {
            base.arl_records = records;
        }
        if !codes.is_empty() {
            base.arl_codes = codes;
        }
        for entity in plain(self.noemie_entities) {
            match base.noemie_entities.iter_mut().find(|known| known.code == entity.code) {
                Some(known) => *known = entity,
                None => base.noemie_entities.push(entity),
            }
        }
    }

    pub(super) fn whole(self) -> ReturnRules {
        let mut rules = ReturnRules::default();
        self.over(&mut rules);
        rules
    }
}

fn plain<T>(list: Vec<Spanned<T>>) -> Vec<T> {
    list.into_iter().map(Spanned::into_inner).collect()
}

fn each<T>(
    list: &[Spanned<T>],
    name: &str,
    facts: fn(&T) -> (&String, &String),
    flaw: fn(&T) -> Option<&'static str>,
    found: &mut Vec<Flaw>,
) {
    let mut seen = std::collections::BTreeSet::new();
    for spanned in list {
        let (code, confidence) = facts(spanned.get_ref());
        let mut tell = |reason: Option<&str>| {
            found.extend(reason.map(|reason| Flaw::value(spanned.span(), name, reason)));
        };
        tell(code.is_empty().then_some("code is empty"));
        tell((!seen.insert(code)).then_some("code stands twice"));
        tell((!is_confidence(confidence)).then_some(NO_CONFIDENCE));
        tell(flaw(spanned.get_ref()));
    }
}

impl ArlRecord {
    fn flaw(&self) -> Option<&'static str> {
        if self.pattern.is_empty() == (self.fields == Layout::default() && self.starts.is_empty()) {
            return Some("a record has a pattern, or starts and fields, and not both");
        }
        if self.pattern.is_empty() {
            let known = |(name, _): (&str, usize)| name == "_" || ARL_FIELDS.contains(&name);
            return (!self.fields.fields().all(known)).then_some("a field has a name that no ARL field has");
        }
        let Ok(pattern) = regex_lite::Regex::new(&self.pattern) else {
            return Some("pattern is not a regular expression");
        };
        let known = pattern.capture_names().flatten().all(|name| ARL_FIELDS.contains(&name));
        (!known).then_some("a group has a name that no ARL field has")
    }
}

impl NoemieEntity {
    fn flaw(&self) -> Option<&'static str> {
        if self.code.len() != 3 || !self.code.bytes().all(|b| b.is_ascii_digit()) {
            return Some("code is not three digits");
        }
        let known = |(name, _): (&str, usize)| name == "_" || NOEMIE_FIELDS.contains(&name);
        (!self.fields.fields().all(known)).then_some("a field has a name that no NOEMIE field has")
    }
}

impl ReturnRules {
    pub(super) fn rows(&self, rows: &mut Vec<Row>) {
        let mut row = |key: String, value: String, source: &str, confidence: &str| {
            rows.push(Row { key, value, source: source.to_owned(), confidence: confidence.to_owned() });
        };
        for r in &self.arl_records {
            let value = match r.pattern.is_empty() {
                true => format!("{:?}: {} {}", r.role, r.starts, r.fields),
                false => format!("{:?}: {}", r.role, r.pattern),
            };
            row(format!("arl_records.{}", r.code), value, &r.source, &r.confidence);
        }
        for c in &self.arl_codes {
            let value = format!("{} ({:?})", c.label, c.action);
            row(format!("arl_codes.{}", c.code), value, &c.source, &c.confidence);
        }
        for e in &self.noemie_entities {
            let value = format!("{}: {}", e.label, e.fields);
            row(format!("noemie_entities.{}", e.code), value, &e.source, &e.confidence);
        }
    }
}
