//! The report for people.
//!
//! What belongs here: what is shown, in which place, in which colours, and what must never reach a terminal.
//! What never does: numbers that other programs read: they have JSON.

use crate::question::{FACT, LINE, named, with};
use crate::run::{Ran, case_lines, decide, file, nowhere, ran, run, tool};

/// The report on these lines.
fn report(input: impl Into<Vec<u8>>) -> String {
    let Ran { out, err, .. } = run(&["decide"], input);
    assert_eq!(err, "");
    out
}

fn cases() -> String {
    case_lines().join("\n")
}

/// The text without what sets colours; any other escape is a failure.
#[track_caller]
fn plain(coloured: &str) -> String {
    let mut pieces = coloured.split('\u{1b}');
    let mut text = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (colour, rest) = piece.split_once('m').unwrap();
        let is_colour = colour.strip_prefix('[').is_some_and(|code| code.parse::<u8>().is_ok());
        assert!(is_colour, "an escape that sets no colour: {piece:?}");
        text.push_str(rest);
    }
    text
}

/// How many were answered by the summary, and the sum of its counts, malformed lines included.
fn summary(report: &str) -> (usize, usize) {
    let mut lines = report.lines().skip_while(|line| !line.ends_with(" answered"));
    let first_word = |line: &str| line.split_whitespace().next().unwrap().parse::<usize>().unwrap();
    let answered = first_word(lines.next().unwrap());
    (answered, lines.take_while(|line| !line.is_empty()).map(first_word).sum())
}

/// A book in which everything is wrong that can be, for the eye.
fn doubtful() -> String {
    let four = r#""open_orders":[{"id":"o1","side":"buy"},{"side":"sell"},{},{"id":"o4"},{"id":"o5"}]"#;
    let movement = r#""outstanding_withdrawals":[{"amount":"1.50"},{"id":"w","currency":"EUR"},{"expected_on":"2026-03-01"}]"#;
    let lines = [
        with(FACT, &format!("{four},{movement}"))
            .replace("\"residences\"", "\"strictness\":\"prudent\",\"residences\""),
        with(r#""case":"it","#, ""),
        with("ACTIVE", "half\\tasleep"),
        with("residences", "residence"),
        r#"{"policy":{}"#.to_owned(),
        named("ends\u{1b}[2Jhere"),
    ];
    lines.join("\n\n")
}

#[test]
fn the_report_on_the_cases_of_upvest() {
    // The report names the file as it was asked for, so not by a path of this machine.
    let path = "../tests/cases/upvest.ndjson";
    insta::assert_snapshot!("upvest", run(&["decide", path], "").out);
}

#[test]
fn the_report_on_doubtful_lines() {
    insta::assert_snapshot!("doubtful", report(doubtful()));
}

#[test]
fn the_report_on_nothing() {
    assert_eq!(report(""), "0 answered\n");
}

#[test]
fn every_case_has_its_headline_in_the_order_of_the_lines() {
    let report = report(cases());
    let of_subject = |line: &str| line.contains(" account  ") || line.contains(" group  ");
    let headlines = report.lines().filter(|line| !line.starts_with(' ') && of_subject(line));
    let shown: Vec<_> = headlines.map(|line| line.split("  ").next().unwrap().to_owned()).collect();
    let asked = case_lines().into_iter().map(|line| {
        let question: serde_json::Value = line.parse().unwrap();
        question["case"].as_str().unwrap().to_owned()
    });
    assert_eq!(shown, asked.collect::<Vec<_>>());
}

#[test]
fn a_question_without_a_case_is_named_by_its_place() {
    let path = file("nameless.ndjson", format!("\n{}", with(r#""case":"it","#, "")));
    let out = run(&["decide", &path], "").out;
    assert!(out.starts_with(&format!("{path}:2  upvest account  permitted")), "{out}");
}

#[test]
fn a_malformed_line_is_shown_with_its_file_its_number_and_its_case() {
    let path =
        file("malformed.ndjson", format!("{LINE}\n\n{}\noops\n{LINE}", with("residences", "residence")));
    let ran = run(&["decide", &path], "");
    assert_eq!(ran.code, Some(1));
    let first = format!("\nmalformed  {path}:3 (it)\n    policy.residence: unknown field `residence`, ");
    let second = format!("\nmalformed  {path}:4\n    expected value (column 1)\n");
    assert!(ran.out.contains(&first) && ran.out.contains(&second), "{}", ran.out);
    assert!(ran.out.ends_with("\n2 answered\n 2  can begin closing now\n 2  malformed\n"), "{}", ran.out);
}

#[test]
fn the_counts_of_the_summary_add_up_to_the_lines() {
    let asked = case_lines().len();
    assert_eq!(summary(&report(cases())), (asked, asked));
    assert_eq!(summary(&report(doubtful())), (4, 6));
    assert_eq!(summary(&report("oops")), (0, 1));
}

#[test]
fn several_files_have_one_summary() {
    let path = file("summed.ndjson", format!("{LINE}\noops"));
    let out = run(&["decide", &path, &path], "").out;
    assert_eq!((summary(&out), out.matches(" answered\n").count()), ((2, 4), 1));
}

#[test]
fn the_summary_comes_although_a_file_cannot_be_read() {
    let ran = run(&["decide", &nowhere("no-report.ndjson"), "-"], LINE);
    assert_eq!((ran.code, summary(&ran.out)), (Some(2), (1, 1)));
}

#[test]
fn no_line_ends_with_a_blank() {
    for line in report(format!("{}\n{}", cases(), doubtful())).lines() {
        assert_eq!(line.trim_end(), line);
    }
}

#[test]
fn there_are_no_colours_where_nobody_sees_them() {
    assert!(!report(cases()).contains('\u{1b}'));
    let forced =
        ran(tool().args(["decide", "--color", "never"]).env("CLICOLOR_FORCE", "1").write_stdin(cases()));
    assert_eq!(forced.out, report(cases()));
}

#[test]
fn there_are_colours_where_they_are_asked_for_and_nothing_else_is_different() {
    let input = format!("{}\n{}", cases(), doubtful());
    let coloured =
        ran(tool().args(["decide", "--color", "always"]).env("NO_COLOR", "1").write_stdin(input.clone())).out;
    assert!(coloured.contains("\u{1b}[1m") && coloured.contains("\u{1b}[32m"), "{coloured:?}");
    assert_eq!(plain(&coloured), report(input));
}

#[test]
fn json_has_no_colours_even_where_they_are_asked_for() {
    let coloured = run(&["decide", "--format", "json", "--color", "always"], cases());
    assert_eq!((coloured.end(), &coloured.out), ((Some(0), ""), &decide(cases()).out));
}

/// That the report shows this text escaped, in colour or not, wherever it stands in the line.
#[track_caller]
fn is_escaped(line: &str, shown: &str) {
    let coloured = run(&["decide", "--color", "always"], line).out;
    for report in [report(line), plain(&coloured)] {
        assert!(report.contains(shown), "{report}");
        let raw =
            |character: char| character != '\n' && (character.is_control() || BIDI.contains(&character));
        assert!(!report.contains(raw), "{report:?}");
    }
}

/// Marks that reorder the text around them.
const BIDI: [char; 12] = [
    '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

#[test]
fn nothing_in_a_question_can_move_the_cursor() {
    let escape = r"\u001b[2J";
    let shown = r"\u{1b}[2J";
    let instead_of_fact = |fact: &str| with(FACT, &fact.replace("EVIL", escape));
    is_escaped(&with("\"it\"", &format!("\"{escape}\"")), shown);
    is_escaped(&with("ACTIVE", escape), shown);
    is_escaped(&instead_of_fact(r#""outstanding_withdrawals":[{"id":"EVIL"}]"#), shown);
    is_escaped(&instead_of_fact(r#""outstanding_withdrawals":[{"amount":"1","currency":"EVIL"}]"#), shown);
    let prudent = instead_of_fact(r#""open_orders":[{"side":"EVIL"}]"#);
    is_escaped(&prudent.replace("\"residences\"", "\"strictness\":\"prudent\",\"residences\""), shown);
}

#[test]
fn nothing_in_a_message_can_move_the_cursor() {
    let escape = r"\u001b[2J";
    let shown = r"\u{1b}[2J";
    is_escaped(&with("upvest", escape), shown);
    is_escaped(&with("\"it\"", &format!("\"{escape}\"")).replace("upvest", "nobody"), shown);
    is_escaped(&with("\"now\"", &format!("\"{escape}\":1,\"now\"")), shown);
    is_escaped(&with("\"residences\":[\"DE\"]", &format!("\"residences\":[\"{escape}\"]")), shown);
    is_escaped(&with(FACT, &format!("\"cash\":\"{escape}\"")), shown);
}

#[test]
fn the_name_of_a_file_cannot_reorder_what_stands_beside_it() {
    let path = file("re\u{202e}order.ndjson", format!("oops\n{}", with(r#""case":"it","#, "")));
    for arguments in [["decide", &path], ["conform", &path]] {
        let out = run(&arguments, "").out;
        assert!(out.contains("order.ndjson:1") && out.contains("order.ndjson:2"), "{out}");
        assert!(out.contains(r"re\u{202e}order") && !out.contains('\u{202e}'), "{out:?}");
    }
}

#[test]
fn marks_that_reorder_break_or_hide_text_are_shown_as_escapes() {
    for mark in BIDI.into_iter().chain([
        '\u{ad}',
        '\u{200b}',
        '\u{2028}',
        '\u{2060}',
        '\u{feff}',
        '\u{e0041}',
        '\u{9b}',
    ]) {
        is_escaped(&named(&format!("a{mark}b")), &format!("a{}b", mark.escape_unicode()));
    }
}

#[test]
fn letters_of_any_script_are_shown_as_they_are() {
    is_escaped(&named("Kästner 口座 счёт 😀"), "Kästner 口座 счёт 😀  upvest account");
}
