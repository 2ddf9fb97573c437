//! Rows that are part of the program, or reference-counted.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Deref;

/// The rows of a table: either part of the program, or built at run time and reference-counted. Cheap to clone; the
/// last owner frees the rows.
///
/// ```
/// use closeout::{facts::FactName, vocab::Table};
/// const BUILT_IN: Table<FactName> = Table::of(&[FactName::Cash, FactName::Fees]);
/// let read: Table<FactName> = vec![FactName::Cash, FactName::Fees].into();
/// assert_eq!((BUILT_IN.len(), BUILT_IN), (2, read));
/// ```
pub struct Table<T: 'static>(Repr<T>);

enum Repr<T: 'static> {
    Static(&'static [T]),
    Shared(Arc<[T]>),
}

impl<T> Table<T> {
    /// The table without a row.
    pub const EMPTY: Self = Self::of(&[]);

    /// Returns a table that is part of the program; nothing is copied.
    #[must_use]
    pub const fn of(rows: &'static [T]) -> Self {
        Self(Repr::Static(rows))
    }
}

// Derived, `Clone` would require `T: Clone`, and rows are not cloneable.
impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Repr::Static(rows) => Repr::Static(rows),
            Repr::Shared(rows) => Repr::Shared(Arc::clone(rows)),
        })
    }
}

impl<T> Deref for Table<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match &self.0 {
            Repr::Static(rows) => rows,
            Repr::Shared(rows) => rows,
        }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T> From<Vec<T>> for Table<T> {
    fn from(rows: Vec<T>) -> Self {
        Self(Repr::Shared(rows.into()))
    }
}

impl<T> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self(Repr::Shared(rows.into_iter().collect()))
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Table<T> {}

impl<T: fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
