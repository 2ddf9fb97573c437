//! Why there is no plan.

use crate::blocker::Code;
use crate::decision::MisuseError;
use crate::timing::CalendarRangeError;
use alloc::string::String;

/// There is no plan, and this is why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The question about one account or group contradicts itself.
    #[error("`{id}`: {misuse}")]
    Misuse {
        /// Whose.
        id: String,
        /// The contradiction.
        misuse: MisuseError,
    },
    /// No move leads from its status to one that admits closing.
    #[error("`{id}` is `{status}`: no documented way leads from there to a closed status")]
    NoWay {
        /// Whose.
        id: String,
        /// The status, to the letter.
        status: String,
    },
    /// Nothing that would clear a cause is permitted in any status on the way.
    #[error("`{id}` is `{status}`: nothing that clears `{code}` is permitted on the way to a closed status")]
    NoCure {
        /// Whose.
        id: String,
        /// The status, to the letter.
        status: String,
        /// The cause.
        code: Code,
    },
    /// A date is too far off.
    #[error(transparent)]
    OutsideCalendar(#[from] CalendarRangeError),
}
