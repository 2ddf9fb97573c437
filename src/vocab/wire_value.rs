//! A provider's own code words, unchanged.

use super::text::{Text, same};
use alloc::string::String;
use core::fmt;

/// A status as a provider writes it on the wire: a text or, for some providers, an integer.
///
/// The value is kept unchanged, known or not. Cheap to clone. Tables write a value as a constant, by
/// [`word`](Self::word).
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum WireValue {
    /// A text, such as `ACTIVE`.
    Text(Text),
    /// An integer code, such as `1`.
    Number(i64),
}

impl WireValue {
    /// Returns a text that is part of the program.
    #[must_use]
    pub const fn word(text: &'static str) -> Self {
        Self::Text(Text::of(text))
    }

    /// Returns whether the value is exactly `value`.
    #[inline]
    pub(crate) fn is(&self, value: WireRef<'_>) -> bool {
        match (self, value) {
            (Self::Text(word), WireRef::Text(text)) => same(word, text),
            (Self::Number(word), WireRef::Number(number)) => *word == number,
            (Self::Text(_), WireRef::Number(_)) | (Self::Number(_), WireRef::Text(_)) => false,
        }
    }
}

impl From<&str> for WireValue {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for WireValue {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for WireValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl fmt::Display for WireValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Number(number) => fmt::Display::fmt(number, f),
        }
    }
}

impl fmt::Debug for WireValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A [`WireValue`] for lookup only: a `&str`, an `i64` and a `&WireValue` become one without a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireRef<'a> {
    /// A text.
    Text(&'a str),
    /// An integer code.
    Number(i64),
}

impl<'a> From<&'a str> for WireRef<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for WireRef<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a WireValue> for WireRef<'a> {
    fn from(value: &'a WireValue) -> Self {
        match value {
            WireValue::Text(text) => Self::Text(text),
            WireValue::Number(number) => Self::Number(*number),
        }
    }
}

impl From<WireRef<'_>> for WireValue {
    fn from(value: WireRef<'_>) -> Self {
        match value {
            WireRef::Text(text) => text.into(),
            WireRef::Number(number) => number.into(),
        }
    }
}
