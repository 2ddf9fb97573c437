//! How much of a cause may be told, and to whom.

use crate::vocab::catalogue;

catalogue! {
    /// How much of a cause a customer may be told, the strictest last. Exhaustive on purpose.
    ///
    /// ```
    /// use closeout::reason::{Cause, Disclosure};
    /// assert_eq!(Cause::Duplication.disclosure(), Disclosure::Open);
    /// assert!(Cause::Sanctions.disclosure() > Disclosure::SummaryOnly);
    /// ```
    pub enum Disclosure {
        /// The cause may be named.
        Open = "open",
        /// That there is a cause may be said, not which.
        SummaryOnly = "summary_only",
        /// Nothing may be said: even that something is withheld would tell.
        Withheld = "withheld",
    }
}

catalogue! {
    /// What the disclosure of a cause depends on. Exhaustive on purpose.
    ///
    /// ```
    /// use closeout::reason::{Cause, Condition};
    /// assert_eq!(Cause::DeathOfHolder.condition(), Condition::ToEstate);
    /// assert_eq!(Cause::Sanctions.condition(), Condition::Unconditional);
    /// ```
    pub enum Condition {
        /// Nothing: it is the same for everybody, always.
        Unconditional = "unconditional",
        /// Open to the estate of the holder; withheld from others.
        ToEstate = "to_estate",
        /// Open to the victim; withheld from others, who may be the perpetrator.
        ToVictim = "to_victim",
        /// Withheld until whoever investigates releases it.
        UntilReleased = "until_released",
        /// Withheld, unless the order itself says what may be told.
        AsOrdered = "as_ordered",
        /// Open, and where the law demands it, as in the United Kingdom, with specific reasons, which a canonical
        /// cause is not: the service adds them.
        SpecificReasonsDue = "specific_reasons_due",
    }
}

catalogue! {
    /// Who is told, as the service has established it. Exhaustive on purpose.
    ///
    /// ```
    /// use closeout::reason::{Audience, Cause, Classified, Disclosure};
    /// let death = Classified::of(Cause::DeathOfHolder);
    /// assert_eq!(death.disclosure_to(Audience::Estate), Disclosure::Open);
    /// assert_eq!(death.disclosure_to(Audience::Holder), Disclosure::Withheld);
    /// ```
    pub enum Audience {
        /// Whoever holds the account, or holds it jointly.
        Holder = "holder",
        /// The proven representative of a holder who has died.
        Estate = "estate",
        /// The proven victim of a fraud.
        Victim = "victim",
    }
}
