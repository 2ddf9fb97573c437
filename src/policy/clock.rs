//! The clocks that completion waits for, besides conditions and tax years.

use super::notice::Notice;
use crate::blocker::Code;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// A clock of a policy: closing in two steps does not complete before the clock opens. Data only; you supply the zones.
///
/// If several clocks and gates apply, the latest decides. Closing takes effect then, or when the last condition cleared
/// if that is later, however late `advance` is called.
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
    /// A day: the clock opens at the first instant of this civil day.
    NotBefore {
        /// The day.
        day: Date,
        /// The zone whose civil days count.
        zone: TimeZone,
    },
    /// A notice: the clock opens when the notice has run out, counted from the request. A notice counts if it is due or
    /// could be.
    Notice(Notice),
    /// A cut-off: a clearance at or after this local time takes effect at the start of the next day; an earlier one at
    /// once. If clocks go back over it, its first occurrence is the cut-off.
    CutOff {
        /// The local time.
        time: Time,
        /// The zone whose clocks and civil days count.
        zone: TimeZone,
    },
}

impl Clock {
    /// Returns the code of the blocker for this clock until it opens.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::NotBefore { .. } => Code::NotBefore,
            Self::Notice(_) => Code::NoticePeriod,
            Self::CutOff { .. } => Code::CutOff,
        }
    }

    /// Returns the zone whose civil days count.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        match self {
            Self::NotBefore { zone, .. } | Self::Notice(Notice { zone, .. }) | Self::CutOff { zone, .. } => {
                zone
            }
        }
    }
}
