//! The strings with which systems state the reason why an account closes, one row a string.
//!
//! If the sources leave the meaning of a string open, the row does not fill it in: it lists the other possible
//! meanings. If several strings fit a cause equally well, the first one is written: the one that claims least.

mod banks;
mod checked;
mod issuers;
mod ledgers;
mod standards;

use crate::reason::{self, System};
use crate::vocab::Source;
pub use banks::{
    BUNQ, CLEARBANK, CLEARBANK_PAYMENT, GRIFFIN, INCREASE_PAYMENT, MODULR, SWAN, SWAN_APP, SWAN_CALLER,
    UDARA360, UPVEST,
};
pub use issuers::{
    GALILEO, GALILEO_IVS, LIGHTSPARK, LITHIC_ACCOUNT, LITHIC_FINANCIAL_ACCOUNT, MARQETA, STRIPE_V1,
    STRIPE_V2, SYNCTERA, UNIT, UNIT_FRAUD,
};
pub use ledgers::{FINERACT_LOAN, FINERACT_SAVINGS, IBKR, MAMBU};
pub use standards::{
    ISO20022, ISO20022_BLOCKED, ISO20022_CLOSURE_PENDING, ISO20022_DISABLED, ISO20022_RETURN, ISO20022_SWITCH,
};

/// The law by which a payment service provider in the United Kingdom owes specific reasons for ending a contract;
/// [`Condition::SpecificReasonsDue`](crate::reason::Condition::SpecificReasonsDue) refers to it.
pub static SPECIFIC_REASONS: Source = reason::SPECIFIC_REASONS;

/// Every system, in alphabetical order.
pub static SYSTEMS: &[&System] = &[
    &BUNQ,
    &CLEARBANK,
    &CLEARBANK_PAYMENT,
    &FINERACT_LOAN,
    &FINERACT_SAVINGS,
    &GALILEO,
    &GALILEO_IVS,
    &GRIFFIN,
    &IBKR,
    &INCREASE_PAYMENT,
    &ISO20022,
    &ISO20022_BLOCKED,
    &ISO20022_CLOSURE_PENDING,
    &ISO20022_DISABLED,
    &ISO20022_RETURN,
    &ISO20022_SWITCH,
    &LIGHTSPARK,
    &LITHIC_ACCOUNT,
    &LITHIC_FINANCIAL_ACCOUNT,
    &MAMBU,
    &MARQETA,
    &MODULR,
    &STRIPE_V1,
    &STRIPE_V2,
    &SWAN,
    &SWAN_APP,
    &SWAN_CALLER,
    &SYNCTERA,
    &UDARA360,
    &UNIT,
    &UNIT_FRAUD,
    &UPVEST,
];

/// Returns the system of this name; `None` if no system has it.
///
/// ```
/// use closeout::reason_systems;
/// assert_eq!(reason_systems::named("iso20022").map(|system| system.field), Some("ClosedStatusReason1Code"));
/// assert!(reason_systems::named("no_such_system").is_none());
/// ```
#[must_use]
pub fn named(name: &str) -> Option<&'static System> {
    SYSTEMS.iter().copied().find(|system| system.name == name)
}
