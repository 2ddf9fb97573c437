//! A value that is part of the program, or reference-counted.

use alloc::sync::Arc;
use core::fmt;
use core::ops::Deref;

/// A value that others hold on to, such as the profile of a policy: either part of the program, or built at run time
/// and reference-counted. Cheap to clone; the last owner frees the value.
///
/// ```
/// use closeout::{draft::ProfileDraft, profile::Profile, vocab::Shared};
/// use closeout::{Policy, PolicyOptions};
/// use closeout::providers::upvest;
/// let options = PolicyOptions::documented();
/// let built_in = Policy::new(&upvest::ACCOUNT, options.clone());
/// let house: Shared<Profile> = ProfileDraft::from(&upvest::ACCOUNT).named("house").build()?.into();
/// let two_of_one = [Policy::new(house.clone(), options.clone()), Policy::new(house, options)];
/// assert!(core::ptr::eq(two_of_one[0].profile(), two_of_one[1].profile()));
/// assert_eq!(built_in.profile().provider, "upvest");
/// # Ok::<(), closeout::draft::DraftErrors>(())
/// ```
pub struct Shared<T: 'static>(Repr<T>);

enum Repr<T: 'static> {
    Static(&'static T),
    Counted(Arc<T>),
}

impl<T> Shared<T> {
    /// Returns a value that is part of the program; nothing is copied.
    #[must_use]
    pub const fn of(value: &'static T) -> Self {
        Self(Repr::Static(value))
    }
}

// Derived, `Clone` would require `T: Clone`, and the value is not cloneable.
impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Repr::Static(value) => Repr::Static(value),
            Repr::Counted(value) => Repr::Counted(Arc::clone(value)),
        })
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match &self.0 {
            Repr::Static(value) => value,
            Repr::Counted(value) => value,
        }
    }
}

impl<T> From<&'static T> for Shared<T> {
    fn from(value: &'static T) -> Self {
        Self::of(value)
    }
}

/// Lists of static values, such as the list of all profiles, yield references to references.
impl<T> From<&&'static T> for Shared<T> {
    fn from(value: &&'static T) -> Self {
        Self::of(value)
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Repr::Counted(Arc::new(value)))
    }
}

impl<T> From<Arc<T>> for Shared<T> {
    fn from(value: Arc<T>) -> Self {
        Self(Repr::Counted(value))
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
