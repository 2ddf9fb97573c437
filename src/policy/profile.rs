//! The shape of a provider's profile. Its rows are in `knowledge`.

use crate::blocker::Code;
use crate::event::EventKind;
use crate::facts::Restriction;
use crate::lifecycle::{Lifecycle, Subject};
use crate::timing::TaxCalendar;
use crate::vocab::{Basis, Country, Source, catalogue};

/// How one provider closes one kind of subject. Data only: the core reads it and knows nobody by name.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    /// The provider's stable name, as policies name it.
    pub provider: &'static str,
    /// What it closes.
    pub subject: Subject,
    /// Statuses and moves.
    pub lifecycle: Lifecycle,
    /// Statuses and moves of the accounts of a group; `None` for an account.
    pub members: Option<&'static Lifecycle>,
    /// The conditions.
    pub rules: &'static [RuleRow],
    /// The restrictions that `account_restricted` means.
    pub blocking_restrictions: &'static [Restriction],
    /// Whether the status shows each of them that is in force, so that none has to be asserted beside it.
    pub restrictions_show_in_status: bool,
    /// Who has to wait for a tax-year end.
    pub gates: &'static [GateRow],
    /// What remains to be done after closing.
    pub obligations: &'static [ObligationRow],
    /// What the provider announces.
    pub announcements: &'static [AnnouncementRow],
}

/// The two gates of closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// May closing be requested now?
    Admission,
    /// May it become closed now?
    Completion,
}

/// A condition: the cause must not be present.
#[derive(Clone, Copy, Debug)]
pub struct RuleRow {
    /// The cause.
    pub code: Code,
    /// When it matters. A provider that closes in one step has rules of admission only.
    pub stage: Stage,
    /// Whether the provider states it.
    pub basis: Basis,
    /// Where, and how it was read.
    pub source: Source,
}

/// Residents of a country close only at the end of its tax year.
#[derive(Clone, Copy, Debug)]
pub struct GateRow {
    /// The country of residence of any holder.
    pub residents_of: Country,
    /// The calendar that counts.
    pub calendar: &'static TaxCalendar,
    /// Where the provider says so.
    pub source: Source,
}

catalogue! {
    /// Something that remains to be done when a subject is closed.
    #[non_exhaustive]
    pub enum ObligationKind {
        /// The provider issues a report on the closing.
        ClosingReport = "closing_report",
        /// The provider issues the annual tax statement for the year of closing.
        AnnualTaxStatement = "annual_tax_statement",
    }
}

/// An obligation, and for whom and when.
#[derive(Clone, Copy, Debug)]
pub struct ObligationRow {
    /// What has to be done.
    pub kind: ObligationKind,
    /// Only if a holder is resident there; `None` for everybody.
    pub residents_of: Option<Country>,
    /// When it is due; `None` if it comes with the closing itself.
    pub due: Option<DueWindow>,
    /// Where it is stated.
    pub source: Source,
}

/// From one civil day to another, both inclusive, in the year that follows the tax year of closing.
#[derive(Clone, Copy, Debug)]
pub struct DueWindow {
    /// The calendar in whose zone and year the closing is dated.
    pub calendar: &'static TaxCalendar,
    /// First day: month, day.
    pub from: (i8, i8),
    /// Last day: month, day.
    pub through: (i8, i8),
}

/// What the provider sends out on an event.
#[derive(Clone, Copy, Debug)]
pub struct AnnouncementRow {
    /// The event.
    pub on: EventKind,
    /// The type of the message, to the letter.
    pub message: &'static str,
    /// Where it is documented.
    pub source: Source,
}
