//! What completion waits for besides conditions and tax years.

use super::notice::Notice;
use crate::blocker::Code;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// A clock of a policy: closing in two steps does not complete before it opens. Data only; zones are the caller's.
///
/// Of several, and of the tax years that a profile waits for, the one that opens last counts: closing takes effect at
/// that instant, or at the one since which everything has been clear if that is later, however late the call is.
///
/// ```
/// use closeout::{policy::{Clock, Notice}, timing::{BusinessCalendar, NoticePeriod}, Code};
/// use jiff::{civil::{Weekday, date, time}, tz};
/// let new_york = tz::get!("America/New_York");
/// let cut_off = Clock::CutOff { time: time(17, 0, 0, 0), zone: new_york.clone() };
/// assert_eq!(cut_off.code(), Code::CutOff);
///
/// let year = date(2026, 1, 1)..=date(2026, 12, 31);
/// let calendar = BusinessCalendar::new([Weekday::Saturday, Weekday::Sunday], [], year)?;
/// let notice = Notice::new(NoticePeriod::BusinessDays(10, calendar), new_york);
/// assert_eq!(Clock::Notice(notice).code(), Code::NoticePeriod);
///
/// let nothing_covered = BusinessCalendar::new([], [], date(2026, 12, 31)..=date(2026, 1, 1));
/// assert!(nothing_covered.is_err());
/// # Ok::<(), closeout::timing::BusinessCalendarError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clock {
    /// Opens at the first instant of a civil day.
    NotBefore {
        /// The day.
        day: Date,
        /// The zone whose civil days count.
        zone: TimeZone,
    },
    /// Opens when a notice from the request has run out, where it is due or could be.
    Notice(Notice),
    /// What becomes clear at or after a time of day counts as clear with the first instant of the next civil day;
    /// before it, at once. The first time that the clocks show it on a day is the one that counts.
    CutOff {
        /// The local time.
        time: Time,
        /// The zone whose clocks and civil days count.
        zone: TimeZone,
    },
}

impl Clock {
    /// The code of the blocker that it is as long as it has not opened.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::NotBefore { .. } => Code::NotBefore,
            Self::Notice(_) => Code::NoticePeriod,
            Self::CutOff { .. } => Code::CutOff,
        }
    }

    /// The zone whose civil days count.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        match self {
            Self::NotBefore { zone, .. } | Self::Notice(Notice { zone, .. }) | Self::CutOff { zone, .. } => {
                zone
            }
        }
    }
}
