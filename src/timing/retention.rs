//! How long a record is kept: the shape of a rule, and the one calculation on it.
//!
//! Closing never deletes anything. What is computed here are days; whoever holds the records acts on them.

use crate::facts::Fact;
use crate::vocab::{Confidence, Country, Set, catalogue};
use core::fmt;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Whose law a rule is.
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
    /// What starts a period of retention. Exhaustive: a new clock is a new calculation.
    ///
    /// Few start when an account closes. Most start when the relationship with its holder ends, which closing one of
    /// several accounts does not bring about.
    pub enum RetentionClock {
        /// The account is closed.
        AccountClosed = "account_closed",
        /// The business relationship with the holder ends.
        RelationshipEnded = "relationship_ended",
        /// One or the other, by a text that does not say which. Read as the later of the two, because a record that is
        /// kept too long can still be deleted.
        AccountClosedOrRelationshipEnded = "account_closed_or_relationship_ended",
        /// The later of the two, as the text says.
        LaterOfRelationshipEndedAndAccountClosed = "later_of_relationship_ended_and_account_closed",
        /// The later of the last service and the last transaction.
        LaterOfLastServiceAndLastTransaction = "later_of_last_service_and_last_transaction",
        /// 31 December of the year in which the relationship ends.
        EndOfCalendarYearOfRelationshipEnd = "end_of_calendar_year_of_relationship_end",
        /// 31 December of the year in which the record was made.
        EndOfCalendarYearOfCreation = "end_of_calendar_year_of_creation",
        /// 1 January after the relationship ends; the same last day as from 31 December before it.
        FirstDayOfYearAfterRelationshipEnd = "first_day_of_year_after_relationship_end",
        /// The last day of the firm's financial year.
        EndOfFinancialYear = "end_of_financial_year",
        /// The last day of the reporting period.
        EndOfReportingPeriod = "end_of_reporting_period",
        /// The record is made.
        RecordCreated = "record_created",
        /// The transaction is completed.
        TransactionCompleted = "transaction_completed",
    }
}

impl RetentionClock {
    /// Everything that has to be known before it can be read; of several, the latest counts.
    ///
    /// ```
    /// use closeout::retention::{RetentionClock, RetentionInput};
    /// let inputs = RetentionClock::LaterOfLastServiceAndLastTransaction.inputs();
    /// assert_eq!(inputs, [RetentionInput::LastService, RetentionInput::LastTransaction]);
    /// assert!(!RetentionClock::RelationshipEnded.inputs().contains(&RetentionInput::AccountClosed));
    /// ```
    #[must_use]
    pub const fn inputs(self) -> &'static [RetentionInput] {
        use RetentionInput as Input;
        match self {
            Self::AccountClosed => &[Input::AccountClosed],
            Self::RelationshipEnded
            | Self::EndOfCalendarYearOfRelationshipEnd
            | Self::FirstDayOfYearAfterRelationshipEnd => &[Input::RelationshipEnded],
            Self::AccountClosedOrRelationshipEnded | Self::LaterOfRelationshipEndedAndAccountClosed => {
                &[Input::AccountClosed, Input::RelationshipEnded]
            }
            Self::LaterOfLastServiceAndLastTransaction => &[Input::LastService, Input::LastTransaction],
            Self::EndOfCalendarYearOfCreation | Self::RecordCreated => &[Input::RecordCreated],
            Self::EndOfFinancialYear => &[Input::FinancialYearEnd],
            Self::EndOfReportingPeriod => &[Input::ReportingPeriodEnd],
            Self::TransactionCompleted => &[Input::TransactionCompleted],
        }
    }

    /// Whether periods end with 31 December whatever the day on which it started.
    const fn runs_by_calendar_years(self) -> bool {
        matches!(
            self,
            Self::EndOfCalendarYearOfRelationshipEnd
                | Self::EndOfCalendarYearOfCreation
                | Self::FirstDayOfYearAfterRelationshipEnd
        )
    }
}

catalogue! {
    /// What a period of retention may depend on, by the names of the fields of [`RetentionInputs`].
    #[non_exhaustive]
    pub enum RetentionInput {
        /// When the account was closed.
        AccountClosed = "account_closed",
        /// When the business relationship ended.
        RelationshipEnded = "relationship_ended",
        /// When the last service was given.
        LastService = "last_service",
        /// When the last transaction took place.
        LastTransaction = "last_transaction",
        /// When the record was made.
        RecordCreated = "record_created",
        /// When the transaction was completed.
        TransactionCompleted = "transaction_completed",
        /// The last day of the firm's financial year.
        FinancialYearEnd = "financial_year_end",
        /// The last day of the reporting period.
        ReportingPeriodEnd = "reporting_period_end",
        /// Whether something forbids deletion whatever the period.
        OnHold = "on_hold",
    }
}

/// When something happened, as precisely as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrence {
    /// At this instant; its civil day is read in the zone of the jurisdiction.
    At(Timestamp),
    /// On this civil day, already that of the jurisdiction.
    On(Date),
    /// There is nothing of the kind and there never will be: no account, no transaction.
    ///
    /// An account that is still open will close one day, so its closing is unknown and not `Never`.
    Never,
}

impl Occurrence {
    fn day(self, zone: &TimeZone) -> Option<Date> {
        match self {
            Self::At(instant) => Some(zone.to_datetime(instant).date()),
            Self::On(day) => Some(day),
            Self::Never => None,
        }
    }
}

/// What the caller knows of one record and the account or relationship that it belongs to.
///
/// Every input starts as unknown, and no unknown input is replaced by another: that an account is closed does not say
/// that the relationship has ended. Hence `#[non_exhaustive]`: begin with [`RetentionInputs::unknown`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetentionInputs {
    /// When the account was closed.
    pub account_closed: Fact<Occurrence>,
    /// When the business relationship ended; where the law says so, when the firm had reason to believe that it had.
    pub relationship_ended: Fact<Occurrence>,
    /// When the last service was given.
    pub last_service: Fact<Occurrence>,
    /// When the last transaction took place.
    pub last_transaction: Fact<Occurrence>,
    /// When the record was made.
    pub record_created: Fact<Occurrence>,
    /// When the transaction was completed that the record is about.
    pub transaction_completed: Fact<Occurrence>,
    /// The last day, inclusive, of the firm's financial year that the record belongs to.
    pub financial_year_end: Fact<Date>,
    /// The last day, inclusive, of the reporting period that the record belongs to.
    pub reporting_period_end: Fact<Date>,
    /// Whether litigation, an order of an authority, an open assessment of tax or the like forbids deletion.
    pub on_hold: Fact<bool>,
}

impl RetentionInputs {
    /// Nobody has said anything.
    #[must_use]
    pub fn unknown() -> Self {
        Self::default()
    }

    fn occurrence(&self, input: RetentionInput) -> Fact<Occurrence> {
        let on = |day: &Fact<Date>| day.known().copied().map(Occurrence::On).into();
        match input {
            RetentionInput::AccountClosed => self.account_closed,
            RetentionInput::RelationshipEnded => self.relationship_ended,
            RetentionInput::LastService => self.last_service,
            RetentionInput::LastTransaction => self.last_transaction,
            RetentionInput::RecordCreated => self.record_created,
            RetentionInput::TransactionCompleted => self.transaction_completed,
            RetentionInput::FinancialYearEnd => on(&self.financial_year_end),
            RetentionInput::ReportingPeriodEnd => on(&self.reporting_period_end),
            // A hold has no day of its own.
            RetentionInput::OnHold => Fact::Unknown,
        }
    }

    fn unknown_of(&self, clock: RetentionClock) -> Set<RetentionInput> {
        let inputs = clock.inputs().iter().copied();
        let unknown: Set<_> = inputs.filter(|input| self.occurrence(*input).is_unknown()).collect();
        unknown.with_if(RetentionInput::OnHold, self.on_hold.is_unknown())
    }

    /// The latest day of all that the clock depends on; `None` if there is none among them.
    fn latest_of(&self, clock: RetentionClock, zone: &TimeZone) -> Option<Date> {
        let inputs = clock.inputs().iter();
        inputs.filter_map(|input| self.occurrence(*input).known()?.day(zone)).max()
    }
}

catalogue! {
    /// Whether the day on which the clock starts is counted. A clock that runs by calendar years has no such day.
    pub enum Counting {
        /// It is not: the last day has the same month and day as the first.
        After = "after",
        /// It is: the last day is the one before.
        BeginningOn = "beginning_on",
    }
}

/// From when, for how long, and for how long at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionPeriod {
    /// For how many years the record is kept at least.
    pub years: u8,
    /// What they are counted from.
    pub clock: RetentionClock,
    /// How they are counted.
    pub counting: Counting,
    /// After how many years, counted alike, it must be gone; `None` if no such number is known, which does not say
    /// that it may be kept for ever. Where fewer than `years` are written here, the duty to keep wins.
    pub hard_maximum: Option<u8>,
}

impl RetentionPeriod {
    /// The day of the start is not counted. Without a maximum.
    #[must_use]
    pub const fn after(years: u8, clock: RetentionClock) -> Self {
        Self { years, clock, counting: Counting::After, hard_maximum: None }
    }

    /// The day of the start is counted. Without a maximum.
    #[must_use]
    pub const fn beginning_on(years: u8, clock: RetentionClock) -> Self {
        Self { years, clock, counting: Counting::BeginningOn, hard_maximum: None }
    }

    /// With a maximum.
    #[must_use]
    pub const fn at_most(self, years: u8) -> Self {
        Self { hard_maximum: Some(years), ..self }
    }

    fn days_from(self, start: Date) -> Result<Retention, RetentionError> {
        let ends = |years| self.last_day(start, years).ok_or(RetentionError { start, years });
        let keep_through = ends(self.years)?;
        let maximum = self.hard_maximum.map(ends).transpose()?;
        Ok(Retention::Dated { keep_through, must_delete_by: maximum.map(|day| day.max(keep_through)) })
    }

    fn last_day(self, start: Date, years: u8) -> Option<Date> {
        let year = start.year().checked_add(i16::from(years))?;
        if self.clock.runs_by_calendar_years() {
            return Date::new(year, 12, 31).ok();
        }
        match (Date::new(year, start.month(), start.day()), self.counting) {
            (Ok(same_day), Counting::After) => Some(same_day),
            (Ok(same_day), Counting::BeginningOn) => same_day.yesterday().ok(),
            // Of the days that a year may lack there is only 29 February. The month ends on the 28th then, and with
            // it the period, whether or not its first day was counted.
            (Err(_), _) => Date::new(year, start.month(), 28).ok(),
        }
    }
}

catalogue! {
    /// What was read of the source when the row was written.
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

/// One rule: which records, kept for how long, by whose law.
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

/// Until when a record is kept. An answer and not an instruction: nothing is ever deleted by asking.
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
        /// [`Occurrence::Never`], the clock has nothing to start from, and that is what is named here.
        missing: Set<RetentionInput>,
    },
}

/// The period ends on a day that cannot be represented.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{years} years from `{start}` do not end within the calendar: expected a day of the years -9999 to 9999"
)]
pub struct RetentionError {
    start: Date,
    years: u8,
}

impl RetentionRow {
    /// Until when a record of this kind is kept, given what is known of it.
    ///
    /// Instants are read as civil days in `zone` first: that of the jurisdiction, and where it has several, the one
    /// that the firm keeps its books in. A year has the same month and day at both ends; a period from 29 February
    /// that would end on a day which does not exist ends on 28 February, however it is counted.
    ///
    /// ```
    /// use closeout::{retention::{Occurrence, Retention, RetentionInput, RetentionInputs}, Fact, Set};
    /// use closeout::{Country, jurisdictions, retention};
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
        let missing = inputs.unknown_of(clock);
        if !missing.is_empty() {
            return Ok(Retention::Undetermined { missing });
        }
        match inputs.latest_of(clock, zone) {
            Some(start) => self.period.days_from(start),
            None => Ok(Retention::Undetermined { missing: clock.inputs().iter().copied().collect() }),
        }
    }
}
