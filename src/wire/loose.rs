//! Requests of any form: any JSON is read, and all errors are reported afterwards, at once.
//!
//! What belongs here: a field of any kind, the test for blank texts, and words that a document lists but need not
//! exhaust.
//! What never does: a provider's own field, limit or code.

use super::scalar::NUMBER_KEY;
use super::violation::{Flaw, Kind};
use crate::vocab::is_visible;
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One field of a request, with any value. Only texts are kept; of other values, only their kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Field {
    /// A field that was not sent.
    #[default]
    Absent,
    /// A field that was sent as null.
    Null,
    /// A field that was sent as a string.
    Text(Box<str>),
    /// A field that was sent as something else.
    Other(Kind),
    /// A field that was sent more than once: choosing one of the values would be a guess.
    Repeated,
}

impl Field {
    /// Returns the text, which must be there, not be blank, and be no longer than this many characters.
    pub(super) fn required(&self, max: usize) -> Result<&str, Flaw> {
        stated(self.text()?, max)
    }

    /// Returns the text, unless it is absent, null or blank; no longer than this many characters even if it is blank.
    pub(super) fn optional(&self, max: usize) -> Result<Option<&str>, Flaw> {
        let text = self.text()?.map(|text| limited(text, max)).transpose()?;
        Ok(text.filter(|text| !is_blank(text)))
    }

    fn text(&self) -> Result<Option<&str>, Flaw> {
        match self {
            Self::Absent | Self::Null => Ok(None),
            Self::Text(text) => Ok(Some(text)),
            Self::Other(kind) => Err(Flaw::NotText(*kind)),
            Self::Repeated => Err(Flaw::Repeated),
        }
    }
}

/// A member of an object, which may be absent or null. The difference is kept, and written again.
///
/// Exhaustive on purpose: there is no fourth way to send a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sent<T> {
    /// A field that was not sent.
    #[default]
    Absent,
    /// A field that was sent as null.
    Null,
    /// A field that was sent with a value.
    Value(T),
}

impl<T> Sent<T> {
    /// Returns the value; `None` if the member was absent or null.
    ///
    /// ```
    /// use closeout::wire::Sent;
    /// assert_eq!(Sent::Value("GB29").value(), Some(&"GB29"));
    /// assert_eq!(Sent::<&str>::Null.value(), None);
    /// ```
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Says whether the member was not sent, so that the member is not written either.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T: Serialize> Serialize for Sent<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

/// Reads a member that is present; the object handles an absent one, by serde's `default`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sent<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Value))
    }
}

/// Returns a text that must be there, not be blank, and be no longer than this many characters.
pub(super) fn stated(text: Option<&str>, max: usize) -> Result<&str, Flaw> {
    let text = limited(text.ok_or(Flaw::Missing)?, max)?;
    if is_blank(text) { Err(Flaw::Blank) } else { Ok(text) }
}

/// Returns an id that must not be blank. The flaw of a blank one says what was expected, such as `an id`.
pub(super) fn id<'a>(text: &'a str, expected: &'static str) -> Result<&'a str, Flaw> {
    if is_blank(text) { Err(Flaw::BlankId { expected }) } else { Ok(text) }
}

/// Says whether a text is blank, for every request.
pub(super) fn is_blank(text: &str) -> bool {
    !is_visible(text)
}

/// Limits a text. Characters are Unicode scalar values, not bytes.
fn limited(text: &str, max: usize) -> Result<&str, Flaw> {
    let found = text.chars().count();
    if found > max { Err(Flaw::TooLong { found, max }) } else { Ok(text) }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

/// A visitor of one field. The reader skips the contents of lists and objects, without recursion.
struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Field, E> {
        Ok(Field::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Field, E> {
        Ok(Field::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field, D::Error> {
        Field::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Field, E> {
        Ok(Field::Other(Kind::Boolean))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Field, E> {
        Ok(Field::Other(Kind::Number))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Field, E> {
        Ok(Field::Other(Kind::Number))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Field, E> {
        Ok(Field::Other(Kind::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Field, E> {
        Ok(Field::Text(text.into()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Field, E> {
        Ok(Field::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Field, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Other(Kind::List))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field, A::Error> {
        let first = map.next_key::<String>()?;
        if first.is_some() {
            map.next_value::<IgnoredAny>()?;
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        let is_number = first.is_some_and(|key| key == NUMBER_KEY);
        Ok(Field::Other(if is_number { Kind::Number } else { Kind::Object }))
    }
}

/// A reader of the fields of these names in any JSON value; other fields are ignored. The result is `None` if the value
/// is not an object; an object that has the key of `serde_json`'s numbers looks like a number, and gives `None` too.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldsNamed<const N: usize>(pub(super) [&'static str; N]);

impl<'de, const N: usize> DeserializeSeed<'de> for FieldsNamed<N> {
    type Value = Option<[Field; N]>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, const N: usize> Visitor<'de> for FieldsNamed<N> {
    type Value = Option<[Field; N]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        FieldVisitor.visit_seq(list).map(|_| None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = [const { Field::Absent }; N];
        let mut is_number = false;
        while let Some(key) = map.next_key::<String>()? {
            is_number |= key == NUMBER_KEY;
            let place = self.0.iter().zip(&mut fields).find(|(name, _)| **name == key);
            match place {
                Some((_, field @ Field::Absent)) => *field = map.next_value()?,
                Some((_, field)) => {
                    map.next_value::<IgnoredAny>()?;
                    *field = Field::Repeated;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok((!is_number).then_some(fields))
    }
}

/// A list of words of which each has a stable name on the wire.
pub trait Named: Copy {
    /// Returns the name, exactly as on the wire.
    fn wire_name(self) -> &'static str;

    /// Returns the word of exactly this name.
    fn of_wire_name(name: &str) -> Option<Self>;
}

/// A word on the wire: one that the provider documents, or an unknown one, kept exactly.
///
/// Exhaustive on purpose: a word is known or unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Word<T> {
    /// A documented word.
    Known(T),
    /// A word that is not documented.
    Other(Box<str>),
}

impl<T: Named> Word<T> {
    /// Returns the word as the provider writes it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(word) => word.wire_name(),
            Self::Other(text) => text,
        }
    }
}

impl<T: Named> From<&str> for Word<T> {
    fn from(text: &str) -> Self {
        T::of_wire_name(text).map_or_else(|| Self::Other(text.to_owned().into()), Self::Known)
    }
}

impl<T: Named> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T: Named> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from(&*Box::<str>::deserialize(deserializer)?))
    }
}
