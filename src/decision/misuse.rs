//! Questions whose inputs contradict each other.

use crate::command::Reason;
use crate::facts::{FactName, Facts, Restriction};
use crate::lifecycle::Phase;
use crate::policy::Policy;
use crate::profile::{Component, Profile};
use crate::rules::Premises;
use crate::timing::{BusinessDayError, CalendarRangeError, OpeningError, TaxYearError};
use crate::vocab::{Printable, excerpt};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::civil::Date;

/// The inputs contradict each other, so nothing can be decided. A business refusal is a `Verdict`, never an error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MisuseError {
    /// An instant of the state lies after the instant of the question.
    #[error(
        "`{field}` is `{found}`, later than `now`, which is `{now}`: expected an instant that has been reached"
    )]
    InTheFuture {
        /// The field, as a path from the top of the question.
        field: &'static str,
        /// The instant in the field.
        found: Timestamp,
        /// The instant of the question.
        now: Timestamp,
    },
    /// A closing state does not say when closing was requested, and the policy counts from the request.
    #[error(
        "`state.requested_at` is missing: under `when_clear` the gate counts from the request, so a state that is `{status}` must say when that was",
        status = Printable(.status)
    )]
    RequestedAtMissing {
        /// The status, unchanged.
        status: String,
    },
    /// A closing state does not say when closing was requested, and a notice counts from there.
    #[error(
        "`state.requested_at` is missing: the policy's period of notice counts from the request, so a state that is `{status}` must say when that was",
        status = Printable(.status)
    )]
    NoticeWithoutRequest {
        /// The status, unchanged.
        status: String,
    },
    /// A restriction is asserted that the status would show, but the status shows another value.
    #[error(
        "`facts.restrictions` has `{restriction}`, but the status is `{status}`: at this provider the status shows that restriction before all others, so one of the two is out of date",
        status = Printable(.status)
    )]
    RestrictionContradictsStatus {
        /// The restriction.
        restriction: &'static str,
        /// The status, unchanged.
        status: String,
    },
    /// An instant is a placeholder that programs write for a missing instant.
    #[error(
        "`{field}` is `{found}`, which stands for no instant: expected one of the years 1900 to 9999 and not of the first second of 1970; leave the field out if there is none"
    )]
    NoInstant {
        /// The field.
        field: &'static str,
        /// The instant in the field.
        found: Timestamp,
    },
    /// A day is a placeholder that programs write for a missing day.
    #[error(
        "`facts.{fact}` has an `expected_on` of `{found}`, which stands for no day: expected one of the years 1900 to 9998; leave the field out if there is none"
    )]
    NoDay {
        /// The fact.
        fact: FactName,
        /// The day.
        found: Date,
    },
    /// A fact was read after the instant of the question.
    #[error(
        "`facts.as_of` is `{found}` for `{fact}`, later than `now`, which is `{now}`: expected an instant that has been reached"
    )]
    ReadInTheFuture {
        /// The fact.
        fact: FactName,
        /// The instant at which the fact was read.
        found: Timestamp,
        /// The instant of the question.
        now: Timestamp,
    },
    /// A balance has a component that the provider does not have.
    #[error("`facts.{fact}` has a component `{found}`: expected {expected}", found = Printable(.found))]
    NoSuchComponent {
        /// The fact.
        fact: FactName,
        /// The component, cut off after 40 characters.
        found: String,
        /// The existing components, or the statement that there are none.
        expected: String,
    },
    /// A reason is longer than the provider takes.
    #[error("`command.reason.text` has {found} characters: expected at most {longest}")]
    ReasonTooLong {
        /// The number of characters in the reason.
        found: usize,
        /// The largest number of characters.
        longest: u16,
    },
    /// A date is too far from the present for the calendar.
    #[error(transparent)]
    OutsideCalendar(#[from] CalendarRangeError),
    /// The policy waits for the end of a tax year that is not known.
    #[error(transparent)]
    NoTaxYear(TaxYearError),
    /// The policy's notice runs beyond the business calendar that was given with it.
    #[error(transparent)]
    BeyondBusinessCalendar(#[from] BusinessDayError),
}

impl From<OpeningError> for MisuseError {
    fn from(error: OpeningError) -> Self {
        match error {
            OpeningError::OutsideCalendar(outside) => Self::OutsideCalendar(outside),
            OpeningError::Notice(beyond) => Self::BeyondBusinessCalendar(beyond),
        }
    }
}

impl From<TaxYearError> for MisuseError {
    fn from(error: TaxYearError) -> Self {
        if let TaxYearError::OutsideCalendar(outside) = error {
            Self::OutsideCalendar(outside)
        } else {
            Self::NoTaxYear(error)
        }
    }
}

/// Finds contradictions in every fact, read or not, and for every subject.
pub(crate) fn check(premises: &Premises<'_>, stated: Option<&Reason>) -> Result<(), MisuseError> {
    let Premises { policy, state, facts, now, .. } = *premises;
    instant("now", Some(now))?;
    for (field, found) in [
        ("state.requested_at", state.requested_at),
        ("state.clear_since", state.clear_since),
        ("state.closed_at", state.closed_at),
    ] {
        instant(field, found)?;
        not_after(now, field, found)?;
    }
    let is_closing = premises.phase() == Some(Phase::Closing);
    if is_closing && state.requested_at.is_none() && policy.needs_requested_at() {
        return Err(without_request(policy, state.status.to_string()));
    }
    reason(policy.profile(), stated)?;
    ages(facts, now)?;
    days(facts)?;
    components(policy.profile(), facts)?;
    match contradicted_restriction(premises) {
        Some(restriction) => Err(MisuseError::RestrictionContradictsStatus {
            restriction: restriction.name(),
            status: state.status.to_string(),
        }),
        None => Ok(()),
    }
}

/// 1900-01-01T00:00:00Z: an earlier instant is a placeholder for a missing one.
const FIRST_INSTANT: Timestamp = Timestamp::constant(-2_208_988_800, 0);

fn instant(field: &'static str, found: Option<Timestamp>) -> Result<(), MisuseError> {
    found
        .filter(|found| is_no_instant(*found))
        .map_or(Ok(()), |found| Err(MisuseError::NoInstant { field, found }))
}

/// Returns whether an instant is a placeholder for a missing one: before 1900, or in the first second of 1970.
pub(crate) fn is_no_instant(instant: Timestamp) -> bool {
    instant < FIRST_INSTANT || instant >= Timestamp::UNIX_EPOCH && instant.as_second() == 0
}

fn not_after(now: Timestamp, field: &'static str, found: Option<Timestamp>) -> Result<(), MisuseError> {
    match found {
        Some(found) if found > now => Err(MisuseError::InTheFuture { field, found, now }),
        Some(_) | None => Ok(()),
    }
}

fn reason(profile: &Profile, stated: Option<&Reason>) -> Result<(), MisuseError> {
    let (Some(longest), Some(reason)) = (profile.reason.longest_text, stated) else {
        return Ok(());
    };
    let found = reason.text.as_deref().map_or(0, |text| text.chars().count());
    if found > usize::from(longest) { Err(MisuseError::ReasonTooLong { found, longest }) } else { Ok(()) }
}

fn ages(facts: &Facts, now: Timestamp) -> Result<(), MisuseError> {
    if facts.as_of.is_unknown() {
        return Ok(());
    }
    let read = |fact: &FactName| Some((*fact, facts.as_of.of(*fact)?));
    FactName::ALL.iter().filter_map(read).try_for_each(|(fact, found)| {
        instant("facts.as_of", Some(found))?;
        if found > now { Err(MisuseError::ReadInTheFuture { fact, found, now }) } else { Ok(()) }
    })
}

fn days(facts: &Facts) -> Result<(), MisuseError> {
    let lists = [
        (FactName::UnsettledTrades, &facts.unsettled_trades),
        (FactName::OutstandingWithdrawals, &facts.outstanding_withdrawals),
        (FactName::PendingTransfers, &facts.pending_transfers),
        (FactName::ExpectedCorporateActions, &facts.expected_corporate_actions),
    ];
    let years = 1900..=9998;
    lists.into_iter().try_for_each(|(fact, list)| {
        let mut expected = list.items().iter().filter_map(|movement| movement.expected_on);
        let odd = expected.find(|day| !years.contains(&day.year()));
        odd.map_or(Ok(()), |found| Err(MisuseError::NoDay { fact, found }))
    })
}

fn components(profile: &Profile, facts: &Facts) -> Result<(), MisuseError> {
    let lists = [
        (FactName::Cash, &facts.cash, &*profile.components),
        (FactName::Fees, &facts.fees, &[]),
        (FactName::Liens, &facts.liens, &[]),
    ];
    lists.into_iter().try_for_each(|(fact, list, known)| {
        let mut named = list.items().iter().filter_map(|balance| balance.component.as_deref());
        let unknown = named.find(|name| !known.iter().any(|component| *component.name == **name));
        unknown.map_or(Ok(()), |found| Err(no_such_component(fact, found, known)))
    })
}

fn no_such_component(fact: FactName, found: &str, known: &[Component]) -> MisuseError {
    let names: Vec<&str> = known.iter().map(|component| &*component.name).collect();
    let expected = if names.is_empty() {
        String::from("no component, as the provider has none here")
    } else {
        alloc::format!("one of `{}`", names.join("`, `"))
    };
    MisuseError::NoSuchComponent { fact, found: excerpt(found), expected }
}

fn without_request(policy: &Policy, status: String) -> MisuseError {
    if policy.gate_counts_from_request() {
        MisuseError::RequestedAtMissing { status }
    } else {
        MisuseError::NoticeWithoutRequest { status }
    }
}

/// Returns an asserted restriction that the status contradicts. If the assertion were simply added to the status,
/// forgetting the assertion could permit a closing; if the assertion were ignored, a frozen account could close. An
/// unknown or closed status shows nothing. The restrictions that a status shows do not depend on the rules in force.
fn contradicted_restriction(premises: &Premises<'_>) -> Option<Restriction> {
    let row = premises.own.filter(|row| row.phase != Phase::Closed)?;
    let profile = premises.policy.profile();
    if !profile.restrictions_show_in_status {
        return None;
    }
    let asserted = premises.facts.restrictions.stated()?;
    let mut shown = profile.blocking_restrictions.iter().copied();
    shown.find(|restriction| asserted.contains(*restriction) && row.implies != Some(*restriction))
}
