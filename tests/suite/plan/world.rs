//! A world in which steps are carried out: what is sold leaves cash and has to settle, what is paid out is on its way,
//! and what is held by an order, a transfer or a withdrawal cannot be moved.
//!
//! What belongs here: consequences, stated here and not taken from the planner.
//! What never does: a plan.

use super::{Case, balance};
use closeout::{
    Code, Command, Country, Fact, Facts, Policy, Reason, Set, State, Status, Verdict,
    blocker::{Cure, Side},
    decide,
    facts::{Balance, FactName, Member, Movement, Position, ReadAt},
    lifecycle::{Move, Phase},
    permission,
    permission::Permission,
    plan,
    plan::{Act, Plan, PlanError, PlanRequest, PlanSubject, Settlement},
    policy::Residences,
};
use jiff::Timestamp;

fn settle<T: Clone>(fact: &mut Fact<Vec<T>>) {
    *fact = Fact::Known(fact.items().to_vec());
}

fn brings(moving: &mut Fact<Vec<Movement>>) {
    let brought = Movement { id: Some(BROUGHT_ABOUT.into()), ..Movement::default() };
    *moving = Fact::Known(moving.items().iter().cloned().chain([brought]).collect());
}

fn is_brought_about(moving: &Movement) -> bool {
    moving.id.as_deref() == Some(BROUGHT_ABOUT)
}

/// The id of what a step of a plan has brought about, such as the trade of a sale.
const BROUGHT_ABOUT: &str = "brought about";

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

/// A group and its accounts, each with its own state and facts.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) policies: (Policy, Policy),
    pub(super) state: State,
    pub(super) facts: Facts,
    pub(super) accounts: Vec<(State, Facts)>,
    pub(super) now: Timestamp,
}

impl Group {
    /// Returns the plan. It has a step for the reason, which the world of a group does not state.
    pub(super) fn plan(&self, settlements: &[Settlement]) -> Result<Plan, PlanError> {
        let (policy, of_accounts) = (&self.policies.0, &self.policies.1);
        let subject_of = |(state, facts)| PlanSubject { id: "a", policy: of_accounts, state, facts };
        let accounts: Vec<PlanSubject<'_>> =
            self.accounts.iter().map(|(state, facts)| subject_of((state, facts))).collect();
        let subject = PlanSubject { id: "g", policy, state: &self.state, facts: &self.facts };
        plan(&PlanRequest { subject, accounts: &accounts, reason: None, settlements, now: self.now })
    }
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
        let subject = subject.without_what_is_too_old(case.now).asked_once(case.now);
        Self { subject, accounts: Vec::new(), has_accounts: false }
    }

    pub(super) fn of_group(group: &Group) -> Self {
        let one = |policy: &Policy, state: &State, facts: &Facts| {
            One::new(policy, state, facts).without_what_is_too_old(group.now)
        };
        let account =
            |(state, facts): &(State, Facts)| one(&group.policies.1, state, facts).asked_once(group.now);
        let mut world = Self {
            subject: one(&group.policies.0, &group.state, &group.facts),
            accounts: group.accounts.iter().map(account).collect(),
            has_accounts: !group.accounts.is_empty(),
        };
        if world.has_accounts {
            world.see_accounts();
        }
        Self { subject: world.subject.asked_once(group.now), ..world }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.accounts.iter().chain([&self.subject]).all(|one| one.is_in(Phase::Closed))
    }

    pub(super) fn closed_by(&self, instant: Timestamp) -> bool {
        self.subject.state.closed_at.is_none_or(|closed| closed <= instant)
    }

    /// Returns whether asking at this instant would close the subject as it stands.
    pub(super) fn would_close(&self, instant: Timestamp) -> bool {
        let One { policy, state, facts, .. } = &self.subject;
        let mut facts = facts.clone();
        facts.as_of = ReadAt::all(instant);
        let decision = decide(policy, state, &facts, &Command::Advance, instant);
        decision.is_ok_and(|decision| decision.effective_at().is_some())
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
            Act::Clear { code, cures, side, to_come } => {
                one.is_permitted(act);
                let is_paid = cures.contains(Cure::Withdraw) || cures.contains(Cure::Deposit);
                // What is written off, or settles by itself, is not moved.
                let is_moved = code != Code::CashBalance || is_paid;
                if is_moved {
                    one.nothing_holds(code);
                }
                one.can_be_moved(code, cures, side);
                let buys_back = one.buys_back(code, side);
                one.clear(code, side, to_come);
                if is_moved {
                    self.have_consequences(account, code, buys_back);
                }
            }
            Act::Move(on) => one.moves(on),
            Act::Request => one.request(now),
            Act::Record | Act::Complete => one.advance(now),
            Act::Await(_) | _ => {}
        }
    }

    fn see_accounts(&mut self) {
        let member = |one: &One| Member::new("a", one.state.status.word().clone());
        self.subject.facts.accounts = Fact::Known(self.accounts.iter().map(member).collect());
    }

    /// What its accounts sell can pay the debit of their group, so nothing is deposited, or withdrawn, before.
    fn nothing_is_left_to_sell(&self) {
        let is_open = |one: &&One| !one.is_in(Phase::Closed);
        for one in self.accounts.iter().filter(is_open) {
            assert_eq!(one.open_positions().count(), 0, "sold too late: {:?}", one.facts);
        }
    }

    fn have_consequences(&mut self, account: Option<usize>, code: Code, buys_back: bool) {
        let has_accounts = account.is_some();
        let one = account.map_or(&mut self.subject, |place| &mut self.accounts[place]);
        if code.name() == "open_positions" {
            brings(&mut one.facts.unsettled_trades);
        }
        if code.name() == "cash_balance" {
            brings(&mut one.facts.outstanding_withdrawals);
            brings(&mut one.facts.pending_transfers);
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

    /// The plan begins with the answer of now, and whoever asks keeps it: a clearance that is recorded beside what is
    /// still there is lost.
    fn asked_once(mut self, now: Timestamp) -> Self {
        self.facts.as_of = ReadAt::all(now);
        let decision = decide(&self.policy, &self.state, &self.facts, &Command::Advance, now);
        let waits = decision.ok().filter(|decision| decision.verdict() == Verdict::Waiting);
        if let Some(next) = waits.map(|decision| decision.state().clone()) {
            self.state = next;
        }
        self
    }

    /// What is older than the policy takes is as good as unknown; everything is read again before each question.
    fn without_what_is_too_old(mut self, now: Timestamp) -> Self {
        let (max_age, read_at) = (self.policy.max_age().clone(), self.facts.as_of.clone());
        let is_too_old = |fact: &FactName| {
            let is_older = |age| read_at.of(*fact).is_none_or(|read| now.duration_since(read) > age);
            max_age.of(*fact).is_some_and(is_older)
        };
        for fact in FactName::ALL.iter().filter(|fact| is_too_old(fact)) {
            self.forget(*fact);
        }
        self
    }

    fn forget(&mut self, fact: FactName) {
        let facts = &mut self.facts;
        match fact.name() {
            "accounts" => facts.accounts = Fact::Unknown,
            "cash" => facts.cash = Fact::Unknown,
            "expected_corporate_actions" => facts.expected_corporate_actions = Fact::Unknown,
            "fees" => facts.fees = Fact::Unknown,
            "liens" => facts.liens = Fact::Unknown,
            "open_orders" => facts.open_orders = Fact::Unknown,
            "outstanding_withdrawals" => facts.outstanding_withdrawals = Fact::Unknown,
            "pending_transfers" => facts.pending_transfers = Fact::Unknown,
            "positions" => facts.positions = Fact::Unknown,
            "restrictions" => facts.restrictions = Fact::Unknown,
            "unsettled_trades" => facts.unsettled_trades = Fact::Unknown,
            _ => {}
        }
    }

    /// The cash that is stated, with zero in each component, as the provider states it.
    fn every_component(&self) -> Vec<Balance> {
        let nothing = self.policy.profile().nothing_held().cash;
        let stated = self.facts.cash.items();
        if stated.is_empty() {
            return nothing.items().to_vec();
        }
        let in_each = |stated: &Balance| {
            let zero = |zero: &Balance| Balance { currency: stated.currency, ..zero.clone() };
            nothing.items().iter().map(zero).chain([stated.clone()]).collect::<Vec<_>>()
        };
        stated.iter().flat_map(in_each).collect()
    }

    /// As the policy sees it, whoever has read the status.
    fn is_in(&self, phase: Phase) -> bool {
        self.policy.lifecycle().own(&self.state.status).is_some_and(|row| row.phase == phase)
    }

    /// Every component is stated, and one of them is not zero.
    fn has_cash(&mut self, spent: bool, earned: bool) {
        let nothing = self.policy.profile().nothing_held().cash;
        let amount = balance(if spent { "-1" } else { "1" });
        let component = self.policy.profile().components.first().map(|component| (&*component.name).into());
        let cash = Balance { component, ..amount };
        self.facts.cash = Fact::Known(nothing.items().iter().cloned().chain([cash]).collect());
        self.spent |= spent;
        self.earned |= earned;
    }

    fn open_positions(&self) -> impl Iterator<Item = &Position> {
        self.facts.positions.items().iter().filter(|position| position.is_open())
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
        let moving =
            |fact: &Fact<Vec<Movement>>| fact.items().iter().filter(|each| each.moves_anything()).count();
        let (withdrawals, transfers) = (&facts.outstanding_withdrawals, &facts.pending_transfers);
        let orders = (Code::OpenOrders, facts.open_orders.is_known(), facts.open_orders.items().len());
        let transfers = (Code::PendingTransfers, transfers.is_known(), moving(transfers));
        let withdrawals = (Code::OutstandingWithdrawals, withdrawals.is_known(), moving(withdrawals));
        let holders = match code.name() {
            "open_positions" => vec![orders, transfers],
            "cash_balance" => vec![orders, transfers, withdrawals],
            _ => vec![],
        };
        let asked = self.asks_for();
        for (holder, is_known, items) in holders {
            assert!(is_known || !asked.contains(holder), "{holder} may hold {code}: {facts:?}");
            assert_eq!(items, 0, "{holder} holds {code}: {facts:?}");
        }
    }

    /// What is looked for until it is closed.
    fn asks_for(&self) -> Set<Code> {
        let is_closing = self.is_in(Phase::Closing);
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
        self.state = State::new(Status::known(self.policy.lifecycle().status_in(Phase::Closed).unwrap()));
    }

    /// What is known in part is all that there is, and what is unknown is found to be none.
    fn find_out(&mut self, fact: FactName) {
        let cash = self.every_component();
        let facts = &mut self.facts;
        match fact.name() {
            "accounts" => settle(&mut facts.accounts),
            "cash" => facts.cash = Fact::Known(cash),
            "expected_corporate_actions" => settle(&mut facts.expected_corporate_actions),
            "fees" => settle(&mut facts.fees),
            "liens" => settle(&mut facts.liens),
            "open_orders" => settle(&mut facts.open_orders),
            "outstanding_withdrawals" => settle(&mut facts.outstanding_withdrawals),
            "pending_transfers" => settle(&mut facts.pending_transfers),
            "positions" => settle(&mut facts.positions),
            "restrictions" => {
                facts.restrictions = Fact::Known(facts.restrictions.stated().copied().unwrap_or_default());
            }
            "unsettled_trades" => settle(&mut facts.unsettled_trades),
            _ => {
                let german = || Residences::new([Country::DE]).unwrap();
                let stated = self.policy.options().residences.stated();
                let residences = Fact::Known(stated.cloned().unwrap_or_else(german));
                let options = self.policy.options().clone().with_residences(residences);
                self.policy = self.policy.clone().with_options(options);
            }
        }
    }

    /// Each activity that the plan offers is permitted at the time.
    fn is_permitted(&self, act: Act) {
        let restrictions = Fact::Known(self.facts.restrictions.stated().copied().unwrap_or_default());
        for activity in act.activities() {
            let permission = permission(&self.policy, &self.state, &restrictions, activity);
            assert!(!matches!(permission, Permission::Denied(_)), "{act:?}: {activity}: {permission:?}");
        }
    }

    fn clear(&mut self, code: Code, side: Option<Side>, to_come: bool) {
        if let Some(moving) = self.moving(code) {
            let left = moving.items().iter().filter(|each| is_brought_about(each) != to_come);
            *moving = Fact::Known(left.cloned().collect());
            return;
        }
        if let (Some(Side::Short), Fact::Known(positions) | Fact::Part(positions)) =
            (side, &mut self.facts.positions)
        {
            positions.retain(|position| !position.may_be_short());
            return;
        }
        let command = Command::RequestClosure { reason: self.reason.clone() };
        let (policy, state, facts) = (self.policy.clone(), self.state.clone(), self.facts.clone());
        let case = Case { policy, state, facts, command, now: Timestamp::UNIX_EPOCH }.cleared_of(code);
        self.reason = case.command.reason().cloned();
        (self.state, self.facts) = (case.state, case.facts);
    }

    /// What is on its way of this kind. What a step has brought about is over by itself, whenever the rest is.
    fn moving(&mut self, code: Code) -> Option<&mut Fact<Vec<Movement>>> {
        match code.name() {
            "unsettled_trades" => Some(&mut self.facts.unsettled_trades),
            "outstanding_withdrawals" => Some(&mut self.facts.outstanding_withdrawals),
            "pending_transfers" => Some(&mut self.facts.pending_transfers),
            _ => None,
        }
    }

    fn moves(&mut self, on: Move) {
        let row = self.policy.lifecycle().step(&self.state.status, on).unwrap();
        self.state = State::new(Status::known(row));
    }

    fn request(&mut self, now: Timestamp) {
        self.facts.as_of = ReadAt::all(now);
        let command = Command::RequestClosure { reason: self.reason.clone() };
        let decision = decide(&self.policy, &self.state, &self.facts, &command, now).unwrap();
        assert_eq!(decision.verdict(), Verdict::Permitted, "{self:?}");
        let next = decision.state().clone();
        self.state = next;
    }

    fn advance(&mut self, now: Timestamp) {
        self.facts.as_of = ReadAt::all(now);
        let decision = decide(&self.policy, &self.state, &self.facts, &Command::Advance, now).unwrap();
        let next = decision.state().clone();
        self.state = next;
    }
}
