//! That nobody can tell how many threads have answered.
//!
//! What belongs here: the same run with one thread and with several: bytes, exit codes, what is waited for.
//! What never does: how fast they are, or what an answer says.

use crate::question::{LINE, named};
use crate::run::{Ran, file, nowhere, ran, run, tool};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const SEVERAL: [&str; 3] = ["2", "3", "16"];

/// Lines of all sorts, enough for several threads to have something to do at once.
fn mixed() -> Vec<u8> {
    let book = run(&["sample", "--seed", "3", "--count", "1200"], "").out;
    let mut lines = "\u{feff}".as_bytes().to_vec();
    for (place, line) in book.lines().enumerate() {
        let line = line.as_bytes();
        match place % 97 {
            1 => lines.extend(&line[..place % line.len()]),
            2 => {}
            3 => lines.extend(b" \t"),
            4 => lines.extend([line, b"\r"].concat()),
            5 => lines.extend([line, b"\xff"].concat()),
            6 => lines.extend(b"x".repeat(place * 50)),
            _ => lines.extend(line),
        }
        lines.push(b'\n');
    }
    lines.extend(LINE.as_bytes());
    lines
}

/// The run with one thread, and the same with several.
fn with_threads(arguments: &[&str], check: impl Fn(&Ran, &Ran)) {
    let run = |threads: &str| ran(tool().args(arguments).args(["--threads", threads]));
    let expected = run("1");
    for threads in SEVERAL {
        check(&run(threads), &expected);
    }
}

#[test]
fn a_book_is_answered_in_order_to_the_byte() {
    let (book, missing) = (file("threads.ndjson", mixed()), nowhere("threads-missing.ndjson"));
    let empty = file("threads-empty.ndjson", "\n\n");
    let files = [&empty, &book, &missing, env!("CARGO_TARGET_TMPDIR"), &empty, &book];
    let runs: [&[&str]; 7] = [
        &["decide", "--format", "json"],
        &["decide"],
        &["decide", "--color", "always"],
        &["conform"],
        &["plan"],
        &["plan", "--format", "json"],
        &["plan", "--html", "-"],
    ];
    for arguments in runs {
        with_threads(&[arguments, &files].concat(), |several, one| {
            assert_eq!((several.code, &several.err), (Some(2), &one.err), "{arguments:?}");
            assert!(several.out == one.out, "{arguments:?}");
        });
    }
}

#[test]
fn a_line_that_is_too_long_is_answered_in_its_place() {
    let too_long = "x".repeat(16 * 1024 * 1024 + 1);
    let book = format!("{}\n{too_long}\n{}\n\n{too_long}\n{}", named("a"), named("b"), named("c"));
    let book = file("threads-long.ndjson", book);
    with_threads(&["decide", "--format", "json", &book], |several, one| {
        assert_eq!((several.end(), &several.out), (one.end(), &one.out));
        assert_eq!((several.code, several.out.lines().count()), (Some(1), 5));
    });
}

#[test]
fn a_number_of_threads_that_makes_no_sense_is_unusable() {
    for threads in ["0", "1.5", "many", "1025"] {
        let ran = run(&["decide", "--threads", threads], LINE);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{threads}");
        assert!(ran.err.contains("--threads"), "{}", ran.err);
    }
}

/// A run whose input stays open.
fn started(threads: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_closeout"));
    command.args(["decide", "--format", "json", "--threads", threads]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_question_is_answered_before_the_next_one_is_waited_for() {
    for threads in SEVERAL {
        let mut child = started(threads);
        let mut stdin = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (answered, answers) = mpsc::channel();
        let reader = thread::spawn(move || lines.try_for_each(|line| answered.send(line.unwrap())));
        for case in (0..50).map(|number| format!("case-{number}")) {
            // The second line is begun and not ended, so only the first can be answered.
            stdin.write_all(format!("{}\n{{", named(&case)).as_bytes()).unwrap();
            let answer = answers.recv_timeout(Duration::from_secs(20)).map(|line| line.contains(&case));
            assert_eq!(answer, Ok(true), "{case}");
            stdin.write_all(b"\n").unwrap();
            let answer = answers.recv_timeout(Duration::from_secs(20)).map(|line| line.contains("\"error\""));
            assert_eq!(answer, Ok(true), "{case}");
        }
        drop(stdin);
        reader.join().unwrap().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
}

#[test]
fn a_run_ends_when_its_reader_has_left_though_more_could_be_asked() {
    for threads in ["1", "2", "16"] {
        let mut child = started(threads);
        let mut stdin = child.stdin.take().unwrap();
        drop(child.stdout.take());
        stdin.write_all(format!("{LINE}\n").as_bytes()).unwrap();
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!((child.wait().unwrap().code(), told), (Some(0), String::new()), "{threads}");
        drop(stdin);
    }
}
