//! A program that knows two providers: what the second one adds.

mod asked;

use closeout::providers::{alpaca, upvest};
use std::hint::black_box;
use std::process::ExitCode;

fn main() -> ExitCode {
    let profile = if black_box(true) { &upvest::ACCOUNT } else { &alpaca::ACCOUNT };
    asked::ask(profile, "GB")
}
