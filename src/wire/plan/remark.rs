//! A remark beside the steps of a plan as JSON.

use super::PlanQuestion;
use super::step::needed;
use crate::blocker::Cure;
use crate::lifecycle::Move;
use crate::plan::{Actor, Note, Remark};
use crate::profile::Limit;
use crate::vocab::excerpt;
use crate::wire::record::given;
use crate::{Code, Set};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// A remark that no step states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Remark", deny_unknown_fields)
)]
pub struct RemarkRecord {
    /// The id of the account it is about; null for the subject itself.
    pub account: Option<Box<str>>,
    /// The content of the remark.
    #[serde(flatten)]
    pub note: NoteRecord,
    /// The actor who can do something about it; null if nothing is to be done.
    pub actor: Option<Actor>,
}

/// The content of a remark; its tags are the names of [`Note::name`].
///
/// Growing catalogue, hence `#[non_exhaustive]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Note"))]
#[serde(tag = "remark", rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoteRecord {
    /// A contradiction: the subject is closed, or never came to be, and yet something is in it.
    Contradiction {
        /// The cause that is present in it.
        code: Code,
        /// The cures that are permitted in this status; empty if only the provider can put it right.
        cures: Set<Cure>,
        /// The limit of the permission; null if it is unlimited.
        limit: Option<Limit>,
    },
    /// A rejected application: there is nothing to be closed.
    NeverOpened,
    /// An application that the plan has opened first.
    OpensFirst {
        /// The provider's moves that reject it.
        instead: Vec<Move>,
    },
    /// A suspension of trading by the holder.
    OwnSuspension,
    /// An expected day that has begun.
    Overdue {
        /// The cause that is overdue.
        code: Code,
    },
}

impl RemarkRecord {
    pub(super) fn new(question: &PlanQuestion, remark: &Remark) -> Self {
        Self {
            account: question.id_of(remark.account),
            note: NoteRecord::from(&remark.note),
            actor: remark.actor,
        }
    }
}

impl From<&Note> for NoteRecord {
    fn from(note: &Note) -> Self {
        match note {
            Note::Contradiction { code, cures, limit } => {
                Self::Contradiction { code: *code, cures: *cures, limit: *limit }
            }
            Note::NeverOpened => Self::NeverOpened,
            Note::OpensFirst { instead } => Self::OpensFirst { instead: instead.clone() },
            Note::OwnSuspension => Self::OwnSuspension,
            Note::Overdue { code } => Self::Overdue { code: *code },
        }
    }
}

/// The keys of all kinds of remarks: a key that the kind at hand does not have is refused below.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "a key that is null is there, which only some kinds may have")]
struct Keys {
    #[serde(deserialize_with = "Option::deserialize")]
    account: Option<Box<str>>,
    remark: String,
    #[serde(default, deserialize_with = "given")]
    code: Option<Code>,
    #[serde(default, deserialize_with = "given")]
    cures: Option<Set<Cure>>,
    #[serde(default, deserialize_with = "given")]
    limit: Option<Option<Limit>>,
    #[serde(default, deserialize_with = "given")]
    instead: Option<Vec<Move>>,
    #[serde(deserialize_with = "Option::deserialize")]
    actor: Option<Actor>,
}

impl<'de> Deserialize<'de> for RemarkRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut keys = Keys::deserialize(deserializer)?;
        let note = keys.note()?;
        if let Some(key) = keys.left_over() {
            let kind = excerpt(&keys.remark);
            return Err(D::Error::custom(format_args!(
                "`{key}` is given with `{kind}`, which has no such key"
            )));
        }
        Ok(Self { account: keys.account, note, actor: keys.actor })
    }
}

impl Keys {
    /// Takes the keys that this kind of remark has.
    fn note<E: Error>(&mut self) -> Result<NoteRecord, E> {
        Ok(match self.remark.as_str() {
            "contradiction" => NoteRecord::Contradiction {
                code: needed("code", &mut self.code)?,
                cures: needed("cures", &mut self.cures)?,
                limit: needed("limit", &mut self.limit)?,
            },
            "never_opened" => NoteRecord::NeverOpened,
            "opens_first" => NoteRecord::OpensFirst { instead: needed("instead", &mut self.instead)? },
            "own_suspension" => NoteRecord::OwnSuspension,
            "overdue" => NoteRecord::Overdue { code: needed("code", &mut self.code)? },
            other => return Err(E::unknown_variant(&excerpt(other), REMARKS)),
        })
    }

    /// Returns a key that the remark has not taken.
    fn left_over(&self) -> Option<&'static str> {
        let keys = [
            ("code", self.code.is_some()),
            ("cures", self.cures.is_some()),
            ("limit", self.limit.is_some()),
            ("instead", self.instead.is_some()),
        ];
        keys.into_iter().find(|(_, is_given)| *is_given).map(|(key, _)| key)
    }
}

const REMARKS: &[&str] = &["contradiction", "never_opened", "opens_first", "own_suspension", "overdue"];
