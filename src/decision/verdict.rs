//! The finite heart: from what is present, absent or unknown, to the verdict. A few bit operations, no allocation.

use crate::blocker::Code;
use crate::event::EventKind;
use crate::lifecycle::Phase;
use crate::rules::Observed;
use crate::timing::GateStand;
use crate::vocab::{Set, catalogue};

catalogue! {
    /// What is to be done. Exhaustive on purpose: a service must handle each.
    pub enum Verdict {
        /// Nothing is in the way: applying the events is all that is left.
        Permitted = "permitted",
        /// Asking again changed nothing.
        NoOp = "no_op",
        /// Accepted and closing; the blockers say what for.
        Waiting = "waiting",
        /// Not admitted; the blockers say why.
        Refused = "refused",
        /// Cannot be said; the missing facts are named.
        Undetermined = "undetermined",
    }
}

/// What is asked, without what the asker states: that is among the observed causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// May closing be requested?
    Request,
    /// May it become closed?
    Advance,
}

/// Which clocks of the policy have not opened: all that the verdict needs to know of them. Not the tax year, which is
/// the gate's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockStand {
    /// Whether there is any that holds what is asked.
    pub is_any: bool,
    /// Those that have not opened, clear or not.
    pub ahead: Set<Code>,
    /// Those that have opened for an account that stays clear; were it not clear, they would have to open again.
    pub open_while_clear: Set<Code>,
}

impl ClockStand {
    /// No clock.
    pub const ABSENT: Self = Self { is_any: false, ahead: Set::EMPTY, open_while_clear: Set::EMPTY };
}

/// Everything the verdict depends on. Finite: a handful of phases, two sets of causes, four positions of the gate, and
/// the clocks that are ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// What is asked.
    pub ask: Ask,
    /// The phase of the status; `None` if the status is unknown.
    pub phase: Option<Phase>,
    /// The phase to which a request would lead; `None` if the lifecycle has no such move.
    pub request_reaches: Option<Phase>,
    /// Which causes are present or unknown, among those that the policy looks for at this ask.
    pub observed: Observed,
    /// Where `now` lies relative to the gate.
    pub gate: GateStand,
    /// Which clocks have not opened at `now`.
    pub clocks: ClockStand,
    /// Whether the state remembers since when it has been clear.
    pub recorded_clear: bool,
}

/// What the heart says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What is to be done.
    pub verdict: Verdict,
    /// Everything in the way.
    pub blockers: Set<Code>,
    /// The causes of which nobody can say whether they are in the way.
    pub unknown: Set<Code>,
    /// What happens.
    pub events: Set<EventKind>,
}

/// The verdict on a situation. Pure, total, and the only way to one.
#[must_use]
#[inline]
pub fn judge(situation: &Situation) -> Outcome {
    match (situation.ask, situation.phase) {
        (_, Some(Phase::Closed)) => alone(Code::AlreadyClosed),
        (Ask::Request, Some(Phase::Closing)) => unchanged(),
        (Ask::Request, _) => admit(situation),
        (Ask::Advance, Some(Phase::Closing)) => complete(situation),
        (Ask::Advance, _) => alone(Code::StatusDoesNotAdmitClosing),
    }
}

/// A cause that makes every other question moot.
fn alone(code: Code) -> Outcome {
    Outcome { verdict: Verdict::Refused, blockers: Set::only(code), unknown: Set::EMPTY, events: Set::EMPTY }
}

fn unchanged() -> Outcome {
    Outcome { verdict: Verdict::NoOp, blockers: Set::EMPTY, unknown: Set::EMPTY, events: Set::EMPTY }
}

/// A status that does not admit closing does not hide the other blockers.
fn admit(situation: &Situation) -> Outcome {
    let Observed { present, unknown } = situation.observed;
    let blockers = present.with_if(Code::StatusDoesNotAdmitClosing, situation.request_reaches.is_none());
    let verdict = verdict(Verdict::Refused, blockers, unknown);
    let event = if situation.request_reaches == Some(Phase::Closed) {
        EventKind::Closed
    } else {
        EventKind::ClosureRequested
    };
    let events = Set::EMPTY.with_if(event, verdict == Verdict::Permitted);
    Outcome { verdict, blockers, unknown, events }
}

/// The gate, while it is not passed, is itself a blocker, and so is each clock. A fact that is unknown neither clears
/// nor breaks.
fn complete(situation: &Situation) -> Outcome {
    let Observed { present, unknown } = situation.observed;
    let broken = !present.is_empty();
    let held = match situation.gate {
        GateStand::Absent | GateStand::Open => false,
        GateStand::Ahead => true,
        GateStand::OpenWhileClear => broken,
    };
    let ClockStand { is_any, ahead, open_while_clear } = situation.clocks;
    let clocks = if broken { ahead.union(open_while_clear) } else { ahead };
    let blockers = present.union(clocks).with_if(Code::TaxYearEnd, held);
    let verdict = verdict(Verdict::Waiting, blockers, unknown);
    let is_timed = situation.gate != GateStand::Absent || is_any;
    let newly_clear = is_timed && !broken && unknown.is_empty() && !situation.recorded_clear;
    let events = Set::EMPTY
        .with_if(EventKind::ClearanceLost, broken && situation.recorded_clear)
        .with_if(EventKind::Cleared, newly_clear)
        .with_if(EventKind::Closed, verdict == Verdict::Permitted);
    Outcome { verdict, blockers, unknown, events }
}

/// A known blocker decides whatever is unknown; without one, an unknown cause leaves it open.
fn verdict(if_blocked: Verdict, blockers: Set<Code>, unknown: Set<Code>) -> Verdict {
    if !blockers.is_empty() {
        if_blocked
    } else if !unknown.is_empty() {
        Verdict::Undetermined
    } else {
        Verdict::Permitted
    }
}
