//! The schemas against what is read and written: a second opinion on both.
//!
//! What belongs here: that they agree, and the list of what a schema cannot say.
//! What never does: what a document means.

use crate::round_trips::{answers, lines, objects_in};
use crate::strategies::cases;
use closeout::{
    Event, Fact,
    plan::Change,
    wire::{
        AnswerRecord, Document, PlanAnswer, PlanQuestion, PolicyDocument, Question, StateForm, WhatIfAnswer,
    },
};
use jsonschema::Validator;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn validator(document: Document) -> Validator {
    let schema = serde_json::to_value(document.schema()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).map_err(|error| format!("{document}: {error}")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

#[track_caller]
fn valid(validator: &Validator, document: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{document}\n{}", errors.join("\n"));
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The lines that are questions by the reader.
fn questions() -> Vec<Value> {
    let read = lines().into_iter().filter(|line| serde_json::from_str::<Question>(line).is_ok());
    read.map(|line| value(&line)).collect()
}

fn plan_questions() -> Vec<(Value, PlanQuestion)> {
    let lines = lines().into_iter();
    lines.filter_map(|line| Some((value(&line), serde_json::from_str(&line).ok()?))).collect()
}

#[test]
fn every_schema_names_itself_and_every_key_says_what_it_is() {
    for document in Document::ALL {
        let schema = serde_json::to_value(document.schema()).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{document}");
        assert_eq!((&schema["title"], schema.get("$id")), (&json!(document.title()), None), "{document}");
        for pointer in objects_in(&schema).into_iter().filter(|pointer| pointer.ends_with("/properties")) {
            let is_form =
                schema.pointer(pointer.trim_end_matches("/properties")).unwrap().get("type").is_some();
            let properties = schema.pointer(&pointer).unwrap().as_object().unwrap();
            for (key, property) in properties.iter().filter(|_| is_form) {
                let is_said = property.get("description").is_some()
                    || property.get("const").is_some()
                    || pointer.contains("anyOf");
                assert!(is_said, "{document}: nothing says what `{key}` at {pointer} is");
            }
        }
        for pointer in objects_in(&schema) {
            let Some(text) = schema.pointer(&pointer).unwrap()["description"].as_str() else { continue };
            for remark in ["](", "[`", "#[non_exhaustive]", "```", "\n"] {
                assert!(
                    !text.contains(remark),
                    "{document}: `{remark}` is for people who write Rust: {text}"
                );
            }
        }
    }
}

#[test]
fn every_question_and_every_answer_of_the_contract_is_one_by_its_schema() {
    let (question, answer) = (validator(Document::Question), validator(Document::Answer));
    let (events, states) = (validator(Document::Event), validator(Document::State));
    let (questions, answers) = (questions(), answers());
    assert!(questions.len() >= 80 && answers.len() >= 80);
    for document in &questions {
        valid(&question, document);
    }
    for document in answers.iter().map(|answer| value(answer)) {
        valid(&answer, &document);
        valid(&states, &document["state"]);
        for event in document["events"].as_array().unwrap() {
            valid(&events, event);
        }
    }
}

#[test]
fn every_plan_of_the_contract_and_its_question_is_one_by_its_schema() {
    let (asked, answered) = (validator(Document::PlanQuestion), validator(Document::Plan));
    let changed = validator(Document::WhatIf);
    let questions = plan_questions();
    assert!(questions.len() >= 80);
    for (document, question) in questions {
        valid(&asked, &document);
        valid(&asked, &serde_json::to_value(&question).unwrap());
        if let Ok(plan) = question.plan() {
            valid(&answered, &serde_json::to_value(PlanAnswer::new(&question, &plan)).unwrap());
        }
        if let Ok(what_if) = question.what_if(&Change::Residences(Fact::Unknown)) {
            valid(&changed, &serde_json::to_value(WhatIfAnswer::new(&question, &what_if)).unwrap());
        }
    }
}

/// Why the reader refuses what the schema lets pass: it compares keys with one another, or with what exists.
const BEYOND_A_SCHEMA: &[&str] = &[
    "unknown provider",
    "has no `account`: expected",
    "has no `group`: expected",
    "the status is",
    "is not a date that exists",
    "expected a date and a time of day that exist",
    "is later than the last instant",
    "does not fit",
    "no time zone",
    // More seconds than 64 bits hold.
    "is not an age",
    "the list of residences is empty",
    "expected the subject `group`",
    "are both given",
    "is there twice",
    "is kept by",
    "is settled on",
    "based_on: there is no",
    // A calendar that is not known, and business days that contradict one another.
    "the tax year of",
    "clocks.business: ",
];

/// What the reader and the schema say of a document. Whatever the schema refuses the reader refuses too, without an
/// exception; the other way round the reason has to be one that no schema can know.
#[track_caller]
fn agree<T: DeserializeOwned>(validator: &Validator, document: &Value) -> bool {
    let read =
        serde_json::from_str::<T>(&document.to_string()).map(|_| ()).map_err(|error| error.to_string());
    let by_schema =
        validator.validate(document).map_err(|error| format!("{}: {error}", error.instance_path()));
    let by_schema_alone = by_schema.as_ref().err().filter(|_| read.is_ok());
    assert_eq!(by_schema_alone, None, "the schema alone refuses {document}");
    if let (Err(refusal), Ok(())) = (&read, &by_schema) {
        let is_beyond = BEYOND_A_SCHEMA.iter().any(|reason| refusal.contains(reason));
        assert!(is_beyond, "the reader alone refuses {document}: {refusal}");
    }
    read.is_err() && by_schema.is_err()
}

/// Values of every type, and some that are nearly right.
fn strange_values() -> Vec<Value> {
    let texts =
        ["", "account", "DE", "ZZ", "EUR", "12.50", "1,5", "ACTIVE", "2026-04-05", "2026-02-02T09:00:00Z"];
    let others =
        ["2026-02-30", "20260405", "2026-02-02T09:00Z", "PT15M", "P", "P1Y", "frozen", "17:00", "03-31"];
    let numbers = [json!(0), json!(-1), json!(7), json!(70_000), json!(u64::MAX)];
    let nested = [json!([]), json!({}), json!([1]), json!({"items": [], "complete": false}), json!(["DE"])];
    let texts = texts.into_iter().chain(others).map(Value::from);
    texts.chain(numbers).chain(nested).chain([Value::Null, json!(true)]).collect()
}

/// Every document that differs from this one in one key: taken away, or with another value, or unknown.
fn mutants(document: &Value) -> Vec<Value> {
    let mut mutants = Vec::new();
    for pointer in objects_in(document).into_iter().filter(|pointer| !pointer.starts_with("/expect")) {
        let keys: Vec<String> =
            document.pointer(&pointer).unwrap().as_object().unwrap().keys().cloned().collect();
        let mut change = |with: &dyn Fn(&mut serde_json::Map<String, Value>)| {
            let mut mutant = document.clone();
            with(mutant.pointer_mut(&pointer).unwrap().as_object_mut().unwrap());
            mutants.push(mutant);
        };
        change(&|members| drop(members.insert("more".to_owned(), json!(1))));
        for key in &keys {
            change(&|members| drop(members.remove(key)));
            for strange in strange_values() {
                change(&|members| drop(members.insert(key.clone(), strange.clone())));
            }
        }
    }
    mutants
}

/// Of many documents the first few, and then one in so many.
fn some<T>(documents: Vec<T>, one_in: usize) -> impl Iterator<Item = T> {
    documents.into_iter().step_by(one_in)
}

fn all_agree<T: DeserializeOwned>(document: Document, originals: impl IntoIterator<Item = Value>) {
    let validator = validator(document);
    let mut refused = 0;
    for original in originals {
        assert!(!agree::<T>(&validator, &original), "{original}");
        refused += mutants(&original).iter().filter(|mutant| agree::<T>(&validator, mutant)).count();
    }
    assert!(refused >= 30, "only {refused} documents of `{document}` were refused by both");
}

#[test]
fn a_question_that_the_schema_refuses_is_refused_by_the_reader_and_the_other_way_round() {
    all_agree::<Question>(Document::Question, some(questions(), 5));
}

#[test]
fn a_question_for_a_plan_is_judged_alike_by_schema_and_reader() {
    let groups = plan_questions().into_iter().map(|(document, _)| document);
    let groups = groups.filter(|document| document.get("accounts").is_some()).collect();
    all_agree::<PlanQuestion>(Document::PlanQuestion, some(groups, 2));
}

#[test]
fn an_answer_is_judged_alike_by_schema_and_reader() {
    let answers = answers().iter().map(|answer| value(answer)).collect();
    // A body is the provider's own, and whatever it is, it is kept.
    let without_body = |mut answer: Value| {
        answer["wire"]["body"] = Value::Null;
        answer
    };
    all_agree::<AnswerRecord>(Document::Answer, some(answers, 6).map(without_body));
}

#[test]
fn a_plan_an_event_and_a_state_are_judged_alike_by_schema_and_reader() {
    let plans = plan_questions().into_iter().filter_map(|(_, question)| {
        let plan = question.plan().ok()?;
        Some(serde_json::to_value(PlanAnswer::new(&question, &plan)).unwrap())
    });
    all_agree::<PlanAnswer>(Document::Plan, some(plans.collect(), 8));
    let at = "2026-02-02T09:00:00Z";
    let events =
        [json!({"type": "closed", "at": at, "effective_at": at}), json!({"type": "cleared", "at": at})];
    all_agree::<Event>(Document::Event, events);
    let state = json!({"status": 7, "requested_at": at, "clear_since": at, "closed_at": at});
    all_agree::<StateForm>(Document::State, [state]);
}

/// A document with every key that a policy can have, and clocks of every kind.
fn policy() -> Value {
    json!({
        "provider": "house", "subject": "account", "based_on": "upvest", "strictness": "prudent",
        "residences": ["DE"], "missed_boundary": "when_clear", "checked": "2026-11-01",
        "statuses": [
            {"wire": "ACTIVE", "phase": "active", "initial": true, "meaning": "in use", "source": "s"},
            {"wire": "LOCKED", "phase": "restricted", "implies": "locked", "source": "s"}
        ],
        "moves": [{"from": "ACTIVE", "on": "restrict", "to": "LOCKED", "source": "s"}],
        "facts": ["cash"], "rules": [{"code": "cash_balance", "stage": "completion", "basis": "stated", "source": "s"}],
        "blocking_restrictions": ["locked"], "restrictions_show_in_status": true,
        "permissions": [
            {"activities": ["sell"], "statuses": ["ACTIVE"], "limit": "covers_debit", "basis": "inferred", "source": "s"}
        ],
        "gates": [{"residents_of": "GB", "calendar": "GB", "source": "s"}],
        "obligations": [{
            "kind": "annual_tax_statement", "residents_of": "DE",
            "due": {"calendar": "DE", "from": "01-01", "through": "03-31"}, "source": "s"
        }],
        "clocks": [
            {"kind": "not_before", "day": "2026-05-01", "zone": "Europe/London"},
            {"kind": "notice", "months": 2, "zone": "Europe/Berlin", "given_by": "provider"},
            {
                "kind": "notice", "days": 90, "zone": "Europe/Berlin", "except_causes": ["fraud_concern"],
                "concluded_from": "2026-04-28", "concluded_before": "2027-01-01",
                "business": {
                    "days_off": ["sunday"], "holidays": ["2026-12-25"], "from": "2026-01-01", "through": "2027-12-31"
                }
            },
            {"kind": "cut_off", "time": "17:00", "zone": "Europe/London"}
        ],
        "agreement": {"noticed_by": "holder", "cause": "customer_request", "concluded_on": "2026-05-01"}
    })
}

#[test]
fn a_policy_is_judged_alike_by_schema_and_reader() {
    all_agree::<PolicyDocument>(Document::Policy, [policy()]);
}

proptest! {
    #[test]
    fn what_is_written_about_any_question_is_valid(case in cases()) {
        thread_local! {
            static VALIDATORS: [Validator; 3] =
                [Document::Question, Document::Answer, Document::State].map(validator);
        }
        let strategies = case;
        let question = Question {
            case: None,
            policy: strategies.policy,
            state: strategies.state,
            facts: strategies.facts,
            command: strategies.command,
            now: strategies.now,
        };
        let decision = question.decide().unwrap();
        let answer = closeout::wire::Answer::new(&question, &decision).unwrap();
        VALIDATORS.with(|[asked, answered, remembered]| {
            valid(asked, &serde_json::to_value(&question).unwrap());
            valid(answered, &serde_json::to_value(&answer).unwrap());
            valid(remembered, &serde_json::to_value(&question.state).unwrap());
        });
    }
}
