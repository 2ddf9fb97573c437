//! Who can clear what is in the way of this account, and by what: never an act that is denied.
//!
//! What belongs here: one account a row, with the class and the cures that work for it, typed by hand.
//! What never does: the codes' own classes and cures, which are what holds where nothing else is known.

use crate::support::{amount, ask, at, balance, closing, empty, movement, policy, position, state};
use closeout::{
    Blocker, Command, Fact, Facts, Policy, Set, State, Strictness,
    facts::{Balance, Position, Restriction},
    permission, providers,
};

const NOW: &str = "2026-02-02T09:00:00Z";

fn request() -> Command {
    Command::request()
}

/// The class and the cures of the only blocker, or of the one with this code.
#[track_caller]
fn cured(policy: &Policy, state: &State, facts: &Facts, command: &Command, code: &str) -> String {
    let decision = ask(policy, state, facts, command, at(NOW));
    let blocker = decision.blockers().find(|blocker| blocker.code.name() == code).unwrap();
    said(&blocker)
}

fn said(blocker: &Blocker<'_>) -> String {
    let cures: Vec<&str> = blocker.cures().iter().map(closeout::blocker::Cure::name).collect();
    format!("{}: {}", blocker.class(), cures.join(" "))
}

fn alpaca() -> Policy {
    policy(&providers::alpaca::ACCOUNT, Strictness::Documented, &[])
}

fn restricted(restrictions: &[Restriction], positions: Vec<Position>) -> Facts {
    let mut facts = empty();
    facts.restrictions = Fact::Known(restrictions.iter().copied().collect());
    facts.positions = Fact::Known(positions);
    facts
}

#[test]
fn a_position_is_cleared_by_what_its_sign_and_the_restrictions_leave() {
    let policy = alpaca();
    let suspended = Restriction::TradeSuspendedByUser;
    let (blocked, transfers) = (Restriction::TradingBlocked, Restriction::TransfersBlocked);
    let (long, short) = (|| vec![position("40")], || vec![position("-5")]);
    let rows: [(&[Restriction], Vec<Position>, &str); 10] = [
        (&[], long(), "holder: sell liquidate transfer_out"),
        (&[], short(), "holder: cover liquidate transfer_out"),
        (&[], vec![position("1"), position("-1")], "holder: sell cover liquidate transfer_out"),
        (&[], vec![Position::default()], "holder: sell cover liquidate transfer_out"),
        (&[suspended], long(), "holder: transfer_out"),
        (&[blocked], long(), "holder: transfer_out"),
        (&[blocked, transfers], long(), "provider: lift_restriction"),
        (&[suspended, transfers], long(), "holder: lift_restriction"),
        (&[Restriction::AccountBlocked], short(), "provider: lift_restriction"),
        (&[Restriction::LiquidationOnly], short(), "holder: cover liquidate transfer_out"),
    ];
    for (restrictions, positions, expected) in rows {
        let facts = restricted(restrictions, positions);
        let found = cured(&policy, &state(&policy, "ACTIVE"), &facts, &request(), "open_positions");
        assert_eq!(found, expected, "{restrictions:?}");
    }
}

/// Nobody has said which restrictions there are: nothing that is known forbids to sell.
#[test]
fn restrictions_that_nobody_has_stated_take_no_cure_away() {
    let policy = alpaca();
    let mut facts = restricted(&[], vec![position("1")]);
    for restrictions in [Fact::Unknown, Fact::Part(Set::EMPTY)] {
        facts.restrictions = restrictions;
        let found = cured(&policy, &state(&policy, "ACTIVE"), &facts, &request(), "open_positions");
        assert_eq!(found, "holder: sell liquidate transfer_out");
    }
    facts.restrictions = Fact::Part([Restriction::TradingBlocked].into_iter().collect());
    let found = cured(&policy, &state(&policy, "ACTIVE"), &facts, &request(), "open_positions");
    assert_eq!(found, "holder: transfer_out");
}

#[test]
fn what_a_status_forbids_is_cured_by_another_status() {
    let policy = alpaca();
    let facts = restricted(&[], vec![position("1")]);
    for status in ["DISABLED", "SUBMITTED", "SOMETHING_NEW"] {
        let found = cured(&policy, &state(&policy, status), &facts, &request(), "open_positions");
        assert_eq!(found, "provider: change_status", "{status}");
    }
}

#[test]
fn a_status_that_does_not_admit_closing_is_cured_by_who_can_change_that() {
    let upvest = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let code = "status_does_not_admit_closing";
    let alpaca = alpaca();
    let rows = [
        (&alpaca, "REJECTED", request(), "nobody: "),
        (&alpaca, "REJECTED", Command::Advance, "nobody: "),
        (&alpaca, "SUBMITTED", request(), "provider: change_status"),
        (&alpaca, "SUBMITTED", Command::Advance, "provider: change_status"),
        (&alpaca, "ACTIVE", Command::Advance, "holder: request_closing"),
        (&upvest, "ACTIVE", Command::Advance, "holder: request_closing"),
        (&upvest, "PENDING_APPROVAL", Command::Advance, "holder: request_closing"),
        (&upvest, "LOCKED", Command::Advance, "provider: change_status"),
        (&upvest, "LOCKED", request(), "provider: change_status"),
    ];
    for (policy, status, command, expected) in rows {
        assert_eq!(cured(policy, &state(policy, status), &empty(), &command, code), expected, "{status}");
    }
}

fn cash(currency: &str, text: &str, component: Option<&str>) -> Balance {
    let component = component.map(Into::into);
    Balance { currency: currency.parse().unwrap(), amount: amount(text), component }
}

#[test]
fn cash_is_cleared_by_its_sign_its_component_and_what_a_payment_can_move() {
    let yuno = policy(&providers::yuno::ACCOUNT, Strictness::Documented, &[]);
    let one = |currency, amount, component| vec![cash(currency, amount, Some(component))];
    let rows = [
        (one("USD", "25", "pending"), "market: await_settlement"),
        (one("USD", "-12", "pending"), "market: await_settlement"),
        (one("USD", "0.001", "pending"), "market: await_settlement"),
        (one("USD", "25", "available"), "holder: withdraw"),
        (one("USD", "-25", "current"), "holder: deposit"),
        (one("USD", "0.004", "available"), "provider: write_off"),
        (one("USD", "-0.004", "available"), "provider: write_off"),
        (one("USD", "0.01", "available"), "holder: withdraw"),
        (one("USD", "100.004", "available"), "holder: withdraw"),
        (one("JPY", "0.5", "available"), "provider: write_off"),
        (one("JPY", "1", "available"), "holder: withdraw"),
        (one("KWD", "0.0009", "available"), "provider: write_off"),
        (one("KWD", "0.001", "available"), "holder: withdraw"),
        (one("BTCUSD", "0.000000001", "available"), "holder: withdraw"),
        (
            [one("USD", "12", "current"), one("USD", "-12", "pending")].concat(),
            "holder: await_settlement withdraw",
        ),
        (
            [one("USD", "0.004", "current"), one("USD", "1", "pending")].concat(),
            "provider: await_settlement write_off",
        ),
        ([one("USD", "3", "current"), one("EUR", "-3", "current")].concat(), "holder: withdraw deposit"),
    ];
    for (balances, expected) in rows {
        let mut facts = empty();
        facts.cash = Fact::Known(balances);
        let found = cured(&yuno, &state(&yuno, "ACTIVE"), &facts, &request(), "cash_balance");
        assert_eq!(found, expected, "{:?}", facts.cash);
    }
}

/// U-14: fees of up to a cent are never collected.
#[test]
fn fees_are_paid_rebates_paid_out_and_what_is_never_collected_is_written_off() {
    let group = policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]);
    let rows: [(&[(&str, &str)], &str); 9] = [
        (&[("EUR", "12.50")], "holder: settle_fees"),
        (&[("EUR", "0.02")], "holder: settle_fees"),
        (&[("EUR", "0.01")], "provider: write_off"),
        (&[("EUR", "0.0001")], "provider: write_off"),
        (&[("JPY", "1")], "provider: write_off"),
        (&[("BTC", "0.0001")], "holder: settle_fees"),
        (&[("EUR", "-3.00")], "provider: pay_out"),
        (&[("EUR", "-0.01")], "provider: pay_out"),
        (&[("EUR", "5"), ("USD", "-3")], "holder: settle_fees pay_out"),
    ];
    for (fees, expected) in rows {
        let mut facts = empty();
        facts.fees =
            Fact::Known(fees.iter().map(|(currency, amount)| cash(currency, amount, None)).collect());
        let found = cured(&group, &closing(&group), &facts, &Command::Advance, "outstanding_fees");
        assert_eq!(found, expected, "{fees:?}");
    }
}

/// A debit of a closing group can be deposited, since that is permitted as far as it covers the debit.
#[test]
fn a_limit_does_not_take_a_cure_away() {
    let group = policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]);
    let mut facts = empty();
    facts.cash = Fact::one(balance("-4"));
    let found = cured(&group, &closing(&group), &facts, &Command::Advance, "cash_balance");
    assert_eq!(found, "holder: deposit");
    facts.outstanding_withdrawals = Fact::one(movement(None));
    let found = cured(&group, &state(&group, "ACTIVE"), &facts, &request(), "outstanding_withdrawals");
    assert_eq!(found, "market: await_settlement cancel");
}

/// Over every status of every provider, each restriction alone and all together: no cure is one that `permission` denies.
#[test]
fn no_cure_is_named_that_is_denied() {
    let all: Set<Restriction> = Restriction::ALL.iter().copied().collect();
    let each = Restriction::ALL.iter().map(|restriction| Set::only(*restriction));
    for restrictions in each.chain([Set::EMPTY, all]) {
        for profile in providers::PROFILES {
            let policy = policy(profile, Strictness::Prudent, &["GB"]);
            // Elsewhere the status shows them, and contradicts what is asserted beside it.
            let is_asserted =
                !profile.restrictions_show_in_status || profile.blocking_restrictions.is_empty();
            for row in profile.lifecycle.statuses().iter().filter(|_| is_asserted) {
                let mut facts = everything();
                facts.restrictions = Fact::Known(restrictions);
                let state = State::new(closeout::Status::known(row));
                for command in [request(), Command::Advance] {
                    named_cures_are_permitted(&policy, &state, &facts, &command);
                }
            }
        }
    }
}

fn named_cures_are_permitted(policy: &Policy, state: &State, facts: &Facts, command: &Command) {
    for blocker in ask(policy, state, facts, command, at(NOW)).blockers() {
        for activity in blocker.cures().iter().filter_map(closeout::blocker::Cure::activity) {
            let answer = permission(policy, state, &facts.restrictions, activity);
            assert!(answer.permits(), "{state:?} {:?}: {activity}", blocker.code);
        }
    }
}

fn everything() -> Facts {
    let mut facts = empty();
    facts.positions = Fact::Known(vec![position("1"), position("-1")]);
    facts.open_orders = Fact::one(crate::support::order());
    facts.outstanding_withdrawals = Fact::one(movement(None));
    facts.fees = Fact::Known(vec![balance("3"), balance("-3")]);
    facts.cash = Fact::Known(vec![balance("3"), balance("-3")]);
    facts
}
