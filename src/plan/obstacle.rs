//! The obstacles to clear, their order, and the consequences of clearing them.

use super::actor::Actor;
use super::contents::{Contents, Signs};
use super::route::closes_in_two_steps;
use crate::blocker::{Blocker, Code, Cure, Movements, Side};
use crate::facts::FactName;
use crate::policy::Policy;
use crate::profile::Stage;
use crate::vocab::Set;
use alloc::vec::Vec;
use jiff::civil::Date;

/// The causes that can hold positions or cash, and so have to be over before these are moved.
const HOLDERS: &[Code] = &[Code::OutstandingWithdrawals, Code::PendingTransfers, Code::OpenOrders];

/// A cause that is present, or will be.
#[derive(Clone, Debug)]
pub(super) struct Obstacle {
    pub(super) key: Key,
    pub(super) cures: Set<Cure>,
    pub(super) actor: Actor,
    /// The side of the positions, if there are both.
    pub(super) side: Option<Side>,
    /// The last expected day of its items, among the days that have not begun.
    pub(super) expected_on: Option<Date>,
    /// True if the cause clears itself on days that are known and still to come.
    pub(super) is_dated: bool,
    /// True if the expected day of an item has begun and the item is still there.
    pub(super) is_overdue: bool,
    /// True if a rule asks for the cause; false if it is there because it holds contents that have to be moved.
    pub(super) is_asked_for: bool,
}

/// The identity of an obstacle: its cause, the stage at which it matters, and its part. Obstacles are compared and
/// ordered by their keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) code: Code,
    pub(super) stage: Stage,
    pub(super) part: Part,
}

/// A part of the contents that one code names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Short positions.
    Short,
    /// The rest of the cause, after the parts above.
    Rest,
    /// A cause that another step brings about.
    ToCome,
}

impl Obstacle {
    /// Returns the obstacles of a blocker, with the cures that they would have if nothing forbade them: one, or two if
    /// there are short and long positions.
    pub(super) fn of(blocker: &Blocker<'_>, stage: Stage) -> Vec<Self> {
        let signs = Signs::of_positions(blocker.evidence);
        let (code, cures, actor) = (blocker.code, blocker.cures(), blocker.class().into());
        let whole = Self::there(code, stage, cures, actor).expected(blocker.evidence.movements());
        let key = Key { part: Part::Short, ..whole.key };
        match (signs.positive, signs.negative) {
            (true, true) => {
                let side = |side, key, other| Self {
                    key,
                    side: Some(side),
                    cures: cures.without(other),
                    ..whole.clone()
                };
                Vec::from([side(Side::Short, key, Cure::Sell), side(Side::Long, whole.key, Cure::Cover)])
            }
            (false, true) => Vec::from([Self { key, ..whole }]),
            (true | false, false) => Vec::from([whole]),
        }
    }

    /// Returns an obstacle that is present, without further details.
    pub(super) fn there(code: Code, stage: Stage, cures: Set<Cure>, actor: Actor) -> Self {
        Self {
            key: Key { code, stage, part: Part::Rest },
            cures,
            actor,
            side: None,
            expected_on: None,
            is_dated: false,
            is_overdue: false,
            is_asked_for: true,
        }
    }

    /// Returns an obstacle that another brings about. Incoming cash is paid out; [`balance_out`] adds further needs.
    pub(super) fn to_come(code: Code, stage: Stage) -> Self {
        let cures: Set<Cure> = code.cures().iter().copied().collect();
        let cures = cures.without(Cure::Deposit).without(Cure::Cover);
        let there = Self::there(code, stage, cures, code.class().into());
        Self { key: Key { part: Part::ToCome, ..there.key }, ..there }
    }

    /// Returns the obstacle with the expected days of its items. A day that has begun gives no information.
    fn expected(self, movements: Option<Movements<'_>>) -> Self {
        let Some(movements) = movements else { return self };
        Self {
            expected_on: movements.last_expected(),
            is_dated: movements.iter().all(|movement| movements.expects(movement)),
            is_overdue: movements.iter().any(|movement| movements.is_overdue(movement)),
            ..self
        }
    }

    /// Says whether clearing it moves it elsewhere: cash is moved, unless all of it is written off or settles by
    /// itself.
    fn is_moved(&self) -> bool {
        let is_paid = self.cures.contains(Cure::Withdraw) || self.cures.contains(Cure::Deposit);
        self.key.code != Code::CashBalance || is_paid
    }

    /// Says whether clearing it brings money in.
    pub(super) fn pays_in(&self) -> bool {
        let Key { code, part, .. } = self.key;
        let may_arrive = matches!(code, Code::PendingTransfers | Code::OutstandingWithdrawals);
        let sells =
            matches!(code, Code::UnsettledTrades | Code::ExpectedCorporateActions | Code::OpenPositions);
        sells && part != Part::Short || may_arrive && part == Part::Rest
    }

    /// Says whether clearing it takes money.
    pub(super) fn costs(&self) -> bool {
        self.key.part == Part::Short
    }
}

/// Returns the causes that clearing a cause can bring about, in the same account or in its group: a sale has to settle
/// and leaves cash; paying cash out is a withdrawal and a transfer until it has arrived.
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

/// Says whether clearing one comes before clearing another. An obstacle of the request does not wait for one that only
/// completion needs cleared.
pub(super) fn goes_before(first: Key, then: Key) -> bool {
    let is_too_late = (first.stage, then.stage) == (Stage::Completion, Stage::Admission);
    if is_too_late || first.code == then.code {
        return !is_too_late && (first.part, then.part) == (Part::Short, Part::Rest);
    }
    // An existing withdrawal does not come from the cash that is still to be paid out, and a withdrawal that does come
    // from it does not hold it.
    let is_brought_about = then.part == Part::ToCome || then.code == Code::CashBalance;
    first.code == Code::AccountRestricted
        || first.part != Part::ToCome && affects(first.code, then.code)
        || is_brought_about && leads_to(first.code, then.code)
}

/// Says whether clearing one changes how another has to be cleared, without bringing it about: because it holds the
/// other, or takes from the same money.
fn affects(first: Code, then: Code) -> bool {
    holds(first, then) || (first, then) == (Code::OutstandingFees, Code::CashBalance)
}

/// Says whether one holds the other: an order holds the contents that it will sell or pay with, a transfer those that
/// it takes along, a withdrawal the money.
fn holds(holder: Code, held: Code) -> bool {
    matches!(
        (holder, held),
        (Code::OpenOrders | Code::PendingTransfers, Code::OpenPositions | Code::CashBalance)
            | (Code::OutstandingWithdrawals, Code::CashBalance)
    )
}

/// Says whether a fact is found out before this is cleared: because it shows how much there is of it, or of something
/// that could hold it.
pub(super) fn is_known_before(fact: FactName, held: Code) -> bool {
    held.fact() == Some(fact)
        || HOLDERS.iter().any(|holder| holder.fact() == Some(fact) && holds(*holder, held))
}

/// Says whether clearing it in an account changes the cash of its group.
pub(super) fn changes_cash_of_group(code: Code) -> bool {
    code == Code::AccountRestricted || affects(code, Code::CashBalance) || leads_to(code, Code::CashBalance)
}

/// Says whether clearing one brings the other about, directly or indirectly.
pub(super) fn leads_to(first: Code, then: Code) -> bool {
    brings_about(first).iter().any(|next| *next == then || leads_to(*next, then))
}

/// Adds the known causes that hold contents to be moved, and that no rule asks for.
pub(super) fn add_what_holds(obstacles: &mut Vec<Obstacle>, contents: Contents<'_>) {
    for holder in HOLDERS.iter().copied().filter(|holder| contents.has(*holder)) {
        let is_named =
            obstacles.iter().any(|obstacle| obstacle.key.code == holder && obstacle.key.part != Part::ToCome);
        let is_held = |obstacle: &&Obstacle| holds(holder, obstacle.key.code) && obstacle.is_moved();
        // An obstacle of the request waits only for other obstacles of the request.
        let stage = obstacles.iter().filter(is_held).map(|obstacle| obstacle.key.stage).min();
        let Some(stage) = stage.filter(|_| !is_named) else {
            continue;
        };
        let obstacle = Obstacle::there(holder, stage, contents.cures(holder), holder.class().into());
        let obstacle = obstacle.expected(contents.movements(holder));
        obstacles.push(Obstacle { is_asked_for: false, ..obstacle });
    }
}

/// Adds the causes that clearing these will bring about, as far as the policy looks for them then: a cause that only a
/// request looks for does not matter to a closing that has been requested. Cash is always the same cause; any other
/// cause already present is a separate one.
pub(super) fn add_what_follows(obstacles: &mut Vec<Obstacle>, policy: &Policy) {
    let at_the_end = if closes_in_two_steps(policy) { Stage::Completion } else { Stage::Admission };
    let mut place = 0;
    while let Some(obstacle) = obstacles.get(place) {
        for next in if obstacle.is_moved() { brings_about(obstacle.key.code) } else { &[] } {
            let is_same =
                |key: Key| key.code == *next && (key.part == Part::ToCome || *next == Code::CashBalance);
            let is_known = obstacles.iter().any(|obstacle| is_same(obstacle.key));
            if !is_known && policy.conditions(at_the_end).contains(*next) {
                obstacles.push(Obstacle::to_come(*next, at_the_end));
            }
        }
        place = place.saturating_add(1);
    }
}

/// Adds the further needs of cash once everything else is cleared: incoming cash can be more than a debit, and buying
/// back can cost more than there is.
pub(super) fn balance_out(obstacles: &mut [Obstacle], pays_in: bool, costs: bool) {
    let pays_in = pays_in || obstacles.iter().any(Obstacle::pays_in);
    let costs = costs || obstacles.iter().any(Obstacle::costs);
    for obstacle in obstacles.iter_mut().filter(|obstacle| obstacle.key.code == Code::CashBalance) {
        obstacle.cures = obstacle.cures.with_if(Cure::Withdraw, pays_in).with_if(Cure::Deposit, costs);
        if pays_in || costs {
            obstacle.actor = Actor::Holder;
        }
    }
}
