//! The opening instants of the clocks of a policy.

use super::verdict::ClockStand;
use crate::blocker::Code;
use crate::policy::{Clock, Notice};
use crate::timing::{
    CalendarRangeError, Clearance, OpeningError, TaxYear, after_cut_off, end_of_notice, start_of_day,
};
use crate::vocab::Set;
use jiff::Timestamp;

/// The clock that binds: of all clocks that block, the one that opens last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BindingClock {
    /// The code of the clock.
    pub code: Code,
    /// The instant at which this clock stops blocking; an estimate while the clearance it counts from is still ahead.
    pub at: Timestamp,
    /// The tax year that ends at that instant; `None` for every other clock.
    pub year: Option<TaxYear>,
}

/// The opening instant of each kind of clock in the policy: the latest if there are several of a kind.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Openings {
    not_before: Option<Timestamp>,
    notice_period: Option<Timestamp>,
    cut_off: Option<Timestamp>,
}

impl Openings {
    /// Reads each clock in its own zone. `clear_at` is the past or future instant from which everything is clear.
    pub(crate) fn read(
        clocks: &[Clock],
        requested_at: Timestamp,
        clear_at: Timestamp,
    ) -> Result<Self, OpeningError> {
        let mut openings = Self::default();
        for clock in clocks {
            let outside = |error: CalendarRangeError| error.for_clock(clock.code().name());
            // `None` is smaller than every instant.
            match clock {
                Clock::NotBefore { day, zone } => {
                    openings.not_before =
                        openings.not_before.max(Some(start_of_day(*day, zone).map_err(outside)?));
                }
                Clock::Notice(Notice { period, zone, .. }) => {
                    let over = end_of_notice(requested_at, period, zone)
                        .map_err(|error| error.for_clock(clock.code().name()))?;
                    openings.notice_period = openings.notice_period.max(Some(over));
                }
                Clock::CutOff { time, zone } => {
                    let counts = after_cut_off(clear_at, *time, zone).map_err(outside)?;
                    openings.cut_off = openings.cut_off.max(Some(counts));
                }
            }
        }
        Ok(openings)
    }

    pub(crate) fn of(self, code: Code) -> Option<Timestamp> {
        self.iter().find(|opening| opening.code == code).map(|opening| opening.at)
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = BindingClock> {
        let all = [
            (Code::NotBefore, self.not_before),
            (Code::NoticePeriod, self.notice_period),
            (Code::CutOff, self.cut_off),
        ];
        all.into_iter().filter_map(|(code, at)| Some(BindingClock { code, at: at?, year: None }))
    }

    /// Returns the clock that opens last; the first in order of precedence if two open at once.
    pub(crate) fn latest(self) -> Option<BindingClock> {
        let at = self.not_before.max(self.notice_period).max(self.cut_off)?;
        self.iter().find(|opening| opening.at == at)
    }

    fn ahead(self, now: Timestamp) -> Set<Code> {
        self.iter().filter(|opening| now < opening.at).map(|opening| opening.code).collect()
    }
}

pub(crate) fn last_to_open(openings: impl Iterator<Item = BindingClock>) -> Option<BindingClock> {
    openings.reduce(|last, next| if last.at < next.at { next } else { last })
}

/// The clocks at an instant, both for an account that is clear and for one that is not.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClockReading {
    /// The openings for the recorded clearance or, without one, for a clearance at `now`.
    pub(crate) openings: Openings,
    pub(crate) stand: ClockStand,
}

impl ClockReading {
    pub(crate) fn at(clocks: &[Clock], clearance: Clearance, now: Timestamp) -> Result<Self, OpeningError> {
        let requested_at = clearance.requested_at.unwrap_or(now);
        let since = |instant: Timestamp| Openings::read(clocks, requested_at, instant);
        let openings = since(clearance.clear_since.unwrap_or(now))?;
        let ahead = openings.ahead(now);
        // A lost clearance no longer counts: the next one begins now at the earliest.
        let open_while_clear = since(now)?.ahead(now).difference(ahead);
        let is_any = !clocks.is_empty();
        Ok(Self { openings, stand: ClockStand { is_any, ahead, open_while_clear } })
    }
}
