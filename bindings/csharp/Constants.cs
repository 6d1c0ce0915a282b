// scor, the constants for C#. Generated from include/scor.h; do not edit.
namespace Scor
{
    /// <summary>Codes of failed calls.</summary>
    public enum ScorError
    {
        /// <summary>arg.null: argument {name} is NULL.</summary>
        NullArgument = -101,
        /// <summary>arg.utf8: argument {name} is not valid UTF-8.</summary>
        BadUtf8 = -102,
        /// <summary>arg.handle: argument {name} is not a live handle of the right kind.</summary>
        BadHandle = -103,
        /// <summary>arg.value: argument {name} has an impossible value.</summary>
        BadValue = -104,
        /// <summary>arg.busy: the object is in use by the call that this callback belongs to.</summary>
        Busy = -105,
        /// <summary>call.cancelled: the operation was cancelled.</summary>
        Cancelled = -106,
        /// <summary>arg.too_many_objects: more than {limit} objects are alive; free those no longer used.</summary>
        TooManyObjects = -107,
        /// <summary>source.empty: the input is empty.</summary>
        SourceEmpty = -201,
        /// <summary>source.unknown_format: the input is in no known image or PDF format.</summary>
        SourceUnknown = -202,
        /// <summary>source.damaged: the {format} input is damaged or cut short.</summary>
        SourceDamaged = -203,
        /// <summary>source.unsupported: the {format} input uses a feature that is not supported: {feature}.</summary>
        SourceUnsupported = -204,
        /// <summary>source.encrypted: the PDF is protected by a password.</summary>
        SourceEncrypted = -205,
        /// <summary>source.too_many_pixels: a page has {actual} pixels, the limit is {limit}.</summary>
        SourceTooManyPixels = -206,
        /// <summary>source.too_many_pages: the input has {actual} pages, the limit is {limit}.</summary>
        SourceTooManyPages = -207,
        /// <summary>source.too_many_bytes: the input holds more than {limit} bytes.</summary>
        SourceTooManyBytes = -208,
        /// <summary>source.nesting: the input is nested more than {limit} levels deep.</summary>
        SourceNesting = -209,
        /// <summary>source.timeout: decoding took more than {limit} ms.</summary>
        SourceTimeout = -210,
        /// <summary>source.no_pages: the input has no page.</summary>
        SourceNoPages = -211,
        /// <summary>source.geometry: width, height, stride and length of the raw pixels do not agree.</summary>
        SourceGeometry = -212,
        /// <summary>source.too_complex: a page needs {actual} drawing steps, the limit is {limit}.</summary>
        SourceTooComplex = -213,
        /// <summary>image.too_small: the page is too small: {width} x {height} pixels.</summary>
        ImageTooSmall = -301,
        /// <summary>pdf.over_budget: {actual} bytes for {pages} page(s) at {dpi} dpi, the limit is {limit}; pages that would fit: {fits}.</summary>
        PdfOverBudget = -401,
        /// <summary>pdf.no_pages: a PDF needs at least one page.</summary>
        PdfNoPages = -402,
        /// <summary>pdf.page_range: page {page} does not exist, the document has {pages}.</summary>
        PdfPageRange = -403,
        /// <summary>pdf.verify: the encoded page does not decode to the same pixels.</summary>
        PdfVerify = -404,
        /// <summary>pdf.empty_page: a page without pixels or without resolution cannot be written.</summary>
        PdfEmptyPage = -405,
        /// <summary>pdf.too_many_pages: the piece has {actual} pages, the limit is {limit}.</summary>
        PdfTooManyPages = -406,
        /// <summary>seal.certificate_bad: the file holds no usable certificate: {reason}.</summary>
        SealCertificateBad = -501,
        /// <summary>seal.no_certificate: no certificate was given for the recipient.</summary>
        SealNoCertificate = -502,
        /// <summary>seal.certificate_expired: certificate {fingerprint} or one of its issuers has expired.</summary>
        SealCertificateExpired = -503,
        /// <summary>seal.certificate_not_yet: certificate {fingerprint} or one of its issuers is not valid yet.</summary>
        SealCertificateNotYet = -504,
        /// <summary>seal.certificate_usage: certificate {fingerprint} is not meant for encryption.</summary>
        SealCertificateUsage = -505,
        /// <summary>seal.key_unsupported: the key of certificate {fingerprint} is not RSA of at most 4096 bits.</summary>
        SealKeyUnsupported = -506,
        /// <summary>seal.key_short: the key of certificate {fingerprint} has {actual} bits, the minimum is {limit}.</summary>
        SealKeyShort = -507,
        /// <summary>seal.certificate_revoked: certificate {fingerprint} or one of its issuers has been revoked.</summary>
        SealCertificateRevoked = -508,
        /// <summary>seal.crl_expired: a revocation list for certificate {fingerprint} is out of date.</summary>
        SealCrlExpired = -509,
        /// <summary>seal.crl_missing: no revocation list speaks for certificate {fingerprint} and its issuers.</summary>
        SealCrlMissing = -510,
        /// <summary>seal.crl_bad: the file holds no usable revocation list.</summary>
        SealCrlBad = -511,
        /// <summary>seal.chain_unknown: certificate {fingerprint} does not lead to a trusted authority.</summary>
        SealChainUnknown = -512,
        /// <summary>seal.chain_invalid: the chain of certificate {fingerprint} is not valid.</summary>
        SealChainInvalid = -513,
        /// <summary>seal.anchor_bad: certificate {fingerprint} is no certification authority and cannot be an anchor.</summary>
        SealAnchorBad = -514,
        /// <summary>seal.no_recipient: a message needs at least one recipient.</summary>
        SealNoRecipient = -515,
        /// <summary>seal.too_many_recipients: {actual} recipients were given, the limit is {limit}.</summary>
        SealTooManyRecipients = -516,
        /// <summary>seal.too_large: the content has {actual} bytes, the limit is {limit}.</summary>
        SealTooLarge = -517,
        /// <summary>seal.random: the system's random generator failed.</summary>
        SealRandom = -518,
        /// <summary>seal.failed: encryption failed.</summary>
        SealFailed = -519,
        /// <summary>piece.type: the profile knows no such type of piece.</summary>
        PieceType = -601,
        /// <summary>piece.not_pdf: the piece is not a PDF.</summary>
        PieceNotPdf = -602,
        /// <summary>piece.too_large: the piece has {actual} bytes, the limit is {limit}.</summary>
        PieceTooLarge = -603,
        /// <summary>piece.empty: a piece needs a PDF unless it goes on paper alone.</summary>
        PieceEmpty = -604,
        /// <summary>piece.unconfirmed: the operator has not confirmed that the piece is legible.</summary>
        PieceUnconfirmed = -605,
        /// <summary>piece.refused: the gate refused this piece; override it with a reason or send it on paper.</summary>
        PieceRefused = -606,
        /// <summary>piece.report: the report belongs to another PDF.</summary>
        PieceReport = -607,
        /// <summary>facture.field: field {field} of the facture is missing or malformed.</summary>
        FactureField = -701,
        /// <summary>facture.nir: the NIR or its key is wrong.</summary>
        FactureNir = -702,
        /// <summary>dossier.piece_twice: the dossier holds this piece already.</summary>
        DossierTwice = -703,
        /// <summary>lot.number: lot number {actual} is outside {min} to {max}.</summary>
        LotNumber = -801,
        /// <summary>lot.dossier_twice: two dossiers have the same identifier.</summary>
        LotDossierTwice = -802,
        /// <summary>lot.too_large: one dossier alone exceeds the {limit} bytes of a lot.</summary>
        LotTooLarge = -803,
        /// <summary>lot.file_name: the profile's template gives an impossible or repeated file name.</summary>
        LotFileName = -804,
        /// <summary>lot.spec: the specification is wrong at line {line}: {reason}.</summary>
        LotSpec = -805,
        /// <summary>internal.panic: an internal fault was caught; the object can no longer be used.</summary>
        Panic = -901,
        /// <summary>internal.poisoned: an earlier internal fault made this object unusable.</summary>
        Poisoned = -902,
        /// <summary>profile.file: the profile's file {file} is missing, unreadable or too large.</summary>
        ProfileFile = -1001,
        /// <summary>profile.syntax: {file}, line {line}, key {key}: {reason}.</summary>
        ProfileSyntax = -1002,
        /// <summary>profile.value: {file}, line {line}, impossible value of {key}: {reason}.</summary>
        ProfileValue = -1003,
        /// <summary>profile.base: {file}, line {line}: {reason}.</summary>
        ProfileBase = -1004,
        /// <summary>profile.template: template {key}, line {line}: {reason}.</summary>
        ProfileTemplate = -1005,
        /// <summary>mail.header_bad: header {name} has a value that cannot stand in a message.</summary>
        MailHeaderBad = -1101,
        /// <summary>mail.too_large: the message has {actual} bytes, the limit is {limit}.</summary>
        MailTooLarge = -1102,
        /// <summary>mail.too_many_parts: the message has more than {limit} parts.</summary>
        MailTooManyParts = -1103,
        /// <summary>mail.nesting: the message is nested more than {limit} levels deep.</summary>
        MailNesting = -1104,
        /// <summary>mail.damaged: the message is damaged or cut short: {reason}.</summary>
        MailDamaged = -1105,
        /// <summary>mail.gzip_damaged: a compressed part of the message is damaged.</summary>
        MailGzipDamaged = -1106,
        /// <summary>mail.inflated: the parts of the message hold more than {limit} bytes.</summary>
        MailInflated = -1107,
        /// <summary>retour.too_large: a returned part has {actual} bytes, the limit is {limit}.</summary>
        RetourTooLarge = -1201,
        /// <summary>retour.encoding: the return is not {encoding} text from byte {at} on.</summary>
        RetourEncoding = -1202,
        /// <summary>retour.record: record {record} of the return does not fit the profile's layout: {reason}.</summary>
        RetourRecord = -1203,
        /// <summary>retour.field: field {field} of record {record} of the return is missing or malformed.</summary>
        RetourField = -1204,
        /// <summary>retour.truncated: the return is cut short after record {record}.</summary>
        RetourTruncated = -1205,
        /// <summary>retour.too_many: the return has more than {limit} records.</summary>
        RetourTooMany = -1206,
        /// <summary>retour.kind: the library reads no return of kind {kind}.</summary>
        RetourKind = -1207,
        /// <summary>suivi.key: the journal belongs to another master key.</summary>
        SuiviKey = -1301,
        /// <summary>suivi.damaged: the journal is damaged: table {table}, row {row} ({reason}).</summary>
        SuiviDamaged = -1302,
        /// <summary>suivi.newer_schema: the journal was written by a newer version: schema {actual}, this one knows {limit}.</summary>
        SuiviNewer = -1303,
        /// <summary>suivi.full: the disk is full; nothing was changed.</summary>
        SuiviFull = -1304,
        /// <summary>suivi.read_only: the journal cannot be written: file or folder is read-only.</summary>
        SuiviReadOnly = -1305,
        /// <summary>suivi.busy: another process held the journal for more than {limit} ms.</summary>
        SuiviBusy = -1306,
        /// <summary>suivi.foreign: the file is no journal of scor.</summary>
        SuiviForeign = -1307,
        /// <summary>suivi.disk: the disk failed: {reason}.</summary>
        SuiviDisk = -1308,
        /// <summary>suivi.missing: there is no journal in this place.</summary>
        SuiviMissing = -1309,
        /// <summary>suivi.unknown: the journal knows no such {what}.</summary>
        SuiviUnknown = -1310,
        /// <summary>suivi.exists: the {what} is in the journal already, with another content.</summary>
        SuiviExists = -1311,
        /// <summary>suivi.overtaken: the journal changed since the lots were prepared; prepare them again.</summary>
        SuiviOvertaken = -1312,
        /// <summary>suivi.state: state {state} does not allow this.</summary>
        SuiviState = -1313,
        /// <summary>suivi.numbers: every lot number of this emitter is in use for this date.</summary>
        SuiviNumbers = -1314,
        /// <summary>suivi.purged: the content was purged after its retention.</summary>
        SuiviPurged = -1315,
        /// <summary>suivi.target: the target file exists already.</summary>
        SuiviTarget = -1316,
        /// <summary>suivi.network: the journal must lie on a disk of this machine, not on a network share.</summary>
        SuiviNetwork = -1317,
        /// <summary>suivi.store: the journal's database refused a statement (code {code}).</summary>
        SuiviStore = -1318,
        /// <summary>suivi.nothing: there is nothing to print.</summary>
        SuiviNothing = -1319,
    }

    /// <summary>Languages of messages.</summary>
    public enum Language
    {
        /// <summary>English, for developers and logs.</summary>
        En = 1,
        /// <summary>French, for the person at the screen.</summary>
        Fr = 2,
    }

    /// <summary>Levels of the technical log.</summary>
    public enum LogLevel
    {
        /// <summary>Level of the log sink: something inside the library went wrong.</summary>
        Error = 1,
    }

    /// <summary>Settings of inputs.</summary>
    public enum SourceSetting
    {
        /// <summary>Samples per inch of image files and raw pixels, when the host knows better than the file; 0 (the default) believes the file. At most 10000.</summary>
        Dpi = 1,
        /// <summary>Most encoded bytes of one input; default 128 MiB. Beyond it: SCOR_E_SOURCE_TOO_MANY_BYTES.</summary>
        MaxBytes = 2,
        /// <summary>Most pixels of one page; default 60 million. Beyond it: SCOR_E_SOURCE_TOO_MANY_PIXELS.</summary>
        MaxPagePixels = 3,
        /// <summary>Most bytes that one page may decode to; default 320 MiB. Beyond it: SCOR_E_SOURCE_TOO_MANY_BYTES.</summary>
        MaxDecodedBytes = 4,
        /// <summary>Most pages of one input; default 100. Beyond it: SCOR_E_SOURCE_TOO_MANY_PAGES.</summary>
        MaxPages = 5,
        /// <summary>Most milliseconds for one page; default 20000. Beyond it: SCOR_E_SOURCE_TIMEOUT.</summary>
        MaxPageMs = 6,
    }

    /// <summary>Formats of inputs.</summary>
    public enum DocumentFormat
    {
        /// <summary>JPEG.</summary>
        Jpeg = 1,
        /// <summary>PNG.</summary>
        Png = 2,
        /// <summary>TIFF, with all its pages.</summary>
        Tiff = 3,
        /// <summary>Windows bitmap.</summary>
        Bmp = 4,
        /// <summary>WebP.</summary>
        Webp = 5,
        /// <summary>PDF.</summary>
        Pdf = 6,
        /// <summary>Pixels that the host handed over.</summary>
        Raw = 7,
    }

    /// <summary>Layouts of pixels.</summary>
    public enum PixelLayout
    {
        /// <summary>1 bit a pixel, most significant bit leftmost, 1 is white (Windows and most TWAIN drivers).</summary>
        BitWhite = 1,
        /// <summary>1 bit a pixel, most significant bit leftmost, 1 is black (fax).</summary>
        BitBlack = 2,
        /// <summary>8 bits a pixel, 0 is black.</summary>
        Grey8 = 3,
        /// <summary>Blue, green, red, 8 bits each: a 24-bit Windows DIB.</summary>
        Bgr24 = 4,
        /// <summary>Red, green, blue, 8 bits each.</summary>
        Rgb24 = 5,
        /// <summary>Blue, green, red, opacity, 8 bits each; laid on white.</summary>
        Bgra32 = 6,
    }

    /// <summary>Verdicts of the gate.</summary>
    public enum Verdict
    {
        /// <summary>The PDF was made: the gate let the piece through, or the host overrode it with a reason.</summary>
        Accepted = 1,
        /// <summary>The gate refused and no PDF was made; the report says why.</summary>
        Refused = 2,
    }

    /// <summary>Settings of a scan.</summary>
    public enum ScanSetting
    {
        /// <summary>Samples per inch that the PDF aims at, 72 to 600; default 300.</summary>
        TargetDpi = 1,
        /// <summary>Samples per inch that the PDF never goes under to meet its byte budget, 72 to 600; default 200. Not above SCOR_SCAN_TARGET_DPI when the scan runs.</summary>
        MinDpi = 2,
        /// <summary>Most bytes of the PDF; default 250000. Beyond it at the lowest resolution: SCOR_E_PDF_OVER_BUDGET.</summary>
        MaxBytes = 3,
        /// <summary>Most pages of the PDF, 0 (the default) when only the bytes count. Beyond it: SCOR_E_PDF_TOO_MANY_PAGES.</summary>
        MaxPages = 4,
        /// <summary>1 (the default) leaves out blank pages beside written ones, 0 keeps them. The report tells which.</summary>
        DropBlank = 5,
        /// <summary>1 (the default) refuses a piece without any writing, 0 only warns.</summary>
        RefuseBlank = 6,
        /// <summary>1 (the default) refuses a page that is all dark, 0 only warns.</summary>
        RefuseBlack = 7,
        /// <summary>1 (the default) refuses writing that cannot be read, 0 only warns.</summary>
        RefuseIllegible = 8,
        /// <summary>1 (the default) refuses text that runs off a side, 0 only warns.</summary>
        RefuseTruncated = 9,
        /// <summary>Compression of the pages, a SCOR_CODEC_ constant; default SCOR_CODEC_G4.</summary>
        Codec = 10,
    }

    /// <summary>Compressions of pages.</summary>
    public enum Codec
    {
        /// <summary>CCITT Group 4: every PDF reader has it.</summary>
        G4 = 0,
        /// <summary>Lossless JBIG2: about two thirds of the bytes; readers of PDF 1.4 and later have it.</summary>
        Jbig2 = 1,
        /// <summary>Group 4 while it fits the byte budget at the resolution aimed at, else JBIG2 before any resolution is lost.</summary>
        Auto = 2,
    }

    /// <summary>How alike two pages are.</summary>
    public enum Likeness
    {
        /// <summary>The same page, as far as a fingerprint can see.</summary>
        Same = 1,
        /// <summary>Another page.</summary>
        Different = 2,
        /// <summary>Something differs, little enough to be chance; or there is too little on the pages to tell.</summary>
        Unsure = 3,
    }

    /// <summary>How a piece goes.</summary>
    public enum Medium
    {
        /// <summary>The PDF goes in the lot.</summary>
        Digital = 1,
        /// <summary>The piece goes by post alone; the lot says so.</summary>
        Paper = 2,
        /// <summary>The PDF goes in the lot, and the paper by post.</summary>
        Both = 3,
    }

    /// <summary>Fields of a facture.</summary>
    public enum FactureField
    {
        /// <summary>Text: type of the emitter, 2 characters, such as "TP".</summary>
        EmitterType = 1,
        /// <summary>Text: number of the emitter, 14 digits.</summary>
        Emitter = 2,
        /// <summary>Text: number of the facture, 1 to 9 digits.</summary>
        Invoice = 3,
        /// <summary>Text: number of the FSE's lot, 3 digits.</summary>
        FseLot = 4,
        /// <summary>Text: date of the FSE's lot, YYYY-MM-DD.</summary>
        FseDate = 5,
        /// <summary>Text: regime of the recipient, 2 characters.</summary>
        Regime = 6,
        /// <summary>Text: caisse of the recipient, 3 characters.</summary>
        Caisse = 7,
        /// <summary>Text: centre of the recipient, 4 characters; empty (the default) when the caisse has none.</summary>
        Centre = 8,
        /// <summary>Text: date of the care, YYYY-MM-DD.</summary>
        CareDate = 9,
        /// <summary>Text: NIR and key of the insured, where the vendor's profile needs it. Held as a secret, never shown.</summary>
        Nir = 10,
        /// <summary>Number: how the FSE was made, a SCOR_MODE_ constant. Needed.</summary>
        Mode = 11,
        /// <summary>Number: accord préalable, a SCOR_DAP_ constant; default SCOR_DAP_NONE.</summary>
        Dap = 12,
        /// <summary>Number: 1 when the prescription is an ordonnance numérique, so that nothing is scanned; default 0.</summary>
        OrdonnanceNumerique = 13,
        /// <summary>Number: paper ordonnances that the facture bills, 0 to 20; default 1.</summary>
        Ordonnances = 14,
        /// <summary>Number: 1 for the test flow, 0 (the default) for production.</summary>
        Test = 15,
    }

    /// <summary>How a FSE was made.</summary>
    public enum FactureMode
    {
        /// <summary>With the patient's card.</summary>
        Securise = 1,
        /// <summary>Without it: the feuille de soins signed on paper belongs to it.</summary>
        Degrade = 2,
    }

    /// <summary>Accord préalable.</summary>
    public enum AccordPrealable
    {
        /// <summary>No accord préalable.</summary>
        None = 1,
        /// <summary>The first facture under an accord préalable: the prescription goes with it.</summary>
        FirstInvoice = 2,
        /// <summary>A later one: the prescription went with the first.</summary>
        LaterInvoice = 3,
    }

    /// <summary>Colour of a dossier on the host's screen.</summary>
    public enum Colour
    {
        /// <summary>Complete, and all of it goes by SCOR.</summary>
        Green = 1,
        /// <summary>Complete, but something must go by post.</summary>
        Orange = 2,
        /// <summary>Something is missing.</summary>
        Red = 3,
    }

    /// <summary>What is known of a FSE; may be added up.</summary>
    [System.Flags]
    public enum FseFacts
    {
        /// <summary>A positive ARL came for the FSE's lot. The SCOR_FSE_ constants are added up.</summary>
        Arl = 1,
        /// <summary>A NOEMIE payment return came for the FSE.</summary>
        NoemiePayment = 2,
        /// <summary>The FSE was transmitted.</summary>
        Transmitted = 4,
        /// <summary>For scor_journal_note_fse and scor_journal_note_fse_lot, beside the SCOR_FSE_ constants: the FSE was rejected.</summary>
        Rejected = 8,
    }

    /// <summary>Which certificate is taken.</summary>
    public enum CertificateChoice
    {
        /// <summary>The certificate with the latest start of validity is taken (the default).</summary>
        Newest = 1,
        /// <summary>The certificate with the highest serial number is taken.</summary>
        HighestSerial = 2,
    }

    /// <summary>How revocation is checked.</summary>
    public enum RevocationCheck
    {
        /// <summary>Every certificate of a chain below the anchor needs a current revocation list (the default).</summary>
        Required = 1,
        /// <summary>Revocation lists are not looked at. Warns.</summary>
        Unchecked = 2,
    }

    /// <summary>Rules of the choice of certificates.</summary>
    public enum TrustSetting
    {
        /// <summary>Which of several usable certificates is taken: a SCOR_CHOICE_ constant.</summary>
        Choice = 1,
        /// <summary>Shortest RSA key accepted, 1024 to 4096 bits; default 2048.</summary>
        MinRsaBits = 2,
        /// <summary>How strictly revocation is checked: a SCOR_REVOCATION_ constant.</summary>
        Revocation = 3,
        /// <summary>Days that a revocation list may be past its next update, 0 (the default) to 3650. A list that is used so late warns. Turns SCOR_TRUST_REVOCATION to SCOR_REVOCATION_REQUIRED.</summary>
        StaleDays = 4,
    }

    /// <summary>Suites of algorithms.</summary>
    public enum Suite
    {
        /// <summary>CMS EnvelopedData, AES-128-CBC, RSA PKCS#1 v1.5: what every receiver of the health networks reads.</summary>
        Compat = 1,
        /// <summary>As SCOR_SUITE_COMPAT with AES-256-CBC.</summary>
        CompatAes256 = 2,
        /// <summary>CMS AuthEnvelopedData, AES-256-GCM, RSA-OAEP with SHA-256.</summary>
        Modern = 3,
    }

    /// <summary>Headers of a message.</summary>
    public enum MessageField
    {
        /// <summary>Sender, local@domain. Needed.</summary>
        From = 1,
        /// <summary>Subject.</summary>
        Subject = 2,
        /// <summary>Message-ID, unique@domain, without angle brackets. Needed; the host makes it unique.</summary>
        Id = 3,
        /// <summary>Content-Description of the sealed part.</summary>
        Description = 4,
    }

    /// <summary>Bounds on incoming messages.</summary>
    public enum MailSetting
    {
        /// <summary>Most bytes of a message; default 32 MiB. Beyond it: SCOR_E_MAIL_TOO_LARGE.</summary>
        MaxBytes = 1,
        /// <summary>Most bytes that all parts together may decode and unzip to; default 64 MiB. Beyond it: SCOR_E_MAIL_INFLATED.</summary>
        MaxContentBytes = 2,
        /// <summary>Most parts, those that only hold others included; default 100. Beyond it: SCOR_E_MAIL_TOO_MANY_PARTS.</summary>
        MaxParts = 3,
        /// <summary>Most parts within parts, 1 to 32; default 8. Beyond it: SCOR_E_MAIL_NESTING.</summary>
        MaxNesting = 4,
        /// <summary>Most bytes of the header of one part; default 64 KiB. Beyond it: SCOR_E_MAIL_DAMAGED.</summary>
        MaxHeaderBytes = 5,
    }

    /// <summary>What became of a change.</summary>
    public enum Done
    {
        /// <summary>It happened, and the state changed.</summary>
        Applied = 1,
        /// <summary>It had happened already; nothing changed.</summary>
        Already = 2,
        /// <summary>It is impossible in this state: noted in the log, nothing changed.</summary>
        Impossible = 3,
    }

    /// <summary>What the practice decides about a dossier.</summary>
    public enum Act
    {
        /// <summary>The dossier goes to paper and is to be posted.</summary>
        Paper = 1,
        /// <summary>The dossier is treated by hand, whatever the caisse said.</summary>
        Manual = 2,
        /// <summary>The dossier, à reconstituer, is mended and goes into the next lot.</summary>
        Rebuild = 3,
        /// <summary>The dossier leaves SCOR before it was sent; it keeps a lot number and goes by post.</summary>
        LeaveScor = 4,
        /// <summary>The dossier that left, and was not posted, comes back into SCOR.</summary>
        EnterScor = 5,
    }

    /// <summary>What the journal knows.</summary>
    public enum Subject
    {
        /// <summary>A piece, by the host's identifier.</summary>
        Piece = 1,
        /// <summary>A dossier, by the host's identifier.</summary>
        Dossier = 2,
        /// <summary>A lot, by the journal's number.</summary>
        Lot = 3,
        /// <summary>A return, by the journal's number.</summary>
        Return = 4,
    }

    /// <summary>Tables of the journal that can be written out.</summary>
    public enum ExportTable
    {
        /// <summary>Pieces that came in during the period.</summary>
        Pieces = 1,
        /// <summary>Dossiers that were opened in it.</summary>
        Dossiers = 2,
        /// <summary>Lots that were built in it.</summary>
        Lots = 3,
        /// <summary>Entries of the log.</summary>
        Events = 4,
    }

    /// <summary>Forms of such a table.</summary>
    public enum ExportForm
    {
        /// <summary>CSV of RFC 4180: commas, CRLF, UTF-8.</summary>
        Csv = 1,
        /// <summary>CSV as a French Excel opens it: semicolons, and a byte order mark.</summary>
        CsvExcel = 2,
        /// <summary>An array of JSON objects.</summary>
        Json = 3,
    }
}
