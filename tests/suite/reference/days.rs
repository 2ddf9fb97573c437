//! A closing in two steps: when it completes, and what it waits for until then.
//!
//! What belongs here: the sentences on the tax year, on clocks and on expected days.
//! What never does: what a provider looks for, or arithmetic on days.

use super::findings::Found;
use super::london::end_of_tax_year_with;
use super::zones::{day, first_instant};
use super::{Answered, Asked, clocks};
use closeout::timing::MissedBoundary;
use jiff::Timestamp;
use jiff::civil::Date;

/// Whether a tax year holds the closing.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Gate {
    /// It does.
    Held,
    /// It does, if a holder of whom nobody has told lives in Britain.
    Perhaps,
    /// It does not.
    None,
}

/// Seed 1: in the UK, accounts are closed only at the end of a tax year. Meaning 3.6 and DESIGN: nothing completes before
/// the last of gate and clocks has opened. Each that has not opened is in the way, beside the others and beside what is
/// missing.
pub(super) fn complete(asked: &Asked<'_>, mut found: Found<'_>, gate: Gate) -> Answered {
    let broken = !found.nothing_in_the_way();
    let everything_else_is_clear = !broken && found.nothing_missing();
    let is_timed = gate == Gate::Held || !asked.clocks.is_empty();
    let events = recorded(asked, broken, everything_else_is_clear && (is_timed || gate == Gate::Perhaps));
    if gate == Gate::Perhaps {
        // Seed 1: the timing depends on the domicile of the user. Meaning 3.7: unknown is missing, never a default.
        found.miss("residences");
    }
    // Meaning 3.7: what breaks loses the clearance, so that the next one begins now at the earliest; where nothing known
    // is in the way, a recorded one counts, and else one that begins now.
    let since = if broken { asked.now } else { clear_since(asked).unwrap_or(asked.now) };
    let stands = openings(asked, gate, since);
    found.blockers.extend(stands.iter().filter(|(_, opens)| asked.now < *opens).map(|(code, _)| *code));
    if !found.nothing_in_the_way() {
        return wait(asked, found, gate, since, &events);
    }
    if !found.nothing_missing() {
        return found.conclude("undetermined", &events);
    }
    // Meaning 3.7: however late the call, it takes effect when the last has opened and everything is clear; without gate
    // and clock, when it is called for.
    let effective = stands.iter().map(|(_, opens)| *opens).chain([since]).max().filter(|_| is_timed);
    let closed = found.permit(&[&events[..], &["closed"]].concat(), "CLOSED".into());
    Answered { effective_at: effective.or(closed.effective_at), ..closed }
}

/// Meaning 3.7: if a condition breaks, a recorded clearance is lost, gate or not; if every other condition is known to
/// hold, none is recorded, and something counts from it or could, it is recorded.
fn recorded(asked: &Asked<'_>, broken: bool, clears: bool) -> Vec<&'static str> {
    match asked.clear_since {
        Some(_) if broken => vec!["clearance_lost"],
        None if clears => vec!["cleared"],
        _ => vec![],
    }
}

/// Gate and clocks, with the instants at which they open for whoever is clear from then on. Meaning 3.7: under
/// `next_boundary` at the end of the tax year that contains that instant, under `when_clear` of the one that contains the
/// request, clear or not.
fn openings(asked: &Asked<'_>, gate: Gate, clear_at: Timestamp) -> Vec<(&'static str, Timestamp)> {
    let mut openings = clocks::openings(asked, clear_at);
    if gate == Gate::Held {
        let year_contains = match asked.missed_boundary {
            MissedBoundary::NextBoundary => clear_at,
            MissedBoundary::WhenClear => asked.requested_at.unwrap(),
        };
        openings.push(("tax_year_end", end_of_tax_year_with(year_contains)));
    }
    openings
}

/// Meaning 3.7: with `waiting` comes the first instant at which closing could complete: everything clear, then the gate
/// and the clocks. If that is not after now, nothing can honestly be said.
fn wait(
    asked: &Asked<'_>,
    found: Found<'_>,
    gate: Gate,
    since: Timestamp,
    events: &[&'static str],
) -> Answered {
    let begins = |date: &Date| first_instant(zone_of_days(asked, gate), day(*date));
    let lies_ahead = |date: &Date| asked.now < begins(date);
    let is_dated = |expected: &Option<Date>| expected.as_ref().is_some_and(lies_ahead);
    // An item whose expected day has begun is overdue: it bounds nothing and makes nothing firm.
    let bounds = found.expected.iter().flatten().filter(|date| lies_ahead(date)).map(begins);
    let clear_from = bounds.chain([since]).max().unwrap();
    let opens = openings(asked, gate, clear_from).into_iter().map(|(_, opens)| opens);
    let earliest = opens.chain([clear_from]).max().filter(|at| asked.now < *at);
    // Firm: everything in the way is a clock or carries a date that lies in the future, and nothing is unknown.
    let is_firm = found.nothing_missing() && !found.somebody_must_act && found.expected.iter().all(is_dated);
    let waiting = found.conclude("waiting", events);
    Answered { earliest, firm: earliest.map(|_| is_firm), ..waiting }
}

/// Meaning 3.7: expected days are counted in the gate's zone, without a gate in the policy's, by default where the
/// provider is at home. Contract: Upvest is at home in Berlin.
fn zone_of_days<'a>(asked: &Asked<'a>, gate: Gate) -> &'a str {
    match gate {
        Gate::Held => "Europe/London",
        Gate::Perhaps | Gate::None => asked.zone.unwrap_or("Europe/Berlin"),
    }
}

/// Meaning 3.7: being clear never counts from before the request.
fn clear_since(asked: &Asked<'_>) -> Option<Timestamp> {
    match (asked.clear_since, asked.requested_at) {
        (Some(since), Some(requested)) if since < requested => Some(requested),
        (since, _) => since,
    }
}
