//! The canonical causes of closing, and the form of the row that holds the defaults of one.

use super::disclosure::{Condition, Disclosure};
use super::initiator::Initiator;
use crate::vocab::{Source, catalogue};

catalogue! {
    /// A reason why an account closes.
    ///
    /// A growing catalogue: codes stay for ever, new ones may come. It includes two frequent causes for which no system
    /// read so far has a string of its own: a minor who comes of age, and a product that is discontinued.
    ///
    /// ```
    /// use closeout::reason::{Cause, Condition, Disclosure};
    /// let fraud = Cause::named("fraud_concern");
    /// assert_eq!(fraud.map(Cause::disclosure), Some(Disclosure::Withheld));
    /// assert_eq!(fraud.map(Cause::condition), Some(Condition::UntilReleased));
    /// assert_eq!(Cause::named("Fraud related concern"), None); // a system's string is not a cause
    /// ```
    #[non_exhaustive]
    pub enum Cause {
        /// A request of the holder, without a further cause.
        CustomerRequest = "customer_request",
        /// A request of the holder, out of dissatisfaction.
        CustomerDissatisfied = "customer_dissatisfied",
        /// A request of the holder, who has no more use for the account.
        NoLongerNeeded = "no_longer_needed",
        /// A move of assets or account to another firm, a switch included.
        TransferOut = "transfer_out",
        /// An account that was replaced or registered anew at the same provider.
        Migrated = "migrated",
        /// A second account for the same purpose or person.
        Duplication = "duplication",
        /// An account that should never have existed; a correction.
        OpenedInError = "opened_in_error",
        /// An abandoned application, or an account that was never funded or used.
        NeverActivated = "never_activated",
        /// An account that is dormant by the provider's own policy, before any law on unclaimed property.
        Inactivity = "inactivity",
        /// An account handed over to the state as unclaimed.
        UnclaimedProperty = "unclaimed_property",
        /// The holder has died.
        DeathOfHolder = "death_of_holder",
        /// Bankruptcy of a person or a firm.
        Insolvency = "insolvency",
        /// A company that has stopped or is not registered.
        EntityDissolved = "entity_dissolved",
        /// A wrapper or custodial account must be converted or end, as its holder has come of age.
        MinorReachedMajority = "minor_reached_majority",
        /// A joint account that is split, or whose guardian or owner changes.
        HolderChange = "holder_change",
        /// A holder who can no longer act in law. Our own: no cause of the sources covers it.
        LossOfLegalCapacity = "loss_of_legal_capacity",
        /// A matured contract: obligations met, capital deposited.
        PurposeFulfilled = "purpose_fulfilled",
        /// A deal that was withdrawn or refused.
        PurposeCancelled = "purpose_cancelled",
        /// An obligation that was replaced by a rescheduled one.
        Restructured = "restructured",
        /// A requirement of a law or a regulator, not further specified.
        RegulatoryRequirement = "regulatory_requirement",
        /// An identity, or data, that could not be verified.
        KycFailure = "kyc_failure",
        /// A periodic review of the customer's data that went unanswered.
        KycRefreshUnanswered = "kyc_refresh_unanswered",
        /// A country of residence, registration or tax that is not served.
        UnsupportedJurisdiction = "unsupported_jurisdiction",
        /// A legal form or an activity that is not served.
        UnsupportedPartyType = "unsupported_party_type",
        /// A match with a sanctions list, confirmed or potential.
        Sanctions = "sanctions",
        /// A concern about money laundering.
        MoneyLaunderingConcern = "money_laundering_concern",
        /// A concern about the financing of terrorism.
        TerroristFinancingConcern = "terrorist_financing_concern",
        /// Fraud, by whom unspecified or only suspected.
        FraudConcern = "fraud_concern",
        /// Fraud by the holder.
        FraudFirstParty = "fraud_first_party",
        /// Fraud of which the holder is a victim: takeover, stolen or synthetic identity.
        FraudThirdParty = "fraud_third_party",
        /// An order of a court or of the police, confiscation, enforcement of a pledge.
        CourtOrder = "court_order",
        /// A legal dispute.
        LegalDispute = "legal_dispute",
        /// A breach of the terms of the contract by the holder.
        BreachOfTerms = "breach_of_terms",
        /// A right of the provider under the contract, which it exercises.
        ManagementDiscretion = "management_discretion",
        /// A limit to exposure, not misconduct.
        RiskAppetite = "risk_appetite",
        /// A request of an intermediary to close this account.
        PartnerRequest = "partner_request",
        /// An end of the whole programme of an intermediary.
        PartnerExit = "partner_exit",
        /// A product that is no longer offered.
        ProductDiscontinued = "product_discontinued",
        /// A debt that was written off.
        ChargedOff = "charged_off",
        /// A debt that is overdue, dunned or in collection.
        Delinquency = "delinquency",
        /// A balance that stayed negative.
        NegativeBalance = "negative_balance",
        /// A closing that a third party began, such as the provider of a wallet.
        ThirdPartyInitiated = "third_party_initiated",
        /// A closing that follows from that of a group, a customer or a platform.
        ParentClosed = "parent_closed",
        /// Another cause, which needs a text to say it.
        Other = "other",
        /// An explicit statement that no reason was given.
        Unspecified = "unspecified",
    }
}

/// A cause with its defaults.
///
/// A row has a constructor for each disclosure: [`CauseRow::open`], [`CauseRow::summarised`] or [`CauseRow::withheld`].
pub(super) struct CauseRow {
    pub(super) cause: Cause,
    /// The default initiators.
    pub(super) initiators: &'static [Initiator],
    /// The meaning in words for staff.
    pub(super) meaning: &'static str,
    /// The default disclosure to a customer.
    pub(super) disclosure: Disclosure,
    /// The condition that the disclosure depends on, or has to come with.
    pub(super) condition: Condition,
    /// The sentence for the customer if the cause may be named; `None` for a cause that can never be named.
    pub(super) sentence: Option<&'static str>,
    /// True if the sentence is enough when specific reasons are due: the sentence states one fact, and the fact leaves
    /// nothing to ask. This is a reading of ours.
    pub(super) suffices: bool,
    /// The cause of which this one is a special case.
    pub(super) parent: Option<Cause>,
    /// The source of the disclosure.
    pub(super) source: Source,
}

impl CauseRow {
    /// Makes the row of a cause that may be named, by this sentence.
    pub(super) const fn open(
        cause: Cause,
        initiators: &'static [Initiator],
        meaning: &'static str,
        sentence: &'static str,
        source: Source,
    ) -> Self {
        let mut row = Self::of(cause, initiators, meaning, Disclosure::Open, source);
        row.sentence = Some(sentence);
        row
    }

    /// Makes the row of a cause that is no secret but is not named.
    pub(super) const fn summarised(
        cause: Cause,
        initiators: &'static [Initiator],
        meaning: &'static str,
        source: Source,
    ) -> Self {
        Self::of(cause, initiators, meaning, Disclosure::SummaryOnly, source)
    }

    /// Makes the row of a cause of which nothing may be said.
    pub(super) const fn withheld(
        cause: Cause,
        initiators: &'static [Initiator],
        meaning: &'static str,
        source: Source,
    ) -> Self {
        Self::of(cause, initiators, meaning, Disclosure::Withheld, source)
    }

    const fn of(
        cause: Cause,
        initiators: &'static [Initiator],
        meaning: &'static str,
        disclosure: Disclosure,
        source: Source,
    ) -> Self {
        let (condition, sentence, suffices, parent) = (Condition::Unconditional, None, false, None);
        Self { cause, initiators, meaning, disclosure, condition, sentence, suffices, parent, source }
    }

    /// Limits the disclosure to some; the cause is withheld from everybody else.
    pub(super) const fn told_to(mut self, condition: Condition) -> Self {
        self.condition = condition;
        self
    }

    /// Adds the condition that releases the cause, and the sentence from then on.
    pub(super) const fn told_once(mut self, condition: Condition, sentence: &'static str) -> Self {
        self.condition = condition;
        self.sentence = Some(sentence);
        self
    }

    /// Marks specific reasons as due, if the sentence does not give them.
    pub(super) const fn reasons_due(mut self) -> Self {
        self.condition = Condition::SpecificReasonsDue;
        self
    }

    /// Marks specific reasons as due, if the sentence gives them.
    pub(super) const fn reasons_given(mut self) -> Self {
        self = self.reasons_due();
        self.suffices = true;
        self
    }

    /// Makes the cause a special case of another one.
    pub(super) const fn part_of(mut self, parent: Cause) -> Self {
        self.parent = Some(parent);
        self
    }
}
