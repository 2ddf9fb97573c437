//! A provider's own HTTP request, from parameters to status, body and webhooks:
//! `cargo run --example provider_request --features serde`

use closeout::wire::upvest::{self, Request, Trace};
use closeout::{Facts, Policy, providers};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // What your server has: the request as it came in, and the group that it names.
    let now = "2026-02-02T09:00:00Z".parse()?;
    let policy = Policy::documented(&providers::upvest::GROUP);
    let (state, facts) = (Some(policy.state("ACTIVE")), Facts::all_clear());
    let trace = Trace { instance: "/account_groups/d2a3b1f0", request_id: "4f1d" };
    let query = [("closure_reason", "user_initiated")];

    // What you write; it is the same for every provider.
    let request = Request::delete_group("d2a3b1f0", &query, trace);
    let reply = upvest::handle(&request, state.as_ref(), &facts, &policy, now)?;
    println!("{} {:?}", reply.status(), reply.body());
    if let Some(commit) = reply.commit() {
        println!("stored: {}", commit.state.status);
        reply.announcements().iter().for_each(|webhook| println!("published: {}", webhook.message));
    }
    Ok(())
}
