//! Arbitrary questions that are misuse.

use super::{Case, before, cases};
use crate::command::{Command, Reason};
use crate::facts::{Balance, Fact, FactName, Facts, Movement};
use crate::lifecycle::{Phase, Status};
use crate::profile::Profile;
use crate::vocab::{Amount, Currency, Set};
use alloc::vec;
use alloc::vec::Vec;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::select;

/// Generates any question that is misuse, which [`decide`](crate::decide()) answers with an error: an instant or a day
/// that was never set, a memory or a reading from after the question, a component that the provider does not have, a
/// reason that is too long, a restriction that the status denies, a closing without the request from which the policy
/// counts.
///
/// ```
/// use closeout::strategies::malformed;
/// use proptest::prelude::*;
/// proptest!(|(case in malformed())| {
///     prop_assert!(case.decide().is_err());
/// });
/// ```
pub fn malformed() -> impl Strategy<Value = Case> {
    // Boxed: a question with its shrinking tree is too large to be several times on the stack of a test.
    (cases().boxed(), faults().boxed())
        .prop_filter_map("no such fault in this question", |(case, fault)| fault.planted_in(case))
}

/// A fault that makes a question misuse.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Now(Timestamp),
    Remembered(Slot, Timestamp),
    RememberedAhead(Slot, i64),
    Read(FactName, Timestamp),
    ReadAhead(FactName, i64),
    Day(OnTheWay, Date),
    Component(Money),
    LongReason(char),
    DeniedRestriction,
    NoRequest,
}

/// A list of pending movements.
type OnTheWay = fn(&mut Facts) -> &mut Fact<Vec<Movement>>;

const ON_THE_WAY: [OnTheWay; 4] = [
    |facts| &mut facts.unsettled_trades,
    |facts| &mut facts.outstanding_withdrawals,
    |facts| &mut facts.pending_transfers,
    |facts| &mut facts.expected_corporate_actions,
];

/// A list of amounts.
type Money = fn(&mut Facts) -> &mut Fact<Vec<Balance>>;

const MONEY: [Money; 3] = [|facts| &mut facts.cash, |facts| &mut facts.fees, |facts| &mut facts.liens];

/// An instant of a state.
#[derive(Clone, Copy, Debug)]
enum Slot {
    RequestedAt,
    ClearSince,
    ClosedAt,
}

fn faults() -> impl Strategy<Value = Fault> {
    let slots = || select(vec![Slot::RequestedAt, Slot::ClearSince, Slot::ClosedAt]);
    let ahead = || prop_oneof![Just(1), 1..1_000_000_000_000_i64];
    let facts =
        || select(vec![FactName::Cash, FactName::Positions, FactName::Accounts, FactName::Restrictions]);
    let (on_the_way, money) = (select(ON_THE_WAY.to_vec()), select(MONEY.to_vec()));
    prop_oneof![
        1 => unset_instants().prop_map(Fault::Now),
        2 => (slots(), unset_instants()).prop_map(|(slot, instant)| Fault::Remembered(slot, instant)),
        2 => (slots(), ahead()).prop_map(|(slot, nanoseconds)| Fault::RememberedAhead(slot, nanoseconds)),
        2 => (facts(), unset_instants()).prop_map(|(fact, instant)| Fault::Read(fact, instant)),
        2 => (facts(), ahead()).prop_map(|(fact, nanoseconds)| Fault::ReadAhead(fact, nanoseconds)),
        2 => (on_the_way, unset_days()).prop_map(|(list, day)| Fault::Day(list, day)),
        2 => money.prop_map(Fault::Component),
        2 => select(vec!['x', '\u{1f600}', '\u{200b}']).prop_map(Fault::LongReason),
        2 => Just(Fault::DeniedRestriction),
        2 => Just(Fault::NoRequest),
    ]
}

/// The first instant of 1900, in seconds: an earlier value is not accepted as an instant.
const SECOND_OF_1900: i64 = -2_208_988_800;

/// Generates instants that were never set: the zero of several languages, with the whole second that it covers, and any
/// second before 1900.
fn unset_instants() -> impl Strategy<Value = Timestamp> {
    let zeros = vec![
        Timestamp::MIN,
        Timestamp::constant(-62_135_596_800, 0),
        Timestamp::constant(SECOND_OF_1900, 0)
            .saturating_sub(SignedDuration::from_nanos(1))
            .unwrap_or(Timestamp::MIN),
        Timestamp::UNIX_EPOCH,
        Timestamp::constant(0, 999_999_999),
    ];
    prop_oneof![
        select(zeros),
        (Timestamp::MIN.as_second()..SECOND_OF_1900)
            .prop_map(|second| Timestamp::from_second(second).unwrap_or(Timestamp::MIN)),
    ]
}

fn unset_days() -> impl Strategy<Value = Date> {
    let zeros = vec![date(1, 1, 1), date(1899, 12, 31), date(9999, 1, 1), Date::MAX, Date::MIN];
    prop_oneof![select(zeros), (-9_999_i16..1_900).prop_map(|year| date(year, 6, 15))]
}

impl Fault {
    /// Plants the fault in a question that has none; `None` if the question cannot have this one.
    fn planted_in(self, mut case: Case) -> Option<Case> {
        let now = case.now;
        let later = |nanoseconds| before(now, SignedDuration::from_nanos(i64::saturating_neg(nanoseconds)));
        match self {
            Self::Now(instant) => case.now = instant,
            Self::Remembered(slot, instant) => slot.set(&mut case, Some(instant)),
            Self::RememberedAhead(slot, nanoseconds) => slot.set(&mut case, Some(later(nanoseconds))),
            Self::Read(fact, instant) => case.facts.as_of.set(fact, instant),
            Self::ReadAhead(fact, nanoseconds) => case.facts.as_of.set(fact, later(nanoseconds)),
            Self::Day(list, day) => expect_on(list(&mut case.facts), day),
            Self::Component(list) => name_a_component(list(&mut case.facts)),
            Self::LongReason(letter) => give_a_long_reason(&mut case, letter)?,
            Self::DeniedRestriction => assert_what_is_denied(&mut case)?,
            Self::NoRequest => forget_the_request(&mut case)?,
        }
        Some(case)
    }
}

impl Slot {
    const fn set(self, case: &mut Case, instant: Option<Timestamp>) {
        match self {
            Self::RequestedAt => case.state.requested_at = instant,
            Self::ClearSince => case.state.clear_since = instant,
            Self::ClosedAt => case.state.closed_at = instant,
        }
    }
}

/// Adds an item to a fact; an unknown fact becomes partly known.
fn add<T>(fact: &mut Fact<Vec<T>>, item: T) {
    match fact {
        Fact::Unknown => *fact = Fact::Part(Vec::from([item])),
        Fact::Part(items) | Fact::Known(items) => items.push(item),
    }
}

/// Sets an expected day, on a movement of any amount.
fn expect_on(list: &mut Fact<Vec<Movement>>, day: Date) {
    add(list, Movement { expected_on: Some(day), amount: Some(Amount::ZERO), ..Movement::default() });
}

/// Names a component that no provider has.
fn name_a_component(list: &mut Fact<Vec<Balance>>) {
    add(list, Balance { currency: Currency::EUR, amount: Amount::ZERO, component: Some("availble".into()) });
}

/// Gives a reason that is one character too long, in characters that may take several bytes or be invisible.
fn give_a_long_reason(case: &mut Case, letter: char) -> Option<()> {
    let longest = case.policy.profile().reason.longest_text?;
    let text = core::iter::repeat_n(letter, usize::from(longest).saturating_add(1)).collect();
    let reason = Reason { text: Some(text), ..Reason::default() };
    case.command = Command::RequestClosure { reason: Some(reason) };
    Some(())
}

/// Asserts a restriction that the status denies, in full or in part: a part is known too.
fn assert_what_is_denied(case: &mut Case) -> Option<()> {
    let profile: &Profile = case.policy.profile();
    let own = profile.lifecycle.own(&case.state.status).filter(|row| row.phase != Phase::Closed)?;
    let mut denied =
        profile.blocking_restrictions.iter().filter(|restriction| own.implies != Some(**restriction));
    let denied = *denied.next().filter(|_| profile.restrictions_show_in_status)?;
    case.facts.restrictions = match case.facts.restrictions {
        Fact::Unknown => Fact::Part(Set::only(denied)),
        Fact::Part(asserted) => Fact::Part(asserted.with(denied)),
        Fact::Known(asserted) => Fact::Known(asserted.with(denied)),
    };
    Some(())
}

fn forget_the_request(case: &mut Case) -> Option<()> {
    let closing =
        case.policy.lifecycle().status_in(Phase::Closing).filter(|_| case.policy.needs_requested_at())?;
    case.state.status = Status::known(closing);
    case.state.requested_at = None;
    Some(())
}
