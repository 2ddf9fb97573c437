//! Plans, followed step by step in a made-up world in which everything has its consequences.
//!
//! What belongs here: that a plan that is followed leads to closed, at the instant it names; plans by hand.
//! What never does: how a plan is drawn, which is the tool's.

mod by_hand;
mod growth;
mod no_harm;
mod partly;
mod remarks;
mod world;

use crate::strategies::{BURDEN, Case, cases};
use crate::support::balance;
use closeout::{
    Code, Country, Fact, Facts, Policy, Strictness,
    lifecycle::Phase,
    plan,
    plan::{Note, Plan, PlanError, PlanRequest, PlanSubject},
    policy::Residences,
    providers::upvest,
    strategies::{clocks, facts, instants, states},
    timing::MissedBoundary,
};
use proptest::prelude::*;
use world::{Group, World};

/// The plan of one account, or of a group of which only its own facts are known.
fn plan_of(case: &Case) -> Result<Plan, PlanError> {
    let Case { policy, state, facts, now, .. } = case;
    let subject = PlanSubject { id: "s", policy, state, facts };
    plan(&PlanRequest { subject, accounts: &[], reason: case.command.reason(), settlements: &[], now: *now })
}

fn groups() -> impl Strategy<Value = Group> {
    let residence = prop::sample::select(vec![Country::GB, Country::DE]);
    let options =
        (prop_oneof![Just(Strictness::Documented), Just(Strictness::Prudent)], residence, any::<bool>());
    (options, instants(), clocks(), clocks())
        .prop_flat_map(|((strictness, residence, late), now, of_group, of_accounts)| {
            let missed_boundary = if late { MissedBoundary::WhenClear } else { MissedBoundary::NextBoundary };
            let residences = Fact::Known(Residences::new([residence]).unwrap());
            let options = closeout::PolicyOptions::of(strictness)
                .with_residences(residences)
                .with_missed_boundary(missed_boundary);
            let policies = (
                Policy::new(&upvest::GROUP, options.clone()).with_clocks(of_group),
                Policy::new(&upvest::ACCOUNT, options).with_clocks(of_accounts),
            );
            let account = (states(&upvest::ACCOUNT, now), facts());
            let accounts = prop::collection::vec(account, 0..4);
            (Just(policies), states(&upvest::GROUP, now), facts(), accounts, Just(now))
        })
        .prop_map(|(policies, state, mut facts, accounts, now)| {
            let plain = |facts: &mut Facts| facts.restrictions = Fact::Unknown;
            plain(&mut facts);
            let accounts = accounts
                .into_iter()
                .map(|(state, mut facts)| {
                    plain(&mut facts);
                    (state, facts)
                })
                .collect();
            Group { policies, state, facts, accounts, now }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn whoever_follows_a_plan_gets_there(case in cases(), last_first in any::<bool>()) {
        if let Ok(plan) = plan_of(&case) {
            let mut world = World::of_case(&case);
            world.follow(&plan, last_first);
            let was_rejected = case.phase() == Some(Phase::Rejected);
            prop_assert!(world.is_closed() || was_rejected && plan.steps.is_empty(), "{plan:#?}");
            prop_assert!(world.closed_by(plan.earliest), "{plan:#?}");
        }
    }

    #[test]
    fn whoever_follows_the_plan_of_a_group_gets_there(group in groups(), last_first in any::<bool>()) {
        if let Ok(plan) = group.plan(&[]) {
            let mut world = World::of_group(&group);
            world.follow(&plan, last_first);
            prop_assert!(world.is_closed(), "{plan:#?}");
            prop_assert!(world.closed_by(plan.earliest), "{plan:#?}");
        }
    }

    /// All but its last step is done, earlier than the last can be, and a nanosecond is missing.
    #[test]
    fn nothing_closes_before_the_instant_that_its_plan_names(case in cases()) {
        if let Ok(mut plan) = plan_of(&case)
            && let Some(last) = plan.steps.pop()
            && last.act == plan::Act::Complete
            && plan.earliest > case.now
            && plan.steps.iter().all(|step| matches!(step.act, plan::Act::Await(_)) || step.earliest < plan.earliest)
        {
            let mut world = World::of_case(&case);
            world.follow(&plan, false);
            let just_before = plan.earliest - jiff::SignedDuration::from_nanos(1);
            prop_assert!(!world.is_closed() && !world.would_close(just_before), "{plan:#?}");
        }
    }

    /// A step stands after those it waits for, is not over before they are, and nothing is over after the whole.
    #[test]
    fn steps_are_in_order(group in groups()) {
        if let Ok(plan) = group.plan(&[]) {
            for (place, step) in plan.steps.iter().enumerate() {
                prop_assert!(step.after.iter().all(|before| *before < place));
                prop_assert!(step.after.iter().all(|before| plan.steps[*before].earliest <= step.earliest));
                prop_assert!(group.now <= step.earliest && step.earliest <= plan.earliest);
            }
        }
    }

    #[test]
    fn more_obligations_never_make_the_plan_shorter(case in cases()) {
        for burden in BURDEN {
            let burdened = case.with_facts(burden);
            if let (Ok(lighter), Ok(heavier)) = (plan_of(&case), plan_of(&burdened)) {
                prop_assert!(lighter.earliest <= heavier.earliest, "{lighter:#?} {heavier:#?}");
                let codes = |plan: &Plan| plan.steps.iter().filter_map(|step| step.act.clears()).collect::<closeout::Set<Code>>();
                let found_out = |plan: &Plan| plan.steps.iter().filter(|step| matches!(step.act, plan::Act::FindOut(_))).count();
                // What was unknown is now something to clear, or as it was.
                // A restriction that is a status can also be lifted by a move.
                let lighter_codes = codes(&lighter).without(Code::AccountRestricted);
                prop_assert!(lighter_codes.is_subset(codes(&heavier)));
                prop_assert!(found_out(&heavier) <= found_out(&lighter));
            }
        }
    }

    /// There is a plan for whatever is in use or closing, and none for what nobody documents.
    #[test]
    fn what_is_in_use_has_a_plan(case in cases()) {
        let plan = plan_of(&case);
        match case.phase() {
            None => {
                let has_no_way = matches!(plan, Err(PlanError::NoWay { .. }));
                prop_assert!(has_no_way);
            }
            Some(Phase::Closed) => prop_assert_eq!(plan.unwrap().steps, []),
            Some(Phase::Active | Phase::Closing) => prop_assert!(plan.is_ok(), "{plan:?}"),
            Some(Phase::Rejected) => {
                let plan = plan.unwrap();
                prop_assert_eq!((plan.steps.len(), &plan.remarks[0].note), (0, &Note::NeverOpened));
            }
            Some(Phase::Opening | Phase::Restricted) => {}
        }
    }
}
