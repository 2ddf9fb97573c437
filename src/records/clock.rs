//! The events from which a period of retention is counted.

use super::input::RetentionInput;
use crate::vocab::catalogue;

catalogue! {
    /// Events that start a period of retention. Exhaustive: a new clock is a new calculation.
    ///
    /// Few start when an account closes. Most start when the relationship with its holder ends, which closing one of
    /// several accounts does not bring about.
    pub enum RetentionClock {
        /// The account is closed.
        AccountClosed = "account_closed",
        /// The business relationship with the holder ends.
        RelationshipEnded = "relationship_ended",
        /// The account closure or the end of the relationship, by a text that does not say which. Read as the later of
        /// the two, because you can still delete a record that was kept too long.
        AccountClosedOrRelationshipEnded = "account_closed_or_relationship_ended",
        /// The later of the two, as the text states.
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
    /// Returns the inputs of the clock; the latest of several counts.
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

    /// Returns whether periods end on 31 December, whatever the day on which they start.
    pub(super) const fn runs_by_calendar_years(self) -> bool {
        matches!(
            self,
            Self::EndOfCalendarYearOfRelationshipEnd
                | Self::EndOfCalendarYearOfCreation
                | Self::FirstDayOfYearAfterRelationshipEnd
        )
    }
}
