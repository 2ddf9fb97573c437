//! The defects of a policy, found before it ships.
//!
//! What belongs here: the defects that a set of rules can have, each with the shortest way to it.
//! What never does: the blockers of one account, which `decide` reports, or the written form of a policy (`wire`).

mod clocks;
mod contents;
mod cures;
mod ends;
mod explore;
mod finding;
mod rows;
mod sandbox;

pub use cures::every_blocker_has_a_cure;
pub use finding::{About, Defect, Finding, Happening, Step, Trace};

use crate::policy::Policy;
use alloc::vec::Vec;
use explore::explore;
use jiff::Timestamp;
use sandbox::Sandbox;

/// Finds the defects of a policy, in the order of [`Defect`]; empty if there are none.
///
/// Every reachable status is visited, with and without each cause, by the same function that services use
/// ([`decide`](crate::decide())): a defect of these kinds that is not found does not exist. The strictness of the
/// policy decides which rules are in force; its residences do not matter, since every gate is checked.
///
/// This function has no clock. It reports a business calendar as ended if the last notice had to begin before the
/// linted rules were written: before one of their `checked` days, or before the month of the
/// [rulebook](crate::RULEBOOK). [`lint_at`] takes the current instant instead.
///
/// ```
/// use closeout::{lint, lint::Defect, providers::udara360, Policy};
/// use closeout::{PolicyOptions, Strictness};
/// let under = |strictness| Policy::new(&udara360::ACCOUNT, PolicyOptions::of(strictness));
/// // The documents of this provider do not ask for an empty account.
/// let findings = lint(&under(Strictness::Documented));
/// assert_eq!(findings.iter().map(|finding| finding.defect).collect::<Vec<_>>(), [Defect::FundedCanClose]);
/// assert_eq!(findings[0].trace.to_string(), "1, cash_balance arises, request_closure -> 3");
/// assert!(lint(&under(Strictness::Prudent)).is_empty());
/// ```
#[must_use]
pub fn lint(policy: &Policy) -> Vec<Finding> {
    found(policy, None)
}

/// Finds the defects of a policy at this instant: those of [`lint`], and the calendars that have run out by then.
///
/// ```
/// use closeout::{lint::Defect, policy::{Clock, Notice}};
/// use closeout::{timing::{BusinessCalendar, NoticePeriod}, Policy, PolicyOptions};
/// use closeout::{lint, lint::lint_at, providers::upvest};
/// use jiff::{civil::date, tz};
/// let options = PolicyOptions::documented();
/// // Ten business days, but the calendar does not cover 2100.
/// let calendar = BusinessCalendar::new([], [], date(2026, 1, 1)..=date(2099, 12, 31))?;
/// let notice = Notice::new(NoticePeriod::BusinessDays(10, calendar), tz::get!("Europe/London"));
/// let policy = Policy::new(&upvest::ACCOUNT, options).with_clocks([Clock::Notice(notice)]);
/// assert_eq!(lint(&policy), []);
/// assert_eq!(lint_at(&policy, "2099-12-21T23:59:59Z".parse()?), []);
/// let found = lint_at(&policy, "2099-12-22T00:00:00Z".parse()?);
/// assert_eq!(found[0].defect, Defect::CalendarEnded);
/// assert!(found[0].to_string().contains("a notice can begin on 2099-12-21 at the latest"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn lint_at(policy: &Policy, now: Timestamp) -> Vec<Finding> {
    found(policy, Some(now))
}

fn found(policy: &Policy, now: Option<Timestamp>) -> Vec<Finding> {
    let sandbox = Sandbox::new(policy);
    let clear = explore(&sandbox, None);
    let mut findings = cures::without_cures(&sandbox);
    findings.extend(ends::stranded(&clear));
    let funded = contents::funded(&sandbox);
    findings.extend(funded.iter().cloned());
    findings.extend(rows::contradictions(policy));
    findings.extend(rows::shadowed(policy));
    findings.extend(clocks::gaps(policy));
    findings.extend(contents::never_stated(&sandbox, &clear));
    findings.extend(contents::never_asked(&sandbox, &funded));
    findings.extend(ends::entered(&sandbox, &clear));
    findings.extend(clocks::ended(policy, now));
    findings.extend(ends::forgotten(&sandbox, &clear));
    findings
}
