//! The readings of udara360's documents if these are ambiguous.

use super::{CHECKED, CLOSE, CLOSING_MANUAL, DEACTIVATE, SEARCH};
use crate::knowledge::providers::Reading;

const STRUCTURE: &str = "udara360, Request Structure";
const CODES: &str = "udara360, Response Code";

/// The readings, in the order of their ids.
pub(in crate::knowledge::providers) static READINGS: &[Reading] = &[
    reading(
        "D-1",
        "an account number has at most 150 characters for this call and at most 10 on every other page",
        "150, as the page of this call says; a caller can ask for 10",
        &[CLOSE, SEARCH],
    ),
    reading(
        "D-2",
        "whether a length counts characters or bytes",
        "characters, that is, Unicode scalar values: the footnote says characters",
        &[CLOSE],
    ),
    reading(
        "D-3",
        "the reason is free text, and six texts are suggested",
        "any text that is not blank, of at most 150 characters, kept to the letter; the six are recognised",
        &[CLOSE],
    ),
    reading(
        "D-4",
        "an instrument number is generated if the field is empty, and what is empty is not said",
        "absent, null, empty and blank all are; the identifier is stated by the caller, since a pure function has no \
         randomness",
        &[CLOSE],
    ),
    reading(
        "D-5",
        "`Request-Reference` carries no star on the page of this call, and is mandatory by a general page",
        "optional, as the page of this call has it; where it is given, 1 to 100 characters and used once; without it there \
         is no idempotency: the same request sent again is decided again",
        &[CLOSE, STRUCTURE],
    ),
    reading(
        "D-6",
        "which part of the answer says that it succeeded",
        "all of them: an HTTP status of 2XX, `status` true, and `statusCode` 00",
        &[CLOSE, CODES],
    ),
    reading(
        "D-7",
        "there is one code for what can be several restrictions at once",
        "it shows the first that applies of Closed, Frozen, PND, PNC, Inactive, Dormant, Active",
        &[SEARCH],
    ),
    reading(
        "D-8",
        "closing does not deactivate the customer account, while the call that does takes an account number",
        "two calls that have nothing to do with each other: closing ends the account and leaves the customer as it is",
        &[CLOSE, DEACTIVATE],
    ),
    reading(
        "D-9",
        "whether closing moves a residue, as an instrument number and its place among the postings may suggest",
        "nothing is assumed to be moved: under `prudent` the balance has to be zero",
        &[CLOSE, CLOSING_MANUAL],
    ),
    reading(
        "D-12",
        "whether the minimum balance of a product counts",
        "it does not: the target is zero",
        &[CLOSE],
    ),
    reading(
        "D-13",
        "what `referenceNumber` of the answer refers to",
        "the `Request-Reference`, the only reference that the call has; null without one",
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
