//! The causes that the holder has to clear and cannot, each side of zero on its own.

use super::explore::{Explored, explore};
use super::finding::{About, Defect, Finding, Trace};
use super::sandbox::Sandbox;
use crate::blocker::{Class, Code, Cure, Side};
use crate::facts::Fact;
use crate::lifecycle::{Phase, Route, State, Status, StatusRow};
use crate::permission::permission;
use crate::policy::Policy;
use crate::profile::Activity;
use crate::vocab::Set;
use alloc::vec::Vec;

/// Decides [`Law::EveryBlockerHasACure`](crate::laws::Law::EveryBlockerHasACure) for a subject in this status:
/// everything that the holder has to clear before it closes is cleared by some permitted activity, in this status or in
/// one to which the subject can be moved without being closed. True of a status in which nothing is asked.
///
/// ```
/// use closeout::lint::every_blocker_has_a_cure;
/// use closeout::{Policy, draft::ProfileDraft, providers::upvest};
/// let holds = |policy: Policy| {
///     policy.lifecycle().statuses().iter().all(|status| every_blocker_has_a_cure(&policy, status))
/// };
/// assert!(holds(Policy::prudent(&upvest::ACCOUNT)));
/// // No activity is permitted, so nothing can be cleared.
/// let mut idle = ProfileDraft::from(&upvest::ACCOUNT);
/// idle.permissions.clear();
/// assert!(!holds(Policy::prudent(idle.build()?)));
/// # Ok::<(), closeout::draft::DraftErrors>(())
/// ```
#[must_use]
pub fn every_blocker_has_a_cure(policy: &Policy, status: &StatusRow) -> bool {
    without_a_cure(policy, status).is_empty()
}

/// Returns the causes that the holder would have to clear in this status, and cannot: a dormant subject, for instance,
/// has to be reactivated first. Debit and credit, long and short count each on its own.
fn without_a_cure(policy: &Policy, status: &StatusRow) -> Set<Code> {
    let codes = match (status.phase == Phase::Closing, policy.lifecycle().reached_from(status)) {
        (true, _) => policy.completion(),
        (false, Some(_)) => policy.admission(),
        (false, None) => Set::EMPTY,
    };
    let within_reach = policy.lifecycle().routes_without_closing(status);
    let clears = |cure: &Cure| may_be_done(policy, &within_reach, *cure);
    let one_sided = [Cure::Sell, Cure::Cover, Cure::Withdraw, Cure::Deposit];
    let has_cures = |code: &Code| {
        one_sided.iter().all(|idle| code.cures().iter().any(|cure| cure != idle && clears(cure)))
    };
    codes.iter().filter(|code| code.class() == Class::Holder && !has_cures(code)).collect()
}

/// Returns whether a cure needs no permission, or has it in one of these statuses, without any restriction.
fn may_be_done(policy: &Policy, within_reach: &[Route<'_>], cure: Cure) -> bool {
    let may = |status, activity: Activity| {
        let state = State::new(Status::known(status));
        permission(policy, &state, &Fact::Known(Set::EMPTY), activity).permits()
    };
    let is_permitted = |activity| within_reach.iter().any(|route| may(route.status, activity));
    cure.activity().is_none_or(is_permitted)
}

/// Finds each cause that blocks closing, that the holder has to clear, and that no permitted activity clears.
pub(super) fn without_cures(sandbox: &Sandbox) -> Vec<Finding> {
    let policy = sandbox.policy();
    let codes = policy.admission().union(policy.completion()).iter();
    codes.filter(|code| code.class() == Class::Holder).flat_map(|code| without_cure(sandbox, code)).collect()
}

/// Names the side of zero that no activity clears. If that is so of both in the same life, the cause itself is named.
fn without_cure(sandbox: &Sandbox, code: Code) -> Vec<Finding> {
    let explored = explore(sandbox, Some(code));
    let first = |side| first_without_cure(sandbox.policy(), &explored, code, side);
    let finding = |about, trace| Finding { defect: Defect::NoCure, about, trace };
    let of_side = |side| Some(finding(About::Side { code, side }, first(Some(side))?));
    let Some((positive, negative)) = sides(code) else {
        return first(None).map(|trace| finding(About::Cause(code), trace)).into_iter().collect();
    };
    match (first(Some(positive)), first(Some(negative))) {
        (Some(one), Some(other)) if one == other => Vec::from([finding(About::Cause(code), one)]),
        _ => [positive, negative].into_iter().filter_map(of_side).collect(),
    }
}

fn first_without_cure(
    policy: &Policy,
    explored: &Explored<'_>,
    code: Code,
    side: Option<Side>,
) -> Option<Trace> {
    explored.trace_to(|node| {
        node.present
            && without_a_cure(policy, node.status).contains(code)
            && !is_cleared(policy, node.status, code, side)
    })
}

/// Returns whether a permitted activity clears the cause there, or in a status that is reached without closing.
fn is_cleared(policy: &Policy, status: &StatusRow, code: Code, side: Option<Side>) -> bool {
    let within_reach = policy.lifecycle().routes_without_closing(status);
    let mut cures = code.cures().iter().filter(|cure| Some(**cure) != side.map(idle));
    cures.any(|cure| may_be_done(policy, &within_reach, *cure))
}

/// Returns the positive and the negative side of a cause that has cures for only one of them.
fn sides(code: Code) -> Option<(Side, Side)> {
    let pairs = [(Side::Long, Side::Short), (Side::Credit, Side::Debit)];
    pairs.into_iter().find(|(positive, _)| code.cures().contains(&idle(*positive)))
}

/// Returns the cure for the other side only.
const fn idle(side: Side) -> Cure {
    match side {
        Side::Long => Cure::Cover,
        Side::Short => Cure::Sell,
        Side::Credit => Cure::Deposit,
        Side::Debit => Cure::Withdraw,
    }
}
