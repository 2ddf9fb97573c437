//! The readings of the providers' documents: the table, and who uses each.
//!
//! What belongs here: `docs/READINGS.md`, and that every id that the code names has its row there.
//! What never does: what a document means.

use super::named::is_packaged;
use super::{GENERATED, code, table};
use closeout::{
    profile::Profile,
    providers::{PROFILES, READINGS, Reading},
    vocab::Source,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Letters with which ids begin: one a provider.
const LETTERS: &str = "AUDY";

const INTRODUCTION: &str = "\
Documents leave things open and contradict each other. Each row is such a place, with the reading that was chosen and
what rests on it: rows of the provider's tables, and files that read its requests or write its answers. Titles of
documents are those of the tables. Numbers that are missing concern what this project does not do.";

pub(super) fn readings() -> String {
    let mut out = format!("{GENERATED}\n\n# Readings\n\n{INTRODUCTION}\n");
    let files = files_by_id();
    for (provider, readings) in READINGS {
        writeln!(out, "\n## {provider}").unwrap();
        let rows = readings.iter().map(|reading| {
            let used = uses(provider, reading.id, &files);
            let documents = format!("{} ({})", reading.documents.join("; "), reading.checked);
            vec![
                reading.id.to_owned(),
                reading.unclear.to_owned(),
                reading.chosen.to_owned(),
                documents,
                used,
            ]
        });
        table(&mut out, &["id", "unclear", "read as", "documents", "used by"], rows);
    }
    out
}

/// Rows first, then files: the provider's own and those of its reasons. A file of rows is named only if none of its rows
/// is, and no file that merely shows an id as an example.
fn uses(provider: &str, id: &str, files: &BTreeMap<String, BTreeSet<String>>) -> String {
    let profiles = PROFILES.iter().filter(|profile| profile.provider == provider);
    let mut used: Vec<String> = profiles.flat_map(|profile| rows_naming(profile, id)).collect();
    let has_rows = !used.is_empty();
    let is_its_own = |file: &&String| file.contains(provider) || file.contains("/reasons/");
    let named = files.get(id).into_iter().flatten().filter(is_its_own);
    used.extend(named.filter(|file| !(has_rows && file.contains("/providers/"))).map(code));
    used.dedup();
    used.join(", ")
}

fn rows_naming(profile: &Profile, id: &str) -> Vec<String> {
    let rows =
        sourced(profile).into_iter().filter(|(_, source)| ids_in(&source.reading).any(|found| found == id));
    rows.map(|(row, _)| format!("{} {row}", profile.subject)).collect()
}

/// Every row of a profile that has a source, by what it is.
fn sourced(profile: &Profile) -> Vec<(String, &Source)> {
    let wire = |place: usize| &profile.lifecycle.statuses()[place].wire;
    let statuses =
        profile.lifecycle.statuses().iter().map(|row| (format!("status `{}`", row.wire), &row.source));
    let moves = profile
        .lifecycle
        .transitions()
        .iter()
        .map(|edge| (format!("move `{}` of `{}`", edge.on, wire(edge.from)), &edge.source));
    let rules = profile.rules.iter().map(|row| (format!("rule `{}`", row.code), &row.source));
    let gates = profile.gates.iter().map(|row| (format!("gate `{}`", row.residents_of), &row.source));
    let permissions =
        profile.permissions.iter().map(|row| (format!("permission `{}`", row.activities[0]), &row.source));
    let obligations =
        profile.obligations.iter().map(|row| (format!("obligation `{}`", row.kind), &row.source));
    let announced = profile.announcements.iter().map(|row| (format!("event `{}`", row.message), &row.source));
    let components = profile.components.iter().map(|row| (format!("component `{}`", row.name), &row.source));
    let fee = profile.uncollected_fee.iter().map(|fee| ("uncollected fee".to_owned(), &fee.source));
    let terms = [("home".to_owned(), &profile.home.source), ("reason".to_owned(), &profile.reason.source)];
    let after = obligations.chain(announced).chain(terms).chain(components).chain(fee);
    statuses.chain(moves).chain(rules).chain(gates).chain(permissions).chain(after).collect()
}

/// Which files of the crate and of the tool name an id, tables of readings left out.
fn files_by_id() -> BTreeMap<String, BTreeSet<String>> {
    let mut files = BTreeMap::<String, BTreeSet<String>>::new();
    let roots = ["src", "cli/src"];
    // A package has no tool beside it.
    for root in &roots[..if is_packaged() { 1 } else { roots.len() }] {
        collect(Path::new(env!("CARGO_MANIFEST_DIR")), root, &mut files);
    }
    files
}

fn collect(project: &Path, folder: &str, files: &mut BTreeMap<String, BTreeSet<String>>) {
    for entry in std::fs::read_dir(project.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            collect(project, &path, files);
        } else if entry.path().extension().is_some_and(|end| end == "rs") && !path.ends_with("/readings.rs") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            for id in ids_in(&text) {
                files.entry(id.to_owned()).or_default().insert(path.clone());
            }
        }
    }
}

/// Every id in a text: a letter of a provider, a hyphen, one or two digits, and nothing that would make it a longer word.
fn ids_in(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    text.split(move |letter| !is_part(letter)).filter(|word| {
        let number =
            word.strip_prefix(|letter| LETTERS.contains(letter)).and_then(|rest| rest.strip_prefix('-'));
        number.is_some_and(|number| {
            (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}

fn all() -> impl Iterator<Item = &'static Reading> {
    READINGS.iter().flat_map(|(_, readings)| readings.iter())
}

#[test]
fn an_id_is_found_where_it_stands_alone() {
    let found: Vec<&str> =
        ids_in("(A-2), U-10: **D-5**; CFO A-2010, XA-1, A-1x, A-, B-2, A-1-2 and Y-4.").collect();
    assert_eq!(found, ["A-2", "U-10", "D-5", "Y-4"]);
}

#[test]
fn every_reading_that_the_code_names_has_its_row_and_every_row_is_used() {
    let listed: BTreeSet<&str> = all().map(|reading| reading.id).collect();
    let files = files_by_id();
    let named: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    assert!(named.len() > 50, "only {} ids", named.len());
    let without_row: Vec<_> = named.difference(&listed).collect();
    assert!(without_row.is_empty(), "named in the code and in no table: {without_row:?}");
    let unused: Vec<_> = listed.difference(&named).collect();
    assert!(unused.is_empty(), "in a table and nowhere else: {unused:?}");
}

#[test]
fn readings_are_in_order_and_say_what_and_whence() {
    for (provider, readings) in READINGS {
        let letter = provider.to_uppercase().remove(0).to_string();
        // The two that begin alike have letters of their own: `U` is Upvest's.
        let letter = if *provider == "udara360" { "D".to_owned() } else { letter };
        let numbers: Vec<u8> = readings
            .iter()
            .map(|reading| reading.id.strip_prefix(&format!("{letter}-")).unwrap().parse().unwrap())
            .collect();
        assert!(numbers.is_sorted_by(|one, next| one < next), "{provider}: {numbers:?}");
        for Reading { id, unclear, chosen, documents, checked } in *readings {
            assert!(!unclear.is_empty() && !chosen.is_empty() && !documents.is_empty(), "{id}");
            assert!(checked.parse::<jiff::civil::Date>().is_ok(), "{id}");
        }
    }
}
