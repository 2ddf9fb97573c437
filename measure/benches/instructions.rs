//! How many instructions each verb takes, counted by callgrind: `bash measure/instructions`.
//!
//! What belongs here: a verb, and beside it the limit that fails.
//! What never does: a clock, or anything whose count differs from run to run.
//!
//! A count does not depend on what else the machine does, only on the compiler and a little on the C library, which has
//! copies and comparisons of memory for many processors. So every limit is about a tenth above what was counted with
//! rustc 1.95.0 on x86-64 and glibc 2.36; that count is `counted`.
#![expect(
    missing_docs,
    unused_qualifications,
    reason = "the harness makes public functions and paths of what it is given, and takes no documentation for them"
)]

#[path = "../../benches/subjects/mod.rs"]
#[expect(dead_code, reason = "columns are swept here into answers that are there before")]
mod subjects;

use closeout::{
    Code, Event, EventKind, Fact, Set, State, decide, evolve, jurisdictions,
    kernel::{ClockStand, GateStand, Observed, Situation, judge},
    lifecycle::Phase,
    permission,
    profile::{Activity, Stage},
    providers::upvest,
    sweep::{AnswersMut, PolicyAt},
};
use gungraun::{
    Callgrind, EventKind as Counted, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use jiff::Timestamp;
use std::hint::black_box;
use subjects::columns::{self, Columns};
use subjects::{Subject, all, by_hand, now, read};

/// Without a simulation of caches: what is in one differs from processor to processor.
fn callgrind() -> Callgrind {
    Callgrind::with_args(["--cache-sim=no"])
}

fn not_limited() -> LibraryBenchmarkConfig {
    let mut config = LibraryBenchmarkConfig::default();
    config.tool(callgrind());
    config
}

/// Fails above a tenth more than what was counted; small counts have a little more room, as one call is much of them.
fn counted(instructions: u64) -> LibraryBenchmarkConfig {
    let limit = instructions + instructions / 10 + 10;
    let mut callgrind = callgrind();
    callgrind.hard_limits([(Counted::Ir, limit)]);
    let mut config = LibraryBenchmarkConfig::default();
    config.tool(callgrind);
    config
}

/// What lives as long as the process: its end is no part of what is counted.
fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn subject(name: &str) -> (&'static Subject, Timestamp) {
    (kept(all().into_iter().find(|subject| subject.name == name).unwrap()), now())
}

fn at_now(name: &str) -> (&'static PolicyAt<'static>, &'static Subject) {
    let (subject, now) = subject(name);
    (kept(subject.policy.at(now)), subject)
}

// End to end: every blocker, with its evidence read.
#[library_benchmark]
#[bench::alpaca_permitted(args = ("alpaca, permitted"), setup = subject, config = counted(1_026))]
#[bench::alpaca_refused(args = ("alpaca, refused"), setup = subject, config = counted(4_192))]
#[bench::upvest_permitted(args = ("upvest, permitted"), setup = subject, config = counted(1_129))]
#[bench::upvest_waiting(args = ("upvest, waiting"), setup = subject, config = counted(4_206))]
#[bench::upvest_gated_permitted(args = ("upvest gated, permitted"), setup = subject, config = counted(2_273))]
#[bench::upvest_gated_waiting(args = ("upvest gated, waiting"), setup = subject, config = counted(6_636))]
#[bench::upvest_group_waiting(args = ("upvest group, waiting"), setup = subject, config = counted(3_073))]
#[bench::udara360_refused(args = ("udara360, refused"), setup = subject, config = counted(1_849))]
#[bench::yuno_refused(args = ("yuno, refused"), setup = subject, config = counted(2_577))]
fn decided((subject, now): (&'static Subject, Timestamp)) {
    let Subject { policy, state, facts, command, .. } = black_box(subject);
    decide(policy, state, facts, command, black_box(now)).iter().for_each(read);
}

// The same with the tax years looked up before.
#[library_benchmark]
#[bench::upvest_gated_permitted(args = ("upvest gated, permitted"), setup = at_now, config = counted(1_307))]
#[bench::upvest_gated_waiting(args = ("upvest gated, waiting"), setup = at_now, config = counted(4_704))]
fn decided_at((at, subject): (&'static PolicyAt<'static>, &'static Subject)) {
    let Subject { state, facts, command, .. } = black_box(subject);
    black_box(at).decide(state, facts, command).iter().for_each(read);
}

// The same decisions written by hand for one provider, to compare with: nothing fails here.
#[library_benchmark]
#[bench::alpaca_permitted(args = ("alpaca, permitted"), setup = subject)]
#[bench::alpaca_refused(args = ("alpaca, refused"), setup = subject)]
#[bench::upvest_permitted(args = ("upvest, permitted"), setup = subject)]
#[bench::upvest_waiting(args = ("upvest, waiting"), setup = subject)]
#[bench::upvest_gated_permitted(args = ("upvest gated, permitted"), setup = subject)]
#[bench::upvest_gated_waiting(args = ("upvest gated, waiting"), setup = subject)]
fn written_by_hand((subject, now): (&'static Subject, Timestamp)) {
    by_hand::decide(black_box(subject), black_box(now)).iter().for_each(by_hand::read);
}

// The heart alone: a closing that is clear, with a gate ahead.
#[library_benchmark]
#[bench::closing_and_clear(args = (situation(Set::EMPTY)), config = counted(136))]
#[bench::closing_and_held(args = (situation(Set::only(Code::OpenPositions))), config = counted(139))]
fn judged(situation: Situation) {
    black_box(judge(black_box(&situation)));
}

fn situation(present: Set<Code>) -> Situation {
    Situation {
        ask: Stage::Completion,
        phase: Some(Phase::Closing),
        request_reaches: None,
        observed: Observed { present, unknown: Set::EMPTY },
        may_be_gated: false,
        observed_ahead: Observed::default(),
        timed: true,
        gate: GateStand::Ahead,
        clocks: ClockStand::ABSENT,
        recorded_clear: true,
    }
}

// A closing as it usually goes: requested, clear, not clear, clear again, closed. Each event copies a state, and with it the
// word of its status, which may be counted.
#[library_benchmark]
#[bench::five_events(args = (closing()), config = counted(623))]
fn replayed((active, events): (State, [Event; 5])) -> State {
    let lifecycle = &upvest::ACCOUNT.lifecycle;
    black_box(&events).iter().fold(active, |state, event| evolve(lifecycle, &state, event))
}

fn closing() -> (State, [Event; 5]) {
    let kinds = [
        EventKind::ClosureRequested,
        EventKind::Cleared,
        EventKind::ClearanceLost,
        EventKind::Cleared,
        EventKind::Closed,
    ];
    let active = State::new(upvest::ACCOUNT.lifecycle.status("ACTIVE"));
    (active, kinds.map(|kind| Event { kind, at: now(), effective_at: now() }))
}

#[library_benchmark]
#[bench::gb(args = (now()), config = counted(1_017))]
fn tax_year(instant: Timestamp) {
    let _ = black_box(black_box(&jurisdictions::GB).year_of(black_box(instant)));
}

// What is found once for many subjects.
#[library_benchmark]
#[bench::gated(args = ("upvest gated, permitted"), setup = subject, config = counted(11_908))]
fn policy_at((subject, now): (&'static Subject, Timestamp)) -> PolicyAt<'static> {
    black_box(&subject.policy).at(black_box(now))
}

#[library_benchmark]
#[bench::withdrawing_while_closing(args = ("upvest gated, permitted"), setup = subject, config = counted(242))]
fn permitted((subject, _): (&'static Subject, Timestamp)) {
    let Subject { policy, state, .. } = black_box(subject);
    black_box(permission(policy, state, &Fact::Known(Set::EMPTY), black_box(Activity::Withdraw)));
}

/// Columns, and answers to write to.
struct Swept {
    at: PolicyAt<'static>,
    columns: Columns<'static>,
    verdict: Vec<u8>,
    blockers: Vec<u32>,
    events: Vec<u8>,
    effective_at: Vec<i64>,
}

fn columns(rows: usize) -> &'static mut Swept {
    let subject = kept(columns::policy());
    Box::leak(Box::new(Swept {
        at: subject.policy.at(now()),
        columns: Columns::of(subject, rows),
        verdict: vec![0; rows],
        blockers: vec![0; rows],
        events: vec![0; rows],
        effective_at: vec![0; rows],
    }))
}

// Whole columns at once.
#[library_benchmark]
#[bench::rows_64(args = (64), setup = columns, config = counted(9_471))]
#[bench::rows_4096(args = (4_096), setup = columns, config = counted(314_416))]
fn swept(swept: &'static mut Swept) {
    let Swept { at, columns, verdict, blockers, events, effective_at } = black_box(swept);
    let rows = columns.rows(0, verdict.len());
    let mut answers = AnswersMut { verdict, blockers, events, effective_at };
    black_box(at.sweep_into(Stage::Completion, &rows, &mut answers)).unwrap();
}

library_benchmark_group!(
    name = verbs,
    benchmarks = [decided, decided_at, judged, replayed, tax_year, policy_at, permitted, swept]
);
library_benchmark_group!(name = beside, config = not_limited(), benchmarks = [written_by_hand]);

main!(library_benchmark_groups = [verbs, beside]);
