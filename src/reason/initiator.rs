//! The party at whose wish an account closes.

use crate::vocab::{Set, catalogue};
use core::fmt;

catalogue! {
    /// A party that brings a closing about. Exhaustive on purpose: a service answers to each of them differently.
    ///
    /// If a string leaves it open, the result is a [`Set`] of the possible ones: *either* is holder or provider, *any*
    /// is all of them.
    ///
    /// ```
    /// use closeout::reason::{Cause, Initiator};
    /// assert!(Cause::CustomerRequest.initiators().contains(Initiator::Holder));
    /// assert!(!Cause::CourtOrder.initiators().contains(Initiator::Provider));
    /// ```
    pub enum Initiator {
        /// The holder of the account.
        Holder = "holder",
        /// The provider that keeps the account.
        Provider = "provider",
        /// An intermediary or platform between the two.
        Partner = "partner",
        /// A court, a regulator, a state.
        Authority = "authority",
        /// The representative of a holder who has died.
        Estate = "estate",
        /// A closing without a party: it follows from a date or from another closing.
        System = "system",
    }
}

/// A set of initiators in words.
pub(crate) struct Whoever(pub(crate) Set<Initiator>);

impl fmt::Display for Whoever {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if Initiator::ALL.iter().all(|initiator| self.0.contains(*initiator)) {
            return f.write_str("anyone");
        }
        for (place, initiator) in self.0.iter().enumerate() {
            let between = if place > 0 { " or " } else { "" };
            write!(f, "{between}{initiator}")?;
        }
        Ok(())
    }
}
