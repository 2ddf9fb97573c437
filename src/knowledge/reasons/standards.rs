//! ISO 20022, one vocabulary for each code set.

use super::checked::CHECKED;
use crate::reason::Cause::{
    CourtOrder, CustomerRequest, DeathOfHolder, FraudConcern, HolderChange, Insolvency, KycFailure,
    ManagementDiscretion, Migrated, MoneyLaunderingConcern, RegulatoryRequirement, Sanctions,
    TerroristFinancingConcern, TransferOut, Unspecified,
};
use crate::reason::Initiator::{Authority, Provider, System as Nobody};
use crate::reason::{Row, System};
use crate::vocab::Source;

/// ISO 20022, the reason why an account is closed: at the instruction of the client or of the servicer, and no more
/// than that.
pub static ISO20022: System = System {
    name: "iso20022",
    field: "ClosedStatusReason1Code",
    rows: &[
        Row::same("CLIN", CustomerRequest).says_who(),
        Row::broader("ASIN", ManagementDiscretion, "anything else for which the servicer closes")
            .by(&[Provider, Authority, Nobody])
            .says_who(),
        Row::same("NoSpcfdRsn", Unspecified),
    ],
    free_text: None,
    source: Source::read_as(
        "ISO 20022, ClosedStatusReason1Code with the choice NoSpcfdRsn",
        CHECKED,
        "the servicer also carries out what an authority orders or a date brings; proprietary codes are unknown here",
    ),
};

/// ISO 20022, the reason why a closing is pending.
pub static ISO20022_CLOSURE_PENDING: System = System {
    name: "iso20022_closure_pending",
    field: "ClosurePendingStatusReason1Code",
    rows: &[
        Row::no_reason("CLOS", "it says that closing has begun"),
        Row::no_reason("PEND", "it says that closing waits"),
    ],
    free_text: None,
    source: Source::plain("ISO 20022, ClosurePendingStatusReason1Code", CHECKED),
};

/// ISO 20022, the reason why an account is disabled.
pub static ISO20022_DISABLED: System = System {
    name: "iso20022_disabled",
    field: "DisabledReason2Code",
    rows: &[
        BANKRUPTCY,
        COMMITMENT,
        CONFISCATION,
        DEATH,
        COMPLIANCE,
        PLEDGE,
        REREGISTRATION,
        SANCTIONS,
        TRANSFER,
        Row::no_reason("CLOS", "it says that closing has begun"),
        Row::no_reason("REJT", "it says that opening was rejected"),
    ],
    free_text: None,
    source: Source::plain("ISO 20022, DisabledReason2Code", CHECKED),
};

/// ISO 20022, the reason why an account is blocked.
pub static ISO20022_BLOCKED: System = System {
    name: "iso20022_blocked",
    field: "BlockedReason2Code",
    rows: &[
        BANKRUPTCY,
        COMMITMENT,
        CONFISCATION,
        DEATH,
        COMPLIANCE,
        PLEDGE,
        REREGISTRATION,
        SANCTIONS,
        TRANSFER,
    ],
    free_text: None,
    source: Source::read_as(
        "ISO 20022, BlockedReason2Code",
        CHECKED,
        "of a block, which may end in a closing",
    ),
};

const BANKRUPTCY: Row = Row::same("BKRP", Insolvency);
const COMMITMENT: Row = Row::no_reason("CMMT", "it says that the account is committed, which keeps it open");
const CONFISCATION: Row = Row::narrower("CNFS", CourtOrder, "that it is confiscation");
const DEATH: Row = Row::same("MORT", DeathOfHolder);
const COMPLIANCE: Row = Row::broader("PCOM", KycFailure, "any verification of compliance that is pending");
const PLEDGE: Row = Row::no_reason("PLDG", "it says that the account is pledged, which keeps it open");
const REREGISTRATION: Row =
    Row::broader("TRPE", Migrated, "any other registration anew").also(&[HolderChange]);
const SANCTIONS: Row = Row::same("SANC", Sanctions);
const TRANSFER: Row = Row::same("TRAN", TransferOut);

/// ISO 20022, account switching.
pub static ISO20022_SWITCH: System = System {
    name: "iso20022_switch",
    field: "switch type",
    rows: &[
        Row::narrower("FULL", TransferOut, "that it is a switch of the whole account"),
        Row::no_reason("PART", "it says that a part moves, which leaves the account open"),
    ],
    free_text: None,
    source: Source::plain("ISO 20022, account switching", CHECKED),
};

/// ISO 20022, the reason why a payment to or from an account came back. A closed account is one such reason, and two
/// others concern its parties; codes about anything else than an account or its holder are left out.
pub static ISO20022_RETURN: System = System {
    name: "iso20022_return",
    field: "ExternalReturnReason1Code, ExternalStatusReason1Code",
    rows: &[
        Row::no_reason("AC04", "it says of a payment that the account is closed, not why"),
        Row::no_reason("AC05", "it says of a payment that the account of the debtor is closed, not why")
            .sourced(&REJECTIONS),
        Row::no_reason("AC07", "it says of a payment that the account of the creditor is closed, not why"),
        Row::same("MD07", DeathOfHolder),
        // Banks use this code to return payments that they must not carry out and must not explain.
        Row::broader("RR04", RegulatoryRequirement, "sanctions, or a concern that must not be named")
            .by(&[Provider, Authority])
            .also(&[Sanctions, MoneyLaunderingConcern, TerroristFinancingConcern]),
        Row::broader("FR01", FraudConcern, "fraud that concerns the payment and not the account"),
    ],
    free_text: None,
    source: Source::read_as(
        "ISO 20022 external code sets, ExternalReturnReason1Code",
        RETURNS_CHECKED,
        "of a payment, not of a closing; read in a published copy of the code sets as JSON",
    ),
};

/// The code set of rejections, which has a code for the debtor's side that the code set of returns lacks.
static REJECTIONS: Source = Source::read_as(
    "ISO 20022 external code sets, ExternalStatusReason1Code",
    RETURNS_CHECKED,
    "only a payment that is rejected carries it, not one that is returned",
);

const RETURNS_CHECKED: &str = "2026-11-28";
