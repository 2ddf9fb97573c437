//! That memory does not grow with the input: a book of any size is streamed.
//!
//! What belongs here: runs of one thread under a limit of the address space, where the shell can set one, and of several,
//! each of which takes address space that it never uses, as the system measures them.
//! What never does: what is answered.
#![cfg(target_os = "linux")]

use crate::question::{LINE, named, with};
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;

/// A limit for the address space, the binary itself included, in KiB. It begins to run with a third of that.
const LIMIT: usize = 32 * 1024;

/// How many lines; were as little as a kilobyte kept of each, the limit would be passed.
const COUNT: usize = 40_000;

/// The tool under a limit.
fn limited(limit: usize, arguments: &[&str]) -> Child {
    let script = format!("ulimit -v {limit} && exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_closeout")]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Writes an input and counts the lines of the output; returns the exit code, too.
fn streamed(
    mut child: Child,
    write: impl FnOnce(ChildStdin) -> io::Result<()> + Send + 'static,
) -> (Option<i32>, usize) {
    let stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || write(stdin));
    let lines = BufReader::new(child.stdout.take().unwrap()).split(b'\n').count();
    // Of a tool that has died the exit code says more than the broken pipe.
    let _ = writer.join().unwrap();
    (child.wait().unwrap().code(), lines)
}

/// The same line many times.
fn book(line: &str) -> impl FnOnce(ChildStdin) -> io::Result<()> + Send + 'static {
    let chunk = format!("{line}\n").repeat(COUNT / 100);
    assert!(100 * chunk.len() > LIMIT * 1024, "the input is larger than the limit");
    move |mut stdin| (0..100).try_for_each(|_| stdin.write_all(chunk.as_bytes()))
}

/// A line of about a kilobyte, most of which comes out again.
fn echoed() -> String {
    with("\"it\"", &format!("\"{}\"", "it".repeat(400)))
}

/// A line of about a kilobyte, most of which is skipped.
fn skipped() -> String {
    with("\"now\"", &format!("\"why\":\"{}\",\"now\"", "it".repeat(400)))
}

#[test]
fn a_book_larger_than_memory_is_answered_as_json() {
    let tool = limited(LIMIT, &["decide", "--format", "json", "--threads", "1"]);
    assert_eq!(streamed(tool, book(&echoed())), (Some(0), COUNT));
}

#[test]
fn a_book_larger_than_memory_is_reported_as_text() {
    let tool = limited(LIMIT, &["decide", "--threads", "1"]);
    // Of each, what lies ahead and what is unknown of it.
    let (lines_of_an_answer, lines_of_summary) = (3, 3);
    let lines = lines_of_an_answer * COUNT + lines_of_summary;
    assert_eq!(streamed(tool, book(&skipped())), (Some(0), lines));
}

#[test]
fn malformed_lines_larger_than_memory_are_answered_as_errors() {
    let tool = limited(LIMIT, &["decide", "--format", "json", "--threads", "1"]);
    assert_eq!(streamed(tool, book(skipped().trim_end_matches('}'))), (Some(1), COUNT));
}

#[test]
fn cases_larger_than_memory_are_checked() {
    let tool = limited(LIMIT, &["conform", "-", "--threads", "1"]);
    let lines_of_a_case = 2;
    assert_eq!(streamed(tool, book(&skipped())), (Some(1), lines_of_a_case * COUNT + 1));
}

#[test]
fn one_line_larger_than_memory_is_an_error_and_its_neighbour_is_answered() {
    let twice_the_longest_line = 2 * LIMIT;
    let tool = limited(twice_the_longest_line, &["decide", "--format", "json", "--threads", "1"]);
    let write = move |mut stdin: ChildStdin| {
        (0..2 * twice_the_longest_line).try_for_each(|_| stdin.write_all(&[b'x'; 1024]))?;
        stdin.write_all(format!("\n{LINE}\n").as_bytes())
    };
    assert_eq!(streamed(tool, write), (Some(1), 2));
}

/// The most that a run may ever have had in memory, whatever it reads and however many threads answer, in KiB.
const PEAK: usize = 64 * 1024;

/// What a run of so many threads has had in memory at most, in KiB, when it has answered these lines again and again.
fn peak(threads: &str, line: &str, times: usize) -> usize {
    let mut command = Command::new(env!("CARGO_BIN_EXE_closeout"));
    command.args(["decide", "--format", "json", "--threads", threads]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut stdin, line) = (child.stdin.take().unwrap(), format!("{line}\n"));
    let writer = thread::spawn(move || {
        (0..times).for_each(|_| stdin.write_all(line.as_bytes()).unwrap());
        stdin
    });
    let answers = BufReader::new(child.stdout.take().unwrap()).split(b'\n').take(times).count();
    // The input is still open, so the run is still there.
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(writer.join().unwrap());
    assert_eq!((child.wait().unwrap().code(), answers), (Some(0), times));
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}

#[test]
fn several_threads_need_no_more_for_a_book_larger_than_memory() {
    let (line, times) = (echoed(), 2 * COUNT);
    assert!(line.len() * times > PEAK * 1024);
    for threads in ["2", "8"] {
        let peak = peak(threads, &line, times);
        assert!(peak < PEAK, "{threads} threads: {peak} KiB");
    }
}

#[test]
fn several_threads_answer_one_long_line_at_a_time() {
    let longest = 16 * 1024 * 1024;
    let line = named(&"i".repeat(longest - LINE.len()));
    assert!((longest - 100..=longest).contains(&line.len()), "{}", line.len());
    for threads in ["1", "4"] {
        let peak = peak(threads, &line, 8);
        assert!(peak < PEAK, "{threads} threads: {peak} KiB");
    }
}
