//! A program that knows accounts of Upvest whose holders no gate holds.

mod asked;

use closeout::providers::upvest;
use std::process::ExitCode;

fn main() -> ExitCode {
    asked::ask(&upvest::ACCOUNT, "DE")
}
