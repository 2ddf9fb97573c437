//! The contents of a subject: which it can hold, whether closing asks for them, and whether the facts can show them.

use super::explore::{Explored, explore};
use super::finding::{About, Defect, Finding};
use super::rows;
use super::sandbox::Sandbox;
use crate::blocker::Code;
use crate::lifecycle::{Phase, Subject};
use crate::policy::Policy;
use crate::profile::{Activity, Profile};
use crate::vocab::Set;
use crate::vocab::activities::{ACROSS, ALL_BUT_READING, MOVEMENTS, ORDERS, PAYMENTS, of};
use alloc::vec::Vec;

/// The activities that bring positions, take them away or presuppose them. A transfer may move money; if the fact of
/// positions can be established, it is taken to move positions.
const OF_POSITIONS: Set<Activity> = MOVEMENTS.difference(PAYMENTS.union(of(&[Activity::ChargeFee])));

/// Finds the contents that are left in the subject when it closes, although all facts are known.
pub(super) fn funded(sandbox: &Sandbox) -> Vec<Finding> {
    let closes_with = |code: Code| {
        let explored = explore(sandbox, Some(code));
        let trace = explored.trace_to(|node| node.present && node.status.phase == Phase::Closed)?;
        Some(Finding { defect: Defect::FundedCanClose, about: About::Cause(code), trace })
    };
    holdings(sandbox.policy().profile()).iter().filter_map(closes_with).collect()
}

/// Returns the contents that the subject can hold of its own, judged by its activities: a subject that offers deposits
/// holds money.
fn holdings(profile: &Profile) -> Set<Code> {
    Set::EMPTY
        .with_if(Code::OpenPositions, offers(profile, ORDERS))
        .with_if(Code::AccountsNotClosed, profile.subject == Subject::Group)
        .with_if(Code::CashBalance, offers(profile, PAYMENTS))
}

/// Finds each condition on a fact that cannot be established, so that no decision is ever possible.
pub(super) fn never_stated(sandbox: &Sandbox, clear: &Explored<'_>) -> Vec<Finding> {
    let policy = sandbox.policy();
    let about = |code: Code| {
        let fact = code.fact().filter(|fact| !policy.profile().facts.contains(fact))?;
        let trace = asked_for(clear, policy, code).unwrap_or_default();
        Some(Finding { defect: Defect::FactNeverStated, about: About::Fact { fact, code }, trace })
    };
    policy.admission().union(policy.completion()).iter().filter_map(about).collect()
}

/// Returns the shortest way to a status in which the condition is asked for.
fn asked_for(explored: &Explored<'_>, policy: &Policy, code: Code) -> Option<super::Trace> {
    let admits = |status| policy.lifecycle().reached_from(status).is_some();
    explored.trace_to(|node| {
        let is_closing = node.status.phase == Phase::Closing && policy.completion().contains(code);
        is_closing || policy.admission().contains(code) && admits(node.status)
    })
}

/// Finds each fact that can be established and can hold something, but that no row asks for under either strictness,
/// except the contents that [`funded`] has already found to be left in the subject when it closes.
///
/// A decision could name such a fact as one that it did not read. Residences are left out, since they never block.
pub(super) fn never_asked(sandbox: &Sandbox, funded: &[Finding]) -> Vec<Finding> {
    let profile = sandbox.policy().profile();
    let asking = profile.rules.iter().filter(|rule| rows::is_asked(profile, rule));
    let asked: Set<Code> = asking.map(|rule| rule.code).collect();
    let is_said = |code: Code| funded.iter().any(|finding| finding.about == About::Cause(code));
    let idle = |code: &Code| can_be_there(profile, *code) && !asked.contains(*code) && !is_said(*code);
    let about = |code: Code| {
        let fact = code.fact().filter(|fact| profile.facts.contains(fact))?;
        let explored = explore(sandbox, Some(code));
        let closes = explored.trace_to(|node| node.present && node.status.phase == Phase::Closed);
        let (defect, about) = (Defect::FactNeverAsked, About::Established(fact));
        Some(Finding { defect, about, trace: closes.unwrap_or_default() })
    };
    Code::ALL.iter().copied().filter(idle).filter_map(about).collect()
}

/// Returns whether the fact can hold anything, judged by the activities that the subject offers.
///
/// Others put fees, liens and restrictions on a subject: these are possible wherever any activity is. A restriction
/// that the status shows is not established beside it.
fn can_be_there(profile: &Profile, code: Code) -> bool {
    match code {
        Code::AccountsNotClosed => profile.subject == Subject::Group,
        Code::OutstandingWithdrawals => offers(profile, of(&[Activity::Withdraw])),
        Code::PendingTransfers => offers(profile, ACROSS),
        Code::OpenOrders | Code::UnsettledTrades => offers(profile, ORDERS),
        Code::OpenPositions | Code::ExpectedCorporateActions => offers(profile, OF_POSITIONS),
        Code::CashBalance => offers(profile, MOVEMENTS),
        Code::OutstandingFees | Code::Liens => is_used(profile),
        Code::AccountRestricted => is_used(profile) && !profile.restrictions_show_in_status,
        Code::AlreadyClosed
        | Code::StatusDoesNotAdmitClosing
        | Code::ReasonRequired
        | Code::TaxYearEnd
        | Code::NotBefore
        | Code::NoticePeriod
        | Code::CutOff => false,
    }
}

fn offers(profile: &Profile, wanted: Set<Activity>) -> bool {
    let rows = profile.permissions.iter().filter(|row| !row.statuses.is_empty());
    rows.flat_map(|row| &*row.activities).any(|each| wanted.contains(*each))
}

fn is_used(profile: &Profile) -> bool {
    offers(profile, ALL_BUT_READING)
}
