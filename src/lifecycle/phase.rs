//! The phases that all providers share.

use crate::vocab::catalogue;

catalogue! {
    /// The phase of a subject's life, whatever the provider calls it. Every known status belongs to one phase.
    ///
    /// `Opening → Active ⇄ Restricted → Closing → Closed`, and `Opening → Rejected`; `Closed → Active` only where a
    /// profile lists it. Exhaustive on purpose: the verdict is a function of the phase.
    pub enum Phase {
        /// The subject is applied for and not yet usable.
        Opening = "opening",
        /// The subject is in use.
        Active = "active",
        /// The subject is usable only in part, or not at all.
        Restricted = "restricted",
        /// Closing has been requested and is not complete.
        Closing = "closing",
        /// Closed: final, unless the profile lists a reopening.
        Closed = "closed",
        /// The application for the subject was rejected.
        Rejected = "rejected",
    }
}
