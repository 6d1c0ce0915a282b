
type
  { The library is absent, of the other width, of another version, or no such library. }
  EScorLoad = class(Exception);

  { What Exception.Message is made of. }
  TScorString = {$IFDEF FPC}AnsiString{$ELSE}string{$ENDIF};

const
  { Number of entry points. }
  SCOR_ENTRY_POINTS = NAMES;
  {$IFDEF MSWINDOWS}
  SCOR_LIBRARY = 'scor1.dll';
  {$ELSE}
  SCOR_LIBRARY = 'libscor.so';
  {$ENDIF}

{ Loads the library and binds every entry point. Path is its file, or empty for SCOR_LIBRARY where the system looks (the
  program's folder first, on Windows). Raises EScorLoad with a message for the person at the screen; another try with
  another path may follow. After a success, calling again does nothing. The library is never unloaded. }
procedure ScorLoad(const Path: UnicodeString = '');

{ Is the library bound? }
function ScorLoaded: Boolean;

{ Text for Exception.Message, its accents right whatever `string` is in this program. }
function ScorText(const Text: UnicodeString): TScorString;

implementation

uses
  {$IFDEF MSWINDOWS}
  {$IFDEF FPC}Windows{$ELSE}Winapi.Windows{$ENDIF};
  {$ELSE}
  DynLibs;
  {$ENDIF}

const
  Bits = SizeOf(Pointer) * 8;

type
  {$IFDEF MSWINDOWS}
  TLibrary = HMODULE;
  {$ELSE}
  TLibrary = TLibHandle;
  {$ENDIF}

var
  Loaded: Boolean = False;
  Handle: TLibrary = 0;

function ScorLoaded: Boolean;
begin
  Result := Loaded;
end;

function ScorText(const Text: UnicodeString): TScorString;
{$IFDEF MSWINDOWS}
begin
  Result := TScorString(Text);
end;
{$ELSE}
var
  Bytes: RawByteString;
begin
  { Right without a string manager too. }
  Bytes := UTF8Encode(Text);
  SetCodePage(Bytes, DefaultSystemCodePage, False);
  Result := Bytes;
end;
{$ENDIF}

procedure Fail(const Text: UnicodeString);
begin
  raise EScorLoad.Create(ScorText(Text));
end;

function Number(Value: Int64): UnicodeString;
begin
  Result := UnicodeString(IntToStr(Value));
end;

{ What the first bytes of a file say of it: 32 or 64, the width of a program for this system; 0, something else. }
function WidthOf(const Start: array of Byte; Size: Integer): Integer;
{$IFDEF MSWINDOWS}
var
  At: Integer;
begin
  Result := 0;
  if (Size < 64) or (Start[0] <> Ord('M')) or (Start[1] <> Ord('Z')) then
    Exit;
  At := Start[60] or Start[61] shl 8 or Start[62] shl 16;
  if (Start[63] <> 0) or (At + 6 > Size) or (Start[At] <> Ord('P')) or (Start[At + 1] <> Ord('E')) then
    Exit;
  case Start[At + 4] or Start[At + 5] shl 8 of
    $014C: Result := 32;
    $8664: Result := 64;
  end;
end;
{$ELSE}
begin
  Result := 0;
  if (Size >= 5) and (Start[0] = $7F) and (Start[1] = Ord('E')) and (Start[2] = Ord('L')) and (Start[3] = Ord('F')) then
    case Start[4] of
      1: Result := 32;
      2: Result := 64;
    end;
end;
{$ENDIF}

procedure CheckWidth(const Path: UnicodeString; const Start: array of Byte; Size: Integer);
var
  Width: Integer;
begin
  Width := WidthOf(Start, Size);
  if Width = 0 then
    Fail(Path + ' n''est pas une bibliothèque pour ce système : le fichier est abîmé ou d''une autre sorte.');
  if Width <> Bits then
    Fail(Path + ' est de ' + Number(Width) + ' bits, ce programme de ' + Number(Bits)
      {$IFDEF MSWINDOWS}
      + ' : prenez scor1.dll du dossier bin\' + UnicodeString({$IFDEF WIN64}'win-x64'{$ELSE}'win-x86'{$ENDIF})
      {$ENDIF}
      + '.');
end;

{$IFDEF MSWINDOWS}
{ A path that is longer than Windows takes in its usual form, in the other one. }
function AnyLength(const Path: UnicodeString): UnicodeString;
var
  I: Integer;
begin
  Result := Path;
  if (Length(Path) <= 240) or (Path[2] <> ':') then
    Exit;
  for I := 1 to Length(Path) do
    if Path[I] = '/' then
      Result[I] := '\';
  Result := '\\?\' + Result;
end;

{ The file that a bare name means in the program's folder; the path itself otherwise. }
function Expected(const Path: UnicodeString): UnicodeString;
var
  Buffer: array[0..32767] of WideChar;
  Size: Cardinal;
begin
  Result := Path;
  if (Pos(UnicodeString('\'), Path) > 0) or (Pos(UnicodeString('/'), Path) > 0) then
    Exit;
  Size := GetModuleFileNameW(0, Buffer, Length(Buffer));
  while (Size > 0) and (Buffer[Size - 1] <> '\') do
    Dec(Size);
  SetString(Result, PWideChar(@Buffer[0]), Size);
  Result := Result + Path;
end;

procedure LookInto(const Path: UnicodeString; Named: Boolean);
var
  Disk: THandle;
  Start: array[0..1023] of Byte;
  Size: Cardinal;
begin
  Disk := CreateFileW(PWideChar(AnyLength(Path)), GENERIC_READ, FILE_SHARE_READ or FILE_SHARE_DELETE, nil,
    OPEN_EXISTING, 0, 0);
  if Disk = INVALID_HANDLE_VALUE then
  begin
    { A bare name may lie elsewhere on the way that Windows looks. }
    if Named then
      Fail(Path + ' est introuvable ou illisible (erreur Windows ' + Number(GetLastError) + ').');
    Exit;
  end;
  Size := 0;
  ReadFile(Disk, Start[0], SizeOf(Start), Size, nil);
  CloseHandle(Disk);
  CheckWidth(Path, Start, Size);
end;

procedure Open(const Path: UnicodeString);
var
  Code: Cardinal;
  Named: Boolean;
begin
  Named := Expected(Path) = Path;
  LookInto(Expected(Path), Named);
  Handle := LoadLibraryW(PWideChar(AnyLength(Path)));
  if Handle <> 0 then
    Exit;
  Code := GetLastError;
  case Code of
    126:
      if Named then
        Fail(Path + ' ne se charge pas : il manque une partie de Windows dont elle a besoin (Windows 10 ou plus récent).')
      else
        Fail(Path + ' est introuvable : placez-la dans le dossier du programme.');
    193:
      Fail(Path + ' n''est pas une DLL de ' + Number(Bits) + ' bits.');
  else
    Fail(Path + ' ne se charge pas : erreur Windows ' + Number(Code) + ', ' + UnicodeString(SysErrorMessage(Integer(Code))));
  end;
end;

procedure Close;
begin
  FreeLibrary(Handle);
  Handle := 0;
end;

function Find(const Name: AnsiString): Pointer;
begin
  Result := GetProcAddress(Handle, PAnsiChar(Name));
end;
{$ELSE}
{ The bytes that the system knows a file by; no string manager is asked. }
function FileName(const Path: UnicodeString): RawByteString;
begin
  Result := UTF8Encode(Path);
  SetCodePage(Result, DefaultFileSystemCodePage, False);
end;

procedure LookInto(const Path: UnicodeString);
var
  Disk: THandle;
  Start: array[0..63] of Byte;
  Size: Integer;
begin
  { A bare name is looked for by the system. }
  if Pos(UnicodeString('/'), Path) = 0 then
    Exit;
  Disk := FileOpen(FileName(Path), fmOpenRead or fmShareDenyNone);
  if Disk = THandle(-1) then
    Fail(Path + ' est introuvable ou illisible.');
  Size := FileRead(Disk, Start, SizeOf(Start));
  FileClose(Disk);
  CheckWidth(Path, Start, Size);
end;

procedure Open(const Path: UnicodeString);
begin
  LookInto(Path);
  Handle := LoadLibrary(FileName(Path));
  if Handle = 0 then
    Fail(Path + ' ne se charge pas : ' + UTF8Decode(GetLoadErrorStr));
end;

procedure Close;
begin
  UnloadLibrary(Handle);
  Handle := 0;
end;

function Find(const Name: AnsiString): Pointer;
begin
  Result := GetProcedureAddress(Handle, Name);
end;
{$ENDIF}

procedure Bind(const Name: AnsiString; Slot: PPointer);
begin
  Slot^ := Find(Name);
  if Slot^ = nil then
    Fail('La bibliothèque scor est plus ancienne que ce programme : ' + UnicodeString(Name) + ' y manque.');
end;

procedure CheckAbi(const Path: UnicodeString);
begin
  @scor_abi_version := Find('scor_abi_version');
  if not Assigned(scor_abi_version) then
    Fail(Path + ' n''est pas la bibliothèque scor.');
  if scor_abi_version() <> SCOR_ABI_VERSION_HEADER then
    Fail(Path + ' parle la version ' + Number(scor_abi_version()) + ' de l''interface scor, ce programme la version '
      + Number(SCOR_ABI_VERSION_HEADER) + ' : installez la bibliothèque livrée avec le programme.');
end;

procedure BindAll;
begin
