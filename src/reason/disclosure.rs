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
        /// The cause is not named. What is said instead is the sentence of every discretionary closing.
        SummaryOnly = "summary_only",
        /// Nothing may be said: even that something is withheld would tell.
        Withheld = "withheld",
    }
}

catalogue! {
    /// What the disclosure of a cause depends on, or has to come with. Exhaustive on purpose.
    ///
    /// ```
    /// use closeout::reason::{Cause, Condition};
    /// assert_eq!(Cause::DeathOfHolder.condition(), Condition::ToEstate);
    /// assert_eq!(Cause::Sanctions.condition(), Condition::Unconditional);
    /// assert_eq!(Cause::RiskAppetite.condition(), Condition::SpecificReasonsDue);
    /// ```
    pub enum Condition {
        /// Nothing: it is the same for everybody, always.
        Unconditional = "unconditional",
        /// Open to the estate of the holder; withheld from others.
        ToEstate = "to_estate",
        /// Open to the victim; withheld from others, who may be the perpetrator.
        ToVictim = "to_victim",
        /// Withheld until whoever investigates releases it, or whoever has read the words that a provider wrote.
        UntilReleased = "until_released",
        /// Withheld, unless the order itself says what may be told.
        AsOrdered = "as_ordered",
        /// The provider ends the contract and may say why. Where the law demands it, it has to say so in detail:
        /// in the United Kingdom for payment services under contracts without a fixed term that were concluded on or
        /// after 2026-04-28 ([`SPECIFIC_REASONS`](crate::reason_systems::SPECIFIC_REASONS)). A canonical cause is no such
        /// explanation; [`SpecificReasons`] says whether its sentence is one.
        SpecificReasonsDue = "specific_reasons_due",
    }
}

catalogue! {
    /// Whether the sentence for the customer is enough where the law demands specific reasons
    /// ([`Condition::SpecificReasonsDue`]). Exhaustive on purpose.
    ///
    /// ```
    /// use closeout::reason::{Audience, Cause, Classified, SpecificReasons};
    /// let reasons = |cause| Classified::of(cause).specific_reasons_to(Audience::Holder);
    /// assert_eq!(reasons(Cause::ProductDiscontinued), SpecificReasons::Given);
    /// assert_eq!(reasons(Cause::ManagementDiscretion), SpecificReasons::NotEnough);
    /// assert_eq!(reasons(Cause::Sanctions), SpecificReasons::NotDue);
    /// ```
    pub enum SpecificReasons {
        /// The law does not ask for them: the provider does not end the contract, or to say why may be unlawful.
        NotDue = "not_due",
        /// The sentence says why.
        Given = "given",
        /// The sentence does not say why, or not in detail: the service has to add what it knows, unless that would be
        /// unlawful.
        NotEnough = "not_enough",
    }
}

impl Condition {
    /// Returns those to whom it matters what is told: once a holder has died, only the estate is left to be told.
    #[must_use]
    pub const fn audiences(self) -> &'static [Audience] {
        match self {
            Self::ToEstate => &[Audience::Estate],
            Self::Unconditional
            | Self::ToVictim
            | Self::UntilReleased
            | Self::AsOrdered
            | Self::SpecificReasonsDue => Audience::ALL,
        }
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
