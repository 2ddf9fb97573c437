//! Clocks as a policy document has them: what is read, and what is refused with what was expected.
//!
//! What belongs here: JSON by hand; the same as TOML once.
//! What never does: when a clock opens.

use super::{cut_off, day, months, not_before, notice};
use closeout::{
    policy::{Clock, Notice},
    timing::{BusinessCalendar, NoticePeriod},
    wire::PolicyDocument,
};
use jiff::civil::Weekday;
use jiff::tz::{self, TimeZone};

fn read(clock: &str) -> Result<Vec<Clock>, String> {
    let document = format!(
        r#"{{"provider": "house", "subject": "account", "based_on": "upvest", "clocks": [{clock}]}}"#
    );
    let document: PolicyDocument = serde_json::from_str(&document).map_err(|error| error.to_string())?;
    Ok(document.build().unwrap().clocks().to_vec())
}

const BUSINESS: &str = r#""days_off": ["saturday", "sunday"], "holidays": ["2026-12-25"], "from": "2026-01-01", "through": "2026-12-31""#;

#[test]
fn each_kind_is_read() {
    let weekend = [Weekday::Saturday, Weekday::Sunday];
    let year = day("2026-01-01")..=day("2026-12-31");
    let calendar = BusinessCalendar::new(weekend, [day("2026-12-25")], year).unwrap();
    let zone = tz::get!("Asia/Tokyo");
    let of_business = Clock::Notice(Notice::new(NoticePeriod::BusinessDays(10, calendar), zone));
    let written =
        format!(r#"{{"kind": "notice", "days": 10, "zone": "Asia/Tokyo", "business": {{{BUSINESS}}}}}"#);
    let rows = [
        (
            r#"{"kind": "not_before", "day": "2026-05-01", "zone": "Europe/London"}"#,
            not_before("2026-05-01", tz::get!("Europe/London")),
        ),
        (r#"{"kind": "notice", "days": 0, "zone": "UTC"}"#, notice(0, TimeZone::UTC)),
        (r#"{"kind": "notice", "days": 65535, "zone": "UTC"}"#, notice(65_535, TimeZone::UTC)),
        (written.as_str(), of_business),
        (r#"{"kind": "notice", "months": 2, "zone": "UTC"}"#, months(2, TimeZone::UTC)),
        (
            r#"{"kind": "notice", "months": 65535, "days": null, "zone": "UTC"}"#,
            months(65_535, TimeZone::UTC),
        ),
        (
            r#"{"kind": "cut_off", "time": "17:00", "zone": "America/New_York"}"#,
            cut_off("17:00", tz::get!("America/New_York")),
        ),
        (r#"{"kind": "cut_off", "time": "23:59:59", "zone": "UTC"}"#, cut_off("23:59:59", TimeZone::UTC)),
    ];
    for (text, clock) in rows {
        assert_eq!(read(text), Ok(vec![clock]), "{text}");
    }
}

#[test]
fn what_is_no_clock_is_refused_and_what_was_expected_is_said() {
    let business = |written: &str| {
        format!(r#"{{"kind": "notice", "days": 1, "zone": "UTC", "business": {{{written}}}}}"#)
    };
    let of_months = business(BUSINESS).replace("\"days\"", "\"months\"");
    let backwards =
        business(r#""days_off": [], "holidays": [], "from": "2026-01-02", "through": "2026-01-01""#);
    let silent = business(r#""holidays": [], "from": "2026-01-01", "through": "2026-12-31""#);
    let outside = business(
        r#""days_off": [], "holidays": ["2027-01-01"], "from": "2026-01-01", "through": "2026-12-31""#,
    );
    let rows = [
        (r#"{"kind": "not_before", "day": "2026-05-01"}"#, "missing field `zone`"),
        (r#"{"kind": "not_before", "zone": "UTC"}"#, "a `not_before` has, besides `kind` and `zone`, `day`"),
        (r#"{"kind": "not_before", "day": "2026-05-01", "days": 1, "zone": "UTC"}"#, "`day`: expected these"),
        (r#"{"kind": "not_before", "day": "2026-02-30", "zone": "UTC"}"#, "not a date that exists"),
        (r#"{"kind": "later", "zone": "UTC"}"#, "`not_before`, `notice`, `cut_off`"),
        (r#"{"kind": "notice", "zone": "UTC"}"#, "`days` and, for business days, `business`"),
        (r#"{"kind": "notice", "days": -1, "zone": "UTC"}"#, "an integer from 0 to 65535"),
        (r#"{"kind": "notice", "days": 65536, "zone": "UTC"}"#, "an integer from 0 to 65535"),
        (r#"{"kind": "notice", "days": "10", "zone": "UTC"}"#, "an integer from 0 to 65535"),
        (r#"{"kind": "notice", "days": 1, "months": 1, "zone": "UTC"}"#, "or else `months`; and any of"),
        (
            r#"{"kind": "not_before", "day": "2026-05-01", "months": 1, "zone": "UTC"}"#,
            "`day`: expected these",
        ),
        (r#"{"kind": "cut_off", "time": "17:00", "months": 0, "zone": "UTC"}"#, "`time`: expected these"),
        (r#"{"kind": "cut_off", "time": "24:00", "zone": "UTC"}"#, "`24:00` is not a time of day"),
        (r#"{"kind": "cut_off", "time": "5pm", "zone": "UTC"}"#, "such as `17:00` or `17:00:30`"),
        (r#"{"kind": "cut_off", "time": "17:00:60", "zone": "UTC"}"#, "is not a time of day"),
        (r#"{"kind": "cut_off", "time": "17:00", "zone": "UTC", "zones": []}"#, "unknown field `zones`"),
        (of_months.as_str(), "or else `months`; and any of"),
        (backwards.as_str(), "a last day that is not before the first"),
        (silent.as_str(), "missing field `days_off`"),
        (outside.as_str(), "from 2026-01-01 to 2026-12-31, both inclusive"),
    ];
    for (text, expected) in rows {
        let error = read(text).unwrap_err();
        assert!(error.contains(expected), "{text}: {error}");
    }
}

/// In JSON and in TOML; no digit is guessed, and no status is spoken of.
#[test]
fn what_is_no_number_of_days_or_months_is_named_and_what_was_expected() {
    let as_toml = |written: &str| {
        let document = format!(
            "provider = \"house\"\nsubject = \"account\"\nbased_on = \"upvest\"\nclocks = [{{ kind = \"notice\", {written}, \
             zone = \"UTC\" }}]\n"
        );
        toml::from_str::<PolicyDocument>(&document)
            .map(|document| document.clocks)
            .map_err(|error| error.to_string())
    };
    for unit in ["days", "months"] {
        for wrong in ["90.0", "9e1", "true", "[90]", "\"90\"", "-1", "65536", "9223372036854775808", "{}"] {
            let json =
                read(&format!(r#"{{"kind": "notice", "{unit}": {wrong}, "zone": "UTC"}}"#)).unwrap_err();
            let toml = as_toml(&format!("{unit} = {wrong}")).unwrap_err();
            let expected = format!("expected a number of {unit}: an integer from 0 to 65535");
            // TOML itself has no number of that size.
            assert!(toml.contains(&expected) || wrong.len() > 9, "{wrong}: {toml}");
            assert!(json.contains(&expected) && !json.contains("status"), "{wrong}: {json}");
        }
    }
    assert_eq!(as_toml("months = 2"), Ok(vec![months(2, TimeZone::UTC)]));
}

/// A broker in Chicago or Perth has a cut-off like one in London. The row of no country has these zones.
#[test]
fn every_zone_of_the_database_is_one_for_a_clock() {
    for (written, name) in [
        ("America/Chicago", "America/Chicago"),
        ("America/Denver", "America/Denver"),
        ("America/Phoenix", "America/Phoenix"),
        ("America/Los_Angeles", "America/Los_Angeles"),
        ("America/Vancouver", "America/Vancouver"),
        ("America/Halifax", "America/Halifax"),
        ("Australia/Perth", "Australia/Perth"),
        ("Atlantic/Azores", "Atlantic/Azores"),
        ("Atlantic/Canary", "Atlantic/Canary"),
        ("Asia/Riyadh", "Asia/Riyadh"),
        ("Asia/Macau", "Asia/Macau"),
        ("Pacific/Guam", "Pacific/Guam"),
        ("Etc/UTC", "Etc/UTC"),
        ("US/Eastern", "US/Eastern"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("europe/london", "Europe/London"),
        ("utc", "UTC"),
    ] {
        let clocks =
            read(&format!(r#"{{"kind": "cut_off", "time": "17:00", "zone": "{written}"}}"#)).unwrap();
        assert_eq!(clocks[0].zone().iana_name(), Some(name), "{written}");
    }
}

#[test]
fn a_zone_that_is_none_is_named_in_one_line() {
    for wrong in ["Europe/Londn", "Etc/Unknown", "GMT+1", "", "Europe/London ", "CEST"] {
        let error = read(&format!(r#"{{"kind": "notice", "days": 1, "zone": "{wrong}"}}"#)).unwrap_err();
        let expected =
            format!("clocks.zone: no time zone `{wrong}`: expected a name of the IANA database (release");
        assert!(error.starts_with(&expected) && error.len() < 180 && !error.contains('\n'), "{error}");
    }
}
