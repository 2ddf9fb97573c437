//! Arbitrary ages of facts, and their limits.

use super::earlier::before;
use crate::facts::{FactName, ReadAt};
use crate::policy::MaxAge;
use alloc::vec::Vec;
use jiff::{SignedDuration, Timestamp};
use proptest::collection;
use proptest::prelude::*;
use proptest::sample::select;

/// The largest limit of age that is generated, in seconds: ten days.
const LONGEST: i64 = 10 * 24 * 60 * 60;

/// Generates limits of age: none for most policies; else one for all facts, or one for some of them.
///
/// ```
/// use closeout::{facts::FactName, strategies::max_ages};
/// use proptest::prelude::*;
/// proptest!(|(max_age in max_ages())| {
///     prop_assert!(max_age.of(FactName::Cash).is_none_or(|age| !age.is_negative()));
/// });
/// ```
pub fn max_ages() -> impl Strategy<Value = MaxAge> {
    let age = || prop_oneof![Just(0), Just(900), 0..=LONGEST].prop_map(SignedDuration::from_secs);
    let of_all = age().prop_map(|age| MaxAge::of_all(age).unwrap_or_default());
    let of_some = collection::vec((select(facts_with_an_age()), age()), 1..5).prop_map(|ages| {
        let each = |all: MaxAge, (fact, age)| all.with(fact, age).unwrap_or_default();
        ages.into_iter().fold(MaxAge::any(), each)
    });
    prop_oneof![4 => Just(MaxAge::any()), 1 => of_all, 1 => of_some]
}

/// Returns the facts that a question states; residences and the status have no age.
fn facts_with_an_age() -> Vec<FactName> {
    let ageless = [FactName::Residences, FactName::Status];
    FactName::ALL.iter().copied().filter(|fact| !ageless.contains(fact)).collect()
}

/// A time at which a fact was read.
#[derive(Clone, Copy, Debug)]
enum Read {
    /// A read at the instant of the question.
    Now,
    /// A read at the oldest instant that the policy accepts.
    JustInTime,
    /// A read a nanosecond before the oldest instant that the policy accepts.
    JustTooLate,
    /// A read at an unknown instant.
    NeverSaid,
}

impl Read {
    fn at(self, may_be: Option<SignedDuration>, now: Timestamp) -> Option<Timestamp> {
        let may_be = may_be.unwrap_or(SignedDuration::from_secs(LONGEST));
        match self {
            Self::Now => Some(now),
            Self::JustInTime => Some(before(now, may_be)),
            Self::JustTooLate => Some(before(now, may_be.saturating_add(SignedDuration::from_nanos(1)))),
            Self::NeverSaid => None,
        }
    }
}

/// Generates the times at which the facts of a question asked at `now` were read: at that instant, exactly `max_age`
/// ago, a nanosecond longer ago, or at an unknown instant; the same for all of them, or one for each.
///
/// ```
/// use closeout::{facts::FactName, strategies::{max_ages, read_at}};
/// use proptest::prelude::*;
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// proptest!(|(read_at in max_ages().prop_flat_map(move |max_age| read_at(&max_age, now)))| {
///     prop_assert!(read_at.of(FactName::Cash).is_none_or(|instant| instant <= now));
/// });
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn read_at(max_age: &MaxAge, now: Timestamp) -> impl Strategy<Value = ReadAt> + use<> {
    let facts = facts_with_an_age();
    let alike = select(Vec::from([Read::Now, Read::JustInTime, Read::JustTooLate, Read::NeverSaid]));
    let each = prop_oneof![
        6 => Just(Read::Now),
        12 => Just(Read::JustInTime),
        1 => Just(Read::JustTooLate),
        1 => Just(Read::NeverSaid),
    ];
    let alike = alike.prop_map({
        let shortest = facts.iter().filter_map(|fact| max_age.of(*fact)).min();
        move |read| read.at(shortest, now).map_or_else(ReadAt::unknown, ReadAt::all)
    });
    let max_age = max_age.clone();
    let apart = collection::vec(each, facts.len()).prop_map(move |reads| {
        let mut read_at = ReadAt::unknown();
        for (fact, read) in facts.iter().zip(reads) {
            read.at(max_age.of(*fact), now).into_iter().for_each(|instant| read_at.set(*fact, instant));
        }
        read_at
    });
    prop_oneof![alike, apart]
}
