//! Alpaca's two calls that close.

use super::{Subject, Words, decided_alike, is_blank, misused};
use crate::civil;
use arbitrary::Arbitrary;
use closeout::{
    Command, EventKind,
    wire::alpaca::{Account, Request, handle},
};

/// A call.
#[derive(Arbitrary, Clone, Debug)]
pub(super) struct Call {
    is_delete: bool,
    authorization: Authorization,
    id: Words,
    number: Words,
}

/// What stands in the header.
#[derive(Arbitrary, Clone, Debug)]
enum Authorization {
    /// The scheme, in one case or another, and credentials.
    Basic(bool),
    Other(Option<Words>),
}

impl Authorization {
    fn text(&self) -> Option<String> {
        match self {
            Self::Basic(true) => Some("Basic a2V5OnNlY3JldA==".to_owned()),
            Self::Basic(false) => Some(" BASIC  a2V5OnNlY3JldA== ".to_owned()),
            Self::Other(words) => words.as_ref().map(Words::text),
        }
    }

    /// By a second reading: two words, of which the first is the scheme.
    fn is_good(&self) -> bool {
        let text = self.text().unwrap_or_default();
        let words: Vec<&str> = text.split(' ').map(str::trim).filter(|word| !word.is_empty()).collect();
        let is_digit = |letter: char| letter.is_ascii_alphanumeric() || "+/=".contains(letter);
        matches!(words.as_slice(), [scheme, credentials] if scheme.eq_ignore_ascii_case("Basic")
            && credentials.chars().all(is_digit)
            && credentials.trim_end_matches('=').chars().all(|letter| letter != '=')
            && !credentials.trim_end_matches('=').is_empty())
    }
}

impl Call {
    pub(super) fn check(&self, subject: &Subject<'_>) {
        let case = subject.case;
        let (id, number) = (self.id.text(), self.number.text());
        let authorization = self.authorization.text();
        let is_good = self.authorization.is_good();
        let read = if self.is_delete { Request::delete } else { Request::close };
        let request = read(&id, authorization.as_deref());
        assert_eq!(request.violations().is_none(), is_good && !is_blank(&id));
        let account = Account { account_number: number.as_str().into(), state: case.state.clone() };
        let account = subject.is_there.then_some(&account);
        let reply = match handle(&request, account, &case.facts, &case.policy, case.now) {
            Ok(reply) => reply,
            Err(misuse) => return misused(case, Command::request(), &misuse),
        };
        let is_for_it = case.policy.profile().provider == "alpaca";
        assert_eq!(reply.decision().is_some(), is_good && !is_blank(&id) && subject.is_there && is_for_it);
        let closes = reply.decision().is_some_and(|decision| decision.effective_at().is_some());
        let status = reply.status();
        assert_eq!((status == 204, matches!(status, 200..=299)), (closes, closes));
        assert_eq!(reply.body().is_none(), closes);
        let by_id = if is_blank(&id) { Some(422) } else { (!subject.is_there).then_some(404) };
        let expected = if is_good { by_id } else { Some(401) };
        assert!(expected.is_none_or(|expected| expected == status));
        if let Some(body) = reply.body() {
            assert_eq!(body.status(), u32::from(status));
            let written = serde_json::to_string(body).expect("a body");
            assert_eq!(serde_json::from_str(&written).ok().as_ref(), Some(body));
        }
        if let Some(decision) = reply.decision() {
            decided_alike(case, Command::request(), Some(decision));
            assert_eq!(decision.events().kinds().contains(EventKind::Closed), closes);
        }
        assert_eq!(
            reply.announcements().len(),
            usize::from(closes),
            "one status event for a closing, none otherwise"
        );
        for event in reply.announcements().iter().map(|told| &told.payload) {
            assert_eq!((&*event.account_id, &*event.account_number, event.at), (&*id, &*number, case.now));
            assert_eq!(
                (&*event.status_from, &*event.status_to),
                (&*case.state.status.to_string(), "ACCOUNT_CLOSED")
            );
            let written = serde_json::to_string(event).expect("an event");
            // An instant before the year 0 comes from nobody's JSON, and has no form by RFC 3339.
            let is_written_back = serde_json::from_str(&written).ok().as_ref() == Some(event);
            assert!(is_written_back || case.now.as_nanosecond() < civil::YEAR_ZERO, "{written}");
        }
    }
}
