//! Whether a user can be offboarded.
//!
//! What belongs here: answers over a user's accounts and groups, and what never changes them.
//! What never does: whether one of them may be closed.

use closeout::{
    lifecycle::{
        Phase,
        Subject::{Account, Group},
    },
    offboarding,
    offboarding::{
        Belonging, Belongings, CanOffboard,
        CanOffboard::{No, Unknown, Yes},
        Open, Unsaid,
    },
    profile::Profile,
    providers,
    vocab::WireValue,
};
use proptest::prelude::*;

static GROUPS: &Profile = &providers::upvest::GROUP;

fn listed(statuses: &[(&str, &str)]) -> Vec<Belonging> {
    statuses.iter().map(|(id, status)| Belonging::new(id, WireValue::from(*status))).collect()
}

fn unknown_status(id: &str) -> Belonging {
    Belonging { id: id.into(), status: None }
}

#[test]
fn a_user_of_whom_everything_is_known_and_closed_can_be_offboarded() {
    let (groups, accounts) = (listed(&[("g1", "CLOSED")]), listed(&[("a1", "CLOSED"), ("a2", "CLOSED")]));
    let both = offboarding(GROUPS, Belongings::All(&groups), Belongings::All(&accounts));
    assert_eq!((both.answer(), both.in_the_way(), both.unknown()), (Yes, &[][..], &[][..]));
    // Groups whose accounts were never opened.
    let groups_alone = offboarding(GROUPS, Belongings::All(&groups), Belongings::Nothing);
    assert_eq!(groups_alone.answer(), Yes);
    assert_eq!(offboarding(GROUPS, Belongings::Nothing, Belongings::Nothing).answer(), Yes);
}

#[test]
fn each_status_but_closed_stands_in_the_way_and_is_named() {
    let phases = [
        ("PENDING_APPROVAL", Some(Phase::Opening)),
        ("ACTIVE", Some(Phase::Active)),
        ("LOCKED", Some(Phase::Restricted)),
        ("CLOSING", Some(Phase::Closing)),
        ("closed", None),
        ("OFFBOARDED", None),
    ];
    let closed = listed(&[("x", "CLOSED")]);
    for (status, phase) in phases {
        let open = listed(&[("x", status)]);
        let account = offboarding(GROUPS, Belongings::All(&closed), Belongings::All(&open));
        assert_eq!(
            (account.answer(), account.in_the_way()),
            (No, &[Open { subject: Account, id: "x", phase }][..])
        );
        let group = offboarding(GROUPS, Belongings::All(&open), Belongings::All(&closed));
        assert_eq!(
            (group.answer(), group.in_the_way()),
            (No, &[Open { subject: Group, id: "x", phase }][..])
        );
        assert!(account.unknown().is_empty() && group.unknown().is_empty(), "{status}");
    }
}

#[test]
fn what_is_unknown_is_named_and_never_taken_for_closed() {
    let closed = listed(&[("x", "CLOSED")]);
    let all = Belongings::All(&closed);
    let rows = [
        (Belongings::Unknown, Unsaid::List(Account)),
        (Belongings::All(&[]), Unsaid::List(Account)),
        (Belongings::Part(&[]), Unsaid::Rest(Account)),
        (Belongings::Part(&closed), Unsaid::Rest(Account)),
    ];
    for (accounts, unsaid) in rows {
        let answer = offboarding(GROUPS, all, accounts);
        assert_eq!((answer.answer(), answer.unknown()), (Unknown, &[unsaid][..]), "{accounts:?}");
        assert!(answer.in_the_way().is_empty());
    }
    let nameless = [unknown_status("a1"), Belonging::new("a2", "CLOSED".into())];
    let answer = offboarding(GROUPS, all, Belongings::All(&nameless));
    assert_eq!((answer.answer(), answer.unknown()), (Unknown, &[Unsaid::Status(Account, "a1")][..]));
    let nothing = offboarding(GROUPS, Belongings::Unknown, Belongings::Unknown);
    assert_eq!(nothing.unknown(), [Unsaid::List(Account), Unsaid::List(Group)]);
}

#[test]
fn what_stands_in_the_way_decides_and_what_is_unknown_is_told_as_well() {
    let accounts = [Belonging::new("b", "ACTIVE".into()), unknown_status("a")];
    let answer = offboarding(GROUPS, Belongings::Unknown, Belongings::Part(&accounts));
    assert_eq!(answer.answer(), No);
    assert_eq!(answer.in_the_way(), [Open { subject: Account, id: "b", phase: Some(Phase::Active) }]);
    assert_eq!(answer.unknown(), [Unsaid::List(Group), Unsaid::Rest(Account), Unsaid::Status(Account, "a")]);
}

#[test]
fn an_id_that_is_listed_twice_is_closed_only_if_both_are() {
    let twice = listed(&[("a", "CLOSED"), ("a", "CLOSING"), ("a", "CLOSING")]);
    let answer = offboarding(GROUPS, Belongings::Nothing, Belongings::All(&twice));
    assert_eq!(answer.in_the_way(), [Open { subject: Account, id: "a", phase: Some(Phase::Closing) }]);
}

/// Statuses of another provider are none of these.
#[test]
fn each_provider_has_its_own_closed() {
    let words = listed(&[("a", "ACCOUNT_CLOSED")]);
    let all = Belongings::All(&words);
    assert_eq!(offboarding(GROUPS, Belongings::Nothing, all).answer(), No);
    assert_eq!(offboarding(&providers::alpaca::ACCOUNT, Belongings::Nothing, all).answer(), Yes);
    let number = [Belonging::new("a", 3.into())];
    let closed = offboarding(&providers::udara360::ACCOUNT, Belongings::Nothing, Belongings::All(&number));
    assert_eq!(closed.answer(), Yes);
}

/// By the profile of accounts no status of a group means anything, so no group passes for closed.
#[test]
fn groups_are_read_by_the_profile_of_groups_alone() {
    let closed = listed(&[("x", "CLOSED")]);
    let all = Belongings::All(&closed);
    let answer = offboarding(&providers::upvest::ACCOUNT, all, all);
    assert_eq!(answer.in_the_way(), [Open { subject: Group, id: "x", phase: None }]);
}

/// U-15: the provider whose guide states the condition has its row, with its source.
#[test]
fn the_provider_that_states_the_condition_is_listed() {
    let providers: Vec<&str> = providers::OFFBOARDING.iter().map(|(profile, _)| &*profile.provider).collect();
    assert_eq!(providers, ["upvest"]);
    assert!(providers::OFFBOARDING.iter().all(|(profile, _)| profile.subject == Group));
}

fn belongings() -> impl Strategy<Value = Vec<Belonging>> {
    let status = proptest::option::weighted(
        0.9,
        prop_oneof![4 => Just("CLOSED"), 1 => Just("CLOSING"), 1 => Just("ACTIVE"), 1 => Just("NEW")],
    );
    let one = ("[a-c]", status).prop_map(|(id, status): (String, Option<&str>)| Belonging {
        id: id.into(),
        status: status.map(WireValue::from),
    });
    proptest::collection::vec(one, 0..5)
}

fn answer(groups: Belongings<'_>, accounts: Belongings<'_>) -> CanOffboard {
    offboarding(GROUPS, groups, accounts).answer()
}

proptest! {
    #[test]
    fn yes_is_said_only_of_what_is_known_and_closed(groups in belongings(), accounts in belongings()) {
        let closed = |items: &[Belonging]| {
            !items.is_empty() && items.iter().all(|item| item.status == Some("CLOSED".into()))
        };
        let said = answer(Belongings::All(&groups), Belongings::All(&accounts));
        prop_assert_eq!(said == Yes, closed(&groups) && closed(&accounts));
        prop_assert_ne!(answer(Belongings::Part(&groups), Belongings::All(&accounts)), Yes);
        prop_assert_ne!(answer(Belongings::All(&groups), Belongings::Unknown), Yes);
    }

    #[test]
    fn knowing_less_never_helps_and_order_and_repetition_do_not_matter(
        groups in belongings(), accounts in belongings(),
    ) {
        let all = offboarding(GROUPS, Belongings::All(&groups), Belongings::All(&accounts));
        let part = answer(Belongings::All(&groups), Belongings::Part(&accounts));
        prop_assert_eq!(part == No, all.answer() == No);
        let mut other = accounts.clone();
        other.reverse();
        other.extend(accounts.clone());
        prop_assert_eq!(offboarding(GROUPS, Belongings::All(&groups), Belongings::All(&other)), all);
    }
}
