//! What must stand in prose, and what must not stand in any text.

use super::project::{Project, Source, Text};
use crate::docs_current::named::is_packaged;

/// What the first lines of a room say.
const CHARTER: &[&str] = &["What belongs here", "What never does"];

/// Names that say nothing of what is in a file.
const NAMES: &[&str] = &["utils", "helpers", "common", "types", "manager", "misc"];

/// Written in two halves, here and below, or this file would be the first violation.
const UNFINISHED: &[(&str, &str)] = &[
    (concat!("to", "do!"), "the code"),
    (concat!("unimpl", "emented!"), "the code"),
    (concat!("FIX", "ME"), "the fix, or an issue"),
    (concat!("XX", "X"), "the fix, or an issue"),
    (concat!("db", "g!"), "nothing"),
    (concat!("#[ign", "ore"), "a test that runs, or none"),
    (concat!("should_", "panic"), "a `Result` that is compared"),
];

/// The registry is what a machine has configured; only a lock file repeats what it was.
const HOSTS: &[&str] = &[
    concat!("crates", ".io"),
    concat!("py", "pi.org"),
    concat!("npm", "js."),
    concat!("proxy.", "golang.org"),
];

/// Paths of one machine.
const PLACES: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/t", "mp/")];

pub(super) fn missing_in_charters(project: &Project) -> Vec<String> {
    let first_files = project.crate_sources().filter(|source| source.opens_a_room());
    first_files.flat_map(missing_in_charter).collect()
}

fn missing_in_charter(source: &Source) -> impl Iterator<Item = String> {
    let lines = source.text.lines().take_while(|line| line.starts_with("//!"));
    let charter: String = lines.collect();
    let missing = CHARTER.iter().filter(move |promise| !charter.contains(**promise));
    missing.map(|promise| {
        let expected = format!("`//! {promise}: …`");
        source.at(1, "the room does not open with its charter", &expected)
    })
}

pub(super) fn banned(project: &Project) -> Vec<String> {
    let names = project.sources.iter().flat_map(empty_names);
    let words = project.texts.iter().flat_map(banned_in);
    names.chain(words).collect()
}

fn empty_names(source: &Source) -> impl Iterator<Item = String> {
    let of_path = source.path.split(['/', '.']).map(|name| (1, name));
    let modules = source.places_of("mod").filter_map(|place| place.get(1));
    let of_modules = modules.map(|name| (name.line, name.text.as_str()));
    let empty = of_path.chain(of_modules).filter(|(_, name)| NAMES.contains(name));
    empty.map(|(line, name)| {
        let what = format!("`{name}` says nothing");
        source.at(line, &what, "a noun or verb of the domain")
    })
}

fn banned_in(text: &Text) -> impl Iterator<Item = String> {
    let words = banned_for(&text.path);
    (1_usize..).zip(text.text.lines()).flat_map(move |(number, line)| {
        let found = words.iter().filter(|(word, _)| holds_word(line, word));
        let report = |(word, expected): &(&str, &str)| {
            format!("{}:{number}: `{word}` stands here, expected {expected}", text.path)
        };
        found.map(report).collect::<Vec<_>>()
    })
}

fn banned_for(path: &str) -> Vec<(&'static str, &'static str)> {
    let mut words = UNFINISHED.to_vec();
    // In a package, cargo has written the manifest anew and names the registry in it.
    let is_written_by_cargo = path.ends_with("Cargo.lock") || path == "Cargo.toml" && is_packaged();
    if !is_written_by_cargo {
        words.extend(HOSTS.iter().map(|host| (*host, "\"the registry\"")));
    }
    if !path.contains("tests/") {
        words.extend(PLACES.iter().map(|place| (*place, "a place that every machine has")));
    }
    words
}

/// Whether it stands there on its own, not as a part of a longer word or path.
fn holds_word(line: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(start, _)| {
        let (before, rest) = line.split_at(start);
        let after = rest.strip_prefix(word).unwrap_or_default();
        let goes_on = word.ends_with(is_part) && after.starts_with(is_part);
        !before.ends_with(is_part) && !goes_on
    })
}
