//! The names of facts, for saying which are missing.

use crate::vocab::catalogue;

catalogue! {
    /// A fact that a rule can need. The variants are in alphabetical order of their names, so that sets of them are too.
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
        /// What the status means: unknown where the provider does not document it.
        Status = "status",
        /// Trades not settled.
        UnsettledTrades = "unsettled_trades",
    }
}
