//! The names of facts, for naming the missing ones.

use crate::vocab::catalogue;

catalogue! {
    /// A fact that a rule can need. The variants are in alphabetical order of their names, and so are sets of them.
    #[non_exhaustive]
    pub enum FactName {
        /// The accounts of a group.
        Accounts = "accounts",
        /// Cash balances.
        Cash = "cash",
        /// Corporate actions still to come.
        ExpectedCorporateActions = "expected_corporate_actions",
        /// Fees owed or to be refunded.
        Fees = "fees",
        /// Liens on the balance.
        Liens = "liens",
        /// Orders that can still execute.
        OpenOrders = "open_orders",
        /// Withdrawals on their way.
        OutstandingWithdrawals = "outstanding_withdrawals",
        /// Transfers on their way.
        PendingTransfers = "pending_transfers",
        /// Holdings.
        Positions = "positions",
        /// The holders' tax residences, which the policy holds.
        Residences = "residences",
        /// Restrictions in force.
        Restrictions = "restrictions",
        /// The meaning of the status: unknown if the provider does not document the status.
        Status = "status",
        /// Trades not settled.
        UnsettledTrades = "unsettled_trades",
    }
}
