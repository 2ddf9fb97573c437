//! Countries whose rule has changed, or is not known for all time.

use super::{calendar, year};
use crate::support::at;
use closeout::timing::{Era, TaxYear, TaxYearError, YearRule};
use jiff::civil::date;

/// `(label, first day, last day)` of the tax years that begin in these calendar years.
#[track_caller]
fn begin(country: &str, from: i16, through: i16, expected: &[(&str, &str, &str)]) {
    let years: Vec<TaxYear> = calendar(country).years_starting(from..=through).map(Result::unwrap).collect();
    let found: Vec<_> = years
        .iter()
        .map(|year| (year.to_string(), year.first_day.to_string(), year.last_day.to_string()))
        .collect();
    let found: Vec<_> =
        found.iter().map(|(label, first, last)| (label.as_str(), first.as_str(), last.as_str())).collect();
    assert_eq!(found, expected, "{country}");
}

#[test]
fn ireland_has_a_short_year_between_the_british_year_and_the_calendar_year() {
    let expected = [
        ("1999/00", "1999-04-06", "2000-04-05"),
        ("2000/01", "2000-04-06", "2001-04-05"),
        ("2001", "2001-04-06", "2001-12-31"),
        ("2002", "2002-01-01", "2002-12-31"),
        ("2003", "2003-01-01", "2003-12-31"),
    ];
    begin("IE", 1999, 2003, &expected);
    let short = year("IE", "2001-08-01T00:00:00Z");
    assert_eq!((short.start, short.end), (at("2001-04-05T23:00:00Z"), at("2002-01-01T00:00:00Z")));
}

#[test]
fn myanmar_has_two_short_years() {
    let expected = [
        ("2018/19", "2018-04-01", "2019-03-31"),
        ("2019", "2019-04-01", "2019-09-30"),
        ("2019/20", "2019-10-01", "2020-09-30"),
        ("2020/21", "2020-10-01", "2021-09-30"),
        ("2021/22", "2021-10-01", "2022-03-31"),
        ("2022/23", "2022-04-01", "2023-03-31"),
    ];
    begin("MM", 2018, 2022, &expected);
    assert_eq!(year("MM", "2019-03-31T17:30:00Z").to_string(), "2019"); // midnight in Yangon
}

#[test]
fn costa_rica_has_a_year_of_fifteen_months() {
    let expected = [
        ("2018/19", "2018-10-01", "2019-09-30"),
        ("2019/20", "2019-10-01", "2020-12-31"),
        ("2021", "2021-01-01", "2021-12-31"),
    ];
    begin("CR", 2018, 2021, &expected);
    begin("CR", 2020, 2020, &[]);
}

#[test]
fn mauritius_has_half_a_year_between_the_calendar_year_and_the_one_from_july() {
    let expected = [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2013", "2013-01-01", "2013-12-31"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("2015", "2015-01-01", "2015-06-30"),
        ("2015/16", "2015-07-01", "2016-06-30"),
        ("2016/17", "2016-07-01", "2017-06-30"),
    ];
    begin("MU", 2012, 2016, &expected);
    begin("MU", 2010, 2010, &[("2010", "2010-01-01", "2010-12-31")]);
    // Midnight in Port Louis, four hours ahead.
    assert_eq!(year("MU", "2015-06-30T19:59:59Z").to_string(), "2015");
    assert_eq!(year("MU", "2015-06-30T20:00:00Z").to_string(), "2015/16");
}

#[test]
fn malawi_has_a_year_of_nine_months() {
    let expected = [
        ("2019/20", "2019-07-01", "2020-06-30"),
        ("2020/21", "2020-07-01", "2021-06-30"),
        ("2021/22", "2021-07-01", "2022-03-31"),
        ("2022/23", "2022-04-01", "2023-03-31"),
        ("2023/24", "2023-04-01", "2024-03-31"),
    ];
    begin("MW", 2019, 2023, &expected);
    assert_eq!(year("MW", "2022-03-31T22:00:00Z").to_string(), "2022/23"); // midnight in Blantyre
}

#[test]
fn the_maldives_have_no_tax_year_before_2020() {
    for instant in ["1965-07-26T00:00:00Z", "2010-06-01T00:00:00Z", "2019-12-31T18:59:59Z"] {
        let none = calendar("MV").year_of(at(instant)).unwrap_err();
        assert!(matches!(none, TaxYearError::NoIncomeTax { .. }), "{none}");
    }
    begin("MV", 2020, 2021, &[("2020", "2020-01-01", "2020-12-31"), ("2021", "2021-01-01", "2021-12-31")]);
    assert_eq!(year("MV", "2019-12-31T19:00:00Z").to_string(), "2020");
}

#[test]
fn pakistani_years_are_named_after_the_year_in_which_30_june_falls() {
    let expected = [("2026", "2025-07-01", "2026-06-30"), ("2027", "2026-07-01", "2027-06-30")];
    begin("PK", 2025, 2026, &expected);
    begin("PK", 2003, 2003, &[("2004", "2003-07-01", "2004-06-30")]);
    assert_eq!(year("PK", "2002-06-30T19:00:00Z").to_string(), "2003");
}

#[test]
fn south_african_years_end_with_february_and_are_named_after_the_year_in_which_they_end() {
    let expected = [("2024", "2023-03-01", "2024-02-29"), ("2025", "2024-03-01", "2025-02-28")];
    begin("ZA", 2023, 2024, &expected);
    begin("NA", 2027, 2027, &[("2027/28", "2027-03-01", "2028-02-29")]);
}

/// Days from the first day of the Julian period to the first of Hamle, the eleventh month, by the four-year cycle of
/// the Ethiopian calendar; and to 1 July of the Gregorian calendar.
fn first_of_hamle(gregorian: i64) -> i64 {
    let year = gregorian - 8;
    1_724_221 + 365 * (year - 1) + year / 4 + 30 * 10
}

fn first_of_july(year: i64) -> i64 {
    367 * year - 7 * (year + 1) / 4 - 3 * (year / 100 + 1) / 4 + 275 * 7 / 9 + 1 + 1_721_029
}

#[test]
fn ethiopian_years_begin_on_8_july_until_2099_and_not_beyond() {
    for year in 1900..=2099 {
        assert_eq!(first_of_hamle(year) - first_of_july(year), 7, "{year}");
    }
    assert_ne!(first_of_hamle(2100) - first_of_july(2100), 7);
    assert_ne!(first_of_hamle(1899) - first_of_july(1899), 7);
    begin("ET", 2098, 2098, &[("2098/99", "2098-07-08", "2099-07-07")]);
    begin("ET", 2016, 2016, &[("2016/17", "2016-07-08", "2017-07-07")]);
    let error = calendar("ET").year_of(at("2099-07-07T21:00:00Z")).unwrap_err();
    assert!(matches!(error, TaxYearError::UnsupportedCalendar { calendar: "Ethiopian", .. }), "{error}");
    assert!(calendar("ET").year_of(at("2099-07-07T20:59:59Z")).is_ok());
}

#[test]
fn what_is_not_recorded_is_not_guessed() {
    let unknown = [
        ("ZM", "2019-12-31T21:59:59Z", "`ZM` is recorded for 2019-12-31: expected a day from 2020-01-01 on"),
        (
            "OM",
            "2027-12-31T20:00:00Z",
            "`OM` is recorded for 2028-01-01: expected a day from 2015-01-01 on and before 2028-01-01",
        ),
        ("GB", "1751-04-06T00:00:00Z", "`GB` is recorded for 1751-04-05: expected a day from 1899-04-06 on"),
        ("GB", "0001-01-01T12:00:00Z", "`GB` is recorded for 0001-01-01: expected a day from 1899-04-06 on"),
        ("FR", "1793-06-01T12:00:00Z", "`FR` is recorded for 1793-06-01: expected a day from 2015-01-01 on"),
        ("DE", "1949-12-31T22:59:59Z", "`DE` is recorded for 1949-12-31: expected a day from 1950-01-01 on"),
        (
            "MU",
            "2009-12-31T19:59:59Z",
            "`MU` is recorded for 2009-12-31: expected a day from 2010-01-01 on and before 2015-01-01, or from 2015-01-01 on and before 2015-07-01, or from 2015-07-01 on",
        ),
    ];
    for (country, instant, words) in unknown {
        let error = calendar(country).year_of(at(instant)).unwrap_err();
        assert!(error.to_string().ends_with(words), "{error}");
    }
    assert_eq!(year("ZM", "2019-12-31T22:00:00Z").to_string(), "2020");
    assert_eq!(year("GB", "1900-01-01T00:00:00Z").to_string(), "1899/00");
    assert_eq!(year("DE", "1949-12-31T23:00:00Z").to_string(), "1950");
    let none = calendar("OM").year_of(at("2027-12-31T19:59:59Z")).unwrap_err();
    assert!(matches!(none, TaxYearError::NoIncomeTax { .. }), "{none}");
}

#[test]
fn no_two_years_of_a_country_have_one_label() {
    for row in closeout::jurisdictions::ALL {
        let years = (2000..=2035).flat_map(|year| row.years_starting(year..=year)).filter_map(Result::ok);
        let labels: Vec<_> = years.map(|year| year.to_string()).collect();
        let mut unlike = labels.clone();
        unlike.dedup();
        assert_eq!(labels, unlike, "{}", row.country);
        assert!(labels.is_sorted() && !labels.iter().any(String::is_empty), "{}", row.country);
    }
}

#[test]
fn years_that_start_in_no_year_are_none_and_beyond_the_calendar_an_error() {
    let backwards = std::ops::RangeInclusive::new(2028, 2024);
    assert_eq!(calendar("GB").years_starting(backwards).count(), 0);
    begin("GB", 2024, 2024, &[("2024/25", "2024-04-06", "2025-04-05")]);
    for (from, named) in [(10_000, "10000"), (i16::MIN, "-32768"), (9_999, "9999-")] {
        let years: Vec<_> = calendar("GB").years_starting(from..=i16::MAX).collect();
        assert!(years.len() <= 2, "{from}");
        let error = years.last().unwrap().as_ref().unwrap_err().to_string();
        assert!(error.contains(named) && error.contains("-9998 to 9998"), "{error}");
    }
    assert_eq!(calendar("GB").years_starting(9_998..=9_998).flatten().count(), 1);
}

/// Of each kind of rule the stable name, and what people read with the days on which it holds.
#[test]
fn rules_have_names_and_words() {
    let (from, to) = (date(2011, 1, 1), date(2027, 4, 6));
    let british = YearRule::Fixed { month: 4, day: 6 };
    for (era, name, words) in [
        (Era::always(YearRule::CALENDAR_YEAR), "fixed", "calendar year"),
        (Era::since(from, british), "fixed", "begins with 04-06 from 2011-01-01 on"),
        (
            Era::before(to, YearRule::LastDayOfFebruary),
            "last_day_of_february",
            "ends with the last day of February before 2027-04-06",
        ),
        (
            Era::between(from, to, YearRule::OnePeriod),
            "one_period",
            "one year from 2011-01-01 on and before 2027-04-06",
        ),
        (Era::always(YearRule::NoIncomeTax), "no_income_tax", "no personal income tax"),
        (
            Era::always(YearRule::Unsupported { calendar: "lunar" }),
            "unsupported",
            "lunar calendar, not supported",
        ),
    ] {
        assert_eq!((era.rule.name(), era.to_string().as_str()), (name, words));
    }
}
