//! Lines that nobody wrote on purpose: well-formed ones with bytes changed by chance, the same on every run.
//!
//! What belongs here: what holds of any input whatever: an answer for each line, an exit code, no panic.
//! What never does: which of the lines are malformed, and why.

use crate::run::{Ran, case_lines, decide, run};

const LINES: usize = 4000;

/// A linear congruential generator (Knuth's MMIX constants); the upper half of its state is good enough here.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    /// A byte that means something in JSON, more often than chance would have it.
    fn mark(&mut self) -> u8 {
        let marks = b"{}[]\",:\\-.0123456789eE tfn\n\r";
        marks[self.below(marks.len())]
    }
}

/// One change at one place.
fn mutate(line: &mut Vec<u8>, others: &[String], dice: &mut Dice) {
    let place = dice.below(line.len());
    match dice.below(7) {
        0 => line[place] = dice.byte(),
        1 => line[place] = dice.mark(),
        2 => line.insert(place, dice.byte()),
        3 => line.insert(place, dice.mark()),
        4 => drop(line.remove(place)),
        5 => line.truncate(place + 1),
        _ => {
            let other = others[dice.below(others.len())].as_bytes();
            line.splice(place.., other[dice.below(other.len())..].iter().copied());
        }
    }
}

/// Mutated cases, one a line, as far as the mutations have left them on one.
fn input() -> Vec<u8> {
    let cases = case_lines();
    let mut dice = Dice(20_261_120);
    let mut input = Vec::new();
    for _ in 0..LINES {
        let mut line = cases[dice.below(cases.len())].clone().into_bytes();
        for _ in 0..=dice.below(3) {
            mutate(&mut line, &cases, &mut dice);
        }
        input.extend(line);
        input.push(b'\n');
    }
    input
}

/// The numbers of the lines that are not blank.
fn numbers(input: &[u8]) -> Vec<u64> {
    let lines = (1..).zip(input.split(|byte| *byte == b'\n'));
    lines.filter(|(_, line)| !line.trim_ascii().is_empty()).map(|(number, _)| number).collect()
}

#[test]
fn every_mutated_line_is_answered_or_refused_in_its_place() {
    let input = input();
    let expected = numbers(&input);
    let ran = decide(input);
    assert_eq!(ran.end(), (Some(1), ""));
    let answers = ran.answers();
    assert_eq!(answers.len(), expected.len());
    for (answer, line) in answers.iter().zip(expected) {
        let is_answer = answer["verdict"].is_string();
        assert!(is_answer || answer["error"]["line"] == line, "line {line}: {answer}");
    }
}

#[test]
fn the_mutations_reach_both_answers_and_errors() {
    let answers = decide(input()).answers();
    let refused = answers.iter().filter(|answer| answer.get("error").is_some()).count();
    assert!(refused > LINES / 4 && answers.len() - refused > LINES / 40, "{refused} of {}", answers.len());
}

#[test]
fn every_mutated_line_is_counted_in_the_report() {
    let input = input();
    let lines = numbers(&input).len();
    let Ran { code, out, err } = run(&["decide"], input);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let number_before = |words: &str| -> usize {
        let line = out.lines().find(|line| line.ends_with(words)).unwrap();
        line.trim_end_matches(words).trim().parse().unwrap()
    };
    assert_eq!(number_before(" answered") + number_before("  malformed"), lines);
}

#[test]
fn every_mutated_line_is_checked() {
    let input = input();
    let lines = numbers(&input).len();
    let Ran { code, out, err } = run(&["conform", "-"], input);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let counts: Vec<usize> =
        out.lines().last().unwrap().split(' ').filter_map(|word| word.parse().ok()).collect();
    assert_eq!(counts.iter().sum::<usize>(), lines);
}
