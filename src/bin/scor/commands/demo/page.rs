//! `index.html` of the demo: every document before and after, the verdict with its reasons, sizes, and the
//! way of the lot. One self-contained file beside the pictures it shows; no script, nothing from outside.

use std::fmt::Write;

use super::suivi::Ending;
use crate::cli::Console;

/// One document of the demo.
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) kind: String,
    /// Pictures of what came in, paths relative to the page.
    pub(super) before: Vec<String>,
    /// What the operator is shown: the pages as they would be made, with their faults.
    pub(super) seen: Vec<String>,
    /// Pictures of the PDF's pages.
    pub(super) after: Vec<String>,
    /// What ImageMagick's local threshold makes of the same, where it is installed.
    pub(super) peer: Vec<String>,
    pub(super) accepted: bool,
    /// Faults and warnings, as `fault: page`.
    pub(super) remarks: Vec<String>,
    /// (label, value): size, resolution, legibility…
    pub(super) facts: Vec<(String, String)>,
    /// The PDF, when one was written.
    pub(super) pdf: Option<String>,
    /// The report.
    pub(super) report: String,
}

/// A step of the lot's way: what was done, what proves it, which file to look at.
pub(super) struct Step {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) files: Vec<String>,
}

const STYLE: &str = "
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#1c2430}
header{background:#12355b;color:#fff;padding:1.5rem 2rem}header h1{margin:0 0 .3rem}
main{max-width:76rem;margin:auto;padding:1rem 2rem}
section{background:#fff;border-radius:8px;padding:1rem 1.5rem;margin:1rem 0;box-shadow:0 1px 3px #0002}
h2{margin:.2rem 0 .6rem;font-size:1.15rem}.verdict{float:right;border-radius:4px;padding:.1rem .7rem;color:#fff;font-size:.95rem}
.ok{background:#1f7a3d}.no{background:#b3261e}.pages{display:flex;gap:1rem;flex-wrap:wrap;align-items:flex-start}
figure{margin:0}figure img{height:22rem;max-width:100%;border:1px solid #ccd;background:#fff}
figcaption{color:#566;font-size:.85rem}ul{margin:.4rem 0;padding-left:1.2rem}
dl{display:grid;grid-template-columns:max-content auto;gap:.1rem 1rem;font-size:.92rem}dt{color:#566}dd{margin:0}
table{border-collapse:collapse}td,th{padding:.25rem .8rem .25rem 0;text-align:left;border-bottom:1px solid #e3e6ea}
h3{margin:.2rem 0;font-size:1rem}.day{display:grid;grid-template-columns:2fr 1.4fr 1fr;gap:1.5rem}ol{margin:.4rem 0;padding-left:1.4rem}
pre{overflow-x:auto}summary{cursor:pointer}
code,pre{font:13px/1.4 ui-monospace,monospace}
";

/// The whole page.
pub(super) fn html(console: &Console, entries: &[Entry], steps: &[Step], ending: &Ending) -> String {
    let say = |en: &'static str, fr: &'static str| escape(console.say(en, fr));
    let mut out = String::new();
    let lang = console.say("en", "fr");
    let title = say("scor: from scans to the archive", "scor : des scans à l'archive");
    out += "<!doctype html>\n";
    let _ = write!(out, "<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title>");
    out += "<meta name=\"viewport\" content=\"width=device-width\">";
    let _ = write!(out, "<style>{STYLE}</style></head><body><header><h1>{title}</h1><p>");
    out += &say(
        "Invented persons, a test PKI made on the spot, and the neutral profile scor-public, which is not the GIE's format.",
        "Personnes inventées, certificats de test créés sur place, et le profil neutre scor-public, qui n'est pas le format du GIE.",
    );
    out += "</p></header><main>\n";
    for entry in entries {
        document(&mut out, console, entry);
    }
    for step in steps {
        let _ = write!(out, "<section><h2>{}</h2><p>{}</p><ul>", escape(&step.title), escape(&step.text));
        for file in &step.files {
            let _ = write!(out, "<li>{}</li>", link(file, file));
        }
        out += "</ul></section>\n";
    }
    story(&mut out, console, ending);
    out + "</main></body></html>\n"
}

/// The days after: the work list of every morning, what was done, the states in the evening; the journal's proof.
fn story(out: &mut String, console: &Console, ending: &Ending) {
    let say = |en: &'static str, fr: &'static str| escape(console.say(en, fr));
    let _ = writeln!(
        out,
        "<section id=\"suivi\"><h2>{}</h2><p>{}</p></section>",
        say("The days after", "Les jours suivants"),
        say(
            "The same dossiers in the journal, one a lot, so that each lot has another fate. The days are invented, and the caisse is played by the library's bench in the neutral layout of the profile.",
            "Les mêmes dossiers dans le journal, un par lot, pour que chaque lot ait un autre sort. Les jours sont inventés, et la caisse est jouée par le banc de la bibliothèque, dans le format neutre du profil.",
        )
    );
    for morning in &ending.mornings {
        let _ =
            write!(out, "<section class=\"morning\"><h2>{}</h2><div class=\"day\">", escape(&morning.date));
        let todo = say("To do this morning", "À faire ce matin");
        let _ = write!(out, "<div><h3>{} ({})</h3><ol>", todo, link(&morning.file, "JSON"));
        for task in &morning.todo {
            let _ = write!(out, "<li>{}</li>", escape(task));
        }
        let _ = write!(out, "</ol></div><div><h3>{}</h3><ul>", say("Done", "Fait"));
        for done in &morning.done {
            let _ = write!(out, "<li>{}</li>", escape(done));
        }
        let _ = write!(out, "</ul></div><div><h3>{}</h3><table>", say("In the evening", "Le soir"));
        for (id, state) in &morning.dossiers {
            let _ = write!(out, "<tr><td>{}</td><td>{}</td></tr>", escape(id), escape(state));
        }
        out.push_str("</table></div></div></section>\n");
    }
    let _ = write!(out, "<section><h2>{}</h2>", say("The journal", "Le journal"));
    for (id, entries) in &ending.stories {
        let _ =
            write!(out, "<details><summary>{}</summary><pre>{}</pre></details>", escape(id), escape(entries));
    }
    let _ = write!(
        out,
        "<h3>{}</h3><pre id=\"check\">{}</pre><ul>",
        say("Its check", "Son contrôle"),
        escape(&ending.check)
    );
    for file in &ending.files {
        let _ = write!(out, "<li>{}</li>", link(file, file));
    }
    out.push_str("</ul></section>\n");
}

fn document(out: &mut String, console: &Console, entry: &Entry) {
    let (class, verdict) = match entry.accepted {
        true => ("ok", console.say("accepted", "acceptée")),
        false => ("no", console.say("refused", "refusée")),
    };
    let _ = write!(out, "<section><span class=\"verdict {class}\">{verdict}</span>");
    let _ = write!(out, "<h2>{} · {}</h2><div class=\"pages\">", escape(&entry.kind), escape(&entry.title));
    pictures(out, &entry.before, console.say("before", "avant"));
    pictures(out, &entry.seen, console.say("shown to the operator", "montré à l'opérateur"));
    pictures(out, &entry.after, console.say("after", "après"));
    pictures(out, &entry.peer, console.say("ImageMagick, local threshold", "ImageMagick, seuil local"));
    out.push_str("</div><ul>");
    for remark in &entry.remarks {
        let _ = write!(out, "<li>{}</li>", escape(remark));
    }
    out.push_str("</ul><dl>");
    for (label, value) in &entry.facts {
        let _ = write!(out, "<dt>{}</dt><dd>{}</dd>", escape(label), escape(value));
    }
    out.push_str("</dl><p>");
    if let Some(pdf) = &entry.pdf {
        let _ = write!(out, "{} · ", link(pdf, "PDF"));
    }
    let _ = writeln!(out, "{}</p></section>", link(&entry.report, console.say("report", "rapport")));
}

fn pictures(out: &mut String, paths: &[String], caption: &str) {
    for path in paths {
        let path = escape(path);
        let _ = write!(
            out,
            "<figure><a href=\"{path}\"><img src=\"{path}\" alt=\"{caption}\"></a><figcaption>{caption}</figcaption></figure>"
        );
    }
}

fn link(href: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(href), escape(text))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
