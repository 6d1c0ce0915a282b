//! The reference of all C functions, as Markdown.

use super::header::{Function, Header, Type};

pub(crate) fn page(header: &Header) -> String {
    let mut out = String::from(
        "# The C functions\n\nGenerated from `include/scor.h`, whose head has the conventions: results and errors, ownership, handles, \
         threads, callbacks.\n\n## Objects\n\n| object | what it is |\n|---|---|\n",
    );
    for (name, doc) in &header.handles {
        out += &format!("| `{name}` | {} |\n", escape(&doc.join(" ")));
    }
    out += "\n## Callbacks\n";
    header.callbacks.iter().for_each(|callback| out += &entry(callback));
    out += "\n## Functions\n";
    header.functions.iter().for_each(|function| out += &entry(function));
    out += "\n## Constants\n\n| constant | value | meaning |\n|---|---|---|\n";
    for (name, value, doc) in &header.constants {
        out += &format!("| `{name}` | {value} | {} |\n", escape(&doc.join(" ")));
    }
    out
}

fn entry(function: &Function) -> String {
    let arguments: Vec<String> =
        function.arguments.iter().map(|a| format!("{}{}", c(&a.of), a.name)).collect();
    let arguments = if arguments.is_empty() { "void".to_owned() } else { arguments.join(", ") };
    let doc = function.doc.join("\n");
    format!("\n### {0}\n\n```c\n{1}{0}({arguments});\n```\n\n{doc}\n", function.name, c(&function.result))
}

/// The type as C writes it, ready for a name.
fn c(of: &Type) -> String {
    format!("{}{} {}", if of.constant { "const " } else { "" }, of.base, "*".repeat(of.stars))
}

fn escape(text: &str) -> String {
    text.replace('|', "\\|")
}
