//! JSON values of any kind, kept as they came: for a member whose name is documented and whose type is not.

use super::scalar::NUMBER_KEY;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A JSON value. It is written with the value that was read: digits are not rounded, and members keep their order.
///
/// ```
/// use closeout::wire::Json;
/// let code: Json = serde_json::from_str(r#"{"sort": ["20-00-00", 200000, null]}"#)?;
/// assert_eq!(serde_json::to_string(&code)?, r#"{"sort":["20-00-00",200000,null]}"#);
/// assert!(serde_json::from_str::<Json>("{").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Exhaustive on purpose: JSON has no other kinds of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number of any size.
    Number(JsonNumber),
    /// A string.
    Text(Box<str>),
    /// A list.
    List(Vec<Json>),
    /// The members of an object, in the order in which they came; a name may occur twice.
    Object(Vec<(Box<str>, Json)>),
}

/// The digits of a JSON number. Numbers are equal if their digits are: 1.0 is not 1.
#[derive(Clone, Debug)]
pub struct JsonNumber {
    digits: Box<str>,
    /// True if the reader has passed on a machine's float, which is then written as one.
    is_float: bool,
}

impl JsonNumber {
    /// Returns the digits: as the reader passes them if it passes text, otherwise the shortest ones.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    fn digits(digits: &str) -> Self {
        Self { digits: digits.into(), is_float: false }
    }

    /// Writes a float by `Debug`, which gives it a point or an exponent: 5.0 does not become 5.
    fn float(number: f64) -> Self {
        Self { digits: alloc::format!("{number:?}").into(), is_float: true }
    }

    /// Returns a number of this type, if that has the very same digits.
    fn exactly<N: core::str::FromStr + fmt::Display>(&self) -> Option<N> {
        let number: N = self.digits.parse().ok()?;
        (alloc::format!("{number}") == *self.digits).then_some(number)
    }
}

impl PartialEq for JsonNumber {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for JsonNumber {}

impl Json {
    /// Returns the text of a string; `None` of any other value.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// Makes a value from members. `serde_json` passes digits that it does not convert as an object of one member.
    fn of_members(members: Vec<(Box<str>, Self)>) -> Self {
        match members.as_slice() {
            [(key, Self::Text(digits))] if **key == *NUMBER_KEY && is_number(digits) => {
                Self::Number(JsonNumber::digits(digits))
            }
            _ => Self::Object(members),
        }
    }
}

/// Says whether the text is a number by the grammar of JSON. Only such a text may be written without quotation marks.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = split(unsigned, &['e', 'E']);
    let (whole, fraction) = split(mantissa, &['.']);
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    let is_whole = is_digits(whole) && (whole == "0" || !whole.starts_with('0'));
    is_whole && fraction.is_none_or(is_digits) && exponent.is_none_or(is_digits)
}

fn split<'a>(text: &'a str, at: &[char]) -> (&'a str, Option<&'a str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

/// Writes a machine's integer if that has the very same digits, and a float if the number came as one. Otherwise writes
/// the digits, which only come from a reader that accepts them back.
impl Serialize for JsonNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(whole) = self.exactly::<i64>() {
            return serializer.serialize_i64(whole);
        }
        if let Some(whole) = self.exactly::<u64>() {
            return serializer.serialize_u64(whole);
        }
        if self.is_float {
            return serializer.serialize_f64(self.digits.parse().map_err(serde::ser::Error::custom)?);
        }
        let mut digits = serializer.serialize_struct(NUMBER_KEY, 1)?;
        digits.serialize_field(NUMBER_KEY, &*self.digits)?;
        digits.end()
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

macro_rules! visits_numbers {
    ($($method:ident: $Number:ty),+) => { $(
        fn $method<E: Error>(self, number: $Number) -> Result<Json, E> {
            Ok(Json::Number(JsonNumber::digits(&alloc::format!("{number}"))))
        }
    )+ };
}

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    visits_numbers!(visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128);

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        Json::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<Json, E> {
        Ok(Json::Boolean(boolean))
    }

    /// Reads a float. JSON has no infinity and no NaN.
    fn visit_f64<E: Error>(self, number: f64) -> Result<Json, E> {
        if !number.is_finite() {
            return Err(E::invalid_value(serde::de::Unexpected::Float(number), &self));
        }
        Ok(Json::Number(JsonNumber::float(number)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.into()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry::<Box<str>, Json>()? {
            members.push(member);
        }
        Ok(Json::of_members(members))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Json {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Json".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        true.into()
    }
}
