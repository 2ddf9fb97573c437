//! `closeout reasons`: the strings that systems use as the reason for closing, and their counterparts in other systems.
//!
//! What belongs here: a mapping and a vocabulary, laid out for people and for programs.
//! What never does: the meaning of a string, which is the crate's.

use crate::arguments::{Format, MapOptions, ReasonsCommand};
use crate::exit::{Exit, Trouble};
use crate::json;
use crate::terminal::Safe;
use closeout::{
    Set,
    reason::{
        Audience, Author, Condition, Fit, FreeText, Initiator, Loss, Mapping, Reading, Row, Sense,
        SpecificReasons, Standing, System,
    },
    reason_systems,
    vocab::Source,
};
use comfy_table::{Table, presets};
use serde::Serialize;
use std::io::{self, Write};

/// Maps a string, or lists the strings that can be mapped. A string that cannot be mapped is a finding.
pub(crate) fn run(command: &ReasonsCommand) -> Result<Exit, Trouble> {
    let mut out = io::stdout().lock();
    let exit = match command {
        ReasonsCommand::Map(options) => map(options, &mut out)?,
        ReasonsCommand::List { system: None } => listed(&mut out, &systems())?,
        ReasonsCommand::List { system: Some(name) } => {
            let system = system(name)?;
            listed(&mut out, &strings(system))?;
            writeln!(out, "Source: {}", source(&system.source))?;
            Exit::Success
        }
    };
    out.flush()?;
    Ok(exit)
}

fn system(name: &str) -> Result<&'static System, Trouble> {
    reason_systems::named(name).ok_or_else(|| {
        let known: Vec<String> =
            reason_systems::SYSTEMS.iter().map(|system| format!("`{}`", system.name)).collect();
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
    if let Some(known) = reading.near_match() {
        line(
            out,
            "near match",
            &format!("{known}  (read as that, since the original differs in spelling alone)"),
        )?;
    }
    write_meaning(reading, out)?;
    write_told(reading, out)?;
    let string = mapping.string().map_or("nothing".to_owned(), |string| Safe(string).to_string());
    line(out, "written", &format!("{string}  ({} {})", to.name, to.field))?;
    line(out, "fidelity", mapping.fidelity().name())?;
    mapping.losses().iter().try_for_each(|loss| line(out, "", &loss.to_string()))
}

fn write_meaning(reading: &Reading<'_>, out: &mut impl Write) -> io::Result<()> {
    let (Some(meaning), Some(condition)) = (reading.meaning(), reading.condition()) else { return Ok(()) };
    line(out, "cause", &format!("{}: {}", meaning.cause, meaning.cause.meaning()))?;
    line(out, "initiator", &whoever(meaning.initiators))?;
    line(out, "disclosure", &format!("{} ({condition})", meaning.disclosure))
}

/// Writes the sentence for the holder, the sentences for others if they differ, and whether they are enough.
fn write_told(reading: &Reading<'_>, out: &mut impl Write) -> io::Result<()> {
    let to_holder = told(reading, Audience::Holder);
    line(out, "customer is told", to_holder)?;
    let others = [(Audience::Estate, "estate is told"), (Audience::Victim, "victim is told")];
    for (audience, name) in others {
        let text = told(reading, audience);
        if text != to_holder && reading.condition().is_some_and(|due| due.audiences().contains(&audience)) {
            line(out, name, text)?;
        }
    }
    match specific_reasons(reading) {
        Some(SpecificReasons::Given) => line(out, "specific reasons", "given by this text"),
        Some(SpecificReasons::NotEnough) => {
            line(out, "specific reasons", &format!("this text is not enough {WHERE_DUE}"))
        }
        Some(SpecificReasons::NotDue) | None => Ok(()),
    }
}

const WHERE_DUE: &str = "where the law demands them, such as for payment services in the United Kingdom under contracts \
                         from 2026-04-28 (SI 2025/688), unless to say more would be unlawful";

fn told(reading: &Reading<'_>, audience: Audience) -> &'static str {
    reading.disclose_to(audience).customer_text().as_str()
}

fn specific_reasons(reading: &Reading<'_>) -> Option<SpecificReasons> {
    reading.meaning().map(|meaning| meaning.classified().specific_reasons_to(Audience::Holder))
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
    near_match: Option<&'a str>,
    cause: Option<&'a str>,
    meaning: Option<&'a str>,
    initiators: Vec<&'a str>,
    disclosure: Option<&'a str>,
    condition: Option<&'a str>,
    customer_text: &'a str,
    texts: Texts<'a>,
    specific_reasons: Option<&'a str>,
    string: Option<&'a str>,
    fidelity: &'a str,
    losses: Vec<String>,
}

/// The sentence for each audience.
#[derive(Serialize)]
struct Texts<'a> {
    holder: &'a str,
    estate: &'a str,
    victim: &'a str,
}

fn write_json(to: &System, mapping: &Mapping<'_>, out: &mut impl Write) -> io::Result<()> {
    let reading = mapping.reading();
    let meaning = reading.meaning();
    let initiators = meaning.into_iter().flat_map(|meaning| meaning.initiators);
    let mapped = Mapped {
        from: reading.system(),
        to: to.name,
        original: reading.original(),
        near_match: reading.near_match(),
        cause: meaning.map(|meaning| meaning.cause.name()),
        meaning: meaning.map(|meaning| meaning.cause.meaning()),
        initiators: initiators.map(Initiator::name).collect(),
        disclosure: meaning.map(|meaning| meaning.disclosure.name()),
        condition: reading.condition().map(Condition::name),
        customer_text: told(reading, Audience::Holder),
        texts: Texts {
            holder: told(reading, Audience::Holder),
            estate: told(reading, Audience::Estate),
            victim: told(reading, Audience::Victim),
        },
        specific_reasons: specific_reasons(reading).map(SpecificReasons::name),
        string: mapping.string(),
        fidelity: mapping.fidelity().name(),
        losses: mapping.losses().iter().map(Loss::to_string).collect(),
    };
    json::write_line(out, &mapped)
}

fn listed(out: &mut impl Write, table: &Table) -> Result<Exit, Trouble> {
    writeln!(out, "{}", table.trim_fmt())?;
    Ok(Exit::Success)
}

fn systems() -> Table {
    let mut table = plain_table();
    for system in reason_systems::SYSTEMS {
        let takes = if system.free_text.is_some() { "and free text" } else { "" };
        let count = format!("{} strings {takes}", system.rows.len());
        table.add_row([system.name, system.field, count.trim_end()]);
    }
    table
}

fn strings(system: &System) -> Table {
    let mut table = plain_table();
    for row in system.rows {
        let own = row.source.map_or(String::new(), |own| format!(" [{}]", source(own)));
        table.add_row([row.string.to_owned(), sense(row) + &own]);
    }
    if let Some(free_text) = system.free_text {
        table.add_row(["any other text".to_owned(), taken(free_text)]);
    }
    table
}

fn source(source: &Source) -> String {
    let reading = if source.reading.is_empty() { String::new() } else { format!("; {}", source.reading) };
    format!("{}, as of {}{reading}", source.document, source.checked)
}

fn taken(free_text: FreeText) -> String {
    let whose = match free_text.author {
        Author::Holder => "customer_request, in the holder's own words",
        Author::Provider => "other, in the words of the provider, withheld until they are released",
    };
    let limit = free_text.characters_max.map_or("of any length".to_owned(), |characters_max| {
        format!("of at most {characters_max} characters")
    });
    format!("{whose}; {limit}, kept to the letter")
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
