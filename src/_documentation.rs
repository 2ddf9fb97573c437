//! Longer texts, for reading from the beginning to the end.
//!
//! What belongs here: the pages of `docs` that somebody reads who learns the crate; their examples are run as tests.
//! What never does: code.

/// The guide: from the first account to a closed group.
#[doc = include_str!("../docs/GUIDE.md")]
pub mod guide {}

/// The words that the documentation uses, each defined once.
#[doc = include_str!("../docs/GLOSSARY.md")]
pub mod glossary {}

/// From conditions of your own to this crate, one section for each provider.
#[doc = include_str!("../docs/MIGRATING.md")]
pub mod migrating {}

/// Reading your own log of events, states and answers.
#[doc = include_str!("../docs/LOG.md")]
pub mod log {}

/// Why things are as they are.
#[doc = include_str!("../docs/DESIGN.md")]
pub mod design {}
