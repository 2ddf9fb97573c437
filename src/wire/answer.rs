//! An answer as JSON.

use super::question::Question;
use super::scalar::Instant;
use super::{alpaca, udara360, yuno};
use crate::vocab::Set;
use crate::{
    AgreementInput, Blocker, Class, Code, Command, Cure, Decision, Event, EventKind, Evidence, FactName,
    Obligation, RULEBOOK, State, Verdict,
};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// The answer to one question, ready to be written. Borrows from the question and its decision.
///
/// ```
/// use closeout::wire::{Answer, Question};
/// let question: Question = serde_json::from_str(r#"{
///     "case": "a", "policy": {"provider": "upvest"}, "subject": "account", "state": {"status": "CLOSED"},
///     "command": {"type": "advance"}, "now": "2026-02-02T09:00:00Z"
/// }"#)?;
/// let decision = question.decide()?;
/// let answer = serde_json::to_value(Answer::new(&question, &decision))?;
/// assert_eq!(answer["verdict"], "refused");
/// assert_eq!(answer["blockers"][0]["code"], "already_closed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    case: Option<&'a str>,
    revision: Option<&'a str>,
    verdict: Verdict,
    status: &'a crate::Status,
    blockers: Blockers<'a>,
    missing: Set<FactName>,
    earliest: Option<Instant>,
    firm: Option<bool>,
    events: Vec<EventForm>,
    obligations: Vec<ObligationForm>,
    wire: WireForm,
    state: StateForm<'a>,
    rulebook: &'static str,
}

impl<'a> Answer<'a> {
    /// The answer that this decision is to this question.
    #[must_use]
    pub fn new(question: &'a Question, decision: &'a Decision<'a>) -> Self {
        let earliest = decision.earliest();
        Self {
            case: question.case.as_deref(),
            revision: decision.revision().map(crate::Revision::as_str),
            verdict: decision.verdict(),
            status: &decision.state().status,
            blockers: Blockers(decision),
            missing: decision.missing(),
            earliest: earliest.map(|earliest| Instant(earliest.at)),
            firm: earliest.map(|earliest| earliest.firm),
            events: decision.events().iter().map(EventForm::from).collect(),
            obligations: decision.obligations().map(ObligationForm::from).collect(),
            wire: WireForm::new(question, decision),
            state: StateForm::from(decision.state()),
            rulebook: RULEBOOK,
        }
    }
}

impl Serialize for crate::Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.wire_value().serialize(serializer)
    }
}

#[derive(Debug)]
struct Blockers<'a>(&'a Decision<'a>);

impl Serialize for Blockers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for blocker in self.0.blockers() {
            let of_a_notice = blocker.code == Code::NoticePeriod;
            let undecided = Some(self.0.undecided()).filter(|inputs| of_a_notice && !inputs.is_empty());
            list.serialize_element(&BlockerForm { undecided, ..BlockerForm::from(blocker) })?;
        }
        list.end()
    }
}

#[derive(Serialize)]
struct BlockerForm<'a> {
    code: Code,
    class: Class,
    cure: Set<Cure>,
    evidence: Evidence<'a>,
    /// What nobody has said of the agreement, and on which the notice depends.
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<Set<AgreementInput>>,
}

impl<'a> From<Blocker<'a>> for BlockerForm<'a> {
    fn from(blocker: Blocker<'a>) -> Self {
        let Blocker { code, evidence, .. } = blocker;
        Self { code, class: blocker.class(), cure: blocker.cures(), evidence, undecided: None }
    }
}

/// An object whose only key says what kind of evidence it is; empty where the code says it all.
impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::None => Ok(()),
            Self::Status(status) => map.serialize_entry("status", status),
            Self::Restrictions(set) => map.serialize_entry("restrictions", set),
            Self::Movements(movements) => map.serialize_entry("items", movements),
            Self::Orders(orders) => map.serialize_entry("orders", orders),
            Self::Positions(_) => map.serialize_entry("positions", &list(self.positions())),
            Self::Members { .. } => map.serialize_entry("accounts", &list(self.members())),
            Self::Balances(_) => map.serialize_entry("balances", &list(self.balances())),
            Self::Boundary(year) => boundary_entries(&mut map, year),
            Self::Opening(opening) => map.serialize_entry("opens_at", &Instant(*opening)),
        }?;
        map.end()
    }
}

fn list<'a, T: 'a>(items: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    items.collect()
}

fn boundary_entries<M: SerializeMap>(map: &mut M, year: &crate::TaxYear) -> Result<(), M::Error> {
    map.serialize_entry("country", &year.country)?;
    map.serialize_entry("tax_year", &year.to_string())?;
    map.serialize_entry("ends_at", &Instant(year.end))
}

/// An event as JSON: its type, when it was decided, and for `closed` since when it counts.
#[derive(Debug, Serialize)]
pub struct EventForm {
    #[serde(rename = "type")]
    kind: EventKind,
    at: Instant,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_at: Option<Instant>,
}

impl From<Event> for EventForm {
    fn from(event: Event) -> Self {
        let effective_at = (event.kind == EventKind::Closed).then_some(Instant(event.effective_at));
        Self { kind: event.kind, at: Instant(event.at), effective_at }
    }
}

#[derive(Debug, Serialize)]
struct ObligationForm {
    kind: crate::ObligationKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    residents_of: Option<crate::Country>,
    certain: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<String>,
    source: &'static str,
}

impl From<Obligation> for ObligationForm {
    fn from(obligation: Obligation) -> Self {
        Self {
            kind: obligation.kind,
            residents_of: obligation.residents_of,
            certain: obligation.certain,
            from: obligation.due.map(|(from, _)| from.to_string()),
            through: obligation.due.map(|(_, through)| through.to_string()),
            source: obligation.source.document,
        }
    }
}

/// What the provider would say to the request, as far as the decision tells: a body that repeats the request, or the
/// whole account, is that of the provider's own leaf.
#[derive(Debug, Serialize)]
pub struct WireForm {
    http_status: Option<u16>,
    body: Option<ErrorBody>,
    events: Vec<&'static str>,
}

/// The error body of a provider that documents one.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ErrorBody {
    Alpaca(alpaca::ErrorBody),
    Yuno(yuno::ErrorBody),
}

impl WireForm {
    /// Announcements are rows of the profile. Only a request has an answer by HTTP: completion is nobody's call.
    fn new(question: &Question, decision: &Decision<'_>) -> Self {
        let profile = question.policy.profile();
        let happened = decision.events().kinds();
        let rows = profile.announcements.iter();
        let events = rows.filter(|row| happened.contains(row.on)).map(|row| row.message).collect();
        let (http_status, body) = match question.command {
            Command::RequestClosure { .. } => by_http(profile.provider, decision),
            Command::Advance => (None, None),
        };
        Self { http_status, body, events }
    }
}

/// Upvest documents no number for its acceptance (U-10), so none is said.
fn by_http(provider: &str, decision: &Decision<'_>) -> (Option<u16>, Option<ErrorBody>) {
    match provider {
        "alpaca" => {
            let response = alpaca::Response::to(decision);
            (Some(response.status()), response.body().cloned().map(ErrorBody::Alpaca))
        }
        "udara360" => (Some(udara360::http_status_to(decision)), None),
        "yuno" => match yuno::error_to(decision) {
            Some(body) => (Some(body.http_code), Some(ErrorBody::Yuno(body))),
            None => (Some(200), None),
        },
        _ => (None, None),
    }
}

/// A state as JSON: ready to be sent back in the next question.
#[derive(Debug, Serialize)]
pub struct StateForm<'a> {
    status: &'a crate::Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    requested_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clear_since: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_at: Option<Instant>,
}

impl<'a> From<&'a State> for StateForm<'a> {
    fn from(state: &'a State) -> Self {
        Self {
            status: &state.status,
            requested_at: state.requested_at.map(Instant),
            clear_since: state.clear_since.map(Instant),
            closed_at: state.closed_at.map(Instant),
        }
    }
}
