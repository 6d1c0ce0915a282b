end;

procedure ScorLoad(const Path: UnicodeString);
var
  Name: UnicodeString;
begin
  if Loaded then
    Exit;
  Name := Path;
  if Name = '' then
    Name := SCOR_LIBRARY;
  Open(Name);
  try
    CheckAbi(Name);
    BindAll;
  except
    Close;
    raise;
  end;
  Loaded := True;
end;

end.
