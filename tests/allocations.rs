//! What asks for no memory, and what gives all of its memory back: counted, and not believed.
//!
//! What belongs here: the paths that promise it.
//! What never does: how long they take.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, which is what it is for"
)]

use closeout::{
    Code, Command, Country, Fact, Facts, Policy, PolicyOptions, Reason, State, Status, Verdict, decide,
    draft::ProfileDraft,
    lifecycle::{Move, Phase, StatusRow, Subject},
    policy::Residences,
    profile::{Component, Home, Stage, UncollectedFee},
    providers::{alpaca, udara360, upvest, yuno},
    sweep::{Instants, Row},
    vocab::{Basis, Shared, Source},
};
use jiff::Timestamp;

fn policy(profile: impl Into<Shared<closeout::profile::Profile>>, country: &str) -> Policy {
    let residences = Residences::new([country.parse::<Country>().unwrap()]).unwrap();
    Policy::new(profile, PolicyOptions::prudent().with_residences(Fact::Known(residences)))
}

fn documented<'a>(policy: &'a Policy, status: &str) -> &'a StatusRow {
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
        let mut state = State::new(Status::known(documented(&policy, status)));
        let facts = profile.nothing_held();
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
    let state = policy.state("ACTIVE");
    let (facts, command) = (Facts::unknown(), Command::request());
    let counted = allocation_counter::measure(|| {
        let decision = decide(&policy, &state, &facts, &command, now()).unwrap();
        assert_eq!((decision.verdict(), decision.missing().len()), (Verdict::Undetermined, 9));
    });
    assert_eq!(counted.count_total, 0);
}

/// A sweep asks for memory for its policy, however many rows there are.
#[test]
fn a_sweep_of_a_thousand_times_as_many_rows_allocates_no_more() {
    let policy = policy(&upvest::ACCOUNT, "GB");
    let at = policy.at(now());
    let row =
        Row { status: 0, present: 0, unknown: 0, requested_at: Instants::NULL, clear_since: Instants::NULL };
    let [few, many] = [100, 100_000].map(|rows| {
        let mut book = policy.columns(Stage::Completion);
        for _ in 0..rows {
            book.push_row(row);
        }
        allocation_counter::measure(|| drop(at.sweep(&book).unwrap())).count_total
    });
    assert_eq!(few, many);
}

/// So long are the texts of a policy: what is lost of one would grow with them.
const LENGTHS: [usize; 3] = [1, 100, 10_000];

/// How many bytes are not given back, and in how many pieces.
fn kept(run: impl FnOnce()) -> (i64, i64) {
    let counted = allocation_counter::measure(run);
    (counted.bytes_current, counted.count_current)
}

/// A profile in which each kind of row has a text of its own.
fn draft(length: usize) -> ProfileDraft {
    let text = |what: &str| what.repeat(length);
    let source = || Source::written(text("rules"), text("day"));
    let (open, gone) = (text("OPEN"), text("GONE"));
    let mut draft = ProfileDraft::new(text("house"), Subject::Account)
        .status(&open, Phase::Active, source())
        .status(&gone, Phase::Closed, source())
        .edge(&open, Move::RequestClosure, &gone, source())
        .rule(Code::CashBalance, Stage::Admission, Basis::Stated, source())
        .permit(&[closeout::profile::Activity::Withdraw], &[&open], source());
    draft.statuses[0].meaning = text("meaning").into();
    draft.gates.extend_from_slice(&upvest::ACCOUNT.gates);
    draft.obligations.extend_from_slice(&upvest::GROUP.obligations);
    draft.components.push(Component { name: text("component").into(), settles: false, source: source() });
    draft.home = Home { zone: closeout::jurisdictions::zone("America/Chicago").unwrap(), source: source() };
    draft.reason.source = source();
    draft.uncollected_fee = Some(UncollectedFee { up_to: 1, source: source() });
    draft.gates.iter_mut().for_each(|gate| gate.source = source());
    draft.obligations.iter_mut().for_each(|obligation| obligation.source = source());
    draft
}

/// Each of them is found at another point of the checks, and the lifecycle last.
#[test]
fn a_profile_that_is_refused_keeps_nothing() {
    let source = || Source::written("rules", "day");
    for length in LENGTHS {
        let word = "GONE".repeat(length);
        let refused: [ProfileDraft; 7] = [
            draft(length).named(" "),
            draft(length).edge(&word, Move::Reopen, "NOWHERE", source()),
            draft(length).permit(&[], &["NOWHERE"], source()),
            draft(length).status(&word, Phase::Closed, source()),
            draft(length).edge(&word, Move::Activate, &word, source()),
            draft(length).rule(Code::AccountsNotClosed, Stage::Admission, Basis::Stated, source()),
            (0..40).fold(draft(length), |draft, n| draft.status(&n.to_string(), Phase::Active, source())),
        ];
        for draft in refused {
            let lost = kept(|| assert!(draft.build().is_err()));
            assert_eq!(lost, (0, 0), "{length}: {}", draft.build().unwrap_err());
        }
    }
}

/// Decides a request under a profile, and lets go of everything.
fn used(profile: impl Into<Shared<closeout::profile::Profile>>) {
    let policy = policy(profile, "GB");
    let state = State::new(policy.lifecycle().status(&policy.lifecycle().statuses()[0].wire));
    let (facts, command) = (Facts::unknown(), Command::request());
    let decision = decide(&policy, &state, &facts, &command, now()).unwrap();
    assert_eq!(decision.verdict(), Verdict::Undetermined);
    let strange = policy.lifecycle().status("SOMETHING_NEW");
    assert!(decide(&policy, &State::new(strange), &facts, &command, now()).is_ok());
}

#[test]
fn a_profile_that_is_built_and_used_keeps_nothing() {
    for length in LENGTHS {
        let draft = draft(length);
        assert_eq!(kept(|| used(draft.build().unwrap())), (0, 0), "{length}");
        let as_its_own_base = || used(ProfileDraft::from(&draft.build().unwrap()).build().unwrap());
        assert_eq!(kept(as_its_own_base), (0, 0), "{length}");
    }
}

/// Whoever is last gives it back: a policy that outlives another, a state that outlives both.
#[test]
fn a_profile_that_is_shared_is_given_back_by_the_last() {
    let draft = draft(100);
    let lost = kept(|| {
        let profile: Shared<closeout::profile::Profile> = draft.build().unwrap().into();
        let (one, other) = (policy(profile.clone(), "GB"), policy(profile, "DE"));
        drop(one);
        let state = State::new(other.lifecycle().status(&other.lifecycle().statuses()[0].wire));
        drop(other);
        assert_eq!(state.status.to_string(), "OPEN".repeat(100));
    });
    assert_eq!(lost, (0, 0));
}

/// Rows are shared and not copied: what a further policy takes does not grow with them.
#[test]
fn a_second_policy_of_a_profile_copies_none_of_its_rows() {
    let [few, many] = [1, 10_000].map(|length| {
        let profile: Shared<closeout::profile::Profile> = draft(length).build().unwrap().into();
        let counted = allocation_counter::measure(|| drop(policy(profile.clone(), "GB")));
        counted.bytes_total
    });
    assert_eq!(few, many);
}

/// As in a service that builds drafts again and again, some of which are refused.
#[test]
fn thousands_of_profiles_take_no_more_than_one() {
    let (right, wrong) = (draft(100), draft(100).named(" "));
    let of = |times: usize| {
        allocation_counter::measure(|| {
            for _ in 0..times {
                used(right.build().unwrap());
                assert!(wrong.build().is_err());
            }
        })
    };
    let (one, many) = (of(1), of(3_000));
    assert_eq!((many.bytes_current, many.bytes_max), (0, one.bytes_max));
}

#[cfg(feature = "serde")]
mod document {
    use super::{LENGTHS, kept, now};
    use closeout::{Command, Facts, State, decide, wire::PolicyDocument};

    /// A policy of a house with long words, and one more field.
    fn house(length: usize, more: &str) -> String {
        let word = |text: &str| text.repeat(length);
        let (open, gone, rules, day) = (word("OPEN"), word("GONE"), word("rules"), word("day"));
        format!(
            r#"{{"provider": "{house}", "subject": "account", "checked": "{day}",
            "statuses": [
                {{"wire": "{open}", "phase": "active", "initial": true, "meaning": "{rules}", "source": "{rules}"}},
                {{"wire": "{gone}", "phase": "closed", "source": "{rules}"}}
            ],
            "moves": [{{"from": "{open}", "on": "request_closure", "to": "{gone}", "source": "{rules}"}}],
            "rules": [{{"code": "cash_balance", "stage": "admission", "source": "{rules}"}}],
            "permissions": [{{"activities": ["read"], "statuses": ["{open}"], "source": "{rules}"}}],
            "gates": [{{"residents_of": "GB", "calendar": "GB", "source": "{rules}"}}],
            "obligations": [{{"kind": "closing_report", "source": "{rules}"}}],
            "home": {{"zone": "America/Chicago", "source": "{rules}"}},
            "components": [{{"name": "{rules}", "settles": true, "source": "{rules}"}}],
            "reason": {{"by_code": false, "longest_text": 150, "source": "{rules}"}},
            "uncollected_fee": {{"up_to": 1, "source": "{rules}"}},
            "clocks": [{{"kind": "notice", "days": 3, "zone": "Europe/London"}}]{more}}}"#,
            house = word("house"),
        )
    }

    #[test]
    fn a_document_that_is_read_and_dropped_keeps_nothing() {
        for length in LENGTHS {
            let text = house(length, "");
            let lost = kept(|| drop(serde_json::from_str::<PolicyDocument>(&text).unwrap()));
            assert_eq!(lost, (0, 0), "{length}");
        }
    }

    /// Reads, builds, decides, and lets go of everything.
    fn used(text: &str) {
        let document: PolicyDocument = serde_json::from_str(text).unwrap();
        let policy = document.build().unwrap();
        drop(document);
        let state = State::new(policy.lifecycle().status(&policy.lifecycle().statuses()[0].wire));
        let (facts, command) = (Facts::unknown(), Command::request());
        assert!(decide(&policy, &state, &facts, &command, now()).is_ok());
    }

    #[test]
    fn a_document_that_is_built_and_used_keeps_nothing() {
        for length in LENGTHS {
            let text = house(length, "");
            assert_eq!(kept(|| used(&text)), (0, 0), "{length}");
        }
    }

    /// As in a service in which drafts are looked at.
    #[test]
    fn thousands_of_documents_take_no_more_than_one() {
        let (right, wrong) = (house(100, ""), house(100, r#", "misspelt": []"#));
        let of = |times: usize| {
            allocation_counter::measure(|| {
                for _ in 0..times {
                    used(&right);
                    assert!(serde_json::from_str::<PolicyDocument>(&wrong).is_err());
                }
            })
        };
        let (one, many) = (of(1), of(3_000));
        assert_eq!((many.bytes_current, many.bytes_max), (0, one.bytes_max));
    }

    #[test]
    fn a_document_that_is_refused_keeps_nothing() {
        let wrong = [
            r#", "based_on": "nobody""#,
            r#", "gates": []"#,
            r#", "misspelt": []"#,
            r#", "strictness": "lax""#,
            ", oops",
        ];
        for (length, more) in LENGTHS.into_iter().flat_map(|length| wrong.map(|more| (length, more))) {
            let text = house(length, more);
            let lost = kept(|| assert!(serde_json::from_str::<PolicyDocument>(&text).is_err()));
            assert_eq!(lost, (0, 0), "{length}: {more}");
        }
        for length in LENGTHS {
            // Found when the fields are put together, behind those that have texts.
            for (right, wrong) in
                [(r#""calendar": "GB""#, r#""calendar": "AQ""#), ("Europe/London", "Nowhere")]
            {
                let text = house(length, "").replace(right, wrong);
                let lost = kept(|| assert!(serde_json::from_str::<PolicyDocument>(&text).is_err()));
                assert_eq!(lost, (0, 0), "{length}: {wrong}");
            }
        }
    }

    #[test]
    fn a_document_that_cannot_be_built_keeps_nothing() {
        for length in LENGTHS {
            let text = house(length, "").replace(r#""to": "GONE"#, r#""to": "NOWHERE"#);
            let lost = kept(|| {
                let document: PolicyDocument = serde_json::from_str(&text).unwrap();
                assert!(document.build().is_err());
            });
            assert_eq!(lost, (0, 0), "{length}");
        }
    }
}
