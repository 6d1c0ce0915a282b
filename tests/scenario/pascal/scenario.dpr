{ The scenario in Pascal, over Scor.pas: scenario LIBRARY ROOT OUT. See ../README.md. }
program scenario;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$ENDIF}
{$IFDEF MSWINDOWS}{$APPTYPE CONSOLE}{$ENDIF}

uses
  {$IFDEF UNIX}cthreads, cwstring,{$ENDIF}
  SysUtils, Math, ScorApi, Scor, facts, images, lots, journals;

var
  Lines: Integer = 0;

procedure CountLine(Level: Integer; const Text: UnicodeString);
begin
  Inc(Lines);
end;

procedure StepVersion;
begin
  FactInt('01.abi', scor_abi_version());
  FactInt('01.number', ScorVersionNumber);
  FactText('01.version', ScorVersion);
  FactText('01.status.0', ScorStatusName(0));
  FactText('01.status.-103', ScorStatusName(-103));
  FactText('01.status.1', ScorStatusName(1));
  ScorSetLog(CountLine);
  ScorSetLog(nil);
  FactInt('01.log', 0);
  try
    TScorDocument.Open(TBytes(nil)).Free;
    Missed('01.empty');
  except
    on E: EScor do
    begin
      FactError('01.empty', E);
      FactText('01.empty.en', E.MessageEn);
      FactJson('01.empty.details', E.Details);
    end;
  end;
  try
    TScorDocument.Open(BytesOf('bonjour')).Free;
    Missed('01.unknown');
  except
    on E: EScor do
      FactError('01.unknown', E);
  end;
end;

function BundleOf(const Data: TBytes): TScorBundle;
begin
  Result := TScorBundle.Create;
  Result.Add('profile.toml', Data);
end;

procedure StepProfile(var S: TState);
var
  Bundle: TScorBundle;
  Profile: TScorProfile;
begin
  S.Profile := TScorProfile.CreatePublic;
  FactPick('02.id', S.Profile.Show, 'id');
  FactInt('02.suite', S.Profile.Suite);
  FactText('02.arl', S.Profile.Recognise('SCOR-PUBLIC/ARL'));
  if S.Profile.Recognise('bonjour') = '' then
    FactNull('02.none');

  Bundle := TScorBundle.Read(RootPath('tests/scenario/inputs/profil'));
  FactPick('02.own.seal', Bundle.Check, 'severity');
  S.Own := TScorProfile.Load(Bundle);
  Bundle.Free;
  FactPick('02.own.id', S.Own.Show, 'id');

  Bundle := BundleOf(Input('tests/scenario/inputs/profil/profile.toml'));
  Profile := TScorProfile.Load(Bundle);
  FactPick('02.added', Profile.Show, 'id');
  Profile.Free;
  Bundle.Free;

  Bundle := BundleOf(BytesOf('id = '));
  try
    TScorProfile.Load(Bundle).Free;
    Missed('02.bad');
  except
    on E: EScor do
    begin
      FactError('02.bad', E);
      FactJson('02.bad.details', E.Details);
    end;
  end;
  Bundle.Free;
end;

procedure Run;
var
  S: TState;
  I: Integer;
begin
  StepVersion;
  StepProfile(S);
  StepFacture(S);
  StepImages(S);
  StepPiece(S);
  StepLot(S);
  StepSeal(S);
  StepMail(S);
  StepJournal(S);
  for I := 0 to 1 do
  begin
    S.Piece[I].Free;
    S.Report[I].Free;
  end;
  S.Lot.Free;
  S.Certificate.Free;
  S.Own.Free;
  S.Profile.Free;
  PrintFacts;
end;

begin
  { As Delphi before version 12 runs: invalid operation, division by zero and overflow raise. }
  SetExceptionMask([exDenormalized, exUnderflow, exPrecision]);
  try
    ScorLoad(UnicodeString(ParamStr(1)));
    SetFolders(ParamStr(2), ParamStr(3));
    Run;
  except
    on E: Exception do
    begin
      WriteLn(ErrOutput, 'scenario: ', E.ClassName, ': ', E.Message);
      ExitCode := 1;
    end;
  end;
end.
