//! How a row is written: what nearly all have in common is said once.

use crate::timing::{Era, Naming, TaxCalendar, YearRule};
use crate::vocab::{Checked, Confidence, Country, Source};
use jiff::tz::TimeZone;

/// The day on which the rows were compared with their sources or, where no source was opened, written.
const CHECKED: &str = "2026-11-20";

pub(super) const CALENDAR_YEAR: &[Era] = &[Era::always(YearRule::CALENDAR_YEAR)];
pub(super) const SINCE_1_APRIL: &[Era] = &[Era::always(YearRule::Fixed { month: 4, day: 1 })];
pub(super) const SINCE_6_APRIL: &[Era] = &[Era::always(YearRule::Fixed { month: 4, day: 6 })];
pub(super) const SINCE_1_JULY: &[Era] = &[Era::always(YearRule::Fixed { month: 7, day: 1 })];
pub(super) const LAST_DAY_OF_FEBRUARY: &[Era] = &[Era::always(YearRule::LastDayOfFebruary)];
pub(super) const NO_INCOME_TAX: &[Era] = &[Era::always(YearRule::NoIncomeTax)];

/// A row whose source was read, which is beyond doubt, in a country with one zone.
pub(super) const fn row(
    country: [u8; 2],
    name: &'static str,
    eras: &'static [Era],
    zone: TimeZone,
    document: &'static str,
) -> TaxCalendar {
    TaxCalendar {
        country: Country::proved(country),
        name,
        eras,
        naming: Naming::Both,
        zone,
        several_zones: false,
        source: Source::plain(document, CHECKED),
        checked: Checked::Read,
        confidence: Confidence::High,
        note: "",
    }
}

impl TaxCalendar {
    pub(super) const fn known(mut self) -> Self {
        self.checked = Checked::Known;
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

    pub(super) const fn named(mut self, naming: Naming) -> Self {
        self.naming = naming;
        self
    }

    pub(super) const fn noting(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }
}
