//! Amounts and quantities that are no decimals, or none that is held to the last digit.
//!
//! What belongs here: the many ways to write a number.
//! What never does: a number in a place where none belongs.

use super::{Row, fact};

pub(super) fn rows() -> Vec<Row> {
    [not_decimal(), lossy(), too_large(), no_number(), in_other_places()].into_iter().flatten().collect()
}

/// A position of this quantity, as it is written in JSON.
#[track_caller]
fn quantity(what: &'static str, json: &str, says: &'static str) -> Row {
    fact(what, &format!(r#""positions":[{{"instrument":"X","quantity":{json}}}]"#), says)
}

fn not_decimal() -> Vec<Row> {
    let says = "is not a decimal";
    vec![
        quantity("an exponent without digits", "\"1e\"", says),
        quantity("an exponent with a fraction", "\"1e3.0\"", says),
        quantity("an exponent without a number", "\"e3\"", says),
        quantity("an exponent that does not fit", "\"1e29\"", "does not fit"),
        quantity("an underscore", "\"1_000\"", says),
        quantity("a comma", "\"1,5\"", says),
        quantity("an apostrophe", "\"1'000\"", says),
        quantity("no digit before the point", "\".5\"", says),
        quantity("no digit behind the point", "\"5.\"", says),
        quantity("two points", "\"1.2.3\"", says),
        quantity("a plus", "\"+5\"", says),
        quantity("two signs", "\"--5\"", says),
        quantity("a sign alone", "\"-\"", says),
        quantity("a point alone", "\".\"", says),
        quantity("an empty string", "\"\"", says),
        quantity("a blank before the digits", "\" 5\"", says),
        quantity("a blank behind the digits", "\"5 \"", says),
        quantity("not a number", "\"NaN\"", says),
        quantity("infinity", "\"-inf\"", says),
        quantity("hexadecimal digits", "\"0x10\"", says),
        quantity("Arabic digits", "\"٣\"", says),
        quantity("a minus sign that is no hyphen", "\"\u{2212}5\"", says),
        quantity(
            "a letter of two bytes where the message is cut off",
            &format!("\"{}é€😀x\"", "1".repeat(39)),
            "1é…` is not",
        ),
        quantity("a currency with the amount", "\"5 EUR\"", says),
    ]
}

fn lossy() -> Vec<Row> {
    let says = "may have lost digits: write it as a string";
    vec![
        quantity("a JSON fraction", "1.5", "a JSON number with a fraction (`1.5`) may have lost digits"),
        quantity(
            "a JSON fraction of nothing",
            "0.0",
            "a JSON number with a fraction (`0.0`) may have lost digits",
        ),
        quantity("a JSON fraction that is whole", "1.0", says),
        quantity("a JSON exponent", "1e3", says),
        quantity("a JSON exponent beyond every float", "1E400", says),
        quantity("a JSON exponent of nothing", "0e5", "a JSON number with an exponent may have lost digits"),
        quantity(
            "a JSON fraction with an exponent",
            "-1.5E-2",
            "a JSON number with an exponent may have lost digits",
        ),
    ]
}

fn too_large() -> Vec<Row> {
    let says = "does not fit: expected a decimal that 96 bits and 28 decimal places hold exactly";
    let thousand_nines = format!("\"{}\"", "9".repeat(1000));
    vec![
        quantity("two to the 96th as a string", "\"79228162514264337593543950336\"", says),
        quantity("two to the 96th as an integer", "79228162514264337593543950336", says),
        quantity("minus two to the 96th", "-79228162514264337593543950336", says),
        quantity("one digit behind the largest", "\"79228162514264337593543950335.4\"", says),
        quantity("two to the 96th with 28 decimal places", "\"7.9228162514264337593543950336\"", says),
        quantity("29 decimal places", "\"0.00000000000000000000000000001\"", says),
        quantity("29 decimal places behind a one", "\"1.00000000000000000000000000005\"", says),
        quantity("a thousand digits", &thousand_nines, says),
    ]
}

fn no_number() -> Vec<Row> {
    let says = "expected a decimal as a string, such as \"12.50\", or an integer";
    vec![
        quantity("a quantity that is true", "true", says),
        quantity("a quantity that is a list", "[1]", says),
        quantity("a quantity that is an object", "{}", says),
        quantity("an object that poses as a number", r#"{"$serde_json::private::Number":"1"}"#, "quantity"),
    ]
}

fn in_other_places() -> Vec<Row> {
    let amount = |what, fact_name: &str, says| {
        fact(what, &format!(r#""{fact_name}":[{{"currency":"EUR","amount":"1e+"}}]"#), says)
    };
    vec![
        amount("an exponent in cash", "cash", "facts.cash[0].amount: `1e+` is not a decimal"),
        amount("an exponent in fees", "fees", "facts.fees[0].amount: `1e+`"),
        amount("an exponent in liens", "liens", "facts.liens[0].amount: `1e+`"),
        amount(
            "an exponent in a withdrawal",
            "outstanding_withdrawals",
            "facts.outstanding_withdrawals[0].amount: `1e+`",
        ),
        amount("an exponent in a trade", "unsettled_trades", "facts.unsettled_trades[0].amount: `1e+`"),
    ]
}
