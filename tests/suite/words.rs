//! Words for people, as tables that are reviewed by eye.
//!
//! What belongs here: the `Display` of everything that an answer consists of, and text that wants to be more than text.
//! What never does: stable names (`catalogues`), or the layout of the tool.

use crate::support::{amount, ask, at, balance, closing, empty, member, movement, policy};
use closeout::{
    Blocker, Code, Command, Currency, Decision, Fact, Facts, Policy, Set, State, Strictness,
    blocker::{Cure, Evidence, Side},
    facts::{Balance, FactName, Member, Movement, Order, Position, ReadAt, Restriction},
    lifecycle::Move,
    plan,
    plan::{Act, Actor, Note, PlanError, PlanRequest, PlanStep, PlanSubject},
    policy::{Clock, MaxAge, Notice},
    profile::Limit,
    providers,
    vocab::{Printable, WireValue},
};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::fmt::Write;

const NOW: &str = "2026-02-02T09:00:00Z";

fn british() -> Policy {
    policy(&providers::upvest::ACCOUNT, Strictness::Prudent, &["GB"])
}

fn german() -> Policy {
    policy(&providers::upvest::ACCOUNT, Strictness::Prudent, &["DE"])
}

/// Everything at once, with this word wherever a text from outside can stand.
fn full(word: &str) -> Facts {
    let mut facts = empty();
    facts.restrictions = Fact::Known(Set::only(Restriction::PostNoDebit).with(Restriction::Frozen));
    facts.outstanding_withdrawals = Fact::one(money(word, Some("12.50"), None));
    facts.pending_transfers = Fact::Known(vec![
        money(word, None, Some("2026-03-01")),
        money(word, Some("0"), Some("2026-03-01")),
        money(word, Some("-1"), Some("2026-02-01")),
        Movement::default(),
        money(word, None, None),
        money(word, None, None),
    ]);
    facts.open_orders = Fact::Known(vec![
        Order { id: Some(word.into()), side: Some(word.into()) },
        Order { id: None, side: Some(word.into()) },
        Order::default(),
    ]);
    let held = |quantity: &str| Position::new(word, amount(quantity));
    facts.positions = Fact::Known(vec![held("3"), held("0"), held("-2"), Position::default()]);
    facts.unsettled_trades = Fact::one(money(word, Some("0"), Some("2026-02-03")));
    facts.expected_corporate_actions = Fact::one(money(word, None, None));
    facts.accounts = Fact::Known(vec![
        Member::new(word, word.into()),
        Member::new("a2", "CLOSED".into()),
        member("ACTIVE"),
    ]);
    facts.fees = Fact::one(balance("-4"));
    facts.liens = Fact::Known(["1", "2", "0", "3", "4"].map(balance).into());
    facts.cash = Fact::Known(["-7.00", "12.50"].map(balance).into());
    facts
}

fn money(id: &str, amount_: Option<&str>, expected_on: Option<&str>) -> Movement {
    let (amount, currency) = (amount_.map(amount), amount_.map(|_| Currency::EUR));
    Movement { id: Some(id.into()), amount, currency, ..movement(expected_on) }
}

fn without_restrictions(mut facts: Facts) -> Facts {
    facts.restrictions = Fact::Known(Set::EMPTY);
    facts
}

fn blocked() -> Facts {
    let mut facts = empty();
    facts.restrictions = Fact::Known(Set::only(Restriction::AccountBlocked).with(Restriction::PostNoDebit));
    facts
}

/// A question, and a heading for the answer.
struct Case {
    about: &'static str,
    policy: Policy,
    state: State,
    facts: Facts,
    command: Command,
}

impl Case {
    fn told<R>(&self, tell: impl FnOnce(&Decision<'_>) -> R) -> R {
        tell(&ask(&self.policy, &self.state, &self.facts, &self.command, at(NOW)))
    }
}

fn completion(about: &'static str, policy: Policy, facts: Facts) -> Case {
    Case { about, state: closing(&policy), policy, facts, command: Command::Advance }
}

fn request(about: &'static str, policy: Policy, status: impl Into<WireValue>, facts: Facts) -> Case {
    let state = policy.state(&status.into());
    Case { about, policy, state, facts, command: Command::request() }
}

fn clocks() -> Vec<Clock> {
    let zone = TimeZone::UTC;
    vec![
        Clock::NotBefore { day: "2026-07-01".parse().unwrap(), zone: zone.clone() },
        Clock::Notice(Notice::days(90, zone.clone())),
        Clock::CutOff { time: "08:00".parse().unwrap(), zone },
    ]
}

fn aged() -> (Policy, Facts) {
    let hour = SignedDuration::from_hours(1);
    let policy = german().with_max_age(MaxAge::any().with(FactName::Positions, hour).unwrap());
    let mut facts = empty();
    facts.as_of = ReadAt::all(at("2026-02-01T09:00:00Z"));
    (policy, facts)
}

fn cases(full: &Facts) -> Vec<Case> {
    let (too_old, old) = aged();
    let group = || policy(&providers::upvest::GROUP, Strictness::Prudent, &["DE"]);
    let alpaca = || policy(&providers::alpaca::ACCOUNT, Strictness::Prudent, &["US"]);
    let udara = || policy(&providers::udara360::ACCOUNT, Strictness::Prudent, &[]);
    let full = || full.clone();
    vec![
        completion("everything in the way of an account", british(), full()),
        completion("clocks alone", british().with_clocks(clocks()), empty()),
        completion("closes", german(), empty()),
        completion("nothing is known", german(), Facts::unknown()),
        completion("too old", too_old, old),
        completion("a group", group(), full()),
        request("may be requested", german(), "ACTIVE", empty()),
        request("asked again", german(), "CLOSING", empty()),
        request("closed already", german(), "CLOSED", empty()),
        request("a status that does not admit closing", german(), "LOCKED", empty()),
        request(
            "a status that nobody documents",
            german(),
            full().accounts.items()[0].status.clone(),
            empty(),
        ),
        request("no reason", udara(), 1, without_restrictions(full())),
        request("frozen, which the status shows", udara(), 7, without_restrictions(empty())),
        request("blocked", alpaca(), "ACTIVE", blocked()),
        request("everything in the way of a request", alpaca(), "ACTIVE", full()),
    ]
}

#[test]
fn decisions_read_as_lines_for_people() {
    let mut table = String::new();
    for case in cases(&full("x")) {
        case.told(|decision| writeln!(table, "# {}\n{decision}\n", case.about).unwrap());
    }
    insta::assert_snapshot!(table);
}

/// The table above would be no review of what it does not show.
#[test]
fn every_cause_and_every_kind_of_evidence_is_in_the_table() {
    let (mut codes, mut kinds) = (Set::EMPTY, BTreeSet::new());
    for case in cases(&full("x")) {
        case.told(|decision| {
            codes = codes.union(decision.codes());
            kinds.extend(decision.blockers().map(|blocker| kind(blocker.evidence)));
        });
    }
    assert_eq!(codes.iter().collect::<Vec<_>>(), Code::ALL);
    assert_eq!(kinds.len(), 10, "{kinds:?}");
}

fn kind(evidence: Evidence<'_>) -> &'static str {
    match evidence {
        Evidence::None => "none",
        Evidence::Status { .. } => "status",
        Evidence::Restrictions(_) => "restrictions",
        Evidence::Movements(_) => "movements",
        Evidence::Orders(_) => "orders",
        Evidence::Positions(_) => "positions",
        Evidence::Members { .. } => "members",
        Evidence::Balances(_) => "balances",
        Evidence::Boundary(_) => "boundary",
        Evidence::Opening(_) => "opening",
    }
}

/// Words that clear a screen, break a line, write backwards, hide and end a string of a terminal.
const HOSTILE: &str = "\u{1b}[2J\r\n\u{202e}a\u{200b}\u{9c}";

#[test]
fn text_that_is_hostile_to_a_terminal_is_escaped_wherever_it_comes_from() {
    let escaped = r"\u{1b}[2J\r\n\u{202e}a\u{200b}\u{9c}";
    let word = "a-word";
    let mut times = 0;
    for (plain, hostile) in cases(&full(word)).iter().zip(cases(&full(HOSTILE))) {
        let plain = plain.told(|decision| decision.to_string());
        let text = hostile.told(|decision| decision.to_string());
        assert_eq!(text, plain.replace(word, escaped));
        assert_harmless(&text.replace('\n', ""));
        times += text.matches(escaped).count();
        hostile.told(|decision| {
            decision.blockers().for_each(|blocker| {
                assert_harmless(&blocker.to_string());
                assert_harmless(&blocker.evidence.to_string());
                assert_harmless(&blocker.details().to_string());
            });
        });
    }
    assert!(times > 20, "{times}");
    let status = german().lifecycle().status(HOSTILE);
    assert_eq!(status.in_words(None).to_string(), escaped);
    let note = Note::Contradiction { code: Code::Liens, cures: Set::EMPTY, limit: None };
    assert_harmless(&note.in_status(HOSTILE).to_string());
    assert_eq!(Printable(HOSTILE).to_string(), escaped);
}

#[test]
fn errors_escape_text_that_is_hostile_to_a_terminal() {
    let (id, status, found) = (HOSTILE.to_owned(), HOSTILE.to_owned(), HOSTILE.to_owned());
    let misuse = closeout::MisuseError::RequestedAtMissing { status: status.clone() };
    let errors: [&dyn std::error::Error; 10] = [
        &PlanError::NoWay { id: id.clone(), status: status.clone() },
        &PlanError::NoCure { id: id.clone(), status, code: Code::Liens },
        &PlanError::Misuse { id: id.clone(), misuse: misuse.clone() },
        &closeout::group::GroupError { id: Some(id.into()), misuse: misuse.clone() },
        &misuse,
        &HOSTILE.parse::<Currency>().unwrap_err(),
        &HOSTILE.parse::<closeout::Amount>().unwrap_err(),
        &HOSTILE.parse::<closeout::Country>().unwrap_err(),
        &HOSTILE.parse::<Code>().unwrap_err(),
        &closeout::jurisdictions::ZoneError { found },
    ];
    for error in errors {
        assert_harmless(&error.to_string());
        assert!(error.to_string().contains(r"\u{1b}[2J"), "{error}");
    }
}

#[track_caller]
fn assert_harmless(text: &str) {
    let harmful =
        |letter: char| letter.is_control() || HOSTILE.contains(letter) && !letter.is_ascii_graphic();
    assert!(!text.contains(harmful), "{text:?}");
}

#[test]
fn evidence_alone_says_what_it_can() {
    let opening = Evidence::Opening(at(NOW));
    let said = |code| Blocker::of_code(code, opening).details().to_string();
    assert_eq!(opening.to_string(), "opens at 2026-02-02T09:00:00Z");
    assert_eq!(said(Code::NotBefore), "nothing closes before 2026-02-02T09:00:00Z");
    assert_eq!(said(Code::NoticePeriod), "the notice period runs until 2026-02-02T09:00:00Z");
    assert_eq!(said(Code::CutOff), "clear after the cut-off, so it counts from 2026-02-02T09:00:00Z");
    assert_eq!(said(Code::TaxYearEnd), "opens at 2026-02-02T09:00:00Z");
    let balances = [-1, 0, 1].map(|amount| Balance {
        currency: Currency::GBP,
        amount: amount.to_string().parse().unwrap(),
        component: (amount > 0).then(|| "available".into()),
    });
    assert_eq!(Evidence::Balances(&balances).to_string(), "-1 GBP, 1 GBP available");
    assert_eq!(
        Blocker::of_code(Code::AlreadyClosed, Evidence::None).to_string(),
        "already_closed (nobody): nothing"
    );
}

#[test]
fn steps_and_remarks_read_as_lines_for_people() {
    let mut table = String::new();
    let full = full("x");
    for case in cases(&full) {
        let subject = PlanSubject { id: "s", policy: &case.policy, state: &case.state, facts: &case.facts };
        let asked = PlanRequest { subject, accounts: &[], reason: None, settlements: &[], now: at(NOW) };
        writeln!(table, "# {}", case.about).unwrap();
        match plan(&asked) {
            Ok(plan) => {
                plan.steps.iter().for_each(|step| writeln!(table, "{step}").unwrap());
                plan.remarks.iter().for_each(|remark| writeln!(table, "- {}", remark.note).unwrap());
            }
            Err(error) => writeln!(table, "{error}").unwrap(),
        }
        writeln!(table).unwrap();
    }
    for act in [
        Act::FindOutStatus,
        Act::Move(Move::TakeBack),
        Act::Clear { code: Code::OpenPositions, cures: Set::EMPTY, side: Some(Side::Short), to_come: true },
    ] {
        writeln!(table, "{act}: {} | {}", act.what(), act.how()).unwrap();
    }
    let step = PlanStep {
        account: Some(1),
        act: Act::Request,
        actor: Actor::Service,
        after: vec![0, 2, 3],
        earliest: at(NOW),
        due_by: Some("2026-04-05".parse().unwrap()),
    };
    writeln!(table, "{step}\n").unwrap();
    let liens = Set::only(Cure::ReleaseLien).with(Cure::PayOut);
    for note in [
        Note::Contradiction { code: Code::Liens, cures: liens, limit: Some(Limit::WithinBooks) },
        Note::Contradiction { code: Code::AccountsNotClosed, cures: liens, limit: None },
        Note::Contradiction { code: Code::CashBalance, cures: Set::EMPTY, limit: None },
        Note::NeverOpened,
        Note::OpensFirst { instead: Vec::new() },
        Note::OpensFirst { instead: vec![Move::TakeBack, Move::RequestClosure] },
        Note::OwnSuspension,
        Note::Overdue { code: Code::PendingTransfers },
    ] {
        writeln!(table, "{note}").unwrap();
    }
    insta::assert_snapshot!(table);
}
