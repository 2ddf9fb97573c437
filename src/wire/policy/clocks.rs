//! The clocks of a policy as a document has them.

use super::{DocumentError, count};
use crate::policy::{Agreement, Clock, Notice, Party};
use crate::reason::Cause;
use crate::timing::{BusinessCalendar, NoticePeriod};
use crate::wire::scalar::{CivilDate, matches_shape};
use crate::{Set, jurisdictions};
use alloc::string::String;
use alloc::vec::Vec;
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
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
    given_by: Option<Party>,
    except_causes: Option<Set<Cause>>,
    concluded_from: Option<CivilDate>,
    concluded_before: Option<CivilDate>,
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
            Self::Notice => {
                "`days` and, for business days, `business`, or else `months`; and any of `given_by`, `except_causes`, \
                 `concluded_from`, `concluded_before`"
            }
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
    pub(super) fn clock(mut self) -> Result<Clock, DocumentError> {
        let zone = jurisdictions::zone(&self.zone)
            .map_err(|unknown| DocumentError::UnknownZone { field: "clocks.zone", unknown })?;
        let unfit = DocumentError::UnfitClock { kind: self.kind.name(), fields: self.kind.fields() };
        let period = self.period()?;
        match (self.kind, self.day, period, self.time.take()) {
            (Kind::NotBefore, Some(CivilDate(day)), None, None) if !self.has_conditions() => {
                Ok(Clock::NotBefore { day, zone })
            }
            (Kind::Notice, None, Some(period), None) => Ok(Clock::Notice(self.notice(period, zone))),
            (Kind::CutOff, None, None, Some(time)) if !self.has_conditions() => {
                Ok(Clock::CutOff { time: time_of_day(&time)?, zone })
            }
            _ => Err(unfit),
        }
    }

    /// None if nothing says how long it is.
    fn period(&mut self) -> Result<Option<NoticePeriod>, DocumentError> {
        match (self.days, self.months, self.business.take()) {
            (None, None, None) => Ok(None),
            (Some(days), None, None) => Ok(Some(NoticePeriod::Days(days))),
            (Some(days), None, Some(business)) => {
                Ok(Some(NoticePeriod::BusinessDays(days, business.calendar()?)))
            }
            (None, Some(months), None) => Ok(Some(NoticePeriod::Months(months))),
            _ => Err(DocumentError::UnfitClock { kind: self.kind.name(), fields: self.kind.fields() }),
        }
    }

    const fn has_conditions(&self) -> bool {
        self.given_by.is_some()
            || self.except_causes.is_some()
            || self.concluded_from.is_some()
            || self.concluded_before.is_some()
    }

    fn notice(&self, period: NoticePeriod, zone: TimeZone) -> Notice {
        Notice {
            given_by: self.given_by,
            except_causes: self.except_causes.unwrap_or(Set::EMPTY),
            concluded_from: self.concluded_from.map(|day| day.0),
            concluded_before: self.concluded_before.map(|day| day.0),
            ..Notice::new(period, zone)
        }
    }
}

/// What a document says of the contract; each field is unknown if it is absent or null.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgreementForm {
    noticed_by: Option<Party>,
    cause: Option<Cause>,
    concluded_on: Option<CivilDate>,
}

impl From<AgreementForm> for Agreement {
    fn from(form: AgreementForm) -> Self {
        Self {
            noticed_by: form.noticed_by.into(),
            cause: form.cause.into(),
            concluded_on: form.concluded_on.map(|day| day.0).into(),
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
