//! A subject as a row of columns, with exactly the values that the heart needs.

use super::cell::{NULL, low_half, nanoseconds, timestamp};
use super::columns::Rows;
use crate::blocker::Code;
use crate::command::Command;
use crate::decide::{Found, observe};
use crate::decision::{MisuseError, check};
use crate::facts::Facts;
use crate::lifecycle::{State, Status};
use crate::policy::Policy;
use crate::profile::Stage;
use crate::rules::{Observed, Premises, asked};
use crate::vocab::Set;
use jiff::Timestamp;

/// A row of [`Rows`](super::Rows) for one subject: valid for as long as neither its state nor its facts change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The place of its status in the lifecycle, or [`Row::UNKNOWN_STATUS`].
    pub status: u8,
    /// The causes that are present, one bit each.
    pub present: u32,
    /// The causes whose presence, or amount, is unknown.
    pub unknown: u32,
    /// The instant at which closing was requested, in nanoseconds since 1970-01-01T00:00:00Z, or
    /// [`Instants::NULL`](super::Instants::NULL).
    pub requested_at: i64,
    /// The instant since which the subject has been clear, in the same form.
    pub clear_since: i64,
}

/// A reason why a question cannot become a row.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// A contradiction at every instant.
    #[error(transparent)]
    Misuse(#[from] MisuseError),
    /// A limit on the age of facts, so that the values of a row depend on the instant of the question.
    #[error(
        "the policy says how old facts may be: expected an instant, since a row of such a policy serves at one instant only"
    )]
    AgesCount,
    /// An instant does not fit the nanoseconds of a column.
    #[error(
        "`state.{field}` is {found}, which does not fit a column of nanoseconds: expected an instant of the years 1678 to 2261"
    )]
    OutsideColumn {
        /// The field of the state.
        field: &'static str,
        /// The instant of the state.
        found: Timestamp,
    },
}

impl Policy {
    /// Returns the question as a row for a sweep under the stage of the command; the causes are found by the same
    /// function as in [`decide`](crate::decide()).
    ///
    /// # Errors
    /// If the question contradicts itself at every instant, if an instant of the state lies outside the years 1678 to
    /// 2261, or if the policy limits the age of facts: in that case use [`PolicyAt::row`](super::PolicyAt::row).
    pub fn row(&self, state: &State, facts: &Facts, command: &Command) -> Result<Row, RowError> {
        if !self.max_age().is_unlimited() {
            return Err(RowError::AgesCount);
        }
        row(self, state, facts, command, Timestamp::MAX)
    }
}

/// Reads a question as a row. `now` is the instant for the ages of facts.
pub(super) fn row(
    policy: &Policy,
    state: &State,
    facts: &Facts,
    command: &Command,
    now: Timestamp,
) -> Result<Row, RowError> {
    let premises = Premises::new(policy, state, facts, asked(command), now);
    check(&premises, command.reason())?;
    let Found { observed, ahead } = observe(&premises, command.reason());
    let place = premises.own.and_then(|row| u8::try_from(row.place).ok());
    Ok(Row {
        status: place.unwrap_or(Row::UNKNOWN_STATUS),
        present: low_half(observed.present.union(in_a_row(ahead.present))),
        unknown: low_half(observed.unknown.union(in_a_row(ahead.unknown))),
        requested_at: instant("requested_at", state.requested_at)?,
        clear_since: instant("clear_since", state.clear_since)?,
    })
}

/// Drops the cause that depends on the command: facts count the same for both gates, while the values that a command
/// states differ between them.
fn in_a_row(ahead: Set<Code>) -> Set<Code> {
    ahead.without(Code::ReasonRequired)
}

impl Row {
    /// The place for every status that the lifecycle does not document.
    pub const UNKNOWN_STATUS: u8 = u8::MAX;

    /// Returns a row of columns; `None` beyond the last.
    pub(super) fn at(rows: &Rows<'_>, place: usize) -> Option<Self> {
        Some(Self {
            status: *rows.status.get(place)?,
            present: *rows.present.get(place)?,
            unknown: *rows.unknown.get(place)?,
            requested_at: rows.requested_at.at(place)?,
            clear_since: rows.clear_since.at(place)?,
        })
    }

    pub(super) fn state(&self, policy: &Policy) -> State {
        let row = policy.lifecycle().statuses().get(usize::from(self.status));
        let mut state = State::new(row.map_or_else(|| Status::unknown(""), Status::known));
        state.requested_at = timestamp(self.requested_at);
        state.clear_since = timestamp(self.clear_since);
        state
    }

    pub(super) fn found(&self, policy: &Policy, ask: Stage) -> Found {
        let of = |looked_for| Observed {
            present: codes(self.present).intersection(looked_for),
            unknown: codes(self.unknown).intersection(looked_for),
        };
        let observed = of(looked_for(policy, ask));
        if ask == Stage::Completion {
            return Found { observed, ahead: Observed::default() };
        }
        let completion = looked_for(policy, Stage::Completion);
        let Observed { present, unknown } = of(in_a_row(completion));
        let unstated = Set::only(Code::ReasonRequired).intersection(completion);
        Found { observed, ahead: Observed { present: present.union(unstated), unknown } }
    }
}

/// Returns the causes that a row can have: those that the policy looks for, except the ones that state and clock
/// decide.
pub(super) fn looked_for(policy: &Policy, ask: Stage) -> Set<Code> {
    let of_state = Set::only(Code::AlreadyClosed).with(Code::StatusDoesNotAdmitClosing);
    policy.conditions(ask).difference(Code::of_clocks().union(of_state))
}

fn codes(bits: u32) -> Set<Code> {
    Set::from_bits(u64::from(bits))
}

fn instant(field: &'static str, found: Option<Timestamp>) -> Result<i64, RowError> {
    let Some(found) = found else {
        return Ok(NULL);
    };
    nanoseconds(found).ok_or(RowError::OutsideColumn { field, found })
}
