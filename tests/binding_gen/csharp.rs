//! `Native.cs`: the C functions as `DllImport`, nothing managed about them.

use super::header::{Argument, Function, Header, Type};

pub(crate) fn class(header: &Header) -> String {
    let mut out = String::from(HEAD);
    for (name, value, _) in &header.constants {
        out += &format!("        internal const int {name} = {value};\n");
    }
    for function in &header.functions {
        out += "\n        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]\n";
        let arguments: Vec<_> = function.arguments.iter().map(|a| argument(function, a)).collect();
        out += &format!(
            "        internal static extern {} {}({});\n",
            value(&function.result),
            function.name,
            arguments.join(", ")
        );
    }
    out += "    }\n";
    for callback in &header.callbacks {
        out += "\n    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]\n";
        let arguments: Vec<_> =
            callback.arguments.iter().map(|a| format!("{} {}", value(&a.of), a.name)).collect();
        out += &format!(
            "    internal delegate {} {}({});\n",
            value(&callback.result),
            callback.name,
            arguments.join(", ")
        );
    }
    for (handle, _) in &header.handles {
        if ["scor_error"].contains(&handle.as_str()) {
            continue; // read and freed at once, never kept
        }
        out += &format!(
            "\n    internal sealed class {handle}_handle : ScorHandle\n    {{\n        internal static readonly \
             {handle}_handle None = new {handle}_handle();\n        protected override bool ReleaseHandle() {{ \
             return Native.{handle}_free(handle) == 0; }}\n    }}\n"
        );
    }
    out + "}\n"
}

/// `Constants.cs`: the constants as public enumerations. Panics on one that belongs to none: none is forgotten.
pub(crate) fn constants(header: &Header) -> String {
    let mut out = String::from(CONSTANTS_HEAD);
    for (prefix, name, doc) in ENUMS {
        out += &format!("\n    /// <summary>{doc}</summary>\n");
        if *name == "FseFacts" {
            out += "    [System.Flags]\n";
        }
        out += &format!("    public enum {name}\n    {{\n");
        for (constant, value, doc) in &header.constants {
            if let Some(rest) = constant.strip_prefix(prefix) {
                let text = doc.join(" ").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                out +=
                    &format!("        /// <summary>{text}</summary>\n        {} = {value},\n", camel(rest));
            }
        }
        out += "    }\n";
    }
    for (constant, ..) in &header.constants {
        let plain =
            constant == "SCOR_OK" || constant == "SCOR_ABI_VERSION" || constant.starts_with("SCOR_VERSION_");
        assert!(
            plain || ENUMS.iter().any(|e| constant.starts_with(e.0)),
            "{constant} belongs to no enumeration"
        );
    }
    out + "}\n"
}

fn camel(name: &str) -> String {
    let word = |w: &str| format!("{}{}", &w[..1], w[1..].to_lowercase());
    name.split('_').map(word).collect()
}

/// Prefix, name, text.
const ENUMS: &[(&str, &str, &str)] = &[
    ("SCOR_E_", "ScorError", "Codes of failed calls."),
    ("SCOR_LANG_", "Language", "Languages of messages."),
    ("SCOR_LOG_", "LogLevel", "Levels of the technical log."),
    ("SCOR_SOURCE_", "SourceSetting", "Settings of inputs."),
    ("SCOR_FORMAT_", "DocumentFormat", "Formats of inputs."),
    ("SCOR_PIXELS_", "PixelLayout", "Layouts of pixels."),
    ("SCOR_VERDICT_", "Verdict", "Verdicts of the gate."),
    ("SCOR_SCAN_", "ScanSetting", "Settings of a scan."),
    ("SCOR_CODEC_", "Codec", "Compressions of pages."),
    ("SCOR_LIKENESS_", "Likeness", "How alike two pages are."),
    ("SCOR_MEDIUM_", "Medium", "How a piece goes."),
    ("SCOR_FACTURE_", "FactureField", "Fields of a facture."),
    ("SCOR_MODE_", "FactureMode", "How a FSE was made."),
    ("SCOR_DAP_", "AccordPrealable", "Accord préalable."),
    ("SCOR_COLOUR_", "Colour", "Colour of a dossier on the host's screen."),
    ("SCOR_FSE_", "FseFacts", "What is known of a FSE; may be added up."),
    ("SCOR_CHOICE_", "CertificateChoice", "Which certificate is taken."),
    ("SCOR_REVOCATION_", "RevocationCheck", "How revocation is checked."),
    ("SCOR_TRUST_", "TrustSetting", "Rules of the choice of certificates."),
    ("SCOR_SUITE_", "Suite", "Suites of algorithms."),
    ("SCOR_MESSAGE_", "MessageField", "Headers of a message."),
    ("SCOR_MAIL_", "MailSetting", "Bounds on incoming messages."),
    ("SCOR_DONE_", "Done", "What became of a change."),
    ("SCOR_ACT_", "Act", "What the practice decides about a dossier."),
    ("SCOR_SUBJECT_", "Subject", "What the journal knows."),
    ("SCOR_EXPORT_", "ExportTable", "Tables of the journal that can be written out."),
    ("SCOR_FORM_", "ExportForm", "Forms of such a table."),
];

const CONSTANTS_HEAD: &str = "\
// scor, the constants for C#. Generated from include/scor.h; do not edit.
namespace Scor
{";

/// `Native` for tests: notes the name of every function that is called, and calls `NativeRaw`.
#[allow(dead_code, reason = "one of the two tests that share this file has no use for it")]
pub(crate) fn traced(header: &Header) -> String {
    let mut out = class(header).replace("unsafe class Native\n", "unsafe class NativeRaw\n");
    out += "\nnamespace Scor\n{\n    internal static unsafe class Native\n    {\n";
    out += "        internal const string Library = NativeRaw.Library;\n";
    out += "        internal static readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> Seen = \
            new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();\n";
    for (name, value, _) in &header.constants {
        out += &format!("        internal const int {name} = {value};\n");
    }
    out += "        internal static readonly string[] All =\n        {\n";
    for f in &header.functions {
        out += &format!("            \"{}\",\n", f.name);
    }
    out += "        };\n";
    for f in &header.functions {
        let arguments: Vec<_> = f.arguments.iter().map(|a| argument(f, a)).collect();
        let passed: Vec<_> = arguments
            .iter()
            .map(|a| {
                let name = a.rsplit(' ').next().unwrap_or_default();
                if a.starts_with("out ") { format!("out {name}") } else { name.to_owned() }
            })
            .collect();
        out += &format!(
            "        internal static {} {name}({}) {{ Seen[\"{name}\"] = true; return NativeRaw.{name}({}); }}\n",
            value(&f.result),
            arguments.join(", "),
            passed.join(", "),
            name = f.name
        );
    }
    out + "    }\n}\n"
}

fn argument(function: &Function, argument: &Argument) -> String {
    let Type { base, constant, stars } = &argument.of;
    // Words that C# keeps for itself.
    let name = match [
        "out", "in", "ref", "object", "string", "params", "sealed", "event", "base", "lock", "fixed",
        "checked",
    ]
    .contains(&argument.name.as_str())
    {
        true => format!("@{}", argument.name),
        false => argument.name.clone(),
    };
    let kind = match (base.as_str(), *stars) {
        // Text in UTF-8 with its NUL: pinned during the call, not copied. Bytes may be a part of an array.
        ("char", 1) if *constant => "byte[]".to_owned(),
        ("uint8_t", 1) if *constant => "byte*".to_owned(),
        ("int32_t", 1) if *constant => "int[]".to_owned(),
        ("char" | "uint8_t", 2) => "IntPtr[]".to_owned(),
        (_, 0) => value(&argument.of),
        ("void", 1) => "IntPtr".to_owned(),
        // What frees and what reads an error has a number; all else holds its handle during the call.
        (base, 1) if base == "scor_error" || function.name.ends_with("_free") => "IntPtr".to_owned(),
        (base, 1) if base.starts_with("scor_") => format!("{base}_handle"),
        (base, 1) => format!("out {}", value(&Type { base: base.into(), constant: false, stars: 0 })),
        ("scor_error", 2) => "out IntPtr".to_owned(),
        (base, 2) if base.starts_with("scor_") && argument.name != "recipients" => {
            format!("out {base}_handle")
        }
        (_, 2) => "IntPtr[]".to_owned(),
        _ => panic!("{}: {argument:?}", function.name),
    };
    format!("{kind} {name}")
}

fn value(of: &Type) -> String {
    match (of.base.as_str(), of.stars) {
        ("int32_t", 0) => "int".into(),
        ("uint32_t", 0) => "uint".into(),
        ("int64_t", 0) => "long".into(),
        ("uint64_t", 0) => "ulong".into(),
        ("size_t", 0) => "UIntPtr".into(),
        ("void", 0) => "void".into(),
        (base, 0) => base.into(), // a callback
        _ => "IntPtr".into(),
    }
}

const HEAD: &str = "\
// scor, the C functions for C#. Generated from include/scor.h; do not edit.
// Handles are SafeHandles, text is UTF-8 bytes with a NUL, sizes in memory are UIntPtr.
using System;
using System.Runtime.InteropServices;

namespace Scor
{
    internal static unsafe class Native
    {
        internal const string Library = \"scor1\";

";
