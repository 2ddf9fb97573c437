//! How one provider closes one kind of subject: the shape of a profile and of its rows.
//!
//! What belongs here: one type a kind of row, each row with its source.
//! What never does: a provider's or a country's own rows (`knowledge`), or what a caller chooses (`policy`).

use crate::blocker::Code;
use crate::event::EventKind;
use crate::facts::{Balance, Fact, FactName, Facts, Restriction};
use crate::lifecycle::{Lifecycle, Subject};
use crate::timing::TaxCalendar;
pub use crate::vocab::Activity;
use crate::vocab::{Amount, Basis, Country, Currency, Shared, Source, Table, Text, catalogue};
use jiff::tz::TimeZone;

/// The way in which one provider closes one kind of subject. Data only: the core reads it and knows nobody by name.
///
/// A built-in one is a static whose tables the compiler has proved; one that is put together at run time, by a
/// [`ProfileDraft`](crate::draft::ProfileDraft), owns its rows and texts and gives them back with its last owner.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The provider's stable name, as policies name it.
    pub provider: Text,
    /// What it closes.
    pub subject: Subject,
    /// Statuses and moves.
    pub lifecycle: Lifecycle,
    /// Statuses and moves of the accounts of a group; `None` for an account.
    pub members: Option<Shared<Lifecycle>>,
    /// Where the provider is at home.
    pub home: Home,
    /// The components of which a cash balance consists; none, where cash is one amount a currency.
    pub components: Table<Component>,
    /// What states a reason.
    pub reason: ReasonForm,
    /// Fees that are too small to be collected; `None` where every fee is.
    pub uncollected_fee: Option<UncollectedFee>,
    /// The facts that can be established about the subject. A condition that needs another could never be answered.
    pub facts: Table<FactName>,
    /// The conditions.
    pub rules: Table<RuleRow>,
    /// The restrictions that `account_restricted` means.
    pub blocking_restrictions: Table<Restriction>,
    /// Whether the status shows each of them that is in force, so that none has to be asserted beside it.
    pub restrictions_show_in_status: bool,
    /// What is permitted in which status. An activity that no row names is none of this subject's.
    pub permissions: Table<PermissionRow>,
    /// Who has to wait for a tax-year end.
    pub gates: Table<GateRow>,
    /// What remains to be done after closing.
    pub obligations: Table<ObligationRow>,
    /// What the provider announces.
    pub announcements: Table<AnnouncementRow>,
}

impl Profile {
    /// Returns facts that are known in full, with nothing anywhere: as [`Facts::all_clear`], and where cash consists of
    /// components, zero euros in each. For simulations and tests, as a service that has not looked knows nothing.
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

/// The zone in which a provider is at home: where neither a gate nor the policy says otherwise, civil days are counted
/// there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The zone.
    pub zone: TimeZone,
    /// Why it is that one.
    pub source: Source,
}

/// Fees that the provider never collects, so that it has to write them off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncollectedFee {
    /// The largest of them, in smallest units of its currency, such as cents.
    pub up_to: u8,
    /// Where it is documented.
    pub source: Source,
}

/// One of the balances of which the cash of an account consists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The name, as questions write it.
    pub name: Text,
    /// Whether it settles by itself, so that it is waited for instead of being withdrawn or deposited.
    pub settles: bool,
    /// Where it is documented.
    pub source: Source,
}

/// What states a reason for closing at a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonForm {
    /// Whether a code alone states one; where the provider takes a text only, it does not.
    pub by_code: bool,
    /// The most characters (Unicode scalar values) that a text may have; `None` for no limit.
    pub longest_text: Option<u16>,
    /// Where it is documented.
    pub source: Source,
}

impl ReasonForm {
    /// Returns the form of which a code or a text of any length states a reason.
    #[must_use]
    pub const fn any(source: Source) -> Self {
        Self { by_code: true, longest_text: None, source }
    }
}

catalogue! {
    /// The two gates of closing. Exhaustive on purpose.
    pub enum Stage {
        /// May closing be requested now?
        Admission = "admission",
        /// May it become closed now?
        Completion = "completion",
    }
}

/// A condition: the cause must not be present.
#[derive(Clone, Debug)]
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

catalogue! {
    /// The limit of an activity that is permitted only in part.
    #[non_exhaustive]
    pub enum Limit: &'static str {
        /// Only as much as a debit balance takes.
        CoversDebit = "covers_debit" => "if it does no more than cover a debit balance",
        /// Only to another account in the provider's own books.
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

/// Activities that are permitted in some statuses. What no row grants is denied: there is no row that forbids.
///
/// A status that is itself a restriction ([`StatusRow::implies`](crate::lifecycle::StatusRow::implies)) is listed beside the
/// status that it restricts; the restriction takes its part away.
#[derive(Clone, Debug)]
pub struct PermissionRow {
    /// The activities.
    pub activities: Table<Activity>,
    /// Places of the statuses in which they are permitted.
    pub statuses: Table<usize>,
    /// What they are limited to there; `None` for no limit.
    pub limit: Option<Limit>,
    /// Whether the provider states it.
    pub basis: Basis,
    /// Where, and how it was read.
    pub source: Source,
}

impl PermissionRow {
    /// Without a limit.
    #[must_use]
    pub const fn new(
        activities: &'static [Activity],
        statuses: &'static [usize],
        basis: Basis,
        source: Source,
    ) -> Self {
        Self { activities: Table::of(activities), statuses: Table::of(statuses), limit: None, basis, source }
    }

    /// Returns the same row, limited to this.
    #[must_use]
    pub const fn limited(mut self, limit: Limit) -> Self {
        self.limit = Some(limit);
        self
    }
}

/// Residents of a country close only at the end of its tax year.
#[derive(Clone, Debug)]
pub struct GateRow {
    /// The country of residence of any holder.
    pub residents_of: Country,
    /// The calendar that counts.
    pub calendar: Shared<TaxCalendar>,
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
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
pub struct DueWindow {
    /// The calendar in whose zone and year the closing is dated.
    pub calendar: Shared<TaxCalendar>,
    /// First day: month, day.
    pub from: (i8, i8),
    /// Last day: month, day.
    pub through: (i8, i8),
}

/// What the provider sends out on an event.
#[derive(Clone, Debug)]
pub struct AnnouncementRow {
    /// The event.
    pub on: EventKind,
    /// The type of the message, to the letter.
    pub message: Text,
    /// Whether a document of the provider gives that type for that event.
    pub basis: Basis,
    /// Where it is documented.
    pub source: Source,
}
