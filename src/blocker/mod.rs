//! The causes that block closing: their codes, classes, cures and evidence.
//!
//! What belongs here: the catalogue of causes in order of precedence, and the presentation of a cause.
//! What never does: deciding whether a cause is present (`rules`), or which causes matter (`policy`).

mod code;
mod cure;
mod evidence;
mod side;
mod words;

pub use code::{Class, Code};
pub use cure::Cure;
pub use evidence::{Blocker, Evidence, Movements};
pub use side::Side;
