{ The library under floating-point exceptions that raise: fpu LIBRARY PROBE IMAGE.
  All six are let through, also "not exact", which any division of a page by a scale gives: without the switch in the
  library no call that computes comes through. }
program fpu;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$ENDIF}
{$IFDEF MSWINDOWS}{$APPTYPE CONSOLE}{$ENDIF}

uses
  {$IFDEF UNIX}cthreads, cwstring, DynLibs,{$ELSE}{$IFDEF FPC}Windows,{$ELSE}Winapi.Windows,{$ENDIF}{$ENDIF}
  SysUtils, Classes, Math, ScorApi, Scor;

type
  TProbe = procedure(A, B: Double; R: PDouble); cdecl;

var
  Failed: Integer = 0;
  Inside: string = '';

procedure Check(Right: Boolean; const What: string);
begin
  if Right then
    Exit;
  Inc(Failed);
  WriteLn('FAIL ', What);
end;

{ What the calls raise, by name; empty for nothing. }
function Raised(Probe: TProbe; A, B: Double): string;
var
  R: Double;
begin
  Result := '';
  SetExceptionMask([exDenormalized, exUnderflow, exPrecision]);
  try
    Probe(A, B, @R);
  except
    on E: Exception do
      Result := string(E.ClassName);
  end;
end;

{ The host's own division under what is in force. }
function OwnDivision: string;
var
  A, B: Double;
begin
  Result := '';
  A := 1;
  B := 0;
  try
    A := A / B;
    if A > 0 then
      Result := 'no exception';
  except
    on E: Exception do
      Result := string(E.ClassName);
  end;
end;

type
  THost = class
    procedure Progress(Sender: TObject; Done, Total: UInt64; var Cancel: Boolean);
  end;

{ The host's settings are in force inside a callback too. }
procedure THost.Progress(Sender: TObject; Done, Total: UInt64; var Cancel: Boolean);
begin
  if Inside = '' then
    Inside := OwnDivision;
end;

procedure Scanned(const Image: TBytes);
var
  Host: THost;
  Scan: TScorScan;
  Document: TScorDocument;
  Report: TScorReport;
  Pdf: TBytes;
begin
  Host := THost.Create;
  Scan := TScorScan.Create;
  Scan.OnProgress := Host.Progress;
  SetExceptionMask([]);
  Document := TScorDocument.Open(Image);
  Scan.Add(Document);
  Report := Scan.Run(Pdf);
  Check(GetExceptionMask = [], 'the host''s mask is there after the calls');
  SetExceptionMask([exDenormalized, exUnderflow, exPrecision]);
  Check(Length(Pdf) > 0, 'a PDF under exceptions that raise');
  Check(Inside = 'EZeroDivide', 'the host''s division in a callback: ' + Inside);
  Check(OwnDivision = 'EZeroDivide', 'the host''s division after the calls');
  Report.Free;
  Document.Free;
  Scan.Free;
  Host.Free;
end;

procedure Probed(const Path: string);
var
  {$IFDEF MSWINDOWS}
  Handle: HMODULE;
  {$ELSE}
  Handle: TLibHandle;
  {$ENDIF}
  Bare, Guarded: TProbe;
begin
  {$IFDEF MSWINDOWS}
  Handle := LoadLibraryW(PWideChar(UnicodeString(Path)));
  @Bare := GetProcAddress(Handle, 'probe_bare');
  @Guarded := GetProcAddress(Handle, 'probe_guarded');
  {$ELSE}
  Handle := LoadLibrary(RawByteString(UTF8Encode(UnicodeString(Path))));
  @Bare := GetProcedureAddress(Handle, 'probe_bare');
  @Guarded := GetProcedureAddress(Handle, 'probe_guarded');
  {$ENDIF}
  Check(Raised(Bare, 1, 0) <> '', 'without the switch 1/0 raises in the host');
  Check(Raised(Bare, 0, 0) <> '', 'without the switch 0/0 raises in the host');
  Check(Raised(Bare, 1e308, 1e-308) <> '', 'without the switch an overflow raises in the host');
  Check(Raised(Guarded, 1, 0) = '', 'with it 1/0 does not: ' + Raised(Guarded, 1, 0));
  Check(Raised(Guarded, 0, 0) = '', 'with it 0/0 does not');
  Check(Raised(Guarded, 1e308, 1e-308) = '', 'with it an overflow does not');
end;

var
  Stream: TFileStream;
  Image: TBytes;
begin
  try
    ScorLoad(UnicodeString(ParamStr(1)));
    Probed(ParamStr(2));
    Stream := TFileStream.Create(TScorString(ParamStr(3)), fmOpenRead or fmShareDenyWrite);
    Image := ScorReadAll(Stream);
    Stream.Free;
    Scanned(Image);
  except
    on E: Exception do
      Check(False, string(E.ClassName) + ': ' + string(E.Message));
  end;
  if Failed > 0 then
    Halt(1);
  WriteLn('ok');
end.
