//! What a profile keeps of its draft for as long as the program lasts.
//!
//! What belongs here: copying rows and texts of a draft in which nothing is wrong, each distinct text once.
//! What never does: a check. Whoever keeps first and refuses later has lost the memory.

use super::{GateDraft, ObligationDraft, PermissionDraft, RuleDraft, SourceDraft, StatusDraft};
use crate::lifecycle::{StatusRow, WireWord};
use crate::profile::{GateRow, ObligationRow, PermissionRow, RuleRow};
use crate::vocab::{Source, WireValue};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeSet;

/// The rows, for as long as the program lasts.
pub(super) fn rows<T>(rows: impl IntoIterator<Item = T>) -> &'static [T] {
    Box::leak(rows.into_iter().collect::<Box<[T]>>())
}

/// The texts that one profile keeps.
#[derive(Default)]
pub(super) struct Texts(BTreeSet<&'static str>);

impl Texts {
    /// Keeps a text, unless the profile has it already.
    pub(super) fn keep(&mut self, text: &str) -> &'static str {
        if let Some(kept) = self.0.get(text) {
            return kept;
        }
        let kept: &'static str = Box::leak(Box::from(text));
        self.0.insert(kept);
        kept
    }

    /// Takes a constant as it is.
    #[expect(clippy::ptr_arg, reason = "whether it is a constant is what is asked")]
    fn owned_or_constant(&mut self, text: &Cow<'static, str>) -> &'static str {
        match text {
            Cow::Borrowed(constant) => constant,
            Cow::Owned(text) => self.keep(text),
        }
    }

    pub(super) fn source(&mut self, draft: &SourceDraft) -> Source {
        Source {
            document: self.owned_or_constant(&draft.document),
            reading: self.owned_or_constant(&draft.reading),
            checked: self.owned_or_constant(&draft.checked),
        }
    }

    pub(super) fn status(&mut self, place: usize, draft: &StatusDraft) -> StatusRow {
        let StatusDraft { phase, initial, assumed, implies, .. } = *draft;
        let wire = match &draft.wire {
            WireValue::Text(text) => WireWord::Text(self.keep(text)),
            WireValue::Number(number) => WireWord::Number(*number),
        };
        let (meaning, source) = (self.owned_or_constant(&draft.meaning), self.source(&draft.source));
        StatusRow { place, wire, phase, initial, assumed, implies, meaning, source }
    }

    pub(super) fn rule(&mut self, draft: &RuleDraft) -> RuleRow {
        let RuleDraft { code, stage, basis, ref source } = *draft;
        RuleRow { code, stage, basis, source: self.source(source) }
    }

    pub(super) fn gate(&mut self, draft: &GateDraft) -> GateRow {
        let GateDraft { residents_of, calendar, ref source } = *draft;
        GateRow { residents_of, calendar, source: self.source(source) }
    }

    pub(super) fn obligation(&mut self, draft: &ObligationDraft) -> ObligationRow {
        let ObligationDraft { kind, residents_of, due, ref source } = *draft;
        ObligationRow { kind, residents_of, due, source: self.source(source) }
    }

    pub(super) fn permission(&mut self, draft: &PermissionDraft, statuses: &[usize]) -> PermissionRow {
        PermissionRow {
            activities: rows(draft.activities.iter().copied()),
            statuses: rows(statuses.iter().copied()),
            limit: draft.limit,
            basis: draft.basis,
            source: self.source(&draft.source),
        }
    }
}
