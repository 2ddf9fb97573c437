//! The columns of a sweep, for input and output.

use super::cell::{NULL, low_byte, low_half, nanoseconds};
use crate::decision::{Outcome, Verdict};
use crate::event::EventKind;
use jiff::Timestamp;

/// Subjects, one a row. All columns must have the same length.
///
/// The layout is that of Arrow, so that the buffers of its arrays can be passed as they are: `UInt8` (or the keys of a
/// dictionary) for the status, `UInt32` for the sets of causes, `Timestamp(Nanosecond, UTC)` for the instants. Only
/// instants may have nulls.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'c> {
    /// The place of the status in the lifecycle of the policy; any other number, such as
    /// [`Row::UNKNOWN_STATUS`](super::Row::UNKNOWN_STATUS), for a status that is not documented.
    pub status: &'c [u8],
    /// The causes that are present: the low half of [`Set::bits`](crate::Set::bits). Causes that the policy does not
    /// look for are ignored.
    pub present: &'c [u32],
    /// The causes whose presence is unknown, one bit each as in `present`.
    pub unknown: &'c [u32],
    /// The instants at which closing was requested.
    pub requested_at: Instants<'c>,
    /// The instants since which the rows have been clear.
    pub clear_since: Instants<'c>,
}

impl<'c> Rows<'c> {
    /// Cuts the rows into blocks of this many, the last of which may be shorter. The size is a multiple of 8, as
    /// validity bits are in bytes.
    pub(super) fn blocks(&self, rows: usize) -> impl Iterator<Item = Self> + use<'c> {
        let causes = self.present.chunks(rows).zip(self.unknown.chunks(rows));
        let instants = self.requested_at.blocks(rows).zip(self.clear_since.blocks(rows));
        let columns = self.status.chunks(rows).zip(causes).zip(instants);
        columns.map(|((status, (present, unknown)), (requested_at, clear_since))| Rows {
            status,
            present,
            unknown,
            requested_at,
            clear_since,
        })
    }
}

/// A column of instants, in nanoseconds since 1970-01-01T00:00:00Z, some of which may be missing.
#[derive(Clone, Copy, Debug)]
pub struct Instants<'c> {
    /// Nanoseconds since the Unix epoch; values in null rows are ignored.
    pub nanoseconds: &'c [i64],
    /// Arrow validity bitmap, least significant bit first: set where there is an instant. Rows past its end are null.
    /// Slice at multiples of 8. Without it, the rows that hold [`Instants::NULL`] are null.
    pub validity: Option<&'c [u8]>,
}

impl<'c> Instants<'c> {
    /// The number of a missing instant, in a column without validity bits.
    pub const NULL: i64 = NULL;

    /// Returns a column without validity bits: [`Instants::NULL`] marks missing instants.
    #[must_use]
    pub const fn new(nanoseconds: &'c [i64]) -> Self {
        Self { nanoseconds, validity: None }
    }

    fn blocks(self, rows: usize) -> impl Iterator<Item = Self> + use<'c> {
        let bytes = rows.div_ceil(8);
        self.nanoseconds.chunks(rows).enumerate().map(move |(block, nanoseconds)| {
            let validity = self.validity.map(|bits| bits.chunks(bytes).nth(block).unwrap_or_default());
            Instants { nanoseconds, validity }
        })
    }

    /// Returns the instant of a row, or [`Instants::NULL`]; `None` beyond the last row.
    pub(super) fn at(&self, place: usize) -> Option<i64> {
        let nanoseconds = *self.nanoseconds.get(place)?;
        let bit = |bits: &[u8]| bits.get(place / 8).is_some_and(|byte| byte >> (place % 8) & 1 == 1);
        Some(if self.validity.is_none_or(bit) { nanoseconds } else { Self::NULL })
    }
}

/// The answers of a sweep as columns to be written, in the layout of Arrow: one row for each row of [`Rows`]. All columns
/// must have the same length; their contents are overwritten.
#[derive(Debug)]
pub struct AnswersMut<'c> {
    /// The place of the verdict in [`Verdict`]; [`AnswersMut::MISUSE`] for a row that contradicts itself:
    /// [`PolicyAt::decide`](super::PolicyAt::decide) returns the error.
    pub verdict: &'c mut [u8],
    /// The codes of all blockers, as the bits of [`Decision::codes`](crate::Decision::codes).
    pub blockers: &'c mut [u32],
    /// The events, as the bits of [`Events::kinds`](crate::event::Events::kinds): to be committed as after a decision.
    pub events: &'c mut [u8],
    /// The instants from which the rows count as closed, in nanoseconds since 1970-01-01T00:00:00Z; 0 in rows that do
    /// not close.
    pub effective_at: &'c mut [i64],
}

impl AnswersMut<'_> {
    /// The number in place of a verdict for a row that contradicts itself.
    pub const MISUSE: u8 = u8::MAX;

    /// Returns the verdict that a number of the column means; `None` for [`AnswersMut::MISUSE`] and every number that a
    /// sweep does not write.
    ///
    /// ```
    /// use closeout::{sweep::AnswersMut, Verdict};
    /// assert_eq!(AnswersMut::verdict_at(Verdict::Waiting.place()), Some(Verdict::Waiting));
    /// assert_eq!(AnswersMut::verdict_at(AnswersMut::MISUSE), None);
    /// ```
    #[must_use]
    pub fn verdict_at(place: u8) -> Option<Verdict> {
        Verdict::ALL.get(usize::from(place)).copied()
    }

    /// Cuts the rows into blocks of this many, the last of which may be shorter.
    pub(super) fn blocks(&mut self, rows: usize) -> impl Iterator<Item = AnswersMut<'_>> {
        let said = self.verdict.chunks_mut(rows).zip(self.blockers.chunks_mut(rows));
        let happens = self.events.chunks_mut(rows).zip(self.effective_at.chunks_mut(rows));
        let columns = said.zip(happens);
        columns.map(|((verdict, blockers), (events, effective_at))| AnswersMut {
            verdict,
            blockers,
            events,
            effective_at,
        })
    }

    /// Writes the answer of `decide` into one row; `None` is a misuse.
    pub(super) fn set(&mut self, place: usize, said: Option<(Outcome, Timestamp)>) {
        let (verdict, blockers, events, effective_at) = match said {
            None => (Self::MISUSE, 0, 0, 0),
            Some((outcome, at)) => {
                let closes = outcome.events.contains(EventKind::Closed);
                let at = nanoseconds(at).filter(|_| closes).unwrap_or_default();
                (outcome.verdict.place(), low_half(outcome.blockers), low_byte(outcome.events), at)
            }
        };
        write(self.verdict, place, verdict);
        write(self.blockers, place, blockers);
        write(self.events, place, events);
        write(self.effective_at, place, effective_at);
    }
}

fn write<T>(column: &mut [T], place: usize, value: T) {
    debug_assert!(place < column.len(), "a block has no row {place}");
    if let Some(slot) = column.get_mut(place) {
        *slot = value;
    }
}

/// A reason why columns cannot be swept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SweepError {
    /// A column is shorter or longer than the column of statuses.
    #[error("the column `{column}` has {found} rows: expected {expected}, as many as `status` has")]
    ColumnLength {
        /// The column.
        column: &'static str,
        /// The number of rows of `status`.
        expected: usize,
        /// The number of rows of the column.
        found: usize,
    },
    /// The book was read under another policy.
    #[error("the book was read under another policy: expected the one that sweeps it")]
    OtherPolicy,
    /// A book that was read at another instant, although the policy limits the age of facts.
    #[error(
        "the book serves at {read_at} only, since its policy says how old facts may be; expected that instant, found {now}"
    )]
    OtherInstant {
        /// The instant at which the book serves.
        read_at: Timestamp,
        /// The instant of the sweep.
        now: Timestamp,
    },
    /// The instant of the sweep does not fit the nanoseconds of a column.
    #[error("{now} does not fit a column of nanoseconds: expected an instant of the years 1678 to 2261")]
    OutsideColumn {
        /// The instant.
        now: Timestamp,
    },
}

/// Checks that all columns are as long as that of statuses.
pub(super) fn same_length(rows: &Rows<'_>, answers: &AnswersMut<'_>) -> Result<(), SweepError> {
    let expected = rows.status.len();
    let columns = [
        ("present", rows.present.len()),
        ("unknown", rows.unknown.len()),
        ("requested_at", rows.requested_at.nanoseconds.len()),
        ("clear_since", rows.clear_since.nanoseconds.len()),
        ("verdict", answers.verdict.len()),
        ("blockers", answers.blockers.len()),
        ("events", answers.events.len()),
        ("effective_at", answers.effective_at.len()),
    ];
    match columns.into_iter().find(|(_, found)| *found != expected) {
        Some((column, found)) => Err(SweepError::ColumnLength { column, expected, found }),
        None => Ok(()),
    }
}
