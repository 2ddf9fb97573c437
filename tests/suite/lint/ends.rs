//! What comes into a closed account, and a closing that is forgotten.
//!
//! What belongs here: grants in closed statuses and moves out of closing, with what looks like them and is none.
//! What never does: conditions; no account here is asked for anything.

use super::SOURCE;
use crate::support::policy;
use closeout::{
    Fact, Policy, Set, State, Status, Strictness,
    draft::ProfileDraft,
    facts::Restriction,
    lifecycle::{Lifecycle, Move, Phase, Subject},
    lint,
    lint::{About, Defect},
    permission,
    permission::Permission,
    profile::{Activity, Limit},
    strategies::drafts,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn house() -> ProfileDraft {
    ProfileDraft::new("house", Subject::Group)
        .status("OPEN", Phase::Active, SOURCE)
        .status("LEAVING", Phase::Closing, SOURCE)
        .status("GONE", Phase::Closed, SOURCE)
        .edge("OPEN", Move::RequestClosure, "LEAVING", SOURCE)
        .edge("LEAVING", Move::Complete, "GONE", SOURCE)
}

fn built(draft: &ProfileDraft) -> Policy {
    policy(draft.build().unwrap(), Strictness::Documented, &["DE"])
}

/// What is found of one kind, with the way to it.
fn found(defect: Defect, draft: &ProfileDraft) -> Vec<String> {
    let findings = lint(&built(draft)).into_iter().filter(|finding| finding.defect == defect);
    findings.map(|finding| format!("{}: {}", finding.about, finding.trace)).collect()
}

/// By hand: what makes an empty account hold or owe something, or gives a group one more account.
const ENTRIES: [Activity; 6] = [
    Activity::Buy,
    Activity::TransferIn,
    Activity::Deposit,
    Activity::OpenAccount,
    Activity::ChargeFee,
    Activity::BookCorporateAction,
];

#[test]
fn each_activity_that_brings_something_into_a_closed_status_is_named() {
    for activity in Activity::ALL {
        let in_status = |status| house().permit(&[*activity], &[status], SOURCE);
        for elsewhere in ["OPEN", "LEAVING"] {
            assert_eq!(found(Defect::ValueEntersClosed, &in_status(elsewhere)), [""; 0], "{activity}");
        }
        let way = "OPEN, request_closure -> LEAVING, advance -> GONE";
        let named = format!("{activity} while GONE: {way}");
        let expected = if ENTRIES.contains(activity) { vec![named] } else { vec![] };
        assert_eq!(found(Defect::ValueEntersClosed, &in_status("GONE")), expected, "{activity}");
    }
}

/// Of two grants the first counts. In an empty account nothing is owed; from the provider's own books more can come.
#[test]
fn a_deposit_that_only_covers_a_debit_brings_nothing() {
    let limited = |limit| {
        let mut draft = house().permit(&[Activity::Deposit], &["GONE"], SOURCE);
        draft.permissions[0].limit = limit;
        draft
    };
    let deposit = "deposit while GONE: OPEN, request_closure -> LEAVING, advance -> GONE";
    assert_eq!(found(Defect::ValueEntersClosed, &limited(Some(Limit::CoversDebit))), [""; 0]);
    assert_eq!(found(Defect::ValueEntersClosed, &limited(Some(Limit::WithinBooks))), [deposit]);
    let shadowed = limited(Some(Limit::CoversDebit)).permit(&[Activity::Deposit], &["GONE"], SOURCE);
    assert_eq!(found(Defect::ValueEntersClosed, &shadowed), [""; 0]);
}

/// The status is itself the restriction that takes the grant away; opening an account moves nothing, so it stays.
#[test]
fn what_the_closed_status_forbids_by_itself_is_not_named() {
    let mut draft = house().permit(&[Activity::Deposit, Activity::OpenAccount], &["GONE"], SOURCE);
    draft.statuses[2].implies = Some(Restriction::Frozen);
    let way = "OPEN, request_closure -> LEAVING, advance -> GONE";
    assert_eq!(found(Defect::ValueEntersClosed, &draft), [format!("open_account while GONE: {way}")]);
}

/// A closed status that nothing reaches has no way to it, and its row is as wrong.
#[test]
fn every_closed_status_is_looked_at() {
    let draft =
        house().status("BURIED", Phase::Closed, SOURCE).permit(&[Activity::Buy], &["GONE", "BURIED"], SOURCE);
    let way = "OPEN, request_closure -> LEAVING, advance -> GONE";
    let expected = [format!("buy while GONE: {way}"), "buy while BURIED: ".to_owned()];
    assert_eq!(found(Defect::ValueEntersClosed, &draft), expected);
}

/// Back in use on anything but `take_back`; what goes elsewhere, or comes from elsewhere, forgets nothing.
#[test]
fn a_move_out_of_closing_that_takes_nothing_back_is_named() {
    for on in Move::ALL.iter().filter(|on| !matches!(on, Move::RequestClosure | Move::Complete)) {
        let back = house().edge("LEAVING", *on, "OPEN", SOURCE);
        let named = format!("move LEAVING, {on} -> OPEN: OPEN, request_closure -> LEAVING, {on} -> OPEN");
        let expected = if *on == Move::TakeBack { vec![] } else { vec![named] };
        assert_eq!(found(Defect::ClosingForgotten, &back), expected, "{on}");
    }
    let reopened = house().edge("GONE", Move::Reopen, "OPEN", SOURCE);
    assert_eq!(found(Defect::ClosingForgotten, &reopened), [""; 0]);
}

/// Blocked while it closes, and closing again when it is unblocked: nothing is lost. In use when it is unblocked: it is.
#[test]
fn a_closing_that_is_forgotten_on_the_way_is_named_with_the_way() {
    let blocked = || {
        house().status("BLOCKED", Phase::Restricted, SOURCE).edge(
            "LEAVING",
            Move::Restrict,
            "BLOCKED",
            SOURCE,
        )
    };
    assert_eq!(found(Defect::ClosingForgotten, &blocked()), [""; 0]);
    let closing_again = blocked().edge("BLOCKED", Move::Unrestrict, "LEAVING", SOURCE);
    assert_eq!(found(Defect::ClosingForgotten, &closing_again), [""; 0]);
    let taken_back = blocked().edge("BLOCKED", Move::TakeBack, "OPEN", SOURCE);
    assert_eq!(found(Defect::ClosingForgotten, &taken_back), [""; 0]);
    let in_use = blocked().edge("BLOCKED", Move::Unrestrict, "OPEN", SOURCE);
    let expected = "move LEAVING, restrict -> BLOCKED: OPEN, request_closure -> LEAVING, restrict -> BLOCKED, unrestrict -> OPEN";
    assert_eq!(found(Defect::ClosingForgotten, &in_use), [expected]);
}

/// Places of statuses.
type Edge = (usize, Move, usize);

fn edges(lifecycle: &Lifecycle) -> Vec<Edge> {
    lifecycle.transitions().iter().map(|edge| (edge.from, edge.on, edge.to)).collect()
}

/// By trying out: those edges out of closing after which somebody who neither takes back nor closes is in use.
fn forgets(lifecycle: &Lifecycle, (from, on, to): Edge) -> bool {
    let phase = |place: usize| lifecycle.statuses()[place].phase;
    let goes_on = |(_, on, to): &Edge| {
        *on != Move::TakeBack && phase(*to) != Phase::Closing && phase(*to) != Phase::Closed
    };
    let mut reached = BTreeSet::from([to]);
    for _ in lifecycle.statuses() {
        let further = edges(lifecycle).into_iter().filter(|edge| goes_on(edge) && reached.contains(&edge.0));
        let further: Vec<usize> = further.map(|(.., to)| to).collect();
        reached.extend(further);
    }
    phase(from) == Phase::Closing
        && goes_on(&(from, on, to))
        && reached.iter().any(|place| phase(*place) == Phase::Active)
}

fn named_edges(policy: &Policy) -> BTreeSet<Edge> {
    let named = lint(policy).into_iter().filter(|finding| finding.defect == Defect::ClosingForgotten);
    let edges = named.filter_map(|finding| {
        let last = finding.trace.steps.last().unwrap().leads_to.as_ref();
        assert_eq!(last.unwrap().phase(), Some(Phase::Active));
        let About::Edge { from, on, to } = finding.about else { return None };
        Some((from.place().unwrap(), on, to.place().unwrap()))
    });
    edges.collect()
}

/// What the tables permit in closed statuses, asked of what services ask.
fn entries(policy: &Policy) -> BTreeSet<(usize, &'static str)> {
    let closed = policy.lifecycle().statuses().iter().filter(|row| row.phase == Phase::Closed);
    let permitted = closed.flat_map(|row| {
        let state = State::new(Status::known(row));
        ENTRIES.iter().filter_map(move |activity| {
            let answer = permission(policy, &state, &Fact::Known(Set::EMPTY), *activity);
            let counts = answer.permits() && answer != Permission::PermittedIf(Limit::CoversDebit);
            counts.then_some((row.place, activity.name()))
        })
    });
    permitted.collect()
}

fn named_entries(policy: &Policy) -> BTreeSet<(usize, &'static str)> {
    let named = lint(policy).into_iter().filter(|finding| finding.defect == Defect::ValueEntersClosed);
    let grants = named.filter_map(|finding| {
        let About::Grant { activity, status } = finding.about else { return None };
        Some((status.place().unwrap(), activity.name()))
    });
    grants.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Whatever somebody puts together: what is named is all that enters, and all that is forgotten.
    #[test]
    fn nothing_enters_and_nothing_is_forgotten_but_what_is_named(draft in drafts()) {
        let Ok(profile) = draft.build() else { return Ok(()) };
        let policy = policy(profile, Strictness::Prudent, &["GB"]);
        prop_assert_eq!(named_entries(&policy), entries(&policy));
        let lifecycle = policy.lifecycle();
        let forgotten = edges(lifecycle).into_iter().filter(|edge| forgets(lifecycle, *edge)).collect();
        prop_assert_eq!(named_edges(&policy), forgotten);
    }
}
