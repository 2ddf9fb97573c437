//! For how long records are kept: the shape of a rule, and the one calculation on it.
//!
//! What belongs here: what a period is counted from, how long it is, and its last day for one record.
//! What never does: whose law asks for which period (`knowledge`), or deleting anything: whoever holds the records acts
//! on the days.
//!
//! The room is not called `retention`, since that is the public module: the rows of `knowledge` with these types.

mod clock;
mod input;
mod period;
mod row;

pub use clock::RetentionClock;
pub use input::{Occurrence, RetentionInput, RetentionInputs};
pub use period::{Counting, RetentionError, RetentionPeriod};
pub use row::{Jurisdiction, Retention, RetentionRow, SourceRead};
