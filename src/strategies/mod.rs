//! Arbitrary policies, states, facts, commands and instants, for the tests of whoever uses the crate.
//!
//! What belongs here: generators of questions that are no misuse, weighted towards what is interesting.
//! What never does: an expectation; those are in `laws`.
//!
//! ```
//! use closeout::{laws, strategies::cases};
//! use proptest::prelude::*;
//! proptest!(|(case in cases())| {
//!     let decision = case.decide().expect("no misuse is generated");
//!     prop_assert_eq!(laws::broken_by_decision(&decision), None);
//! });
//! ```

mod clocks;
mod drafts;
#[cfg(test)]
mod wrong;

pub use clocks::clocks;
pub use drafts::drafts;

use crate::blocker::Code;
use crate::command::{Command, Reason};
use crate::decide::decide;
use crate::decision::{Decision, Misuse};
use crate::facts::{Balance, Fact, Facts, Member, Movement, Order, Position, Restriction};
use crate::knowledge::providers;
use crate::lifecycle::{Phase, State, Status};
use crate::policy::{Policy, PolicyOptions, Profile, Residences, Strictness};
use crate::timing::MissedBoundary;
use crate::vocab::{Amount, Country, Currency, Element, Source, WireValue};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::Debug;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::collection;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// What made-up rows cite.
const SOME_SOURCE: Source = Source::plain("made up", "2026-11-20");

/// One question, owned.
#[derive(Clone, Debug)]
pub struct Case {
    /// The rules.
    pub policy: Policy,
    /// What is remembered.
    pub state: State,
    /// What is asserted.
    pub facts: Facts,
    /// What is asked.
    pub command: Command,
    /// As of when.
    pub now: Timestamp,
}

impl Case {
    /// The decision.
    ///
    /// # Errors
    /// Never for a case as it was generated; for one that was changed, if it contradicts itself.
    pub fn decide(&self) -> Result<Decision<'_>, Misuse> {
        decide(&self.policy, &self.state, &self.facts, &self.command, self.now)
    }

    /// The same question with other facts.
    #[must_use]
    pub fn with_facts(&self, change: impl FnOnce(&mut Facts)) -> Self {
        let mut changed = self.clone();
        change(&mut changed.facts);
        changed.consistent()
    }

    /// The same question under other options.
    #[must_use]
    pub fn with_options(&self, change: impl FnOnce(&mut PolicyOptions)) -> Self {
        let mut options = self.policy.options().clone();
        change(&mut options);
        Self { policy: self.policy.clone().with_options(options), ..self.clone() }.consistent()
    }

    /// Without a restriction that the status would show and does not: to assert one is misuse.
    fn consistent(mut self) -> Self {
        if self.policy.profile().restrictions_show_in_status {
            self.facts.restrictions = Fact::Unknown;
        }
        self
    }

    /// The same question with what this code names cleared, as a person, the provider or the market would clear it.
    /// What nobody can clear, and what only time can, stays.
    #[must_use]
    pub fn cleared_of(mut self, code: Code) -> Self {
        let facts = &mut self.facts;
        match code {
            Code::AlreadyClosed
            | Code::StatusDoesNotAdmitClosing
            | Code::TaxYearEnd
            | Code::NotBefore
            | Code::NoticePeriod
            | Code::CutOff => {}
            Code::ReasonRequired => {
                self.command = Command::RequestClosure { reason: Some(Reason::text("Duplication")) };
            }
            Code::AccountRestricted => self.lift_restrictions(),
            Code::OutstandingWithdrawals => facts.outstanding_withdrawals = Fact::none(),
            Code::PendingTransfers => facts.pending_transfers = Fact::none(),
            Code::OpenOrders => facts.open_orders = Fact::none(),
            Code::OpenPositions => facts.positions = Fact::none(),
            Code::UnsettledTrades => facts.unsettled_trades = Fact::none(),
            Code::ExpectedCorporateActions => facts.expected_corporate_actions = Fact::none(),
            Code::AccountsNotClosed => close_members(&mut facts.accounts),
            Code::OutstandingFees => facts.fees = Fact::none(),
            Code::Liens => facts.liens = Fact::none(),
            Code::CashBalance => facts.cash = Fact::none(),
        }
        self
    }

    /// A restriction that the status shows is lifted by a change of status.
    fn lift_restrictions(&mut self) {
        self.facts.restrictions = Fact::Known(crate::vocab::Set::EMPTY);
        let active = self.policy.lifecycle().status_in(Phase::Active);
        if let (Some(_), Some(active)) = (self.state.status.row().and_then(|row| row.implies), active) {
            self.state.status = Status::Known(active);
        }
    }
}

fn close_members(accounts: &mut Fact<Vec<Member>>) {
    if let Fact::Known(members) = accounts {
        for member in members {
            member.status = "CLOSED".into();
        }
    }
}

/// Any question on any profile. Those on profiles that close in two steps are more frequent, since there is more to
/// say about them, and so are states that are closing.
pub fn cases() -> impl Strategy<Value = Case> {
    (policies(), facts(), commands(), instants())
        .prop_flat_map(|(policy, facts, command, now)| {
            let state = states(policy.profile(), now);
            (Just(policy), state, Just(facts), Just(command), Just(now))
        })
        .prop_map(|(policy, state, facts, command, now)| {
            Case { policy, state, facts, command, now }.consistent()
        })
}

/// Any profile under any options, a third of them with clocks.
pub fn policies() -> impl Strategy<Value = Policy> {
    let clocks = prop_oneof![2 => Just(Vec::new()), 1 => clocks()];
    (profiles(), strictness(), residences(), missed_boundaries(), clocks).prop_map(
        |(profile, strictness, residences, missed_boundary, clocks)| {
            let options = PolicyOptions { strictness, residences, missed_boundary };
            Policy::new(profile, options).with_clocks(clocks)
        },
    )
}

fn profiles() -> impl Strategy<Value = &'static Profile> {
    let every = providers::PROFILES.iter().copied();
    let in_two_steps = every.clone().filter(|profile| profile.lifecycle.status_in(Phase::Closing).is_some());
    let gated = in_two_steps.clone().filter(|profile| !profile.gates.is_empty());
    let choose = |profiles: Vec<&'static Profile>| prop::sample::select(profiles);
    prop_oneof![
        2 => choose(every.collect()),
        1 => choose(in_two_steps.collect()),
        3 => choose(gated.collect()),
    ]
}

fn strictness() -> impl Strategy<Value = Strictness> {
    prop::sample::select(Strictness::ALL)
}

fn missed_boundaries() -> impl Strategy<Value = MissedBoundary> {
    prop::sample::select(MissedBoundary::ALL)
}

/// Often a country of which some profile has a row.
fn residences() -> impl Strategy<Value = Fact<Residences>> {
    let country = prop_oneof![
        4 => prop::sample::select(countries_that_matter()),
        1 => prop::sample::select(Country::all().collect::<Vec<_>>()),
    ];
    prop_oneof![
        1 => Just(Fact::Unknown),
        4 => collection::vec(country, 1..4).prop_map(|countries| Residences::new(countries).ok().into()),
    ]
}

fn countries_that_matter() -> Vec<Country> {
    let gated = providers::PROFILES.iter().flat_map(|profile| profile.gates).map(|gate| gate.residents_of);
    let obligations = providers::PROFILES.iter().flat_map(|profile| profile.obligations);
    gated.chain(obligations.filter_map(|obligation| obligation.residents_of)).collect()
}

/// A request with or without a reason, or a look at a closing.
pub fn commands() -> impl Strategy<Value = Command> {
    let reason = option::of("[ -~]{0,12}").prop_map(|text| text.map(|text| Reason::text(&text)));
    prop_oneof![
        2 => reason.prop_map(|reason| Command::RequestClosure { reason }),
        3 => Just(Command::Advance),
    ]
}

/// From 2025 to 2027, often within a second of the end of a British tax year.
pub fn instants() -> impl Strategy<Value = Timestamp> {
    let boundaries = prop::sample::select(vec![1_743_894_000_i64, 1_775_430_000, 1_806_966_000]);
    let near = (boundaries, -1_000_000_000_i64..=1_000_000_000).prop_map(|(second, nanoseconds)| {
        before(from_second(second), SignedDuration::from_nanos(nanoseconds))
    });
    let anywhere = (1_735_689_600_i64..1_830_297_600).prop_map(from_second);
    prop_oneof![near, anywhere]
}

fn from_second(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn before(instant: Timestamp, duration: SignedDuration) -> Timestamp {
    instant.checked_sub(duration).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A state of the profile at `now`: any documented status or an unknown one, requested and perhaps clear before `now`.
pub fn states(profile: &'static Profile, now: Timestamp) -> impl Strategy<Value = State> {
    let known = profile.lifecycle.statuses().len();
    let closing = profile.lifecycle.status_in(Phase::Closing).map_or(known, |row| row.place);
    let places = prop_oneof![1 => 0..=known, 1 => Just(closing)];
    let ago = || prop_oneof![0_i64..=2, 0_i64..50_000_000].prop_map(SignedDuration::from_secs);
    (places, ago(), option::of(ago())).prop_map(move |(place, requested, cleared)| {
        let written =
            profile.lifecycle.statuses().get(place).map_or("SOMETHING_NEW".into(), |row| row.wire.into());
        let mut state = State::new(profile.lifecycle.status(&written));
        state.requested_at = Some(before(now, requested));
        state.clear_since = cleared.map(|ago| before(now, ago));
        state
    })
}

/// How often a fact is unknown, known to be none, and something, by weight.
type Weights = (u32, u32, u32);

/// Any facts. Many rules have to be met before the interesting ones show, so half of all books are nearly empty.
pub fn facts() -> impl Strategy<Value = Facts> {
    prop_oneof![facts_by((1, 4, 3)), facts_by((1, 30, 1))]
}

fn facts_by(weights: Weights) -> impl Strategy<Value = Facts> {
    let balances = || fact(weights, amounts().prop_map(balance));
    let moving = || fact(weights, movements());
    let holdings = (fact(weights, amounts().prop_map(position)), fact(weights, Just(Order::default())));
    let on_the_way = (moving(), moving(), moving(), moving());
    let money = (balances(), balances(), balances());
    (holdings, on_the_way, money, fact(weights, members()), restrictions()).prop_map(
        |(holdings, on_the_way, money, accounts, restrictions)| {
            let mut facts = Facts::unknown();
            (facts.positions, facts.open_orders) = holdings;
            (facts.unsettled_trades, facts.outstanding_withdrawals, ..) = on_the_way.clone();
            (_, _, facts.pending_transfers, facts.expected_corporate_actions) = on_the_way;
            (facts.fees, facts.liens, facts.cash) = money;
            (facts.accounts, facts.restrictions) = (accounts, restrictions);
            facts
        },
    )
}

fn fact<T: Clone + Debug>(
    (unknown, none, some): Weights,
    item: impl Strategy<Value = T>,
) -> impl Strategy<Value = Fact<Vec<T>>> {
    prop_oneof![
        unknown => Just(Fact::Unknown),
        none => Just(Fact::none()),
        some => collection::vec(item, 1..4).prop_map(Fact::Known),
    ]
}

/// Often zero, at several scales and of both signs.
fn amounts() -> impl Strategy<Value = Amount> {
    let units = prop_oneof![2 => Just(0_i64), 1 => -3_i64..=3, 1 => any::<i64>()];
    (units, 0_u32..=28, any::<bool>()).prop_map(|(units, scale, negated)| {
        let mut decimal = Decimal::from_i128_with_scale(units.into(), scale);
        if negated {
            decimal.set_sign_negative(true);
        }
        decimal.into()
    })
}

fn position(quantity: Amount) -> Position {
    Position::new("US0378331005", quantity)
}

fn balance(amount: Amount) -> Balance {
    Balance { currency: Currency::EUR, amount, component: None }
}

/// Around the ends of British tax years.
fn movements() -> impl Strategy<Value = Movement> {
    let days: Vec<Date> = (2025_i16..=2028).flat_map(|year| [date(year, 4, 5), date(year, 4, 6)]).collect();
    option::of(prop::sample::select(days))
        .prop_map(|expected_on| Movement { expected_on, ..Movement::default() })
}

fn members() -> impl Strategy<Value = Member> {
    prop::sample::select(vec!["CLOSED", "CLOSING", "ACTIVE", "closed"])
        .prop_map(|status| Member::new("a1", WireValue::from(status)))
}

fn restrictions() -> impl Strategy<Value = Fact<crate::vocab::Set<Restriction>>> {
    let some = prop::sample::subsequence(Restriction::ALL.to_vec(), 0..=Restriction::ALL.len());
    option::of(some).prop_map(|restrictions| restrictions.map(|some| some.into_iter().collect()).into())
}
