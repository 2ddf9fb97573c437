//! Two things measured in turns, so that what disturbs the machine disturbs both.
//!
//! What belongs here: turns, medians and how they are printed.
//! What never does: what is measured.

use std::hint::black_box;
use std::time::Instant;

/// How long to measure: as a test, just long enough to see that everything runs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Effort {
    Measure,
    Try,
}

/// Nanoseconds at best of either side, and the median over the turns of one by the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) this: f64,
    pub(crate) beside: f64,
    pub(crate) ratio: f64,
}

impl Pair {
    /// Gigabytes a second in place of nanoseconds; the ratio turns over with them.
    pub(crate) fn rates(self, bytes: usize) -> Self {
        let bytes = bytes as f64;
        Self { this: bytes / self.this, beside: bytes / self.beside, ratio: 1.0 / self.ratio }
    }
}

impl Effort {
    /// `cargo bench` says so; without it, it is a test.
    pub(crate) fn from_arguments() -> Self {
        if std::env::args().any(|argument| argument == "--bench") { Self::Measure } else { Self::Try }
    }

    /// So many rows, or few for a test.
    pub(crate) fn rows(self, rows: usize) -> usize {
        match self {
            Self::Measure => rows,
            Self::Try => rows.min(10_000),
        }
    }

    /// Of something that takes nanoseconds.
    pub(crate) fn pair(self, mut this: impl FnMut(), mut beside: impl FnMut()) -> Pair {
        let times: u32 = if let Self::Measure = self { 50_000 } else { 1 };
        let many = |work: &mut dyn FnMut()| {
            let began = Instant::now();
            (0..times).for_each(|_| work());
            began.elapsed().as_nanos() as f64 / f64::from(times)
        };
        self.turns(41, || (many(&mut this), many(&mut beside)))
    }

    pub(crate) fn single(self, mut this: impl FnMut()) -> f64 {
        self.pair(&mut this, || {}).this
    }

    /// Of something that takes milliseconds.
    pub(crate) fn slow_pair(self, mut this: impl FnMut() -> u64, mut beside: impl FnMut() -> u64) -> Pair {
        let once = |work: &mut dyn FnMut() -> u64| {
            let began = Instant::now();
            black_box(work());
            began.elapsed().as_nanos() as f64
        };
        self.turns(15, || (once(&mut this), once(&mut beside)))
    }

    fn turns(self, turns: usize, mut turn: impl FnMut() -> (f64, f64)) -> Pair {
        let turns = if let Self::Measure = self { turns } else { 1 };
        let all: Vec<(f64, f64)> = (0..turns).map(|_| turn()).collect();
        let mut ratios: Vec<f64> = all.iter().map(|(this, beside)| this / beside).collect();
        ratios.sort_by(f64::total_cmp);
        let best = |side: fn(&(f64, f64)) -> f64| all.iter().map(side).fold(f64::INFINITY, f64::min);
        Pair { this: best(|turn| turn.0), beside: best(|turn| turn.1), ratio: ratios[ratios.len() / 2] }
    }
}

pub(crate) fn print(name: &str, pair: Pair, unit: &str) {
    let Pair { this, beside, ratio } = pair;
    println!("{name:<44} {this:>7.1} {unit:<4} {beside:>7.1} {unit:<4} {ratio:>8.2}");
}

/// What has nothing beside it.
pub(crate) fn alone(name: &str, this: f64) {
    println!("{name:<44} {this:>7.1} ns");
}
