//! Arbitrary states, with statuses that this or another lifecycle has read.

use super::earlier::before;
use crate::knowledge::providers;
use crate::lifecycle::{Lifecycle, Phase, State, Status, StatusRow};
use crate::profile::Profile;
use alloc::vec::Vec;
use jiff::{SignedDuration, Timestamp};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Generates a state of a profile that remembers nothing after `now`: any status, undocumented ones included, and often
/// one that is closing. Some statuses have been read by a lifecycle that is not the profile's.
pub fn states(profile: &Profile, now: Timestamp) -> impl Strategy<Value = State> + use<> {
    let ago = || prop_oneof![0_i64..=2, 0_i64..50_000_000].prop_map(SignedDuration::from_secs);
    (statuses(&profile.lifecycle), ago(), option::of(ago())).prop_map(move |(status, requested, cleared)| {
        let mut state = State::new(status);
        state.requested_at = Some(before(now, requested));
        state.clear_since = cleared.map(|ago| before(now, ago));
        state
    })
}

/// Generates any status as this lifecycle reads it, or, one in four, as another one does.
fn statuses(lifecycle: &Lifecycle) -> impl Strategy<Value = Status> + use<> {
    let own = lifecycle.statuses().iter().map(Status::known).collect::<Vec<_>>();
    let closing =
        lifecycle.status_in(Phase::Closing).map_or_else(|| own.clone(), |row| [Status::known(row)].into());
    let strange = strange_words(lifecycle);
    let word = prop_oneof![8 => select(own), 8 => select(closing), 2 => select(strange)];
    (word, option::weighted(0.25, any::<Index>())).prop_map(|(status, elsewhere)| {
        let others = read_elsewhere(&status);
        elsewhere.map_or(status, |place| place.get(&others).clone())
    })
}

/// Returns words that this lifecycle does not document: some that no provider has, and some that another provider does.
fn strange_words(lifecycle: &Lifecycle) -> Vec<Status> {
    let invented = ["SOMETHING_NEW", "closed", ""].map(|word| lifecycle.status(word));
    let of_others = shifted().filter(|status| lifecycle.own(status).is_none());
    let read_here = of_others.map(|status| lifecycle.status(status.word()));
    invented.into_iter().chain(read_here).collect()
}

/// Returns the same status as other lifecycles have read it: as one that they do not document, as a row of another
/// provider's, and as a row of a lifecycle with one more status in front, so that every place is one further on. All of
/// them are equal to `status`, so that every question about one of them has the same answer.
///
/// ```
/// use closeout::strategies::read_elsewhere;
/// use closeout::providers::upvest;
/// let locked = upvest::ACCOUNT.lifecycle.status("LOCKED");
/// let elsewhere = read_elsewhere(&locked);
/// assert!(elsewhere.iter().all(|other| *other == locked));
/// assert!(elsewhere.iter().any(|other| other.place().is_none())); // not documented there
/// assert!(elsewhere.iter().any(|other| other.place() > locked.place())); // at a later place there
/// ```
#[must_use]
pub fn read_elsewhere(status: &Status) -> Vec<Status> {
    let of_providers = providers::PROFILES.iter().flat_map(|profile| profile.lifecycle.statuses());
    let rows = of_providers.map(Status::known).chain(shifted()).filter(|other| other == status);
    [Status::unknown(status.word().clone())].into_iter().chain(rows).collect()
}

/// Returns the statuses of all built-in profiles, each as if its lifecycle had one more status in front.
fn shifted() -> impl Iterator<Item = Status> {
    let rows = providers::PROFILES.iter().flat_map(|profile| profile.lifecycle.statuses());
    rows.map(|row| Status::known(&StatusRow { place: row.place.saturating_add(1), ..row.clone() }))
}
