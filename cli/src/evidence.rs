//! What there is to show for a blocker, in words.
//!
//! What belongs here: sentences from evidence and cures, safe to print on a terminal.
//! What never does: colour, layout.

use crate::ask::Malformed;
use crate::report::Place;
use closeout::{
    Blocker, Code, Obligation, Set, Status,
    blocker::{Cure, Evidence, Movements},
    facts::{Balance, FactName, Member, Movement, Order, Position},
    lifecycle::{StatusRow, WireWord},
};
use jiff::Timestamp;
use std::fmt::{self, Display};

/// What an answer is about: the case that its question names, or else the line.
pub(crate) fn name(place: Place<'_>, case: Option<&str>) -> String {
    case.map_or_else(|| format!("{}:{}", Safe(place.source), place.line), |case| Safe(case).to_string())
}

/// Which line is malformed, and the case that it names, if that can be read.
pub(crate) fn line(place: Place<'_>, malformed: &Malformed) -> String {
    let case = malformed.case.as_deref().map_or(String::new(), |case| format!(" ({})", Safe(case)));
    format!("{}:{}{case}", Safe(place.source), place.line)
}

/// More items than this are counted, not listed.
const LISTED: usize = 3;

/// Text from outside, with control characters shown as escapes: a name must not be able to move the cursor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Safe<'a>(pub(crate) &'a str);

impl Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            if character.is_control() || is_invisible(character) {
                write!(f, "{}", character.escape_default())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        Ok(())
    }
}

/// Marks that reorder, break or hide the text around them.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// What stands in the way, item by item.
pub(crate) fn of(blocker: &Blocker<'_>) -> String {
    let evidence = blocker.evidence;
    match evidence {
        Evidence::None => String::new(),
        Evidence::Status(status) => self::status(status),
        Evidence::Restrictions(restrictions) => listed(restrictions.iter().map(|name| name.to_string())),
        Evidence::Movements(movements) => listed(movements.iter().map(|each| movement(each, movements))),
        Evidence::Orders(orders) => listed(orders.iter().map(order)),
        Evidence::Positions(_) => listed(evidence.positions().map(position)),
        Evidence::Members { .. } => listed(evidence.members().map(member)),
        Evidence::Balances(_) => listed(evidence.balances().map(balance)),
        Evidence::Boundary(year) => format!("{} tax year {year} ends {}", year.country, year.end),
        Evidence::Opening(opening) => clock(blocker.code, opening),
    }
}

/// What a clock of the policy says, and until when.
fn clock(code: Code, opening: Timestamp) -> String {
    let words = [
        (Code::NotBefore, "nothing closes before"),
        (Code::NoticePeriod, "the notice period runs until"),
        (Code::CutOff, "clear after the cut-off, so it counts from"),
    ];
    let said = words.iter().find(|(named, _)| *named == code);
    format!("{} {opening}", said.map_or("opens at", |(_, words)| words))
}

/// What the provider writes; beside a number, what it stands for.
pub(crate) fn status(status: &Status) -> String {
    let written = Safe(&status.to_string()).to_string();
    match status.row() {
        Some(StatusRow { wire: WireWord::Number(_), meaning, .. }) => {
            format!("{written} {}", Safe(meaning.split([',', ':']).next().unwrap_or_default()))
        }
        _ => written,
    }
}

/// What clears it.
pub(crate) fn cures(blocker: &Blocker<'_>) -> String {
    any_of(blocker.cures())
}

/// Any of these clears it.
pub(crate) fn any_of(cures: Set<Cure>) -> String {
    let words: Vec<&str> = cures.iter().map(Cure::words).collect();
    match words.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// Facts by their names.
pub(crate) fn facts(facts: Set<FactName>) -> String {
    facts.iter().map(FactName::name).collect::<Vec<_>>().join(", ")
}

/// What remains to be done after closing.
pub(crate) fn obligation(obligation: &Obligation) -> String {
    let what = obligation.kind.name().replace('_', " ");
    let due = obligation.due.map_or(String::new(), |(from, through)| format!(", {from} to {through}"));
    let condition = match (obligation.certain, obligation.residents_of) {
        (false, Some(country)) => format!(", if a holder is resident in {country}"),
        (true, _) | (false, None) => String::new(),
    };
    format!("{what}{due}{condition}")
}

fn listed(items: impl Iterator<Item = String>) -> String {
    let mut shown: Vec<String> = Vec::new();
    let mut more = 0_u64;
    for item in items {
        if shown.len() < LISTED {
            shown.push(Safe(&item).to_string());
        } else {
            more = more.saturating_add(1);
        }
    }
    if more > 0 {
        shown.push(format!("and {more} more"));
    }
    shown.join(", ")
}

fn movement(movement: &Movement, all: Movements<'_>) -> String {
    let amount = movement.amount.map(|amount| amount.to_string());
    let currency = movement.currency.map(|currency| currency.to_string());
    let overdue = if all.is_overdue(movement) { ", overdue" } else { "" };
    let date = movement.expected_on.map_or("no date".to_owned(), |day| format!("expected {day}{overdue}"));
    let parts = [movement.id.as_deref().map(str::to_owned), amount, currency, Some(date)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn order(order: &Order) -> String {
    let words = [order.id.as_deref(), order.side.as_deref()];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    if words.is_empty() { "an order".to_owned() } else { words.join(" ") }
}

fn position(position: &Position) -> String {
    let quantity = position.quantity.map_or("unknown quantity".to_owned(), |quantity| quantity.to_string());
    match &position.instrument {
        Some(instrument) => format!("{quantity} of {instrument}"),
        None => format!("{quantity} of an unknown instrument"),
    }
}

fn member(member: &Member) -> String {
    format!("{} {}", member.id, member.status)
}

fn balance(balance: &Balance) -> String {
    let amount = format!("{} {}", balance.amount, balance.currency);
    match &balance.component {
        Some(component) => format!("{amount} {component}"),
        None => amount,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_named_in_words() {
        let opening = Timestamp::UNIX_EPOCH;
        let said = |code| of(&Blocker::of_code(code, Evidence::Opening(opening)));
        assert_eq!(said(Code::NotBefore), "nothing closes before 1970-01-01T00:00:00Z");
        assert_eq!(said(Code::NoticePeriod), "the notice period runs until 1970-01-01T00:00:00Z");
        assert_eq!(said(Code::CutOff), "clear after the cut-off, so it counts from 1970-01-01T00:00:00Z");
    }
}
