//! The tool as its users meet it: the real binary, its answers, its words, its exit codes.
//!
//! What belongs here: whatever holds of a run from outside, by the contract of the JSON or for people who read.
//! What never does: a rule of closing, which is tested in the crate, or a call into it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that panics has failed, which is what it is for"
)]

mod answers;
mod calendar;
mod conform;
mod diff;
mod errors;
mod life;
mod lint;
mod malformed;
mod memory;
mod mutations;
mod plan;
mod policies;
mod policy_new;
mod question;
mod reasons;
mod retention;
mod run;
mod sample;
mod schema;
mod selection;
mod streams;
mod text;
mod threads;
