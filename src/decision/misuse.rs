//! Questions that contradict themselves.

use crate::facts::{Facts, Restriction};
use crate::lifecycle::{Phase, State};
use crate::policy::Policy;
use crate::timing::{BeyondBusinessCalendar, NoOpening, NoTaxYear, OutsideCalendar};
use alloc::string::{String, ToString};
use jiff::Timestamp;

/// The question is no question: it contradicts itself. Never a matter of the business, which refuses by a verdict.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misuse {
    /// An instant of the state lies after the instant of the question.
    #[error(
        "`state.{field}` is `{found}`, later than `now`, which is `{now}`: expected an instant that has been reached"
    )]
    InTheFuture {
        /// The field of the state.
        field: &'static str,
        /// Its instant.
        found: Timestamp,
        /// The instant of the question.
        now: Timestamp,
    },
    /// A closing state does not say when closing was requested, and the policy counts from there.
    #[error(
        "`state.requested_at` is missing: under `when_clear` the gate counts from the request, so a state that is `{status}` must say when that was"
    )]
    RequestedAtMissing {
        /// The status, to the letter.
        status: String,
    },
    /// A closing state does not say when closing was requested, and a notice counts from there.
    #[error(
        "`state.requested_at` is missing: the policy's period of notice counts from the request, so a state that is `{status}` must say when that was"
    )]
    NoticeWithoutRequest {
        /// The status, to the letter.
        status: String,
    },
    /// A restriction is asserted that the status would show, and the status shows something else.
    #[error(
        "`facts.restrictions` has `{restriction}`, but the status is `{status}`: at this provider the status shows that restriction before all others, so one of the two is out of date"
    )]
    RestrictionContradictsStatus {
        /// The restriction.
        restriction: &'static str,
        /// The status, to the letter.
        status: String,
    },
    /// A date is too far off.
    #[error(transparent)]
    OutsideCalendar(#[from] OutsideCalendar),
    /// The policy waits for a tax-year end of which nothing is known.
    #[error(transparent)]
    NoTaxYear(NoTaxYear),
    /// The policy's notice runs beyond the business calendar that was given with it.
    #[error(transparent)]
    BeyondBusinessCalendar(#[from] BeyondBusinessCalendar),
}

impl From<NoOpening> for Misuse {
    fn from(error: NoOpening) -> Self {
        match error {
            NoOpening::OutsideCalendar(outside) => Self::OutsideCalendar(outside),
            NoOpening::Notice(beyond) => Self::BeyondBusinessCalendar(beyond),
        }
    }
}

impl From<NoTaxYear> for Misuse {
    fn from(error: NoTaxYear) -> Self {
        if let NoTaxYear::OutsideCalendar(outside) = error {
            Self::OutsideCalendar(outside)
        } else {
            Self::NoTaxYear(error)
        }
    }
}

pub(crate) fn check(policy: &Policy, state: &State, facts: &Facts, now: Timestamp) -> Result<(), Misuse> {
    not_after(now, "requested_at", state.requested_at)?;
    not_after(now, "clear_since", state.clear_since)?;
    not_after(now, "closed_at", state.closed_at)?;
    if state.is_in(Phase::Closing) && state.requested_at.is_none() && policy.needs_requested_at() {
        return Err(without_request(policy, state.status.to_string()));
    }
    match contradicted_restriction(policy, state, facts) {
        Some(restriction) => Err(Misuse::RestrictionContradictsStatus {
            restriction: restriction.name(),
            status: state.status.to_string(),
        }),
        None => Ok(()),
    }
}

fn without_request(policy: &Policy, status: String) -> Misuse {
    if policy.gate_counts_from_request() {
        Misuse::RequestedAtMissing { status }
    } else {
        Misuse::NoticeWithoutRequest { status }
    }
}

/// Were the assertion simply added to the status, forgetting it could permit a closing; were it ignored, a frozen
/// account could close. A status that is unknown, or closed, shows nothing.
fn contradicted_restriction(policy: &Policy, state: &State, facts: &Facts) -> Option<Restriction> {
    let row = state.status.row().filter(|row| row.phase != Phase::Closed)?;
    if !policy.profile().restrictions_show_in_status {
        return None;
    }
    let asserted = facts.restrictions.known()?.intersection(policy.blocking_restrictions());
    asserted.iter().find(|restriction| row.implies != Some(*restriction))
}

fn not_after(now: Timestamp, field: &'static str, found: Option<Timestamp>) -> Result<(), Misuse> {
    match found {
        Some(found) if found > now => Err(Misuse::InTheFuture { field, found, now }),
        Some(_) | None => Ok(()),
    }
}
