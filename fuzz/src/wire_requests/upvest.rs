//! Upvest's two calls that close.

use super::{Subject, Words, decided_alike, is_blank, misused};
use crate::pick;
use arbitrary::Arbitrary;
use closeout::{
    Code, Command, Reason, Set, Verdict,
    facts::FactName,
    lifecycle::Phase,
    profile::Profile,
    providers,
    wire::upvest::{ClosureReason, Reply, Request, Trace, advance, handle},
};

/// A call.
#[derive(Arbitrary, Clone, Debug)]
pub(super) struct Call {
    is_about_group: bool,
    id: Words,
    query: Vec<Parameter>,
    /// Whether the first parameter is given once more.
    repeats: bool,
}

/// A parameter.
#[derive(Arbitrary, Clone, Debug)]
enum Parameter {
    /// A reason that is documented, by its place.
    Reason(u8),
    Notice(bool),
    ReasonLike(Words),
    NoticeLike(Words),
    Other(Words, Words),
}

impl Parameter {
    fn name_and_value(&self) -> (String, String) {
        let (reason, notice) = ("closure_reason".to_owned(), "notification_only".to_owned());
        match self {
            Self::Reason(place) => (reason, pick(&REASONS, *place).to_owned()),
            Self::Notice(only) => (notice, only.to_string()),
            Self::ReasonLike(words) => (reason, words.text()),
            Self::NoticeLike(words) => (notice, words.text()),
            Self::Other(name, value) => (name.text(), value.text()),
        }
    }
}

const REASONS: [&str; 7] = [
    "dunning",
    "power_of_attorney",
    "loss_of_legal_capacity",
    "aml",
    "risk_based",
    "contract_breach",
    "user_initiated",
];

impl Call {
    pub(super) fn profile(&self) -> &'static Profile {
        if self.is_about_group { &providers::upvest::GROUP } else { &providers::upvest::ACCOUNT }
    }

    /// Whether each parameter is one of the call's, given once, with a value that it takes.
    fn is_within_limits(&self, query: &[(&str, &str)]) -> bool {
        let times = |name| query.iter().filter(|(given, _)| *given == name).count();
        let is_known = |(name, value): &(&str, &str)| match *name {
            "closure_reason" => REASONS.contains(value),
            "notification_only" => matches!(*value, "true" | "false"),
            _ => false,
        };
        let is_once = times("closure_reason") <= 1 && times("notification_only") <= 1;
        let takes_it =
            if self.is_about_group { is_once && query.iter().all(is_known) } else { query.is_empty() };
        takes_it && !is_blank(&self.id.text())
    }

    pub(super) fn check(&self, subject: &Subject<'_>) {
        let case = subject.case;
        let id = self.id.text();
        let again = self.query.first().filter(|_| self.repeats);
        let sent = self.query.iter().take(6).chain(again);
        let owned: Vec<(String, String)> = sent.map(Parameter::name_and_value).collect();
        let query: Vec<(&str, &str)> = owned.iter().map(|(name, value)| (&**name, &**value)).collect();
        let trace = Trace { instance: "i", request_id: "r" };
        let request = if self.is_about_group {
            Request::delete_group(&id, &query, trace)
        } else {
            Request::delete_account(&id, &query, trace)
        };
        let is_read = self.is_within_limits(&query);
        assert_eq!(request.violations().is_none(), is_read, "{:?}", request.violations());
        let value = |name| query.iter().find(|(given, _)| *given == name).map(|(_, value)| *value);
        let reason = is_read.then(|| value("closure_reason")).flatten();
        assert_eq!(request.reason().map(ClosureReason::name), reason);
        let reason = reason.map(|reason| Reason { code: Some(reason.into()), text: None });
        let command = Command::RequestClosure { reason };
        let state = subject.is_there.then_some(&case.state);
        match handle(&request, state, &case.facts, &case.policy, case.now) {
            Ok(reply) => {
                let is_notice = is_read && value("notification_only") == Some("true");
                self.answered(subject, command, &reply, is_read, is_notice);
            }
            Err(misuse) => misused(case, command, &misuse),
        }
        looked_at_again(subject, &id);
    }

    fn answered(
        &self,
        subject: &Subject<'_>,
        command: Command,
        reply: &Reply<'_>,
        is_read: bool,
        is_notice: bool,
    ) {
        let (case, is_accepted) = (subject.case, reply.is_success());
        let profile = case.policy.profile();
        let is_for_it = profile.provider == "upvest" && profile.subject == self.profile().subject;
        let is_asked = is_read && subject.is_there && is_for_it;
        assert_eq!((is_accepted, is_accepted), (reply.status_basis().is_none(), reply.body().is_none()));
        assert!(reply.body().is_none_or(|problem| problem.status == reply.status()));
        if !is_asked {
            let failure = if is_read { if subject.is_there { 503 } else { 404 } } else { 400 };
            assert_eq!((reply.status(), reply.decision().is_none()), (failure, true));
            return assert!(reply.announcements().is_empty());
        }
        decided_alike(case, command.clone(), reply.decision());
        let direct = crate::ask::Case { command, ..case.clone() };
        let direct = direct.decide().expect("decided through the request");
        let by_status = Set::only(Code::AlreadyClosed).with(Code::StatusDoesNotAdmitClosing);
        // A status that nobody documents is one of which nobody can say whether it ever admits closing.
        let is_documented = !direct.missing().contains(FactName::Status);
        let admits_some_day = is_documented && direct.codes().intersection(by_status).is_empty();
        let admits = matches!(direct.verdict(), Verdict::Permitted | Verdict::NoOp);
        assert_eq!(is_accepted, if is_notice { admits_some_day } else { admits });
        assert_eq!(reply.decision().is_none(), is_notice && admits_some_day);
        let happened = reply.decision().is_some() && !direct.events().kinds().is_empty();
        assert_eq!(reply.announcements().is_empty(), !happened);
    }
}

/// Completion, which is nobody's request: announced if and only if it closes.
fn looked_at_again(subject: &Subject<'_>, id: &str) {
    let case = subject.case;
    match advance(id, &case.state, &case.facts, &case.policy, case.now) {
        Ok(advanced) => {
            let decision = advanced.decision();
            let closes = decision.effective_at().is_some();
            let is_ours = case.policy.profile().provider == "upvest";
            assert_eq!(advanced.announcements().is_empty(), !(closes && is_ours));
            assert_eq!(closes, decision.state().is_in(Phase::Closed) && !case.state.is_in(Phase::Closed));
            decided_alike(case, Command::Advance, Some(decision));
        }
        Err(misuse) => misused(case, Command::Advance, &misuse),
    }
}
