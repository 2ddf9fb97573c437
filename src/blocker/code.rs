//! The catalogue of causes. The order of the variants is the order of precedence, and is API.

use super::cure::Cure;
use crate::facts::FactName;
use crate::vocab::{Element, Set, catalogue};

catalogue! {
    /// Who can clear a blocker.
    ///
    /// Exhaustive on purpose: a service must route each of them to somebody.
    pub enum Class {
        /// The holder of the account, or whoever acts for them.
        Holder = "holder",
        /// The provider that keeps the account.
        Provider = "provider",
        /// The market or the payment rail: somebody else's process has to end.
        Market = "market",
        /// Time alone.
        Clock = "clock",
        /// Nobody: asking again will not help.
        Nobody = "nobody",
    }
}

catalogue! {
    /// A cause that stands in the way of closing, in order of precedence: the first of a decision is its headline.
    ///
    /// Codes are for ever: a retired one keeps its place and its name. The catalogue grows, hence
    /// `#[non_exhaustive]`; [`Code::class`] is exhaustive over those that exist.
    ///
    /// ```
    /// use closeout::{blocker::Class, Code};
    /// assert!(Code::AlreadyClosed < Code::OpenPositions);
    /// assert_eq!(Code::OpenPositions.name(), "open_positions");
    /// assert_eq!(Code::TaxYearEnd.class(), Class::Clock);
    /// assert_eq!(Code::named("no_such_code"), None);
    /// ```
    #[non_exhaustive]
    pub enum Code {
        /// The subject is closed already.
        AlreadyClosed = "already_closed",
        /// The subject's status is not one from which the provider admits closing. Never said of a status that nobody
        /// documents: what that means is the missing fact `status`.
        StatusDoesNotAdmitClosing = "status_does_not_admit_closing",
        /// The provider asks for a reason, and none was stated.
        ReasonRequired = "reason_required",
        /// A restriction forbids the holder's activity.
        AccountRestricted = "account_restricted",
        /// A withdrawal has been instructed and is not finished.
        OutstandingWithdrawals = "outstanding_withdrawals",
        /// A transfer of money or positions is on its way, in or out.
        PendingTransfers = "pending_transfers",
        /// An order is open.
        OpenOrders = "open_orders",
        /// A quantity other than zero is held, long or short.
        OpenPositions = "open_positions",
        /// A trade has been executed and is not settled.
        UnsettledTrades = "unsettled_trades",
        /// A corporate action will still affect the account, even if the position is gone.
        ExpectedCorporateActions = "expected_corporate_actions",
        /// An account of the group is not closed.
        AccountsNotClosed = "accounts_not_closed",
        /// A fee is owed, or a fee credit is due.
        OutstandingFees = "outstanding_fees",
        /// Somebody has a lien on the balance.
        Liens = "liens",
        /// The cash balance is not zero, on either side.
        CashBalance = "cash_balance",
        /// The provider closes only at the end of a tax year, and it has not ended.
        TaxYearEnd = "tax_year_end",
        /// The policy names a day before which nothing closes, and it has not begun.
        NotBefore = "not_before",
        /// The period of notice from the request has not run out.
        NoticePeriod = "notice_period",
        /// Everything has been clear only since a time of day after which it counts from the next day.
        CutOff = "cut_off",
    }
}

impl Code {
    /// Those that only time clears: completion is held by nothing else, however clear everything is.
    pub(crate) fn of_clocks() -> Set<Self> {
        Self::ALL.iter().copied().filter(|code| code.class() == Class::Clock).collect()
    }

    /// Returns who can clear it where nothing else is known of the subject. Of a decision ask
    /// [`Blocker::class`](crate::Blocker::class), which looks at status, restrictions, sign and component.
    #[must_use]
    pub const fn class(self) -> Class {
        match self {
            Self::AlreadyClosed => Class::Nobody,
            Self::StatusDoesNotAdmitClosing | Self::AccountRestricted | Self::Liens => Class::Provider,
            Self::ReasonRequired
            | Self::OpenOrders
            | Self::OpenPositions
            | Self::AccountsNotClosed
            | Self::OutstandingFees
            | Self::CashBalance => Class::Holder,
            Self::OutstandingWithdrawals
            | Self::PendingTransfers
            | Self::UnsettledTrades
            | Self::ExpectedCorporateActions => Class::Market,
            Self::TaxYearEnd | Self::NotBefore | Self::NoticePeriod | Self::CutOff => Class::Clock,
        }
    }

    /// Returns the fact that tells whether it is there; `None` where the state, the command or the clock tells.
    #[must_use]
    pub const fn fact(self) -> Option<FactName> {
        match self {
            Self::AlreadyClosed
            | Self::ReasonRequired
            | Self::NotBefore
            | Self::NoticePeriod
            | Self::CutOff => None,
            Self::StatusDoesNotAdmitClosing => Some(FactName::Status),
            Self::AccountRestricted => Some(FactName::Restrictions),
            Self::OutstandingWithdrawals => Some(FactName::OutstandingWithdrawals),
            Self::PendingTransfers => Some(FactName::PendingTransfers),
            Self::OpenOrders => Some(FactName::OpenOrders),
            Self::OpenPositions => Some(FactName::Positions),
            Self::UnsettledTrades => Some(FactName::UnsettledTrades),
            Self::ExpectedCorporateActions => Some(FactName::ExpectedCorporateActions),
            Self::AccountsNotClosed => Some(FactName::Accounts),
            Self::OutstandingFees => Some(FactName::Fees),
            Self::Liens => Some(FactName::Liens),
            Self::CashBalance => Some(FactName::Cash),
            Self::TaxYearEnd => Some(FactName::Residences),
        }
    }

    /// Returns what clears it where nothing else is known of the subject. Which of them can work for one account, and
    /// what else, is said by [`Blocker::cures`].
    ///
    /// [`Blocker::cures`]: crate::Blocker::cures
    #[must_use]
    pub const fn cures(self) -> &'static [Cure] {
        match self {
            Self::AlreadyClosed => &[],
            Self::StatusDoesNotAdmitClosing => &[Cure::ChangeStatus],
            Self::ReasonRequired => &[Cure::StateReason],
            Self::AccountRestricted => &[Cure::LiftRestriction],
            Self::OutstandingWithdrawals => &[Cure::AwaitSettlement, Cure::Cancel],
            Self::PendingTransfers | Self::UnsettledTrades | Self::ExpectedCorporateActions => {
                &[Cure::AwaitSettlement]
            }
            Self::OpenOrders => &[Cure::Cancel],
            Self::OpenPositions => &[Cure::Sell, Cure::Cover, Cure::Liquidate, Cure::TransferOut],
            Self::AccountsNotClosed => &[Cure::CloseAccounts],
            Self::OutstandingFees => &[Cure::SettleFees],
            Self::Liens => &[Cure::ReleaseLien],
            Self::CashBalance => &[Cure::Withdraw, Cure::Deposit],
            Self::TaxYearEnd | Self::NotBefore | Self::NoticePeriod | Self::CutOff => &[Cure::AwaitBoundary],
        }
    }

    /// In words, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::AlreadyClosed => "already closed",
            Self::StatusDoesNotAdmitClosing => "status does not admit closing",
            Self::ReasonRequired => "a reason is required",
            Self::AccountRestricted => "restricted",
            Self::OutstandingWithdrawals => "outstanding withdrawals",
            Self::PendingTransfers => "pending transfers",
            Self::OpenOrders => "open orders",
            Self::OpenPositions => "open positions",
            Self::UnsettledTrades => "unsettled trades",
            Self::ExpectedCorporateActions => "expected corporate actions",
            Self::AccountsNotClosed => "accounts not closed",
            Self::OutstandingFees => "outstanding fees",
            Self::Liens => "liens",
            Self::CashBalance => "cash balance",
            Self::TaxYearEnd => "end of the tax year",
            Self::NotBefore => "not before a day",
            Self::NoticePeriod => "notice period",
            Self::CutOff => "cut-off time",
        }
    }
}
