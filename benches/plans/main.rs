//! How a plan grows with the accounts of a group, gated and not: `cargo bench --bench plans`.
//!
//! What belongs here: rows of the table in `docs/PERFORMANCE.md`, each beside a thousand accounts in the same run.
//! What never does: a figure that passes or fails; noise would decide.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "what is measured is built here, a bench that panics has failed, and times are no money"
)]

#[expect(dead_code, reason = "the other bench uses all of it")]
#[path = "../ratios/pairs.rs"]
mod pairs;

use closeout::{
    Country, Fact, Facts, Policy, PolicyOptions, State, Strictness,
    facts::Position,
    plan,
    plan::{Change, PlanRequest, PlanSubject, what_if},
    policy::Residences,
    profile::Profile,
    providers::upvest,
    timing::MissedBoundary,
};
use pairs::{Effort, Pair};

/// Beside which every other number of accounts is measured.
const FEW: usize = 1_000;

fn main() {
    let effort = Effort::from_arguments();
    println!("{:<44} {:>12} {:>12} {:>8}", "", "this", "1,000", "ratio");
    for (country, gate) in [(Country::DE, "no gate"), (Country::GB, "gated")] {
        let group = Group::living_in(country);
        for accounts in [1_000, 10_000, 100_000] {
            let row = |what: &str, steps: &dyn Fn(usize) -> u64| {
                let pair = per_account(effort, accounts, steps);
                pairs::print(&format!("{what}, {gate}, {accounts} accounts, each"), pair, "ns");
            };
            row("plan", &|accounts| group.plan(accounts));
            row("what if", &|accounts| group.what_if(accounts));
        }
    }
}

/// Time for an account among so many, and among a thousand.
fn per_account(effort: Effort, accounts: usize, steps: &dyn Fn(usize) -> u64) -> Pair {
    let (many, few) = (effort.rows(accounts), FEW);
    // As many accounts on either side, so that both are disturbed for as long.
    let times = (many / few).max(1);
    let beside = || (0..times).map(|_| steps(few)).sum();
    let pair = effort.slow_pair(|| steps(many), beside);
    let (this, others) = (many as f64, (few * times) as f64);
    Pair { this: pair.this / this, beside: pair.beside / others, ratio: pair.ratio * others / this }
}

/// A group whose accounts each have something to sell, an order, and something that is unknown.
struct Group {
    policies: (Policy, Policy),
    states: (State, State),
    facts: (Facts, Facts),
}

impl Group {
    fn living_in(country: Country) -> Self {
        let policy = |profile| policy(profile, country);
        let policies = (policy(&upvest::GROUP), policy(&upvest::ACCOUNT));
        let active = |policy: &Policy| policy.state("ACTIVE");
        let mut held = Facts::all_clear();
        let position = |quantity: &str| Position::new("I", quantity.parse().unwrap());
        held.positions = Fact::Known(vec![position("3"), position("-1")]);
        held.open_orders = Fact::one(closeout::facts::Order::default());
        held.expected_corporate_actions = Fact::Unknown;
        let states = (active(&policies.0), active(&policies.1));
        Self { policies, states, facts: (Facts::all_clear(), held) }
    }

    fn plan(&self, accounts: usize) -> u64 {
        self.undertake(accounts, |request| plan(request).unwrap().steps.len())
    }

    fn what_if(&self, accounts: usize) -> u64 {
        let change = Change::Strictness(Strictness::Documented);
        self.undertake(accounts, |request| what_if(request, &change).unwrap().difference.spared.len())
    }

    fn undertake(&self, accounts: usize, work: impl FnOnce(&PlanRequest<'_>) -> usize) -> u64 {
        let (group, account) = &self.policies;
        let account_of =
            PlanSubject { id: "a", policy: account, state: &self.states.1, facts: &self.facts.1 };
        let accounts = vec![account_of; accounts];
        let subject = PlanSubject { id: "g", policy: group, state: &self.states.0, facts: &self.facts.0 };
        let now = "2026-03-20T09:00:00Z".parse().unwrap();
        let request = PlanRequest { subject, accounts: &accounts, reason: None, settlements: &[], now };
        u64::try_from(work(&request)).unwrap()
    }
}

fn policy(profile: &'static Profile, country: Country) -> Policy {
    let residences = Residences::new([country]).ok().into();
    let missed_boundary = MissedBoundary::NextBoundary;
    Policy::new(
        profile,
        PolicyOptions::prudent().with_residences(residences).with_missed_boundary(missed_boundary),
    )
}
