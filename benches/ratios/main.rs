//! Ratios, each of two things measured side by side in this process: `cargo bench --bench ratios`.
//!
//! What belongs here: the rows of the table in `docs/PERFORMANCE.md`.
//! What never does: a figure that passes or fails; noise would decide.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "what is measured is built here, a bench that panics has failed, and times are no money"
)]

#[path = "../subjects/mod.rs"]
mod subjects;

mod memory;
mod pairs;

use closeout::decide;
use memory::BYTES;
use pairs::{Effort, Pair};
use std::hint::black_box;
use std::thread;
use subjects::columns::{Columns, policy};
use subjects::{Subject, all, by_hand, now, read};

fn main() {
    let effort = Effort::from_arguments();
    println!("{:<44} {:>12} {:>12} {:>8}", "", "this", "beside it", "ratio");
    for subject in all() {
        decide_against_by_hand(&subject, effort);
    }
    sweep_against_memory(effort);
    sweep_with_two_threads(effort);
    cost_by_rows(effort);
}

/// All blockers with their evidence, and the same by hand; of a gated account also with a policy at the instant, which
/// has looked its tax years up.
fn decide_against_by_hand(subject: &Subject, effort: Effort) {
    let Subject { policy, state, facts, command, .. } = subject;
    let now = now();
    let decision = decide(policy, state, facts, command, now).unwrap();
    assert!(subject.name.ends_with(decision.verdict().name()), "{} is {}", subject.name, decision.verdict());
    let decided = || {
        let decision = decide(black_box(policy), black_box(state), black_box(facts), black_box(command), now);
        decision.iter().for_each(read);
    };
    let Some(written) = by_hand::decide(subject, now) else {
        pairs::alone(&format!("decide: {}", subject.name), effort.single(decided));
        return;
    };
    assert_eq!((decision.verdict(), decision.codes().len()), (written.verdict, obstacles(&written)));
    let by_hand = || {
        by_hand::decide(black_box(subject), black_box(now)).iter().for_each(by_hand::read);
    };
    pairs::print(&format!("decide: {}", subject.name), effort.pair(decided, by_hand), "ns");
    if policy.calendars().next().is_some() {
        let at = policy.at(now);
        let decided = || {
            let decision = at.decide(black_box(state), black_box(facts), black_box(command));
            decision.iter().for_each(read);
        };
        pairs::print(&format!("policy.at: {}", subject.name), effort.pair(decided, by_hand), "ns");
    }
}

fn obstacles(written: &by_hand::Answer<'_>) -> u32 {
    u32::try_from(written.obstacles.len()).unwrap()
}

/// Columns that no cache holds, in and out, and only reading the same columns.
fn sweep_against_memory(effort: Effort) {
    let subject = policy();
    let rows = effort.rows(1 << 24);
    let columns = Columns::of(&subject, rows);
    let at = subject.policy.at(now());
    let pair = effort.slow_pair(|| columns.sweep(&at, 0, rows), || memory::read(&columns, 0, rows));
    pairs::print("sweep, one thread, against reading: GB/s", pair.rates(rows * BYTES), "GB/s");
}

fn sweep_with_two_threads(effort: Effort) {
    let subject = policy();
    let rows = effort.rows(1 << 24);
    let columns = Columns::of(&subject, rows);
    let at = subject.policy.at(now());
    let both = || {
        thread::scope(|scope| {
            let first = scope.spawn(|| columns.sweep(&at, 0, rows / 2));
            columns.sweep(&at, rows / 2, rows) + first.join().unwrap()
        })
    };
    let pair = effort.slow_pair(both, || columns.sweep(&at, 0, rows));
    pairs::print("sweep, two threads, against one: GB/s", pair.rates(rows * BYTES), "GB/s");
    let read = || {
        thread::scope(|scope| {
            let first = scope.spawn(|| memory::read(&columns, 0, rows / 2));
            memory::read(&columns, rows / 2, rows) | first.join().unwrap()
        })
    };
    let pair = effort.slow_pair(both, read);
    pairs::print("sweep, two threads, against two reading: GB/s", pair.rates(rows * BYTES), "GB/s");
}

/// From ten thousand rows, which a cache holds, to a hundred million; each beside sixteen million.
fn cost_by_rows(effort: Effort) {
    let subject = policy();
    let at = subject.policy.at(now());
    let beside_rows = effort.rows(1 << 24);
    let beside = Columns::of(&subject, beside_rows);
    for rows in [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000].map(|rows| effort.rows(rows)) {
        let columns = Columns::of(&subject, rows);
        let times = (beside_rows / rows).max(1);
        let sweep = || (0..times).map(|_| columns.sweep(&at, 0, rows)).sum();
        let pair = effort.slow_pair(sweep, || beside.sweep(&at, 0, beside_rows));
        let per_row = Pair {
            this: pair.this / (rows * times) as f64,
            beside: pair.beside / beside_rows as f64,
            ratio: pair.ratio * beside_rows as f64 / (rows * times) as f64,
        };
        pairs::print(&format!("sweep of {rows} rows, per row"), per_row, "ns");
    }
}
