//! One account: what is in the way, who can clear it, and what to store. `cargo run --example one_account`

use closeout::facts::{Balance, FactName};
use closeout::{Command, Country, Fact, Facts, Policy, providers::upvest};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // What your service has: a clock, a status, and what it has looked up. It has not looked at corporate actions.
    let now = "2026-02-02T09:00:00Z".parse()?;
    let mut facts = Facts::unknown().none_of([
        FactName::OutstandingWithdrawals,
        FactName::OpenOrders,
        FactName::PendingTransfers,
        FactName::Positions,
        FactName::UnsettledTrades,
    ]);
    facts.cash = Fact::one(Balance::new("GBP".parse()?, "12.50".parse()?));

    // What you write.
    let policy = Policy::prudent(&upvest::ACCOUNT).residents([Country::GB]);
    let account = policy.state("CLOSING");
    let decision = policy.decide(&account, &facts, Command::Advance, now)?;
    println!("{decision}");
    let commit = decision.into_commit();

    println!("to store: {} by rulebook {}", commit.state.status, commit.rulebook);
    Ok(())
}
