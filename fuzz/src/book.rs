//! Facts from changes: every book begins as known to be empty or as unknown, and is written line by line.
//!
//! What belongs here: items, and the changes that state, clear and forget them.
//! What never does: what a fact means for closing.

use crate::pick;
use arbitrary::Arbitrary;
use closeout::laws::FORGET;
use closeout::{
    Amount, Balance, Element, Fact, Facts, Member, Movement, Order, Position, Restriction, Set, WireValue,
};
use jiff::civil::Date;

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
    /// A holding.
    Position(Quantity),
    /// An order.
    Order,
    /// Something on its way.
    Movement(u8, Day),
    /// A balance, an amount of fees or a lien.
    Balance(u8, Quantity),
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

const QUANTITIES: [&str; 9] = [
    "0",
    "0.000",
    "-0",
    "1",
    "-1",
    "0.01",
    "-0.0000000000000000000000000001",
    "79228162514264337593543950335",
    "0.0000000000000000000000000000",
];

impl Quantity {
    /// The amount.
    #[must_use]
    pub fn amount(self) -> Amount {
        pick(&QUANTITIES, self.0).parse().expect("a plain decimal")
    }
}

impl Day {
    /// The day, if one is said that exists.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Unsaid => None,
            Self::InSpring(years, day) => {
                Date::new(2024 + i16::from(years % 8), 4, 1 + i8::try_from(day % 30).ok()?).ok()
            }
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
    /// The facts.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let mut facts = if self.begins_empty { empty() } else { Facts::unknown() };
        self.changes.iter().for_each(|change| change.apply(&mut facts));
        facts
    }
}

impl Change {
    /// Makes it.
    pub fn apply(&self, facts: &mut Facts) {
        match self {
            Self::Forget(place) => pick(&FORGET, *place)(facts),
            Self::Clear(place) => pick(&CLEAR, *place)(facts),
            Self::Position(quantity) => push(&mut facts.positions, position(quantity.amount())),
            Self::Order => push(&mut facts.open_orders, Order::default()),
            Self::Movement(place, day) => push(pick(&MOVEMENTS, *place)(facts), movement(*day)),
            Self::Balance(place, quantity) => {
                push(pick(&BALANCES, *place)(facts), balance(quantity.amount()));
            }
            Self::Member(word) => push(&mut facts.accounts, Member::new("a1", word.wire())),
            Self::Restrict(bits) => facts.restrictions = Fact::Known(restrictions(*bits)),
        }
    }

    /// Whether it adds something that is in the way wherever its fact matters.
    #[must_use]
    pub fn burdens(&self) -> bool {
        match self {
            Self::Forget(_) | Self::Clear(_) | Self::Member(_) | Self::Restrict(_) => false,
            Self::Order | Self::Movement(..) => true,
            Self::Position(quantity) | Self::Balance(_, quantity) => !quantity.amount().is_zero(),
        }
    }
}

/// A change to the facts, by its place.
pub type Edit = fn(&mut Facts);

/// States of one fact that there is none, each.
pub const CLEAR: [Edit; 11] = [
    |facts| facts.positions = Fact::none(),
    |facts| facts.open_orders = Fact::none(),
    |facts| facts.unsettled_trades = Fact::none(),
    |facts| facts.outstanding_withdrawals = Fact::none(),
    |facts| facts.pending_transfers = Fact::none(),
    |facts| facts.expected_corporate_actions = Fact::none(),
    |facts| facts.fees = Fact::none(),
    |facts| facts.liens = Fact::none(),
    |facts| facts.cash = Fact::none(),
    |facts| facts.accounts = Fact::none(),
    |facts| facts.restrictions = Fact::Known(Set::EMPTY),
];

type Of<T> = fn(&mut Facts) -> &mut Fact<Vec<T>>;

const MOVEMENTS: [Of<Movement>; 4] = [
    |facts| &mut facts.unsettled_trades,
    |facts| &mut facts.outstanding_withdrawals,
    |facts| &mut facts.pending_transfers,
    |facts| &mut facts.expected_corporate_actions,
];

const BALANCES: [Of<Balance>; 3] =
    [|facts| &mut facts.fees, |facts| &mut facts.liens, |facts| &mut facts.cash];

/// Everything is known, and there is nothing anywhere.
#[must_use]
pub fn empty() -> Facts {
    Facts::none()
}

/// The restrictions whose bits are set.
#[must_use]
pub fn restrictions(bits: u16) -> Set<Restriction> {
    Restriction::ALL.iter().copied().filter(|each| each.bit() & u64::from(bits) != 0).collect()
}

fn push<T>(fact: &mut Fact<Vec<T>>, item: T) {
    match fact {
        Fact::Unknown => *fact = Fact::one(item),
        Fact::Known(items) => items.push(item),
    }
}

fn position(quantity: Amount) -> Position {
    Position { instrument: "US0378331005".into(), quantity }
}

fn balance(amount: Amount) -> Balance {
    Balance { currency: "EUR".into(), amount, component: None }
}

fn movement(day: Day) -> Movement {
    Movement { id: Some("m1".into()), expected_on: day.date(), ..Movement::default() }
}
