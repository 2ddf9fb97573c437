//! The parts of an answer in which two policies can differ.
//!
//! What belongs here: which parts are compared, and what is gained and lost between two of them.
//! What never does: sources and words, which differ although nobody is answered otherwise.

use closeout::{Code, Decision, MisuseError, Obligation, facts::FactName, wire::Question};
use jiff::Timestamp;
use serde::Serialize;

/// The parts of an answer, comparable under two policies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Gist {
    pub(crate) verdict: &'static str,
    pub(crate) status: String,
    pub(crate) blockers: Vec<&'static str>,
    pub(crate) missing: Vec<&'static str>,
    /// The instant of the closing if it takes effect, or else the earliest instant at which it can.
    pub(crate) date: Option<Timestamp>,
    /// The certainty of the date; `None` without one.
    pub(crate) firm: Option<bool>,
    pub(crate) ahead: Option<Ahead>,
    pub(crate) obligations: Vec<String>,
}

/// The conditions that completion waits for, if only the request was asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Ahead {
    pub(crate) blockers: Vec<&'static str>,
    pub(crate) missing: Vec<&'static str>,
    pub(crate) date: Option<Timestamp>,
    pub(crate) firm: Option<bool>,
}

impl Gist {
    /// Decides the question and keeps what can be compared.
    pub(crate) fn of(question: &Question) -> Result<Self, MisuseError> {
        let decision = question.decide()?;
        let ahead = decision.ahead()?;
        let (date, firm) = date(&decision);
        Ok(Self {
            verdict: decision.verdict().name(),
            status: decision.state().status.to_string(),
            blockers: codes(&decision),
            missing: missing(&decision),
            date,
            firm,
            ahead: ahead.as_ref().map(Ahead::of),
            obligations: decision.obligations().map(|due| obligation(&due)).collect(),
        })
    }

    /// Returns the causes that are in the way, of completion as well if the request was asked about.
    pub(crate) fn all_blockers(&self) -> Vec<&'static str> {
        let ahead = self.ahead.iter().flat_map(|ahead| ahead.blockers.iter().copied());
        unique(self.blockers.iter().copied().chain(ahead))
    }

    /// Returns the unknown facts, of completion as well if the request was asked about.
    pub(crate) fn all_missing(&self) -> Vec<&'static str> {
        let ahead = self.ahead.iter().flat_map(|ahead| ahead.missing.iter().copied());
        unique(self.missing.iter().copied().chain(ahead))
    }

    /// Returns when it closes, as far as one can say.
    pub(crate) fn closes(&self) -> Option<Timestamp> {
        self.date.or_else(|| self.ahead.as_ref().and_then(|ahead| ahead.date))
    }
}

impl Ahead {
    fn of(decision: &Decision<'_>) -> Self {
        let (date, firm) = date(decision);
        Self { blockers: codes(decision), missing: missing(decision), date, firm }
    }
}

fn date(decision: &Decision<'_>) -> (Option<Timestamp>, Option<bool>) {
    let effective = decision.effective_at().map(|at| (at, true));
    effective.or_else(|| decision.earliest().map(|earliest| (earliest.at, earliest.firm))).unzip()
}

fn codes(decision: &Decision<'_>) -> Vec<&'static str> {
    decision.codes().iter().map(Code::name).collect()
}

fn missing(decision: &Decision<'_>) -> Vec<&'static str> {
    decision.missing().iter().map(FactName::name).collect()
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
