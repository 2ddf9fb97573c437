//! When a closing that waits could be over, and whether anybody has to act until then.

use super::{clear_since, gates, is_in, is_stale, last_year_end, moves};
use crate::ask::Case;
use crate::civil;
use closeout::{
    Code, Command, Fact, Set, Verdict,
    facts::{FactName, Movement},
    lifecycle::Phase,
    timing::MissedBoundary,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A tax year or a day around the answer cannot be represented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreckoned;

/// The first instant after the question at which it could be over, and whether nobody has to act until then, for a
/// question with this verdict, with this in the way and with these facts missing.
///
/// # Errors
/// If it cannot be reckoned.
pub fn earliest(
    case: &Case,
    verdict: Verdict,
    blockers: Set<Code>,
    missing: Set<FactName>,
) -> Result<Option<(Timestamp, bool)>, Unreckoned> {
    if verdict != Verdict::Waiting {
        return Ok(None);
    }
    assert!(case.command == Command::Advance && is_in(case, Phase::Closing), "nothing else waits");
    let things: Vec<Code> = blockers.iter().filter(|code| code.name() != "tax_year_end").collect();
    let zone = zone(case);
    let today = zone.to_datetime(case.now).date();
    let days: Vec<Option<Date>> = things.iter().flat_map(|code| expected(*code, case)).collect();
    let ahead = |day: Date| Some(day).filter(|day| today < *day);
    let last = days.iter().filter_map(|day| ahead((*day)?)).max();
    let since = if things.is_empty() { clear_since(case).unwrap_or(case.now) } else { case.now };
    let clear = match last {
        Some(day) => first_instant(day, &zone)?.max(since),
        None => since,
    };
    let at = passed(case, clear)?;
    let is_dated = days.iter().all(|day| day.and_then(ahead).is_some());
    let is_firm = is_dated && missing.iter().next().is_none();
    Ok(Some((at, is_firm)).filter(|(at, _)| case.now < *at))
}

/// The first second at which the zone shows this day or a later one, by halving the days around it.
fn first_instant(day: Date, zone: &TimeZone) -> Result<Timestamp, Unreckoned> {
    let in_universal_time = civil::seconds(day.year().into(), day.month().into(), day.day().into(), 0);
    let (mut before, mut reached) = (in_universal_time - 86_400, in_universal_time + 2 * 86_400);
    let at = |second: i64| Timestamp::from_second(second).map_err(|_| Unreckoned);
    at(reached)?;
    while before + 1 < reached {
        let middle = i64::midpoint(before, reached);
        if zone.to_datetime(at(middle)?).date() < day { before = middle } else { reached = middle }
    }
    at(reached)
}

/// When the gate is passed by what is clear from an instant on.
fn passed(case: &Case, clear: Timestamp) -> Result<Timestamp, Unreckoned> {
    if gates(case).next().is_none() {
        return Ok(clear);
    }
    match case.policy.options().missed_boundary {
        MissedBoundary::NextBoundary => last_year_end(case, clear).ok_or(Unreckoned),
        MissedBoundary::WhenClear => {
            let asked = case.state.requested_at.expect("or it contradicts itself");
            Ok(last_year_end(case, asked).ok_or(Unreckoned)?.max(clear))
        }
    }
}

/// That of the gate that opens last; where there is none, that of the policy, or else of the provider.
fn zone(case: &Case) -> TimeZone {
    let end = |calendar: &closeout::timing::TaxCalendar| calendar.year_of(case.now).ok().map(|year| year.end);
    let last = gates(case).map(|gate| &*gate.calendar).max_by_key(|calendar| end(calendar));
    let own = case.policy.own_zone().unwrap_or(&case.policy.profile().home.zone);
    last.map_or(own, |calendar| &calendar.zone).clone()
}

/// The expected days of everything that counts for this cause. What has no day, or is nothing of this kind, has none.
fn expected(code: Code, case: &Case) -> Vec<Option<Date>> {
    let facts = &case.facts;
    let days = |listed: &Fact<Vec<Movement>>, counts: fn(&Movement) -> bool| {
        assert!(code.fact().is_some_and(|fact| !is_stale(case, fact)), "what is too old is not in the way");
        let items = listed.stated().expect("what is in the way has been stated");
        items.iter().filter(|item| counts(item)).map(|item| item.expected_on).collect()
    };
    match code.name() {
        "outstanding_withdrawals" => days(&facts.outstanding_withdrawals, moves),
        "pending_transfers" => days(&facts.pending_transfers, moves),
        "unsettled_trades" => days(&facts.unsettled_trades, |_| true),
        "expected_corporate_actions" => days(&facts.expected_corporate_actions, |_| true),
        _ => vec![None],
    }
}
