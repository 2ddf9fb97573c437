//! `closeout calendar`: when tax years begin and end, and the rule of each country.
//!
//! What belongs here: tax years and the table of them, laid out for people and for programs.
//! What never does: the rules of tax years, which are the crate's.

use crate::arguments::{CalendarOptions, Format};
use crate::exit::{Exit, Trouble};
use crate::json;
use crate::terminal::Safe;
use closeout::{
    Country,
    jurisdictions::{self, TZ_DATA_VERSION},
    timing::{Era, RecordStart, TaxCalendar, TaxYear, YearRule, start_of_day},
};
use comfy_table::{Table, presets};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::ops::RangeInclusive;

pub(crate) fn run(options: &CalendarOptions) -> Result<Exit, Trouble> {
    let mut out = BufWriter::new(io::stdout().lock());
    if options.countries.is_empty() {
        match options.format {
            Format::Text => writeln!(out, "{}\n  {}", listed().trim_fmt(), release())?,
            Format::Json => write_json(jurisdictions::ALL.iter().map(|row| RowLine::from(*row)), &mut out)?,
        }
    }
    let span = Span::asked_for(options)?;
    let sheets = options.countries.iter().map(|country| Sheet::new(country, &span, options.zone.as_deref()));
    for (place, sheet) in sheets.collect::<Result<Vec<_>, _>>()?.iter().enumerate() {
        match options.format {
            Format::Json => write_json(sheet.years.iter().map(|year| YearLine::of(year, sheet)), &mut out)?,
            Format::Text => {
                if place > 0 {
                    writeln!(out)?;
                }
                write_text(sheet, &mut out)?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Success)
}

/// The tax years that are asked for.
enum Span {
    /// The tax years that start in these calendar years.
    Starting(RangeInclusive<i16>),
    /// The tax year that this day is in.
    On(Date),
    /// The tax year that is running at this instant, and the next.
    Running(Timestamp),
}

impl Span {
    fn asked_for(options: &CalendarOptions) -> Result<Self, Trouble> {
        match (&options.on, options.from) {
            (Some(day), _) => day.parse().map(Self::On).map_err(|_| {
                let day = Safe(day);
                Trouble::Argument(format!("`--on {day}` is not a day: expected one such as 2026-04-05"))
            }),
            (None, None) => Ok(Self::Running(Timestamp::now())),
            (None, Some(from)) => {
                let to = options.to.unwrap_or(from);
                if from > to {
                    let told = format!(
                        "`--from {from}` is later than `--to {to}`: expected {to} or an earlier year"
                    );
                    return Err(Trouble::Argument(told));
                }
                Ok(Self::Starting(from..=to))
            }
        }
    }

    /// Returns these tax years of a country, in the zone of the holder.
    fn years(&self, calendar: &TaxCalendar, zone: &TimeZone) -> Result<Vec<TaxYear>, Trouble> {
        let in_year = |instant| calendar.year_of_in(instant, zone).map_err(|error| unusable(&error));
        match self {
            Self::Starting(years) => {
                let years = calendar.years_starting_in(years.clone(), zone).collect::<Result<_, _>>();
                years.map_err(|error| unusable(&error))
            }
            Self::On(day) => {
                let instant = start_of_day(*day, zone).map_err(|error| unusable(&error))?;
                Ok(vec![in_year(instant)?])
            }
            Self::Running(now) => {
                let running = in_year(*now)?;
                let next = in_year(running.end)?;
                Ok(vec![running, next])
            }
        }
    }

    /// Returns the first and the last calendar year in which tax years may begin.
    const fn starting(&self) -> Option<&RangeInclusive<i16>> {
        if let Self::Starting(years) = self { Some(years) } else { None }
    }
}

/// The arguments and the complete answer to them.
struct Sheet<'a> {
    calendar: &'static TaxCalendar,
    zone: TimeZone,
    /// True if the zone was asked for; false if it is the calendar's own.
    is_asked_for: bool,
    span: &'a Span,
    years: Vec<TaxYear>,
}

impl<'a> Sheet<'a> {
    fn new(country: &str, span: &'a Span, zone: Option<&str>) -> Result<Self, Trouble> {
        let country: Country = country.parse().map_err(|error| unusable(&error))?;
        let calendar = jurisdictions::calendar(country).map_err(|error| {
            Trouble::Argument(format!("{error}; `closeout calendar --list` names them all"))
        })?;
        let is_asked_for = zone.is_some();
        let zone = zone.map_or_else(|| Ok(calendar.zone.clone()), named_zone)?;
        let years = span.years(calendar, &zone)?;
        Ok(Self { calendar, zone, is_asked_for, span, years })
    }

    /// Returns the tax year that is running when the first calendar year begins, for a span in which no tax year
    /// begins.
    fn running(&self, asked: &RangeInclusive<i16>) -> Option<TaxYear> {
        let new_year = start_of_day(Date::new(*asked.start(), 1, 1).ok()?, &self.zone).ok()?;
        self.calendar.year_of_in(new_year, &self.zone).ok()
    }
}

fn unusable(error: &impl ToString) -> Trouble {
    Trouble::Argument(Safe(&error.to_string()).to_string())
}

pub(crate) fn named_zone(name: &str) -> Result<TimeZone, Trouble> {
    jurisdictions::zone(name).map_err(|error| unusable(&error))
}

fn write_text(sheet: &Sheet<'_>, out: &mut impl Write) -> io::Result<()> {
    let Sheet { calendar, zone, is_asked_for, span, years } = sheet;
    let hint = if calendar.several_zones && !is_asked_for {
        ", one of several: `--zone` takes the holder's"
    } else {
        ""
    };
    writeln!(out, "{}  {}  {}{hint}  ({})", calendar.country, calendar.name, zone_name(zone), release())?;
    if let (true, Some(asked)) = (years.is_empty(), span.starting()) {
        return none_starts(sheet.running(asked), asked, out);
    }
    let mut table = plain_table();
    table.set_header(["tax year", "first day", "last day", "start", "end (exclusive)"]);
    for year in years {
        let days = [year.first_day.to_string(), year.last_day.to_string()];
        table.add_row([year.to_string()].into_iter().chain(days).chain([year.start, year.end].map(utc)));
    }
    let TaxCalendar { source, confidence, .. } = calendar;
    let (sure, checked) = (confidence.name(), &source.checked);
    writeln!(out, "{}", table.trim_fmt())?;
    writeln!(out, "  source: {} (confidence {sure}; checked {checked})", source.document)
}

fn none_starts(
    running: Option<TaxYear>,
    asked: &RangeInclusive<i16>,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(year) = running else { return writeln!(out, "No tax year starts then.") };
    let through = asked.end();
    let (first, last) = (year.first_day, year.last_day);
    writeln!(out, "No tax year starts then. {year} runs through {through}: its days are {first} to {last}.")
}

/// Writes the release of the time zones, since a release can move a boundary that was computed with it.
fn release() -> String {
    format!("time zones: release {TZ_DATA_VERSION}")
}

fn utc(instant: Timestamp) -> String {
    instant.to_string()
}

fn zone_name(zone: &TimeZone) -> &str {
    jurisdictions::zone_name(zone).unwrap_or("UTC")
}

/// Returns a line for each rule, since a few countries have several. The start of the record is mentioned once.
fn listed() -> Table {
    let mut table = plain_table();
    for row in jurisdictions::ALL {
        let several = if row.several_zones { " and others" } else { "" };
        let zone = format!("{}{several}", zone_name(&row.zone));
        let mut eras = row.eras.iter();
        let first = eras.next().map(|era| Era { valid_from: None, ..*era }.to_string()).unwrap_or_default();
        table.add_row([row.country.code(), &row.name, &zone, &first, &recorded(row)]);
        for era in eras {
            table.add_row(["", "", "", &era.to_string()]);
        }
    }
    table
}

fn recorded(row: &TaxCalendar) -> String {
    let Some(since) = row.recorded_since() else { return String::new() };
    match row.start {
        RecordStart::Known => format!("recorded since {since}"),
        RecordStart::Assumed => format!("recorded since {since}, assumed"),
    }
}

fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}

fn write_json(mut lines: impl Iterator<Item = impl Serialize>, out: &mut impl Write) -> io::Result<()> {
    lines.try_for_each(|line| json::write_line(out, &line))
}

/// A tax year for other programs.
#[derive(Serialize)]
struct YearLine<'a> {
    country: &'a str,
    label: String,
    start: Timestamp,
    end: Timestamp,
    tz_data_version: &'a str,
    first_day: Date,
    /// The last day, inclusive.
    last_day: Date,
    /// The zone in which the days count.
    zone: &'a str,
    source: &'a str,
    checked_on: &'a str,
    confidence: &'a str,
}

impl<'a> YearLine<'a> {
    fn of(year: &'a TaxYear, sheet: &'a Sheet<'_>) -> Self {
        let TaxCalendar { source, confidence, .. } = sheet.calendar;
        Self {
            country: year.country.code(),
            label: year.to_string(),
            start: year.start,
            end: year.end,
            tz_data_version: TZ_DATA_VERSION,
            first_day: year.first_day,
            last_day: year.last_day,
            zone: zone_name(&sheet.zone),
            source: &source.document,
            checked_on: &source.checked,
            confidence: confidence.name(),
        }
    }
}

/// A row of the table for other programs.
#[derive(Serialize)]
struct RowLine<'a> {
    country: &'a str,
    name: &'a str,
    rules: Vec<RuleLine>,
    naming: &'a str,
    zone: &'a str,
    several_zones: bool,
    source: &'a str,
    checked: &'a str,
    checked_on: &'a str,
    confidence: &'a str,
    note: &'a str,
    recorded_since: Option<Date>,
    start: &'a str,
    tz_data_version: &'a str,
}

impl<'a> From<&'a TaxCalendar> for RowLine<'a> {
    fn from(row: &'a TaxCalendar) -> Self {
        Self {
            country: row.country.code(),
            name: &row.name,
            rules: row.eras.iter().map(RuleLine::from).collect(),
            naming: row.naming.name(),
            zone: zone_name(&row.zone),
            several_zones: row.several_zones,
            source: &row.source.document,
            checked: row.checked.name(),
            checked_on: &row.source.checked,
            confidence: row.confidence.name(),
            note: &row.note,
            recorded_since: row.recorded_since(),
            start: row.start.name(),
            tz_data_version: TZ_DATA_VERSION,
        }
    }
}

/// A rule, from `valid_from` on, inclusive, to `valid_to`, exclusive.
#[derive(Serialize)]
struct RuleLine {
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'static str>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
}

impl From<&Era> for RuleLine {
    fn from(era: &Era) -> Self {
        let Era { valid_from, valid_to, rule } = *era;
        let (mut first, mut calendar) = (None, None);
        match rule {
            YearRule::Fixed { month, day } => first = Some((month, day)),
            YearRule::Unsupported { calendar: name } => calendar = Some(name),
            YearRule::LastDayOfFebruary | YearRule::OnePeriod | YearRule::NoIncomeTax => {}
        }
        let (month, day) = first.unzip();
        Self { rule: rule.name(), month, day, calendar, valid_from, valid_to }
    }
}
