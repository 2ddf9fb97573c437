//! How long each verb takes, by provider, verdict and size: `cargo bench --bench speed`.
//!
//! What belongs here: one group a verb.
//! What never does: a comparison; those are `ratios`, where both sides are measured in turns.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "what is measured is built here, and a bench that panics has failed"
)]

#[path = "../subjects/mod.rs"]
mod subjects;

use closeout::{
    Event, EventKind, Fact, Facts, Policy, State, Strictness, decide, evolve, jurisdictions, permission,
    plan,
    plan::{PlanRequest, PlanSubject},
    profile::Activity,
    wire::Question,
};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use subjects::columns::{self, Columns};
use subjects::{Subject, all, burdened, by_hand, now, read, subject};

fn decisions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decide");
    let now = now();
    for Subject { name, policy, state, facts, command } in &all() {
        group.bench_function(*name, |bencher| {
            bencher.iter(|| {
                let decision =
                    decide(black_box(policy), black_box(state), black_box(facts), black_box(command), now);
                decision.iter().for_each(read);
            });
        });
    }
    for subject in &all() {
        if by_hand::decide(subject, now).is_some() {
            group.bench_function(BenchmarkId::new("by hand", subject.name), |bencher| {
                bencher.iter(|| {
                    by_hand::decide(black_box(subject), black_box(now)).iter().for_each(by_hand::read);
                });
            });
        }
    }
    group.finish();
}

/// An account with so many positions, all of which are evidence.
fn facts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decide by positions");
    for positions in [1, 10, 100, 1_000] {
        let alpaca = &closeout::providers::alpaca::ACCOUNT;
        let Subject { policy, state, facts, command, .. } =
            subject("", alpaca, "ACTIVE", "US", burdened(alpaca, positions));
        group.throughput(Throughput::Elements(positions.try_into().unwrap()));
        group.bench_function(BenchmarkId::from_parameter(positions), |bencher| {
            bencher.iter(|| {
                let decision = decide(&policy, &state, black_box(&facts), &command, now());
                decision.iter().for_each(read);
            });
        });
    }
    group.finish();
}

/// A closing as it usually goes: requested, clear, not clear, clear again, closed.
fn replay(criterion: &mut Criterion) {
    let lifecycle = &closeout::providers::upvest::ACCOUNT.lifecycle;
    let kinds = [
        EventKind::ClosureRequested,
        EventKind::Cleared,
        EventKind::ClearanceLost,
        EventKind::Cleared,
        EventKind::Closed,
    ];
    let events = kinds.map(|kind| Event { kind, at: now(), effective_at: now() });
    let active = State::new(lifecycle.status("ACTIVE"));
    criterion.bench_function("replay of five events", |bencher| {
        bencher.iter(|| {
            let events = black_box(&events).iter();
            events.fold(black_box(&active).clone(), |state, event| evolve(lifecycle, &state, event))
        });
    });
}

fn time(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("tax year");
    for calendar in [&jurisdictions::GB, &jurisdictions::DE, &jurisdictions::AU] {
        group.bench_function(&*calendar.name, |bencher| {
            bencher.iter(|| black_box(calendar).year_of(black_box(now())));
        });
    }
    group.finish();
    let gated = columns::policy().policy;
    criterion.bench_function("policy at an instant", |bencher| bencher.iter(|| black_box(&gated).at(now())));
}

fn permissions(criterion: &mut Criterion) {
    let Subject { policy, state, .. } = columns::policy();
    let none = Fact::Known(closeout::Set::EMPTY);
    criterion.bench_function("permission", |bencher| {
        bencher
            .iter(|| permission(black_box(&policy), black_box(&state), black_box(&none), Activity::Withdraw));
    });
}

/// A group whose accounts each hold something.
fn plans(criterion: &mut Criterion) {
    let mut criterion = criterion.benchmark_group("plan of a group");
    let upvest = |profile| subject("", profile, "ACTIVE", "DE", Facts::all_clear());
    let group = upvest(&closeout::providers::upvest::GROUP);
    let account = upvest(&closeout::providers::upvest::ACCOUNT);
    let held = burdened(account.policy.profile(), 3);
    for accounts in [1, 10, 100, 1_000] {
        let ids: Vec<String> = (0..accounts).map(|account| format!("account-{account}")).collect();
        let members: Vec<PlanSubject<'_>> =
            ids.iter().map(|id| subject_of(id, &account.policy, &account.state, &held)).collect();
        let request = PlanRequest {
            subject: subject_of("group", &group.policy, &group.state, &group.facts),
            accounts: &members,
            reason: None,
            settlements: &[],
            now: now(),
        };
        assert!(plan(&request).is_ok());
        criterion.throughput(Throughput::Elements(accounts));
        criterion.bench_function(BenchmarkId::from_parameter(accounts), |bencher| {
            bencher.iter(|| plan(black_box(&request)));
        });
    }
    criterion.finish();
}

const fn subject_of<'a>(
    id: &'a str,
    policy: &'a Policy,
    state: &'a State,
    facts: &'a Facts,
) -> PlanSubject<'a> {
    PlanSubject { id, policy, state, facts }
}

/// The first lines of the book in `examples`.
fn json(criterion: &mut Criterion) {
    let book = include_str!("../../examples/book.ndjson");
    let mut group = criterion.benchmark_group("json");
    group.throughput(Throughput::Bytes(book.len().try_into().unwrap()));
    group.bench_function("read the questions of a book", |bencher| {
        bencher.iter(|| {
            black_box(book)
                .lines()
                .map(serde_json::from_str::<Question>)
                .try_fold(0, |read, question| question.map(|_| read + 1))
        });
    });
    group.finish();
}

fn sweeps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sweep");
    let subject = columns::policy();
    assert_eq!(subject.policy.options().strictness, Strictness::Prudent);
    let at = subject.policy.at(now());
    for rows in [64, 1_000, 10_000] {
        group.throughput(Throughput::Elements(rows.try_into().unwrap()));
        group.bench_function(BenchmarkId::from_parameter(rows), |bencher| {
            bencher.iter_batched_ref(
                || Columns::of(&subject, rows),
                |columns| columns.sweep(&at, 0, rows),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, decisions, facts, replay, time, permissions, plans, json, sweeps);
criterion_main!(benches);
