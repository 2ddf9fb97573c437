//! Card issuers, processors and platforms for embedded finance.

use super::checked::CHECKED;
use crate::reason::Cause::{
    BreachOfTerms, ChargedOff, CustomerRequest, DeathOfHolder, Delinquency, FraudConcern, FraudFirstParty,
    FraudThirdParty, Inactivity, KycFailure, ManagementDiscretion, Migrated, NegativeBalance, NeverActivated,
    OpenedInError, Other, ParentClosed, PartnerRequest, ProductDiscontinued, Sanctions, ThirdPartyInitiated,
    Unspecified,
};
use crate::reason::Initiator::{Holder, Partner};
use crate::reason::{Row, System};
use crate::vocab::Source;

/// Stripe v1.
pub static STRIPE_V1: System = System {
    name: "stripe_v1",
    field: "status_details.closed.reasons",
    rows: &[
        Row::broader("account_rejected", KycFailure, "any other rejection of the account"),
        Row::same("closed_by_platform", PartnerRequest).says_who(),
        Row::same("other", Other),
    ],
    free_text: None,
    source: Source::plain("Stripe API v1, financial accounts", CHECKED),
};

/// Stripe v2.
pub static STRIPE_V2: System = System {
    name: "stripe_v2",
    field: "status_details.closed.reason",
    rows: &[
        Row::same("account_closed", ParentClosed),
        Row::same("closed_by_platform", PartnerRequest).says_who(),
        Row::same("other", Other),
    ],
    free_text: None,
    source: Source::plain("Stripe API v2, financial accounts", CHECKED),
};

/// Unit.
pub static UNIT: System = System {
    name: "unit",
    field: "reason, closeReason",
    rows: &[
        Row::same("ByCustomer", CustomerRequest).says_who(),
        Row::same("Fraud", FraudConcern),
        Row::same("Overdue", Delinquency),
    ],
    free_text: None,
    source: Source::read_as("Unit API reference, accounts", CHECKED, "`Overdue` only for credit accounts"),
};

/// Unit, the kind of fraud.
pub static UNIT_FRAUD: System = System {
    name: "unit_fraud",
    field: "fraudReason",
    rows: &[
        Row::narrower("AccountActivity", FraudConcern, "that it shows in the activity of the account"),
        Row::narrower("ACHActivity", FraudConcern, "that it shows in ACH payments"),
        Row::narrower("CardActivity", FraudConcern, "that it shows in the use of cards"),
        Row::narrower("CheckActivity", FraudConcern, "that it shows in cheques"),
        Row::narrower("ApplicationHistory", FraudConcern, "that it shows in the history of applications"),
        Row::narrower(
            "LinkedToFraudulentCustomer",
            FraudConcern,
            "that there is a link to a fraudulent customer",
        ),
        Row::narrower("IdentityTheft", FraudThirdParty, "that an identity was stolen"),
        Row::broader("ClientIdentified", FraudThirdParty, "any other fraud that the client has identified"),
    ],
    free_text: None,
    source: Source::plain("Unit API reference, accounts", CHECKED),
};

/// Lithic, an account.
pub static LITHIC_ACCOUNT: System = System {
    name: "lithic_account",
    field: "substatus of an account",
    rows: &[
        Row::narrower("SUSPICIOUS_ACTIVITY", FraudConcern, "that the fraud is only suspected"),
        Row::broader("FRAUD_IDENTIFIED", FraudThirdParty, "fraud by anybody else"),
        Row::broader("RISK_VIOLATION", FraudFirstParty, "any other violation of the rules on risk"),
        Row::same("END_USER_REQUEST", CustomerRequest),
        Row::same("ISSUER_REQUEST", ManagementDiscretion).also(&[ProductDiscontinued]),
        Row::same("NOT_ACTIVE", Inactivity),
        Row::no_reason("INTERNAL_REVIEW", "it is temporary"),
        Row::same("OTHER", Other),
    ],
    free_text: None,
    source: Source::plain("Lithic API reference, accounts", CHECKED),
};

/// Lithic, a financial account.
pub static LITHIC_FINANCIAL_ACCOUNT: System = System {
    name: "lithic_financial_account",
    field: "substatus of a financial account",
    rows: &[
        Row::narrower("CHARGED_OFF_DELINQUENT", ChargedOff, "that the debt was overdue"),
        Row::narrower("CHARGED_OFF_FRAUD", FraudConcern, "that a debt was written off because of it"),
        Row::same("END_USER_REQUEST", CustomerRequest),
        Row::same("BANK_REQUEST", ManagementDiscretion).also(&[ProductDiscontinued]),
        Row::same("DELINQUENT", Delinquency),
        Row::no_reason("INTEREST_AND_FEES_PAUSED", "the account goes on"),
    ],
    free_text: None,
    source: Source::plain("Lithic API reference, financial accounts", CHECKED),
};

/// Marqeta.
pub static MARQETA: System = System {
    name: "marqeta",
    field: "reason_code",
    rows: &[
        Row::no_reason("00", ACTIVATED),
        Row::broader("01", CustomerRequest, "a request of the programme, which the code addresses as well")
            .by(&[Holder, Partner]),
        Row::same("02", Inactivity),
        Row::no_reason("03", "mail that cannot be delivered is no cause by itself"),
        Row::same("04", NegativeBalance),
        Row::no_reason("05", "it is temporary"),
        Row::narrower("06", FraudConcern, "that the fraud is only suspected"),
        Row::broader(
            "07",
            BreachOfTerms,
            "activity outside the parameters of the programme that broke no term",
        ),
        Row::narrower("08", FraudConcern, "that the fraud is confirmed"),
        Row::narrower("09", Sanctions, "that the list is the OFAC's"),
        Row::no_reason("10", A_CARD),
        Row::no_reason("11", A_CARD),
        Row::narrower("12", FraudThirdParty, "that account or card information was compromised"),
        Row::no_reason("13", "it is temporary"),
        Row::narrower("14", ManagementDiscretion, "that the processor decided"),
        Row::narrower("15", ManagementDiscretion, "that the issuer decided"),
        Row::broader("16", Migrated, "that the card expired and nothing replaces it"),
        Row::same("17", KycFailure),
        Row::no_reason("18", ACTIVATED),
        Row::no_reason("19", ACTIVATED),
        Row::same("20", Unspecified).deprecated(),
        Row::same("21", ThirdPartyInitiated),
        Row::no_reason("22", A_CARD),
        Row::no_reason("23", A_CARD),
        Row::narrower("24", KycFailure, A_MISMATCH),
        Row::narrower("25", KycFailure, A_MISMATCH),
        Row::narrower("26", KycFailure, A_MISMATCH),
        Row::narrower("27", KycFailure, A_MISMATCH),
        Row::narrower("28", KycFailure, A_MISMATCH),
        Row::narrower("29", KycFailure, A_MISMATCH),
        Row::narrower("30", KycFailure, A_MISMATCH),
        Row::same("31", Other),
        Row::same("86", DeathOfHolder),
    ],
    free_text: None,
    source: Source::read_as(
        "Marqeta Core API, user and business transitions",
        CHECKED,
        "`20` stands for everything before the codes were normalised, so it is read and never written",
    ),
};

const ACTIVATED: &str = "it says why something became active";
const A_CARD: &str = "it is about a card, not about an account";
const A_MISMATCH: &str = "which piece of data did not match";

/// Galileo.
pub static GALILEO: System = System {
    name: "galileo",
    field: "closureReason",
    rows: &[
        Row::same("chargeoff", ChargedOff),
        Row::same("collection", Delinquency),
        Row::broader("deleted_fraud", FraudThirdParty, "fraud by anybody else"),
        Row::same("inactivity", Inactivity),
        Row::same("paid_user", CustomerRequest),
        Row::narrower("paid_chargeoff", ChargedOff, "that it was paid after all"),
        Row::narrower("paid_collection", Delinquency, "that it was paid after all"),
        Row::same("deleted_no_fraud", OpenedInError),
        Row::same("deceased", DeathOfHolder),
        Row::narrower(
            "external_application_fraud_first_party_other_misrepresentation",
            FraudFirstParty,
            "that something was misrepresented in the application",
        ),
        Row::narrower(
            "external_application_fraud_first_party_synthetic_id",
            FraudFirstParty,
            "that the application used a synthetic identity",
        ),
        Row::narrower(
            "external_application_fraud_first_party_income_misrepresentation",
            FraudFirstParty,
            "that income was misrepresented in the application",
        ),
        Row::narrower(
            "external_application_fraud_first_party_employment_misrepresentation",
            FraudFirstParty,
            "that employment was misrepresented in the application",
        ),
    ],
    free_text: None,
    source: Source::read_as(
        "Galileo Program API, closureReason",
        CHECKED,
        "the stored page is cut: there are more strings, which are unknown here",
    ),
};

/// Galileo, verification of identity.
pub static GALILEO_IVS: System = System {
    name: "galileo_ivs",
    field: "reason code",
    rows: &[
        Row::same("61", CustomerRequest),
        Row::narrower("62", NeverActivated, "that the application was abandoned"),
        Row::same("63", ManagementDiscretion),
    ],
    free_text: None,
    source: Source::plain("Galileo, identity verification, reason codes", CHECKED),
};

/// Synctera, whose status includes the reason.
pub static SYNCTERA: System = System {
    name: "synctera",
    field: "status",
    rows: &[
        Row::no_reason("CLOSED", A_STATUS),
        Row::same("CHARGED_OFF", ChargedOff),
        Row::broader(
            "ACCOUNT_NOT_DESIRED",
            OpenedInError,
            "that the holder or the provider does not want it",
        ),
        Row::same("ACCOUNT_NEVER_ACTIVE", NeverActivated),
        Row::same("FAILED_KYC", KycFailure),
        Row::same("DELINQUENT", Delinquency),
        Row::no_reason("IN_CLOSING", A_STATUS),
    ],
    free_text: None,
    source: Source::plain("Synctera API reference, account status", CHECKED),
};

const A_STATUS: &str = "it is a status that says nothing of why";

/// Lightspark Grid, cards.
pub static LIGHTSPARK: System = System {
    name: "lightspark",
    field: "stateReason",
    rows: &[
        Row::no_reason(
            "ISSUER_REJECTED",
            "it says who rejected the card, not why, and no account closes by it",
        ),
        Row::same("CLOSED_BY_PLATFORM", PartnerRequest).says_who(),
        Row::broader("CLOSED_BY_GRID", ManagementDiscretion, "anything else for which the provider closes")
            .says_who(),
    ],
    free_text: None,
    source: Source::read_as(
        "Lightspark Grid API reference, cards",
        CHECKED,
        "the first and the last are our own reading, by their names",
    ),
};
