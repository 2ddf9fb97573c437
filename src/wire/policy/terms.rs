//! The terms of a provider in the form of a document: one value each, with its source.

use super::error::DocumentError;
use crate::jurisdictions;
use crate::profile::{Component, Home, ReasonForm, UncollectedFee};
use crate::vocab::Source;
use alloc::string::String;
use serde::Deserialize;

/// The home of the provider, where civil days are counted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Home"))]
pub(super) struct HomeForm {
    /// The IANA name of the zone.
    zone: String,
    /// The document that states it.
    source: String,
}

impl HomeForm {
    pub(super) fn row(self, source: impl Fn(String) -> Source) -> Result<Home, DocumentError> {
        let unknown = |unknown| DocumentError::UnknownZone { field: "home.zone", unknown };
        let zone = jurisdictions::zone(&self.zone).map_err(unknown)?;
        Ok(Home { zone, source: source(self.source) })
    }
}

/// One of the balances of which cash consists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Component"))]
pub(super) struct ComponentForm {
    /// The name, as questions write it.
    name: String,
    /// True if the balance settles by itself.
    settles: bool,
    /// The document that states it.
    source: String,
}

impl ComponentForm {
    pub(super) fn row(self, source: impl Fn(String) -> Source) -> Component {
        Component { name: self.name.into(), settles: self.settles, source: source(self.source) }
    }
}

/// The form in which a reason for closing is given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ReasonTerms"))]
pub(super) struct ReasonTerms {
    /// True if a code alone is enough for a reason.
    by_code: bool,
    /// The most characters that a text may have; null for no limit.
    longest_text: Option<u16>,
    /// The document that states it.
    source: String,
}

impl ReasonTerms {
    pub(super) fn row(self, source: impl Fn(String) -> Source) -> ReasonForm {
        let Self { by_code, longest_text, source: document } = self;
        ReasonForm { by_code, longest_text, source: source(document) }
    }
}

/// Fees that are too small to be collected.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "UncollectedFee"))]
pub(super) struct FeeForm {
    /// The largest fee that is written off, in the smallest units of its currency.
    up_to: u8,
    /// The document that states it.
    source: String,
}

impl FeeForm {
    pub(super) fn row(self, source: impl Fn(String) -> Source) -> UncollectedFee {
        UncollectedFee { up_to: self.up_to, source: source(self.source) }
    }
}
