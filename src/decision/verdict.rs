//! The finite heart: from what is present, absent or unknown, to the verdict. A few bit operations, no allocation.

use super::shape::{Inputs, Outputs, of_advance, of_request};
use crate::blocker::Code;
use crate::event::EventKind;
use crate::lifecycle::Phase;
use crate::profile::Stage;
use crate::rules::Observed;
use crate::timing::GateStand;
use crate::vocab::{Set, catalogue};

catalogue! {
    /// The verdict: what the service is to do. Exhaustive on purpose: a service must handle each.
    pub enum Verdict: &'static str {
        /// Nothing is in the way: applying the events is all that is left.
        Permitted = "permitted" => "permitted",
        /// Asking again changed nothing.
        NoOp = "no_op" => "no change",
        /// Accepted and closing; the blockers say what for.
        Waiting = "waiting" => "waiting",
        /// Not admitted; the blockers say why.
        Refused = "refused" => "refused",
        /// Cannot be said; the missing facts are named.
        Undetermined = "undetermined" => "undetermined",
    }
}

impl Verdict {
    /// Returns the verdict in words, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.row()
    }
}

/// The clocks of the policy that have not opened: all that the verdict needs to know of them. The tax year is not among
/// them, since it is the gate's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockStand {
    /// Whether any clock could hold what is asked.
    pub is_any: bool,
    /// The clocks that have not opened, whether or not the account is clear.
    pub ahead: Set<Code>,
    /// The clocks that have opened for an account that stays clear; were the account not clear, they would have to open
    /// again.
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
    /// The question.
    pub ask: Stage,
    /// The phase of the status; `None` if the status is unknown.
    pub phase: Option<Phase>,
    /// The phase to which a request would lead; `None` if the lifecycle has no such move.
    pub request_reaches: Option<Phase>,
    /// Which causes are present or unknown, among those that the policy looks for at this ask.
    pub observed: Observed,
    /// Whether a residence that nobody has stated could bring a gate to completion.
    pub may_be_gated: bool,
    /// Of a request: which causes are present or unknown among those that completion looks for.
    pub observed_ahead: Observed,
    /// Whether a gate or a clock counts completion from being clear.
    pub timed: bool,
    /// Where `now` lies relative to the gate.
    pub gate: GateStand,
    /// Which clocks have not opened at `now`.
    pub clocks: ClockStand,
    /// Whether the state remembers since when it has been clear.
    pub recorded_clear: bool,
}

/// The answer of the finite heart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict: what the service is to do.
    pub verdict: Verdict,
    /// Everything in the way.
    pub blockers: Set<Code>,
    /// The causes of which nobody can say whether they are in the way, or how much of them is.
    pub unknown: Set<Code>,
    /// The events that happen.
    pub events: Set<EventKind>,
}

/// Returns the verdict on a situation, with its blockers and events. Pure, total, and the only way to a verdict.
#[must_use]
#[expect(
    clippy::inline_always,
    reason = "measured: what it returns is large, and a call copies it once more"
)]
#[inline(always)]
pub fn judge(situation: &Situation) -> Outcome {
    let inputs = inputs(situation);
    let outputs = match situation.ask {
        Stage::Admission => of_request(&inputs),
        Stage::Completion => of_advance(&inputs),
    };
    Outcome {
        verdict: verdict(&outputs),
        blockers: blockers(situation, &outputs),
        unknown: unknown(situation, &outputs),
        events: events(&outputs),
    }
}

#[inline]
fn inputs(situation: &Situation) -> Inputs<bool> {
    let Situation { phase, request_reaches, observed, observed_ahead, gate, clocks, .. } = *situation;
    Inputs {
        documented: phase.is_some(),
        closed: phase == Some(Phase::Closed),
        closing: phase == Some(Phase::Closing),
        admits: request_reaches.is_some(),
        closes_at_once: request_reaches == Some(Phase::Closed),
        broken: !observed.present.is_empty(),
        unclear: !observed.unknown.is_empty(),
        may_be_gated: situation.may_be_gated,
        completion_clear: observed_ahead.present.is_empty() && observed_ahead.unknown.is_empty(),
        gate_ahead: gate == GateStand::Ahead,
        gate_open_while_clear: gate == GateStand::OpenWhileClear,
        clock_ahead: !clocks.ahead.is_empty(),
        timed: situation.timed,
        recorded: situation.recorded_clear,
    }
}

#[inline]
fn verdict(outputs: &Outputs<bool>) -> Verdict {
    if outputs.permitted {
        Verdict::Permitted
    } else if outputs.no_op {
        Verdict::NoOp
    } else if outputs.waiting {
        Verdict::Waiting
    } else if outputs.refused {
        Verdict::Refused
    } else {
        Verdict::Undetermined
    }
}

#[inline]
fn blockers(situation: &Situation, outputs: &Outputs<bool>) -> Set<Code> {
    let ClockStand { ahead, open_while_clear, .. } = situation.clocks;
    let observed = situation.observed.present.filter(outputs.observed);
    let clocks = ahead.filter(outputs.clocks).union(open_while_clear.filter(outputs.clocks_open_while_clear));
    observed
        .union(clocks)
        .with_if(Code::AlreadyClosed, outputs.already_closed)
        .with_if(Code::StatusDoesNotAdmitClosing, outputs.status_does_not_admit_closing)
        .with_if(Code::TaxYearEnd, outputs.tax_year_end)
}

#[inline]
fn unknown(situation: &Situation, outputs: &Outputs<bool>) -> Set<Code> {
    let observed = situation.observed.unknown.filter(outputs.observed);
    observed
        .with_if(Code::StatusDoesNotAdmitClosing, outputs.status_unknown)
        .with_if(Code::TaxYearEnd, outputs.gate_unknown)
}

#[inline]
fn events(outputs: &Outputs<bool>) -> Set<EventKind> {
    Set::EMPTY
        .with_if(EventKind::ClosureRequested, outputs.closure_requested)
        .with_if(EventKind::ClearanceLost, outputs.clearance_lost)
        .with_if(EventKind::Cleared, outputs.cleared)
        .with_if(EventKind::Closed, outputs.closes)
}
