//! From a line to a question, or to an error that describes the flaw of the line.
//!
//! What belongs here: parsing, and the messages of parse errors.
//! What never does: guessing: a whole line is a question, or the line is malformed.

use crate::lines::{LONGEST_LINE, Line};
use crate::short::shortened;
use crate::{encoding, shape, twice};
use closeout::wire::Question;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_path_to_error::Track;
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

/// A line that is not a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// The case it names, as far as that can be read.
    pub(crate) case: Option<String>,
    /// The words for what was expected and what was found.
    pub(crate) message: String,
}

impl Malformed {
    /// Describes a question that contradicts itself.
    pub(crate) fn contradiction(question: &Question, contradiction: &closeout::MisuseError) -> Self {
        Self { case: question.case.as_deref().map(str::to_owned), message: contradiction.to_string() }
    }
}

/// Reads a value on its own, such as the answer a checker expects, from a line.
pub(crate) fn read<'de, T: serde::Deserialize<'de>>(line: &Line<'de>) -> Result<T, Malformed> {
    read_by(line, PhantomData, |_| None)
}

/// Reads a question from a line and resolves it. The whole line has to be well-formed, including the parts that are not
/// used.
pub(crate) fn question<'de, S: DeserializeSeed<'de> + Copy>(
    line: &Line<'de>,
    seed: S,
) -> Result<S::Value, Malformed> {
    read_by(line, seed, twice::key_twice)
}

/// Reads a question without resolving it, whatever policy it names.
pub(crate) fn question_of_any(line: &Line<'_>) -> Result<serde_json::Value, Malformed> {
    read_by(line, PhantomData, twice::key_twice)
}

/// Reads a line. `check` reports other errors of a line whose value can be read.
fn read_by<'de, S: DeserializeSeed<'de> + Copy>(
    line: &Line<'de>,
    seed: S,
    check: impl Fn(&str) -> Option<String>,
) -> Result<S::Value, Malformed> {
    let bytes = line.bytes;
    let malformed = |message: String| Malformed { case: case_of(bytes), message: shortened(message) };
    if !line.is_whole {
        let message = format!("the line is longer than {LONGEST_LINE} bytes: expected one question");
        return Err(malformed(message));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let invalid = || format!("invalid UTF-8 after byte {} of the line", error.valid_up_to());
        malformed(no_text(line).unwrap_or_else(invalid))
    })?;
    let mut parser = serde_json::Deserializer::from_str(text);
    let value = seed.deserialize(&mut parser).and_then(|value| parser.end().map(|()| value));
    // Finding out what is wrong takes time, so it is done only for a line that failed.
    let value = value.map_err(|_| malformed(no_text(line).unwrap_or_else(|| complaint(text, seed))))?;
    check(text).map_or(Ok(value), |complaint| Err(malformed(complaint)))
}

/// Describes a line that is not written in UTF-8 by the encoding that it looks like.
fn no_text(line: &Line<'_>) -> Option<String> {
    let in_a_wide_file = || (line.is_wide && line.bytes.contains(&0)).then_some("UTF-16");
    let packed = || encoding::packed(line.bytes);
    let looks_like = encoding::wide(line.bytes).or_else(packed).or_else(in_a_wide_file)?;
    Some(format!("looks like {looks_like}: expected UTF-8"))
}

/// Describes the error: the shape of the line, or else the path of the field, then the parser's words, then the column.
fn complaint<'de, S: DeserializeSeed<'de>>(text: &'de str, seed: S) -> String {
    if let Some(shape) = shape::misshapen(text) {
        return shape;
    }
    let (mut parser, mut track) = (serde_json::Deserializer::from_str(text), Track::new());
    let traced = serde_path_to_error::Deserializer::new(&mut parser, &mut track);
    let (path, error) = match seed.deserialize(traced) {
        Err(error) => (track.path().to_string(), error),
        Ok(_) => match parser.end() {
            Err(error) => (String::new(), error),
            Ok(()) => return "malformed".to_owned(),
        },
    };
    let position = format!(" at line {} column {}", error.line(), error.column());
    let said = error.to_string();
    let words = said.strip_suffix(&position).unwrap_or(&said);
    // The parser writes `?` for a part of the path that it has not named yet.
    let path = path.trim_end_matches(['.', '?']);
    let field = if path.is_empty() { String::new() } else { format!("{path}: ") };
    let place = if error.column() == 0 { String::new() } else { format!(" (column {})", error.column()) };
    format!("{field}{words}{place}")
}

/// Returns the value of the key `case`, read as far as the line is JSON; `None` if the key occurs twice.
fn case_of(bytes: &[u8]) -> Option<String> {
    let found = RefCell::new(Found::default());
    // The error of the line has been reported; here only the part before the error matters.
    let _ = CaseOnly(&found).deserialize(&mut serde_json::Deserializer::from_slice(bytes));
    let Found { case, times } = found.into_inner();
    case.filter(|_| times == 1)
}

#[derive(Default)]
struct Found {
    case: Option<String>,
    times: u32,
}

struct CaseOnly<'a>(&'a RefCell<Found>);

impl<'de> DeserializeSeed<'de> for CaseOnly<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for CaseOnly<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "case" {
                let times = self.0.borrow().times.saturating_add(1);
                self.0.borrow_mut().times = times;
                let case = map.next_value::<String>()?;
                self.0.borrow_mut().case = Some(case);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use closeout::wire::Policies;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    struct WithCase {
        case: String,
    }

    /// Checks that the expectation of a malformed line is read all the same.
    #[test]
    fn a_key_twice_makes_a_question_malformed_and_hides_nothing_from_a_checker() {
        let text = r#"{"case":"it","policy":{"provider":"yuno"},"subject":"account","state":{"status":"ACTIVE"},
            "command":{"type":"advance"},"now":"2026-02-02T09:00:00Z","why":{"a":1,"a":2}}"#;
        let line = Line { number: 1, bytes: text.as_bytes(), is_whole: true, is_wide: false, is_first: true };
        assert_eq!(read::<WithCase>(&line), Ok(WithCase { case: "it".to_owned() }));
        let malformed = question(&line, Policies::built_in().question()).map(|_| ());
        let message = "why: duplicate field `a`".to_owned();
        assert_eq!(malformed, Err(Malformed { case: Some("it".to_owned()), message }));
    }
}
