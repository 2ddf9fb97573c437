//! The required fields that a policy document does not have, all of them at once.
//!
//! What belongs here: comparing a document with the fields that the schema requires.
//! What never does: any other mistake in a document, which its reader reports.

use crate::guide::Guide;
use crate::lint::place::{Row, Written};
use serde_json::Value;

/// Names each required field that is absent, with its place in a document in TOML.
pub(crate) fn in_toml(text: &str) -> Vec<String> {
    let Some(written) = Written::in_toml(text.to_owned()) else { return Vec::new() };
    absent(&written.content, |row| written.place(&row))
}

/// Names each required field that is absent from a document in JSON.
pub(crate) fn in_json(text: &str) -> Vec<String> {
    serde_json::from_str(text).map(|document| absent(&document, |_| None)).unwrap_or_default()
}

fn absent(document: &Value, line_of: impl Fn(Row<'_>) -> Option<(usize, usize)>) -> Vec<String> {
    let guide = Guide::of_policies();
    let lacks = |object: &Value, required: &[&str]| -> Vec<String> {
        let names = required.iter().filter(|name| object.is_object() && object.get(**name).is_none());
        names.map(|name| format!("missing field `{name}`")).collect()
    };
    let mut found = lacks(document, &guide.required());
    for (field, value) in document.as_object().into_iter().flatten() {
        let required = guide.required_in(field);
        let Value::Array(rows) = value else {
            found.extend(lacks(value, &required).iter().map(|what| format!("{field}: {what}")));
            continue;
        };
        for (place, row) in rows.iter().enumerate() {
            let lacking = lacks(row, &required);
            if lacking.is_empty() {
                continue;
            }
            let line = line_of(Row { list: field, place });
            let line = line.map_or(String::new(), |(line, column)| format!("line {line}, column {column}: "));
            found.extend(lacking.iter().map(|what| format!("{line}{field}[{place}]: {what}")));
        }
    }
    found
}
