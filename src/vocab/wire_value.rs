//! A provider's own code word, kept to the letter.

use alloc::sync::Arc;
use core::fmt;

/// A status as a provider writes it on the wire: a text, or for some providers an integer.
///
/// Kept to the letter, known or not. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum WireValue {
    /// A text, such as `ACTIVE`.
    Text(Arc<str>),
    /// An integer code, such as `1`.
    Number(i64),
}

impl From<&str> for WireValue {
    fn from(text: &str) -> Self {
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
