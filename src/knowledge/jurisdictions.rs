//! Personal tax years, one row per jurisdiction.

use crate::timing::TaxCalendar;
use crate::vocab::{Country, Source};
use jiff::tz::TimeZone;

const EUROPE_LONDON: TimeZone = jiff::tz::get!("Europe/London");
const EUROPE_BERLIN: TimeZone = jiff::tz::get!("Europe/Berlin");

/// The United Kingdom, all four nations: 6 April to 5 April.
///
/// An Act's references to time are to Greenwich mean time, or summer time while it is in force (Interpretation
/// Act 1978 s.9, Summer Time Act 1972 s.3), so the year begins with the civil day in `Europe/London`.
pub static GB: TaxCalendar = TaxCalendar {
    country: Country::GB,
    first_month: 4,
    first_day: 6,
    zone: EUROPE_LONDON,
    source: Source::plain(
        "Income Tax Act 2007 s.4(3), legislation.gov.uk/ukpga/2007/3/section/4",
        "2026-11-20",
    ),
};

/// Germany: the calendar year.
pub static DE: TaxCalendar = TaxCalendar {
    country: Country::DE,
    first_month: 1,
    first_day: 1,
    zone: EUROPE_BERLIN,
    source: Source::plain("EStG s.2(7), gesetze-im-internet.de/estg/__2.html", "2026-11-20"),
};
