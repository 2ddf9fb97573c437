//! Columns of many accounts, of which few are closing and fewer can be closed, as on any day.

use super::dice::Dice;
use super::{Subject, now, subject};
use closeout::{
    Code, Facts,
    profile::Stage,
    providers::upvest,
    sweep::{AnswersMut, Instants, PolicyAt, Row, Rows},
};

const DAY: i64 = 86_400_000_000_000;

/// Rows that are swept at a time, into answers that stay in a cache.
const CHUNK: usize = 8_192;

/// A book of accounts under one policy.
#[derive(Debug)]
pub(crate) struct Columns<'p>(closeout::sweep::Columns<'p>);

/// A policy with a gate for everybody, so that nothing of a sweep is left out.
pub(crate) fn policy() -> Subject {
    subject("swept", &upvest::ACCOUNT, "CLOSING", "GB", Facts::all_clear())
}

impl<'p> Columns<'p> {
    /// One in fifty is closing; of these nine in ten hold something or wait for the gate.
    pub(crate) fn of(Subject { policy, state, .. }: &'p Subject, rows: usize) -> Self {
        let closing = u8::try_from(state.status.place().unwrap()).unwrap();
        let now = i64::try_from(now().as_nanosecond()).unwrap();
        let mut dice = Dice::new();
        let mut columns = policy.columns(Stage::Completion);
        columns.reserve(rows);
        for _ in 0..rows {
            let is_closing = dice.one_in(50);
            let requested_at = if is_closing { now - dice.below(200) * DAY } else { Instants::NULL };
            let clear = is_closing && dice.one_in(2);
            columns.push_row(Row {
                status: if is_closing { closing } else { 0 },
                present: if dice.one_in(5) { 0 } else { cause(&mut dice) },
                unknown: if dice.one_in(20) { cause(&mut dice) } else { 0 },
                requested_at,
                clear_since: if clear { requested_at } else { Instants::NULL },
            });
        }
        Self(columns)
    }

    pub(crate) fn rows(&self, from: usize, to: usize) -> Rows<'_> {
        let rows = self.0.rows();
        Rows {
            status: &rows.status[from..to],
            present: &rows.present[from..to],
            unknown: &rows.unknown[from..to],
            requested_at: Instants::new(&rows.requested_at.nanoseconds[from..to]),
            clear_since: Instants::new(&rows.clear_since.nanoseconds[from..to]),
        }
    }

    /// Sweeps these rows, and says how many closed.
    pub(crate) fn sweep(&self, at: &PolicyAt<'_>, from: usize, to: usize) -> u64 {
        let (mut verdict, mut blockers) = (vec![0; CHUNK], vec![0; CHUNK]);
        let (mut events, mut effective_at) = (vec![0; CHUNK], vec![0; CHUNK]);
        let mut closed = 0;
        for from in (from..to).step_by(CHUNK) {
            let to = to.min(from + CHUNK);
            let answers = &mut AnswersMut {
                verdict: &mut verdict[..to - from],
                blockers: &mut blockers[..to - from],
                events: &mut events[..to - from],
                effective_at: &mut effective_at[..to - from],
            };
            at.sweep_into(Stage::Completion, &self.rows(from, to), answers).unwrap();
            closed += answers.events.iter().map(|events| u64::from(events >> 3)).sum::<u64>();
        }
        closed
    }
}

/// One of those that the policy looks for.
fn cause(dice: &mut Dice) -> u32 {
    let looked_for = [Code::OpenPositions, Code::UnsettledTrades, Code::ExpectedCorporateActions];
    let at = usize::try_from(dice.roll() % 3).unwrap();
    u32::try_from(looked_for[at].bit()).unwrap()
}
