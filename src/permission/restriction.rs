//! What each restriction takes away. It means the same wherever it is asserted, so that a service can put one of its
//! own on top of its provider's.

use crate::facts::Restriction;
use crate::profile::Activity;
use crate::vocab::{Element, Set};

/// What takes money out of an account, or could.
const DEBITS: &[Activity] = &[
    Activity::Buy,
    Activity::Cover,
    Activity::TransferOut,
    Activity::Withdraw,
    Activity::ChargeFee,
    Activity::BookCorporateAction,
];

/// What brings money into an account, or could.
const CREDITS: &[Activity] = &[
    Activity::Sell,
    Activity::Liquidate,
    Activity::TransferIn,
    Activity::Deposit,
    Activity::BookCorporateAction,
];

/// Everything that moves anything; cancelling and opening an account do not.
const MOVEMENTS: &[Activity] = &[
    Activity::Buy,
    Activity::Sell,
    Activity::Cover,
    Activity::Liquidate,
    Activity::TransferIn,
    Activity::TransferOut,
    Activity::Deposit,
    Activity::Withdraw,
    Activity::ChargeFee,
    Activity::BookCorporateAction,
];

const ORDERS: &[Activity] = &[Activity::Buy, Activity::Sell, Activity::Cover, Activity::Liquidate];

/// What the holder does; fees and corporate actions are the provider's own bookings and go on.
const OF_THE_HOLDER: &[Activity] = &[
    Activity::Buy,
    Activity::Sell,
    Activity::Cover,
    Activity::Liquidate,
    Activity::Cancel,
    Activity::TransferIn,
    Activity::TransferOut,
    Activity::Deposit,
    Activity::Withdraw,
    Activity::OpenAccount,
];

const ALL_BUT_READING: &[Activity] = &[
    Activity::Buy,
    Activity::Sell,
    Activity::Cover,
    Activity::Liquidate,
    Activity::Cancel,
    Activity::TransferIn,
    Activity::TransferOut,
    Activity::Deposit,
    Activity::Withdraw,
    Activity::OpenAccount,
    Activity::ChargeFee,
    Activity::BookCorporateAction,
];

impl Restriction {
    /// The activities that it forbids. None forbids reading.
    ///
    /// Where a document leaves room, the wider reading is taken: `transfers_blocked` speaks of money and stops
    /// positions too, `trading_blocked` and `trade_suspended_by_user` stop every new order, a liquidation among them,
    /// and leave cancelling. `liquidation_only` leaves whatever reduces a position. `post_no_debit` and
    /// `post_no_credit` each stop corporate actions, which can do either.
    ///
    /// ```
    /// use closeout::{facts::Restriction, profile::Activity};
    /// assert!(Restriction::PostNoDebit.forbids().contains(&Activity::Withdraw));
    /// assert!(!Restriction::PostNoDebit.forbids().contains(&Activity::Deposit));
    /// ```
    #[must_use]
    pub const fn forbids(self) -> &'static [Activity] {
        match self {
            Self::TradingBlocked | Self::TradeSuspendedByUser => ORDERS,
            Self::TransfersBlocked => {
                &[Activity::TransferIn, Activity::TransferOut, Activity::Deposit, Activity::Withdraw]
            }
            Self::AccountBlocked => OF_THE_HOLDER,
            Self::LiquidationOnly => &[Activity::Buy],
            Self::PostNoDebit => DEBITS,
            Self::PostNoCredit => CREDITS,
            Self::Frozen => MOVEMENTS,
            Self::Locked => ALL_BUT_READING,
        }
    }
}

/// The restrictions that forbid it.
pub(super) fn forbidding(activity: Activity) -> Set<Restriction> {
    Restriction::ALL.iter().copied().filter(|restriction| restriction.forbids().contains(&activity)).collect()
}
