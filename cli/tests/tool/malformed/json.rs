//! Lines that are no JSON object at all, or none that can be read to its end.
//!
//! What belongs here: bytes, encoding, nesting, length.
//! What never does: an object with the wrong things in it.

use super::{Row, fact, row};
use crate::question::{LINE, with};

pub(super) fn rows() -> Vec<Row> {
    [not_one_object(), several(), marks(), nested(), encoded(), too_long()].into_iter().flatten().collect()
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
        Row::nameless("a line of a spreadsheet", "case;status;now", "expected value (column 1)"),
        Row::nameless("a form feed before the object", format!("\u{c}{LINE}"), "expected value (column 1)"),
        Row::nameless("a number", "5", "invalid type: integer `5`"),
        Row::nameless("a string", "\"it\"", "invalid type: string"),
        Row::nameless("null instead of an object", "null", "invalid type: null"),
        Row::nameless(
            "an array around the object",
            format!("[{LINE}]"),
            "a JSON array: expected one question a line",
        ),
        Row::nameless(
            "an array of the values in order",
            by_position,
            "a JSON array: expected one question a line",
        ),
        Row::nameless("an empty object", "{}", "missing field `policy`"),
        Row::new("a line that was cut off", half, "EOF while parsing"),
        Row::new("trailing garbage", format!("{LINE} ;"), "trailing characters"),
        Row::new("two objects on one line", format!("{LINE} {LINE}"), "expected one question a line"),
        row("a comma before the brace", "Z\"}", "Z\",}", "trailing comma"),
        row("single quotes", "\"now\"", "'now'", "key must be a string"),
    ]
}

/// Arrays over several lines, and lines of which each ends with something else than a line feed.
fn several() -> Vec<Row> {
    let array = "a JSON array: expected one question a line, without brackets around the lines or commas between them";
    let several = "more than one value on the line (column ";
    vec![
        Row::nameless("the beginning of an array", "[", array),
        Row::nameless("the end of an array", "]", array),
        Row::nameless("the end of an array, with a comma", " ], ", array),
        Row::nameless("an empty array", "[]", array),
        Row::nameless("a comma between two lines", ",", array),
        Row::nameless("a comma at the beginning of a line", format!(", {LINE}"), array),
        Row::nameless("an object behind a bracket", format!("[{LINE},"), array),
        Row::new("a trailing comma", format!("{LINE},"), array),
        Row::new("a trailing comma with blanks", format!("{LINE} ,\t"), array),
        Row::new("a bracket behind the object", format!("{LINE} ]"), array),
        Row::new("two objects without a blank", format!("{LINE}{{}}"), several),
        Row::nameless(
            "two objects with nothing in them",
            "{}{}",
            "more than one value on the line (column 3): ",
        ),
        Row::nameless("two numbers", "1 2", "more than one value on the line (column 3): "),
        Row::new("two objects with a comma", format!("{LINE}, {LINE}"), several),
        Row::new("a second object that was cut off", format!("{LINE}{{\"case"), several),
        Row::new("a string behind the object", format!("{LINE}\"a\""), several),
        Row::new(
            "carriage returns alone",
            format!("{LINE}\r{LINE}\r{LINE}"),
            "expected one question a line, ended by a line feed",
        ),
    ]
}

fn marks() -> Vec<Row> {
    let mark = "a byte order mark (column ";
    vec![
        Row::nameless(
            "a byte order mark behind a blank",
            " \u{feff}{}",
            "a byte order mark (column 2): expected",
        ),
        Row::new("a byte order mark behind the object", format!("{LINE}\u{feff}"), mark),
        Row::new("a byte order mark between two objects", format!("{LINE}\u{feff}{LINE}"), mark),
        row("a byte order mark before a key", "\"now\"", "\u{feff}\"now\"", mark),
        row("a byte order mark behind a key", "\"now\"", "\"now\"\u{feff}", mark),
        row("a byte order mark before a value", "[\"DE\"]", "\u{feff}[\"DE\"]", mark),
        Row::nameless(
            "a record separator",
            format!("\u{1e}{LINE}"),
            "a record separator (column 1): expected",
        ),
        Row::nameless(
            "a no-break space",
            format!("\u{a0}{LINE}"),
            "a no-break space (column 1): expected a blank",
        ),
        Row::new("a line separator", format!("{LINE}\u{2028}{LINE}"), "a line separator of Unicode (column "),
        row("curly quotation marks", "\"now\"", "“now”", "a curly quotation mark (column "),
        row("a byte order mark in a word", "\"upvest\"", "\"up\u{feff}vest\"", "unknown provider `up"),
        Row::new(
            "two byte order marks, and nothing but an object",
            format!("\u{feff}\u{feff}{LINE};"),
            "trailing",
        ),
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
        fact("objects in a fact without end", &format!("\"cash\":{objects}"), "facts.cash: unknown field"),
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
    let wide =
        |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let utf_16 = "looks like UTF-16: expected UTF-8";
    let marked = format!("\u{feff}{LINE}");
    vec![
        Row::nameless("UTF-16 with a mark", wide(&marked, u16::to_be_bytes), utf_16),
        Row::nameless("UTF-16, the low byte first, with a mark", wide(&marked, u16::to_le_bytes), utf_16),
        Row::nameless("UTF-16 that has no mark", wide(LINE, u16::to_be_bytes), utf_16),
        Row::nameless(
            "UTF-16 with letters that have no zero",
            wide("{\"日本\":1}", u16::to_be_bytes),
            utf_16,
        ),
        Row::nameless("a packed file", b"\x1f\x8b\x08\0\0\0".to_vec(), "looks like gzip: expected UTF-8"),
        Row::new("a slash of two bytes", bytes("upvest", b"up\xc0\xafvest"), invalid),
        Row::new("Latin-1", bytes("upvest", b"b\xe4r"), invalid),
        fact(
            "surrogates in the wrong order",
            r#""open_orders":[{"id":"\udc00\ud800"}]"#,
            "facts.open_orders[0].id: lone",
        ),
        Row::nameless("UTF-32", "{\0\0\0\"\0\0\0", "looks like UTF-32: expected UTF-8"),
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
        Row::nameless("UTF-16", "{\0\"\0c\0\"\0}\0", "looks like UTF-16: expected UTF-8"),
        row("a tab in a string", "upvest", "up\tvest", "control character"),
        row("an escape that does not exist", "upvest", r"up\vest", "invalid escape"),
    ]
}

fn too_long() -> Vec<Row> {
    let padding = " ".repeat(16 * 1024 * 1024);
    let line = with("\"now\"", &format!("{padding}\"now\""));
    vec![Row::new("a line above sixteen mebibytes", line, "longer than 16777216 bytes")]
}
