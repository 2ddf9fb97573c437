//! A second reading of questions: what contradicts itself, which causes are there, where the gate stands, what is unread,
//! and when it could be over.
//!
//! What belongs here: readings from the documentation of facts and options, written apart from the crate's own.
//! What never does: the verdict, which `closeout::kernel::judge` gives on what is read here.

mod contradiction;
mod outlook;
mod reason;

pub use contradiction::{contradicts_itself, is_far_off, speaks_of_distance};
pub use outlook::{Unreckoned, earliest};

use crate::ask::Case;
use closeout::{
    Code, Command, Fact, Facts, Set,
    facts::{Balance, FactName, Member, Movement, Position},
    kernel::{ClockStand, GateStand, Observed, Situation},
    lifecycle::{Move, Phase, StatusRow},
    profile::{GateRow, Profile, Stage},
    timing::MissedBoundary,
    vocab::WireValue,
};
use jiff::Timestamp;
use reason::states_a_reason;

/// What is known of a cause: whether it is there, and whether there may be more of it than is known.
#[derive(Clone, Copy, Debug, Default)]
struct Sight {
    present: bool,
    unknown: bool,
}

/// What the status is to the policy, whoever has read it.
#[must_use]
pub fn own_row(case: &Case) -> Option<&StatusRow> {
    row_of(case.policy.profile(), case.state.status.word())
}

fn row_of<'a>(profile: &'a Profile, word: &WireValue) -> Option<&'a StatusRow> {
    profile.lifecycle.statuses().iter().find(|row| row.wire == *word)
}

/// Whether the status is of this phase to the policy.
#[must_use]
pub fn is_in(case: &Case, phase: Phase) -> bool {
    own_row(case).is_some_and(|row| row.phase == phase)
}

/// The gates that are in force: of the residences that somebody has stated, one is enough.
fn gates(case: &Case) -> impl Iterator<Item = &GateRow> {
    let lives_there = |gate: &&GateRow| states_residence(case, gate);
    case.policy.profile().gates.iter().filter(lives_there).collect::<Vec<_>>().into_iter()
}

fn states_residence(case: &Case, gate: &GateRow) -> bool {
    match &case.policy.options().residences {
        Fact::Unknown => false,
        Fact::Part(some) | Fact::Known(some) => some.iter().any(|country| country == gate.residents_of),
    }
}

fn is_held(case: &Case) -> bool {
    gates(case).next().is_some()
}

/// Whether a residence that nobody has stated could bring a gate that is not in force.
fn may_be_held(case: &Case) -> bool {
    let is_whole = matches!(case.policy.options().residences, Fact::Known(_));
    !is_whole && case.policy.profile().gates.iter().any(|gate| !states_residence(case, gate))
}

/// What the verdict on this question depends on. `None` if a tax year cannot be represented.
#[must_use]
pub fn situation(case: &Case) -> Option<Situation> {
    let own = own_row(case);
    let (ask, causes) = match case.command {
        Command::RequestClosure { .. } => (Stage::Admission, case.policy.admission()),
        Command::Advance => (Stage::Completion, case.policy.completion()),
    };
    let lifecycle = case.policy.lifecycle();
    let leaves = |row: &StatusRow| {
        let mut edges = lifecycle.transitions().iter();
        edges.find(|edge| edge.from == row.place && edge.on == Move::RequestClosure)
    };
    let reached = own.and_then(leaves).map(|edge| lifecycle.statuses()[edge.to].phase);
    // What completion would find is asked with what completion is told.
    let completion = Case { command: Command::Advance, ..case.clone() };
    let ahead = match ask {
        Stage::Admission => observed(case.policy.completion(), &completion),
        Stage::Completion => Observed::default(),
    };
    Some(Situation {
        ask,
        phase: own.map(|row| row.phase),
        request_reaches: reached,
        observed: observed(causes, case),
        may_be_gated: may_be_held(case),
        observed_ahead: ahead,
        timed: is_held(case) || !case.policy.clocks().is_empty(),
        gate: gate(case)?,
        // No question here has a clock of a policy's own: the properties of the crate speak of those.
        clocks: ClockStand::ABSENT,
        recorded_clear: case.state.clear_since.is_some(),
    })
}

fn observed(causes: Set<Code>, case: &Case) -> Observed {
    let sights: Vec<(Code, Sight)> = causes.iter().map(|code| (code, sight(code, case))).collect();
    let those = |is: fn(&Sight) -> bool| -> Set<Code> {
        sights.iter().filter(|(_, sight)| is(sight)).map(|(code, _)| *code).collect()
    };
    Observed { present: those(|sight| sight.present), unknown: those(|sight| sight.unknown) }
}

/// Whether the policy says how old this fact may be, and it is older, or nobody says how old it is. What nobody has
/// stated has no age.
#[must_use]
pub fn is_stale(case: &Case, name: FactName) -> bool {
    let is_fresh = |max: jiff::SignedDuration| {
        let read = case.facts.as_of.of(name);
        read.is_some_and(|read| case.now.as_nanosecond() - read.as_nanosecond() <= max.as_nanos())
    };
    is_stated(&case.facts, name) && case.policy.max_age().of(name).is_some_and(|max| !is_fresh(max))
}

fn is_stated(facts: &Facts, name: FactName) -> bool {
    fn any<T>(fact: &Fact<T>) -> bool {
        !matches!(fact, Fact::Unknown)
    }
    match name.to_string().as_str() {
        "accounts" => any(&facts.accounts),
        "cash" => any(&facts.cash),
        "expected_corporate_actions" => any(&facts.expected_corporate_actions),
        "fees" => any(&facts.fees),
        "liens" => any(&facts.liens),
        "open_orders" => any(&facts.open_orders),
        "outstanding_withdrawals" => any(&facts.outstanding_withdrawals),
        "pending_transfers" => any(&facts.pending_transfers),
        "positions" => any(&facts.positions),
        "restrictions" => any(&facts.restrictions),
        "unsettled_trades" => any(&facts.unsettled_trades),
        "residences" | "status" => false,
        other => panic!("nobody has said where `{other}` is stated"),
    }
}

/// What a cause looks like, with what is too old taken for unknown.
fn sight(code: Code, case: &Case) -> Sight {
    const OF_NOTHING: Sight = Sight { present: false, unknown: true };
    let is_too_old = code.fact().is_some_and(|fact| is_stale(case, fact));
    match code.name() {
        "reason_required" => {
            Sight { present: !states_a_reason(case.policy.profile(), &case.command), unknown: false }
        }
        "account_restricted" => restricted(case, is_too_old),
        // It is the clock that says whether it is there, and the options that say whom it concerns.
        "tax_year_end"
        | "already_closed"
        | "status_does_not_admit_closing"
        | "not_before"
        | "notice_period"
        | "cut_off" => Sight::default(),
        _ if is_too_old => OF_NOTHING,
        "cash_balance" => cash(case),
        name => held(name, case).unwrap_or_else(|| panic!("nobody has said what `{name}` depends on")),
    }
}

/// What a fact holds, whichever provider it is; `None` for what is no fact of this kind.
fn held(code: &str, case: &Case) -> Option<Sight> {
    let facts = &case.facts;
    Some(match code {
        "outstanding_withdrawals" => listed(&facts.outstanding_withdrawals, moves),
        "pending_transfers" => listed(&facts.pending_transfers, moves),
        "open_orders" => listed(&facts.open_orders, |_| true),
        "open_positions" => listed(&facts.positions, is_position),
        "unsettled_trades" => listed(&facts.unsettled_trades, |_| true),
        "expected_corporate_actions" => listed(&facts.expected_corporate_actions, |_| true),
        "accounts_not_closed" => listed(&facts.accounts, |member| is_open(case, member)),
        "outstanding_fees" => listed(&facts.fees, is_balance),
        "liens" => listed(&facts.liens, is_balance),
        "cash_balance" => listed(&facts.cash, is_balance),
        _ => return None,
    })
}

fn listed<T>(fact: &Fact<Vec<T>>, counts: impl Fn(&T) -> bool) -> Sight {
    match fact {
        Fact::Unknown => Sight { present: false, unknown: true },
        Fact::Part(items) => Sight { present: items.iter().any(counts), unknown: true },
        Fact::Known(items) => Sight { present: items.iter().any(counts), unknown: false },
    }
}

/// What is stated to be nothing is nothing; what nobody has stated may be anything.
fn moves(movement: &Movement) -> bool {
    movement.amount.is_none_or(|amount| amount.decimal().mantissa() != 0)
}

fn is_position(position: &Position) -> bool {
    position.quantity.is_none_or(|quantity| quantity.decimal().mantissa() != 0)
}

fn is_balance(balance: &Balance) -> bool {
    balance.amount.decimal().mantissa() != 0
}

fn is_open(case: &Case, member: &Member) -> bool {
    let closed = |row: &StatusRow| row.phase == Phase::Closed && row.wire == member.status;
    let profile = case.policy.profile();
    // An account has none; what is asserted of it all the same can only be written as its own status is.
    let lifecycle = profile.members.as_deref().unwrap_or(&profile.lifecycle);
    !lifecycle.statuses().iter().any(closed)
}

/// Where cash has components, it is known only where every one of them is stated for every currency that is named.
fn cash(case: &Case) -> Sight {
    let components = &case.policy.profile().components;
    let sight = listed(&case.facts.cash, is_balance);
    let (Fact::Known(balances), false) = (&case.facts.cash, components.is_empty()) else {
        return sight;
    };
    let mut currencies: Vec<&str> = balances.iter().map(|balance| balance.currency.code()).collect();
    currencies.sort_unstable();
    currencies.dedup();
    let is_stated = |currency: &str, component: &str| {
        let named = |balance: &&Balance| balance.component.as_deref() == Some(component);
        balances.iter().filter(named).any(|balance| balance.currency.code() == currency)
    };
    let is_whole = |currency: &&str| components.iter().all(|component| is_stated(currency, &component.name));
    let is_known = !currencies.is_empty() && currencies.iter().all(is_whole);
    Sight { unknown: !is_known, ..sight }
}

/// Where the status shows the restrictions, it is known from the status alone; elsewhere from what is asserted as well.
fn restricted(case: &Case, is_too_old: bool) -> Sight {
    let profile = case.policy.profile();
    let blocking = |restriction| profile.blocking_restrictions.contains(&restriction);
    let is_implied = own_row(case).and_then(|row| row.implies).is_some_and(blocking);
    if profile.restrictions_show_in_status {
        return Sight { present: is_implied, unknown: false };
    }
    let (asserted, is_whole) = match &case.facts.restrictions {
        Fact::Known(all) if !is_too_old => (*all, true),
        Fact::Part(some) if !is_too_old => (*some, false),
        Fact::Unknown | Fact::Part(_) | Fact::Known(_) => (Set::EMPTY, false),
    };
    Sight { present: is_implied || asserted.iter().any(blocking), unknown: !is_whole }
}

/// The facts that hold something and that no rule in force reads: for what is closing those of completion are, for what
/// is closed none, for anything else both kinds.
#[must_use]
pub fn unread(case: &Case) -> Set<FactName> {
    let (admission, completion) = (case.policy.admission(), case.policy.completion());
    let in_force: Vec<Code> = match own_row(case).map(|row| row.phase) {
        Some(Phase::Closing) => completion.iter().collect(),
        Some(Phase::Closed) => Vec::new(),
        _ => admission.iter().chain(completion.iter()).collect(),
    };
    let facts = [
        "outstanding_withdrawals",
        "pending_transfers",
        "open_orders",
        "open_positions",
        "unsettled_trades",
        "expected_corporate_actions",
        "accounts_not_closed",
        "outstanding_fees",
        "liens",
        "cash_balance",
    ];
    let codes = facts.into_iter().filter_map(Code::named);
    let holding = codes.filter(|code| held(code.name(), case).is_some_and(|sight| sight.present));
    let restricted = case.facts.restrictions.stated().is_some_and(|all| all.iter().next().is_some());
    let holding = holding.chain(Code::named("account_restricted").filter(|_| restricted));
    let passed_over = holding.filter(|code| !in_force.contains(code));
    passed_over.filter_map(Code::fact).filter(|fact| !is_stale(case, *fact)).collect()
}

/// The gate holds a closing that is looked at again, until the last of the tax years ends in which it counts from.
fn gate(case: &Case) -> Option<GateStand> {
    if case.command != Command::Advance || !is_in(case, Phase::Closing) || !is_held(case) {
        return Some(GateStand::Absent);
    }
    let missed = case.policy.options().missed_boundary;
    let from = match missed {
        MissedBoundary::NextBoundary => clear_since(case),
        MissedBoundary::WhenClear => case.state.requested_at,
    };
    let opens = last_year_end(case, from.unwrap_or(case.now))?;
    Some(match missed {
        _ if case.now < opens => GateStand::Ahead,
        MissedBoundary::NextBoundary => GateStand::OpenWhileClear,
        MissedBoundary::WhenClear => GateStand::Open,
    })
}

/// A recorded clearance never counts from before the request.
fn clear_since(case: &Case) -> Option<Timestamp> {
    case.state.clear_since.map(|since| case.state.requested_at.map_or(since, |asked| asked.max(since)))
}

/// The end of the last of the tax years that contain this instant. `None` if one cannot be represented.
fn last_year_end(case: &Case, instant: Timestamp) -> Option<Timestamp> {
    let ends: Result<Vec<Timestamp>, _> =
        gates(case).map(|gate| gate.calendar.year_of(instant).map(|year| year.end)).collect();
    ends.ok()?.into_iter().max()
}
