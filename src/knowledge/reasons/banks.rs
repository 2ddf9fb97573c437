//! Banks, brokers and banking platforms.

use super::checked::CHECKED;
use crate::reason::Cause::{
    BreachOfTerms, CourtOrder, CustomerDissatisfied, CustomerRequest, DeathOfHolder, Delinquency,
    Duplication, EntityDissolved, FraudConcern, FraudFirstParty, FraudThirdParty, Inactivity, Insolvency,
    KycFailure, KycRefreshUnanswered, LegalDispute, LossOfLegalCapacity, ManagementDiscretion,
    MoneyLaunderingConcern, NoLongerNeeded, OpenedInError, Other, ParentClosed, PartnerExit, PartnerRequest,
    PurposeCancelled, PurposeFulfilled, RegulatoryRequirement, RiskAppetite, Sanctions,
    TerroristFinancingConcern, TransferOut, UnsupportedJurisdiction, UnsupportedPartyType,
};
use crate::reason::Initiator::{self, Authority, Holder, Partner, Provider};
use crate::reason::{Author, FreeText, Row, System};
use crate::vocab::Source;

/// udara360, the body of the closing command.
pub static UDARA360: System = System {
    name: "udara360",
    field: "closureReason",
    rows: &[
        Row::same("Customer's request", CustomerRequest).says_who(),
        Row::same("Regulatory requirement", RegulatoryRequirement),
        Row::same("Fraud related concern", FraudConcern),
        Row::same("Court order", CourtOrder),
        Row::same("Duplication", Duplication),
        Row::same("Management discretion", ManagementDiscretion),
    ],
    free_text: Some(FreeText { author: Author::Provider, characters_max: Some(150) }),
    source: Source::read_as(
        "udara360, Close account",
        CHECKED,
        "D-2, D-3: six suggestions, any other text of at most 150 characters; characters, not bytes",
    ),
};

/// Upvest, the query of the closing of a group.
pub static UPVEST: System = System {
    name: "upvest",
    field: "closure_reason",
    rows: &[
        Row::same("dunning", Delinquency),
        Row::broader(
            "power_of_attorney",
            CustomerRequest,
            "any other closing that a power of attorney brings about; no document says which are meant",
        ),
        Row::same("loss_of_legal_capacity", LossOfLegalCapacity),
        Row::same("aml", MoneyLaunderingConcern).also(&[TerroristFinancingConcern]),
        Row::same("risk_based", RiskAppetite),
        Row::same("contract_breach", BreachOfTerms),
        Row::same("user_initiated", CustomerRequest).says_who(),
    ],
    free_text: None,
    source: Source::read_as(
        "Upvest API reference, Account Groups, closing",
        CHECKED,
        "the seven values are listed without a definition: they are read by their names",
    ),
};

/// Swan, the reason as it is stored.
pub static SWAN: System = System {
    name: "swan",
    field: "CloseAccountReasonType",
    rows: &[
        Row::same("RequestedByHolder", CustomerRequest),
        Row::same("RequestedByPartner", PartnerRequest),
        Row::broader("PartnerReason", PartnerRequest, "any reason that lies with the partner"),
        Row::same("PartnerChurn", PartnerExit),
        Row::same("Inactivity", Inactivity),
        Row::same("DormantAccount", Inactivity).deprecated(),
        Row::same("DeathClosure", DeathOfHolder),
        Row::same("BusinessInactiveOrNotRegistered", EntityDissolved),
        Row::same("DuplicateOnboarding", Duplication),
        Row::narrower("RefusedIbanCountry", OpenedInError, "that the country of its IBAN was refused"),
        Row::narrower("CapitalDepositCompleted", PurposeFulfilled, CAPITAL_DEPOSIT),
        Row::narrower("CapitalDepositReason", PurposeCancelled, CAPITAL_DEPOSIT),
        Row::narrower(
            "CapitalDepositWithdrawn",
            PurposeCancelled,
            "that the purpose was a deposit of capital, which was withdrawn",
        ),
        Row::narrower(
            "CapitalDepositRefusedByNotary",
            PurposeCancelled,
            "that the purpose was a deposit of capital, which a notary refused",
        ),
        Row::narrower("CapitalDepositCanceled", PurposeCancelled, CAPITAL_DEPOSIT).deprecated(),
        Row::same("RegulatoryRequirement", RegulatoryRequirement),
        Row::broader("ComplianceReason", RegulatoryRequirement, "any other reason of compliance"),
        Row::broader("RemediationPlan", RegulatoryRequirement, "a plan of remediation of the provider's own"),
        Row::same("KYCIssue", KycFailure),
        Row::same("ReKYCNoReply", KycRefreshUnanswered),
        Row::narrower(
            "DeniedCountryResidency",
            UnsupportedJurisdiction,
            "that it is the country of residence",
        ),
        Row::narrower(
            "CompanyRegistrationCountryNotSupported",
            UnsupportedJurisdiction,
            "that it is the country in which a company is registered",
        ),
        Row::narrower("UnsupportedLegalForm", UnsupportedPartyType, "that it is the legal form"),
        Row::narrower("ForbiddenActivity", UnsupportedPartyType, "that it is the activity"),
        Row::same("TCViolation", BreachOfTerms),
        Row::same("Other", Other),
    ],
    free_text: None,
    source: Source::plain("Swan API reference, CloseAccountReasonType", CHECKED),
};

const CAPITAL_DEPOSIT: &str = "that the purpose was a deposit of capital";

/// Swan, the one reason that a partner can state.
pub static SWAN_CALLER: System = System {
    name: "swan_caller",
    field: "PartnerCloseAccountReasonType",
    rows: &[Row::broader("ClosingRequested", CustomerRequest, "any reason for which a partner asks")
        .by(&[Holder, Partner])
        .says_who()],
    free_text: None,
    source: Source::plain("Swan API reference, PartnerCloseAccountReasonType", CHECKED),
};

/// Swan, the reason that a holder states in the web application.
pub static SWAN_APP: System = System {
    name: "swan_app",
    field: "message",
    rows: &[
        Row::same("NotUsingAccountAnymore", NoLongerNeeded),
        Row::same("NotSatisfied", CustomerDissatisfied),
    ],
    free_text: Some(FreeText { author: Author::Holder, characters_max: None }),
    source: Source::plain("Swan web application, closing of an account", CHECKED),
};

/// `ClearBank`, the reason why an account is closed or suspended.
pub static CLEARBANK: System = System {
    name: "clearbank",
    field: "statusReason",
    rows: &[
        Row::same("AccountHolderBankrupt", Insolvency),
        Row::same("AccountHolderDeceased", DeathOfHolder),
        Row::narrower("AccountSwitched", TransferOut, A_SWITCH),
        Row::same("CompanyNoLongerTrading", EntityDissolved),
        Row::same("DissatisfiedCustomer", CustomerDissatisfied),
        Row::same("DuplicateAccount", Duplication),
        Row::broader("FinancialCrime", MoneyLaunderingConcern, "any other financial crime")
            .also(&[FraudConcern, TerroristFinancingConcern]),
        Row::narrower("FraudConfirmed", FraudConcern, "that the fraud is confirmed"),
        Row::same("FraudFirstParty", FraudFirstParty),
        Row::same("FraudThirdParty", FraudThirdParty),
        Row::same("InternallyDormant", Inactivity),
        Row::same("KYCRequired", KycFailure),
        Row::same("LegallyDisputed", LegalDispute),
        Row::narrower("PotentialSanctionedIndividual", Sanctions, "that the match is only potential"),
        Row::narrower("SanctionedIndividual", Sanctions, "that the match is confirmed"),
        Row::same("SuspectMoneyLaundering", MoneyLaunderingConcern),
        Row::narrower("TransactionDispute", LegalDispute, "that it is about a transaction"),
        Row::same("Other", Other),
    ],
    free_text: None,
    source: Source::plain("ClearBank API reference, account statusReason", CHECKED),
};

const A_SWITCH: &str = "that it is a switch of the whole account";
const AN_ECHO: &str = "it says of a payment that the account is closed, not why";

/// `ClearBank`: reasons of a returned payment that describe the beneficiary's account.
pub static CLEARBANK_PAYMENT: System = System {
    name: "clearbank_payment",
    field: "reason of a return",
    rows: &[
        Row::no_reason("BeneficiaryAccountClosed", AN_ECHO),
        Row::same("BeneficiaryDeceased", DeathOfHolder),
    ],
    free_text: None,
    source: Source::plain("ClearBank API reference, payments", CHECKED),
};

/// Griffin, the reason why an account is restricted: closing itself has no reason there.
pub static GRIFFIN: System = System {
    name: "griffin",
    field: "restriction-reason-code",
    rows: &[
        Row::same("customer-request", CustomerRequest),
        Row::same("deceased", DeathOfHolder),
        Row::same("dormant", Inactivity),
        Row::same("fraud-1st-party", FraudFirstParty),
        Row::same("fraud-3rd-party", FraudThirdParty),
        Row::narrower(
            "fraud-app-perpetrator",
            FraudFirstParty,
            "that it is fraud by authorised push payment",
        ),
        Row::narrower("fraud-app-victim", FraudThirdParty, "that it is fraud by authorised push payment"),
        Row::narrower("law-enforcement", CourtOrder, "that it is law enforcement"),
        Row::same("money-laundering", MoneyLaunderingConcern),
        Row::same("risk-appetite", RiskAppetite),
        Row::same("sanctions", Sanctions),
        Row::same("terrorist-financing", TerroristFinancingConcern),
        Row::same("griffin-decision", ManagementDiscretion),
        Row::same("other", Other),
    ],
    free_text: None,
    source: Source::read_as(
        "Griffin API reference, bank account restrictions",
        CHECKED,
        "of a restriction, not of a closing, and the only reasons that Griffin has",
    ),
};

/// bunq, the status below `CANCELLED` and the reason beside it.
pub static BUNQ: System = System {
    name: "bunq",
    field: "sub_status, reason",
    rows: &[
        Row::same("REDEMPTION_VOLUNTARY", CustomerRequest).says_who(),
        Row::broader(
            "REDEMPTION_INVOLUNTARY",
            ManagementDiscretion,
            "any closing without the holder's consent",
        )
        .by(&[Provider, Authority])
        .says_who(),
        Row::broader("PERMANENT", ManagementDiscretion, "any closing for good").by(Initiator::ALL),
        Row::same("OTHER", Other),
    ],
    free_text: None,
    source: Source::plain("bunq API reference, monetary accounts", CHECKED),
};

/// Modulr: reasons of a payment that describe an account.
pub static MODULR: System = System {
    name: "modulr",
    field: "reason of a return",
    rows: &[
        Row::narrower("ACCOUNT_SWITCHED", TransferOut, A_SWITCH),
        Row::no_reason("ACCOUNT_CLOSED", AN_ECHO),
    ],
    free_text: None,
    source: Source::plain("Modulr API reference, payments", CHECKED),
};

/// Increase: reasons of a payment that describe an account.
pub static INCREASE_PAYMENT: System = System {
    name: "increase_payment",
    field: "reason of a decline or return",
    rows: &[
        Row::same("entity_not_active", ParentClosed),
        Row::no_reason("account_closed", AN_ECHO),
        Row::no_reason("closed_account", AN_ECHO),
    ],
    free_text: None,
    source: Source::plain("Increase API reference, declines and returns", CHECKED),
};
