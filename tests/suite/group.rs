//! A group with its accounts as one unit, against the same asked one by one.

use closeout::facts::{Fact, Facts, Member};
use closeout::group::GroupPolicy;
use closeout::{Command, Country, Decision, Verdict, providers::upvest};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const STATUSES: &[&str] = &["PENDING_APPROVAL", "ACTIVE", "LOCKED", "CLOSING", "CLOSED", "NOBODY_KNOWS"];
const NOW: &str = "2026-04-06T02:00:00Z";

fn policies() -> GroupPolicy {
    GroupPolicy::documented(&upvest::GROUP, &upvest::ACCOUNT).residents([Country::DE])
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn facts(known: bool) -> Facts {
    if known { Facts::all_clear() } else { Facts::unknown() }
}

/// What a caller sees of a decision.
fn seen(decision: &Decision<'_>) -> String {
    let (state, missing) = (decision.state(), decision.missing());
    format!("{} {} {missing} {state:?} {:?}", decision.verdict(), decision.codes(), decision.events())
}

proptest! {
    #[test]
    fn a_step_says_what_one_question_after_the_other_says(
        accounts in vec((select(STATUSES), any::<bool>()), 0..4),
        status in select(STATUSES), known: bool, requests: bool,
    ) {
        let policies = policies();
        let command = if requests { Command::request() } else { Command::Advance };
        let mut group = policies.group(status, facts(known));
        let (mut single, mut members) = (Vec::new(), Vec::new());
        for (place, (status, known)) in accounts.iter().enumerate() {
            let (id, state) = (format!("a{place}"), policies.accounts.state(*status));
            group.add(&*id, state.clone(), facts(*known));
            let facts = facts(*known);
            let decision = policies.accounts.decide(&state, &facts, Command::Advance, now()).unwrap();
            members.push(Member::new(&id, decision.state().status.word().clone()));
            single.push((id, seen(&decision)));
        }
        let step = group.decide(&command, now()).unwrap();
        let decided: Vec<(String, String)> =
            step.decisions().map(|(id, decision)| (id.to_owned(), seen(decision))).collect();
        prop_assert_eq!(decided, single);
        let (state, mut whole) = (policies.group.state(status), facts(known));
        whole.accounts = Fact::Known(members);
        let by_itself = policies.group.decide(&state, &whole, &command, now()).unwrap();
        prop_assert_eq!(seen(step.group()), seen(&by_itself));
    }
}

/// Both in one night: the account completes, and so the group does.
#[test]
fn the_last_account_takes_the_group_with_it() {
    let policies = policies();
    let mut group = policies.group("CLOSING", Facts::all_clear());
    group.add("last", policies.accounts.state("CLOSING"), Facts::all_clear());
    let step = group.advance(now()).unwrap();
    assert_eq!(step.group().verdict(), Verdict::Permitted);
    let (accounts, whole) = step.into_commits();
    let statuses: Vec<String> = accounts.iter().map(|(_, commit)| commit.state.status.to_string()).collect();
    assert_eq!((statuses, whole.state.status.to_string()), (vec!["CLOSED".to_owned()], "CLOSED".to_owned()));

    // While somebody has not looked at that account, the group waits for it.
    let mut group = policies.group("CLOSING", Facts::all_clear());
    group.add("last", policies.accounts.state("CLOSING"), Facts::unknown());
    assert_eq!(group.advance(now()).unwrap().group().verdict(), Verdict::Waiting);
}

#[test]
fn a_contradiction_names_the_account_or_the_group() {
    let policies = policies();
    let mut late = policies.accounts.state("CLOSING");
    late.clear_since = Some("2026-04-06T02:00:01Z".parse().unwrap());
    let mut group = policies.group_in(late.clone(), Facts::all_clear());
    let of_the_group = group.advance(now()).unwrap_err();
    assert!(of_the_group.to_string().starts_with("the group: `state.clear_since`"), "{of_the_group}");
    group.add("first", late, Facts::all_clear());
    let of_an_account = group.advance(now()).unwrap_err();
    assert_eq!(of_an_account.id.as_deref(), Some("first"));
}
