//! The parts of an answer in which two policies can differ.
//!
//! What belongs here: which parts are compared, and what is gained and lost between two of them.
//! What never does: sources and words, which differ although nobody is answered otherwise.

use closeout::{Code, Decision, MisuseError, Obligation, facts::FactName, wire::Question};
use jiff::Timestamp;
use serde::Serialize;
use std::iter;

/// The parts of an answer, comparable under two policies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Gist {
    pub(crate) verdict: &'static str,
    pub(crate) status: String,
    #[serde(flatten)]
    now: Conditions,
    /// The conditions that completion waits for, if only the request was asked about.
    ahead: Option<Conditions>,
    pub(crate) obligations: Vec<String>,
}

/// The conditions of one decision, and the date that it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Conditions {
    blockers: Vec<&'static str>,
    missing: Vec<&'static str>,
    /// The instant of the closing if it takes effect, or else the earliest instant at which it can.
    date: Option<Timestamp>,
    /// The certainty of the date; `None` without one.
    firm: Option<bool>,
}

impl Gist {
    /// Decides the question and keeps what can be compared.
    pub(crate) fn of(question: &Question) -> Result<Self, MisuseError> {
        let decision = question.decide()?;
        let ahead = decision.ahead()?;
        Ok(Self {
            verdict: decision.verdict().name(),
            status: decision.state().status.to_string(),
            now: Conditions::of(&decision),
            ahead: ahead.as_ref().map(Conditions::of),
            obligations: decision.obligations().map(|due| obligation(&due)).collect(),
        })
    }

    fn conditions(&self) -> impl Iterator<Item = &Conditions> {
        iter::once(&self.now).chain(&self.ahead)
    }

    /// Returns the causes that are in the way, of completion as well if the request was asked about.
    pub(crate) fn all_blockers(&self) -> Vec<&'static str> {
        unique(self.conditions().flat_map(|each| each.blockers.iter().copied()))
    }

    /// Returns the unknown facts, of completion as well if the request was asked about.
    pub(crate) fn all_missing(&self) -> Vec<&'static str> {
        unique(self.conditions().flat_map(|each| each.missing.iter().copied()))
    }

    /// Returns when it closes, as far as one can say.
    pub(crate) fn closes(&self) -> Option<Timestamp> {
        self.conditions().find_map(|each| each.date)
    }
}

impl Conditions {
    fn of(decision: &Decision<'_>) -> Self {
        let date = decision.date();
        // What takes effect now is as certain as a date can be.
        let firm = date.map(|_| decision.earliest().is_none_or(|earliest| earliest.firm));
        let blockers = decision.codes().iter().map(Code::name).collect();
        let missing = decision.missing().iter().map(FactName::name).collect();
        Self { blockers, missing, date, firm }
    }
}

fn obligation(due: &Obligation) -> String {
    let days = due.due.map_or(String::new(), |(first, last)| format!(" {first}/{last}"));
    let whose = due.residents_of.map_or(String::new(), |country| format!(" {country}"));
    format!("{}{whose}{days}", due.kind.name())
}

fn unique(names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut seen = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// Returns the names that the second list has and the first has not.
pub(crate) fn gained(before: &[&'static str], after: &[&'static str]) -> Vec<&'static str> {
    after.iter().copied().filter(|name| !before.contains(name)).collect()
}
