//! The activities that each restriction takes away. A restriction means the same wherever it is asserted, so that a service can put one of its
//! own on top of its provider's.

use super::restriction::Restriction;
use crate::vocab::Activity;

/// The activities that take money out of an account, or could.
const DEBITS: &[Activity] = &[
    Activity::Buy,
    Activity::Cover,
    Activity::TransferOut,
    Activity::Withdraw,
    Activity::ChargeFee,
    Activity::BookCorporateAction,
];

/// The activities that bring money into an account, or could.
const CREDITS: &[Activity] = &[
    Activity::Sell,
    Activity::Liquidate,
    Activity::TransferIn,
    Activity::Deposit,
    Activity::BookCorporateAction,
];

/// The activities that move anything; cancelling and opening an account do not.
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

/// The activities of the holder; fees and corporate actions are the provider's own bookings and go on.
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
    /// Returns the activities that the restriction forbids. No restriction forbids reading.
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
