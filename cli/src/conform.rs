//! `closeout conform`: the comparison of answers with the expected ones.
//!
//! What belongs here: comparing, and printing each difference.
//! What never does: deciding in any other way than `decide` does.

use crate::arguments::ConformOptions;
use crate::ask::{self, Malformed};
use crate::batch::{self, Batch};
use crate::exit::{Exit, Trouble};
use crate::lines::Line;
use crate::policies;
use crate::report::Place;
use crate::terminal::Safe;
use crate::turns::Target;
use closeout::{Decision, EventKind, MisuseError, Set, facts::FactName, wire::Policies};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::sync::Arc;

pub(crate) fn run(options: &ConformOptions) -> Result<Exit, Trouble> {
    let (threads, target) = (batch::threads(options.threads), Target::plain(io::stdout()));
    let policies = Arc::new(policies::read(&options.policies)?);
    batch::run(options.files.clone(), threads, Conforming { policies, ..Conforming::default() }, target)
}

/// A run that compares the answer to each line with its expectation, and counts how many of the cases held.
#[derive(Clone, Debug, Default)]
struct Conforming {
    policies: Arc<Policies>,
    passed: u64,
    failed: u64,
}

impl Batch for Conforming {
    fn line(&mut self, line: &Line<'_>, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        let (case, differences) = match differences(line, &self.policies) {
            Ok((case, differences)) => (case, differences),
            Err(malformed) => (malformed.case, vec![malformed.message]),
        };
        if differences.is_empty() {
            self.passed = self.passed.saturating_add(1);
            return Ok(Exit::Success);
        }
        self.failed = self.failed.saturating_add(1);
        let case = Safe(case.as_deref().unwrap_or("a case without a name"));
        writeln!(out, "{}:{}: {case}", Safe(place.source), place.line)?;
        differences.iter().try_for_each(|difference| writeln!(out, "    {}", Safe(difference)))?;
        Ok(Exit::Findings)
    }

    fn add(&mut self, other: &Self) {
        self.passed = self.passed.saturating_add(other.passed);
        self.failed = self.failed.saturating_add(other.failed);
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        writeln!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Returns the case, and each field in which the answer differs from the expected one.
fn differences(line: &Line<'_>, policies: &Policies) -> Result<(Option<String>, Vec<String>), Malformed> {
    let expect = expected_of(line)?;
    let found = found_in(line, policies);
    match (expect, found) {
        (Expected::Error, Err(malformed)) => Ok((malformed.case, Vec::new())),
        (Expected::Error, Ok((case, _))) => Ok((case, vec!["expected an error, found an answer".to_owned()])),
        (Expected::Answer(_), Err(malformed)) => Err(malformed),
        (Expected::Answer(expect), Ok((case, found))) => Ok((case, expect.differences(&found))),
    }
}

fn found_in(line: &Line<'_>, policies: &Policies) -> Result<(Option<String>, Expectation), Malformed> {
    let question = ask::question(line, policies.question())?;
    let contradiction = |misuse| Malformed::contradiction(&question, &misuse);
    let decision = question.decide().map_err(contradiction)?;
    let found = Expectation::of(&decision).map_err(contradiction)?;
    Ok((question.case.as_deref().map(str::to_owned), found))
}

/// Reads the expectation of a line. A line without a readable expectation does not conform, even if its question is
/// correct.
fn expected_of(line: &Line<'_>) -> Result<Expected, Malformed> {
    if let Ok(WithExpectation { expect: AnError { error: true } }) = ask::read(line) {
        return Ok(Expected::Error);
    }
    let WithExpectation { expect } = ask::read(line)?;
    Ok(Expected::Answer(Box::new(expect)))
}

/// An expectation of a case: that the line is malformed, or an answer.
enum Expected {
    Error,
    Answer(Box<Expectation>),
}

#[derive(Debug, Deserialize)]
struct WithExpectation<T> {
    expect: T,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnError {
    error: bool,
}

/// An expected answer. Every field has to be written, `null` too, so that none is left unchecked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    verdict: String,
    status: serde_json::Value,
    blockers: Vec<String>,
    missing: Vec<String>,
    stale: Vec<String>,
    unread: Vec<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    earliest: Option<Timestamp>,
    #[serde(deserialize_with = "Option::deserialize")]
    firm: Option<bool>,
    #[serde(deserialize_with = "Option::deserialize")]
    ahead: Option<Ahead>,
    events: Vec<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    effective_at: Option<Timestamp>,
}

/// The part of the answer of completion that a checker reads.
#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Ahead {
    blockers: Vec<String>,
    missing: Vec<String>,
    stale: Vec<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    earliest: Option<Timestamp>,
    #[serde(deserialize_with = "Option::deserialize")]
    firm: Option<bool>,
}

impl Ahead {
    fn of(decision: &Decision<'_>) -> Self {
        Self {
            blockers: codes(decision),
            missing: facts(decision.missing()),
            stale: facts(decision.stale()),
            earliest: decision.earliest().map(|earliest| earliest.at),
            firm: decision.earliest().map(|earliest| earliest.firm),
        }
    }
}

fn codes(decision: &Decision<'_>) -> Vec<String> {
    decision.codes().iter().map(|code| code.name().to_owned()).collect()
}

fn facts(facts: Set<FactName>) -> Vec<String> {
    facts.iter().map(|fact| fact.name().to_owned()).collect()
}

impl Expectation {
    fn of(decision: &Decision<'_>) -> Result<Self, MisuseError> {
        Ok(Self {
            verdict: decision.verdict().name().to_owned(),
            status: serde_json::to_value(&decision.state().status).unwrap_or_default(),
            blockers: codes(decision),
            missing: facts(decision.missing()),
            stale: facts(decision.stale()),
            unread: facts(decision.unread()),
            ahead: decision.ahead()?.as_ref().map(Ahead::of),
            earliest: decision.earliest().map(|earliest| earliest.at),
            firm: decision.earliest().map(|earliest| earliest.firm),
            events: decision.events().kinds().iter().map(EventKind::name).map(str::to_owned).collect(),
            effective_at: decision.effective_at(),
        })
    }

    fn differences(&self, found: &Self) -> Vec<String> {
        [
            difference("verdict", &self.verdict, &found.verdict),
            difference("status", &self.status, &found.status),
            difference("blockers", &self.blockers, &found.blockers),
            difference("missing", &self.missing, &found.missing),
            difference("stale", &self.stale, &found.stale),
            difference("unread", &self.unread, &found.unread),
            difference("earliest", &self.earliest, &found.earliest),
            difference("firm", &self.firm, &found.firm),
            difference("ahead", &self.ahead, &found.ahead),
            difference("events", &self.events, &found.events),
            difference("effective_at", &self.effective_at, &found.effective_at),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Shows both values in the form that the file uses.
fn difference<T: PartialEq + Serialize>(field: &str, expected: &T, found: &T) -> Option<String> {
    let json = |value: &T| serde_json::to_string(value).unwrap_or_default();
    (expected != found).then(|| {
        let (expected, found) = (json(expected), json(found));
        format!("{field}: expected {expected}, found {found}")
    })
}
