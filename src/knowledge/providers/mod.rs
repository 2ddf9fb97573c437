//! The providers, one file each.

pub mod alpaca;
pub mod udara360;
pub mod upvest;
pub mod yuno;

use crate::lifecycle::Subject;
use crate::policy::Profile;

/// Every profile, in alphabetical order of the providers, accounts before groups.
pub static PROFILES: &[&Profile] =
    &[&alpaca::ACCOUNT, &udara360::ACCOUNT, &upvest::ACCOUNT, &upvest::GROUP, &yuno::ACCOUNT];

/// The profile of a provider for a kind of subject; `None` if it has none.
///
/// ```
/// use closeout::{Subject, providers::profile};
/// assert!(profile("upvest", Subject::Group).is_some());
/// assert!(profile("no_such_provider", Subject::Account).is_none());
/// ```
#[must_use]
pub fn profile(provider: &str, subject: Subject) -> Option<&'static Profile> {
    PROFILES.iter().copied().find(|profile| profile.provider == provider && profile.subject == subject)
}
