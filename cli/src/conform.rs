//! `closeout conform`: the answers against what is expected of them.
//!
//! What belongs here: comparing, and printing each difference.
//! What never does: deciding in any other way than `decide` does.

use crate::ask::{self, Malformed};
use crate::evidence::Safe;
use crate::exit::{Exit, Trouble};
use crate::lines::{self, Ended, Line};
use closeout::wire::Question;
use closeout::{Decision, EventKind};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// How many of the cases held.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    passed: u64,
    failed: u64,
}

pub(crate) fn run(files: &[PathBuf]) -> Result<Exit, Trouble> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut count = Count::default();
    let mut unreadable = false;
    for file in files {
        let ended = match lines::open(file) {
            Ok(source) => check_source(source, &mut out, &mut count)?,
            Err(message) => Err(message),
        };
        if let Err(message) = ended {
            unreadable = true;
            // The exit code says it too, should standard error be gone.
            let _ = writeln!(io::stderr(), "error: {message}");
        }
    }
    writeln!(out, "{} passed, {} failed", count.passed, count.failed)?;
    out.flush()?;
    Ok(match (unreadable, count.failed) {
        (true, _) => Exit::Unusable,
        (false, 0) => Exit::Success,
        (false, _) => Exit::Findings,
    })
}

fn check_source(
    source: lines::Source,
    out: &mut impl Write,
    count: &mut Count,
) -> Result<Result<(), String>, Trouble> {
    let name = source.name.clone();
    let ended = source.for_each_line(|line| -> Result<(), io::Error> {
        let (case, differences) = match differences(line) {
            Ok((case, differences)) => (case, differences),
            Err(malformed) => (malformed.case, vec![malformed.message]),
        };
        if differences.is_empty() {
            count.passed = count.passed.saturating_add(1);
            return Ok(());
        }
        count.failed = count.failed.saturating_add(1);
        writeln!(
            out,
            "{}:{}: {}",
            Safe(&name),
            line.number,
            Safe(case.as_deref().unwrap_or("a case without a name"))
        )?;
        differences.iter().try_for_each(|difference| writeln!(out, "    {}", Safe(difference)))
    });
    match ended {
        Ok(()) => Ok(Ok(())),
        Err(Ended::Reading(error)) => Ok(Err(lines::unreadable(&name, &error))),
        Err(Ended::Doing(error)) => Err(error.into()),
    }
}

/// The case, and each field in which the answer differs from what is expected.
fn differences(line: &Line<'_>) -> Result<(Option<String>, Vec<String>), Malformed> {
    let question: Question = ask::read(line)?;
    let WithExpectation { expect } = ask::read(line)?;
    let decision = question.decide().map_err(|misuse| Malformed::contradiction(&question, &misuse))?;
    let found = Expectation::of(&decision);
    Ok((question.case.as_deref().map(str::to_owned), expect.differences(&found)))
}

#[derive(Debug, Deserialize)]
struct WithExpectation {
    expect: Expectation,
}

/// What a checker reads of an answer. Every field has to be written, `null` too, so that none is left unchecked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    verdict: String,
    status: serde_json::Value,
    blockers: Vec<String>,
    missing: Vec<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    earliest: Option<Timestamp>,
    #[serde(deserialize_with = "Option::deserialize")]
    firm: Option<bool>,
    events: Vec<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    effective_at: Option<Timestamp>,
}

impl Expectation {
    fn of(decision: &Decision<'_>) -> Self {
        Self {
            verdict: decision.verdict().name().to_owned(),
            status: serde_json::to_value(&decision.state().status).unwrap_or_default(),
            blockers: decision.codes().iter().map(|code| code.name().to_owned()).collect(),
            missing: decision.missing().iter().map(|fact| fact.name().to_owned()).collect(),
            earliest: decision.earliest().map(|earliest| earliest.at),
            firm: decision.earliest().map(|earliest| earliest.firm),
            events: decision.events().kinds().iter().map(EventKind::name).map(str::to_owned).collect(),
            effective_at: decision.effective_at(),
        }
    }

    fn differences(&self, found: &Self) -> Vec<String> {
        [
            difference("verdict", &self.verdict, &found.verdict),
            difference("status", &self.status, &found.status),
            difference("blockers", &self.blockers, &found.blockers),
            difference("missing", &self.missing, &found.missing),
            difference("earliest", &self.earliest, &found.earliest),
            difference("firm", &self.firm, &found.firm),
            difference("events", &self.events, &found.events),
            difference("effective_at", &self.effective_at, &found.effective_at),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Both values as the file would have them.
fn difference<T: PartialEq + Serialize>(field: &str, expected: &T, found: &T) -> Option<String> {
    let json = |value: &T| serde_json::to_string(value).unwrap_or_default();
    (expected != found).then(|| {
        let (expected, found) = (json(expected), json(found));
        format!("{field}: expected {expected}, found {found}")
    })
}
