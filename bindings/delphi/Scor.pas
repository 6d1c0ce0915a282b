{ scor for Delphi (XE2 and later) and Free Pascal: classes over ScorApi.

  Call ScorLoad (unit ScorApi) once at the start. A call that fails raises EScor. Free an object like any other; what a
  method returns as an object is the caller's. Text is UnicodeString, bytes are TBytes; the SCOR_ constants of ScorApi
  name every choice. An object may be used from any thread. Moments are seconds since 1970-01-01 UTC.
  What each function does stands in docs/integration/reference.md under the C name that the method calls. }
unit Scor;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$CODEPAGE UTF8}{$ENDIF}

interface

uses
  SysUtils, Classes, ScorApi;

type
  { A call that failed. Message is in French. }
  EScor = class(Exception)
  private
    FCode: Integer;
    FKey, FMessageFr, FMessageEn, FDetails: UnicodeString;
  public
    { Takes the library's error object over. }
    constructor CreateFrom(Status: Integer; Error: Pscor_error);
    { A SCOR_E_ constant. }
    property Code: Integer read FCode;
    { Stable name, such as source.empty. }
    property Key: UnicodeString read FKey;
    property MessageFr: UnicodeString read FMessageFr;
    property MessageEn: UnicodeString read FMessageEn;
    { JSON object; safe to log. }
    property Details: UnicodeString read FDetails;
  end;

  { Cancel ends the run with SCOR_E_CANCELLED. What the event raises is raised again by the method that runs. }
  TScorProgress = procedure(Sender: TObject; Done, Total: UInt64; var Cancel: Boolean) of object;
  { Must not raise. Comes on the thread of the call that logs. }
  TScorLog = procedure(Level: Integer; const Text: UnicodeString);

  TScorObject = class
  private
    FHandle: Pointer;
  protected
    procedure Release; virtual; abstract;
  public
    constructor Wrap(AHandle: Pointer);
    destructor Destroy; override;
    { For functions of ScorApi. }
    property Handle: Pointer read FHandle;
  end;

  TScorBundle = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Create;
    { The files of a folder. }
    constructor Read(const Folder: UnicodeString);
    procedure Add(const Name: UnicodeString; const Data: TBytes);
    { JSON: what is wrong or noteworthy. }
    function Check: UnicodeString;
  end;

  TScorProfile = class(TScorObject)
  protected
    procedure Release; override;
  public
    { The shipped profile, made of public texts. }
    constructor CreatePublic;
    constructor Load(Bundle: TScorBundle);
    { JSON. }
    function Show: UnicodeString;
    { A SCOR_SUITE_ constant. }
    function Suite: Integer;
    { The kind of return that a part's description names; empty when none. }
    function Recognise(const Description: UnicodeString): UnicodeString;
  end;

  TScorSourceOptions = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Create;
    { Field: a SCOR_SOURCE_ constant. }
    procedure SetNumber(Field: Integer; Amount: Int64);
  end;

  TScorDocument = class(TScorObject)
  protected
    procedure Release; override;
  public
    { An image or a PDF. }
    constructor Open(const Data: TBytes; Options: TScorSourceOptions = nil); overload;
    constructor Open(Stream: TStream; Options: TScorSourceOptions = nil); overload;
    { Raw pixels of a scanner. Layout: a SCOR_PIXELS_ constant. }
    constructor FromPixels(const Data: TBytes; Layout: Integer; Width, Height: Cardinal; Stride: NativeUInt;
      BottomUp: Boolean; Options: TScorSourceOptions = nil);
    function PageCount: Integer;
    { A SCOR_FORMAT_ constant. }
    function Format: Integer;
  end;

  TScorReport = class(TScorObject)
  protected
    procedure Release; override;
  public
    { A SCOR_VERDICT_ constant. }
    function Verdict: Integer;
    function Json: UnicodeString;
  end;

  TScorScan = class(TScorObject)
  private
    FOnProgress: TScorProgress;
    FRaised: Pointer;
  protected
    procedure Release; override;
  public
    constructor Create(Options: TScorSourceOptions = nil);
    { Field: a SCOR_SCAN_ constant. }
    procedure SetNumber(Field: Integer; Amount: Int64);
    procedure UseProfile(Profile: TScorProfile);
    procedure Add(Document: TScorDocument);
    { The operator takes a refused scan nevertheless, and says why. }
    procedure TakeNevertheless(const Reason: UnicodeString);
    { Pdf is empty when the scan is refused: the report says why. }
    function Run(out Pdf: TBytes): TScorReport;
    property OnProgress: TScorProgress read FOnProgress write FOnProgress;
  end;

  TScorPiece = class(TScorObject)
  protected
    procedure Release; override;
  public
    { APieceLabel, Pdf and Report may be empty or nil. Medium: a SCOR_MEDIUM_ constant. }
    constructor Create(Profile: TScorProfile; const Id, TypeCode, APieceLabel: UnicodeString; Medium: Integer;
      const Pdf: TBytes; Report: TScorReport; ConfirmedAt: Int64);
    function PieceLabel: UnicodeString;
    function Sha256: UnicodeString;
    function Pages: Integer;
    function Medium: Integer;
    function ConfirmedAt: Int64;
    function Pdf: TBytes;
  end;

  TScorFacture = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Create;
    { Field: a SCOR_FACTURE_ constant. }
    procedure SetText(Field: Integer; const Text: UnicodeString);
    procedure SetNumber(Field, Amount: Integer);
  end;

  TScorDossier = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Create(const Id: UnicodeString; Facture: TScorFacture);
    procedure Add(Piece: TScorPiece);
    procedure SetHorsScor(HorsScor: Boolean);
    { A SCOR_COLOUR_ constant. Missing, Waiting: JSON. Fse: SCOR_FSE_ constants. }
    function Check(Profile: TScorProfile; Fse: Integer; out Missing, Waiting: UnicodeString): Integer;
  end;

  TScorCertificate = class(TScorObject)
  protected
    procedure Release; override;
  public
    function Fingerprint: UnicodeString;
    function Serial: UnicodeString;
    function NotBefore: Int64;
    function NotAfter: Int64;
    function RsaBits: Integer;
    function Der: TBytes;
  end;

  TScorCertificates = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Parse(const Data: TBytes);
    function Count: Integer;
    function Get(Index: Integer): TScorCertificate;
  end;

  TScorTrust = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Create;
    procedure AddAnchors(Certificates: TScorCertificates);
    procedure AddIntermediates(Certificates: TScorCertificates);
    procedure AddCrls(const Data: TBytes);
    { Field: a SCOR_TRUST_ constant. }
    procedure SetNumber(Field: Integer; Amount: Int64);
    procedure UseProfile(Profile: TScorProfile);
    procedure WarnDays(const Days: array of Integer);
    procedure Pin(Certificate: TScorCertificate);
    { Warnings: JSON. }
    function Choose(Candidates: TScorCertificates; Now: Int64; out Warnings: UnicodeString): TScorCertificate;
  end;

  TScorMessage = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Create;
    { Field: a SCOR_MESSAGE_ constant. }
    procedure SetText(Field: Integer; const Text: UnicodeString);
    procedure AddTo(const Address: UnicodeString);
    procedure AddHeader(const Name, Text: UnicodeString);
    procedure SetColumns(Columns: Integer);
    function Write(const Sealed: TBytes; Suite: Integer; Date: Int64): TBytes;
  end;

  TScorLot = class(TScorObject)
  protected
    procedure Release; override;
  public
    function Name: UnicodeString;
    function Recipient: UnicodeString;
    function Manifest: TBytes;
    function Container: TBytes;
    function Part: TBytes;
    function NewMessage: TScorMessage;
  end;

  TScorLots = class(TScorObject)
  protected
    procedure Release; override;
  public
    function Count: Integer;
    { JSON. }
    function Report: UnicodeString;
    { Recipients: empty where the profile seals nothing. }
    function Pack(Index: Integer; Created: Int64; const Recipients: array of TScorCertificate): TScorLot;
  end;

  TScorLotBuilder = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Create;
    procedure Add(Dossier: TScorDossier; Fse: Integer);
    function Build(Profile: TScorProfile; NextNumber: Integer): TScorLots;
  end;

  TScorMailBounds = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Create;
    { Field: a SCOR_MAIL_ constant. }
    procedure SetNumber(Field: Integer; Amount: Int64);
  end;

  TScorMail = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Read(const Data: TBytes; Bounds: TScorMailBounds = nil); overload;
    constructor Read(Stream: TStream; Bounds: TScorMailBounds = nil); overload;
    function Subject: UnicodeString;
    function From: UnicodeString;
    function MessageId: UnicodeString;
    function PartCount: Integer;
    function PartType(Part: Integer): UnicodeString;
    function PartCharset(Part: Integer): UnicodeString;
    function PartDescription(Part: Integer): UnicodeString;
    function PartFilename(Part: Integer): UnicodeString;
    function PartData(Part: Integer): TBytes;
  end;

  { Where and by whom a journal is kept. }
  TScorContext = record
    Profile: TScorProfile;
    Territory, Profession: UnicodeString;
  end;

  { The follow-up. Answers are JSON unless their type says otherwise; results Integer are SCOR_DONE_ constants. }
  TScorJournal = class(TScorObject)
  protected
    procedure Release; override;
  public
    constructor Create(const Path: UnicodeString; const Key: TBytes; const Context: TScorContext; Now: Int64);
    constructor Open(const Path: UnicodeString; const Key: TBytes; const Context: TScorContext);
    constructor Restore(const Copy, Path: UnicodeString; const Key: TBytes; const Context: TScorContext);
    { FirstAttempt: 0 for none. Context: JSON of the host, or empty. }
    procedure AddPiece(Now: Int64; Piece: TScorPiece; FirstAttempt: Int64; const Context: UnicodeString);
    procedure AddDossier(Now: Int64; const Id: UnicodeString; Facture: TScorFacture);
    { Old: the piece that this one replaces, or empty. }
    procedure Bind(Now: Int64; const Dossier, Piece: UnicodeString; const Old: UnicodeString = '');
    procedure Unbind(Now: Int64; const Dossier, Piece: UnicodeString);
    { Fact: a SCOR_FSE_ constant; Code and Text come with a rejection. }
    function NoteFse(Now: Int64; const Dossier: UnicodeString; Fact: Integer; const Code: UnicodeString = '';
      const Text: UnicodeString = ''): UnicodeString;
    function NoteFseLot(Now: Int64; const Emitter, FseLot, FseDate, Invoice: UnicodeString; Fact: Integer;
      const Code: UnicodeString = ''; const Text: UnicodeString = ''): UnicodeString;
    procedure Reissue(Now: Int64; const Dossier: UnicodeString; Facture: TScorFacture);
    { From: the sender's address; empty where the host's network does the rest. }
    function Build(Now: Int64; Most: Integer; const From: UnicodeString;
      const Recipients: array of TScorCertificate): UnicodeString;
    function LotBytes(Lot: Int64): TBytes;
    function Sent(Now, Lot: Int64): Integer;
    function Receive(Now: Int64; const Data: TBytes): UnicodeString;
    function SettleReturn(Now, Retour, Lot: Int64): UnicodeString;
    function Todo(Now: Int64; Limit: Integer): UnicodeString;
    function RebuildLot(Now, Lot: Int64): UnicodeString;
    function Act(Now: Int64; const Dossier: UnicodeString; What: Integer): Integer;
    { Piece: empty for all of the dossier. Day: YYYY-MM-DD. }
    function Posted(Now: Int64; const Dossier, Piece, Day: UnicodeString): Integer;
    function Show(Subject: Integer; const Id: UnicodeString): UnicodeString;
    function Log(After: Int64; Limit: Integer): UnicodeString;
    function PiecePdf(const Piece: UnicodeString): TBytes;
    function Head(out Mac: UnicodeString): Int64;
    function Descends(Seq: Int64; const Mac: UnicodeString): Boolean;
    function Check: UnicodeString;
    procedure Backup(const Path: UnicodeString);
    function Purge(Now: Int64): UnicodeString;
    procedure RotateKey(Now: Int64; const Key: TBytes; Reseal: Boolean);
    { The period of these goes from the moment First to before the moment Last. Emitter: empty for all. }
    function Stats(Now, First, Last: Int64; const Emitter: UnicodeString = ''): UnicodeString;
    { A PDF. }
    function Report(First, Last: Int64): TBytes;
    { Kind: a SCOR_EXPORT_ constant; Form: a SCOR_FORM_ constant. The number of rows. }
    function ExportTable(Kind, Form: Integer; First, Last: Int64; Identifying: Boolean;
      const Path: UnicodeString): Int64;
    { A PDF of the paper to post on a day, YYYY-MM-DD. }
    function Bordereau(const Day: UnicodeString): TBytes;
    function Evidence(Now: Int64; const Piece: UnicodeString): UnicodeString;
    { A secret: for a person, never beside the evidence. }
    function ChainKey: TBytes;
    function ReturnBytes(No: Int64): TBytes;
  end;

  { A page as pixels, rows top down without padding. Layout: a SCOR_PIXELS_ constant. }
  TScorPage = record
    Width, Height: Cardinal;
    Layout: Integer;
    Pixels: TBytes;
  end;

function ScorVersion: UnicodeString;
function ScorVersionNumber: Integer;
{ Name of a SCOR_OK or SCOR_E_ constant; empty for another number. }
function ScorStatusName(Status: Integer): UnicodeString;
{ nil takes the sink away. }
procedure ScorSetLog(Sink: TScorLog);

function ScorPdfRender(const Pdf: TBytes; Page: Integer; Dpi: Cardinal; Options: TScorSourceOptions = nil): TScorPage;
{ A PNG. }
function ScorPdfPreview(const Pdf: TBytes; Page: Integer; Dpi: Cardinal; Options: TScorSourceOptions = nil): TBytes;
{ A PNG of at most Size pixels a side, and JSON of what the scan would say. Scan may be nil. }
function ScorPreviewPage(Document: TScorDocument; Page: Integer; Size: Cardinal; Scan: TScorScan;
  out Json: UnicodeString): TBytes;
{ A SCOR_LIKENESS_ constant. }
function ScorFingerprintCompare(const First, Second: UnicodeString; out Score: Integer): Integer;
{ Suite: a SCOR_SUITE_ constant. }
function ScorSeal(const Data: TBytes; const Recipients: array of TScorCertificate; Suite: Integer): TBytes;
{ Description and Filename may be empty. }
function ScorMessagePart(const Data: TBytes; Gzip: Boolean; const ContentType: UnicodeString;
  const Description: UnicodeString = ''; const Filename: UnicodeString = ''): TBytes;

{ All of a stream, from its start. }
function ScorReadAll(Stream: TStream): TBytes;
procedure ScorWriteAll(Stream: TStream; const Data: TBytes);

implementation

type
  TCertificateHandles = array of Pscor_certificate;

var
  LogSink: TScorLog = nil;

{ Text and bytes across the line }

function Decoded(const Raw: UTF8String): UnicodeString;
begin
  Result := {$IFDEF FPC}UTF8Decode(Raw){$ELSE}UTF8ToString(Raw){$ENDIF};
end;

function FromUtf8(Text: PAnsiChar): UnicodeString;
var
  Raw: UTF8String;
  Size: Integer;
begin
  Result := '';
  if Text = nil then
    Exit;
  Size := 0;
  while Text[Size] <> #0 do
    Inc(Size);
  SetString(Raw, Text, Size);
  Result := Decoded(Raw);
end;

{ Its result goes into a variable before PAnsiChar points at it: Free Pascal ends a temporary text early. }
function ToUtf8(const Text: UnicodeString): UTF8String;
begin
  Result := UTF8String(UTF8Encode(Text));
end;

{ NULL for an empty text, where the library tells the two apart. Wants a variable: it points into it. }
function Optional(const Text: UTF8String): PAnsiChar;
begin
  Result := nil;
  if Length(Text) > 0 then
    Result := PAnsiChar(Text);
end;

function HandleOf(Instance: TScorObject): Pointer;
begin
  Result := nil;
  if Instance <> nil then
    Result := Instance.Handle;
end;

function HandlesOf(const Certificates: array of TScorCertificate): TCertificateHandles;
var
  I: Integer;
begin
  Result := nil;
  SetLength(Result, Length(Certificates));
  for I := 0 to High(Certificates) do
    Result[I] := HandleOf(Certificates[I]);
end;

function CopyOf(Data: PByte; Size: NativeUInt): TBytes;
begin
  Result := nil;
  SetLength(Result, Size);
  if Size > 0 then
    Move(Data^, Result[0], Size);
end;

function TakeBytes(Buffer: Pscor_buffer): TBytes;
begin
  Result := nil;
  if Buffer = nil then
    Exit;
  try
    Result := CopyOf(scor_buffer_data(Buffer), scor_buffer_size(Buffer));
  finally
    scor_buffer_free(Buffer);
  end;
end;

function TakeText(Buffer: Pscor_buffer): UnicodeString;
var
  Bytes: TBytes;
  Raw: UTF8String;
begin
  Bytes := TakeBytes(Buffer);
  SetString(Raw, PAnsiChar(Bytes), Length(Bytes));
  Result := Decoded(Raw);
end;

{ Error by reference: it is read after the call that stands before it. }
procedure Demand(Status: Integer; var Error: Pscor_error);
begin
  if Status <> SCOR_OK then
    raise EScor.CreateFrom(Status, Error);
end;

{ For calls without an error object: they give a number from 0, or a code. }
function Checked(Status: Integer): Integer;
begin
  Result := Status;
  if Status < 0 then
    raise EScor.CreateFrom(Status, nil);
end;

constructor EScor.CreateFrom(Status: Integer; Error: Pscor_error);
begin
  FCode := Status;
  if Error <> nil then
    FCode := scor_error_code(Error);
  FKey := FromUtf8(scor_error_key(Error));
  FMessageFr := FromUtf8(scor_error_message(Error, SCOR_LANG_FR));
  FMessageEn := FromUtf8(scor_error_message(Error, SCOR_LANG_EN));
  FDetails := FromUtf8(scor_error_details(Error));
  scor_error_free(Error);
  if FMessageFr = '' then
    FMessageFr := 'scor : erreur ' + UnicodeString(IntToStr(Status)) + ', ' + ScorStatusName(Status);
  inherited Create(ScorText(FMessageFr));
end;

{ TScorObject }

constructor TScorObject.Wrap(AHandle: Pointer);
begin
  FHandle := AHandle;
end;

destructor TScorObject.Destroy;
begin
  if FHandle <> nil then
    Release;
  FHandle := nil;
  inherited Destroy;
end;

{ TScorBundle }

constructor TScorBundle.Create;
var
  Error: Pscor_error;
begin
  Demand(scor_bundle_new(@FHandle, @Error), Error);
end;

constructor TScorBundle.Read(const Folder: UnicodeString);
var
  Error: Pscor_error;
  RawFolder: UTF8String;
begin
  RawFolder := ToUtf8(Folder);
  Demand(scor_bundle_read(PAnsiChar(RawFolder), @FHandle, @Error), Error);
end;

procedure TScorBundle.Release;
begin
  scor_bundle_free(FHandle);
end;

procedure TScorBundle.Add(const Name: UnicodeString; const Data: TBytes);
var
  Error: Pscor_error;
  RawName: UTF8String;
begin
  RawName := ToUtf8(Name);
  Demand(scor_bundle_add(FHandle, PAnsiChar(RawName), PByte(Data), Length(Data), @Error), Error);
end;

function TScorBundle.Check: UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_bundle_check(FHandle, @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

{ TScorProfile }

constructor TScorProfile.CreatePublic;
var
  Error: Pscor_error;
begin
  Demand(scor_profile_public(@FHandle, @Error), Error);
end;

constructor TScorProfile.Load(Bundle: TScorBundle);
var
  Error: Pscor_error;
begin
  Demand(scor_profile_load(HandleOf(Bundle), @FHandle, @Error), Error);
end;

procedure TScorProfile.Release;
begin
  scor_profile_free(FHandle);
end;

function TScorProfile.Show: UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_profile_show(FHandle, @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorProfile.Suite: Integer;
begin
  Result := Checked(scor_profile_suite(FHandle));
end;

function TScorProfile.Recognise(const Description: UnicodeString): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  RawDescription: UTF8String;
begin
  RawDescription := ToUtf8(Description);
  Demand(scor_profile_recognise(FHandle, PAnsiChar(RawDescription), @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

{ TScorSourceOptions }

constructor TScorSourceOptions.Create;
var
  Error: Pscor_error;
begin
  Demand(scor_source_options_new(@FHandle, @Error), Error);
end;

procedure TScorSourceOptions.Release;
begin
  scor_source_options_free(FHandle);
end;

procedure TScorSourceOptions.SetNumber(Field: Integer; Amount: Int64);
var
  Error: Pscor_error;
begin
  Demand(scor_source_options_set(FHandle, Field, Amount, @Error), Error);
end;

{ TScorDocument }

constructor TScorDocument.Open(const Data: TBytes; Options: TScorSourceOptions);
var
  Error: Pscor_error;
begin
  Demand(scor_document_open(PByte(Data), Length(Data), HandleOf(Options), @FHandle, @Error), Error);
end;

constructor TScorDocument.Open(Stream: TStream; Options: TScorSourceOptions);
begin
  Open(ScorReadAll(Stream), Options);
end;

constructor TScorDocument.FromPixels(const Data: TBytes; Layout: Integer; Width, Height: Cardinal; Stride: NativeUInt;
  BottomUp: Boolean; Options: TScorSourceOptions);
var
  Error: Pscor_error;
begin
  Demand(scor_document_from_pixels(PByte(Data), Length(Data), Layout, Width, Height, Stride, Ord(BottomUp),
    HandleOf(Options), @FHandle, @Error), Error);
end;

procedure TScorDocument.Release;
begin
  scor_document_free(FHandle);
end;

function TScorDocument.PageCount: Integer;
begin
  Result := Checked(scor_document_page_count(FHandle));
end;

function TScorDocument.Format: Integer;
begin
  Result := Checked(scor_document_format(FHandle));
end;

{ TScorReport }

procedure TScorReport.Release;
begin
  scor_report_free(FHandle);
end;

function TScorReport.Verdict: Integer;
begin
  Result := Checked(scor_report_verdict(FHandle));
end;

function TScorReport.Json: UnicodeString;
begin
  Result := FromUtf8(scor_report_json(FHandle));
end;

{ TScorScan }

constructor TScorScan.Create(Options: TScorSourceOptions);
var
  Error: Pscor_error;
begin
  Demand(scor_scan_new(HandleOf(Options), @FHandle, @Error), Error);
end;

procedure TScorScan.Release;
begin
  scor_scan_free(FHandle);
end;

procedure TScorScan.SetNumber(Field: Integer; Amount: Int64);
var
  Error: Pscor_error;
begin
  Demand(scor_scan_set(FHandle, Field, Amount, @Error), Error);
end;

procedure TScorScan.UseProfile(Profile: TScorProfile);
var
  Error: Pscor_error;
begin
  Demand(scor_scan_use_profile(FHandle, HandleOf(Profile), @Error), Error);
end;

procedure TScorScan.Add(Document: TScorDocument);
var
  Error: Pscor_error;
begin
  Demand(scor_scan_add(FHandle, HandleOf(Document), @Error), Error);
end;

procedure TScorScan.TakeNevertheless(const Reason: UnicodeString);
var
  Error: Pscor_error;
  RawReason: UTF8String;
begin
  RawReason := ToUtf8(Reason);
  Demand(scor_scan_override(FHandle, PAnsiChar(RawReason), @Error), Error);
end;

{ No exception may leave it: what the event raises waits in FRaised. }
function PassProgress(user_data: Pointer; done: UInt64; total: UInt64): Integer; cdecl;
var
  Scan: TScorScan;
  Cancel: Boolean;
begin
  Scan := TScorScan(user_data);
  Cancel := False;
  try
    Scan.FOnProgress(Scan, done, total, Cancel);
  except
    Scan.FRaised := AcquireExceptionObject;
    Cancel := True;
  end;
  Result := Ord(Cancel);
end;

function TScorScan.Run(out Pdf: TBytes): TScorReport;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  Report: Pscor_report;
  Status: Integer;
  Raised: Pointer;
begin
  Pdf := nil;
  FRaised := nil;
  if Assigned(FOnProgress) then
    Status := scor_scan_run(FHandle, PassProgress, Self, @Buffer, @Report, @Error)
  else
    Status := scor_scan_run(FHandle, nil, nil, @Buffer, @Report, @Error);
  Raised := FRaised;
  FRaised := nil;
  if Raised <> nil then
  begin
    scor_error_free(Error);
    scor_buffer_free(Buffer);
    scor_report_free(Report);
    raise TObject(Raised);
  end;
  Demand(Status, Error);
  Result := TScorReport.Wrap(Report);
  Pdf := TakeBytes(Buffer);
end;

{ TScorPiece }

constructor TScorPiece.Create(Profile: TScorProfile; const Id, TypeCode, APieceLabel: UnicodeString; Medium: Integer;
  const Pdf: TBytes; Report: TScorReport; ConfirmedAt: Int64);
var
  Error: Pscor_error;
  RawId, RawTypeCode, RawAPieceLabel: UTF8String;
begin
  RawId := ToUtf8(Id);
  RawTypeCode := ToUtf8(TypeCode);
  RawAPieceLabel := ToUtf8(APieceLabel);
  Demand(scor_piece_new(HandleOf(Profile), PAnsiChar(RawId), PAnsiChar(RawTypeCode),
    Optional(RawAPieceLabel), Medium, PByte(Pdf), Length(Pdf), HandleOf(Report), ConfirmedAt, @FHandle, @Error),
    Error);
end;

procedure TScorPiece.Release;
begin
  scor_piece_free(FHandle);
end;

function TScorPiece.PieceLabel: UnicodeString;
begin
  Result := FromUtf8(scor_piece_label(FHandle));
end;

function TScorPiece.Sha256: UnicodeString;
begin
  Result := FromUtf8(scor_piece_sha256(FHandle));
end;

function TScorPiece.Pages: Integer;
begin
  Result := Checked(scor_piece_pages(FHandle));
end;

function TScorPiece.Medium: Integer;
begin
  Result := Checked(scor_piece_medium(FHandle));
end;

function TScorPiece.ConfirmedAt: Int64;
begin
  Result := scor_piece_confirmed_at(FHandle);
end;

function TScorPiece.Pdf: TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_piece_pdf(FHandle, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

{ TScorFacture }

constructor TScorFacture.Create;
var
  Error: Pscor_error;
begin
  Demand(scor_facture_new(@FHandle, @Error), Error);
end;

procedure TScorFacture.Release;
begin
  scor_facture_free(FHandle);
end;

procedure TScorFacture.SetText(Field: Integer; const Text: UnicodeString);
var
  Error: Pscor_error;
  RawText: UTF8String;
begin
  RawText := ToUtf8(Text);
  Demand(scor_facture_set_text(FHandle, Field, PAnsiChar(RawText), @Error), Error);
end;

procedure TScorFacture.SetNumber(Field, Amount: Integer);
var
  Error: Pscor_error;
begin
  Demand(scor_facture_set_number(FHandle, Field, Amount, @Error), Error);
end;

{ TScorDossier }

constructor TScorDossier.Create(const Id: UnicodeString; Facture: TScorFacture);
var
  Error: Pscor_error;
  RawId: UTF8String;
begin
  RawId := ToUtf8(Id);
  Demand(scor_dossier_new(PAnsiChar(RawId), HandleOf(Facture), @FHandle, @Error), Error);
end;

procedure TScorDossier.Release;
begin
  scor_dossier_free(FHandle);
end;

procedure TScorDossier.Add(Piece: TScorPiece);
var
  Error: Pscor_error;
begin
  Demand(scor_dossier_add(FHandle, HandleOf(Piece), @Error), Error);
end;

procedure TScorDossier.SetHorsScor(HorsScor: Boolean);
var
  Error: Pscor_error;
begin
  Demand(scor_dossier_set_hors_scor(FHandle, Ord(HorsScor), @Error), Error);
end;

function TScorDossier.Check(Profile: TScorProfile; Fse: Integer; out Missing, Waiting: UnicodeString): Integer;
var
  Error: Pscor_error;
  First, Second: Pscor_buffer;
begin
  Demand(scor_dossier_check(FHandle, HandleOf(Profile), Fse, @Result, @First, @Second, @Error), Error);
  Missing := TakeText(First);
  Waiting := TakeText(Second);
end;

{ TScorCertificate }

procedure TScorCertificate.Release;
begin
  scor_certificate_free(FHandle);
end;

function TScorCertificate.Fingerprint: UnicodeString;
begin
  Result := FromUtf8(scor_certificate_fingerprint(FHandle));
end;

function TScorCertificate.Serial: UnicodeString;
begin
  Result := FromUtf8(scor_certificate_serial(FHandle));
end;

function TScorCertificate.NotBefore: Int64;
begin
  Result := scor_certificate_not_before(FHandle);
end;

function TScorCertificate.NotAfter: Int64;
begin
  Result := scor_certificate_not_after(FHandle);
end;

function TScorCertificate.RsaBits: Integer;
begin
  Result := Checked(scor_certificate_rsa_bits(FHandle));
end;

function TScorCertificate.Der: TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_certificate_der(FHandle, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

{ TScorCertificates }

constructor TScorCertificates.Parse(const Data: TBytes);
var
  Error: Pscor_error;
begin
  Demand(scor_certificates_parse(PByte(Data), Length(Data), @FHandle, @Error), Error);
end;

procedure TScorCertificates.Release;
begin
  scor_certificates_free(FHandle);
end;

function TScorCertificates.Count: Integer;
begin
  Result := Checked(scor_certificates_count(FHandle));
end;

function TScorCertificates.Get(Index: Integer): TScorCertificate;
var
  Error: Pscor_error;
  Certificate: Pscor_certificate;
begin
  Demand(scor_certificates_get(FHandle, Index, @Certificate, @Error), Error);
  Result := TScorCertificate.Wrap(Certificate);
end;

{ TScorTrust }

constructor TScorTrust.Create;
var
  Error: Pscor_error;
begin
  Demand(scor_trust_new(@FHandle, @Error), Error);
end;

procedure TScorTrust.Release;
begin
  scor_trust_free(FHandle);
end;

procedure TScorTrust.AddAnchors(Certificates: TScorCertificates);
var
  Error: Pscor_error;
begin
  Demand(scor_trust_add_anchors(FHandle, HandleOf(Certificates), @Error), Error);
end;

procedure TScorTrust.AddIntermediates(Certificates: TScorCertificates);
var
  Error: Pscor_error;
begin
  Demand(scor_trust_add_intermediates(FHandle, HandleOf(Certificates), @Error), Error);
end;

procedure TScorTrust.AddCrls(const Data: TBytes);
var
  Error: Pscor_error;
begin
  Demand(scor_trust_add_crls(FHandle, PByte(Data), Length(Data), @Error), Error);
end;

procedure TScorTrust.SetNumber(Field: Integer; Amount: Int64);
var
  Error: Pscor_error;
begin
  Demand(scor_trust_set(FHandle, Field, Amount, @Error), Error);
end;

procedure TScorTrust.UseProfile(Profile: TScorProfile);
var
  Error: Pscor_error;
begin
  Demand(scor_trust_use_profile(FHandle, HandleOf(Profile), @Error), Error);
end;

procedure TScorTrust.WarnDays(const Days: array of Integer);
var
  Error: Pscor_error;
  First: PInteger;
begin
  First := nil;
  if Length(Days) > 0 then
    First := @Days[0];
  Demand(scor_trust_warn_days(FHandle, First, Length(Days), @Error), Error);
end;

procedure TScorTrust.Pin(Certificate: TScorCertificate);
var
  Error: Pscor_error;
begin
  Demand(scor_trust_pin(FHandle, HandleOf(Certificate), @Error), Error);
end;

function TScorTrust.Choose(Candidates: TScorCertificates; Now: Int64; out Warnings: UnicodeString): TScorCertificate;
var
  Error: Pscor_error;
  Certificate: Pscor_certificate;
  Buffer: Pscor_buffer;
begin
  Demand(scor_trust_choose(FHandle, HandleOf(Candidates), Now, @Certificate, @Buffer, @Error), Error);
  Result := TScorCertificate.Wrap(Certificate);
  Warnings := TakeText(Buffer);
end;

{ TScorMessage }

constructor TScorMessage.Create;
var
  Error: Pscor_error;
begin
  Demand(scor_message_new(@FHandle, @Error), Error);
end;

procedure TScorMessage.Release;
begin
  scor_message_free(FHandle);
end;

procedure TScorMessage.SetText(Field: Integer; const Text: UnicodeString);
var
  Error: Pscor_error;
  RawText: UTF8String;
begin
  RawText := ToUtf8(Text);
  Demand(scor_message_set(FHandle, Field, PAnsiChar(RawText), @Error), Error);
end;

procedure TScorMessage.AddTo(const Address: UnicodeString);
var
  Error: Pscor_error;
  RawAddress: UTF8String;
begin
  RawAddress := ToUtf8(Address);
  Demand(scor_message_add_to(FHandle, PAnsiChar(RawAddress), @Error), Error);
end;

procedure TScorMessage.AddHeader(const Name, Text: UnicodeString);
var
  Error: Pscor_error;
  RawName, RawText: UTF8String;
begin
  RawName := ToUtf8(Name);
  RawText := ToUtf8(Text);
  Demand(scor_message_add_header(FHandle, PAnsiChar(RawName), PAnsiChar(RawText), @Error), Error);
end;

procedure TScorMessage.SetColumns(Columns: Integer);
var
  Error: Pscor_error;
begin
  Demand(scor_message_set_columns(FHandle, Columns, @Error), Error);
end;

function TScorMessage.Write(const Sealed: TBytes; Suite: Integer; Date: Int64): TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_message_write(FHandle, PByte(Sealed), Length(Sealed), Suite, Date, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

{ TScorLot }

procedure TScorLot.Release;
begin
  scor_lot_free(FHandle);
end;

function TScorLot.Name: UnicodeString;
begin
  Result := FromUtf8(scor_lot_name(FHandle));
end;

function TScorLot.Recipient: UnicodeString;
begin
  Result := FromUtf8(scor_lot_recipient(FHandle));
end;

function TScorLot.Manifest: TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_lot_manifest(FHandle, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function TScorLot.Container: TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_lot_container(FHandle, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function TScorLot.Part: TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_lot_part(FHandle, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function TScorLot.NewMessage: TScorMessage;
var
  Error: Pscor_error;
  Message: Pscor_message;
begin
  Demand(scor_lot_message(FHandle, @Message, @Error), Error);
  Result := TScorMessage.Wrap(Message);
end;

{ TScorLots }

procedure TScorLots.Release;
begin
  scor_lots_free(FHandle);
end;

function TScorLots.Count: Integer;
begin
  Result := Checked(scor_lots_count(FHandle));
end;

function TScorLots.Report: UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_lots_report(FHandle, @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorLots.Pack(Index: Integer; Created: Int64; const Recipients: array of TScorCertificate): TScorLot;
var
  Error: Pscor_error;
  Handles: TCertificateHandles;
  Lot: Pscor_lot;
begin
  Handles := HandlesOf(Recipients);
  Demand(scor_lots_pack(FHandle, Index, Created, PPscor_certificate(Handles), Length(Handles), @Lot, @Error), Error);
  Result := TScorLot.Wrap(Lot);
end;

{ TScorLotBuilder }

constructor TScorLotBuilder.Create;
var
  Error: Pscor_error;
begin
  Demand(scor_lot_builder_new(@FHandle, @Error), Error);
end;

procedure TScorLotBuilder.Release;
begin
  scor_lot_builder_free(FHandle);
end;

procedure TScorLotBuilder.Add(Dossier: TScorDossier; Fse: Integer);
var
  Error: Pscor_error;
begin
  Demand(scor_lot_builder_add(FHandle, HandleOf(Dossier), Fse, @Error), Error);
end;

function TScorLotBuilder.Build(Profile: TScorProfile; NextNumber: Integer): TScorLots;
var
  Error: Pscor_error;
  Lots: Pscor_lots;
begin
  Demand(scor_lot_builder_build(FHandle, HandleOf(Profile), NextNumber, @Lots, @Error), Error);
  Result := TScorLots.Wrap(Lots);
end;

{ TScorMailBounds }

constructor TScorMailBounds.Create;
var
  Error: Pscor_error;
begin
  Demand(scor_mail_bounds_new(@FHandle, @Error), Error);
end;

procedure TScorMailBounds.Release;
begin
  scor_mail_bounds_free(FHandle);
end;

procedure TScorMailBounds.SetNumber(Field: Integer; Amount: Int64);
var
  Error: Pscor_error;
begin
  Demand(scor_mail_bounds_set(FHandle, Field, Amount, @Error), Error);
end;

{ TScorMail }

constructor TScorMail.Read(const Data: TBytes; Bounds: TScorMailBounds);
var
  Error: Pscor_error;
begin
  Demand(scor_mail_read(PByte(Data), Length(Data), HandleOf(Bounds), @FHandle, @Error), Error);
end;

constructor TScorMail.Read(Stream: TStream; Bounds: TScorMailBounds);
begin
  Read(ScorReadAll(Stream), Bounds);
end;

procedure TScorMail.Release;
begin
  scor_mail_free(FHandle);
end;

function TScorMail.Subject: UnicodeString;
begin
  Result := FromUtf8(scor_mail_subject(FHandle));
end;

function TScorMail.From: UnicodeString;
begin
  Result := FromUtf8(scor_mail_from(FHandle));
end;

function TScorMail.MessageId: UnicodeString;
begin
  Result := FromUtf8(scor_mail_message_id(FHandle));
end;

function TScorMail.PartCount: Integer;
begin
  Result := Checked(scor_mail_part_count(FHandle));
end;

function TScorMail.PartType(Part: Integer): UnicodeString;
begin
  Result := FromUtf8(scor_mail_part_type(FHandle, Part));
end;

function TScorMail.PartCharset(Part: Integer): UnicodeString;
begin
  Result := FromUtf8(scor_mail_part_charset(FHandle, Part));
end;

function TScorMail.PartDescription(Part: Integer): UnicodeString;
begin
  Result := FromUtf8(scor_mail_part_description(FHandle, Part));
end;

function TScorMail.PartFilename(Part: Integer): UnicodeString;
begin
  Result := FromUtf8(scor_mail_part_filename(FHandle, Part));
end;

function TScorMail.PartData(Part: Integer): TBytes;
begin
  Result := CopyOf(scor_mail_part_data(FHandle, Part), scor_mail_part_size(FHandle, Part));
end;

{ TScorJournal }

constructor TScorJournal.Create(const Path: UnicodeString; const Key: TBytes; const Context: TScorContext; Now: Int64);
var
  Error: Pscor_error;
  RawPath, RawTerritory, RawProfession: UTF8String;
begin
  RawPath := ToUtf8(Path);
  RawTerritory := ToUtf8(Context.Territory);
  RawProfession := ToUtf8(Context.Profession);
  Demand(scor_journal_create(PAnsiChar(RawPath), PByte(Key), Length(Key), HandleOf(Context.Profile),
    PAnsiChar(RawTerritory), PAnsiChar(RawProfession), Now, @FHandle, @Error), Error);
end;

constructor TScorJournal.Open(const Path: UnicodeString; const Key: TBytes; const Context: TScorContext);
var
  Error: Pscor_error;
  RawPath, RawTerritory, RawProfession: UTF8String;
begin
  RawPath := ToUtf8(Path);
  RawTerritory := ToUtf8(Context.Territory);
  RawProfession := ToUtf8(Context.Profession);
  Demand(scor_journal_open(PAnsiChar(RawPath), PByte(Key), Length(Key), HandleOf(Context.Profile),
    PAnsiChar(RawTerritory), PAnsiChar(RawProfession), @FHandle, @Error), Error);
end;

constructor TScorJournal.Restore(const Copy, Path: UnicodeString; const Key: TBytes; const Context: TScorContext);
var
  Error: Pscor_error;
  RawCopy, RawPath, RawTerritory, RawProfession: UTF8String;
begin
  RawCopy := ToUtf8(Copy);
  RawPath := ToUtf8(Path);
  RawTerritory := ToUtf8(Context.Territory);
  RawProfession := ToUtf8(Context.Profession);
  Demand(scor_journal_restore(PAnsiChar(RawCopy), PAnsiChar(RawPath), PByte(Key), Length(Key),
    HandleOf(Context.Profile), PAnsiChar(RawTerritory), PAnsiChar(RawProfession), @FHandle,
    @Error), Error);
end;

procedure TScorJournal.Release;
begin
  scor_journal_free(FHandle);
end;

procedure TScorJournal.AddPiece(Now: Int64; Piece: TScorPiece; FirstAttempt: Int64; const Context: UnicodeString);
var
  Error: Pscor_error;
  RawContext: UTF8String;
begin
  RawContext := ToUtf8(Context);
  Demand(scor_journal_add_piece(FHandle, Now, HandleOf(Piece), FirstAttempt, Optional(RawContext), @Error),
    Error);
end;

procedure TScorJournal.AddDossier(Now: Int64; const Id: UnicodeString; Facture: TScorFacture);
var
  Error: Pscor_error;
  RawId: UTF8String;
begin
  RawId := ToUtf8(Id);
  Demand(scor_journal_add_dossier(FHandle, Now, PAnsiChar(RawId), HandleOf(Facture), @Error), Error);
end;

procedure TScorJournal.Bind(Now: Int64; const Dossier, Piece: UnicodeString; const Old: UnicodeString);
var
  Error: Pscor_error;
  RawDossier, RawPiece, RawOld: UTF8String;
begin
  RawDossier := ToUtf8(Dossier);
  RawPiece := ToUtf8(Piece);
  RawOld := ToUtf8(Old);
  Demand(scor_journal_bind(FHandle, Now, PAnsiChar(RawDossier), PAnsiChar(RawPiece),
    Optional(RawOld), @Error), Error);
end;

procedure TScorJournal.Unbind(Now: Int64; const Dossier, Piece: UnicodeString);
var
  Error: Pscor_error;
  RawDossier, RawPiece: UTF8String;
begin
  RawDossier := ToUtf8(Dossier);
  RawPiece := ToUtf8(Piece);
  Demand(scor_journal_unbind(FHandle, Now, PAnsiChar(RawDossier), PAnsiChar(RawPiece), @Error), Error);
end;

function TScorJournal.NoteFse(Now: Int64; const Dossier: UnicodeString; Fact: Integer; const Code: UnicodeString;
  const Text: UnicodeString): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  RawDossier, RawCode, RawText: UTF8String;
begin
  RawDossier := ToUtf8(Dossier);
  RawCode := ToUtf8(Code);
  RawText := ToUtf8(Text);
  Demand(scor_journal_note_fse(FHandle, Now, PAnsiChar(RawDossier), Fact, Optional(RawCode),
    Optional(RawText), @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.NoteFseLot(Now: Int64; const Emitter, FseLot, FseDate, Invoice: UnicodeString; Fact: Integer;
  const Code: UnicodeString; const Text: UnicodeString): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  RawEmitter, RawFseLot, RawFseDate, RawInvoice, RawCode, RawText: UTF8String;
begin
  RawEmitter := ToUtf8(Emitter);
  RawFseLot := ToUtf8(FseLot);
  RawFseDate := ToUtf8(FseDate);
  RawInvoice := ToUtf8(Invoice);
  RawCode := ToUtf8(Code);
  RawText := ToUtf8(Text);
  Demand(scor_journal_note_fse_lot(FHandle, Now, PAnsiChar(RawEmitter), PAnsiChar(RawFseLot),
    PAnsiChar(RawFseDate), Optional(RawInvoice), Fact, Optional(RawCode), Optional(RawText),
    @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

procedure TScorJournal.Reissue(Now: Int64; const Dossier: UnicodeString; Facture: TScorFacture);
var
  Error: Pscor_error;
  RawDossier: UTF8String;
begin
  RawDossier := ToUtf8(Dossier);
  Demand(scor_journal_reissue(FHandle, Now, PAnsiChar(RawDossier), HandleOf(Facture), @Error), Error);
end;

function TScorJournal.Build(Now: Int64; Most: Integer; const From: UnicodeString;
  const Recipients: array of TScorCertificate): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  Handles: TCertificateHandles;
  RawFrom: UTF8String;
begin
  RawFrom := ToUtf8(From);
  Handles := HandlesOf(Recipients);
  Demand(scor_journal_build(FHandle, Now, Most, Optional(RawFrom), PPscor_certificate(Handles),
    Length(Handles), @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.LotBytes(Lot: Int64): TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_lot_bytes(FHandle, Lot, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function TScorJournal.Sent(Now, Lot: Int64): Integer;
var
  Error: Pscor_error;
begin
  Demand(scor_journal_sent(FHandle, Now, Lot, @Result, @Error), Error);
end;

function TScorJournal.Receive(Now: Int64; const Data: TBytes): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_receive(FHandle, Now, PByte(Data), Length(Data), @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.SettleReturn(Now, Retour, Lot: Int64): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_settle_return(FHandle, Now, Retour, Lot, @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.Todo(Now: Int64; Limit: Integer): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_todo(FHandle, Now, Limit, @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.RebuildLot(Now, Lot: Int64): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_rebuild_lot(FHandle, Now, Lot, @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.Act(Now: Int64; const Dossier: UnicodeString; What: Integer): Integer;
var
  Error: Pscor_error;
  RawDossier: UTF8String;
begin
  RawDossier := ToUtf8(Dossier);
  Demand(scor_journal_act(FHandle, Now, PAnsiChar(RawDossier), What, @Result, @Error), Error);
end;

function TScorJournal.Posted(Now: Int64; const Dossier, Piece, Day: UnicodeString): Integer;
var
  Error: Pscor_error;
  RawDossier, RawPiece, RawDay: UTF8String;
begin
  RawDossier := ToUtf8(Dossier);
  RawPiece := ToUtf8(Piece);
  RawDay := ToUtf8(Day);
  Demand(scor_journal_posted(FHandle, Now, PAnsiChar(RawDossier), Optional(RawPiece),
    PAnsiChar(RawDay), @Result, @Error), Error);
end;

function TScorJournal.Show(Subject: Integer; const Id: UnicodeString): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  RawId: UTF8String;
begin
  RawId := ToUtf8(Id);
  Demand(scor_journal_show(FHandle, Subject, PAnsiChar(RawId), @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.Log(After: Int64; Limit: Integer): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_log(FHandle, After, Limit, @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.PiecePdf(const Piece: UnicodeString): TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  RawPiece: UTF8String;
begin
  RawPiece := ToUtf8(Piece);
  Demand(scor_journal_piece_pdf(FHandle, PAnsiChar(RawPiece), @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function TScorJournal.Head(out Mac: UnicodeString): Int64;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_head(FHandle, @Result, @Buffer, @Error), Error);
  Mac := TakeText(Buffer);
end;

function TScorJournal.Descends(Seq: Int64; const Mac: UnicodeString): Boolean;
var
  Error: Pscor_error;
  Answer: Integer;
  RawMac: UTF8String;
begin
  RawMac := ToUtf8(Mac);
  Demand(scor_journal_descends(FHandle, Seq, PAnsiChar(RawMac), @Answer, @Error), Error);
  Result := Answer = 1;
end;

function TScorJournal.Check: UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_check(FHandle, @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

procedure TScorJournal.Backup(const Path: UnicodeString);
var
  Error: Pscor_error;
  RawPath: UTF8String;
begin
  RawPath := ToUtf8(Path);
  Demand(scor_journal_backup(FHandle, PAnsiChar(RawPath), @Error), Error);
end;

function TScorJournal.Purge(Now: Int64): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_purge(FHandle, Now, @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

procedure TScorJournal.RotateKey(Now: Int64; const Key: TBytes; Reseal: Boolean);
var
  Error: Pscor_error;
begin
  Demand(scor_journal_rotate_key(FHandle, Now, PByte(Key), Length(Key), Ord(Reseal), @Error), Error);
end;

function TScorJournal.Stats(Now, First, Last: Int64; const Emitter: UnicodeString): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  RawEmitter: UTF8String;
begin
  RawEmitter := ToUtf8(Emitter);
  Demand(scor_journal_stats(FHandle, Now, First, Last, Optional(RawEmitter), @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.Report(First, Last: Int64): TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_report(FHandle, First, Last, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function TScorJournal.ExportTable(Kind, Form: Integer; First, Last: Int64; Identifying: Boolean;
  const Path: UnicodeString): Int64;
var
  Error: Pscor_error;
  RawPath: UTF8String;
begin
  RawPath := ToUtf8(Path);
  Demand(scor_journal_export(FHandle, Kind, Form, First, Last, Ord(Identifying), PAnsiChar(RawPath), @Result, @Error),
    Error);
end;

function TScorJournal.Bordereau(const Day: UnicodeString): TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  RawDay: UTF8String;
begin
  RawDay := ToUtf8(Day);
  Demand(scor_journal_bordereau(FHandle, PAnsiChar(RawDay), @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function TScorJournal.Evidence(Now: Int64; const Piece: UnicodeString): UnicodeString;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  RawPiece: UTF8String;
begin
  RawPiece := ToUtf8(Piece);
  Demand(scor_journal_evidence(FHandle, Now, PAnsiChar(RawPiece), @Buffer, @Error), Error);
  Result := TakeText(Buffer);
end;

function TScorJournal.ChainKey: TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_chain_key(FHandle, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function TScorJournal.ReturnBytes(No: Int64): TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_journal_return_bytes(FHandle, No, @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

{ Functions }

function ScorVersion: UnicodeString;
begin
  Result := FromUtf8(scor_version_string());
end;

function ScorVersionNumber: Integer;
begin
  Result := scor_version_number();
end;

function ScorStatusName(Status: Integer): UnicodeString;
begin
  Result := FromUtf8(scor_status_name(Status));
end;

procedure PassLog(user_data: Pointer; level: Integer; text: PAnsiChar); cdecl;
var
  Sink: TScorLog;
begin
  Sink := LogSink;
  if not Assigned(Sink) then
    Exit;
  try
    Sink(level, FromUtf8(text));
  except
    { A sink that raises loses its line; nothing may leave a callback. }
  end;
end;

procedure ScorSetLog(Sink: TScorLog);
begin
  LogSink := Sink;
  if Assigned(Sink) then
    Checked(scor_log_set_sink(PassLog, nil))
  else
    Checked(scor_log_set_sink(nil, nil));
end;

function ScorPdfRender(const Pdf: TBytes; Page: Integer; Dpi: Cardinal; Options: TScorSourceOptions): TScorPage;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_pdf_render(PByte(Pdf), Length(Pdf), Page, Dpi, HandleOf(Options), @Result.Width, @Result.Height,
    @Result.Layout, @Buffer, @Error), Error);
  Result.Pixels := TakeBytes(Buffer);
end;

function ScorPdfPreview(const Pdf: TBytes; Page: Integer; Dpi: Cardinal; Options: TScorSourceOptions): TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
begin
  Demand(scor_pdf_preview(PByte(Pdf), Length(Pdf), Page, Dpi, HandleOf(Options), @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function ScorPreviewPage(Document: TScorDocument; Page: Integer; Size: Cardinal; Scan: TScorScan;
  out Json: UnicodeString): TBytes;
var
  Error: Pscor_error;
  Image, Findings: Pscor_buffer;
begin
  Demand(scor_preview_page(HandleOf(Document), Page, Size, HandleOf(Scan), @Image, @Findings, @Error), Error);
  Json := TakeText(Findings);
  Result := TakeBytes(Image);
end;

function ScorFingerprintCompare(const First, Second: UnicodeString; out Score: Integer): Integer;
var
  Error: Pscor_error;
  RawFirst, RawSecond: UTF8String;
begin
  RawFirst := ToUtf8(First);
  RawSecond := ToUtf8(Second);
  Demand(scor_fingerprint_compare(PAnsiChar(RawFirst), PAnsiChar(RawSecond), @Score, @Result, @Error), Error);
end;

function ScorSeal(const Data: TBytes; const Recipients: array of TScorCertificate; Suite: Integer): TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  Handles: TCertificateHandles;
begin
  Handles := HandlesOf(Recipients);
  Demand(scor_seal(PByte(Data), Length(Data), PPscor_certificate(Handles), Length(Handles), Suite, @Buffer, @Error),
    Error);
  Result := TakeBytes(Buffer);
end;

function ScorMessagePart(const Data: TBytes; Gzip: Boolean; const ContentType: UnicodeString;
  const Description: UnicodeString; const Filename: UnicodeString): TBytes;
var
  Error: Pscor_error;
  Buffer: Pscor_buffer;
  RawContentType, RawDescription, RawFilename: UTF8String;
begin
  RawContentType := ToUtf8(ContentType);
  RawDescription := ToUtf8(Description);
  RawFilename := ToUtf8(Filename);
  Demand(scor_message_part(PByte(Data), Length(Data), Ord(Gzip), PAnsiChar(RawContentType),
    Optional(RawDescription), Optional(RawFilename), @Buffer, @Error), Error);
  Result := TakeBytes(Buffer);
end;

function ScorReadAll(Stream: TStream): TBytes;
begin
  Result := nil;
  Stream.Position := 0;
  SetLength(Result, Stream.Size);
  if Length(Result) > 0 then
    Stream.ReadBuffer(Result[0], Length(Result));
end;

procedure ScorWriteAll(Stream: TStream; const Data: TBytes);
begin
  if Length(Data) > 0 then
    Stream.WriteBuffer(Data[0], Length(Data));
end;

end.
