//! Whether a user can be offboarded: one question over all of that user's accounts and groups.
//!
//! What belongs here: which of them is not closed, and what of them nobody knows.
//! What never does: whether one of them may be closed, which `decide` answers, and what a user is.

use crate::lifecycle::{Lifecycle, Phase, Subject};
use crate::profile::Profile;
use crate::vocab::WireValue;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// An account or a group of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belonging {
    /// Its id, in the provider's or the caller's own form. Ids are compared to the letter.
    pub id: Box<str>,
    /// Its status, as the provider writes it; `None` if nobody knows it.
    pub status: Option<WireValue>,
}

impl Belonging {
    /// Returns an account or a group whose status is known.
    #[must_use]
    pub fn new(id: &str, status: WireValue) -> Self {
        Self { id: id.into(), status: Some(status) }
    }
}

/// What is known of a user's accounts, or of their groups. Unknown is not none, and neither is an empty list: it says
/// nothing, since a feed that has nothing to say gives one too.
///
/// Exhaustive on purpose: a list is missing, begun or complete, or somebody has said that there is nothing to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongings<'a> {
    /// Nobody has asked.
    Unknown,
    /// These, and there may be more: the first page of a list. May be empty.
    Part(&'a [Belonging]),
    /// These, and no others. Empty, it counts as [`Belongings::Unknown`].
    All(&'a [Belonging]),
    /// Somebody has said that there is none.
    Nothing,
}

/// What of a user stands in the way of offboarding, and what of it is unknown. Equal for equal sets: order and
/// repetition of what was listed do not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offboarding<'a> {
    in_the_way: Vec<Open<'a>>,
    unknown: Vec<Unsaid<'a>>,
}

/// An account or a group that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Open<'a> {
    /// Which of the two it is.
    pub subject: Subject,
    /// Its id.
    pub id: &'a str,
    /// Its phase; `None` where no document names its status.
    pub phase: Option<Phase>,
}

/// What would have to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsaid<'a> {
    /// Which accounts, or which groups, the user has.
    List(Subject),
    /// Whether there are more accounts, or groups, than those that were listed.
    Rest(Subject),
    /// The status of the one with this id.
    Status(Subject, &'a str),
}

/// Whether a user can be offboarded.
///
/// Exhaustive on purpose: offboarding is possible, or it is not, or nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CanOffboard {
    /// Every account and every group is known and closed.
    Yes,
    /// At least one account or group is not closed, and nothing that is unknown could change that.
    No,
    /// No account and no group is known to be open, and something is unknown.
    Unknown,
}

impl<'a> Offboarding<'a> {
    /// Returns the answer: what stands in the way decides, whatever is unknown.
    #[must_use]
    pub const fn answer(&self) -> CanOffboard {
        match (self.in_the_way.is_empty(), self.unknown.is_empty()) {
            (false, _) => CanOffboard::No,
            (true, false) => CanOffboard::Unknown,
            (true, true) => CanOffboard::Yes,
        }
    }

    /// Returns what is not closed: accounts first, then groups, each in the order of the ids.
    #[must_use]
    pub fn in_the_way(&self) -> &[Open<'a>] {
        &self.in_the_way
    }

    /// Returns what nobody knows, beside whatever stands in the way: lists, then what is left of lists, then statuses.
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
/// Statuses are read by the lifecycles of `profile`, which is that of the provider's groups, or, where the provider has
/// no groups, that of its accounts; there, the groups are [`Belongings::Nothing`]. A status that no document names is not
/// closed, and neither is an application that was rejected. An id that is listed twice counts twice: if one of the two
/// statuses is not closed, it stands in the way.
///
/// The source is the row of the provider in [`providers::OFFBOARDING`](crate::providers::OFFBOARDING). What the provider
/// waits for after that, such as reports that are due, is not looked at.
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
/// // An empty list says nothing.
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
