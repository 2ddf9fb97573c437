//! Every status with its phase, and every way from one to another, as the documents list them.
//!
//! What belongs here: the lists, one line a status or an edge.
//! What never does: which of the edges a command takes; that is with each provider.

use closeout::{
    facts::Restriction,
    lifecycle::{Lifecycle, Move, Phase, Subject, Transition},
    providers,
    vocab::WireValue,
};

/// A status, the phase that meaning 3.1 gives it, and the restriction that the status is, if it is one (D-7, U-9).
type Standing = (&'static str, &'static str, &'static str);

/// From, on, to.
type Way = (&'static str, &'static str, &'static str);

/// Seed 3 and the lists that came after it. Whatever is not in use yet is opening; whatever was, or is another
/// class of assets, is restricted.
const OF_ALPACA: [Standing; 21] = [
    ("INACTIVE", "restricted", ""),
    ("ONBOARDING", "opening", ""),
    ("SUBMITTED", "opening", ""),
    ("RESUBMITTED", "opening", ""),
    ("SUBMISSION_FAILED", "opening", ""),
    ("ACTION_REQUIRED", "opening", ""),
    ("EDITED", "opening", ""),
    ("ACCOUNT_UPDATED", "restricted", ""),
    ("APPROVAL_PENDING", "opening", ""),
    ("REAPPROVAL_PENDING", "opening", ""),
    ("SIGNED_UP", "opening", ""),
    ("KYC_SUBMITTED", "opening", ""),
    ("LIMITED", "opening", ""),
    ("AML_REVIEW", "opening", ""),
    ("APPROVED", "opening", ""),
    ("REJECTED", "rejected", ""),
    ("ACTIVE", "active", ""),
    ("DISABLED", "restricted", ""),
    ("DISABLE_PENDING", "restricted", ""),
    ("ACCOUNT_CLOSED", "closed", ""),
    ("PAPER_ONLY", "restricted", ""),
];

/// Seed 0 and seed 3 for closing; for the rest.
const WAYS_OF_ALPACA: [Way; 16] = [
    ("ONBOARDING", "submit", "SUBMITTED"),
    ("SUBMITTED", "approve", "APPROVED"),
    ("SUBMITTED", "review", "APPROVAL_PENDING"),
    ("SUBMITTED", "require_action", "ACTION_REQUIRED"),
    ("APPROVAL_PENDING", "approve", "APPROVED"),
    ("APPROVAL_PENDING", "reject", "REJECTED"),
    ("ACTION_REQUIRED", "approve", "APPROVED"),
    ("ACTION_REQUIRED", "reject", "REJECTED"),
    ("APPROVED", "activate", "ACTIVE"),
    ("ACTIVE", "review", "ACCOUNT_UPDATED"),
    ("ACCOUNT_UPDATED", "approve", "ACTIVE"),
    ("ACTIVE", "restrict", "DISABLE_PENDING"),
    ("DISABLE_PENDING", "disable", "DISABLED"),
    ("ACTIVE", "disable", "DISABLED"),
    ("ACTIVE", "request_closure", "ACCOUNT_CLOSED"),
    ("ACCOUNT_CLOSED", "reopen", "ACTIVE"),
];

/// Seed 1 for the last two; the provider's reference for the others. Accounts and groups have the same.
const OF_UPVEST: [Standing; 5] = [
    ("PENDING_APPROVAL", "opening", ""),
    ("ACTIVE", "active", ""),
    ("LOCKED", "restricted", "locked"),
    ("CLOSING", "closing", ""),
    ("CLOSED", "closed", ""),
];

/// Seed 1 and U-9 for closing, U-16 for the beginning; U-12: no way back.
const WAYS_OF_UPVEST: [Way; 6] = [
    ("PENDING_APPROVAL", "approve", "ACTIVE"),
    ("ACTIVE", "restrict", "LOCKED"),
    ("LOCKED", "unrestrict", "ACTIVE"),
    ("PENDING_APPROVAL", "request_closure", "CLOSING"),
    ("ACTIVE", "request_closure", "CLOSING"),
    ("CLOSING", "complete", "CLOSED"),
];

/// The integer codes of the provider's account search.
const OF_UDARA360: [Standing; 7] = [
    ("1", "active", ""),
    ("2", "restricted", ""),
    ("3", "closed", ""),
    ("4", "restricted", "post_no_debit"),
    ("5", "restricted", "post_no_credit"),
    ("6", "restricted", ""),
    ("7", "restricted", "frozen"),
];

/// Seed 2 excludes no status from closing; what can be placed can be lifted; what sleeps can be woken.
const WAYS_OF_UDARA360: [Way; 16] = [
    ("1", "post_no_debit", "4"),
    ("4", "unrestrict", "1"),
    ("1", "post_no_credit", "5"),
    ("5", "unrestrict", "1"),
    ("1", "restrict", "7"),
    ("7", "unrestrict", "1"),
    ("1", "disable", "6"),
    ("6", "activate", "1"),
    ("1", "lapse", "2"),
    ("2", "activate", "1"),
    ("1", "request_closure", "3"),
    ("2", "request_closure", "3"),
    ("4", "request_closure", "3"),
    ("5", "request_closure", "3"),
    ("6", "request_closure", "3"),
    ("7", "request_closure", "3"),
];

/// Y-1: three of the published list, and the one that closing answers with (seed 4).
const OF_YUNO: [Standing; 4] = [
    ("PENDING", "opening", ""),
    ("ACTIVE", "active", ""),
    ("INACTIVE", "restricted", ""),
    ("CLOSED", "closed", ""),
];

/// Y-11: closing asks for a zero balance and for no status.
const WAYS_OF_YUNO: [Way; 6] = [
    ("PENDING", "activate", "ACTIVE"),
    ("ACTIVE", "disable", "INACTIVE"),
    ("INACTIVE", "activate", "ACTIVE"),
    ("PENDING", "request_closure", "CLOSED"),
    ("ACTIVE", "request_closure", "CLOSED"),
    ("INACTIVE", "request_closure", "CLOSED"),
];

fn documented(provider: &str) -> (&'static [Standing], &'static [Way]) {
    match provider {
        "alpaca" => (&OF_ALPACA, &WAYS_OF_ALPACA),
        "upvest" => (&OF_UPVEST, &WAYS_OF_UPVEST),
        "udara360" => (&OF_UDARA360, &WAYS_OF_UDARA360),
        "yuno" => (&OF_YUNO, &WAYS_OF_YUNO),
        _ => (&[], &[]),
    }
}

/// The phase of a status; none, if no document of the provider lists it. A number is never a text.
pub(super) fn phase_of(provider: &str, status: &WireValue) -> Option<&'static str> {
    let (standings, _) = documented(provider);
    let written = |word: &str| match provider {
        "udara360" => WireValue::Number(word.parse().unwrap()),
        _ => WireValue::from(word),
    };
    standings.iter().find(|(word, ..)| written(word) == *status).map(|(_, phase, _)| *phase)
}

fn standings(lifecycle: &Lifecycle) -> Vec<(String, &'static str, &'static str)> {
    let shown = |restriction: Option<Restriction>| restriction.map_or("", Restriction::name);
    let rows = lifecycle.statuses().iter();
    rows.map(|row| (row.wire.to_string(), Phase::name(row.phase), shown(row.implies))).collect()
}

fn ways(lifecycle: &Lifecycle) -> Vec<(String, &'static str, String)> {
    let status = |place: usize| lifecycle.statuses()[place].wire.to_string();
    let way = |edge: &Transition| (status(edge.from), Move::name(edge.on), status(edge.to));
    lifecycle.transitions().iter().map(way).collect()
}

#[test]
fn every_status_has_the_phase_that_the_documents_give_it() {
    for profile in providers::PROFILES {
        let (documented, _) = documented(&profile.provider);
        let mut documented: Vec<_> =
            documented.iter().map(|(status, phase, shown)| ((*status).to_owned(), *phase, *shown)).collect();
        let mut found = standings(&profile.lifecycle);
        documented.sort();
        found.sort();
        assert_eq!(found, documented, "{}", profile.provider);
    }
}

#[test]
fn the_ways_from_status_to_status_are_those_of_the_documents() {
    for profile in providers::PROFILES {
        let (_, documented) = documented(&profile.provider);
        let mut documented: Vec<_> =
            documented.iter().map(|(from, on, to)| ((*from).to_owned(), *on, (*to).to_owned())).collect();
        let mut found = ways(&profile.lifecycle);
        documented.sort();
        found.sort();
        assert_eq!(found, documented, "{}", profile.provider);
    }
}

#[test]
fn the_accounts_of_a_group_live_as_accounts_do() {
    let group = providers::profile("upvest", Subject::Group).unwrap();
    let account = providers::profile("upvest", Subject::Account).unwrap();
    let of_members = group.members.as_deref().unwrap();
    assert_eq!(standings(of_members), standings(&account.lifecycle));
    assert_eq!(ways(of_members), ways(&account.lifecycle));
}
