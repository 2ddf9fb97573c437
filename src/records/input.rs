//! What is known of one record, and of the account or relationship to which it belongs.

use crate::facts::Fact;
use crate::vocab::{Set, catalogue};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

catalogue! {
    /// Inputs on which a period of retention may depend, by the names of the fields of [`RetentionInputs`].
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

/// The time at which something happened, as precisely as it is known.
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

/// All that the caller knows of one record and the account or relationship that it belongs to.
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
    /// Returns inputs of which nobody has said anything.
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

    /// Returns those of the inputs that are unknown, and the hold if it is.
    pub(super) fn unknown_of(&self, inputs: &[RetentionInput]) -> Set<RetentionInput> {
        let inputs = inputs.iter().copied();
        let unknown: Set<_> = inputs.filter(|input| self.occurrence(*input).is_unknown()).collect();
        unknown.with_if(RetentionInput::OnHold, self.on_hold.is_unknown())
    }

    /// Returns the latest day of these inputs; `None` if there is none among them.
    pub(super) fn latest_of(&self, inputs: &[RetentionInput], zone: &TimeZone) -> Option<Date> {
        inputs.iter().filter_map(|input| self.occurrence(*input).known()?.day(zone)).max()
    }
}
