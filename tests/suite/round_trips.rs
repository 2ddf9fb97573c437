//! What is written as JSON and read back: events, states, answers and plans of random questions and of the contract.
//!
//! What belongs here: laws of reading and writing, and what no reader may let pass.
//! What never does: what an answer should say.

use crate::strategies::{Case, cases};
use closeout::{
    Code, Event, EventKind, Fact, Set, Strictness, Verdict,
    blocker::{Class, Cure, Side},
    evolve,
    facts::{FactName, Restriction},
    lifecycle::{Move, Phase, Subject},
    plan::{Actor, Change},
    policy::{AgreementInput, Party},
    profile::{Activity, Limit, ObligationKind, Stage},
    reason::Cause,
    retention::{Counting, RetentionClock, RetentionInput, SourceRead},
    timing::MissedBoundary,
    vocab::{Basis, Confidence, WireValue},
    wire::{
        Answer, AnswerRecord, EvidenceRecord, PlanAnswer, PlanQuestion, Question, QuestionError, StateForm,
        WhatIfAnswer,
    },
};
use jiff::Timestamp;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// Reads bytes, writes what was read, and returns it if the bytes are the same.
#[track_caller]
fn same<T: DeserializeOwned + Serialize + PartialEq + Debug>(bytes: &str) -> T {
    let read: T = serde_json::from_str(bytes).map_err(|error| format!("{error}: {bytes}")).unwrap();
    assert_eq!(written(&read), bytes);
    assert_eq!(serde_json::from_str::<T>(&written(&read)).unwrap(), read);
    read
}

/// The lines of the contract and of the examples.
pub(crate) fn lines() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = ["tests/cases", "examples"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "ndjson"))
        .collect();
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

pub(crate) fn answer_to(question: &Question) -> Option<String> {
    let decision = question.decide().ok()?;
    Some(written(&Answer::new(question, &decision).ok()?))
}

/// The answers to the lines that have one.
pub(crate) fn answers() -> Vec<String> {
    let questions = lines().into_iter().filter_map(|line| serde_json::from_str::<Question>(&line).ok());
    questions.filter_map(|question| answer_to(&question)).collect()
}

fn plan_question(case: Case) -> PlanQuestion {
    let Case { policy, state, facts, command, now } = case;
    let reason = command.reason().cloned();
    let (accounts, settlements) = (Vec::new(), Vec::new());
    PlanQuestion { case: Some("a".into()), policy, state, facts, reason, accounts, settlements, now }
}

fn question(case: Case) -> Question {
    let Case { policy, state, facts, command, now } = case;
    Question { case: None, policy, state, facts, command, now }
}

macro_rules! every_name_is_read {
    ($($Enum:ty),+ $(,)?) => { $(
        for element in <$Enum>::ALL {
            assert_eq!(same::<$Enum>(&format!("\"{}\"", element.name())), *element);
        }
        assert_eq!(same::<Set<$Enum>>(&written(&<$Enum>::ALL)), <$Enum>::ALL.iter().copied().collect());
        let unknown = serde_json::from_str::<$Enum>("\"no_such_name\"").unwrap_err().to_string();
        assert!(unknown.contains("unknown name `no_such_name`: expected one of"), "{unknown}");
    )+ };
}

#[test]
fn every_catalogue_reads_the_names_that_it_writes() {
    every_name_is_read!(
        Activity,
        Actor,
        AgreementInput,
        Basis,
        Cause,
        Class,
        Code,
        Confidence,
        Counting,
        Cure
    );
    every_name_is_read!(
        EventKind,
        FactName,
        Limit,
        MissedBoundary,
        Move,
        ObligationKind,
        Party,
        Phase,
        Restriction
    );
    every_name_is_read!(
        RetentionClock,
        RetentionInput,
        Side,
        SourceRead,
        Stage,
        Strictness,
        Subject,
        Verdict
    );
}

#[test]
fn every_answer_of_the_contract_is_read_and_written_again_to_the_byte() {
    let records: Vec<AnswerRecord> = answers().iter().map(|answer| same(answer)).collect();
    assert!(records.len() >= 80, "only {} answers", records.len());
    let blockers = records.iter().flat_map(|record| {
        let ahead = record.ahead.iter().flat_map(|ahead| &ahead.blockers);
        record.blockers.iter().chain(ahead)
    });
    let first_key = |evidence: &EvidenceRecord| {
        let written = serde_json::to_value(evidence).unwrap();
        written.as_object().unwrap().keys().next().cloned().unwrap_or_default()
    };
    let kinds: BTreeSet<String> = blockers.map(|blocker| first_key(&blocker.evidence)).collect();
    let all =
        ["", "accounts", "balances", "country", "items", "orders", "positions", "restrictions", "status"];
    assert!(all.iter().all(|kind| kinds.contains(*kind)), "evidence that no case has: only {kinds:?}");
}

#[test]
fn every_plan_of_the_contract_is_read_and_written_again_to_the_byte() {
    let mut acts = BTreeSet::new();
    let mut count = 0;
    for line in lines() {
        let Ok(question) = serde_json::from_str::<PlanQuestion>(&line) else { continue };
        let Ok(plan) = question.plan() else { continue };
        let answer: PlanAnswer = same(&written(&PlanAnswer::new(&question, &plan)));
        assert_eq!(answer, PlanAnswer::new(&question, &plan));
        let written = serde_json::to_value(&answer).unwrap();
        acts.extend(written["steps"].as_array().unwrap().iter().map(|step| step["act"].to_string()));
        count += 1;
    }
    assert!(count >= 80 && acts.len() == 7, "{count} plans with {acts:?}");
}

proptest! {
    #[test]
    fn an_event_is_read_as_it_was_written(kind in prop::sample::select(EventKind::ALL), at: u32, since: u32) {
        let second = |seconds: u32| Timestamp::from_second(seconds.into()).unwrap();
        for since in [at, since] {
            let event = Event { kind, at: second(at), effective_at: second(since) };
            prop_assert_eq!(same::<Event>(&written(&event)), event);
        }
    }

    #[test]
    fn a_state_is_read_as_it_was_written(case in cases()) {
        let form: StateForm = same(&written(&case.state));
        match form.under(&case.policy) {
            Ok(state) => {
                prop_assert_eq!(&state, &case.state);
                let own = case.policy.lifecycle().own(&case.state.status).map(|row| row.place);
                prop_assert_eq!(state.status.place(), own);
            }
            Err(error) => {
                let first = case.policy.lifecycle().statuses()[0].wire.clone();
                let is_of_another_kind = matches!(
                    (first, &form.status),
                    (WireValue::Text(_), WireValue::Number(_)) | (WireValue::Number(_), WireValue::Text(_))
                );
                let says_so = matches!(error, QuestionError::WrongKindOfStatus { .. });
                prop_assert!(says_so && is_of_another_kind, "{error}");
            }
        }
    }

    /// What the engine says has happened, written into a log and read from it, leads to the state that it says.
    #[test]
    fn a_log_that_is_read_leads_to_the_state_of_the_decision(case in cases()) {
        let decision = case.decide().unwrap();
        let log: Vec<String> = decision.events().iter().map(|event| written(&event)).collect();
        let events = log.iter().map(|line| same::<Event>(line));
        let state = events.fold(case.state.clone(), |state, event| evolve(case.policy.lifecycle(), &state, &event));
        prop_assert_eq!(&state, decision.state());
    }

    #[test]
    fn an_answer_is_read_and_written_again_to_the_byte(case in cases()) {
        let question = question(case);
        let decision = question.decide().unwrap();
        let record: AnswerRecord = same(&written(&Answer::new(&question, &decision).unwrap()));
        prop_assert_eq!(record.verdict, decision.verdict());
        prop_assert_eq!(record.missing, decision.missing());
        prop_assert_eq!(record.blockers.iter().map(|blocker| blocker.code).collect::<Set<_>>(), decision.codes());
        prop_assert_eq!(record.earliest, decision.earliest().map(|earliest| earliest.at));
        prop_assert_eq!(record.events, decision.events().iter().collect::<Vec<_>>());
        prop_assert_eq!(record.state, StateForm::from(decision.state()));
    }

    #[test]
    fn a_plan_is_read_and_written_again_to_the_byte(case in cases()) {
        let question = plan_question(case);
        if let Ok(plan) = question.plan() {
            let answer = PlanAnswer::new(&question, &plan);
            prop_assert_eq!(same::<PlanAnswer>(&written(&answer)), answer);
        }
        if let Ok(what_if) = question.what_if(&Change::Residences(Fact::Unknown)) {
            let answer = WhatIfAnswer::new(&question, &what_if);
            prop_assert_eq!(same::<WhatIfAnswer>(&written(&answer)), answer);
        }
    }
}

#[track_caller]
fn refused<T: DeserializeOwned + Debug>(document: &Value, because: &str) {
    let error = serde_json::from_str::<T>(&document.to_string()).unwrap_err().to_string();
    assert!(error.contains(because), "{document}: {error}");
}

#[test]
fn an_event_or_a_state_that_says_less_or_more_is_refused() {
    let at = "2026-02-02T09:00:00Z";
    refused::<Event>(&json!({"type": "closed", "at": at}), "missing field `effective_at`");
    refused::<Event>(&json!({"type": "vanished", "at": at}), "unknown name `vanished`");
    refused::<Event>(&json!({"type": "cleared"}), "missing field `at`");
    refused::<Event>(&json!({"type": "cleared", "at": at, "by": "me"}), "unknown field `by`");
    refused::<Event>(&json!(["cleared", at]), "expected an object");
    refused::<StateForm>(&json!({"status": "ACTIVE", "closed": at}), "unknown field `closed`");
    refused::<StateForm>(&json!({"requested_at": at}), "missing field `status`");
    refused::<StateForm>(&json!(["ACTIVE"]), "expected an object");
}

/// Each key of an answer is taken away, and one is added, at every depth.
#[test]
fn an_answer_of_which_a_key_is_missing_or_unknown_is_refused() {
    let optional =
        ["undecided", "id", "currency", "amount", "expected_on", "overdue", "instrument", "quantity"];
    let others =
        ["side", "residents_of", "from", "through", "requested_at", "clear_since", "closed_at", "component"];
    let may_be_absent: BTreeSet<&str> = optional.into_iter().chain(others).collect();
    let mut tried = BTreeSet::new();
    for answer in answers() {
        let answer: Value = serde_json::from_str(&answer).unwrap();
        for pointer in objects_in(&answer) {
            let mut more = answer.clone();
            more.pointer_mut(&pointer).unwrap().as_object_mut().unwrap().insert("more".to_owned(), json!(1));
            if !pointer.starts_with("/wire/body") {
                assert!(serde_json::from_value::<AnswerRecord>(more).is_err(), "`more` at `{pointer}`");
            }
            let keys = answer.pointer(&pointer).unwrap().as_object().unwrap().keys();
            for key in keys.filter(|key| !may_be_absent.contains(key.as_str())) {
                let is_evidence = pointer.ends_with("/evidence") && key != "ends_at";
                let is_of_an_event = pointer.starts_with("/events") && key == "effective_at";
                if pointer.starts_with("/wire/body") || is_evidence || is_of_an_event {
                    continue;
                }
                let mut less = answer.clone();
                less.pointer_mut(&pointer).unwrap().as_object_mut().unwrap().remove(key);
                let read = serde_json::from_str::<AnswerRecord>(&less.to_string());
                assert!(read.is_err(), "without `{key}` at `{pointer}`: {less}");
                tried.insert(key.clone());
            }
        }
    }
    assert!(tried.len() >= 25, "only {tried:?}");
}

/// The places of all objects in a document.
pub(crate) fn objects_in(document: &Value) -> Vec<String> {
    fn visit(value: &Value, pointer: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                found.push(pointer.to_owned());
                members.iter().for_each(|(key, value)| visit(value, &format!("{pointer}/{key}"), found));
            }
            Value::Array(items) => {
                (0..).zip(items).for_each(|(place, item)| visit(item, &format!("{pointer}/{place}"), found));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut found = Vec::new();
    visit(document, "", &mut found);
    found
}

#[test]
fn a_step_or_a_remark_has_the_keys_of_its_kind_and_no_other() {
    let step = json!({
        "place": 0, "account": null, "act": "request", "actor": "service", "after": [],
        "earliest": "2026-02-02T09:00:00Z", "due_by": null
    });
    let remark = json!({"account": null, "remark": "overdue", "code": "pending_transfers", "actor": null});
    let plan = |step: &Value, remark: &Value| {
        json!({
            "case": null, "earliest": "2026-02-02T09:00:00Z", "firm": true, "steps": [step], "remarks": [remark]
        })
    };
    assert!(serde_json::from_value::<PlanAnswer>(plan(&step, &remark)).is_ok());
    let changed = |of: &Value, key: &str, value: Value| {
        let mut of = of.clone();
        of[key] = value;
        of
    };
    let wrong_steps = [
        (changed(&step, "fact", json!("cash")), "`fact` is given with `request`"),
        (changed(&step, "act", json!("clear")), "missing field `code`"),
        (changed(&step, "act", json!("dance")), "unknown variant `dance`"),
        (changed(&step, "mood", json!(1)), "unknown field `mood`"),
    ];
    for (wrong, because) in wrong_steps {
        refused::<PlanAnswer>(&plan(&wrong, &remark), because);
    }
    let wrong_remarks = [
        (changed(&remark, "cures", json!([])), "`cures` is given with `overdue`"),
        (changed(&remark, "remark", json!("contradiction")), "missing field `cures`"),
        (changed(&remark, "remark", json!("dance")), "unknown variant `dance`"),
    ];
    for (wrong, because) in wrong_remarks {
        refused::<PlanAnswer>(&plan(&step, &wrong), because);
    }
}
