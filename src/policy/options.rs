//! What the caller chooses.

use crate::facts::Fact;
use crate::timing::MissedBoundary;
use crate::vocab::{Country, catalogue};
use alloc::vec::Vec;

catalogue! {
    /// How much beyond the provider's own words is asked for.
    pub enum Strictness {
        /// Only what the provider's documents state.
        Documented = "documented",
        /// And what a careful engineer would add. Never permits more than `Documented`.
        Prudent = "prudent",
    }
}

/// The choices that make a policy of a profile. Begin with [`documented`](Self::documented) or
/// [`prudent`](Self::prudent), so that the strictness is named at the call; there is no `Default`.
///
/// ```
/// use closeout::{Country, Policy, PolicyOptions, Strictness, providers::upvest};
/// let options = PolicyOptions::prudent().with_residents([Country::GB]);
/// assert_eq!(Policy::new(&upvest::ACCOUNT, options).options().strictness, Strictness::Prudent);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyOptions {
    /// Which rules are in force.
    pub strictness: Strictness,
    /// The tax residences of all holders. Unknown is a missing fact where timing depends on them, never a default.
    pub residences: Fact<Residences>,
    /// What a missed tax-year end means.
    pub missed_boundary: MissedBoundary,
}

/// The tax residences of the holders: a set, never empty, since every holder has one.
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
    /// The residences of all holders, in any order, with repetitions.
    ///
    /// # Errors
    /// If there is none.
    pub fn new(countries: impl IntoIterator<Item = Country>) -> Result<Self, ResidencesError> {
        let mut residences: Vec<Country> = countries.into_iter().collect();
        residences.sort_unstable();
        residences.dedup();
        if residences.is_empty() { Err(ResidencesError) } else { Ok(Self(residences)) }
    }

    /// Whether a holder is resident there.
    #[must_use]
    pub fn contains(&self, country: Country) -> bool {
        self.0.contains(&country)
    }

    /// The countries, in alphabetical order, each once.
    pub fn iter(&self) -> impl Iterator<Item = Country> + '_ {
        self.0.iter().copied()
    }
}

/// A list of residences without an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the list of residences is empty: every holder has at least one; leave it out if they are unknown")]
pub struct ResidencesError;
