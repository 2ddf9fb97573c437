//! The activities that each restriction takes away. A restriction means the same wherever you assert it, so you can add
//! restrictions of your own to those of your provider.

use super::restriction::Restriction;
use crate::vocab::activities::{
    ACROSS, ALL_BUT_READING, CREDITS, DEBITS, MOVEMENTS, OF_THE_HOLDER, ORDERS, of,
};
use crate::vocab::{Activity, Set};
impl Restriction {
    /// Returns the activities that the restriction forbids. No restriction forbids reading.
    ///
    /// The wider reading is taken where a document leaves room: `transfers_blocked` speaks of money and stops
    /// positions too. `trading_blocked` and `trade_suspended_by_user` stop every new order, including a liquidation,
    /// but not a cancellation. `liquidation_only` leaves every activity that reduces a position. `post_no_debit` and
    /// `post_no_credit` each stop corporate actions, since a corporate action can debit or credit.
    ///
    /// ```
    /// use closeout::{facts::Restriction, profile::Activity};
    /// assert!(Restriction::PostNoDebit.forbids().contains(Activity::Withdraw));
    /// assert!(!Restriction::PostNoDebit.forbids().contains(Activity::Deposit));
    /// ```
    #[must_use]
    pub const fn forbids(self) -> Set<Activity> {
        match self {
            Self::TradingBlocked | Self::TradeSuspendedByUser => ORDERS,
            Self::TransfersBlocked => ACROSS,
            Self::AccountBlocked => OF_THE_HOLDER,
            Self::LiquidationOnly => of(&[Activity::Buy]),
            Self::PostNoDebit => DEBITS,
            Self::PostNoCredit => CREDITS,
            Self::Frozen => MOVEMENTS,
            Self::Locked => ALL_BUT_READING,
        }
    }
}
