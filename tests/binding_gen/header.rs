//! What `include/scor.h` declares, read line by line: the one source of every binding.

/// A type that crosses the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Type {
    /// `int32_t`, `char`, `scor_piece`…
    pub(crate) base: String,
    /// Is what is pointed to left alone?
    pub(crate) constant: bool,
    /// 0 a value, 1 a pointer, 2 a pointer to a pointer.
    pub(crate) stars: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) of: Type,
}

#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) result: Type,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) doc: Vec<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Header {
    /// Name, value, text.
    pub(crate) constants: Vec<(String, i64, Vec<String>)>,
    /// Opaque types.
    pub(crate) handles: Vec<(String, Vec<String>)>,
    /// Types of functions that the host hands over.
    pub(crate) callbacks: Vec<Function>,
    pub(crate) functions: Vec<Function>,
}

/// Reads the header. Panics on a line that it does not know: a binding must miss nothing.
pub(crate) fn read(text: &str) -> Header {
    let mut header = Header::default();
    let mut doc = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "/**" {
            doc = lines
                .by_ref()
                .take_while(|l| *l != " */")
                .map(|l| l.trim_start_matches(" *").trim().to_owned())
                .collect();
        } else if let Some((name, value)) = line.strip_prefix("#define SCOR_").and_then(|l| l.split_once(' '))
        {
            let value = value.trim_matches(['(', ')']).parse();
            if let Ok(value) = value {
                header.constants.push((format!("SCOR_{name}"), value, std::mem::take(&mut doc)));
            } else {
                assert!(["H", "CALL", "API"].contains(&name), "constant {line}");
            }
        } else if let Some(rest) = line.strip_prefix("typedef struct ") {
            let name = rest.split(' ').next().unwrap();
            header.handles.push((name.to_owned(), std::mem::take(&mut doc)));
        } else if line.starts_with("typedef ") || line.starts_with("SCOR_API ") {
            let mut whole = line.to_owned();
            while !whole.ends_with(';') {
                whole = format!("{whole} {}", lines.next().unwrap().trim());
            }
            let list =
                if line.starts_with("typedef") { &mut header.callbacks } else { &mut header.functions };
            list.push(function(&whole, std::mem::take(&mut doc)));
        }
    }
    header
}

/// `SCOR_API type SCOR_CALL name(arguments);` or `typedef type (SCOR_CALL *name)(arguments);`
fn function(line: &str, doc: Vec<String>) -> Function {
    let line = line
        .trim_start_matches("typedef ")
        .trim_start_matches("SCOR_API ")
        .replace("(SCOR_CALL *", "SCOR_CALL ");
    let (result, rest) = line.split_once("SCOR_CALL ").unwrap();
    let name_end = rest.find(['(', ')']).unwrap();
    let arguments = &rest[rest.find('(').unwrap() + 1..rest.rfind(')').unwrap()];
    let arguments = arguments.split(", ").filter(|a| *a != "void").map(|a| {
        let name = a.rfind([' ', '*']).unwrap() + 1;
        Argument { name: a[name..].to_owned(), of: of(&a[..name]) }
    });
    Function { name: rest[..name_end].to_owned(), result: of(result), arguments: arguments.collect(), doc }
}

fn of(text: &str) -> Type {
    let base = text.replace("const", "").replace('*', "").trim().to_owned();
    Type { base, constant: text.contains("const"), stars: text.matches('*').count() }
}
