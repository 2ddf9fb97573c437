//! The finite heart, walked: every situation, every law that can be told from one.
//!
//! What belongs here: enumeration.
//! What never does: an expectation that comes from the tables.

use closeout::{
    Code, Set, Verdict,
    kernel::{ClockStand, GateStand, Observed, Situation, judge},
    laws,
    lifecycle::Phase,
    profile::Stage,
};

/// Causes are alike to the heart, so four of them stand for all.
const CAUSES: [Code; 4] =
    [Code::OpenPositions, Code::CashBalance, Code::AccountRestricted, Code::ReasonRequired];

/// Each of three causes is absent, present, unknown, or present with more of it unknown; a reason is stated or not.
fn observations() -> Vec<Observed> {
    let mut all = Vec::new();
    for present in subsets(&CAUSES) {
        for unknown in subsets(&[Code::OpenPositions, Code::CashBalance, Code::AccountRestricted]) {
            all.push(Observed { present, unknown });
        }
    }
    all
}

/// Of what completion would find, the heart asks whether anything is present and whether anything is unknown.
fn observations_ahead() -> Vec<Observed> {
    let some = Set::only(Code::ExpectedCorporateActions);
    let either = [Set::EMPTY, some];
    either.iter().flat_map(|present| either.map(|unknown| Observed { present: *present, unknown })).collect()
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

/// Everything that the heart asks about time, for one of the two gates: where `now` lies relative to the gate, the
/// clocks, whether either is there, whether a residence that nobody has stated could bring a gate, and what lies ahead.
fn surroundings(ask: Stage) -> Vec<Situation> {
    let mut all = Vec::new();
    let nowhere = Situation {
        ask,
        phase: None,
        request_reaches: None,
        observed: Observed::default(),
        observed_ahead: Observed::default(),
        may_be_gated: false,
        timed: false,
        gate: GateStand::Absent,
        clocks: ClockStand::ABSENT,
        recorded_clear: false,
    };
    for may_be_gated in [false, true] {
        if ask == Stage::Admission {
            for timed in [false, true] {
                for observed_ahead in observations_ahead() {
                    all.push(Situation { may_be_gated, timed, observed_ahead, ..nowhere });
                }
            }
        } else {
            for gate in GateStand::ALL {
                for clocks in clock_stands() {
                    let timed = *gate != GateStand::Absent || clocks.is_any;
                    all.push(Situation { may_be_gated, timed, gate: *gate, clocks, ..nowhere });
                }
            }
        }
    }
    all
}

fn situations() -> Vec<Situation> {
    let phases = || Phase::ALL.iter().copied().map(Some).chain([None]);
    let mut all = Vec::new();
    for surrounding in [Stage::Admission, Stage::Completion].into_iter().flat_map(surroundings) {
        for phase in phases() {
            for request_reaches in [None, Some(Phase::Closing), Some(Phase::Closed)] {
                for observed in observations() {
                    for recorded_clear in [false, true] {
                        let situation =
                            Situation { phase, request_reaches, observed, recorded_clear, ..surrounding };
                        all.push(situation);
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
    // Gated by an unknown residence or not; of a request: timed or not, and what completion would find; of completion:
    // stands of the gate and of the clocks. Then phases, where a request leads, observations, recorded or not.
    let surroundings = 2 * (2 * 4 + 4 * (1 + 3 * 4));
    assert_eq!(situations.len(), surroundings * 7 * 3 * (16 * 8) * 2, "the space has changed");
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
            // The same items, and there may be more.
            let in_part = Observed { present, unknown: unknown.with(code) };
            for observed in [forgotten, added, in_part] {
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
