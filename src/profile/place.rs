//! Where a key stands in a file, and which key stands at a place.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Places of all keys: `section.key`, `headers.Name`, `piece.types.CODE`, `returns.kind`, and the plain ones.
pub(super) fn spans(table: &DeTable<'_>) -> BTreeMap<String, Range<usize>> {
    let mut found = BTreeMap::new();
    for (name, value) in table {
        let section = name.get_ref();
        found.insert(section.to_string(), name.span());
        match value.get_ref() {
            DeValue::Table(keys) => {
                for (key, value) in keys {
                    found.insert(format!("{section}.{}", key.get_ref()), key.span());
                    items(&format!("{section}.{}", key.get_ref()), value, &mut found);
                }
            }
            _ => items(section, value, &mut found),
        }
    }
    found
}

/// The items of a list of tables, by what names them.
fn items(list: &str, value: &Spanned<DeValue<'_>>, found: &mut BTreeMap<String, Range<usize>>) {
    for item in value.get_ref().as_array().into_iter().flatten() {
        let name = item.get_ref().as_table().and_then(|t| t.get("code").or_else(|| t.get("kind")));
        if let Some(name) = name.and_then(|name| name.get_ref().as_str()) {
            found.insert(format!("{list}.{name}"), item.span());
        }
    }
}

/// Removes the entry that an error is about, and tells its key. `None` when the error is about no entry, such as
/// one that is missing.
pub(super) fn remove(table: &mut DeTable<'_>, at: &Range<usize>) -> Option<String> {
    let section = within(table, at)?;
    let below = table.get_mut(section.as_str()).and_then(|value| match value.get_mut() {
        DeValue::Table(keys) => {
            let key = within(keys, at)?;
            if !keys.get_mut(key.as_str()).is_some_and(|list| remove_item(list, at)) {
                keys.remove(key.as_str());
            }
            Some(format!("{section}.{key}"))
        }
        _ => remove_item(value, at).then(|| section.clone()),
    });
    below.or_else(|| table.remove(section.as_str()).map(|_| section))
}

fn remove_item(list: &mut Spanned<DeValue<'_>>, at: &Range<usize>) -> bool {
    let DeValue::Array(items) = list.get_mut() else { return false };
    let before = items.len();
    let kept = items.iter().filter(|item| !covers(item, at)).cloned().collect();
    *items = kept;
    items.len() < before
}

/// The key whose name or value an error is about.
fn within(table: &DeTable<'_>, at: &Range<usize>) -> Option<String> {
    let found = table.iter().find(|(key, value)| holds(&key.span(), at) || covers(value, at));
    found.map(|(key, _)| key.get_ref().to_string())
}

/// A table that is opened by a header spans its header alone, so its keys are asked too.
fn covers(value: &Spanned<DeValue<'_>>, at: &Range<usize>) -> bool {
    holds(&value.span(), at)
        || match value.get_ref() {
            DeValue::Table(keys) => within(keys, at).is_some(),
            DeValue::Array(items) => items.iter().any(|item| covers(item, at)),
            _ => false,
        }
}

fn holds(span: &Range<usize>, at: &Range<usize>) -> bool {
    span.start <= at.start && at.end <= span.end
}
