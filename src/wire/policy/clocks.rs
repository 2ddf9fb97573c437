//! The clocks of a policy as a document has them.

use super::{DocumentError, count};
use crate::wire::scalar::{CivilDate, matches_shape};
use crate::{BusinessCalendar, Clock, Notice, NoticePeriod, jurisdictions};
use alloc::string::String;
use alloc::vec::Vec;
use jiff::civil::{Time, Weekday};
use serde::Deserialize;

/// Every field that some kind has: one that its own kind does not have is refused below.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockForm {
    kind: Kind,
    zone: String,
    day: Option<CivilDate>,
    #[serde(default, deserialize_with = "count::days")]
    days: Option<u16>,
    #[serde(default, deserialize_with = "count::months")]
    months: Option<u16>,
    business: Option<BusinessForm>,
    time: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    NotBefore,
    Notice,
    CutOff,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::NotBefore => "not_before",
            Self::Notice => "notice",
            Self::CutOff => "cut_off",
        }
    }

    /// What it has besides `kind` and `zone`.
    const fn fields(self) -> &'static str {
        match self {
            Self::NotBefore => "`day`",
            Self::Notice => "`days` and, for business days, `business`, or else `months`",
            Self::CutOff => "`time`",
        }
    }
}

/// The days of the week are written even where none is off: which they are is never assumed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BusinessForm {
    days_off: Vec<DayOff>,
    holidays: Vec<CivilDate>,
    from: CivilDate,
    through: CivilDate,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DayOff {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl From<DayOff> for Weekday {
    fn from(day: DayOff) -> Self {
        match day {
            DayOff::Monday => Self::Monday,
            DayOff::Tuesday => Self::Tuesday,
            DayOff::Wednesday => Self::Wednesday,
            DayOff::Thursday => Self::Thursday,
            DayOff::Friday => Self::Friday,
            DayOff::Saturday => Self::Saturday,
            DayOff::Sunday => Self::Sunday,
        }
    }
}

impl ClockForm {
    pub(super) fn clock(self) -> Result<Clock, DocumentError> {
        let zone = jurisdictions::zone(&self.zone).map_err(DocumentError::UnknownZone)?;
        let kind = self.kind;
        let unfit = DocumentError::UnfitClock { kind: kind.name(), fields: kind.fields() };
        let length = (self.days, self.months, self.business);
        match (kind, self.day, length, self.time) {
            (Kind::NotBefore, Some(CivilDate(day)), (None, None, None), None) => {
                Ok(Clock::NotBefore { day, zone })
            }
            (Kind::Notice, None, (Some(days), None, None), None) => {
                Ok(Clock::Notice(Notice::days(days, zone)))
            }
            (Kind::Notice, None, (Some(days), None, Some(business)), None) => {
                let period = NoticePeriod::BusinessDays(days, business.calendar()?);
                Ok(Clock::Notice(Notice::new(period, zone)))
            }
            (Kind::Notice, None, (None, Some(months), None), None) => {
                Ok(Clock::Notice(Notice::months(months, zone)))
            }
            (Kind::CutOff, None, (None, None, None), Some(time)) => {
                Ok(Clock::CutOff { time: time_of_day(&time)?, zone })
            }
            _ => Err(unfit),
        }
    }
}

impl BusinessForm {
    fn calendar(self) -> Result<BusinessCalendar, DocumentError> {
        let days_off = self.days_off.into_iter().map(Weekday::from);
        let holidays = self.holidays.into_iter().map(|holiday| holiday.0);
        let covered = self.from.0..=self.through.0;
        BusinessCalendar::new(days_off, holidays, covered).map_err(DocumentError::NoBusinessCalendar)
    }
}

/// `17:00` or `17:00:30`. The date library reads more, so the shape is checked first.
fn time_of_day(text: &str) -> Result<Time, DocumentError> {
    let has_shape = matches_shape(text, "dd:dd") || matches_shape(text, "dd:dd:dd");
    let time = text.parse::<Time>().ok().filter(|_| has_shape && !text.ends_with(":60"));
    time.ok_or_else(|| DocumentError::NotATime(crate::vocab::excerpt(text)))
}
