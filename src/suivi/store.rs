//! What the journal asks of a store: rows of a few tables, found by a few indexes, in transactions.
//!
//! A store knows no key, no state and no rule. It sees numbers, keyed hashes and sealed bytes, so a server's
//! store can take the place of [`super::SqliteStore`] without touching the law of the journal.

use crate::error::Result;

/// A table of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Table {
    /// Pieces.
    Pieces,
    /// Dossiers.
    Dossiers,
    /// Which piece is in which dossier.
    DossierPieces,
    /// Factures; a dossier has one at a time.
    Factures,
    /// Lots.
    Lots,
    /// Which dossier went in which lot.
    LotDossiers,
    /// Sendings of a lot.
    Transmissions,
    /// Messages from the caisse.
    Retours,
    /// The log; rows are only added.
    Evenements,
    /// Large sealed contents.
    Blobs,
    /// Wrapped keys.
    Cles,
}

impl Table {
    /// All tables.
    pub const ALL: &'static [Table] = &[
        Table::Pieces,
        Table::Dossiers,
        Table::DossierPieces,
        Table::Factures,
        Table::Lots,
        Table::LotDossiers,
        Table::Transmissions,
        Table::Retours,
        Table::Evenements,
        Table::Blobs,
        Table::Cles,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Pieces => "pieces",
            Table::Dossiers => "dossiers",
            Table::DossierPieces => "dossier_pieces",
            Table::Factures => "factures",
            Table::Lots => "lots",
            Table::LotDossiers => "lot_dossiers",
            Table::Transmissions => "transmissions",
            Table::Retours => "retours",
            Table::Evenements => "evenements",
            Table::Blobs => "blobs",
            Table::Cles => "cles",
        }
    }

    /// Its clear columns beside `no`, `v` and `fiche`: numbers and keyed hashes only.
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Pieces => &["cle", "ajoutee", "blob"],
            Table::Dossiers => {
                &["cle", "etat", "pret", "limite", "couleur", "envois", "lot", "facture", "purge"]
            }
            Table::DossierPieces => &["dossier", "piece", "actif", "papier"],
            Table::Factures => &["cle", "cle_fse", "cle_nir", "dossier", "etat"],
            Table::Lots => &["cle", "cle_numero", "etat", "echeance", "envois", "clos", "blob"],
            Table::LotDossiers => &["lot", "dossier"],
            Table::Transmissions => &["lot", "rang", "quand"],
            Table::Retours => &["cle", "statut", "quand", "lot", "blob"],
            Table::Evenements => {
                &["quand", "sujet", "sujet_no", "genre", "suite", "de", "vers", "profil", "mac"]
            }
            Table::Blobs => &["taille"],
            Table::Cles => &["role"],
        }
    }
}

/// A way to find rows: equal leading columns, then in the order of one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Index {
    /// All rows, by number.
    Numero(Table),
    /// The row of a keyed hash, which is unique in `pieces`, `dossiers`, `lots` and `retours`.
    Cle(Table),
    /// `etat`, `pret`; by `limite`.
    DossiersEtat,
    /// By `purge`.
    DossiersPurge,
    /// `dossier`.
    PiecesDuDossier,
    /// `piece`.
    DossiersDeLaPiece,
    /// `papier`.
    PiecesPapier,
    /// `dossier`.
    FacturesDuDossier,
    /// `cle_fse`.
    FacturesFse,
    /// `cle_nir`.
    FacturesNir,
    /// `clos`, `etat`; by `echeance`.
    LotsEtat,
    /// `cle_numero`.
    LotsNumero,
    /// `lot`.
    DossiersDuLot,
    /// `dossier`.
    LotsDuDossier,
    /// `lot`.
    TransmissionsDuLot,
    /// `statut`; by `quand`.
    RetoursStatut,
    /// `lot`.
    RetoursDuLot,
    /// `sujet`, `sujet_no`.
    EvenementsSujet,
    /// By `quand`.
    TransmissionsQuand,
}

impl Index {
    /// Indexes that a store must build, beside those on the numbers.
    pub const ALL: &'static [Index] = &[
        Index::Cle(Table::Pieces),
        Index::Cle(Table::Dossiers),
        Index::Cle(Table::Factures),
        Index::Cle(Table::Lots),
        Index::Cle(Table::Retours),
        Index::DossiersEtat,
        Index::DossiersPurge,
        Index::PiecesDuDossier,
        Index::DossiersDeLaPiece,
        Index::PiecesPapier,
        Index::FacturesDuDossier,
        Index::FacturesFse,
        Index::FacturesNir,
        Index::LotsEtat,
        Index::LotsNumero,
        Index::DossiersDuLot,
        Index::LotsDuDossier,
        Index::TransmissionsDuLot,
        Index::RetoursStatut,
        Index::RetoursDuLot,
        Index::EvenementsSujet,
        Index::TransmissionsQuand,
    ];

    /// Table, columns that must be equal, column of the order, and whether the equal columns are unique.
    pub const fn shape(self) -> (Table, &'static [&'static str], Option<&'static str>, bool) {
        match self {
            Index::Numero(table) => (table, &[], None, false),
            Index::Cle(table) => (table, &["cle"], None, !matches!(table, Table::Factures)),
            Index::DossiersEtat => (Table::Dossiers, &["etat", "pret"], Some("limite"), false),
            Index::DossiersPurge => (Table::Dossiers, &[], Some("purge"), false),
            Index::PiecesDuDossier => (Table::DossierPieces, &["dossier"], None, false),
            Index::DossiersDeLaPiece => (Table::DossierPieces, &["piece"], None, false),
            Index::PiecesPapier => (Table::DossierPieces, &["papier"], None, false),
            Index::FacturesDuDossier => (Table::Factures, &["dossier"], None, false),
            Index::FacturesFse => (Table::Factures, &["cle_fse"], None, false),
            Index::FacturesNir => (Table::Factures, &["cle_nir"], None, false),
            Index::LotsEtat => (Table::Lots, &["clos", "etat"], Some("echeance"), false),
            Index::LotsNumero => (Table::Lots, &["cle_numero"], None, false),
            Index::DossiersDuLot => (Table::LotDossiers, &["lot"], None, false),
            Index::LotsDuDossier => (Table::LotDossiers, &["dossier"], None, false),
            Index::TransmissionsDuLot => (Table::Transmissions, &["lot"], None, false),
            Index::RetoursStatut => (Table::Retours, &["statut"], Some("quand"), false),
            Index::RetoursDuLot => (Table::Retours, &["lot"], None, false),
            Index::EvenementsSujet => (Table::Evenements, &["sujet", "sujet_no"], None, false),
            Index::TransmissionsQuand => (Table::Transmissions, &[], Some("quand"), false),
        }
    }
}

/// A clear value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clear {
    /// Nothing.
    Nul,
    /// A number.
    Nombre(i64),
    /// Keyed hashes and identifiers of profiles.
    Octets(Vec<u8>),
}

impl Clear {
    /// The number, if it is one.
    pub fn number(&self) -> Option<i64> {
        if let Clear::Nombre(n) = self { Some(*n) } else { None }
    }

    /// The bytes, if they are.
    pub fn bytes(&self) -> Option<&[u8]> {
        if let Clear::Octets(bytes) = self { Some(bytes) } else { None }
    }
}

impl From<i64> for Clear {
    fn from(n: i64) -> Clear {
        Clear::Nombre(n)
    }
}

impl From<Option<i64>> for Clear {
    fn from(n: Option<i64>) -> Clear {
        n.map_or(Clear::Nul, Clear::Nombre)
    }
}

impl From<&[u8]> for Clear {
    fn from(bytes: &[u8]) -> Clear {
        Clear::Octets(bytes.to_vec())
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Number within its table, from 1.
    pub no: i64,
    /// How often it was written; the seal covers it.
    pub v: i64,
    /// The clear columns, in the order of [`Table::columns`]; the seal covers them too.
    pub clair: Vec<Clear>,
    /// The sealed part.
    pub fiche: Vec<u8>,
}

/// Which rows.
#[derive(Clone, Debug)]
pub struct Query {
    /// The way.
    pub index: Index,
    /// Values of its leading columns.
    pub egal: Vec<Clear>,
    /// The column of the order is at least this.
    pub depuis: Option<i64>,
    /// The column of the order is at most this.
    pub jusque: Option<i64>,
    /// Only rows with a greater number.
    pub apres: i64,
    /// At most so many rows, in the index's order, then by number.
    pub limite: usize,
    /// From the last to the first.
    pub rebours: bool,
}

impl Query {
    /// All rows with these values.
    pub fn new(index: Index, egal: Vec<Clear>) -> Query {
        Query { index, egal, depuis: None, jusque: None, apres: 0, limite: usize::MAX, rebours: false }
    }

    /// At most so many.
    #[must_use]
    pub fn limite(mut self, limite: usize) -> Query {
        self.limite = limite;
        self
    }

    /// Only from this value of the order's column.
    #[must_use]
    pub fn since(mut self, least: i64) -> Query {
        self.depuis = Some(least);
        self
    }

    /// Only up to this value of the order's column.
    #[must_use]
    pub fn until(mut self, most: i64) -> Query {
        self.jusque = Some(most);
        self
    }

    /// From the last to the first.
    #[must_use]
    pub fn backwards(mut self) -> Query {
        self.rebours = true;
        self
    }

    /// Only after this number.
    #[must_use]
    pub fn after(mut self, no: i64) -> Query {
        self.apres = no;
        self
    }
}

/// One transaction. Rows that it wrote are seen by it at once, by others after its end.
///
/// Errors of all methods: `suivi.busy`, `suivi.full`, `suivi.read_only`, `suivi.disk`, `suivi.damaged`.
pub trait Tx {
    /// The number of the next row.
    fn next_number_of(&self, table: Table) -> Result<i64>;
    /// Adds a row. Error: `suivi.exists` when a unique hash is taken.
    fn insert(&self, table: Table, ligne: &TableRow) -> Result<()>;
    /// Writes a row anew; its `v` must be one more than the stored one. Not for [`Table::Evenements`].
    fn replace(&self, table: Table, ligne: &TableRow) -> Result<()>;
    /// Removes the content of a purge for good. For [`Table::Blobs`] only.
    fn delete(&self, table: Table, no: i64) -> Result<()>;
    /// One row.
    fn read(&self, table: Table, no: i64) -> Result<Option<TableRow>>;
    /// Rows by an index.
    fn search(&self, requete: &Query) -> Result<Vec<TableRow>>;
    /// Rows by state, of [`Table::Dossiers`] and [`Table::Lots`], without counting them one by one. Lots that are
    /// closed do not count.
    fn count(&self, table: Table) -> Result<Vec<(i64, i64)>>;
    /// A value beside the tables; none of them is secret.
    fn meta(&self, nom: &str) -> Result<Option<Vec<u8>>>;
    /// Sets it.
    fn set_meta(&self, nom: &str, valeur: &[u8]) -> Result<()>;
}

/// A store. One value serves one thread at a time; several processes may each have one on the same journal.
pub trait Store: Send {
    /// Runs `travail` alone among writers. What it wrote is on the disk when this returns `Ok`, and is gone when
    /// `travail` fails.
    fn write(&mut self, travail: &mut dyn FnMut(&dyn Tx) -> Result<()>) -> Result<()>;
    /// Runs `travail` on one state of the journal, beside writers.
    fn read(&mut self, travail: &mut dyn FnMut(&dyn Tx) -> Result<()>) -> Result<()>;
    /// Wipes what removed rows left in the files. After purges.
    fn clean(&mut self) -> Result<()>;
    /// The store's own look at its files: the first fault, if there is one.
    fn probe(&mut self) -> Result<Option<String>>;
    /// A copy of the journal as it is at one moment, into a new file, while others go on writing.
    fn copy_to(&mut self, vers: &std::path::Path) -> Result<()>;
}
