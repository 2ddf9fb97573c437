//! The retention of records: the shape of a rule, and the one calculation with it.
//!
//! What belongs here: the start and the length of a period, and its last day for one record.
//! What never does: the periods of any law (`knowledge`), or deleting anything: the keeper of the records acts on the
//! days.
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
