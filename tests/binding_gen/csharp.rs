//! `Native.cs`: the C functions as `DllImport`, nothing managed about them.

use super::header::{Argument, Function, Header, Type};

pub(crate) fn class(header: &Header) -> String {
    let mut out = String::from(HEAD);
    for (name, value, _) in &header.constants {
        out += &format!("        internal const int {name} = {value};\n");
    }
    for callback in &header.callbacks {
        out += "\n        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]\n";
        let arguments: Vec<_> =
            callback.arguments.iter().map(|a| format!("{} {}", value(&a.of), a.name)).collect();
        out += &format!(
            "        internal delegate {} {}({});\n",
            value(&callback.result),
            callback.name,
            arguments.join(", ")
        );
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
        // Text in UTF-8 with its NUL, or bytes: both are pinned during the call, not copied.
        ("char" | "uint8_t", 1) if *constant => "byte[]".to_owned(),
        ("char" | "uint8_t", 2) => "IntPtr[]".to_owned(),
        (_, 0) => value(&argument.of),
        ("void", 1) => "IntPtr".to_owned(),
        (base, 1) if base.starts_with("scor_") => "IntPtr".to_owned(),
        (base, 1) => format!("out {}", value(&Type { base: base.into(), constant: false, stars: 0 })),
        (base, 2) if base.starts_with("scor_") && !constant => "out IntPtr".to_owned(),
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
// Handles are IntPtr, text is UTF-8 bytes with a NUL, sizes in memory are UIntPtr.
using System;
using System.Runtime.InteropServices;

namespace Scor
{
    internal static class Native
    {
        internal const string Library = \"scor1\";

";
