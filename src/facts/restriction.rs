//! Restrictions: what somebody has forbidden, beside and independent of the status.

use crate::vocab::catalogue;

catalogue! {
    /// A restriction in force. Restrictions are a set, orthogonal to the phase.
    ///
    /// Exhaustive on purpose: which of them stands in the way of closing is a row of each provider's profile.
    pub enum Restriction {
        /// No orders may be placed.
        TradingBlocked = "trading_blocked",
        /// No money may be moved.
        TransfersBlocked = "transfers_blocked",
        /// No activity of the holder is permitted.
        AccountBlocked = "account_blocked",
        /// The holder has suspended trading.
        TradeSuspendedByUser = "trade_suspended_by_user",
        /// Only orders that reduce a position are taken.
        LiquidationOnly = "liquidation_only",
        /// Nothing may be debited.
        PostNoDebit = "post_no_debit",
        /// Nothing may be credited.
        PostNoCredit = "post_no_credit",
        /// Nothing may be moved at all.
        Frozen = "frozen",
        /// Locked for all actions.
        Locked = "locked",
    }
}
