//! `closeout retention`: until when records are kept after closing, and which rules are known.
//!
//! What belongs here: reading the known facts about a record, and answers for people and for programs.
//! What never does: a period or a calculation, which are the crate's; deleting anything.

use crate::arguments::{Answer, Format, RetentionOptions};
use crate::calendar::named_zone;
use crate::exit::{Exit, Trouble};
use crate::json;
use crate::terminal::Safe;
use closeout::{
    Country, Fact, Set, jurisdictions, retention,
    retention::{Jurisdiction, Occurrence, Retention, RetentionInput, RetentionInputs, RetentionRow},
    vocab::Confidence,
    wire::RetentionAnswer,
};
use comfy_table::{Table, presets};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::io::{self, BufWriter, Write};

pub(crate) fn run(options: &RetentionOptions) -> Result<Exit, Trouble> {
    let mut out = BufWriter::new(io::stdout().lock());
    if options.jurisdictions.is_empty() {
        list(options.format, retention::ROWS, &mut out)?;
    }
    let whose = options.jurisdictions.iter().map(|named| jurisdiction(named));
    let whose = whose.collect::<Result<Vec<_>, _>>()?;
    // Nothing is written before every name is known to mean something: part of the answers would look like all of them.
    whose.iter().try_for_each(|whose| rows(*whose, options.class.as_deref()).map(drop))?;
    for (place, whose) in whose.into_iter().enumerate() {
        if place > 0 && options.format == Format::Text {
            writeln!(out)?;
        }
        answer(options, whose, &mut out)?;
    }
    out.flush()?;
    Ok(Exit::Success)
}

/// Reads a jurisdiction. `EU` is handled here because the Union has no country code.
fn jurisdiction(named: &str) -> Result<Jurisdiction, Trouble> {
    if named == "EU" {
        return Ok(Jurisdiction::EuropeanUnion);
    }
    named.parse::<Country>().map(Jurisdiction::from).map_err(|error| unusable(&error))
}

fn unusable(error: &impl ToString) -> Trouble {
    Trouble::Argument(Safe(&error.to_string()).to_string())
}

fn answer(options: &RetentionOptions, whose: Jurisdiction, out: &mut impl Write) -> Result<(), Trouble> {
    let rows = rows(whose, options.class.as_deref())?;
    if options.list {
        return Ok(list(options.format, rows, out)?);
    }
    let inputs = inputs(options)?;
    let zone = zone(options, whose, &inputs)?;
    for (place, row) in rows.iter().enumerate() {
        let retention = row.retention(&inputs, &zone).map_err(|error| unusable(&error))?;
        match options.format {
            Format::Json => json::write_line(out, &RetentionAnswer::new(row, &retention))?,
            Format::Text => {
                if place > 0 {
                    writeln!(out)?;
                }
                write_text(row, &retention, &inputs, out)?;
            }
        }
    }
    Ok(())
}

/// Returns all rows of the jurisdiction, or those of one kind of record there.
fn rows(whose: Jurisdiction, class: Option<&str>) -> Result<&'static [RetentionRow], Trouble> {
    let rows = retention::of(whose).map_err(|_| {
        Trouble::Argument(format!(
            "no rule on keeping records is known for `{whose}`, which does not mean that nothing has to be kept; \
             `closeout retention --list` names those that are known"
        ))
    })?;
    let Some(class) = class else { return Ok(rows) };
    let one = rows.iter().position(|row| row.record_class == class);
    one.and_then(|place| rows.get(place..=place)).ok_or_else(|| {
        let known: Vec<String> = rows.iter().map(|row| format!("`{}`", row.record_class)).collect();
        let (class, known) = (Safe(class), known.join(", "));
        Trouble::Argument(format!(
            "no kind of record `{class}` is known for `{whose}`: expected one of {known}"
        ))
    })
}

fn inputs(options: &RetentionOptions) -> Result<RetentionInputs, Trouble> {
    let mut inputs = RetentionInputs::unknown();
    inputs.account_closed = occurrence(RetentionInput::AccountClosed, options.closed.as_deref())?;
    inputs.relationship_ended =
        occurrence(RetentionInput::RelationshipEnded, options.relationship_ended.as_deref())?;
    inputs.last_service = occurrence(RetentionInput::LastService, options.last_service.as_deref())?;
    inputs.last_transaction =
        occurrence(RetentionInput::LastTransaction, options.last_transaction.as_deref())?;
    inputs.record_created = occurrence(RetentionInput::RecordCreated, options.record_created.as_deref())?;
    inputs.transaction_completed =
        occurrence(RetentionInput::TransactionCompleted, options.transaction_completed.as_deref())?;
    inputs.financial_year_end = day(RetentionInput::FinancialYearEnd, options.financial_year_end.as_deref())?;
    inputs.reporting_period_end =
        day(RetentionInput::ReportingPeriodEnd, options.reporting_period_end.as_deref())?;
    inputs.on_hold = options.on_hold.map(Answer::is_yes).into();
    Ok(inputs)
}

/// Returns the flag that people type for an input.
const fn flag(input: RetentionInput) -> &'static str {
    match input {
        RetentionInput::AccountClosed => "--closed",
        RetentionInput::RelationshipEnded => "--relationship-ended",
        RetentionInput::LastService => "--last-service",
        RetentionInput::LastTransaction => "--last-transaction",
        RetentionInput::RecordCreated => "--record-created",
        RetentionInput::TransactionCompleted => "--transaction-completed",
        RetentionInput::FinancialYearEnd => "--financial-year-end",
        RetentionInput::ReportingPeriodEnd => "--reporting-period-end",
        RetentionInput::OnHold => "--on-hold",
        _ => "an input that this version of the tool does not take",
    }
}

fn occurrence(input: RetentionInput, written: Option<&str>) -> Result<Fact<Occurrence>, Trouble> {
    let read = written.map(str::parse::<Occurrence>).transpose();
    read.map(Fact::from).map_err(|error| unusable(&format!("{}: {error}", flag(input))))
}

/// Reads an input that must be a civil day, such as a financial year end, and not an instant.
fn day(input: RetentionInput, written: Option<&str>) -> Result<Fact<Date>, Trouble> {
    match occurrence(input, written)?.known() {
        None => Ok(Fact::Unknown),
        Some(Occurrence::On(day)) => Ok(Fact::Known(*day)),
        Some(Occurrence::At(_) | Occurrence::Never) => {
            let flag = flag(input);
            Err(unusable(&format!("{flag}: expected a civil date such as `2026-03-31`, the last day of it")))
        }
    }
}

/// Returns the zone in which an instant is read as a civil day: the holder's if given, else the one of the
/// jurisdiction.
fn zone(
    options: &RetentionOptions,
    whose: Jurisdiction,
    inputs: &RetentionInputs,
) -> Result<TimeZone, Trouble> {
    if let Some(name) = &options.zone {
        return named_zone(name);
    }
    let calendar = match whose {
        Jurisdiction::Country(country) => jurisdictions::calendar(country).ok(),
        Jurisdiction::EuropeanUnion => None,
    };
    let has_instant = RetentionInput::ALL
        .iter()
        .any(|input| matches!(given(inputs, *input), Fact::Known(Occurrence::At(_))));
    match calendar {
        Some(calendar) => Ok(calendar.zone.clone()),
        None if has_instant => {
            let told =
                format!("`{whose}` has no time zone of its own: expected `--zone`, or civil dates alone");
            Err(Trouble::Argument(told))
        }
        None => Ok(TimeZone::UTC),
    }
}

/// Returns what was given for an input; unknown for one without an occurrence.
fn given(inputs: &RetentionInputs, input: RetentionInput) -> Fact<Occurrence> {
    match input {
        RetentionInput::AccountClosed => inputs.account_closed,
        RetentionInput::RelationshipEnded => inputs.relationship_ended,
        RetentionInput::LastService => inputs.last_service,
        RetentionInput::LastTransaction => inputs.last_transaction,
        RetentionInput::RecordCreated => inputs.record_created,
        RetentionInput::TransactionCompleted => inputs.transaction_completed,
        RetentionInput::FinancialYearEnd
        | RetentionInput::ReportingPeriodEnd
        | RetentionInput::OnHold
        | _ => Fact::Unknown,
    }
}

fn write_text(
    row: &RetentionRow,
    retention: &Retention,
    inputs: &RetentionInputs,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "{} {}  {}", row.jurisdiction, row.record_class, outcome(retention, inputs))?;
    writeln!(out, "    {}: {}", row.instrument, period(row))?;
    writeln!(out, "    binds {}", row.applies_to)?;
    if let Some(day) = row.valid_from {
        writeln!(out, "    applies from {day}; which rule governs what began before is not known here")?;
    }
    if !row.note.is_empty() {
        writeln!(out, "    note: {}", row.note)?;
    }
    let (sure, read) = (Confidence::name(row.confidence), row.source_read.name().replace('_', " "));
    writeln!(out, "    source: {} (confidence {sure}; {read}; as of {})", row.source, retention::AS_OF)
}

fn outcome(retention: &Retention, inputs: &RetentionInputs) -> String {
    match *retention {
        Retention::Dated { keep_through, must_delete_by: None } => format!("keep through {keep_through}"),
        Retention::Dated { keep_through, must_delete_by: Some(day) } => {
            format!("keep through {keep_through}, gone by {day} at the latest")
        }
        Retention::UntilReleased => "keep until every hold is released".to_owned(),
        Retention::Undetermined { missing } => undetermined(missing, inputs),
    }
}

/// Says which inputs to give, or that all of them were given as `never`.
fn undetermined(missing: Set<RetentionInput>, inputs: &RetentionInputs) -> String {
    let is_unknown =
        |input: &RetentionInput| *input == RetentionInput::OnHold || given(inputs, *input).is_unknown();
    let unknown: Vec<&str> = missing.iter().filter(is_unknown).map(flag).collect();
    if unknown.is_empty() {
        let never: Vec<&str> = missing.iter().map(flag).collect();
        return format!("keep: nothing starts the period, since {} never", is(&never));
    }
    format!("keep: the last day is not known without {}", unknown.join(" and "))
}

fn is(flags: &[&str]) -> String {
    format!("{} {}", flags.join(" and "), if flags.len() == 1 { "is" } else { "are" })
}

/// Describes a period, such as `5 years after relationship ended, at most 10`.
fn period(row: &RetentionRow) -> String {
    let period = row.period;
    let counted = period.counting.name().replace('_', " ");
    let (clock, most) = (period.clock.name().replace('_', " "), period.hard_maximum);
    let at_most = most.map_or(String::new(), |years| format!(", at most {years}"));
    format!("{} years {counted} {clock}{at_most}", period.years)
}

fn list(format: Format, rows: &[RetentionRow], out: &mut impl Write) -> io::Result<()> {
    if format == Format::Json {
        return rows.iter().try_for_each(|row| json::write_line(out, row));
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    for row in rows {
        let inputs = row.period.clock.inputs().iter().copied().chain([RetentionInput::OnHold]);
        let flags: Vec<&str> = inputs.map(flag).collect();
        let jurisdiction = row.jurisdiction.to_string();
        table.add_row([&jurisdiction, row.record_class, &period(row), row.instrument, &flags.join(" ")]);
    }
    writeln!(out, "{}", table.trim_fmt())
}
