//! The choices of the caller.

use crate::facts::Fact;
use crate::timing::MissedBoundary;
use crate::vocab::{Country, catalogue};
use alloc::vec::Vec;

catalogue! {
    /// The strictness of a policy: the demands that go beyond the provider's own words.
    pub enum Strictness {
        /// The conditions that the provider's documents state, and no others.
        Documented = "documented",
        /// The conditions that the documents state, and those that a careful engineer would add. Never permits more
        /// than `Documented`.
        Prudent = "prudent",
    }
}

/// The choices that turn a profile into a policy. Begin with [`documented`](Self::documented) or
/// [`prudent`](Self::prudent), so that the call names the strictness; there is no `Default`.
///
/// ```
/// use closeout::{Country, Policy, PolicyOptions, Strictness, providers::upvest};
/// let options = PolicyOptions::prudent().with_residents([Country::GB]);
/// assert_eq!(Policy::new(&upvest::ACCOUNT, options).options().strictness, Strictness::Prudent);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyOptions {
    /// The strictness, which decides the rules in force.
    pub strictness: Strictness,
    /// The tax residences of all holders. An unknown residence is a missing fact where timing depends on it, never a
    /// default.
    pub residences: Fact<Residences>,
    /// The reading of a missed tax-year end.
    pub missed_boundary: MissedBoundary,
}

/// The tax residences of the holders: a set, never empty, since every holder has a residence.
///
/// ```
/// use closeout::{policy::Residences, Country};
/// let joint = Residences::new([Country::GB, Country::DE, Country::GB])?;
/// assert!(joint.contains(Country::DE));
/// assert!(Residences::new([]).is_err());
/// # Ok::<(), closeout::policy::ResidencesError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residences(Vec<Country>);

impl Residences {
    /// Returns the residences of all holders, given in any order, with repetitions.
    ///
    /// # Errors
    /// If the list is empty.
    pub fn new(countries: impl IntoIterator<Item = Country>) -> Result<Self, ResidencesError> {
        let mut residences: Vec<Country> = countries.into_iter().collect();
        residences.sort_unstable();
        residences.dedup();
        if residences.is_empty() { Err(ResidencesError) } else { Ok(Self(residences)) }
    }

    /// Returns whether a holder is resident in the country.
    #[must_use]
    pub fn contains(&self, country: Country) -> bool {
        self.0.contains(&country)
    }

    /// Returns the countries, in alphabetical order, each once.
    pub fn iter(&self) -> impl Iterator<Item = Country> + '_ {
        self.0.iter().copied()
    }
}

/// The error of an empty list of residences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the list of residences is empty: every holder has at least one; leave it out if they are unknown")]
pub struct ResidencesError;
