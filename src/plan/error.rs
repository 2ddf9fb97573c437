//! The reasons why there is no plan.

use crate::blocker::Code;
use crate::decision::MisuseError;
use crate::timing::CalendarRangeError;
use crate::vocab::Printable;
use alloc::string::String;

/// A reason why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// A question about one account or group that contradicts itself.
    #[error("`{id}`: {misuse}", id = Printable(.id))]
    Misuse {
        /// The id of the subject.
        id: String,
        /// The contradiction.
        misuse: MisuseError,
    },
    /// A status from which no move leads to one that admits closing.
    #[error(
        "`{id}` is `{status}`: no documented way leads from there to a closed status",
        id = Printable(.id), status = Printable(.status)
    )]
    NoWay {
        /// The id of the subject.
        id: String,
        /// The status, exactly as written.
        status: String,
    },
    /// A cause that no permitted activity clears in any status on the way.
    #[error(
        "`{id}` is `{status}`: nothing that clears `{code}` is permitted on the way to a closed status",
        id = Printable(.id), status = Printable(.status)
    )]
    NoCure {
        /// The id of the subject.
        id: String,
        /// The status, exactly as written.
        status: String,
        /// The cause.
        code: Code,
    },
    /// A date is too far off.
    #[error(transparent)]
    OutsideCalendar(#[from] CalendarRangeError),
}
