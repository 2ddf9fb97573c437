//! The catalogues against lists typed by hand from the contract and the design, never from the code.
//!
//! What belongs here: names, order, classes.
//! What never does: behaviour.

use closeout::{
    Amount, Code, Country, Set, Strictness, Verdict,
    blocker::{Class, Cure},
    facts::{FactName, Restriction, Revision},
    providers::upvest,
    vocab::{Element, WireValue},
};

/// The table of blockers in its order of precedence.
const PRECEDENCE: [(&str, Class); 18] = [
    ("already_closed", Class::Nobody),
    ("status_does_not_admit_closing", Class::Provider),
    ("reason_required", Class::Holder),
    ("account_restricted", Class::Provider),
    ("outstanding_withdrawals", Class::Market),
    ("pending_transfers", Class::Market),
    ("open_orders", Class::Holder),
    ("open_positions", Class::Holder),
    ("unsettled_trades", Class::Market),
    ("expected_corporate_actions", Class::Market),
    ("accounts_not_closed", Class::Holder),
    ("outstanding_fees", Class::Holder),
    ("liens", Class::Provider),
    ("cash_balance", Class::Holder),
    ("tax_year_end", Class::Clock),
    ("not_before", Class::Clock),
    ("notice_period", Class::Clock),
    ("cut_off", Class::Clock),
];

#[test]
fn codes_have_their_names_and_classes_in_order_of_precedence() {
    let found: Vec<(&str, Class)> = Code::ALL.iter().map(|code| (code.name(), code.class())).collect();
    assert_eq!(found, PRECEDENCE);
}

#[test]
fn a_set_of_codes_is_iterated_in_order_of_precedence_however_it_was_made() {
    let backwards: Set<Code> = Code::ALL.iter().rev().copied().collect();
    let names: Vec<&str> = backwards.iter().map(Code::name).collect();
    assert_eq!(names, PRECEDENCE.map(|(name, _)| name));
}

#[test]
fn every_code_that_somebody_can_clear_has_a_cure_and_the_others_have_none() {
    for code in Code::ALL {
        assert_eq!(code.cures().is_empty(), code.class() == Class::Nobody, "{code}");
    }
}

/// Three are never those of a code: they come from the phase or the sign of an item.
#[test]
fn every_cure_is_the_cure_of_something() {
    let mut cures: Set<Cure> = Code::ALL.iter().flat_map(|code| code.cures()).copied().collect();
    for cure in [Cure::RequestClosing, Cure::WriteOff, Cure::PayOut] {
        assert!(!cures.contains(cure), "{cure}");
        cures = cures.with(cure);
    }
    assert_eq!(cures.iter().collect::<Vec<_>>(), Cure::ALL);
}

#[test]
fn facts_are_named_as_the_fields_of_a_question_in_alphabetical_order() {
    let names: Vec<&str> = FactName::ALL.iter().map(|fact| fact.name()).collect();
    let expected = [
        "accounts",
        "cash",
        "expected_corporate_actions",
        "fees",
        "liens",
        "open_orders",
        "outstanding_withdrawals",
        "pending_transfers",
        "positions",
        "residences",
        "restrictions",
        "status",
        "unsettled_trades",
    ];
    assert_eq!(names, expected);
}

#[test]
fn restrictions_verdicts_and_strictness_have_the_names_of_the_contract() {
    let restrictions = [
        "trading_blocked",
        "transfers_blocked",
        "account_blocked",
        "trade_suspended_by_user",
        "liquidation_only",
        "post_no_debit",
        "post_no_credit",
        "frozen",
        "locked",
    ];
    assert_eq!(Restriction::ALL.iter().map(|each| each.name()).collect::<Vec<_>>(), restrictions);
    let verdicts = ["permitted", "no_op", "waiting", "refused", "undetermined"];
    assert_eq!(Verdict::ALL.iter().map(|each| each.name()).collect::<Vec<_>>(), verdicts);
    assert_eq!(Strictness::ALL.iter().map(|each| each.name()).collect::<Vec<_>>(), ["documented", "prudent"]);
}

#[test]
fn a_name_finds_its_variant_and_nothing_else_does() {
    for code in Code::ALL {
        assert_eq!(Code::named(code.name()), Some(*code));
    }
    assert_eq!(Code::named("OPEN_POSITIONS"), None);
    assert_eq!(Code::named(""), None);
}

/// A word for people that is empty, or that stands for two things, tells them nothing.
fn assert_told_apart<T: Element>(words: impl Fn(T) -> &'static str) {
    let said: std::collections::BTreeSet<&str> = T::ALL.iter().map(|each| words(*each)).collect();
    assert_eq!(said.len(), T::ALL.len(), "{said:?}");
    assert!(said.iter().all(|words| words.contains(|letter: char| letter.is_ascii_lowercase())), "{said:?}");
}

#[test]
fn words_for_people_tell_things_apart() {
    assert_told_apart(Code::words);
    assert_told_apart(Cure::words);
    assert_told_apart(closeout::profile::Activity::words);
    assert_told_apart(closeout::profile::Limit::words);
    assert_told_apart(closeout::lint::Defect::words);
    assert_told_apart(closeout::reason::Cause::meaning);
    assert_eq!(Code::CashBalance.words(), "cash balance");
    assert_eq!(Cure::Sell.words(), "sell");
    assert_eq!(closeout::profile::Activity::Buy.words(), "buy");
}

/// Values of one word, that stand in the `Debug` form of what holds them.
#[test]
fn whoever_debugs_reads_what_a_person_would() {
    assert_eq!(format!("{:?}", Revision::from("r-7")), "\"r-7\"");
    assert_eq!(format!("{:?}", "-12.50".parse::<Amount>().unwrap()), "-12.50");
    assert_eq!(format!("{:?}", "DE".parse::<Country>().unwrap()), "DE");
    assert_eq!(format!("{:?}", WireValue::from("ACTIVE")), "ACTIVE");
    assert_eq!(format!("{:?}", upvest::ACCOUNT.lifecycle.status("CLOSING")), "CLOSING");
    assert_eq!(format!("{:?}", Set::only(Code::CashBalance).with(Code::Liens)), "{Liens, CashBalance}");
}

/// A plan relies on it: only the holder can be kept from clearing something by a permission that is not there.
#[test]
fn what_others_clear_and_what_time_clears_needs_no_permission() {
    for code in Code::ALL.iter().filter(|code| !matches!(code.class(), Class::Holder | Class::Nobody)) {
        assert!(code.cures().iter().any(|cure| cure.activity().is_none()), "{code}");
    }
}
