//! The schemas of scalars: as narrow as their readers, as far as a pattern can express it.

use super::{Amount, CivilDate, Country, Currency, Instant, Revision, WireValue};
use crate::wire::form::by_hand;
use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

by_hand!(CivilDate, "CivilDate", {
    "description": "A civil date that exists, such as `2026-04-05`.",
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
});

by_hand!(Instant, "Instant", {
    "description": "An instant that exists, by RFC 3339, such as `2026-04-05T23:00:00Z`.",
    "type": "string",
    "format": "date-time",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
});

by_hand!(Revision, "Revision", {
    "description": "A mark of the state of the caller's books.",
    "type": "string"
});

by_hand!(WireValue, "WireValue", {
    "description": "A status as the provider writes it: a text, or for some providers an integer.",
    "anyOf": [{"type": "string"}, {"type": "integer", "minimum": i64::MIN, "maximum": i64::MAX}]
});

by_hand!(Currency, "Currency", {
    "description": "A currency code, such as `EUR`.",
    "type": "string",
    "pattern": "^[A-Z0-9]{3,12}$"
});

by_hand!(Amount, "Amount", {
    "description": "An exact decimal that 96 bits and 28 decimal places hold: a string such as `12.50`, or an integer. It is \
                    written as a string.",
    "anyOf": [{"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$"}, {"type": "integer"}]
});

impl JsonSchema for Country {
    fn schema_name() -> Cow<'static, str> {
        "Country".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A country, by two capital letters that ISO 3166-1 assigns, such as `DE`; `XK` for Kosovo.",
            "type": "string",
            "pattern": assigned()
        })
    }
}

/// Returns a pattern of exactly the codes that are read, grouped by their first letter.
fn assigned() -> String {
    let mut seconds: BTreeMap<char, String> = BTreeMap::new();
    for country in Country::all() {
        let mut letters = country.code().chars();
        if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
            seconds.entry(first).or_default().push(second);
        }
    }
    let groups: Vec<String> =
        seconds.iter().map(|(first, seconds)| alloc::format!("{first}[{seconds}]")).collect();
    alloc::format!("^({})$", groups.join("|"))
}
