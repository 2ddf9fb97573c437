//! Accounts by chance, the same at every run, and what an engine is told of them.
//!
//! What belongs here: facts as a service has them, half of them with nothing in the way.
//! What never does: a rule.

use crate::rules::VALUES;
use crate::subjects::dice::Dice;
use crate::subjects::{Subject, now, subject};
use closeout::{
    Amount, Currency, Fact, Facts, Set, State, Status,
    facts::{Balance, Movement, Order, Position, Restriction},
    jurisdictions,
    lifecycle::Phase,
    providers::{alpaca, upvest},
    vocab::WireValue,
};
use jiff::{SignedDuration, Timestamp};

/// A question, and the ends of the tax years that it may wait for, which the engines need not look up.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) subject: Subject,
    numbers: fn(&Self) -> [i64; VALUES],
    pub(crate) now: Timestamp,
    end_if_clear: i64,
    end_from_now: i64,
}

/// Requests to close accounts, of which one in eight is not active.
pub(crate) fn alpaca(count: usize) -> Vec<Account> {
    let mut dice = Dice::new();
    let one = |place| {
        let free = place % 2 == 0;
        let mut subject = subject("", &alpaca::ACCOUNT, "ACTIVE", "US", facts(&mut dice, free));
        let opening = subject.policy.lifecycle().status_in(Phase::Opening);
        if let Some(opening) = opening.filter(|_| !free && dice.one_in(4)) {
            subject.state = State::new(Status::known(opening));
        }
        account(subject, Account::of_alpaca)
    };
    (0..count).map(one).collect()
}

/// Closings of up to four hundred days; who is free has been since before the British tax year ended.
pub(crate) fn upvest(count: usize) -> Vec<Account> {
    let mut dice = Dice::new();
    let one = |place| {
        let free = place % 2 == 0;
        let mut subject = subject("", &upvest::ACCOUNT, "CLOSING", "GB", facts(&mut dice, free));
        let requested_at = now() - SignedDuration::from_hours(24 * (2 + dice.below(400)));
        subject.state.requested_at = Some(requested_at);
        subject.state.clear_since = (free || dice.one_in(2)).then_some(requested_at);
        account(subject, Account::of_upvest)
    };
    (0..count).map(one).collect()
}

fn account(subject: Subject, numbers: fn(&Account) -> [i64; VALUES]) -> Account {
    let end = |instant: Timestamp| jurisdictions::GB.year_of(instant).unwrap().end.as_second();
    let end_if_clear = end(subject.state.clear_since.unwrap_or(now()));
    Account { subject, numbers, now: now(), end_if_clear, end_from_now: end(now()) }
}

/// Lists of up to three; of whoever is free, only balances, positions and transfers of nothing.
fn facts(dice: &mut Dice, free: bool) -> Facts {
    let mut facts = Facts::all_clear();
    facts.positions = Fact::Known(list(dice, || Position::new("US0378331005", amount("0"))));
    facts.cash = Fact::Known(list(dice, || Balance {
        currency: Currency::EUR,
        amount: amount("0.00"),
        component: None,
    }));
    let of_nothing = || Movement { amount: Some(amount("0.00")), ..Movement::default() };
    facts.outstanding_withdrawals = Fact::Known(list(dice, of_nothing));
    facts.pending_transfers = Fact::Known(list(dice, of_nothing));
    if free {
        return facts;
    }
    if let Fact::Known(positions) = &mut facts.positions {
        positions
            .iter_mut()
            .filter(|_| dice.one_in(2))
            .for_each(|position| position.quantity = Some(amount("3.25")));
    }
    if let Fact::Known(cash) = &mut facts.cash {
        cash.iter_mut().filter(|_| dice.one_in(2)).for_each(|balance| balance.amount = amount("3.25"));
    }
    facts.fees = Fact::Known(list(dice, || Balance {
        currency: Currency::EUR,
        amount: amount("12.40"),
        component: None,
    }));
    for moving in [&mut facts.outstanding_withdrawals, &mut facts.pending_transfers] {
        if let Fact::Known(moving) = moving {
            moving.iter_mut().filter(|_| dice.one_in(2)).for_each(|movement| movement.amount = None);
        }
    }
    facts.unsettled_trades = Fact::Known(list(dice, Movement::default));
    facts.expected_corporate_actions = Fact::Known(list(dice, Movement::default));
    facts.open_orders = Fact::Known(list(dice, Order::default));
    if dice.one_in(4) {
        facts.restrictions = Fact::Known(Set::only(Restriction::AccountBlocked));
    }
    facts
}

/// As often empty as not.
fn list<T>(dice: &mut Dice, item: impl Fn() -> T) -> Vec<T> {
    let length = if dice.one_in(2) { 0 } else { 1 + dice.below(3) };
    (0..length).map(|_| item()).collect()
}

impl Account {
    /// What an engine is told: how many of each kind there are, of amounts those that are not zero. It is made anew for
    /// every question, as closeout reads the facts anew.
    pub(crate) fn numbers(&self) -> [i64; VALUES] {
        (self.numbers)(self)
    }

    /// What an engine is told that looks into the lists itself: amounts as integers, as it only asks whether they are
    /// zero, and of whatever else is listed that it is there.
    pub(crate) fn lists(&self) -> [(&'static str, Vec<i64>); 8] {
        let facts = &self.subject.facts;
        let integer = |amount: Amount| i64::try_from(amount.decimal().mantissa()).unwrap();
        // Nobody says how much: that is something.
        let stated = |amount: Option<Amount>| amount.map_or(1, integer);
        [
            ("withdrawals", each(&facts.outstanding_withdrawals, |movement| stated(movement.amount))),
            ("transfers", each(&facts.pending_transfers, |movement| stated(movement.amount))),
            ("orders", each(&facts.open_orders, |_| 1)),
            ("positions", each(&facts.positions, |position| stated(position.quantity))),
            ("trades", each(&facts.unsettled_trades, |_| 1)),
            ("actions", each(&facts.expected_corporate_actions, |_| 1)),
            ("fees", each(&facts.fees, |balance| integer(balance.amount))),
            ("cash", each(&facts.cash, |balance| integer(balance.amount))),
        ]
    }

    pub(crate) fn is_blocked(&self) -> bool {
        let restrictions = self.subject.facts.restrictions.known();
        restrictions.is_some_and(|restrictions| restrictions.contains(Restriction::AccountBlocked))
    }

    pub(crate) fn status(&self) -> &str {
        match self.subject.state.status.word() {
            WireValue::Text(word) => word,
            WireValue::Number(_) => "",
        }
    }

    fn of_alpaca(&self) -> [i64; VALUES] {
        let Subject { state, facts, .. } = &self.subject;
        [
            i64::from(state.is_in(Phase::Active)),
            i64::from(self.is_blocked()),
            matching(&facts.outstanding_withdrawals, Movement::moves_anything),
            matching(&facts.pending_transfers, Movement::moves_anything),
            matching(&facts.open_orders, |_| true),
            matching(&facts.positions, Position::is_open),
            matching(&facts.unsettled_trades, |_| true),
            matching(&facts.expected_corporate_actions, |_| true),
            matching(&facts.fees, Balance::is_outstanding),
            matching(&facts.cash, Balance::is_outstanding),
        ]
    }

    fn of_upvest(&self) -> [i64; VALUES] {
        let facts = &self.subject.facts;
        [
            matching(&facts.open_orders, |_| true),
            matching(&facts.positions, Position::is_open),
            matching(&facts.unsettled_trades, |_| true),
            matching(&facts.expected_corporate_actions, |_| true),
            self.now.as_second(),
            self.end_if_clear,
            self.end_from_now,
            0,
            0,
            0,
        ]
    }
}

fn matching<T>(items: &Fact<Vec<T>>, matters: impl Fn(&T) -> bool) -> i64 {
    let count = items.known().map_or(0, |items| items.iter().filter(|item| matters(item)).count());
    i64::try_from(count).unwrap()
}

fn each<T>(items: &Fact<Vec<T>>, integer: impl Fn(&T) -> i64) -> Vec<i64> {
    items.known().map_or_else(Vec::new, |items| items.iter().map(integer).collect())
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}
