//! `closeout sample`: a made-up book, the same for the same seed.
//!
//! What belongs here: which lines there are, and that they are questions.
//! What never does: what is asked in them.

use crate::run::{Ran, decide, run};
use std::collections::BTreeSet;

/// The book for these options.
fn sample(options: &[&str]) -> String {
    let Ran { code, out, err } = run(&[&["sample"], options].concat(), "");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    out
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(sample(&["--seed", "7"]), sample(&["--seed", "7"]));
    assert_ne!(sample(&["--seed", "7"]), sample(&["--seed", "8"]));
}

#[test]
fn without_options_it_is_the_first_book_of_two_hundred_lines() {
    assert_eq!(sample(&[]), sample(&["--seed", "1", "--count", "200"]));
    assert_eq!(sample(&[]).lines().count(), 200);
}

#[test]
fn the_shorter_of_two_books_is_the_beginning_of_the_longer() {
    let longer = sample(&["--count", "321"]);
    for count in ["0", "1", "2", "100", "320"] {
        let shorter = sample(&["--count", count]);
        assert_eq!(shorter.lines().count().to_string(), count);
        assert!(longer.starts_with(&shorter), "{count}");
    }
}

#[test]
fn every_line_of_every_book_is_a_question() {
    for seed in ["0", "1", "18446744073709551615"] {
        let ran = decide(sample(&["--seed", seed, "--count", "1000"]));
        assert_eq!((ran.end(), ran.answers().len()), ((Some(0), ""), 1000));
    }
}

#[test]
fn a_book_reaches_every_verdict() {
    let answers = decide(sample(&["--count", "500"])).answers();
    let verdicts: BTreeSet<_> = answers.iter().map(|answer| answer["verdict"].as_str().unwrap()).collect();
    assert_eq!(Vec::from_iter(verdicts), ["no_op", "permitted", "refused", "undetermined", "waiting"]);
}

#[test]
fn a_seed_that_is_no_number_is_unusable() {
    for options in [["--seed", "-1"], ["--seed", "x"], ["--count", "1.5"], ["--count", ""]] {
        let ran = run(&[["sample"].as_slice(), &options].concat(), "");
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{options:?}");
    }
}
