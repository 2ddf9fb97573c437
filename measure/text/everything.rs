//! A program that knows all providers, all tables and all time zones: beside the others, it shows what the linker leaves
//! out of them.

mod asked;

use closeout::{
    jurisdictions,
    providers::{alpaca, udara360, upvest, yuno},
    reason_systems, retention,
};
use std::hint::black_box;
use std::process::ExitCode;

fn main() -> ExitCode {
    black_box((jurisdictions::ALL, reason_systems::SYSTEMS, retention::ROWS));
    if jurisdictions::zone(black_box("America/Chicago")).is_err() {
        return ExitCode::FAILURE;
    }
    let profiles = [&alpaca::ACCOUNT, &udara360::ACCOUNT, &upvest::ACCOUNT, &upvest::GROUP, &yuno::ACCOUNT];
    let profile = profiles[black_box(0)];
    asked::ask(profile, "GB")
}
