//! The same decisions as somebody writes them who knows one provider and does not need another: `match` and `if` over
//! the same facts, everything in the way with its amounts, unknown and known in part told from none.

use super::Subject;
use closeout::{
    Amount, Code, Fact, Facts, Set, State, Verdict,
    facts::{Balance, Movement, Order, Position, Restriction},
    lifecycle::Phase,
};
use jiff::Timestamp;
use std::hint::black_box;

/// Something in the way, and what there is to show for it.
#[derive(Debug)]
pub(crate) enum Obstacle<'a> {
    Status(Code),
    Restricted,
    Orders(&'a [Order]),
    Movements(Code, &'a [Movement]),
    Amounts(Code, Vec<Amount>),
    /// A position of unknown size has no quantity.
    Quantities(Code, Vec<Option<Amount>>),
    YearEnd(Timestamp),
}

#[derive(Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) verdict: Verdict,
    pub(crate) obstacles: Vec<Obstacle<'a>>,
}

/// The one that fits; `None` for a provider that nobody has written by hand.
pub(crate) fn decide(subject: &Subject, now: Timestamp) -> Option<Answer<'_>> {
    let profile = subject.policy.profile();
    match (&*profile.provider, &profile.members) {
        ("alpaca", _) => Some(alpaca(&subject.state, &subject.facts)),
        ("upvest", None) => {
            let gated = subject.policy.calendars().next().is_some();
            Some(upvest(gated, &subject.state, &subject.facts, now))
        }
        _ => None,
    }
}

pub(crate) fn alpaca<'a>(state: &State, facts: &'a Facts) -> Answer<'a> {
    let mut found = Found::default();
    match state.status.phase() {
        Some(Phase::Active) => {}
        Some(Phase::Closed) => return refused(Code::AlreadyClosed),
        Some(_) => found.obstacles.push(Obstacle::Status(Code::StatusDoesNotAdmitClosing)),
        None => found.unknown = true,
    }
    restrictions(&facts.restrictions, &mut found);
    moving(&facts.outstanding_withdrawals, Code::OutstandingWithdrawals, &mut found);
    moving(&facts.pending_transfers, Code::PendingTransfers, &mut found);
    orders(&facts.open_orders, &mut found);
    positions(&facts.positions, &mut found);
    movements(&facts.unsettled_trades, Code::UnsettledTrades, &mut found);
    movements(&facts.expected_corporate_actions, Code::ExpectedCorporateActions, &mut found);
    balances(&facts.fees, Code::OutstandingFees, &mut found);
    balances(&facts.cash, Code::CashBalance, &mut found);
    found.answer(Verdict::Refused)
}

pub(crate) fn upvest<'a>(gated: bool, state: &State, facts: &'a Facts, now: Timestamp) -> Answer<'a> {
    match state.status.phase() {
        Some(Phase::Closing) => {}
        Some(Phase::Closed) => return refused(Code::AlreadyClosed),
        Some(_) => return refused(Code::StatusDoesNotAdmitClosing),
        None => return Answer { verdict: Verdict::Undetermined, obstacles: Vec::new() },
    }
    let mut found = Found::default();
    orders(&facts.open_orders, &mut found);
    positions(&facts.positions, &mut found);
    movements(&facts.unsettled_trades, Code::UnsettledTrades, &mut found);
    movements(&facts.expected_corporate_actions, Code::ExpectedCorporateActions, &mut found);
    if gated {
        let since = if found.obstacles.is_empty() { state.clear_since.unwrap_or(now) } else { now };
        let end = end_of_the_british_year(since);
        if now < end {
            found.obstacles.push(Obstacle::YearEnd(end));
        }
    }
    found.answer(Verdict::Waiting)
}

fn refused<'a>(code: Code) -> Answer<'a> {
    Answer { verdict: Verdict::Refused, obstacles: vec![Obstacle::Status(code)] }
}

/// Obstacles found so far, and whether there may be some of which nobody knows.
#[derive(Default)]
struct Found<'a> {
    obstacles: Vec<Obstacle<'a>>,
    unknown: bool,
}

impl<'a> Found<'a> {
    /// The items that somebody has stated; of a list that is not whole there may be more.
    fn items<T>(&mut self, fact: &'a Fact<Vec<T>>) -> &'a [T] {
        self.unknown |= !fact.is_known();
        fact.items()
    }

    fn answer(self, if_blocked: Verdict) -> Answer<'a> {
        let verdict = match (self.obstacles.is_empty(), self.unknown) {
            (false, _) => if_blocked,
            (true, true) => Verdict::Undetermined,
            (true, false) => Verdict::Permitted,
        };
        Answer { verdict, obstacles: self.obstacles }
    }
}

fn restrictions(fact: &Fact<Set<Restriction>>, found: &mut Found<'_>) {
    found.unknown |= !fact.is_known();
    if fact.stated().is_some_and(|set| set.contains(Restriction::AccountBlocked)) {
        found.obstacles.push(Obstacle::Restricted);
    }
}

fn movements<'a>(fact: &'a Fact<Vec<Movement>>, code: Code, found: &mut Found<'a>) {
    let listed = found.items(fact);
    if !listed.is_empty() {
        found.obstacles.push(Obstacle::Movements(code, listed));
    }
}

/// Adds the list, unless everything in it is stated to move nothing. Nothing is copied: who reads the list leaves out the
/// same.
fn moving<'a>(fact: &'a Fact<Vec<Movement>>, code: Code, found: &mut Found<'a>) {
    let listed = found.items(fact);
    if listed.iter().any(|movement| movement.amount.is_none_or(|amount| !amount.is_zero())) {
        found.obstacles.push(Obstacle::Movements(code, listed));
    }
}

fn orders<'a>(fact: &'a Fact<Vec<Order>>, found: &mut Found<'a>) {
    let listed = found.items(fact);
    if !listed.is_empty() {
        found.obstacles.push(Obstacle::Orders(listed));
    }
}

fn positions<'a>(fact: &'a Fact<Vec<Position>>, found: &mut Found<'a>) {
    let quantities = found.items(fact).iter().map(|position| position.quantity);
    let open: Vec<_> =
        quantities.filter(|quantity| quantity.is_none_or(|quantity| !quantity.is_zero())).collect();
    if !open.is_empty() {
        found.obstacles.push(Obstacle::Quantities(Code::OpenPositions, open));
    }
}

fn balances<'a>(fact: &'a Fact<Vec<Balance>>, code: Code, found: &mut Found<'a>) {
    let amounts = found.items(fact).iter().map(|balance| balance.amount);
    let left: Vec<_> = amounts.filter(|amount| !amount.is_zero()).collect();
    if !left.is_empty() {
        found.obstacles.push(Obstacle::Amounts(code, left));
    }
}

/// The fifth of April at 23:00 in universal time, which it has been every year since 1961.
fn end_of_the_british_year(instant: Timestamp) -> Timestamp {
    let second = instant.as_second();
    let year = i64::from(jiff::tz::Offset::UTC.to_datetime(instant).year());
    let end = |year: i64| (days_before_april_the_fifth(year) * 24 + 23) * 3_600;
    let end = if second < end(year) { end(year) } else { end(year + 1) };
    Timestamp::from_second(end).unwrap()
}

/// Days from 1970-01-01, in the Gregorian calendar.
fn days_before_april_the_fifth(year: i64) -> i64 {
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    // Years are counted from the first of March, as then a leap day comes last.
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + 35 - 719_468
}

/// Looks at everything that an answer says.
pub(crate) fn read(answer: &Answer<'_>) {
    black_box(answer.verdict);
    for obstacle in &answer.obstacles {
        match obstacle {
            Obstacle::Restricted => {}
            Obstacle::Status(code) => {
                black_box(code);
            }
            Obstacle::Orders(listed) => {
                black_box(listed);
            }
            Obstacle::Movements(code, listed) => {
                black_box((code, listed));
            }
            Obstacle::Amounts(code, amounts) => {
                black_box(code);
                for amount in amounts {
                    black_box(amount);
                }
            }
            Obstacle::Quantities(code, quantities) => {
                black_box(code);
                for quantity in quantities {
                    black_box(quantity);
                }
            }
            Obstacle::YearEnd(end) => {
                black_box(end);
            }
        }
    }
}
