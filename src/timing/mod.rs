//! Tax years, the opening of their gates, notices and cut-offs.
//!
//! What belongs here: half-open years of instants, and the arithmetic of gates and of days that are counted.
//! What never does: which country has which year (`knowledge`), or who is held by a gate (`policy`).

mod business;
mod calendar;
mod clock;
mod day;
mod era;
mod gate;
mod tax_year;
mod years;

pub use business::{BusinessCalendar, BusinessCalendarError};
pub use calendar::{RecordStart, TaxCalendar};
pub use clock::{BusinessDayError, NoticePeriod};
pub(crate) use clock::{OpeningError, after_cut_off, end_of_notice};
pub(crate) use day::civil_day;
pub use day::{CalendarRangeError, start_of_day};
pub use era::{Era, YearRule};
pub(crate) use gate::{Clearance, GateReading, gate_year, last_to_end, read_gate};
pub use gate::{GateStand, MissedBoundary};
pub use tax_year::{Naming, TaxYear, TaxYearError};
pub(crate) use years::{Reckoned, Remembered, TaxYears};
