//! Core banking systems and brokers whose closing is a status or a free text.

use super::checked::CHECKED;
use crate::reason::Cause::{
    ChargedOff, CustomerRequest, Inactivity, PurposeFulfilled, Restructured, UnclaimedProperty,
};
use crate::reason::{Author, FreeText, Row, System};
use crate::vocab::Source;

/// Mambu, the flavour of the closed state.
pub static MAMBU: System = System {
    name: "mambu",
    field: "state",
    rows: &[
        Row::no_reason("Closed", "it is a state that says nothing of why"),
        Row::no_reason("Closed (Rejected)", "an application was rejected, and nothing says why"),
        Row::narrower("Closed (Withdrawn)", CustomerRequest, "that it was an application"),
        Row::narrower("Closed (Matured)", PurposeFulfilled, "that it matured"),
        Row::same("Closed (Written off)", ChargedOff),
    ],
    free_text: None,
    source: Source::read_as("Mambu user guide, account states", CHECKED, "as the states are shown to people"),
};

/// Apache Fineract, loans.
pub static FINERACT_LOAN: System = System {
    name: "fineract_loan",
    field: "status",
    rows: &[
        Row::narrower("closed.obligations.met", PurposeFulfilled, "that obligations were met"),
        Row::same("closed.written.off", ChargedOff),
        Row::same("closed.reschedule.outstanding.amount", Restructured),
    ],
    free_text: None,
    source: Source::plain("Apache Fineract, LoanStatus", CHECKED),
};

/// Apache Fineract, savings.
pub static FINERACT_SAVINGS: System = System {
    name: "fineract_savings",
    field: "subStatus",
    rows: &[
        Row::same("SavingsAccountSubStatusEnum.escheat", UnclaimedProperty),
        Row::same("SavingsAccountSubStatusEnum.dormant", Inactivity),
        Row::narrower(
            "SavingsAccountSubStatusEnum.inactive",
            Inactivity,
            "that it is the stage before dormancy",
        ),
    ],
    free_text: None,
    source: Source::plain("Apache Fineract, SavingsAccountSubStatusEnum", CHECKED),
};

/// Interactive Brokers: free text alone.
pub static IBKR: System = System {
    name: "ibkr",
    field: "closeReason",
    rows: &[],
    free_text: Some(FreeText { author: Author::Holder, characters_max: None }),
    source: Source::read_as(
        "Interactive Brokers, account management, closeReason",
        CHECKED,
        "whose words they are is not said; the sample, `time to go`, is a holder's",
    ),
};
