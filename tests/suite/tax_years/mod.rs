//! The table of tax years, against lists typed by hand and arithmetic that shares nothing with it.
//!
//! What belongs here: every row of the table, and every zone that a holder may have.
//! What never does: a gate, or what waits for it.

mod eras;
mod instants;
mod names;
mod rows;
mod zones;

use closeout::{
    jurisdictions,
    timing::{TaxCalendar, TaxYear},
};

fn calendar(country: &str) -> &'static TaxCalendar {
    jurisdictions::calendar(country.parse().unwrap()).unwrap()
}

#[track_caller]
fn year(country: &str, instant: &str) -> TaxYear {
    calendar(country).year_of(instant.parse().unwrap()).unwrap()
}
