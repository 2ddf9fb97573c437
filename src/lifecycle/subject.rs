//! What is closed.

use crate::vocab::catalogue;

catalogue! {
    /// What a policy and a state speak of.
    pub enum Subject {
        /// One account.
        Account = "account",
        /// A group of accounts, which holds their cash and owes their fees.
        Group = "group",
    }
}
