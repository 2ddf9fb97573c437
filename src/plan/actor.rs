//! The parties to a plan.

use crate::blocker::Class;
use crate::vocab::catalogue;

catalogue! {
    /// A party that acts. Exhaustive on purpose: a service must route each step to somebody.
    pub enum Actor {
        /// The holder, or somebody who acts for the holder.
        Holder = "holder",
        /// The provider that keeps the account.
        Provider = "provider",
        /// The market or the payment rail.
        Market = "market",
        /// Time alone.
        Clock = "clock",
        /// The service that asks.
        Service = "service",
    }
}

impl From<Class> for Actor {
    fn from(class: Class) -> Self {
        match class {
            Class::Holder => Self::Holder,
            // A cause that cannot be cleared is in no plan.
            Class::Provider | Class::Nobody => Self::Provider,
            Class::Market => Self::Market,
            Class::Clock => Self::Clock,
        }
    }
}
