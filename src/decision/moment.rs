//! The gate and the clocks at the instant of one question.

use super::misuse::MisuseError;
use super::openings::ClockReading;
use crate::lifecycle::State;
use crate::policy::Policy;
use crate::timing::{Clearance, GateReading, TaxYears, read_gate};
use jiff::Timestamp;

/// The position of `now` relative to the gate and the clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) now: Timestamp,
    pub(crate) clearance: Clearance,
    pub(crate) gate: GateReading,
    pub(crate) clocks: ClockReading,
}

impl Moment {
    /// Returns a moment without gate and clocks, as for every question except completion.
    #[inline]
    pub(crate) fn new(now: Timestamp) -> Self {
        Self { now, clearance: Clearance::NONE, gate: GateReading::ABSENT, clocks: ClockReading::default() }
    }

    /// Looks at the gate and the clocks, which hold completion and nothing else.
    pub(crate) fn look_at_clocks(
        &mut self,
        policy: &Policy,
        state: &State,
        years: &dyn TaxYears,
    ) -> Result<(), MisuseError> {
        self.clearance = Clearance::new(state.requested_at, state.clear_since);
        if policy.calendars().next().is_some() {
            let missed = policy.options().missed_boundary;
            self.gate = read_gate(years, policy.calendars(), missed, self.clearance, self.now)?;
        }
        if !policy.clocks().is_empty() {
            self.clocks = ClockReading::at(policy.clocks(), self.clearance, self.now)?;
        }
        Ok(())
    }

    /// Returns the instant from which a closing counts: the call if there is no gate and no clock, and otherwise the
    /// instant at which everything came together.
    #[expect(
        clippy::inline_always,
        reason = "measured: an instant that is returned is read before it is written"
    )]
    #[inline(always)]
    pub(crate) fn effective_at(&self) -> Timestamp {
        let binding = self.clocks.openings.latest().map(|binding| binding.at);
        match self.gate.opens.max(binding) {
            None => self.now,
            Some(opened) => self.clearance.clear_since.unwrap_or(self.now).max(opened),
        }
    }
}
