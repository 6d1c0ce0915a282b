//! One lot to its container and the texts of its message, through the profile's templates.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::build::Lot;
use super::tar;
use crate::dossier::{Dossier, Nir};
use crate::error::{Error, Kind, Result};
use crate::mail::{Headers, PartHeaders};
use crate::piece::{Medium, Piece};
use crate::profile::Profile;

/// A lot as it is to be sealed.
#[derive(Clone)]
pub struct Packed {
    /// File name of the container.
    pub name: String,
    /// The container: manifest and pieces.
    pub container: Vec<u8>,
    /// The manifest alone.
    pub manifest: String,
}

/// Without the content.
impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({} bytes)", self.container.len())
    }
}

/// The texts of the message that carries a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// Address of the recipient.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Content-Description of the inner part.
    pub description: String,
    /// Extra headers.
    pub headers: Vec<(String, String)>,
}

impl Texts {
    /// Headers of the part that holds the container.
    pub fn part_headers(&self, packed: &Packed, profile: &Profile) -> PartHeaders {
        PartHeaders {
            content_type: profile.sections.mail.content_type.value.clone(),
            description: Some(self.description.clone()),
            filename: Some(packed.name.clone()),
        }
    }

    /// Headers of the message; sender, date and Message-ID are the host's to fill in.
    pub fn message_headers(&self, profile: &Profile) -> Headers {
        Headers {
            from: String::new(),
            to: vec![self.recipient.clone()],
            subject: self.subject.clone(),
            date: 0,
            message_id: String::new(),
            description: Some(self.description.clone()),
            smime_type: super::suite(profile).smime_type(),
            extra: self.headers.clone(),
            columns: profile.sections.mail.columns.value as usize,
        }
    }
}

/// What templates see of a lot. The NIR is there for the manifest alone, where a vendor's contract calls for it.
#[derive(Serialize)]
struct View<'a> {
    lot: String,
    created: String,
    date: String,
    emitter_type: &'a str,
    emitter: &'a str,
    regime: &'a str,
    caisse: &'a str,
    centre: &'a str,
    test: bool,
    gzip: bool,
    dossiers: Vec<DossierView<'a>>,
}

#[derive(Serialize)]
struct DossierView<'a> {
    id: &'a str,
    invoice: &'a str,
    fse_lot: &'a str,
    fse_date: &'a str,
    mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    nir: Option<&'a str>,
    pieces: Vec<PieceView<'a>>,
}

#[derive(Serialize)]
struct PieceView<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    label: &'a str,
    medium: Medium,
    file: String,
    sha256: Option<&'a str>,
    bytes: usize,
    pages: usize,
}

#[derive(Serialize)]
struct NameView<'a> {
    dossier: &'a str,
    rank: usize,
    #[serde(rename = "type")]
    kind: &'a str,
    sealed: bool,
}

/// When a lot was made: the moment, and the civil day that is the lot's date. A moment alone takes the UTC day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Seconds since 1970-01-01 UTC.
    pub created: i64,
    /// The day on the practice's calendar.
    pub date: Date,
}

impl From<i64> for Stamp {
    fn from(created: i64) -> Stamp {
        // A moment that is none is refused where it is written out.
        let utc =
            jiff::Timestamp::from_second(created).map(|at| jiff::tz::Offset::UTC.to_datetime(at).date());
        Stamp { created, date: utc.unwrap_or(Date::MIN) }
    }
}

/// Makes the container of a lot. `seal` encrypts the PDF of one piece; it is asked once for every piece, also when
/// the piece is in several dossiers of the lot, and not at all when the profile sends pieces in clear.
/// `stamp` says when it was made: a [`Stamp`], or seconds since 1970-01-01 UTC.
///
/// Errors: `profile.template`, `lot.file_name`, and whatever `seal` returns.
pub fn pack(
    lot: &Lot,
    profile: &Profile,
    stamp: impl Into<Stamp>,
    mut seal: impl FnMut(&Piece) -> Result<Vec<u8>>,
) -> Result<Packed> {
    let (stamp, sealing) = (stamp.into(), profile.sections.crypto.seal_pieces.value);
    // By identity, not by name: two pieces that a host named alike must never stand in for each other.
    let mut sealed: BTreeMap<*const Piece, Vec<u8>> = BTreeMap::new();
    for piece in lot.dossiers().flat_map(Dossier::pieces) {
        let key = Arc::as_ptr(piece);
        if let Some(pdf) = piece.sent_pdf().filter(|_| !sealed.contains_key(&key)) {
            sealed.insert(key, if sealing { seal(piece)? } else { pdf.to_vec() });
        }
    }
    let view = view(lot, profile, stamp, true)?;
    let files = &profile.sections.files;
    let manifest = Profile::render("files.manifest", &files.manifest.value, &view)?;
    let manifest = manifest.trim_start_matches('\n').to_owned();
    let public = self::view(lot, profile, stamp, false)?;
    let name = Profile::render("files.lot", &files.lot.value, &public)?;
    if !tar::fine(&name) || name.contains('/') {
        return Err(Error::new(Kind::LotFileName));
    }
    let manifest_name = Profile::render("files.manifest_name", &files.manifest_name.value, &public)?;
    let mut entries = vec![(manifest_name, manifest.as_bytes())];
    for (dossier, shown) in lot.dossiers().zip(&view.dossiers) {
        for (piece, shown) in dossier.pieces().iter().zip(&shown.pieces) {
            if let Some(bytes) = sealed.get(&Arc::as_ptr(piece)) {
                entries.push((shown.file.clone(), bytes.as_slice()));
            }
        }
    }
    let container = tar::archive(&entries)?;
    if !profile.sections.lot.max_bytes.value.allows(container.len() as u64) {
        let limit = profile.sections.lot.max_bytes.value.0.unwrap_or(0);
        return Err(Error::new(Kind::LotTooLarge).with("limit", limit));
    }
    Ok(Packed { name, container, manifest })
}

/// The texts of the message for a lot. Error: `profile.template`.
pub fn texts(lot: &Lot, profile: &Profile, stamp: impl Into<Stamp>) -> Result<Texts> {
    let view = view(lot, profile, stamp.into(), false)?;
    let mail = &profile.sections.mail;
    let headers = profile
        .headers
        .iter()
        .map(|(name, entry)| Ok((name.clone(), Profile::render("headers", &entry.value, &view)?)));
    Ok(Texts {
        recipient: Profile::render("mail.recipient", &mail.recipient.value, &view)?,
        subject: Profile::render("mail.subject", &mail.subject.value, &view)?,
        description: Profile::render("mail.description", &mail.description.value, &view)?,
        headers: headers.collect::<Result<_>>()?,
    })
}

fn view<'a>(lot: &'a Lot, profile: &Profile, stamp: Stamp, secrets: bool) -> Result<View<'a>> {
    let r = &lot.recipient;
    let width = profile.sections.lot.number_width.value as usize;
    Ok(View {
        lot: format!("{:0width$}", lot.number),
        created: jiff::Timestamp::from_second(stamp.created)
            .map(|t| t.to_string())
            .map_err(|_| Error::new(Kind::BadValue).with("name", "created"))?,
        date: stamp.date.to_string(),
        emitter_type: &r.emitter_type,
        emitter: &r.emitter,
        regime: &r.regime,
        caisse: &r.caisse,
        centre: &r.centre,
        test: r.test,
        gzip: profile.sections.mail.gzip.value,
        dossiers: lot.dossiers().map(|d| dossier_view(d, profile, secrets)).collect::<Result<_>>()?,
    })
}

/// Name of a piece's file in a lot, at its place from 1 in its dossier; empty for a piece that goes on paper alone.
pub(crate) fn piece_file(profile: &Profile, dossier: &str, rank: usize, piece: &Piece) -> Result<String> {
    let sealed = profile.sections.crypto.seal_pieces.value;
    let name = NameView { dossier, rank, kind: &piece.kind().code, sealed };
    match piece.sent_pdf() {
        Some(_) => Profile::render("files.piece", &profile.sections.files.piece.value, &name),
        None => Ok(String::new()),
    }
}

fn dossier_view<'a>(dossier: &'a Dossier, profile: &Profile, secrets: bool) -> Result<DossierView<'a>> {
    let f = dossier.facture().fields();
    let pieces = dossier.pieces().iter().enumerate().map(|(at, piece)| {
        let file = piece_file(profile, dossier.id(), at + 1, piece)?;
        Ok(PieceView {
            kind: &piece.kind().code,
            label: piece.label(),
            medium: piece.medium(),
            file,
            sha256: piece.sha256(),
            bytes: piece.sent_pdf().map_or(0, <[u8]>::len),
            pages: piece.pages(),
        })
    });
    Ok(DossierView {
        id: dossier.id(),
        invoice: &f.invoice,
        fse_lot: &f.fse_lot,
        fse_date: &f.fse_date,
        mode: match f.mode {
            crate::dossier::Mode::Securise => "securise",
            crate::dossier::Mode::Degrade => "degrade",
        },
        nir: dossier.facture().nir().filter(|_| secrets).map(Nir::expose),
        pieces: pieces.collect::<Result<_>>()?,
    })
}
