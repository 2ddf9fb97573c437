//! Arbitrary questions: any policy, state, facts, command and instant that are no misuse.
//!
//! What belongs here: generators, and the small changes that laws compare a question with.
//! What never does: a law.

use crate::support::{balance, member, movement, order, position};
use closeout::{
    Code, Command, Country, Decision, Fact, Facts, Member, MissedBoundary, Movement, Phase, Policy,
    PolicyOptions, Profile, Reason, Residences, State, Status, Strictness, decide, providers,
};
use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// One question, owned.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) policy: Policy,
    pub(crate) state: State,
    pub(crate) facts: Facts,
    pub(crate) command: Command,
    pub(crate) now: Timestamp,
}

impl Case {
    #[track_caller]
    pub(crate) fn decide(&self) -> Decision<'_> {
        decide(&self.policy, &self.state, &self.facts, &self.command, self.now).unwrap()
    }

    /// The same question with other facts.
    pub(crate) fn with_facts(&self, change: impl FnOnce(&mut Facts)) -> Self {
        let mut changed = self.clone();
        change(&mut changed.facts);
        changed.consistent()
    }

    /// Without a restriction that the status would show and does not: to assert one is misuse.
    fn consistent(mut self) -> Self {
        if self.policy.profile().restrictions_show_in_status {
            self.facts.restrictions = Fact::Unknown;
        }
        self
    }

    /// The same question under other options.
    pub(crate) fn with_options(&self, change: impl FnOnce(&mut PolicyOptions)) -> Self {
        let mut options = self.policy.options().clone();
        change(&mut options);
        Self { policy: Policy::new(self.policy.profile(), options), ..self.clone() }.consistent()
    }

    /// The same question with the state that came out.
    pub(crate) fn again(&self) -> Self {
        let state = self.decide().state().clone();
        Self { state, ..self.clone() }
    }
}

pub(crate) fn cases() -> impl Strategy<Value = Case> {
    (policies(), facts(), commands(), instants(), histories())
        .prop_flat_map(|(policy, facts, command, now, history)| {
            let state = states(policy.profile(), now, history);
            (Just(policy), state, Just(facts), Just(command), Just(now))
        })
        .prop_map(|(policy, state, facts, command, now)| {
            Case { policy, state, facts, command, now }.consistent()
        })
}

fn policies() -> impl Strategy<Value = Policy> {
    let every = prop::sample::select(providers::PROFILES.to_vec());
    let in_two_steps =
        prop_oneof![3 => Just(&providers::upvest::ACCOUNT), 1 => Just(&providers::upvest::GROUP)];
    let profiles = prop_oneof![1 => every, 2 => in_two_steps];
    (profiles, strictness(), residences(), missed_boundaries()).prop_map(
        |(profile, strictness, residences, missed_boundary)| {
            Policy::new(profile, PolicyOptions { strictness, residences, missed_boundary })
        },
    )
}

fn strictness() -> impl Strategy<Value = Strictness> {
    prop_oneof![Just(Strictness::Documented), Just(Strictness::Prudent)]
}

fn missed_boundaries() -> impl Strategy<Value = MissedBoundary> {
    prop_oneof![Just(MissedBoundary::NextBoundary), Just(MissedBoundary::WhenClear)]
}

fn residences() -> impl Strategy<Value = Fact<Residences>> {
    let country =
        prop::sample::select(vec!["GB", "DE", "FR", "US"]).prop_map(|code| code.parse::<Country>().unwrap());
    prop_oneof![
        1 => Just(Fact::Unknown),
        4 => vec(country, 1..4).prop_map(|countries| Fact::Known(Residences::new(countries).unwrap())),
    ]
}

pub(crate) fn commands() -> impl Strategy<Value = Command> {
    let reason = option::of("[ -~]{0,12}").prop_map(|text| text.map(|text| Reason::text(&text)));
    prop_oneof![
        2 => reason.prop_map(|reason| Command::RequestClosure { reason }),
        3 => Just(Command::Advance),
    ]
}

/// Around the boundaries of 2025 to 2027: often within a second of one.
fn instants() -> impl Strategy<Value = Timestamp> {
    let boundaries = prop::sample::select(vec![1_743_894_000_i64, 1_775_430_000, 1_806_966_000]);
    let near = (boundaries, -1_000_000_000_i64..=1_000_000_000)
        .prop_map(|(second, nanoseconds)| from_second(second) + SignedDuration::from_nanos(nanoseconds));
    let anywhere = (1_735_689_600_i64..1_830_297_600).prop_map(from_second);
    prop_oneof![near, anywhere]
}

fn from_second(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// How long before `now` closing was requested and everything was clear, in seconds.
fn histories() -> impl Strategy<Value = (i64, Option<i64>)> {
    let ago = || prop_oneof![0_i64..=2, 0_i64..50_000_000];
    (ago(), option::of(ago()))
}

fn states(
    profile: &'static Profile,
    now: Timestamp,
    (requested, cleared): (i64, Option<i64>),
) -> impl Strategy<Value = State> {
    let known = profile.lifecycle.statuses().len();
    let closing = profile.lifecycle.status_in(Phase::Closing).map_or(known, |row| row.place);
    let places = prop_oneof![1 => 0..=known, 1 => Just(closing)];
    (places, any::<bool>()).prop_map(move |(place, recorded)| {
        let status =
            profile.lifecycle.statuses().get(place).map_or("SOMETHING_NEW".into(), |row| row.wire.into());
        let mut state = State::new(profile.lifecycle.status(&status));
        let before_now = |seconds| now - SignedDuration::from_secs(seconds);
        state.requested_at = Some(before_now(requested));
        state.clear_since = cleared.filter(|_| recorded).map(before_now);
        state
    })
}

/// How often a fact is unknown, known to be none, and something, by weight.
type Weights = (u32, u32, u32);

/// Many rules have to be met before the interesting ones show, so half of all books are nearly empty.
fn facts() -> impl Strategy<Value = Facts> {
    prop_oneof![facts_by((1, 4, 3)), facts_by((1, 30, 1))]
}

fn facts_by(weights: Weights) -> impl Strategy<Value = Facts> {
    let quantities = || prop::sample::select(vec!["0", "0.000", "-0", "1", "-1", "0.0001", "-0.00000001"]);
    let balances = || fact(weights, quantities().prop_map(balance));
    let moving = || fact(weights, movements());
    let statuses = prop::sample::select(vec!["CLOSED", "CLOSING", "ACTIVE", "closed"]);
    let first = (
        fact(weights, quantities().prop_map(position)),
        fact(weights, Just(order())),
        moving(),
        moving(),
        moving(),
        moving(),
    );
    let second = (balances(), balances(), balances(), fact(weights, statuses.prop_map(member)));
    let restrictions = option::of(any::<u64>()).prop_map(|bits| {
        let chosen = |bits: u64| {
            let all: &[closeout::Restriction] = closeout::Element::ALL;
            all.iter().copied().filter(move |each| closeout::Element::bit(*each) & bits != 0).collect()
        };
        bits.map(chosen).into()
    });
    (first, second, restrictions).prop_map(|(first, second, restrictions)| {
        let mut facts = Facts::unknown();
        facts.restrictions = restrictions;
        (
            facts.positions,
            facts.open_orders,
            facts.unsettled_trades,
            facts.outstanding_withdrawals,
            facts.pending_transfers,
            facts.expected_corporate_actions,
        ) = first;
        (facts.fees, facts.liens, facts.cash, facts.accounts) = second;
        facts
    })
}

fn fact<T: Clone + std::fmt::Debug>(
    (unknown, none, some): Weights,
    item: impl Strategy<Value = T>,
) -> impl Strategy<Value = Fact<Vec<T>>> {
    prop_oneof![
        unknown => Just(Fact::Unknown),
        none => Just(Fact::none()),
        some => vec(item, 1..4).prop_map(Fact::Known),
    ]
}

fn movements() -> impl Strategy<Value = Movement> {
    let days = vec![
        "2025-04-05",
        "2025-04-06",
        "2026-04-05",
        "2026-04-06",
        "2027-04-05",
        "2027-04-06",
        "2028-01-01",
    ];
    option::of(prop::sample::select(days)).prop_map(movement)
}

/// A small change to the facts.
pub(crate) type Change = fn(&mut Facts);

/// Forgets one fact, each.
pub(crate) const FORGET: [Change; 11] = [
    |facts| facts.positions = Fact::Unknown,
    |facts| facts.open_orders = Fact::Unknown,
    |facts| facts.unsettled_trades = Fact::Unknown,
    |facts| facts.outstanding_withdrawals = Fact::Unknown,
    |facts| facts.pending_transfers = Fact::Unknown,
    |facts| facts.expected_corporate_actions = Fact::Unknown,
    |facts| facts.fees = Fact::Unknown,
    |facts| facts.liens = Fact::Unknown,
    |facts| facts.cash = Fact::Unknown,
    |facts| facts.accounts = Fact::Unknown,
    |facts| facts.restrictions = Fact::Unknown,
];

fn push<T>(fact: &mut Fact<Vec<T>>, item: T) {
    match fact {
        Fact::Unknown => *fact = Fact::one(item),
        Fact::Known(items) => items.push(item),
    }
}

/// Adds one obligation, each.
pub(crate) const BURDEN: [Change; 11] = [
    |facts| push(&mut facts.positions, position("-2")),
    |facts| push(&mut facts.open_orders, order()),
    |facts| push(&mut facts.unsettled_trades, movement(None)),
    |facts| push(&mut facts.outstanding_withdrawals, movement(Some("2026-04-06"))),
    |facts| push(&mut facts.pending_transfers, movement(Some("2027-04-06"))),
    |facts| push(&mut facts.expected_corporate_actions, movement(Some("2026-04-05"))),
    |facts| push(&mut facts.fees, balance("-0.01")),
    |facts| push(&mut facts.liens, balance("5")),
    |facts| push(&mut facts.cash, balance("0.01")),
    |facts| push(&mut facts.accounts, member("LOCKED")),
    |facts| facts.restrictions = Fact::Known(closeout::Element::ALL.iter().copied().collect()),
];

/// Clears what a code names, as a person or the market would.
pub(crate) fn clear(mut case: Case, code: Code) -> Case {
    let facts = &mut case.facts;
    match code.name() {
        "reason_required" => {
            case.command = Command::RequestClosure { reason: Some(Reason::text("Duplication")) }
        }
        "account_restricted" => lift_restrictions(&mut case),
        "outstanding_withdrawals" => facts.outstanding_withdrawals = Fact::none(),
        "pending_transfers" => facts.pending_transfers = Fact::none(),
        "open_orders" => facts.open_orders = Fact::none(),
        "open_positions" => facts.positions = Fact::none(),
        "unsettled_trades" => facts.unsettled_trades = Fact::none(),
        "expected_corporate_actions" => facts.expected_corporate_actions = Fact::none(),
        "accounts_not_closed" => close_members(&mut facts.accounts),
        "outstanding_fees" => facts.fees = Fact::none(),
        "liens" => facts.liens = Fact::none(),
        "cash_balance" => facts.cash = Fact::none(),
        _ => {}
    }
    case
}

/// A restriction that the status shows is lifted by a change of status.
fn lift_restrictions(case: &mut Case) {
    case.facts.restrictions = Fact::Known(closeout::Set::EMPTY);
    if case.state.status.row().is_some_and(|row| row.implies.is_some()) {
        case.state.status = Status::Known(case.policy.lifecycle().status_in(Phase::Active).unwrap());
    }
}

fn close_members(accounts: &mut Fact<Vec<Member>>) {
    if let Fact::Known(members) = accounts {
        for member in members {
            member.status = "CLOSED".into();
        }
    }
}

/// The same facts, backwards and twice.
pub(crate) fn shuffle(facts: &mut Facts) {
    fn twice<T: Clone>(fact: &mut Fact<Vec<T>>) {
        if let Fact::Known(items) = fact {
            items.reverse();
            items.extend(items.clone());
        }
    }
    twice(&mut facts.positions);
    twice(&mut facts.open_orders);
    twice(&mut facts.unsettled_trades);
    twice(&mut facts.outstanding_withdrawals);
    twice(&mut facts.pending_transfers);
    twice(&mut facts.expected_corporate_actions);
    twice(&mut facts.fees);
    twice(&mut facts.liens);
    twice(&mut facts.cash);
    twice(&mut facts.accounts);
}
