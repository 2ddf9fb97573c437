//! A group with its accounts as one unit: `cargo run --example group`

use closeout::{Country, Facts, group::GroupPolicy, providers::upvest};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // What your service has: the accounts of the group, with what it knows of each.
    let now = "2026-04-06T02:00:00Z".parse()?;
    let policies = GroupPolicy::documented(&upvest::GROUP, &upvest::ACCOUNT).residents([Country::GB]);
    let mut clear = policies.accounts.state("CLOSING");
    clear.clear_since = Some("2026-03-01T10:00:00Z".parse()?);
    let accounts = [
        ("savings", clear, Facts::all_clear()),
        ("trading", policies.accounts.state("CLOSED"), Facts::unknown()),
    ];

    // What you write.
    let mut group = policies.group("CLOSING", Facts::all_clear());
    for (id, state, facts) in accounts {
        group.add(id, state, facts);
    }
    let step = group.advance(now)?;
    step.decisions().for_each(|(id, decision)| println!("{id}: {}", decision.verdict()));
    println!("the group: {}", step.group().verdict());

    let (of_accounts, of_the_group) = step.into_commits();
    println!("{} accounts to store, and the group as {}", of_accounts.len(), of_the_group.state.status);
    Ok(())
}
