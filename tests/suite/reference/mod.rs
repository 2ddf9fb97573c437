//! The rules once more, as plain sentences: slow, small, and written from the documents, not from the tables.
//!
//! What belongs here: what the providers' documents and their readings say of one question, and the comparison with
//! the engine.
//! What never does: any logic of the crate. Only its plain data are read: facts, countries, instants, wire values.
//!
//! Sentences are cited as `seed 0` to `seed 4` (the provider's own document), `meaning 3.6` (the section of the
//! design), `contract` (the questions and answers), `A-3` (a reading of an ambiguous document) and `DESIGN` (this
//! project's `docs/DESIGN.md`).

mod alpaca;
mod books;
mod clocks;
mod comparison;
mod contradictions;
mod days;
mod findings;
mod lifecycles;
mod london;
pub(crate) mod reasons;
mod udara360;
mod upvest;
mod yuno;
mod zones;

use crate::strategies::Case;
use closeout::{
    Command, Fact, Facts, Strictness,
    lifecycle::Subject,
    policy::{Clock, MaxAge, Residences},
    timing::MissedBoundary,
    vocab::WireValue,
};
use jiff::Timestamp;

/// What is asked, as plain data.
#[derive(Clone)]
struct Asked<'a> {
    provider: &'a str,
    group: bool,
    prudent: bool,
    residences: &'a Fact<Residences>,
    missed_boundary: MissedBoundary,
    clocks: &'a [Clock],
    /// The zone that the policy has chosen for civil days.
    zone: Option<&'a str>,
    max_age: &'a MaxAge,
    status: WireValue,
    requested_at: Option<Timestamp>,
    clear_since: Option<Timestamp>,
    closed_at: Option<Timestamp>,
    facts: &'a Facts,
    command: &'a Command,
    now: Timestamp,
}

/// What is answered, in words: the fields that a checker of the contract reads.
#[derive(Clone, Debug, PartialEq)]
struct Answered {
    verdict: &'static str,
    status: WireValue,
    blockers: Vec<&'static str>,
    missing: Vec<&'static str>,
    stale: Vec<&'static str>,
    unread: Vec<&'static str>,
    earliest: Option<Timestamp>,
    firm: Option<bool>,
    ahead: Option<Ahead>,
    events: Vec<&'static str>,
    effective_at: Option<Timestamp>,
    remembered: Remembered,
}

/// What completion would say, of all that a request can begin.
#[derive(Clone, Debug, Default, PartialEq)]
struct Ahead {
    blockers: Vec<&'static str>,
    missing: Vec<&'static str>,
    stale: Vec<&'static str>,
    earliest: Option<Timestamp>,
    firm: Option<bool>,
}

/// What the state has to keep for the next question.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Remembered {
    requested_at: Option<Timestamp>,
    clear_since: Option<Timestamp>,
    closed_at: Option<Timestamp>,
}

/// The answer of the documents; `None` if the question contradicts itself.
fn answer(asked: &Asked<'_>) -> Option<Answered> {
    if asked.contradicts_itself() {
        return None;
    }
    let answered = match (asked.provider, asked.group) {
        ("alpaca", false) => alpaca::account(asked),
        ("udara360", false) => udara360::account(asked),
        ("upvest", false) => upvest::account(asked),
        ("upvest", true) => upvest::group(asked),
        ("yuno", false) => yuno::account(asked),
        _ => return None,
    };
    Some(Answered { unread: asked.unread(), remembered: remembered(asked, &answered), ..answered })
}

/// Meaning 3.7 and contract: what happened is kept, with the effective instant of a closing. A new request begins anew:
/// nothing has been clear since before it.
fn remembered(asked: &Asked<'_>, answered: &Answered) -> Remembered {
    let Asked { requested_at, clear_since, closed_at, .. } = *asked;
    let happened = |event: &str| answered.events.contains(&event);
    Remembered {
        requested_at: if happened("closure_requested") { Some(asked.now) } else { requested_at },
        clear_since: match (happened("cleared"), happened("clearance_lost") || happened("closure_requested"))
        {
            (true, _) => Some(asked.now),
            (false, true) => None,
            (false, false) => clear_since,
        },
        closed_at: if happened("closed") { answered.effective_at } else { closed_at },
    }
}

/// Whether the engine and the sentences say the same of a question, whatever profile the engine was given.
pub(crate) fn agrees(case: &Case) -> bool {
    answer(&Asked::of(case)) == comparison::said(case)
}

impl<'a> Asked<'a> {
    fn of(case: &'a Case) -> Self {
        let Case { policy, state, facts, command, now } = case;
        Self {
            provider: &policy.profile().provider,
            group: policy.profile().subject == Subject::Group,
            prudent: policy.options().strictness == Strictness::Prudent,
            residences: &policy.options().residences,
            missed_boundary: policy.options().missed_boundary,
            clocks: policy.clocks(),
            zone: policy.own_zone().map(|zone| zone.iana_name().unwrap()),
            max_age: policy.max_age(),
            status: state.status.word().clone(),
            requested_at: state.requested_at,
            clear_since: state.clear_since,
            closed_at: state.closed_at,
            facts,
            command,
            now: *now,
        }
    }

    fn is(&self, status: &str) -> bool {
        self.status == WireValue::from(status)
    }

    fn is_any_of(&self, statuses: &[&str]) -> bool {
        statuses.iter().any(|status| self.is(status))
    }

    /// `advance`, not a request.
    fn advances(&self) -> bool {
        *self.command == Command::Advance
    }

    /// Meaning 3.1: a status that no document lists means what nobody knows.
    fn is_documented(&self) -> bool {
        lifecycles::phase_of(self.provider, &self.status).is_some()
    }

    fn is_closed(&self) -> bool {
        lifecycles::phase_of(self.provider, &self.status) == Some("closed")
    }

    /// Meaning 3.7: of several holders' residences the strictest wins, so one British holder is enough, whoever the others
    /// may be.
    fn is_british(&self) -> bool {
        self.residences
            .stated()
            .is_some_and(|residences| residences.iter().any(|country| country.code() == "GB"))
    }

    /// Meaning 3.7: a residence that nobody has told matters only where it could bring a gate that is not in force
    /// already. The only gate is that of the British.
    fn may_be_british(&self) -> bool {
        !self.is_british() && !matches!(self.residences, Fact::Known(_))
    }
}
