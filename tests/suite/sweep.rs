//! A sweep over columns, compared row by row with `decide`.
//!
//! What belongs here: that both say the same, wherever a row lies in its columns and whatever lies beside it.
//! What never does: what they should say; that is asked of `decide` elsewhere.

mod refused;

use crate::support::{at, closing, empty, policy, policy_with};
use crate::walk_profiles::{NOW, books, commands, policies, states};
use closeout::{
    Code, Command, MisuseError, Policy, Set, State, Status, Strictness, Verdict,
    draft::ProfileDraft,
    jurisdictions,
    policy::{Clock, Notice},
    profile::Stage,
    providers,
    strategies::{Case, cases},
    sweep::{AnswersMut, Instants, PolicyAt, Row, RowAnswer, RowError, Rows},
    timing::{Era, MissedBoundary, TaxCalendar, YearRule},
    vocab::Shared,
};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp, tz};
use proptest::prelude::*;

/// What is said of a row: verdict, codes, events, and the nanosecond from which it counts as closed, or 0.
type Said = (u8, u32, u8, i64);

const MISUSE: Said = (AnswersMut::MISUSE, 0, 0, 0);

fn decided(case: &Case) -> Said {
    let Ok(decision) = case.decide() else {
        return MISUSE;
    };
    let effective_at = decision.effective_at().map_or(0, |at| i64::try_from(at.as_nanosecond()).unwrap());
    (
        Verdict::place(decision.verdict()),
        u32::try_from(decision.codes().bits()).unwrap(),
        u8::try_from(decision.events().kinds().bits()).unwrap(),
        effective_at,
    )
}

/// How missing instants are told.
#[derive(Clone, Copy, Debug)]
enum Missing {
    /// By what stands in their place.
    InPlace,
    /// By bits, and what stands in their place is arbitrary.
    ByBits,
}

/// The column, with its bits, which end after the last that is set.
fn by_bits(column: Instants<'_>) -> (Vec<i64>, Vec<u8>) {
    let mut nanoseconds = column.nanoseconds.to_vec();
    let mut bits = vec![0_u8; nanoseconds.len().div_ceil(8)];
    for (place, value) in nanoseconds.iter_mut().enumerate() {
        if *value == Instants::NULL {
            *value = 1_000_000_007 * i64::try_from(place).unwrap();
        } else {
            bits[place / 8] |= 1 << (place % 8);
        }
    }
    bits.truncate(bits.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1));
    (nanoseconds, bits)
}

/// What the columns of an owned book say, swept as one and, without bits, by columns of the caller as well.
fn swept(policy: &Policy, now: Timestamp, stage: Stage, rows: &[Row], missing: Missing) -> Vec<Said> {
    let mut book = policy.columns(stage);
    for (place, row) in rows.iter().enumerate() {
        assert_eq!(book.push_row(*row), place);
    }
    let at = policy.at(now);
    match missing {
        Missing::InPlace => {
            let owned: Vec<Said> = at.sweep(&book).unwrap().iter().map(said).collect();
            assert_eq!(
                owned,
                swept_into(&at, stage, &book.rows()),
                "an owned book, and columns of the caller"
            );
            owned
        }
        Missing::ByBits => {
            let (requested_at, clear_since) =
                (by_bits(book.rows().requested_at), by_bits(book.rows().clear_since));
            let instants = |(nanoseconds, bits)| Instants { nanoseconds, validity: Some(bits) };
            let columns = Rows {
                requested_at: instants((&requested_at.0[..], &requested_at.1[..])),
                clear_since: instants((&clear_since.0[..], &clear_since.1[..])),
                ..book.rows()
            };
            swept_into(&at, stage, &columns)
        }
    }
}

fn said(answer: RowAnswer) -> Said {
    (
        answer.verdict.map_or(AnswersMut::MISUSE, Verdict::place),
        u32::try_from(answer.blockers.bits()).unwrap(),
        u8::try_from(answer.events.bits()).unwrap(),
        answer.effective_at.map_or(0, |at| i64::try_from(at.as_nanosecond()).unwrap()),
    )
}

fn swept_into(at: &PolicyAt<'_>, stage: Stage, rows: &Rows<'_>) -> Vec<Said> {
    // What was in the columns must not show.
    let length = rows.status.len();
    let (mut verdict, mut blockers) = (vec![77; length], vec![u32::MAX; length]);
    let (mut events, mut effective_at) = (vec![77; length], vec![i64::MAX; length]);
    let mut answers = AnswersMut {
        verdict: &mut verdict,
        blockers: &mut blockers,
        events: &mut events,
        effective_at: &mut effective_at,
    };
    at.sweep_into(stage, rows, &mut answers).unwrap();
    let said = verdict.into_iter().zip(blockers).zip(events).zip(effective_at);
    said.map(|(((verdict, blockers), events), at)| (verdict, blockers, events, at)).collect()
}

const fn stage_of(command: &Command) -> Stage {
    match command {
        Command::RequestClosure { .. } => Stage::Admission,
        Command::Advance => Stage::Completion,
    }
}

/// Rows of one policy, and what is decided of each.
fn table(policy: &Policy, command: &Command, now: Timestamp) -> (Vec<Row>, Vec<Said>) {
    let mut case = Case {
        policy: policy.clone(),
        state: state_of(policy),
        facts: empty(),
        command: command.clone(),
        now,
    };
    let mut table = (Vec::new(), Vec::new());
    for state in states(policy.profile()) {
        case.state = state;
        for facts in books(policy) {
            case.facts = facts;
            table.0.push(policy.row(&case.state, &case.facts, command).unwrap());
            table.1.push(decided(&case));
        }
    }
    table
}

fn state_of(policy: &Policy) -> State {
    State::new(Status::known(&policy.lifecycle().statuses()[0]))
}

#[test]
fn every_abstract_state_is_swept_as_it_is_decided() {
    // The second lies before some of the requests, which is misuse.
    for now in [NOW, "2026-04-05T22:59:59.999999999Z"].map(at) {
        for policy in providers::PROFILES.iter().flat_map(|profile| policies(profile)) {
            for command in commands() {
                let (rows, decided) = table(&policy, &command, now);
                let swept = swept(&policy, now, stage_of(&command), &rows, Missing::InPlace);
                assert_eq!(swept, decided, "{:?} {command:?} {now}", policy.options());
            }
        }
    }
}

#[test]
fn it_does_not_matter_where_a_row_lies() {
    let policy = policy(&providers::upvest::ACCOUNT, Strictness::Prudent, &["GB"]);
    let (rows, decided) = table(&policy, &Command::Advance, at(NOW));
    // Coprime with all sizes of blocks, so that every row comes to lie everywhere.
    let (rows, decided): (Vec<Row>, Vec<Said>) =
        rows.into_iter().zip(decided).cycle().step_by(61).take(5_000).unzip();
    for length in [0, 1, 7, 8, 9, 63, 64, 65, 511, 512, 513, 1_024, 1_031, 4_999] {
        for missing in [Missing::InPlace, Missing::ByBits] {
            let swept = swept(&policy, at(NOW), Stage::Completion, &rows[..length], missing);
            assert_eq!(swept, decided[..length], "{length} {missing:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn any_row_is_swept_as_it_is_decided(case in cases(), sooner in 0..400_i64, beside in 0..70_usize) {
        let mut case = case;
        case.now = case.now.checked_sub(SignedDuration::from_hours(sooner * 24)).unwrap_or(case.now);
        let row = match case.policy.row(&case.state, &case.facts, &case.command) {
            Ok(row) => row,
            Err(RowError::Misuse(_)) => {
                prop_assert!(case.decide().is_err());
                return Ok(());
            }
            Err(_) => return Ok(()),
        };
        prop_assume!(i64::try_from(case.now.as_nanosecond()).is_ok());
        // A row shows neither a closing in the future nor what is expected beyond the calendar,
        prop_assume!(case.state.closed_at.is_none_or(|closed_at| closed_at <= case.now));
        // nor when the facts were read.
        prop_assume!(!matches!(case.decide(), Err(MisuseError::OutsideCalendar(_) | MisuseError::ReadInTheFuture { .. })));
        let mut rows = vec![row; beside + 1];
        rows[..beside].fill(Row { present: u32::MAX, unknown: u32::MAX, clear_since: 0, ..row });
        let swept = swept(&case.policy, case.now, stage_of(&case.command), &rows, Missing::ByBits);
        prop_assert_eq!(swept[beside], decided(&case));
    }

    /// Accounts are pushed one by one, each with its own state and facts; what is no row takes no place.
    #[test]
    fn an_owned_book_answers_each_account_as_it_is_decided(
        accounts in proptest::collection::vec(cases(), 1..6),
        stage in prop::sample::select(Stage::ALL),
    ) {
        let (policy, now) = (&accounts[0].policy, accounts[0].now);
        prop_assume!(i64::try_from(now.as_nanosecond()).is_ok());
        let command = if stage == Stage::Admission { Command::request() } else { Command::Advance };
        let at = policy.at(now);
        let mut book = at.columns(stage);
        let mut expected = Vec::new();
        for Case { state, facts, .. } in &accounts {
            let (state, facts) = (state.clone(), facts.clone());
            let case = Case { policy: policy.clone(), state, facts, command: command.clone(), now };
            match (book.push(&case.state, &case.facts), case.decide()) {
                (Ok(place), Ok(_)) => {
                    prop_assert_eq!(place, expected.len());
                    expected.push(decided(&case));
                }
                // A row does not show what is expected beyond the calendar, nor what remains to be dated.
                (Ok(_), Err(_)) => return Ok(()),
                (Err(RowError::Misuse(_)), decision) => prop_assert!(decision.is_err()),
                (Err(_), _) => {}
            }
        }
        let answers = at.sweep(&book).unwrap();
        let places: Vec<usize> = answers.iter().map(|answer| answer.place).collect();
        prop_assert_eq!(places, (0..expected.len()).collect::<Vec<_>>());
        prop_assert_eq!(answers.iter().map(said).collect::<Vec<_>>(), expected);
    }

    /// A policy at an instant has looked tax years up; it says the same.
    #[test]
    fn a_policy_at_an_instant_decides_the_same(case in cases()) {
        let at = case.policy.at(case.now);
        let decision = at.decide(&case.state, &case.facts, &case.command);
        prop_assert_eq!(format!("{decision:?}"), format!("{:?}", case.decide()));
    }
}

#[test]
fn what_has_been_clear_for_longer_than_years_are_remembered_is_looked_up() {
    let notice = Clock::Notice(Notice::days(30, tz::TimeZone::UTC));
    for missed in MissedBoundary::ALL {
        let gated = policy_with(&providers::upvest::ACCOUNT, Strictness::Documented, &["GB"], *missed);
        for policy in [gated.clone(), gated.with_clocks([notice.clone()])] {
            for year in 1990..2026_i16 {
                let instant = format!("{year}-07-01T00:00:00Z");
                let mut state = closing(&policy);
                (state.requested_at, state.clear_since) = (Some(at(&instant)), Some(at(&instant)));
                let row = policy.row(&state, &empty(), &Command::Advance).unwrap();
                let command = Command::Advance;
                let case = Case { policy: policy.clone(), state, facts: empty(), command, now: at(NOW) };
                let said = swept(&policy, case.now, Stage::Completion, &[row], Missing::InPlace);
                assert_eq!(said, [decided(&case)]);
            }
        }
    }
}

/// Such a row can be made by whoever fills the columns, and by nobody else.
#[test]
fn what_counts_from_a_request_that_is_missing_is_misuse() {
    let missed = MissedBoundary::WhenClear;
    let policy = policy_with(&providers::upvest::ACCOUNT, Strictness::Documented, &["GB"], missed);
    for (requested_at, now) in
        [("2025-06-01T00:00:00Z", NOW), ("1900-05-01T00:00:00Z", "1901-05-01T00:00:00Z")]
    {
        let mut state = closing(&policy);
        (state.requested_at, state.clear_since) = (Some(at(requested_at)), Some(at(requested_at)));
        let row = policy.row(&state, &empty(), &Command::Advance).unwrap();
        let rows = [row, Row { requested_at: Instants::NULL, ..row }];
        let said = swept(&policy, at(now), Stage::Completion, &rows, Missing::InPlace);
        assert_eq!((said[0].0, said[1]), (Verdict::Permitted.place(), MISUSE), "{now}");
    }
}

/// The first tax year of which anything is recorded begins before the first instant that counts, and the last that
/// columns reach ends after what they can hold.
#[test]
fn a_sweep_is_right_to_the_ends_of_its_columns() {
    let policy = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["GB"]);
    let instants = ["1900-01-01T00:00:00Z", "1900-04-05T12:00:00Z", "1911-01-01T00:00:00Z"];
    let late =
        ["2255-01-01T00:00:00Z", "2262-04-05T22:00:00Z", "2262-04-05T23:00:00Z", "2262-04-11T00:00:00Z"];
    let all: Vec<Timestamp> = instants.into_iter().chain(late).map(at).collect();
    for (clear_since, now) in all.iter().flat_map(|since| all.iter().map(move |now| (*since, *now))) {
        let mut state = closing(&policy);
        (state.requested_at, state.clear_since) = (Some(clear_since), Some(clear_since));
        let row = policy.row(&state, &empty(), &Command::Advance).unwrap();
        let case = Case { policy: policy.clone(), state, facts: empty(), command: Command::Advance, now };
        let swept = swept(&policy, now, Stage::Completion, &[row], Missing::InPlace);
        assert_eq!(swept, [decided(&case)], "{clear_since} {now}");
    }
}

/// Where the tax year of today is not known, each row is told by itself that its closing cannot be dated.
#[test]
fn a_gate_of_which_nothing_is_known_is_misuse_of_what_is_closing_and_of_nothing_else() {
    let mut draft = ProfileDraft::from(&providers::upvest::ACCOUNT);
    for gate in &mut draft.gates {
        gate.calendar = Shared::of(&jurisdictions::AE);
    }
    let policy = policy(draft.build().unwrap(), Strictness::Documented, &["GB"]);
    let active = crate::support::state(&policy, "ACTIVE");
    let rows =
        [closing(&policy), active].map(|state| policy.row(&state, &empty(), &Command::Advance).unwrap());
    let said = swept(&policy, at(NOW), Stage::Completion, &rows, Missing::InPlace);
    let status = u32::try_from(Set::only(Code::StatusDoesNotAdmitClosing).bits()).unwrap();
    assert_eq!(said, [MISUSE, (Verdict::Refused.place(), status, 0, 0)]);
}

/// The columns may be kept for years; a day before which nothing closes is read at each sweep.
#[test]
fn a_day_before_which_nothing_closes_is_read_once_for_all_rows() {
    let london = tz::get!("Europe/London");
    let policy = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"])
        .with_clocks([Clock::NotBefore { day: date(2026, 6, 1), zone: london }]);
    let mut state = closing(&policy);
    let row = policy.row(&state, &empty(), &Command::Advance).unwrap();
    state.clear_since = Some(at("2026-06-10T00:00:00Z"));
    let later = policy.row(&state, &empty(), &Command::Advance).unwrap();
    state.clear_since = None;
    let swept = |now: &str, row: Row| swept(&policy, at(now), Stage::Completion, &[row], Missing::InPlace)[0];
    let said = |now: &str| swept(now, row);
    let not_before = u32::try_from(Set::only(Code::NotBefore).bits()).unwrap();
    let eve = said("2026-05-31T22:59:59.999999999Z");
    assert_eq!((eve.0, eve.1), (Verdict::Waiting.place(), not_before));
    let day = said("2026-05-31T23:00:00Z");
    assert_eq!((day.0, day.1), (Verdict::Permitted.place(), 0));
    assert_eq!(day.3, 1_780_268_400_000_000_000); // 2026-05-31T23:00:00Z
    // Whoever is clear later than that counts as closed from then on, whenever it is asked.
    assert_eq!(swept("2026-06-20T00:00:00Z", later).3, 1_781_049_600_000_000_000); // 2026-06-10T00:00:00Z
    let case =
        Case { policy, state, facts: empty(), command: Command::Advance, now: at("2026-05-31T23:00:00Z") };
    assert_eq!(decided(&case), day);
}

/// The last instant of a tax year belongs to it, as the first does, both as what is asked at and as what is counted from.
#[test]
fn the_gate_opens_with_the_first_instant_of_the_next_year() {
    const EVE: &str = "2026-04-05T22:59:59.999999999Z";
    const BOUNDARY: &str = "2026-04-05T23:00:00Z";
    for missed in MissedBoundary::ALL {
        let policy = policy_with(&providers::upvest::ACCOUNT, Strictness::Documented, &["GB"], *missed);
        let said = |since: &str, now: &str| {
            let mut state = closing(&policy);
            (state.requested_at, state.clear_since) = (Some(at(since)), Some(at(since)));
            let row = policy.row(&state, &empty(), &Command::Advance).unwrap();
            swept(&policy, at(now), Stage::Completion, &[row], Missing::InPlace)[0].0
        };
        let (waiting, permitted) = (Verdict::Waiting.place(), Verdict::Permitted.place());
        let before = "2026-02-01T00:00:00Z";
        assert_eq!((said(before, EVE), said(before, BOUNDARY)), (waiting, permitted), "{missed}");
        assert_eq!((said(EVE, NOW), said(BOUNDARY, NOW)), (permitted, waiting), "{missed}");
    }
}

/// With a clock a row may count as closed in an earlier year than that of today, of which as much need not be known.
#[test]
fn what_remains_is_dated_by_the_year_in_which_a_row_counts_as_closed() {
    let known = vec![Era::since(date(2020, 1, 1), YearRule::CALENDAR_YEAR)].into();
    let since_2020 = TaxCalendar { eras: known, ..jurisdictions::DE.clone() };
    let stating = |calendar: Shared<TaxCalendar>| {
        let mut draft = ProfileDraft::from(&providers::upvest::GROUP);
        for due in draft.obligations.iter_mut().filter_map(|row| row.due.as_mut()) {
            due.calendar = calendar.clone();
        }
        policy(draft.build().unwrap(), Strictness::Documented, &["DE"])
    };
    let day = Clock::NotBefore { day: date(2018, 1, 1), zone: tz::TimeZone::UTC };
    let notice = Clock::Notice(Notice::days(30, tz::TimeZone::UTC));
    let known = stating(since_2020.into());
    let unknown = stating(Shared::of(&jurisdictions::AE));
    let (closes, misuse) = (Verdict::Permitted.place(), AnswersMut::MISUSE);
    let cases = [
        (known.clone(), [closes, closes]),
        (known.clone().with_clocks([day.clone()]), [misuse, closes]),
        (known.with_clocks([day.clone(), notice]), [misuse, closes]),
        (unknown.clone(), [misuse, misuse]),
        (unknown.with_clocks([day]), [misuse, misuse]),
    ];
    for (policy, expected) in cases {
        let row = |day: &str| {
            let mut state = closing(&policy);
            (state.requested_at, state.clear_since) = (Some(at(day)), Some(at(day)));
            policy.row(&state, &empty(), &Command::Advance).unwrap()
        };
        let rows = ["2019-06-01T00:00:00Z", "2021-06-01T00:00:00Z"].map(row);
        let said = swept(&policy, at(NOW), Stage::Completion, &rows, Missing::InPlace);
        assert_eq!([said[0].0, said[1].0], expected, "{:?}", policy.clocks());
    }
}

#[test]
fn a_number_of_the_column_is_read_as_the_verdict_that_was_written() {
    for verdict in Verdict::ALL {
        assert_eq!(AnswersMut::verdict_at(verdict.place()), Some(*verdict));
    }
    assert_eq!((AnswersMut::verdict_at(5), AnswersMut::verdict_at(AnswersMut::MISUSE)), (None, None));
}

#[test]
fn a_cleared_book_counts_its_accounts_from_zero_again() {
    let policy = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let mut book = policy.columns(Stage::Completion);
    let state = closing(&policy);
    assert_eq!([(); 2].map(|()| book.push(&state, &empty())), [Ok(0), Ok(1)]);
    assert_eq!((book.len(), book.is_empty()), (2, false));
    book.clear();
    assert_eq!((book.len(), book.is_empty(), book.rows().unknown.len()), (0, true, 0));
    assert_eq!(book.push(&state, &empty()), Ok(0));
    let answers = policy.at(at(NOW)).sweep(&book).unwrap();
    assert_eq!((answers.len(), answers.get(1)), (1, None));
    assert_eq!(answers.get(0).and_then(|answer| answer.effective_at), Some(at(NOW)));
}
