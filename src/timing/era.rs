//! The rules for the bounds of a country's tax years, and the days on which each rule holds.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use jiff::civil::Date;

/// A rule for the bounds of tax years.
///
/// `Display` writes the rule in words, days as `month-day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRule {
    /// Years that begin on the same day of the calendar year.
    Fixed {
        /// The month of the first day, 1 to 12.
        month: i8,
        /// The first day, 1 to 31; a day that the month has in every year.
        day: i8,
    },
    /// Years that end with the last day of February, the 28th or the 29th, and so begin on 1 March.
    LastDayOfFebruary,
    /// A single year for the whole era, shorter or longer than others, as after a change of the rule.
    OnePeriod,
    /// No tax on personal income, and so no tax year.
    NoIncomeTax,
    /// Years whose bounds follow a calendar that is not computed here.
    Unsupported {
        /// The name of the calendar.
        calendar: &'static str,
    },
}

impl YearRule {
    /// The calendar year.
    pub const CALENDAR_YEAR: Self = Self::Fixed { month: 1, day: 1 };

    /// Returns the stable name, as written in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fixed { .. } => "fixed",
            Self::LastDayOfFebruary => "last_day_of_february",
            Self::OnePeriod => "one_period",
            Self::NoIncomeTax => "no_income_tax",
            Self::Unsupported { .. } => "unsupported",
        }
    }
}

impl fmt::Display for YearRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed { month: 1, day: 1 } => f.write_str("calendar year"),
            Self::Fixed { month, day } => write!(f, "begins with {month:02}-{day:02}"),
            Self::LastDayOfFebruary => f.write_str("ends with the last day of February"),
            Self::OnePeriod => f.write_str("one year"),
            Self::NoIncomeTax => f.write_str("no personal income tax"),
            Self::Unsupported { calendar } => write!(f, "{calendar} calendar, not supported"),
        }
    }
}

/// A rule, and the civil days on which the rule holds: from `valid_from`, inclusive, to `valid_to`, exclusive.
///
/// A tax year of the rule never extends beyond these days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Era {
    /// The first day on which the rule holds; `None` if no start is recorded.
    pub valid_from: Option<Date>,
    /// The first day on which the rule no longer holds; `None` if no end is known.
    pub valid_to: Option<Date>,
    /// The rule.
    pub rule: YearRule,
}

impl Era {
    /// Returns a rule without bounds.
    #[must_use]
    pub const fn always(rule: YearRule) -> Self {
        Self { valid_from: None, valid_to: None, rule }
    }

    /// Returns a rule that holds from this day on.
    #[must_use]
    pub const fn since(valid_from: Date, rule: YearRule) -> Self {
        Self { valid_from: Some(valid_from), valid_to: None, rule }
    }

    /// Returns a rule that holds up to the day before this one.
    #[must_use]
    pub const fn before(valid_to: Date, rule: YearRule) -> Self {
        Self { valid_from: None, valid_to: Some(valid_to), rule }
    }

    /// Returns a rule that holds from one day, inclusive, to another, exclusive.
    #[must_use]
    pub const fn between(valid_from: Date, valid_to: Date, rule: YearRule) -> Self {
        Self { valid_from: Some(valid_from), valid_to: Some(valid_to), rule }
    }

    /// Returns whether the rule holds on this day.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|next| day < next)
    }

    /// Returns the tax year that contains a day of the era; `None` if a bound cannot be represented.
    pub(super) fn year_with(&self, day: Date) -> Option<CivilYear> {
        let natural = match self.rule {
            YearRule::Fixed { month, day: first } => CivilYear::beginning(month, first, day),
            YearRule::LastDayOfFebruary => CivilYear::beginning(3, 1, day),
            YearRule::OnePeriod | YearRule::NoIncomeTax | YearRule::Unsupported { .. } => {
                Some(CivilYear { first: self.valid_from?, next: self.valid_to? })
            }
        };
        natural.map(|year| CivilYear {
            first: self.valid_from.map_or(year.first, |from| from.max(year.first)),
            next: self.valid_to.map_or(year.next, |to| to.min(year.next)),
        })
    }

    fn bounds(&self) -> String {
        match (self.valid_from, self.valid_to) {
            (None, None) => String::new(),
            (Some(from), None) => alloc::format!("from {from} on"),
            (None, Some(to)) => alloc::format!("before {to}"),
            (Some(from), Some(to)) => alloc::format!("from {from} on and before {to}"),
        }
    }
}

/// Writes the rule and the days on which it holds.
impl fmt::Display for Era {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = [self.rule.to_string(), self.bounds()].join(" ");
        f.write_str(text.trim_end())
    }
}

/// Returns the days that have a rule, in words.
pub(super) fn days(eras: &[Era]) -> String {
    eras.iter().map(Era::bounds).collect::<Vec<_>>().join(", or ")
}

/// A tax year as civil days.
#[derive(Clone, Copy)]
pub(super) struct CivilYear {
    pub(super) first: Date,
    /// The first day of the next year.
    pub(super) next: Date,
}

impl CivilYear {
    /// Returns the year that contains this day, if each year begins on the same day of the same month.
    fn beginning(month: i8, first: i8, day: Date) -> Option<Self> {
        let is_before = (day.month(), day.day()) < (month, first);
        let opening = day.year().checked_sub(i16::from(is_before))?;
        let first_in = |year| Date::new(year, month, first).ok();
        Some(Self { first: first_in(opening)?, next: first_in(opening.checked_add(1)?)? })
    }
}
