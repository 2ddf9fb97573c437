//! Where lines come from and answers go: standard input, files, pipes.
//!
//! What belongs here: order, line breaks, what cannot be read, readers and writers at the other end.
//! What never does: what a line says.

use crate::question::{LINE, named};
use crate::run::{answers, decide, file, nowhere, ran, run, tool};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const JSON: [&str; 3] = ["decide", "--format", "json"];

/// Of each answer its case, or the number of the line in its error.
fn cases_and_lines(answers: &[Value]) -> Vec<String> {
    let name = |answer: &Value| match answer["error"]["line"].as_u64() {
        Some(line) => format!("error in line {line}"),
        None => answer["case"].as_str().unwrap().to_owned(),
    };
    answers.iter().map(name).collect()
}

#[test]
fn standard_input_is_read_without_a_file_and_for_a_dash() {
    let expected = decide(LINE).out;
    assert_eq!(expected.lines().count(), 1);
    assert_eq!(run(&["decide", "-", "--format", "json"], LINE).out, expected);
}

#[test]
fn files_are_answered_in_the_order_given_and_lines_numbered_in_each() {
    let first = file("order-1.ndjson", format!("{}\noops", named("a")));
    let second = file("order-2.ndjson", format!("oops\n\n{}\noops\n", named("b")));
    let ran =
        ran(tool().args(JSON).args([&second, "-", &first]).write_stdin(format!("\noops\n{}", named("c"))));
    let expected =
        ["error in line 1", "b", "error in line 4", "error in line 2", "c", "a", "error in line 2"];
    assert_eq!(cases_and_lines(&ran.answers()), expected);
    assert_eq!(ran.end(), (Some(1), ""));
}

#[test]
fn the_same_file_twice_is_answered_twice() {
    let path = file("twice.ndjson", named("a"));
    let ran = ran(tool().args(JSON).args([&path, &path]));
    assert_eq!(cases_and_lines(&ran.answers()), ["a", "a"]);
}

#[test]
fn blank_lines_are_skipped_but_counted() {
    let ran = decide(format!("\n  \t\r\n{}\n\r\n\u{c}\noops\n\n", named("a")));
    assert_eq!(cases_and_lines(&ran.answers()), ["a", "error in line 6"]);
}

#[test]
fn line_breaks_of_either_kind_and_a_missing_last_one_change_no_answer() {
    let expected = decide(format!("{LINE}\n{LINE}\n")).out;
    for input in [
        format!("{LINE}\r\n{LINE}\r\n"),
        format!("{LINE}\n{LINE}"),
        format!("{LINE}\r\n{LINE}\r"),
        format!("{LINE}\n\r{LINE}\n\r"),
    ] {
        assert_eq!(decide(input).out, expected);
    }
}

#[test]
fn a_byte_order_mark_at_the_beginning_of_each_file_is_skipped() {
    let with_mark = file("mark.ndjson", format!("\u{feff}{LINE}\n"));
    let mark_alone = file("mark-alone.ndjson", "\u{feff}\n");
    let ran = ran(tool().args(JSON).args([&with_mark, &mark_alone, &with_mark]));
    assert_eq!((ran.end(), &ran.out), ((Some(0), ""), &decide(format!("{LINE}\n{LINE}")).out));
}

/// Joined by somebody's `cat`: each file begins with a mark, and an empty one is nothing but that.
#[test]
fn a_byte_order_mark_before_a_line_is_that_of_a_file_that_was_joined() {
    let expected = decide(format!("{LINE}\n{LINE}\n{LINE}")).out;
    let joined = format!("\u{feff}{LINE}\n\u{feff}{LINE}\r\n\u{feff}\n\u{feff}\u{feff}{LINE}\n\u{feff}");
    for verb in [&["decide", "--format", "json"][..], &["decide", "--format", "json", "--threads", "1"]] {
        let ran = run(verb, joined.clone());
        assert_eq!((ran.end(), &ran.out), ((Some(0), ""), &expected));
    }
    for verb in ["plan", "conform"] {
        let ran = run(&[verb, "-"], format!("\u{feff}{LINE}\n\u{feff}{LINE}\n"));
        assert!(!ran.out.contains("byte order mark") && !ran.out.contains("expected value"), "{}", ran.out);
    }
}

/// In UTF-16 and UTF-32 a line break has zeros beside it: they are no lines.
#[test]
fn of_a_file_of_wide_characters_each_line_is_refused_by_name() {
    for mark in ["", "\u{feff}"] {
        let text = format!("{mark}{LINE}\n\n{{}}\r\n5\n{LINE}\n");
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let wider: Vec<u8> = text.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
        for (bytes, name) in
            [(wide(u16::to_le_bytes), "UTF-16"), (wide(u16::to_be_bytes), "UTF-16"), (wider, "UTF-32")]
        {
            let ran = decide(bytes);
            assert_eq!(ran.end(), (Some(1), ""));
            let said: Vec<_> = ran.answers().iter().map(|answer| answer["error"].clone()).collect();
            let expected = format!("looks like {name}: expected UTF-8");
            let lines: Vec<_> = [1, 3, 4, 5]
                .map(|line| serde_json::json!({"line": line, "message": &expected}))
                .into_iter()
                .collect();
            assert_eq!(said, lines, "{mark:?}");
        }
    }
}

/// Each line is answered or refused by itself: the last object of an array has no comma behind it.
#[test]
fn of_an_array_over_several_lines_the_brackets_and_commas_are_named_and_no_neighbour_is_lost() {
    let (a, b, c) = (named("a"), named("b"), named("c"));
    let ran = decide(format!("{a}\n[\n{b},\n{c}\n]\n{a}\n"));
    let answers = ran.answers();
    let expected = ["a", "error in line 2", "error in line 3", "c", "error in line 5", "a"];
    assert_eq!(cases_and_lines(&answers), expected);
    for place in [1, 2, 4] {
        let message = answers[place]["error"]["message"].as_str().unwrap();
        assert!(message.starts_with("a JSON array: expected one question a line"), "{message}");
    }
    assert_eq!(answers[2]["case"], "b");
    assert_eq!(ran.end(), (Some(1), ""));
}

#[test]
fn nothing_in_is_nothing_out() {
    for input in ["", "\n", "\n\n  \n"] {
        assert_eq!(answers(input), Vec::<Value>::new());
    }
    let empty = file("empty.ndjson", "");
    let ran = ran(tool().args(JSON).args([&empty, &empty]));
    assert_eq!((ran.end(), ran.out.as_str()), ((Some(0), ""), ""));
}

#[test]
fn a_file_that_is_missing_is_named_and_the_others_are_answered() {
    let good = file("beside-missing.ndjson", named("a"));
    let ran = ran(tool().args(JSON).args([&good, &nowhere("missing.ndjson"), &good]));
    assert_eq!((ran.code, cases_and_lines(&ran.answers())), (Some(2), vec!["a".to_owned(), "a".to_owned()]));
    assert!(
        ran.err.starts_with("error: cannot read `") && ran.err.contains("missing.ndjson`: "),
        "{}",
        ran.err
    );
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
}

#[test]
fn a_folder_is_named_and_the_others_are_answered() {
    let bad = file("beside-folder.ndjson", format!("oops\n{}", named("a")));
    let ran = ran(tool().args(JSON).args([env!("CARGO_TARGET_TMPDIR"), &bad]));
    assert_eq!(
        (ran.code, cases_and_lines(&ran.answers())),
        (Some(2), vec!["error in line 1".to_owned(), "a".to_owned()])
    );
    assert!(ran.err.contains(env!("CARGO_TARGET_TMPDIR")), "{}", ran.err);
}

#[test]
fn the_name_of_a_file_cannot_move_the_cursor() {
    for format in ["json", "text"] {
        let ran = run(&["decide", "--format", format, &nowhere("\u{1b}[31m\u{202e}")], "");
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains(r"\u{1b}[31m\u{202e}"), "{}", ran.err);
    }
}

#[test]
fn arguments_that_do_not_exist_are_unusable() {
    let unusable: [&[&str]; 7] = [
        &[],
        &["close"],
        &["--format", "json"],
        &["decide", "--colour"],
        &["decide", "--format", "xml"],
        &["decide", "--color", "sometimes"],
        &["sample", "extra"],
    ];
    for arguments in unusable {
        let ran = run(arguments, LINE);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.contains("Usage:") || ran.err.contains("--help"), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn names_that_nobody_has_are_unusable_and_those_that_exist_are_named() {
    let evil = "\u{1b}[2J";
    let unusable: [&[&str]; 5] = [
        &["diagram", evil],
        &["permissions", evil, "ACTIVE"],
        &["reasons", "list", evil],
        &["reasons", "map", "--from", evil, "--to", "udara360", "death"],
        &["reasons", "map", "--from", "udara360", "--to", evil, "death"],
    ];
    for arguments in unusable {
        let ran = run(arguments, "");
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.contains(r"`\u{1b}[2J`") && ran.err.contains("expected one of `"), "{}", ran.err);
    }
}

#[test]
fn help_and_version_are_answers() {
    let help = run(&["--help"], "");
    assert_eq!(help.end(), (Some(0), ""));
    for word in ["decide", "conform", "sample", "Exit codes: 0"] {
        assert!(help.out.contains(word), "{}", help.out);
    }
    let version = run(&["--version"], "");
    assert_eq!(version.end(), (Some(0), ""));
    assert!(
        version.out.starts_with(concat!("closeout ", env!("CARGO_PKG_VERSION"), " (")),
        "{}",
        version.out
    );
}

/// The running tool, with pipes at all ends.
fn started(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_closeout"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Reads the beginning of the output, goes away, and says how the run took it.
fn left_early(arguments: &[&str], input: String) -> (Option<i32>, String) {
    let mut child = started(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    child.stdout.take().unwrap().read_exact(&mut [0; 10]).unwrap();
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let many = format!("{LINE}\n").repeat(20_000);
    let runs: [&[&str]; 4] = [&JSON, &["decide"], &["conform", "-"], &["sample", "--count", "1000000"]];
    for arguments in runs {
        assert_eq!(left_early(arguments, many.clone()), (Some(0), String::new()), "{arguments:?}");
    }
}

#[test]
fn a_question_is_answered_before_the_next_one_is_waited_for() {
    let mut child = started(&JSON);
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (answered, answers) = mpsc::channel();
    let reader = thread::spawn(move || lines.try_for_each(|line| answered.send(line.unwrap())));
    for case in ["first", "second"] {
        stdin.write_all(format!("{}\n", named(case)).as_bytes()).unwrap();
        // The deadline is only for the failure: a tool that keeps its answer would be waited for without end.
        let answer = answers.recv_timeout(Duration::from_secs(20)).map(|line| line.contains(case));
        assert_eq!(answer, Ok(true), "{case}");
    }
    drop(stdin);
    reader.join().unwrap().unwrap();
    assert!(child.wait().unwrap().success());
}
