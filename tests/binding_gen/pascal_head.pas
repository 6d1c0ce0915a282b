{ scor, the C functions for Delphi (XE2 and later) and Free Pascal. Generated from include/scor.h; do not edit.

  Call ScorLoad once, before anything else; nothing is loaded before that. Text is UTF-8 (UTF8String), sizes in memory
  are NativeUInt. What each function does stands in include/scor.h and docs/integration/reference.md. }
unit ScorApi;
{$IFDEF FPC}{$IFNDEF UNICODE}{$MODE DELPHI}{$ENDIF}{$CODEPAGE UTF8}{$ENDIF}

interface

uses
  SysUtils;

