//! Blockers and their evidence in words, safe to print whatever the texts from outside contain.

use super::code::Code;
use super::cure::Cure;
use super::evidence::{Blocker, Evidence, Movements};
use crate::facts::{Balance, Member, Movement, Order, Position};
use crate::timing::TaxYear;
use crate::vocab::Escaping;
use alloc::string::ToString;
use core::fmt::{self, Display, Write};

/// The number of items shown. The others are counted, so that a line stays one line.
const SHOWN: usize = 3;

impl<'a> Blocker<'a> {
    /// Returns the evidence in words, for people; an empty text if the code says everything. Texts from outside are
    /// escaped as [`Printable`](crate::vocab::Printable) does; only three items are shown, and the others are counted.
    ///
    /// ```
    /// use closeout::{blocker::Evidence, facts::Balance, Blocker, Code, Currency};
    /// let balance = Balance { currency: Currency::GBP, amount: "12.50".parse()?, component: None };
    /// let blocker = Blocker::of_code(Code::CashBalance, Evidence::Balances(core::slice::from_ref(&balance)));
    /// assert_eq!(blocker.details().to_string(), "12.50 GBP");
    /// assert_eq!(blocker.to_string(), "cash_balance (holder): withdraw or deposit [12.50 GBP]");
    /// # Ok::<(), closeout::vocab::AmountError>(())
    /// ```
    #[must_use]
    pub fn details(&self) -> impl Display + use<'a> {
        Details { code: Some(self.code), evidence: self.evidence }
    }
}

impl Display for Blocker<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.code, self.class, Cure::any_of(self.cures))?;
        let details = self.details().to_string();
        if details.is_empty() { Ok(()) } else { write!(f, " [{details}]") }
    }
}

impl Display for Evidence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Details { code: None, evidence: *self }.fmt(f)
    }
}

/// Evidence, and the cause of the evidence if it is known.
struct Details<'a> {
    code: Option<Code>,
    evidence: Evidence<'a>,
}

impl Display for Details<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let evidence = self.evidence;
        let out = &mut Escaping(f);
        match evidence {
            Evidence::None => Ok(()),
            Evidence::Status { status, own } => write!(out, "{}", status.in_words(own)),
            Evidence::Restrictions(restrictions) => {
                listed(out, restrictions, |out, name| write!(out, "{name}"))
            }
            Evidence::Movements(all) => listed(out, all.iter(), |out, each| movement(out, each, all)),
            Evidence::Orders(orders) => listed(out, orders, order),
            Evidence::Positions(_) => listed(out, evidence.positions(), position),
            Evidence::Members { .. } => listed(out, evidence.members(), member),
            Evidence::Balances(_) => listed(out, evidence.balances(), balance),
            Evidence::Boundary(year) => boundary(out, year),
            Evidence::Opening(at) => write!(out, "{} {at}", opening(self.code)),
        }
    }
}

/// Writes the first items with commas between them, and the number of the others.
fn listed<T>(
    out: &mut dyn Write,
    items: impl IntoIterator<Item = T>,
    write_item: impl Fn(&mut dyn Write, T) -> fmt::Result,
) -> fmt::Result {
    let mut items = items.into_iter();
    let mut separator = "";
    for item in items.by_ref().take(SHOWN) {
        out.write_str(separator)?;
        write_item(out, item)?;
        separator = ", ";
    }
    match items.count() {
        0 => Ok(()),
        more => write!(out, ", and {more} more"),
    }
}

/// Writes id, amount and currency as far as they are known, and the day on which the movement is expected to be over.
fn movement(out: &mut dyn Write, movement: &Movement, all: Movements<'_>) -> fmt::Result {
    if let Some(id) = &movement.id {
        write!(out, "{id} ")?;
    }
    if let Some(amount) = movement.amount {
        write!(out, "{amount} ")?;
    }
    if let Some(currency) = movement.currency {
        write!(out, "{currency} ")?;
    }
    match movement.expected_on {
        None => out.write_str("no date"),
        Some(day) if all.is_overdue(movement) => write!(out, "expected {day}, overdue"),
        Some(day) => write!(out, "expected {day}"),
    }
}

fn order(out: &mut dyn Write, order: &Order) -> fmt::Result {
    match (&order.id, &order.side) {
        (Some(id), Some(side)) => write!(out, "{id} {side}"),
        (Some(only), None) | (None, Some(only)) => out.write_str(only),
        (None, None) => out.write_str("an order"),
    }
}

fn position(out: &mut dyn Write, position: &Position) -> fmt::Result {
    match position.quantity {
        Some(quantity) => write!(out, "{quantity} of ")?,
        None => out.write_str("unknown quantity of ")?,
    }
    out.write_str(position.instrument.as_deref().unwrap_or("an unknown instrument"))
}

fn member(out: &mut dyn Write, member: &Member) -> fmt::Result {
    write!(out, "{} {}", member.id, member.status)
}

fn balance(out: &mut dyn Write, balance: &Balance) -> fmt::Result {
    write!(out, "{} {}", balance.amount, balance.currency)?;
    balance.component.as_ref().map_or(Ok(()), |component| write!(out, " {component}"))
}

fn boundary(out: &mut dyn Write, year: TaxYear) -> fmt::Result {
    write!(out, "{} tax year {year} ends {}", year.country, year.end)
}

/// Returns the words before the instant at which a clock opens.
fn opening(code: Option<Code>) -> &'static str {
    let words = [
        (Code::NotBefore, "nothing closes before"),
        (Code::NoticePeriod, "the notice period runs until"),
        (Code::CutOff, "clear after the cut-off, so it counts from"),
    ];
    let said = words.iter().find(|(named, _)| Some(*named) == code);
    said.map_or("opens at", |(_, words)| words)
}
