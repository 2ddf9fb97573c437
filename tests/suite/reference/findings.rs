//! What is found in the books, and the answers that follow from it whoever the provider is.
//!
//! What belongs here: the sentences that hold for every provider: unknown is not zero, everything is reported, in one
//! order.
//! What never does: which provider looks for what.

use super::london::start_of_day;
use super::{Answered, Asked, Remembered};
use closeout::{Amount, Balance, Fact, Movement, Position, WireValue};
use jiff::Timestamp;
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

/// Those that time alone clears.
const CLOCKS: [&str; 4] = ["tax_year_end", "not_before", "notice_period", "cut_off"];

/// What has been found so far.
#[derive(Default)]
pub(super) struct Found {
    /// The codes of what is in the way.
    pub(super) blockers: Vec<&'static str>,
    /// The names of facts that nobody has stated.
    pub(super) missing: Vec<&'static str>,
    /// Of everything on its way that is in the way, when it is expected.
    expected: Vec<Option<Date>>,
    /// Something else is in the way, which does not pass by itself.
    somebody_must_act: bool,
}

impl Found {
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

    /// In the way if one item counts.
    pub(super) fn look_at<T>(
        &mut self,
        (fact, code): (&'static str, &'static str),
        items: &Fact<Vec<T>>,
        counts: impl Fn(&T) -> bool,
    ) {
        match items {
            Fact::Unknown => self.miss(fact),
            Fact::Known(items) | Fact::Part(items) => self.block_if(items.iter().any(counts), code),
        }
    }

    /// Meaning 3.5: something on its way is waited for; that it is listed is what counts.
    pub(super) fn look_at_movements(&mut self, name: &'static str, movements: &Fact<Vec<Movement>>) {
        match movements {
            Fact::Unknown => self.miss(name),
            Fact::Known(movements) | Fact::Part(movements) if movements.is_empty() => {}
            Fact::Known(movements) | Fact::Part(movements) => {
                self.blockers.push(name);
                self.expected.extend(movements.iter().map(|movement| movement.expected_on));
            }
        }
    }

    /// Meaning 3.3: a quantity of zero is no position; a negative one is.
    pub(super) fn look_at_positions(&mut self, positions: &Fact<Vec<Position>>) {
        self.look_at(("positions", "open_positions"), positions, |each| {
            each.quantity.is_none_or(|quantity| !is_zero(quantity))
        });
    }

    /// Meaning 3.3: per currency and never added, so each one has to be zero.
    pub(super) fn look_at_balances(
        &mut self,
        names: (&'static str, &'static str),
        balances: &Fact<Vec<Balance>>,
    ) {
        self.look_at(names, balances, |each| !is_zero(each.amount));
    }

    /// Meaning 3.7: firm when everything in the way is the clock or carries an expected date, and nothing is unknown.
    pub(super) fn passes_by_itself(&self) -> bool {
        self.nothing_missing() && !self.somebody_must_act && self.expected.iter().all(Option::is_some)
    }

    /// Meaning 3.7: `now` or, if later, the start of the latest expected date among all items that block.
    pub(super) fn clear_from(&self, now: Timestamp, start_of_day: fn(Date) -> Timestamp) -> Timestamp {
        let dates = self.expected.iter().flatten().map(|date| start_of_day(*date));
        dates.chain([now]).max().unwrap()
    }

    fn in_order(mut self) -> Self {
        self.blockers.sort_by_key(|code| PRECEDENCE.iter().position(|other| other == code));
        self.missing.sort_unstable();
        self
    }

    /// Meaning 3.3 and 3.4 for a request: what is in the way refuses; else what is unknown leaves it open; else the
    /// event is all that is left. Contract: what is missing is named beside what refuses.
    pub(super) fn admit(self, asked: &Asked<'_>, event: &'static str, after: WireValue) -> Answered {
        let verdict = self.verdict("refused");
        self.conclude(asked, verdict, &[event], after)
    }

    /// The same for a completion that no gate holds: what is in the way is waited for, in days of universal time.
    /// Meaning 3.7: what breaks, breaks a clearance that was recorded, gate or not.
    pub(super) fn complete(self, asked: &Asked<'_>, after: WireValue) -> Answered {
        let verdict = self.verdict("waiting");
        if verdict == "waiting" {
            let at = self.clear_from(asked.now, start_of_day);
            return self.wait(asked, at);
        }
        self.conclude(asked, verdict, &["closed"], after)
    }

    fn verdict(&self, if_blocked: &'static str) -> &'static str {
        match (self.nothing_in_the_way(), self.nothing_missing()) {
            (false, _) => if_blocked,
            (true, false) => "undetermined",
            (true, true) => "permitted",
        }
    }

    /// Meaning 3.7: with `waiting` come the earliest instant and whether it is firm. If a condition breaks, a clearance
    /// is lost; if everything is known and clear and it was not recorded, it is.
    pub(super) fn wait(self, asked: &Asked<'_>, earliest: Timestamp) -> Answered {
        let only_the_clock = self.blockers.iter().all(|code| CLOCKS.contains(code));
        let events = match (only_the_clock, asked.clear_since) {
            (false, Some(_)) => vec!["clearance_lost"],
            (true, None) if self.nothing_missing() => vec!["cleared"],
            _ => vec![],
        };
        let firm = self.passes_by_itself();
        let found = self.in_order();
        Answered {
            verdict: "waiting",
            status: asked.status.clone(),
            blockers: found.blockers,
            missing: found.missing,
            earliest: Some(earliest),
            firm: Some(firm),
            events,
            effective_at: None,
            remembered: Remembered::default(),
        }
    }

    /// Meaning 3.7: without a gate, closing takes effect when it is called for.
    pub(super) fn conclude(
        self,
        asked: &Asked<'_>,
        verdict: &'static str,
        events: &[&'static str],
        after: WireValue,
    ) -> Answered {
        let permitted = verdict == "permitted";
        let found = self.in_order();
        Answered {
            verdict,
            status: if permitted { after } else { asked.status.clone() },
            blockers: found.blockers,
            missing: found.missing,
            earliest: None,
            firm: None,
            events: if permitted { events.to_vec() } else { vec![] },
            effective_at: (permitted && events.contains(&"closed")).then_some(asked.now),
            remembered: Remembered::default(),
        }
    }
}

impl Asked<'_> {
    /// Contract, what stops early: refused for this alone, whatever else might be said.
    pub(super) fn refused_for(&self, code: &'static str) -> Answered {
        let alone = Found { blockers: vec![code], ..Found::default() };
        alone.conclude(self, "refused", &[], self.status.clone())
    }

    /// Contract, what stops early: asking again is answered with this alone.
    pub(super) fn no_op(&self) -> Answered {
        Found::default().conclude(self, "no_op", &[], self.status.clone())
    }
}

/// Meaning 3.3: zero is zero at every scale and sign, so no digit of it is another one.
fn is_zero(amount: Amount) -> bool {
    !amount.to_string().contains(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
}
