//! The providers, one file each.

pub mod alpaca;
mod reading;
mod row;
pub mod udara360;
pub mod upvest;
pub mod yuno;

pub use reading::Reading;

use crate::lifecycle::Subject;
use crate::profile::Profile;
use crate::vocab::Source;

/// Lists the modules of the providers, so that a provider is named only here and in its own files.
macro_rules! providers {
    ($($provider:ident: $($profile:ident),+;)+) => {
        /// Every profile, in alphabetical order of the providers, accounts before groups.
        pub static PROFILES: &[&Profile] = &[$( $( &$provider::$profile, )+ )+];

        /// The readings of every provider, in the order of their ids: how its documents are read if they are ambiguous.
        pub static READINGS: &[(&str, &[Reading])] =
            &[$( (stringify!($provider), $provider::readings::READINGS), )+];
    };
}

providers! {
    alpaca: ACCOUNT;
    udara360: ACCOUNT;
    upvest: ACCOUNT, GROUP;
    yuno: ACCOUNT;
}

/// The providers that offboard a user only when all of the user's accounts and groups are closed, by the profile of
/// their groups: for these, [`offboarding`](crate::offboarding()) is the provider's own condition.
pub static OFFBOARDING: &[(&Profile, Source)] = &[(&upvest::GROUP, upvest::OFFBOARDING)];

/// Returns the profile of a provider for a kind of subject; `None` if it has none.
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
