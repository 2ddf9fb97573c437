//! The offboarding of a user: one question over all of that user's accounts and groups.
//!
//! What belongs here: the accounts and groups that are not closed, and those that are unknown.
//! What never does: the decision to close one of them, which `decide` makes, and the definition of a user.

use crate::lifecycle::{Lifecycle, Phase, Subject};
use crate::profile::Profile;
use crate::vocab::WireValue;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// An account or a group of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belonging {
    /// The id, in the provider's or the caller's own form. Ids are compared exactly.
    pub id: Box<str>,
    /// The status as the provider writes it; `None` if it is unknown.
    pub status: Option<WireValue>,
}

impl Belonging {
    /// Returns an account or a group whose status is known.
    #[must_use]
    pub fn new(id: &str, status: WireValue) -> Self {
        Self { id: id.into(), status: Some(status) }
    }
}

/// The known accounts, or the known groups, of a user. Unknown does not mean none, and neither does an empty list,
/// since a feed without data gives one too.
///
/// Exhaustive on purpose: a list is missing, partial or complete, or somebody has stated that there is nothing to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongings<'a> {
    /// A list that has not been asked for.
    Unknown,
    /// A part of the list, such as its first page; there may be more. May be empty.
    Part(&'a [Belonging]),
    /// The complete list. If empty, it is treated as [`Belongings::Unknown`].
    All(&'a [Belonging]),
    /// A statement that there are none.
    Nothing,
}

/// The accounts and groups of a user that prevent offboarding, and the unknown ones. Equal for equal sets: the order
/// and repetition of what was listed do not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offboarding<'a> {
    in_the_way: Vec<Open<'a>>,
    unknown: Vec<Unsaid<'a>>,
}

/// An account or a group that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Open<'a> {
    /// The kind of subject, an account or a group.
    pub subject: Subject,
    /// The id.
    pub id: &'a str,
    /// The phase; `None` if no document names the status.
    pub phase: Option<Phase>,
}

/// A fact that is missing for the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsaid<'a> {
    /// The list of accounts, or of groups, of the user.
    List(Subject),
    /// The rest of the accounts, or groups, beyond those that were listed.
    Rest(Subject),
    /// The status of the account or group with this id.
    Status(Subject, &'a str),
}

/// An answer to whether a user can be offboarded.
///
/// Exhaustive on purpose: offboarding is possible, impossible, or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CanOffboard {
    /// Every account and every group is known and closed.
    Yes,
    /// A refusal: at least one account or group is not closed, and no unknown could change that.
    No,
    /// No account and no group is known to be open, and something is unknown.
    Unknown,
}

impl<'a> Offboarding<'a> {
    /// Returns the answer: anything that prevents offboarding decides, even if other facts are unknown.
    #[must_use]
    pub const fn answer(&self) -> CanOffboard {
        match (self.in_the_way.is_empty(), self.unknown.is_empty()) {
            (false, _) => CanOffboard::No,
            (true, false) => CanOffboard::Unknown,
            (true, true) => CanOffboard::Yes,
        }
    }

    /// Returns the accounts and groups that are not closed: accounts first, then groups, each in the order of the ids.
    #[must_use]
    pub fn in_the_way(&self) -> &[Open<'a>] {
        &self.in_the_way
    }

    /// Returns the unknowns, in addition to anything that prevents offboarding: lists, then the rest of lists, then
    /// statuses.
    #[must_use]
    pub fn unknown(&self) -> &[Unsaid<'a>] {
        &self.unknown
    }

    fn look_at(&mut self, subject: Subject, lifecycle: Option<&Lifecycle>, listed: Belongings<'a>) {
        let items = match listed {
            Belongings::Nothing => return,
            Belongings::Unknown | Belongings::All([]) => return self.unknown.push(Unsaid::List(subject)),
            Belongings::Part(items) => {
                self.unknown.push(Unsaid::Rest(subject));
                items
            }
            Belongings::All(items) => items,
        };
        for Belonging { id, status } in items {
            let Some(status) = status else {
                self.unknown.push(Unsaid::Status(subject, id));
                continue;
            };
            let phase = lifecycle.and_then(|lifecycle| lifecycle.status(status).phase());
            if phase != Some(Phase::Closed) {
                self.in_the_way.push(Open { subject, id, phase });
            }
        }
    }

    fn in_order(mut self) -> Self {
        self.in_the_way.sort_unstable();
        self.in_the_way.dedup();
        self.unknown.sort_unstable();
        self.unknown.dedup();
        self
    }
}

/// Says whether the condition for offboarding a user is met: all of the user's accounts and groups are closed.
///
/// Statuses are read by the lifecycles of `profile`, which is that of the provider's groups, or, if the provider has no
/// groups, that of its accounts; then pass [`Belongings::Nothing`] for the groups. A status that no document names is
/// not closed, and neither is an application that was rejected. An id that is listed twice counts twice: if one of the
/// two statuses is not closed, the answer is no.
///
/// The source is the row of the provider in [`providers::OFFBOARDING`](crate::providers::OFFBOARDING). Later conditions
/// of the provider, such as reports that are due, are not checked.
///
/// # Examples
/// ```
/// use closeout::{lifecycle::Subject, offboarding};
/// use closeout::{offboarding::{Belonging, Belongings, CanOffboard, Unsaid}, providers::upvest};
/// let groups = [Belonging::new("g1", "CLOSED".into())];
/// let accounts = [Belonging::new("a1", "CLOSED".into()), Belonging::new("a2", "CLOSED".into())];
/// let (groups, all) = (Belongings::All(&groups), Belongings::All(&accounts));
///
/// // Permitted: everything is known, and closed.
/// assert_eq!(offboarding(&upvest::GROUP, groups, all).answer(), CanOffboard::Yes);
///
/// // Refused: one account is still closing.
/// let still = [Belonging::new("a1", "CLOSED".into()), Belonging::new("a2", "CLOSING".into())];
/// let refused = offboarding(&upvest::GROUP, groups, Belongings::All(&still));
/// assert_eq!(refused.answer(), CanOffboard::No);
/// assert_eq!((refused.in_the_way()[0].subject, refused.in_the_way()[0].id), (Subject::Account, "a2"));
///
/// // Unknown: only the first page of the accounts has been read.
/// let begun = offboarding(&upvest::GROUP, groups, Belongings::Part(&accounts));
/// assert_eq!(begun.answer(), CanOffboard::Unknown);
/// assert_eq!(begun.unknown(), [Unsaid::Rest(Subject::Account)]);
/// // An empty list does not count as an answer.
/// let empty = offboarding(&upvest::GROUP, groups, Belongings::All(&[]));
/// assert_eq!(empty.unknown(), [Unsaid::List(Subject::Account)]);
/// ```
#[must_use]
pub fn offboarding<'a>(
    profile: &Profile,
    groups: Belongings<'a>,
    accounts: Belongings<'a>,
) -> Offboarding<'a> {
    let own = Some(&profile.lifecycle);
    let (of_accounts, of_groups) = match profile.subject {
        Subject::Account => (own, None),
        Subject::Group => (profile.members.as_deref(), own),
    };
    let mut offboarding = Offboarding { in_the_way: Vec::new(), unknown: Vec::new() };
    offboarding.look_at(Subject::Account, of_accounts, accounts);
    offboarding.look_at(Subject::Group, of_groups, groups);
    offboarding.in_order()
}
