//! The transition table, and the questions that it answers.

use super::closing::ClosingEdges;
use super::edge::{Move, Transition};
use super::phase::Phase;
use super::status::{Status, StatusRow};
use crate::vocab::{Table, WireRef, WireValue};

/// The statuses of a subject and the moves between them: the single source for the step function, the diagram and
/// the matrix of the tests.
///
/// There are two ways to make a lifecycle: [`Lifecycle::proved`], which in a `const` stops the build if a table is
/// wrong, and [`Lifecycle::checked`], which returns an error.
#[derive(Clone, Debug)]
pub struct Lifecycle {
    pub(super) statuses: Table<StatusRow>,
    pub(super) transitions: Table<Transition>,
    pub(super) closing: ClosingEdges,
}

impl Lifecycle {
    /// Returns the documented statuses, in the order of the table.
    #[must_use]
    pub fn statuses(&self) -> &[StatusRow] {
        &self.statuses
    }

    /// Returns the edges, in the order of the table.
    #[must_use]
    pub fn transitions(&self) -> &[Transition] {
        &self.transitions
    }

    /// Returns the status with exactly this value; an unknown status if the lifecycle does not document the value. You
    /// can pass a `&str`, an `i64` or a `&WireValue`; a text is copied only if it is not documented.
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

    /// Returns whether this status of the provider means that the subject is closed; false for a status that the
    /// lifecycle does not document.
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

    /// Returns the row of a status in *this* lifecycle, whichever lifecycle read the status; `None` if this lifecycle
    /// does not document the value. All code that needs the meaning of a status calls this method.
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
        // A status does not say to which table its place belongs: the word decides.
        let at_its_place = status.place().and_then(|place| self.statuses.get(place));
        let at_its_place = at_its_place.filter(|own| own.wire == *word);
        at_its_place.or_else(|| self.statuses.iter().find(|own| own.wire == *word))
    }

    /// Returns the first status of a phase.
    #[must_use]
    pub fn status_in(&self, phase: Phase) -> Option<&StatusRow> {
        let found = self.closing.first_in(phase).and_then(|place| self.statuses.get(place));
        found.or_else(|| self.statuses.iter().find(|row| row.phase == phase))
    }

    /// Returns the phase into which a request for closing leads from a status; `None` if a request leads nowhere, as
    /// from every unknown status.
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

    /// Returns the phase into which a request for closing leads from a row of this lifecycle; `None` if it leads
    /// nowhere.
    #[inline]
    pub(crate) const fn reached_from(&self, own: &StatusRow) -> Option<Phase> {
        self.closing.request_reaches(own.place)
    }

    /// Returns the status to which a move leads from a status; `None` if there is no such move, as for every unknown
    /// status.
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
