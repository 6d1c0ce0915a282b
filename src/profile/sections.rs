//! The keys of a profile, in one table: name, type, and what an impossible value is.
//!
//! Every section exists twice: as a file may state it (any key may be missing) and as it is in force (every
//! key has a value). A bundle is laid over its base key by key.

use serde::{Deserialize, Serialize};

use super::entry::{Bound, Entry, Flaw, Raw};
use super::layout::{DateForm, Encoding, Split};

macro_rules! sections {
    ($($(#[$about:meta])* $Section:ident $Patch:ident $name:ident {
        $($(#[$doc:meta])* $key:ident: $ty:ty, $check:expr;)*
    })*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Debug, PartialEq, Serialize)]
            pub struct $Section { $($(#[$doc])* pub $key: Entry<$ty>,)* }

            #[derive(Clone, Default, Deserialize)]
            #[serde(deny_unknown_fields, default)]
            pub(super) struct $Patch { $($key: Option<Raw<$ty>>,)* }

            impl $Patch {
                fn flaws(&self, found: &mut Vec<Flaw>) {
                    $(if let Some(raw) = &self.$key {
                        let check: fn(&$ty) -> Option<&'static str> = $check;
                        raw.judge(concat!(stringify!($name), ".", stringify!($key)), check, found);
                    })*
                }

                fn over(self, base: &mut $Section) {
                    $(if let Some(raw) = self.$key { base.$key = raw.entry(); })*
                }

                fn whole(self) -> Option<$Section> {
                    Some($Section { $($key: self.$key?.entry(),)* })
                }
            }
        )*

        /// All sections with keys of their own, as a file states them.
        #[derive(Clone, Default, Deserialize)]
        #[serde(default)]
        pub(super) struct Patches { $(pub(super) $name: $Patch,)* }

        /// All sections with keys of their own, in force.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Sections { $($(#[$about])* pub $name: $Section,)* }

        impl Patches {
            pub(super) fn flaws(&self, found: &mut Vec<Flaw>) {
                $(self.$name.flaws(found);)*
            }

            pub(super) fn over(self, base: &mut Sections) {
                $(self.$name.over(&mut base.$name);)*
            }

            pub(super) fn whole(self) -> Option<Sections> {
                Some(Sections { $($name: self.$name.whole()?,)* })
            }
        }

        /// `section.key` of every entry, in the order of the table.
        pub(super) const KEYS: &[(&str, &[&str])] = &[$((stringify!($name), &[$(stringify!($key),)*]),)*];
    };
}

pub(super) fn any<T>(_: &T) -> Option<&'static str> {
    None
}

fn share(n: &f32) -> Option<&'static str> {
    (!(0.0..=1.0).contains(n)).then_some("is not between 0 and 1")
}

fn hours(n: &u32) -> Option<&'static str> {
    (!(1..=8760).contains(n)).then_some("is not between 1 and 8760 hours")
}

fn days(n: &u32) -> Option<&'static str> {
    (!(1..=36_500).contains(n)).then_some("is not between 1 and 36500 days")
}

fn counted(n: &u32) -> Option<&'static str> {
    (*n == 0).then_some("is 0, which every page reaches")
}

fn positive(n: &f32) -> Option<&'static str> {
    (!n.is_finite() || *n < 0.0 || *n > 10_000.0).then_some("is not between 0 and 10000")
}

#[allow(clippy::ptr_arg)] // the table hands on what it holds
pub(super) fn filled(text: &String) -> Option<&'static str> {
    text.trim().is_empty().then_some("is empty")
}

#[allow(clippy::ptr_arg)] // the table hands on what it holds
fn pattern(text: &String) -> Option<&'static str> {
    (text.is_empty() || regex_lite::Regex::new(text).is_err()).then_some("is not a regular expression")
}

fn dpi(n: &u32) -> Option<&'static str> {
    (!(100..=600).contains(n)).then_some("is not between 100 and 600 dpi")
}

/// A fault that a caisse refuses an image for (L1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FaultName {
    /// All white.
    Blank,
    /// All black.
    Black,
    /// Contrast, blur or resolution make it illegible.
    Illegible,
    /// Text runs off a side.
    Truncated,
}

/// What happens to a lot some of whose dossiers are incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Incomplete {
    /// The incomplete dossiers wait, the others go.
    LeaveOut,
    /// Nothing for that recipient goes until all are complete.
    HoldLot,
}

/// How the pages of a PDF are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodecName {
    /// CCITT Group 4.
    G4,
    /// Lossless JBIG2.
    Jbig2,
    /// Group 4 while it fits, else JBIG2 before any resolution is lost.
    Auto,
}

/// Name of a CMS suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuiteName {
    /// EnvelopedData, AES-128-CBC, RSA PKCS#1 v1.5.
    Compat,
    /// EnvelopedData, AES-256-CBC, RSA PKCS#1 v1.5.
    #[serde(rename = "compat-256")]
    Compat256,
    /// AuthEnvelopedData, AES-256-GCM, RSA-OAEP.
    Modern,
}

/// Which of several usable certificates of a recipient is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceName {
    /// The highest serial number.
    HighestSerial,
    /// The latest start of validity.
    NewestNotBefore,
}

/// Revocation lists: needed, or not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevocationName {
    /// A current list for every certificate of the chain.
    Required,
    /// Not looked at.
    Unchecked,
}

sections! {
    /// Pages.
    Image ImagePatch image {
        /// Resolution that no piece goes under, dots per inch.
        min_dpi: u32, dpi;
        /// Resolution aimed at, dots per inch.
        target_dpi: u32, dpi;
        /// Leave blank pages out of a piece that has others.
        drop_blank: bool, any;
    }
    /// The gate.
    GateRules GatePatch gate {
        /// Faults that refuse; the others only warn.
        refuse: Vec<FaultName>, any;
        /// Black: the brightest hundredth of the sheet is darker than this level, 0..255.
        black_level: u8, any;
        /// Black: more than this share of the bilevel sheet is ink, 0..1.
        black_ink: f32, share;
        /// Blank or illegible: writing must be at least this much darker than its paper, 0..1 of the paper.
        ink_contrast: f32, share;
        /// Blank: less writing than this, mm² of ink inside the margins.
        writing_mm2: f32, positive;
        /// Blank: fewer marks like text than this. A page is blank only when both are missed.
        writing_marks: u32, counted;
        /// Margin without a say in what is writing (holes, staples, shadows), mm.
        margin_mm: f32, positive;
        /// Illegible: paper whose noise exceeds this share of its level hides writing, 0..1.
        noise: f32, share;
        /// Illegible: edges of writing wider than this, mm.
        edge_mm: f32, positive;
        /// Illegible: fewer samples per inch than this.
        least_dpi: f32, positive;
        /// Illegible: less of the writing's ink than this share is left on the sheet made, 0..1.
        kept_ink: f32, share;
        /// Illegible: a reader gets less of the characters than this share, 0..1.
        legibility: f32, share;
        /// Illegible: fewer marks like text in the source than this share of the letters on the sheet, whose ink is pale too.
        dissolved: f32, share;
        /// Truncated: lines of text that touch the left or right side.
        cut_lines: u32, counted;
        /// Truncated: letters in rows that touch the top or bottom.
        cut_letters: u32, counted;
        /// Truncated: upright rules that leave the top or bottom, hardly any other side, and end on the sheet.
        cut_rules: u32, counted;
        /// Truncated: level rules that leave the left or right; more, because ruled paper has such lines.
        cut_level_rules: u32, counted;
        /// Truncated: share of the sheet, 0..1, that lies beyond a side of the frame; a sixth as much where writing is near it.
        cut_missing: f32, share;
        /// Truncated: writing this near to the one side of the sheet that the picture does not show, mm.
        cut_near_mm: f32, positive;
        /// Truncated: lines of text that run up to something that lies on the sheet.
        cut_covered: u32, counted;
        /// Warning: more of the strip of 2 mm along a side of the sheet made than this share is ink, 0..1.
        warn_border: f32, share;
        /// Warning: skew left over, degrees.
        warn_skew: f32, positive;
        /// Warning: fewer samples per inch than this.
        warn_dpi: f32, positive;
        /// Warning: edges of writing wider than this, mm.
        warn_edge_mm: f32, positive;
        /// Warning: contrast below this, 0..1 of the paper.
        warn_contrast: f32, share;
    }
    /// PDFs.
    Pdf PdfPatch pdf {
        /// Most bytes of a piece.
        max_bytes: u64, |n| (*n < 1000).then_some("is under 1000 bytes, less than any page");
        /// Most pages of a piece.
        max_pages: Bound, any;
        /// Compression of the pages.
        codec: CodecName, any;
    }
    /// Sending.
    Send SendPatch send {
        /// A positive ARL for the FSE's lot lets its dossiers go.
        after_arl: bool, any;
        /// A NOEMIE payment return for the FSE lets its dossier go.
        after_noemie_payment: bool, any;
        /// A degraded FSE lets its dossier go once it was transmitted.
        degraded_without_arl: bool, any;
    }
    /// Lots.
    LotRules LotPatch lot {
        /// What happens when dossiers are incomplete.
        incomplete: Incomplete, any;
        /// Most dossiers of a lot.
        max_dossiers: Bound, any;
        /// Most bytes of a lot's container.
        max_bytes: Bound, any;
        /// Digits of a lot number.
        number_width: u32, |n| (!(1..=9).contains(n)).then_some("is not between 1 and 9 digits");
        /// First lot number.
        number_min: u32, any;
        /// Last lot number; after it the first comes again.
        number_max: u32, |n| (*n == 0).then_some("is 0");
    }
    /// Encryption.
    Crypto CryptoPatch crypto {
        /// Encrypt each piece before it is put into its dossier.
        seal_pieces: bool, any;
        /// Suite of every message.
        suite: SuiteName, any;
        /// Which of several certificates.
        choice: ChoiceName, any;
        /// Shortest RSA key, bits.
        min_rsa_bits: u32, |n| (!(1024..=4096).contains(n)).then_some("is not between 1024 and 4096 bits");
        /// Revocation lists.
        revocation: RevocationName, any;
    }
    /// The mail message. The texts are templates over the lot.
    Mail MailPatch mail {
        /// Compress the container.
        gzip: bool, any;
        /// Columns of base64 in the message; the sealed part inside has 64.
        columns: u32, |n| (!(4..=76).contains(n) || n % 4 != 0).then_some("is not a multiple of 4 up to 76");
        /// Content-Type of the inner part.
        content_type: String, filled;
        /// Address of the recipient; template.
        recipient: String, filled;
        /// Subject; template.
        subject: String, filled;
        /// Content-Description of the inner part; template.
        description: String, filled;
    }
    /// Names and forms of files. All are templates.
    Files FilesPatch files {
        /// Name of a piece in the container.
        piece: String, filled;
        /// Name of a lot's container.
        lot: String, filled;
        /// Name of the manifest in the container.
        manifest_name: String, filled;
        /// The manifest.
        manifest: String, filled;
    }
    /// What happens to a lot after it was sent.
    Suivi SuiviPatch suivi {
        /// Hours without an ARL after which a lot is sent again.
        ack_timeout_hours: u32, hours;
        /// Sendings without success after which a lot is treated by hand.
        max_sends: u32, |n| (!(1..=10).contains(n)).then_some("is not between 1 and 10");
        /// Does a negative ARL count as a sending without success?
        negative_counts: bool, any;
        /// Query the mailbox before every sending?
        poll_before_send: bool, any;
        /// Days that a digital piece is kept, from its transmission.
        retention_days: u32, days;
        /// Days of the start-up check, from the first transmission.
        startup_days: u32, days;
        /// Share of exploitable pieces that is asked for, 0..1.
        exploitable: f32, share;
    }
    /// How an ARL is read.
    Arl ArlPatch arl {
        /// Its characters.
        encoding: Encoding, any;
        /// How it falls into records.
        split: Split, any;
        /// How it writes dates.
        dates: DateForm, any;
        /// Pattern of a sign that accepts.
        positive: String, pattern;
        /// Pattern of a sign that refuses.
        negative: String, pattern;
        /// Template that writes an ARL in this layout: the test bench uses it, and `scor profile check` reads it back.
        example: String, filled;
    }
    /// How NOEMIE is read.
    Noemie NoemiePatch noemie {
        /// Its characters.
        encoding: Encoding, any;
        /// What ends an entity.
        end: char, any;
        /// How it writes dates.
        dates: DateForm, any;
        /// Letters of a part that was paid.
        paid: String, filled;
        /// Letters of a part that was rejected.
        rejected: String, filled;
    }
}
