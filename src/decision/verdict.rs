//! The finite heart: from the causes that are present, absent or unknown to the verdict. A few bit operations, no
//! allocation.

use super::shape::{Inputs, Outputs, of_advance, of_request};
use crate::blocker::Code;
use crate::event::EventKind;
use crate::lifecycle::Phase;
use crate::profile::Stage;
use crate::rules::Observed;
use crate::timing::GateStand;
use crate::vocab::{Set, catalogue};

catalogue! {
    /// The verdict: the instruction to the service. Exhaustive on purpose: a service must handle each verdict.
    pub enum Verdict: &'static str {
        /// The command is granted: only the events remain to be applied.
        Permitted = "permitted" => "permitted",
        /// The subject is closing already: asking again changed nothing.
        NoOp = "no_op" => "no change",
        /// The subject is closing and waits for the blockers to clear.
        Waiting = "waiting" => "waiting",
        /// The command is not admitted; the blockers say why.
        Refused = "refused" => "refused",
        /// The verdict is unknown; the decision names the missing facts.
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

/// The clocks of the policy that have not opened: all that the verdict needs to know of clocks. The tax year is not
/// among the clocks, since it belongs to the gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockStand {
    /// True if any clock could hold the question.
    pub is_any: bool,
    /// The clocks that have not opened, whether or not the account is clear.
    pub ahead: Set<Code>,
    /// The clocks that have opened for an account that stays clear; if the account were not clear, they would have to
    /// open again.
    pub open_while_clear: Set<Code>,
}

impl ClockStand {
    /// No clock.
    pub const ABSENT: Self = Self { is_any: false, ahead: Set::EMPTY, open_while_clear: Set::EMPTY };
}

/// All that the verdict depends on. Finite: a handful of phases, two sets of causes, four positions of the gate, and
/// the clocks that are ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// The question.
    pub ask: Stage,
    /// The phase of the status; `None` if the status is unknown.
    pub phase: Option<Phase>,
    /// The phase to which a request would lead; `None` if the lifecycle has no such move.
    pub request_reaches: Option<Phase>,
    /// The causes that are present or unknown, among those that the policy looks for in this question.
    pub observed: Observed,
    /// True if an unknown residence could bring a gate to completion.
    pub may_be_gated: bool,
    /// The causes that are present or unknown among those that completion looks for; filled for a request only.
    pub observed_ahead: Observed,
    /// True if a gate or a clock counts completion from the clearance.
    pub timed: bool,
    /// The position of `now` relative to the gate.
    pub gate: GateStand,
    /// The clocks that have not opened at `now`.
    pub clocks: ClockStand,
    /// True if the state has a recorded clearance.
    pub recorded_clear: bool,
}

/// The answer of the finite heart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict: the instruction to the service.
    pub verdict: Verdict,
    /// The causes that block.
    pub blockers: Set<Code>,
    /// The causes that are unknown, in whole or in part.
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
