//! Plans that do no harm: nothing is moved while something holds it, and nothing is paid that a sale would pay.
//!
//! What belongs here: one situation a test, with the order of the steps and what clears each.
//! Days of Alpaca begin in New York, in winter at five in the morning by the clock of Greenwich.
//! What never does: that a plan leads to its end, which is a property (`plan.rs`).

use super::by_hand::alone;
use crate::support::{at, balance, closing, empty, movement, order, policy, position, state};
use closeout::{
    Fact, Facts, Policy, Set, Strictness,
    blocker::Side,
    facts::Restriction,
    plan,
    plan::{Act, Actor, Note, Plan, PlanRequest, PlanSubject, Settlement},
    providers,
};

const NOW: &str = "2026-02-02T09:00:00Z";

/// Each step in words: what and how, and what it waits for.
pub(super) fn told(plan: &Plan) -> Vec<String> {
    let act = |act: Act| match act {
        Act::FindOut(fact) => format!("find out {fact}"),
        Act::Clear { code, cures, side, to_come } => {
            let side = side.map_or(String::new(), |side| format!("{side} "));
            let cures: Vec<&str> = cures.iter().map(closeout::blocker::Cure::name).collect();
            let to_come = if to_come { " to come" } else { "" };
            format!("{side}{code}{to_come}: {}", cures.join("/"))
        }
        Act::FindOutStatus
        | Act::Move(_)
        | Act::Request
        | Act::Record
        | Act::Await(_)
        | Act::Complete
        | _ => format!("{act:?}").to_lowercase(),
    };
    let steps = plan.steps.iter();
    steps.map(|step| format!("{} {} after {:?}", step.actor, act(step.act), step.after)).collect()
}

fn alpaca(strictness: Strictness) -> Policy {
    policy(&providers::alpaca::ACCOUNT, strictness, &[])
}

/// The plan for an active account of Alpaca.
fn plan_for(strictness: Strictness, facts: &Facts) -> Plan {
    let policy = alpaca(strictness);
    plan(&alone(&policy, &state(&policy, "ACTIVE"), facts, NOW)).unwrap()
}

fn of_both(facts: &Facts) -> [Plan; 2] {
    [Strictness::Documented, Strictness::Prudent].map(|strictness| plan_for(strictness, facts))
}

/// No rule of the document asks for orders, and still the one that is known holds the shares.
#[test]
fn what_an_order_holds_is_sold_when_it_is_cancelled() {
    let mut facts = empty();
    facts.positions = Fact::one(position("17"));
    facts.open_orders = Fact::one(order());
    let documented = [
        "holder open_orders: cancel after []",
        "holder open_positions: sell/liquidate/transfer_out after [0]",
        "holder cash_balance to come: withdraw after [0, 1]",
        "service request after [0, 1, 2]",
    ];
    let prudent = [
        "holder open_orders: cancel after []",
        "holder open_positions: sell/liquidate/transfer_out after [0]",
        "market unsettled_trades to come: await_settlement after [1]",
        "holder cash_balance to come: withdraw after [0, 1, 2]",
        "market outstanding_withdrawals to come: await_settlement/cancel after [1, 2, 3]",
        "market pending_transfers to come: await_settlement after [1, 2, 3]",
        "service request after [0, 1, 2, 3, 4, 5]",
    ];
    let [as_documented, as_prudent] = of_both(&facts);
    assert_eq!(told(&as_documented), documented);
    assert_eq!(told(&as_prudent), prudent);
    // Of an order that nobody has said anything about nothing is asked where no rule asks for it.
    facts.open_orders = Fact::Unknown;
    assert_eq!(told(&plan_for(Strictness::Documented, &facts))[0], documented[1].replace("[0]", "[]"));
}

/// A transfer takes shares along, and breaks if they are sold on the way; what it leaves is sold after the tenth.
#[test]
fn what_a_transfer_takes_along_is_not_sold_meanwhile() {
    let mut facts = empty();
    facts.positions = Fact::one(position("3.4"));
    facts.cash = Fact::one(balance("20"));
    facts.pending_transfers = Fact::one(movement(Some("2026-02-10")));
    let prudent = [
        "market pending_transfers: await_settlement after []",
        "holder open_positions: sell/liquidate/transfer_out after [0]",
        "market unsettled_trades to come: await_settlement after [1]",
        "holder cash_balance: withdraw after [0, 1, 2]",
        "market outstanding_withdrawals to come: await_settlement/cancel after [1, 2, 3]",
        "market pending_transfers to come: await_settlement after [1, 2, 3]",
        "service request after [0, 1, 2, 3, 4, 5]",
    ];
    let [as_documented, as_prudent] = of_both(&facts);
    assert_eq!(told(&as_prudent), prudent);
    assert_eq!(told(&as_documented)[..2], prudent[..2]);
    for plan in [as_documented, as_prudent] {
        assert_eq!(plan.steps[1].earliest, at("2026-02-10T05:00:00Z"));
        assert_eq!((plan.earliest, plan.firm), (at("2026-02-10T05:00:00Z"), false));
    }
}

/// What is on its way out is not withdrawn twice, nor is the money for an order.
#[test]
fn cash_is_paid_out_when_nothing_holds_it() {
    let mut facts = empty();
    facts.cash = Fact::one(balance("800"));
    facts.outstanding_withdrawals = Fact::one(movement(Some("2026-02-03")));
    facts.open_orders = Fact::one(order());
    let plan = plan_for(Strictness::Documented, &facts);
    let expected = [
        "market outstanding_withdrawals: await_settlement/cancel after []",
        "holder open_orders: cancel after []",
        "holder cash_balance: withdraw after [0, 1]",
        "service request after [0, 1, 2]",
    ];
    assert_eq!(told(&plan), expected);
    assert_eq!(plan.steps[2].earliest, at("2026-02-03T05:00:00Z"));
    // With nothing to move, what no rule asks for is nobody's business here.
    facts.cash = Fact::empty();
    assert_eq!(told(&plan_for(Strictness::Documented, &facts)), ["service request after []"]);
}

/// Where nothing can be cancelled, an order is over when the market has done with it.
#[test]
fn an_order_that_nobody_can_cancel_is_waited_for() {
    let policy = policy(&providers::udara360::ACCOUNT, Strictness::Prudent, &[]);
    let mut facts = empty();
    facts.restrictions = Fact::Unknown;
    facts.cash = Fact::one(balance("800"));
    facts.open_orders = Fact::one(order());
    let active = policy.state(1);
    let plan = plan(&alone(&policy, &active, &facts, NOW)).unwrap();
    assert_eq!(told(&plan)[1], "market open_orders: await_settlement after []");
    assert_eq!(told(&plan)[2], "holder cash_balance: withdraw after [1]");
}

/// Whether an order or a transfer holds something is known before it is moved.
#[test]
fn what_could_hold_it_is_found_out_before() {
    let mut facts = empty();
    facts.positions = Fact::one(position("17"));
    facts.open_orders = Fact::Unknown;
    facts.pending_transfers = Fact::Unknown;
    facts.fees = Fact::Unknown;
    let expected = [
        "service find out fees after []",
        "service find out open_orders after []",
        "service find out pending_transfers after []",
        "holder open_positions: sell/liquidate/transfer_out after [1, 2]",
    ];
    assert_eq!(told(&plan_for(Strictness::Prudent, &facts))[..4], expected);
}

/// Settled on the ninth, what is sold that day on the thirteenth: those are two things to wait for.
#[test]
fn what_is_there_is_not_what_is_to_come() {
    let mut facts = empty();
    facts.positions = Fact::one(position("17"));
    facts.unsettled_trades = Fact::one(movement(Some("2026-02-09")));
    let policy = alpaca(Strictness::Prudent);
    let day = super::by_hand::day;
    let settlements = [Settlement { traded_on: day("2026-02-02"), settles_on: day("2026-02-13") }];
    let active = state(&policy, "ACTIVE");
    let found =
        plan(&PlanRequest { settlements: &settlements, ..alone(&policy, &active, &facts, NOW) }).unwrap();
    let expected = [
        "holder open_positions: sell/liquidate/transfer_out after []",
        "market unsettled_trades: await_settlement after []",
        "market unsettled_trades to come: await_settlement after [0]",
        "holder cash_balance to come: withdraw after [0, 1, 2]",
    ];
    assert_eq!(told(&found)[..4], expected);
    let instants: Vec<_> = found.steps.iter().map(|step| step.earliest.to_string()).collect();
    assert_eq!(instants[..4], [NOW, "2026-02-09T05:00:00Z", "2026-02-13T05:00:00Z", "2026-02-13T05:00:00Z"]);
}

/// What is owed is bought back while what is held still stands for it.
#[test]
fn short_positions_are_bought_back_before_long_ones_are_sold() {
    let mut facts = empty();
    facts.positions = Fact::Known(vec![position("5"), position("-5"), position("0")]);
    let plan = plan_for(Strictness::Documented, &facts);
    let expected = [
        "holder short open_positions: cover/liquidate/transfer_out after []",
        "holder long open_positions: sell/liquidate/transfer_out after [0]",
        "holder cash_balance to come: withdraw/deposit after [0, 1]",
        "service request after [0, 1, 2]",
    ];
    assert_eq!(told(&plan), expected);
    // One kind alone is not told from another.
    for (quantity, cure) in [("5", "sell"), ("-5", "cover")] {
        facts.positions = Fact::one(position(quantity));
        let plan = plan_for(Strictness::Documented, &facts);
        assert_eq!(told(&plan)[0], format!("holder open_positions: {cure}/liquidate/transfer_out after []"));
        let sides: Vec<Option<Side>> = plan
            .steps
            .iter()
            .filter_map(|step| if let Act::Clear { side, .. } = step.act { Some(side) } else { None })
            .collect();
        assert_eq!(sides, [None, None]);
    }
}

/// Buying back costs what nobody knows yet, so what is left can be less than nothing.
#[test]
fn buying_back_can_leave_a_debit() {
    let mut facts = empty();
    facts.positions = Fact::one(position("-5"));
    let cash = |amount: Option<&str>| {
        facts.cash = amount.map_or(Fact::empty(), |amount| Fact::one(balance(amount)));
        told(&plan_for(Strictness::Documented, &facts))[1].clone()
    };
    let mut cash = cash;
    assert_eq!(cash(Some("100")), "holder cash_balance: withdraw/deposit after [0]");
    assert_eq!(cash(Some("-100")), "holder cash_balance: deposit after [0]");
    assert_eq!(cash(None), "holder cash_balance to come: withdraw/deposit after [0]");
}

/// Forty shares may well pay a debit of 120: what is left, on either side, is for afterwards.
#[test]
fn a_debit_is_paid_by_the_sale_before_it_is_paid_by_the_holder() {
    let mut facts = empty();
    facts.positions = Fact::one(position("40"));
    facts.cash = Fact::one(balance("-120"));
    let expected = [
        "holder open_positions: sell/liquidate/transfer_out after []",
        "holder cash_balance: withdraw/deposit after [0]",
        "service request after [0, 1]",
    ];
    assert_eq!(told(&plan_for(Strictness::Documented, &facts)), expected);
    // A credit grows, and a debit that nothing pays is deposited.
    facts.cash = Fact::one(balance("120"));
    assert_eq!(told(&plan_for(Strictness::Documented, &facts))[1], "holder cash_balance: withdraw after [0]");
    facts.cash = Fact::one(balance("-120"));
    facts.positions = Fact::empty();
    assert_eq!(told(&plan_for(Strictness::Documented, &facts))[0], "holder cash_balance: deposit after []");
}

/// A trade that has to settle, or a dividend, pays a debit as well.
#[test]
fn what_is_still_to_arrive_pays_a_debit_too() {
    let arrives: [fn(&mut Facts); 3] = [
        |facts| facts.unsettled_trades = Fact::one(movement(None)),
        |facts| facts.pending_transfers = Fact::one(movement(None)),
        |facts| {
            facts.unsettled_trades = Fact::one(movement(None));
            facts.pending_transfers = Fact::one(movement(None));
        },
    ];
    for arrives in arrives {
        let mut facts = empty();
        facts.cash = Fact::one(balance("-120"));
        arrives(&mut facts);
        let steps = told(&plan_for(Strictness::Prudent, &facts));
        assert!(
            steps.iter().any(|step| step.starts_with("holder cash_balance: withdraw/deposit after [0")),
            "{steps:?}"
        );
    }
}

/// The cash of accounts is their group's, and so is its debit.
#[test]
fn the_debit_of_a_group_is_paid_by_what_its_accounts_sell() {
    let of_accounts = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let of_group = policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]);
    let (active, group) = (state(&of_accounts, "ACTIVE"), closing(&of_group));
    let (mut held, mut owing) = (empty(), empty());
    owing.cash = Fact::one(balance("-7"));
    let mut steps = |quantity| {
        held.positions = Fact::one(position(quantity));
        let accounts = [PlanSubject { id: "a", policy: &of_accounts, state: &active, facts: &held }];
        let subject = PlanSubject { id: "g", policy: &of_group, state: &group, facts: &owing };
        let request =
            PlanRequest { subject, accounts: &accounts, reason: None, settlements: &[], now: at(NOW) };
        told(&plan(&request).unwrap())
    };
    let expected = [
        "holder open_positions: sell/liquidate/transfer_out after []",
        "service request after []",
        "service complete after [0, 1]",
        "holder cash_balance: withdraw/deposit after [0]",
        "service complete after [3, 2]",
    ];
    assert_eq!(steps("3"), expected);
    assert_eq!(steps("0")[2], "holder cash_balance: deposit after []");
}

/// A balance on either side takes paying out and paying in: who may do only one of them is not done.
#[test]
fn half_a_cure_is_none() {
    let policy = policy(&providers::udara360::ACCOUNT, Strictness::Prudent, &[]);
    let mut facts = empty();
    facts.restrictions = Fact::Unknown;
    facts.cash = Fact::Known(vec![balance("10"), balance("-4")]);
    let post_no_debit = policy.state(4);
    let plan = plan(&alone(&policy, &post_no_debit, &facts, NOW)).unwrap();
    assert_eq!(told(&plan)[0], "provider move(unrestrict) after []");
    assert!(told(&plan).contains(&"holder cash_balance: withdraw/deposit after [0]".to_owned()));
}

/// What the holder has put there, the holder takes away; what somebody else has put there as well is for the provider.
#[test]
fn whoever_suspended_trading_can_lift_it() {
    let mut facts = empty();
    facts.positions = Fact::one(position("40"));
    let mut under = |restrictions: &[Restriction]| {
        facts.restrictions = Fact::Known(restrictions.iter().copied().collect::<Set<_>>());
        let plan = plan_for(Strictness::Documented, &facts);
        let notes: Vec<Note> = plan.remarks.iter().map(|remark| remark.note.clone()).collect();
        (told(&plan)[0].clone(), notes, plan.remarks.first().and_then(|remark| remark.actor))
    };
    let suspended = Restriction::TradeSuspendedByUser;
    let transfer = "holder open_positions: transfer_out after []".to_owned();
    assert_eq!(under(&[suspended]), (transfer.clone(), vec![Note::OwnSuspension], Some(Actor::Holder)));
    assert_eq!(under(&[Restriction::TradingBlocked]), (transfer, vec![], None));
    let lift = "account_restricted: lift_restriction after []";
    let both = under(&[suspended, Restriction::TransfersBlocked]);
    assert_eq!(both, (format!("provider {lift}"), vec![Note::OwnSuspension], Some(Actor::Holder)));
}

/// Where there is no other way than to sell, the holder's own suspension is lifted first, and by nobody else.
#[test]
fn an_own_suspension_that_leaves_no_way_is_lifted_by_the_holder() {
    let mut draft = closeout::draft::ProfileDraft::from(&providers::alpaca::ACCOUNT);
    for row in &mut draft.permissions {
        row.activities.retain(|activity| *activity != closeout::profile::Activity::TransferOut);
    }
    let policy = policy(draft.build().unwrap(), Strictness::Documented, &[]);
    let mut facts = empty();
    facts.positions = Fact::one(position("40"));
    facts.restrictions = Fact::Known(Set::only(Restriction::TradeSuspendedByUser));
    let plan = plan(&alone(&policy, &state(&policy, "ACTIVE"), &facts, NOW)).unwrap();
    let expected = [
        "holder account_restricted: lift_restriction after []",
        "holder open_positions: sell/liquidate after [0]",
    ];
    assert_eq!(told(&plan)[..2], expected);
}
