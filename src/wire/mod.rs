//! The JSON form of questions and answers, and of each provider's own requests and responses.
//!
//! What belongs here: how the public types are written and read, through their own constructors; one leaf a provider.
//! What never does: a rule, a default that a rule depends on, or a second model of the same thing.

pub mod alpaca;
mod answer;
mod event;
mod facts;
#[cfg(feature = "schema")]
mod form;
mod json;
mod leaf;
mod loose;
mod objects;
mod plan;
mod policies;
mod policy;
mod question;
mod question_error;
mod record;
mod reply;
mod retention;
mod said;
pub(crate) mod scalar;
#[cfg(feature = "schema")]
mod schema;
mod sets;
mod state;
pub mod udara360;
pub mod upvest;
mod violation;
pub mod yuno;

pub use answer::Answer;
pub use json::{Json, JsonNumber};
pub use loose::{Named, Sent, Word};
pub use plan::{
    ActRecord, NoteRecord, PlanAnswer, PlanQuestion, PlanQuestionError, PlanRecord, PlannedAccount,
    RemarkRecord, StepRecord, WhatIfAnswer,
};
pub use policies::{PlanQuestionSeed, Policies, PolicyNameError, QuestionSeed};
pub use policy::{DocumentError, PolicyDocument};
pub use question::Question;
pub use question_error::QuestionError;
pub use record::{
    AheadRecord, AnswerRecord, BlockerRecord, EvidenceRecord, MovementRecord, ObligationRecord,
};
pub use reply::{Announcement, Reply};
pub use retention::{OccurrenceError, RetentionAnswer};
pub use said::{WireBasis, WireBody, WireForm, WireRecord};
#[cfg(feature = "schema")]
pub use schema::Document;
pub use state::StateForm;
pub use violation::{Flaw, Kind, RequestError, Violation};
