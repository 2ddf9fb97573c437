//! The canonical causes of closing, each with what holds of it by default.

use super::disclosure::{Condition, Disclosure};
use super::initiator::Initiator;
use crate::vocab::{Element, Set, catalogue};

catalogue! {
    /// Why an account closes.
    ///
    /// A growing catalogue: codes stay for ever, new ones may come. Two frequent causes are in it for which no system
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
        /// The holder asks, and gives no further cause.
        CustomerRequest = "customer_request",
        /// The holder asks, out of dissatisfaction.
        CustomerDissatisfied = "customer_dissatisfied",
        /// The holder asks, having no more use for the account.
        NoLongerNeeded = "no_longer_needed",
        /// Assets or account move to another firm, a switch included.
        TransferOut = "transfer_out",
        /// Replaced or registered anew at the same provider.
        Migrated = "migrated",
        /// A second account for the same purpose or person.
        Duplication = "duplication",
        /// It should never have existed; a correction.
        OpenedInError = "opened_in_error",
        /// The application was abandoned, or the account never funded or used.
        NeverActivated = "never_activated",
        /// Dormant by the provider's own policy, before any law on unclaimed property.
        Inactivity = "inactivity",
        /// Handed over to the state as unclaimed.
        UnclaimedProperty = "unclaimed_property",
        /// The holder has died.
        DeathOfHolder = "death_of_holder",
        /// Bankruptcy of a person or a firm.
        Insolvency = "insolvency",
        /// The company has stopped or is not registered.
        EntityDissolved = "entity_dissolved",
        /// A wrapper or custodial account must be converted or end, as its holder has come of age.
        MinorReachedMajority = "minor_reached_majority",
        /// A joint account is split, or its guardian or owner changes.
        HolderChange = "holder_change",
        /// The holder can no longer act in law. Our own: no cause of the sources covers it.
        LossOfLegalCapacity = "loss_of_legal_capacity",
        /// Matured, obligations met, capital deposited.
        PurposeFulfilled = "purpose_fulfilled",
        /// The underlying deal was withdrawn or refused.
        PurposeCancelled = "purpose_cancelled",
        /// Replaced by a rescheduled obligation.
        Restructured = "restructured",
        /// A law or a regulator requires it, not further specified.
        RegulatoryRequirement = "regulatory_requirement",
        /// Identity or data could not be verified.
        KycFailure = "kyc_failure",
        /// The periodic review of the customer's data went unanswered.
        KycRefreshUnanswered = "kyc_refresh_unanswered",
        /// A country of residence, registration or tax that is not served.
        UnsupportedJurisdiction = "unsupported_jurisdiction",
        /// A legal form or an activity that is not served.
        UnsupportedPartyType = "unsupported_party_type",
        /// A match with a sanctions list, confirmed or potential.
        Sanctions = "sanctions",
        /// Concern about money laundering.
        MoneyLaunderingConcern = "money_laundering_concern",
        /// Concern about the financing of terrorism.
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
        /// The holder broke the terms of the contract.
        BreachOfTerms = "breach_of_terms",
        /// The provider exercises a right that the contract gives it.
        ManagementDiscretion = "management_discretion",
        /// A limit to exposure, not misconduct.
        RiskAppetite = "risk_appetite",
        /// An intermediary asks for this account to be closed.
        PartnerRequest = "partner_request",
        /// The whole programme of an intermediary ends.
        PartnerExit = "partner_exit",
        /// The product is no longer offered.
        ProductDiscontinued = "product_discontinued",
        /// The debt was written off.
        ChargedOff = "charged_off",
        /// Overdue, dunned or in collection.
        Delinquency = "delinquency",
        /// The balance stayed negative.
        NegativeBalance = "negative_balance",
        /// A third party began it, such as the provider of a wallet.
        ThirdPartyInitiated = "third_party_initiated",
        /// It follows from the closing of a group, a customer or a platform.
        ParentClosed = "parent_closed",
        /// Another cause, which needs a text to say it.
        Other = "other",
        /// Explicitly no reason was given.
        Unspecified = "unspecified",
    }
}

/// The sentence for a cause that may be named.
macro_rules! because {
    ($why:literal) => {
        Some(concat!("This account is being closed because ", $why, "."))
    };
}

impl Cause {
    /// What it means, in words for staff.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::CustomerRequest => "the holder asks, and gives no further cause",
            Self::CustomerDissatisfied => "the holder asks, out of dissatisfaction",
            Self::NoLongerNeeded => "the holder asks, having no more use for the account",
            Self::TransferOut => "assets or account move to another firm, a switch included",
            Self::Migrated => "replaced or registered anew at the same provider",
            Self::Duplication => "a second account for the same purpose or person",
            Self::OpenedInError => "it should never have existed; a correction",
            Self::NeverActivated => "the application was abandoned, or the account never funded or used",
            Self::Inactivity => "dormant by the provider's own policy, before any law on unclaimed property",
            Self::UnclaimedProperty => "handed over to the state as unclaimed",
            Self::DeathOfHolder => "the holder has died",
            Self::Insolvency => "bankruptcy of a person or a firm",
            Self::EntityDissolved => "the company has stopped or is not registered",
            Self::MinorReachedMajority => {
                "a wrapper or custodial account must be converted or end, as its holder has come of age"
            }
            Self::HolderChange => "a joint account is split, or its guardian or owner changes",
            Self::LossOfLegalCapacity => "the holder can no longer act in law",
            Self::PurposeFulfilled => "matured, obligations met, capital deposited",
            Self::PurposeCancelled => "the underlying deal was withdrawn or refused",
            Self::Restructured => "replaced by a rescheduled obligation",
            Self::RegulatoryRequirement => "a law or a regulator requires it, not further specified",
            Self::KycFailure => "identity or data could not be verified",
            Self::KycRefreshUnanswered => "the periodic review of the customer's data went unanswered",
            Self::UnsupportedJurisdiction => "a country of residence, registration or tax that is not served",
            Self::UnsupportedPartyType => "a legal form or an activity that is not served",
            Self::Sanctions => "a match with a sanctions list, confirmed or potential",
            Self::MoneyLaunderingConcern => "concern about money laundering",
            Self::TerroristFinancingConcern => "concern about the financing of terrorism",
            Self::FraudConcern => "fraud, by whom unspecified or only suspected",
            Self::FraudFirstParty => "fraud by the holder",
            Self::FraudThirdParty => {
                "fraud of which the holder is a victim: takeover, stolen or synthetic identity"
            }
            Self::CourtOrder => "an order of a court or of the police, confiscation, enforcement of a pledge",
            Self::LegalDispute => "a legal dispute",
            Self::BreachOfTerms => "the holder broke the terms of the contract",
            Self::ManagementDiscretion => "the provider exercises a right that the contract gives it",
            Self::RiskAppetite => "a limit to exposure, not misconduct",
            Self::PartnerRequest => "an intermediary asks for this account to be closed",
            Self::PartnerExit => "the whole programme of an intermediary ends",
            Self::ProductDiscontinued => "the product is no longer offered",
            Self::ChargedOff => "the debt was written off",
            Self::Delinquency => "overdue, dunned or in collection",
            Self::NegativeBalance => "the balance stayed negative",
            Self::ThirdPartyInitiated => "a third party began it, such as the provider of a wallet",
            Self::ParentClosed => "it follows from the closing of a group, a customer or a platform",
            Self::Other => "another cause, which needs a text to say it",
            Self::Unspecified => "explicitly no reason was given",
        }
    }

    /// Who brings it about unless something else is said.
    #[must_use]
    pub fn initiators(self) -> Set<Initiator> {
        self.initiators_listed().iter().copied().collect()
    }

    const fn initiators_listed(self) -> &'static [Initiator] {
        match self {
            Self::CustomerRequest
            | Self::CustomerDissatisfied
            | Self::NoLongerNeeded
            | Self::TransferOut
            | Self::HolderChange => &[Initiator::Holder],
            Self::Migrated
            | Self::OpenedInError
            | Self::Inactivity
            | Self::EntityDissolved
            | Self::Restructured
            | Self::KycFailure
            | Self::KycRefreshUnanswered
            | Self::UnsupportedJurisdiction
            | Self::UnsupportedPartyType
            | Self::MoneyLaunderingConcern
            | Self::FraudConcern
            | Self::FraudFirstParty
            | Self::FraudThirdParty
            | Self::BreachOfTerms
            | Self::ManagementDiscretion
            | Self::RiskAppetite
            | Self::ProductDiscontinued
            | Self::ChargedOff
            | Self::Delinquency
            | Self::NegativeBalance => &[Initiator::Provider],
            Self::Duplication | Self::PurposeCancelled => &[Initiator::Holder, Initiator::Provider],
            Self::NeverActivated
            | Self::MinorReachedMajority
            | Self::PurposeFulfilled
            | Self::ParentClosed => &[Initiator::System],
            Self::UnclaimedProperty
            | Self::Insolvency
            | Self::RegulatoryRequirement
            | Self::Sanctions
            | Self::TerroristFinancingConcern
            | Self::CourtOrder
            | Self::LegalDispute => &[Initiator::Authority],
            Self::DeathOfHolder => &[Initiator::Estate],
            Self::PartnerRequest | Self::PartnerExit | Self::ThirdPartyInitiated => &[Initiator::Partner],
            Self::LossOfLegalCapacity | Self::Other | Self::Unspecified => Initiator::ALL,
        }
    }

    /// How much of it a customer may be told by default; [`Cause::condition`] says on what that depends.
    #[must_use]
    pub const fn disclosure(self) -> Disclosure {
        match self {
            Self::CustomerRequest
            | Self::CustomerDissatisfied
            | Self::NoLongerNeeded
            | Self::TransferOut
            | Self::Migrated
            | Self::Duplication
            | Self::OpenedInError
            | Self::NeverActivated
            | Self::Inactivity
            | Self::UnclaimedProperty
            | Self::DeathOfHolder
            | Self::Insolvency
            | Self::EntityDissolved
            | Self::MinorReachedMajority
            | Self::HolderChange
            | Self::PurposeFulfilled
            | Self::PurposeCancelled
            | Self::Restructured
            | Self::KycRefreshUnanswered
            | Self::UnsupportedJurisdiction
            | Self::UnsupportedPartyType
            | Self::FraudThirdParty
            | Self::BreachOfTerms
            | Self::ManagementDiscretion
            | Self::PartnerRequest
            | Self::PartnerExit
            | Self::ProductDiscontinued
            | Self::ChargedOff
            | Self::Delinquency
            | Self::NegativeBalance
            | Self::ThirdPartyInitiated
            | Self::ParentClosed
            | Self::Unspecified => Disclosure::Open,
            Self::RegulatoryRequirement
            | Self::KycFailure
            | Self::LegalDispute
            | Self::RiskAppetite
            | Self::LossOfLegalCapacity
            | Self::Other => Disclosure::SummaryOnly,
            Self::Sanctions
            | Self::MoneyLaunderingConcern
            | Self::TerroristFinancingConcern
            | Self::FraudConcern
            | Self::FraudFirstParty
            | Self::CourtOrder => Disclosure::Withheld,
        }
    }

    /// What its disclosure depends on, or what it has to come with.
    ///
    /// That specific reasons are due for every cause by which a provider ends a contract and of which it may speak is
    /// our own reading of the law that [`Condition::SpecificReasonsDue`] names.
    #[must_use]
    pub const fn condition(self) -> Condition {
        match self {
            Self::CustomerRequest
            | Self::CustomerDissatisfied
            | Self::NoLongerNeeded
            | Self::TransferOut
            | Self::NeverActivated
            | Self::UnclaimedProperty
            | Self::Insolvency
            | Self::MinorReachedMajority
            | Self::HolderChange
            | Self::PurposeFulfilled
            | Self::Sanctions
            | Self::MoneyLaunderingConcern
            | Self::TerroristFinancingConcern
            | Self::FraudFirstParty
            | Self::ParentClosed => Condition::Unconditional,
            Self::DeathOfHolder => Condition::ToEstate,
            Self::FraudConcern => Condition::UntilReleased,
            Self::FraudThirdParty => Condition::ToVictim,
            Self::CourtOrder => Condition::AsOrdered,
            Self::Migrated
            | Self::Duplication
            | Self::OpenedInError
            | Self::Inactivity
            | Self::EntityDissolved
            | Self::LossOfLegalCapacity
            | Self::PurposeCancelled
            | Self::Restructured
            | Self::RegulatoryRequirement
            | Self::KycFailure
            | Self::KycRefreshUnanswered
            | Self::UnsupportedJurisdiction
            | Self::UnsupportedPartyType
            | Self::LegalDispute
            | Self::BreachOfTerms
            | Self::ManagementDiscretion
            | Self::RiskAppetite
            | Self::PartnerRequest
            | Self::PartnerExit
            | Self::ProductDiscontinued
            | Self::ChargedOff
            | Self::Delinquency
            | Self::NegativeBalance
            | Self::ThirdPartyInitiated
            | Self::Other
            | Self::Unspecified => Condition::SpecificReasonsDue,
        }
    }

    /// Returns whether its own sentence says enough for a customer to understand why the provider ends the contract.
    /// A reading of ours: the sentence states one fact, and there is nothing about it left to ask.
    pub(super) fn is_specific(self) -> bool {
        SPECIFIC.contains(&self)
    }

    /// The cause of which this is a special case, if there is one: what is left to say where a system has no string
    /// for it.
    ///
    /// The sources name the two sub-causes of a customer's request. That fraud by somebody is fraud, and that sanctions
    /// are a requirement of the law, is our own reading.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::CustomerRequest
            | Self::TransferOut
            | Self::Migrated
            | Self::Duplication
            | Self::OpenedInError
            | Self::NeverActivated
            | Self::Inactivity
            | Self::UnclaimedProperty
            | Self::DeathOfHolder
            | Self::Insolvency
            | Self::EntityDissolved
            | Self::MinorReachedMajority
            | Self::HolderChange
            | Self::PurposeFulfilled
            | Self::PurposeCancelled
            | Self::Restructured
            | Self::RegulatoryRequirement
            | Self::KycFailure
            | Self::KycRefreshUnanswered
            | Self::UnsupportedJurisdiction
            | Self::UnsupportedPartyType
            | Self::MoneyLaunderingConcern
            | Self::TerroristFinancingConcern
            | Self::FraudConcern
            | Self::CourtOrder
            | Self::LegalDispute
            | Self::BreachOfTerms
            | Self::ManagementDiscretion
            | Self::RiskAppetite
            | Self::PartnerRequest
            | Self::PartnerExit
            | Self::ProductDiscontinued
            | Self::ChargedOff
            | Self::Delinquency
            | Self::NegativeBalance
            | Self::ThirdPartyInitiated
            | Self::ParentClosed
            | Self::LossOfLegalCapacity
            | Self::Other
            | Self::Unspecified => None,
            Self::CustomerDissatisfied | Self::NoLongerNeeded => Some(Self::CustomerRequest),
            Self::Sanctions => Some(Self::RegulatoryRequirement),
            Self::FraudFirstParty | Self::FraudThirdParty => Some(Self::FraudConcern),
        }
    }

    /// What a customer is told where the cause is open. A cause that can never be open has no words at all.
    pub(super) const fn told(self) -> Option<&'static str> {
        match self {
            Self::CustomerRequest | Self::CustomerDissatisfied | Self::NoLongerNeeded => {
                because!("you asked us to close it")
            }
            Self::TransferOut => because!("it moves to another firm"),
            Self::Migrated => because!("another account replaces it"),
            Self::Duplication => because!("there is another account for the same purpose"),
            Self::OpenedInError => because!("it was opened in error"),
            Self::NeverActivated => because!("it was never put to use"),
            Self::Inactivity => because!("it has not been used for a long time"),
            Self::UnclaimedProperty => because!("the law on unclaimed property requires it"),
            Self::DeathOfHolder => because!("its holder has died"),
            Self::Insolvency => because!("of insolvency proceedings"),
            Self::EntityDissolved => because!("the company that holds it is no longer registered or active"),
            Self::MinorReachedMajority => because!("its holder has come of age"),
            Self::HolderChange => because!("its holder changes"),
            Self::PurposeFulfilled => because!("it has served its purpose"),
            Self::PurposeCancelled => because!("what it was opened for has been cancelled"),
            Self::Restructured => because!("a new agreement replaces it"),
            Self::KycRefreshUnanswered => because!("our request to confirm your details was not answered"),
            Self::UnsupportedJurisdiction => {
                because!("we do not serve a country of residence, registration or tax")
            }
            Self::UnsupportedPartyType => {
                because!("we do not serve the legal form or activity of its holder")
            }
            Self::FraudConcern => because!("of a concern about fraud"),
            Self::FraudThirdParty => because!("it was misused by somebody else"),
            Self::CourtOrder => because!("of an order that we must obey"),
            Self::BreachOfTerms => because!("its terms were not kept"),
            Self::PartnerRequest => because!("the firm through which you opened it asked us to close it"),
            Self::PartnerExit => because!("the programme to which it belongs ends"),
            Self::ProductDiscontinued => because!("we no longer offer this product"),
            Self::ChargedOff => because!("its debt was written off"),
            Self::Delinquency => because!("payments are overdue"),
            Self::NegativeBalance => because!("its balance was negative"),
            Self::ThirdPartyInitiated => because!("another service provider ended it"),
            Self::ParentClosed => because!("the relationship to which it belonged has been closed"),
            Self::ManagementDiscretion | Self::Unspecified => Some(NEUTRAL),
            Self::RegulatoryRequirement
            | Self::KycFailure
            | Self::Sanctions
            | Self::MoneyLaunderingConcern
            | Self::TerroristFinancingConcern
            | Self::FraudFirstParty
            | Self::LegalDispute
            | Self::RiskAppetite
            | Self::LossOfLegalCapacity
            | Self::Other => None,
        }
    }
}

/// The causes whose sentence is enough where specific reasons are due; a new cause is not among them until somebody
/// says so.
const SPECIFIC: &[Cause] = &[
    Cause::Migrated,
    Cause::Duplication,
    Cause::Inactivity,
    Cause::EntityDissolved,
    Cause::PurposeCancelled,
    Cause::Restructured,
    Cause::KycRefreshUnanswered,
    Cause::PartnerExit,
    Cause::ProductDiscontinued,
    Cause::ChargedOff,
    Cause::Delinquency,
    Cause::NegativeBalance,
];

/// The sentence for a cause that is withheld, for one that may only be summarised, for a closing at the provider's
/// discretion, and where nobody gave a reason or nobody could read it. It is true of each of them, and as it is the same
/// for all of them, two letters laid side by side do not show which of them is meant.
pub(super) const NEUTRAL: &str =
    "This account is being closed in accordance with the terms that apply to it.";
