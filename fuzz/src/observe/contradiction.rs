//! Which questions are none: they contradict themselves, or say what nobody has set.

use super::{is_held, own_row};
use crate::ask::Case;
use crate::civil;
use closeout::{
    Command, Fact, Facts, MisuseError,
    facts::{Balance, FactName, Movement},
    lifecycle::Phase,
    profile::Component,
    timing::{MissedBoundary, TaxYearError},
};
use jiff::Timestamp;
use jiff::civil::Date;

/// Whether the question contradicts itself; instants that no calendar holds are not looked at.
#[must_use]
pub fn contradicts_itself(case: &Case) -> bool {
    has_an_unset_instant(case)
        || lies_in_the_future(case)
        || counts_from_no_request(case)
        || is_too_long(case)
        || has_no_such_component(case)
        || asserts_what_the_status_denies(case)
}

/// The instants of the state, and those of reading, of every fact.
fn remembered(case: &Case) -> impl Iterator<Item = Timestamp> {
    let state = &case.state;
    let of_state = [state.requested_at, state.clear_since, state.closed_at];
    let read = FactName::ALL.iter().map(|fact| case.facts.as_of.of(*fact));
    of_state.into_iter().chain(read).flatten()
}

/// Before 1900 in universal time, or in the first second of 1970; days before 1900 or after 9998.
fn has_an_unset_instant(case: &Case) -> bool {
    let first = i128::from(civil::seconds(1900, 1, 1, 0)) * civil::SECOND;
    let is_unset = |at: Timestamp| {
        let at = at.as_nanosecond();
        at < first || (0..civil::SECOND).contains(&at)
    };
    let is_odd = |day: Date| day.year() < 1900 || day.year() > 9998;
    is_unset(case.now) || remembered(case).any(is_unset) || expected_days(&case.facts).any(is_odd)
}

fn lies_in_the_future(case: &Case) -> bool {
    remembered(case).any(|instant| instant > case.now)
}

/// A closing has to say when it was requested, where a gate counts from there.
fn counts_from_no_request(case: &Case) -> bool {
    let counts = case.policy.options().missed_boundary == MissedBoundary::WhenClear && is_held(case);
    let is_closing = own_row(case).is_some_and(|row| row.phase == Phase::Closing);
    is_closing && counts && case.state.requested_at.is_none()
}

/// The text of a reason has a longest length at some providers, in Unicode scalar values.
fn is_too_long(case: &Case) -> bool {
    let Command::RequestClosure { reason: Some(reason) } = &case.command else {
        return false;
    };
    let length = reason.text.as_ref().map_or(0, |text| text.chars().count());
    case.policy.profile().reason.longest_text.is_some_and(|longest| length > usize::from(longest))
}

/// Components are those of cash, where the provider has them, and of nothing else.
fn has_no_such_component(case: &Case) -> bool {
    let has_another = |balances: &Fact<Vec<Balance>>, known: &[Component]| {
        let named = stated(balances).iter().filter_map(|balance| balance.component.as_deref());
        named.into_iter().any(|name| known.iter().all(|component| component.name != name))
    };
    let Facts { cash, fees, liens, .. } = &case.facts;
    has_another(cash, &case.policy.profile().components) || has_another(fees, &[]) || has_another(liens, &[])
}

/// Whatever the strictness. What is closed, and a status that nobody documents, shows nothing.
fn asserts_what_the_status_denies(case: &Case) -> bool {
    let profile = case.policy.profile();
    let Some(row) = own_row(case).filter(|row| row.phase != Phase::Closed) else {
        return false;
    };
    let (Fact::Known(asserted) | Fact::Part(asserted)) = &case.facts.restrictions else {
        return false;
    };
    let denies = |each| profile.blocking_restrictions.contains(&each) && row.implies != Some(each);
    profile.restrictions_show_in_status && asserted.iter().any(denies)
}

/// Whether this is what is said of a question in which something lies too far off.
#[must_use]
pub const fn speaks_of_distance(misuse: &MisuseError) -> bool {
    matches!(
        misuse,
        MisuseError::OutsideCalendar(_) | MisuseError::NoTaxYear(TaxYearError::NotRecorded { .. })
    )
}

/// Whether anything in the question lies so far off that a tax year around it need not exist.
#[must_use]
pub fn is_far_off(case: &Case) -> bool {
    // The German tax years, which date what remains to be done, are recorded since 1950.
    let is_far = |year: i16| !(1_951..=9_990).contains(&year);
    let is_far_instant = |at: Timestamp| is_far(jiff::tz::TimeZone::UTC.to_datetime(at).year());
    is_far_instant(case.now)
        || remembered(case).any(is_far_instant)
        || expected_days(&case.facts).map(Date::year).any(is_far)
}

fn expected_days(facts: &Facts) -> impl Iterator<Item = Date> {
    let movements = [
        &facts.unsettled_trades,
        &facts.outstanding_withdrawals,
        &facts.pending_transfers,
        &facts.expected_corporate_actions,
    ];
    movements.into_iter().flat_map(stated::<Movement>).filter_map(|each| each.expected_on)
}

fn stated<T>(fact: &Fact<Vec<T>>) -> &[T] {
    match fact {
        Fact::Unknown => &[],
        Fact::Part(items) | Fact::Known(items) => items,
    }
}
