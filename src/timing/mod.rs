//! Tax years, and when a gate that waits for one opens.
//!
//! What belongs here: half-open years of instants, and the arithmetic of a gate on them.
//! What never does: which country has which year (`knowledge`), or who is held by a gate (`policy`).

mod calendar;
mod day;
mod era;
mod gate;
mod tax_year;

pub use calendar::TaxCalendar;
pub use day::{OutsideCalendar, start_of_day};
pub use era::{Era, YearRule};
pub(crate) use gate::{Clearance, last_to_end, read_gate};
pub use gate::{GateReading, GateStand, MissedBoundary};
pub use tax_year::{Naming, NoTaxYear, TaxYear};
