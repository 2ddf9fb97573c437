//! The subjects of closing.

use crate::vocab::catalogue;

catalogue! {
    /// The kind of subject of a policy and a state.
    pub enum Subject {
        /// One account.
        Account = "account",
        /// A group of accounts, which holds their cash and owes their fees.
        Group = "group",
    }
}
