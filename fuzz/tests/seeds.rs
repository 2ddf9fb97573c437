//! Replays the committed seeds without a fuzzer.
//!
//! What belongs here: each target with the form of its input.
//! What never does: an expectation; each target has its own.

use arbitrary::{Arbitrary, Unstructured};
use std::fs;
use std::path::Path;

/// Every seed of a target, as the bytes that a fuzzer would hand over.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    let files = fs::read_dir(folder).expect("each target has seeds");
    let seeds: Vec<_> = files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    assert!(!seeds.is_empty(), "{target} has no seed");
    seeds
}

/// Bytes that are too short for the input are no input; a target of which no seed is one has seeds of an older form.
fn each_seed(target: &str, check: impl Fn(&[u8]) -> bool) {
    let inputs = seeds(target).iter().filter(|seed| check(seed)).count();
    assert!(inputs > 0, "no seed of {target} is an input any more");
}

macro_rules! replays {
    ($( $target:ident($input:ident: $Input:ty) $check:expr; )+) => { $(
        #[test]
        fn $target() {
            each_seed(stringify!($target), |seed| match <$Input>::arbitrary_take_rest(Unstructured::new(seed)) {
                Ok($input) => {
                    $check;
                    true
                }
                Err(_) => false,
            });
        }
    )+ };
}

replays! {
    amount(text: &str) closeout_fuzz::amount::check(text);
    decide_laws(input: closeout_fuzz::decide_laws::Input) closeout_fuzz::decide_laws::check(&input);
    drafts(input: closeout_fuzz::drafts::Input) closeout_fuzz::drafts::check(&input);
    foreign_states(input: closeout_fuzz::foreign_states::Input) closeout_fuzz::foreign_states::check(&input);
    instant_and_date(text: &str) closeout_fuzz::instant_and_date::check(text);
    plans(input: closeout_fuzz::plans::Input) closeout_fuzz::plans::check(&input);
    policy_raw(bytes: &[u8]) closeout_fuzz::policy_raw::check(bytes);
    question_json(bytes: &[u8]) closeout_fuzz::question_json::check(bytes);
    reasons(input: closeout_fuzz::reasons::Input<'_>) closeout_fuzz::reasons::check(&input);
    replay(input: closeout_fuzz::replay::Input) closeout_fuzz::replay::check(&input);
    sweep(input: closeout_fuzz::sweep::Input) closeout_fuzz::sweep::check(&input);
    tax_year(input: closeout_fuzz::tax_year::Input) closeout_fuzz::tax_year::check(input);
    wire_objects(bytes: &[u8]) closeout_fuzz::wire_objects::check(bytes);
    wire_requests(input: closeout_fuzz::wire_requests::Input) closeout_fuzz::wire_requests::check(&input);
}
