//! The British tax year, by counting.
//!
//! What belongs here: where one year ends and the next begins.
//! What never does: a time-zone library, or a calendar of the crate.

use super::zones::{SECONDS_OF_A_DAY, SECONDS_OF_AN_HOUR, days_to};
use jiff::Timestamp;

/// Meaning 3.7: a tax year is half open, so an instant that is the boundary belongs to the year that begins there.
/// For instants from 1961 on: before, 6 April was not always in summer time.
pub(super) fn end_of_tax_year_with(instant: Timestamp) -> Timestamp {
    (1961..9_999).map(boundary).find(|end| instant < *end).unwrap()
}

/// Meaning 3.7: the first day of the year is 6 April in London, where it is summer then; so the year before ends with
/// 5 April at 23:00:00 of universal time.
fn boundary(year: i64) -> Timestamp {
    Timestamp::from_second(days_to(year, 4, 5) * SECONDS_OF_A_DAY + 23 * SECONDS_OF_AN_HOUR).unwrap()
}

#[test]
fn the_boundaries_are_those_that_the_documents_give() {
    assert_eq!(boundary(1961).to_string(), "1961-04-05T23:00:00Z");
    assert_eq!(boundary(2026).to_string(), "2026-04-05T23:00:00Z");
    assert_eq!(boundary(2100).to_string(), "2100-04-05T23:00:00Z");
    let of_the_boundary = end_of_tax_year_with(boundary(2026));
    assert_eq!(of_the_boundary, boundary(2027));
}
