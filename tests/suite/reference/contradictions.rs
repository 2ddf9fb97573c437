//! Questions that contradict themselves, and those that only seem to.
//!
//! What belongs here: what no answer can be given to, and that the engine agrees on what that is.
//! What never does: malformed JSON, which never becomes a question.

use super::comparison::said;
use super::{Asked, answer, udara360, upvest};
use crate::strategies::{Case, cases};
use crate::support::{at, empty, policy};
use closeout::{
    Command, Element, Fact, Facts, Reason, Restriction, Set, State, Strictness, WireValue, providers,
};
use jiff::SignedDuration;
use proptest::option;
use proptest::prelude::*;

impl Asked<'_> {
    /// Contract: what the state remembers has happened; a closing says when it was requested where that is counted
    /// from. DESIGN: an asserted restriction does not contradict the status.
    pub(super) fn contradicts_itself(&self) -> bool {
        let remembered = [self.requested_at, self.clear_since, self.closed_at];
        let in_the_future = remembered.iter().flatten().any(|instant| *instant > self.now);
        let of_its_provider = match self.provider {
            "upvest" => upvest::lacks_its_request(self),
            "udara360" => udara360::contradicts_its_status(self),
            _ => false,
        };
        in_the_future || of_its_provider
    }
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
}

/// Each restriction alone, all, none and unknown.
fn assertions() -> impl Iterator<Item = Fact<Set<Restriction>>> {
    let each = Restriction::ALL.iter().map(|each| Set::only(*each));
    let all = Restriction::ALL.iter().copied().collect();
    each.chain([all, Set::EMPTY]).map(Fact::Known).chain([Fact::Unknown])
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
                for facts in [empty(), Facts::unknown()] {
                    let case = closing_for_a_court_order(*strictness, status, facts, restrictions);
                    assert_eq!(said(&case), answer(&Asked::of(&case)), "{case:?}");
                }
            }
        }
    }
}

/// Not vacuous: of those questions some are none (`-`), and some are refused.
#[test]
fn a_frozen_account_is_refused_and_an_assertion_that_the_status_denies_is_no_question() {
    let frozen = Fact::Known(Set::only(Restriction::Frozen));
    let verdict = |code: i64| {
        let case = closing_for_a_court_order(Strictness::Prudent, &code.into(), empty(), frozen);
        answer(&Asked::of(&case)).map_or("-", |answered| answered.verdict)
    };
    let verdicts: Vec<&str> = (1..=8).map(verdict).collect();
    assert_eq!(verdicts, ["-", "-", "refused", "-", "-", "-", "refused", "refused"]);
}
