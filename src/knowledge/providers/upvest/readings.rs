//! The readings of Upvest's documents if these are ambiguous.

use super::{CASH, CHECKED, FEES, GUIDE, ORDERS, REFERENCE, WEBHOOKS};
use crate::knowledge::providers::Reading;

const OFFBOARDING_GUIDE: &str = "Upvest, guide User offboarding";
const ISA_GUIDE: &str = "Upvest, guides Tax wrappers";

/// The readings, in the order of their ids.
pub(in crate::knowledge::providers) static READINGS: &[Reading] = &[
    reading(
        "U-1",
        "withdrawals are called a prerequisite, positions and cash a reason to remain in CLOSING",
        "withdrawals refuse the request; the rest never refuses it and is waited for",
        &[GUIDE],
    ),
    reading(
        "U-2",
        "withdrawals are the group's, yet the prerequisite is stated for an account as well",
        "for an account those of its group count, while NEW or PROCESSING",
        &[GUIDE, CASH],
    ),
    reading(
        "U-3",
        "the reference calls a closed account one with zero balance, while cash is the group's",
        "zero units: an account need not have zero cash",
        &[REFERENCE, GUIDE],
    ),
    reading(
        "U-4",
        "while closing only sell orders are possible by the guide, and transfers of positions out by the reference",
        "of orders only those to sell, and transfers out beside them; completion asks for zero positions, however that was \
         reached",
        &[GUIDE, REFERENCE],
    ),
    reading(
        "U-5",
        "whose accounts close only at the end of a tax year: the guide gives those in the UK as an example, by the \
         domicile of the user",
        "every account of a user with that domicile, not ISAs alone; the fact `residences` stands for the domicile, and \
         which of the two it holds is for the service that asserts it",
        &[GUIDE],
    ),
    reading(
        "U-6",
        "a guide lets the tax year turn at midnight on 5 April",
        "the year ends with 5 April, so the gate opens at the first instant of 6 April in London",
        &[GUIDE, ISA_GUIDE],
    ),
    reading(
        "U-7",
        "whether closing a group closes its accounts",
        "it does not: that they are closed is a condition and no effect; a closing group refuses new accounts",
        &[GUIDE],
    ),
    reading(
        "U-8",
        "whether a group can be asked to close while accounts are open or cash is there",
        "it can, and remains in CLOSING",
        &[GUIDE],
    ),
    reading(
        "U-9",
        "in which statuses closing can be requested; only that it has been created is asked for",
        "PENDING_APPROVAL and ACTIVE admit it, LOCKED does not; in CLOSING nothing changes, and in CLOSED it is refused",
        &[GUIDE, REFERENCE],
    ),
    reading(
        "U-10",
        "which HTTP status a request that is accepted gets",
        "accepted, without a body; no number is stated, because none is documented",
        &[GUIDE, REFERENCE],
    ),
    reading(
        "U-11",
        "what `notification_only` does",
        "the intention is recorded; no status changes and nothing is announced",
        &[REFERENCE],
    ),
    reading(
        "U-12",
        "whether a closing can be withdrawn",
        "it cannot: no call is documented",
        &[GUIDE, REFERENCE],
    ),
    reading(
        "U-13",
        "which corporate actions are expected ones",
        "each that is known to affect the account and is not fully processed, even when the position is gone",
        &[GUIDE],
    ),
    reading(
        "U-14",
        "fees are collected only if they exceed one cent, while a group closes only without any",
        "strictly zero: what is never collected has to be written off by the provider",
        &[GUIDE, FEES],
    ),
    reading(
        "U-15",
        "closing all accounts and groups is a prerequisite of offboarding by one guide, and open groups keep a user in \
         OFFBOARDING by another",
        "the condition for asking; what the provider waits for afterwards, such as reports that are due, is not looked at",
        &[GUIDE, OFFBOARDING_GUIDE],
    ),
    reading(
        "U-16",
        "the example of creating a group shows ACTIVE, the text says PENDING_APPROVAL",
        "it begins in PENDING_APPROVAL",
        &[REFERENCE],
    ),
    reading(
        "U-19",
        "an order can be placed in any status by an older guide, and is executed only while the account is active",
        "what counts is the execution, so a closing account does not buy",
        &[ORDERS, GUIDE],
    ),
    reading(
        "U-20",
        "where unlocking leads; an event of locking is documented, none of unlocking",
        "back to ACTIVE",
        &[WEBHOOKS],
    ),
];

const fn reading(
    id: &'static str,
    unclear: &'static str,
    chosen: &'static str,
    documents: &'static [&'static str],
) -> Reading {
    Reading::new(id, unclear, chosen, documents, CHECKED)
}
