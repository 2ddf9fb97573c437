//! Clocks as a policy document has them: what is read, and what is refused with what was expected.
//!
//! What belongs here: JSON by hand; the same as TOML once.
//! What never does: when a clock opens.

use super::{cut_off, day, not_before, notice};
use closeout::wire::PolicyDocument;
use closeout::{BusinessCalendar, Clock, DayCount};
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
    let of_business = Clock::Notice { days: 10, counting: DayCount::Business(calendar), zone };
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
    let backwards =
        business(r#""days_off": [], "holidays": [], "from": "2026-01-02", "through": "2026-01-01""#);
    let silent = business(r#""holidays": [], "from": "2026-01-01", "through": "2026-12-31""#);
    let outside = business(
        r#""days_off": [], "holidays": ["2027-01-01"], "from": "2026-01-01", "through": "2026-12-31""#,
    );
    let rows = [
        (r#"{"kind": "not_before", "day": "2026-05-01", "zone": "Europe/Londn"}"#, "expected one of Africa/"),
        (r#"{"kind": "not_before", "day": "2026-05-01", "zone": "utc"}"#, "UTC"),
        (r#"{"kind": "not_before", "day": "2026-05-01"}"#, "missing field `zone`"),
        (r#"{"kind": "not_before", "zone": "UTC"}"#, "a `not_before` has, besides `kind` and `zone`, `day`"),
        (r#"{"kind": "not_before", "day": "2026-05-01", "days": 1, "zone": "UTC"}"#, "`day`: expected these"),
        (r#"{"kind": "not_before", "day": "2026-02-30", "zone": "UTC"}"#, "not a date that exists"),
        (r#"{"kind": "later", "zone": "UTC"}"#, "`not_before`, `notice`, `cut_off`"),
        (r#"{"kind": "notice", "zone": "UTC"}"#, "`days` and, for business days, `business`"),
        (r#"{"kind": "notice", "days": -1, "zone": "UTC"}"#, "an integer from 0 to 65535"),
        (r#"{"kind": "notice", "days": 65536, "zone": "UTC"}"#, "an integer from 0 to 65535"),
        (r#"{"kind": "notice", "days": "10", "zone": "UTC"}"#, "an integer from 0 to 65535"),
        (r#"{"kind": "cut_off", "time": "24:00", "zone": "UTC"}"#, "`24:00` is not a time of day"),
        (r#"{"kind": "cut_off", "time": "5pm", "zone": "UTC"}"#, "such as `17:00` or `17:00:30`"),
        (r#"{"kind": "cut_off", "time": "17:00:60", "zone": "UTC"}"#, "is not a time of day"),
        (r#"{"kind": "cut_off", "time": "17:00", "zone": "UTC", "zones": []}"#, "unknown field `zones`"),
        (backwards.as_str(), "a last day that is not before the first"),
        (silent.as_str(), "missing field `days_off`"),
        (outside.as_str(), "from 2026-01-01 to 2026-12-31, both inclusive"),
    ];
    for (text, expected) in rows {
        let error = read(text).unwrap_err();
        assert!(error.contains(expected), "{text}: {error}");
    }
}

/// Every zone that is named as accepted is accepted.
#[test]
fn the_zones_of_the_tables_are_accepted_and_no_other() {
    let with = |zone: &str| read(&format!(r#"{{"kind": "notice", "days": 1, "zone": "{zone}"}}"#));
    let error = with("Europe/Busingen").unwrap_err();
    let known = error.split("expected one of ").nth(1).unwrap().split(" at line").next().unwrap();
    assert!(known.split(", ").count() > 100, "{known}");
    for zone in known.split(", ") {
        assert!(with(zone).is_ok(), "{zone}");
    }
}
