//! Facts that are known, known in part, or unknown.

use alloc::vec::Vec;

/// A fact that is known, known in part, or unknown.
///
/// `Known` with an empty list says that there are no items. `Unknown` says nothing and never permits a closing. `Part`
/// says that these items exist and that there may be more, as when one of two custodians has answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fact<T> {
    /// An unknown value: nobody has stated one.
    #[default]
    Unknown,
    /// A part of the value; there may be more.
    Part(T),
    /// The whole value.
    Known(T),
}

impl<T> Fact<T> {
    /// Returns the value if it is known in full.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Unknown | Self::Part(_) => None,
            Self::Known(value) => Some(value),
        }
    }

    /// Returns the stated value: the whole value, or the known part.
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

    /// Returns whether the fact is unknown.
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Returns whether the fact is known in full.
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }
}

impl<T> Fact<Vec<T>> {
    /// Returns the fact that is known to have no items.
    #[must_use]
    pub const fn empty() -> Self {
        Self::Known(Vec::new())
    }

    /// Returns the fact that is known to have exactly this item.
    #[must_use]
    pub fn one(item: T) -> Self {
        Self::Known(Vec::from([item]))
    }

    /// Returns the known items, even if there may be more.
    pub fn items(&self) -> &[T] {
        self.stated().map_or(&[], Vec::as_slice)
    }
}

impl<T> From<Option<T>> for Fact<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Known)
    }
}
