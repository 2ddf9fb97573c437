//! What asks for no memory: counted, and not believed.
//!
//! What belongs here: the paths that promise it.
//! What never does: how long they take.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

use closeout::providers::{alpaca, udara360, upvest, yuno};
use closeout::{
    Answers, Ask, Command, Country, Fact, Facts, MissedBoundary, Policy, PolicyOptions, Reason, Residences,
    Rows, State, Status, StatusRow, Strictness, Verdict, decide,
};
use jiff::Timestamp;

fn policy(profile: &'static closeout::Profile, country: &str) -> Policy {
    let residences = Residences::new([country.parse::<Country>().unwrap()]).unwrap();
    Policy::new(
        profile,
        PolicyOptions {
            strictness: Strictness::Prudent,
            residences: Fact::Known(residences),
            missed_boundary: MissedBoundary::NextBoundary,
        },
    )
}

fn documented(policy: &Policy, status: &str) -> &'static StatusRow {
    policy.lifecycle().statuses().iter().find(|row| row.wire.to_string() == status).unwrap()
}

fn now() -> Timestamp {
    "2026-04-06T09:00:00Z".parse().unwrap()
}

/// A question of each provider to which there is nothing in the way, asked as services ask it and read to its end.
#[test]
fn a_decision_with_nothing_in_the_way_allocates_nothing() {
    let why = Some(Reason::text("Court order"));
    for (profile, country, status, command) in [
        (&alpaca::ACCOUNT, "US", "ACTIVE", Command::request()),
        (&udara360::ACCOUNT, "NG", "1", Command::RequestClosure { reason: why }),
        (&upvest::ACCOUNT, "DE", "ACTIVE", Command::request()),
        (&upvest::ACCOUNT, "DE", "CLOSING", Command::Advance),
        (&upvest::ACCOUNT, "GB", "CLOSING", Command::Advance),
        (&upvest::GROUP, "DE", "CLOSING", Command::Advance),
        (&yuno::ACCOUNT, "CO", "ACTIVE", Command::request()),
    ] {
        let policy = policy(profile, country);
        let (mut state, facts) = (State::new(Status::Known(documented(&policy, status))), Facts::none());
        if status == "CLOSING" {
            state.requested_at = Some("2026-03-01T00:00:00Z".parse().unwrap());
            state.clear_since = state.requested_at;
        }
        let mut verdict = None;
        let counted = allocation_counter::measure(|| {
            let decision = decide(&policy, &state, &facts, &command, now()).unwrap();
            assert_eq!(decision.blockers().count() + decision.events().iter().count(), 1);
            assert!(decision.effective_at().is_none_or(|at| at <= now()));
            verdict = Some(decision.verdict());
        });
        assert_eq!(
            (verdict, counted.count_total),
            (Some(Verdict::Permitted), 0),
            "{} {status}",
            profile.provider
        );
    }
}

/// Nor does one with something in the way: evidence is borrowed.
#[test]
fn a_refusal_allocates_nothing() {
    let policy = policy(&alpaca::ACCOUNT, "US");
    let state = State::new(policy.lifecycle().status(&"ACTIVE".into()));
    let (facts, command) = (Facts::unknown(), Command::request());
    let counted = allocation_counter::measure(|| {
        let decision = decide(&policy, &state, &facts, &command, now()).unwrap();
        assert_eq!((decision.verdict(), decision.missing().len()), (Verdict::Undetermined, 7));
    });
    assert_eq!(counted.count_total, 0);
}

/// A sweep asks for memory for its policy, however many rows there are.
#[test]
fn a_sweep_of_a_thousand_times_as_many_rows_allocates_no_more() {
    let policy = policy(&upvest::ACCOUNT, "GB");
    let at = policy.at(now());
    let [few, many] = [100, 100_000].map(|rows| {
        let (status, causes, instants) = (vec![0; rows], vec![0; rows], vec![0; rows]);
        let (mut verdict, mut blockers) = (vec![0; rows], vec![0; rows]);
        let (mut events, mut effective_at) = (vec![0; rows], vec![0; rows]);
        let instants = closeout::Instants::new(&instants);
        let (present, unknown) = (&causes, &causes);
        let rows = Rows { status: &status, present, unknown, requested_at: instants, clear_since: instants };
        let mut answers = Answers {
            verdict: &mut verdict,
            blockers: &mut blockers,
            events: &mut events,
            effective_at: &mut effective_at,
        };
        allocation_counter::measure(|| at.sweep(Ask::Advance, &rows, &mut answers).unwrap()).count_total
    });
    assert_eq!(few, many);
}
