//! Plans written by hand: what a person who knows the provider would say.
//!
//! What belongs here: one situation a test, its steps in words and the days that follow.
//! What never does: a property.

use super::world::World;
use crate::strategies::Case;
use crate::support::{at, balance, empty, movement, policy, policy_with, position, state};
use closeout::{
    Code, Command, Fact, Facts, Policy, Set, State, Strictness,
    blocker::Cure,
    decision::BindingClock,
    draft::ProfileDraft,
    facts::Restriction,
    lifecycle::{Move, Phase},
    plan,
    plan::{Act, Change, Plan, PlanError, PlanRequest, PlanSubject, Settlement, what_if},
    policy::Clock,
    profile::Activity,
    providers,
    timing::MissedBoundary,
};
use jiff::civil::Date;

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Who does what, after what, from when, by when.
fn said(plan: &Plan) -> Vec<String> {
    let act = |act: Act| match act {
        Act::FindOut(fact) => format!("find out {fact}"),
        Act::Clear { code, .. } => format!("clear {code}"),
        Act::Move(on) => format!("move {on}"),
        Act::Await(BindingClock { year: Some(year), .. }) => format!("await the end of {year}"),
        Act::Await(BindingClock { code, at, .. }) => format!("await {code} until {at}"),
        Act::Request | Act::Record | Act::Complete | _ => format!("{act:?}").to_lowercase(),
    };
    let steps = plan.steps.iter().map(|step| {
        let whose = step.account.map_or("subject".to_owned(), |place| format!("account {place}"));
        let due = step.due_by.map_or(String::new(), |day| format!(", by {day}"));
        let (what, earliest) = (act(step.act), step.earliest);
        format!("{whose}: {} {what} after {:?}, from {earliest}{due}", step.actor, step.after)
    });
    steps.collect()
}

fn british() -> Policy {
    policy(&providers::upvest::ACCOUNT, Strictness::Prudent, &["GB"])
}

pub(super) fn alone<'a>(
    policy: &'a Policy,
    state: &'a State,
    facts: &'a Facts,
    now: &str,
) -> PlanRequest<'a> {
    let subject = PlanSubject { id: "s", policy, state, facts };
    PlanRequest { subject, accounts: &[], reason: None, settlements: &[], now: at(now) }
}

/// The worked case of 2026: sold on Thursday 2 April, settled on Wednesday 8 April, which is too late.
#[test]
fn a_sale_has_to_settle_before_the_boundary() {
    let (policy, mut facts) = (british(), empty());
    let active = state(&policy, "ACTIVE");
    facts.positions = Fact::one(position("3"));
    let settlements = [
        Settlement { traded_on: day("2026-03-31"), settles_on: day("2026-04-02") },
        Settlement { traded_on: day("2026-04-01"), settles_on: day("2026-04-07") },
        Settlement { traded_on: day("2026-04-02"), settles_on: day("2026-04-08") },
    ];
    let in_march =
        PlanRequest { settlements: &settlements, ..alone(&policy, &active, &facts, "2026-03-31T09:00:00Z") };
    let expected = [
        "subject: holder clear open_positions after [], from 2026-03-31T09:00:00Z, by 2026-03-31",
        "subject: market clear unsettled_trades after [0], from 2026-04-01T23:00:00Z, by 2026-04-05",
        "subject: service request after [], from 2026-03-31T09:00:00Z, by 2026-04-05",
        "subject: service record after [0, 1, 2], from 2026-04-01T23:00:00Z, by 2026-04-05",
        "subject: clock await the end of 2025/26 after [0, 1, 2, 3], from 2026-04-05T23:00:00Z",
        "subject: service complete after [0, 1, 2, 3, 4], from 2026-04-05T23:00:00Z",
    ];
    assert_eq!(said(&plan(&in_march).unwrap()), expected);
    let a_day_later = plan(&PlanRequest { now: at("2026-04-01T09:00:00Z"), ..in_march }).unwrap();
    assert_eq!(a_day_later.earliest, at("2027-04-05T23:00:00Z"));
}

/// In the evening, after the cut-off; and with a day before which nothing closes.
#[test]
fn the_clock_that_opens_last_is_awaited() {
    let awaited = |clocks: Vec<Clock>| {
        let policy = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]).with_clocks(clocks);
        let (active, mut facts) = (state(&policy, "ACTIVE"), empty());
        facts.positions = Fact::one(position("3"));
        said(&plan(&alone(&policy, &active, &facts, "2026-03-31T17:00:00Z")).unwrap())
    };
    let zone = || jiff::tz::get!("Europe/London");
    let cut_off = || Clock::CutOff { time: jiff::civil::time(17, 0, 0, 0), zone: zone() };
    let not_before = Clock::NotBefore { day: day("2026-05-01"), zone: zone() };
    let begins = [
        "subject: holder clear open_positions after [], from 2026-03-31T17:00:00Z",
        "subject: service request after [], from 2026-03-31T17:00:00Z",
        "subject: service record after [0, 1], from 2026-03-31T17:00:00Z",
    ];
    for (clocks, code, instant) in [
        (vec![cut_off()], "cut_off", "2026-03-31T23:00:00Z"),
        (vec![cut_off(), not_before], "not_before", "2026-04-30T23:00:00Z"),
    ] {
        let mut expected = begins.map(str::to_owned).to_vec();
        let awaits = format!("subject: clock await {code} until {instant} after [0, 1, 2], from {instant}");
        expected.extend([awaits, format!("subject: service complete after [0, 1, 2, 3], from {instant}")]);
        assert_eq!(awaited(clocks), expected);
    }
}

/// Without days of settlement nobody can say by when to sell.
#[test]
fn without_settlement_there_is_no_last_day_of_trade() {
    let (policy, mut facts) = (british(), empty());
    let active = state(&policy, "ACTIVE");
    facts.positions = Fact::one(position("3"));
    let plan = plan(&alone(&policy, &active, &facts, "2026-03-20T09:00:00Z")).unwrap();
    let sell = plan.steps.iter().find(|step| step.act.clears() == Some(Code::OpenPositions)).unwrap();
    assert_eq!(sell.due_by, None);
    assert!(!plan.firm);
}

/// Cash comes from the accounts and can be paid out only after the request, since a withdrawal would refuse it.
#[test]
fn a_group_is_emptied_after_its_accounts() {
    let of_accounts = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let of_group = policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]);
    let (active, closed) = (state(&of_accounts, "ACTIVE"), state(&of_accounts, "CLOSED"));
    let (group, mut holding) = (state(&of_group, "ACTIVE"), empty());
    let nothing = empty();
    holding.positions = Fact::one(position("3"));
    let accounts = [
        PlanSubject { id: "a0", policy: &of_accounts, state: &closed, facts: &nothing },
        PlanSubject { id: "a1", policy: &of_accounts, state: &active, facts: &holding },
    ];
    let subject = PlanSubject { id: "g", policy: &of_group, state: &group, facts: &nothing };
    let now = at("2026-03-20T09:00:00Z");
    let request = PlanRequest { subject, accounts: &accounts, reason: None, settlements: &[], now };
    let expected = [
        "account 1: holder clear open_positions after [], from 2026-03-20T09:00:00Z",
        "account 1: service request after [], from 2026-03-20T09:00:00Z",
        "account 1: service complete after [0, 1], from 2026-03-20T09:00:00Z",
        "subject: service request after [], from 2026-03-20T09:00:00Z",
        "subject: holder clear cash_balance after [3, 0], from 2026-03-20T09:00:00Z",
        "subject: service complete after [4, 3, 2], from 2026-03-20T09:00:00Z",
    ];
    assert_eq!(said(&plan(&request).unwrap()), expected);
}

/// Who is dormant can pay nothing out, so the account is woken first.
#[test]
fn a_dormant_account_is_reactivated_before_it_is_emptied() {
    let policy = policy(&providers::udara360::ACCOUNT, Strictness::Prudent, &[]);
    let dormant = policy.state(2);
    let mut facts = empty();
    facts.cash = Fact::one(balance("12.50"));
    let found = plan(&alone(&policy, &dormant, &facts, "2026-03-20T09:00:00Z")).unwrap();
    let expected = [
        "subject: provider move activate after [], from 2026-03-20T09:00:00Z",
        "subject: holder clear reason_required after [0], from 2026-03-20T09:00:00Z",
        "subject: holder clear cash_balance after [0], from 2026-03-20T09:00:00Z",
        "subject: service request after [0, 1, 2], from 2026-03-20T09:00:00Z",
    ];
    assert_eq!(said(&found), expected);
    // With nothing in it, it can be closed as it is.
    let empty = plan(&alone(&policy, &dormant, &empty(), "2026-03-20T09:00:00Z")).unwrap();
    assert!(empty.steps.iter().all(|step| !matches!(step.act, Act::Move(_))));
}

/// A house may have a status that is itself a restriction. To lift it is to leave the status.
#[test]
fn a_restriction_that_the_status_implies_is_lifted_by_a_move_or_there_is_no_plan() {
    let mut draft = ProfileDraft::from(&providers::alpaca::ACCOUNT)
        .named("house")
        .status("BLOCKED", Phase::Restricted, "house rules, 7".into())
        .edge("BLOCKED", Move::RequestClosure, "ACCOUNT_CLOSED", "house rules, 7".into());
    draft.statuses.last_mut().unwrap().implies = Some(Restriction::AccountBlocked);
    let planned = |draft: &ProfileDraft| {
        let policy = policy(draft.build().unwrap(), Strictness::Prudent, &[]);
        let blocked = policy.state("BLOCKED");
        let case = Case {
            facts: empty(),
            command: Command::request(),
            now: at("2026-02-02T15:00:00Z"),
            state: blocked.clone(),
            policy: policy.clone(),
        };
        let found = plan(&alone(&policy, &blocked, &case.facts, "2026-02-02T15:00:00Z"))?;
        let mut world = World::of_case(&case);
        world.follow(&found, false);
        assert!(world.is_closed(), "{found:#?}");
        Ok(said(&found))
    };
    let (id, status, code) = ("s".to_owned(), "BLOCKED".to_owned(), Code::AccountRestricted);
    assert_eq!(planned(&draft), Err(PlanError::NoCure { id, status, code }));

    let lifted = draft.edge("BLOCKED", Move::Unrestrict, "ACTIVE", "house rules, 7".into());
    let expected = [
        "subject: provider clear account_restricted after [], from 2026-02-02T15:00:00Z",
        "subject: service request after [0], from 2026-02-02T15:00:00Z",
    ];
    assert_eq!(planned(&lifted).unwrap(), expected);
}

/// Everything in the way has a day, so nobody has to act. In Berlin 4 May begins two hours before it does in Greenwich.
#[test]
fn what_waits_for_days_alone_is_firm() {
    let policy = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let mut closing = state(&policy, "CLOSING");
    closing.requested_at = Some(at("2026-01-10T10:00:00Z"));
    let mut facts = empty();
    facts.expected_corporate_actions = Fact::one(movement(Some("2026-05-04")));
    let dated = plan(&alone(&policy, &closing, &facts, "2026-03-20T09:00:00Z")).unwrap();
    assert_eq!((dated.earliest, dated.firm), (at("2026-05-03T22:00:00Z"), true));
    facts.positions = Fact::one(position("1"));
    assert!(!plan(&alone(&policy, &closing, &facts, "2026-03-20T09:00:00Z")).unwrap().firm);
}

#[test]
fn a_change_says_what_it_spares_and_what_it_adds() {
    let (policy, mut facts) = (policy(&providers::yuno::ACCOUNT, Strictness::Documented, &[]), empty());
    let active = state(&policy, "ACTIVE");
    facts.pending_transfers = Fact::one(movement(Some("2026-03-25")));
    let request = alone(&policy, &active, &facts, "2026-03-20T09:00:00Z");
    let stricter = what_if(&request, &Change::Strictness(Strictness::Prudent)).unwrap();
    assert_eq!(stricter.difference.added.len(), 1);
    assert!(stricter.difference.spared.is_empty());
    assert_eq!(stricter.after.earliest, at("2026-03-25T00:00:00Z"));
    assert_eq!(
        stricter.difference.later_by,
        stricter.after.earliest.duration_since(stricter.before.earliest)
    );
    let same = what_if(&request, &Change::MissedBoundary(MissedBoundary::WhenClear)).unwrap();
    assert_eq!(same.before, same.after);
}

/// Under `when_clear` it is the request that has a last day, and nothing else.
#[test]
fn when_the_request_counts_only_it_has_a_last_day() {
    let policy =
        policy_with(&providers::upvest::ACCOUNT, Strictness::Documented, &["GB"], MissedBoundary::WhenClear);
    let (active, mut facts) = (state(&policy, "ACTIVE"), empty());
    facts.positions = Fact::one(position("3"));
    let found = plan(&alone(&policy, &active, &facts, "2026-03-20T09:00:00Z")).unwrap();
    let due: Vec<bool> = found.steps.iter().map(|step| step.due_by == Some(day("2026-04-05"))).collect();
    let requests: Vec<bool> = found.steps.iter().map(|step| step.act == Act::Request).collect();
    assert_eq!(due, requests);
}

#[test]
fn what_was_disabled_has_no_plan() {
    let policy = policy(&providers::alpaca::ACCOUNT, Strictness::Documented, &[]);
    let state = state(&policy, "DISABLED");
    let error = plan(&alone(&policy, &state, &empty(), "2026-03-20T09:00:00Z")).unwrap_err();
    assert_eq!(error, PlanError::NoWay { id: "s".to_owned(), status: "DISABLED".to_owned() });
}

/// Under the rules of the house trades have to settle; under those of its provider, as documented, they do not. In Berlin
/// 24 March begins an hour before it does in Greenwich.
#[test]
fn another_policy_is_another_plan() {
    let provider = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let house = ProfileDraft::from(&providers::upvest::ACCOUNT).named("house").rule(
        Code::UnsettledTrades,
        closeout::profile::Stage::Completion,
        closeout::vocab::Basis::Stated,
        closeout::vocab::Source::plain("house rules", "2026-11-20"),
    );
    let house = policy(house.build().unwrap(), Strictness::Documented, &["DE"]);
    let (active, mut facts) = (state(&provider, "ACTIVE"), empty());
    facts.unsettled_trades = Fact::one(movement(Some("2026-03-24")));
    let request = alone(&provider, &active, &facts, "2026-03-20T09:00:00Z");
    let other = what_if(&request, &Change::Policy { subject: house, accounts: None }).unwrap();
    let added: Vec<_> = other.difference.added.iter().filter_map(|step| step.act.clears()).collect();
    assert_eq!(added, [Code::UnsettledTrades]);
    assert_eq!(other.after.earliest, at("2026-03-23T23:00:00Z"));
    // A status that the other policy does not know leads nowhere.
    let bank = policy(&providers::udara360::ACCOUNT, Strictness::Documented, &["DE"]);
    let elsewhere = what_if(&request, &Change::Policy { subject: bank, accounts: None });
    assert!(matches!(elsewhere, Err(PlanError::NoWay { .. })));
}

fn german() -> Policy {
    policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"])
}

/// An order that executes changes what is held, so it is cancelled first. What a request needs, and no more, is found
/// out before it.
#[test]
fn orders_are_cancelled_before_anything_is_sold() {
    let (policy, mut facts) = (policy(&providers::upvest::ACCOUNT, Strictness::Prudent, &["DE"]), empty());
    let active = state(&policy, "ACTIVE");
    facts.open_orders = Fact::one(closeout::facts::Order::default());
    facts.positions = Fact::one(position("3"));
    facts.outstanding_withdrawals = Fact::Unknown;
    facts.expected_corporate_actions = Fact::Unknown;
    let found = plan(&alone(&policy, &active, &facts, "2026-03-20T09:00:00Z")).unwrap();
    let expected = [
        "subject: service find out outstanding_withdrawals after [], from 2026-03-20T09:00:00Z",
        "subject: service find out expected_corporate_actions after [], from 2026-03-20T09:00:00Z",
        "subject: holder clear open_orders after [], from 2026-03-20T09:00:00Z",
        "subject: holder clear open_positions after [2], from 2026-03-20T09:00:00Z",
        "subject: market clear unsettled_trades after [3], from 2026-03-20T09:00:00Z",
        "subject: service request after [0, 2], from 2026-03-20T09:00:00Z",
        "subject: service complete after [0, 1, 2, 3, 4, 5], from 2026-03-20T09:00:00Z",
    ];
    assert_eq!(said(&found), expected);
}

/// Clear since February, and recorded: in March it waits for April, in May it is closed at once.
#[test]
fn what_is_recorded_is_not_recorded_again() {
    let (policy, facts) = (british(), empty());
    let mut closing = state(&policy, "CLOSING");
    closing.requested_at = Some(at("2026-01-10T10:00:00Z"));
    closing.clear_since = Some(at("2026-02-01T00:00:00Z"));
    let in_march = [
        "subject: clock await the end of 2025/26 after [], from 2026-04-05T23:00:00Z",
        "subject: service complete after [0], from 2026-04-05T23:00:00Z",
    ];
    let found = plan(&alone(&policy, &closing, &facts, "2026-03-01T00:00:00Z")).unwrap();
    assert_eq!(said(&found), in_march);
    let in_may = ["subject: service complete after [], from 2026-05-01T00:00:00Z"];
    let found = plan(&alone(&policy, &closing, &facts, "2026-05-01T00:00:00Z")).unwrap();
    assert_eq!(said(&found), in_may);
}

/// What is unknown takes no clearance back, so it is found out and the old year counts; what is there does.
#[test]
fn only_what_is_found_in_the_way_takes_a_recorded_clearance_back() {
    let policy = british();
    let mut closing = state(&policy, "CLOSING");
    closing.requested_at = Some(at("2026-01-10T10:00:00Z"));
    closing.clear_since = Some(at("2026-02-01T00:00:00Z"));
    let mut unknown = empty();
    unknown.positions = Fact::Unknown;
    let found = plan(&alone(&policy, &closing, &unknown, "2026-05-01T00:00:00Z")).unwrap();
    assert_eq!(found.earliest, at("2026-05-01T00:00:00Z"));
    let mut held = empty();
    held.positions = Fact::one(position("1"));
    let found = plan(&alone(&policy, &closing, &held, "2026-05-01T00:00:00Z")).unwrap();
    assert_eq!(found.earliest, at("2027-04-05T23:00:00Z"));
}

/// Accounts that have nothing pay nothing; and a fee of the group does not wait for what its accounts pay.
#[test]
fn only_the_cash_of_a_group_waits_for_its_accounts() {
    let (of_accounts, of_group) =
        (german(), policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]));
    let (active, group) = (state(&of_accounts, "ACTIVE"), state(&of_group, "ACTIVE"));
    let (nothing, mut holding, mut owing) = (empty(), empty(), empty());
    holding.positions = Fact::one(position("3"));
    owing.fees = Fact::one(balance("5"));
    let steps = |held, owed| {
        let accounts = [PlanSubject { id: "a0", policy: &of_accounts, state: &active, facts: held }];
        let subject = PlanSubject { id: "g", policy: &of_group, state: &group, facts: owed };
        let now = at("2026-03-20T09:00:00Z");
        let request = PlanRequest { subject, accounts: &accounts, reason: None, settlements: &[], now };
        said(&plan(&request).unwrap())
    };
    let expected = [
        "account 0: service request after [], from 2026-03-20T09:00:00Z",
        "account 0: service complete after [0], from 2026-03-20T09:00:00Z",
        "subject: service request after [], from 2026-03-20T09:00:00Z",
        "subject: service complete after [2, 1], from 2026-03-20T09:00:00Z",
    ];
    assert_eq!(steps(&nothing, &nothing), expected);
    let expected = [
        "account 0: holder clear open_positions after [], from 2026-03-20T09:00:00Z",
        "account 0: service request after [], from 2026-03-20T09:00:00Z",
        "account 0: service complete after [0, 1], from 2026-03-20T09:00:00Z",
        "subject: holder clear outstanding_fees after [], from 2026-03-20T09:00:00Z",
        "subject: service request after [], from 2026-03-20T09:00:00Z",
        "subject: holder clear cash_balance after [4, 3, 0], from 2026-03-20T09:00:00Z",
        "subject: service complete after [3, 5, 4, 2], from 2026-03-20T09:00:00Z",
    ];
    assert_eq!(steps(&holding, &owing), expected);
}

/// The account may be sold up or transferred. What forbids one leaves the other; what forbids both is lifted first.
#[test]
fn a_restriction_is_lifted_where_it_leaves_no_other_way() {
    let mut draft = ProfileDraft::from(&providers::upvest::ACCOUNT);
    draft.restrictions_show_in_status = false;
    draft.facts.push(closeout::facts::FactName::Restrictions);
    let policy = policy(draft.build().unwrap(), Strictness::Documented, &["DE"]);
    let (active, mut facts) = (state(&policy, "ACTIVE"), empty());
    facts.positions = Fact::one(position("3"));
    let mut acts_under = |restriction| {
        facts.restrictions = Fact::Known(Set::only(restriction));
        let found = plan(&alone(&policy, &active, &facts, "2026-03-20T09:00:00Z")).unwrap();
        found.steps.iter().map(|step| (step.act, step.after.clone())).collect::<Vec<_>>()
    };
    let transfer = Set::only(Cure::TransferOut);
    let sell = Act::Clear { code: Code::OpenPositions, cures: transfer, side: None, to_come: false };
    let expected = [(sell, vec![]), (Act::Request, vec![]), (Act::Complete, vec![0, 1])];
    assert_eq!(acts_under(Restriction::TradingBlocked), expected);
    let lift = Set::only(Cure::LiftRestriction);
    let lift = Act::Clear { code: Code::AccountRestricted, cures: lift, side: None, to_come: false };
    let sell = Act::Clear {
        code: Code::OpenPositions,
        cures: transfer.with(Cure::Sell).with(Cure::Liquidate),
        side: None,
        to_come: false,
    };
    let activities: Vec<Activity> = sell.activities().collect();
    assert_eq!(activities, [Activity::Sell, Activity::Liquidate, Activity::TransferOut]);
    assert_eq!((lift.activities().count(), Act::Request.activities().count()), (0, 0));
    let expected = [(lift, vec![]), (sell, vec![0]), (Act::Request, vec![0]), (Act::Complete, vec![0, 1, 2])];
    assert_eq!(acts_under(Restriction::Frozen), expected);
}

/// What settles leaves cash, which nobody can withdraw from a frozen account: so it is thawed first.
#[test]
fn a_restriction_is_lifted_for_what_is_still_to_come() {
    let (policy, mut facts) = (policy(&providers::alpaca::ACCOUNT, Strictness::Prudent, &[]), empty());
    let active = state(&policy, "ACTIVE");
    facts.unsettled_trades = Fact::one(movement(None));
    facts.restrictions = Fact::Known(Set::only(Restriction::Frozen));
    let found = plan(&alone(&policy, &active, &facts, "2026-03-20T09:00:00Z")).unwrap();
    let clears = |code| found.steps.iter().position(|step| step.act.clears() == Some(code)).unwrap();
    let (lifted, withdrawn) = (clears(Code::AccountRestricted), clears(Code::CashBalance));
    assert!(found.steps[withdrawn].after.contains(&lifted));
}

/// What a change does is done to the accounts of a group as well.
#[test]
fn accounts_move_with_their_group() {
    let of_group = policy(&providers::upvest::GROUP, Strictness::Documented, &["GB"]);
    let (of_accounts, nothing) = (british(), empty());
    let (active, group) = (state(&of_accounts, "ACTIVE"), state(&of_group, "ACTIVE"));
    let accounts = [PlanSubject { id: "a0", policy: &of_accounts, state: &active, facts: &nothing }];
    let subject = PlanSubject { id: "g", policy: &of_group, state: &group, facts: &nothing };
    let now = at("2026-03-05T23:00:00Z");
    let request = PlanRequest { subject, accounts: &accounts, reason: None, settlements: &[], now };
    let moved = what_if(&request, &Change::Residences(german().options().residences.clone())).unwrap();
    assert_eq!(moved.before.earliest, at("2026-04-05T23:00:00Z"));
    assert_eq!(moved.after.earliest, now);
}

/// Expected in May, so it misses the boundary of April: of which there is another, or which is over by then.
#[test]
fn a_missed_boundary_is_waited_for_once_more_or_not() {
    let (policy, mut facts) = (british(), empty());
    let active = state(&policy, "ACTIVE");
    facts.expected_corporate_actions = Fact::one(movement(Some("2026-05-04")));
    let request = alone(&policy, &active, &facts, "2026-03-20T09:00:00Z");
    let other = what_if(&request, &Change::MissedBoundary(MissedBoundary::WhenClear)).unwrap();
    assert_eq!(other.before.earliest, at("2027-04-05T23:00:00Z"));
    assert_eq!(other.after.earliest, at("2026-05-03T23:00:00Z"));
    let spared: Vec<Act> = other.difference.spared.iter().map(|step| step.act).collect();
    assert!(matches!(spared[..], [Act::Record, Act::Await(_)]), "{spared:?}");
    assert_eq!(other.difference.added, []);
}

/// After the boundary it is the next one that is waited for: later, and by the same steps.
#[test]
fn whoever_comes_too_late_does_the_same_a_year_later() {
    let (policy, mut facts) = (british(), empty());
    let active = state(&policy, "ACTIVE");
    facts.positions = Fact::one(position("3"));
    let request = alone(&policy, &active, &facts, "2026-03-20T09:00:00Z");
    let late = what_if(&request, &Change::Now(at("2026-04-20T09:00:00Z"))).unwrap();
    assert_eq!(late.difference.later_by.as_hours(), 365 * 24);
    assert_eq!((late.difference.spared, late.difference.added), (vec![], vec![]));
}
