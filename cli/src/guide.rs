//! The meaning of the fields of a policy document, as comments in one.
//!
//! What belongs here: descriptions and permitted values, read from the schema and broken into lines.
//! What never does: a description of its own, which could differ from the schema's.

use closeout::wire::Document;
use serde_json::Value;
use std::io::{self, Write};

/// The longest line of a comment, in characters.
const WIDEST: usize = 110;

/// The schema of policy documents, which knows what a field means.
pub(crate) struct Guide(Value);

impl Guide {
    pub(crate) fn of_policies() -> Self {
        Self(Document::Policy.schema().to_value())
    }

    /// Returns the fields that every document has.
    pub(crate) fn required(&self) -> Vec<&str> {
        required(&self.0)
    }

    /// Returns the fields that every row of a field has, or the field itself if it is no list.
    pub(crate) fn required_in(&self, field: &str) -> Vec<&str> {
        let schema = self.0.get("properties").and_then(|properties| properties.get(field));
        schema.and_then(|schema| self.definition(schema)).map(required).unwrap_or_default()
    }

    /// Writes the meaning of a field as comments, and that of the fields of its rows.
    pub(crate) fn explain(&self, field: &str, out: &mut impl Write) -> io::Result<()> {
        let Some(schema) = self.0.pointer(&format!("/properties/{field}")) else { return Ok(()) };
        comment("", &self.meaning(schema), out)?;
        self.explain_rows(schema, "  ", out)
    }

    fn explain_rows(&self, schema: &Value, indent: &str, out: &mut impl Write) -> io::Result<()> {
        let Some(row) = self.definition(schema) else { return Ok(()) };
        let Some(fields) = row.get("properties").and_then(Value::as_object) else { return Ok(()) };
        let required = required(row);
        for (name, schema) in fields {
            let optional = if required.contains(&name.as_str()) { "" } else { " (optional)" };
            comment(indent, &format!("{name}{optional}: {}", self.meaning(schema)), out)?;
            self.explain_rows(schema, &format!("{indent}  "), out)?;
        }
        Ok(())
    }

    fn meaning(&self, schema: &Value) -> String {
        let described = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        match self.permitted(schema) {
            permitted if permitted.is_empty() => described.to_owned(),
            permitted => format!("{described} Permitted: {}.", permitted.join(", ")),
        }
    }

    /// Returns the values of an enumeration; empty if it is none.
    fn permitted(&self, schema: &Value) -> Vec<&str> {
        let Some(definition) = self.definition(schema) else { return Vec::new() };
        let list = |key: &str| definition.get(key).and_then(Value::as_array).into_iter().flatten();
        let named = list("oneOf").filter_map(|each| each.get("const"));
        named.chain(list("enum")).filter_map(Value::as_str).collect()
    }

    /// Returns the definition that a schema refers to: itself, if it is not null, or for each item.
    fn definition(&self, schema: &Value) -> Option<&Value> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.0.pointer(reference.strip_prefix('#')?);
        }
        if let Some(items) = schema.get("items") {
            return self.definition(items);
        }
        let choices = schema.get("anyOf").and_then(Value::as_array)?;
        choices.iter().find_map(|choice| self.definition(choice))
    }
}

fn required(definition: &Value) -> Vec<&str> {
    let names = definition.get("required").and_then(Value::as_array).into_iter().flatten();
    names.filter_map(Value::as_str).collect()
}

/// Writes a text as lines of comments, each at most as long as `WIDEST` unless one word is longer.
fn comment(indent: &str, text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut line = format!("# {indent}");
    let mut is_begun = false;
    for word in text.split_whitespace() {
        let width = line.chars().count().saturating_add(word.chars().count());
        if is_begun && width >= WIDEST {
            writeln!(out, "{line}")?;
            line = format!("# {indent}  ");
            is_begun = false;
        }
        if is_begun {
            line.push(' ');
        }
        line.push_str(word);
        is_begun = true;
    }
    writeln!(out, "{line}")
}
