//! Target `decide_laws`: every law that one question tells, alone and compared with one that differs a little.
//!
//! What belongs here: which pairs of questions each law speaks of.
//! What never does: a law.

use crate::ask::{Ago, Ask, Case};
use crate::book::Change;
use crate::vary::cleared;
use crate::{observe, pick};
use arbitrary::Arbitrary;
use closeout::{Activity, Command, Decision, Element, Fact, Strictness, Verdict, judge, laws, permission};

/// A question, and how it is varied.
#[derive(Arbitrary, Clone, Debug)]
pub struct Input {
    ask: Ask,
    forgotten: u8,
    burden: Change,
    later: Ago,
    activity: u8,
    restricted: u16,
}

/// Asserts the laws.
pub fn check(input: &Input) {
    let case = input.ask.case();
    permission_laws(input, &case);
    let decision = match case.decide() {
        Err(misuse) if observe::speaks_of_distance(&misuse) => return assert!(observe::is_far_off(&case)),
        Err(misuse) => return assert!(observe::contradicts_itself(&case), "{misuse}"),
        Ok(decision) => decision,
    };
    assert!(!observe::contradicts_itself(&case));
    assert_eq!(laws::broken_by_decision(&decision), None);
    judged_on_what_is_there(&case, &decision);
    less_known_and_more_burdened(input, &case, &decision);
    stricter(&case, &decision);
    said_otherwise(&case, &decision);
    asked_again(input, &case, &decision);
}

/// The heart, asked about a second reading of the facts, says the same.
fn judged_on_what_is_there(case: &Case, decision: &Decision<'_>) {
    let situation = observe::situation(case).expect("decided, so within the calendar");
    let outcome = judge(&situation);
    assert_eq!(laws::broken_by_outcome(&situation, &outcome), None);
    assert_eq!(
        (decision.verdict(), decision.codes(), decision.events().kinds()),
        (outcome.verdict, outcome.blockers, outcome.events)
    );
    assert_eq!(
        decision.missing(),
        outcome.unknown.iter().filter_map(closeout::Code::fact).collect::<closeout::Set<_>>()
    );
}

/// A variation may be a contradiction; of that no law speaks.
fn less_known_and_more_burdened(input: &Input, case: &Case, decision: &Decision<'_>) {
    let forgetful = case.with_facts(pick(&laws::FORGET, input.forgotten));
    let homeless = case.with_options(|options| options.residences = Fact::Unknown);
    for weaker in [&forgetful, &homeless].into_iter().filter_map(|case| case.decide().ok()) {
        assert!(laws::unknown_never_permits(decision, &weaker));
    }
    if input.burden.burdens() {
        let burdened = case.with_facts(|facts| input.burden.apply(facts));
        if let Ok(burdened) = burdened.decide() {
            assert!(laws::more_obligations_never_help(decision, &burdened));
        }
    }
}

fn stricter(case: &Case, decision: &Decision<'_>) {
    let documented = case.with_options(|options| options.strictness = Strictness::Documented);
    let prudent = case.with_options(|options| options.strictness = Strictness::Prudent);
    if let (Ok(milder), Ok(stricter)) = (documented.decide(), prudent.decide()) {
        assert!(laws::a_stricter_policy_never_permits_more(&milder, &stricter));
    }
    if let Ok(joint) = case.and_britain().decide() {
        assert!(laws::a_stricter_policy_never_permits_more(decision, &joint));
    }
}

fn said_otherwise(case: &Case, decision: &Decision<'_>) {
    let shuffled = case.with_facts(laws::shuffle);
    let shuffled = shuffled.decide().expect("the same facts");
    assert!(laws::order_and_duplicates_do_not_matter(decision, &shuffled));
    let healed = decision.codes().iter().fold(case.clone(), cleared);
    if let Ok(healed) = healed.decide() {
        assert!(laws::all_blockers_are_reported(decision, &healed));
    }
}

fn asked_again(input: &Input, case: &Case, decision: &Decision<'_>) {
    let again = case.with_state(decision.state());
    let second = again.decide().expect("what came out can be sent back");
    assert!(second.events().kinds().is_empty() && second.state() == decision.state());
    if decision.verdict() == Verdict::Waiting {
        assert_eq!(second.verdict(), Verdict::Waiting);
        assert!(laws::asking_twice_changes_nothing(decision, &second));
    }
    let recorded = case.policy.calendars().next().is_some() && case.state.clear_since.is_some();
    if recorded && decision.effective_at().is_some() && case.command == Command::Advance {
        // The later of the two instants, whichever way the input points.
        let other = Case { now: input.later.before(case.now).max(case.now), ..case.clone() };
        if let Ok(late) = other.decide() {
            assert!(laws::late_calls_change_nothing(decision, &late));
        }
    }
}

fn permission_laws(input: &Input, case: &Case) {
    let Case { policy, state, facts, .. } = case;
    let activity = pick(Activity::ALL, input.activity);
    let permitted = permission(policy, state, &facts.restrictions, activity);
    let asserted = facts.restrictions.known().copied().unwrap_or_default();
    let more = Fact::Known(asserted.union(crate::book::restrictions(input.restricted)));
    let restricted = permission(policy, state, &more, activity);
    if !facts.restrictions.is_unknown() {
        assert!(laws::a_restriction_never_permits_more(permitted, restricted));
        let unknown = permission(policy, state, &Fact::Unknown, activity);
        assert!(laws::a_restriction_never_permits_more(permitted, unknown));
    }
    let read = permission(policy, state, &more, Activity::Read);
    assert!(laws::an_unknown_status_permits_nothing(state, permitted));
    assert!(laws::a_closed_account_can_be_read(state, read));
    assert!(laws::status_round_trips(policy.lifecycle(), &state.status.wire_value()));
    assert!(state.status.row().is_none_or(|row| laws::every_blocker_has_a_cure(policy, row)));
}
