{ Steps 03 and 06 to 08: factures and dossiers to a lot, the lot sealed and mailed, and a message that comes back. }
unit lots;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$CODEPAGE UTF8}{$ENDIF}

interface

uses
  SysUtils, Classes, ScorApi, Scor, facts, images;

function Facture(const Invoice: UnicodeString): TScorFacture;
procedure StepFacture(const S: TState);
procedure StepLot(var S: TState);
procedure StepSeal(var S: TState);
procedure StepMail(const S: TState);

implementation

function Facture(const Invoice: UnicodeString): TScorFacture;
begin
  Result := TScorFacture.Create;
  Result.SetText(SCOR_FACTURE_EMITTER_TYPE, 'TP');
  Result.SetText(SCOR_FACTURE_EMITTER, '00000000123456');
  Result.SetText(SCOR_FACTURE_INVOICE, Invoice);
  Result.SetText(SCOR_FACTURE_FSE_LOT, '017');
  Result.SetText(SCOR_FACTURE_FSE_DATE, '2026-12-30');
  Result.SetText(SCOR_FACTURE_REGIME, '01');
  Result.SetText(SCOR_FACTURE_CAISSE, '996');
  Result.SetText(SCOR_FACTURE_CARE_DATE, '2026-12-29');
  Result.SetNumber(SCOR_FACTURE_MODE, SCOR_MODE_SECURISE);
  Result.SetNumber(SCOR_FACTURE_TEST, 1);
end;

procedure FactCheck(const Key: UnicodeString; Dossier: TScorDossier; Profile: TScorProfile; Fse: Integer);
var
  Missing, Waiting: UnicodeString;
begin
  FactInt(Key + '.colour', Dossier.Check(Profile, Fse, Missing, Waiting));
  FactJson(Key + '.missing', Missing);
  FactJson(Key + '.waiting', Waiting);
end;

procedure Needs(const S: TState; const Key: UnicodeString; Field, Amount: Integer);
var
  Made: TScorFacture;
  Dossier: TScorDossier;
begin
  Made := Facture('1');
  Made.SetNumber(Field, Amount);
  Dossier := TScorDossier.Create('T', Made);
  FactCheck(Key, Dossier, S.Profile, 0);
  Dossier.Free;
  Made.Free;
end;

procedure RefusedFacture(const Key: UnicodeString; Field: Integer; const Text: UnicodeString);
var
  Made: TScorFacture;
begin
  Made := Facture('1');
  Made.SetText(Field, Text);
  try
    TScorDossier.Create('T', Made).Free;
    Missed(Key);
  except
    on E: EScor do
    begin
      FactError(Key, E);
      if Field = SCOR_FACTURE_CARE_DATE then
        FactJson(Key + '.details', E.Details);
    end;
  end;
  Made.Free;
end;

procedure StepFacture(const S: TState);
begin
  Needs(S, '03.secure', SCOR_FACTURE_MODE, SCOR_MODE_SECURISE);
  Needs(S, '03.degraded', SCOR_FACTURE_MODE, SCOR_MODE_DEGRADE);
  Needs(S, '03.dap1', SCOR_FACTURE_DAP, SCOR_DAP_FIRST_INVOICE);
  Needs(S, '03.dap2', SCOR_FACTURE_DAP, SCOR_DAP_LATER_INVOICE);
  Needs(S, '03.numeric', SCOR_FACTURE_ORDONNANCE_NUMERIQUE, 1);
  Needs(S, '03.two', SCOR_FACTURE_ORDONNANCES, 2);
  RefusedFacture('03.date', SCOR_FACTURE_CARE_DATE, '2026-13-40');
  RefusedFacture('03.nir', SCOR_FACTURE_NIR, '255999999999999');
end;

function DossierOf(const Id, Invoice: UnicodeString): TScorDossier;
var
  Made: TScorFacture;
begin
  Made := Facture(Invoice);
  Result := TScorDossier.Create(Id, Made);
  Made.Free;
end;

procedure Packed_(var S: TState; All: TScorLots);
begin
  FactInt('06.count', All.Count);
  FactJson('06.report', All.Report);
  S.Lot := All.Pack(0, NOW, []);
  FactText('06.name', S.Lot.Name);
  FactText('06.recipient', S.Lot.Recipient);
  FactFnv('06.manifest', S.Lot.Manifest);
  FactFnv('06.container', S.Lot.Container);
  FactFnv('06.part', S.Lot.Part);
end;

procedure StepLot(var S: TState);
var
  Dossiers: array[0..2] of TScorDossier;
  Builder: TScorLotBuilder;
  All: TScorLots;
  I: Integer;
begin
  Dossiers[0] := DossierOf('D-1', '123456789');
  Dossiers[1] := DossierOf('D-2', '2');
  Dossiers[2] := DossierOf('D-3', '3');
  Dossiers[0].Add(S.Piece[0]);
  try
    Dossiers[0].Add(S.Piece[0]);
    Missed('06.twice');
  except
    on E: EScor do
      FactError('06.twice', E);
  end;
  FactCheck('06.waiting', Dossiers[0], S.Own, 0);
  FactCheck('06.ready', Dossiers[0], S.Own, SCOR_FSE_ARL);
  Dossiers[1].Add(S.Piece[1]);
  Dossiers[1].SetHorsScor(True);
  Builder := TScorLotBuilder.Create;
  for I := 0 to 2 do
  begin
    Builder.Add(Dossiers[I], SCOR_FSE_ARL);
    Dossiers[I].Free;
  end;
  All := Builder.Build(S.Own, 7);
  Packed_(S, All);
  All.Free;
  try
    Builder.Build(S.Own, -1).Free;
    Missed('06.number');
  except
    on E: EScor do
      FactError('06.number', E);
  end;
  Builder.Free;
end;

{ The warnings of a choice. }
procedure FactWarnings(const Key: UnicodeString; Trust: TScorTrust; All: TScorCertificates);
var
  Warnings: UnicodeString;
begin
  Trust.Choose(All, NOW, Warnings).Free;
  FactJson(Key, Warnings);
end;

function Certificates(const Name: string): TScorCertificates;
begin
  Result := TScorCertificates.Parse(Input('tests/scenario/inputs/' + Name));
end;

procedure Choose(var S: TState; All: TScorCertificates);
var
  Trust: TScorTrust;
  Root, Inter: TScorCertificates;
  Warnings: UnicodeString;
begin
  Root := Certificates('root.pem');
  Inter := Certificates('inter.pem');
  Trust := TScorTrust.Create;
  Trust.UseProfile(S.Profile);
  Trust.AddAnchors(Root);
  Trust.AddIntermediates(Inter);
  try
    Trust.Choose(All, NOW, Warnings).Free;
    Missed('07.missing');
  except
    on E: EScor do
      FactError('07.missing', E);
  end;
  Trust.AddCrls(Input('tests/scenario/inputs/lists.pem'));
  S.Certificate := Trust.Choose(All, NOW, Warnings);
  FactText('07.chosen', S.Certificate.Fingerprint);
  FactJson('07.warnings', Warnings);
  Trust.WarnDays([4000]);
  FactWarnings('07.soon', Trust, All);
  Trust.SetNumber(SCOR_TRUST_REVOCATION, SCOR_REVOCATION_UNCHECKED);
  FactWarnings('07.unchecked', Trust, All);
  try
    Trust.Choose(All, NOW + 10000 * DAY, Warnings).Free;
    Missed('07.expired');
  except
    on E: EScor do
      FactError('07.expired', E);
  end;
  Trust.Free;
  Root.Free;
  Inter.Free;
end;

procedure Pinned(All: TScorCertificates; Single: TScorCertificate);
var
  Trust: TScorTrust;
begin
  Trust := TScorTrust.Create;
  Trust.Pin(Single);
  FactWarnings('07.pinned', Trust, All);
  Trust.Free;
end;

{ The message around a lot, and what it says of itself. }
procedure Mailed(const S: TState; const Sealed: TBytes);
var
  Letter: TScorMessage;
  Bytes: TBytes;
  Mail: TScorMail;
begin
  Letter := S.Lot.NewMessage;
  Letter.SetText(SCOR_MESSAGE_FROM, 'cabinet@exemple.example');
  Letter.SetText(SCOR_MESSAGE_ID, 'lot-7@exemple.example');
  Bytes := Letter.Write(Sealed, SCOR_SUITE_COMPAT, NOW);
  Letter.Free;
  FactInt('07.mail', Length(Bytes));
  Mail := TScorMail.Read(Bytes);
  FactText('07.subject', Mail.Subject);
  FactText('07.sender', Mail.From);
  FactText('07.id', Mail.MessageId);
  FactInt('07.parts', Mail.PartCount);
  FactText('07.type', Mail.PartType(0));
  Mail.Free;
end;

procedure Seal(const S: TState);
var
  Part, Compat: TBytes;
begin
  Part := S.Lot.Part;
  Compat := ScorSeal(Part, [S.Certificate], SCOR_SUITE_COMPAT);
  FactInt('07.sealed.1', Length(Compat));
  FactInt('07.sealed.3', Length(ScorSeal(Part, [S.Certificate], SCOR_SUITE_MODERN)));
  try
    ScorSeal(Part, [], SCOR_SUITE_COMPAT);
    Missed('07.nobody');
  except
    on E: EScor do
      FactError('07.nobody', E);
  end;
  Mailed(S, Compat);
end;

procedure Written;
var
  Letter: TScorMessage;
begin
  FactFnv('07.plain', ScorMessagePart(BytesOf('bonjour'), False, 'text/plain', 'Essai', 'essai.txt'));
  FactFnv('07.zipped', ScorMessagePart(BytesOf('bonjour'), True, 'text/plain'));
  Letter := TScorMessage.Create;
  Letter.SetText(SCOR_MESSAGE_FROM, 'a@exemple.example');
  Letter.SetText(SCOR_MESSAGE_ID, '1@exemple.example');
  Letter.SetText(SCOR_MESSAGE_SUBJECT, 'Essai');
  Letter.AddTo('b@exemple.example');
  Letter.AddHeader('X-Essai', 'été');
  Letter.SetColumns(76);
  FactFnv('07.own', Letter.Write(BytesOf('bonjour'), SCOR_SUITE_COMPAT, NOW));
  Letter.SetText(SCOR_MESSAGE_SUBJECT, 'a'#10'b');
  try
    Letter.Write(BytesOf('bonjour'), SCOR_SUITE_COMPAT, NOW);
    Missed('07.header');
  except
    on E: EScor do
      FactError('07.header', E);
  end;
  Letter.Free;
end;

procedure StepSeal(var S: TState);
var
  All: TScorCertificates;
  Single: TScorCertificate;
begin
  All := Certificates('recipient.pem');
  FactInt('07.count', All.Count);
  Single := All.Get(0);
  FactText('07.fingerprint', Single.Fingerprint);
  FactText('07.serial', Single.Serial);
  FactInt('07.from', Single.NotBefore);
  FactInt('07.to', Single.NotAfter);
  FactInt('07.bits', Single.RsaBits);
  FactFnv('07.der', Single.Der);
  Choose(S, All);
  Pinned(All, Single);
  Single.Free;
  All.Free;
  Seal(S);
  Written;
end;

procedure StepMail(const S: TState);
var
  Mail: TScorMail;
  Bounds: TScorMailBounds;
  Stream: TBytesStream;
begin
  Stream := TBytesStream.Create(Input('tests/scenario/inputs/arl-positif.eml'));
  Mail := TScorMail.Read(Stream);
  FactText('08.subject', Mail.Subject);
  FactText('08.from', Mail.From);
  FactText('08.id', Mail.MessageId);
  FactInt('08.parts', Mail.PartCount);
  FactText('08.type', Mail.PartType(0));
  FactText('08.charset', Mail.PartCharset(0));
  FactText('08.description', Mail.PartDescription(0));
  FactText('08.filename', Mail.PartFilename(0));
  FactInt('08.size', Length(Mail.PartData(0)));
  FactFnv('08.data', Mail.PartData(0));
  FactText('08.kind', S.Profile.Recognise(Mail.PartDescription(0)));
  Mail.Free;
  Bounds := TScorMailBounds.Create;
  Bounds.SetNumber(SCOR_MAIL_MAX_BYTES, 100);
  try
    TScorMail.Read(Stream, Bounds).Free;
    Missed('08.large');
  except
    on E: EScor do
      FactError('08.large', E);
  end;
  Bounds.Free;
  Stream.Free;
end;

end.
