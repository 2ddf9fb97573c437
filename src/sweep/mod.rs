//! A policy at one instant, for many subjects.
//!
//! What belongs here: the values that all subjects share, found once, and the loops over columns of subjects.
//! What never does: a rule, or a verdict that the finite heart has not given.

mod block;
mod book;
mod cell;
mod columns;
mod flags;
mod lanes;
mod policy_at;
mod row;

pub use book::{Answers, Columns, RowAnswer};
pub use columns::{AnswersMut, Instants, Rows, SweepError};
pub use policy_at::PolicyAt;
pub use row::{Row, RowError};
