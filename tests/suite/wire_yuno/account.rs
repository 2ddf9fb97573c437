//! Yuno's account object: what it reads, what it writes again, and what it states as facts.
//!
//! What belongs here: members, their types and their defaults, by the schema of the document.
//! What never does: requests and answers.

use super::{ID, account_with, answer, answer_with, closed_example, documented, open_example, request};
use crate::support::amount;
use closeout::{
    Facts,
    wire::{
        Json,
        yuno::{Account, ErrorBody, MajorUnits},
    },
};
use serde_json::{Value, json};

#[test]
fn a_balance_is_a_number_with_at_most_four_decimals_and_fifteen_digits() {
    let written = [
        ("0", "0"),
        ("-0", "0"),
        ("10", "10"),
        ("10.0", "10"),
        ("10.25", "10.25"),
        ("10.25000000", "10.25"),
        ("-0.0001", "-0.0001"),
        ("0.1", "0.1"),
        ("1e2", "100"),
        ("1025e-2", "10.25"),
        ("9999999999.9999", "9999999999.9999"),
        ("99999999999.9999", "99999999999.9999"),
        ("999999999999999", "999999999999999"),
        ("-999999999999999", "-999999999999999"),
    ];
    for (json, expected) in written {
        let units: MajorUnits = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&units).unwrap(), expected, "{json}");
        let again: MajorUnits = serde_json::from_value(serde_json::to_value(units).unwrap()).unwrap();
        assert_eq!(again, units);
        assert_eq!(units.amount(), amount(expected));
    }
    for (json, because) in [
        ("0.00001", "too many digits"),
        ("1000000000000000", "too many digits"),
        ("100000000000.0001", "too many digits"),
        ("18446744073709551616", "too many digits"),
        ("79228162514264337593543950336", "does not fit"),
        ("1E-400", "does not fit"),
        ("1e15", "too many digits"),
        ("\"10.25\"", "a balance as a number"),
        ("null", "a balance as a number"),
        ("true", "a balance as a number"),
        ("[]", "a balance as a number"),
        ("{}", "a balance as a number"),
    ] {
        let error = serde_json::from_str::<MajorUnits>(json).unwrap_err().to_string();
        assert!(error.contains(because), "{json}: {error}");
    }
}

#[test]
fn a_float_is_read_exactly_and_is_no_zero() {
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, F64Deserializer};
    let read = |float: f64| {
        let deserializer: F64Deserializer<Error> = float.into_deserializer();
        MajorUnits::deserialize(deserializer).map_err(|error| error.to_string())
    };
    for (float, expected) in
        [(10.25, "10.25"), (-0.0001, "-0.0001"), (99_999_999_999.999_9, "99999999999.9999")]
    {
        assert_eq!(read(float).unwrap().amount(), amount(expected));
    }
    for zero in [0.0, -0.0, "1e-400".parse().unwrap()] {
        assert!(read(zero).unwrap_err().contains("may have lost its digits"));
    }
    for odd in [f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, 0.1 + 0.2] {
        assert!(read(odd).is_err(), "{odd}");
    }
}

#[test]
fn the_account_states_its_balances_unless_the_caller_does() {
    let account = account_with("/balance/pending", serde_json::from_str("10.25").unwrap());
    let facts = account.fill_in(Facts::unknown());
    let stated: Vec<_> = facts.cash.known().unwrap().iter().collect();
    let components: Vec<_> = stated.iter().map(|balance| balance.component.as_deref().unwrap()).collect();
    assert_eq!(components, ["available", "current", "pending"]);
    assert!(stated.iter().all(|balance| balance.currency == closeout::Currency::USD));
    assert_eq!(stated[2].amount, amount("10.25"));

    let mut known = Facts::unknown();
    known.cash = closeout::providers::yuno::ACCOUNT.nothing_held().cash;
    assert_eq!(account.fill_in(known.clone()), known);
    assert_eq!(answer_with(&request(), Some(&account), &known, &documented()), (200, closed_example()));
}

#[test]
fn an_account_without_what_matters_is_not_read() {
    for (field, others) in [("id", 3), ("status", 3), ("currency", 2), ("balance", 2)] {
        for value in [json!(7), json!(true), json!(null)].into_iter().take(others) {
            let mut account = open_example();
            account[field] = value;
            assert!(serde_json::from_value::<Account>(account).is_err(), "{field}");
        }
    }
    for field in ["id", "status"] {
        let mut account = open_example();
        account.as_object_mut().unwrap().remove(field);
        assert!(serde_json::from_value::<Account>(account).is_err(), "{field}");
    }
}

/// Y-12. The schema requires nothing and gives four defaults, `http_code` of an error being the fourth kind of member.
#[test]
fn a_member_that_is_absent_is_the_default_of_the_schema_or_stays_absent() {
    let least = json!({"id": ID, "status": "ACTIVE"});
    let account: Account = serde_json::from_value(least.clone()).unwrap();
    let mut written = least;
    written["supports_book_transfers"] = json!(true);
    assert_eq!(serde_json::to_value(&account).unwrap(), written);

    for component in ["available", "current", "pending"] {
        let mut account = open_example();
        account["balance"].as_object_mut().unwrap().remove(component);
        let account: Account = serde_json::from_value(account).unwrap();
        assert_eq!(serde_json::to_value(&account).unwrap(), open_example(), "{component}");
        assert_eq!(answer(&request(), Some(&account), &documented()).0, 200);
    }
    let nested = json!({"id": ID, "status": "ACTIVE", "provider": {}, "account_details": {}, "payment_rails": {},
                        "iban": null, "account_number": null, "supports_book_transfers": false});
    let account: Account = serde_json::from_value(nested.clone()).unwrap();
    assert_eq!(serde_json::to_value(&account).unwrap(), nested, "null is not absent");

    let error: ErrorBody = serde_json::from_str(r#"{"code": "VALIDATION_ERROR", "messages": []}"#).unwrap();
    assert_eq!(error.http_code, 0);
}

/// A component has a default and a balance has none, so without one nobody knows what is in the account.
#[test]
fn a_balance_or_a_currency_that_is_absent_is_unknown_and_not_zero() {
    for field in ["balance", "currency"] {
        for value in [None, Some(json!(null))] {
            let mut account = open_example();
            match value {
                None => account.as_object_mut().unwrap().remove(field),
                Some(null) => account.as_object_mut().unwrap().insert(field.to_owned(), null),
            };
            let account: Account = serde_json::from_value(account).unwrap();
            assert_eq!(account.cash(), None);
            assert_eq!(answer(&request(), Some(&account), &documented()).0, 500, "{field}");
        }
    }
}

/// The schema names these four and gives them no type.
#[test]
fn a_member_without_a_type_is_kept_with_its_value() {
    let odd = r#"[null, true, "GB29", 7, -7, 5.0, -0.50, 1e400, 0.1, 1.0e7, 18446744073709551615, 18446744073709551616,
                  123456789012345678901234567890.5, [], {}, {"a": [{"b": null}]}, [[1.50]]]"#;
    let odd: Vec<Value> = serde_json::from_str(odd).unwrap();
    for member in ["/iban", "/account_details/sort_code", "/account_details/bsb", "/account_details/swift"] {
        for value in &odd {
            let mut example = open_example();
            *example.pointer_mut(member).unwrap() = value.clone();
            let text = example.to_string();
            for account in [serde_json::from_str::<Account>(&text), serde_json::from_value(example.clone())] {
                let account = account.unwrap();
                assert_eq!(
                    serde_json::to_string(&account).unwrap().parse::<Value>().unwrap(),
                    example,
                    "{value}"
                );
                assert_eq!(serde_json::to_value(&account).unwrap(), example, "{value}");
            }
        }
    }
}

/// An object that looks like the digits of a number and has none stays an object, so that what is written is JSON.
#[test]
fn what_only_looks_like_a_number_is_written_as_it_was() {
    let key = "$serde_json::private::Number";
    for digits in ["07", "1.", ".5", "+1", "1e", "-", "", "inf", "NaN", "1 ", "0x1"] {
        let text = format!(r#"{{"{key}":"{digits}"}}"#);
        let read: Json = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }
    for number in ["0", "-0", "10", "-1.05", "1e+2", "1.50e-07", "2.7e-5", "0.000027", "1e+16", "0.0"] {
        let read: Json = serde_json::from_str(number).unwrap();
        assert!(matches!(&read, Json::Number(digits) if digits.as_str() == number), "{read:?}");
        assert_eq!(serde_json::to_string(&read).unwrap(), number);
    }
    let text = r#"{"b":1,"a":{"b":1,"b":2}}"#;
    let read: Json = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text, "members keep their order and their number");
}
