{ Steps 04 and 05: images to PDFs, PDFs to pieces. }
unit images;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$CODEPAGE UTF8}{$ENDIF}

interface

uses
  SysUtils, ScorApi, Scor, facts;

type
  { What one step hands to the next. }
  TState = record
    Profile, Own: TScorProfile;
    Pdf: array[0..1] of TBytes;
    Report: array[0..1] of TScorReport;
    Piece: array[0..1] of TScorPiece;
    Lot: TScorLot;
    Certificate: TScorCertificate;
  end;

procedure StepImages(var S: TState);
procedure StepPiece(var S: TState);

implementation

const
  RECTO = 'examples/data/recto-verso-1.jpg';
  TRUNCATED = 'examples/data/ordonnance-tronquee.jpg';

type
  TWatch = class
    Calls: Integer;
    Done, Total: UInt64;
    Busy: Integer;
    procedure Tell(Sender: TObject; ADone, ATotal: UInt64; var Cancel: Boolean);
    procedure Cancel(Sender: TObject; ADone, ATotal: UInt64; var Stop: Boolean);
    procedure Break_(Sender: TObject; ADone, ATotal: UInt64; var Stop: Boolean);
  end;

procedure TWatch.Tell(Sender: TObject; ADone, ATotal: UInt64; var Cancel: Boolean);
begin
  if Calls = 0 then
    try
      TScorScan(Sender).SetNumber(SCOR_SCAN_CODEC, 0);
    except
      on E: EScor do
        Busy := E.Code;
    end;
  Inc(Calls);
  Done := ADone;
  Total := ATotal;
end;

procedure TWatch.Cancel(Sender: TObject; ADone, ATotal: UInt64; var Stop: Boolean);
begin
  Stop := True;
end;

procedure TWatch.Break_(Sender: TObject; ADone, ATotal: UInt64; var Stop: Boolean);
begin
  raise EConvertError.Create('host');
end;

function Scan(const S: TState; const Names: array of string): TScorScan;
var
  I: Integer;
  Document: TScorDocument;
begin
  Result := TScorScan.Create;
  Result.UseProfile(S.Profile);
  for I := 0 to High(Names) do
  begin
    Document := TScorDocument.Open(Input(Names[I]));
    Result.Add(Document);
    Document.Free;
  end;
end;

procedure FactRun(const Key: UnicodeString; const Pdf: TBytes; Report: TScorReport);
begin
  FactInt(Key + '.verdict', Report.Verdict);
  FactInt(Key + '.size', Length(Pdf));
  if Length(Pdf) > 0 then
    FactFnv(Key + '.fnv', Pdf)
  else
    FactNull(Key + '.fnv');
  FactPick(Key + '.faults', Report.Json, 'faults');
end;

procedure Opened;
var
  Document: TScorDocument;
  Options: TScorSourceOptions;
begin
  Document := TScorDocument.Open(Input(RECTO));
  FactInt('04.scan.format', Document.Format);
  FactInt('04.scan.pages', Document.PageCount);
  Document.Free;
  Options := TScorSourceOptions.Create;
  Options.SetNumber(SCOR_SOURCE_MAX_BYTES, 1000);
  try
    TScorDocument.Open(Input(RECTO), Options).Free;
    Missed('04.bound');
  except
    on E: EScor do
      FactError('04.bound', E);
  end;
  Options.Free;
end;

{ What an event raises comes out of Run, and the scan goes on working. }
procedure RaisedInside(Job: TScorScan; Watch: TWatch);
var
  Pdf: TBytes;
begin
  Job.OnProgress := Watch.Break_;
  try
    Job.Run(Pdf).Free;
    Missed('an exception of the event');
  except
    on E: EConvertError do
      if string(E.Message) <> 'host' then
        raise;
  end;
end;

procedure Scanned(var S: TState);
var
  Job: TScorScan;
  Watch: TWatch;
  Pdf: TBytes;
begin
  Watch := TWatch.Create;
  Job := Scan(S, [RECTO, 'examples/data/recto-verso-2.jpg']);
  RaisedInside(Job, Watch);
  Job.OnProgress := Watch.Tell;
  S.Report[0] := Job.Run(S.Pdf[0]);
  FactRun('04.scan', S.Pdf[0], S.Report[0]);
  FactInt('04.scan.progress', Watch.Calls);
  FactInt('04.scan.done', Int64(Watch.Done));
  FactInt('04.scan.total', Int64(Watch.Total));
  FactInt('04.scan.busy', Watch.Busy);
  Job.OnProgress := nil;
  Job.SetNumber(SCOR_SCAN_MAX_BYTES, 2000);
  try
    Job.Run(Pdf).Free;
    Missed('04.budget');
  except
    on E: EScor do
    begin
      FactError('04.budget', E);
      FactJson('04.budget.details', E.Details);
    end;
  end;
  Job.Free;

  Job := Scan(S, [RECTO]);
  Job.OnProgress := Watch.Cancel;
  try
    Job.Run(Pdf).Free;
    Missed('04.cancelled');
  except
    on E: EScor do
      FactError('04.cancelled', E);
  end;
  Job.Free;
  Watch.Free;
end;

procedure Refused(const S: TState);
var
  Job: TScorScan;
  Report: TScorReport;
  Pdf: TBytes;
begin
  Job := Scan(S, [TRUNCATED]);
  Report := Job.Run(Pdf);
  FactRun('04.refused', Pdf, Report);
  Report.Free;
  Job.TakeNevertheless('Original détruit');
  Report := Job.Run(Pdf);
  FactRun('04.taken', Pdf, Report);
  FactPick('04.taken.reason', Report.Json, 'override');
  Report.Free;
  Job.Free;
end;

procedure Previewed;
var
  Document: TScorDocument;
  Png: TBytes;
  Json: UnicodeString;
begin
  Document := TScorDocument.Open(Input(TRUNCATED));
  Png := ScorPreviewPage(Document, 0, 600, nil, Json);
  FactInt('04.preview.size', Length(Png));
  FactFnv('04.preview.fnv', Png);
  FactPick('04.preview.faults', Json, 'faults');
  FactPick('04.preview.cut', Json, 'cut');
  Document.Free;
end;

{ The drawing of the README, as a scanner driver would hand it over. }
procedure Pixels;
const
  WIDTH = 800;
  HEIGHT = 1100;
var
  Grey: TBytes;
  Options: TScorSourceOptions;
  Document: TScorDocument;
  Json: UnicodeString;
  X, Y: Integer;
begin
  Grey := nil;
  SetLength(Grey, WIDTH * HEIGHT);
  for Y := 0 to HEIGHT - 1 do
    for X := 0 to WIDTH - 1 do
      if (X >= 100) and (X < 700) and (Y >= 100) and (Y < 1000) and (Y div 12 mod 3 = 0)
        and ((X div 5 + Y div 12) mod 4 < 2) then
        Grey[Y * WIDTH + X] := 20
      else
        Grey[Y * WIDTH + X] := 235;
  Options := TScorSourceOptions.Create;
  Options.SetNumber(SCOR_SOURCE_DPI, 100);
  Document := TScorDocument.FromPixels(Grey, SCOR_PIXELS_GREY8, WIDTH, HEIGHT, WIDTH, False, Options);
  FactInt('04.pixels.format', Document.Format);
  FactInt('04.pixels.pages', Document.PageCount);
  FactFnv('04.pixels.fnv', ScorPreviewPage(Document, 0, 400, nil, Json));
  Document.Free;
  Options.Free;
end;

procedure Drawn(const S: TState);
var
  Page: TScorPage;
begin
  FactFnv('04.png', ScorPdfPreview(S.Pdf[0], 0, 96));
  Page := ScorPdfRender(Input('examples/data/ordonnance-logiciel.pdf'), 0, 50);
  FactInt('04.render.width', Page.Width);
  FactInt('04.render.height', Page.Height);
  FactInt('04.render.layout', Page.Layout);
  FactFnv('04.render.fnv', Page.Pixels);
  try
    ScorPdfRender(Input('examples/data/ordonnance-logiciel.pdf'), 5, 50);
    Missed('04.range');
  except
    on E: EScor do
      FactError('04.range', E);
  end;
end;

procedure Compared(const S: TState);
var
  Prints: array[0..1] of UnicodeString;
  I, Score: Integer;
begin
  for I := 0 to 1 do
  begin
    Prints[I] := Pick(S.Report[I].Json, 'fingerprint');
    Prints[I] := Copy(Prints[I], 2, Length(Prints[I]) - 2);
  end;
  FactInt('04.same.likeness', ScorFingerprintCompare(Prints[0], Prints[0], Score));
  FactInt('04.same.score', Score);
  FactInt('04.other.likeness', ScorFingerprintCompare(Prints[0], Prints[1], Score));
  FactInt('04.other.score', Score);
end;

procedure StepImages(var S: TState);
var
  Job: TScorScan;
begin
  Opened;
  Scanned(S);
  Job := Scan(S, ['examples/data/ordonnance-photo.jpg']);
  S.Report[1] := Job.Run(S.Pdf[1]);
  FactRun('04.photo', S.Pdf[1], S.Report[1]);
  Job.Free;
  Refused(S);
  Previewed;
  Pixels;
  Drawn(S);
  Compared(S);
end;

procedure StepPiece(var S: TState);
begin
  S.Piece[0] := TScorPiece.Create(S.Own, 'P-1', 'ORDN', '', SCOR_MEDIUM_DIGITAL, S.Pdf[0], S.Report[0], NOW);
  S.Piece[1] := TScorPiece.Create(S.Own, 'P-2', 'ORDN', 'Photo d''ordonnance', SCOR_MEDIUM_BOTH, S.Pdf[1],
    S.Report[1], NOW);
  FactText('05.label', S.Piece[0].PieceLabel);
  FactText('05.sha256', S.Piece[0].Sha256);
  FactInt('05.pages', S.Piece[0].Pages);
  FactInt('05.medium', S.Piece[0].Medium);
  FactInt('05.confirmed', S.Piece[0].ConfirmedAt);
  FactFnv('05.pdf', S.Piece[0].Pdf);
  FactText('05.sha256.2', S.Piece[1].Sha256);
  try
    TScorPiece.Create(S.Own, 'P-1', 'ORDN', '', SCOR_MEDIUM_DIGITAL, S.Pdf[0], S.Report[0], 0).Free;
    Missed('05.unconfirmed');
  except
    on E: EScor do
      FactError('05.unconfirmed', E);
  end;
  try
    TScorPiece.Create(S.Own, 'P-1', 'XXXX', '', SCOR_MEDIUM_DIGITAL, S.Pdf[0], S.Report[0], NOW).Free;
    Missed('05.type');
  except
    on E: EScor do
      FactError('05.type', E);
  end;
end;

end.
