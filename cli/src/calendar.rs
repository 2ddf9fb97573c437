//! `closeout calendar`: when tax years begin and end, and the rule of each country.
//!
//! What belongs here: tax years and the table of them, laid out for people and for programs.
//! What never does: the rules of tax years, which are the crate's.

use crate::arguments::{CalendarOptions, Format};
use crate::exit::{Exit, Trouble};
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
    match (&options.country, options.from) {
        (Some(country), Some(from)) => {
            let sheet = Sheet::new(country, from, options.to.unwrap_or(from), options.zone.as_deref())?;
            match options.format {
                Format::Text => write_text(&sheet, &mut out)?,
                Format::Json => write_json(sheet.years.iter().map(YearLine::from), &mut out)?,
            }
        }
        _ => match options.format {
            Format::Text => writeln!(out, "{}\n  {}", listed().trim_fmt(), release())?,
            Format::Json => write_json(jurisdictions::ALL.iter().map(|row| RowLine::from(*row)), &mut out)?,
        },
    }
    out.flush()?;
    Ok(Exit::Success)
}

/// The arguments and the complete answer to them.
struct Sheet {
    calendar: &'static TaxCalendar,
    zone: TimeZone,
    /// True if the zone was asked for; false if it is the calendar's own.
    is_asked_for: bool,
    /// The first and the last calendar year in which tax years may begin.
    asked: RangeInclusive<i16>,
    years: Vec<TaxYear>,
}

impl Sheet {
    fn new(country: &str, from: i16, to: i16, zone: Option<&str>) -> Result<Self, Trouble> {
        let country: Country = country.parse().map_err(|error| unusable(&error))?;
        let calendar = jurisdictions::calendar(country).map_err(|error| {
            Trouble::Argument(format!("{error}; `closeout calendar --list` names them all"))
        })?;
        if from > to {
            let told = format!("`--from {from}` is later than `--to {to}`: expected {to} or an earlier year");
            return Err(Trouble::Argument(told));
        }
        let is_asked_for = zone.is_some();
        let zone = zone.map_or_else(|| Ok(calendar.zone.clone()), named_zone)?;
        let years = calendar.years_starting_in(from..=to, &zone).collect::<Result<_, _>>();
        let years = years.map_err(|error| unusable(&error))?;
        Ok(Self { calendar, zone, is_asked_for, asked: from..=to, years })
    }

    /// Returns the tax year that is running when the first calendar year begins, for a span in which no tax year
    /// begins.
    fn running(&self) -> Option<TaxYear> {
        let new_year = start_of_day(Date::new(*self.asked.start(), 1, 1).ok()?, &self.zone).ok()?;
        self.calendar.year_of_in(new_year, &self.zone).ok()
    }
}

fn unusable(error: &impl ToString) -> Trouble {
    Trouble::Argument(Safe(&error.to_string()).to_string())
}

pub(crate) fn named_zone(name: &str) -> Result<TimeZone, Trouble> {
    jurisdictions::zone(name).map_err(|error| unusable(&error))
}

fn write_text(sheet: &Sheet, out: &mut impl Write) -> io::Result<()> {
    let Sheet { calendar, zone, is_asked_for, asked, years } = sheet;
    let hint = if calendar.several_zones && !is_asked_for {
        ", one of several: `--zone` takes the holder's"
    } else {
        ""
    };
    writeln!(out, "{}  {}  {}{hint}  ({})", calendar.country, calendar.name, zone_name(zone), release())?;
    if years.is_empty() {
        return none_starts(sheet.running(), asked, out);
    }
    let mut table = plain_table();
    table.set_header(["tax year", "first day", "last day", "start", "end (exclusive)"]);
    for year in years {
        let days = [year.first_day.to_string(), year.last_day.to_string()];
        table.add_row([year.to_string()].into_iter().chain(days).chain([year.start, year.end].map(utc)));
    }
    writeln!(out, "{}", table.trim_fmt())
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

fn write_json(lines: impl Iterator<Item = impl Serialize>, out: &mut impl Write) -> io::Result<()> {
    for line in lines {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// A tax year for other programs.
#[derive(Serialize)]
struct YearLine<'a> {
    country: &'a str,
    label: String,
    start: Timestamp,
    end: Timestamp,
    tz_data_version: &'a str,
}

impl<'a> From<&'a TaxYear> for YearLine<'a> {
    fn from(year: &'a TaxYear) -> Self {
        Self {
            country: year.country.code(),
            label: year.to_string(),
            start: year.start,
            end: year.end,
            tz_data_version: TZ_DATA_VERSION,
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
