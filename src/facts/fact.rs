//! Known, known in part, or unknown.

use alloc::vec::Vec;

/// A fact that is known, known in part, or not known.
///
/// `Known` of an empty list says that there is none; `Unknown` says nothing at all and never permits a closing. `Part`
/// says that these items are there and that there may be more: one of two custodians has answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fact<T> {
    /// Nobody has said.
    #[default]
    Unknown,
    /// At least this is so, and there may be more.
    Part(T),
    /// This is so, and it is all.
    Known(T),
}

impl<T> Fact<T> {
    /// Returns the value, if it is known in full.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Unknown | Self::Part(_) => None,
            Self::Known(value) => Some(value),
        }
    }

    /// Returns what has been said: the whole value, or the part of it that is known.
    ///
    /// ```
    /// use closeout::Fact;
    /// assert_eq!(Fact::Part(vec![3]).stated(), Some(&vec![3]));
    /// assert_eq!(Fact::Part(vec![3]).known(), None); // there may be more
    /// assert_eq!(Fact::<Vec<i32>>::Unknown.stated(), None);
    /// ```
    pub const fn stated(&self) -> Option<&T> {
        match self {
            Self::Unknown => None,
            Self::Part(value) | Self::Known(value) => Some(value),
        }
    }

    /// Returns whether nobody has said anything.
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Returns whether nothing is left to be said.
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }
}

impl<T> Fact<Vec<T>> {
    /// Known to be none.
    #[must_use]
    pub const fn empty() -> Self {
        Self::Known(Vec::new())
    }

    /// Known to be just this one.
    #[must_use]
    pub fn one(item: T) -> Self {
        Self::Known(Vec::from([item]))
    }

    /// Returns the items that are known, whether or not there may be more.
    pub fn items(&self) -> &[T] {
        self.stated().map_or(&[], Vec::as_slice)
    }
}

impl<T> From<Option<T>> for Fact<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Known)
    }
}
