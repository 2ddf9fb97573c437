#![no_std]
#![doc = include_str!("../README.md")]

extern crate alloc;

pub mod blocker;
mod command;
mod decide;
pub mod decision;
pub mod draft;
mod event;
mod evolve;
pub mod facts;
pub mod group;
pub mod kernel;
mod knowledge;
pub mod laws;
pub mod lifecycle;
pub mod lint;
pub mod offboarding;
pub mod permission;
pub mod plan;
pub mod policy;
pub mod profile;
pub mod reason;
mod records;
mod rules;
#[cfg(feature = "proptest")]
pub mod strategies;
pub mod sweep;
pub mod timing;
pub mod vocab;
#[cfg(feature = "serde")]
pub mod wire;

#[doc(inline)]
pub use blocker::{Blocker, Code};
pub use command::{Command, Reason};
pub use decide::decide;
#[doc(inline)]
pub use decision::{Commit, Decision, Earliest, MisuseError, Obligation, RULEBOOK, Verdict};
pub use event::{Event, EventKind, Events};
pub use evolve::evolve;
#[doc(inline)]
pub use facts::{Fact, Facts};
pub use knowledge::{jurisdictions, providers, reasons as reason_systems, retention};
#[doc(inline)]
pub use lifecycle::{State, Status};
#[doc(inline)]
pub use lint::lint;
#[doc(inline)]
pub use offboarding::offboarding;
#[doc(inline)]
pub use permission::permission;
#[doc(inline)]
pub use plan::plan;
#[doc(inline)]
pub use policy::{Policy, PolicyOptions, Strictness};
#[doc(inline)]
pub use vocab::{Amount, Country, Currency, Set};

/// The examples of the guide for those who come from conditions of their own, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../docs/MIGRATING.md")]
#[derive(Debug)]
struct Migrating;
