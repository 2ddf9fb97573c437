//! What has to be cleared, and what clearing it brings about.

use super::route::closes_in_two_steps;
use crate::blocker::{Blocker, Code, Cure};
use crate::policy::{Policy, Stage};
use crate::vocab::Set;
use alloc::vec::Vec;
use jiff::civil::Date;

/// A cause that is there, or will be.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) code: Code,
    pub(super) stage: Stage,
    pub(super) cures: Set<Cure>,
    /// The day on which the last of it is expected to be over.
    pub(super) expected_on: Option<Date>,
    /// Whether it clears itself on days that are known.
    pub(super) is_dated: bool,
    pub(super) to_come: bool,
}

impl Cause {
    /// What it is and when it matters, by which it is put in order.
    pub(super) const fn key(&self) -> (Code, Stage) {
        (self.code, self.stage)
    }

    pub(super) fn of(blocker: &Blocker<'_>, stage: Stage) -> Self {
        Self {
            code: blocker.code,
            stage,
            cures: blocker.wanted(),
            expected_on: blocker.evidence.movements().and_then(|movements| movements.last_expected()),
            is_dated: blocker.is_dated(),
            to_come: false,
        }
    }

    /// One that another brings about. What comes in by a sale is paid out, and not paid in.
    pub(super) fn to_come(code: Code, stage: Stage) -> Self {
        let cures: Set<Cure> = code.cures().iter().copied().collect();
        let cures = cures.without(Cure::Deposit).without(Cure::Cover);
        Self { code, stage, cures, expected_on: None, is_dated: false, to_come: true }
    }
}

/// What clearing a cause can bring about, in the same account or in its group: a sale has to settle and leaves cash;
/// paying cash out is a withdrawal and a transfer until it has arrived.
pub(super) const fn brings_about(code: Code) -> &'static [Code] {
    match code {
        Code::OpenPositions => &[Code::UnsettledTrades, Code::CashBalance],
        Code::UnsettledTrades | Code::ExpectedCorporateActions | Code::Liens => &[Code::CashBalance],
        Code::CashBalance => &[Code::OutstandingWithdrawals, Code::PendingTransfers],
        Code::AlreadyClosed
        | Code::StatusDoesNotAdmitClosing
        | Code::ReasonRequired
        | Code::AccountRestricted
        | Code::OutstandingWithdrawals
        | Code::PendingTransfers
        | Code::OpenOrders
        | Code::AccountsNotClosed
        | Code::OutstandingFees
        | Code::TaxYearEnd
        | Code::NotBefore
        | Code::NoticePeriod
        | Code::CutOff => &[],
    }
}

/// Whether clearing one comes before clearing another. What a request needs does not wait for what only the end needs.
pub(super) fn goes_before(first: (Code, Stage), then: (Code, Stage)) -> bool {
    let is_too_late = (first.1, then.1) == (Stage::Completion, Stage::Admission);
    !is_too_late && affects(first.0, then.0)
}

/// Whether clearing one changes another: because it brings it about, because it takes from the same money, because an
/// order that executes changes what is held, or because a restriction forbids everything else.
pub(super) fn affects(first: Code, then: Code) -> bool {
    let frees = first == Code::AccountRestricted && then != Code::AccountRestricted;
    let changes = matches!(
        (first, then),
        (Code::OpenOrders, Code::OpenPositions) | (Code::OutstandingFees, Code::CashBalance)
    );
    frees || changes || leads_to(first, then)
}

/// Whether clearing one brings the other about, directly or by what it brings about.
pub(super) fn leads_to(first: Code, then: Code) -> bool {
    brings_about(first).iter().any(|next| *next == then || leads_to(*next, then))
}

/// Adds what clearing these will bring about, as far as the policy looks for it then: what only a request looks for does
/// not matter to a closing that has been requested.
pub(super) fn add_what_follows(causes: &mut Vec<Cause>, policy: &Policy) {
    let at_the_end = if closes_in_two_steps(policy) { Stage::Completion } else { Stage::Admission };
    let mut place = 0;
    while let Some(code) = causes.get(place).map(|cause| cause.code) {
        for next in brings_about(code) {
            let is_known = causes.iter().any(|cause| cause.code == *next);
            if !is_known && policy.conditions(at_the_end).contains(*next) {
                causes.push(Cause::to_come(*next, at_the_end));
            }
        }
        place = place.saturating_add(1);
    }
}
