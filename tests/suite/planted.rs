//! Bugs planted into the tables, one at a time: each is noticed by the plain sentences of the reference.
//!
//! What belongs here: a profile with one row gone or changed, and whether anybody who never saw the table objects.
//! What never does: bugs in code, which are for mutation testing (`docs/TESTING.md`).

use crate::reference::agrees;
use crate::strategies::Case;
use crate::walk_profiles::any;
use closeout::{
    Policy, State, Strictness,
    draft::ProfileDraft,
    jurisdictions,
    lifecycle::{Move, Phase},
    profile::{Profile, Stage},
    providers,
    vocab::{Basis, Shared, WireValue},
};
use std::collections::BTreeSet;

/// A profile that differs from a built-in one in one row, and what was done to it.
struct Planted {
    what: String,
    profile: Shared<Profile>,
}

fn planted(original: &Profile, what: String, change: impl FnOnce(&mut ProfileDraft)) -> Option<Planted> {
    let mut draft = ProfileDraft::from(original);
    change(&mut draft);
    // What is no profile is noticed before it can decide anything.
    Some(Planted { what, profile: draft.build().ok()?.into() })
}

/// Each condition gone, at the other gate, and of the other basis; each gate gone; each blocking restriction gone.
fn in_rules(original: &Profile) -> Vec<Option<Planted>> {
    let mut all = Vec::new();
    for (place, rule) in original.rules.iter().enumerate() {
        let named = |what| format!("{} {}: {} {what}", original.provider, original.subject, rule.code);
        all.push(planted(original, named("gone"), |draft| {
            draft.rules.remove(place);
        }));
        all.push(planted(original, named("at the other gate"), |draft| {
            draft.rules[place].stage = other_gate(rule.stage);
        }));
        all.push(planted(original, named("of the other basis"), |draft| {
            draft.rules[place].basis = other_basis(rule.basis);
        }));
    }
    for (place, gate) in original.gates.iter().enumerate() {
        let named = |what| format!("{}: gate for {} {what}", original.provider, gate.residents_of);
        all.push(planted(original, named("gone"), |draft| {
            draft.gates.remove(place);
        }));
        all.push(planted(original, named("with another calendar"), |draft| {
            draft.gates[place].calendar = Shared::of(&jurisdictions::DE);
        }));
        all.push(planted(original, named("for others"), |draft| {
            draft.gates[place].residents_of = closeout::Country::DE;
        }));
    }
    for (place, restriction) in original.blocking_restrictions.iter().enumerate() {
        let what = format!("{}: {restriction} does not block", original.provider);
        all.push(planted(original, what, |draft| {
            draft.blocking_restrictions.remove(place);
        }));
    }
    all
}

fn other_gate(stage: Stage) -> Stage {
    if stage == Stage::Admission { Stage::Completion } else { Stage::Admission }
}

fn other_basis(basis: Basis) -> Basis {
    if basis == Basis::Stated { Basis::Inferred } else { Basis::Stated }
}

/// Each way to closing gone, each status in another phase, and a way to closing from each that has none.
fn in_lifecycles(original: &Profile) -> Vec<Option<Planted>> {
    let mut all = Vec::new();
    let named = |what: String| format!("{} {}: {what}", original.provider, original.subject);
    let draft = ProfileDraft::from(original);
    for (place, edge) in draft.moves.iter().enumerate().filter(|(_, edge)| edge.on == Move::RequestClosure) {
        let what = named(format!("no closing from {}", edge.from));
        all.push(planted(original, what, |draft| {
            draft.moves.remove(place);
        }));
    }
    let target = draft.moves.iter().find(|edge| edge.on == Move::RequestClosure).cloned().unwrap();
    for (place, status) in draft.statuses.iter().enumerate() {
        let closes = |draft: &ProfileDraft| {
            draft.moves.iter().any(|edge| edge.on == Move::RequestClosure && edge.from == status.wire)
        };
        if !closes(&draft) && !matches!(status.phase, Phase::Closing | Phase::Closed | Phase::Rejected) {
            let what = named(format!("closing from {}", status.wire));
            let edge = closeout::draft::MoveDraft { from: status.wire.clone(), ..target.clone() };
            all.push(planted(original, what, |draft| draft.moves.push(edge)));
        }
        if matches!(status.phase, Phase::Closing | Phase::Closed) {
            let what = named(format!("{} counts as in use", status.wire));
            all.push(planted(original, what, |draft| draft.statuses[place].phase = Phase::Active));
        }
        if closes(&draft) || matches!(status.phase, Phase::Closing | Phase::Closed) {
            let what = named(format!("{} is not known", status.wire));
            let renamed = WireValue::from(format!("{}_", status.wire).as_str());
            all.push(planted(original, what, |draft| rename(draft, &status.wire, &renamed)));
        }
    }
    all
}

fn rename(draft: &mut ProfileDraft, from: &WireValue, to: &WireValue) {
    let statuses = draft.statuses.iter_mut().map(|status| &mut status.wire);
    let edges = draft.moves.iter_mut().flat_map(|edge| [&mut edge.from, &mut edge.to]);
    let permitted = draft.permissions.iter_mut().flat_map(|row| &mut row.statuses);
    for wire in statuses.chain(edges).chain(permitted).filter(|wire| *wire == from) {
        wire.clone_from(to);
    }
}

/// Whether the sentences object to any abstract state. What is looked for under `prudent` alone must not matter under
/// `documented`, so it is asked about there as well.
fn is_noticed(original: &'static Profile, planted: &Planted) -> bool {
    any(original, |case| {
        let changed = under(planted.profile.clone(), case);
        let milder = changed.with_options(|options| options.strictness = Strictness::Documented);
        !agrees(&changed) || !agrees(&milder)
    })
}

/// The same question, as somebody asks it who uses the changed profile.
fn under(profile: Shared<Profile>, case: &Case) -> Case {
    let policy = Policy::new(profile, case.policy.options().clone());
    let mut state = State::new(policy.lifecycle().status(case.state.status.word()));
    (state.requested_at, state.clear_since) = (case.state.requested_at, case.state.clear_since);
    Case { policy, state, ..case.clone() }
}

#[test]
fn every_bug_in_a_table_that_decides_is_noticed() {
    let mut unnoticed = Vec::new();
    let (mut noticed, mut refused) = (0, 0);
    for original in providers::PROFILES {
        for planted in in_rules(original).into_iter().chain(in_lifecycles(original)) {
            match planted {
                Some(planted) if is_noticed(original, &planted) => noticed += 1,
                Some(planted) => unnoticed.push(planted.what),
                None => refused += 1,
            }
        }
    }
    assert_eq!(unnoticed, Vec::<String>::new());
    // As many as there are rows, so that none is left out. Seven are no profiles any more: a closing that leads to a status
    // in use does not build.
    assert_eq!((noticed, refused), (144, 7));
}

/// The provider's own moves, from the documents: who, from, move, to. Where a document is silent, `facts` says so next
/// to the row.
const MOVES: &[(&str, &str, &str, &str)] = &[
    ("alpaca", "ONBOARDING", "submit", "SUBMITTED"),
    ("alpaca", "SUBMITTED", "approve", "APPROVED"),
    ("alpaca", "SUBMITTED", "review", "APPROVAL_PENDING"),
    ("alpaca", "SUBMITTED", "require_action", "ACTION_REQUIRED"),
    ("alpaca", "APPROVAL_PENDING", "approve", "APPROVED"),
    ("alpaca", "APPROVAL_PENDING", "reject", "REJECTED"),
    ("alpaca", "ACTION_REQUIRED", "approve", "APPROVED"),
    ("alpaca", "ACTION_REQUIRED", "reject", "REJECTED"),
    ("alpaca", "APPROVED", "activate", "ACTIVE"),
    ("alpaca", "ACTIVE", "review", "ACCOUNT_UPDATED"),
    ("alpaca", "ACCOUNT_UPDATED", "approve", "ACTIVE"),
    ("alpaca", "ACTIVE", "disable", "DISABLED"),
    ("alpaca", "ACTIVE", "restrict", "DISABLE_PENDING"),
    ("alpaca", "DISABLE_PENDING", "disable", "DISABLED"),
    ("alpaca", "ACCOUNT_CLOSED", "reopen", "ACTIVE"),
    ("udara360", "1", "disable", "6"),
    ("udara360", "6", "activate", "1"),
    ("udara360", "1", "post_no_debit", "4"),
    ("udara360", "4", "unrestrict", "1"),
    ("udara360", "1", "post_no_credit", "5"),
    ("udara360", "5", "unrestrict", "1"),
    ("udara360", "1", "restrict", "7"),
    ("udara360", "7", "unrestrict", "1"),
    ("udara360", "1", "lapse", "2"),
    ("udara360", "2", "activate", "1"),
    ("upvest", "PENDING_APPROVAL", "approve", "ACTIVE"),
    ("upvest", "ACTIVE", "restrict", "LOCKED"),
    ("upvest", "LOCKED", "unrestrict", "ACTIVE"),
    ("upvest", "CLOSING", "complete", "CLOSED"),
    ("yuno", "PENDING", "activate", "ACTIVE"),
    ("yuno", "ACTIVE", "disable", "INACTIVE"),
    ("yuno", "INACTIVE", "activate", "ACTIVE"),
];

#[test]
fn providers_move_accounts_as_their_documents_say() {
    for profile in providers::PROFILES {
        let own =
            ProfileDraft::from(*profile).moves.into_iter().filter(|edge| edge.on != Move::RequestClosure);
        let found: BTreeSet<(String, String, String)> =
            own.map(|edge| (edge.from.to_string(), edge.on.to_string(), edge.to.to_string())).collect();
        let of_provider = MOVES.iter().filter(|(provider, ..)| *provider == profile.provider);
        let expected: BTreeSet<(String, String, String)> = of_provider
            .map(|(_, from, on, to)| ((*from).to_owned(), (*on).to_owned(), (*to).to_owned()))
            .collect();
        assert_eq!(found, expected, "{}", profile.provider);
    }
}

/// Every status with its phase, from the documents. What can neither close nor is closed differs from an unknown one in
/// what is permitted, and in nothing that is decided.
const STATUSES: &[(&str, &str)] = &[
    (
        "alpaca",
        "restricted INACTIVE, opening ONBOARDING, opening SUBMITTED, opening RESUBMITTED, opening SUBMISSION_FAILED, \
         opening ACTION_REQUIRED, opening EDITED, restricted ACCOUNT_UPDATED, opening APPROVAL_PENDING, \
         opening REAPPROVAL_PENDING, opening SIGNED_UP, opening KYC_SUBMITTED, opening LIMITED, opening AML_REVIEW, \
         opening APPROVED, rejected REJECTED, active ACTIVE, restricted DISABLED, restricted DISABLE_PENDING, \
         closed ACCOUNT_CLOSED, restricted PAPER_ONLY",
    ),
    ("udara360", "active 1, restricted 2, closed 3, restricted 4, restricted 5, restricted 6, restricted 7"),
    ("upvest", "opening PENDING_APPROVAL, active ACTIVE, restricted LOCKED, closing CLOSING, closed CLOSED"),
    ("yuno", "opening PENDING, active ACTIVE, restricted INACTIVE, closed CLOSED"),
];

#[test]
fn providers_have_the_statuses_of_their_documents() {
    for profile in providers::PROFILES {
        let rows = profile.lifecycle.statuses().iter();
        let found: Vec<String> = rows.map(|row| format!("{} {}", row.phase, row.wire)).collect();
        let (_, expected) = STATUSES.iter().find(|(provider, _)| *provider == profile.provider).unwrap();
        assert_eq!(found.join(", "), *expected);
    }
}
