//! The place of a finding in its document.
//!
//! What belongs here: which row of a document a finding is about, and the line and column of a row.
//! What never does: reading a policy, or words for a finding.

use closeout::lint::About;
use serde_json::Value;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A document as it is written, for looking up places.
pub(crate) struct Written {
    text: String,
    /// The content, without places.
    pub(crate) content: Value,
    /// The byte at which each row of each list begins.
    begins: BTreeMap<String, Vec<usize>>,
}

/// A row of a list, or another part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    pub(crate) list: &'a str,
    pub(crate) place: usize,
}

impl Written {
    /// Reads a document in TOML; `None` if it is not TOML.
    pub(crate) fn in_toml(text: String) -> Option<Self> {
        let content = toml::from_str(&text).ok()?;
        let begins = DeTable::parse(&text).ok()?.get_ref().iter().filter_map(begins).collect();
        Some(Self { text, content, begins })
    }

    /// Returns the line and the column, both from 1, of the row that a finding is about; `None` if the document has no
    /// such row, since its base has it.
    pub(crate) fn place_of(&self, about: &About) -> Option<(usize, usize)> {
        self.place(&self.row_of(about)?)
    }

    /// Returns the line and the column of a row, both from 1.
    pub(crate) fn place(&self, row: &Row<'_>) -> Option<(usize, usize)> {
        position(&self.text, *self.begins.get(row.list)?.get(row.place)?)
    }

    fn row_of(&self, about: &About) -> Option<Row<'static>> {
        match about {
            About::Cause(code) | About::Side { code, .. } => {
                self.last("rules", |row| has(row, "code", code.name()))
            }
            About::Rule { code, stage, .. } => {
                self.last("rules", |row| has(row, "code", code.name()) && has(row, "stage", stage.name()))
            }
            About::Status(status) => self.last("statuses", |row| is(row, "wire", &status.to_string())),
            About::Grant { activity, status } => self.last("permissions", |row| {
                lists(row, "activities", activity.name()) && lists(row, "statuses", &status.to_string())
            }),
            About::Gate { residents_of, .. } => {
                self.last("gates", |row| has(row, "residents_of", residents_of.code()))
            }
            About::Restriction(restriction) => {
                self.last("blocking_restrictions", |row| row == restriction.name())
            }
            About::Window { row, .. } => Some(Row { list: "obligations", place: *row }),
            About::Calendar { country, .. } => self.last("gates", |row| has(row, "calendar", country.code())),
            About::Clock { row, .. } | About::BusinessCalendar { row, .. } => {
                Some(Row { list: "clocks", place: *row })
            }
            About::Edge { from, on, to } => self.last("moves", |row| {
                is(row, "from", &from.to_string())
                    && has(row, "on", on.name())
                    && is(row, "to", &to.to_string())
            }),
            About::Established(fact) => self.last("facts", |row| row == fact.name()),
            About::Fact { code, .. } => self.last("rules", |row| has(row, "code", code.name())),
            _ => None,
        }
    }

    /// Returns the last row of a list for which this is so: of two rows that say the same, the later one is too much.
    fn last(&self, list: &'static str, is_meant: impl Fn(&Value) -> bool) -> Option<Row<'static>> {
        let place = self.content.get(list)?.as_array()?.iter().rposition(is_meant)?;
        Some(Row { list, place })
    }
}

/// Returns a list of the document with the byte at which each of its rows begins.
fn begins((name, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)) -> Option<(String, Vec<usize>)> {
    let rows = value.get_ref().as_array()?.iter();
    Some((name.get_ref().to_string(), rows.map(|row| row.span().start).collect()))
}

fn has(row: &Value, key: &str, name: &str) -> bool {
    row.get(key).is_some_and(|value| value == name)
}

/// Returns whether the status under this key is written so, as a text or as a number.
fn is(row: &Value, key: &str, status: &str) -> bool {
    row.get(key).is_some_and(|value| written(value) == status)
}

fn lists(row: &Value, key: &str, name: &str) -> bool {
    row.get(key).and_then(Value::as_array).is_some_and(|list| list.iter().any(|each| written(each) == name))
}

fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the line and the column of a byte, both from 1; columns count characters.
fn position(text: &str, byte: usize) -> Option<(usize, usize)> {
    let before = text.get(..byte)?;
    let line = before.matches('\n').count().saturating_add(1);
    let begun = before.rsplit('\n').next().unwrap_or_default();
    Some((line, begun.chars().count().saturating_add(1)))
}
