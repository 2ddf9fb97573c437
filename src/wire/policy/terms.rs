//! The terms of a provider as a document has them: one value each, with its source.

use super::DocumentError;
use crate::jurisdictions;
use crate::profile::{Component, Home, ReasonForm, UncollectedFee};
use crate::vocab::Source;
use alloc::string::String;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HomeForm {
    zone: String,
    source: String,
}

impl HomeForm {
    pub(super) fn row(self, source: impl Fn(String) -> Source) -> Result<Home, DocumentError> {
        let unknown = |unknown| DocumentError::UnknownZone { field: "home.zone", unknown };
        let zone = jurisdictions::zone(&self.zone).map_err(unknown)?;
        Ok(Home { zone, source: source(self.source) })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ComponentForm {
    name: String,
    settles: bool,
    source: String,
}

impl ComponentForm {
    pub(super) fn row(self, source: impl Fn(String) -> Source) -> Component {
        Component { name: self.name.into(), settles: self.settles, source: source(self.source) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonTerms {
    by_code: bool,
    longest_text: Option<u16>,
    source: String,
}

impl ReasonTerms {
    pub(super) fn row(self, source: impl Fn(String) -> Source) -> ReasonForm {
        let Self { by_code, longest_text, source: document } = self;
        ReasonForm { by_code, longest_text, source: source(document) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeeForm {
    up_to: u8,
    source: String,
}

impl FeeForm {
    pub(super) fn row(self, source: impl Fn(String) -> Source) -> UncollectedFee {
        UncollectedFee { up_to: self.up_to, source: source(self.source) }
    }
}
