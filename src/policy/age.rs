//! The maximum ages of facts.

use crate::facts::{Each, FactName, Facts};
use crate::vocab::Set;
use jiff::{SignedDuration, Timestamp};

/// The ages up to which facts count as known, inclusive: any age, one age for all facts, or one for each fact.
///
/// ```
/// use closeout::{facts::FactName, policy::MaxAge};
/// use jiff::SignedDuration;
/// let day = SignedDuration::from_hours(24);
/// let max_age = MaxAge::any().with(FactName::Cash, day).ok_or("an age below zero")?;
/// assert_eq!(max_age.of(FactName::Cash), Some(day));
/// assert_eq!(max_age.of(FactName::Fees), None); // any age will do
/// assert!(MaxAge::of_all(SignedDuration::from_secs(-1)).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct MaxAge(Each<SignedDuration>);

impl MaxAge {
    /// Returns the ages under which a fact of any age counts as known.
    #[must_use]
    pub const fn any() -> Self {
        Self(Each::None)
    }

    /// Returns the same maximum age for all facts; `None` for an age below zero.
    #[must_use]
    pub fn of_all(age: SignedDuration) -> Option<Self> {
        (!age.is_negative()).then_some(Self(Each::All(age)))
    }

    /// Returns the same ages with this maximum for one fact; `None` for an age below zero.
    #[must_use]
    pub fn with(mut self, fact: FactName, age: SignedDuration) -> Option<Self> {
        self.0.set(fact, age);
        (!age.is_negative()).then_some(self)
    }

    /// Returns the maximum age of a fact, inclusive; `None` for any age.
    #[must_use]
    pub fn of(&self, fact: FactName) -> Option<SignedDuration> {
        self.0.of(fact)
    }

    /// Returns whether a fact of any age counts as known.
    #[must_use]
    pub fn is_unlimited(&self) -> bool {
        FactName::ALL.iter().all(|fact| self.of(*fact).is_none())
    }

    /// Returns whether no maximum has been set, without looking at each fact.
    #[inline]
    pub(super) const fn asks_for_none(&self) -> bool {
        matches!(self.0, Each::None)
    }

    pub(super) fn exceeded_by(&self, facts: &Facts, now: Timestamp) -> Set<FactName> {
        let too_old = |fact: &FactName| {
            let Some(max) = self.of(*fact) else { return false };
            facts.as_of.of(*fact).is_none_or(|read| now.duration_since(read) > max)
        };
        facts.stated().iter().filter(too_old).collect()
    }

    #[cfg(feature = "serde")]
    pub(crate) const fn one_for_all(&self) -> Option<SignedDuration> {
        self.0.one_for_all()
    }
}

/// Compares fact by fact: two values are equal if every fact has the same maximum age.
impl PartialEq for MaxAge {
    fn eq(&self, other: &Self) -> bool {
        FactName::ALL.iter().all(|fact| self.of(*fact) == other.of(*fact))
    }
}
