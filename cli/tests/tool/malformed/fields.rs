//! Objects with fields that do not belong there, are there twice, or are missing, and names that do not exist.
//!
//! What belongs here: keys, the type of a value, and words out of a list.
//! What never does: numbers, dates and instants, which are written in many more ways.

use super::{Row, fact, row};
use crate::question::with;

pub(super) fn rows() -> Vec<Row> {
    [
        twice(),
        unknown(),
        missing(),
        lists_for_objects(),
        wrong_types(),
        wrong_statuses(),
        wrong_words(),
        contradictory(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn twice() -> Vec<Row> {
    vec![
        Row::nameless(
            "a second case",
            with("\"policy\"", "\"case\":\"it\",\"policy\""),
            "duplicate field `case`",
        ),
        Row::nameless(
            "a second case, spelt by an escape",
            with("\"policy\"", r#""c\u0061se":"it","policy""#),
            "duplicate field `case`",
        ),
        Row::nameless(
            "a second case of another type",
            with("\"policy\"", "\"case\":5,\"policy\""),
            "duplicate field `case`",
        ),
        row("a second `now`", "\"now\"", "\"now\":\"2026-02-02T09:00:00Z\",\"now\"", "duplicate field `now`"),
        row("a second `expect`", "\"now\"", "\"expect\":1,\"expect\":1,\"now\"", "duplicate field `expect`"),
        row(
            "a second provider",
            "\"provider\"",
            "\"provider\":\"upvest\",\"provider\"",
            "policy: duplicate field `provider`",
        ),
        row(
            "a second status",
            "\"status\"",
            "\"status\":\"ACTIVE\",\"status\"",
            "state: duplicate field `status`",
        ),
        row(
            "a key twice in `expect`",
            "\"now\"",
            r#""expect":{"verdict":"permitted","verdict":"refused"},"now""#,
            "expect: duplicate field `verdict`",
        ),
        row(
            "a key twice deep in `why`",
            "\"now\"",
            r#""why":[{"a":{"b":1,"c":2,"\u0062":3}}],"now""#,
            "why: duplicate field `b`",
        ),
        row("a second type", "\"type\"", "\"type\":\"advance\",\"type\"", "command: duplicate field `type`"),
        fact("a second `cash`", "\"cash\":[],\"cash\":[]", "facts: duplicate field `cash`"),
        fact(
            "a second `cash` beside an unknown one",
            "\"cash\":null,\"cash\":[]",
            "facts: duplicate field `cash`",
        ),
        fact(
            "a second quantity",
            r#""positions":[{"instrument":"X","quantity":"1","quantity":"0"}]"#,
            "facts.positions[0]: duplicate field `quantity`",
        ),
    ]
}

fn unknown() -> Vec<Row> {
    vec![
        row("a field that nobody knows", "\"now\"", "\"extra\":1,\"now\"", "unknown field `extra`"),
        row("a field in capitals", "\"now\"", "\"Now\"", "unknown field `Now`"),
        row(
            "a misspelt policy field",
            "residences",
            "residence",
            "policy.residence: unknown field `residence`",
        ),
        row(
            "a misspelt state field",
            "\"status\"",
            "\"requested\":\"\",\"status\"",
            "state.requested: unknown field",
        ),
        row(
            "a misspelt command field",
            "\"type\"",
            "\"reasons\":{},\"type\"",
            "command.reasons: unknown field",
        ),
        row(
            "a misspelt reason",
            "\"type\"",
            "\"reason\":{\"txt\":\"x\"},\"type\"",
            "command.reason.txt: unknown field `txt`",
        ),
        fact(
            "a misspelt fact",
            "\"outstanding_withdrawal\":[]",
            "facts.outstanding_withdrawal: unknown field",
        ),
        fact(
            "an item with one field too many",
            r#""positions":[{"instrument":"X","quantity":"1","price":"2"}]"#,
            "facts.positions[0].price: unknown field `price`",
        ),
        fact(
            "a movement with an amount of its own",
            r#""pending_transfers":[{"sum":"2"}]"#,
            "unknown field `sum`",
        ),
    ]
}

fn missing() -> Vec<Row> {
    vec![
        row(
            "no policy",
            r#""policy":{"provider":"upvest","residences":["DE"]},"#,
            "",
            "missing field `policy`",
        ),
        row("no provider", r#""provider":"upvest","#, "", "policy: missing field `provider`"),
        row("no subject", r#""subject":"account","#, "", "missing field `subject`"),
        row("no state", r#""state":{"status":"ACTIVE"},"#, "", "missing field `state`"),
        row("no status", r#""status":"ACTIVE""#, "", "state: missing field `status`"),
        row("no command", r#""command":{"type":"request_closure"},"#, "", "missing field `command`"),
        row("no type", r#""type":"request_closure""#, "", "command: missing field `type`"),
        row("no `now`", r#","now":"2026-02-02T09:00:00Z""#, "", "missing field `now`"),
        fact("no currency", r#""cash":[{"amount":"1"}]"#, "facts.cash[0]: missing field `currency`"),
        fact("no amount", r#""fees":[{"currency":"EUR"}]"#, "facts.fees[0]: missing field `amount`"),
        fact(
            "no id of a member",
            r#""accounts":[{"status":"ACTIVE"}]"#,
            "facts.accounts[0]: missing field `id`",
        ),
        fact("no status of a member", r#""accounts":[{"id":"a"}]"#, "missing field `status`"),
    ]
}

/// A derived reader would take the values of an object in the order of its fields.
fn lists_for_objects() -> Vec<Row> {
    let policy = r#"{"provider":"upvest","residences":["DE"]}"#;
    vec![
        row("a policy as a list", policy, r#"["upvest",null,["DE"],null]"#, "policy: invalid type: sequence"),
        row("a state as a list", r#"{"status":"ACTIVE"}"#, r#"["ACTIVE"]"#, "state: invalid type: sequence"),
        row(
            "facts as an empty list",
            "{\"outstanding_withdrawals\":[]}",
            "[]",
            "facts: invalid type: sequence",
        ),
        row(
            "a command as a list",
            r#"{"type":"request_closure"}"#,
            r#"["request_closure"]"#,
            "command: invalid type",
        ),
        row(
            "a reason as a list",
            "\"type\"",
            "\"reason\":[null,\"x\"],\"type\"",
            "command.reason: invalid type",
        ),
        fact(
            "a position as a list",
            r#""positions":[["X","1"]]"#,
            "facts.positions[0]: invalid type: sequence",
        ),
        fact("a balance as a list", r#""cash":[["EUR","0",null]]"#, "facts.cash[0]: invalid type: sequence"),
        fact(
            "a movement as an empty list",
            r#""pending_transfers":[[]]"#,
            "facts.pending_transfers[0]: invalid type",
        ),
    ]
}

fn wrong_types() -> Vec<Row> {
    let text = "expected a string";
    vec![
        Row::nameless(
            "a number as the case",
            with("\"it\"", "5"),
            "case: invalid type: integer `5`, expected a string",
        ),
        row(
            "a policy that is its provider",
            r#"{"provider":"upvest","residences":["DE"]}"#,
            "\"upvest\"",
            "policy: invalid type: string",
        ),
        row("a number as the provider", "\"upvest\"", "5", text),
        row(
            "a country instead of a list of them",
            "[\"DE\"]",
            "\"DE\"",
            "policy.residences: invalid type: string",
        ),
        row("a number as the subject", "\"account\"", "1", "subject: invalid type"),
        row(
            "a command that is its type",
            r#"{"type":"request_closure"}"#,
            "\"advance\"",
            "command: invalid type",
        ),
        row(
            "facts that are a number",
            "{\"outstanding_withdrawals\":[]}",
            "0",
            "facts: invalid type: integer `0`",
        ),
        fact("a fact that is a word", "\"cash\":\"none\"", "facts.cash: invalid type: string \"none\""),
        fact("a fact that is zero", "\"cash\":0", "facts.cash: invalid type"),
        fact(
            "a fact that is one item",
            r#""cash":{"currency":"EUR","amount":"1"}"#,
            "facts.cash: unknown field `currency`, expected `items` or `complete`",
        ),
        fact(
            "an item that is a string",
            "\"open_orders\":[\"o1\"]",
            "facts.open_orders[0]: invalid type: string",
        ),
        fact("an item that is null", "\"open_orders\":[null]", "facts.open_orders[0]: invalid type: null"),
        fact("a revision that is a number", "\"revision\":7", "facts.revision: invalid type"),
        fact(
            "a currency that is a number",
            r#""cash":[{"currency":978,"amount":"1"}]"#,
            "expected a currency code",
        ),
        fact(
            "an id that is a number",
            r#""open_orders":[{"id":7}]"#,
            "facts.open_orders[0].id: invalid type",
        ),
    ]
}

fn wrong_statuses() -> Vec<Row> {
    vec![
        row("a status that is an object", "\"ACTIVE\"", "{}", "state.status: invalid type: map"),
        row("a status that is true", "\"ACTIVE\"", "true", "state.status: invalid type: boolean"),
        row("a status that is null", "\"ACTIVE\"", "null", "state.status: invalid type: null"),
        row(
            "a status with a fraction",
            "\"ACTIVE\"",
            "1.5",
            "state.status: invalid value: number `1.5`, expected",
        ),
        row(
            "a status with an exponent",
            "\"ACTIVE\"",
            "1e5",
            "state.status: invalid value: number with an exponent,",
        ),
        row("a status of more than 64 bits", "\"ACTIVE\"", "99999999999999999999", "state.status: invalid"),
    ]
}

fn wrong_words() -> Vec<Row> {
    let not_assigned = "policy.residences[0]: `XX` is not a country";
    vec![
        row("an unknown provider", "upvest", "degiro", "unknown provider `degiro`: expected one of"),
        row("a provider in capitals", "upvest", "Upvest", "unknown provider `Upvest`"),
        row("a provider with a blank", "upvest", "upvest ", "unknown provider `upvest `"),
        row(
            "an unknown subject",
            "\"account\"",
            "\"pot\"",
            "subject: unknown name `pot`: expected one of `account`, `group`",
        ),
        row(
            "an unknown strictness",
            "\"residences\"",
            "\"strictness\":\"lax\",\"residences\"",
            "policy.strictness: unknown name `lax`",
        ),
        row(
            "an unknown missed boundary",
            "\"residences\"",
            "\"missed_boundary\":\"\",\"residences\"",
            "policy.missed_boundary: unknown name ``",
        ),
        row("an unknown command", "request_closure", "close", "command.type: unknown"),
        fact(
            "an unknown restriction",
            "\"restrictions\":[\"frozen\",\"asleep\"]",
            "facts.restrictions[1]: unknown name `asleep`",
        ),
        row("no residence at all", "[\"DE\"]", "[]", "policy.residences: the list of residences is empty"),
        row("the United Kingdom by its nickname", "\"DE\"", "\"UK\"", "the United Kingdom is `GB`"),
        row("a country in small letters", "\"DE\"", "\"gb\"", "`gb` is not a country"),
        row("a country that nobody has assigned", "\"DE\"", "\"XX\"", not_assigned),
        row("a country without letters", "\"DE\"", "\"\"", "`` is not a country"),
        row("a country of three letters", "\"DE\"", "\"GBR\"", "`GBR` is not a country"),
        row("a wrong country behind a right one", "\"DE\"", "\"DE\",\"UK\"", "policy.residences[1]: `UK`"),
        row("a country that is null", "\"DE\"", "null", "policy.residences[0]: invalid type: null"),
    ]
}

fn contradictory() -> Vec<Row> {
    let reason = r#"{"type":"advance","reason":{"text":"x"}}"#;
    let command = r#"{"type":"request_closure"}"#;
    let says = "`command.reason` is given with `advance`";
    let integers = "`state.status`: the status is \"ACTIVE\", but `udara360` writes integers";
    vec![
        row("a reason with `advance`", command, reason, says),
        row("an empty reason with `advance`", command, &reason.replace("\"text\":\"x\"", ""), says),
        row("a reason before `advance`", command, r#"{"reason":{},"type":"advance"}"#, says),
        row(
            "an integer status where strings are written",
            "\"ACTIVE\"",
            "1",
            "`state.status`: the status is 1, but `upvest` writes strings",
        ),
        row("a string as status where integers are written", "upvest", "udara360", integers),
        fact(
            "an integer status of a member where strings are written",
            r#""accounts":[{"id":"a","status":"CLOSED"},{"id":"b","status":3}]"#,
            "`facts.accounts`: the status is 3, but `upvest` writes strings",
        ),
        Row::new(
            "a restriction that the status contradicts",
            with(r#""status":"ACTIVE""#, r#""status":1"#)
                .replace(r#""provider":"upvest""#, r#""provider":"udara360","strictness":"prudent""#)
                .replace(r#""outstanding_withdrawals":[]"#, r#""restrictions":["frozen"]"#),
            "`facts.restrictions` has `frozen`, but the status is `1`",
        ),
        Row::new(
            "a group of a provider without groups",
            with("\"account\"", "\"group\"").replace("upvest", "alpaca"),
            "`alpaca` has no `group`",
        ),
    ]
}
