//! Requests that may be anything: whatever JSON they are is read, and what is wrong with it is said afterwards, all at
//! once.
//!
//! What belongs here: a field of any kind, the flaws it can have, and words that a document lists but need not exhaust.
//! What never does: a provider's own field, limit or code.

use super::scalar::NUMBER_KEY;
use crate::vocab::is_visible;
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The kinds of JSON values beside null and strings.
///
/// Exhaustive on purpose: JSON has no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// A number of any size.
    Number,
    /// A list, whatever is in it.
    List,
    /// An object, whatever is in it.
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::List => "a list",
            Self::Object => "an object",
        })
    }
}

/// One field of a request, whatever was sent. Only texts are kept; of anything else, that it was there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Field {
    /// Not sent.
    #[default]
    Absent,
    /// Sent as null.
    Null,
    /// Sent as a string.
    Text(Box<str>),
    /// Sent as something else.
    Other(Kind),
    /// Sent more than once: which one counts would be a guess.
    Repeated,
}

impl Field {
    /// The text, which must be there, not be blank, and be no longer than this many characters.
    pub(super) fn required(&self, max: usize) -> Result<&str, Flaw> {
        stated(self.text()?, max)
    }

    /// The text, unless it is absent, null or blank; no longer than this many characters even if it is blank.
    pub(super) fn optional(&self, max: usize) -> Result<Option<&str>, Flaw> {
        let text = self.text()?.map(|text| limited(text, max)).transpose()?;
        Ok(text.filter(|text| is_visible(text)))
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

/// A member of an object, which may be absent or null. Which of the two it was is kept, and written again.
///
/// Exhaustive on purpose: there is no fourth way to send one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sent<T> {
    /// Not sent.
    #[default]
    Absent,
    /// Sent as null.
    Null,
    /// Sent with a value.
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

/// Absent is for the object to say, by serde's `default`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sent<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Value))
    }
}

/// A text that must be there, not be blank, and be no longer than this many characters.
pub(super) fn stated(text: Option<&str>, max: usize) -> Result<&str, Flaw> {
    let text = limited(text.ok_or(Flaw::Missing)?, max)?;
    if is_visible(text) { Ok(text) } else { Err(Flaw::Blank) }
}

/// Characters are Unicode scalar values, not bytes.
fn limited(text: &str, max: usize) -> Result<&str, Flaw> {
    let found = text.chars().count();
    if found > max { Err(Flaw::TooLong { found, max }) } else { Ok(text) }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

/// What is inside lists and objects is skipped by the reader, which does not recurse to do so.
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

/// Reads the fields of these names out of any JSON value; what else is in it is ignored. `None` if it is no object; an
/// object that has the key of `serde_json`'s numbers cannot be told from a number, and is none either.
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

/// What is wrong with one part of a request.
///
/// Growing catalogue, hence `#[non_exhaustive]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flaw {
    /// Absent or null where it is required.
    Missing,
    /// Nothing but white space where it is required.
    Blank,
    /// Longer than the provider takes.
    TooLong {
        /// Characters that were sent.
        found: usize,
        /// Characters that are taken, inclusive.
        max: usize,
    },
    /// Something else than a string.
    NotText(Kind),
    /// Sent more than once.
    Repeated,
    /// Not a JSON object, or not JSON at all.
    NotAnObject,
    /// Not what must stand there.
    NotLike(&'static str),
}

/// A part of a request, by its name on the wire, with what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The header, the field, the part of the path, or `body`.
    pub field: &'static str,
    /// What is wrong with it.
    pub flaw: Flaw,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, flaw } = self;
        match flaw {
            Flaw::Missing => write!(f, "`{field}` is missing"),
            Flaw::Blank => write!(f, "`{field}` is blank"),
            Flaw::TooLong { found, max } => {
                write!(f, "`{field}` has {found} characters: expected at most {max}")
            }
            Flaw::NotText(kind) => write!(f, "`{field}` is {kind}: expected a string"),
            Flaw::Repeated => write!(f, "`{field}` is given more than once"),
            Flaw::NotAnObject => write!(f, "`{field}` is not a JSON object"),
            Flaw::NotLike(expected) => write!(f, "`{field}` is something else: expected {expected}"),
        }
    }
}

/// Everything that is wrong with a request, in the order of its fields. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Each of them, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter()
    }
}

impl core::error::Error for Violations {}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, &self.0)
    }
}

/// Collects what is wrong, so that the first flaw does not hide the others.
#[derive(Debug, Default)]
pub(super) struct Review(Vec<Violation>);

impl Review {
    /// The value, or `None` once its flaw is noted.
    pub(super) fn note<T>(&mut self, field: &'static str, value: Result<T, Flaw>) -> Option<T> {
        value.map_err(|flaw| self.0.push(Violation { field, flaw })).ok()
    }

    /// Takes over what another review has found, behind what this one has.
    pub(super) fn append<T>(&mut self, value: Result<T, Violations>) -> Option<T> {
        value.map_err(|violations| self.0.extend(violations.0)).ok()
    }

    /// The value, if nothing was noted. The value is `None` only if something was.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Violations> {
        value.filter(|_| self.0.is_empty()).ok_or(Violations(self.0))
    }
}

/// One text after the other, with `; ` between.
fn joined(f: &mut fmt::Formatter<'_>, texts: &[impl fmt::Display]) -> fmt::Result {
    for (place, text) in texts.iter().enumerate() {
        let between = if place == 0 { "" } else { "; " };
        write!(f, "{between}{text}")?;
    }
    Ok(())
}

/// A list of words of which each has a stable name on the wire.
pub trait Named: Copy {
    /// The name, to the letter.
    fn wire_name(self) -> &'static str;

    /// The word of this name, to the letter.
    fn of_wire_name(name: &str) -> Option<Self>;
}

/// A word on the wire: one that the provider documents, or one that we do not know, kept to the letter.
///
/// Exhaustive on purpose: it is known or it is not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Word<T> {
    /// Documented.
    Known(T),
    /// Not documented.
    Other(Box<str>),
}

impl<T: Named> Word<T> {
    /// As the provider writes it.
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
