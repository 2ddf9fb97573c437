//! The finite heart, walked: every situation, every law that can be told from one.
//!
//! What belongs here: enumeration.
//! What never does: an expectation that comes from the tables.

use closeout::{
    Ask, ClockStand, Code, Element, GateStand, Observed, Phase, Set, Situation, Verdict, judge, laws,
};

/// Causes are alike to the heart but for `tax_year_end`, which is never observed as present; so four of them stand
/// for all, and that one for itself.
const CAUSES: [Code; 4] =
    [Code::OpenPositions, Code::CashBalance, Code::AccountRestricted, Code::ReasonRequired];

fn observations() -> Vec<Observed> {
    let mut all = Vec::new();
    for present in subsets(&CAUSES) {
        for unknown in
            subsets(&[Code::OpenPositions, Code::CashBalance, Code::AccountRestricted, Code::TaxYearEnd])
        {
            if present.intersection(unknown).is_empty() {
                all.push(Observed { present, unknown });
            }
        }
    }
    all
}

fn subsets(codes: &[Code]) -> Vec<Set<Code>> {
    codes
        .iter()
        .fold(vec![Set::EMPTY], |sets, code| sets.iter().flat_map(|set| [*set, set.with(*code)]).collect())
}

/// No clock; or each of the three ahead or not, of which the cut-off alone can have opened for who stays clear and be
/// ahead for who does not: only it counts from clearance.
fn clock_stands() -> Vec<ClockStand> {
    let cut_off = Set::only(Code::CutOff);
    let mut all = vec![ClockStand::ABSENT];
    for others in subsets(&[Code::NotBefore, Code::NoticePeriod]) {
        for (ahead, open_while_clear) in
            [(others, Set::EMPTY), (others.union(cut_off), Set::EMPTY), (others, cut_off)]
        {
            all.push(ClockStand { is_any: true, ahead, open_while_clear });
        }
    }
    all
}

fn situations() -> Vec<Situation> {
    let phases = || Phase::ALL.iter().copied().map(Some).chain([None]);
    let mut all = Vec::new();
    for ask in [Ask::Request, Ask::Advance] {
        for phase in phases() {
            for request_reaches in [None, Some(Phase::Closing), Some(Phase::Closed)] {
                for observed in observations() {
                    for gate in GateStand::ALL {
                        for clocks in clock_stands() {
                            for recorded_clear in [false, true] {
                                all.push(Situation {
                                    ask,
                                    phase,
                                    request_reaches,
                                    observed,
                                    gate: *gate,
                                    clocks,
                                    recorded_clear,
                                });
                            }
                        }
                    }
                }
            }
        }
    }
    all
}

#[test]
fn every_situation_obeys_every_law() {
    let situations = situations();
    // Asks, phases, where a request leads, observations, stands of the gate, stands of the clocks, recorded or not.
    assert_eq!(situations.len(), 2 * 7 * 3 * 108 * 4 * (1 + 3 * 4) * 2, "the space has changed");
    for situation in &situations {
        assert_eq!(laws::broken_by_outcome(situation, &judge(situation)), None, "{situation:?}");
    }
}

/// Forgetting whether a cause is there, and adding one, over the whole space.
#[test]
fn in_every_situation_unknown_never_permits_and_more_never_helps() {
    for situation in situations() {
        let verdict = judge(&situation).verdict;
        for code in CAUSES {
            let Observed { present, unknown } = situation.observed;
            let forgotten = Observed { present: present.without(code), unknown: unknown.with(code) };
            let added = Observed { present: present.with(code), unknown: unknown.without(code) };
            for observed in [forgotten, added] {
                let changed = judge(&Situation { observed, ..situation });
                let allowed = verdict == Verdict::Permitted || changed.verdict != Verdict::Permitted;
                assert!(allowed, "{situation:?} {observed:?}");
            }
        }
    }
}

/// Every verdict is the verdict on something: the laws above are not empty.
#[test]
fn every_verdict_occurs() {
    let situations = situations();
    for verdict in Verdict::ALL {
        assert!(situations.iter().any(|situation| judge(situation).verdict == *verdict), "{verdict}");
    }
}
