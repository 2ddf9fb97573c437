//! Rules of your own on top of a provider's, and what the linter says of them: `cargo run --example house_rules`

use closeout::{Code, Policy, draft::ProfileDraft, lint, profile::Stage, providers::upvest};
use jiff::{civil::date, tz};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // What you write.
    let house = ProfileDraft::from(&upvest::ACCOUNT)
        .named("house")
        .require(Code::UnsettledTrades, Stage::Completion, "house rules, section 4")
        .build()?;
    let policy = Policy::documented(house).not_before(date(2026, 5, 1), tz::get!("Europe/London"));
    let findings = lint(&policy);

    println!("{} findings; closing waits for {}", findings.len(), policy.completion());
    for finding in findings {
        println!("{finding}");
    }
    Ok(())
}
