//! What cannot be swept, and in which words that is said.
//!
//! What belongs here: columns, books and instants that a sweep refuses.
//! What never does: what a sweep says of what it takes.

use crate::support::{at, closing, empty, policy};
use crate::walk_profiles::NOW;
use closeout::{
    Command, Set, Strictness, Verdict,
    facts::ReadAt,
    policy::MaxAge,
    profile::Stage,
    providers,
    sweep::{AnswersMut, Instants, RowError, Rows, SweepError},
};
use jiff::SignedDuration;

#[test]
fn columns_of_unequal_length_are_refused_and_nothing_is_written() {
    let policy = policy(&providers::alpaca::ACCOUNT, Strictness::Documented, &["DE"]);
    let rows = Rows {
        status: &[0, 0],
        present: &[0, 0],
        unknown: &[0, 0],
        requested_at: Instants::new(&[Instants::NULL]),
        clear_since: Instants::new(&[Instants::NULL; 2]),
    };
    let (mut verdict, mut blockers, mut events, mut effective_at) = ([7; 2], [7; 2], [7; 2], [7; 2]);
    let mut answers = AnswersMut {
        verdict: &mut verdict,
        blockers: &mut blockers,
        events: &mut events,
        effective_at: &mut effective_at,
    };
    let refused = policy.at(at(NOW)).sweep_into(Stage::Admission, &rows, &mut answers).unwrap_err();
    assert_eq!(refused, SweepError::ColumnLength { column: "requested_at", expected: 2, found: 1 });
    assert_eq!(
        refused.to_string(),
        "the column `requested_at` has 1 rows: expected 2, as many as `status` has"
    );
    assert_eq!((verdict, blockers, events, effective_at), ([7; 2], [7; 2], [7; 2], [7; 2]));
}

#[test]
fn an_instant_beyond_the_column_is_refused_by_name() {
    let policy = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let mut state = closing(&policy);
    state.requested_at = Some(at("2300-01-01T00:00:00Z"));
    let refused = policy.row(&state, &empty(), &Command::Advance).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`state.requested_at` is 2300-01-01T00:00:00Z, which does not fit a column of nanoseconds: expected an \
         instant of the years 1678 to 2261"
    );
    let none: Rows<'_> = Rows {
        status: &[],
        present: &[],
        unknown: &[],
        requested_at: Instants::new(&[]),
        clear_since: Instants::new(&[]),
    };
    let mut answers =
        AnswersMut { verdict: &mut [], blockers: &mut [], events: &mut [], effective_at: &mut [] };
    let late = at("2300-01-01T00:00:00Z");
    assert_eq!(
        policy.at(late).sweep_into(Stage::Completion, &none, &mut answers),
        Err(SweepError::OutsideColumn { now: late })
    );
}

#[test]
fn a_book_is_swept_under_its_own_policy_and_where_ages_count_at_its_own_instant() {
    let hour = SignedDuration::from_hours(1);
    let policy = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let aging = policy.clone().with_max_age(MaxAge::of_all(hour).unwrap());
    let book = policy.columns(Stage::Completion);
    assert_eq!(aging.at(at(NOW)).sweep(&book), Err(SweepError::OtherPolicy));
    assert!(policy.at(at(NOW)).sweep(&book).unwrap().is_empty());

    let state = closing(&aging);
    let mut facts = empty();
    facts.as_of = ReadAt::all(at(NOW));
    assert_eq!(aging.columns(Stage::Completion).push(&state, &facts), Err(RowError::AgesCount));
    let mut fresh = aging.at(at(NOW)).columns(Stage::Completion);
    fresh.reserve(1);
    assert_eq!(fresh.push(&state, &facts), Ok(0));
    let answer = aging.at(at(NOW)).sweep(&fresh).unwrap().get(0).unwrap();
    assert_eq!((answer.verdict, answer.blockers), (Some(Verdict::Permitted), Set::EMPTY));
    let later = at(NOW) + 2 * hour;
    let refused = aging.at(later).sweep(&fresh).unwrap_err();
    assert_eq!(refused, SweepError::OtherInstant { read_at: at(NOW), now: later });
    assert_eq!(
        refused.to_string(),
        format!(
            "the book serves at {NOW} only, since its policy says how old facts may be; expected that instant, found {later}"
        )
    );
    let mut aged = aging.at(later).columns(Stage::Completion);
    aged.push(&state, &facts).unwrap();
    let answer = aging.at(later).sweep(&aged).unwrap().get(0).unwrap();
    assert_eq!(answer.verdict, Some(Verdict::Undetermined));
}
