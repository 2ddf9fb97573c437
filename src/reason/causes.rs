//! The rows of the causes: for each, its initiators, the disclosure to each audience, and the source of that.
//!
//! These rows are data that a lawyer would change. They are here and not in `knowledge`, since `knowledge` is written
//! in the terms of this room: a [`Cause`] answers by its row, and no room may import one further down.

use super::cause::Cause::{
    self, BreachOfTerms, ChargedOff, CourtOrder, CustomerDissatisfied, CustomerRequest, DeathOfHolder,
    Delinquency, Duplication, EntityDissolved, FraudConcern, FraudFirstParty, FraudThirdParty, HolderChange,
    Inactivity, Insolvency, KycFailure, KycRefreshUnanswered, LegalDispute, LossOfLegalCapacity,
    ManagementDiscretion, Migrated, MinorReachedMajority, MoneyLaunderingConcern, NegativeBalance,
    NeverActivated, NoLongerNeeded, OpenedInError, Other, ParentClosed, PartnerExit, PartnerRequest,
    ProductDiscontinued, PurposeCancelled, PurposeFulfilled, RegulatoryRequirement, Restructured,
    RiskAppetite, Sanctions, TerroristFinancingConcern, ThirdPartyInitiated, TransferOut, UnclaimedProperty,
    Unspecified, UnsupportedJurisdiction, UnsupportedPartyType,
};
use super::cause::CauseRow;
use super::disclosure::Condition;
use super::initiator::Initiator::{self, Authority, Estate, Holder, Partner, Provider, System};
use crate::vocab::Source;

/// The document of a row whose disclosure is not demanded by a document: it was chosen, for the reason that the row
/// gives.
const CHOSEN: &str = "chosen";

/// The civil day on which the choices were last looked at.
const CHECKED: &str = "2026-11-28";

const REGULATION_51B: &str = "Payment Services Regulations 2017, regulation 51B, as inserted by the Payment Services and Payment Accounts \
     (Contract Termination) (Amendment) Regulations 2025 (SI 2025/688); summaries by law firms were read, not the text";

/// The law behind [`Condition::SpecificReasonsDue`], which `knowledge` publishes.
pub(crate) const SPECIFIC_REASONS: Source = regulation(
    "framework contracts for an indefinite period that were concluded on or after 2026-04-28, with at least 90 days' \
     notice; the explanation must be detailed and specific enough to understand why, unless giving it would be \
     unlawful; excepted are, among others, customer due diligence that cannot be applied, immigration law, suspected \
     serious crime, credit agreements, and corporate customers who agree otherwise",
);

const fn chosen(why: &'static str) -> Source {
    Source::read_as(CHOSEN, CHECKED, why)
}

const fn regulation(reading: &'static str) -> Source {
    Source::read_as(REGULATION_51B, CHECKED, reading)
}

const OWN_WISH: Source = chosen("the holder asks for it, and is told no more than that");

const DUE: Source = regulation(
    "reasons are read as due for every cause by which a provider, or its partner, ends a contract and of which it may \
     speak; that this cause is one of them is chosen",
);

const CRIME: Source = regulation(
    "no reasons are due where serious crime is suspected or where giving them would be unlawful; that this cause is \
     always withheld is chosen",
);

const TIPPING_OFF: Source = Source::read_as(
    "Proceeds of Crime Act 2002, section 333A(1) to (3), as inserted by SI 2007/3398, schedule 2, paragraph 4",
    CHECKED,
    "to tell of a report or an investigation is an offence where that may prejudice it; that the concern is withheld \
     whether or not there is a report is chosen",
);

/// Completes the sentence for a cause that may be named.
macro_rules! because {
    ($why:literal) => {
        concat!("This account is being closed because ", $why, ".")
    };
}

/// The sentence for a cause that is withheld, for one that may only be summarised, for a closing at the provider's
/// discretion, and for a reason that is missing or could not be read. The sentence is true of each of these cases, and
/// since it is the same for all of them, comparing two letters does not show which one is meant.
pub(super) const NEUTRAL: &str =
    "This account is being closed in accordance with the terms that apply to it.";

/// The rows, one a cause, in the order of the catalogue.
pub(super) const ROWS: &[CauseRow; Cause::ALL.len()] = &[
    CauseRow::open(
        CustomerRequest,
        &[Holder],
        "the holder asks, and gives no further cause",
        because!("you asked us to close it"),
        OWN_WISH,
    ),
    CauseRow::open(
        CustomerDissatisfied,
        &[Holder],
        "the holder asks, out of dissatisfaction",
        because!("you asked us to close it"),
        OWN_WISH,
    )
    .part_of(CustomerRequest),
    CauseRow::open(
        NoLongerNeeded,
        &[Holder],
        "the holder asks, having no more use for the account",
        because!("you asked us to close it"),
        OWN_WISH,
    )
    .part_of(CustomerRequest),
    CauseRow::open(
        TransferOut,
        &[Holder],
        "assets or account move to another firm, a switch included",
        because!("it moves to another firm"),
        OWN_WISH,
    ),
    CauseRow::open(
        Migrated,
        &[Provider],
        "replaced or registered anew at the same provider",
        because!("another account replaces it"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        Duplication,
        &[Holder, Provider],
        "a second account for the same purpose or person",
        because!("there is another account for the same purpose"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        OpenedInError,
        &[Provider],
        "it should never have existed; a correction",
        because!("it was opened in error"),
        DUE,
    )
    .reasons_due(),
    CauseRow::open(
        NeverActivated,
        &[System],
        "the application was abandoned, or the account never funded or used",
        because!("it was never put to use"),
        chosen("the holder never used the account, and learns nothing that is secret"),
    ),
    CauseRow::open(
        Inactivity,
        &[Provider],
        "dormant by the provider's own policy, before any law on unclaimed property",
        because!("it has not been used for a long time"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        UnclaimedProperty,
        &[Authority],
        "handed over to the state as unclaimed",
        because!("the law on unclaimed property requires it"),
        chosen("a law closes the account, and nothing about that law is secret"),
    ),
    CauseRow::open(
        DeathOfHolder,
        &[Estate],
        "the holder has died",
        because!("its holder has died"),
        chosen("only the estate is left to be told, and nobody else has a right to know"),
    )
    .told_to(Condition::ToEstate),
    CauseRow::open(
        Insolvency,
        &[Authority],
        "bankruptcy of a person or a firm",
        because!("of insolvency proceedings"),
        chosen("the holder knows of the proceedings"),
    ),
    CauseRow::open(
        EntityDissolved,
        &[Provider],
        "the company has stopped or is not registered",
        because!("the company that holds it is no longer registered or active"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        MinorReachedMajority,
        &[System],
        "a wrapper or custodial account must be converted or end, as its holder has come of age",
        because!("its holder has come of age"),
        chosen("it follows from a birthday that the holder knows"),
    ),
    CauseRow::open(
        HolderChange,
        &[Holder],
        "a joint account is split, or its guardian or owner changes",
        because!("its holder changes"),
        OWN_WISH,
    ),
    CauseRow::summarised(
        LossOfLegalCapacity,
        Initiator::ALL,
        "the holder can no longer act in law",
        chosen("a letter does not speak of what a person is able to decide"),
    )
    .reasons_due(),
    CauseRow::open(
        PurposeFulfilled,
        &[System],
        "matured, obligations met, capital deposited",
        because!("it has served its purpose"),
        chosen("it follows from the contract, and the holder knows what the account was for"),
    ),
    CauseRow::open(
        PurposeCancelled,
        &[Holder, Provider],
        "the underlying deal was withdrawn or refused",
        because!("what it was opened for has been cancelled"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        Restructured,
        &[Provider],
        "replaced by a rescheduled obligation",
        because!("a new agreement replaces it"),
        DUE,
    )
    .reasons_given(),
    CauseRow::summarised(
        RegulatoryRequirement,
        &[Authority],
        "a law or a regulator requires it, not further specified",
        chosen("nobody says which law it is, and some laws forbid telling"),
    )
    .reasons_due(),
    CauseRow::summarised(
        KycFailure,
        &[Provider],
        "identity or data could not be verified",
        regulation(
            "reasons are read as due, although the regulation excepts due diligence \
             that cannot be applied; that the cause is only summarised is chosen",
        ),
    )
    .reasons_due(),
    CauseRow::open(
        KycRefreshUnanswered,
        &[Provider],
        "the periodic review of the customer's data went unanswered",
        because!("our request to confirm your details was not answered"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        UnsupportedJurisdiction,
        &[Provider],
        "a country of residence, registration or tax that is not served",
        because!("we do not serve a country of residence, registration or tax"),
        DUE,
    )
    .reasons_due(),
    CauseRow::open(
        UnsupportedPartyType,
        &[Provider],
        "a legal form or an activity that is not served",
        because!("we do not serve the legal form or activity of its holder"),
        DUE,
    )
    .reasons_due(),
    CauseRow::withheld(
        Sanctions,
        &[Authority],
        "a match with a sanctions list, confirmed or potential",
        CRIME,
    )
    .part_of(RegulatoryRequirement),
    CauseRow::withheld(MoneyLaunderingConcern, &[Provider], "concern about money laundering", TIPPING_OFF),
    CauseRow::withheld(
        TerroristFinancingConcern,
        &[Authority],
        "concern about the financing of terrorism",
        CRIME,
    ),
    CauseRow::withheld(
        FraudConcern,
        &[Provider],
        "fraud, by whom unspecified or only suspected",
        regulation(
            "no reasons are due where serious crime is suspected; that whoever \
             investigates may release the cause is chosen",
        ),
    )
    .told_once(Condition::UntilReleased, because!("of a concern about fraud")),
    CauseRow::withheld(FraudFirstParty, &[Provider], "fraud by the holder", CRIME).part_of(FraudConcern),
    CauseRow::open(
        FraudThirdParty,
        &[Provider],
        "fraud of which the holder is a victim: takeover, stolen or synthetic identity",
        because!("it was misused by somebody else"),
        chosen("the victim has to know; anyone else who asks may have committed the fraud"),
    )
    .told_to(Condition::ToVictim)
    .part_of(FraudConcern),
    CauseRow::withheld(
        CourtOrder,
        &[Authority],
        "an order of a court or of the police, confiscation, enforcement of a pledge",
        chosen(
            "the order may forbid telling anybody, so nothing is told until somebody \
             has read it",
        ),
    )
    .told_once(Condition::AsOrdered, because!("of an order that we must obey")),
    CauseRow::summarised(
        LegalDispute,
        &[Authority],
        "a legal dispute",
        chosen("what is said in a dispute is for those who conduct it"),
    )
    .reasons_due(),
    CauseRow::open(
        BreachOfTerms,
        &[Provider],
        "the holder broke the terms of the contract",
        because!("its terms were not kept"),
        DUE,
    )
    .reasons_due(),
    CauseRow::open(
        ManagementDiscretion,
        &[Provider],
        "the provider exercises a right that the contract gives it",
        NEUTRAL,
        DUE,
    )
    .reasons_due(),
    CauseRow::summarised(
        RiskAppetite,
        &[Provider],
        "a limit to exposure, not misconduct",
        chosen(
            "a limit to exposure is the provider's own business; read as a cause of \
             the provider, so that reasons are due",
        ),
    )
    .reasons_due(),
    CauseRow::open(
        PartnerRequest,
        &[Partner],
        "an intermediary asks for this account to be closed",
        because!("the firm through which you opened it asked us to close it"),
        DUE,
    )
    .reasons_due(),
    CauseRow::open(
        PartnerExit,
        &[Partner],
        "the whole programme of an intermediary ends",
        because!("the programme to which it belongs ends"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        ProductDiscontinued,
        &[Provider],
        "the product is no longer offered",
        because!("we no longer offer this product"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        ChargedOff,
        &[Provider],
        "the debt was written off",
        because!("its debt was written off"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        Delinquency,
        &[Provider],
        "overdue, dunned or in collection",
        because!("payments are overdue"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        NegativeBalance,
        &[Provider],
        "the balance stayed negative",
        because!("its balance was negative"),
        DUE,
    )
    .reasons_given(),
    CauseRow::open(
        ThirdPartyInitiated,
        &[Partner],
        "a third party began it, such as the provider of a wallet",
        because!("another service provider ended it"),
        DUE,
    )
    .reasons_due(),
    CauseRow::open(
        ParentClosed,
        &[System],
        "it follows from the closing of a group, a customer or a platform",
        because!("the relationship to which it belonged has been closed"),
        chosen("the holder learns of the other closing in any case"),
    ),
    CauseRow::summarised(
        Other,
        Initiator::ALL,
        "another cause, which needs a text to say it",
        chosen("nobody has read the text that says what it is"),
    )
    .reasons_due(),
    CauseRow::open(
        Unspecified,
        Initiator::ALL,
        "explicitly no reason was given",
        NEUTRAL,
        chosen("there is nothing to tell; the neutral sentence says so"),
    )
    .reasons_due(),
];
