//! Arbitrary policies, states, facts, commands and instants, for your own tests of code that uses the crate.
//!
//! What belongs here: generators of questions that are no misuse, weighted towards what is interesting, and of questions
//! that are; the changes to a question that relational laws speak of.
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

mod ages;
mod books;
mod changes;
mod clocks;
mod drafts;
mod earlier;
mod malformed;
mod statuses;
#[cfg(test)]
mod wrong;

pub use ages::{max_ages, read_at};
pub use books::{facts, facts_of};
pub use changes::{FORGET, PARTLY, shuffle};
pub use clocks::{clocks, zones};
pub use drafts::drafts;
pub use malformed::malformed;
pub use statuses::{read_elsewhere, states};

use crate::blocker::Code;
use crate::command::{Command, Reason};
use crate::decide::decide;
use crate::decision::{Decision, MisuseError};
use crate::facts::{Fact, Facts, Member};
use crate::knowledge::providers;
use crate::lifecycle::{Lifecycle, Phase, State, Status};
use crate::policy::{Policy, PolicyOptions, Residences, Strictness};
use crate::profile::Profile;
use crate::timing::MissedBoundary;
use crate::vocab::{Country, Set, Source};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use earlier::before;
use jiff::{SignedDuration, Timestamp};
use proptest::collection;
use proptest::option;
use proptest::prelude::*;

/// The source that made-up rows cite.
const SOME_SOURCE: Source = Source::plain("made up", "2026-11-20");

/// An owned question.
#[derive(Clone, Debug)]
pub struct Case {
    /// The rules.
    pub policy: Policy,
    /// The remembered state.
    pub state: State,
    /// The asserted facts.
    pub facts: Facts,
    /// The command.
    pub command: Command,
    /// The instant of the question.
    pub now: Timestamp,
}

impl Case {
    /// Decides the question.
    ///
    /// # Errors
    /// If the question contradicts itself; never for a case as it was generated, possibly for a changed one.
    pub fn decide(&self) -> Result<Decision<'_>, MisuseError> {
        decide(&self.policy, &self.state, &self.facts, &self.command, self.now)
    }

    /// Returns the phase of the subject as the policy sees its status, whichever lifecycle has read it.
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        self.policy.lifecycle().own(&self.state.status).map(|row| row.phase)
    }

    /// Returns the same question with changed facts.
    #[must_use]
    pub fn with_facts(&self, change: impl FnOnce(&mut Facts)) -> Self {
        let mut changed = self.clone();
        change(&mut changed.facts);
        changed.consistent()
    }

    /// Returns the same question under changed options.
    #[must_use]
    pub fn with_options(&self, change: impl FnOnce(&mut PolicyOptions)) -> Self {
        let mut options = self.policy.options().clone();
        change(&mut options);
        self.under(self.policy.clone().with_options(options))
    }

    /// Returns the same question under another policy, possibly of another provider; inputs that would be misuse there
    /// are left out.
    ///
    /// ```
    /// use closeout::{Policy, providers::upvest, strategies::cases};
    /// use proptest::prelude::*;
    /// proptest!(|(case in cases())| {
    ///     let other = Policy::new(&upvest::GROUP, case.policy.options().clone());
    ///     prop_assert!(case.under(other).decide().is_ok());
    /// });
    /// ```
    #[must_use]
    pub fn under(&self, policy: Policy) -> Self {
        Self { policy, ..self.clone() }.consistent()
    }

    /// Drops components that the provider does not have, and restrictions that the status would show but does not:
    /// asserting either is misuse. A closed or undocumented status shows nothing.
    fn consistent(mut self) -> Self {
        let profile = self.policy.profile();
        let has = |name: &str| profile.components.iter().any(|component| component.name == name);
        if let Fact::Known(balances) | Fact::Part(balances) = &mut self.facts.cash {
            for balance in balances {
                balance.component = balance.component.take().filter(|name| has(name));
            }
        }
        let own = profile.lifecycle.own(&self.state.status).filter(|row| row.phase != Phase::Closed);
        if let (true, Some(row)) = (profile.restrictions_show_in_status, own) {
            let shown = profile.blocking_restrictions.iter().copied();
            let denied: Set<_> = shown.filter(|restriction| row.implies != Some(*restriction)).collect();
            if let Fact::Known(asserted) | Fact::Part(asserted) = &mut self.facts.restrictions {
                *asserted = asserted.difference(denied);
            }
        }
        self
    }

    /// Returns the same question with this cause cleared, as a person, the provider or the market would clear it.
    /// Causes that cannot be cleared, or only by time, stay.
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
            Code::OutstandingWithdrawals => facts.outstanding_withdrawals = Fact::empty(),
            Code::PendingTransfers => facts.pending_transfers = Fact::empty(),
            Code::OpenOrders => facts.open_orders = Fact::empty(),
            Code::OpenPositions => facts.positions = Fact::empty(),
            Code::UnsettledTrades => facts.unsettled_trades = Fact::empty(),
            Code::ExpectedCorporateActions => facts.expected_corporate_actions = Fact::empty(),
            Code::AccountsNotClosed => {
                close_members(&mut facts.accounts, self.policy.profile().members.as_deref());
            }
            Code::OutstandingFees => facts.fees = Fact::empty(),
            Code::Liens => facts.liens = Fact::empty(),
            Code::CashBalance => facts.cash = self.policy.profile().nothing_held().cash,
        }
        self
    }

    /// Lifts the restrictions. One that the status shows is lifted by the moves that lead to a status without any.
    fn lift_restrictions(&mut self) {
        self.facts.restrictions = Fact::Known(Set::EMPTY);
        let lifecycle = self.policy.lifecycle();
        let implied = lifecycle.own(&self.state.status).filter(|row| row.implies.is_some());
        let routes = implied.map_or_else(Vec::new, |row| lifecycle.routes_without_closing(row));
        if let Some(free) = routes.into_iter().find(|route| route.status.implies.is_none()) {
            self.state.status = Status::known(free.status);
        }
    }
}

fn close_members(accounts: &mut Fact<Vec<Member>>, lifecycle: Option<&Lifecycle>) {
    let closed = lifecycle.and_then(|lifecycle| lifecycle.status_in(Phase::Closed));
    if let (Fact::Known(members) | Fact::Part(members), Some(closed)) = (accounts, closed) {
        for member in members {
            member.status = closed.wire.clone();
        }
    }
}

/// Generates any question on any profile that is not misuse. Questions on profiles that close in two steps are more
/// frequent, since they have more outcomes, and so are states that are closing.
pub fn cases() -> impl Strategy<Value = Case> {
    // Boxed, or the cases with their shrinking trees would take much of a test's stack.
    (policies().boxed(), commands().boxed(), instants())
        .prop_flat_map(|(policy, command, now)| {
            let profile = policy.profile();
            let asserted = (facts_of(profile).boxed(), read_at(policy.max_age(), now).boxed());
            let states = states(profile, now).boxed();
            (Just(policy), states, asserted, Just(command), Just(now))
        })
        .prop_map(|(policy, state, (facts, as_of), command, now)| {
            Case { policy, state, facts: Facts { as_of, ..facts }, command, now }.consistent()
        })
}

/// Generates any profile under any options: a third of them with clocks, a third that count days in a zone of their
/// own, a third that limit the age of facts.
pub fn policies() -> impl Strategy<Value = Policy> {
    let clocks = prop_oneof![2 => Just(Vec::new()), 1 => clocks()];
    let options = (strictness(), residences(), missed_boundaries()).prop_map(
        |(strictness, residences, missed_boundary)| {
            PolicyOptions::of(strictness).with_residences(residences).with_missed_boundary(missed_boundary)
        },
    );
    (profiles(), options, clocks, option::weighted(0.3, zones()), max_ages()).prop_map(
        |(profile, options, clocks, zone, max_age)| {
            let policy = Policy::new(profile, options).with_clocks(clocks).with_max_age(max_age);
            zone.into_iter().fold(policy, Policy::with_zone)
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

/// Generates residences, often in a country for which some profile has a row; sometimes there may be another holder,
/// who lives elsewhere.
fn residences() -> impl Strategy<Value = Fact<Residences>> {
    let country = prop_oneof![
        4 => prop::sample::select(countries_that_matter()),
        1 => prop::sample::select(Country::all().collect::<Vec<_>>()),
    ];
    let some = collection::vec(country, 1..4).prop_map(|countries| Residences::new(countries).ok());
    prop_oneof![
        1 => Just(Fact::Unknown),
        1 => some.clone().prop_map(|part| part.map_or(Fact::Unknown, Fact::Part)),
        4 => some.prop_map(Fact::from),
    ]
}

fn countries_that_matter() -> Vec<Country> {
    let gated = providers::PROFILES.iter().flat_map(|profile| &*profile.gates).map(|gate| gate.residents_of);
    let obligations = providers::PROFILES.iter().flat_map(|profile| &*profile.obligations);
    gated.chain(obligations.filter_map(|obligation| obligation.residents_of)).collect()
}

/// Generates a request with or without a reason, or a look at a closing. Some reasons are a code alone, some a text of
/// invisible characters, and some have the greatest length that every provider accepts.
pub fn commands() -> impl Strategy<Value = Command> {
    let code = || option::weighted(0.2, "[ -~]{0,12}");
    let reason = (code(), option::weighted(0.8, texts()))
        .prop_map(|(code, text)| Reason { code: code.map(Into::into), text: text.map(Into::into) });
    prop_oneof![
        2 => option::weighted(0.8, reason).prop_map(|reason| Command::RequestClosure { reason }),
        3 => Just(Command::Advance),
    ]
}

/// Generates texts of at most 150 characters, the smallest limit of any provider.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[ -~]{0,12}",
        1 => r"[\s\p{Cc}\p{Cf}\u{34f}\u{115f}\u{2800}\u{3164}\u{fe0f}\u{e01ef}]{1,12}",
        1 => r"[\u{200b}\u{2800}]{149}[x\u{e9}\u{1f600}\u{3164}]",
    ]
}

/// Generates instants from 2025 to 2027, often within a second of the end of a British tax year.
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
