//! Rows under construction whose texts are their own: nothing of them is kept until a profile is built.

use crate::blocker::Code;
use crate::profile::{DueWindow, GateRow, ObligationKind, ObligationRow, RuleRow, Stage};
use crate::timing::TaxCalendar;
use crate::vocab::{Basis, Country, Source};
use alloc::borrow::Cow;

/// A [`Source`] under construction: its texts may come from outside.
///
/// ```
/// use closeout::{draft::SourceDraft, vocab::Source};
/// let read_from_a_file = SourceDraft::plain(String::from("house rules, 4"), "2026-11-20");
/// assert_eq!(read_from_a_file, Source::plain("house rules, 4", "2026-11-20").into());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDraft {
    /// Title of the document, with its section where it has one.
    pub document: Cow<'static, str>,
    /// The reading that was chosen; may be empty.
    pub reading: Cow<'static, str>,
    /// The civil date on which the document was last compared with the row, `YYYY-MM-DD`.
    pub checked: Cow<'static, str>,
}

impl SourceDraft {
    /// A source whose reading needs no remark.
    pub fn plain(document: impl Into<Cow<'static, str>>, checked: impl Into<Cow<'static, str>>) -> Self {
        Self { document: document.into(), reading: Cow::Borrowed(""), checked: checked.into() }
    }
}

impl From<Source> for SourceDraft {
    fn from(source: Source) -> Self {
        let Source { document, reading, checked } = source;
        Self { document: document.into(), reading: reading.into(), checked: checked.into() }
    }
}

/// A [`RuleRow`] under construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDraft {
    /// The cause.
    pub code: Code,
    /// When it matters.
    pub stage: Stage,
    /// Whether the provider states it.
    pub basis: Basis,
    /// Where, and how it was read.
    pub source: SourceDraft,
}

impl From<RuleRow> for RuleDraft {
    fn from(row: RuleRow) -> Self {
        Self { code: row.code, stage: row.stage, basis: row.basis, source: row.source.into() }
    }
}

/// A [`GateRow`] under construction.
#[derive(Clone, Debug)]
pub struct GateDraft {
    /// The country of residence of any holder.
    pub residents_of: Country,
    /// The calendar that counts.
    pub calendar: &'static TaxCalendar,
    /// Where the provider says so.
    pub source: SourceDraft,
}

impl From<GateRow> for GateDraft {
    fn from(row: GateRow) -> Self {
        Self { residents_of: row.residents_of, calendar: row.calendar, source: row.source.into() }
    }
}

/// An [`ObligationRow`] under construction.
#[derive(Clone, Debug)]
pub struct ObligationDraft {
    /// What has to be done.
    pub kind: ObligationKind,
    /// Only if a holder is resident there; `None` for everybody.
    pub residents_of: Option<Country>,
    /// When it is due; `None` if it comes with the closing itself.
    pub due: Option<DueWindow>,
    /// Where it is stated.
    pub source: SourceDraft,
}

impl From<ObligationRow> for ObligationDraft {
    fn from(row: ObligationRow) -> Self {
        let ObligationRow { kind, residents_of, due, source } = row;
        Self { kind, residents_of, due, source: source.into() }
    }
}
