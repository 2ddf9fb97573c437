//! A program that knows accounts of Upvest whose holders live where the gate is.

mod asked;

use closeout::providers::upvest;
use std::process::ExitCode;

fn main() -> ExitCode {
    asked::ask(&upvest::ACCOUNT, "GB")
}
