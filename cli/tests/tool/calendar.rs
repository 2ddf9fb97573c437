//! `closeout calendar`: tax years, and the table of them.
//!
//! What belongs here: what is printed, for whom, and what is refused.
//! What never does: which country has which tax year, which is tested in the crate.

use crate::run::{Ran, nowhere, ran, run, tool};
use serde_json::{Value, json};

fn calendar(arguments: &[&str]) -> Ran {
    run(&[&["calendar"], arguments].concat(), "")
}

#[track_caller]
fn lines(arguments: &[&str]) -> Vec<Value> {
    let ran = calendar(&[arguments, &["--format", "json"]].concat());
    assert_eq!(ran.end(), (Some(0), ""), "{arguments:?}");
    ran.answers()
}

#[track_caller]
fn text(arguments: &[&str]) -> String {
    let ran = calendar(arguments);
    assert_eq!(ran.end(), (Some(0), ""), "{arguments:?}");
    ran.out
}

#[test]
fn the_tax_years_that_start_in_these_calendar_years_are_printed() {
    let expected = "\
GB  United Kingdom  Europe/London  (time zones: release 2026f)
 tax year  first day   last day    start                 end (exclusive)
 2024/25   2024-04-06  2025-04-05  2024-04-05T23:00:00Z  2025-04-05T23:00:00Z
 2025/26   2025-04-06  2026-04-05  2025-04-05T23:00:00Z  2026-04-05T23:00:00Z
";
    let said = text(&["GB", "--from", "2024", "--to", "2025"]);
    assert!(said.starts_with(expected), "{said}");
    let json = [
        json!({"country": "GB", "label": "2024/25", "start": "2024-04-05T23:00:00Z", "end": "2025-04-05T23:00:00Z", "tz_data_version": "2026f"}),
        json!({"country": "GB", "label": "2025/26", "start": "2025-04-05T23:00:00Z", "end": "2026-04-05T23:00:00Z", "tz_data_version": "2026f"}),
    ];
    for (line, expected) in lines(&["GB", "--from", "2024", "--to", "2025"]).iter().zip(json) {
        for (key, value) in expected.as_object().unwrap() {
            assert_eq!(&line[key], value, "{line}");
        }
    }
    let first = calendar(&["GB", "--from", "2024", "--format", "json"]).out;
    let order = ["country", "label", "start", "end", "tz_data_version"]
        .map(|key| first.find(&format!("\"{key}\":")).unwrap());
    assert!(order.is_sorted() && first.lines().count() == 1, "{first}");
}

#[test]
fn labels_and_short_years_are_those_of_the_country() {
    let labels = |arguments: &[&str]| -> Vec<String> {
        lines(arguments).iter().map(|line| line["label"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(labels(&["IE", "--from", "2000", "--to", "2002"]), ["2000/01", "2001", "2002"]);
    assert_eq!(labels(&["ZA", "--from", "2025"]), ["2026"]);
    assert_eq!(labels(&["PK", "--from", "2025"]), ["2026"]);
    assert_eq!(labels(&["MU", "--from", "2014", "--to", "2016"]), ["2014", "2015", "2015/16", "2016/17"]);
    assert_eq!(labels(&["MW", "--from", "2021", "--to", "2022"]), ["2021/22", "2022/23"]);
    assert_eq!(labels(&["MM", "--from", "2019"]), ["2019", "2019/20"]);
    assert!(labels(&["CR", "--from", "2020"]).is_empty());
    let running =
        "No tax year starts then. 2019/20 runs through 2020: its days are 2019-10-01 to 2020-12-31.\n";
    assert!(text(&["CR", "--from", "2020"]).ends_with(running));
}

/// Fourteen hours ahead of Greenwich and eleven behind it, it is the same year of fifteen months.
#[test]
fn the_year_that_runs_through_is_that_of_the_zone_of_the_holder() {
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"] {
        let said = text(&["CR", "--from", "2020", "--zone", zone]);
        assert!(said.contains("2019/20 runs through 2020: its days are 2019-10-01 to 2020-12-31."), "{said}");
    }
}

/// The release can move a boundary: by the one before, the year began an hour later in Havana.
#[test]
fn the_release_of_the_time_zones_is_shown() {
    let havana = lines(&["DE", "--zone", "America/Havana", "--from", "2027"]);
    assert_eq!(
        (&havana[0]["start"], &havana[0]["tz_data_version"]),
        (&json!("2027-01-01T04:00:00Z"), &json!("2026f"))
    );
    let listed = text(&["--list"]);
    assert_eq!(listed.lines().last(), Some("  time zones: release 2026f"));
    assert!(lines(&["--list"]).iter().all(|row| row["tz_data_version"] == "2026f"));
    for flag in ["--version", "-V"] {
        let version = run(&[flag], "");
        assert_eq!(version.end(), (Some(0), ""));
        assert_eq!(version.out, "closeout 0.1.0 (time zones: release 2026f)\n");
    }
}

#[test]
fn the_zone_of_the_holder_counts_if_it_is_given() {
    for (zone, start) in [
        ("Pacific/Honolulu", "2026-01-01T10:00:00Z"),
        ("pacific/honolulu", "2026-01-01T10:00:00Z"),
        ("Asia/Kathmandu", "2025-12-31T18:15:00Z"),
        ("UTC", "2026-01-01T00:00:00Z"),
    ] {
        assert_eq!(lines(&["US", "--from", "2026", "--zone", zone])[0]["start"], start, "{zone}");
    }
    let hint = "America/New_York, one of several: `--zone` takes the holder's";
    assert!(text(&["US", "--from", "2026"]).contains(hint));
    for zone in ["Pacific/Honolulu", "America/New_York"] {
        assert!(!text(&["US", "--from", "2026", "--zone", zone]).contains("one of several"), "{zone}");
    }
    assert!(!text(&["GB", "--from", "2026"]).contains("one of several"));
}

#[test]
fn every_country_is_listed_with_its_rules() {
    let list = text(&["--list"]);
    let countries = list.lines().filter(|line| !line.starts_with("  ")).count();
    assert_eq!(countries, 152);
    let closed_up = list.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "calendar year",
        "begins with 04-06",
        "ends with the last day of February",
        "no personal income tax",
        "Bikram Sambat calendar, not supported",
        "one year from 2001-04-06 on and before 2002-01-01",
        "no personal income tax before 2020-01-01",
        "begins with 04-06 recorded since 1899-04-06",
        "calendar year recorded since 2015-01-01, assumed",
    ] {
        assert!(closed_up.contains(words), "{words}");
    }
    let rows = lines(&["--list"]);
    assert_eq!(rows.len(), 152);
    let row = |country: &str| rows.iter().find(|row| row["country"] == country).unwrap();
    let fixed =
        json!([{"rule": "fixed", "month": 4, "day": 6, "valid_from": "1899-04-06", "valid_to": null}]);
    assert_eq!((&row("GB")["rules"], &row("GB")["zone"]), (&fixed, &json!("Europe/London")));
    assert_eq!(row("IE")["rules"][1]["valid_from"], "2001-04-06");
    assert_eq!(row("NP")["rules"][0]["calendar"], "Bikram Sambat");
    let since = |country: &str| (row(country)["recorded_since"].clone(), row(country)["start"].clone());
    assert_eq!(since("GB"), (json!("1899-04-06"), json!("known")));
    assert_eq!(since("FR"), (json!("2015-01-01"), json!("assumed")));
    assert_eq!(since("AU"), (json!("2014-07-01"), json!("assumed")));
    assert_eq!(since("MV"), (json!(null), json!("known")));
    assert!(rows.iter().all(|row| row["source"].as_str().is_some_and(|source| !source.is_empty())));
}

#[test]
fn what_cannot_be_answered_says_what_was_given_and_what_is_accepted() {
    let cases: [(&[&str], &[&str]); 22] = [
        (&["UK", "--from", "2024"], &["`UK` is not a country", "(the United Kingdom is `GB`)"]),
        (&["gb", "--from", "2024"], &["`gb` is not a country", "expected two capital letters"]),
        (&["\u{1b}[2J", "--from", "2024"], &[r"`\u{1b}[2J` is not a country"]),
        (&["AF", "--from", "2024"], &["`AF` is unknown", "one of the 152", "calendar --list"]),
        (
            &["GB", "--from", "2028", "--to", "2024"],
            &["--from 2028", "--to 2024", "expected 2024 or an earlier"],
        ),
        (&["GB", "--from", "9999"], &["9999", "1..=9998"]),
        (&["GB", "--from", "2024", "--to", "99999"], &["99999", "1..=9998"]),
        (&["GB", "--from", "-5"], &["-5", "1..=9998"]),
        (
            &["GB", "--from", "2024", "--zone", "Mars/Base"],
            &["no time zone `Mars/Base`", "such as `Europe/London`"],
        ),
        (&["GB", "--from", "2024", "--zone", "Etc/Unknown"], &["no time zone `Etc/Unknown`"]),
        (&["GB", "--from", "2024", "--zone", "\u{1b}[2J"], &[r"no time zone `\u{1b}[2J`"]),
        (&["AE", "--from", "2024"], &["`AE` has no personal income tax", "expected a country that has one"]),
        (&["NP", "--from", "2024"], &["`NP`", "Bikram Sambat calendar, which is not supported", "expected"]),
        (
            &["ZM", "--from", "2019", "--to", "2024"],
            &["`ZM`", "2019-01-01", "expected a day from 2020-01-01 on"],
        ),
        (
            &["OM", "--from", "2028"],
            &["`OM`", "2028-01-01", "expected a day from 2015-01-01 on and before 2028-01-01"],
        ),
        (
            &["GB", "--from", "1751", "--to", "1752"],
            &[
                "no rule for the tax year of `GB` is recorded for 1751-01-01",
                "expected a day from 1899-04-06 on",
            ],
        ),
        (&["GB", "--from", "1"], &["`GB` is recorded for 0001-01-01"]),
        (
            &["FR", "--from", "1793"],
            &["`FR` is recorded for 1793-01-01", "expected a day from 2015-01-01 on"],
        ),
        (&["FR", "--from", "2014", "--to", "2016"], &["`FR` is recorded for 2014-01-01"]),
        (
            &["MU", "--from", "2009"],
            &["`MU` is recorded for 2009-01-01", "expected a day from 2010-01-01 on"],
        ),
        (&["MV", "--from", "2010"], &["`MV` has no personal income tax on 2010-01-01"]),
        (&["MV", "--from", "2019", "--to", "2020"], &["`MV` has no personal income tax on 2019-01-01"]),
    ];
    for (arguments, words) in cases {
        let ran = calendar(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(words.iter().all(|words| ran.err.contains(words)), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn arguments_that_do_not_go_together_are_unusable() {
    let cases: [&[&str]; 6] = [
        &[],
        &["GB", "--to", "2024"],
        &["GB", "--on", "2026-04-05", "--from", "2024"],
        &["--from", "2024"],
        &["GB", "--list"],
        &["--list", "--zone", "Europe/London"],
    ];
    for arguments in cases {
        let ran = calendar(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.contains("Usage:"), "{}", ran.err);
    }
}

/// The zones are those of the program, not of the machine.
#[test]
fn no_file_and_no_variable_of_the_machine_changes_a_zone() {
    let arguments = ["calendar", "GB", "--from", "2024", "--to", "2028", "--zone", "America/New_York"];
    let folder = nowhere("zones");
    std::fs::create_dir_all(format!("{folder}/America")).unwrap();
    std::fs::write(format!("{folder}/America/New_York"), "no zone").unwrap();
    let elsewhere = ran(tool().args(arguments).env("TZDIR", &folder).env("TZ", "Asia/Tokyo"));
    assert_eq!(elsewhere.end(), (Some(0), ""));
    assert_eq!(elsewhere.out, run(&arguments, "").out);
}

/// A statement on taxes needs both days, the zone in which they count, and what they rest on.
#[test]
fn a_tax_year_has_its_days_its_zone_and_its_source_in_both_forms() {
    let line = &lines(&["GB", "--from", "2025"])[0];
    assert_eq!((&line["first_day"], &line["last_day"]), (&json!("2025-04-06"), &json!("2026-04-05")));
    assert_eq!(line["zone"], "Europe/London");
    let source = line["source"].as_str().unwrap();
    let said = text(&["GB", "--from", "2025"]);
    assert!(
        said.contains(&format!("source: {source} (confidence {}", line["confidence"].as_str().unwrap())),
        "{said}"
    );
}

#[test]
fn the_tax_year_of_a_day_is_found_in_each_country() {
    let labels = |arguments: &[&str]| -> Vec<String> {
        lines(arguments).iter().map(|line| format!("{} {}", line["country"], line["label"])).collect()
    };
    assert_eq!(labels(&["GB", "DE", "--on", "2026-04-05"]), [r#""GB" "2025/26""#, r#""DE" "2026""#]);
    assert_eq!(labels(&["GB", "--on", "2026-04-06"]), [r#""GB" "2026/27""#]);
    let said = text(&["GB", "DE", "--on", "2026-04-05"]);
    assert!(said.contains("\n\nDE  Germany"), "{said}");
    let no_day = calendar(&["GB", "--on", "tomorrow"]);
    let message = "error: `--on tomorrow` is not a day: expected one such as 2026-04-05\n";
    assert_eq!(no_day.end(), (Some(2), message));
    // One country that is not known answers for none: the caller would take half a list for a whole one.
    let unknown = calendar(&["GB", "QQ", "--on", "2026-04-05"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
}

#[test]
fn without_a_span_it_is_the_tax_year_of_today_and_the_next() {
    let years = lines(&["DE"]);
    assert_eq!(years.len(), 2);
    assert_eq!(years[0]["end"], years[1]["start"]);
}
