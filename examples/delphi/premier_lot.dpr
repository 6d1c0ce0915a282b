{ Le premier lot, de l'image au message : à copier et à adapter. Delphi XE2 et plus, Free Pascal.

      fpc -Mdelphi -Fu bindings/delphi examples/delphi/premier_lot.dpr
      premier_lot BIBLIOTHEQUE SORTIE DESTINATAIRE RACINE AUTORITES LISTES MOMENT IMAGE...

  BIBLIOTHEQUE : scor1.dll, ou '' pour celle du dossier du programme. SORTIE est un dossier qui existe. DESTINATAIRE : les
  certificats de la caisse ; RACINE : ce à quoi l'on fait confiance ; AUTORITES : les certificats entre les deux ;
  LISTES : leurs listes de révocation (PEM ou DER). MOMENT : secondes depuis 1970 UTC. IMAGE : les pages d'une
  ordonnance, de tout format que la bibliothèque lit. }
program premier_lot;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$CODEPAGE UTF8}{$ENDIF}
{$IFDEF MSWINDOWS}{$APPTYPE CONSOLE}{$ENDIF}

uses
  {$IFDEF UNIX}cthreads, cwstring,{$ENDIF}
  SysUtils, Classes, ScorApi, Scor;

function Lire(const Chemin: string): TBytes;
var
  Fichier: TFileStream;
begin
  Fichier := TFileStream.Create(Chemin, fmOpenRead or fmShareDenyWrite);
  try
    Result := ScorReadAll(Fichier);
  finally
    Fichier.Free;
  end;
end;

procedure Ecrire(const Chemin: string; const Octets: TBytes);
var
  Fichier: TFileStream;
begin
  Fichier := TFileStream.Create(Chemin, fmCreate);
  try
    if Length(Octets) > 0 then
      Fichier.WriteBuffer(Octets[0], Length(Octets));
  finally
    Fichier.Free;
  end;
end;

{ 1. Les pages deviennent un PDF noir et blanc, ou un refus avec ses raisons. }
function Numeriser(Profil: TScorProfile; Maintenant: Int64): TScorPiece;
var
  Scan: TScorScan;
  Page: TScorDocument;
  Rapport: TScorReport;
  Pdf: TBytes;
  I: Integer;
begin
  Rapport := nil;
  Scan := TScorScan.Create;
  try
    Scan.UseProfile(Profil);
    for I := 8 to ParamCount do
    begin
      Page := TScorDocument.Open(Lire(ParamStr(I)));
      try
        Scan.Add(Page);
      finally
        Page.Free;
      end;
    end;
    Rapport := Scan.Run(Pdf);
    WriteLn(Rapport.Json);
    if Rapport.Verdict = SCOR_VERDICT_REFUSED then
      { À l'écran : les défauts du rapport, et une nouvelle prise tant que l'original est là. }
      raise Exception.Create('image refusée, à reprendre');
    Ecrire(ParamStr(2) + '/piece.pdf', Pdf);
    { L'opérateur a vu la page et confirme qu'elle se lit : le dernier argument en garde le moment. }
    Result := TScorPiece.Create(Profil, 'P-1', 'ORDN', '', SCOR_MEDIUM_DIGITAL, Pdf, Rapport, Maintenant);
  finally
    Rapport.Free;
    Scan.Free;
  end;
end;

{ 2. La facture à laquelle la pièce appartient, et son dossier. }
function Ranger(Profil: TScorProfile; Piece: TScorPiece): TScorDossier;
var
  Facture: TScorFacture;
  Manque, Attend: UnicodeString;
begin
  Facture := TScorFacture.Create;
  try
    Facture.SetText(SCOR_FACTURE_EMITTER_TYPE, 'TP');
    Facture.SetText(SCOR_FACTURE_EMITTER, '00000000123456');
    Facture.SetText(SCOR_FACTURE_INVOICE, '123456789');
    Facture.SetText(SCOR_FACTURE_FSE_LOT, '017');
    Facture.SetText(SCOR_FACTURE_FSE_DATE, '2026-12-30');
    Facture.SetText(SCOR_FACTURE_REGIME, '01');
    Facture.SetText(SCOR_FACTURE_CAISSE, '996');
    Facture.SetText(SCOR_FACTURE_CARE_DATE, '2026-12-29');
    Facture.SetNumber(SCOR_FACTURE_MODE, SCOR_MODE_SECURISE);
    Facture.SetNumber(SCOR_FACTURE_TEST, 1);
    Result := TScorDossier.Create('D-1', Facture);
  finally
    Facture.Free;
  end;
  Result.Add(Piece);
  Result.Check(Profil, SCOR_FSE_ARL, Manque, Attend);
  WriteLn('manque : ', Manque, ', attend : ', Attend);
end;

function Certificats(Argument: Integer): TScorCertificates;
begin
  Result := TScorCertificates.Parse(Lire(ParamStr(Argument)));
end;

{ 3. Le certificat de la caisse, chaîne et révocation vérifiées. }
function Destinataire(Profil: TScorProfile; Maintenant: Int64): TScorCertificate;
var
  Confiance: TScorTrust;
  Candidats, Racines, Autorites: TScorCertificates;
  Avertissements: UnicodeString;
begin
  Racines := nil;
  Autorites := nil;
  Confiance := nil;
  Candidats := Certificats(3);
  try
    Racines := Certificats(4);
    Autorites := Certificats(5);
    Confiance := TScorTrust.Create;
    Confiance.UseProfile(Profil);
    Confiance.AddAnchors(Racines);
    Confiance.AddIntermediates(Autorites);
    Confiance.AddCrls(Lire(ParamStr(6)));
    Result := Confiance.Choose(Candidats, Maintenant, Avertissements);
  finally
    Confiance.Free;
    Autorites.Free;
    Racines.Free;
    Candidats.Free;
  end;
end;

{ 4. Le lot, scellé, dans le message à remettre au SMTP. }
procedure Envoyer(Profil: TScorProfile; Dossier: TScorDossier; Certificat: TScorCertificate; Maintenant: Int64);
var
  Constructeur: TScorLotBuilder;
  Lots: TScorLots;
  Lot: TScorLot;
  Courrier: TScorMessage;
begin
  Lots := nil;
  Lot := nil;
  Courrier := nil;
  Constructeur := TScorLotBuilder.Create;
  try
    Constructeur.Add(Dossier, SCOR_FSE_ARL);
    Lots := Constructeur.Build(Profil, 1);
    WriteLn(Lots.Report);
    Lot := Lots.Pack(0, Maintenant, [Certificat]);
    Courrier := Lot.NewMessage;
    Courrier.SetText(SCOR_MESSAGE_FROM, 'cabinet@exemple.example');
    Courrier.SetText(SCOR_MESSAGE_ID, 'lot-1@exemple.example');
    Ecrire(ParamStr(2) + '/message.eml',
      Courrier.Write(ScorSeal(Lot.Part, [Certificat], Profil.Suite), Profil.Suite, Maintenant));
    WriteLn(Lot.Name, ' pour ', Lot.Recipient);
  finally
    Courrier.Free;
    Lot.Free;
    Lots.Free;
    Constructeur.Free;
  end;
end;

var
  Maintenant: Int64;
  Profil: TScorProfile;
  Piece: TScorPiece;
  Dossier: TScorDossier;
  Certificat: TScorCertificate;

begin
  if ParamCount < 8 then
  begin
    WriteLn(ErrOutput, 'premier_lot BIBLIOTHEQUE SORTIE DESTINATAIRE RACINE AUTORITES LISTES MOMENT IMAGE...');
    Halt(64);
  end;
  Profil := nil;
  Piece := nil;
  Dossier := nil;
  Certificat := nil;
  try
    try
      ScorLoad(UnicodeString(ParamStr(1)));
      Maintenant := StrToInt64(ParamStr(7));
      Profil := TScorProfile.CreatePublic;
      Piece := Numeriser(Profil, Maintenant);
      Dossier := Ranger(Profil, Piece);
      Certificat := Destinataire(Profil, Maintenant);
      Envoyer(Profil, Dossier, Certificat, Maintenant);
    finally
      Certificat.Free;
      Dossier.Free;
      Piece.Free;
      Profil.Free;
    end;
  except
    on E: EScor do
    begin
      { Message en français pour l'écran ; clé stable pour le programme et le journal. }
      WriteLn(ErrOutput, E.Message, ' (', E.Key, ')');
      ExitCode := 1;
    end;
    on E: Exception do
    begin
      WriteLn(ErrOutput, E.Message);
      ExitCode := 1;
    end;
  end;
end.
