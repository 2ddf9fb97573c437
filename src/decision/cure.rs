//! The class and the cures of a blocker for one subject.
//!
//! The codes have a class and cures of their own. This file names only cures that can work. Such cures follow
//! from the permissions in the status and under the restrictions of the subject, and from sign, component and phase.

use crate::blocker::{Class, Code, Cure, Evidence};
use crate::facts::{Balance, Fact, Position, Restriction};
use crate::lifecycle::Phase;
use crate::permission::{Denial, Permission, permission};
use crate::profile::Stage;
use crate::rules::Premises;
use crate::vocab::{Amount, Set};

/// The class that clears a cause, and the cures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remedy {
    pub(super) class: Class,
    pub(super) cures: Set<Cure>,
}

impl Remedy {
    const fn none(class: Class) -> Self {
        Self { class, cures: Set::EMPTY }
    }

    fn by(class: Class, cure: Cure) -> Self {
        Self { class, cures: Set::only(cure) }
    }

    /// Joins the remedies of two items: of several classes the holder counts first, then the provider, then the market.
    fn and(self, other: Self) -> Self {
        let class = if rank(other.class) < rank(self.class) { other.class } else { self.class };
        Self { class, cures: self.cures.union(other.cures) }
    }
}

const fn rank(class: Class) -> u8 {
    match class {
        Class::Holder => 0,
        Class::Provider => 1,
        Class::Market => 2,
        Class::Clock => 3,
        Class::Nobody => 4,
    }
}

/// A function that derives the remedy for a cause from its evidence.
pub(super) type Derive = fn(Code, Evidence<'_>, &Premises<'_>) -> Remedy;

/// Returns the remedy for this cause under the permissions of this subject.
pub(super) fn remedy(code: Code, evidence: Evidence<'_>, premises: &Premises<'_>) -> Remedy {
    of(code, evidence, premises, &|cure| premises.may(cure))
}

/// Returns the remedy for this cause if no restriction or status forbade it: a plan works towards this remedy.
pub(super) fn wanted(code: Code, evidence: Evidence<'_>, premises: &Premises<'_>) -> Remedy {
    of(code, evidence, premises, &|_| Permission::Permitted)
}

/// A function that returns the permission for a cure.
type May<'m> = &'m dyn Fn(Cure) -> Permission;

fn of(code: Code, evidence: Evidence<'_>, premises: &Premises<'_>, may: May<'_>) -> Remedy {
    let each = |remedies: &mut dyn Iterator<Item = Remedy>| remedies.reduce(Remedy::and);
    let of_items = match code {
        Code::StatusDoesNotAdmitClosing => Some(of_status(premises)),
        Code::AccountRestricted => evidence.restrictions().map(lifting),
        Code::OutstandingWithdrawals => Some(of_withdrawals(may)),
        Code::OpenOrders => Some(permitted(&[Cure::Cancel], may)),
        Code::OpenPositions => each(&mut evidence.positions().map(|position| of_position(position, may))),
        Code::OutstandingFees => each(&mut evidence.balances().map(|fee| of_fee(fee, premises, may))),
        Code::CashBalance => each(&mut evidence.balances().map(|balance| of_cash(balance, premises, may))),
        Code::AlreadyClosed
        | Code::ReasonRequired
        | Code::PendingTransfers
        | Code::UnsettledTrades
        | Code::ExpectedCorporateActions
        | Code::AccountsNotClosed
        | Code::Liens
        | Code::TaxYearEnd
        | Code::NotBefore
        | Code::NoticePeriod
        | Code::CutOff => None,
    };
    of_items.unwrap_or(Remedy { class: code.class(), cures: code.cures().iter().copied().collect() })
}

/// Returns the remedy for a status. A rejected application is not an account, so nothing leads to closing it. A closing
/// that nobody requested is cured by a request, if the status admits one.
fn of_status(premises: &Premises<'_>) -> Remedy {
    let own = premises.own;
    if own.is_some_and(|row| row.phase == Phase::Rejected) {
        return Remedy::none(Class::Nobody);
    }
    let reaches = own.and_then(|row| premises.policy.lifecycle().reached_from(row));
    if premises.stage == Stage::Completion && reaches.is_some() {
        return Remedy::by(Class::Holder, Cure::RequestClosing);
    }
    Remedy::by(Class::Provider, Cure::ChangeStatus)
}

/// Returns the remedy for restrictions: the holder lifts the holder's own, the provider lifts all others.
fn lifting(restrictions: Set<Restriction>) -> Remedy {
    let by_holder = restrictions == Set::only(Restriction::TradeSuspendedByUser);
    let class = if by_holder { Class::Holder } else { Class::Provider };
    Remedy::by(class, Cure::LiftRestriction)
}

fn of_withdrawals(may: May<'_>) -> Remedy {
    let cancelling = Set::only(Cure::Cancel).filter(may(Cure::Cancel).permits());
    Remedy { class: Class::Market, cures: cancelling.with(Cure::AwaitSettlement) }
}

/// Returns the remedy for a position. A position of unknown size can be on either side.
fn of_position(position: &Position, may: May<'_>) -> Remedy {
    match (position.may_be_long(), position.may_be_short()) {
        (true, true) => permitted(&[Cure::Sell, Cure::Cover, Cure::Liquidate, Cure::TransferOut], may),
        (_, false) => permitted(&[Cure::Sell, Cure::Liquidate, Cure::TransferOut], may),
        (false, true) => permitted(&[Cure::Cover, Cure::Liquidate, Cure::TransferOut], may),
    }
}

/// Returns the remedy for a fee: the holder pays a fee that is owed, unless the provider never collects one so small;
/// the provider pays out a rebate.
fn of_fee(fee: &Balance, premises: &Premises<'_>, may: May<'_>) -> Remedy {
    if !can_be_moved(fee) || is_never_collected(fee, premises) {
        return Remedy::by(Class::Provider, Cure::WriteOff);
    }
    if fee.amount.is_negative() {
        return Remedy::by(Class::Provider, Cure::PayOut);
    }
    permitted(&[Cure::SettleFees], may)
}

fn of_cash(balance: &Balance, premises: &Premises<'_>, may: May<'_>) -> Remedy {
    if settles(balance, premises) {
        return Remedy::by(Class::Market, Cure::AwaitSettlement);
    }
    if !can_be_moved(balance) {
        return Remedy::by(Class::Provider, Cure::WriteOff);
    }
    let cure = if balance.amount.is_negative() { Cure::Deposit } else { Cure::Withdraw };
    permitted(&[cure], may)
}

fn settles(balance: &Balance, premises: &Premises<'_>) -> bool {
    let components = &premises.policy.profile().components;
    let named = |name: &str| components.iter().find(|component| *component.name == *name);
    balance.component.as_deref().and_then(named).is_some_and(|component| component.settles)
}

/// Returns whether a payment can move the balance: no payment is smaller than the smallest unit of its currency.
fn can_be_moved(balance: &Balance) -> bool {
    let unit = balance.currency.smallest_unit();
    unit.is_none_or(|unit| !balance.amount.is_smaller_than(unit))
}

fn is_never_collected(fee: &Balance, premises: &Premises<'_>) -> bool {
    let Some(uncollected) = &premises.policy.profile().uncollected_fee else {
        return false;
    };
    let limit = fee.currency.smallest_unit().and_then(|unit: Amount| unit.times(uncollected.up_to));
    !fee.amount.is_negative() && limit.is_some_and(|limit| !limit.is_smaller_than(fee.amount))
}

impl Premises<'_> {
    /// Returns the permission for the activity behind a cure. Unknown restrictions forbid nothing here: the named cure
    /// works unless a known restriction or status forbids it.
    fn may(&self, cure: Cure) -> Permission {
        let known = Fact::Known(self.facts.known_restrictions(self.stale));
        let activity = cure.activity();
        activity
            .map_or(Permission::Permitted, |activity| permission(self.policy, self.state, &known, activity))
    }
}

/// Returns the holder's cures that are permitted; if none is, the remedy that lifts the restriction or changes the
/// status.
fn permitted(cures: &[Cure], may: May<'_>) -> Remedy {
    let permitted: Set<Cure> = cures.iter().copied().filter(|cure| may(*cure).permits()).collect();
    if !permitted.is_empty() {
        return Remedy { class: Class::Holder, cures: permitted };
    }
    let answers = || cures.iter().map(|cure| may(*cure));
    let restrictions = answers().find_map(|answer| match answer.denial()? {
        Denial::ByRestrictions(restrictions) => Some(*restrictions),
        Denial::UnknownStatus | Denial::NotOffered | Denial::ByStatus(_) | Denial::RestrictionsUnknown => {
            None
        }
    });
    match restrictions {
        Some(restrictions) => lifting(restrictions),
        // If no status offers any of the cures, nothing known to the profile helps.
        None if answers().all(|answer| answer.denial() == Some(&Denial::NotOffered)) => {
            Remedy::none(Class::Provider)
        }
        None => Remedy::by(Class::Provider, Cure::ChangeStatus),
    }
}
