//! The same decisions as somebody writes them who knows one provider and does not need another: `match` and `if` over
//! the same facts, everything in the way with its amounts, unknown told from none.

use super::Subject;
use closeout::{
    Amount, Balance, Code, Fact, Facts, Movement, Order, Phase, Position, Restriction, State, Verdict,
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
    match (profile.provider, profile.members) {
        ("alpaca", _) => Some(alpaca(&subject.state, &subject.facts)),
        ("upvest", None) => {
            let gated = subject.policy.calendars().next().is_some();
            Some(upvest(gated, &subject.state, &subject.facts, now))
        }
        _ => None,
    }
}

pub(crate) fn alpaca<'a>(state: &State, facts: &'a Facts) -> Answer<'a> {
    let (mut obstacles, mut unknown) = (Vec::new(), false);
    match state.status.phase() {
        Some(Phase::Active) => {}
        Some(Phase::Closed) => return refused(Code::AlreadyClosed),
        Some(_) | None => obstacles.push(Obstacle::Status(Code::StatusDoesNotAdmitClosing)),
    }
    match &facts.restrictions {
        Fact::Known(set) if set.contains(Restriction::AccountBlocked) => obstacles.push(Obstacle::Restricted),
        Fact::Known(_) => {}
        Fact::Unknown => unknown = true,
    }
    movements(&facts.pending_transfers, Code::PendingTransfers, &mut obstacles, &mut unknown);
    orders(&facts.open_orders, &mut obstacles, &mut unknown);
    positions(&facts.positions, &mut obstacles, &mut unknown);
    movements(&facts.unsettled_trades, Code::UnsettledTrades, &mut obstacles, &mut unknown);
    balances(&facts.fees, Code::OutstandingFees, &mut obstacles, &mut unknown);
    balances(&facts.cash, Code::CashBalance, &mut obstacles, &mut unknown);
    let verdict = verdict(Verdict::Refused, &obstacles, unknown);
    Answer { verdict, obstacles }
}

pub(crate) fn upvest<'a>(gated: bool, state: &State, facts: &'a Facts, now: Timestamp) -> Answer<'a> {
    let (mut obstacles, mut unknown) = (Vec::new(), false);
    match state.status.phase() {
        Some(Phase::Closing) => {}
        Some(Phase::Closed) => return refused(Code::AlreadyClosed),
        Some(_) | None => return refused(Code::StatusDoesNotAdmitClosing),
    }
    positions(&facts.positions, &mut obstacles, &mut unknown);
    movements(&facts.unsettled_trades, Code::UnsettledTrades, &mut obstacles, &mut unknown);
    movements(
        &facts.expected_corporate_actions,
        Code::ExpectedCorporateActions,
        &mut obstacles,
        &mut unknown,
    );
    if gated {
        let since = if obstacles.is_empty() { state.clear_since.unwrap_or(now) } else { now };
        let end = end_of_the_british_year(since);
        if now < end {
            obstacles.push(Obstacle::YearEnd(end));
        }
    }
    let verdict = verdict(Verdict::Waiting, &obstacles, unknown);
    Answer { verdict, obstacles }
}

fn refused<'a>(code: Code) -> Answer<'a> {
    Answer { verdict: Verdict::Refused, obstacles: vec![Obstacle::Status(code)] }
}

fn verdict(if_blocked: Verdict, obstacles: &[Obstacle<'_>], unknown: bool) -> Verdict {
    match (obstacles.is_empty(), unknown) {
        (false, _) => if_blocked,
        (true, true) => Verdict::Undetermined,
        (true, false) => Verdict::Permitted,
    }
}

fn movements<'a>(
    fact: &'a Fact<Vec<Movement>>,
    code: Code,
    obstacles: &mut Vec<Obstacle<'a>>,
    unknown: &mut bool,
) {
    match fact {
        Fact::Known(listed) if listed.is_empty() => {}
        Fact::Known(listed) => obstacles.push(Obstacle::Movements(code, listed)),
        Fact::Unknown => *unknown = true,
    }
}

fn orders<'a>(fact: &'a Fact<Vec<Order>>, obstacles: &mut Vec<Obstacle<'a>>, unknown: &mut bool) {
    match fact {
        Fact::Known(listed) if listed.is_empty() => {}
        Fact::Known(listed) => obstacles.push(Obstacle::Orders(listed)),
        Fact::Unknown => *unknown = true,
    }
}

fn positions(fact: &Fact<Vec<Position>>, obstacles: &mut Vec<Obstacle<'_>>, unknown: &mut bool) {
    match fact {
        Fact::Known(listed) => {
            let open = listed.iter().map(|position| position.quantity).filter(|quantity| !quantity.is_zero());
            push(open.collect(), Code::OpenPositions, obstacles);
        }
        Fact::Unknown => *unknown = true,
    }
}

fn balances(fact: &Fact<Vec<Balance>>, code: Code, obstacles: &mut Vec<Obstacle<'_>>, unknown: &mut bool) {
    match fact {
        Fact::Known(listed) => {
            let left = listed.iter().map(|balance| balance.amount).filter(|amount| !amount.is_zero());
            push(left.collect(), code, obstacles);
        }
        Fact::Unknown => *unknown = true,
    }
}

fn push(amounts: Vec<Amount>, code: Code, obstacles: &mut Vec<Obstacle<'_>>) {
    if !amounts.is_empty() {
        obstacles.push(Obstacle::Amounts(code, amounts));
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
            Obstacle::YearEnd(end) => {
                black_box(end);
            }
        }
    }
}
