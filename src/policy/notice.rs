//! Notices.

use crate::timing::NoticePeriod;
use jiff::tz::TimeZone;

/// A notice that has to run out before closing completes: how long it is, and where its days are counted.
///
/// ```
/// use closeout::{Notice, NoticePeriod};
/// use jiff::tz;
/// let by_the_bank = Notice::months(2, tz::get!("Europe/Berlin")); // § 675h BGB
/// assert_eq!(by_the_bank.period, NoticePeriod::Months(2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How long it is.
    pub period: NoticePeriod,
    /// The zone whose civil days count.
    pub zone: TimeZone,
}

impl Notice {
    /// Returns a notice of this length.
    #[must_use]
    pub const fn new(period: NoticePeriod, zone: TimeZone) -> Self {
        Self { period, zone }
    }

    /// Returns a notice of so many civil days.
    #[must_use]
    pub const fn days(days: u16, zone: TimeZone) -> Self {
        Self::new(NoticePeriod::Days(days), zone)
    }

    /// Returns a notice of so many months.
    #[must_use]
    pub const fn months(months: u16, zone: TimeZone) -> Self {
        Self::new(NoticePeriod::Months(months), zone)
    }
}
