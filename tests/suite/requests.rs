//! Requests within all limits, of which a test changes one part.
//!
//! What belongs here: one good request of each call that has more to it than an id, and what a server has beside it.
//! What never does: an expectation.

use closeout::wire::{
    udara360::{AccountNumberLimit, Body, Guid, Headers, Inputs, ReferenceUse, Request},
    yuno::Keys,
};
use serde_json::{Value, json};

/// `key:secret`, as Alpaca takes it.
pub(crate) const CREDENTIALS: Option<&str> = Some("Basic a2V5OnNlY3JldA==");

/// The two keys that Yuno takes.
pub(crate) const KEYS: Keys<'_> = Keys { public_api_key: Some("public"), private_secret_key: Some("secret") };

pub(crate) fn udara360_headers() -> Headers {
    Headers {
        content_type: Some("application/json".into()),
        authorization: Some("Bearer token".into()),
        request_reference: Some("ref-1".into()),
    }
}

pub(crate) fn udara360_inputs() -> Inputs {
    Inputs {
        instrument_number: Guid(0x550e_8400_e29b_41d4_a716_4466_5544_0000),
        reference: ReferenceUse::First,
        duration: "00:00:01".into(),
        account_number_limit: AccountNumberLimit::AsDocumented,
    }
}

pub(crate) fn udara360_body() -> Value {
    json!({"accountNumber": "1100000001", "closureReason": "Court order", "instrumentNumber": "cheque 7"})
}

pub(crate) fn udara360_read(body: &Value) -> Body {
    serde_json::from_value(body.clone()).unwrap()
}

/// The request of this body, with good headers.
pub(crate) fn udara360_request(body: &Value) -> Request {
    Request::close_account(&udara360_headers(), &udara360_read(body), udara360_inputs())
}
