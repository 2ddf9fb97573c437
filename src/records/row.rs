//! One rule on keeping records, and its answer for one record.

use super::input::{RetentionInput, RetentionInputs};
use super::period::{RetentionError, RetentionPeriod};
use crate::facts::Fact;
use crate::vocab::{Confidence, Country, Set, catalogue};
use core::fmt;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A country, or a union of countries, whose law a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Jurisdiction {
    /// A country.
    Country(Country),
    /// The European Union: a floor under the laws of its members, or, where a regulation says so, the rule itself.
    EuropeanUnion,
}

impl From<Country> for Jurisdiction {
    fn from(country: Country) -> Self {
        Self::Country(country)
    }
}

/// The code of the country, or `EU`, which ISO 3166-1 reserves and gives to no country.
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
        /// The text, or what an authority or a professional makes of it.
        Read = "read",
        /// The text, as somebody else quotes it.
        Quoted = "quoted",
        /// A summary.
        Summary = "summary",
        /// What a third party says of it.
        Secondary = "secondary",
        /// A part; the note says which part is known without.
        InPart = "in_part",
        /// Nothing: the rule is common knowledge, and the number of the article has to be looked up before use.
        NotOpened = "not_opened",
    }
}

/// A rule: which records, kept for how long, by whose law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionRow {
    /// Whose law it is.
    pub jurisdiction: Jurisdiction,
    /// Stable name of the kind of record; unique within the jurisdiction.
    pub record_class: &'static str,
    /// The law or rule, with its section.
    pub instrument: &'static str,
    /// From when and for how long.
    pub period: RetentionPeriod,
    /// Whom it binds.
    pub applies_to: &'static str,
    /// The first civil day on which the rule applies, inclusive; `None` if it applied when the row was written. Which
    /// rule governs a record whose clock started before that day is not known here, so no calculation looks at it.
    pub valid_from: Option<Date>,
    /// Where it was found.
    pub source: &'static str,
    /// How firmly it stands.
    pub confidence: Confidence,
    /// What was read of the source.
    pub source_read: SourceRead,
    /// What else has to be known; may be empty.
    pub note: &'static str,
}

/// The time until which a record is kept. This is an answer and not an instruction: nothing is ever deleted by asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// All that is needed is known.
    Dated {
        /// The last civil day on which the record has to be there, inclusive.
        keep_through: Date,
        /// The last civil day on which it may be there, inclusive, never before `keep_through`; `None` if no maximum
        /// is known. Not a leave to keep it until then: a law on personal data may ask for its deletion earlier.
        must_delete_by: Option<Date>,
    },
    /// A hold overrides every period: the record is kept until all holds are released, and then it is asked again.
    UntilReleased,
    /// There is no date, because something is unknown. The record is kept.
    Undetermined {
        /// Each input that is needed and unknown. If all that the clock depends on is known to be
        /// [`Occurrence::Never`](super::Occurrence::Never), the clock has nothing to start from, and that is what is named here.
        missing: Set<RetentionInput>,
    },
}

impl RetentionRow {
    /// Returns until when a record of this kind is kept, given what is known of it.
    ///
    /// Instants are read as civil days in `zone` first: that of the jurisdiction, and where it has several, the one
    /// that the firm keeps its books in. A year has the same month and day at both ends; a period from 29 February
    /// that would end on a day which does not exist ends on 28 February, however it is counted.
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
