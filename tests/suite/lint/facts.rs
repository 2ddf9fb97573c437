//! Facts that can be established and that no rule asks for.
//!
//! What belongs here: which activities make which facts hold something, by hand; rows that ask and rows that do not.
//! What never does: a life in which the fact is asked for, and too late.

use super::SOURCE;
use crate::support::{at, policy};
use closeout::{
    Code, Command, Facts, Policy, Set, State, Status, Strictness, decide,
    draft::ProfileDraft,
    facts::FactName,
    lifecycle::{Move, Phase, Subject},
    lint,
    lint::{About, Defect},
    profile::{Activity, RuleRow, Stage},
    providers,
    vocab::Basis,
};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

/// An account that closes in one step, asks for nothing, and of which everything can be established.
fn house() -> ProfileDraft {
    ProfileDraft::new("house", Subject::Account)
        .status("OPEN", Phase::Active, SOURCE)
        .status("GONE", Phase::Closed, SOURCE)
        .edge("OPEN", Move::RequestClosure, "GONE", SOURCE)
}

fn named(policy: &Policy) -> Set<FactName> {
    let findings = lint(policy).into_iter().filter(|finding| finding.defect == Defect::FactNeverAsked);
    let fact = |about| if let About::Established(fact) = about { Some(fact) } else { None };
    findings.map(|finding| fact(finding.about).unwrap()).collect()
}

/// What is left in it when it closes is a finding of its own.
fn funded(policy: &Policy) -> Set<FactName> {
    let findings = lint(policy).into_iter().filter(|finding| finding.defect == Defect::FundedCanClose);
    let fact = |about| if let About::Cause(code) = about { code.fact() } else { None };
    findings.map(|finding| fact(finding.about).unwrap()).collect()
}

fn never_asked(draft: &ProfileDraft) -> Vec<&'static str> {
    let policy = policy(draft.build().unwrap(), Strictness::Documented, &["DE"]);
    named(&policy).iter().map(FactName::name).collect()
}

/// By hand. Fees, liens and restrictions are others' doing, and can be there wherever anything is done at all.
#[test]
fn what_can_be_there_follows_from_what_is_done() {
    let by_others = ["fees", "liens", "restrictions"];
    let trading = ["cash", "expected_corporate_actions", "open_orders", "unsettled_trades"];
    let holding = ["cash", "expected_corporate_actions", "positions"];
    let across = ["cash", "expected_corporate_actions", "pending_transfers", "positions"];
    let cases: &[(&str, &[&str])] = &[
        ("buy", &trading),
        ("sell", &trading),
        ("cover", &trading),
        ("liquidate", &trading),
        ("cancel", &[]),
        ("transfer_in", &across),
        ("transfer_out", &across),
        ("deposit", &["pending_transfers"]),
        ("withdraw", &["outstanding_withdrawals", "pending_transfers"]),
        ("open_account", &[]),
        ("charge_fee", &["cash"]),
        ("book_corporate_action", &holding),
    ];
    for (activity, facts) in cases {
        let draft = house().permit(&[Activity::named(activity).unwrap()], &["OPEN"], SOURCE);
        let mut expected: Vec<&str> = facts.iter().chain(&by_others).copied().collect();
        expected.sort_unstable();
        assert_eq!(never_asked(&draft), expected, "{activity}");
    }
    assert_eq!(cases.len() + 1, Activity::ALL.len());
    assert_eq!(never_asked(&house().permit(&[Activity::Read], &["OPEN", "GONE"], SOURCE)), [""; 0]);
    // Permitted in no status at all.
    assert_eq!(never_asked(&house().permit(Activity::ALL, &[], SOURCE)), [""; 0]);
}

/// What trades holds positions, and what is paid in is money: that it closes with them is said, and not said twice.
#[test]
fn what_is_left_in_it_is_said_once() {
    let draft = house().permit(&[Activity::Buy, Activity::Deposit], &["OPEN"], SOURCE);
    let policy = policy(draft.build().unwrap(), Strictness::Documented, &["DE"]);
    let left = Set::only(FactName::Cash).with(FactName::Positions);
    assert_eq!(funded(&policy), left);
    assert!(named(&policy).intersection(left).is_empty());
    // Without a way to be closed nothing is left in it then; that nobody asks is as true.
    let mut stuck = draft;
    stuck.moves.clear();
    let stuck = policy_of(&stuck);
    assert!(funded(&stuck).is_empty());
    assert!(left.is_subset(named(&stuck)));
}

fn policy_of(draft: &ProfileDraft) -> Policy {
    policy(draft.build().unwrap(), Strictness::Documented, &["DE"])
}

/// An inferred row asks, although it is not in force under `documented`; one that is never reached does not, nor does
/// one of another cause. A fact that nobody can establish is asked of nobody.
#[test]
fn one_row_that_asks_is_enough() {
    let draft = || {
        let mut draft = house().permit(&[Activity::Cancel], &["OPEN"], SOURCE);
        draft.facts = vec![FactName::Liens];
        draft
    };
    let with = |code, stage, basis| never_asked(&draft().rule(code, stage, basis, SOURCE));
    assert_eq!(never_asked(&draft()), ["liens"]);
    assert_eq!(with(Code::Liens, Stage::Admission, Basis::Stated), [""; 0]);
    assert_eq!(with(Code::Liens, Stage::Admission, Basis::Inferred), [""; 0]);
    assert_eq!(with(Code::Liens, Stage::Completion, Basis::Stated), ["liens"]);
    assert_eq!(with(Code::ReasonRequired, Stage::Admission, Basis::Stated), ["liens"]);
    let mut unstated = draft();
    unstated.facts.clear();
    assert_eq!(never_asked(&unstated), [""; 0]);
    let two_steps = draft().rule(Code::Liens, Stage::Completion, Basis::Stated, SOURCE).status(
        "LEAVING",
        Phase::Closing,
        SOURCE,
    );
    assert_eq!(never_asked(&two_steps), [""; 0]);
}

/// The status says it: whether it may be closed from there is said by the moves.
#[test]
fn restrictions_that_the_status_shows_need_no_rule() {
    let mut draft = house().permit(&[Activity::Cancel], &["OPEN"], SOURCE);
    draft.facts = vec![FactName::Restrictions];
    assert_eq!(never_asked(&draft), ["restrictions"]);
    draft.restrictions_show_in_status = true;
    assert_eq!(never_asked(&draft), [""; 0]);
}

/// A built-in lifecycle in which everything is done in every status, under any conditions.
fn policies() -> impl Strategy<Value = Policy> {
    let rules = subsequence(all_rules(), 0..=6);
    (any::<Index>(), rules).prop_map(|(place, rules)| {
        let profile = providers::PROFILES[place.index(providers::PROFILES.len())];
        let mut draft = ProfileDraft::from(profile);
        let is_group = profile.members.is_some();
        let fits = |rule: &RuleRow| is_group || rule.code != Code::AccountsNotClosed;
        draft.rules = rules.into_iter().filter(fits).collect();
        draft.facts = FactName::ALL.to_vec();
        draft.restrictions_show_in_status = false;
        draft.permissions[0].activities = Activity::ALL.to_vec();
        policy(draft.build().unwrap(), Strictness::Prudent, &["GB"])
    })
}

fn all_rules() -> Vec<RuleRow> {
    let is_of_the_account = |fact: FactName| !["residences", "status"].contains(&fact.name());
    let told = Code::ALL.iter().filter(|code| code.fact().is_some_and(is_of_the_account));
    told.flat_map(|code| {
        Stage::ALL.iter().map(move |stage| RuleRow {
            code: *code,
            stage: *stage,
            basis: Basis::Inferred,
            source: SOURCE,
        })
    })
    .collect()
}

/// What is missing in some status, for some command, when nobody knows anything.
fn asked(policy: &Policy) -> Set<FactName> {
    let (facts, now) = (Facts::unknown(), at("2026-02-02T09:00:00Z"));
    let commands = [Command::request(), Command::Advance];
    let answers = policy.lifecycle().statuses().iter().flat_map(|status| {
        let mut state = State::new(Status::known(status));
        state.requested_at = Some(now);
        commands.each_ref().map(|command| decide(policy, &state, &facts, command, now).unwrap().missing())
    });
    answers.fold(Set::EMPTY, Set::union)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is asked for: each fact is missed by some answer, or somebody is told that none ever misses it.
    #[test]
    fn a_fact_is_asked_for_or_named(policy in policies()) {
        let (asked, named, funded) = (asked(&policy), named(&policy), funded(&policy));
        prop_assert!(named.intersection(asked).is_empty(), "{:?}", named);
        // Where somebody lives, and what the status means, is in nobody's way.
        let can_be_in_the_way = |fact: &&FactName| !["residences", "status"].contains(&fact.name());
        for fact in FactName::ALL.iter().filter(can_be_in_the_way) {
            let is_of_a_group = *fact == FactName::Accounts && policy.profile().subject == Subject::Account;
            let is_said = asked.union(named).union(funded).contains(*fact);
            prop_assert!(is_said || is_of_a_group, "{fact}");
        }
    }
}
