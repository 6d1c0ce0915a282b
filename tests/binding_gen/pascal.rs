//! `ScorApi.pas`: the C names, and one table of entry points that an explicit call fills. The three parts of the unit that
//! do not depend on the header are files beside this one. All starts with a byte order mark: Delphi reads UTF-8 by it.

use super::header::{Function, Header, Type};

pub(crate) fn unit(header: &Header) -> String {
    let mut out = String::from(include_str!("pascal_head.pas"));
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
    out += &include_str!("pascal_middle.pas").replace("NAMES", &header.functions.len().to_string());
    for function in &header.functions {
        out += &format!("  Bind('{0}', @@{0});\n", function.name);
    }
    out + include_str!("pascal_tail.pas")
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
