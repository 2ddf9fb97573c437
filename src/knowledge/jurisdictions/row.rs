//! The shape of a row, with the values that nearly all rows share.

use crate::timing::{Era, Naming, RecordStart, TaxCalendar, YearRule};
use crate::vocab::{Checked, Confidence, Country, Source, Table, Text};
use jiff::civil::date;
use jiff::tz::TimeZone;

/// The day on which the rows were compared with their sources or, if no source was opened, written.
const CHECKED: &str = "2026-11-20";

// If only today's rule was looked up, a row is recorded from the tax year on in which 2015 begins, and says so:
// `RecordStart::Assumed`. Services look back some ten years, and every change of a rule after 2014 that we know of has
// its own dates in a row. Earlier changes exist that are not written down here: several of the cited laws are not much
// older than 2015, and a law may have been amended since (Mauritius still cites that of 1995). A row whose past is
// known begins where the known past does.
pub(super) const CALENDAR_YEAR: &[Era] = &[Era::since(date(2015, 1, 1), YearRule::CALENDAR_YEAR)];
pub(super) const SINCE_1_APRIL: &[Era] =
    &[Era::since(date(2014, 4, 1), YearRule::Fixed { month: 4, day: 1 })];
pub(super) const SINCE_6_APRIL: &[Era] =
    &[Era::since(date(2014, 4, 6), YearRule::Fixed { month: 4, day: 6 })];
pub(super) const SINCE_1_JULY: &[Era] = &[Era::since(date(2014, 7, 1), YearRule::Fixed { month: 7, day: 1 })];
pub(super) const LAST_DAY_OF_FEBRUARY: &[Era] = &[Era::since(date(2014, 3, 1), YearRule::LastDayOfFebruary)];
pub(super) const NO_INCOME_TAX: &[Era] = &[Era::since(date(2015, 1, 1), YearRule::NoIncomeTax)];

/// Returns a row whose source was read, which is beyond doubt, in a country with one zone; its past was not looked up.
pub(super) const fn row(
    country: [u8; 2],
    name: &'static str,
    eras: &'static [Era],
    zone: TimeZone,
    document: &'static str,
) -> TaxCalendar {
    TaxCalendar {
        country: Country::assigned(country),
        name: Text::of(name),
        eras: Table::of(eras),
        start: RecordStart::Assumed,
        naming: Naming::Both,
        zone,
        several_zones: false,
        source: Source::plain(document, CHECKED),
        checked: Checked::Read,
        confidence: Confidence::High,
        note: Text::EMPTY,
    }
}

impl TaxCalendar {
    pub(super) const fn known(mut self) -> Self {
        self.checked = Checked::Known;
        self
    }

    /// Replaces the day on which the row was compared with its sources.
    pub(super) const fn checked_on(mut self, day: &'static str) -> Self {
        core::mem::forget(core::mem::replace(&mut self.source.checked, Text::of(day)));
        self
    }

    pub(super) const fn medium(mut self) -> Self {
        self.confidence = Confidence::Medium;
        self
    }

    pub(super) const fn with_several_zones(mut self) -> Self {
        self.several_zones = true;
        self
    }

    /// Marks the first rule as known to have held on the first recorded day.
    pub(super) const fn known_since_then(mut self) -> Self {
        self.start = RecordStart::Known;
        self
    }

    pub(super) const fn named(mut self, naming: Naming) -> Self {
        self.naming = naming;
        self
    }

    pub(super) const fn noting(mut self, note: &'static str) -> Self {
        // An assignment would drop the old text, which a constant function cannot do; there is nothing to free.
        core::mem::forget(core::mem::replace(&mut self.note, Text::of(note)));
        self
    }
}
