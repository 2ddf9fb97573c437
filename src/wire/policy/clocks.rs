//! The clocks of a policy in the form of a document.

use super::count;
use super::error::DocumentError;
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

/// A clock that completion waits for in addition to the rules. A clock has the fields of its kind and no others.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Clock", transform = by_kind))]
#[serde(deny_unknown_fields)]
pub(super) struct ClockForm {
    /// The kind of clock.
    kind: Kind,
    /// The zone in which its days count, by a name of the IANA database.
    zone: String,
    /// For `not_before`: the first day on which it may be closed.
    day: Option<CivilDate>,
    /// For a `notice`: the number of days.
    #[serde(default, deserialize_with = "count::days")]
    days: Option<u16>,
    /// For a `notice`: the number of calendar months.
    #[serde(default, deserialize_with = "count::months")]
    months: Option<u16>,
    /// For a `notice`: the party that has to give it; without it, either party.
    given_by: Option<Party>,
    /// For a `notice`: the causes of ending for which it is not due.
    except_causes: Option<Set<Cause>>,
    /// For a `notice`: the first day of conclusion of the contracts that it applies to.
    concluded_from: Option<CivilDate>,
    /// For a `notice`: the day before which contracts were concluded that it applies to.
    concluded_before: Option<CivilDate>,
    /// For a `notice` in days: the business days.
    business: Option<BusinessForm>,
    /// For a `cut_off`: the time of day, `HH:MM` or `HH:MM:SS`.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$")))]
    time: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ClockKind"))]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// A clock that does not open before a day.
    NotBefore,
    /// A period of notice.
    Notice,
    /// A clock under which, from a time of day on, the next day counts.
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

    /// Returns the fields of the kind besides `kind` and `zone`.
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

/// The business days of a notice. Weekends are written like everything else: they are never assumed.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "BusinessDays"))]
#[serde(deny_unknown_fields)]
struct BusinessForm {
    /// The weekdays without business; required, and may be empty.
    days_off: Vec<DayOff>,
    /// The other days without business.
    holidays: Vec<CivilDate>,
    /// The first day that the calendar covers.
    from: CivilDate,
    /// The last day that the calendar covers.
    through: CivilDate,
}

/// A day of the week.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

    /// Reads the period; `None` if no field gives its length.
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

/// The facts that a document states about the contract; each field is unknown if it is absent or null.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Agreement"))]
#[serde(deny_unknown_fields)]
pub(super) struct AgreementForm {
    /// The party that gives notice.
    noticed_by: Option<Party>,
    /// The cause for which the contract ends.
    cause: Option<Cause>,
    /// The day on which the contract was concluded.
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

/// Reads a time such as `17:00` or `17:00:30`. The date library accepts more, so the shape is checked first.
fn time_of_day(text: &str) -> Result<Time, DocumentError> {
    let has_shape = matches_shape(text, "dd:dd") || matches_shape(text, "dd:dd:dd");
    let time = text.parse::<Time>().ok().filter(|_| has_shape && !text.ends_with(":60"));
    time.ok_or_else(|| DocumentError::NotATime(crate::vocab::excerpt(text)))
}

/// Adds the fields of each kind of clock to the schema: fields of other kinds are null or absent.
#[cfg(feature = "schema")]
fn by_kind(schema: &mut schemars::Schema) {
    let no_conditions = none_of(&[
        "given_by",
        "except_causes",
        "concluded_from",
        "concluded_before",
        "days",
        "months",
        "business",
    ]);
    let not_before = schemars::json_schema!({"required": ["day"], "properties": {"day": {"type": "string"}}});
    let cut_off = schemars::json_schema!({"required": ["time"], "properties": {"time": {"type": "string"}}});
    let in_days = schemars::json_schema!({"required": ["days"], "properties": {"days": {"type": "integer"}}});
    let in_months =
        schemars::json_schema!({"required": ["months"], "properties": {"months": {"type": "integer"}}});
    let kinds = schemars::json_schema!({"allOf": [
        of_kind(Kind::NotBefore, &[not_before, none_of(&["time"]), no_conditions.clone()]),
        of_kind(Kind::CutOff, &[cut_off, none_of(&["day"]), no_conditions]),
        of_kind(Kind::Notice, &[none_of(&["day", "time"]), schemars::json_schema!({"anyOf": [
            {"allOf": [in_days, none_of(&["months"])]},
            {"allOf": [in_months, none_of(&["days", "business"])]}
        ]})])
    ]});
    if let Some(kinds) = kinds.get("allOf") {
        schema.insert("allOf".into(), kinds.clone());
    }
}

#[cfg(feature = "schema")]
fn of_kind(kind: Kind, then: &[schemars::Schema]) -> schemars::Schema {
    schemars::json_schema!({
        "if": {"properties": {"kind": {"const": kind.name()}}},
        "then": {"allOf": then}
    })
}

#[cfg(feature = "schema")]
fn none_of(fields: &[&str]) -> schemars::Schema {
    let absent: alloc::collections::BTreeMap<&str, schemars::Schema> =
        fields.iter().map(|field| (*field, schemars::json_schema!({"type": "null"}))).collect();
    schemars::json_schema!({"properties": absent})
}
