//! The retention of records as JSON: when something happened, a row, and the answer for one record.
//!
//! What belongs here: the JSON form of rows and answers, and of when something happened.
//! What never does: a period, or the start of a period, which are data.

use super::scalar::{CivilDate, Instant, date, instant};
use crate::retention::{
    Counting, Jurisdiction, Occurrence, Retention, RetentionClock, RetentionInput, RetentionRow, SourceRead,
};
use crate::vocab::{Confidence, excerpt};
use crate::{Set, retention};
use alloc::format;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The word for [`Occurrence::Never`].
const NEVER: &str = "never";

/// An error in a text that is to state when something happened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct OccurrenceError(String);

/// Reads a civil date, an instant, or `never`.
///
/// ```
/// use closeout::retention::Occurrence;
/// let day: Occurrence = "2026-03-31".parse()?;
/// assert_eq!(day, Occurrence::On("2026-03-31".parse()?));
/// assert_eq!("2026-03-31T23:00:00Z".parse::<Occurrence>()?, Occurrence::At("2026-03-31T23:00:00Z".parse()?));
/// assert_eq!("never".parse::<Occurrence>()?, Occurrence::Never);
/// assert!("31.03.2026".parse::<Occurrence>().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl FromStr for Occurrence {
    type Err = OccurrenceError;

    fn from_str(text: &str) -> Result<Self, OccurrenceError> {
        let is_dated = text.starts_with(|first: char| first.is_ascii_digit());
        let read = match text {
            NEVER => Ok(Self::Never),
            _ if is_dated && text.contains(':') => instant(text).map(Self::At),
            _ if is_dated => date(text).map(Self::On),
            _ => Err(format!(
                "`{}` says nothing of when: expected a civil date such as `2026-03-31`, an instant such as \
                 `2026-03-31T23:00:00Z`, or `{NEVER}`",
                excerpt(text)
            )),
        };
        read.map_err(OccurrenceError)
    }
}

/// Writes a civil date, an instant in UTC, or `never`.
impl Serialize for Occurrence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::At(at) => Instant(*at).serialize(serializer),
            Self::On(day) => CivilDate(*day).serialize(serializer),
            Self::Never => serializer.serialize_str(NEVER),
        }
    }
}

impl<'de> Deserialize<'de> for Occurrence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Occurrence;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a civil date, an instant or `never`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Occurrence, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}

impl Serialize for Jurisdiction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Writes the row, with the inputs that its clock depends on, including the hold.
impl Serialize for RetentionRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RowForm::from(self).serialize(serializer)
    }
}

#[derive(Serialize)]
struct RowForm<'a> {
    jurisdiction: Jurisdiction,
    record_class: &'a str,
    instrument: &'a str,
    applies_to: &'a str,
    years: u8,
    hard_maximum: Option<u8>,
    clock: RetentionClock,
    counting: Counting,
    inputs: Set<RetentionInput>,
    valid_from: Option<CivilDate>,
    source: &'a str,
    source_read: SourceRead,
    confidence: Confidence,
    note: &'a str,
    as_of: &'a str,
}

impl<'a> From<&'a RetentionRow> for RowForm<'a> {
    fn from(row: &'a RetentionRow) -> Self {
        let of_the_clock: Set<RetentionInput> = row.period.clock.inputs().iter().copied().collect();
        Self {
            jurisdiction: row.jurisdiction,
            record_class: row.record_class,
            instrument: row.instrument,
            applies_to: row.applies_to,
            years: row.period.years,
            hard_maximum: row.period.hard_maximum,
            clock: row.period.clock,
            counting: row.period.counting,
            inputs: of_the_clock.with(RetentionInput::OnHold),
            valid_from: row.valid_from.map(CivilDate),
            source: row.source,
            source_read: row.source_read,
            confidence: row.confidence,
            note: row.note,
            as_of: retention::AS_OF,
        }
    }
}

/// The time until which a record is kept, with the row that says so, as JSON.
///
/// `outcome` is `dated`, with `keep_through` and, if a maximum is known, `must_delete_by`; `until_released`, if
/// something forbids deletion; or `undetermined`, with the `missing` inputs. The parts of other outcomes are null or
/// empty.
///
/// ```
/// use closeout::{retention, retention::RetentionInputs, wire::RetentionAnswer, Country, Fact};
/// use closeout::jurisdictions;
/// let row = retention::row(Country::DE, "aml_cdd").ok_or("no such row")?;
/// let mut inputs = RetentionInputs::unknown();
/// inputs.relationship_ended = Fact::Known("2026-03-31".parse()?);
/// let answer = |inputs: &RetentionInputs| -> Result<serde_json::Value, Box<dyn std::error::Error>> {
///     let retention = row.retention(inputs, &jurisdictions::DE.zone)?;
///     Ok(serde_json::to_value(RetentionAnswer::new(row, &retention))?)
/// };
/// assert_eq!(answer(&inputs)?["missing"][0], "on_hold");
/// inputs.on_hold = Fact::Known(false);
/// assert_eq!(answer(&inputs)?["keep_through"], "2031-12-31");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RetentionAnswer<'a> {
    row: &'a RetentionRow,
    retention: &'a Retention,
}

impl<'a> RetentionAnswer<'a> {
    /// Returns the answer of a row.
    #[must_use]
    pub const fn new(row: &'a RetentionRow, retention: &'a Retention) -> Self {
        Self { row, retention }
    }
}

#[derive(Serialize)]
struct AnswerForm<'a> {
    #[serde(flatten)]
    row: RowForm<'a>,
    outcome: &'a str,
    keep_through: Option<CivilDate>,
    must_delete_by: Option<CivilDate>,
    missing: Set<RetentionInput>,
}

impl Serialize for RetentionAnswer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let none = Set::EMPTY;
        let (outcome, keep_through, must_delete_by, missing) = match *self.retention {
            Retention::Dated { keep_through, must_delete_by } => {
                ("dated", Some(keep_through), must_delete_by, none)
            }
            Retention::UntilReleased => ("until_released", None, None, none),
            Retention::Undetermined { missing } => ("undetermined", None, None, missing),
        };
        let (keep_through, must_delete_by) = (keep_through.map(CivilDate), must_delete_by.map(CivilDate));
        let row = RowForm::from(self.row);
        AnswerForm { row, outcome, keep_through, must_delete_by, missing }.serialize(serializer)
    }
}
