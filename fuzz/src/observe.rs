//! A second reading of questions: what contradicts itself, which causes are there, where the gate stands.
//!
//! What belongs here: readings from the documentation of facts and options, written apart from the crate's own.
//! What never does: the verdict, which `closeout::judge` gives on what is read here.

use crate::ask::Case;
use closeout::{
    Ask, Balance, ClockStand, Code, Command, Fact, GateStand, Member, MissedBoundary, Misuse, Movement,
    NoTaxYear, Observed, Phase, Set, Situation,
};
use jiff::Timestamp;
use jiff::civil::Date;

/// Whether the question contradicts itself; instants that no calendar holds are not looked at.
#[must_use]
pub fn contradicts_itself(case: &Case) -> bool {
    let Case { policy, state, now, .. } = case;
    let instants = [state.requested_at, state.clear_since, state.closed_at];
    let in_the_future = instants.into_iter().flatten().any(|instant| instant > *now);
    let counts_from_request = policy.options().missed_boundary == MissedBoundary::WhenClear && is_held(case);
    let never_requested = state.is_in(Phase::Closing) && counts_from_request && state.requested_at.is_none();
    in_the_future || never_requested || asserts_what_the_status_denies(case)
}

fn is_held(case: &Case) -> bool {
    case.policy.calendars().next().is_some()
}

fn asserts_what_the_status_denies(case: &Case) -> bool {
    let profile = case.policy.profile();
    let Some(row) = case.state.status.row().filter(|row| row.phase != Phase::Closed) else {
        return false;
    };
    let asserted = case.facts.restrictions.known().copied().unwrap_or(Set::EMPTY);
    let blocking = case.policy.blocking_restrictions();
    profile.restrictions_show_in_status
        && asserted.iter().any(|each| blocking.contains(each) && row.implies != Some(each))
}

/// Whether this is what is said of a question in which something lies too far off.
#[must_use]
pub const fn speaks_of_distance(misuse: &Misuse) -> bool {
    matches!(misuse, Misuse::OutsideCalendar(_) | Misuse::NoTaxYear(NoTaxYear::NotRecorded { .. }))
}

/// Whether anything in the question lies so far off that a tax year around it need not exist, or is not recorded: those
/// of Germany are since 1950.
#[must_use]
pub fn is_far_off(case: &Case) -> bool {
    let far = |year: i16| !(1_951..=9_990).contains(&year);
    let far_instant = |at: Timestamp| far(jiff::tz::TimeZone::UTC.to_datetime(at).year());
    let state = &case.state;
    let instants = [Some(case.now), state.requested_at, state.clear_since, state.closed_at];
    let facts = &case.facts;
    let movements = [
        &facts.unsettled_trades,
        &facts.outstanding_withdrawals,
        &facts.pending_transfers,
        &facts.expected_corporate_actions,
    ];
    let days = movements.into_iter().flat_map(listed).filter_map(|each| each.expected_on);
    instants.into_iter().flatten().any(far_instant) || days.map(Date::year).any(far)
}

fn listed(fact: &Fact<Vec<Movement>>) -> &[Movement] {
    fact.known().map_or(&[], Vec::as_slice)
}

/// What the verdict on this question depends on. `None` if a tax year cannot be represented.
#[must_use]
pub fn situation(case: &Case) -> Option<Situation> {
    let (ask, causes) = match case.command {
        Command::RequestClosure { .. } => (Ask::Request, case.policy.admission()),
        Command::Advance => (Ask::Advance, case.policy.completion()),
    };
    let lifecycle = case.policy.lifecycle();
    let requested = lifecycle.step(&case.state.status, closeout::Move::RequestClosure);
    Some(Situation {
        ask,
        phase: case.state.status.phase(),
        request_reaches: requested.map(|row| row.phase),
        observed: Observed {
            present: causes.iter().filter(|code| is_there(*code, case) == Some(true)).collect(),
            unknown: causes.iter().filter(|code| is_there(*code, case).is_none()).collect(),
        },
        gate: gate(case)?,
        // No question here has a clock of a policy's own: the properties of the crate speak of those.
        clocks: ClockStand::ABSENT,
        recorded_clear: case.state.clear_since.is_some(),
    })
}

/// `None` if nobody knows.
fn is_there(code: Code, case: &Case) -> Option<bool> {
    let facts = &case.facts;
    let any_movement = |fact: &Fact<Vec<Movement>>| Some(!fact.known()?.is_empty());
    let any_balance = |fact: &Fact<Vec<Balance>>| {
        Some(fact.known()?.iter().any(|balance| balance.amount.decimal().mantissa() != 0))
    };
    match code.name() {
        "reason_required" => Some(!states_a_reason(&case.command)),
        "account_restricted" => is_restricted(case),
        "outstanding_withdrawals" => any_movement(&facts.outstanding_withdrawals),
        "pending_transfers" => any_movement(&facts.pending_transfers),
        "open_orders" => Some(!facts.open_orders.known()?.is_empty()),
        "open_positions" => {
            Some(facts.positions.known()?.iter().any(|held| held.quantity.decimal().mantissa() != 0))
        }
        "unsettled_trades" => any_movement(&facts.unsettled_trades),
        "expected_corporate_actions" => any_movement(&facts.expected_corporate_actions),
        "accounts_not_closed" => Some(facts.accounts.known()?.iter().any(|member| is_open(case, member))),
        "outstanding_fees" => any_balance(&facts.fees),
        "liens" => any_balance(&facts.liens),
        "cash_balance" => any_balance(&facts.cash),
        // It is the clock that says whether it is there; only who lives where may be unknown.
        "tax_year_end" => case.policy.options().residences.known().map(|_| false),
        "already_closed" | "status_does_not_admit_closing" | "not_before" | "notice_period" | "cut_off" => {
            Some(false)
        }
        other => panic!("nobody has said what `{other}` depends on"),
    }
}

fn states_a_reason(command: &Command) -> bool {
    let Command::RequestClosure { reason: Some(reason) } = command else {
        return false;
    };
    let says = |words: &str| words.chars().any(|character| !character.is_whitespace());
    [&reason.code, &reason.text].into_iter().flatten().any(|words| says(words))
}

fn is_restricted(case: &Case) -> Option<bool> {
    let profile = case.policy.profile();
    let implied = case.state.status.row().and_then(|row| row.implies);
    let asserted = case.facts.restrictions.known();
    if asserted.is_none() && !profile.restrictions_show_in_status {
        return None;
    }
    let in_force = |each| implied == Some(each) || asserted.is_some_and(|set| set.contains(each));
    Some(case.policy.blocking_restrictions().iter().any(in_force))
}

fn is_open(case: &Case, member: &Member) -> bool {
    let lifecycle = case.policy.profile().members;
    lifecycle.and_then(|lifecycle| lifecycle.status(&member.status).phase()) != Some(Phase::Closed)
}

/// The gate holds a closing that is looked at again, until the last of the tax years ends in which it counts from.
fn gate(case: &Case) -> Option<GateStand> {
    let state = &case.state;
    if case.command != Command::Advance || !state.is_in(Phase::Closing) || !is_held(case) {
        return Some(GateStand::Absent);
    }
    let missed = case.policy.options().missed_boundary;
    let from = match missed {
        MissedBoundary::NextBoundary => state.clear_since.map(|since| Some(since).max(state.requested_at)),
        MissedBoundary::WhenClear => Some(state.requested_at),
    };
    let from = from.flatten().unwrap_or(case.now);
    let ends: Result<Vec<Timestamp>, _> =
        case.policy.calendars().map(|calendar| calendar.year_of(from).map(|year| year.end)).collect();
    let opens = ends.ok()?.into_iter().max()?;
    Some(match missed {
        _ if case.now < opens => GateStand::Ahead,
        MissedBoundary::NextBoundary => GateStand::OpenWhileClear,
        MissedBoundary::WhenClear => GateStand::Open,
    })
}
