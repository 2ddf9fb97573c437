//! The readings of Alpaca's documents if these are ambiguous.

use super::{
    ACCOUNT_OPENING, ACCOUNTS, CHECKED, CLOSE, FAQ, JOURNALS, OPENAPI, REOPENING, STATUS_EVENTS,
    STATUSES_GUIDE,
};
use crate::knowledge::providers::Reading;

const SDK: &str = "alpaca-py (2026)";

/// The readings, in the order of their ids.
pub(in crate::knowledge::providers) static READINGS: &[Reading] = &[
    reading(
        "A-1",
        "one page closes by POST and answers 204 or 404, an older one by DELETE and answers 204, 403, 404 or 422",
        "one command under two names: the POST is the live one, the DELETE its alias, and both can answer with any code \
         that either page lists",
        &[CLOSE, ACCOUNTS],
    ),
    reading(
        "A-2",
        "403 and 422 are listed for the alias without a word on when they come",
        "as other calls of the provider use them: 403 where contents or restrictions forbid closing, 422 where the status \
         does not admit it",
        &[ACCOUNTS],
    ),
    reading(
        "A-3",
        "that nothing is left is called the caller's responsibility, and no error for it is documented",
        "a condition of closing: an engine that lets a funded account be marked as closed is worse than a strict one",
        &[CLOSE],
    ),
    reading(
        "A-4",
        "positions and money are named; orders, transfers on their way, trades that are not settled and fees are not",
        "conditions too, but inferred ones, in force under `prudent` alone",
        &[CLOSE],
    ),
    reading(
        "A-5",
        "whether a debit counts as money that is left",
        "withdrawn means exactly zero, so a debit is in the way like a credit",
        &[CLOSE],
    ),
    reading(
        "A-6",
        "which statuses an active account has",
        "ACTIVE alone; one whose data are under review and one that is disabled are not, and no document shows a way \
         from them to closing",
        &[CLOSE, ACCOUNTS],
    ),
    reading(
        "A-7",
        "what closing answers for an account that is closed",
        "a refusal with 422, without a second event",
        &[CLOSE, ACCOUNTS],
    ),
    reading(
        "A-8",
        "an unknown account is 404 by both pages on closing, and 401 by a remark on another call",
        "404",
        &[CLOSE, ACCOUNTS, SDK],
    ),
    reading(
        "A-9",
        "every source has another list of statuses",
        "the union of all lists; what is in none survives to the letter and permits nothing",
        &[ACCOUNTS, STATUSES_GUIDE, OPENAPI],
    ),
    reading(
        "A-10",
        "APPROVAL_PENDING is called the initial value, while creating an account leads to SUBMITTED",
        "both are initial, since a document says so of each; it is also the branch of manual review, as the newer guides \
         have it",
        &[ACCOUNTS, ACCOUNT_OPENING, STATUSES_GUIDE],
    ),
    reading(
        "A-11",
        "DISABLED is missing in the newest lists",
        "kept: it is reached from ACTIVE and DISABLE_PENDING, and no document shows a way out",
        &[ACCOUNTS, OPENAPI],
    ),
    reading(
        "A-12",
        "a document that is uploaded has at most 10 MB by two places of a page and 32 MB by a third",
        "not limited here: it is no matter of closing",
        &[ACCOUNTS],
    ),
    reading(
        "A-13",
        "the samples write `country_of_tax_residence`, the tables `country_of_tax_residency`",
        "the name of the samples, which later documents have as well; the other is read too and never written",
        &[ACCOUNTS, OPENAPI],
    ),
    reading(
        "A-14",
        "the table types `created_at` as boolean, and `trade_suspended_by_user` as string or number",
        "a timestamp and a boolean, as in the sample",
        &[ACCOUNTS],
    ),
    reading(
        "A-15",
        "the form of an instant in the text is not that of the sample",
        "RFC 3339 with an optional fraction, kept to the letter",
        &[ACCOUNTS],
    ),
    reading(
        "A-16",
        "the answer to creating an account is nested in the sample and flat in the table",
        "either form is read; the later documents have the flat one",
        &[ACCOUNTS],
    ),
    reading(
        "A-18",
        "the samples have a `country` in a contact and the document type `cip_result`, the tables have neither",
        "both are read, and neither is required",
        &[ACCOUNTS],
    ),
    reading(
        "A-19",
        "the multiplier is 1 or 2 by the table and 4 in the sample",
        "any amount",
        &[ACCOUNTS, OPENAPI],
    ),
    reading(
        "A-20",
        "`funding_source` is one value by the table and a list in the sample",
        "a list",
        &[ACCOUNTS],
    ),
    reading(
        "A-22",
        "whether the switches that block transfers block where they are true or where they are false",
        "where they are true, as the newest revision has it",
        &[STATUS_EVENTS],
    ),
    reading(
        "A-23",
        "a closed account can do nothing, yet may be the source of a journal",
        "money may leave it for another account in the provider's books, and nothing may arrive; what of journals calls \
         the status CLOSED or CLOSE is ACCOUNT_CLOSED",
        &[JOURNALS, STATUSES_GUIDE],
    ),
    reading(
        "A-24",
        "how old the document may be with which a closed account is reopened: the wording bears two meanings",
        "an edge to ACTIVE, for partners that check the identity themselves, with a document of at most 30 days",
        &[REOPENING],
    ),
    reading(
        "A-25",
        "the currency is always USD by one page, while there are accounts in others",
        "a field like any other: cash is zero or not in each currency",
        &[ACCOUNTS, FAQ],
    ),
    reading(
        "A-27",
        "the calls are under the scheme BasicAuth, and neither page says what a request without it gets",
        "401, as the scheme has it, before anything else is looked at; whether the credentials are good is for the server",
        &[CLOSE],
    ),
    reading(
        "A-28",
        "no event of closing is documented, and the events of the stream have no type",
        "the status event whose `status_to` is ACCOUNT_CLOSED, under the name `account_status`, which is ours",
        &[STATUS_EVENTS],
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
