//! `ScorApi.pas`: the C names, and one table of entry points that an explicit call fills.

use super::header::{Function, Header, Type};

pub(crate) fn unit(header: &Header) -> String {
    let mut out = String::from(HEAD);
    out += "const\n";
    for (name, value, _) in &header.constants {
        // Pascal does not tell capitals: a constant named like a function gets another ending.
        let taken = header.functions.iter().any(|f| f.name.eq_ignore_ascii_case(name));
        out += &format!("  {name}{} = {value};\n", if taken { "_HEADER" } else { "" });
    }
    out += "\ntype\n  { Objects of the library. Their pointers are numbers, never addresses. }\n";
    for (name, _) in &header.handles {
        out += &format!("  {name} = record end;\n  P{name} = ^{name};\n  PP{name} = ^P{name};\n");
    }
    out += "\n";
    for callback in &header.callbacks {
        out += &format!("  {} = {}\n", callback.name, signature(callback));
    }
    out += "\nvar\n";
    for function in &header.functions {
        out += &format!("  {}: {}\n", function.name, signature(function));
    }
    out += &MIDDLE.replace("NAMES", &header.functions.len().to_string());
    for function in &header.functions {
        out += &format!("  Bind('{0}', @@{0});\n", function.name);
    }
    out + TAIL
}

/// `function(a: B; c: D): E; cdecl;`
fn signature(function: &Function) -> String {
    let arguments: Vec<String> =
        function.arguments.iter().map(|a| format!("{}: {}", safe(&a.name), name(&a.of))).collect();
    let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join("; ")) };
    let nothing = function.result == Type { base: "void".into(), constant: false, stars: 0 };
    match nothing {
        true => format!("procedure{arguments}; cdecl;"),
        false => format!("function{arguments}: {}; cdecl;", name(&function.result)),
    }
}

/// Words that Pascal keeps for itself.
fn safe(name: &str) -> String {
    match ["out", "to", "type", "string", "unit", "file", "end", "label", "of"].contains(&name) {
        true => format!("{name}_"),
        false => name.to_owned(),
    }
}

fn name(of: &Type) -> String {
    let plain = match of.base.as_str() {
        "int32_t" => "Integer",
        "uint32_t" => "Cardinal",
        "int64_t" => "Int64",
        "uint64_t" => "UInt64",
        "size_t" => "NativeUInt",
        "uint8_t" => "Byte",
        "char" => "AnsiChar",
        "void" => "ointer",
        other => other,
    };
    match (plain, of.stars) {
        ("ointer", 1) => "Pointer".into(),
        ("ointer", 2) => "PPointer".into(),
        (plain, stars) => "P".repeat(stars) + plain,
    }
}

const HEAD: &str = "\
{ scor, the C functions for Delphi (XE2 and later) and Free Pascal. Generated from include/scor.h; do not edit.

  Call ScorLoad once, before anything else; nothing is loaded before that. Text is UTF-8 (UTF8String), sizes in memory
  are NativeUInt. What each function does stands in include/scor.h and docs/integration/reference.md. }
unit ScorApi;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$ENDIF}

interface

uses
  SysUtils;

";

const MIDDLE: &str = "
type
  { The library is absent, of the other width, or of another version. }
  EScorLoad = class(Exception);

const
  { Number of entry points. }
  SCOR_ENTRY_POINTS = NAMES;
  {$IFDEF MSWINDOWS}
  SCOR_LIBRARY = 'scor1.dll';
  {$ELSE}
  SCOR_LIBRARY = 'libscor.so';
  {$ENDIF}

{ Loads the library and binds every entry point. Path is its file, or empty for SCOR_LIBRARY where the system looks.
  Raises EScorLoad with a message for the person at the screen. Calling again does nothing. The library is
  never unloaded. }
procedure ScorLoad(const Path: string = '');

{ Is the library bound? }
function ScorLoaded: Boolean;

implementation

uses
  {$IFDEF MSWINDOWS}
  {$IFDEF FPC}Windows{$ELSE}Winapi.Windows{$ENDIF};
  {$ELSE}
  DynLibs;
  {$ENDIF}

var
  Loaded: Boolean = False;
  {$IFDEF MSWINDOWS}
  Handle: HMODULE = 0;
  {$ELSE}
  Handle: TLibHandle = NilHandle;
  {$ENDIF}

function ScorLoaded: Boolean;
begin
  Result := Loaded;
end;

{$IFDEF MSWINDOWS}
procedure Open(const Name: string);
const
  Bits = {$IFDEF WIN64}64{$ELSE}32{$ENDIF};
var
  Wide: WideString;
  Code: Cardinal;
begin
  Wide := WideString(Name);
  Handle := LoadLibraryW(PWideChar(Wide));
  if Handle <> 0 then
    Exit;
  Code := GetLastError;
  case Code of
    126, 2, 3:
      raise EScorLoad.CreateFmt('%s est introuvable : placez-la dans le dossier du programme.', [Name]);
    193:
      raise EScorLoad.CreateFmt('%s n''est pas une DLL de %d bits : ce programme demande bin\\win-%s.',
        [Name, Bits, {$IFDEF WIN64}'x64'{$ELSE}'x86'{$ENDIF}]);
  else
    raise EScorLoad.CreateFmt('%s ne se charge pas : erreur Windows %d, %s', [Name, Code, SysErrorMessage(Code)]);
  end;
end;

function Find(const Name: AnsiString): Pointer;
begin
  Result := GetProcAddress(Handle, PAnsiChar(Name));
end;
{$ELSE}
procedure Open(const Name: string);
begin
  Handle := LoadLibrary(Name);
  if Handle = NilHandle then
    raise EScorLoad.CreateFmt('%s ne se charge pas : %s', [Name, GetLoadErrorStr]);
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
    raise EScorLoad.CreateFmt('La bibliotheque scor est plus ancienne que ce programme : %s y manque.', [string(Name)]);
end;

procedure BindAll;
begin
";

const TAIL: &str = "\
end;

procedure ScorLoad(const Path: string);
var
  Name: string;
begin
  if Loaded then
    Exit;
  Name := Path;
  if Name = '' then
    Name := SCOR_LIBRARY;
  {$IFDEF MSWINDOWS}if Handle = 0 then{$ELSE}if Handle = NilHandle then{$ENDIF}
    Open(Name);
  BindAll;
  if scor_abi_version() <> SCOR_ABI_VERSION_HEADER then
    raise EScorLoad.CreateFmt('La bibliotheque scor parle la version %d de l''interface, ce programme la version %d.',
      [scor_abi_version(), SCOR_ABI_VERSION_HEADER]);
  Loaded := True;
end;

end.
";
