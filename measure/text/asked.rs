//! One question that the optimiser cannot answer beforehand.
//!
//! What belongs here: what every program asks that is linked to see how large it is.
//! What never does: a provider.

use closeout::{
    Command, Country, Fact, Facts, Policy, PolicyOptions, State, Strictness, decide, policy::Residences,
    profile::Profile,
};
use jiff::Timestamp;
use std::hint::black_box;
use std::process::ExitCode;

/// Whether the account may close, and how many things are in the way. Whoever is held by a gate lives in its country.
pub(crate) fn ask(profile: &'static Profile, residence: &str) -> ExitCode {
    let Ok(Ok(residences)) = black_box(residence).parse().map(|country: Country| Residences::new([country]))
    else {
        return ExitCode::FAILURE;
    };
    let options = PolicyOptions::of(black_box(Strictness::Prudent)).with_residences(Fact::Known(residences));
    let policy = Policy::new(profile, options);
    let state = black_box(State::new(policy.lifecycle().status(black_box("CLOSING"))));
    let (facts, command) = (black_box(Facts::unknown()), black_box(Command::Advance));
    match decide(&policy, &state, &facts, &command, black_box(Timestamp::UNIX_EPOCH)) {
        Ok(decision) => {
            black_box(decision.verdict());
            let shown = decision.blockers().map(|blocker| black_box(blocker.evidence).positions().count());
            ExitCode::from(u8::try_from(shown.sum::<usize>()).unwrap_or(u8::MAX))
        }
        Err(_) => ExitCode::FAILURE,
    }
}
