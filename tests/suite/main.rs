//! The tests of the crate, in one binary: it links once, and what they share is shared.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that panics has failed, which is what it is for"
)]

mod answers;
mod catalogues;
mod clocks;
mod contract;
mod cures;
mod docs_current;
mod effective;
mod healing;
mod json;
mod jurisdictions;
mod laws;
mod lint;
mod matrix;
mod offboarding;
mod peers;
mod permission;
mod plan;
mod planted;
mod policies;
mod reasons;
mod reference;
mod retention;
mod strategies;
mod support;
mod sweep;
mod tax_years;
mod tidy;
mod walk;
mod walk_group;
mod walk_profiles;
mod wire_alpaca;
mod wire_documents;
mod wire_plan;
mod wire_said;
mod wire_udara360;
mod wire_upvest;
mod wire_yuno;
mod words;
