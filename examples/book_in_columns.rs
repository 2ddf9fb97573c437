//! All accounts of a night at once: `cargo run --example book_in_columns`

use closeout::{Country, Facts, Policy, Verdict, profile::Stage, providers::upvest};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // What your service has: a hundred thousand accounts, of every third of which it knows nothing.
    let now = "2026-02-02T02:00:00Z".parse()?;
    let policy = Policy::prudent(&upvest::ACCOUNT).residents([Country::DE]);
    let facts = |place: u32| if place.is_multiple_of(3) { Facts::unknown() } else { Facts::all_clear() };
    let accounts: Vec<_> = (0..100_000).map(|place| (policy.state("CLOSING"), facts(place))).collect();

    // What you write.
    let mut book = policy.columns(Stage::Completion);
    for (state, facts) in &accounts {
        book.push(state, facts)?;
    }
    let answers = policy.at(now).sweep(&book)?;
    let closing = answers.iter().filter(|answer| answer.verdict == Some(Verdict::Permitted));

    println!("{} of {} accounts can be closed tonight", closing.count(), accounts.len());
    Ok(())
}
