//! Questions that contradict themselves, and those that only seem to.
//!
//! What belongs here: what no answer can be given to, and that the engine agrees on what that is.
//! What never does: malformed JSON, which never becomes a question.

use super::comparison::said;
use super::{Asked, answer, udara360, upvest, yuno};
use crate::strategies::{Case, cases, malformed};
use crate::support::{at, policy};
use closeout::{
    Command, Fact, Facts, Reason, Set, State, Strictness,
    facts::{FactName, Movement, Restriction},
    providers,
    vocab::WireValue,
};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use proptest::option;
use proptest::prelude::*;

impl Asked<'_> {
    /// Contract: all checks come first, for every fact, read or not. What the state remembers has happened; a closing says
    /// when it was requested where that is counted from.
    pub(super) fn contradicts_itself(&self) -> bool {
        let remembered = [self.requested_at, self.clear_since, self.closed_at];
        let read = FactName::ALL.iter().map(|fact| self.facts.as_of.of(*fact));
        let mut past = remembered.into_iter().chain(read).flatten();
        let of_its_provider = match self.provider {
            "upvest" => upvest::lacks_its_request(self),
            "udara360" => udara360::contradicts_its_status(self) || udara360::has_too_long_a_reason(self),
            _ => false,
        };
        nobody_has_set(self.now)
            || past.any(|instant| instant > self.now || nobody_has_set(instant))
            || expected_days(self.facts).any(stands_for_no_day)
            || self.names_a_component_that_there_is_not()
            || of_its_provider
    }

    /// Meaning 3.3: components belong to the cash of a provider that has them, and to nothing else.
    fn names_a_component_that_there_is_not(&self) -> bool {
        let of_cash: &[&str] = if self.provider == "yuno" { &yuno::COMPONENTS } else { &[] };
        [(&self.facts.cash, of_cash), (&self.facts.fees, &[]), (&self.facts.liens, &[])].iter().any(
            |(fact, known)| {
                let mut named = fact.items().iter().filter_map(|balance| balance.component.as_deref());
                named.any(|component| !known.contains(&component))
            },
        )
    }
}

/// Contract: before 1900, or in the first second of 1970.
fn nobody_has_set(instant: Timestamp) -> bool {
    let is_zero = (0..1_000_000_000).contains(&instant.as_nanosecond());
    instant < at("1900-01-01T00:00:00Z") || is_zero
}

/// Contract: before 1900 or after 9998.
fn stands_for_no_day(day: Date) -> bool {
    day.year() < 1900 || day.year() > 9998
}

/// Of whatever is on its way, whether or not it moves anything.
fn expected_days(facts: &Facts) -> impl Iterator<Item = Date> {
    let lists: [&[Movement]; 4] = [
        facts.unsettled_trades.items(),
        facts.outstanding_withdrawals.items(),
        facts.pending_transfers.items(),
        facts.expected_corporate_actions.items(),
    ];
    lists.into_iter().flatten().filter_map(|movement| movement.expected_on)
}

fn ago() -> impl Strategy<Value = Option<i64>> {
    option::of(prop_oneof![-2_i64..=2, -40_000_000_i64..40_000_000])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// Whatever the state remembers, in the past or in the future: both answer alike, or neither does.
    #[test]
    fn both_agree_on_what_contradicts_itself(mut case in cases(), remembered in [ago(), ago(), ago()]) {
        let before_now = |seconds: Option<i64>| seconds.map(|each| case.now - SignedDuration::from_secs(each));
        let [requested_at, clear_since, closed_at] = remembered.map(before_now);
        case.state.requested_at = requested_at;
        case.state.clear_since = clear_since;
        case.state.closed_at = closed_at;
        prop_assert_eq!(said(&case), answer(&Asked::of(&case)));
    }

    /// Each question has one fault, of every kind that there is: neither answers.
    #[test]
    fn neither_answers_what_contradicts_itself(case in malformed()) {
        prop_assert_eq!(answer(&Asked::of(&case)), None);
        prop_assert_eq!(said(&case), None);
    }

    /// Whatever is asserted of restrictions, beside whatever status.
    #[test]
    fn both_agree_on_assertions_beside_any_status(
        mut case in cases(),
        restrictions in proptest::sample::subsequence(Restriction::ALL.to_vec(), 0..=3),
        in_part: bool,
    ) {
        let asserted = restrictions.into_iter().collect();
        case.facts.restrictions = if in_part { Fact::Part(asserted) } else { Fact::Known(asserted) };
        prop_assert_eq!(said(&case), answer(&Asked::of(&case)));
    }
}

/// On both sides of each border, to the nanosecond and to the day.
#[test]
fn what_stands_for_no_instant_ends_where_the_contract_says() {
    for (instant, is_none) in [
        ("1899-12-31T23:59:59.999999999Z", true),
        ("1900-01-01T00:00:00Z", false),
        ("1969-12-31T23:59:59.999999999Z", false),
        ("1970-01-01T00:00:00Z", true),
        ("1970-01-01T00:00:00.999999999Z", true),
        ("1970-01-01T00:00:01Z", false),
    ] {
        let mut case =
            closing_for_a_court_order(Strictness::Documented, &1.into(), Facts::all_clear(), Fact::Unknown);
        case.state.requested_at = Some(at(instant));
        assert_eq!(answer(&Asked::of(&case)).is_none(), is_none, "{instant}");
        assert_eq!(said(&case), answer(&Asked::of(&case)), "{instant}");
    }
    for (day, is_none) in
        [("1899-12-31", true), ("1900-01-01", false), ("9998-12-31", false), ("9999-01-01", true)]
    {
        let mut case =
            closing_for_a_court_order(Strictness::Documented, &1.into(), Facts::all_clear(), Fact::Unknown);
        let expected_on = Some(day.parse().unwrap());
        case.facts.unsettled_trades = Fact::one(Movement { expected_on, ..Movement::default() });
        assert_eq!(answer(&Asked::of(&case)).is_none(), is_none, "{day}");
        assert_eq!(said(&case), answer(&Asked::of(&case)), "{day}");
    }
}

/// Each restriction alone, all and none, in full and in part; unknown.
fn assertions() -> impl Iterator<Item = Fact<Set<Restriction>>> {
    let each = Restriction::ALL.iter().map(|each| Set::only(*each));
    let all = Restriction::ALL.iter().copied().collect();
    let sets: Vec<_> = each.chain([all, Set::EMPTY]).collect();
    let in_part = sets.clone().into_iter().map(Fact::Part);
    sets.into_iter().map(Fact::Known).chain(in_part).chain([Fact::Unknown])
}

/// The seven codes, numbers that are none, and a text that looks like one.
fn statuses() -> Vec<WireValue> {
    let texts = ["3", "7", "ACTIVE"].map(WireValue::from);
    (-1..=9).map(WireValue::from).chain(texts).collect()
}

fn closing_for_a_court_order(
    strictness: Strictness,
    status: &WireValue,
    mut facts: Facts,
    restrictions: Fact<Set<Restriction>>,
) -> Case {
    let policy = policy(&providers::udara360::ACCOUNT, strictness, &[]);
    let state = State::new(policy.lifecycle().status(status));
    facts.restrictions = restrictions;
    let command = Command::RequestClosure { reason: Some(Reason::text("Court order")) };
    Case { policy, state, facts, command, now: at("2026-02-02T09:00:00Z") }
}

#[test]
fn both_agree_on_restrictions_that_are_asserted_beside_a_status_that_shows_them() {
    for strictness in Strictness::ALL {
        for status in &statuses() {
            for restrictions in assertions() {
                for facts in [Facts::all_clear(), Facts::unknown()] {
                    let case = closing_for_a_court_order(*strictness, status, facts, restrictions);
                    assert_eq!(said(&case), answer(&Asked::of(&case)), "{case:?}");
                }
            }
        }
    }
}

/// Not vacuous: of those questions some are none (`-`), whatever the strictness; a status that nobody documents shows
/// nothing, so that nobody knows.
#[test]
fn a_frozen_account_is_refused_and_an_assertion_that_the_status_denies_is_no_question() {
    let frozen = Fact::Known(Set::only(Restriction::Frozen));
    let verdicts = |strictness| -> Vec<&str> {
        let verdict = |code: i64| {
            let case = closing_for_a_court_order(strictness, &code.into(), Facts::all_clear(), frozen);
            answer(&Asked::of(&case)).map_or("-", |answered| answered.verdict)
        };
        (1..=8).map(verdict).collect()
    };
    assert_eq!(
        verdicts(Strictness::Prudent),
        ["-", "-", "refused", "-", "-", "-", "refused", "undetermined"]
    );
    assert_eq!(
        verdicts(Strictness::Documented),
        ["-", "-", "refused", "-", "-", "-", "permitted", "undetermined"]
    );
}
