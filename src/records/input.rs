//! The known inputs of one record, and of the account or relationship to which it belongs.

use crate::facts::Fact;
use crate::vocab::{Set, catalogue};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

catalogue! {
    /// Inputs on which a period of retention may depend, by the names of the fields of [`RetentionInputs`].
    #[non_exhaustive]
    pub enum RetentionInput {
        /// The closing of the account.
        AccountClosed = "account_closed",
        /// The end of the business relationship.
        RelationshipEnded = "relationship_ended",
        /// The last service.
        LastService = "last_service",
        /// The last transaction.
        LastTransaction = "last_transaction",
        /// The making of the record.
        RecordCreated = "record_created",
        /// The completion of the transaction.
        TransactionCompleted = "transaction_completed",
        /// The last day of the firm's financial year.
        FinancialYearEnd = "financial_year_end",
        /// The last day of the reporting period.
        ReportingPeriodEnd = "reporting_period_end",
        /// A prohibition of deletion, whatever the period.
        OnHold = "on_hold",
    }
}

/// The time at which something happened, as precisely as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrence {
    /// An instant; its civil day is read in the zone of the jurisdiction.
    At(Timestamp),
    /// A civil day of the jurisdiction.
    On(Date),
    /// The event never happened and never will: there is no account, or no transaction.
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

/// The inputs that the caller knows of one record and of its account or relationship.
///
/// Every input starts as unknown, and no unknown input is replaced by another: a closed account does not prove that the
/// relationship has ended. Hence `#[non_exhaustive]`: begin with [`RetentionInputs::unknown`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetentionInputs {
    /// The closing of the account.
    pub account_closed: Fact<Occurrence>,
    /// The end of the business relationship or, where the law says so, the time at which the firm had reason to believe
    /// that the relationship had ended.
    pub relationship_ended: Fact<Occurrence>,
    /// The last service.
    pub last_service: Fact<Occurrence>,
    /// The last transaction.
    pub last_transaction: Fact<Occurrence>,
    /// The making of the record.
    pub record_created: Fact<Occurrence>,
    /// The completion of the transaction that the record is about.
    pub transaction_completed: Fact<Occurrence>,
    /// The last day, inclusive, of the firm's financial year to which the record belongs.
    pub financial_year_end: Fact<Date>,
    /// The last day, inclusive, of the reporting period to which the record belongs.
    pub reporting_period_end: Fact<Date>,
    /// True if litigation, an order of an authority, an open tax assessment or the like forbids deletion.
    pub on_hold: Fact<bool>,
}

impl RetentionInputs {
    /// Returns inputs that are all unknown.
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

    /// Returns the latest day among these inputs; `None` if they have no day.
    pub(super) fn latest_of(&self, inputs: &[RetentionInput], zone: &TimeZone) -> Option<Date> {
        inputs.iter().filter_map(|input| self.occurrence(*input).known()?.day(zone)).max()
    }
}
