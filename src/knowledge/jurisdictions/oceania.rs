//! Personal tax years in Oceania.

use super::row::{CALENDAR_YEAR, NO_INCOME_TAX, SINCE_1_APRIL, SINCE_1_JULY, row};
use crate::timing::TaxCalendar;
use jiff::tz::get;

/// Australia: 1 July to 30 June.
pub static AU: TaxCalendar = row(
    *b"AU",
    "Australia",
    SINCE_1_JULY,
    get!("Australia/Sydney"),
    "Income Tax Assessment Act 1997 s.4-10 with Acts Interpretation Act 1901 s.2B \
             (financial year)",
)
.known()
.with_several_zones()
.noting("other zones are those of Perth, Adelaide, Darwin and Brisbane");

/// Fiji: the calendar year.
pub static FJ: TaxCalendar =
    row(*b"FJ", "Fiji", CALENDAR_YEAR, get!("Pacific/Fiji"), "Income Tax Act 2015").known();

/// New Zealand: 1 April to 31 March.
pub static NZ: TaxCalendar = row(
    *b"NZ",
    "New Zealand",
    SINCE_1_APRIL,
    get!("Pacific/Auckland"),
    "Inland Revenue, ird.govt.nz: what happens at the end of the tax year",
)
.with_several_zones()
.noting(
    "the Chatham Islands are 45 minutes ahead; another balance date is possible for \
             business income, and rare",
);

/// Papua New Guinea: the calendar year.
pub static PG: TaxCalendar =
    row(*b"PG", "Papua New Guinea", CALENDAR_YEAR, get!("Pacific/Port_Moresby"), "Income Tax Act 1959")
        .known()
        .with_several_zones()
        .noting("Bougainville is one hour ahead");

/// Tonga: 1 July to 30 June.
pub static TO: TaxCalendar =
    row(*b"TO", "Tonga", SINCE_1_JULY, get!("Pacific/Tongatapu"), "Income Tax Act 2007").known().medium();

/// Vanuatu: no tax on personal income.
pub static VU: TaxCalendar = row(
    *b"VU",
    "Vanuatu",
    NO_INCOME_TAX,
    get!("Pacific/Efate"),
    "practice: individuals pay no tax on income",
)
.known()
.medium();

/// Samoa: the calendar year.
pub static WS: TaxCalendar =
    row(*b"WS", "Samoa", CALENDAR_YEAR, get!("Pacific/Apia"), "Income Tax Act 2012 (individuals)")
        .known()
        .medium()
        .noting("its zone skipped 30 December 2011");
