//! The defects visible in the rows alone: rows that contradict each other, and rows that change nothing.

use super::finding::{About, Defect, Finding, Trace};
use crate::blocker::Code;
use crate::facts::Restriction;
use crate::lifecycle::{Phase, Status, StatusRow};
use crate::policy::{Clock, Notice, Policy};
use crate::profile::{Activity, GateRow, ObligationRow, PermissionRow, Profile, RuleRow, Stage};
use crate::timing::{NoticePeriod, start_of_day};
use crate::vocab::Basis;
use alloc::vec::Vec;

/// Finds rows that contradict each other, so that one of them must be wrong.
pub(super) fn contradictions(policy: &Policy) -> Vec<Finding> {
    let profile = policy.profile();
    let never_met = profile.rules.iter().filter(|rule| never_met(rule));
    let rules = never_met.map(|rule| about_rule(rule, "an advance states no reason, so it is never met"));
    let windows = profile.obligations.iter().enumerate().filter(|(_, row)| ends_before_it_begins(row));
    let why = "it ends before it begins";
    let windows = windows.map(|(row, obligation)| About::Window { kind: obligation.kind, row, why });
    let grants = overlapping(profile, |limit, earlier| limit != earlier);
    found(Defect::ContradictoryRules, rules.chain(grants).chain(windows))
}

/// Finds rows without which every decision and every permission would be the same.
pub(super) fn shadowed(policy: &Policy) -> Vec<Finding> {
    let profile = policy.profile();
    let rules = profile.rules.iter().enumerate();
    let rules = rules.filter_map(|(place, rule)| Some(about_rule(rule, shadow(profile, place, rule)?)));
    let grants = overlapping(profile, |limit, earlier| limit == earlier);
    let restrictions = idle_restrictions(profile).map(About::Restriction);
    let gates = profile.gates.iter().enumerate();
    let gates = gates.filter_map(|(place, gate)| {
        let why = shadow_of_gate(profile, place, gate)?;
        Some(About::Gate { residents_of: gate.residents_of, why })
    });
    let clocks = policy.every_clock().iter().enumerate();
    let clocks = clocks.filter_map(|(row, clock)| {
        Some(About::Clock { code: clock.code(), row, why: shadow_of_clock(policy, row, clock)? })
    });
    found(Defect::ShadowedRule, rules.chain(grants).chain(restrictions).chain(gates).chain(clocks))
}

fn found(defect: Defect, about: impl Iterator<Item = About>) -> Vec<Finding> {
    about.map(|about| Finding { defect, about, trace: Trace::default() }).collect()
}

fn about_rule(rule: &RuleRow, why: &'static str) -> About {
    About::Rule { code: rule.code, stage: rule.stage, why }
}

fn never_met(rule: &RuleRow) -> bool {
    rule.stage == Stage::Completion && rule.code == Code::ReasonRequired
}

fn ends_before_it_begins(row: &ObligationRow) -> bool {
    row.due.as_ref().is_some_and(|due| due.through < due.from)
}

/// Returns why a condition changes nothing, if it does not.
fn shadow(profile: &Profile, place: usize, rule: &RuleRow) -> Option<&'static str> {
    let same = |other: &RuleRow| other.code == rule.code && other.stage == rule.stage;
    let before = profile.rules.iter().take(place).find(|other| same(other));
    let elsewhere = profile.rules.iter().any(|other| same(other) && other.basis == Basis::Stated);
    let names_none = rule.code == Code::AccountRestricted && profile.blocking_restrictions.is_empty();
    let whys = [
        (told_otherwise(rule.code), "the state, or a gate, tells it without a rule"),
        (names_none, "no restriction is named that blocks"),
        (!is_asked(profile, rule), "it closes in one step, so completion is never asked for"),
        (rule.basis == Basis::Inferred && elsewhere, "it is stated as well"),
        (before.is_some_and(|other| other.basis == rule.basis), "it is there twice"),
    ];
    whys.into_iter().find(|(applies, _)| *applies).map(|(_, why)| why)
}

/// Returns whether the stage of the rule is ever asked about: completion only if closing takes two steps.
pub(super) fn is_asked(profile: &Profile, rule: &RuleRow) -> bool {
    rule.stage == Stage::Admission || closes_in_two_steps(profile)
}

const fn told_otherwise(code: Code) -> bool {
    matches!(
        code,
        Code::AlreadyClosed
            | Code::StatusDoesNotAdmitClosing
            | Code::TaxYearEnd
            | Code::NotBefore
            | Code::NoticePeriod
            | Code::CutOff
    )
}

fn closes_in_two_steps(profile: &Profile) -> bool {
    profile.lifecycle.status_in(Phase::Closing).is_some()
}

/// Finds blocking restrictions although no rule asks for restrictions.
fn idle_restrictions(profile: &Profile) -> impl Iterator<Item = Restriction> {
    let asks = profile.rules.iter().any(|rule| rule.code == Code::AccountRestricted);
    profile.blocking_restrictions.iter().copied().filter(move |_| !asks)
}

fn shadow_of_gate(profile: &Profile, place: usize, gate: &GateRow) -> Option<&'static str> {
    let same = |other: &GateRow| {
        other.residents_of == gate.residents_of && other.calendar.country == gate.calendar.country
    };
    if !closes_in_two_steps(profile) {
        Some("it closes in one step, so there is nothing to hold")
    } else if profile.gates.iter().take(place).any(same) {
        Some("it is there twice")
    } else {
        None
    }
}

fn shadow_of_clock(policy: &Policy, place: usize, clock: &Clock) -> Option<&'static str> {
    if !closes_in_two_steps(policy.profile()) {
        Some("it closes in one step, so there is nothing to hold")
    } else if matches!(clock, Clock::Notice(notice) if notice.is_never_due()) {
        Some("there is no contract for which it is due")
    } else if policy.every_clock().iter().take(place).any(|other| other == clock) {
        Some("it is there twice")
    } else if policy.every_clock().iter().any(|other| opens_later(other, clock)) {
        Some("another of the kind always opens later")
    } else {
        None
    }
}

/// Returns whether one clock always opens later than another of its kind, as far as the rows show it.
fn opens_later(other: &Clock, than: &Clock) -> bool {
    match (other, than) {
        (Clock::NotBefore { day: later, zone: there }, Clock::NotBefore { day, zone }) => {
            start_of_day(*later, there).ok().zip(start_of_day(*day, zone).ok()).is_some_and(|(a, b)| a > b)
        }
        (Clock::Notice(other), Clock::Notice(than)) => {
            other.zone == than.zone && is_longer(other, than) && other.is_due_wherever(than)
        }
        _ => false,
    }
}

/// Returns whether one notice is longer, only if both count the same days: no number of days is always more than a
/// number of months, or the other way round.
fn is_longer(other: &Notice, than: &Notice) -> bool {
    use NoticePeriod::{BusinessDays, Days, Months};
    match (&other.period, &than.period) {
        (Days(more), Days(fewer)) | (Months(more), Months(fewer)) => more > fewer,
        (BusinessDays(more, theirs), BusinessDays(fewer, calendar)) => more > fewer && theirs == calendar,
        _ => false,
    }
}

/// Finds permissions that an earlier row grants already, if the limits compare as asked: the first row counts.
fn overlapping(
    profile: &Profile,
    compare: impl Fn(Option<crate::profile::Limit>, Option<crate::profile::Limit>) -> bool,
) -> impl Iterator<Item = About> {
    let mut abouts = Vec::new();
    for (place, row) in profile.permissions.iter().enumerate() {
        for (activity, status) in grants(profile, row) {
            let earlier = profile.permissions.iter().take(place);
            let mut granting = earlier.filter(|other| {
                other.activities.contains(&activity) && other.statuses.contains(&status.place)
            });
            if granting.next().is_some_and(|earlier| compare(row.limit, earlier.limit)) {
                abouts.push(About::Grant { activity, status: Status::known(status) });
            }
        }
    }
    abouts.into_iter()
}

fn grants<'a>(
    profile: &'a Profile,
    row: &'a PermissionRow,
) -> impl Iterator<Item = (Activity, &'a StatusRow)> {
    let statuses = profile.lifecycle.statuses();
    let within = move |activity: &'a Activity| {
        row.statuses.iter().filter_map(move |place| Some((*activity, statuses.get(*place)?)))
    };
    row.activities.iter().flat_map(within)
}
