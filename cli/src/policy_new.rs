//! `closeout policy new`: a policy document to begin with, which says what each of its fields means.
//!
//! What belongs here: the order of the fields, and a built-in profile in the form of a document.
//! What never does: the meaning of a field or its permitted values, which are those of the schema.

use crate::arguments::NewPolicyOptions;
use crate::exit::{self, Exit, Trouble};
use crate::guide::Guide;
use crate::terminal::Safe;
use closeout::{
    jurisdictions,
    lifecycle::{Lifecycle, StatusRow, Transition},
    profile::{DueWindow, GateRow, ObligationRow, PermissionRow, Profile, RuleRow},
    providers,
    vocab::{Basis, Source, WireValue},
    wire::Policies,
};
use std::io::{self, BufWriter, Write};

/// Writes a document that decides as the provider does until somebody changes it.
pub(crate) fn run(options: &NewPolicyOptions) -> Result<Exit, Trouble> {
    let built_in = Policies::built_in();
    let profile = exit::profile(&built_in, &options.based_on, options.subject)?;
    if providers::PROFILES.iter().any(|other| other.provider == options.name) {
        let name = Safe(&options.name);
        let message = format!("`{name}` is the name of a built-in provider: expected a name of its own");
        return Err(Trouble::Argument(message));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    write_document(&options.name, profile, &mut out)?;
    out.flush()?;
    Ok(Exit::Success)
}

fn write_document(name: &str, profile: &Profile, out: &mut impl Write) -> io::Result<()> {
    let provider = profile.provider.as_ref();
    writeln!(out, "# A policy that decides as `{provider}` does until you change it. Check a change with")
        .and_then(|()| writeln!(out, "#     closeout lint FILE"))
        .and_then(|()| writeln!(out, "# and ask by it with"))
        .and_then(|()| writeln!(out, "#     closeout decide --policy FILE"))
        .and_then(|()| writeln!(out, "# A field that you delete is as `{provider}` has it.\n"))?;
    let guide = Guide::of_policies();
    for (field, value) in fields(name, profile) {
        guide.explain(field, out)?;
        match value {
            Value::Set(value) => writeln!(out, "{field} = {value}\n")?,
            Value::Example(example) => writeln!(out, "# {field} = {example}\n")?,
        }
    }
    Ok(())
}

/// The value of a field, in TOML.
enum Value {
    /// A value of the document.
    Set(String),
    /// A value that is not in force, since it stands in a comment.
    Example(&'static str),
}

/// Returns every field of a document with its value, in the order in which people read them.
fn fields(name: &str, profile: &Profile) -> Vec<(&'static str, Value)> {
    let lifecycle = &profile.lifecycle;
    let set = |field, value: String| (field, Value::Set(value));
    let example = |field, value| (field, Value::Example(value));
    vec![
        set("provider", text(name)),
        set("subject", text(profile.subject.name())),
        set("based_on", text(&profile.provider)),
        set("strictness", text("documented")),
        set("missed_boundary", text("next_boundary")),
        example("residences", "[\"DE\"]"),
        set("checked", text(checked(profile))),
        home(profile),
        set(
            "components",
            rows(&profile.components, |each| {
                row(&[("name", text(&each.name)), ("settles", each.settles.to_string())], &each.source)
            }),
        ),
        set("reason", reason(profile)),
        uncollected_fee(profile),
        set("statuses", rows(lifecycle.statuses(), status)),
        set("moves", rows(lifecycle.transitions(), |edge| edge_row(edge, lifecycle))),
        set("facts", names(profile.facts.iter().map(|fact| fact.name()))),
        set("rules", rows(&profile.rules, rule)),
        set("blocking_restrictions", names(profile.blocking_restrictions.iter().map(|each| each.name()))),
        set("restrictions_show_in_status", profile.restrictions_show_in_status.to_string()),
        set("permissions", rows(&profile.permissions, |granted| permission(granted, lifecycle))),
        set("gates", rows(&profile.gates, gate)),
        set("obligations", rows(&profile.obligations, obligation)),
        example("clocks", "[{ kind = \"notice\", days = 14, zone = \"Europe/Berlin\" }]"),
        example("agreement", "{ noticed_by = \"holder\", concluded_on = \"2025-01-31\" }"),
    ]
}

/// Returns the earliest day on which a source was compared, since a document has one day for all its rows.
fn checked(profile: &Profile) -> &str {
    let rules = profile.rules.iter().map(|row| &row.source);
    let statuses = profile.lifecycle.statuses().iter().map(|row| &row.source);
    let days = rules.chain(statuses).map(|source| source.checked.as_ref());
    days.filter(|day| !day.is_empty()).min().unwrap_or_default()
}

fn home(profile: &Profile) -> (&'static str, Value) {
    let zone = jurisdictions::zone_name(&profile.home.zone).unwrap_or("UTC");
    ("home", Value::Set(row(&[("zone", text(zone))], &profile.home.source)))
}

fn reason(profile: &Profile) -> String {
    let form = &profile.reason;
    let longest = form.longest_text.map(|longest| ("longest_text", longest.to_string()));
    let cells: Vec<_> = [("by_code", form.by_code.to_string())].into_iter().chain(longest).collect();
    row(&cells, &form.source)
}

fn uncollected_fee(profile: &Profile) -> (&'static str, Value) {
    let value = profile
        .uncollected_fee
        .as_ref()
        .map_or(Value::Example("{ up_to = 5, source = \"house rules, 5\" }"), |fee| {
            Value::Set(row(&[("up_to", fee.up_to.to_string())], &fee.source))
        });
    ("uncollected_fee", value)
}

/// Formats a status. One of which no document says how it is reached is a beginning, so that it stays reachable.
fn status(status: &StatusRow) -> String {
    let mut cells = vec![("wire", wire(&status.wire)), ("phase", text(status.phase.name()))];
    if status.initial || status.assumed {
        cells.push(("initial", "true".to_owned()));
    }
    cells.extend(status.implies.map(|restriction| ("implies", text(restriction.name()))));
    cells.push(("meaning", text(&status.meaning)));
    row(&cells, &status.source)
}

fn edge_row(edge: &Transition, lifecycle: &Lifecycle) -> String {
    let named = |place: usize| lifecycle.statuses().get(place).map_or(String::new(), |row| wire(&row.wire));
    let cells = [("from", named(edge.from)), ("on", text(edge.on.name())), ("to", named(edge.to))];
    row(&cells, &edge.source)
}

fn rule(rule: &RuleRow) -> String {
    let cells = [("code", text(rule.code.name())), ("stage", text(rule.stage.name()))];
    row(&[&cells[..], &based(rule.basis)].concat(), &rule.source)
}

fn permission(granted: &PermissionRow, lifecycle: &Lifecycle) -> String {
    let named = |place: &usize| lifecycle.statuses().get(*place).map(|row| wire(&row.wire));
    let statuses: Vec<String> = granted.statuses.iter().filter_map(named).collect();
    let activities = names(granted.activities.iter().map(|activity| activity.name()));
    let mut cells = vec![("activities", activities), ("statuses", format!("[{}]", statuses.join(", ")))];
    cells.extend(granted.limit.map(|limit| ("limit", text(limit.name()))));
    cells.extend(based(granted.basis));
    row(&cells, &granted.source)
}

fn gate(gate: &GateRow) -> String {
    let calendar = gate.calendar.country.code();
    row(&[("residents_of", text(gate.residents_of.code())), ("calendar", text(calendar))], &gate.source)
}

fn obligation(due: &ObligationRow) -> String {
    let mut cells = vec![("kind", text(due.kind.name()))];
    cells.extend(due.residents_of.as_ref().map(|country| ("residents_of", text(country.code()))));
    cells.extend(due.due.as_ref().map(|days| ("due", window(days))));
    row(&cells, &due.source)
}

fn window(window: &DueWindow) -> String {
    let day = |(month, day): (i8, i8)| text(&format!("{month:02}-{day:02}"));
    let (from, through) = (day(window.from), day(window.through));
    format!("{{ calendar = {}, from = {from}, through = {through} }}", text(window.calendar.country.code()))
}

/// Returns the basis of a row, unless it is the one that a row without `basis` has.
fn based(basis: Basis) -> Vec<(&'static str, String)> {
    if basis == Basis::Stated { Vec::new() } else { vec![("basis", text(basis.name()))] }
}

fn row(cells: &[(&str, String)], source: &Source) -> String {
    let cells: Vec<String> = cells.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {}, source = {} }}", cells.join(", "), text(&source.document))
}

fn rows<T>(rows: &[T], write: impl Fn(&T) -> String) -> String {
    if rows.is_empty() {
        return "[]".to_owned();
    }
    let lines: Vec<String> = rows.iter().map(|each| format!("  {},\n", write(each))).collect();
    format!("[\n{}]", lines.concat())
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", names.map(text).collect::<Vec<_>>().join(", "))
}

fn wire(status: &WireValue) -> String {
    match status {
        WireValue::Number(number) => number.to_string(),
        WireValue::Text(word) => text(word),
    }
}

/// Quotes a text: what JSON writes between quotation marks, TOML reads as the same text.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
