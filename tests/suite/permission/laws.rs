//! The laws of permission, on every profile, status, activity and set of restrictions.

use super::{documented, in_status, states};
use crate::support::policy;
use closeout::{
    Fact, Set, Strictness,
    facts::Restriction,
    laws, permission,
    permission::Permission,
    profile::{Activity, Limit, PermissionRow, Profile},
    providers,
    vocab::Shared,
};
use std::collections::BTreeMap;

fn subsets() -> Vec<Set<Restriction>> {
    Restriction::ALL.iter().fold(vec![Set::EMPTY], |sets, restriction| {
        sets.iter().flat_map(|set| [*set, set.with(*restriction)]).collect()
    })
}

/// Every profile, status, activity and set of restrictions.
#[test]
fn the_laws_of_permission_hold_everywhere() {
    let subsets = subsets();
    let mut walked = 0;
    for policy in providers::PROFILES.iter().map(|profile| documented(profile)) {
        for state in states(&policy) {
            for activity in Activity::ALL {
                let ask = |restrictions: &Fact<_>| permission(&policy, &state, restrictions, *activity);
                let unknown = &ask(&Fact::Unknown);
                let answers: BTreeMap<u64, Permission> =
                    subsets.iter().map(|set| (set.bits(), ask(&Fact::Known(*set)))).collect();
                for (set, answer) in subsets.iter().map(|set| (set, &answers[&set.bits()])) {
                    walked += 1;
                    assert!(
                        laws::an_unknown_status_permits_nothing(&policy, &state, answer),
                        "{state:?} {activity} {set:?}"
                    );
                    let read = *activity != Activity::Read
                        || laws::a_closed_account_can_be_read(&policy, &state, answer);
                    assert!(read, "{state:?} {set:?}");
                    let forgotten = laws::a_restriction_never_permits_more(answer, unknown);
                    assert!(forgotten, "{state:?} {activity} {set:?}");
                    for further in Restriction::ALL {
                        let more = &answers[&set.with(*further).bits()];
                        let law = laws::a_restriction_never_permits_more(answer, more);
                        assert!(law, "{state:?} {activity} {set:?} and {further}: {answer:?}, {more:?}");
                    }
                }
            }
        }
    }
    assert_eq!(walked, 47 * 13 * 512, "the space has changed");
}

#[test]
fn every_blocker_has_a_cure() {
    for profile in providers::PROFILES {
        for strictness in Strictness::ALL {
            for residence in ["GB", "DE"] {
                let policy = policy(profile, *strictness, &[residence]);
                for status in policy.lifecycle().statuses() {
                    let (provider, subject) = (&profile.provider, profile.subject);
                    let cured = closeout::lint::every_blocker_has_a_cure(&policy, status);
                    assert!(cured, "{provider} {subject} {strictness} {}", status.wire);
                }
            }
        }
    }
}

/// The profile without the rows that the condition names.
fn without(profile: &Profile, goes: impl Fn(&PermissionRow) -> bool) -> Profile {
    let permissions = profile.permissions.iter().filter(|row| !goes(row)).cloned().collect();
    Profile { permissions, ..profile.clone() }
}

fn strands(profile: impl Into<Shared<Profile>>, status: &str) -> bool {
    let policy = policy(profile, Strictness::Prudent, &["DE"]);
    let status = in_status(&policy, status).status;
    let status = policy.lifecycle().own(&status).unwrap();
    !closeout::lint::every_blocker_has_a_cure(&policy, status)
}

#[test]
fn a_closing_group_that_takes_no_deposit_is_stranded_by_a_debit() {
    let group = &providers::upvest::GROUP;
    assert!(!strands(group, "CLOSING"));
    assert!(strands(without(group, |row| row.limit == Some(Limit::CoversDebit)), "CLOSING"));
    assert!(strands(without(group, |row| row.activities.contains(&Activity::Withdraw)), "CLOSING"));
    assert!(strands(without(group, |row| row.activities.contains(&Activity::ChargeFee)), "CLOSING"));
}

#[test]
fn what_is_restricted_is_emptied_once_it_is_released_and_not_before() {
    let account = &providers::udara360::ACCOUNT;
    for status in ["2", "4", "5", "6", "7"] {
        assert!(!strands(account, status), "{status}");
        assert!(
            strands(without(account, |row| row.activities.contains(&Activity::Withdraw)), status),
            "{status}"
        );
    }
}

#[test]
fn a_short_position_can_be_bought_back_where_it_can_be_sold() {
    let account = &providers::alpaca::ACCOUNT;
    let orders = |row: &PermissionRow| row.activities.contains(&Activity::Cover);
    let out = |row: &PermissionRow| orders(row) || row.activities.contains(&Activity::TransferOut);
    assert!(!strands(without(account, orders), "ACTIVE"), "it can still be transferred out");
    assert!(strands(without(account, out), "ACTIVE"));
}
