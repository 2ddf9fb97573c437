//! JSON Schemas of the documents, by draft 2020-12, derived from the types that read and write them.

use super::plan::{PlanAnswer, PlanQuestion, WhatIfAnswer};
use super::policy::PolicyDocument;
use super::question::Question;
use super::record::AnswerRecord;
use super::state::StateForm;
use crate::Event;
use crate::vocab::catalogue;
use alloc::string::{String, ToString};
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};

catalogue! {
    /// A document that has a schema.
    ///
    /// Growing catalogue, hence `#[non_exhaustive]`; the names are stable.
    #[non_exhaustive]
    pub enum Document {
        /// The answer to a question.
        Answer = "answer",
        /// An entry of a log.
        Event = "event",
        /// The answer to a question for a plan.
        Plan = "plan",
        /// A question for a plan.
        PlanQuestion = "plan-question",
        /// A policy of a house.
        Policy = "policy",
        /// A question for a decision.
        Question = "question",
        /// A remembered state of an account or a group.
        State = "state",
        /// A comparison of a plan before and after a change.
        WhatIf = "what-if",
    }
}

impl Document {
    /// Returns the schema of the document, by draft 2020-12, without an `$id`: add the address at which you publish it.
    /// Keys are in alphabetical order, so that the same version writes the same bytes.
    ///
    /// An input is described as the reader takes it, an output as it is written: a question may leave a key out, while
    /// an answer has all of them. A schema cannot express everything that the reader checks: that a day exists, that a
    /// provider exists, that a key occurs only once.
    ///
    /// ```
    /// use closeout::wire::Document;
    /// let question = Document::Question.schema();
    /// assert_eq!(question.get("title"), Some(&"A question for a decision".into()));
    /// assert!(question.get("$id").is_none());
    /// assert_eq!(Document::named("plan-question"), Some(Document::PlanQuestion));
    /// assert_eq!(Document::named("diary"), None);
    /// ```
    #[must_use]
    pub fn schema(self) -> Schema {
        let mut schema = match self {
            Self::Answer => as_written::<AnswerRecord>(),
            Self::Event => as_read::<Event>(),
            Self::Plan => as_written::<PlanAnswer>(),
            Self::PlanQuestion => as_read::<PlanQuestion>(),
            Self::Policy => as_read::<PolicyDocument>(),
            Self::Question => as_read::<Question>(),
            Self::State => as_read::<StateForm>(),
            Self::WhatIf => as_written::<WhatIfAnswer>(),
        };
        schema.insert("title".to_string(), self.title().into());
        schema
    }

    /// Returns the title of the document.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Answer => "The answer to a question",
            Self::Event => "An event, an entry of a log",
            Self::Plan => "The answer to a question for a plan",
            Self::PlanQuestion => "A question for a plan",
            Self::Policy => "A policy of a house",
            Self::Question => "A question for a decision",
            Self::State => "A state, as it is remembered between two questions",
            Self::WhatIf => "A plan before and after a change",
        }
    }
}

fn as_read<T: JsonSchema>() -> Schema {
    generated::<T>(SchemaSettings::draft2020_12().for_deserialize())
}

fn as_written<T: JsonSchema>() -> Schema {
    generated::<T>(SchemaSettings::draft2020_12().for_serialize())
}

fn generated<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    let settings = settings.with_transform(RecursiveTransform(Plain));
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    // Another crate of the build may switch the JSON library to keep keys in the order in which they came.
    schema.sort_all_objects();
    // INVARIANT: the value was a schema before, so the fallback is never taken.
    Schema::try_from(schema).unwrap_or_default()
}

/// A transform of schemas that keeps the parts of a type's documentation that a reader of JSON understands.
#[derive(Clone, Debug)]
struct Plain;

impl Transform for Plain {
    fn transform(&mut self, schema: &mut Schema) {
        let description = schema.get("description").and_then(|text| text.as_str()).map(in_plain_words);
        if let Some(description) = description {
            schema.insert("description".to_string(), description.into());
        }
        if matches!(schema.get("default"), Some(default) if default.is_null()) {
            schema.remove("default");
        }
    }
}

/// Returns the first paragraph, on one line, with links to other items as their text alone. Examples, and remarks for
/// people who write Rust, come after it.
fn in_plain_words(documentation: &str) -> String {
    let first = documentation.split("\n\n").next().unwrap_or_default();
    let mut words = String::new();
    let mut rest = first;
    while let Some((before, link)) = rest.split_once("[`") {
        words.push_str(before);
        let (name, after) = link.split_once("`]").unwrap_or((link, ""));
        words.push('`');
        words.push_str(name);
        words.push('`');
        let target = after.strip_prefix('(').and_then(|after| after.split_once(')'));
        rest = target.map_or(after, |(_, after)| after);
    }
    words.push_str(rest);
    words.replace('\n', " ")
}
