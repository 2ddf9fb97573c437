//! In which zone the days of a plan are counted, and which of them have begun.
//!
//! What belongs here: the one place that a zone is taken from.
//! What never does: the days themselves, which the facts and the caller state.

use crate::policy::Policy;
use crate::timing::{OutsideCalendar, TaxCalendar, start_of_day};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The days of one subject, as of the instant of the question.
#[derive(Clone, Debug)]
pub(super) struct Days {
    zone: TimeZone,
    now: Timestamp,
}

impl Days {
    /// Returns the days as the policy counts them: in the zone of its gate, of several in that of the one that opens
    /// last; in UTC where no gate holds the subject.
    pub(super) fn of(policy: &Policy, now: Timestamp) -> Self {
        let calendars = policy.calendars();
        let ends = |calendar: &&TaxCalendar| calendar.year_of(now).ok().map(|year| year.end);
        let zone = calendars.max_by_key(ends).map_or(TimeZone::UTC, |calendar| calendar.zone.clone());
        Self { zone, now }
    }

    /// Returns the first instant of a day.
    pub(super) fn begin(&self, day: Date) -> Result<Timestamp, OutsideCalendar> {
        start_of_day(day, &self.zone)
    }

    /// Says whether a day is still to begin; one that is too far off for the calendar is.
    pub(super) fn is_ahead(&self, day: Date) -> bool {
        self.begin(day).map_or(true, |begins| self.now < begins)
    }

    /// Returns the day on which an instant falls.
    pub(super) fn day_of(&self, instant: Timestamp) -> Date {
        self.zone.to_datetime(instant).date()
    }
}
