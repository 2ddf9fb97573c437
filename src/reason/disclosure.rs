//! The disclosure of a cause, by audience.

use crate::vocab::catalogue;

catalogue! {
    /// A degree of disclosure of a cause to a customer, the strictest last. Exhaustive on purpose.
    ///
    /// ```
    /// use closeout::reason::{Cause, Disclosure};
    /// assert_eq!(Cause::Duplication.disclosure(), Disclosure::Open);
    /// assert!(Cause::Sanctions.disclosure() > Disclosure::SummaryOnly);
    /// ```
    pub enum Disclosure {
        /// The cause may be named.
        Open = "open",
        /// A cause that is not named. The sentence of every discretionary closing is used instead.
        SummaryOnly = "summary_only",
        /// A cause of which nothing may be said: even mentioning that something is withheld would reveal it.
        Withheld = "withheld",
    }
}

catalogue! {
    /// A condition that the disclosure of a cause depends on, or has to come with. Exhaustive on purpose.
    ///
    /// ```
    /// use closeout::reason::{Cause, Condition};
    /// assert_eq!(Cause::DeathOfHolder.condition(), Condition::ToEstate);
    /// assert_eq!(Cause::Sanctions.condition(), Condition::Unconditional);
    /// assert_eq!(Cause::RiskAppetite.condition(), Condition::SpecificReasonsDue);
    /// ```
    pub enum Condition {
        /// An unconditional disclosure: the same for everybody, always.
        Unconditional = "unconditional",
        /// A cause that is open to the estate of the holder, and withheld from others.
        ToEstate = "to_estate",
        /// A cause that is open to the victim, and withheld from others, who may be the perpetrator.
        ToVictim = "to_victim",
        /// A cause that is withheld until an investigator releases it, or until somebody has read the words that a
        /// provider wrote.
        UntilReleased = "until_released",
        /// A cause that is withheld, unless the order itself allows disclosure.
        AsOrdered = "as_ordered",
        /// A termination by the provider, which may say why. If the law demands it, the provider has to give specific
        /// reasons: in the United Kingdom for payment services under contracts without a fixed term that were concluded
        /// on or after 2026-04-28 ([`SPECIFIC_REASONS`](crate::reason_systems::SPECIFIC_REASONS)). A canonical cause is
        /// no such explanation; [`SpecificReasons`] says whether its sentence is one.
        SpecificReasonsDue = "specific_reasons_due",
    }
}

catalogue! {
    /// An answer to whether the sentence for the customer is enough if the law demands specific reasons
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
        /// No duty of the law to give specific reasons: the provider does not end the contract, or giving reasons may
        /// be unlawful.
        NotDue = "not_due",
        /// The sentence says why.
        Given = "given",
        /// A sentence that gives no reason, or not in detail: the service has to add the facts that it knows, unless
        /// that would be unlawful.
        NotEnough = "not_enough",
    }
}

impl Condition {
    /// Returns the audiences that matter: once a holder has died, only the estate can be informed.
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
    /// A recipient, as the service has established it. Exhaustive on purpose.
    ///
    /// ```
    /// use closeout::reason::{Audience, Cause, Classified, Disclosure};
    /// let death = Classified::of(Cause::DeathOfHolder);
    /// assert_eq!(death.disclosure_to(Audience::Estate), Disclosure::Open);
    /// assert_eq!(death.disclosure_to(Audience::Holder), Disclosure::Withheld);
    /// ```
    pub enum Audience {
        /// A holder or joint holder of the account.
        Holder = "holder",
        /// The proven representative of a holder who has died.
        Estate = "estate",
        /// The proven victim of a fraud.
        Victim = "victim",
    }
}
