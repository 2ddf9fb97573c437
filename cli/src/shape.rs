//! The shape of a line that is not one JSON object.
//!
//! What belongs here: several values, an array over several lines, characters between them that JSON does not have.
//! What never does: errors inside a value, which the parser reports.

use crate::encoding::MARK;
use serde::de::IgnoredAny;

const ARRAY: &str =
    "a JSON array: expected one question a line, without brackets around the lines or commas between them";

/// Describes the shape of the line; `None` if it is one value, or the beginning of one, and not an array.
pub(crate) fn misshapen(text: &str) -> Option<String> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let first = values.next()?;
    if let Err(error) = &first
        && let Some(complaint) = misplaced(text, error.column())
    {
        return Some(complaint);
    }
    if unblank(text).starts_with(['[', ']', ',']) {
        return Some(ARRAY.to_owned());
    }
    first.ok()?;
    let end = values.byte_offset();
    let behind = text.get(end..).unwrap_or_default();
    let rest = unblank(behind);
    let column = text.len().saturating_sub(rest.len()).saturating_add(1);
    if let Some(complaint) = misplaced(text, column) {
        return Some(complaint);
    }
    if !rest.is_empty() && rest.chars().all(|character| matches!(character, ',' | ']' | ' ' | '\t' | '\r')) {
        return Some(ARRAY.to_owned());
    }
    let is_value = rest.starts_with(['{', '[', '"']) || matches!(values.next(), Some(Ok(_)));
    is_value.then(|| several(column, behind)).or_else(|| several_in_a_list(rest, column))
}

/// Reports several values on a line. A program that ends lines with a carriage return alone meant the second one as a
/// line of its own.
fn several(column: usize, behind: &str) -> String {
    let hint = if behind.starts_with('\r') { ", ended by a line feed" } else { "" };
    format!("more than one value on the line (column {column}): expected one question a line{hint}")
}

/// Reports several objects of an array on one line.
fn several_in_a_list(rest: &str, column: usize) -> Option<String> {
    let next = unblank(rest.strip_prefix(',')?);
    next.starts_with(['{', '[']).then(|| several(column, ""))
}

/// Trims the characters that JSON takes for white space.
fn unblank(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r'])
}

/// The characters that programs put between the parts of JSON and that JSON does not have, with the ones to expect
/// instead.
const ODD: [(&[char], &str, &str); 5] = [
    (&[MARK], "a byte order mark", "none but at the beginning of a line"),
    (&['\u{1e}'], "a record separator", "lines without it, each ended by a line feed"),
    (&['\u{85}', '\u{2028}', '\u{2029}'], "a line separator of Unicode", "a line feed"),
    (&['\u{a0}', '\u{2007}', '\u{202f}'], "a no-break space", "a blank"),
    (&['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201e}'], "a curly quotation mark", "`\"`"),
];

/// Describes the character at which the parser failed. Columns count bytes, from 1.
fn misplaced(text: &str, column: usize) -> Option<String> {
    let rest = text.get(column.checked_sub(1)?..)?;
    let (_, name, expected) = ODD.iter().find(|(characters, ..)| rest.starts_with(*characters))?;
    Some(format!("{name} (column {column}): expected {expected}"))
}
