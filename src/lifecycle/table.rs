//! The transition table, and what is read from it.

use super::closing::ClosingEdges;
use super::edge::{Move, Transition};
use super::phase::Phase;
use super::status::{Status, StatusRow};
use crate::vocab::{Table, WireRef, WireValue};

/// The statuses of a subject and the moves between them: the single source for the step function, the diagram and
/// the matrix of the tests.
///
/// There is no other way to one than [`Lifecycle::proved`], which in a `const` stops the build where a table is wrong, and
/// [`Lifecycle::checked`], which refuses it.
#[derive(Clone, Debug)]
pub struct Lifecycle {
    pub(super) statuses: Table<StatusRow>,
    pub(super) transitions: Table<Transition>,
    pub(super) closing: ClosingEdges,
}

impl Lifecycle {
    /// The documented statuses, in the order of the table.
    #[must_use]
    pub fn statuses(&self) -> &[StatusRow] {
        &self.statuses
    }

    /// The edges, in the order of the table.
    #[must_use]
    pub fn transitions(&self) -> &[Transition] {
        &self.transitions
    }

    /// Returns the status that the provider writes so, to the letter; unknown if it documents none. Takes a `&str`, an `i64`
    /// or a `&WireValue`, and copies a text only where it is not documented.
    ///
    /// ```
    /// use closeout::{providers::{udara360, upvest}, vocab::WireValue};
    /// let lifecycle = &upvest::ACCOUNT.lifecycle;
    /// assert_eq!(lifecycle.status("ACTIVE"), lifecycle.status(&WireValue::from("ACTIVE")));
    /// assert!(lifecycle.status("Active").phase().is_none()); // to the letter
    /// assert!(udara360::ACCOUNT.lifecycle.status(3).phase().is_some());
    /// assert!(udara360::ACCOUNT.lifecycle.status("3").phase().is_none()); // a text, where the provider writes integers
    /// ```
    #[must_use]
    pub fn status<'a>(&self, value: impl Into<WireRef<'a>>) -> Status {
        let value = value.into();
        let documented = self.statuses.iter().find(|row| row.wire.is(value));
        documented.map_or_else(|| Status::unknown(value), Status::known)
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
    /// let onboarding = alpaca::ACCOUNT.lifecycle.status("ONBOARDING");
    /// assert!(upvest::ACCOUNT.lifecycle.own(&onboarding).is_none()); // not a status of Upvest's
    /// let active = alpaca::ACCOUNT.lifecycle.status("ACTIVE");
    /// let own = upvest::ACCOUNT.lifecycle.own(&active);
    /// assert_eq!(own.map(|row| (row.place, row.phase)), Some((1, Phase::Active)));
    /// ```
    #[must_use]
    pub fn own(&self, status: &Status) -> Option<&StatusRow> {
        let word = status.word();
        // Whose place it is, the status does not say: the word decides.
        let at_its_place = status.place().and_then(|place| self.statuses.get(place));
        let at_its_place = at_its_place.filter(|own| own.wire == *word);
        at_its_place.or_else(|| self.statuses.iter().find(|own| own.wire == *word))
    }

    /// The first status of a phase.
    #[must_use]
    pub fn status_in(&self, phase: Phase) -> Option<&StatusRow> {
        let found = self.closing.first_in(phase).and_then(|place| self.statuses.get(place));
        found.or_else(|| self.statuses.iter().find(|row| row.phase == phase))
    }

    /// The phase into which a request for closing leads from a status; `None` if it leads nowhere, as from every
    /// unknown status.
    ///
    /// ```
    /// use closeout::{lifecycle::Phase, providers::{alpaca, upvest}};
    /// let reached = |lifecycle: &closeout::lifecycle::Lifecycle| lifecycle.request_reaches(&lifecycle.status("ACTIVE"));
    /// assert_eq!(reached(&upvest::ACCOUNT.lifecycle), Some(Phase::Closing));
    /// assert_eq!(reached(&alpaca::ACCOUNT.lifecycle), Some(Phase::Closed));
    /// let locked = upvest::ACCOUNT.lifecycle.status("LOCKED");
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
    /// let reached = lifecycle.step(&lifecycle.status("ACTIVE"), Move::RequestClosure);
    /// assert_eq!(reached.map(|row| row.phase), Some(Phase::Closing));
    /// assert!(lifecycle.step(&lifecycle.status("LOCKED"), Move::RequestClosure).is_none());
    /// ```
    #[must_use]
    pub fn step(&self, from: &Status, on: Move) -> Option<&StatusRow> {
        let from = self.own(from)?.place;
        let edge = self.transitions.iter().find(|edge| edge.from == from && edge.on == on)?;
        self.statuses.get(edge.to)
    }
}
