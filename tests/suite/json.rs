//! The scalars of the JSON form: what is read, what is refused, and in which words.
//!
//! What belongs here: amounts, dates, instants, countries, wire values.
//! What never does: whole lines, which are the tool's.

use closeout::{Amount, Country, Fact, Facts, facts::Movement, vocab::WireValue};
use proptest::prelude::*;

#[track_caller]
fn refused<T: serde::de::DeserializeOwned + std::fmt::Debug>(json: &str, because: &str) {
    let error = serde_json::from_str::<T>(json).unwrap_err().to_string();
    assert!(error.contains(because), "{json}: {error}");
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

#[test]
fn an_amount_is_a_decimal_string_or_an_integer() {
    let written = [
        ("\"12.50\"", "12.50"),
        ("\"-0.01\"", "-0.01"),
        ("\"007\"", "7"),
        ("3", "3"),
        ("-3", "-3"),
        ("18446744073709551616", "18446744073709551616"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
        ("\"0.0000000000000000000000000001\"", "0.0000000000000000000000000001"),
        ("\"1.50000000000000000000000000000000000000\"", "1.5"),
    ];
    for (json, expected) in written {
        assert_eq!(read::<Amount>(json).to_string(), expected, "{json}");
    }
}

#[test]
fn zero_is_zero_at_every_scale_and_sign() {
    for json in
        ["0", "-0", "\"0\"", "\"0.00\"", "\"-0\"", "\"-0.000\"", "\"0.0000000000000000000000000000000000\""]
    {
        let amount = read::<Amount>(json);
        assert!(amount.is_zero() && !amount.is_negative(), "{json}");
    }
    assert!(!read::<Amount>("\"0.0000000000000000000000000001\"").is_zero());
}

#[test]
fn an_amount_that_has_lost_digits_or_would_is_refused() {
    for json in ["1.5", "1e3", "1.0", "1E2", "0.0"] {
        refused::<Amount>(json, "may have lost digits");
    }
    for json in [
        "\"79228162514264337593543950336\"",
        "79228162514264337593543950336",
        "\"0.00000000000000000000000000001\"",
        "\"79228162514264337593543950335.1\"",
    ] {
        refused::<Amount>(json, "does not fit");
    }
}

#[test]
fn an_amount_that_is_not_a_plain_decimal_is_refused() {
    for text in [
        "", " ", "-", ".", ".5", "5.", "+5", "1_000", "1,5", "1e", "e3", "1e+-3", "1e3.0", "1e3e3", "0x10",
        "NaN", "5 ", "--5", "٣",
    ] {
        refused::<Amount>(&format!("\"{text}\""), "is not a decimal");
    }
    for json in ["true", "[]", "{}", "null"] {
        refused::<Amount>(json, "expected a decimal as a string");
    }
}

#[test]
fn a_civil_date_is_eight_digits_and_two_hyphens_and_exists() {
    let dated = |day: &str| format!(r#"{{"expected_on":"{day}"}}"#);
    assert_eq!(read::<Movement>(&dated("2024-02-29")).expected_on.unwrap().to_string(), "2024-02-29");
    for day in ["2025-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-04-31"] {
        refused::<Movement>(&dated(day), "is not a date that exists");
    }
    for day in ["20260405", "2026-4-5", "2026-04-05T00:00", "05.04.2026", "", "2026-04-05 ", "-026-04-05"] {
        refused::<Movement>(&dated(day), "is not a civil date");
    }
}

#[test]
fn a_country_is_one_that_the_standard_assigns() {
    assert_eq!(read::<Country>("\"XK\"").code(), "XK");
    refused::<Country>("\"UK\"", "the United Kingdom is `GB`");
    refused::<Country>("\"EL\"", "Greece is `GR`");
    for code in ["gb", "XX", "ZZ", "", "GBR", "G", "É"] {
        refused::<Country>(&format!("\"{code}\""), "is not a country");
    }
    assert_eq!(Country::all().count(), 250);
}

#[test]
fn a_misspelt_fact_is_not_silently_unknown() {
    refused::<Facts>(r#"{"positons":[]}"#, "unknown field `positons`");
    refused::<Facts>(r#"{"cash":[],"cash":[]}"#, "duplicate field `cash`");
    refused::<Facts>(r#"{"positions":[{"instrument":"X","quantity":"1","quantitty":"0"}]}"#, "unknown field");
}

#[test]
fn an_absent_or_null_fact_is_unknown_and_an_empty_list_is_known() {
    let facts: Facts = read(r#"{"cash":null,"fees":[]}"#);
    assert_eq!((facts.cash.is_unknown(), facts.positions.is_unknown()), (true, true));
    assert_eq!(facts.fees, Fact::empty());
}

#[test]
fn restrictions_are_a_set_of_known_names() {
    let facts: Facts = read(r#"{"restrictions":["frozen","locked","frozen"]}"#);
    assert_eq!(facts.restrictions.known().unwrap().len(), 2);
    refused::<Facts>(
        r#"{"restrictions":["chilled"]}"#,
        "unknown name `chilled`: expected one of `trading_blocked`",
    );
}

proptest! {
    #[test]
    fn an_amount_that_is_written_and_read_again_is_the_same(mantissa: i64, scale in 0_u32..=28) {
        let amount = Amount::from(rust_decimal::Decimal::from_i128_with_scale(mantissa.into(), scale));
        let json = serde_json::to_string(&amount).unwrap();
        prop_assert_eq!(read::<Amount>(&json), amount);
        prop_assert_eq!(json, format!("\"{amount}\""));
    }

    #[test]
    fn a_wire_value_that_is_written_and_read_again_is_the_same(text in ".{0,12}", number: i64) {
        for value in [WireValue::from(text.as_str()), WireValue::from(number)] {
            let json = serde_json::to_string(&value).unwrap();
            prop_assert_eq!(read::<WireValue>(&json), value);
        }
    }

    #[test]
    fn no_text_makes_an_amount_panic(text in ".{0,60}") {
        if let Ok(amount) = text.parse::<Amount>() {
            prop_assert_eq!(amount.to_string().parse::<Amount>(), Ok(amount));
        }
    }
}
