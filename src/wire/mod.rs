//! The JSON form of questions and answers, and of each provider's own requests and responses.
//!
//! What belongs here: how the public types are written and read, through their own constructors; one leaf a provider.
//! What never does: a rule, a default that a rule depends on, or a second model of the same thing.

pub mod alpaca;
mod answer;
mod facts;
mod json;
mod leaf;
mod loose;
mod objects;
mod plan;
mod policies;
mod policy;
mod question;
mod reply;
mod retention;
mod said;
pub(crate) mod scalar;
mod sets;
pub mod udara360;
pub mod upvest;
mod violation;
pub mod yuno;

pub use answer::{Answer, EventForm, StateForm};
pub use json::{Json, JsonNumber};
pub use loose::{Named, Sent, Word};
pub use plan::{PlanAnswer, PlanQuestion, PlanQuestionError, PlannedAccount, WhatIfAnswer};
pub use policies::{PlanQuestionSeed, Policies, PolicyNameError, QuestionSeed};
pub use policy::{DocumentError, PolicyDocument};
pub use question::{Question, QuestionError};
pub use reply::{Announcement, Reply};
pub use retention::{OccurrenceError, RetentionAnswer};
pub use said::{WireBody, WireForm};
pub use violation::{Flaw, Kind, Violation, Violations};
