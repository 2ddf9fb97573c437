//! What the fuzz targets assert: one module a target, and the questions and readings that several of them share.
//!
//! What belongs here: plain structs from which a fuzzer builds the crate's types, and what must hold of the results.
//! What never does: a law, which has its one definition in `closeout::laws`; a rule that is not written down elsewhere.
//!
//! Each target has a `check` that takes what the fuzzer made of its bytes, and panics on a finding. The programs in
//! `fuzz_targets` only call it, so that an ordinary test can replay the seeds without a fuzzer.

#![forbid(unsafe_code)]

pub mod amount;
pub mod ask;
pub mod book;
pub mod civil;
pub mod decide_laws;
pub mod drafts;
pub mod foreign_states;
pub mod house;
pub mod instant_and_date;
pub mod observe;
pub mod plans;
pub mod policy_raw;
pub mod question_json;
pub mod reasons;
pub mod replay;
pub mod sweep;
pub mod tax_year;
pub mod vary;
pub mod wire_objects;
pub mod wire_requests;

/// The element at this place, counted round and round, so that every number names one.
///
/// # Panics
/// If there is none at all.
pub fn pick<T: Copy>(all: &[T], place: u8) -> T {
    all[usize::from(place) % all.len()]
}
