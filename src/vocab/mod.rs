//! The words that all rooms share: amounts, countries, sources, small sets.
//!
//! What belongs here: value types that are valid once they exist and know nothing of closing.
//! What never does: a rule, a provider, a state, a clock.

pub(crate) mod activities;
mod activity;
mod amount;
mod catalogue;
mod country;
mod currency;
mod phrase;
mod printable;
mod set;
mod shared;
mod source;
mod table;
mod text;
mod visible;
mod wire_value;

pub use activity::Activity;
pub(crate) use amount::excerpt;
pub use amount::{Amount, AmountError};
pub use catalogue::NameError;
#[cfg(test)]
pub(crate) use catalogue::assert_names_round_trip;
pub(crate) use catalogue::catalogue;
pub use country::{Country, CountryError};
pub use currency::{Currency, CurrencyError};
pub(crate) use phrase::{Spaced, write_joined};
pub(crate) use printable::Escaping;
pub use printable::Printable;
pub(crate) use set::sealed;
pub use set::{Element, Elements, Set};
pub use shared::Shared;
pub use source::{Basis, Checked, Confidence, Source};
pub use table::Table;
pub use text::Text;
pub(crate) use visible::{is_invisible, is_visible};
pub use wire_value::{WireRef, WireValue};
