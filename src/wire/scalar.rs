//! Amounts, wire values, countries, dates and instants as JSON scalars.

use crate::facts::Revision;
use crate::policy::Residences;
#[cfg(feature = "schema")]
mod schema;

use crate::vocab::{Amount, Country, Currency, WireValue};
use alloc::string::String;
use core::convert::Infallible;
use core::fmt;
use core::str::FromStr;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The key under which `serde_json`, with its feature `arbitrary_precision`, passes a number as a map of one entry. Any
/// crate in a build may switch that feature on, so every type here that reads numbers knows it.
pub(super) const NUMBER_KEY: &str = "$serde_json::private::Number";

/// Reads the digits of such a number.
pub(super) fn number_text<'de, A: MapAccess<'de>>(
    map: &mut A,
    expected: &dyn serde::de::Expected,
) -> Result<String, A::Error> {
    match map.next_key::<String>()? {
        Some(key) if key == NUMBER_KEY => map.next_value().map(|Digits(digits)| digits),
        Some(_) | None => Err(A::Error::invalid_type(Unexpected::Map, expected)),
    }
}

/// A reader of digits passed as an owned string; a string in an object of that key is borrowed from the line, so it
/// cannot pass for a number.
struct Digits(String);

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(DigitsVisitor)
    }
}

struct DigitsVisitor;

impl Visitor<'_> for DigitsVisitor {
    type Value = Digits;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, not an object in its place")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Digits, E> {
        Err(E::invalid_type(Unexpected::Map, &self))
    }

    fn visit_string<E: Error>(self, digits: String) -> Result<Digits, E> {
        Ok(Digits(digits))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

struct AmountVisitor;

impl<'de> Visitor<'de> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal as a string, such as \"12.50\", or an integer")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Amount, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Amount, E> {
        Ok(rust_decimal::Decimal::from(number).into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Amount, E> {
        Ok(rust_decimal::Decimal::from(number).into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Amount, A::Error> {
        let digits = number_text(&mut map, &self)?;
        if digits.contains(['.', 'e', 'E']) {
            return Err(A::Error::custom(may_have_lost_digits(&digits)));
        }
        digits.parse().map_err(A::Error::custom)
    }
}

/// Says that a number may have lost digits. An exponent is not quoted: the reader may have added a sign to it.
fn may_have_lost_digits(digits: &str) -> String {
    let what = if digits.contains(['e', 'E']) {
        String::from("an exponent")
    } else {
        alloc::format!("a fraction (`{}`)", crate::vocab::excerpt(digits))
    };
    alloc::format!("a JSON number with {what} may have lost digits: write it as a string")
}

fn number_as_found(digits: &str) -> String {
    if digits.contains(['e', 'E']) {
        return String::from("number with an exponent");
    }
    alloc::format!("number `{}`", crate::vocab::excerpt(digits))
}

impl Serialize for crate::vocab::Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl Serialize for WireValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
        }
    }
}

impl<'de> Deserialize<'de> for WireValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WireValueVisitor)
    }
}

struct WireValueVisitor;

impl<'de> Visitor<'de> for WireValueVisitor {
    type Value = WireValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a status as the provider writes it: a string or an integer of 64 bits")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<WireValue, E> {
        Ok(text.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<WireValue, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<WireValue, E> {
        i64::try_from(number)
            .map(Into::into)
            .map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WireValue, A::Error> {
        let digits = number_text(&mut map, &self)?;
        digits
            .parse::<i64>()
            .map(Into::into)
            .map_err(|_| A::Error::invalid_value(Unexpected::Other(&number_as_found(&digits)), &self))
    }
}

impl Serialize for Revision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Revision {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text { expected: "an opaque string", parse: revision })
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that `Text` asks for")]
fn revision(mark: &str) -> Result<Revision, Infallible> {
    Ok(mark.into())
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_str(Text { expected: "a country code such as \"DE\"", parse: Self::from_str })
    }
}

impl Serialize for Residences {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_str(Text { expected: "a currency code such as \"EUR\"", parse: Self::from_str })
    }
}

/// A string that a function parses.
struct Text<F> {
    expected: &'static str,
    parse: F,
}

impl<T, E: fmt::Display, F: Fn(&str) -> Result<T, E>> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<R: Error>(self, text: &str) -> Result<T, R> {
        (self.parse)(text).map_err(R::custom)
    }
}

/// Reads a name by a function, without keeping the text. The error is made after the text has been read, so that errors
/// point behind it.
pub(super) fn read_name<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    named: impl Fn(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    let parse = |name: &str| Ok::<_, Infallible>(named(name));
    deserializer.deserialize_str(Text { expected: "a string", parse })?.map_err(D::Error::custom)
}

/// A civil date, `YYYY-MM-DD` and nothing else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CivilDate(pub(super) Date);

impl Serialize for CivilDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CivilDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_str(Text { expected: "a civil date such as \"2026-04-05\"", parse: date })
            .map(Self)
    }
}

/// An instant by RFC 3339.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instant(pub(crate) Timestamp);

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "an RFC 3339 instant such as \"2026-04-05T23:00:00Z\"";
        deserializer.deserialize_str(Text { expected, parse: instant }).map(Self)
    }
}

/// Writes UTC with a `Z`, without a fraction if it is zero.
impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A form for `Option<Date>` fields of items.
pub(crate) mod optional_date {
    use super::{CivilDate, Date};
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature that serde's `with` asks for"
    )]
    pub(crate) fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => serializer.collect_str(date),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<CivilDate>::deserialize(deserializer)?.map(|date| date.0))
    }
}

/// A form for `Timestamp` fields of forms.
pub(super) mod one_instant {
    use super::{Instant, Timestamp};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(
        at: &Timestamp,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Instant(*at).serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Timestamp, D::Error> {
        Instant::deserialize(deserializer).map(|instant| instant.0)
    }
}

/// A form for `Option<Timestamp>` fields of forms. Without `default` the key has to be present, even if it is null.
pub(super) mod optional_instant {
    use super::{Instant, Timestamp};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "the signature that serde's `with` asks for")]
    pub(in super::super) fn serialize<S: Serializer>(
        at: &Option<Timestamp>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        at.map(Instant).serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        Ok(Option::<Instant>::deserialize(deserializer)?.map(|instant| instant.0))
    }
}

/// Reads a date. The date library accepts more (`20260405`, a date with a time), so the shape is checked first.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let refuse =
        || alloc::format!("`{}` is not a civil date: expected `YYYY-MM-DD`", crate::vocab::excerpt(text));
    if !matches_shape(text, "dddd-dd-dd") {
        return Err(refuse());
    }
    Date::from_str(text).map_err(|_| {
        alloc::format!("`{text}` is not a date that exists: expected a day of the Gregorian calendar")
    })
}

/// The first instant, 0000-01-01T00:00:00Z.
const FIRST: Timestamp = Timestamp::constant(-62_167_219_200, 0);

/// Reads an instant of RFC 3339, which is narrower than the date library's own syntax: seconds are required, offsets
/// have two parts, there is no zone annotation, and a fraction has at most nine digits, since the tenth would be lost.
pub(super) fn instant(text: &str) -> Result<Timestamp, String> {
    let refuse =
        |why: &str| alloc::format!("`{}` is not an RFC 3339 instant: {why}", crate::vocab::excerpt(text));
    let Some((to_seconds, rest)) = text.split_at_checked(19) else {
        return Err(refuse("expected a date, `T`, a time with seconds, and `Z` or an offset"));
    };
    if !matches_shape(to_seconds, "dddd-dd-ddTdd:dd:dd") {
        return Err(refuse("expected a date, `T`, a time with seconds, and `Z` or an offset"));
    }
    if to_seconds.ends_with("60") {
        let why = "has a second 60: expected 00 to 59, since leap seconds are not counted";
        return Err(alloc::format!("`{}` {why}", crate::vocab::excerpt(text)));
    }
    let offset = without_fraction(rest).ok_or_else(|| refuse("expected a fraction of one to nine digits"))?;
    if !(matches_shape(offset, "Z") || matches_shape(offset, "+dd:dd") || matches_shape(offset, "-dd:dd")) {
        return Err(refuse("expected `Z` or an offset such as `+01:00` at the end"));
    }
    // The date library accepts offsets of up to 25 hours.
    if offset.get(1..3).is_some_and(|hours| hours > "23") {
        return Err(refuse("expected an offset of less than 24 hours"));
    }
    if offset.get(4..).is_some_and(|minutes| minutes > "59") {
        return Err(refuse("expected minutes from 00 to 59 in the offset"));
    }
    // In UTC it has to lie in the years 0000 to 9999 as well, or it could not be written back.
    let written_back = |instant: &Timestamp| *instant >= FIRST;
    Timestamp::from_str(text).ok().filter(written_back).ok_or_else(|| {
        if is_behind_the_last(to_seconds) {
            let (found, last) = (crate::vocab::excerpt(text), Timestamp::MAX);
            return alloc::format!("`{found}` is later than the last instant, which is `{last}`");
        }
        refuse("expected a date and a time of day that exist, in the years 0000 to 9999")
    })
}

/// Says whether this date and this time of day exist in the year 9999. The date library leaves out the end of that
/// year, so that every instant has a civil date in every zone.
fn is_behind_the_last(to_seconds: &str) -> bool {
    to_seconds.parse::<jiff::civil::DateTime>().is_ok_and(|exists| exists.year() == 9999)
}

/// Returns the text after the fraction, if there is one; `None` if the fraction is too long or empty.
fn without_fraction(rest: &str) -> Option<&str> {
    let Some(fraction) = rest.strip_prefix('.') else {
        return Some(rest);
    };
    let offset = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let digits = fraction.len().checked_sub(offset.len())?;
    (1..=9).contains(&digits).then_some(offset)
}

/// Returns whether the text has this shape, in which `d` means a digit and a letter means itself in either case.
pub(super) fn matches_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, form)| match form {
            b'd' => byte.is_ascii_digit(),
            letter => byte.eq_ignore_ascii_case(&letter),
        })
}
