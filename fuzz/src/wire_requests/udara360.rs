//! udara360's `closeaccount`.

use super::{Subject, Words, decided_alike, is_blank, misused};
use crate::pick;
use arbitrary::Arbitrary;
use closeout::{
    Command, Reason,
    wire::udara360::{AccountNumberLimit, Body, Guid, Headers, Inputs, ReferenceUse, Request, handle},
};
use serde_json::json;

/// Headers, the fields of the body one by one, and what a server has beside them.
#[derive(Arbitrary, Clone, Debug)]
pub(super) struct Call {
    content_type: Option<Words>,
    authorization: Option<Words>,
    reference: Option<Words>,
    body: Sent,
    is_strict: bool,
    is_repeated: bool,
}

#[derive(Arbitrary, Clone, Debug)]
enum Sent {
    /// An object of these fields, in this order, names given twice included.
    Fields(Vec<(Name, Value)>),
    /// Whatever it is.
    Bytes(Vec<u8>),
}

#[derive(Arbitrary, Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    AccountNumber,
    ClosureReason,
    InstrumentNumber,
    Other,
}

#[derive(Arbitrary, Clone, Debug)]
enum Value {
    Null,
    Text(Words),
    Odd(u8),
}

const ODD: [&str; 6] = ["true", "7", "-1.5e300", "[]", "{}", "[{\"accountNumber\":\"1\"}]"];

impl Name {
    const fn wire(self) -> &'static str {
        match self {
            Self::AccountNumber => "accountNumber",
            Self::ClosureReason => "closureReason",
            Self::InstrumentNumber => "instrumentNumber",
            Self::Other => "other",
        }
    }
}

impl Sent {
    fn bytes(&self) -> Vec<u8> {
        let fields = match self {
            Self::Bytes(bytes) => return bytes.clone(),
            Self::Fields(fields) => fields,
        };
        let field = |(name, value): &(Name, Value)| {
            let value = match value {
                Value::Null => "null".to_owned(),
                Value::Text(words) => json!(words.text()).to_string(),
                Value::Odd(place) => pick(&ODD, *place).to_owned(),
            };
            format!("\"{}\":{value}", name.wire())
        };
        let fields: Vec<String> = fields.iter().map(field).collect();
        format!("{{{}}}", fields.join(",")).into_bytes()
    }

    /// The text of a field that is given at most once and as a text or not at all. Of bytes, nothing is known.
    fn text(&self, name: Name) -> Result<Option<String>, ()> {
        let Self::Fields(fields) = self else { return Ok(None) };
        let mut given = fields.iter().filter(|(given, _)| *given == name).map(|(_, value)| value);
        match (given.next(), given.next()) {
            (None | Some(Value::Null), None) => Ok(None),
            (Some(Value::Text(words)), None) => Ok(Some(words.text())),
            _ => Err(()),
        }
    }
}

impl Call {
    fn is_within_limits(&self) -> bool {
        let sent = |words: &Option<Words>| words.as_ref().map(Words::text);
        let media = sent(&self.content_type).is_some_and(|text| {
            text.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
        });
        let token = sent(&self.authorization).is_some_and(|text| {
            let text = text.trim();
            text.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer "))
                && !is_blank(&text[7..])
        });
        let reference = sent(&self.reference).is_none_or(|text| is_stated(&text, 100));
        let number = self.body.text(Name::AccountNumber);
        let reason = self.body.text(Name::ClosureReason);
        let instrument = self.body.text(Name::InstrumentNumber);
        let is_required = |text: Result<Option<String>, ()>, max| {
            text.is_ok_and(|text| text.is_some_and(|text| is_stated(&text, max)))
        };
        let is_optional = instrument.is_ok_and(|text| text.is_none_or(|text| text.chars().count() <= 150));
        let body = is_required(number, if self.is_strict { 10 } else { 150 }) && is_required(reason, 150);
        media && token && reference && body && is_optional
    }

    pub(super) fn check(&self, subject: &Subject<'_>) {
        let case = subject.case;
        let headers = Headers {
            content_type: self.content_type.as_ref().map(|words| words.text().into()),
            authorization: self.authorization.as_ref().map(|words| words.text().into()),
            request_reference: self.reference.as_ref().map(|words| words.text().into()),
        };
        let body = serde_json::from_slice(&self.body.bytes()).unwrap_or(Body::unreadable());
        let request = Request::close_account(&headers, &body, self.inputs());
        let is_read = request.body().is_ok();
        if matches!(self.body, Sent::Fields(_)) {
            assert_eq!(is_read, self.is_within_limits(), "{:?}", request.body());
        }
        let command = || {
            let reason = request.body().expect("read").closure_reason();
            Command::RequestClosure { reason: Some(Reason::text(reason)) }
        };
        let account = subject.is_there.then_some(&case.state);
        let reply = match handle(&request, account, &case.facts, &case.policy, case.now) {
            Ok(reply) => reply,
            Err(misuse) => return misused(case, command(), &misuse),
        };
        let closes = reply.decision().is_some_and(|decision| decision.effective_at().is_some());
        let body = reply.body().expect("an envelope in every case");
        assert_eq!((body.is_success(reply.status()), body.status), (closes, closes));
        assert_eq!(matches!(reply.status(), 200..=299), closes);
        let is_known = self.is_repeated && self.reference.is_some();
        let is_decided = is_read && subject.is_there && !is_known;
        assert_eq!(reply.decision().is_some(), is_decided);
        assert!(reply.announcements().is_empty());
        if let Some(decision) = reply.decision() {
            decided_alike(case, command(), Some(decision));
        }
        let written = serde_json::to_string(body).expect("a body");
        assert_eq!(serde_json::from_str(&written).ok().as_ref(), Some(body));
    }

    fn inputs(&self) -> Inputs {
        Inputs {
            instrument_number: Guid(1),
            reference: if self.is_repeated { ReferenceUse::Repeated } else { ReferenceUse::First },
            duration: "00:00:01".into(),
            account_number_limit: if self.is_strict {
                AccountNumberLimit::Strict
            } else {
                AccountNumberLimit::AsDocumented
            },
        }
    }
}

fn is_stated(text: &str, max: usize) -> bool {
    text.chars().count() <= max && !is_blank(text)
}
