{ Nanoseconds of a trivial call through ScorApi.pas and through Scor.pas: calls LIBRARY. }
program calls;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$ENDIF}
{$IFDEF MSWINDOWS}{$APPTYPE CONSOLE}{$ENDIF}

uses
  {$IFDEF UNIX}cthreads, cwstring,{$ENDIF}
  SysUtils, ScorApi, Scor;

const
  TIMES = 5000000;

var
  I: Integer;
  Sum: Int64;
  Start: QWord;
  Profile: TScorProfile;

begin
  ScorLoad(UnicodeString(ParamStr(1)));
  Sum := 0;
  Start := GetTickCount64;
  for I := 1 to TIMES do
    Sum := Sum + scor_version_number();
  WriteLn('ScorApi.pas: ', (GetTickCount64 - Start) * 1000000 div TIMES, ' ns a call');
  Profile := TScorProfile.CreatePublic;
  Start := GetTickCount64;
  for I := 1 to TIMES do
    Sum := Sum + Profile.Suite;
  WriteLn('Scor.pas, a property of an object: ', (GetTickCount64 - Start) * 1000000 div TIMES, ' ns a call');
  Profile.Free;
  if Sum = 0 then
    Halt(1);
end.
