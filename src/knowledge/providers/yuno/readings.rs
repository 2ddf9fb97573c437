//! The readings of Yuno's documents if these are ambiguous.

use super::{CHECKED, CLOSE, OPENAPI, OVERVIEW, TRANSFERS};
use crate::knowledge::providers::Reading;

/// The readings, in the order of their ids.
pub(in crate::knowledge::providers) static READINGS: &[Reading] = &[
    reading(
        "Y-1",
        "CLOSED is in the answer to closing and not in the enumeration of the other calls",
        "a status like the others: PENDING, ACTIVE, INACTIVE and CLOSED",
        &[CLOSE, OPENAPI],
    ),
    reading(
        "Y-2",
        "which of the three balances has to be zero",
        "available, current and pending, each one",
        &[CLOSE, OPENAPI],
    ),
    reading("Y-3", "whether an overdrawn account has a zero balance", "it has not", &[CLOSE]),
    reading(
        "Y-4",
        "the path takes a UUID of 36 characters by its description, which the object has as `account_id`, while the \
         object's own `id` is a longer one that begins with `acct_`",
        "either names the account; no length is asked for, and the ids are types of their own",
        &[CLOSE],
    ),
    reading(
        "Y-5",
        "what closing answers for an account that is closed, or where something else than the balance is in the way",
        "400 VALIDATION_ERROR with one message for each cause, as for the balance",
        &[CLOSE],
    ),
    reading(
        "Y-6",
        "a balance is an integer in this document and any number in the others",
        "a decimal in major units with at most 4 digits after the point and 15 altogether, read from any number",
        &[CLOSE, OPENAPI, TRANSFERS],
    ),
    reading(
        "Y-7",
        "whether a transfer that is on its way in shows in the pending balance",
        "it need not, so pending transfers are a condition of their own, an inferred one",
        &[CLOSE, OVERVIEW],
    ),
    reading(
        "Y-10",
        "the schema gives `http_code` the default 0, the examples repeat the HTTP status",
        "written, it is the HTTP status; of a body that lacks it, 0",
        &[CLOSE],
    ),
    reading(
        "Y-11",
        "in which statuses an account can be closed; only a zero balance is asked for",
        "in each that is not CLOSED",
        &[CLOSE],
    ),
    reading(
        "Y-12",
        "no member of the account is required, some have a default and some have no type",
        "a component of a balance that is absent is 0 and `supports_book_transfers` true, as the schema has it; a balance \
         that is absent has no default and is unknown; what has no type is kept as it came",
        &[CLOSE],
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
