//! What goes into a sweep and what comes out of it, a column each.

use super::row::{Row, low_half, nanoseconds};
use crate::decision::{Outcome, Verdict};
use crate::event::EventKind;
use crate::vocab::Set;
use jiff::Timestamp;

/// Subjects, one a row. Every column has as many rows.
///
/// The layout is that of Arrow, so that the buffers of its arrays can be passed as they are: `UInt8` (or the keys of a
/// dictionary) for the status, `UInt32` for the sets of causes, `Timestamp(Nanosecond, UTC)` for the instants. Only
/// instants may have nulls.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'c> {
    /// The place of the status in the lifecycle of the policy; any number that is no place there, such as
    /// [`Row::UNKNOWN_STATUS`](super::Row::UNKNOWN_STATUS), for a status that is not documented.
    pub status: &'c [u8],
    /// The causes that are present: the low half of [`Set::bits`](crate::Set::bits). What the policy does not look for
    /// is passed over.
    pub present: &'c [u32],
    /// The causes of which nobody knows whether they are present, likewise.
    pub unknown: &'c [u32],
    /// When closing was requested.
    pub requested_at: Instants<'c>,
    /// Since when it has been clear.
    pub clear_since: Instants<'c>,
}

impl<'c> Rows<'c> {
    /// The same rows, this many at a time; the last time those that are left. A multiple of 8, as bits stand in bytes.
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

    pub(super) fn row(&self, place: usize) -> Option<Row> {
        Some(Row {
            status: *self.status.get(place)?,
            present: *self.present.get(place)?,
            unknown: *self.unknown.get(place)?,
            requested_at: self.requested_at.at(place)?,
            clear_since: self.clear_since.at(place)?,
        })
    }
}

/// A column of instants, in nanoseconds since 1970-01-01T00:00:00Z, some of which may be missing.
#[derive(Clone, Copy, Debug)]
pub struct Instants<'c> {
    /// The instants; what stands where there is none is of no account.
    pub nanoseconds: &'c [i64],
    /// One bit a row, of each byte the lowest first: set where there is an instant. Rows beyond its end have none. The
    /// first bit is that of the first row, so a slice of an array begins at a multiple of 8.
    /// Without it there is an instant in every row but those that hold [`Instants::NULL`].
    pub validity: Option<&'c [u8]>,
}

impl<'c> Instants<'c> {
    /// Stands for a missing instant where no bits tell which are.
    pub const NULL: i64 = i64::MIN;

    /// The first instant that a column can hold.
    pub(super) const FIRST: i64 = Self::NULL + 1;

    /// Without bits: [`Instants::NULL`] stands for those that are missing.
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

    /// The instant of a row, or [`Instants::NULL`]; `None` beyond the last row.
    fn at(&self, place: usize) -> Option<i64> {
        let nanoseconds = *self.nanoseconds.get(place)?;
        let bit = |bits: &[u8]| bits.get(place / 8).is_some_and(|byte| byte >> (place % 8) & 1 == 1);
        Some(if self.validity.is_none_or(bit) { nanoseconds } else { Self::NULL })
    }
}

/// What a sweep says, a row for each of its subjects. Every column has to have as many rows; what was in it is
/// overwritten.
#[derive(Debug)]
pub struct Answers<'c> {
    /// The place of the verdict in [`Verdict`]; [`Answers::MISUSE`] for a row that
    /// [`PolicyAt::decide`](super::PolicyAt::decide) refuses to answer, and says why.
    pub verdict: &'c mut [u8],
    /// Everything in the way, as the bits of [`Decision::codes`](crate::Decision::codes).
    pub blockers: &'c mut [u32],
    /// What happens, as the bits of [`Events::kinds`](crate::event::Events::kinds): to be committed as after a decision.
    pub events: &'c mut [u8],
    /// When it counts as closed, in nanoseconds since 1970-01-01T00:00:00Z, if it closes; 0 where it does not.
    pub effective_at: &'c mut [i64],
}

impl Answers<'_> {
    /// In place of a verdict: the row contradicts itself.
    pub const MISUSE: u8 = u8::MAX;

    /// The verdict that a number of the column stands for; `None` for [`Answers::MISUSE`] and all that a sweep does not
    /// write.
    ///
    /// ```
    /// use closeout::{sweep::Answers, Verdict};
    /// assert_eq!(Answers::verdict_at(Verdict::Waiting.place()), Some(Verdict::Waiting));
    /// assert_eq!(Answers::verdict_at(Answers::MISUSE), None);
    /// ```
    #[must_use]
    pub fn verdict_at(place: u8) -> Option<Verdict> {
        Verdict::ALL.get(usize::from(place)).copied()
    }

    /// The same rows, this many at a time; the last time those that are left.
    pub(super) fn blocks(&mut self, rows: usize) -> impl Iterator<Item = Answers<'_>> {
        let said = self.verdict.chunks_mut(rows).zip(self.blockers.chunks_mut(rows));
        let happens = self.events.chunks_mut(rows).zip(self.effective_at.chunks_mut(rows));
        let columns = said.zip(happens);
        columns.map(|((verdict, blockers), (events, effective_at))| Answers {
            verdict,
            blockers,
            events,
            effective_at,
        })
    }

    /// Says of one row what `decide` says; `None` where that is a misuse.
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
    if let Some(slot) = column.get_mut(place) {
        *slot = value;
    }
}

/// All of it: there are four kinds.
fn low_byte(events: Set<EventKind>) -> u8 {
    u8::try_from(events.bits()).unwrap_or(u8::MAX)
}

/// Why columns cannot be swept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SweepError {
    /// A column is shorter or longer than the column of statuses.
    #[error("the column `{column}` has {found} rows: expected {expected}, as many as `status` has")]
    ColumnLength {
        /// The column.
        column: &'static str,
        /// How many rows `status` has.
        expected: usize,
        /// How many rows it has.
        found: usize,
    },
    /// The instant of the sweep does not fit the nanoseconds of a column.
    #[error("{now} does not fit a column of nanoseconds: expected an instant of the years 1678 to 2261")]
    OutsideColumn {
        /// The instant.
        now: Timestamp,
    },
}

/// Whether all columns are as long as that of statuses.
pub(super) fn same_length(rows: &Rows<'_>, answers: &Answers<'_>) -> Result<(), SweepError> {
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
