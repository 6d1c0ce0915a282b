{ Step 09: the journal, from the first piece to the purge. }
unit journals;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$CODEPAGE UTF8}{$ENDIF}

interface

uses
  SysUtils, ScorApi, Scor, facts, images, lots;

procedure StepJournal(const S: TState);

implementation

type
  TBook = record
    S: TState;
    Journal: TScorJournal;
    Key: TBytes;
    Context: TScorContext;
  end;

procedure AddPiece(const B: TBook; const Id: UnicodeString; Which: Integer; Moment, First: Int64;
  const Context: UnicodeString);
var
  Piece: TScorPiece;
begin
  Piece := TScorPiece.Create(B.S.Profile, Id, 'ORDN', '', SCOR_MEDIUM_DIGITAL, B.S.Pdf[Which], B.S.Report[Which], NOW);
  B.Journal.AddPiece(Moment, Piece, First, Context);
  Piece.Free;
end;

procedure AddDossier(const B: TBook; const Id, Invoice: UnicodeString);
var
  Made: TScorFacture;
begin
  Made := Facture(Invoice);
  try
    B.Journal.AddDossier(NOW, Id, Made);
  finally
    Made.Free;
  end;
end;

{ The state of a dossier or lot. }
procedure FactEtat(const Key: UnicodeString; const B: TBook; Subject: Integer; const Id: UnicodeString);
begin
  FactPick(Key, B.Journal.Show(Subject, Id), 'etat');
end;

procedure FactNoJournal(const Key: UnicodeString; const B: TBook; const MasterKey: TBytes);
begin
  try
    TScorJournal.Open(OutPath('suivi.scor'), MasterKey, B.Context).Free;
    Missed(Key);
  except
    on E: EScor do
      FactError(Key, E);
  end;
end;

procedure Opened(var B: TBook);
begin
  FactNoJournal('09.missing', B, B.Key);
  B.Journal := TScorJournal.Create(OutPath('suivi.scor'), B.Key, B.Context, NOW);
  AddPiece(B, 'P-1', 0, NOW, NOW, '{"poste":1}');
  AddPiece(B, 'P-2', 1, NOW, 0, '');
  AddDossier(B, 'D-1', '123456789');
  AddDossier(B, 'D-2', '2');
  AddDossier(B, 'D-3', '3');
  B.Journal.Bind(NOW, 'D-1', 'P-1');
  B.Journal.Bind(NOW, 'D-2', 'P-2');
  B.Journal.Bind(NOW, 'D-3', 'P-1');
  try
    AddDossier(B, 'D-1', '4');
    Missed('09.exists');
  except
    on E: EScor do
      FactError('09.exists', E);
  end;
  try
    B.Journal.Bind(NOW, 'D-9', 'P-1');
    Missed('09.unknown');
  except
    on E: EScor do
      FactError('09.unknown', E);
  end;
end;

procedure Told(const B: TBook);
var
  Json: UnicodeString;
begin
  Json := B.Journal.Todo(NOW, 50);
  FactPick('09.todo.1', Json, 'dossiers');
  FactCount('09.tasks.1', Json, '"genre":');
  FactJson('09.fse.1', B.Journal.NoteFse(NOW, 'D-1', SCOR_FSE_ARL));
  FactJson('09.fse.3', B.Journal.NoteFse(NOW, 'D-3', SCOR_FSE_REJECTED, '0123', 'Droits fermés'));
end;

function Build(const B: TBook; Moment: Int64): UnicodeString;
begin
  Result := B.Journal.Build(Moment, 100, 'cabinet@exemple.example', [B.S.Certificate]);
end;

procedure Sent(const B: TBook);
var
  Json: UnicodeString;
  First, Second: TBytes;
begin
  Json := Build(B, NOW);
  FactPick('09.built', Json, 'numero');
  FactCount('09.built.lots', Json, '"numero":');
  FactPick('09.built.left', Json, 'left_out');
  First := B.Journal.LotBytes(1);
  Second := B.Journal.LotBytes(1);
  FactInt('09.bytes', Ord((Length(First) > 0) and (Length(First) = Length(Second))
    and CompareMem(@First[0], @Second[0], Length(First))));
  FactInt('09.sent', B.Journal.Sent(NOW, 1));
  FactInt('09.sent.again', B.Journal.Sent(NOW, 1));
end;

{ A second lot, a day later. }
procedure SentAgain(const B: TBook);
var
  Json: UnicodeString;
begin
  FactJson('09.fse.2', B.Journal.NoteFseLot(NOW + DAY, '123456', '17', '2026-12-30', '2', SCOR_FSE_ARL));
  FactPick('09.second', Build(B, NOW + DAY), 'numero');
  FactInt('09.second.sent', B.Journal.Sent(NOW + DAY, 2));
  Json := B.Journal.Todo(NOW + 3 * DAY, 50);
  FactPick('09.late', Json, 'echus');
  FactCount('09.late.tasks', Json, '"genre":');
end;

function Receive(const B: TBook; const Name: string): UnicodeString;
begin
  Result := B.Journal.Receive(NOW + 3 * DAY, Input('tests/scenario/inputs/' + Name));
end;

procedure Answered(const B: TBook);
var
  Json: UnicodeString;
begin
  Json := Receive(B, 'arl-inconnu.eml');
  FactPick('09.lost', Json, 'statut');
  FactPick('09.lost.raison', Json, 'raison');
  FactJson('09.settled', B.Journal.SettleReturn(NOW + 3 * DAY, StrToInt64(TScorString(Pick(Json, 'no'))), 0));
  FactJson('09.none', Receive(B, 'pas-pour-nous.eml'));
  FactPick('09.positive', Receive(B, 'arl-positif.eml'), 'statut');
  FactEtat('09.positive.etat', B, SCOR_SUBJECT_DOSSIER, 'D-1');
  FactEtat('09.positive.lot', B, SCOR_SUBJECT_LOT, '1');
  FactPick('09.again', Receive(B, 'arl-positif.eml'), 'deja');
  FactPick('09.negative', Receive(B, 'arl-negatif.eml'), 'statut');
  FactEtat('09.negative.etat', B, SCOR_SUBJECT_DOSSIER, 'D-2');
end;

procedure Mended(const B: TBook);
const
  LATER = NOW + 4 * DAY;
var
  Made: TScorFacture;
begin
  AddPiece(B, 'P-3', 0, LATER, 0, '');
  B.Journal.Bind(LATER, 'D-2', 'P-3', 'P-2');
  FactInt('09.mended', B.Journal.Act(LATER, 'D-2', SCOR_ACT_REBUILD));
  FactEtat('09.mended.etat', B, SCOR_SUBJECT_DOSSIER, 'D-2');
  Made := Facture('33');
  B.Journal.Reissue(LATER, 'D-3', Made);
  Made.Free;
  FactEtat('09.reissued', B, SCOR_SUBJECT_DOSSIER, 'D-3');
  B.Journal.Unbind(LATER, 'D-3', 'P-1');
  B.Journal.Bind(LATER, 'D-3', 'P-1');
  FactInt('09.unbound', B.Journal.Act(LATER, 'D-3', SCOR_ACT_LEAVE_SCOR));
  FactInt('09.posted', B.Journal.Posted(LATER, 'D-3', '', '2027-01-05'));
  FactEtat('09.posted.etat', B, SCOR_SUBJECT_DOSSIER, 'D-3');
  try
    B.Journal.Unbind(LATER, 'D-1', 'P-1');
    Missed('09.state');
  except
    on E: EScor do
      FactError('09.state', E);
  end;
  FactCount('09.rebuilt', Build(B, LATER), '"numero":');
  FactJson('09.given.up', B.Journal.RebuildLot(LATER, 3));
end;

procedure ReadBack(const B: TBook);
var
  Json, Mac: UnicodeString;
  Seq: Int64;
begin
  FactFnv('09.pdf', B.Journal.PiecePdf('P-1'));
  FactCount('09.log', B.Journal.Log(0, 1000), '"seq":');
  FactCount('09.log.after', B.Journal.Log(5, 3), '"seq":');
  Seq := B.Journal.Head(Mac);
  FactInt('09.head', Seq);
  FactInt('09.descends', Ord(B.Journal.Descends(Seq, Mac)));
  FactInt('09.forged', Ord(B.Journal.Descends(Seq, UnicodeString(StringOfChar('0', 64)))));
  Json := B.Journal.Check;
  FactPick('09.check', Json, 'sound');
  FactPick('09.check.ruptures', Json, 'ruptures');
end;

procedure Need(Right: Boolean; const What: UnicodeString);
begin
  if not Right then
    raise Exception.Create(ScorText(What));
end;

{ Calls without facts: figures, tables, papers, evidence. }
procedure Reported(const B: TBook);
const
  FIRST = NOW - DAY;
  LAST = NOW + 5 * DAY;
var
  Came, Given: TBytes;
begin
  Need(Pos(UnicodeString('scor.chiffres/1'), B.Journal.Stats(NOW + 4 * DAY, FIRST, LAST)) > 0, 'figures');
  Need(B.Journal.ExportTable(SCOR_EXPORT_DOSSIERS, SCOR_FORM_CSV, FIRST, LAST, False, OutPath('dossiers d''été.csv')) = 3,
    'a row for each dossier');
  Given := B.Journal.Report(FIRST, LAST);
  Need((Length(Given) > 5) and (Given[0] = Ord('%')) and (Given[1] = Ord('P')), 'report');
  try
    B.Journal.Bordereau('2027-01-06');
    Missed('bordereau');
  except
    on E: EScor do
      Need(E.Code = SCOR_E_SUIVI_NOTHING, 'bordereau');
  end;
  Need(Pos(UnicodeString('scor.preuve/1'), B.Journal.Evidence(NOW + 4 * DAY, 'P-1')) > 0, 'evidence');
  Came := Input('tests/scenario/inputs/arl-inconnu.eml');
  Given := B.Journal.ReturnBytes(1);
  Need((Length(Given) = Length(Came)) and CompareMem(@Given[0], @Came[0], Length(Came)), 'return');
  Need(Length(B.Journal.ChainKey) = 32, 'key of the chain');
end;

procedure Copied(var B: TBook);
var
  Mac: UnicodeString;
begin
  B.Journal.Backup(OutPath('copie.scor'));
  try
    B.Journal.Backup(OutPath('copie.scor'));
    Missed('09.target');
  except
    on E: EScor do
      FactError('09.target', E);
  end;
  B.Journal.Free;
  B.Journal := TScorJournal.Restore(OutPath('copie.scor'), OutPath('retour.scor'), B.Key, B.Context);
  FactInt('09.restored', B.Journal.Head(Mac));
  B.Journal.Free;
end;

function KeyOf(Value: Byte): TBytes;
begin
  Result := nil;
  SetLength(Result, 32);
  FillChar(Result[0], 32, Value);
end;

procedure Rotated(var B: TBook);
begin
  FactNoJournal('09.key', B, KeyOf(5));
  B.Journal := TScorJournal.Open(OutPath('suivi.scor'), B.Key, B.Context);
  B.Journal.RotateKey(NOW + 5 * DAY, KeyOf(9), True);
  B.Journal.Free;
  B.Journal := TScorJournal.Open(OutPath('suivi.scor'), KeyOf(9), B.Context);
  FactPick('09.rotated', B.Journal.Check, 'sound');
  FactJson('09.purged', B.Journal.Purge(NOW + 200 * DAY));
  try
    B.Journal.PiecePdf('P-1');
    Missed('09.gone');
  except
    on E: EScor do
      FactError('09.gone', E);
  end;
  B.Journal.Free;
end;

procedure StepJournal(const S: TState);
var
  B: TBook;
  I: Integer;
begin
  B.S := S;
  B.Journal := nil;
  SetLength(B.Key, 32);
  for I := 0 to 31 do
    B.Key[I] := Byte(I * 7 + 1);
  B.Context.Profile := S.Profile;
  B.Context.Territory := 'metropole';
  B.Context.Profession := 'infirmier';
  Opened(B);
  Told(B);
  Sent(B);
  SentAgain(B);
  Answered(B);
  Mended(B);
  ReadBack(B);
  Reported(B);
  Copied(B);
  Rotated(B);
end;

end.
