//! The finite heart of the engine, for proofs; you do not need it to use the engine.
//!
//! What belongs here: the names under which the room `decision` lends its finite function to proofs and walks.
//! What never does: code of its own.
//!
//! [`judge`] takes a [`Situation`], in which every instant, amount and list has become one of finitely many values, and
//! returns an [`Outcome`]. A walk over all situations therefore proves the properties that it checks.
//!
//! ```
//! use closeout::kernel::{ClockStand, GateStand, Observed, Situation, judge};
//! use closeout::{Code, Set, Verdict, lifecycle::Phase, profile::Stage};
//! let clear = Situation {
//!     ask: Stage::Admission,
//!     phase: Some(Phase::Active),
//!     request_reaches: Some(Phase::Closed),
//!     observed: Observed::default(),
//!     observed_ahead: Observed::default(),
//!     may_be_gated: false,
//!     timed: false,
//!     gate: GateStand::Absent,
//!     clocks: ClockStand::default(),
//!     recorded_clear: false,
//! };
//! assert_eq!(judge(&clear).verdict, Verdict::Permitted);
//! let observed = Observed { present: Set::only(Code::CashBalance), unknown: Set::EMPTY };
//! assert_eq!(judge(&Situation { observed, ..clear }).verdict, Verdict::Refused);
//! ```

pub use crate::decision::{ClockStand, Outcome, Situation, judge};
pub use crate::rules::Observed;
pub use crate::timing::GateStand;
