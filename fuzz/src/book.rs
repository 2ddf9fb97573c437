//! Facts from changes: every book begins as known to be empty or as unknown, and is written line by line.
//!
//! What belongs here: items, and the changes that state, clear and forget them.
//! What never does: what a fact means for closing.

use crate::ask::Ago;
use crate::pick;
use arbitrary::Arbitrary;
use closeout::{
    Amount, Fact, Facts, Set,
    facts::{Balance, FactName, Member, Movement, Order, Position, ReadAt, Restriction},
    profile::Profile,
    strategies::{FORGET, PARTLY},
    vocab::WireValue,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};

/// A book of facts.
#[derive(Arbitrary, Clone, Debug)]
pub struct Book {
    /// Whether everything is known to be none before the first change, rather than unknown.
    pub begins_empty: bool,
    /// In order.
    pub changes: Vec<Change>,
}

/// A change to one fact.
#[derive(Arbitrary, Clone, Debug)]
pub enum Change {
    /// Nobody knows any more.
    Forget(u8),
    /// There is none any more.
    Clear(u8),
    /// There may be more than is known.
    Part(u8),
    /// This fact was read then.
    Read(u8, Ago),
    /// Everything was read then.
    ReadAll(Ago),
    /// A holding, of unknown size if no quantity is said.
    Position(Option<Quantity>),
    /// An order.
    Order,
    /// Something on its way.
    Movement(u8, Day, Option<Quantity>),
    /// A balance, an amount of fees or a lien, in a currency, with a component or without one.
    Balance(u8, Quantity, u8, u8),
    /// A balance in a currency by all components that any provider has.
    Components(u8, [Quantity; 3]),
    /// An account of the group.
    Member(Word),
    /// These restrictions, and no others.
    Restrict(u16),
}

/// An amount, by its place among the awkward ones.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub struct Quantity(u8);

/// A civil day on which something is expected, or none.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Day {
    /// Not said.
    Unsaid,
    /// Around the ends of tax years: days from 1 April of 2024 and later.
    InSpring(u8, u8),
    /// So many days of 24 hours from the instant of the question, in universal time.
    Around(i8),
    /// One that programs write which have none, or next to one, by its place.
    Odd(u8),
    /// Any.
    Any(i16, u8, u8),
}

/// A status of a member.
#[derive(Arbitrary, Clone, Debug)]
pub enum Word {
    /// By its place among those that occur.
    Usual(u8),
    /// Any text.
    Text(String),
    /// Any number.
    Number(i64),
}

const QUANTITIES: [&str; 14] = [
    "0",
    "0.000",
    "-0",
    "1",
    "-1",
    "0.01",
    "-0.0000000000000000000000000001",
    "79228162514264337593543950335",
    "0.0000000000000000000000000000",
    "0E-40",
    "-0e+999999999999999999999",
    "10e-29",
    "-25E-4",
    "1e3",
];

const CURRENCIES: [&str; 5] = ["EUR", "USD", "JPY", "BTC", "XAU"];

const COMPONENTS: [&str; 3] = ["available", "current", "pending"];

/// Half of them none, as most providers have none.
const COMPONENT_LIKE: [Option<&str>; 10] = [
    None,
    None,
    None,
    None,
    None,
    Some("available"),
    Some("current"),
    Some("pending"),
    Some("Available"),
    Some(""),
];

const ODD_DAYS: [Date; 6] = [
    date(1, 1, 1),
    date(1899, 12, 31),
    date(1900, 1, 1),
    date(9998, 12, 31),
    date(9999, 1, 1),
    date(9999, 12, 31),
];

impl Quantity {
    /// The amount.
    #[must_use]
    pub fn amount(self) -> Amount {
        pick(&QUANTITIES, self.0).parse().expect("a decimal that fits")
    }
}

impl Day {
    /// The day, if one is said that exists.
    #[must_use]
    pub fn date(self, now: Timestamp) -> Option<Date> {
        match self {
            Self::Unsaid => None,
            Self::InSpring(years, day) => {
                Date::new(2024 + i16::from(years % 8), 4, 1 + i8::try_from(day % 30).ok()?).ok()
            }
            Self::Around(days) => {
                let today = jiff::tz::Offset::UTC.to_datetime(now).date();
                today.checked_add(jiff::Span::new().days(i64::from(days))).ok()
            }
            Self::Odd(place) => Some(pick(&ODD_DAYS, place)),
            Self::Any(year, month, day) => {
                Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
            }
        }
    }
}

impl Word {
    /// As it is on the wire.
    #[must_use]
    pub fn wire(&self) -> WireValue {
        const USUAL: [&str; 6] = ["CLOSED", "CLOSING", "ACTIVE", "closed", "LOCKED", ""];
        match self {
            Self::Usual(place) => pick(&USUAL, *place).into(),
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => (*number).into(),
        }
    }
}

impl Book {
    /// The facts, as they are asserted of a subject of this profile at this instant.
    #[must_use]
    pub fn facts(&self, profile: &Profile, now: Timestamp) -> Facts {
        let mut facts = if self.begins_empty { profile.nothing_held() } else { Facts::unknown() };
        self.changes.iter().for_each(|change| change.apply(&mut facts, now));
        facts
    }
}

impl Change {
    /// Makes it, at this instant.
    pub fn apply(&self, facts: &mut Facts, now: Timestamp) {
        match self {
            Self::Forget(place) => pick(&FORGET, *place)(facts),
            Self::Clear(place) => pick(&CLEAR, *place)(facts),
            Self::Part(place) => pick(&PARTLY, *place)(facts),
            Self::Read(place, ago) => facts.as_of.set(pick(FactName::ALL, *place), ago.before(now)),
            Self::ReadAll(ago) => facts.as_of = ReadAt::all(ago.before(now)),
            Self::Position(quantity) => push(&mut facts.positions, position(*quantity)),
            Self::Order => push(&mut facts.open_orders, Order::default()),
            Self::Movement(place, day, amount) => {
                push(pick(&MOVEMENTS, *place)(facts), movement(day.date(now), *amount));
            }
            Self::Balance(place, quantity, currency, component) => {
                let component = pick(&COMPONENT_LIKE, *component);
                push(pick(&BALANCES, *place)(facts), balance(*quantity, *currency, component));
            }
            Self::Components(currency, quantities) => {
                for (component, quantity) in COMPONENTS.into_iter().zip(quantities) {
                    push(&mut facts.cash, balance(*quantity, *currency, Some(component)));
                }
            }
            Self::Member(word) => push(&mut facts.accounts, Member::new("a1", word.wire())),
            Self::Restrict(bits) => facts.restrictions = Fact::Known(restrictions(*bits)),
        }
    }

    /// Whether it adds something that is in the way wherever its fact matters.
    #[must_use]
    pub fn burdens(&self) -> bool {
        let is_something = |quantity: &Quantity| quantity.amount().decimal().mantissa() != 0;
        match self {
            Self::Forget(_)
            | Self::Clear(_)
            | Self::Part(_)
            | Self::Read(..)
            | Self::ReadAll(_)
            | Self::Member(_)
            | Self::Restrict(_) => false,
            Self::Order => true,
            Self::Movement(place, _, amount) => {
                let counts_anyway = matches!(usize::from(*place) % MOVEMENTS.len(), UNSETTLED | CORPORATE);
                counts_anyway || amount.as_ref().is_none_or(is_something)
            }
            Self::Position(quantity) => quantity.as_ref().is_none_or(is_something),
            Self::Balance(_, quantity, ..) => is_something(quantity),
            Self::Components(_, quantities) => quantities.iter().any(is_something),
        }
    }
}

/// A change to the facts, by its place.
pub type Edit = fn(&mut Facts);

/// States of one fact that there is none, each.
pub const CLEAR: [Edit; 11] = [
    |facts| facts.positions = Fact::empty(),
    |facts| facts.open_orders = Fact::empty(),
    |facts| facts.unsettled_trades = Fact::empty(),
    |facts| facts.outstanding_withdrawals = Fact::empty(),
    |facts| facts.pending_transfers = Fact::empty(),
    |facts| facts.expected_corporate_actions = Fact::empty(),
    |facts| facts.fees = Fact::empty(),
    |facts| facts.liens = Fact::empty(),
    |facts| facts.cash = Fact::empty(),
    |facts| facts.accounts = Fact::empty(),
    |facts| facts.restrictions = Fact::Known(Set::EMPTY),
];

type Of<T> = fn(&mut Facts) -> &mut Fact<Vec<T>>;

const UNSETTLED: usize = 0;
const CORPORATE: usize = 3;

const MOVEMENTS: [Of<Movement>; 4] = [
    |facts| &mut facts.unsettled_trades,
    |facts| &mut facts.outstanding_withdrawals,
    |facts| &mut facts.pending_transfers,
    |facts| &mut facts.expected_corporate_actions,
];

const BALANCES: [Of<Balance>; 3] =
    [|facts| &mut facts.fees, |facts| &mut facts.liens, |facts| &mut facts.cash];

/// The restrictions whose bits are set.
#[must_use]
pub fn restrictions(bits: u16) -> Set<Restriction> {
    Restriction::ALL.iter().copied().filter(|each| each.bit() & u64::from(bits) != 0).collect()
}

/// To what is unknown, it is all that there is; to what is known in part, one more of which somebody knows.
fn push<T>(fact: &mut Fact<Vec<T>>, item: T) {
    match fact {
        Fact::Unknown => *fact = Fact::one(item),
        Fact::Known(items) | Fact::Part(items) => items.push(item),
    }
}

fn position(quantity: Option<Quantity>) -> Position {
    Position { instrument: Some("US0378331005".into()), quantity: quantity.map(Quantity::amount) }
}

fn balance(quantity: Quantity, currency: u8, component: Option<&str>) -> Balance {
    Balance {
        currency: pick(&CURRENCIES, currency).parse().expect("a currency"),
        amount: quantity.amount(),
        component: component.map(Into::into),
    }
}

fn movement(expected_on: Option<Date>, amount: Option<Quantity>) -> Movement {
    let amount = amount.map(Quantity::amount);
    Movement { id: Some("m1".into()), expected_on, amount, ..Movement::default() }
}
