//! The profile of a provider for one kind of subject, and the types of its rows.
//!
//! What belongs here: one type for each kind of row, each row with its source.
//! What never does: a provider's or a country's own rows (`knowledge`), or the choices of a caller (`policy`).

use crate::blocker::Code;
use crate::event::EventKind;
use crate::facts::{Balance, Fact, FactName, Facts, Restriction};
use crate::lifecycle::{Lifecycle, Subject};
use crate::timing::TaxCalendar;
pub use crate::vocab::Activity;
use crate::vocab::{Amount, Basis, Country, Currency, Shared, Source, Table, Text, catalogue};
use jiff::tz::TimeZone;

/// The way in which one provider closes one kind of subject. Data only: the core reads the profile and knows no
/// provider by name.
///
/// A built-in profile is a static whose tables the compiler has proved. A profile built at run time by a
/// [`ProfileDraft`](crate::draft::ProfileDraft) owns its rows and texts; its last owner frees them.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The provider's stable name, as used in policies.
    pub provider: Text,
    /// The kind of subject that the profile closes.
    pub subject: Subject,
    /// Statuses and moves.
    pub lifecycle: Lifecycle,
    /// Statuses and moves of the accounts of a group; `None` for an account.
    pub members: Option<Shared<Lifecycle>>,
    /// The home zone of the provider.
    pub home: Home,
    /// The components of a cash balance; empty if cash is one amount per currency.
    pub components: Table<Component>,
    /// The form in which a reason is stated.
    pub reason: ReasonForm,
    /// The fees that are too small to be collected; `None` if every fee is collected.
    pub uncollected_fee: Option<UncollectedFee>,
    /// The facts that can be established about the subject. A condition that needs another fact could never be
    /// answered.
    pub facts: Table<FactName>,
    /// The conditions for closing.
    pub rules: Table<RuleRow>,
    /// The restrictions that `account_restricted` means.
    pub blocking_restrictions: Table<Restriction>,
    /// True if the status shows each blocking restriction in force, so that you need not assert any beside the status.
    pub restrictions_show_in_status: bool,
    /// The activities permitted in each status. An activity without a row does not exist for this subject.
    pub permissions: Table<PermissionRow>,
    /// The tax-year gates, by country of residence.
    pub gates: Table<GateRow>,
    /// The tasks that remain after closing.
    pub obligations: Table<ObligationRow>,
    /// The messages that the provider sends out.
    pub announcements: Table<AnnouncementRow>,
}

impl Profile {
    /// Returns facts that are all known and all empty, as [`Facts::all_clear`] does, with zero euros in each component
    /// if cash consists of components. For simulations and tests: a service that has not looked knows nothing.
    ///
    /// ```
    /// use closeout::providers::{upvest, yuno};
    /// assert_eq!(yuno::ACCOUNT.nothing_held().cash.items().len(), 3); // available, current and pending
    /// assert!(upvest::GROUP.nothing_held().cash.items().is_empty());
    /// ```
    #[must_use]
    pub fn nothing_held(&self) -> Facts {
        let zero = |component: &Component| Balance {
            currency: Currency::EUR,
            amount: Amount::ZERO,
            component: Some((&*component.name).into()),
        };
        Facts { cash: Fact::Known(self.components.iter().map(zero).collect()), ..Facts::all_clear() }
    }
}

/// The zone in which a provider is at home: civil days are counted in this zone unless a gate or the policy has
/// another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The zone.
    pub zone: TimeZone,
    /// The reason for the zone.
    pub source: Source,
}

/// The fees that the provider never collects and therefore has to write off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncollectedFee {
    /// The largest uncollected fee, in smallest units of its currency, such as cents.
    pub up_to: u8,
    /// The document that states the limit.
    pub source: Source,
}

/// One of the balances that make up the cash of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The name of the component, as used in questions.
    pub name: Text,
    /// True if the component settles by itself, so that you wait for it instead of withdrawing or depositing.
    pub settles: bool,
    /// The document that states the component.
    pub source: Source,
}

/// The form in which a provider takes the reason for closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonForm {
    /// True if a code alone states a reason; false if the provider takes text only.
    pub by_code: bool,
    /// The largest number of characters (Unicode scalar values) in a text; `None` for no limit.
    pub longest_text: Option<u16>,
    /// The document that states the form.
    pub source: Source,
}

impl ReasonForm {
    /// Returns the form in which a code or a text of any length states a reason.
    #[must_use]
    pub const fn any(source: Source) -> Self {
        Self { by_code: true, longest_text: None, source }
    }
}

catalogue! {
    /// The two gates of closing. Exhaustive on purpose.
    pub enum Stage {
        /// The gate of a request: may closing be requested now?
        Admission = "admission",
        /// The gate of an advance: may the subject become closed now?
        Completion = "completion",
    }
}

/// A condition for closing, met if a cause is not present.
#[derive(Clone, Debug)]
pub struct RuleRow {
    /// The cause.
    pub code: Code,
    /// The gate at which the condition matters. A provider that closes in one step has conditions of admission only.
    pub stage: Stage,
    /// The basis: stated by the provider, or inferred.
    pub basis: Basis,
    /// The document, and how it was read.
    pub source: Source,
}

catalogue! {
    /// The limit of an activity that is permitted only in part.
    #[non_exhaustive]
    pub enum Limit: &'static str {
        /// Up to the amount of a debit balance.
        CoversDebit = "covers_debit" => "if it does no more than cover a debit balance",
        /// To another account in the provider's own books.
        WithinBooks = "within_books" => "to another account in the provider's own books",
    }
}

impl Limit {
    /// Returns the limit in words, to follow "only".
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.row()
    }
}

/// The activities permitted in some statuses. An activity that no row grants is denied: no row forbids.
///
/// A status that is itself a restriction ([`StatusRow::implies`](crate::lifecycle::StatusRow::implies)) is listed
/// beside the status that it restricts; the restriction takes its activities away.
#[derive(Clone, Debug)]
pub struct PermissionRow {
    /// The activities.
    pub activities: Table<Activity>,
    /// The places of the statuses in which the activities are permitted.
    pub statuses: Table<usize>,
    /// The limit in those statuses; `None` for no limit.
    pub limit: Option<Limit>,
    /// The basis: stated by the provider, or inferred.
    pub basis: Basis,
    /// The document, and how it was read.
    pub source: Source,
}

impl PermissionRow {
    /// Returns a row without a limit.
    #[must_use]
    pub const fn new(
        activities: &'static [Activity],
        statuses: &'static [usize],
        basis: Basis,
        source: Source,
    ) -> Self {
        Self { activities: Table::of(activities), statuses: Table::of(statuses), limit: None, basis, source }
    }

    /// Returns the same row with this limit.
    #[must_use]
    pub const fn limited(mut self, limit: Limit) -> Self {
        self.limit = Some(limit);
        self
    }
}

/// A gate: residents of a country close only at the end of its tax year.
#[derive(Clone, Debug)]
pub struct GateRow {
    /// The country of residence of any holder.
    pub residents_of: Country,
    /// The calendar that counts.
    pub calendar: Shared<TaxCalendar>,
    /// The document of the provider that states the gate.
    pub source: Source,
}

catalogue! {
    /// A task that remains when a subject is closed.
    #[non_exhaustive]
    pub enum ObligationKind {
        /// The provider issues a report on the closing.
        ClosingReport = "closing_report",
        /// The provider issues the annual tax statement for the year of closing.
        AnnualTaxStatement = "annual_tax_statement",
    }
}

/// An obligation, the residents whom it concerns, and its due dates.
#[derive(Clone, Debug)]
pub struct ObligationRow {
    /// The task.
    pub kind: ObligationKind,
    /// The residence that brings the obligation; `None` for everybody.
    pub residents_of: Option<Country>,
    /// The due dates; `None` if the task comes with the closing itself.
    pub due: Option<DueWindow>,
    /// The document that states the obligation.
    pub source: Source,
}

/// A range of civil days, both inclusive, in the year after the tax year of closing.
#[derive(Clone, Debug)]
pub struct DueWindow {
    /// The calendar whose zone and year date the closing.
    pub calendar: Shared<TaxCalendar>,
    /// The first day: month, day.
    pub from: (i8, i8),
    /// The last day: month, day.
    pub through: (i8, i8),
}

/// A message that the provider sends out on an event.
#[derive(Clone, Debug)]
pub struct AnnouncementRow {
    /// The event.
    pub on: EventKind,
    /// The type of the message, unchanged.
    pub message: Text,
    /// The basis: a document of the provider gives that type for that event, or it is inferred.
    pub basis: Basis,
    /// The document that states the message.
    pub source: Source,
}
