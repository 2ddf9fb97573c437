//! The providers, one file each.

pub mod alpaca;
mod reading;
pub mod udara360;
pub mod upvest;
pub mod yuno;

pub use reading::Reading;

use crate::lifecycle::Subject;
use crate::profile::Profile;
use crate::vocab::Source;

/// Every profile, in alphabetical order of the providers, accounts before groups.
pub static PROFILES: &[&Profile] =
    &[&alpaca::ACCOUNT, &udara360::ACCOUNT, &upvest::ACCOUNT, &upvest::GROUP, &yuno::ACCOUNT];

/// Of every provider, how its documents are read where they can be read in several ways, in the order of the ids.
pub static READINGS: &[(&str, &[Reading])] = &[
    (alpaca::ACCOUNT.provider, alpaca::readings::READINGS),
    (udara360::ACCOUNT.provider, udara360::readings::READINGS),
    (upvest::ACCOUNT.provider, upvest::readings::READINGS),
    (yuno::ACCOUNT.provider, yuno::readings::READINGS),
];

/// The providers that offboard a user only when everything of theirs is closed, by the profile of their groups: where
/// [`offboarding`](crate::offboarding()) is the provider's own condition.
pub static OFFBOARDING: &[(&Profile, Source)] = &[(&upvest::GROUP, upvest::OFFBOARDING)];

/// The profile of a provider for a kind of subject; `None` if it has none.
///
/// ```
/// use closeout::{lifecycle::Subject, providers::profile};
/// assert!(profile("upvest", Subject::Group).is_some());
/// assert!(profile("no_such_provider", Subject::Account).is_none());
/// ```
#[must_use]
pub fn profile(provider: &str, subject: Subject) -> Option<&'static Profile> {
    PROFILES.iter().copied().find(|profile| profile.provider == provider && profile.subject == subject)
}
