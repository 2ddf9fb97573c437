//! `closeout reasons`: what systems write as the reason for closing, and what is left of it elsewhere.
//!
//! What belongs here: a mapping and a vocabulary, laid out for people and for programs.
//! What never does: what a string means, which is the crate's.

use crate::arguments::{Format, MapOptions, ReasonsCommand};
use crate::evidence::Safe;
use crate::exit::{Exit, Trouble};
use closeout::reason::{Audience, Fit, Initiator, Loss, Mapping, Row, Sense, Standing, System};
use closeout::{Element, Set, reasons};
use comfy_table::{Table, presets};
use serde::Serialize;
use std::io::{self, Write};

/// Maps a string, or lists what can be mapped. A string that cannot be mapped is a finding.
pub(crate) fn run(command: &ReasonsCommand) -> Result<Exit, Trouble> {
    let mut out = io::stdout().lock();
    let exit = match command {
        ReasonsCommand::Map(options) => map(options, &mut out)?,
        ReasonsCommand::List { system: None } => listed(&mut out, &systems())?,
        ReasonsCommand::List { system: Some(name) } => listed(&mut out, &strings(system(name)?))?,
    };
    out.flush()?;
    Ok(exit)
}

fn system(name: &str) -> Result<&'static System, Trouble> {
    reasons::named(name).ok_or_else(|| {
        let known: Vec<String> = reasons::SYSTEMS.iter().map(|system| format!("`{}`", system.name)).collect();
        let (name, known) = (Safe(name), known.join(", "));
        Trouble::Argument(format!("no system `{name}`: expected one of {known}"))
    })
}

fn map(options: &MapOptions, out: &mut impl Write) -> Result<Exit, Trouble> {
    let (from, to) = (system(&options.from)?, system(&options.to)?);
    let mapping = from.map(to, &options.text);
    match options.format {
        Format::Text => write_text(from, to, &mapping, out)?,
        Format::Json => write_json(to, &mapping, out)?,
    }
    Ok(if mapping.string().is_some() { Exit::Success } else { Exit::Findings })
}

fn write_text(from: &System, to: &System, mapping: &Mapping<'_>, out: &mut impl Write) -> io::Result<()> {
    let reading = mapping.reading();
    let original = format!("{}  ({} {})", Safe(reading.original()), from.name, from.field);
    line(out, "original", &original)?;
    if let Some(meaning) = reading.meaning() {
        let disclosure = format!("{} ({})", meaning.disclosure, meaning.cause.condition());
        line(out, "cause", &format!("{}: {}", meaning.cause, meaning.cause.meaning()))?;
        line(out, "initiator", &whoever(meaning.initiators))?;
        line(out, "disclosure", &disclosure)?;
    }
    line(out, "customer is told", reading.disclose_to(Audience::Holder).customer_text().as_str())?;
    let string = mapping.string().map_or("nothing".to_owned(), |string| Safe(string).to_string());
    line(out, "written", &format!("{string}  ({} {})", to.name, to.field))?;
    line(out, "fidelity", mapping.fidelity().name())?;
    mapping.losses().iter().try_for_each(|loss| line(out, "", &loss.to_string()))
}

fn whoever(initiators: Set<Initiator>) -> String {
    let names: Vec<&str> = initiators.iter().map(Initiator::name).collect();
    if names.len() == Initiator::ALL.len() { "anyone".to_owned() } else { names.join(" or ") }
}

fn line(out: &mut impl Write, name: &str, words: &str) -> io::Result<()> {
    writeln!(out, "{name:<18}{words}")
}

/// A mapping for other programs.
#[derive(Serialize)]
struct Mapped<'a> {
    from: &'a str,
    to: &'a str,
    original: &'a str,
    cause: Option<&'a str>,
    meaning: Option<&'a str>,
    initiators: Vec<&'a str>,
    disclosure: Option<&'a str>,
    condition: Option<&'a str>,
    customer_text: &'a str,
    string: Option<&'a str>,
    fidelity: &'a str,
    losses: Vec<String>,
}

fn write_json(to: &System, mapping: &Mapping<'_>, out: &mut impl Write) -> io::Result<()> {
    let reading = mapping.reading();
    let meaning = reading.meaning();
    let initiators = meaning.into_iter().flat_map(|meaning| meaning.initiators);
    let mapped = Mapped {
        from: reading.system(),
        to: to.name,
        original: reading.original(),
        cause: meaning.map(|meaning| meaning.cause.name()),
        meaning: meaning.map(|meaning| meaning.cause.meaning()),
        initiators: initiators.map(Initiator::name).collect(),
        disclosure: meaning.map(|meaning| meaning.disclosure.name()),
        condition: meaning.map(|meaning| meaning.cause.condition().name()),
        customer_text: reading.disclose_to(Audience::Holder).customer_text().as_str(),
        string: mapping.string(),
        fidelity: mapping.fidelity().name(),
        losses: mapping.losses().iter().map(Loss::to_string).collect(),
    };
    serde_json::to_writer(&mut *out, &mapped)?;
    out.write_all(b"\n")
}

fn listed(out: &mut impl Write, table: &Table) -> Result<Exit, Trouble> {
    writeln!(out, "{}", table.trim_fmt())?;
    Ok(Exit::Success)
}

fn systems() -> Table {
    let mut table = plain_table();
    for system in reasons::SYSTEMS {
        let takes = if system.free_text.is_some() { "and free text" } else { "" };
        let count = format!("{} strings {takes}", system.rows.len());
        table.add_row([system.name, system.field, count.trim_end()]);
    }
    table
}

fn strings(system: &System) -> Table {
    let mut table = plain_table();
    for row in system.rows {
        table.add_row([row.string.to_owned(), sense(row)]);
    }
    if let Some(free_text) = system.free_text {
        let limit = free_text.characters_max.map_or("of any length".to_owned(), |characters_max| {
            format!("of at most {characters_max} characters")
        });
        table.add_row(["any other text".to_owned(), format!("other; {limit}, kept to the letter")]);
    }
    table
}

fn sense(row: &Row) -> String {
    let said = match row.sense {
        Sense::NoReason(why) => format!("not a reason: {why}"),
        Sense::Reason { cause, fit: Fit::Same } => cause.to_string(),
        Sense::Reason { cause, fit: Fit::Broader(covers) } => format!("{cause}, or {covers}"),
        Sense::Reason { cause, fit: Fit::Narrower(adds) } => format!("{cause}, and {adds}"),
    };
    match row.standing {
        Standing::Current => said,
        Standing::Deprecated => format!("{said} (old: read, never written)"),
    }
}

fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}
