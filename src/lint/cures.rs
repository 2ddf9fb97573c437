//! What the holder has to clear and cannot, each side of zero on its own.

use super::explore::{Explored, explore};
use super::finding::{About, Defect, Finding, Side, Trace};
use super::sandbox::Sandbox;
use crate::blocker::{Class, Code, Cure};
use crate::laws;
use crate::lifecycle::StatusRow;
use crate::policy::Policy;
use alloc::vec::Vec;

/// Finds each cause in the way of closing that the holder has to clear, where nothing that would clear it is permitted.
pub(super) fn without_cures(sandbox: &Sandbox) -> Vec<Finding> {
    let policy = sandbox.policy();
    let codes = policy.admission().union(policy.completion()).iter();
    codes.filter(|code| code.class() == Class::Holder).flat_map(|code| without_cure(sandbox, code)).collect()
}

/// Names the side of zero that nothing clears. Where that is so of both in the same life, the cause itself is named.
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

fn first_without_cure(policy: &Policy, explored: &Explored, code: Code, side: Option<Side>) -> Option<Trace> {
    explored.trace_to(|node| {
        node.present
            && laws::without_a_cure(policy, node.status).contains(code)
            && !is_cleared(policy, node.status, code, side)
    })
}

/// Whether something that is permitted clears it there, or in a status that is reached without closing.
fn is_cleared(policy: &Policy, status: &'static StatusRow, code: Code, side: Option<Side>) -> bool {
    let within_reach = laws::without_closing(policy.lifecycle(), status);
    let permitted = |activity| within_reach.iter().any(|status| laws::may(policy, status, activity));
    let mut cures = code.cures().iter().filter(|cure| Some(**cure) != side.map(idle));
    cures.any(|cure| cure.activity().is_none_or(permitted))
}

/// Returns the positive and the negative side of a cause that has cures for one of them alone.
fn sides(code: Code) -> Option<(Side, Side)> {
    let pairs = [(Side::Long, Side::Short), (Side::Credit, Side::Debit)];
    pairs.into_iter().find(|(positive, _)| code.cures().contains(&idle(*positive)))
}

/// Returns the cure that is for the other side alone.
const fn idle(side: Side) -> Cure {
    match side {
        Side::Long => Cure::Cover,
        Side::Short => Cure::Sell,
        Side::Credit => Cure::Deposit,
        Side::Debit => Cure::Withdraw,
    }
}
