//! The instants at which facts were read.

use super::name::FactName;
use alloc::boxed::Box;
use jiff::Timestamp;

/// The instants at which facts were read: unknown, one for all facts, or one for each fact.
///
/// ```
/// use closeout::facts::{FactName, ReadAt};
/// let noon = "2026-02-02T12:00:00Z".parse()?;
/// let mut read_at = ReadAt::unknown();
/// assert_eq!(read_at.of(FactName::Cash), None);
/// read_at.set(FactName::Cash, noon);
/// assert_eq!((read_at.of(FactName::Cash), read_at.of(FactName::Fees)), (Some(noon), None));
/// assert_eq!(ReadAt::all(noon).of(FactName::Fees), Some(noon));
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ReadAt(Each<Timestamp>);

impl ReadAt {
    /// Returns unknown instants for all facts.
    #[must_use]
    pub const fn unknown() -> Self {
        Self(Each::None)
    }

    /// Returns the same instant for all facts.
    #[must_use]
    pub const fn all(instant: Timestamp) -> Self {
        Self(Each::All(instant))
    }

    /// Sets the instant at which one fact was read.
    pub fn set(&mut self, fact: FactName, instant: Timestamp) {
        self.0.set(fact, instant);
    }

    /// Returns the instant at which a fact was read; `None` if it is unknown.
    #[must_use]
    pub fn of(&self, fact: FactName) -> Option<Timestamp> {
        self.0.of(fact)
    }

    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self.0, Each::None)
    }

    #[cfg(feature = "serde")]
    pub(crate) const fn one_for_all(&self) -> Option<Timestamp> {
        self.0.one_for_all()
    }
}

/// Compares fact by fact: two values are equal if every fact has the same instant.
impl PartialEq for ReadAt {
    fn eq(&self, other: &Self) -> bool {
        FactName::ALL.iter().all(|fact| self.of(*fact) == other.of(*fact))
    }
}

/// A value for all facts, or one value for each of some facts.
#[derive(Clone, Debug, Default)]
pub(crate) enum Each<T> {
    #[default]
    None,
    All(T),
    /// Values by the place of the fact.
    Some(Box<[Option<T>; FactName::ALL.len()]>),
}

impl<T: Copy> Each<T> {
    pub(crate) fn set(&mut self, fact: FactName, value: T) {
        if !matches!(self, Self::Some(_)) {
            let before = if let Self::All(all) = self { Some(*all) } else { None };
            *self = Self::Some(Box::new([before; FactName::ALL.len()]));
        }
        if let Self::Some(each) = self
            && let Some(slot) = each.get_mut(usize::from(fact.place()))
        {
            *slot = Some(value);
        }
    }

    pub(crate) fn of(&self, fact: FactName) -> Option<T> {
        match self {
            Self::None => None,
            Self::All(value) => Some(*value),
            Self::Some(each) => *each.get(usize::from(fact.place()))?,
        }
    }

    #[cfg(feature = "serde")]
    pub(crate) const fn one_for_all(&self) -> Option<T> {
        if let Self::All(value) = self { Some(*value) } else { None }
    }
}
