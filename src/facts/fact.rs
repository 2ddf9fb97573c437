//! Known or unknown: the third answer.

use alloc::vec::Vec;

/// A fact that is known, or is not.
///
/// `Known` of an empty list says that there is none; `Unknown` says nothing at all and never permits a closing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fact<T> {
    /// Nobody has said.
    #[default]
    Unknown,
    /// This is so.
    Known(T),
}

impl<T> Fact<T> {
    /// The value, if it is known.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Unknown => None,
            Self::Known(value) => Some(value),
        }
    }

    /// Whether nobody has said.
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl<T> Fact<Vec<T>> {
    /// Known to be none.
    #[must_use]
    pub const fn none() -> Self {
        Self::Known(Vec::new())
    }

    /// Known to be just this one.
    #[must_use]
    pub fn one(item: T) -> Self {
        Self::Known(Vec::from([item]))
    }
}

impl<T> From<Option<T>> for Fact<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Known)
    }
}
