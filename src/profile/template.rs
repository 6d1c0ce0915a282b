//! Templates of a profile: minijinja, strict about names, bounded in work.

use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use crate::error::{Error, Kind, Result};

/// Steps that one template may take; a manifest of 10 000 pieces needs about 500 000.
const FUEL: u64 = 2_000_000;
/// Bytes that one template may write: no manifest comes near.
const MAX_OUTPUT: usize = 16 << 20;

/// Renders `text` over `context`. Errors: `profile.template`, naming the key and the line in the template.
pub(super) fn render(key: &str, text: &str, context: impl Serialize) -> Result<String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    let mut out = Bounded(Vec::new());
    let template = environment.template_from_named_str(key, text).map_err(|e| error(key, &e))?;
    template.render_captured_to(minijinja::value::Serde(context), &mut out).map_err(|e| error(key, &e))?;
    String::from_utf8(out.0).map_err(|_| Error::new(Kind::ProfileTemplate).with("key", key.to_owned()))
}

/// Refuses more than [`MAX_OUTPUT`] bytes: fuel bounds steps, and a step may write much.
struct Bounded(Vec<u8>);

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_OUTPUT {
            return Err(std::io::ErrorKind::OutOfMemory.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The template's syntax alone, for a check without data.
pub(super) fn parse(key: &str, text: &str) -> Result<()> {
    Environment::new().template_from_named_str(key, text).map(drop).map_err(|e| error(key, &e))
}

/// Keeps the kind of the fault and its line: minijinja's detail may quote data.
fn error(key: &str, e: &minijinja::Error) -> Error {
    let line = u32::try_from(e.line().unwrap_or(0)).unwrap_or(0);
    Error::new(Kind::ProfileTemplate)
        .with("key", key.to_owned())
        .with("line", line)
        .with("reason", e.kind().to_string())
}
