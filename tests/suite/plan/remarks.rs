//! What a plan says beside its steps, and what keeps it from being firm.
//!
//! What belongs here: contradictions, applications, overdue items, and accounts of which nobody knows enough.
//! What never does: in which order steps stand.

use super::by_hand::alone;
use crate::support::{at, balance, closing, empty, member, movement, order, policy, position, state};
use closeout::{
    Code, Fact, Facts, Policy, Set, Strictness,
    blocker::{Cure, Side},
    lifecycle::Move,
    plan,
    plan::{Act, Actor, Note, Plan, PlanError, PlanRequest, PlanSubject},
    profile::Limit,
    providers,
};

const NOW: &str = "2026-02-02T09:00:00Z";

fn alpaca(strictness: Strictness) -> Policy {
    policy(&providers::alpaca::ACCOUNT, strictness, &[])
}

/// The notes on the subject with who can act.
fn notes(plan: &Plan) -> Vec<(Note, Option<Actor>)> {
    assert!(plan.remarks.iter().all(|remark| remark.account.is_none()));
    plan.remarks.iter().map(|remark| (remark.note.clone(), remark.actor)).collect()
}

fn contradiction(code: Code, cures: &[Cure], limit: Option<Limit>) -> Note {
    Note::Contradiction { code, cures: cures.iter().copied().collect(), limit }
}

/// Of what arrived after closing, cash can leave within the provider's own books, and nothing else without the provider.
#[test]
fn a_closed_account_with_something_in_it_is_a_contradiction() {
    let policy = alpaca(Strictness::Documented);
    let closed = state(&policy, "ACCOUNT_CLOSED");
    let plan_with = |change: fn(&mut Facts)| {
        let mut facts = empty();
        change(&mut facts);
        let plan = plan(&alone(&policy, &closed, &facts, NOW)).unwrap();
        assert_eq!(plan.steps, []);
        (notes(&plan), plan.firm)
    };
    let only =
        |code, cures: &[Cure], limit, actor| (vec![(contradiction(code, cures, limit), Some(actor))], false);
    assert_eq!(plan_with(|_| {}), (vec![], true));
    assert_eq!(
        plan_with(|facts| facts.cash = Fact::one(balance("50"))),
        only(Code::CashBalance, &[Cure::Withdraw], Some(Limit::WithinBooks), Actor::Holder)
    );
    assert_eq!(
        plan_with(|facts| facts.cash = Fact::one(balance("-50"))),
        only(Code::CashBalance, &[], None, Actor::Provider)
    );
    assert_eq!(
        plan_with(|facts| facts.positions = Fact::Known(vec![position("2"), position("-2")])),
        only(Code::OpenPositions, &[], None, Actor::Provider)
    );
    assert_eq!(
        plan_with(|facts| facts.expected_corporate_actions = Fact::one(movement(None))),
        only(Code::ExpectedCorporateActions, &[Cure::AwaitSettlement], None, Actor::Market)
    );
    assert_eq!(
        plan_with(|facts| facts.open_orders = Fact::one(order())),
        only(Code::OpenOrders, &[], None, Actor::Provider)
    );
    assert_eq!(
        plan_with(|facts| facts.cash = Fact::Known(vec![balance("0"), balance("-0.00")])),
        (vec![], true)
    );
    let (all, _) = plan_with(|facts| {
        facts.outstanding_withdrawals = Fact::one(movement(None));
        facts.unsettled_trades = Fact::one(movement(None));
        facts.fees = Fact::one(balance("1"));
        facts.liens = Fact::one(balance("1"));
    });
    let codes: Vec<Code> = all
        .iter()
        .filter_map(|(note, _)| if let Note::Contradiction { code, .. } = note { Some(*code) } else { None })
        .collect();
    assert_eq!(
        codes,
        [Code::OutstandingWithdrawals, Code::UnsettledTrades, Code::OutstandingFees, Code::Liens]
    );
    let actors: Vec<Option<Actor>> = all.iter().map(|(_, actor)| *actor).collect();
    let expected = [Actor::Market, Actor::Market, Actor::Provider, Actor::Provider].map(Some);
    assert_eq!(actors, expected);
}

/// The withdrawals that an account of Upvest is told of are those of its group, which may well go on.
#[test]
fn what_is_on_its_way_out_of_the_group_is_not_in_its_closed_account() {
    let policy = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let (closed, mut facts) = (state(&policy, "CLOSED"), empty());
    facts.outstanding_withdrawals = Fact::one(movement(None));
    assert_eq!(plan(&alone(&policy, &closed, &facts, NOW)).unwrap().remarks, []);
}

/// Either the group is not closed, or the accounts are: which of them, its provider has to say.
#[test]
fn a_closed_group_with_an_open_account_is_a_contradiction() {
    let of_accounts = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let of_group = policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]);
    let (active, closed) = (state(&of_accounts, "ACTIVE"), state(&of_accounts, "CLOSED"));
    let (group, nothing, mut held, mut owing) = (state(&of_group, "CLOSED"), empty(), empty(), empty());
    held.positions = Fact::one(position("3"));
    owing.cash = Fact::one(balance("-7"));
    let plan_of = |accounts: &[(&_, &_)], facts| {
        let subject_of = |(state, facts)| PlanSubject { id: "a", policy: &of_accounts, state, facts };
        let accounts: Vec<PlanSubject<'_>> =
            accounts.iter().map(|(state, facts)| subject_of((*state, *facts))).collect();
        let subject = PlanSubject { id: "g", policy: &of_group, state: &group, facts };
        let request =
            PlanRequest { subject, accounts: &accounts, reason: None, settlements: &[], now: at(NOW) };
        plan(&request).unwrap()
    };
    let open = (contradiction(Code::AccountsNotClosed, &[], None), Some(Actor::Provider));
    let owes = (contradiction(Code::CashBalance, &[], None), Some(Actor::Provider));
    let found = plan_of(&[(&active, &nothing), (&closed, &nothing)], &owing);
    assert_eq!((notes(&found), found.firm), (vec![open.clone(), owes], false));
    assert_eq!(found.steps.iter().map(|step| step.account).collect::<Vec<_>>(), [Some(0), Some(0)]);
    assert_eq!(plan_of(&[(&closed, &nothing)], &nothing).remarks, []);
    // A closed account that holds something is named as that account.
    let found = plan_of(&[(&closed, &nothing), (&closed, &held)], &nothing);
    let accounts: Vec<Option<usize>> = found.remarks.iter().map(|remark| remark.account).collect();
    assert_eq!(accounts, [Some(1)]);
    assert_eq!(found.remarks[0].note, contradiction(Code::OpenPositions, &[], None));
    // What its accounts are can also be a fact of the group.
    let mut told = empty();
    told.accounts = Fact::Known(vec![member("CLOSED"), member("LOCKED")]);
    assert_eq!(notes(&plan_of(&[], &told)), [open]);
}

/// Nobody documents one of three: the steps of the two are known, and who finds out about the third.
#[test]
fn one_account_that_nobody_knows_does_not_hide_the_others() {
    let of_accounts = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let of_group = policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]);
    let (active, odd) = (state(&of_accounts, "ACTIVE"), state(&of_accounts, "SUSPENDED"));
    let (group, nothing, mut owing) = (state(&of_group, "ACTIVE"), empty(), empty());
    owing.cash = Fact::one(balance("-7"));
    let subject_of = |state| PlanSubject { id: "a", policy: &of_accounts, state, facts: &nothing };
    let accounts = [subject_of(&active), subject_of(&odd), subject_of(&active)];
    let subject = PlanSubject { id: "g", policy: &of_group, state: &group, facts: &owing };
    let request = PlanRequest { subject, accounts: &accounts, reason: None, settlements: &[], now: at(NOW) };
    let found = plan(&request).unwrap();
    let steps: Vec<_> = found.steps.iter().map(|step| (step.account, step.actor, step.act)).collect();
    let (service, holder) = (Actor::Service, Actor::Holder);
    let cures = Set::only(Cure::Withdraw).with(Cure::Deposit);
    let expected = [
        (Some(0), service, Act::Request),
        (Some(0), service, Act::Complete),
        (Some(1), service, Act::FindOutStatus),
        (Some(2), service, Act::Request),
        (Some(2), service, Act::Complete),
        (None, service, Act::Request),
        (None, holder, Act::Clear { code: Code::CashBalance, cures, side: None, to_come: false }),
        (None, service, Act::Complete),
    ];
    assert_eq!(steps, expected);
    assert!(!found.firm);
    // What it holds may pay into the group, which is closed only when it is.
    assert!(found.steps[6].after.contains(&2) && found.steps[7].after.contains(&2));
    // Of the group itself nothing can be said without its status.
    let unknown = state(&of_group, "SUSPENDED");
    let nowhere = PlanRequest { subject: PlanSubject { state: &unknown, ..subject }, ..request };
    assert!(matches!(plan(&nowhere), Err(PlanError::NoWay { .. })));
}

#[test]
fn what_was_rejected_never_opened() {
    let policy = alpaca(Strictness::Documented);
    let rejected = state(&policy, "REJECTED");
    let mut facts = empty();
    let found = plan(&alone(&policy, &rejected, &facts, NOW)).unwrap();
    assert_eq!((found.steps.len(), notes(&found), found.firm), (0, vec![(Note::NeverOpened, None)], true));
    // And yet there is money.
    facts.cash = Fact::one(balance("5"));
    let found = plan(&alone(&policy, &rejected, &facts, NOW)).unwrap();
    let money = (contradiction(Code::CashBalance, &[], None), Some(Actor::Provider));
    assert_eq!((notes(&found), found.firm), (vec![(Note::NeverOpened, None), money], false));
}

/// An application ends by being rejected or withdrawn. Whoever approves it to close it opens an account first.
#[test]
fn an_application_is_not_opened_in_silence() {
    let policy = alpaca(Strictness::Documented);
    let opens_first = |instead: &[Move], moves: usize| {
        let note = Note::OpensFirst { instead: instead.to_vec() };
        (vec![(note, Some(Actor::Provider))], moves)
    };
    let said_of = |status| {
        let state = state(&policy, status);
        let found = plan(&alone(&policy, &state, &empty(), NOW)).unwrap();
        let moves = found.steps.iter().filter(|step| matches!(step.act, Act::Move(_))).count();
        (notes(&found), moves)
    };
    assert_eq!(said_of("ONBOARDING"), opens_first(&[Move::Submit, Move::Review, Move::Reject], 3));
    assert_eq!(said_of("SUBMITTED"), opens_first(&[Move::Review, Move::Reject], 2));
    assert_eq!(said_of("ACTION_REQUIRED"), opens_first(&[Move::Reject], 2));
    assert_eq!(said_of("APPROVAL_PENDING"), opens_first(&[Move::Reject], 2));
    assert_eq!(said_of("APPROVED"), opens_first(&[], 1));
    // What is under review has been open, and what can be closed as it is needs no opening.
    let reviewed = state(&policy, "ACCOUNT_UPDATED");
    assert_eq!(plan(&alone(&policy, &reviewed, &empty(), NOW)).unwrap().remarks, []);
    let yuno = crate::support::policy(&providers::yuno::ACCOUNT, Strictness::Documented, &[]);
    let pending = state(&yuno, "PENDING");
    assert_eq!(plan(&alone(&yuno, &pending, &empty(), NOW)).unwrap().remarks, []);
}

/// A transfer due in November that is still there in February: no day says when it is over. In New York
/// the third begins at five in the morning by the clock of Greenwich.
#[test]
fn what_is_overdue_bounds_nothing_and_makes_nothing_firm() {
    let policy = alpaca(Strictness::Prudent);
    let active = state(&policy, "ACTIVE");
    let plan_with = |days: &[Option<&str>]| {
        let mut facts = empty();
        facts.pending_transfers = Fact::Known(days.iter().map(|day| movement(*day)).collect());
        let plan = plan(&alone(&policy, &active, &facts, NOW)).unwrap();
        let overdue = (Note::Overdue { code: Code::PendingTransfers }, Some(Actor::Service));
        assert!(notes(&plan).iter().all(|note| *note == overdue));
        (plan.earliest.to_string(), plan.firm, plan.remarks.len())
    };
    let now = || NOW.to_owned();
    assert_eq!(plan_with(&[Some("2025-11-03")]), (now(), false, 1));
    assert_eq!(plan_with(&[Some("2026-02-02")]), (now(), false, 1)); // it has begun, and is not over
    assert_eq!(plan_with(&[Some("2026-02-03")]), ("2026-02-03T05:00:00Z".to_owned(), true, 0));
    assert_eq!(plan_with(&[None]), (now(), false, 0));
    let both = [Some("2026-02-03"), Some("2025-11-03")];
    assert_eq!(plan_with(&both), ("2026-02-03T05:00:00Z".to_owned(), false, 1));
    assert_eq!(plan_with(&[Some("2026-02-03"), None]), ("2026-02-03T05:00:00Z".to_owned(), false, 0));
}

/// In London a day of summer begins at eleven in the evening before, by the clock of Greenwich.
#[test]
fn a_day_begins_in_the_zone_of_the_gate() {
    let policy = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["GB"]);
    let (closing, mut facts) = (closing(&policy), empty());
    facts.expected_corporate_actions = Fact::one(movement(Some("2026-07-02")));
    let is_firm = |now| {
        let plan = plan(&alone(&policy, &closing, &facts, now)).unwrap();
        (plan.firm, plan.remarks.len())
    };
    assert_eq!(is_firm("2026-07-01T22:59:59Z"), (true, 0));
    assert_eq!(is_firm("2026-07-01T23:00:00Z"), (false, 1));
}

#[test]
fn notes_and_sides_have_names() {
    let notes = [
        contradiction(Code::CashBalance, &[], None),
        Note::NeverOpened,
        Note::OpensFirst { instead: vec![] },
        Note::OwnSuspension,
        Note::Overdue { code: Code::CashBalance },
    ];
    let names: Vec<&str> = notes.iter().map(Note::name).collect();
    assert_eq!(names, ["contradiction", "never_opened", "opens_first", "own_suspension", "overdue"]);
    assert_eq!([Side::Long, Side::Short].map(Side::name), ["long", "short"]);
}
