//! A world in which steps are carried out: what is sold leaves cash and has to settle, what is paid out is on its way,
//! and what is held by an order, a transfer or a withdrawal cannot be moved.
//!
//! What belongs here: consequences, stated here and not taken from the planner.
//! What never does: a plan.

use super::Group;
use crate::strategies::Case;
use crate::support::{balance, movement};
use closeout::{
    Act, Code, Command, Country, Cure, Fact, FactName, Facts, Member, Move, Permission, Phase, Plan, Policy,
    PolicyOptions, Position, Reason, Residences, Set, Side, State, Status, Verdict, decide, permission,
};
use jiff::Timestamp;

#[derive(Clone, Debug)]
struct One {
    policy: Policy,
    state: State,
    facts: Facts,
    reason: Option<Reason>,
    /// Whether something has brought money in, and whether something has taken it.
    earned: bool,
    spent: bool,
}

#[derive(Clone, Debug)]
pub(super) struct World {
    subject: One,
    accounts: Vec<One>,
    has_accounts: bool,
}

impl World {
    pub(super) fn of_case(case: &Case) -> Self {
        let reason = case.command.reason().cloned();
        let subject = One { reason, ..One::new(&case.policy, &case.state, &case.facts) };
        Self { subject, accounts: Vec::new(), has_accounts: false }
    }

    pub(super) fn of_group(group: &Group) -> Self {
        let account = |(state, facts): &(State, Facts)| One::new(&group.policies.1, state, facts);
        Self {
            subject: One::new(&group.policies.0, &group.state, &group.facts),
            accounts: group.accounts.iter().map(account).collect(),
            has_accounts: !group.accounts.is_empty(),
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.accounts.iter().chain([&self.subject]).all(|one| one.state.is_in(Phase::Closed))
    }

    pub(super) fn closed_by(&self, instant: Timestamp) -> bool {
        self.subject.state.closed_at.is_none_or(|closed| closed <= instant)
    }

    /// Each step when it can first be over; of those that can be over at one instant, and do not wait for each other,
    /// the first or the last of the plan comes first. They can be done side by side, so either must do.
    pub(super) fn follow(&mut self, plan: &Plan, last_first: bool) {
        let mut left: Vec<usize> = (0..plan.steps.len()).collect();
        while !left.is_empty() {
            let waits = |place: &usize| plan.steps[*place].after.iter().any(|before| left.contains(before));
            let rank = |place: &usize| if last_first { plan.steps.len() - place } else { *place };
            let free = left.iter().copied().filter(|place| !waits(place));
            let next = free.min_by_key(|place| (plan.steps[*place].earliest, rank(place))).unwrap();
            left.retain(|place| *place != next);
            let step = &plan.steps[next];
            self.carry_out(step.account, step.act, step.earliest);
        }
    }

    fn carry_out(&mut self, account: Option<usize>, act: Act, now: Timestamp) {
        if self.has_accounts {
            self.see_accounts();
        }
        if act.clears() == Some(Code::CashBalance) && account.is_none() {
            self.nothing_is_left_to_sell();
        }
        let one = account.map_or(&mut self.subject, |place| &mut self.accounts[place]);
        match act {
            Act::FindOut(fact) => one.find_out(fact),
            Act::FindOutStatus => one.find_closed(),
            Act::Clear { code, cures, side, .. } => {
                one.is_permitted(act);
                one.nothing_holds(code);
                one.can_be_moved(code, cures, side);
                let buys_back = one.buys_back(code, side);
                one.clear(code, side);
                self.have_consequences(account, code, buys_back);
            }
            Act::Move(on) => one.moves(on),
            Act::Request => one.request(now),
            Act::Record | Act::Complete => one.advance(now),
            Act::Await(_) | _ => {}
        }
    }

    fn see_accounts(&mut self) {
        let member = |one: &One| Member::new("a", one.state.status.wire_value());
        self.subject.facts.accounts = Fact::Known(self.accounts.iter().map(member).collect());
    }

    /// What its accounts sell can pay the debit of their group, so nothing is deposited, or withdrawn, before.
    fn nothing_is_left_to_sell(&self) {
        let is_open = |one: &&One| !one.state.is_in(Phase::Closed);
        for one in self.accounts.iter().filter(is_open) {
            assert_eq!(one.open_positions().count(), 0, "sold too late: {:?}", one.facts);
        }
    }

    fn have_consequences(&mut self, account: Option<usize>, code: Code, buys_back: bool) {
        let has_accounts = account.is_some();
        let one = account.map_or(&mut self.subject, |place| &mut self.accounts[place]);
        if code.name() == "open_positions" {
            one.facts.unsettled_trades = Fact::one(movement(None));
        }
        if code.name() == "cash_balance" {
            one.facts.outstanding_withdrawals = Fact::one(movement(None));
            one.facts.pending_transfers = Fact::one(movement(None));
        }
        if ["open_positions", "unsettled_trades", "expected_corporate_actions", "liens"]
            .contains(&code.name())
        {
            let earns = code.name() != "liens" && !buys_back;
            one.has_cash(buys_back, earns);
            if has_accounts {
                self.subject.has_cash(buys_back, earns);
            }
        }
    }
}

impl One {
    fn new(policy: &Policy, state: &State, facts: &Facts) -> Self {
        let (policy, state, facts) = (policy.clone(), state.clone(), facts.clone());
        Self { policy, state, facts, reason: None, earned: false, spent: false }
    }

    fn has_cash(&mut self, spent: bool, earned: bool) {
        self.facts.cash = Fact::one(balance(if spent { "-1" } else { "1" }));
        self.spent |= spent;
        self.earned |= earned;
    }

    fn open_positions(&self) -> impl Iterator<Item = &Position> {
        self.facts.positions.known().into_iter().flatten().filter(|position| position.is_open())
    }

    /// Whether what is cleared is owed, and nothing that is held.
    fn buys_back(&self, code: Code, side: Option<Side>) -> bool {
        let owes = self.open_positions().all(Position::may_be_short);
        code == Code::OpenPositions && (side == Some(Side::Short) || owes)
    }

    /// An order holds what it is to sell and the money for what it is to buy, a transfer what it takes along, a
    /// withdrawal the money. What could hold it, and has to be known for a closing, is known by now.
    fn nothing_holds(&self, code: Code) {
        let facts = &self.facts;
        let orders = (Code::OpenOrders, facts.open_orders.known().map(Vec::len));
        let transfers = (Code::PendingTransfers, facts.pending_transfers.known().map(Vec::len));
        let withdrawals = (Code::OutstandingWithdrawals, facts.outstanding_withdrawals.known().map(Vec::len));
        let holders = match code.name() {
            "open_positions" => vec![orders, transfers],
            "cash_balance" => vec![orders, transfers, withdrawals],
            _ => vec![],
        };
        let asked = self.asks_for();
        for (holder, items) in holders {
            let is_unknown = items.is_none() && asked.contains(holder);
            assert!(!is_unknown && items.is_none_or(|items| items == 0), "{holder} holds {code}: {facts:?}");
        }
    }

    /// What is looked for until it is closed.
    fn asks_for(&self) -> Set<Code> {
        let is_closing = self.state.is_in(Phase::Closing);
        self.policy.completion().union(self.policy.admission().filter(!is_closing))
    }

    /// Short positions are bought back before long ones are sold, a debit is not paid before what could pay it is sold,
    /// and cash goes the way that its sign says by then.
    fn can_be_moved(&self, code: Code, cures: Set<Cure>, side: Option<Side>) {
        let signs = || self.open_positions().map(Position::may_be_short);
        if code == Code::OpenPositions && side != Some(Side::Short) {
            assert!(signs().all(|short| short) || signs().all(|short| !short), "sold before bought back");
            assert!(side.is_none() || signs().all(|short| !short), "sold before bought back");
        }
        if code == Code::CashBalance {
            // A policy that asks for none does not have any sold.
            let sells = self.asks_for().contains(Code::OpenPositions);
            let signs = || signs().filter(|_| sells);
            assert_eq!(signs().count(), 0, "sold too late: {:?}", self.facts);
            assert!(!self.earned || cures.contains(Cure::Withdraw), "{cures:?}");
            assert!(!self.spent || cures.contains(Cure::Deposit), "{cures:?}");
        }
    }

    /// What nobody documents is found to be closed, as a plan goes on as if it were.
    fn find_closed(&mut self) {
        self.state = State::new(Status::Known(self.policy.lifecycle().status_in(Phase::Closed).unwrap()));
    }

    fn find_out(&mut self, fact: FactName) {
        let facts = &mut self.facts;
        match fact.name() {
            "accounts" => facts.accounts = Fact::none(),
            "cash" => facts.cash = Fact::none(),
            "expected_corporate_actions" => facts.expected_corporate_actions = Fact::none(),
            "fees" => facts.fees = Fact::none(),
            "liens" => facts.liens = Fact::none(),
            "open_orders" => facts.open_orders = Fact::none(),
            "outstanding_withdrawals" => facts.outstanding_withdrawals = Fact::none(),
            "pending_transfers" => facts.pending_transfers = Fact::none(),
            "positions" => facts.positions = Fact::none(),
            "restrictions" => facts.restrictions = Fact::Known(Set::EMPTY),
            "unsettled_trades" => facts.unsettled_trades = Fact::none(),
            _ => {
                let residences = Residences::new([Country::DE]).ok().into();
                let options = PolicyOptions { residences, ..self.policy.options().clone() };
                self.policy = self.policy.clone().with_options(options);
            }
        }
    }

    /// Each activity that the plan offers is permitted at the time.
    fn is_permitted(&self, act: Act) {
        let restrictions = Fact::Known(self.facts.restrictions.known().copied().unwrap_or_default());
        for activity in act.activities() {
            let permission = permission(&self.policy, &self.state, &restrictions, activity);
            assert!(!matches!(permission, Permission::Denied(_)), "{act:?}: {activity}: {permission:?}");
        }
    }

    fn clear(&mut self, code: Code, side: Option<Side>) {
        if let (Some(Side::Short), Fact::Known(positions)) = (side, &mut self.facts.positions) {
            positions.retain(|position| !position.may_be_short());
            return;
        }
        let command = Command::RequestClosure { reason: self.reason.clone() };
        let (policy, state, facts) = (self.policy.clone(), self.state.clone(), self.facts.clone());
        let case = Case { policy, state, facts, command, now: Timestamp::UNIX_EPOCH }.cleared_of(code);
        self.reason = case.command.reason().cloned();
        (self.state, self.facts) = (case.state, case.facts);
    }

    fn moves(&mut self, on: Move) {
        let row = self.policy.lifecycle().step(&self.state.status, on).unwrap();
        self.state = State::new(Status::Known(row));
    }

    fn request(&mut self, now: Timestamp) {
        let command = Command::RequestClosure { reason: self.reason.clone() };
        let decision = decide(&self.policy, &self.state, &self.facts, &command, now).unwrap();
        assert_eq!(decision.verdict(), Verdict::Permitted, "{self:?}");
        let next = decision.state().clone();
        self.state = next;
    }

    fn advance(&mut self, now: Timestamp) {
        let decision = decide(&self.policy, &self.state, &self.facts, &Command::Advance, now).unwrap();
        let next = decision.state().clone();
        self.state = next;
    }
}
