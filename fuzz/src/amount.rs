//! Target `amount`: texts as amounts, compared with whole numbers of any size.
//!
//! What belongs here: the grammar by hand, and the value in arithmetic that cannot overflow.
//! What never does: the decimal library that the crate uses.

use closeout::Amount;
use num_bigint::BigUint;

/// A decimal: digits without a point, how many of them are behind it, and the sign.
#[derive(Debug)]
struct Plain {
    is_negative: bool,
    digits: BigUint,
    places: usize,
}

impl Plain {
    /// What is compared; zero has no sign.
    fn value(&self) -> (bool, &BigUint, usize) {
        (self.is_negative && self.digits.bits() > 0, &self.digits, self.places)
    }
}

/// Most decimal places of an amount.
const PLACES_MAX: usize = 28;

/// Most bits of its digits.
const BITS_MAX: u64 = 96;

/// Asserts that exactly those texts are read that are decimals and fit, and that their value is kept.
pub fn check(text: &str) {
    let plain = plain(text);
    let expected =
        plain.as_ref().filter(|plain| plain.digits.bits() <= BITS_MAX && plain.places <= PLACES_MAX);
    let read = text.parse::<Amount>();
    assert_eq!(read.is_ok(), expected.is_some(), "{read:?}");
    let Ok(amount) = read else {
        return refused_as_json(text);
    };
    let zero = !text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    assert_eq!((amount.is_zero(), amount.is_negative()), (zero, !zero && text.starts_with('-')));
    let printed = amount.to_string();
    let printed_plain = self::plain(&printed).expect("printed as it is read");
    assert_eq!(Some(printed_plain.value()), plain.as_ref().map(Plain::value), "{printed}");
    let again: Amount = printed.parse().expect("what is printed can be read");
    assert_eq!((again, again.to_string()), (amount, printed));
    assert_eq!(again.decimal().scale(), amount.decimal().scale());
    read_from_json(text, amount);
}

/// The decimal, without zeros at the end of its fraction; `None` if it is none.
fn plain(text: &str) -> Option<Plain> {
    let (is_negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let mut whole = String::new();
    let mut fraction = None::<String>;
    for character in unsigned.chars() {
        match (character, &mut fraction) {
            ('0'..='9', None) => whole.push(character),
            ('0'..='9', Some(digits)) => digits.push(character),
            ('.', None) => fraction = Some(String::new()),
            _ => return None,
        }
    }
    if whole.is_empty() || fraction.as_ref().is_some_and(String::is_empty) {
        return None;
    }
    let fraction = fraction.unwrap_or_default();
    let fraction = fraction.trim_end_matches('0');
    let digits = BigUint::parse_bytes(format!("{whole}{fraction}").as_bytes(), 10)?;
    Some(Plain { is_negative, digits, places: fraction.len() })
}

/// As a string it is the same amount, and so it is as a number where JSON has it.
fn read_from_json(text: &str, amount: Amount) {
    let string = serde_json::to_string(text).expect("a string");
    assert_eq!(serde_json::from_str::<Amount>(&string).expect("read from a string"), amount);
    let written = serde_json::to_string(&amount).expect("an amount");
    assert_eq!(written, format!("\"{amount}\""));
    let is_integer = !text.contains('.') && serde_json::from_str::<serde_json::Value>(text).is_ok();
    if is_integer {
        assert_eq!(serde_json::from_str::<Amount>(text).expect("read from an integer"), amount);
    } else {
        assert!(serde_json::from_str::<Amount>(text).is_err(), "no fraction is read from a JSON number");
    }
}

fn refused_as_json(text: &str) {
    let string = serde_json::to_string(text).expect("a string");
    assert!(serde_json::from_str::<Amount>(&string).is_err());
}
