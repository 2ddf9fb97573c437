//! The catalogue of causes. The order of the variants is the order of precedence, and is part of the API.

use super::cure::Cure;
use crate::facts::FactName;
use crate::vocab::{Set, catalogue};
use Class::{Clock, Holder, Market, Nobody, Provider};
use Cure::{
    AwaitBoundary, AwaitSettlement, Cancel, ChangeStatus, CloseAccounts, Cover, Deposit, LiftRestriction,
    Liquidate, ReleaseLien, Sell, SettleFees, StateReason, TransferOut, Withdraw,
};

catalogue! {
    /// The party that can clear a blocker.
    ///
    /// Exhaustive on purpose: a service must route each class to somebody.
    pub enum Class {
        /// The holder of the account, or a person who acts for the holder.
        Holder = "holder",
        /// The provider that keeps the account.
        Provider = "provider",
        /// The market or the payment rail: a process of a third party has to end.
        Market = "market",
        /// Time alone.
        Clock = "clock",
        /// Nobody: asking again does not help.
        Nobody = "nobody",
    }
}

catalogue! {
    /// A cause that blocks closing, in order of precedence: the first cause of a decision is its headline.
    ///
    /// Codes are permanent: a retired code keeps its place and its name. The catalogue grows, hence
    /// `#[non_exhaustive]`.
    ///
    /// ```
    /// use closeout::{blocker::Class, Code};
    /// assert!(Code::AlreadyClosed < Code::OpenPositions);
    /// assert_eq!(Code::OpenPositions.name(), "open_positions");
    /// assert_eq!(Code::TaxYearEnd.class(), Class::Clock);
    /// assert_eq!("open_positions".parse(), Ok(Code::OpenPositions));
    /// assert!("no_such_code".parse::<Code>().is_err());
    /// ```
    #[non_exhaustive]
    pub enum Code: Row {
        /// The subject is closed already.
        AlreadyClosed = "already_closed"
            => Row::of(Nobody, "already closed", None, &[]),
        /// The subject's status is not one from which the provider admits closing. Never reported for an undocumented
        /// status, whose meaning is the missing fact `status`.
        StatusDoesNotAdmitClosing = "status_does_not_admit_closing"
            => Row::of(Provider, "status does not admit closing", Some(FactName::Status), &[ChangeStatus]),
        /// The provider requires a reason, and no reason was stated.
        ReasonRequired = "reason_required"
            => Row::of(Holder, "a reason is required", None, &[StateReason]),
        /// A restriction forbids the holder's activity.
        AccountRestricted = "account_restricted"
            => Row::of(Provider, "restricted", Some(FactName::Restrictions), &[LiftRestriction]),
        /// A withdrawal has been instructed and is not complete.
        OutstandingWithdrawals = "outstanding_withdrawals"
            => Row::of(Market, "outstanding withdrawals", Some(FactName::OutstandingWithdrawals), &[AwaitSettlement, Cancel]),
        /// A transfer of money or positions is on its way, in or out.
        PendingTransfers = "pending_transfers"
            => Row::of(Market, "pending transfers", Some(FactName::PendingTransfers), &[AwaitSettlement]),
        /// An order is open.
        OpenOrders = "open_orders"
            => Row::of(Holder, "open orders", Some(FactName::OpenOrders), &[Cancel]),
        /// A quantity other than zero is held, long or short.
        OpenPositions = "open_positions"
            => Row::of(Holder, "open positions", Some(FactName::Positions), &[Sell, Cover, Liquidate, TransferOut]),
        /// A trade has been executed and is not settled.
        UnsettledTrades = "unsettled_trades"
            => Row::of(Market, "unsettled trades", Some(FactName::UnsettledTrades), &[AwaitSettlement]),
        /// A corporate action will still affect the account, even if the position is gone.
        ExpectedCorporateActions = "expected_corporate_actions"
            => Row::of(Market, "expected corporate actions", Some(FactName::ExpectedCorporateActions), &[AwaitSettlement]),
        /// An account of the group is not closed.
        AccountsNotClosed = "accounts_not_closed"
            => Row::of(Holder, "accounts not closed", Some(FactName::Accounts), &[CloseAccounts]),
        /// A fee is owed, or a fee credit is due to the holder.
        OutstandingFees = "outstanding_fees"
            => Row::of(Holder, "outstanding fees", Some(FactName::Fees), &[SettleFees]),
        /// There is a lien on the balance.
        Liens = "liens"
            => Row::of(Provider, "liens", Some(FactName::Liens), &[ReleaseLien]),
        /// The cash balance is not zero, on either side.
        CashBalance = "cash_balance"
            => Row::of(Holder, "cash balance", Some(FactName::Cash), &[Withdraw, Deposit]),
        /// The provider closes only at the end of a tax year, and the tax year has not ended.
        TaxYearEnd = "tax_year_end"
            => Row::of(Clock, "end of the tax year", Some(FactName::Residences), &[AwaitBoundary]),
        /// The policy names a day before which nothing closes, and that day has not begun.
        NotBefore = "not_before"
            => Row::of(Clock, "not before a day", None, &[AwaitBoundary]),
        /// The period of notice from the request is still running.
        NoticePeriod = "notice_period"
            => Row::of(Clock, "notice period", None, &[AwaitBoundary]),
        /// The last condition cleared at or after the cut-off time, so that closing counts from the next day.
        CutOff = "cut_off"
            => Row::of(Clock, "cut-off time", None, &[AwaitBoundary]),
    }
}

/// The columns of a cause beside its name. Class and cures hold if nothing else is known of the subject. A row has no
/// source: a cause is this crate's own word, and the row of a profile that requires the cause names the document.
#[derive(Clone, Copy)]
struct Row {
    class: Class,
    words: &'static str,
    fact: Option<FactName>,
    cures: &'static [Cure],
}

impl Row {
    const fn of(class: Class, words: &'static str, fact: Option<FactName>, cures: &'static [Cure]) -> Self {
        Self { class, words, fact, cures }
    }
}

impl Code {
    /// Returns the causes that time alone clears: if all else is clear, only these hold completion.
    pub(crate) fn of_clocks() -> Set<Self> {
        Self::ALL.iter().copied().filter(|code| code.class() == Clock).collect()
    }

    /// Returns the class that can clear the cause if nothing else is known of the subject. For a decision ask
    /// [`Blocker::class`](crate::Blocker::class), which looks at status, restrictions, sign and component.
    #[must_use]
    pub const fn class(self) -> Class {
        self.row().class
    }

    /// Returns the fact that decides whether the cause is present; `None` if the state, the command or the clock
    /// decides.
    #[must_use]
    pub const fn fact(self) -> Option<FactName> {
        self.row().fact
    }

    /// Returns the cures if nothing else is known of the subject. For one account ask [`Blocker::cures`], which names
    /// only cures that can work, and others than these if need be.
    ///
    /// [`Blocker::cures`]: crate::Blocker::cures
    #[must_use]
    pub const fn cures(self) -> &'static [Cure] {
        self.row().cures
    }

    /// Returns the cause in words, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.row().words
    }

    /// Returns whether the cause lies in the status of the subject and not in its contents: providers answer such a
    /// request as one that makes no sense now, not as one that is blocked.
    ///
    /// ```
    /// use closeout::Code;
    /// assert!(Code::AlreadyClosed.is_by_status());
    /// assert!(!Code::AccountRestricted.is_by_status()); // a restriction stands beside the status
    /// ```
    #[must_use]
    pub const fn is_by_status(self) -> bool {
        matches!(self, Self::AlreadyClosed | Self::StatusDoesNotAdmitClosing)
    }
}
