//! Target `decide_laws`: every law that one question tells, alone and compared with one that differs a little.
//!
//! What belongs here: which pairs of questions each law speaks of.
//! What never does: a law.

use crate::ask::{Age, Ago, Ask, Case};
use crate::book::{Change, restrictions};
use crate::house::PROFILES;
use crate::vary::cleared;
use crate::{observe, pick};
use arbitrary::Arbitrary;
use closeout::{
    Code, Command, Decision, Fact, Set, Strictness, Verdict,
    blocker::Cure,
    facts::FactName,
    kernel::judge,
    laws,
    lint::every_blocker_has_a_cure,
    permission,
    policy::MaxAge,
    profile::{Activity, Profile},
    providers,
    strategies::{FORGET, PARTLY, shuffle},
    vocab::Shared,
};

/// A question, and how it is varied.
#[derive(Arbitrary, Clone, Debug)]
pub struct Input {
    ask: Ask,
    forgotten: u8,
    burden: Change,
    later: Ago,
    age: Age,
    activity: u8,
    restricted: u16,
}

/// Asserts the laws.
pub fn check(input: &Input) {
    hold(input, &input.ask.case());
}

/// Asserts the laws of the question about a subject of this profile.
pub fn of(input: &Input, profile: impl Into<Shared<Profile>>) {
    hold(input, &input.ask.of(profile));
}

fn hold(input: &Input, case: &Case) {
    permission_laws(input, case);
    let decision = match case.decide() {
        Err(misuse) if observe::speaks_of_distance(&misuse) => return assert!(observe::is_far_off(case)),
        Err(misuse) => return assert!(observe::contradicts_itself(case), "{misuse}"),
        Ok(decision) => decision,
    };
    assert!(!observe::contradicts_itself(case));
    assert_eq!(laws::broken_by_decision(&decision), None);
    judged_on_what_is_there(case, &decision);
    looked_ahead(case, &decision);
    less_known_and_more_burdened(input, case, &decision);
    passed_over(input, case, &decision);
    stricter(input, case, &decision);
    said_otherwise(case, &decision);
    asked_again(input, case, &decision);
    cured(case, &decision);
}

/// The answer to a question that contradicts nothing; `None` where the calendar ends.
fn decided(case: &Case) -> Option<Decision<'_>> {
    match case.decide() {
        Ok(decision) => Some(decision),
        Err(misuse) => {
            assert!(observe::speaks_of_distance(&misuse) && observe::is_far_off(case), "{misuse}");
            None
        }
    }
}

/// The heart, asked about a second reading of the facts, says the same; and so does that reading of what is missing, too
/// old and unread, and of when it could be over.
fn judged_on_what_is_there(case: &Case, decision: &Decision<'_>) {
    let situation = observe::situation(case).expect("decided, so within the calendar");
    let outcome = judge(&situation);
    assert_eq!(laws::broken_by_outcome(&situation, &outcome), None);
    assert_eq!(
        (decision.verdict(), decision.codes(), decision.events().kinds()),
        (outcome.verdict, outcome.blockers, outcome.events)
    );
    let missing: Set<FactName> = outcome.unknown.iter().filter_map(Code::fact).collect();
    let stale: Set<FactName> = missing.iter().filter(|fact| observe::is_stale(case, *fact)).collect();
    assert_eq!((decision.missing(), decision.stale()), (missing, stale));
    assert_eq!(decision.unread(), observe::unread(case));
    let earliest = decision.earliest().map(|earliest| (earliest.at, earliest.firm));
    let expected = observe::earliest(case, outcome.verdict, outcome.blockers, missing);
    assert_eq!(Ok(earliest), expected, "the earliest instant");
}

/// What lies ahead is the answer to the next question, and is judged like one.
fn looked_ahead(case: &Case, decision: &Decision<'_>) {
    let next = Case { command: Command::Advance, ..case.with_state(decision.state()) };
    match (decision.ahead(), next.decide()) {
        (Ok(Some(_)), Ok(advanced)) => {
            judged_on_what_is_there(&next, &advanced);
            assert!(laws::what_lies_ahead_is_what_completion_says(decision, &advanced));
        }
        (Ok(None), Ok(advanced)) => {
            assert!(laws::what_lies_ahead_is_what_completion_says(decision, &advanced));
        }
        (Ok(None), Err(_)) => {}
        (Err(misuse), advanced) => {
            assert!(observe::speaks_of_distance(&misuse) && observe::is_far_off(&next), "{misuse}");
            assert_eq!(advanced.err(), Some(misuse));
        }
        (Ok(Some(_)), Err(misuse)) => panic!("ahead lies what cannot be asked: {misuse}"),
    }
}

/// A variation may be a contradiction; of that no law speaks.
fn less_known_and_more_burdened(input: &Input, case: &Case, decision: &Decision<'_>) {
    let forgetful = case.with_facts(pick(&FORGET, input.forgotten));
    let homeless = case.with_options(|options| options.residences = Fact::Unknown);
    for weaker in [&forgetful, &homeless].into_iter().filter_map(|case| case.decide().ok()) {
        assert!(laws::unknown_never_permits(decision, &weaker));
    }
    let partial = case.with_facts(pick(&PARTLY, input.forgotten));
    let among_others = case.with_options(|options| {
        if let Fact::Known(residences) = &options.residences {
            options.residences = Fact::Part(residences.clone());
        }
    });
    for partial in [&partial, &among_others].into_iter().filter_map(decided) {
        assert!(laws::a_part_never_permits(decision, &partial));
    }
    if input.burden.burdens() {
        let burdened = case.with_facts(|facts| input.burden.apply(facts, case.now));
        if let Ok(burdened) = burdened.decide() {
            assert!(laws::more_obligations_never_help(decision, &burdened));
        }
    }
}

/// A fact that is unread can be forgotten, and what is added to it changes nothing either.
fn passed_over(input: &Input, case: &Case, decision: &Decision<'_>) {
    let unread = decision.unread();
    for forget in FORGET {
        let forgetful = case.with_facts(forget);
        let is_unread = |fact: FactName| unread.contains(fact) && !observe::unread(&forgetful).contains(fact);
        if unread.iter().any(is_unread) {
            let forgetful = decided(&forgetful);
            assert!(forgetful.is_none_or(|forgetful| laws::unread_changes_nothing(decision, &forgetful)));
        }
    }
    let more = case.with_facts(|facts| input.burden.apply(facts, case.now));
    let changed = changed(case, &more);
    if !changed.is_empty()
        && changed.is_subset(unread)
        && let Ok(more) = more.decide()
    {
        assert!(laws::unread_changes_nothing(decision, &more));
    }
}

/// The facts that say something else in one question than in the other.
fn changed(one: &Case, other: &Case) -> Set<FactName> {
    let (one, other) = (&one.facts, &other.facts);
    let read_otherwise = |fact: &FactName| one.as_of.of(*fact) != other.as_of.of(*fact);
    let pairs = [
        ("accounts", one.accounts != other.accounts),
        ("cash", one.cash != other.cash),
        ("expected_corporate_actions", one.expected_corporate_actions != other.expected_corporate_actions),
        ("fees", one.fees != other.fees),
        ("liens", one.liens != other.liens),
        ("open_orders", one.open_orders != other.open_orders),
        ("outstanding_withdrawals", one.outstanding_withdrawals != other.outstanding_withdrawals),
        ("pending_transfers", one.pending_transfers != other.pending_transfers),
        ("positions", one.positions != other.positions),
        ("restrictions", one.restrictions != other.restrictions),
        ("unsettled_trades", one.unsettled_trades != other.unsettled_trades),
    ];
    let said = pairs.into_iter().filter(|(_, is_changed)| *is_changed);
    let read = FactName::ALL.iter().copied().filter(read_otherwise);
    said.filter_map(|(name, _)| FactName::named(name)).chain(read).collect()
}

fn stricter(input: &Input, case: &Case, decision: &Decision<'_>) {
    let documented = case.with_options(|options| options.strictness = Strictness::Documented);
    let prudent = case.with_options(|options| options.strictness = Strictness::Prudent);
    if let (Ok(milder), Ok(stricter)) = (documented.decide(), prudent.decide()) {
        assert!(laws::a_stricter_policy_never_permits_more(&milder, &stricter));
    }
    if let Ok(joint) = case.and_britain().decide() {
        assert!(laws::a_stricter_policy_never_permits_more(decision, &joint));
    }
    // What a smaller age takes away is not in the way any more, but it is missing: so much is known less.
    let any_age = case.with_max_age(MaxAge::any());
    let of_age = case.with_max_age(smaller(input.age, case.policy.max_age()));
    let (any_age, of_age) = (decided(&any_age), decided(&of_age));
    assert!(any_age.is_none_or(|any_age| laws::unknown_never_permits(&any_age, decision)));
    assert!(of_age.is_none_or(|of_age| laws::unknown_never_permits(decision, &of_age)));
}

/// The same ages, none of them larger, and some of them no larger than this one.
fn smaller(age: Age, than: &MaxAge) -> MaxAge {
    let limit = age.added_to(MaxAge::any());
    FactName::ALL.iter().fold(MaxAge::any(), |ages, fact| {
        let smallest = [limit.of(*fact), than.of(*fact)].into_iter().flatten().min();
        match smallest {
            Some(smallest) => ages.with(*fact, smallest).expect("no age below zero"),
            None => ages,
        }
    })
}

fn said_otherwise(case: &Case, decision: &Decision<'_>) {
    let shuffled = case.with_facts(shuffle);
    let shuffled = shuffled.decide().expect("the same facts");
    assert!(laws::order_and_duplicates_do_not_matter(decision, &shuffled));
    assert!(laws::equal_questions_get_equal_answers(decision, &shuffled));
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
    // Of facts that grow too old, a later call knows less.
    let is_same = recorded && case.policy.max_age().is_unlimited();
    if is_same && decision.effective_at().is_some() && case.command == Command::Advance {
        // The later of the two instants, whichever way the input points.
        let other = Case { now: input.later.before(case.now).max(case.now), ..case.clone() };
        if let Ok(late) = other.decide() {
            assert!(laws::late_calls_change_nothing(decision, &late));
        }
    }
}

/// A cure that is known not to be permitted is never named, and an application that was rejected is cured by nothing.
fn cured(case: &Case, decision: &Decision<'_>) {
    let Case { policy, state, .. } = case;
    let known = case.facts.restrictions.stated().copied().unwrap_or_default();
    let is_stale = FactName::named("restrictions").is_some_and(|fact| observe::is_stale(case, fact));
    let known = Fact::Known(if is_stale { Set::EMPTY } else { known });
    let is_rejected = observe::is_in(case, closeout::lifecycle::Phase::Rejected);
    for blocker in decision.blockers() {
        let permits = |cure: Cure| {
            cure.activity().is_none_or(|activity| permission(policy, state, &known, activity).permits())
        };
        assert!(blocker.cures().iter().all(permits), "{:?}", blocker.cures());
        let by_status = blocker.code.name() == "status_does_not_admit_closing";
        let by_nobody = blocker.class() == closeout::blocker::Class::Nobody;
        assert_eq!(by_nobody, blocker.code.name() == "already_closed" || by_status && is_rejected);
        assert!(!by_nobody || blocker.cures().is_empty());
    }
}

fn permission_laws(input: &Input, case: &Case) {
    let Case { policy, state, facts, .. } = case;
    let activity = pick(Activity::ALL, input.activity);
    let permitted = permission(policy, state, &facts.restrictions, activity);
    let more = restrictions(input.restricted);
    let more = match &facts.restrictions {
        Fact::Unknown => Fact::Known(more),
        Fact::Part(asserted) => Fact::Part(asserted.union(more)),
        Fact::Known(asserted) => Fact::Known(asserted.union(more)),
    };
    if let Fact::Known(asserted) | Fact::Part(asserted) = &facts.restrictions {
        let restricted = permission(policy, state, &more, activity);
        assert!(laws::a_restriction_never_permits_more(&permitted, &restricted));
        let partial = permission(policy, state, &Fact::Part(*asserted), activity);
        assert!(laws::a_restriction_never_permits_more(&permitted, &partial));
        let unknown = permission(policy, state, &Fact::Unknown, activity);
        assert!(laws::a_restriction_never_permits_more(&permitted, &unknown));
    }
    let read = permission(policy, state, &more, Activity::Read);
    assert!(laws::an_unknown_status_permits_nothing(policy, state, &permitted));
    // A draft may permit nothing, and no law says that a house has to.
    let is_complete = PROFILES.iter().any(|profile| std::ptr::eq(*profile, policy.profile()));
    assert!(!is_complete || laws::a_closed_account_can_be_read(policy, state, &read));
    let written = state.status.word().clone();
    let read = policy.lifecycle().status(&written);
    assert_eq!((read.to_string(), read.word().clone()), (written.to_string(), written));
    // Of a house's own tables it is the linter that says so.
    let is_built_in = providers::PROFILES.iter().any(|profile| std::ptr::eq(*profile, policy.profile()));
    let own = observe::own_row(case).filter(|_| is_built_in);
    assert!(own.is_none_or(|row| every_blocker_has_a_cure(policy, row)));
}
