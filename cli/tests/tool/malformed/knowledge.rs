//! What says how well something is known: facts in part, when they were read, how old they may be, in which zone days
//! are counted.
//!
//! What belongs here: one row for each way in which that is written wrongly.
//! What never does: a fact that is known in full.

use super::{Row, fact, row};
use crate::question::FACT;

pub(super) fn rows() -> Vec<Row> {
    [parts(), ages(), residences_and_zones(), currencies_and_components(), never_set()]
        .into_iter()
        .flatten()
        .collect()
}

fn parts() -> Vec<Row> {
    vec![
        fact(
            "a part that does not say so",
            r#""positions":{"items":[]}"#,
            "facts.positions: missing field `complete`",
        ),
        fact(
            "a part without items",
            r#""positions":{"complete":false}"#,
            "facts.positions: missing field `items`",
        ),
        fact("an empty object for a fact", r#""positions":{}"#, "facts.positions: missing field `items`"),
        fact(
            "a part with a field of its own",
            r#""positions":{"items":[],"complete":false,"more":1}"#,
            "facts.positions: unknown field `more`",
        ),
        fact(
            "a part that says twice whether it is one",
            r#""cash":{"complete":false,"items":[],"complete":true}"#,
            "facts.cash: duplicate field `complete`",
        ),
        fact(
            "a part that is neither one nor none",
            r#""cash":{"items":[],"complete":"no"}"#,
            "expected a boolean",
        ),
        fact(
            "a part whose items are null",
            r#""cash":{"items":null,"complete":false}"#,
            "facts.cash.items: invalid type",
        ),
        fact(
            "a number for a fact",
            r#""cash":5"#,
            "expected a list, or an object with `items` and `complete`",
        ),
        fact("a text for restrictions", r#""restrictions":"frozen""#, "expected a list, or an object"),
    ]
}

fn ages() -> Vec<Row> {
    let max_age = |what, age: &str, says| {
        row(what, r#""residences""#, &format!(r#""max_age":{age},"residences""#), says)
    };
    let as_of = |what, read: &str, says| fact(what, &format!(r#"{FACT},"as_of":{read}"#), says);
    vec![
        max_age("an age in months", r#""P1M""#, "policy.max_age: `P1M` is not an age"),
        max_age("an age without a unit", r#""PT""#, "`PT` is not an age"),
        max_age("an age of no length at all", r#""P""#, "`P` is not an age"),
        max_age("an age in small letters", r#""pt15m""#, "`pt15m` is not an age"),
        max_age("an age with a fraction", r#""PT1.5S""#, "`PT1.5S` is not an age"),
        max_age(
            "an age of more seconds than 64 bits hold",
            r#""P106751991167301D""#,
            "no more seconds than 64 bits hold",
        ),
        max_age("an age below zero", r#""-PT1S""#, "`-PT1S` is not an age"),
        max_age("an age as a number", "900", "policy.max_age: invalid type"),
        max_age("an age of a fact that does not exist", r#"{"kash":"PT1S"}"#, "unknown fact `kash`"),
        max_age("an age of residences", r#"{"residences":"PT1S"}"#, "unknown fact `residences`"),
        max_age("an age of a fact twice", r#"{"cash":"PT1S","cash":"PT2S"}"#, "duplicate field `cash`"),
        max_age("an age of a fact as a number", r#"{"cash":1}"#, "policy.max_age.cash: invalid type"),
        as_of("read after `now`", r#""2026-02-02T09:00:01Z""#, "`facts.as_of` is `2026-02-02T09:00:01Z`"),
        as_of(
            "one fact read after `now`, which nothing reads",
            r#"{"liens":"2026-02-02T09:00:00.000000001Z"}"#,
            "for `liens`, later than `now`",
        ),
        as_of(
            "read at an instant that nobody has set",
            r#""0001-01-01T00:00:00Z""#,
            "which stands for no instant",
        ),
        as_of("read on a day", r#""2026-02-02""#, "facts.as_of: `2026-02-02` is not an RFC 3339 instant"),
        as_of(
            "read, of a fact that does not exist",
            r#"{"status":"2026-02-02T09:00:00Z"}"#,
            "unknown fact `status`",
        ),
        as_of("read, as a list", "[]", "facts.as_of: invalid type"),
    ]
}

fn residences_and_zones() -> Vec<Row> {
    let residences = |what, list: &str, says| row(what, r#"["DE"]"#, list, says);
    let zone = |what, name: &str, says| {
        row(what, r#""residences""#, &format!(r#""zone":{name},"residences""#), says)
    };
    vec![
        residences(
            "a complete list of no residences",
            r#"{"items":[],"complete":true}"#,
            "policy.residences: the list of residences is empty",
        ),
        residences(
            "residences in part that do not say so",
            r#"{"items":["DE"]}"#,
            "missing field `complete`",
        ),
        residences("a residence in part that is no country", r#"{"items":["UK"],"complete":false}"#, "`UK`"),
        zone("a zone that does not exist", r#""Europe/Berln""#, "policy.zone: no time zone `Europe/Berln`"),
        zone("a zone as a number", "1", "policy.zone: invalid type"),
        zone("a zone without a name", r#""""#, "no time zone ``"),
    ]
}

fn currencies_and_components() -> Vec<Row> {
    let cash = |what, currency: &str, says| {
        fact(what, &format!(r#""cash":[{{"currency":"{currency}","amount":"0"}}]"#), says)
    };
    vec![
        cash("a currency in small letters", "usd", "facts.cash[0].currency: `usd` is not a currency code"),
        cash("a currency of two letters", "US", "`US` is not a currency code"),
        cash("a currency of thirteen letters", "ABCDEFGHIJKLM", "is not a currency code"),
        cash("a currency with a blank", "US D", "is not a currency code"),
        cash("no currency at all", "", "`` is not a currency code"),
        fact(
            "a currency of a transfer that nothing reads",
            r#""pending_transfers":[{"currency":"euro"}]"#,
            "facts.pending_transfers[0].currency: `euro` is not a currency code",
        ),
        fact(
            "a component where the provider has none",
            r#""cash":[{"currency":"EUR","amount":"0","component":"available"}]"#,
            "`facts.cash` has a component `available`: expected no component",
        ),
        fact(
            "a component of a fee",
            r#""fees":[{"currency":"EUR","amount":"0","component":"current"}]"#,
            "`facts.fees` has a component `current`",
        ),
    ]
}

fn never_set() -> Vec<Row> {
    let state = |what, instant: &str| {
        let field = format!(r#""status":"ACTIVE","closed_at":"{instant}""#);
        row(what, r#""status":"ACTIVE""#, &field, "`state.closed_at` is")
    };
    vec![
        state("closed in the year 1", "0001-01-01T00:00:00Z"),
        state("closed just before 1900", "1899-12-31T23:59:59.999999999Z"),
        state("closed when clocks began to count", "1970-01-01T00:00:00Z"),
        state("closed in the first second of 1970", "1970-01-01T01:00:00.999+01:00"),
        row("asked in the year 1", "2026-02-02T09:00:00Z", "0001-01-01T00:00:00Z", "`now` is"),
        fact(
            "expected on a day before 1900",
            r#""unsettled_trades":[{"expected_on":"1899-12-31"}]"#,
            "`facts.unsettled_trades` has an `expected_on` of `1899-12-31`",
        ),
        fact(
            "expected on a day after 9998",
            r#""unsettled_trades":[{"expected_on":"9999-01-01"}]"#,
            "which stands for no day",
        ),
    ]
}
