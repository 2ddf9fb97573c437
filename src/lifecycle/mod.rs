//! The states that exist, and the moves that lead from one to another.
//!
//! What belongs here: phases, statuses, moves, the transition table and what is proved of it at compile time.
//! What never does: facts, conditions, dates; whether a move is permitted today is for `decision`.

mod closing;
mod edge;
mod mermaid;
mod phase;
mod proof;
mod route;
mod state;
mod status;
mod subject;
mod table;
mod words;

pub use edge::{Move, Transition};
pub use mermaid::Mermaid;
pub use phase::Phase;
pub use proof::LifecycleError;
pub(crate) use route::Route;
pub use state::State;
pub use status::{Status, StatusRow};
pub use subject::Subject;
pub use table::Lifecycle;
