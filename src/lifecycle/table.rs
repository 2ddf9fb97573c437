//! The transition table, and what is read from it.

use super::closing::ClosingEdges;
use super::phase::Phase;
use super::status::{Status, StatusRow, WireWord};
use crate::vocab::{Source, WireValue, catalogue};
use core::fmt;

catalogue! {
    /// What a policy and a state speak of.
    pub enum Subject {
        /// One account.
        Account = "account",
        /// A group of accounts, which holds their cash and owes their fees.
        Group = "group",
    }
}

catalogue! {
    /// A move from one status to another. The first two are what [`decide`](crate::decide) is asked for; the others
    /// are the provider's own and are in the table so that every status has a way in.
    pub enum Move {
        /// The holder asks for closing.
        RequestClosure = "request_closure",
        /// The last condition is met.
        Complete = "complete",
        /// The application is handed in.
        Submit = "submit",
        /// Somebody has to look at it.
        Review = "review",
        /// The holder has to supply something.
        RequireAction = "require_action",
        /// The application, or the review, is approved.
        Approve = "approve",
        /// The application is rejected.
        Reject = "reject",
        /// The subject is taken into use.
        Activate = "activate",
        /// The provider restricts the subject.
        Restrict = "restrict",
        /// The provider forbids debits.
        PostNoDebit = "post_no_debit",
        /// The provider forbids credits.
        PostNoCredit = "post_no_credit",
        /// The provider lifts the restriction.
        Unrestrict = "unrestrict",
        /// The subject is taken out of use.
        Disable = "disable",
        /// The subject goes dormant.
        Lapse = "lapse",
        /// A closed subject is taken into use again.
        Reopen = "reopen",
        /// The request for closing is taken back before it completes, and the subject stays in use.
        TakeBack = "take_back",
    }
}

/// One edge: from a status, on a move, to a status. Statuses are named by their place in the status table.
///
/// What the move emits follows from its end: into a closing status `closure_requested`, into a closed one `closed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// Place of the status it leaves.
    pub from: usize,
    /// The move.
    pub on: Move,
    /// Place of the status it reaches.
    pub to: usize,
    /// Where it is documented.
    pub source: Source,
}

impl Transition {
    /// From a status, on a move, to a status.
    #[must_use]
    pub const fn new(from: usize, on: Move, to: usize, source: Source) -> Self {
        Self { from, on, to, source }
    }
}

/// The statuses of a subject and the moves between them: the single source for the step function, the diagram and
/// the matrix of the tests.
///
/// There is no other way to one than [`Lifecycle::proved`], which in a `const` stops the build where a table is wrong.
#[derive(Clone, Copy, Debug)]
pub struct Lifecycle {
    pub(super) statuses: &'static [StatusRow],
    pub(super) transitions: &'static [Transition],
    pub(super) closing: ClosingEdges,
}

impl Lifecycle {
    /// The documented statuses, in the order of the table.
    #[must_use]
    pub const fn statuses(&self) -> &'static [StatusRow] {
        self.statuses
    }

    /// The edges, in the order of the table.
    #[must_use]
    pub const fn transitions(&self) -> &'static [Transition] {
        self.transitions
    }

    /// The status that the provider writes so, to the letter; unknown if it documents none.
    #[must_use]
    pub fn status(&self, value: &WireValue) -> Status {
        Status::find(self.statuses, value)
    }

    /// Returns whether a subject is closed of which the provider writes this status. A status that the lifecycle does not
    /// document closes nobody.
    ///
    /// ```
    /// use closeout::providers::upvest;
    /// assert!(upvest::ACCOUNT.lifecycle.is_closed(&"CLOSED".into()));
    /// assert!(!upvest::ACCOUNT.lifecycle.is_closed(&"SOMETHING_NEW".into()));
    /// ```
    #[must_use]
    pub fn is_closed(&self, status: &WireValue) -> bool {
        self.status(status).phase() == Some(Phase::Closed)
    }

    /// Returns the row that a status is in *this* lifecycle, whichever lifecycle read it; `None` if this one does not
    /// document what the provider wrote. Everything that asks what a status means asks here.
    ///
    /// ```
    /// use closeout::{lifecycle::Phase, providers::{alpaca, upvest}};
    /// let onboarding = alpaca::ACCOUNT.lifecycle.status(&"ONBOARDING".into());
    /// assert!(upvest::ACCOUNT.lifecycle.own(&onboarding).is_none()); // not a status of Upvest's
    /// let active = alpaca::ACCOUNT.lifecycle.status(&"ACTIVE".into());
    /// let own = upvest::ACCOUNT.lifecycle.own(&active);
    /// assert_eq!(own.map(|row| (row.place, row.phase)), Some((1, Phase::Active)));
    /// ```
    #[must_use]
    pub fn own(&self, status: &Status) -> Option<&'static StatusRow> {
        match status {
            Status::Known(row) => {
                let at_its_place = self
                    .statuses
                    .get(row.place)
                    .filter(|own| core::ptr::eq(*own, *row) || own.wire == row.wire);
                at_its_place.or_else(|| self.statuses.iter().find(|own| own.wire == row.wire))
            }
            Status::Unknown(value) => self.statuses.iter().find(|own| own.wire.is(value)),
        }
    }

    /// The first status of a phase.
    #[must_use]
    pub fn status_in(&self, phase: Phase) -> Option<&'static StatusRow> {
        self.closing.first_in(phase).or_else(|| self.statuses.iter().find(|row| row.phase == phase))
    }

    /// The phase into which a request for closing leads from a status; `None` if it leads nowhere, as from every
    /// unknown status.
    ///
    /// ```
    /// use closeout::{lifecycle::Phase, providers::{alpaca, upvest}};
    /// let reached = |lifecycle: &closeout::lifecycle::Lifecycle| lifecycle.request_reaches(&lifecycle.status(&"ACTIVE".into()));
    /// assert_eq!(reached(&upvest::ACCOUNT.lifecycle), Some(Phase::Closing));
    /// assert_eq!(reached(&alpaca::ACCOUNT.lifecycle), Some(Phase::Closed));
    /// let locked = upvest::ACCOUNT.lifecycle.status(&"LOCKED".into());
    /// assert_eq!(upvest::ACCOUNT.lifecycle.request_reaches(&locked), None);
    /// ```
    #[must_use]
    pub fn request_reaches(&self, from: &Status) -> Option<Phase> {
        self.reached_from(self.own(from)?)
    }

    /// The same, from a row of this lifecycle.
    #[inline]
    pub(crate) const fn reached_from(&self, own: &StatusRow) -> Option<Phase> {
        self.closing.request_reaches(own.place)
    }

    /// Where a move leads from a status; `None` if there is no such move, as for every unknown status.
    ///
    /// ```
    /// use closeout::{lifecycle::{Move, Phase}, providers::upvest};
    /// let lifecycle = &upvest::ACCOUNT.lifecycle;
    /// let reached = lifecycle.step(&lifecycle.status(&"ACTIVE".into()), Move::RequestClosure);
    /// assert_eq!(reached.map(|row| row.phase), Some(Phase::Closing));
    /// assert!(lifecycle.step(&lifecycle.status(&"LOCKED".into()), Move::RequestClosure).is_none());
    /// ```
    #[must_use]
    pub fn step(&self, from: &Status, on: Move) -> Option<&'static StatusRow> {
        let from = self.own(from)?.place;
        let edge = self.transitions.iter().find(|edge| edge.from == from && edge.on == on)?;
        self.statuses.get(edge.to)
    }

    /// The diagram in Mermaid's `stateDiagram-v2`, one line an edge, in the order of the table. An arrow from the start
    /// leads to what a document calls initial, and to nothing else.
    #[must_use]
    pub const fn mermaid(&self) -> Mermaid {
        Mermaid { lifecycle: *self }
    }
}

/// The [diagram](Lifecycle::mermaid) of a lifecycle, as text by `Display`.
#[derive(Clone, Copy, Debug)]
pub struct Mermaid {
    lifecycle: Lifecycle,
}

impl fmt::Display for Mermaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Lifecycle { statuses, transitions, .. } = self.lifecycle;
        writeln!(f, "stateDiagram-v2")?;
        for row in statuses {
            writeln!(f, "    state \"{}\" as s{}", Caption(row), row.place)?;
        }
        for row in statuses.iter().filter(|row| row.initial) {
            writeln!(f, "    [*] --> s{}", row.place)?;
        }
        for edge in transitions {
            writeln!(f, "    s{} --> s{}: {}", edge.from, edge.to, edge.on)?;
        }
        for row in statuses.iter().filter(|row| matches!(row.phase, Phase::Closed | Phase::Rejected)) {
            writeln!(f, "    s{} --> [*]", row.place)?;
        }
        Ok(())
    }
}

/// What the provider writes; beside a number, what it means.
struct Caption<'a>(&'a StatusRow);

impl fmt::Display for Caption<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.wire {
            WireWord::Text(text) => f.write_str(text),
            WireWord::Number(number) => write!(f, "{number}, {}", self.0.meaning),
        }
    }
}
