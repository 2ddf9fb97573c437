//! A rule on keeping records, and its answer for one record.

use super::input::{RetentionInput, RetentionInputs};
use super::period::{RetentionError, RetentionPeriod};
use crate::facts::Fact;
use crate::vocab::{Confidence, Country, Set, catalogue};
use core::fmt;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A country, or a union of countries, whose law contains a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Jurisdiction {
    /// A country.
    Country(Country),
    /// The European Union: a minimum under the laws of its members or, where a regulation says so, the rule itself.
    EuropeanUnion,
}

impl From<Country> for Jurisdiction {
    fn from(country: Country) -> Self {
        Self::Country(country)
    }
}

/// Writes the code of the country, or `EU`, which ISO 3166-1 reserves and gives to no country.
impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(country) => fmt::Display::fmt(country, f),
            Self::EuropeanUnion => f.pad("EU"),
        }
    }
}

catalogue! {
    /// The part of the source that was read when the row was written.
    #[non_exhaustive]
    pub enum SourceRead {
        /// The text, or a reading of the text by an authority or a professional.
        Read = "read",
        /// The text, as quoted by another author.
        Quoted = "quoted",
        /// A summary.
        Summary = "summary",
        /// A statement about the text by a third party.
        Secondary = "secondary",
        /// A part of the text; the note states which part is general knowledge only.
        InPart = "in_part",
        /// No source: the rule is general knowledge, and the number of the article has to be looked up before use.
        NotOpened = "not_opened",
    }
}

/// A rule: the records, the time for which they are kept, and the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionRow {
    /// The jurisdiction of the law.
    pub jurisdiction: Jurisdiction,
    /// The stable name of the kind of record; unique within the jurisdiction.
    pub record_class: &'static str,
    /// The law or rule, with its section.
    pub instrument: &'static str,
    /// The start and the length of retention.
    pub period: RetentionPeriod,
    /// The firms that the rule binds.
    pub applies_to: &'static str,
    /// The first civil day on which the rule applies, inclusive; `None` if the rule applied when the row was written.
    /// The rule for a record whose clock started before that day is not known here, so no calculation looks at
    /// `valid_from`.
    pub valid_from: Option<Date>,
    /// The place where the rule was found.
    pub source: &'static str,
    /// The certainty of the rule.
    pub confidence: Confidence,
    /// The part of the source that was read.
    pub source_read: SourceRead,
    /// Further remarks; may be empty.
    pub note: &'static str,
}

/// The time until which a record is kept. An answer, not an instruction: asking never deletes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// A date, since all needed inputs are known.
    Dated {
        /// The last civil day on which the record must exist, inclusive.
        keep_through: Date,
        /// The last civil day on which the record may exist, inclusive, never before `keep_through`; `None` if no
        /// maximum is known. The day is no permission to keep the record until then: a data protection law may require
        /// deletion earlier.
        must_delete_by: Option<Date>,
    },
    /// A hold, which overrides every period: keep the record until all holds are released, then ask again.
    UntilReleased,
    /// No date, because an input is unknown. Keep the record.
    Undetermined {
        /// Every needed input that is unknown. If all inputs of the clock are known to be
        /// [`Never`](super::Occurrence::Never), the clock has no start, and `missing` names those inputs.
        missing: Set<RetentionInput>,
    },
}

impl RetentionRow {
    /// Returns the time until which a record of this kind is kept, given its inputs.
    ///
    /// Instants are first read as civil days in `zone`: the zone of the jurisdiction or, if the jurisdiction has
    /// several, the zone of the firm's books. A year has the same month and day at both ends; a period from 29 February
    /// that would end on a day that does not exist ends on 28 February, however it is counted.
    ///
    /// ```
    /// use closeout::retention::{Occurrence, Retention, RetentionInput, RetentionInputs};
    /// use closeout::{Country, Fact, Set, jurisdictions, retention};
    /// let row = retention::row(Country::DE, "aml_cdd").ok_or("no such row")?;
    /// let mut inputs = RetentionInputs::unknown();
    /// inputs.on_hold = Fact::Known(false);
    /// inputs.account_closed = Fact::Known(Occurrence::At("2025-12-31T23:30:00Z".parse()?));
    /// // The clock of this row does not ask for the account.
    /// let missing = Set::only(RetentionInput::RelationshipEnded);
    /// assert_eq!(row.retention(&inputs, &jurisdictions::DE.zone)?, Retention::Undetermined { missing });
    ///
    /// inputs.relationship_ended = inputs.account_closed; // that is 2026 in Berlin
    /// let (keep_through, must_delete_by) = ("2031-12-31".parse()?, Some("2036-12-31".parse()?));
    /// assert_eq!(row.retention(&inputs, &jurisdictions::DE.zone)?, Retention::Dated { keep_through, must_delete_by });
    ///
    /// inputs.relationship_ended = Fact::Known(Occurrence::On("9998-01-01".parse()?));
    /// assert!(row.retention(&inputs, &jurisdictions::DE.zone).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the period or its maximum ends outside the years −9999 to 9999.
    pub fn retention(&self, inputs: &RetentionInputs, zone: &TimeZone) -> Result<Retention, RetentionError> {
        if inputs.on_hold == Fact::Known(true) {
            return Ok(Retention::UntilReleased);
        }
        let clock = self.period.clock;
        let missing = inputs.unknown_of(clock.inputs());
        if !missing.is_empty() {
            return Ok(Retention::Undetermined { missing });
        }
        match inputs.latest_of(clock.inputs(), zone) {
            Some(start) => {
                let (keep_through, must_delete_by) = self.period.days_from(start)?;
                Ok(Retention::Dated { keep_through, must_delete_by })
            }
            None => Ok(Retention::Undetermined { missing: clock.inputs().iter().copied().collect() }),
        }
    }
}
