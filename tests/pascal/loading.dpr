{ What ScorLoad says of a file that is not the library it wants, and that it loads from any folder:
  loading FOLDER. The folder holds scor, abi, width, other and text (all with the system's ending), and scor again in
  "dossier été œuvre". }
program loading;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$CODEPAGE UTF8}{$ENDIF}
{$IFDEF MSWINDOWS}{$APPTYPE CONSOLE}{$ENDIF}

uses
  {$IFDEF UNIX}cthreads, cwstring,{$ENDIF}
  SysUtils, ScorApi, Scor;

const
  {$IFDEF MSWINDOWS}
  ENDING = '.dll';
  {$ELSE}
  ENDING = '.so';
  {$ENDIF}
  OTHER_WIDTH = {$IFDEF CPU64}'est de 32 bits, ce programme de 64'{$ELSE}'est de 64 bits, ce programme de 32'{$ENDIF};

var
  Failed: Integer = 0;
  Folder: UnicodeString;

procedure Check(Right: Boolean; const What: string);
begin
  if Right then
    Exit;
  Inc(Failed);
  WriteLn('FAIL ', What);
end;

procedure Refused(const Name, Reason: UnicodeString);
begin
  try
    ScorLoad(Folder + '/' + Name + ENDING);
    Check(False, string(Name) + ' was loaded');
  except
    on E: EScorLoad do
      Check(Pos(ScorText(Reason), E.Message) > 0, string(Name) + ': ' + string(E.Message));
  end;
  Check(not ScorLoaded, 'nothing is loaded');
end;

procedure Works;
var
  Document: TScorDocument;
begin
  Check(ScorLoaded and (ScorVersion <> ''), 'loaded');
  try
    Document := TScorDocument.Open(TBytes(nil));
    Document.Free;
    Check(False, 'an empty file was opened');
  except
    on E: EScor do
    begin
      Check(E.Code = SCOR_E_SOURCE_EMPTY, 'code');
      Check(E.Key = 'source.empty', 'key');
      Check(E.MessageFr = 'le fichier est vide', 'message');
      Check(E.Message = ScorText(E.MessageFr), 'message of the exception');
    end;
  end;
end;

begin
  Check(not ScorLoaded, 'a unit that loads by itself');
  Folder := UnicodeString(ParamStr(1));
  Refused('absente', 'est introuvable');
  Refused('text', 'le fichier est abîmé ou d''une autre sorte');
  Refused('width', OTHER_WIDTH);
  Refused('other', 'n''est pas la bibliothèque scor');
  Refused('abi', 'parle la version 99 de l''interface');
  try
    ScorLoad(Folder + '/dossier été œuvre/scor' + ENDING);
    Works;
    ScorLoad(Folder + '/absente' + ENDING);
  except
    on E: Exception do
      Check(False, string(E.Message));
  end;
  if Failed > 0 then
    Halt(1);
  WriteLn('ok');
end.
