//! The shape of a row, with the values that all providers share.

use crate::blocker::Code;
use crate::lifecycle::{Phase, StatusRow};
use crate::profile::{Component, RuleRow, Stage};
use crate::vocab::{Basis, Source, Text, WireValue};

/// Returns a status that is written as a text.
pub(super) const fn status(
    place: usize,
    word: &'static str,
    phase: Phase,
    meaning: &'static str,
    source: Source,
) -> StatusRow {
    StatusRow::new(place, WireValue::word(word), phase, meaning, source)
}

/// Returns a status that is written as an integer.
pub(super) const fn numbered(
    place: usize,
    number: i64,
    phase: Phase,
    meaning: &'static str,
    source: Source,
) -> StatusRow {
    StatusRow::new(place, WireValue::Number(number), phase, meaning, source)
}

/// Returns a condition for requesting closing.
pub(super) const fn admission(code: Code, basis: Basis, source: Source) -> RuleRow {
    RuleRow { code, stage: Stage::Admission, basis, source }
}

/// Returns a condition for becoming closed.
pub(super) const fn completion(code: Code, basis: Basis, source: Source) -> RuleRow {
    RuleRow { code, stage: Stage::Completion, basis, source }
}

/// Returns one of the balances of which cash consists.
pub(super) const fn component(name: &'static str, settles: bool, source: Source) -> Component {
    Component { name: Text::of(name), settles, source }
}
