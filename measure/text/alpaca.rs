//! A program that knows Alpaca.

mod asked;

use closeout::providers::alpaca;
use std::process::ExitCode;

fn main() -> ExitCode {
    asked::ask(&alpaca::ACCOUNT, "US")
}
