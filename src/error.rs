//! The one error type: a kind out of one table, and details that are safe to show and to log.
//!
//! The table gives each kind its stable code (grouped by hundreds per module, never reused), its stable
//! key and its message in English and French. Details fill the `{names}` in the messages and travel as
//! JSON. A detail never holds a NIR, a name, document content, key material or a path of a patient's file.

use std::borrow::Cow;
use std::fmt;

/// What every fallible function of the crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Language of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English, for developers and logs.
    #[default]
    En,
    /// French, for the person at the screen.
    Fr,
}

macro_rules! kinds {
    ($($(#[$section:meta])* $name:ident = $code:literal, $key:literal, $en:literal, $fr:literal;)*) => {
        /// What went wrong. [`Kind::code`] and [`Kind::key`] never change once released.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Kind { $(#[doc = $en] $name,)* }

        impl Kind {
            /// Every kind, in the order of the table.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];

            /// Stable negative code, as the C functions return it.
            pub const fn code(self) -> i32 { match self { $(Kind::$name => $code,)* } }

            /// Stable key, `module.reason`, for hosts that translate messages themselves.
            pub const fn key(self) -> &'static str { match self { $(Kind::$name => $key,)* } }

            /// Name of the constant in `scor.h` without its `SCOR_E_` prefix, in Rust's spelling.
            pub const fn name(self) -> &'static str { match self { $(Kind::$name => stringify!($name),)* } }

            /// Message template; `{name}` stands for a detail.
            pub const fn template(self, lang: Lang) -> &'static str {
                match lang {
                    Lang::En => match self { $(Kind::$name => $en,)* },
                    Lang::Fr => match self { $(Kind::$name => $fr,)* },
                }
            }
        }
    };
}

kinds! {
    // -1xx the call and its arguments
    NullArgument = -101, "arg.null", "argument {name} is NULL", "l'argument {name} est NULL";
    BadUtf8 = -102, "arg.utf8", "argument {name} is not valid UTF-8", "l'argument {name} n'est pas de l'UTF-8 valide";
    BadHandle = -103, "arg.handle", "argument {name} is not a live handle of the right kind", "l'argument {name} n'est pas un objet vivant du bon type";
    BadValue = -104, "arg.value", "argument {name} has an impossible value", "l'argument {name} a une valeur impossible";
    Busy = -105, "arg.busy", "the object is in use by the call that this callback belongs to", "l'objet est utilisé par l'appel en cours";
    Cancelled = -106, "call.cancelled", "the operation was cancelled", "l'opération a été annulée";
    TooManyObjects = -107, "arg.too_many_objects", "more than {limit} objects are alive; free those no longer used", "plus de {limit} objets sont ouverts ; il faut libérer ceux qui ne servent plus";

    // -2xx source: the bytes or pixels that came in
    SourceEmpty = -201, "source.empty", "the input is empty", "le fichier est vide";
    SourceUnknown = -202, "source.unknown_format", "the input is in no known image or PDF format", "le fichier n'est ni une image ni un PDF reconnu";
    SourceDamaged = -203, "source.damaged", "the {format} input is damaged or cut short", "le fichier {format} est endommagé ou incomplet";
    SourceUnsupported = -204, "source.unsupported", "the {format} input uses a feature that is not supported: {feature}", "le fichier {format} utilise une fonction non prise en charge : {feature}";
    SourceEncrypted = -205, "source.encrypted", "the PDF is protected by a password", "le PDF est protégé par un mot de passe";
    SourceTooManyPixels = -206, "source.too_many_pixels", "a page has {actual} pixels, the limit is {limit}", "une page a {actual} pixels, la limite est {limit}";
    SourceTooManyPages = -207, "source.too_many_pages", "the input has {actual} pages, the limit is {limit}", "le document a {actual} pages, la limite est {limit}";
    SourceTooManyBytes = -208, "source.too_many_bytes", "the input holds more than {limit} bytes", "le document dépasse {limit} octets";
    SourceNesting = -209, "source.nesting", "the input is nested more than {limit} levels deep", "le document est imbriqué sur plus de {limit} niveaux";
    SourceTimeout = -210, "source.timeout", "decoding took more than {limit} ms", "le décodage a pris plus de {limit} ms";
    SourceNoPages = -211, "source.no_pages", "the input has no page", "le document n'a aucune page";
    SourceGeometry = -212, "source.geometry", "width, height, stride and length of the raw pixels do not agree", "largeur, hauteur, pas et taille des pixels bruts ne concordent pas";
    SourceTooComplex = -213, "source.too_complex", "a page needs {actual} drawing steps, the limit is {limit}", "une page demande {actual} étapes de dessin, la limite est {limit}";

    // -3xx image
    ImageTooSmall = -301, "image.too_small", "the page is too small: {width} x {height} pixels", "la page est trop petite : {width} x {height} pixels";

    // -4xx pdf
    PdfOverBudget = -401, "pdf.over_budget", "{actual} bytes for {pages} page(s) at {dpi} dpi, the limit is {limit}; pages that would fit: {fits}", "{actual} octets pour {pages} page(s) à {dpi} ppp, la limite est {limit} ; pages qui tiendraient : {fits}";
    PdfNoPages = -402, "pdf.no_pages", "a PDF needs at least one page", "un PDF doit avoir au moins une page";
    PdfPageRange = -403, "pdf.page_range", "page {page} does not exist, the document has {pages}", "la page {page} n'existe pas, le document en a {pages}";
    PdfVerify = -404, "pdf.verify", "the encoded page does not decode to the same pixels", "la page codée ne redonne pas les mêmes pixels";

    PdfEmptyPage = -405, "pdf.empty_page", "a page without pixels or without resolution cannot be written", "une page sans pixels ou sans résolution ne peut pas être écrite";
    PdfTooManyPages = -406, "pdf.too_many_pages", "the piece has {actual} pages, the limit is {limit}", "la pièce a {actual} pages, la limite est {limit}";

    // -5xx seal
    SealCertificateBad = -501, "seal.certificate_bad", "the file holds no usable certificate: {reason}", "le fichier ne contient pas de certificat exploitable : {reason}";
    SealNoCertificate = -502, "seal.no_certificate", "no certificate was given for the recipient", "aucun certificat n'a été fourni pour le destinataire";
    SealCertificateExpired = -503, "seal.certificate_expired", "certificate {fingerprint} or one of its issuers has expired", "le certificat {fingerprint} ou l'un de ses émetteurs a expiré";
    SealCertificateNotYet = -504, "seal.certificate_not_yet", "certificate {fingerprint} or one of its issuers is not valid yet", "le certificat {fingerprint} ou l'un de ses émetteurs n'est pas encore valide";
    SealCertificateUsage = -505, "seal.certificate_usage", "certificate {fingerprint} is not meant for encryption", "le certificat {fingerprint} n'est pas destiné au chiffrement";
    SealKeyUnsupported = -506, "seal.key_unsupported", "the key of certificate {fingerprint} is not RSA of at most 4096 bits", "la clé du certificat {fingerprint} n'est pas une clé RSA d'au plus 4096 bits";
    SealKeyShort = -507, "seal.key_short", "the key of certificate {fingerprint} has {actual} bits, the minimum is {limit}", "la clé du certificat {fingerprint} fait {actual} bits, le minimum est {limit}";
    SealCertificateRevoked = -508, "seal.certificate_revoked", "certificate {fingerprint} or one of its issuers has been revoked", "le certificat {fingerprint} ou l'un de ses émetteurs a été révoqué";
    SealCrlExpired = -509, "seal.crl_expired", "a revocation list for certificate {fingerprint} is out of date", "une liste de révocation du certificat {fingerprint} est périmée";
    SealCrlMissing = -510, "seal.crl_missing", "no revocation list speaks for certificate {fingerprint} and its issuers", "aucune liste de révocation ne couvre le certificat {fingerprint} et ses émetteurs";
    SealCrlBad = -511, "seal.crl_bad", "the file holds no usable revocation list", "le fichier ne contient pas de liste de révocation exploitable";
    SealChainUnknown = -512, "seal.chain_unknown", "certificate {fingerprint} does not lead to a trusted authority", "le certificat {fingerprint} ne remonte à aucune autorité de confiance";
    SealChainInvalid = -513, "seal.chain_invalid", "the chain of certificate {fingerprint} is not valid", "la chaîne du certificat {fingerprint} n'est pas valide";
    SealAnchorBad = -514, "seal.anchor_bad", "certificate {fingerprint} is no certification authority and cannot be an anchor", "le certificat {fingerprint} n'est pas une autorité de certification et ne peut servir d'ancre";
    SealNoRecipient = -515, "seal.no_recipient", "a message needs at least one recipient", "un message doit avoir au moins un destinataire";
    SealTooManyRecipients = -516, "seal.too_many_recipients", "{actual} recipients were given, the limit is {limit}", "{actual} destinataires ont été fournis, la limite est {limit}";
    SealTooLarge = -517, "seal.too_large", "the content has {actual} bytes, the limit is {limit}", "le contenu fait {actual} octets, la limite est {limit}";
    SealRandom = -518, "seal.random", "the system's random generator failed", "le générateur aléatoire du système a échoué";
    SealFailed = -519, "seal.failed", "encryption failed", "le chiffrement a échoué";

    // -6xx piece
    PieceType = -601, "piece.type", "the profile knows no such type of piece", "le profil ne connaît pas ce type de pièce";
    PieceNotPdf = -602, "piece.not_pdf", "the piece is not a PDF", "la pièce n'est pas un PDF";
    PieceTooLarge = -603, "piece.too_large", "the piece has {actual} bytes, the limit is {limit}", "la pièce fait {actual} octets, la limite est {limit}";
    PieceEmpty = -604, "piece.empty", "a piece needs a PDF unless it goes on paper alone", "une pièce doit avoir un PDF, sauf si elle ne part que sur papier";
    PieceUnconfirmed = -605, "piece.unconfirmed", "the operator has not confirmed that the piece is legible", "l'opérateur n'a pas confirmé que la pièce est lisible";
    PieceRefused = -606, "piece.refused", "the gate refused this piece; override it with a reason or send it on paper", "le contrôle a refusé cette pièce ; forcez-la avec un motif ou envoyez-la sur papier";

    PieceReport = -607, "piece.report", "the report belongs to another PDF", "le rapport est celui d'un autre PDF";

    // -7xx facture and dossier
    FactureField = -701, "facture.field", "field {field} of the facture is missing or malformed", "le champ {field} de la facture est absent ou mal formé";
    FactureNir = -702, "facture.nir", "the NIR or its key is wrong", "le NIR ou sa clé est incorrect";
    DossierTwice = -703, "dossier.piece_twice", "the dossier holds this piece already", "le dossier contient déjà cette pièce";

    // -8xx lot
    LotNumber = -801, "lot.number", "lot number {actual} is outside {min} to {max}", "le numéro de lot {actual} n'est pas entre {min} et {max}";
    LotDossierTwice = -802, "lot.dossier_twice", "two dossiers have the same identifier", "deux dossiers ont le même identifiant";
    LotTooLarge = -803, "lot.too_large", "one dossier alone exceeds the {limit} bytes of a lot", "un dossier dépasse à lui seul les {limit} octets d'un lot";
    LotFileName = -804, "lot.file_name", "the profile's template gives an impossible or repeated file name", "le modèle du profil donne un nom de fichier impossible ou répété";
    LotSpec = -805, "lot.spec", "the specification is wrong at line {line}: {reason}", "la spécification est erronée ligne {line} : {reason}";

    // -9xx internal
    Panic = -901, "internal.panic", "an internal fault was caught; the object can no longer be used", "une anomalie interne a été interceptée ; l'objet n'est plus utilisable";
    Poisoned = -902, "internal.poisoned", "an earlier internal fault made this object unusable", "une anomalie précédente a rendu cet objet inutilisable";

    // -10xx profile
    ProfileFile = -1001, "profile.file", "the profile's file {file} is missing, unreadable or too large", "le fichier {file} du profil est absent, illisible ou trop grand";
    ProfileSyntax = -1002, "profile.syntax", "{file}, line {line}, key {key}: {reason}", "{file}, ligne {line}, clé {key} : {reason}";
    ProfileValue = -1003, "profile.value", "{file}, line {line}, impossible value of {key}: {reason}", "{file}, ligne {line}, valeur impossible de {key} : {reason}";
    ProfileBase = -1004, "profile.base", "{file}, line {line}: {reason}", "{file}, ligne {line} : {reason}";
    ProfileTemplate = -1005, "profile.template", "template {key}, line {line}: {reason}", "modèle {key}, ligne {line} : {reason}";

    // -11xx mail
    MailHeaderBad = -1101, "mail.header_bad", "header {name} has a value that cannot stand in a message", "l'en-tête {name} a une valeur qui ne peut figurer dans un message";
    MailTooLarge = -1102, "mail.too_large", "the message has {actual} bytes, the limit is {limit}", "le message fait {actual} octets, la limite est {limit}";
    MailTooManyParts = -1103, "mail.too_many_parts", "the message has more than {limit} parts", "le message a plus de {limit} parties";
    MailNesting = -1104, "mail.nesting", "the message is nested more than {limit} levels deep", "le message est imbriqué sur plus de {limit} niveaux";
    MailDamaged = -1105, "mail.damaged", "the message is damaged or cut short: {reason}", "le message est endommagé ou incomplet : {reason}";
    MailGzipDamaged = -1106, "mail.gzip_damaged", "a compressed part of the message is damaged", "une partie compressée du message est endommagée";
    MailInflated = -1107, "mail.inflated", "the parts of the message hold more than {limit} bytes", "les parties du message dépassent {limit} octets";

    // -12xx retour
    RetourTooLarge = -1201, "retour.too_large", "a returned part has {actual} bytes, the limit is {limit}", "une partie du retour fait {actual} octets, la limite est {limit}";
    RetourEncoding = -1202, "retour.encoding", "the return is not {encoding} text from byte {at} on", "le retour n'est pas un texte {encoding} à partir de l'octet {at}";
    RetourRecord = -1203, "retour.record", "record {record} of the return does not fit the profile's layout: {reason}", "l'enregistrement {record} du retour ne suit pas le format du profil : {reason}";
    RetourField = -1204, "retour.field", "field {field} of record {record} of the return is missing or malformed", "le champ {field} de l'enregistrement {record} du retour est absent ou mal formé";
    RetourTruncated = -1205, "retour.truncated", "the return is cut short after record {record}", "le retour est incomplet après l'enregistrement {record}";
    RetourTooMany = -1206, "retour.too_many", "the return has more than {limit} records", "le retour a plus de {limit} enregistrements";
    RetourKind = -1207, "retour.kind", "the library reads no return of kind {kind}", "la bibliothèque ne lit pas de retour de type {kind}";

    // -13xx suivi: the journal
    SuiviKey = -1301, "suivi.key", "the journal belongs to another master key", "le journal a été ouvert avec une autre clé maître";
    SuiviDamaged = -1302, "suivi.damaged", "the journal is damaged: table {table}, row {row} ({reason})", "le journal est endommagé : table {table}, ligne {row} ({reason})";
    SuiviNewer = -1303, "suivi.newer_schema", "the journal was written by a newer version: schema {actual}, this one knows {limit}", "le journal vient d'une version plus récente : schéma {actual}, celle-ci connaît {limit}";
    SuiviFull = -1304, "suivi.full", "the disk is full; nothing was changed", "le disque est plein ; rien n'a été modifié";
    SuiviReadOnly = -1305, "suivi.read_only", "the journal cannot be written: file or folder is read-only", "le journal ne peut pas être écrit : fichier ou dossier en lecture seule";
    SuiviBusy = -1306, "suivi.busy", "another process held the journal for more than {limit} ms", "un autre programme a occupé le journal plus de {limit} ms";
    SuiviForeign = -1307, "suivi.foreign", "the file is no journal of scor", "le fichier n'est pas un journal de scor";
    SuiviDisk = -1308, "suivi.disk", "the disk failed: {reason}", "erreur du disque : {reason}";
    SuiviMissing = -1309, "suivi.missing", "there is no journal in this place", "il n'y a pas de journal à cet endroit";
    SuiviUnknown = -1310, "suivi.unknown", "the journal knows no such {what}", "le journal ne connaît pas cet objet : {what}";
    SuiviExists = -1311, "suivi.exists", "the {what} is in the journal already, with another content", "déjà dans le journal avec un autre contenu : {what}";
    SuiviOvertaken = -1312, "suivi.overtaken", "the journal changed since the lots were prepared; prepare them again", "le journal a changé depuis la préparation des lots ; il faut les préparer à nouveau";
    SuiviState = -1313, "suivi.state", "state {state} does not allow this", "l'état {state} ne le permet pas";
    SuiviNumbers = -1314, "suivi.numbers", "every lot number of this emitter is in use for this date", "tous les numéros de lot de cet émetteur sont pris à cette date";
    SuiviPurged = -1315, "suivi.purged", "the content was purged after its retention", "le contenu a été purgé au terme de sa conservation";
    SuiviTarget = -1316, "suivi.target", "the target file exists already", "le fichier de destination existe déjà";
    SuiviNetwork = -1317, "suivi.network", "the journal must lie on a disk of this machine, not on a network share", "le journal doit être sur un disque de ce poste, pas sur un partage réseau";
    SuiviStore = -1318, "suivi.store", "the journal's database refused a statement (code {code})", "la base du journal a refusé une instruction (code {code})";
    SuiviNothing = -1319, "suivi.nothing", "there is nothing to print", "il n'y a rien à imprimer";
}

/// A fact about an error that is safe to show: a number, or a text that comes from the library itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A count, a limit, a page number.
    Int(i64),
    /// A format name, a profile key, a certificate fingerprint. Never content, never a patient's data.
    Text(Cow<'static, str>),
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Detail::Int(n) => write!(f, "{n}"),
            Detail::Text(t) => f.write_str(t),
        }
    }
}

impl From<&'static str> for Detail {
    fn from(text: &'static str) -> Self {
        Detail::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Detail {
    fn from(text: String) -> Self {
        Detail::Text(Cow::Owned(text))
    }
}

macro_rules! detail_from_int {
    ($($t:ty)*) => { $(impl From<$t> for Detail {
        fn from(n: $t) -> Self { Detail::Int(i64::try_from(n).unwrap_or(i64::MAX)) }
    })* };
}
detail_from_int!(i32 u32 i64 u64 usize);

/// Why a call could not do its work. Cheap to move; print it with [`Error::message`] or `{}` (English).
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: Kind,
    details: Vec<(&'static str, Detail)>,
}

impl Error {
    /// An error without details.
    pub fn new(kind: Kind) -> Self {
        Error(Box::new(Inner { kind, details: Vec::new() }))
    }

    /// Adds a detail; a name that the kind's message mentions in braces is filled in there.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Detail>) -> Self {
        self.0.details.push((name, value.into()));
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Stable negative code.
    pub fn code(&self) -> i32 {
        self.0.kind.code()
    }

    /// Stable key, such as `pdf.over_budget`.
    pub fn key(&self) -> &'static str {
        self.0.kind.key()
    }

    /// The first detail of that name.
    pub fn detail(&self, name: &str) -> Option<&Detail> {
        self.0.details.iter().find(|(n, _)| *n == name).map(|(_, v)| v)
    }

    /// The message in one language, details filled in. A placeholder without a detail reads `?`.
    pub fn message(&self, lang: Lang) -> String {
        let mut out = String::new();
        let mut rest = self.0.kind.template(lang);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            match self.detail(name) {
                Some(value) => out.push_str(&value.to_string()),
                None => out.push('?'),
            }
            rest = tail;
        }
        out + rest
    }

    /// The details as a JSON object, in the order they were added.
    pub fn details_json(&self) -> String {
        let map = self.0.details.iter().map(|(name, value)| {
            let value = match value {
                Detail::Int(n) => serde_json::Value::from(*n),
                Detail::Text(t) => serde_json::Value::from(t.as_ref()),
            };
            ((*name).to_owned(), value)
        });
        serde_json::Value::Object(map.collect()).to_string()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({} {}: {self})", self.code(), self.key())
    }
}

impl std::error::Error for Error {}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Error::new(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_and_keys_are_unique_and_well_formed() {
        let codes: HashSet<_> = Kind::ALL.iter().map(|k| k.code()).collect();
        let keys: HashSet<_> = Kind::ALL.iter().map(|k| k.key()).collect();
        assert_eq!(codes.len(), Kind::ALL.len());
        assert_eq!(keys.len(), Kind::ALL.len());
        for kind in Kind::ALL {
            assert!(kind.code() < -100, "{kind:?}");
            let (module, reason) = kind.key().split_once('.').expect("module.reason");
            assert!(!module.is_empty() && !reason.is_empty());
        }
    }

    #[test]
    fn both_languages_name_the_same_details() {
        let names = |text: &str| -> HashSet<String> {
            text.split('{').skip(1).filter_map(|s| s.split_once('}')).map(|(n, _)| n.to_owned()).collect()
        };
        for kind in Kind::ALL {
            assert_eq!(names(kind.template(Lang::En)), names(kind.template(Lang::Fr)), "{kind:?}");
        }
    }

    #[test]
    fn messages_fill_in_details() {
        let e = Error::new(Kind::SourceTooManyPages).with("actual", 7).with("limit", 5);
        assert_eq!(e.to_string(), "the input has 7 pages, the limit is 5");
        assert_eq!(e.message(Lang::Fr), "le document a 7 pages, la limite est 5");
        assert_eq!(e.details_json(), r#"{"actual":7,"limit":5}"#);
    }
}
