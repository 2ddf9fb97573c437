//! What may be done meanwhile: the whole matrix, against tables typed from the documents and against the laws.
//!
//! What belongs here: permissions, what they are expected to be, and every combination of restrictions.
//! What never does: whether anything may be closed.

mod laws;

use crate::support::{policy, state};
use closeout::{
    Fact, Policy, Set, State, Status, Strictness,
    blocker::Cure,
    facts::Restriction,
    lifecycle::Phase,
    permission,
    permission::{Denial, Permission},
    profile::{Activity, Limit, Profile},
    providers,
};
use std::collections::BTreeMap;
use std::fmt::Write;

const NONE: Fact<Set<Restriction>> = Fact::Known(Set::EMPTY);

fn documented(profile: &'static Profile) -> Policy {
    policy(profile, Strictness::Documented, &["DE"])
}

/// All that the provider documents, and one that it does not.
fn states(policy: &Policy) -> Vec<State> {
    let known = policy.lifecycle().statuses().iter().map(Status::known);
    known.chain([policy.lifecycle().status("SOMETHING_NEW")]).map(State::new).collect()
}

fn in_status(policy: &Policy, status: &str) -> State {
    match status.parse::<i64>() {
        Ok(code) => State::new(policy.lifecycle().status(code)),
        Err(_) => state(policy, status),
    }
}

fn only(restriction: Restriction) -> Fact<Set<Restriction>> {
    Fact::Known(Set::only(restriction))
}

/// `yes`, `if` or `no`.
fn short(permission: &Permission) -> &'static str {
    match permission {
        Permission::Permitted => "yes",
        Permission::PermittedIf(_) => "if",
        Permission::Denied(_) => "no",
    }
}

#[test]
fn a_limit_is_part_of_the_answer() {
    let policy = documented(&providers::upvest::GROUP);
    let closing = state(&policy, "CLOSING");
    let asked = |activity| permission(&policy, &closing, &NONE, activity);
    let told =
        |permission: Permission| (permission.name(), permission.limit(), permission.denial().is_some());
    assert_eq!(told(asked(Activity::Deposit)), ("permitted_if", Some(Limit::CoversDebit), false));
    assert_eq!(told(asked(Activity::Withdraw)), ("permitted", None, false));
    assert_eq!(told(asked(Activity::OpenAccount)), ("denied", None, true));
}

/// Each cell of a table as a document has it: a line per activity, a column per status.
#[track_caller]
fn expect_in_each_status(profile: &'static Profile, table: &str) {
    let policy = documented(profile);
    let mut lines = table.lines().filter(|line| !line.trim().is_empty());
    let statuses: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    for line in lines {
        let (name, cells) = line.trim().split_once(' ').unwrap();
        let activity = Activity::named(name).unwrap();
        let found =
            statuses.iter().map(|status| permission(&policy, &in_status(&policy, status), &NONE, activity));
        let found: Vec<&str> = found.map(|permission| short(&permission)).collect();
        assert_eq!(found, cells.split_whitespace().collect::<Vec<_>>(), "{name} in {statuses:?}");
    }
}

/// The same with a column per restriction, in one status.
#[track_caller]
fn expect_under_each_restriction(profile: &'static Profile, status: &str, table: &str) {
    let policy = documented(profile);
    let state = in_status(&policy, status);
    let mut lines = table.lines().filter(|line| !line.trim().is_empty());
    let restrictions: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    for line in lines {
        let (name, cells) = line.trim().split_once(' ').unwrap();
        let activity = Activity::named(name).unwrap();
        let in_force = restrictions.iter().map(|name| only(Restriction::named(name).unwrap()));
        let found = in_force.map(|restriction| short(&permission(&policy, &state, &restriction, activity)));
        let cells: Vec<&str> = cells.split_whitespace().collect();
        assert_eq!(found.collect::<Vec<_>>(), cells, "{name} under {restrictions:?}");
    }
}

#[test]
fn an_upvest_account_permits_what_its_documents_say_in_each_status() {
    expect_in_each_status(
        &providers::upvest::ACCOUNT,
        "
                              PENDING_APPROVAL ACTIVE LOCKED CLOSING CLOSED
        read                  yes              yes    yes    yes     yes
        buy                   no               yes    no     no      no
        sell                  no               yes    no     yes     no
        liquidate             no               yes    no     yes     no
        transfer_out          no               yes    no     yes     no
        transfer_in           no               yes    no     no      no
        cancel                no               yes    no     yes     no
        book_corporate_action no               yes    no     yes     no
        deposit               no               no     no     no      no
        withdraw              no               no     no     no      no
        charge_fee            no               no     no     no      no
        open_account          no               no     no     no      no
        ",
    );
}

#[test]
fn an_upvest_group_permits_what_its_documents_say_in_each_status() {
    expect_in_each_status(
        &providers::upvest::GROUP,
        "
                              PENDING_APPROVAL ACTIVE LOCKED CLOSING CLOSED
        read                  yes              yes    yes    yes     yes
        deposit               no               yes    no     if      no
        withdraw              no               yes    no     yes     no
        charge_fee            no               yes    no     yes     no
        open_account          yes              yes    no     no      no
        cancel                no               yes    no     yes     no
        buy                   no               no     no     no      no
        transfer_in           no               no     no     no      no
        ",
    );
}

#[test]
fn an_alpaca_account_permits_what_its_documents_say_in_each_status() {
    expect_in_each_status(
        &providers::alpaca::ACCOUNT,
        "
                              ACTIVE ACCOUNT_UPDATED DISABLED DISABLE_PENDING ACCOUNT_CLOSED
        read                  yes    yes             yes      yes             yes
        buy                   yes    no              no       no              no
        sell                  yes    no              no       no              no
        cover                 yes    no              no       no              no
        liquidate             yes    no              no       no              no
        cancel                yes    no              no       no              no
        deposit               yes    no              no       no              no
        withdraw              yes    no              no       no              if
        transfer_in           yes    no              no       no              no
        transfer_out          yes    no              no       no              no
        charge_fee            yes    yes             yes      yes             no
        book_corporate_action yes    yes             yes      yes             no
        open_account          no     no              no       no              no
        ",
    );
}

#[test]
fn an_alpaca_account_that_is_not_yet_or_never_active_can_only_be_read() {
    let policy = documented(&providers::alpaca::ACCOUNT);
    let others = "INACTIVE ONBOARDING SUBMITTED RESUBMITTED SUBMISSION_FAILED ACTION_REQUIRED EDITED \
                  APPROVAL_PENDING REAPPROVAL_PENDING SIGNED_UP KYC_SUBMITTED LIMITED AML_REVIEW APPROVED REJECTED \
                  PAPER_ONLY";
    for status in others.split_whitespace() {
        let state = state(&policy, status);
        for activity in Activity::ALL {
            let permits = permission(&policy, &state, &NONE, *activity).permits();
            assert_eq!(permits, *activity == Activity::Read, "{status} {activity}");
        }
    }
}

/// Opening orders, closing orders, deposits and withdrawals against the flags.
#[test]
fn the_flags_of_an_active_alpaca_account_forbid_what_its_documents_say() {
    expect_under_each_restriction(
        &providers::alpaca::ACCOUNT,
        "ACTIVE",
        "
                     trading_blocked transfers_blocked account_blocked trade_suspended_by_user liquidation_only
        buy          no              yes               no              no                      no
        sell         no              yes               no              no                      yes
        cover        no              yes               no              no                      yes
        liquidate    no              yes               no              no                      yes
        cancel       yes             yes               no              yes                     yes
        deposit      yes             no                no              yes                     yes
        withdraw     yes             no                no              yes                     yes
        transfer_in  yes             no                no              yes                     yes
        transfer_out yes             no                no              yes                     yes
        charge_fee   yes             yes               yes             yes                     yes
        read         yes             yes               yes             yes                     yes
        ",
    );
}

#[test]
fn a_blocked_alpaca_account_lets_nothing_out_once_it_is_closed() {
    expect_under_each_restriction(
        &providers::alpaca::ACCOUNT,
        "ACCOUNT_CLOSED",
        "
                 trading_blocked transfers_blocked account_blocked trade_suspended_by_user liquidation_only
        withdraw if              no                no              if                      if
        deposit  no              no                no              no                      no
        read     yes             yes               yes             yes                     yes
        ",
    );
}

/// Debit: pay out, transfer out, charge. Credit: pay in, transfer in.
#[test]
fn a_udara360_account_takes_debits_and_credits_as_the_names_of_its_statuses_say() {
    expect_in_each_status(
        &providers::udara360::ACCOUNT,
        "
                              1   2   3   4   5   6   7
        withdraw              yes no  no  no  yes no  no
        transfer_out          yes no  no  no  yes no  no
        charge_fee            yes no  no  no  yes no  no
        deposit               yes yes no  yes no  no  no
        transfer_in           yes yes no  yes no  no  no
        read                  yes yes yes yes yes yes yes
        buy                   no  no  no  no  no  no  no
        liquidate             no  no  no  no  no  no  no
        cancel                no  no  no  no  no  no  no
        open_account          no  no  no  no  no  no  no
        book_corporate_action no  no  no  no  no  no  no
        ",
    );
}

#[test]
fn a_yuno_account_moves_money_only_while_it_is_active() {
    expect_in_each_status(
        &providers::yuno::ACCOUNT,
        "
                              PENDING ACTIVE INACTIVE CLOSED
        read                  yes     yes    yes      yes
        deposit               no      yes    no       no
        withdraw              no      yes    no       no
        transfer_in           no      yes    no       no
        transfer_out          no      yes    no       no
        cancel                no      yes    no       no
        buy                   no      no     no       no
        sell                  no      no     no       no
        open_account          no      no     no       no
        ",
    );
}

#[test]
fn a_bank_offers_no_trading_and_an_account_no_accounts() {
    let udara = documented(&providers::udara360::ACCOUNT);
    let bought = permission(&udara, &in_status(&udara, "1"), &NONE, Activity::Buy);
    assert_eq!(bought, Permission::Denied(Denial::NotOffered));
    let upvest = documented(&providers::upvest::ACCOUNT);
    let opened = permission(&upvest, &state(&upvest, "ACTIVE"), &NONE, Activity::OpenAccount);
    assert_eq!(opened, Permission::Denied(Denial::NotOffered));
}

#[test]
fn a_denial_names_the_status_or_every_restriction_that_forbids() {
    let group = documented(&providers::upvest::GROUP);
    let closing =
        permission(&group, &state(&group, "CLOSING"), &only(Restriction::Locked), Activity::OpenAccount);
    assert_eq!(closing.denial().unwrap().to_string(), "not while CLOSING");
    let locked = permission(&group, &state(&group, "LOCKED"), &NONE, Activity::OpenAccount);
    assert_eq!(locked.denial().unwrap().to_string(), "restricted: locked");
    let alpaca = documented(&providers::alpaca::ACCOUNT);
    let both = Set::only(Restriction::LiquidationOnly).with(Restriction::TradingBlocked);
    let buy = permission(&alpaca, &state(&alpaca, "ACTIVE"), &Fact::Known(both), Activity::Buy);
    assert_eq!(buy, Permission::Denied(Denial::ByRestrictions(both)));
    let sell = permission(&alpaca, &state(&alpaca, "ACTIVE"), &Fact::Known(both), Activity::Sell);
    assert_eq!(sell, Permission::Denied(Denial::ByRestrictions(Set::only(Restriction::TradingBlocked))));
}

#[test]
fn unknown_restrictions_forbid_whatever_one_of_them_could() {
    for profile in providers::PROFILES {
        let policy = documented(profile);
        for state in states(&policy) {
            for activity in Activity::ALL {
                let known = permission(&policy, &state, &NONE, *activity);
                let unknown = permission(&policy, &state, &Fact::Unknown, *activity);
                let permits = known.permits() && *activity == Activity::Read;
                assert_eq!(unknown.permits(), permits, "{state:?} {activity}");
                let by_status = matches!(known, Permission::Denied(Denial::ByStatus(_)));
                assert!(!by_status || unknown == known, "{state:?} {activity}");
            }
        }
    }
    let alpaca = documented(&providers::alpaca::ACCOUNT);
    let sell = permission(&alpaca, &state(&alpaca, "ACTIVE"), &Fact::Unknown, Activity::Sell);
    assert_eq!(sell, Permission::Denied(Denial::RestrictionsUnknown));
}

#[test]
fn a_status_that_another_provider_read_is_what_its_word_means_here() {
    let alpaca = documented(&providers::alpaca::ACCOUNT);
    let upvest = documented(&providers::upvest::ACCOUNT);
    // Alpaca trades in an account that is ACTIVE, whoever read the word; it has no LOCKED.
    let sells = permission(&alpaca, &state(&upvest, "ACTIVE"), &NONE, Activity::Sell);
    assert_eq!(sells, Permission::Permitted);
    let found = permission(&alpaca, &state(&upvest, "LOCKED"), &NONE, Activity::Read);
    assert_eq!(found, Permission::Denied(Denial::UnknownStatus));
}

#[test]
fn strictness_and_residence_change_no_permission() {
    for profile in providers::PROFILES {
        let (mild, strict) = (documented(profile), policy(profile, Strictness::Prudent, &["GB"]));
        for state in states(&mild) {
            for activity in Activity::ALL {
                let answer = |policy| permission(policy, &state, &NONE, *activity);
                assert_eq!(answer(&mild), answer(&strict));
            }
        }
    }
}

/// Who is denied what and why, in words, the answers in the order in which they first occur.
fn line(policy: &Policy, state: &State, restrictions: &Fact<Set<Restriction>>) -> String {
    let mut groups: BTreeMap<(u8, String), Vec<&str>> = BTreeMap::new();
    for activity in Activity::ALL {
        let answer = match permission(policy, state, restrictions, *activity) {
            Permission::Permitted => (0, "yes".to_owned()),
            Permission::PermittedIf(limit) => (1, limit.to_string()),
            Permission::Denied(denial @ Denial::NotOffered) => (3, denial.name().to_owned()),
            Permission::Denied(denial) => (2, format!("{} ({denial})", denial.name())),
        };
        groups.entry(answer).or_default().push(activity.name());
    }
    groups.into_iter().fold(String::new(), |mut lines, ((_, answer), names)| {
        writeln!(lines, "    {answer}: {}", names.join(" ")).unwrap();
        lines
    })
}

#[test]
fn every_status_and_every_restriction_permits_this_and_nothing_else() {
    for profile in providers::PROFILES {
        let policy = documented(profile);
        let mut text = String::new();
        for state in states(&policy) {
            write!(text, "{}\n{}", state.status, line(&policy, &state, &NONE)).unwrap();
        }
        for state in states(&policy) {
            let matters = state.is_in(Phase::Active) || state.is_in(Phase::Closing);
            for restriction in Restriction::ALL.iter().filter(|_| matters) {
                let cell = line(&policy, &state, &only(*restriction));
                write!(text, "{} under {restriction}\n{cell}", state.status).unwrap();
            }
        }
        insta::assert_snapshot!(format!("permissions@{}_{}", profile.provider, profile.subject), text);
    }
}

#[test]
fn each_cell_is_granted_once_in_a_status_that_is_there_and_every_status_can_be_read() {
    for profile in providers::PROFILES {
        let statuses = profile.lifecycle.statuses();
        let mut seen = Vec::new();
        for row in &profile.permissions {
            assert!(!row.source.document.is_empty() && !row.source.checked.is_empty());
            for (activity, place) in row
                .activities
                .iter()
                .flat_map(|activity| row.statuses.iter().map(move |place| (activity, place)))
            {
                assert!(*place < statuses.len() && !seen.contains(&(activity, place)), "{activity} {place}");
                seen.push((activity, place));
            }
        }
        for place in 0..statuses.len() {
            assert!(seen.contains(&(&Activity::Read, &place)), "{} {place}", profile.provider);
        }
    }
}

#[test]
fn frozen_is_no_debit_and_no_credit_and_locked_is_everything_but_reading() {
    let both = Restriction::PostNoDebit.forbids().union(Restriction::PostNoCredit.forbids());
    assert_eq!(Restriction::Frozen.forbids(), both);
    let all: Set<Activity> = Activity::ALL.iter().copied().collect();
    assert_eq!(Restriction::Locked.forbids(), all.without(Activity::Read));
    let blocked = Restriction::TradingBlocked.forbids().union(Restriction::TransfersBlocked.forbids());
    assert!(blocked.is_subset(Restriction::AccountBlocked.forbids()));
}

#[test]
fn activities_limits_and_denials_have_stable_names() {
    let activities = "buy sell cover liquidate cancel transfer_in transfer_out deposit withdraw open_account \
                      charge_fee book_corporate_action read";
    let names: Vec<&str> = Activity::ALL.iter().map(|activity| activity.name()).collect();
    assert_eq!(names.join(" "), activities);
    assert_eq!(
        Limit::ALL.iter().map(|limit| limit.name()).collect::<Vec<_>>(),
        ["covers_debit", "within_books"]
    );
    let status = providers::upvest::ACCOUNT.lifecycle.statuses().first().unwrap();
    let denials = [
        Denial::UnknownStatus,
        Denial::NotOffered,
        Denial::ByStatus(Status::known(status)),
        Denial::ByRestrictions(Set::EMPTY),
        Denial::RestrictionsUnknown,
    ];
    let codes = ["unknown_status", "not_offered", "by_status", "by_restrictions", "restrictions_unknown"];
    assert_eq!(denials.each_ref().map(Denial::name), codes);
}

/// Those that need no permission, typed by hand.
#[test]
fn every_cure_is_an_activity_or_needs_none() {
    let none: Vec<&str> =
        Cure::ALL.iter().filter(|cure| cure.activity().is_none()).map(|cure| cure.name()).collect();
    let expected = [
        "change_status",
        "state_reason",
        "lift_restriction",
        "await_settlement",
        "close_accounts",
        "release_lien",
        "await_boundary",
        "request_closing",
        "write_off",
        "pay_out",
    ];
    assert_eq!(none, expected);
}
