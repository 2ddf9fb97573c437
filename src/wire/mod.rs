//! The JSON form of questions and answers: one question in, one answer out.
//!
//! What belongs here: how the public types are written and read, through their own constructors.
//! What never does: a rule, a default that a rule depends on, or a second model of the same thing.

mod answer;
mod question;
pub(crate) mod scalar;
mod sets;

pub use answer::{Answer, EventForm, StateForm, WireForm};
pub use question::{Question, QuestionError};
