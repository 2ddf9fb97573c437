//! What a line is that has not the shape of one JSON object.
//!
//! What belongs here: several values, an array over several lines, marks between them, by name.
//! What never does: what is wrong inside of a value, which the parser says.

use crate::encoding::MARK;
use serde::de::IgnoredAny;

const ARRAY: &str =
    "a JSON array: expected one question a line, without brackets around the lines or commas between them";

/// Says what the line is; `None` if it is one value, or the beginning of one, and no array.
pub(crate) fn misshapen(text: &str) -> Option<String> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let first = values.next()?;
    if let Err(error) = &first
        && let Some(column) = mark_at(text, error.column())
    {
        return Some(misplaced_mark(column));
    }
    if unblank(text).starts_with(['[', ']', ',']) {
        return Some(ARRAY.to_owned());
    }
    first.ok()?;
    let end = values.byte_offset();
    let behind = text.get(end..).unwrap_or_default();
    let rest = unblank(behind);
    let column = text.len().saturating_sub(rest.len()).saturating_add(1);
    if rest.starts_with(MARK) {
        return Some(misplaced_mark(column));
    }
    if !rest.is_empty() && rest.chars().all(|character| matches!(character, ',' | ']' | ' ' | '\t' | '\r')) {
        return Some(ARRAY.to_owned());
    }
    let is_value = rest.starts_with(['{', '[', '"']) || matches!(values.next(), Some(Ok(_)));
    is_value.then(|| several(column, behind)).or_else(|| several_in_a_list(rest, column))
}

/// The second of several values is a line of its own to whoever ends lines with a carriage return alone.
fn several(column: usize, behind: &str) -> String {
    let hint = if behind.starts_with('\r') { ", ended by a line feed" } else { "" };
    format!("more than one value on the line (column {column}): expected one question a line{hint}")
}

/// Several objects of an array on one line.
fn several_in_a_list(rest: &str, column: usize) -> Option<String> {
    let next = unblank(rest.strip_prefix(',')?);
    next.starts_with(['{', '[']).then(|| several(column, ""))
}

/// Without what JSON takes for white space.
fn unblank(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r'])
}

fn misplaced_mark(column: usize) -> String {
    format!("a byte order mark (column {column}): expected none but at the beginning of a line")
}

/// The column of a mark, if that is what the parser has stumbled upon. It counts bytes, from 1.
fn mark_at(text: &str, column: usize) -> Option<usize> {
    let rest = text.get(column.checked_sub(1)?..)?;
    rest.starts_with(MARK).then_some(column)
}
