//! Lines that are no JSON object at all, or none that can be read to its end.
//!
//! What belongs here: bytes, encoding, nesting, length.
//! What never does: an object with the wrong things in it.

use super::{Row, fact, row};
use crate::question::{LINE, with};

pub(super) fn rows() -> Vec<Row> {
    [not_one_object(), nested(), encoded(), too_long()].into_iter().flatten().collect()
}

fn not_one_object() -> Vec<Row> {
    let half = LINE.split_at(60).0;
    let by_position = concat!(
        r#"["it",{"provider":"upvest","residences":["DE"]},"account",{"status":"ACTIVE"},"#,
        r#"{"outstanding_withdrawals":[]},{"type":"request_closure"},"2026-02-02T09:00:00Z",null,null]"#,
    );
    vec![
        Row::nameless("a word", "hello", "expected value (column 1)"),
        Row::nameless("a comment", "// hello", "expected value (column 1)"),
        Row::nameless("a number", "5", "invalid type: integer `5`"),
        Row::nameless("a string", "\"it\"", "invalid type: string"),
        Row::nameless("null instead of an object", "null", "invalid type: null"),
        Row::nameless("an array around the object", format!("[{LINE}]"), "invalid type: sequence"),
        Row::nameless("an array of the values in order", by_position, "invalid type: sequence"),
        Row::nameless("an empty object", "{}", "missing field `policy`"),
        Row::new("a line that was cut off", half, "EOF while parsing"),
        Row::new("trailing garbage", format!("{LINE} ;"), "trailing characters"),
        Row::new(
            "two objects on one line",
            format!("{LINE} {LINE}").replacen("}{", "} {", 1),
            "trailing characters",
        ),
        Row::new("a trailing comma", format!("{LINE},"), "trailing characters"),
        row("a comma before the brace", "Z\"}", "Z\",}", "trailing comma"),
        row("single quotes", "\"now\"", "'now'", "key must be a string"),
        Row::nameless("a byte order mark inside the file", format!("\u{feff}{LINE}"), "expected value"),
    ]
}

fn nested() -> Vec<Row> {
    let open = "[".repeat(100_000);
    let closed = format!("{open}{}", "]".repeat(100_000));
    let objects = "{\"a\":".repeat(100_000);
    vec![
        fact("lists in a fact without end", &format!("\"cash\":{open}"), "facts.cash[0]: invalid type"),
        fact(
            "lists in a fact, a hundred thousand deep",
            &format!("\"cash\":{closed}"),
            "facts.cash[0]: invalid type",
        ),
        fact("objects in a fact without end", &format!("\"cash\":{objects}"), "facts.cash: invalid type"),
        row(
            "lists in `expect` without end",
            "\"now\"",
            &format!("\"expect\":{open},\"now\""),
            "expect: expected value",
        ),
        row(
            "objects in `why` without end",
            "\"now\"",
            &format!("\"why\":{objects},\"now\""),
            "why: expected value",
        ),
        row(
            "lists in an unknown field",
            "\"now\"",
            &format!("\"extra\":{closed},\"now\""),
            "unknown field `extra`",
        ),
        row("lists as a status", "\"ACTIVE\"", &closed, "state.status: invalid type"),
        row("lists as a provider", "\"upvest\"", &closed, "policy.provider: invalid type"),
    ]
}

/// The line with one place as bytes that are not text.
fn bytes(part: &str, other: &[u8]) -> Vec<u8> {
    let line = with(part, "\u{1}").into_bytes();
    let place = line.iter().position(|byte| *byte == 1).unwrap();
    [&line[..place], other, &line[place + 1..]].concat()
}

fn encoded() -> Vec<Row> {
    let invalid = "invalid UTF-8 after byte ";
    vec![
        Row::new("invalid UTF-8 in a string", bytes("upvest", b"up\xffvest"), invalid),
        Row::new("invalid UTF-8 in a key", bytes("now", b"n\xc3w"), invalid),
        Row::new(
            "invalid UTF-8 in an ignored field",
            bytes("\"now\"", b"\"why\":\"\xe2\x82\",\"now\""),
            invalid,
        ),
        Row::new("a surrogate as UTF-8", bytes("upvest", b"\xed\xa0\x80"), invalid),
        Row::new("invalid UTF-8 behind the object", [LINE.as_bytes(), b"\xff"].concat(), invalid),
        Row::nameless("invalid UTF-8 in the case", bytes("\"it\"", b"\"\xff\""), invalid),
        Row::nameless("a lone surrogate in the case", with("\"it\"", r#""\ud800""#), "hex escape"),
        fact(
            "a lone surrogate in an id",
            r#""open_orders":[{"id":"\udc00"}]"#,
            "facts.open_orders[0].id: lone",
        ),
        Row::nameless("a NUL in the case", with("\"it\"", "\"i\0t\""), "control character"),
        row("a NUL in a string", "upvest", "up\0vest", "control character"),
        Row::new("a NUL behind the object", format!("{LINE}\0"), "trailing characters"),
        Row::nameless("a NUL alone", "\0", "expected value"),
        Row::nameless("UTF-16", "{\0\"\0c\0\"\0}\0", "key must be a string"),
        row("a tab in a string", "upvest", "up\tvest", "control character"),
        row("an escape that does not exist", "upvest", r"up\vest", "invalid escape"),
    ]
}

fn too_long() -> Vec<Row> {
    let padding = " ".repeat(16 * 1024 * 1024);
    let line = with("\"now\"", &format!("{padding}\"now\""));
    vec![Row::new("a line above sixteen mebibytes", line, "longer than 16777216 bytes")]
}
