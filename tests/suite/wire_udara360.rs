//! udara360's call, from bytes to bytes: examples of the document, every limit, every refusal.
//!
//! What belongs here: what this one provider reads and answers.
//! What never does: what the rules decide, which is asked of `decide` alone.

use crate::reference::reasons::can_be_seen;
use crate::requests::{
    udara360_body as body, udara360_headers as headers, udara360_inputs as inputs, udara360_read as read,
    udara360_request as request_of,
};
use crate::strategies;
use crate::support::{at, balance, empty, policy};
use closeout::{
    EventKind, Fact, Facts, Policy, State, Strictness,
    providers::udara360::ACCOUNT,
    wire::{
        Flaw, Kind, Violation, Word,
        udara360::{
            AccountNumberLimit, Body, CloseAccount, Envelope, Guid, Headers, Inputs, PostingCode,
            ReferenceUse, Reply, Request, SuggestedReason, handle,
        },
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: &str = "2026-02-02T09:00:00Z";
const FIELDS: [&str; 3] = ["accountNumber", "closureReason", "instrumentNumber"];

fn body_with(field: &str, value: Value) -> Value {
    let mut body = body();
    body[field] = value;
    body
}

fn documented() -> Policy {
    policy(&ACCOUNT, Strictness::Documented, &[])
}

fn account(policy: &Policy, code: i64) -> State {
    policy.state(code)
}

/// HTTP status and body.
struct Answer {
    http_status: u16,
    body: Envelope,
}

impl Answer {
    fn of(reply: &Reply<'_>) -> Self {
        assert!(reply.announcements().is_empty(), "no document names a message");
        let body = reply.body().unwrap().clone();
        assert_eq!((reply.is_success(), body.status), (body.is_success(reply.status()), reply.is_success()));
        Self { http_status: reply.status(), body }
    }

    fn is_success(&self) -> bool {
        self.body.is_success(self.http_status)
    }
}

/// Whether the reply closes the account if the service commits to it.
fn closes(reply: &Reply<'_>) -> bool {
    reply.decision().is_some_and(|decision| decision.events().kinds().contains(EventKind::Closed))
}

/// The answer to a request for an active and empty account, under documented rules.
#[track_caller]
fn answer(request: &Request) -> Answer {
    let policy = documented();
    Answer::of(&handle(request, Some(&account(&policy, 1)), &empty(), &policy, at(NOW)).unwrap())
}

fn code(answer: &Answer) -> &str {
    answer.body.data.status_code.as_str()
}

fn flaws(body: &Value) -> Vec<Violation> {
    let read = CloseAccount::read(&read(body), AccountNumberLimit::AsDocumented);
    read.err().map(|violations| violations.iter().cloned().collect()).unwrap_or_default()
}

#[test]
fn the_request_of_the_document_is_read_and_written_again() {
    let example = json!({"accountNumber": "string", "closureReason": "string", "instrumentNumber": "string"});
    let close: CloseAccount = serde_json::from_value(example.clone()).unwrap();
    assert_eq!(serde_json::to_value(&close).unwrap(), example);
    assert!(answer(&request_of(&example)).is_success());
}

#[test]
fn the_response_of_the_document_is_read_and_written_again() {
    let example = json!({
        "status": true,
        "message": "string",
        "data": {
            "statusCode": "string", "referenceNumber": "string", "instrumentNumber": "string", "duration": "string"
        }
    });
    let body: Envelope = serde_json::from_value(example.clone()).unwrap();
    assert_eq!(serde_json::to_value(&body).unwrap(), example);
    assert_eq!(body.data.status_code, Word::Other("string".into()));
}

#[test]
fn a_success_is_all_of_status_2xx_true_and_posting_code_00() {
    let with = |change: fn(&mut Answer)| {
        let mut response = answer(&request_of(&body()));
        change(&mut response);
        response.is_success()
    };
    assert!(with(|_| {}));
    assert!(with(|response| response.http_status = 299));
    assert!(!with(|response| response.http_status = 300));
    assert!(!with(|response| response.http_status = 199));
    assert!(!with(|response| response.body.status = false));
    assert!(!with(|response| response.body.data.status_code = "06".into()));
    assert!(!with(|response| response.body.data.status_code = "0".into()));
}

#[test]
fn closing_answers_with_the_whole_envelope_and_closes() {
    let (policy, facts, request) = (documented(), Facts::unknown(), request_of(&body()));
    let active = account(&policy, 1);
    let reply = handle(&request, Some(&active), &facts, &policy, at(NOW)).unwrap();
    assert_eq!(reply.status(), 200);
    assert_eq!(
        serde_json::to_value(reply.body()).unwrap(),
        json!({
            "status": true,
            "message": "Successful",
            "data": {
                "statusCode": "00", "referenceNumber": "ref-1", "instrumentNumber": "cheque 7", "duration": "00:00:01"
            }
        })
    );
    assert!(closes(&reply));
    assert_eq!(reply.decision().unwrap().state().status.to_string(), "3");
}

#[test]
fn an_instrument_number_that_is_empty_in_any_way_is_the_generated_one() {
    let mut without = body();
    without.as_object_mut().unwrap().remove("instrumentNumber");
    let empty = [json!(null), json!(""), json!("  \t\u{3000}")];
    let bodies = empty.map(|empty| body_with("instrumentNumber", empty));
    for body in bodies.iter().chain([&without]) {
        let response = answer(&request_of(body));
        assert!(response.is_success(), "{body}");
        let number = response.body.data.instrument_number.unwrap();
        assert_eq!(&*number, "550e8400-e29b-41d4-a716-446655440000", "{body}");
    }
}

#[test]
fn a_guid_has_its_zeros() {
    assert_eq!(Guid(0).to_string(), "00000000-0000-0000-0000-000000000000");
    assert_eq!(Guid(u128::MAX).to_string(), "ffffffff-ffff-ffff-ffff-ffffffffffff");
}

#[test]
fn texts_are_kept_to_the_letter() {
    let reason = "  Кошти — переведено 🏦 ";
    let request = request_of(&body_with("closureReason", json!(reason)));
    assert_eq!(request.body().unwrap().closure_reason(), reason);
    assert!(answer(&request).is_success());
    let given = answer(&request_of(&body_with("instrumentNumber", json!(" 7 "))));
    assert_eq!(given.body.data.instrument_number.as_deref(), Some(" 7 "));
}

#[test]
fn the_six_suggested_reasons_are_reasons_like_any_other() {
    let names = SuggestedReason::ALL.iter().map(|reason| reason.name());
    assert_eq!(
        names.clone().collect::<Vec<_>>().join(", "),
        "Customer's request, Regulatory requirement, Fraud related concern, Court order, Duplication, Management \
         discretion"
    );
    names
        .for_each(|name| assert!(answer(&request_of(&body_with("closureReason", json!(name)))).is_success()));
}

#[test]
fn every_field_takes_150_characters_of_any_width_and_not_one_more() {
    for field in FIELDS {
        for letter in ["a", "é", "銀", "🏦", "\u{301}"] {
            let (met, above) = (letter.repeat(150), letter.repeat(151));
            assert_eq!(flaws(&body_with(field, json!(met))), [], "{field} {letter}");
            assert!(answer(&request_of(&body_with(field, json!(met)))).is_success());
            let flaw = Flaw::TooLong { found: 151, max: 150 };
            assert_eq!(flaws(&body_with(field, json!(above))), [Violation { field, flaw }]);
            let refused = answer(&request_of(&body_with(field, json!(above))));
            assert_eq!((refused.http_status, code(&refused)), (400, "09"));
        }
    }
}

#[test]
fn a_strict_account_number_has_10_characters() {
    let body = |number: &str| read(&body_with("accountNumber", json!(number)));
    let strict = |number: &str| CloseAccount::read(&body(number), AccountNumberLimit::Strict);
    assert!(strict("1100000001").is_ok());
    let refused = strict("11000000012").unwrap_err().to_string();
    assert_eq!(refused, "`accountNumber` has 11 characters: expected at most 10");
}

#[test]
fn a_required_field_must_be_there_and_say_something() {
    for field in ["accountNumber", "closureReason"] {
        let mut without = body();
        without.as_object_mut().unwrap().remove(field);
        assert_eq!(flaws(&without), [Violation { field, flaw: Flaw::Missing }]);
        assert_eq!(flaws(&body_with(field, json!(null))), [Violation { field, flaw: Flaw::Missing }]);
        for blank in ["", " ", "\n\t\u{a0}", "\0", "\u{200b}\u{2800}"] {
            let body = body_with(field, json!(blank));
            assert_eq!(flaws(&body), [Violation { field, flaw: Flaw::Blank }]);
            let refused = answer(&request_of(&body));
            assert_eq!((refused.http_status, code(&refused)), (400, "09"));
        }
    }
}

#[test]
fn a_field_of_another_type_is_a_format_error() {
    let others = [
        (json!(true), Kind::Boolean),
        (json!(-1), Kind::Number),
        (json!(1.5), Kind::Number),
        (json!(["1100000001"]), Kind::List),
        (json!({"value": {"deep": [1, {}]}}), Kind::Object),
        (json!({}), Kind::Object),
    ];
    for field in FIELDS {
        for (value, kind) in &others {
            let body = body_with(field, value.clone());
            assert_eq!(flaws(&body), [Violation { field, flaw: Flaw::NotText(*kind) }], "{body}");
            let refused = answer(&request_of(&body));
            assert_eq!((refused.http_status, code(&refused)), (400, "30"));
        }
    }
}

#[test]
fn a_body_that_is_no_object_is_a_format_error() {
    let bodies = ["null", "true", "7", "-7", "1.5", "1e400", "\"x\"", "[]", r#"["a","b","c"]"#];
    for json in bodies {
        assert_eq!(serde_json::from_str::<Body>(json).unwrap(), Body::unreadable(), "{json}");
    }
    let refused = answer(&Request::close_account(&headers(), &Body::unreadable(), inputs()));
    assert_eq!((refused.http_status, code(&refused)), (400, "30"));
    assert_eq!(refused.body.message, "Format Error: `body` is not a JSON object");
}

#[test]
fn a_field_that_is_given_twice_is_not_guessed() {
    let json = r#"{"accountNumber":"1","closureReason":"a","accountNumber":"2","accountNumber":"1"}"#;
    let body: Body = serde_json::from_str(json).unwrap();
    let refused = answer(&Request::close_account(&headers(), &body, inputs()));
    assert_eq!(refused.body.message, "Format Error: `accountNumber` is given more than once");
}

#[test]
fn fields_that_the_call_does_not_have_are_ignored_however_deep() {
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let json = format!(
        r#"{{"x":{deep},"accountNumber":"1","X":[{{"a":1.5}}],"closureReason":"a","y":{{"a":{{}}}}}}"#
    );
    let body: Body = serde_json::from_str(&json).unwrap();
    assert!(answer(&Request::close_account(&headers(), &body, inputs())).is_success());
}

#[test]
fn headers_are_taken_each_in_its_form() {
    let media = ["application/json", "Application/JSON", "application/json; charset=utf-8"];
    let tokens = ["Bearer x", "bearer x", "BEARER  x.y.z"];
    for (media, token) in media.into_iter().zip(tokens) {
        let headers = Headers {
            content_type: Some(media.into()),
            authorization: Some(token.into()),
            request_reference: Some("銀".repeat(100).into()),
        };
        assert!(answer(&Request::close_account(&headers, &read(&body()), inputs())).is_success());
    }
}

#[track_caller]
fn header_refused(change: impl FnOnce(&mut Headers), expected: (u16, &str, &str)) {
    let mut headers = headers();
    change(&mut headers);
    let refused = answer(&Request::close_account(&headers, &read(&body()), inputs()));
    assert_eq!((refused.http_status, code(&refused), refused.body.message.as_str()), expected);
}

#[test]
fn a_header_that_is_absent_or_something_else_is_refused() {
    let missing = |name: &str, meaning: &str| format!("{meaning}: `{name}` is missing");
    let media_type = missing("Content-Type", "Model Validation Error");
    header_refused(|headers| headers.content_type = None, (400, "09", &media_type));
    let token = missing("Authorization", "Security Violation");
    header_refused(|headers| headers.authorization = None, (401, "63", &token));
    for media in ["", "text/plain", "application/jsonp", "application/json,x", ";application/json"] {
        let expected = "Format Error: `Content-Type` is something else: expected `application/json`";
        header_refused(|headers| headers.content_type = Some(media.into()), (400, "30", expected));
    }
    for token in ["", "Bearer", "Bearer ", "Bearer \t", "Basic x", "Bearerx", "token"] {
        let expected = "Security Violation: `Authorization` is something else: expected `Bearer` and a token";
        header_refused(|headers| headers.authorization = Some(token.into()), (401, "63", expected));
    }
}

#[test]
fn a_request_reference_has_1_to_100_characters() {
    let blank = "Model Validation Error: `Request-Reference` is blank";
    for reference in ["", "  "] {
        header_refused(|headers| headers.request_reference = Some(reference.into()), (400, "09", blank));
    }
    let long = "Model Validation Error: `Request-Reference` has 101 characters: expected at most 100";
    for letter in ["a", "é", "🏦"] {
        let reference = letter.repeat(101);
        header_refused(|headers| headers.request_reference = Some(reference.into()), (400, "09", long));
    }
}

#[test]
fn all_violations_are_told_at_once_in_the_order_of_the_fields() {
    let body = json!({"instrumentNumber": [], "closureReason": "é".repeat(151)});
    let headers = Headers { request_reference: Some(" ".into()), ..Headers::default() };
    let refused = answer(&Request::close_account(&headers, &read(&body), inputs()));
    assert_eq!((refused.http_status, code(&refused)), (401, "63"));
    assert_eq!(
        refused.body.message,
        "Security Violation: `Content-Type` is missing; `Authorization` is missing; `Request-Reference` is \
         blank; `accountNumber` is missing; `closureReason` has 151 characters: expected at most 150; \
         `instrumentNumber` is a list: expected a string"
    );
    assert_eq!(refused.body.data.reference_number, None);
    assert_eq!(refused.body.data.instrument_number, None);
}

/// Answered without a decision.
#[track_caller]
fn undecided(request: &Request, code: Option<i64>) -> Answer {
    let (policy, facts) = (documented(), empty());
    let state = code.map(|code| account(&policy, code));
    let reply = handle(request, state.as_ref(), &facts, &policy, at(NOW)).unwrap();
    assert!(reply.decision().is_none());
    Answer::of(&reply)
}

#[test]
fn a_reference_that_was_used_before_is_a_duplicate() {
    let repeated = Inputs { reference: ReferenceUse::Repeated, ..inputs() };
    let response = undecided(&Request::close_account(&headers(), &read(&body()), repeated), Some(1));
    assert_eq!((response.http_status, code(&response)), (409, "26"));
}

#[test]
fn an_account_that_does_not_exist_is_not_found() {
    let response = undecided(&request_of(&body()), None);
    assert_eq!((response.http_status, code(&response)), (404, "25"));
    assert_eq!(response.body.data.reference_number.as_deref(), Some("ref-1"));
}

/// HTTP status, posting code and message, under prudent rules.
#[track_caller]
fn prudently(status: i64, change: impl FnOnce(&mut Facts), expected: (u16, &str, &str)) {
    let policy = policy(&ACCOUNT, Strictness::Prudent, &[]);
    let (state, request) = (account(&policy, status), request_of(&body()));
    let mut facts = empty();
    change(&mut facts);
    let reply = handle(&request, Some(&state), &facts, &policy, at(NOW)).unwrap();
    let answer = Answer::of(&reply);
    assert_eq!((answer.http_status, code(&answer), answer.body.message.as_str()), expected);
    assert_eq!(answer.is_success(), closes(&reply));
}

#[test]
fn every_blocker_has_its_answer() {
    prudently(1, |_| {}, (200, "00", "Successful"));
    prudently(3, |_| {}, (403, "57", "Transaction Permission: already closed"));
    prudently(99, |_| {}, (500, "06", "General Error: unknown: status"));
    prudently(7, |_| {}, (403, "63", "Security Violation: restricted"));
    let lien = |facts: &mut Facts| facts.liens = Fact::one(balance("1"));
    prudently(1, lien, (403, "57", "Transaction Permission: liens"));
    let debt = |facts: &mut Facts| facts.cash = Fact::one(balance("-500050"));
    prudently(4, debt, (403, "57", "Transaction Permission: cash balance"));
    let all =
        |facts: &mut Facts| (facts.liens, facts.cash) = (Fact::one(balance("1")), Fact::one(balance("1")));
    prudently(7, all, (403, "63", "Security Violation: restricted; liens; cash balance"));
}

#[test]
fn what_is_unknown_is_a_failure_of_the_server_and_never_a_success() {
    let nothing = |facts: &mut Facts| *facts = Facts::unknown();
    prudently(1, nothing, (500, "06", "General Error: unknown: cash, liens"));
}

#[test]
fn posting_codes_are_those_of_the_page_and_others_are_kept() {
    let page =
        ["00", "06", "09", "13", "25", "26", "28", "29", "30", "51", "52", "57", "63", "90", "93", "96"];
    assert!(PostingCode::ALL.iter().map(|code| code.name()).eq(page));
    for code in PostingCode::ALL {
        assert_eq!(Word::from(code.name()), Word::Known(*code));
        assert_eq!(code.http_status() == 200, *code == PostingCode::Successful, "{code}");
    }
    let other: Word<PostingCode> = serde_json::from_value(json!("99")).unwrap();
    assert_eq!(serde_json::to_value(&other).unwrap(), json!("99"));
}

/// Any JSON, mostly a good body with a few fields replaced, added or left out.
fn bodies() -> impl Strategy<Value = Value> {
    let text = prop_oneof![3 => ".{0,8}", 1 => "[a-zé銀]{149,152}", 1 => "[ \0\u{200b}\u{2800}]{1,2}"]
        .prop_map(Value::from);
    let odd = prop_oneof![Just(json!(null)), Just(json!(7)), Just(json!([[{}]])), Just(json!(true))];
    let value = prop_oneof![8 => text, 1 => odd];
    let fields = || proptest::sample::select(FIELDS.to_vec());
    let key = prop_oneof![8 => fields().prop_map(str::to_owned), 1 => ".{0,4}".boxed()];
    let replaced = proptest::collection::vec((key, value.clone()), 0..4);
    let left_out = proptest::option::weighted(0.2, fields());
    let object = (replaced, left_out).prop_map(|(replaced, left_out)| {
        let mut body = body();
        let fields = body.as_object_mut().unwrap();
        fields.extend(replaced);
        fields.retain(|name, _| Some(name.as_str()) != left_out);
        body
    });
    prop_oneof![12 => object, 1 => value]
}

fn any_headers() -> impl Strategy<Value = Headers> {
    let header = |good: Option<Box<str>>| {
        let odd = prop_oneof![".{0,12}", "[aé]{99,102}"].prop_map(Box::from);
        prop_oneof![8 => Just(good), 1 => proptest::option::of(odd)]
    };
    let Headers { content_type, authorization, request_reference } = headers();
    (header(content_type), header(authorization), header(request_reference)).prop_map(
        |(content_type, authorization, request_reference)| Headers {
            content_type,
            authorization,
            request_reference,
        },
    )
}

/// Written from the document alone, beside the code under test. The two headers are either good or nonsense.
fn is_within_limits(headers: &Headers, body: &Value) -> bool {
    let required = |text: Option<&str>, max: usize| {
        text.is_some_and(|text| text.chars().count() <= max && text.chars().any(can_be_seen))
    };
    let text = |field: &str| body[field].as_str();
    let instrument = text("instrumentNumber").map_or(0, |text| text.chars().count());
    body.is_object()
        && required(text("accountNumber"), 150)
        && required(text("closureReason"), 150)
        && (body["instrumentNumber"].is_null() || body["instrumentNumber"].is_string())
        && instrument <= 150
        && headers.request_reference.as_deref().is_none_or(|reference| required(Some(reference), 100))
        && Headers { request_reference: None, ..headers.clone() }
            == Headers { request_reference: None, ..self::headers() }
}

proptest! {
    #[test]
    fn no_request_panics_and_it_succeeds_exactly_within_the_limits(
        case in strategies::cases(), headers in any_headers(), body_sent in bodies(),
        repeated in proptest::bool::weighted(0.1), exists in proptest::bool::weighted(0.9),
        status in 0_i64..9, strict: bool,
    ) {
        let strictness = if strict { Strictness::Prudent } else { Strictness::Documented };
        let policy = policy(&ACCOUNT, strictness, &[]);
        let reference = if repeated { ReferenceUse::Repeated } else { ReferenceUse::First };
        let request = Request::close_account(&headers, &read(&body_sent), Inputs { reference, ..inputs() });
        let state = account(&policy, status);
        // The status shows restrictions; asserting others beside it is misuse.
        let facts = case.under(policy.clone()).with_facts(|facts| facts.restrictions = Fact::Unknown).facts;
        let reply = handle(&request, exists.then_some(&state), &facts, &policy, case.now).unwrap();
        prop_assert_eq!(reply.is_success(), closes(&reply));
        let body = reply.body().unwrap();
        prop_assert_eq!(reply.is_success(), body.status);
        let is_good = is_within_limits(&headers, &body_sent);
        prop_assert_eq!(request.violations().is_none(), is_good);
        let is_known = repeated && headers.request_reference.is_some();
        let is_decided = reply.decision().is_some();
        prop_assert_eq!(is_decided, is_good && !is_known && exists);
        let may_close = is_decided && matches!(status, 1 | 2 | 4..=7);
        prop_assert!(may_close || !reply.is_success());
        prop_assert!(!may_close || strict || reply.is_success());
        let written = serde_json::to_value(body).unwrap();
        prop_assert_eq!(&serde_json::from_value::<Envelope>(written).unwrap(), body);
    }

    #[test]
    fn no_policy_of_anybody_makes_a_success_without_closing(case in strategies::cases()) {
        let request = request_of(&body());
        let reply = handle(&request, Some(&case.state), &case.facts, &case.policy, case.now).unwrap();
        prop_assert_eq!(reply.is_success(), closes(&reply));
    }
}
