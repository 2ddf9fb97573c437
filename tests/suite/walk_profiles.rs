//! Every abstract state of every profile, under both strictnesses, decided on the path that services use.
//!
//! What belongs here: one concrete question for each abstract state, and the laws on it and on its neighbours.
//! What never does: sampling; the whole space is visited, and its size is pinned.

use crate::strategies::{BURDEN, Case, FORGET, again};
use crate::support::{amount, at, balance, empty, member, movement, order, policy_with, position};
use closeout::{
    Code, Command, Fact, Facts, Policy, Reason, Set, State, Status, Strictness, Verdict,
    facts::{Balance, Restriction},
    laws,
    lifecycle::Phase,
    policy::{Clock, Notice},
    profile::Profile,
    providers,
    timing::MissedBoundary,
};
use jiff::civil::{date, time};
use jiff::tz;
use std::collections::BTreeMap;

/// Absent, present, unknown, or present with more of it unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cause {
    Absent,
    Present,
    Unknown,
    InPart,
}

const EACH: [Cause; 3] = [Cause::Absent, Cause::Present, Cause::Unknown];

fn stated<T>(cause: Cause, item: T) -> Fact<Vec<T>> {
    match cause {
        Cause::Absent => Fact::empty(),
        Cause::Present => Fact::one(item),
        Cause::Unknown => Fact::Unknown,
        Cause::InPart => Fact::Part(vec![item]),
    }
}

/// Where cash consists of components, all of them are stated, but for those of which nobody knows.
fn cash(cause: Cause, profile: &Profile) -> Fact<Vec<Balance>> {
    let mut components = profile.nothing_held().cash.items().to_vec();
    let Some(first) = components.first_mut() else { return stated(cause, balance("-0.01")) };
    match cause {
        Cause::Absent => Fact::Known(components),
        Cause::Unknown => Fact::Unknown,
        Cause::Present | Cause::InPart => {
            first.amount = amount("-0.01");
            if cause == Cause::InPart { Fact::Part(components) } else { Fact::Known(components) }
        }
    }
}

/// Facts in which just this cause is as it is said to be. Typed by hand: the crate's own door is under test.
fn set(facts: &mut Facts, code: Code, cause: Cause, profile: &Profile) {
    match code.name() {
        "account_restricted" => {
            let all = || Restriction::ALL.iter().copied().collect();
            facts.restrictions = match cause {
                Cause::Absent => Fact::Known(Set::EMPTY),
                Cause::Present => Fact::Known(all()),
                Cause::Unknown => Fact::Unknown,
                Cause::InPart => Fact::Part(all()),
            }
        }
        "outstanding_withdrawals" => facts.outstanding_withdrawals = stated(cause, movement(None)),
        "pending_transfers" => facts.pending_transfers = stated(cause, movement(None)),
        "open_orders" => facts.open_orders = stated(cause, order()),
        "open_positions" => facts.positions = stated(cause, position("0.0001")),
        "unsettled_trades" => facts.unsettled_trades = stated(cause, movement(None)),
        "expected_corporate_actions" => facts.expected_corporate_actions = stated(cause, movement(None)),
        "accounts_not_closed" => facts.accounts = stated(cause, member("CLOSING")),
        "outstanding_fees" => facts.fees = stated(cause, balance("0.01")),
        "liens" => facts.liens = stated(cause, balance("1")),
        "cash_balance" => facts.cash = cash(cause, profile),
        _ => {}
    }
}

/// The causes that facts tell and the policy looks for.
fn causes(policy: &Policy) -> Vec<Code> {
    let shown = policy.profile().restrictions_show_in_status;
    let told_otherwise = |code: Code| code == Code::TaxYearEnd || code == Code::AccountRestricted && shown;
    let told_by_facts = |code: &Code| code.fact().is_some() && !told_otherwise(*code);
    policy.admission().union(policy.completion()).iter().filter(told_by_facts).collect()
}

/// Every combination of the causes, each of them absent, present or unknown; and each of them present with more of it
/// unknown, beside others that are all alike. All combinations of all four are visited at the heart itself.
pub(crate) fn books(policy: &Policy) -> Vec<Facts> {
    let (profile, causes) = (policy.profile(), causes(policy));
    let all = causes.iter().fold(vec![profile.nothing_held()], |books, code| {
        let changed = |facts: Facts| {
            EACH.map(move |cause| {
                let mut facts = facts.clone();
                set(&mut facts, *code, cause, profile);
                facts
            })
        };
        books.into_iter().flat_map(changed).collect()
    });
    let in_part = EACH.iter().flat_map(|rest| one_apart(policy, *rest, &[Cause::InPart]));
    all.into_iter().chain(in_part).collect()
}

/// All causes alike, but for one that is as it is said to be.
fn one_apart(policy: &Policy, rest: Cause, apart: &[Cause]) -> Vec<Facts> {
    let (profile, causes) = (policy.profile(), causes(policy));
    let mut alike = profile.nothing_held();
    for code in &causes {
        set(&mut alike, *code, rest, profile);
    }
    let changed = |(code, cause): (&Code, Cause)| {
        let mut facts = alike.clone();
        set(&mut facts, *code, cause, profile);
        facts
    };
    causes.iter().flat_map(|code| apart.iter().map(move |cause| (code, *cause))).map(changed).collect()
}

/// Nothing known, and one cause at a time: enough for a status that another one stands for.
pub(crate) fn few_books(policy: &Policy) -> Vec<Facts> {
    let each = [Cause::Present, Cause::Unknown, Cause::InPart];
    let mut books = one_apart(policy, Cause::Absent, &each);
    books.extend([policy.profile().nothing_held(), Facts::unknown()]);
    books
}

/// Decisions know of a status its phase and where a request leads. The first status of each such kind stands for the
/// others, and so does one that nobody documents for all of those.
pub(crate) fn stands_for_its_kind(profile: &Profile, status: &Status) -> bool {
    let kind = |status: &Status| (status.phase(), profile.lifecycle.request_reaches(status));
    let mut known = profile.lifecycle.statuses().iter().map(Status::known);
    known.find(|other| kind(other) == kind(status)).is_none_or(|first| first == *status)
}

/// Every status, known or not, with and without a recorded clearance; the request lies in the tax year before `now`
/// or in the same one.
pub(crate) fn states(profile: &Profile) -> Vec<State> {
    let known = profile.lifecycle.statuses().iter().map(Status::known);
    let statuses = known.chain([profile.lifecycle.status("SOMETHING_NEW")]);
    let histories = [
        ("2026-01-10T10:00:00Z", None),
        ("2026-01-10T10:00:00Z", Some("2026-02-01T00:00:00Z")),
        ("2026-04-10T10:00:00Z", None),
        ("2026-04-10T10:00:00Z", Some("2026-04-20T00:00:00Z")),
    ];
    let told =
        if profile.lifecycle.status_in(Phase::Closing).is_some() { &histories[..] } else { &histories[..1] };
    let with_history = |status: Status| {
        told.iter().map(move |(requested_at, clear_since)| {
            let mut state = State::new(status.clone());
            state.requested_at = Some(at(requested_at));
            state.clear_since = clear_since.map(at);
            state
        })
    };
    statuses.flat_map(with_history).collect()
}

/// After the boundary of 2026: an account that was clear before it may close, one that was not may not.
pub(crate) const NOW: &str = "2026-05-01T00:00:00Z";

pub(crate) fn policies(profile: &'static Profile) -> Vec<Policy> {
    let gated = !profile.gates.is_empty();
    let residences: &[&[&str]] = if gated { &[&[], &["DE"], &["GB"]] } else { &[&["DE"]] };
    let missed_boundaries = if gated { MissedBoundary::ALL } else { &[MissedBoundary::NextBoundary] };
    let mut all = Vec::new();
    for strictness in Strictness::ALL {
        for missed_boundary in missed_boundaries {
            for residences in residences {
                let policy = policy_with(profile, *strictness, residences, *missed_boundary);
                all.extend(clocks(profile).map(|clocks| policy.clone().with_clocks(clocks)));
            }
        }
    }
    all
}

/// Where closing takes two steps: no clock; a notice and a cut-off, each of which has opened for some of the states and
/// not for others; a day that has not begun.
fn clocks(profile: &'static Profile) -> impl Iterator<Item = Vec<Clock>> {
    let zone = || tz::get!("Europe/London");
    let notice = Clock::Notice(Notice::days(30, zone()));
    let cut_off = Clock::CutOff { time: time(0, 30, 0, 0), zone: zone() };
    let not_before = Clock::NotBefore { day: date(2026, 5, 2), zone: zone() };
    let held = [vec![notice, cut_off], vec![not_before]];
    let in_two_steps = profile.lifecycle.status_in(Phase::Closing).is_some();
    [vec![]].into_iter().chain(held.into_iter().filter(move |_| in_two_steps))
}

pub(crate) fn commands() -> [Command; 3] {
    let reason = Some(Reason::text("Duplication"));
    [Command::request(), Command::RequestClosure { reason }, Command::Advance]
}

/// Does something with a question for every abstract state, and says how many there were.
pub(crate) fn walk(profile: &'static Profile, mut visit: impl FnMut(&Case)) -> u64 {
    let mut visited = 0;
    any(profile, |case| {
        visit(case);
        visited += 1;
        false
    });
    visited
}

/// Whether a question for some abstract state is as sought; it stops at the first.
pub(crate) fn any(profile: &'static Profile, mut sought: impl FnMut(&Case) -> bool) -> bool {
    for policy in policies(profile) {
        let (all, few) = (books(&policy), few_books(&policy));
        for state in states(profile) {
            let books = if stands_for_its_kind(profile, &state.status) { &all } else { &few };
            for command in commands() {
                let (policy, state) = (policy.clone(), state.clone());
                let mut case = Case { policy, state, facts: empty(), command, now: at(NOW) };
                for facts in books {
                    case.facts.clone_from(facts);
                    if sought(&case) {
                        return true;
                    }
                }
            }
        }
    }
    false
}

/// Pinned, as commands × options × clocks × histories × (statuses that stand for a kind × all books + the others × few
/// books): a change of a rule, a status or an option changes one of these, and has to be meant. Of n causes there are
/// 3ⁿ + 3 n books in all and 3 n + 2 in the short list.
const SIZES: [(&str, u64); 5] = [
    ("alpaca account", 3 * (6 * (9 + 6) + 16 * 8 + 6 * (19683 + 27) + 16 * 29)),
    ("udara360 account", 3 * (4 + 4 * 2 + 4 * (9 + 6) + 4 * 8)),
    ("upvest account", 3 * 3 * 2 * 3 * 4 * 6 * (27 + 9 + 243 + 15)),
    ("upvest group", 3 * 3 * 4 * 6 * (81 + 12 + 243 + 15)),
    ("yuno account", 3 * (5 * (3 + 3) + 5 * (27 + 9))),
];

#[test]
fn every_abstract_state_of_every_profile_obeys_every_law() {
    let mut sizes = BTreeMap::new();
    for profile in providers::PROFILES {
        let name = format!("{} {}", profile.provider, profile.subject);
        let size = walk(profile, |case| {
            let decision = case.decide().unwrap();
            assert_eq!(laws::broken_by_decision(&decision), None, "{case:?}");
            assert!(closes_only_what_is_clear(case), "{case:?}");
        });
        sizes.insert(name, size);
    }
    let expected: BTreeMap<String, u64> =
        SIZES.iter().map(|(name, size)| ((*name).to_owned(), *size)).collect();
    assert_eq!(sizes, expected);
}

/// Said again without the crate's tables: what closes has nothing in it that a stated rule of its provider names.
fn closes_only_what_is_clear(case: &Case) -> bool {
    let decision = case.decide().unwrap();
    if decision.effective_at().is_none() {
        return true;
    }
    let facts = &case.facts;
    let nothing = |balances: &Fact<Vec<Balance>>| {
        balances.known().is_some_and(|all| all.iter().all(|balance| balance.amount.is_zero()))
    };
    let none = |known: Option<usize>| known == Some(0);
    match (&*case.policy.profile().provider, case.policy.profile().subject.name()) {
        ("upvest", "group") => {
            nothing(&facts.fees) && nothing(&facts.cash) && none(facts.accounts.known().map(Vec::len))
        }
        ("upvest", _) => {
            none(facts.positions.known().map(Vec::len))
                && none(facts.expected_corporate_actions.known().map(Vec::len))
        }
        ("alpaca", _) => none(facts.positions.known().map(Vec::len)) && nothing(&facts.cash),
        ("yuno", _) => facts.cash.items().len() == 3 && nothing(&facts.cash),
        ("udara360", _) => case.command.reason().is_some(),
        // What closes elsewhere has not been said here.
        _ => false,
    }
}

/// The neighbours of each state: one fact forgotten, one obligation more.
#[test]
fn in_every_abstract_state_the_neighbours_permit_no_more() {
    for profile in providers::PROFILES {
        walk(profile, |case| {
            let decision = case.decide().unwrap();
            for change in FORGET {
                let neighbour = case.with_facts(change);
                assert!(laws::unknown_never_permits(&decision, &neighbour.decide().unwrap()), "{case:?}");
            }
            for change in BURDEN {
                let neighbour = case.with_facts(change);
                assert!(
                    laws::more_obligations_never_help(&decision, &neighbour.decide().unwrap()),
                    "{case:?}"
                );
            }
        });
    }
}

/// From every closing state, however it came about: everything is cleared, the clock runs, and it closes.
#[test]
fn every_closing_can_end() {
    for profile in providers::PROFILES {
        walk(profile, |case| {
            if case.state.is_in(Phase::Closing) && case.command == Command::Advance {
                assert!(ends(case), "{case:?}");
            }
        });
    }
}

fn ends(case: &Case) -> bool {
    let mut cleared = case.with_facts(|facts| *facts = case.policy.profile().nothing_held());
    if case.policy.options().residences.is_unknown() {
        cleared = cleared.with_options(|options| options.residences = british());
    }
    let mut later = again(&cleared);
    if let Some(earliest) = cleared.decide().unwrap().earliest() {
        later.now = earliest.at;
    }
    later.decide().unwrap().state().is_in(Phase::Closed)
}

fn british() -> Fact<closeout::policy::Residences> {
    Fact::Known(closeout::policy::Residences::new([closeout::Country::GB]).unwrap())
}

/// Not vacuous: of every profile something closes, something is refused, something cannot be said.
#[test]
fn every_profile_has_every_verdict_that_it_can_have() {
    for profile in providers::PROFILES {
        let mut seen = BTreeMap::<Verdict, u64>::new();
        walk(profile, |case| *seen.entry(case.decide().unwrap().verdict()).or_default() += 1);
        let in_two_steps = profile.lifecycle.status_in(Phase::Closing).is_some();
        let expected = if in_two_steps { 5 } else { 3 };
        assert_eq!(seen.len(), expected, "{}: {seen:?}", profile.provider);
    }
}
