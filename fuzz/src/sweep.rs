//! A question with clocks, as a row among others, against the question itself.

use crate::ask::{Ask as Question, Case, Zone};
use crate::observe::is_far_off;
use arbitrary::Arbitrary;
use closeout::{
    Command, MisuseError, Verdict,
    facts::FactName,
    laws,
    policy::{Clock, Notice},
    profile::Stage,
    sweep::{AnswersMut, Columns, Instants, PolicyAt, Row, RowError, Rows},
};
use jiff::civil::{Date, Time};

/// A question, the clocks of its policy, and what lies beside it.
#[derive(Arbitrary, Clone, Debug)]
pub struct Input {
    question: Question,
    clocks: Vec<Timer>,
    before: u8,
    after: u8,
    beside: Beside,
    by_bits: bool,
}

/// A clock.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Timer {
    /// So many days from the beginning of 2020.
    NotBefore(u16, Zone),
    /// So many days.
    Notice(u8, Zone),
    /// So many minutes into the day.
    CutOff(u16, Zone),
}

/// A row of any kind.
#[derive(Arbitrary, Clone, Copy, Debug)]
struct Beside {
    status: u8,
    present: u32,
    unknown: u32,
    requested_at: i64,
    clear_since: i64,
}

impl Timer {
    /// Returns the clock.
    #[must_use]
    pub fn clock(self) -> Clock {
        match self {
            Self::NotBefore(days, zone) => {
                let first = Date::constant(2020, 1, 1);
                let day = first.checked_add(jiff::Span::new().days(i64::from(days % 4_000))).unwrap_or(first);
                Clock::NotBefore { day, zone: zone.time_zone() }
            }
            Self::Notice(days, zone) => Clock::Notice(Notice::days(days.into(), zone.time_zone())),
            Self::CutOff(minutes, zone) => {
                let (hour, minute) = (minutes / 60 % 24, minutes % 60);
                let part = |number: u16| i8::try_from(number).unwrap_or(0);
                let time = Time::new(part(hour), part(minute), 0, 0).unwrap_or(Time::midnight());
                Clock::CutOff { time, zone: zone.time_zone() }
            }
        }
    }
}

/// The laws hold of the question; a sweep says of its row, wherever it lies, what `decide` says of it.
///
/// # Panics
/// If not.
pub fn check(input: &Input) {
    let mut case = input.question.case();
    case.policy = case.policy.with_clocks(input.clocks.iter().map(|timer| timer.clock()));
    let decision = case.decide();
    if let Ok(decision) = &decision {
        assert_eq!(laws::broken_by_decision(decision), None);
    }
    let at = case.policy.at(case.now);
    let again = at.decide(&case.state, &case.facts, &case.command);
    assert_eq!(format!("{again:?}"), format!("{decision:?}"), "a policy at an instant");
    let row = match row(&case) {
        Ok(row) => row,
        Err(RowError::Misuse(_)) => return assert!(decision.is_err(), "no row of what is decided"),
        Err(_) => return,
    };
    // A row that serves at any instant shows nothing of the future but the instants that a column has, nor does any row
    // show what is expected beyond the calendar.
    let read = FactName::ALL.iter().filter_map(|fact| case.facts.as_of.of(*fact));
    let unseen = read.chain(case.state.closed_at).any(|instant| instant > case.now);
    if !unseen && !is_far_off(&case) && i64::try_from(case.now.as_nanosecond()).is_ok() {
        assert_eq!(swept(input, &case, row), expected(decision), "swept, and decided");
    }
}

/// Of any instant, where no age counts; otherwise of this one, and what serves at any is refused.
fn row(case: &Case) -> Result<Row, RowError> {
    let Case { policy, state, facts, command, now } = case;
    let row = policy.row(state, facts, command);
    if policy.max_age().is_unlimited() {
        return row;
    }
    assert_eq!(row, Err(RowError::AgesCount));
    policy.at(*now).row(state, facts, command)
}

type Said = (u8, u32, u8, i64);

fn expected(decision: Result<closeout::Decision<'_>, MisuseError>) -> Said {
    let Ok(decision) = decision else {
        return (AnswersMut::MISUSE, 0, 0, 0);
    };
    let effective_at = decision.effective_at().map_or(0, |at| at.as_nanosecond().try_into().unwrap_or(0));
    let codes = decision.codes().bits().try_into().unwrap_or(0);
    let events = decision.events().kinds().bits().try_into().unwrap_or(0);
    (Verdict::place(decision.verdict()), codes, events, effective_at)
}

fn swept(input: &Input, case: &Case, row: Row) -> Said {
    let Beside { status, present, unknown, requested_at, clear_since } = input.beside;
    let beside = Row { status, present, unknown, requested_at, clear_since };
    let stage = if case.command == Command::Advance { Stage::Completion } else { Stage::Admission };
    let at = case.policy.at(case.now);
    let mut book = case.policy.columns(stage);
    for _ in 0..input.before {
        book.push_row(beside);
    }
    let place = book.push_row(row);
    for _ in 0..input.after {
        book.push_row(beside);
    }
    if input.by_bits {
        return in_columns(&at, stage, &book, place);
    }
    let answers = at.sweep(&book).expect("the book is read under this policy");
    let answer = answers.get(place).expect("every account is answered");
    let blockers = answer.blockers.bits().try_into().unwrap_or(0);
    let events = answer.events.bits().try_into().unwrap_or(0);
    let effective_at = answer.effective_at.map_or(0, |at| at.as_nanosecond().try_into().unwrap_or(0));
    (answer.verdict.map_or(AnswersMut::MISUSE, Verdict::place), blockers, events, effective_at)
}

/// The answer to one row, where validity bits tell which instants are there.
fn in_columns(at: &PolicyAt<'_>, stage: Stage, book: &Columns<'_>, place: usize) -> Said {
    let rows = book.rows();
    let (requests, clearances) = (validity(rows.requested_at), validity(rows.clear_since));
    let columns = Rows {
        requested_at: Instants { validity: Some(&requests), ..rows.requested_at },
        clear_since: Instants { validity: Some(&clearances), ..rows.clear_since },
        ..rows
    };
    let length = book.len();
    let (mut verdict, mut blockers) = (vec![7; length], vec![7; length]);
    let (mut events, mut effective_at) = (vec![7; length], vec![7; length]);
    let mut answers = AnswersMut {
        verdict: &mut verdict,
        blockers: &mut blockers,
        events: &mut events,
        effective_at: &mut effective_at,
    };
    at.sweep_into(stage, &columns, &mut answers).expect("columns are of one length");
    (verdict[place], blockers[place], events[place], effective_at[place])
}

/// One bit for each instant that is there.
fn validity(column: Instants<'_>) -> Vec<u8> {
    let eights = column.nanoseconds.chunks(8).map(|eight| {
        let places = eight.iter().zip(0_u8..);
        places.fold(0, |bits, (instant, place)| bits | u8::from(*instant != Instants::NULL) << place)
    });
    eights.collect()
}
