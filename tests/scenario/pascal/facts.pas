{ What the scenario prints: facts, sorted, one a line. See ../README.md. }
unit facts;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$ENDIF}

interface

uses
  SysUtils, Classes, ScorApi, Scor;

const
  NOW = Int64(1798761600);
  DAY = Int64(86400);

procedure FactInt(const Key: UnicodeString; Value: Int64);
procedure FactText(const Key, Text: UnicodeString);
procedure FactNull(const Key: UnicodeString);
procedure FactJson(const Key, Json: UnicodeString);
procedure FactFnv(const Key: UnicodeString; const Data: TBytes);
procedure FactPick(const Key, Json, Name: UnicodeString);
procedure FactCount(const Key, Json, Text: UnicodeString);
procedure FactError(const Key: UnicodeString; E: EScor);
{ A call that had to fail did not. }
procedure Missed(const Key: UnicodeString);

function Pick(const Json, Name: UnicodeString): UnicodeString;

procedure SetFolders(const Root, Out_: string);
{ A file of the repository. }
function Input(const Name: string): TBytes;
function RootPath(const Name: string): UnicodeString;
function OutPath(const Name: string): UnicodeString;
function BytesOf(const Text: AnsiString): TBytes;
procedure PrintFacts;

implementation

{$IFDEF MSWINDOWS}
uses
  {$IFDEF FPC}Windows{$ELSE}Winapi.Windows{$ENDIF};
{$ENDIF}

type
  TFact = record
    Key, Value: UnicodeString;
  end;

var
  Table: array of TFact;
  RootFolder, OutFolder: string;

procedure Put(const Key, Value: UnicodeString);
begin
  SetLength(Table, Length(Table) + 1);
  Table[High(Table)].Key := Key;
  Table[High(Table)].Value := Value;
end;

procedure FactInt(const Key: UnicodeString; Value: Int64);
begin
  Put(Key, UnicodeString(IntToStr(Value)));
end;

procedure FactText(const Key, Text: UnicodeString);
var
  Quoted: UnicodeString;
  I: Integer;
begin
  Quoted := '';
  for I := 1 to Length(Text) do
    if Ord(Text[I]) < 32 then
      Quoted := Quoted + '\u' + UnicodeString(LowerCase(IntToHex(Ord(Text[I]), 4)))
    else if (Text[I] = '"') or (Text[I] = '\') then
      Quoted := Quoted + '\' + Text[I]
    else
      Quoted := Quoted + Text[I];
  Put(Key, '"' + Quoted + '"');
end;

procedure FactNull(const Key: UnicodeString);
begin
  Put(Key, 'null');
end;

{ JSON without the white space between its words. }
function Flat(const Json: UnicodeString): UnicodeString;
var
  I, Size: Integer;
  Quoted, Escaped: Boolean;
begin
  Result := '';
  SetLength(Result, Length(Json));
  Size := 0;
  Quoted := False;
  Escaped := False;
  for I := 1 to Length(Json) do
  begin
    if not Quoted and ((Json[I] = ' ') or (Json[I] = #9) or (Json[I] = #10) or (Json[I] = #13)) then
      Continue;
    Inc(Size);
    Result[Size] := Json[I];
    if Quoted and not Escaped and (Json[I] = '\') then
      Escaped := True
    else
    begin
      if not Escaped and (Json[I] = '"') then
        Quoted := not Quoted;
      Escaped := False;
    end;
  end;
  SetLength(Result, Size);
end;

procedure FactJson(const Key, Json: UnicodeString);
begin
  Put(Key, Flat(Json));
end;

procedure FactFnv(const Key: UnicodeString; const Data: TBytes);
var
  Hash: Int64;
  I: Integer;
begin
  Hash := 2166136261;
  for I := 0 to High(Data) do
    Hash := ((Hash xor Data[I]) * 16777619) and $FFFFFFFF;
  FactText(Key, UnicodeString(LowerCase(IntToHex(Hash, 8))));
end;

{ Position of what stands after the JSON value that begins at At. }
function ValueEnd(const Json: UnicodeString; At: Integer): Integer;
var
  Depth: Integer;
  Quoted: Boolean;
begin
  Depth := 0;
  Quoted := False;
  Result := At;
  while Result <= Length(Json) do
  begin
    if Quoted then
    begin
      if Json[Result] = '\' then
        Inc(Result)
      else if Json[Result] = '"' then
        Quoted := False;
    end
    else
      case Json[Result] of
        '"': Quoted := True;
        '[', '{': Inc(Depth);
        ']', '}', ',':
          begin
            if Depth = 0 then
              Exit;
            if Json[Result] <> ',' then
              Dec(Depth);
          end;
      end;
    Inc(Result);
  end;
end;

function Pick(const Json, Name: UnicodeString): UnicodeString;
var
  Text, Wanted: UnicodeString;
  At: Integer;
begin
  Text := Flat(Json);
  Wanted := '"' + Name + '":';
  At := Pos(Wanted, Text);
  if At = 0 then
    Result := 'null'
  else
  begin
    Inc(At, Length(Wanted));
    Result := Copy(Text, At, ValueEnd(Text, At) - At);
  end;
end;

procedure FactPick(const Key, Json, Name: UnicodeString);
begin
  Put(Key, Pick(Json, Name));
end;

procedure FactCount(const Key, Json, Text: UnicodeString);
var
  Rest: UnicodeString;
  Count, At: Integer;
begin
  Rest := Flat(Json);
  Count := 0;
  At := Pos(Text, Rest);
  while At > 0 do
  begin
    Inc(Count);
    Delete(Rest, 1, At + Length(Text) - 1);
    At := Pos(Text, Rest);
  end;
  FactInt(Key, Count);
end;

procedure FactError(const Key: UnicodeString; E: EScor);
begin
  FactInt(Key + '.code', E.Code);
  FactText(Key + '.key', E.Key);
  FactText(Key + '.fr', E.MessageFr);
end;

procedure Missed(const Key: UnicodeString);
begin
  raise Exception.Create(ScorText(Key + ': the call did not fail'));
end;

procedure SetFolders(const Root, Out_: string);
begin
  RootFolder := Root;
  OutFolder := Out_;
end;

function RootPath(const Name: string): UnicodeString;
begin
  Result := UnicodeString(RootFolder + '/' + Name);
end;

function OutPath(const Name: string): UnicodeString;
begin
  Result := UnicodeString(OutFolder + '/' + Name);
end;

function Input(const Name: string): TBytes;
var
  Stream: TFileStream;
begin
  Stream := TFileStream.Create(TScorString(RootFolder + '/' + Name), fmOpenRead or fmShareDenyWrite);
  try
    Result := ScorReadAll(Stream);
  finally
    Stream.Free;
  end;
end;

function BytesOf(const Text: AnsiString): TBytes;
begin
  Result := nil;
  SetLength(Result, Length(Text));
  if Length(Text) > 0 then
    Move(Text[1], Result[0], Length(Text));
end;

procedure SortFacts;
var
  I, J: Integer;
  Fact: TFact;
begin
  for I := 1 to High(Table) do
  begin
    Fact := Table[I];
    J := I - 1;
    while (J >= 0) and (Table[J].Key > Fact.Key) do
    begin
      Table[J + 1] := Table[J];
      Dec(J);
    end;
    Table[J + 1] := Fact;
  end;
end;

procedure PrintFacts;
var
  Text: UnicodeString;
  Raw: UTF8String;
  I: Integer;
  Stream: THandleStream;
begin
  SortFacts;
  Text := '{'#10;
  for I := 0 to High(Table) do
  begin
    Text := Text + '"' + Table[I].Key + '": ' + Table[I].Value;
    if I < High(Table) then
      Text := Text + ',';
    Text := Text + #10;
  end;
  Raw := UTF8Encode(Text + '}'#10);
  Stream := THandleStream.Create({$IFDEF MSWINDOWS}GetStdHandle(STD_OUTPUT_HANDLE){$ELSE}StdOutputHandle{$ENDIF});
  try
    Stream.WriteBuffer(Raw[1], Length(Raw));
  finally
    Stream.Free;
  end;
end;

end.
