//! What is found in the books, and the answers that follow from it whoever the provider is.
//!
//! What belongs here: the sentences that hold for every provider: unknown is not zero, a part is not all, what is too old
//! is unknown, everything is reported, in one order.
//! What never does: which provider looks for what.

use super::{Answered, Asked, Remembered};
use closeout::{
    Amount, Fact,
    facts::{Balance, Movement, Position},
    vocab::WireValue,
};
use jiff::civil::Date;

/// Meaning 3.5: the table of codes, from the headline down.
const PRECEDENCE: [&str; 18] = [
    "already_closed",
    "status_does_not_admit_closing",
    "reason_required",
    "account_restricted",
    "outstanding_withdrawals",
    "pending_transfers",
    "open_orders",
    "open_positions",
    "unsettled_trades",
    "expected_corporate_actions",
    "accounts_not_closed",
    "outstanding_fees",
    "liens",
    "cash_balance",
    "tax_year_end",
    "not_before",
    "notice_period",
    "cut_off",
];

/// What has been found so far.
pub(super) struct Found<'a> {
    asked: &'a Asked<'a>,
    /// The codes of what is in the way.
    pub(super) blockers: Vec<&'static str>,
    /// The names of facts that nobody has stated, or not all of them.
    pub(super) missing: Vec<&'static str>,
    /// Those of them that are stated, and too old.
    stale: Vec<&'static str>,
    /// Of everything on its way that is in the way, when it is expected.
    pub(super) expected: Vec<Option<Date>>,
    /// Something else is in the way, which does not pass by itself.
    pub(super) somebody_must_act: bool,
}

impl<'a> Found<'a> {
    pub(super) const fn nothing(asked: &'a Asked<'a>) -> Self {
        Self {
            asked,
            blockers: Vec::new(),
            missing: Vec::new(),
            stale: Vec::new(),
            expected: Vec::new(),
            somebody_must_act: false,
        }
    }

    pub(super) fn nothing_in_the_way(&self) -> bool {
        self.blockers.is_empty()
    }

    pub(super) fn nothing_missing(&self) -> bool {
        self.missing.is_empty()
    }

    /// Told by the status or the command, which are always known.
    pub(super) fn block_if(&mut self, is_so: bool, code: &'static str) {
        if is_so {
            self.blockers.push(code);
            self.somebody_must_act = true;
        }
    }

    /// Meaning 3.3: a rule whose fact is unknown yields a missing fact.
    pub(super) fn miss(&mut self, fact: &'static str) {
        self.missing.push(fact);
    }

    /// Meaning 3.1: what a status means that nobody documents is a fact that nobody knows; of a documented one it is said
    /// whether it admits closing.
    pub(super) fn look_at_status(&mut self, admits: bool) {
        if self.asked.is_documented() {
            self.block_if(!admits, "status_does_not_admit_closing");
        } else {
            self.miss("status");
        }
    }

    /// Meaning 3.3: what has been said of a fact. Where there may be more it is missing, whatever it says; where it is too
    /// old it counts as unknown, and is stale.
    pub(super) fn hear<'f, T>(&mut self, name: &'static str, fact: &'f Fact<T>) -> Option<&'f T> {
        let stated = fact.stated();
        let is_stale = stated.is_some() && self.asked.is_too_old(name);
        if is_stale {
            self.stale.push(name);
        }
        if is_stale || !matches!(fact, Fact::Known(_)) {
            self.miss(name);
        }
        stated.filter(|_| !is_stale)
    }

    /// In the way if one item counts.
    pub(super) fn look_at<T>(
        &mut self,
        (fact, code): (&'static str, &'static str),
        items: &Fact<Vec<T>>,
        counts: impl Fn(&T) -> bool,
    ) {
        if let Some(items) = self.hear(fact, items) {
            self.block_if(items.iter().any(counts), code);
        }
    }

    /// Meaning 3.5: something on its way is waited for; that it is listed is what counts (meaning 3.3: whatever its
    /// amount).
    pub(super) fn look_at_movements(&mut self, name: &'static str, movements: &Fact<Vec<Movement>>) {
        self.wait_for(name, movements, |_| true);
    }

    /// Meaning 3.3: a withdrawal or a transfer of nothing is none, and its date bounds nothing.
    pub(super) fn look_at_payments(&mut self, name: &'static str, payments: &Fact<Vec<Movement>>) {
        self.wait_for(name, payments, moves_something);
    }

    fn wait_for(
        &mut self,
        name: &'static str,
        movements: &Fact<Vec<Movement>>,
        counts: impl Fn(&Movement) -> bool,
    ) {
        let Some(movements) = self.hear(name, movements) else { return };
        let counting: Vec<_> = movements.iter().filter(|movement| counts(movement)).collect();
        if !counting.is_empty() {
            self.blockers.push(name);
            self.expected.extend(counting.iter().map(|movement| movement.expected_on));
        }
    }

    pub(super) fn look_at_positions(&mut self, positions: &Fact<Vec<Position>>) {
        self.look_at(("positions", "open_positions"), positions, is_open);
    }

    /// Meaning 3.3: per currency and never added, so each one has to be zero.
    pub(super) fn look_at_balances(
        &mut self,
        names: (&'static str, &'static str),
        balances: &Fact<Vec<Balance>>,
    ) {
        self.look_at(names, balances, is_outstanding);
    }

    fn in_order(mut self) -> Self {
        self.blockers.sort_by_key(|code| PRECEDENCE.iter().position(|other| other == code));
        self.blockers.dedup();
        self.missing.sort_unstable();
        self.stale.sort_unstable();
        self
    }

    /// Meaning 3.3 and 3.4 for a request: what is in the way refuses; else what is unknown leaves it open; else the
    /// event is all that is left. Contract: what is missing is named beside what refuses.
    pub(super) fn admit(self, event: &'static str, after: WireValue) -> Answered {
        match (self.nothing_in_the_way(), self.nothing_missing()) {
            (false, _) => self.conclude("refused", &[]),
            (true, false) => self.conclude("undetermined", &[]),
            (true, true) => self.permit(&[event], after),
        }
    }

    /// Meaning 3.7: without a gate, closing takes effect when it is called for.
    pub(super) fn permit(self, events: &[&'static str], after: WireValue) -> Answered {
        let now = self.asked.now;
        let permitted = self.conclude("permitted", events);
        let effective_at = events.contains(&"closed").then_some(now);
        Answered { status: after, effective_at, ..permitted }
    }

    pub(super) fn conclude(self, verdict: &'static str, events: &[&'static str]) -> Answered {
        let found = self.in_order();
        Answered {
            verdict,
            status: found.asked.status.clone(),
            blockers: found.blockers,
            missing: found.missing,
            stale: found.stale,
            unread: Vec::new(),
            earliest: None,
            firm: None,
            ahead: None,
            events: events.to_vec(),
            effective_at: None,
            remembered: Remembered::default(),
        }
    }
}

impl Asked<'_> {
    /// Contract, what stops early: refused for this alone, whatever else might be said.
    pub(super) fn refused_for(&self, code: &'static str) -> Answered {
        let mut alone = Found::nothing(self);
        alone.blockers.push(code);
        alone.conclude("refused", &[])
    }

    /// Contract, what stops early: `advance` on what is not closing; on a status that nobody documents, which might be,
    /// nothing can be said but that.
    pub(super) fn not_closing(&self) -> Answered {
        if self.is_documented() {
            return self.refused_for("status_does_not_admit_closing");
        }
        let mut alone = Found::nothing(self);
        alone.miss("status");
        alone.conclude("undetermined", &[])
    }

    /// Contract, what stops early: asking again is answered with this alone.
    pub(super) fn no_op(&self) -> Answered {
        Found::nothing(self).conclude("no_op", &[])
    }
}

/// Meaning 3.3: a quantity of zero is no position; a negative one is, and so is one of unknown size.
pub(super) fn is_open(position: &Position) -> bool {
    position.quantity.is_none_or(|quantity| !is_zero(quantity))
}

pub(super) fn is_outstanding(balance: &Balance) -> bool {
    !is_zero(balance.amount)
}

/// Meaning 3.3: one whose stated amount is zero moves nothing; one without an amount does.
pub(super) fn moves_something(movement: &Movement) -> bool {
    movement.amount.is_none_or(|amount| !is_zero(amount))
}

/// Meaning 3.3: zero is zero at every scale and sign, so no digit of it is another one.
fn is_zero(amount: Amount) -> bool {
    !amount.to_string().contains(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
}
