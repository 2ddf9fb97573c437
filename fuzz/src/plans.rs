//! Target `plans`: any plan that is made, followed to its end in a made-up world.
//!
//! What belongs here: requests for plans, and what must hold of a plan and of its end.
//! What never does: the consequences of a step, which the suite of the crate states in its `world`.

use crate::ask::{Ask, Options, Remembered};
use crate::book::{Book, Day};
use crate::sweep::Timer;
use crate::{civil, observe, pick};
use arbitrary::Arbitrary;
use closeout::{
    Amount, Command, Facts, State, decide,
    facts::Balance,
    lifecycle::{Phase, Subject},
    plan,
    plan::{Act, Plan, PlanRequest, PlanSubject, Settlement},
    providers,
    providers::upvest,
    strategies::Case,
    vocab::Currency,
};
use jiff::{SignedDuration, Timestamp};
use world::{Group, World};

#[path = "../../tests/suite/plan/world.rs"]
mod world;

/// An account or a group that is to be closed.
#[derive(Arbitrary, Clone, Debug)]
pub struct Input {
    ask: Ask,
    clocks: Vec<Timer>,
    of_accounts: Options,
    clocks_of_accounts: Vec<Timer>,
    accounts: Vec<(Remembered, Book)>,
    settlements: Vec<(Day, u8)>,
    last_first: bool,
}

fn balance(amount: &str) -> Balance {
    Balance { currency: Currency::EUR, amount: amount.parse::<Amount>().expect("a decimal"), component: None }
}

/// Asserts that whoever follows the plan gets there, and no sooner than it says.
pub fn check(input: &Input) {
    let mut asked = input.ask.of(pick(providers::PROFILES, input.ask.profile));
    asked.policy = asked.policy.with_clocks(input.clocks.iter().take(4).map(|timer| timer.clock()));
    // Of a state that contradicts itself no law speaks.
    if asked.decide().is_err() || !is_near(asked.now) || !is_recent(&asked.state) {
        return;
    }
    let crate::ask::Case { policy, state, facts, command, now } = asked.clone();
    let settlements = settlements(input, now);
    let case = Case { policy, state, facts, command, now };
    if case.policy.profile().subject == Subject::Group && !input.accounts.is_empty() {
        return of_group(input, &case, &settlements);
    }
    let Case { policy, state, facts, .. } = &case;
    let subject = PlanSubject { id: "s", policy, state, facts };
    let reason = case.command.reason();
    let request = PlanRequest { subject, accounts: &[], reason, settlements: &settlements, now };
    if let Ok(plan) = plan(&request) {
        let is_rejected = observe::is_in(&asked, Phase::Rejected) && plan.steps.is_empty();
        followed(World::of_case(&case), &plan, now, input.last_first, is_rejected);
    }
}

fn of_group(input: &Input, case: &Case, settlements: &[Settlement]) {
    let now = case.now;
    let clocks = input.clocks_of_accounts.iter().take(4).map(|timer| timer.clock());
    let of_accounts = input.of_accounts.policy(&upvest::ACCOUNT).with_clocks(clocks);
    let account = |(state, book): &(Remembered, Book)| {
        (state.state(&upvest::ACCOUNT, now), book.facts(&upvest::ACCOUNT, now))
    };
    let group = Group {
        policies: (case.policy.clone(), of_accounts),
        state: case.state.clone(),
        facts: case.facts.clone(),
        accounts: input.accounts.iter().take(4).map(account).collect(),
        now,
    };
    let of_accounts = &group.policies.1;
    let is_misuse = |(state, facts): &(State, Facts)| {
        decide(of_accounts, state, facts, &Command::request(), now).is_err()
            || decide(of_accounts, state, facts, &Command::Advance, now).is_err()
    };
    if group.accounts.iter().any(|account| is_misuse(account) || !is_recent(&account.0)) {
        return;
    }
    if let Ok(plan) = group.plan(settlements) {
        let never_opened = plan.steps.is_empty();
        followed(World::of_group(&group), &plan, now, input.last_first, never_opened);
    }
}

/// Whether an instant lies in this century: odd instants and the ends of calendars are the matter of other targets.
fn is_near(instant: Timestamp) -> bool {
    (civil::seconds(2000, 1, 1, 0)..civil::seconds(2100, 1, 1, 0)).contains(&instant.as_second())
}

/// Whether the instants of a state do: of a clearance before the first tax year on record, the world learns only with the
/// residences, which a plan takes as it finds them.
fn is_recent(state: &State) -> bool {
    [state.requested_at, state.clear_since, state.closed_at].into_iter().flatten().all(is_near)
}

fn settlements(input: &Input, now: Timestamp) -> Vec<Settlement> {
    let each = |(day, days): &(Day, u8)| {
        let traded_on = day.date(now)?;
        let settles_on = traded_on.checked_add(jiff::Span::new().days(i64::from(*days))).ok()?;
        Some(Settlement { traded_on, settles_on })
    };
    input.settlements.iter().take(8).filter_map(each).collect()
}

/// Steps are in order; all but the last lead to a world in which nothing closes before the plan's instant; all of them to
/// one in which everything is closed.
fn followed(mut world: World, plan: &Plan, now: Timestamp, last_first: bool, is_moot: bool) {
    for (place, step) in plan.steps.iter().enumerate() {
        assert!(step.after.iter().all(|before| *before < place), "a step stands after those it waits for");
        assert!(step.after.iter().all(|before| plan.steps[*before].earliest <= step.earliest));
        assert!(now <= step.earliest && step.earliest <= plan.earliest);
    }
    if !is_near(plan.earliest) {
        return;
    }
    let mut unfinished = plan.clone();
    if let Some(last) = unfinished.steps.pop()
        && last.act == Act::Complete
        && unfinished
            .steps
            .iter()
            .all(|step| matches!(step.act, Act::Await(_)) || step.earliest < plan.earliest)
        && plan.earliest > now
    {
        let mut world = world.clone();
        world.follow(&unfinished, last_first);
        let just_before = plan.earliest.checked_sub(SignedDuration::from_nanos(1)).expect("after now");
        let closes = world.is_closed() || world.would_close(just_before);
        assert!(!closes, "closed before the earliest instant: {plan:#?}");
    }
    world.follow(plan, last_first);
    assert!(world.is_closed() || is_moot, "not closed at the end: {plan:#?}");
    assert!(world.closed_by(plan.earliest), "closed after the instant of the plan: {plan:#?}");
}
