//! How a plan grows with the accounts of a group, by counting.
//!
//! What belongs here: how much a plan says.
//! What never does: how long it takes, which `cargo bench --bench plans` shows.

use crate::support::{at, empty, movement, policy, position, state};
use closeout::{
    Fact, Strictness, plan,
    plan::{Plan, PlanRequest, PlanSubject},
    providers::upvest,
};

fn plan_of(accounts: usize, country: &str) -> Plan {
    let of_group = policy(&upvest::GROUP, Strictness::Prudent, &[country]);
    let of_accounts = policy(&upvest::ACCOUNT, Strictness::Prudent, &[country]);
    let (group, active) = (state(&of_group, "ACTIVE"), state(&of_accounts, "ACTIVE"));
    let (nothing, mut held) = (empty(), empty());
    held.positions = Fact::Known(vec![position("3"), position("-1")]);
    held.pending_transfers = Fact::one(movement(None));
    let account = PlanSubject { id: "a", policy: &of_accounts, state: &active, facts: &held };
    let accounts = vec![account; accounts];
    let subject = PlanSubject { id: "g", policy: &of_group, state: &group, facts: &nothing };
    let now = at("2026-03-20T09:00:00Z");
    plan(&PlanRequest { subject, accounts: &accounts, reason: None, settlements: &[], now }).unwrap()
}

/// Each account adds the same steps, which wait for the same number of others: none is compared with those of another.
#[test]
fn each_account_adds_as_much_as_any_other() {
    for country in ["GB", "DE"] {
        let size = |accounts| {
            let plan = plan_of(accounts, country);
            (plan.steps.len(), plan.steps.iter().map(|step| step.after.len()).sum::<usize>())
        };
        let sizes = [10, 20, 30].map(size);
        let added = |from: usize, to: usize| {
            let ((steps, links), (more_steps, more_links)) = (sizes[from], sizes[to]);
            (more_steps - steps, more_links - links)
        };
        assert_eq!(added(0, 1), added(1, 2), "{country}: {sizes:?}");
    }
}
