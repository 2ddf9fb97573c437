//! A program that knows Alpaca and reads the name of a time zone, which may be any.

mod asked;

use closeout::{jurisdictions, providers::alpaca};
use std::hint::black_box;
use std::process::ExitCode;

fn main() -> ExitCode {
    if jurisdictions::zone(black_box("America/Chicago")).is_err() {
        return ExitCode::FAILURE;
    }
    asked::ask(&alpaca::ACCOUNT, "US")
}
