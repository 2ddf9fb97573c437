//! What is wrong with a policy, found before it ships.
//!
//! What belongs here: the defects that a set of rules can have, each with the shortest way to it.
//! What never does: what is wrong with one account, which `decide` says, or how a policy is written down (`wire`).

mod clocks;
mod explore;
mod finding;
mod rows;
mod sandbox;

pub use finding::{About, Defect, Finding, Happening, Step, Trace};

use crate::blocker::{Class, Code};
use crate::laws;
use crate::lifecycle::{Phase, Status, Subject};
use crate::policy::{Activity, Policy};
use crate::vocab::Set;
use alloc::vec::Vec;
use explore::{Explored, explore};
use sandbox::Sandbox;

/// Everything that is wrong with a policy, in the order of [`Defect`]; empty if nothing is.
///
/// Every status that can be reached is visited, with and without each cause, on the path that services use
/// ([`decide`](crate::decide())): what is not found is not there, as far as these defects go. The strictness of the
/// policy decides which rules are in force; its residences do not matter, since every gate is looked at.
///
/// ```
/// use closeout::{Defect, Fact, MissedBoundary, Policy, PolicyOptions, Strictness, lint, providers::udara360};
/// let under = |strictness| Policy::new(&udara360::ACCOUNT, PolicyOptions {
///     strictness, residences: Fact::Unknown, missed_boundary: MissedBoundary::NextBoundary,
/// });
/// // The documents of this provider do not ask for an empty account.
/// let findings = lint(&under(Strictness::Documented));
/// assert_eq!(findings.iter().map(|finding| finding.defect).collect::<Vec<_>>(), [Defect::FundedCanClose]);
/// assert_eq!(findings[0].trace.to_string(), "1, cash_balance arises, request_closure -> 3");
/// assert!(lint(&under(Strictness::Prudent)).is_empty());
/// ```
#[must_use]
pub fn lint(policy: &Policy) -> Vec<Finding> {
    let sandbox = Sandbox::new(policy);
    let mut findings = without_cures(&sandbox);
    findings.extend(stranded(&sandbox));
    findings.extend(funded(&sandbox));
    findings.extend(rows::contradictions(policy));
    findings.extend(rows::shadowed(policy));
    findings.extend(clocks::gaps(policy));
    findings.extend(never_stated(&sandbox));
    findings
}

/// A cause in the way of closing that the holder has to clear, and nothing that would clear it is permitted.
fn without_cures(sandbox: &Sandbox) -> Vec<Finding> {
    let policy = sandbox.policy();
    let codes = policy.admission().union(policy.completion());
    let first = |code: Code| {
        let explored = explore(sandbox, Some(code));
        let trace = explored
            .trace_to(|node| node.present && laws::without_a_cure(policy, node.status).contains(code))?;
        Some(Finding { defect: Defect::NoCure, about: About::Cause(code), trace })
    };
    codes.iter().filter(|code| code.class() == Class::Holder).filter_map(first).collect()
}

/// Statuses from which nothing leads to a closed one, with everything clear and all the time in the world. Of a dead
/// end only the entrance is named.
fn stranded(sandbox: &Sandbox) -> Vec<Finding> {
    let explored = explore(sandbox, None);
    let ends = |place: usize| explored.leads_to(place, |node| node.status.phase == Phase::Closed);
    let is_entrance = |place: &usize| {
        let is_over = explored.node(*place).is_none_or(|node| node.status.phase == Phase::Rejected);
        !is_over && !ends(*place) && explored.parent(*place).is_none_or(ends)
    };
    let finding = |place: usize| {
        let status = explored.node(place)?.status;
        let trace = explored.trace(place);
        Some(Finding { defect: Defect::ClosedUnreachable, about: About::Status(status), trace })
    };
    explored.places().filter(is_entrance).filter_map(finding).collect()
}

/// What the subject can hold, judged by the activities that it offers: who can deposit holds money.
fn holdings(policy: &Policy) -> Set<Code> {
    let offers = |wanted: &[Activity]| {
        policy.profile().permissions.iter().any(|row| row.activities.iter().any(|each| wanted.contains(each)))
    };
    Set::EMPTY
        .with_if(
            Code::OpenPositions,
            offers(&[Activity::Buy, Activity::Sell, Activity::Cover, Activity::Liquidate]),
        )
        .with_if(Code::AccountsNotClosed, policy.profile().subject == Subject::Group)
        .with_if(Code::CashBalance, offers(&[Activity::Deposit, Activity::Withdraw]))
}

/// Something is left in it, everybody knows, and it closes.
fn funded(sandbox: &Sandbox) -> Vec<Finding> {
    let closes_with = |code: Code| {
        let explored = explore(sandbox, Some(code));
        let trace = explored.trace_to(|node| node.present && node.status.phase == Phase::Closed)?;
        Some(Finding { defect: Defect::FundedCanClose, about: About::Cause(code), trace })
    };
    holdings(sandbox.policy()).iter().filter_map(closes_with).collect()
}

/// A condition needs a fact that nobody can establish, so nothing can ever be said.
fn never_stated(sandbox: &Sandbox) -> Vec<Finding> {
    let policy = sandbox.policy();
    let explored = explore(sandbox, None);
    let about = |code: Code| {
        let fact = code.fact().filter(|fact| !policy.profile().facts.contains(fact))?;
        let trace = asked_for(&explored, policy, code).unwrap_or_default();
        Some(Finding { defect: Defect::FactNeverStated, about: About::Fact { fact, code }, trace })
    };
    policy.admission().union(policy.completion()).iter().filter_map(about).collect()
}

/// The shortest way to a status in which the condition is asked for.
fn asked_for(explored: &Explored, policy: &Policy, code: Code) -> Option<Trace> {
    let admits = |status| policy.lifecycle().step(&status, crate::lifecycle::Move::RequestClosure).is_some();
    explored.trace_to(|node| {
        let is_closing = node.status.phase == Phase::Closing && policy.completion().contains(code);
        is_closing || policy.admission().contains(code) && admits(Status::Known(node.status))
    })
}
