//! Target `amount`: texts as amounts, compared with whole numbers of any size.
//!
//! What belongs here: the grammar by hand, and the value in arithmetic that cannot overflow.
//! What never does: the decimal library that the crate uses.

use closeout::Amount;
use num_bigint::BigUint;

/// A decimal: digits without a point, without zeros at their end where they can go, how many of them are behind the
/// point, and the sign. As `places` are not negative, zeros before the point stay.
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

/// Asserts that exactly those texts are read that are decimals and whose value fits, and that their value is kept.
pub fn check(text: &str) {
    let plain = decimal(text);
    let expected =
        plain.as_ref().filter(|plain| plain.digits.bits() <= BITS_MAX && plain.places <= PLACES_MAX);
    let read = text.parse::<Amount>();
    assert_eq!(read.is_ok(), expected.is_some(), "{read:?}");
    let Ok(amount) = read else {
        return refused_as_json(text);
    };
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let zero = !mantissa.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    assert_eq!((amount.is_zero(), amount.is_negative()), (zero, !zero && text.starts_with('-')));
    let printed = amount.to_string();
    assert!(!printed.contains(['e', 'E']), "{printed}");
    let printed_plain = decimal(&printed).expect("printed as it is read");
    assert_eq!(Some(printed_plain.value()), plain.as_ref().map(Plain::value), "{printed}");
    let again: Amount = printed.parse().expect("what is printed can be read");
    assert_eq!((again, again.to_string()), (amount, printed));
    assert_eq!(again.decimal().scale(), amount.decimal().scale());
    read_from_json(text, amount);
}

/// Far more than any amount has.
const FAR: i64 = 1_000;

/// The decimal; `None` if the text is none, or so large or so small that no amount comes near it.
fn decimal(text: &str) -> Option<Plain> {
    let (plain, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], exponent(&text[at + 1..])?),
        None => (text, 0),
    };
    let (is_negative, unsigned) = plain.strip_prefix('-').map_or((false, plain), |rest| (true, rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !fraction.is_none_or(is_digits) {
        return None;
    }
    let digits = format!("{whole}{}", fraction.unwrap_or_default());
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some(Plain { is_negative, digits: BigUint::default(), places: 0 });
    }
    // Ten to this power is what the last of the significant digits counts.
    let idle = digits.len() - digits.trim_end_matches('0').len();
    let behind = i64::try_from(fraction.map_or(0, str::len)).ok()?;
    let power = exponent - behind + i64::try_from(idle).ok()?;
    let digits = BigUint::parse_bytes(significant.as_bytes(), 10)?;
    let zeros = u32::try_from(power.clamp(0, FAR)).ok()?;
    let places = usize::try_from((-power).clamp(0, FAR)).ok()?;
    Some(Plain { is_negative, digits: digits * BigUint::from(10_u8).pow(zeros), places })
}

/// Digits with a sign or without one; what no whole number of 64 bits holds is as far as any text reaches, and farther.
fn exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let farthest = if text.starts_with('-') { i64::MIN / 4 } else { i64::MAX / 4 };
    is_number.then(|| text.parse().map_or(farthest, |power: i64| power.clamp(i64::MIN / 4, i64::MAX / 4)))
}

/// As a string it is the same amount, and so it is as a number where JSON has it.
fn read_from_json(text: &str, amount: Amount) {
    let string = serde_json::to_string(text).expect("a string");
    assert_eq!(serde_json::from_str::<Amount>(&string).expect("read from a string"), amount);
    let written = serde_json::to_string(&amount).expect("an amount");
    assert_eq!(written, format!("\"{amount}\""));
    let is_integer =
        !text.contains(['.', 'e', 'E']) && serde_json::from_str::<serde_json::Value>(text).is_ok();
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
