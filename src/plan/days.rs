//! The zone in which the days of a plan are counted.
//!
//! What belongs here: the one function that chooses a zone.
//! What never does: the days themselves, which the facts and the caller state.

use crate::policy::Policy;
use crate::timing::{CalendarRangeError, TaxCalendar, start_of_day};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The days of one subject, as of the instant of the question.
#[derive(Clone, Debug)]
pub(super) struct Days {
    zone: TimeZone,
}

impl Days {
    /// Returns the days as the policy counts them: in the zone of its gate, or of the gate that opens last; in the zone
    /// of the policy if no gate holds the subject.
    pub(super) fn of(policy: &Policy, now: Timestamp) -> Self {
        let calendars = policy.calendars();
        let ends = |calendar: &TaxCalendar| calendar.year_of(now).ok().map(|year| year.end);
        // If two open at the same instant the first counts, as for the decision.
        let zone = calendars
            .reduce(|last, next| if ends(last) < ends(next) { next } else { last })
            .map_or_else(|| policy.zone().clone(), |calendar| calendar.zone.clone());
        Self { zone }
    }

    /// Returns the first instant of a day.
    pub(super) fn begin(&self, day: Date) -> Result<Timestamp, CalendarRangeError> {
        start_of_day(day, &self.zone)
    }

    /// Returns the day on which an instant falls.
    pub(super) fn day_of(&self, instant: Timestamp) -> Date {
        self.zone.to_datetime(instant).date()
    }
}
