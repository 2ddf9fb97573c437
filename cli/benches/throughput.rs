//! How fast the tool answers a book as JSON, against doing nothing but reading the same lines into the same types.
//!
//! What belongs here: measuring the real binary, and one table of what was measured. Slow is not wrong: nothing fails.
//! What never does: a rule, or an expectation of an answer.
//!
//! `cargo bench -p closeout-cli --bench throughput [-- LINES]` measures; as a test it only shows that it can.
#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a measurement that panics has failed, and what it shows is rounded"
)]

use closeout::wire::Question;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::num::NonZero;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

/// What it takes to do something once.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    /// Of all threads, where the system says it.
    cpu: Option<f64>,
}

/// One row of the table.
struct Row {
    name: String,
    threads: Option<usize>,
    costs: Vec<Cost>,
}

fn main() {
    let is_measured = std::env::args().any(|argument| argument == "--bench");
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let (lines, rounds) =
        if is_measured { (asked.unwrap_or(1_000_000), 5) } else { (asked.unwrap_or(1_000), 1) };
    let book = Path::new(env!("CARGO_TARGET_TMPDIR")).join("throughput.ndjson");
    write_book(&book, lines);
    let bytes = fs::read(&book).unwrap();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    println!(
        "{lines} questions, {:.1} MB; {cores} cores; {rounds} rounds, interleaved",
        megabytes(bytes.len())
    );
    let mut rows = vec![Row::new("only reading the questions", None)];
    rows.extend([1, cores].map(|threads| Row::new(&format!("decide --threads {threads}"), Some(threads))));
    for _ in 0..rounds {
        for row in &mut rows {
            let cost = row.threads.map_or_else(|| of_reading(&bytes), |threads| of_deciding(&book, threads));
            row.costs.push(cost);
        }
    }
    drop(bytes);
    show(&rows, &book, lines);
    fs::remove_file(&book).unwrap();
}

fn tool() -> Command {
    Command::new(env!("CARGO_BIN_EXE_closeout"))
}

fn write_book(path: &Path, lines: usize) {
    let mut sample = tool();
    sample.args(["sample", "--seed", "1", "--count", &lines.to_string()]);
    assert!(sample.stdout(File::create(path).unwrap()).status().unwrap().success());
}

fn of_reading(book: &[u8]) -> Cost {
    cost_of(|| {
        for line in book.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            black_box(serde_json::from_slice::<Question>(line).unwrap());
        }
    })
}

fn of_deciding(book: &Path, threads: usize) -> Cost {
    let mut decide = deciding(threads);
    decide.arg(book).stdout(Stdio::null());
    cost_of(|| assert!(decide.status().unwrap().success()))
}

fn deciding(threads: usize) -> Command {
    let mut decide = tool();
    decide.args(["decide", "--format", "json", "--threads", &threads.to_string()]);
    decide
}

fn cost_of(work: impl FnOnce()) -> Cost {
    let (cpu, began) = (cpu_seconds(), Instant::now());
    work();
    let wall = began.elapsed().as_secs_f64();
    Cost { wall, cpu: cpu_seconds().zip(cpu).map(|(after, before)| after - before) }
}

/// What this process and those that it has waited for have used, from `/proc`, which not every system has.
fn cpu_seconds() -> Option<f64> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold anything: the 14th to the 17th field of all.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(4).map(|field| field.parse::<f64>().ok());
    ticks.sum::<Option<f64>>().map(|ticks| ticks / TICKS_PER_SECOND)
}

impl Row {
    fn new(name: &str, threads: Option<usize>) -> Self {
        Self { name: name.to_owned(), threads, costs: Vec::new() }
    }

    /// This row by another, round by round: the machine may have been busy in some of them.
    fn ratios(&self, other: &Self, cost: impl Fn(&Cost) -> Option<f64>) -> Spread {
        let pairs = self.costs.iter().zip(&other.costs);
        Spread::of(pairs.filter_map(|(one, other)| Some(cost(other)? / cost(one)?)))
    }

    fn wall(&self) -> Spread {
        Spread::of(self.costs.iter().map(|cost| cost.wall))
    }

    fn cpu(&self) -> Spread {
        Spread::of(self.costs.iter().filter_map(|cost| cost.cpu))
    }
}

/// Several figures for the same.
struct Spread(Vec<f64>);

impl Spread {
    fn of(figures: impl Iterator<Item = f64>) -> Self {
        let mut figures: Vec<f64> = figures.filter(|figure| figure.is_finite()).collect();
        figures.sort_by(f64::total_cmp);
        Self(figures)
    }

    fn least(&self) -> Option<f64> {
        self.0.first().copied()
    }

    fn median(&self) -> Option<f64> {
        self.0.get(self.0.len() / 2).copied()
    }
}

/// A figure, or a dash where there is none.
fn figure(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.2}"))
}

fn show(rows: &[Row], book: &Path, lines: usize) {
    let Some(reading) = rows.first() else { return };
    println!("\nseconds: median (least); speed against only reading: median of the rounds");
    println!(
        "{:<28} {:>15} {:>15} {:>12} {:>9} {:>9} {:>17}",
        "", "wall", "cpu", "questions/s", "by wall", "by cpu", "peak memory"
    );
    for row in rows {
        let (wall, cpu) = (row.wall(), row.cpu());
        let both = |spread: &Spread| format!("{} ({})", figure(spread.median()), figure(spread.least()));
        let speed = wall.median().map_or(0.0, |seconds| lines as f64 / seconds);
        let by_wall = row.ratios(reading, |cost| Some(cost.wall)).median();
        let by_cpu = row.ratios(reading, |cost| cost.cpu).median();
        let peak = row.threads.map_or_else(String::new, |threads| {
            let peaks = [peak_of_file(book, threads, lines), peak_of_pipe(book, threads, lines)];
            peaks.map(|peak| peak.map_or_else(|| "-".to_owned(), |peak| format!("{peak:.1}"))).join(" / ")
                + " MB"
        });
        let (wall, cpu, by_wall, by_cpu) = (both(&wall), both(&cpu), figure(by_wall), figure(by_cpu));
        println!("{:<28} {wall:>15} {cpu:>15} {speed:>12.0} {by_wall:>9} {by_cpu:>9} {peak:>17}", row.name);
    }
    println!("peak memory: of a file / of a pipe; by cpu: of one core; - where the system does not say");
}

/// The peak of a run that reads a file. Standard input is read behind it and stays open, so that the run is still
/// there to be looked at when everything is answered.
fn peak_of_file(book: &Path, threads: usize, lines: usize) -> Option<f64> {
    let mut decide = deciding(threads);
    let mut child =
        decide.args([book, Path::new("-")]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    peak_when_answered(&mut child, lines)
}

/// The peak of a run that reads a pipe.
fn peak_of_pipe(book: &Path, threads: usize, lines: usize) -> Option<f64> {
    let mut child = deciding(threads).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut book = File::open(book).unwrap();
    let writer = thread::spawn(move || {
        std::io::copy(&mut book, &mut stdin).unwrap();
        stdin
    });
    let peak = peak_when_answered(&mut child, lines);
    drop(writer.join().unwrap());
    peak
}

fn peak_when_answered(child: &mut Child, lines: usize) -> Option<f64> {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = Vec::new();
    for _ in 0..lines {
        line.clear();
        out.read_until(b'\n', &mut line).unwrap();
    }
    let peak = peak_megabytes(child.id());
    drop(child.stdin.take());
    peak
}

fn peak_megabytes(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = peak.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
