//! The standing of a subject in a book: what it waits for, on whom, until when.
//!
//! What belongs here: one answer to these questions for selecting, for sorting and for tables.
//! What never does: showing an answer, or the choice of a caller (`selection`).

use closeout::{
    Blocker, Code, Decision, MisuseError, Set, Verdict,
    blocker::{Class, Movements},
    plan::Actor,
};
use jiff::Timestamp;

/// The standing of a subject: its answer, together with what lies ahead of a closing that has been requested.
pub(crate) struct Standing<'d> {
    decision: &'d Decision<'d>,
    ahead: Option<Decision<'d>>,
}

impl<'d> Standing<'d> {
    /// Reads the standing; or returns the contradiction that appears only when completion is asked about.
    pub(crate) fn of(decision: &'d Decision<'d>) -> Result<Self, MisuseError> {
        Ok(Self { decision, ahead: decision.ahead()? })
    }

    /// Returns the answer itself, and then the answer of completion.
    pub(crate) fn answers(&self) -> impl Iterator<Item = &Decision<'d>> {
        std::iter::once(self.decision).chain(&self.ahead)
    }

    pub(crate) fn codes(&self) -> Set<Code> {
        self.answers().map(Decision::codes).fold(Set::EMPTY, Set::union)
    }

    /// Returns everybody who has to act. The service has to carry out what is permitted, to establish the facts that are
    /// missing, and to ask about what is overdue.
    pub(crate) fn who(&self) -> Set<Actor> {
        let blockers = self.answers().flat_map(Decision::blockers).collect::<Vec<_>>();
        let of_blockers = blockers.iter().map(Blocker::class).filter(|class| *class != Class::Nobody);
        let is_for_service = self.decision.verdict() == Verdict::Permitted
            || self.answers().any(|answer| !answer.missing().is_empty())
            || blockers.iter().any(is_overdue);
        of_blockers.map(Actor::from).collect::<Set<Actor>>().with_if(Actor::Service, is_for_service)
    }

    /// Returns the date of the answer, as its JSON has it.
    pub(crate) fn date(&self) -> Option<Timestamp> {
        self.answers().find_map(Decision::date)
    }

    /// Returns whether nobody has to act until that date; `None` unless the date is that of a waiting.
    pub(crate) fn firm(&self) -> Option<bool> {
        let dated = self.answers().find(|answer| answer.date().is_some());
        dated.and_then(Decision::earliest).map(|earliest| earliest.firm)
    }
}

/// Returns whether the expected day of an item has begun although the item is still there.
pub(crate) fn is_overdue(blocker: &Blocker<'_>) -> bool {
    let any = |movements: Movements<'_>| movements.iter().any(|movement| movements.is_overdue(movement));
    blocker.evidence.movements().is_some_and(any)
}
