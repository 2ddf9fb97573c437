//! An answer as JSON.

use super::question::Question;
use super::said::{WireBody, WireForm};
use super::scalar::Instant;
use super::state::StateForm;
use crate::blocker::{Class, Cure, Evidence, Movements};
use crate::facts::{FactName, Movement};
use crate::policy::AgreementInput;
use crate::vocab::Set;
use crate::{Blocker, Code, Decision, Event, MisuseError, Obligation, RULEBOOK, Verdict};
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
/// let answer = serde_json::to_value(Answer::new(&question, &decision)?)?;
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
    blockers: Blockers<'a, 'a>,
    missing: Set<FactName>,
    stale: Set<FactName>,
    unread: Set<FactName>,
    earliest: Option<Instant>,
    firm: Option<bool>,
    date: Option<Instant>,
    ahead: Option<Ahead<'a>>,
    events: Vec<Event>,
    obligations: Vec<ObligationForm>,
    wire: WireForm,
    state: StateForm,
    now: Instant,
    rulebook: &'static str,
}

impl<'a> Answer<'a> {
    /// Returns the answer to this question by this decision.
    ///
    /// # Errors
    /// As [`Decision::ahead`].
    pub fn new(question: &'a Question, decision: &'a Decision<'a>) -> Result<Self, MisuseError> {
        let (earliest, ahead) = (decision.earliest(), decision.ahead()?);
        let date = decision.date().or_else(|| ahead.as_ref().and_then(Decision::date));
        Ok(Self {
            case: question.case.as_deref(),
            revision: decision.revision().map(crate::facts::Revision::as_str),
            verdict: decision.verdict(),
            status: &decision.state().status,
            blockers: Blockers(decision),
            missing: decision.missing(),
            stale: decision.stale(),
            unread: decision.unread(),
            earliest: earliest.map(|earliest| Instant(earliest.at)),
            firm: earliest.map(|earliest| earliest.firm),
            date: date.map(Instant),
            ahead: ahead.map(Ahead),
            events: decision.events().iter().collect(),
            obligations: decision.obligations().map(ObligationForm::from).collect(),
            wire: WireForm::new(question, decision),
            state: StateForm::from(decision.state()),
            now: Instant(decision.now()),
            rulebook: RULEBOOK,
        })
    }

    /// Puts this body into `wire`: one that the provider's own leaf has made from more than the question contains. Its
    /// status and its basis stay as the decision has them, so the body has to be of the same decision.
    ///
    /// ```
    /// use closeout::wire::{Answer, Question, yuno::{Account, Body}};
    /// let question: Question = serde_json::from_str(r#"{
    ///     "policy": {"provider": "yuno"}, "subject": "account", "state": {"status": "ACTIVE"}, "facts": {"cash": [
    ///         {"currency": "USD", "component": "available", "amount": "0"},
    ///         {"currency": "USD", "component": "current", "amount": "0"},
    ///         {"currency": "USD", "component": "pending", "amount": "0"}
    ///     ]},
    ///     "command": {"type": "request_closure"}, "now": "2026-02-25T14:30:00Z"
    /// }"#)?;
    /// let account: Account = serde_json::from_str(r#"{"id": "acct_1", "status": "ACTIVE", "currency": "USD"}"#)?;
    /// let decision = question.decide()?;
    /// let answer = Answer::new(&question, &decision)?;
    /// assert!(serde_json::to_value(&answer)?["wire"]["body"].is_null());
    ///
    /// let answer = answer.with_body(Body::of(&account, &decision));
    /// assert_eq!(serde_json::to_value(&answer)?["wire"]["body"]["status"], "CLOSED");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_body(self, body: impl Into<WireBody>) -> Self {
        Self { wire: self.wire.with_body(body.into()), ..self }
    }
}

/// The answer that completion would give now: the blockers of a closing that has been requested.
#[derive(Debug)]
struct Ahead<'a>(Decision<'a>);

impl Serialize for Ahead<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let earliest = self.0.earliest();
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("blockers", &Blockers(&self.0))?;
        map.serialize_entry("missing", &self.0.missing())?;
        map.serialize_entry("stale", &self.0.stale())?;
        map.serialize_entry("earliest", &earliest.map(|earliest| Instant(earliest.at)))?;
        map.serialize_entry("firm", &earliest.map(|earliest| earliest.firm))?;
        map.end()
    }
}

impl Serialize for crate::Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.word().serialize(serializer)
    }
}

#[derive(Debug)]
struct Blockers<'d, 'a>(&'d Decision<'a>);

impl Serialize for Blockers<'_, '_> {
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
    /// The unknown inputs of the agreement on which the notice depends.
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<Set<AgreementInput>>,
}

impl<'a> From<Blocker<'a>> for BlockerForm<'a> {
    fn from(blocker: Blocker<'a>) -> Self {
        let Blocker { code, evidence, .. } = blocker;
        Self { code, class: blocker.class(), cure: blocker.cures(), evidence, undecided: None }
    }
}

/// Writes an object whose only key names the kind of evidence; empty if the code is enough.
impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::None => Ok(()),
            Self::Status { status, .. } => map.serialize_entry("status", status),
            Self::Restrictions(set) => map.serialize_entry("restrictions", set),
            Self::Movements(movements) => map.serialize_entry("items", &movement_forms(*movements)),
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

/// A pending movement, with whether its expected day has begun.
#[derive(Serialize)]
struct MovementForm<'a> {
    #[serde(flatten)]
    movement: &'a Movement,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    overdue: bool,
}

fn movement_forms(movements: Movements<'_>) -> Vec<MovementForm<'_>> {
    let form = |movement| MovementForm { movement, overdue: movements.is_overdue(movement) };
    movements.iter().map(form).collect()
}

fn list<'a, T: 'a>(items: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    items.collect()
}

fn boundary_entries<M: SerializeMap>(map: &mut M, year: &crate::timing::TaxYear) -> Result<(), M::Error> {
    map.serialize_entry("country", &year.country)?;
    map.serialize_entry("tax_year", &year.to_string())?;
    map.serialize_entry("ends_at", &Instant(year.end))
}

#[derive(Debug, Serialize)]
struct ObligationForm {
    kind: crate::profile::ObligationKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    residents_of: Option<crate::Country>,
    certain: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<String>,
    source: crate::vocab::Text,
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
