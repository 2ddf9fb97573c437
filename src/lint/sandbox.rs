//! A made-up account under a policy, decided by the same function that services use.

use crate::blocker::Code;
use crate::command::{Command, Reason};
use crate::decide::decide;
use crate::facts::{Balance, Fact, FactName, Facts, Member, Movement, Order, Position};
use crate::lifecycle::{Lifecycle, Phase, State, Status, StatusRow};
use crate::policy::{Policy, PolicyOptions, Residences};
use crate::profile::Profile;
use crate::timing::start_of_day;
use crate::vocab::{Amount, Country, Currency, Set, WireValue};
use alloc::vec::Vec;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

/// The number of times a closing is looked at again when it names a later instant. Two would do: one that records the
/// clearance, one at the boundary.
const LOOKS: usize = 4;

/// The day on which closing is requested. Any day for which calendars have a year is suitable: only gates read it, and
/// every gate opens once a year.
const REQUESTED_ON: Date = date(2026, 1, 1);

/// A sandbox for an account with one cause, or none, under a policy.
pub(super) struct Sandbox {
    policy: Policy,
    requested_at: Timestamp,
}

impl Sandbox {
    /// Makes a sandbox under every gate of the policy at once, so that the strictest is among them. Clocks are left
    /// out, since they only delay; whether they open is checked separately.
    pub(super) fn new(policy: &Policy) -> Self {
        let profile = policy.profile();
        let options = PolicyOptions { residences: strictest_residences(profile), ..policy.options().clone() };
        let requested_at = start_of_day(REQUESTED_ON, &TimeZone::UTC).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { policy: Policy::new(policy.shared_profile(), options), requested_at }
    }

    pub(super) const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Returns the status that a request reaches, if it is permitted.
    pub(super) fn request(&self, status: &StatusRow, present: Option<Code>) -> Option<&StatusRow> {
        let reason = (present != Some(Code::ReasonRequired)).then(|| Reason::text("any"));
        let command = Command::RequestClosure { reason };
        let (state, facts) = (State::new(Status::known(status)), self.facts(present));
        let decision = decide(&self.policy, &state, &facts, &command, self.requested_at).ok()?;
        self.policy.status_of(decision.state()).filter(|row| row.place != status.place)
    }

    /// Returns the status that waiting reaches, if any.
    pub(super) fn advance(&self, status: &StatusRow, present: Option<Code>) -> Option<&StatusRow> {
        let facts = self.facts(present);
        let mut state = State::new(Status::known(status));
        state.requested_at = Some(self.requested_at);
        let mut now = self.requested_at.checked_add(SignedDuration::from_secs(1)).ok()?;
        for _ in 0..LOOKS {
            let decision = decide(&self.policy, &state, &facts, &Command::Advance, now).ok()?;
            if decision.state().is_in(Phase::Closed) {
                return self.policy.status_of(decision.state());
            }
            now = decision.earliest().map_or(now, |earliest| earliest.at);
            let next = decision.state().clone();
            state = next;
        }
        None
    }

    /// Returns facts in which everything that can be established is known to be clear, except the cause.
    fn facts(&self, present: Option<Code>) -> Facts {
        let mut facts = Facts::unknown();
        for name in &self.policy.profile().facts {
            self.establish(&mut facts, *name, present.and_then(Code::fact) == Some(*name));
        }
        facts
    }

    /// Returns the cash. If it consists of components, each of them is stated, and the first holds the amount.
    fn cash(&self, is_present: bool) -> Fact<Vec<Balance>> {
        let mut balances = self.policy.profile().nothing_held().cash.items().to_vec();
        match balances.first_mut() {
            Some(first) if is_present => first.amount = one(),
            None if is_present => balances.push(balance()),
            Some(_) | None => {}
        }
        Fact::Known(balances)
    }

    fn establish(&self, facts: &mut Facts, name: FactName, is_present: bool) {
        match name {
            FactName::Accounts => facts.accounts = self.accounts(is_present),
            FactName::Cash => facts.cash = self.cash(is_present),
            FactName::ExpectedCorporateActions => {
                facts.expected_corporate_actions = one_or_none(is_present, Movement::default);
            }
            FactName::Fees => facts.fees = one_or_none(is_present, balance),
            FactName::Liens => facts.liens = one_or_none(is_present, balance),
            FactName::OpenOrders => facts.open_orders = one_or_none(is_present, Order::default),
            FactName::OutstandingWithdrawals => {
                facts.outstanding_withdrawals = one_or_none(is_present, Movement::default);
            }
            FactName::PendingTransfers => {
                facts.pending_transfers = one_or_none(is_present, Movement::default);
            }
            FactName::Positions => facts.positions = one_or_none(is_present, position),
            FactName::Residences | FactName::Status => {}
            FactName::Restrictions => self.restrict(facts, is_present),
            FactName::UnsettledTrades => {
                facts.unsettled_trades = one_or_none(is_present, Movement::default);
            }
        }
    }

    /// Sets restrictions. If the status shows them, no restriction is asserted beside it.
    fn restrict(&self, facts: &mut Facts, is_present: bool) {
        let profile = self.policy.profile();
        if !profile.restrictions_show_in_status {
            let all = profile.blocking_restrictions.iter().copied();
            facts.restrictions = Fact::Known(if is_present { all.collect() } else { Set::EMPTY });
        }
    }

    /// Returns an account in the first status that is not closed.
    fn accounts(&self, is_present: bool) -> Fact<Vec<Member>> {
        let statuses = self.policy.profile().members.as_deref().map_or(&[][..], Lifecycle::statuses);
        let open = statuses.iter().find(|row| row.phase != Phase::Closed);
        let status = open.map_or(WireValue::word(""), |row| row.wire.clone());
        one_or_none(is_present, || Member::new("any", status))
    }
}

/// Returns every country whose residents a gate holds; unknown, if residences cannot be established. A list of
/// residences is never empty, so without gates it names an arbitrary country, which no rule reads then.
fn strictest_residences(profile: &Profile) -> Fact<Residences> {
    let held = profile.gates.iter().map(|gate| gate.residents_of);
    let mut countries: Vec<Country> = held.collect();
    if countries.is_empty() {
        countries.extend(Country::all().next());
    }
    let is_established = profile.facts.contains(&FactName::Residences);
    Residences::new(countries).ok().filter(|_| is_established).into()
}

fn one_or_none<T>(is_present: bool, item: impl FnOnce() -> T) -> Fact<Vec<T>> {
    if is_present { Fact::one(item()) } else { Fact::empty() }
}

fn one() -> Amount {
    Decimal::ONE.into()
}

fn balance() -> Balance {
    Balance { currency: Currency::EUR, amount: one(), component: None }
}

fn position() -> Position {
    Position::new("any", one())
}
