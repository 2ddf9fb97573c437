//! A world in which steps are carried out: what is sold leaves cash and has to settle, what is paid out is on its way.
//!
//! What belongs here: consequences, stated here and not taken from the planner.
//! What never does: a plan.

use super::Group;
use crate::strategies::Case;
use crate::support::{balance, movement};
use closeout::{
    Act, Code, Command, Country, Fact, FactName, Facts, Member, Move, Permission, Phase, Plan, Policy,
    PolicyOptions, Reason, Residences, Set, State, Status, Verdict, decide, permission,
};
use jiff::Timestamp;

#[derive(Clone, Debug)]
struct One {
    policy: Policy,
    state: State,
    facts: Facts,
    reason: Option<Reason>,
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
        let (policy, state, facts) = (case.policy.clone(), case.state.clone(), case.facts.clone());
        Self { subject: One { policy, state, facts, reason }, accounts: Vec::new(), has_accounts: false }
    }

    pub(super) fn of_group(group: &Group) -> Self {
        let one = |policy: &Policy, state: &State, facts: &Facts| One {
            policy: policy.clone(),
            state: state.clone(),
            facts: facts.clone(),
            reason: None,
        };
        let account = |(state, facts): &(State, Facts)| one(&group.policies.1, state, facts);
        Self {
            subject: one(&group.policies.0, &group.state, &group.facts),
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

    /// Each step when it can first be over; steps of the same instant as the plan has them.
    pub(super) fn follow(&mut self, plan: &Plan) {
        let mut order: Vec<usize> = (0..plan.steps.len()).collect();
        order.sort_by_key(|place| plan.steps[*place].earliest);
        for place in order {
            let step = &plan.steps[place];
            self.carry_out(step.account, step.act, step.earliest);
        }
    }

    fn carry_out(&mut self, account: Option<usize>, act: Act, now: Timestamp) {
        if self.has_accounts {
            self.see_accounts();
        }
        let one = account.map_or(&mut self.subject, |place| &mut self.accounts[place]);
        match act {
            Act::FindOut(fact) => one.find_out(fact),
            Act::Clear { code, .. } => {
                one.is_permitted(act);
                one.clear(code);
                self.have_consequences(account, code);
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

    fn have_consequences(&mut self, account: Option<usize>, code: Code) {
        let pays = ["open_positions", "unsettled_trades", "expected_corporate_actions", "liens"];
        let one = account.map_or(&mut self.subject, |place| &mut self.accounts[place]);
        if code.name() == "open_positions" {
            one.facts.unsettled_trades = Fact::one(movement(None));
        }
        if code.name() == "cash_balance" {
            one.facts.outstanding_withdrawals = Fact::one(movement(None));
            one.facts.pending_transfers = Fact::one(movement(None));
        }
        if pays.contains(&code.name()) {
            one.facts.cash = Fact::one(balance("1"));
            self.subject.facts.cash = Fact::one(balance("1"));
        }
    }
}

impl One {
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

    fn clear(&mut self, code: Code) {
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
