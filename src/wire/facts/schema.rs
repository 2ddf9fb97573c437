//! The schemas of facts, known, known in part or unknown, and of their ages and limits.

use super::{Age, ZoneName, is_of_the_question};
use crate::facts::{FactName, ReadAt};
use crate::policy::MaxAge;

use crate::wire::form::by_hand;
use crate::wire::scalar::Instant;
use crate::{Country, Fact};
use alloc::borrow::Cow;
use alloc::vec::Vec;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

impl<T: JsonSchema> JsonSchema for Fact<T> {
    fn schema_name() -> Cow<'static, str> {
        alloc::format!("Fact_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<T>();
        fact_schema(&items, &items)
    }
}

/// Returns the schema of a fact, whose list may be incomplete if it is known in part.
fn fact_schema(known: &Schema, part: &Schema) -> Schema {
    json_schema!({
        "description": "What is known: everything, by a list; a part of it, by an object that says whether it is complete; \
                        or nothing, by null. An empty list says that there is nothing.",
        "anyOf": [
            known,
            {
                "type": "object",
                "properties": {"items": part, "complete": {"type": "boolean"}},
                "required": ["items", "complete"],
                "additionalProperties": false
            },
            {"type": "null"}
        ]
    })
}

/// Returns the schema of residences: every holder has one, so a list that is complete has an entry.
pub(in crate::wire) fn residences_schema(generator: &mut SchemaGenerator) -> Schema {
    let country = generator.subschema_for::<Country>();
    let known = json_schema!({"type": "array", "items": country, "minItems": 1});
    let part = json_schema!({"type": "array", "items": country});
    fact_schema(&known, &part)
}

by_hand!(ZoneName, "Zone", {
    "description": "A time zone by its name in the IANA database, such as `Europe/Berlin`.",
    "type": "string"
});

by_hand!(Age, "Age", {
    "description": "A duration by ISO 8601, of whole weeks, days of 24 hours, hours, minutes and seconds, such as `PT15M`.",
    "type": "string",
    "pattern": "^P(?=[0-9]|T[0-9])([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$"
});

impl JsonSchema for ReadAt {
    fn schema_name() -> Cow<'static, str> {
        "ReadAt".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let instant = generator.subschema_for::<Instant>();
        each("When the facts were read: one instant for all, or one for each by its name.", &instant)
    }
}

impl JsonSchema for MaxAge {
    fn schema_name() -> Cow<'static, str> {
        "MaxAge".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let age = generator.subschema_for::<Age>();
        each("How old facts may be: one age for all, or one for each by its name.", &age)
    }
}

/// Returns the schema of one value for all facts, or one each.
fn each(description: &str, value: &Schema) -> Schema {
    let facts = FactName::ALL.iter().copied().filter(|fact| is_of_the_question(*fact));
    let names: Vec<&str> = facts.map(FactName::name).collect();
    json_schema!({
        "description": description,
        "anyOf": [
            value,
            {
                "type": "object",
                "propertyNames": {"enum": names},
                "additionalProperties": {"anyOf": [value, {"type": "null"}]}
            },
            {"type": "null"}
        ]
    })
}
