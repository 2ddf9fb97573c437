//! The sides of zero.

use crate::vocab::catalogue;

catalogue! {
    /// A side of zero, for positions or balances that are cleared differently on the two sides.
    pub enum Side {
        /// Positions of a quantity above zero.
        Long = "long",
        /// Positions of a quantity below zero.
        Short = "short",
        /// Balances above zero.
        Credit = "credit",
        /// Balances below zero.
        Debit = "debit",
    }
}
