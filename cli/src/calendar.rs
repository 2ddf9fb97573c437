//! `closeout calendar`: when tax years begin and end, and which countries have which.
//!
//! What belongs here: tax years and the table of them, laid out for people and for programs.
//! What never does: when a tax year begins, which is the crate's.

use crate::arguments::{CalendarOptions, Format};
use crate::evidence::Safe;
use crate::exit::{Exit, Trouble};
use closeout::jurisdictions::{self, TZ_DATA_VERSION};
use closeout::{Country, Era, TaxCalendar, TaxYear, YearRule};
use comfy_table::{Table, presets};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::Serialize;
use std::io::{self, BufWriter, Write};

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
            Format::Text => writeln!(out, "{}", listed().trim_fmt())?,
            Format::Json => write_json(jurisdictions::ALL.iter().map(|row| RowLine::from(*row)), &mut out)?,
        },
    }
    out.flush()?;
    Ok(Exit::Success)
}

/// What was asked for, and all of it answered.
struct Sheet {
    calendar: &'static TaxCalendar,
    zone: TimeZone,
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
        let zone = zone.map_or_else(|| Ok(calendar.zone.clone()), named_zone)?;
        let years = calendar.years_starting_in(from..=to, &zone).collect::<Result<_, _>>();
        Ok(Self { calendar, years: years.map_err(|error| unusable(&error))?, zone })
    }
}

fn unusable(error: &impl ToString) -> Trouble {
    Trouble::Argument(Safe(&error.to_string()).to_string())
}

/// From the data that is part of the program, whatever the machine has.
pub(crate) fn named_zone(name: &str) -> Result<TimeZone, Trouble> {
    let found = TimeZoneDatabase::bundled().get(name).ok().filter(|zone| !zone.is_unknown());
    found.ok_or_else(|| {
        Trouble::Argument(format!(
            "no time zone `{}`: expected a name of the IANA database (release {TZ_DATA_VERSION}), such as \
             `Europe/London`",
            Safe(name)
        ))
    })
}

fn write_text(sheet: &Sheet, out: &mut impl Write) -> io::Result<()> {
    let Sheet { calendar, zone, years } = sheet;
    let hint = if calendar.several_zones && *zone == calendar.zone {
        ", one of several: `--zone` takes the holder's"
    } else {
        ""
    };
    writeln!(out, "{}  {}  {}{hint}", calendar.country, calendar.name, zone_name(zone))?;
    if years.is_empty() {
        return writeln!(out, "No tax year starts then.");
    }
    let mut table = plain_table();
    table.set_header(["tax year", "first day", "last day", "start", "end (exclusive)"]);
    for year in years {
        let days = [year.first_day.to_string(), year.last_day.to_string()];
        table.add_row([year.to_string()].into_iter().chain(days).chain([year.start, year.end].map(utc)));
    }
    writeln!(out, "{}", table.trim_fmt())
}

fn utc(instant: Timestamp) -> String {
    instant.to_string()
}

fn zone_name(zone: &TimeZone) -> &str {
    zone.iana_name().unwrap_or("UTC")
}

/// A line for each rule, since a few countries have several.
fn listed() -> Table {
    let mut table = plain_table();
    for row in jurisdictions::ALL {
        let several = if row.several_zones { " and others" } else { "" };
        let zone = format!("{}{several}", zone_name(&row.zone));
        let first = [row.country.code(), row.name, &zone];
        for (place, era) in row.eras.iter().enumerate() {
            let of_the_row = if place == 0 { first } else { [""; 3] };
            table.add_row(of_the_row.map(str::to_owned).into_iter().chain([era.to_string()]));
        }
    }
    table
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
}

impl<'a> From<&'a TaxYear> for YearLine<'a> {
    fn from(year: &'a TaxYear) -> Self {
        Self { country: year.country.code(), label: year.to_string(), start: year.start, end: year.end }
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
}

impl<'a> From<&'a TaxCalendar> for RowLine<'a> {
    fn from(row: &'a TaxCalendar) -> Self {
        Self {
            country: row.country.code(),
            name: row.name,
            rules: row.eras.iter().map(RuleLine::from).collect(),
            naming: row.naming.name(),
            zone: zone_name(&row.zone),
            several_zones: row.several_zones,
            source: row.source.document,
            checked: row.checked.name(),
            checked_on: row.source.checked,
            confidence: row.confidence.name(),
            note: row.note,
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
