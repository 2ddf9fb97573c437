//! The generated documents against the tables that they are generated from.
//!
//! What belongs here: how each document is written. `WRITE_DOCS=1 cargo test --all-features docs_current` writes them.
//! What never does: prose that no table has.

mod cures;
mod laws;
pub(crate) mod named;
mod readings;
mod reasons;

use closeout::{
    Code, jurisdictions,
    lifecycle::{Lifecycle, StatusRow},
    profile::{Profile, ReasonForm, Stage},
    providers, retention,
    retention::RetentionRow,
    timing::{Era, RecordStart, TaxCalendar},
    vocab::{Basis, Source},
    wire::Document,
};
use std::fmt::Write;
use std::path::Path;

const GENERATED: &str =
    "<!-- Generated from the tables; the test `docs_current` says when it is stale and how to write it. -->";

#[test]
fn the_generated_documents_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let laws_found = std::fs::read_to_string(folder.join("LAWS.md")).unwrap_or_default();
    let documents = [
        ("LIFECYCLE.md", lifecycles()),
        ("RULES.md", rules()),
        ("READINGS.md", readings::readings()),
        ("JURISDICTIONS.md", jurisdictions()),
        ("RETENTION.md", retentions()),
        ("REASONS.md", reasons::reasons()),
        ("LAWS.md", laws::laws(&laws_found)),
    ];
    let schemas = Document::ALL.iter().map(|each| (format!("schemas/{each}.json"), schema(*each)));
    for (name, expected) in documents.map(|(name, text)| (name.to_owned(), text)).into_iter().chain(schemas) {
        let path = folder.join(&name);
        if std::env::var_os("WRITE_DOCS").is_some() {
            std::fs::write(&path, &expected).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == expected,
            "docs/{name} is stale: WRITE_DOCS=1 cargo test --all-features docs_current"
        );
    }
}

fn schema(document: Document) -> String {
    let mut text = serde_json::to_string_pretty(&document.schema()).unwrap();
    text.push('\n');
    text
}

#[test]
fn every_law_has_its_row() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/LAWS.md");
    let text = std::fs::read_to_string(path).unwrap();
    for law in closeout::laws::Law::ALL {
        assert!(text.contains(&format!("| `{law}` |")), "docs/LAWS.md has no row for `{law}`");
    }
}

fn title(profile: &Profile) -> String {
    format!("{}, {}", profile.provider, profile.subject)
}

fn table(out: &mut String, heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
    writeln!(out, "\n| {} |\n|{}", heads.join(" | "), " --- |".repeat(heads.len())).unwrap();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        writeln!(out, "| {} |", cells.join(" | ")).unwrap();
    }
}

fn code(text: impl std::fmt::Display) -> String {
    format!("`{text}`")
}

fn cited(source: &Source) -> String {
    if source.reading.is_empty() {
        source.document.to_string()
    } else {
        format!("{}: {}", source.document, source.reading)
    }
}

const LIFECYCLES: &str = "\
What each provider's subjects can be, and what leads from one status to another. An arrow from the start leads to what a
document calls initial; where that is another document than the source of the status, the reading names it. Of a status
marked *assumed* no document says how a subject gets there, so it is looked at as if one could begin there. The ids in
the sources are those of [READINGS.md](READINGS.md).";

fn lifecycles() -> String {
    let mut out = format!("{GENERATED}\n\n# Lifecycles\n\n{LIFECYCLES}\n");
    for profile in providers::PROFILES {
        writeln!(out, "\n## {}\n\n```mermaid\n{}```", title(profile), profile.lifecycle.mermaid()).unwrap();
        statuses(&mut out, &profile.lifecycle);
        edges(&mut out, &profile.lifecycle);
    }
    out
}

fn statuses(out: &mut String, lifecycle: &Lifecycle) {
    let rows = lifecycle.statuses().iter().map(|row| {
        vec![code(&row.wire), row.phase.to_string(), begins(row), row.meaning.to_string(), cited(&row.source)]
    });
    table(out, &["status", "phase", "initial", "meaning", "source"], rows);
}

fn begins(row: &StatusRow) -> String {
    match (row.initial, row.assumed) {
        (true, _) => "yes",
        (false, true) => "assumed",
        (false, false) => "",
    }
    .to_owned()
}

fn edges(out: &mut String, lifecycle: &Lifecycle) {
    let wire = |place: usize| code(&lifecycle.statuses()[place].wire);
    let rows = lifecycle
        .transitions()
        .iter()
        .map(|edge| vec![wire(edge.from), edge.on.to_string(), wire(edge.to), cited(&edge.source)]);
    table(out, &["from", "move", "to", "source"], rows);
}

fn rules() -> String {
    let mut out = format!(
        "{GENERATED}\n\n# Rules\n\nThe ids in the sources are those of [READINGS.md](READINGS.md).\n\n## The causes, in order of precedence\n"
    );
    let rows = Code::ALL.iter().map(|each| {
        let cures: Vec<&str> = each.cures().iter().map(|cure| cure.words()).collect();
        let fact = each.fact().map_or(String::new(), code);
        vec![code(each), each.class().to_string(), cures.join(", "), fact]
    });
    table(&mut out, &["code", "who can clear it", "how", "fact"], rows);
    writeln!(out, "\n## What clears a cause for one account\n\n{CURES}").unwrap();
    table(&mut out, &["code", "the account", "who can clear it", "how"], cures::rows());
    for profile in providers::PROFILES {
        writeln!(out, "\n## {}", title(profile)).unwrap();
        conditions(&mut out, profile);
        terms(&mut out, profile);
        gates(&mut out, profile);
        after_closing(&mut out, profile);
    }
    offboarding(&mut out);
    out
}

const CURES: &str = "\
The table above holds where nothing else is known. Of an account the class and the cures are derived from what is permitted
in its status and under its restrictions, from sign and component of each item, and from the phase. A cure that is denied is
never named; where none is left, what forbids it has to change first. Where items differ, the holder counts first, then the
provider, then the market. A sweep says the codes alone: ask for the decision of a row to see these.";

fn offboarding(out: &mut String) {
    writeln!(out, "\n## Offboarding a user\n\n{OFFBOARDING}").unwrap();
    let rows = providers::OFFBOARDING.iter();
    table(
        out,
        &["provider", "source"],
        rows.map(|(profile, source)| vec![profile.provider.to_string(), cited(source)]),
    );
}

const OFFBOARDING: &str = "\
Possible when every account and every group of the user is closed. One that is not closed stands in the way, also one
whose status no document names. A list that is empty, was read in part or was not read at all makes it unknown, as does
a status that nobody knows.";

fn conditions(out: &mut String, profile: &Profile) {
    let rows = profile.rules.iter().map(|row| {
        let stage = if row.stage == Stage::Admission { "admission" } else { "completion" };
        let basis = if row.basis == Basis::Stated { "stated" } else { "inferred, prudent only" };
        vec![code(row.code), stage.to_owned(), basis.to_owned(), cited(&row.source)]
    });
    table(out, &["condition: there is no", "for", "basis", "source"], rows);
}

/// What is one value for the whole profile, or a short list.
fn terms(out: &mut String, profile: &Profile) {
    let zone = profile.home.zone.iana_name().unwrap();
    let mut rows = vec![
        vec!["home".to_owned(), format!("days are counted in {}", code(zone)), cited(&profile.home.source)],
        vec!["reason".to_owned(), reason(&profile.reason), cited(&profile.reason.source)],
    ];
    rows.extend(profile.components.iter().map(|component| {
        let settles = if component.settles { "settles by itself" } else { "is withdrawn or deposited" };
        vec![format!("cash, {}", code(&component.name)), settles.to_owned(), cited(&component.source)]
    }));
    rows.extend(profile.uncollected_fee.iter().map(|fee| {
        let smallest = format!("up to {} of the smallest unit is never collected", fee.up_to);
        vec!["fees".to_owned(), smallest, cited(&fee.source)]
    }));
    table(out, &["term", "value", "source"], rows);
}

fn reason(form: &ReasonForm) -> String {
    let what = if form.by_code { "a code or a text" } else { "a text" };
    let limit = form.longest_text.map_or(String::new(), |most| format!(" of at most {most} characters"));
    format!("{what}{limit} states it")
}

fn gates(out: &mut String, profile: &Profile) {
    for gate in &profile.gates {
        let rules = rules_of(&gate.calendar);
        let zone = code(zone_of(&gate.calendar));
        let (residents, subject) = (gate.residents_of, profile.subject);
        writeln!(out, "\nWith `{residents}` among the `residences` of its holders, the {subject} closes only at the end of a tax year, which {rules} in {zone}. Source: {}.", cited(&gate.source)).unwrap();
    }
}

fn zone_of(calendar: &TaxCalendar) -> &str {
    calendar.zone.iana_name().unwrap()
}

/// From when on the first is recorded is said beside it.
fn rules_of(calendar: &TaxCalendar) -> String {
    let (first, others) = calendar.eras.split_first().unwrap();
    let first = Era { valid_from: None, ..*first };
    let rules = [&first].into_iter().chain(others).map(ToString::to_string);
    rules.collect::<Vec<_>>().join("; ")
}

fn jurisdictions() -> String {
    let mut out = format!(
        "{GENERATED}\n\n# Jurisdictions\n\nThe tax years of persons, in {} countries. Days are `month-day`, and count \
         in the zone that stands beside them; * marks the capital or financial centre of a country with several. A \
         country that is not here is an error, never taken for one with the calendar year.\n\nA day before the one in \
         the column *recorded since* has no answer: nothing is recorded for it. Where that is `assumed`, only what holds \
         today was looked up; the rule is taken back to the tax year in which 2015 begins, since services look back some \
         ten years and no later change is known but those that have their dates here, and may be older or younger.\n\nA \
         row is general knowledge where the last column says `known`: its source was not opened. Time zones are those of \
         release {} of the IANA database.\n",
        jurisdictions::ALL.len(),
        jurisdictions::TZ_DATA_VERSION
    );
    let rows = jurisdictions::ALL.iter().map(|row| jurisdiction(row));
    table(
        &mut out,
        &["country", "name", "tax year", "recorded since", "zone", "source", "note", "sure", "checked"],
        rows,
    );
    out
}

fn jurisdiction(row: &TaxCalendar) -> Vec<String> {
    let several = if row.several_zones { " *" } else { "" };
    vec![
        code(row.country),
        row.name.to_string(),
        rules_of(row),
        recorded(row),
        format!("{}{several}", code(zone_of(row))),
        cited(&row.source),
        row.note.to_string(),
        row.confidence.to_string(),
        format!("{}, {}", row.checked, row.source.checked),
    ]
}

fn recorded(row: &TaxCalendar) -> String {
    row.recorded_since().map_or(String::new(), |since| match row.start {
        RecordStart::Known => since.to_string(),
        RecordStart::Assumed => format!("{since}, assumed"),
    })
}

fn after_closing(out: &mut String, profile: &Profile) {
    for obligation in &profile.obligations {
        let whose =
            obligation.residents_of.map_or(String::new(), |country| format!(" for residents of `{country}`"));
        writeln!(
            out,
            "\nAfter closing: `{}`{whose}. Source: {}.",
            obligation.kind,
            cited(&obligation.source)
        )
        .unwrap();
    }
    for row in &profile.announcements {
        let basis = if row.basis == Basis::Stated { "stated" } else { "inferred" };
        writeln!(
            out,
            "\nAnnounced on `{}`: `{}`, {basis}. Source: {}.",
            row.on,
            row.message,
            cited(&row.source)
        )
        .unwrap();
    }
}

const RETENTION: &str = "\
Records that are kept when an account has been closed, by whose law and for how long. Closing never deletes anything.
The rows are what a careful reader found and not legal advice: the last column says how firmly a rule stands and what
was read of its source, `not_opened` being nothing. A jurisdiction that is not here is unknown, not free. The European
Union has rows of its own, beside those of its members.

`after` does not count the day on which the clock starts, `beginning_on` does. Clocks of calendar years end with 31
December. *At most* is a limit in years and no leave to keep a record until then. Of two days that a clock depends on
the later one counts, also where the text says *or* and not which. A hold overrides every period.";

fn retentions() -> String {
    let as_of = retention::AS_OF;
    let mut out = format!("{GENERATED}\n\n# Retention\n\n{RETENTION}\n\nAs of {as_of}.\n");
    for rows in retention::ROWS.chunk_by(|one, next| one.jurisdiction == next.jurisdiction) {
        writeln!(out, "\n## {}", rows[0].jurisdiction).unwrap();
        let heads =
            ["records", "years", "clock", "counting", "at most", "binds", "law", "source", "standing"];
        table(&mut out, &heads, rows.iter().map(kept));
    }
    out
}

fn kept(row: &RetentionRow) -> Vec<String> {
    let period = row.period;
    let from = row.valid_from.map_or(String::new(), |day| format!(", from {day} on"));
    let remark = if row.note.is_empty() { String::new() } else { format!(": {}", row.note) };
    vec![
        code(row.record_class),
        period.years.to_string(),
        code(period.clock),
        code(period.counting),
        period.hard_maximum.map_or(String::new(), |years| years.to_string()),
        row.applies_to.to_owned(),
        format!("{}{from}", row.instrument),
        format!("{}{remark}", row.source),
        format!("{}, {}", code(row.confidence), code(row.source_read)),
    ]
}
