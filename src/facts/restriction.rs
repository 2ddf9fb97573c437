//! Restrictions: prohibitions beside and independent of the status.

use crate::vocab::catalogue;

catalogue! {
    /// A restriction in force. Restrictions are a set, orthogonal to the phase.
    ///
    /// Exhaustive on purpose: each provider's profile has a row for the restrictions that block closing.
    pub enum Restriction {
        /// A ban on orders.
        TradingBlocked = "trading_blocked",
        /// A ban on movements of money.
        TransfersBlocked = "transfers_blocked",
        /// A ban on every activity of the holder.
        AccountBlocked = "account_blocked",
        /// A suspension of trading by the holder.
        TradeSuspendedByUser = "trade_suspended_by_user",
        /// A ban on orders that do not reduce a position.
        LiquidationOnly = "liquidation_only",
        /// A ban on debits.
        PostNoDebit = "post_no_debit",
        /// A ban on credits.
        PostNoCredit = "post_no_credit",
        /// A ban on all movements.
        Frozen = "frozen",
        /// A lock against all actions.
        Locked = "locked",
    }
}
