//! Which room of the crate may import which.

use super::project::{Project, Source, Token, flat};
use std::collections::BTreeSet;

/// Every room with those that it may import, all of them further up: so there is no cycle.
const ROOMS: &[(&str, &str)] = &[
    ("vocab", ""),
    ("command", "vocab"),
    ("event", "vocab"),
    ("reason", "vocab command"),
    ("facts", "vocab"),
    ("timing", "vocab"),
    ("records", "vocab facts"),
    ("lifecycle", "vocab facts"),
    ("evolve", "event lifecycle"),
    ("blocker", "vocab facts timing lifecycle"),
    ("profile", "vocab event facts timing lifecycle blocker"),
    ("policy", "vocab event reason facts timing lifecycle blocker profile"),
    ("draft", "vocab event facts timing lifecycle blocker profile"),
    ("offboarding", "vocab lifecycle profile policy"),
    ("permission", "vocab facts lifecycle blocker profile policy"),
    ("rules", "vocab command facts timing lifecycle blocker profile policy"),
    ("decision", "vocab command event facts timing lifecycle blocker profile policy permission rules"),
    ("laws", "vocab event facts timing lifecycle evolve blocker profile policy permission decision"),
    ("decide", "command event facts timing lifecycle evolve profile policy rules decision laws"),
    ("sweep", "vocab command event facts timing lifecycle blocker profile policy rules decision decide"),
    ("lint", "vocab command facts timing lifecycle blocker profile policy permission decision laws decide"),
    ("plan", "vocab command facts timing lifecycle blocker profile policy permission decision decide"),
    ("_documentation", ""),
    ("kernel", "timing rules decision"),
    ("group", "vocab command facts lifecycle profile policy decision decide plan"),
    ("knowledge", ALL_ABOVE),
    ("strategies", ALL_ABOVE),
    ("wire", ALL_ABOVE),
];

const ALL_ABOVE: &str = "all above";

/// The room that stands outside like a user of the crate, and may name things as the front door does (`crate::Code`).
const OUTERMOST: &str = "wire";

/// Paths in attributes that would be violations: file, path, and why it is right.
const EXEMPT: &[(&str, &str, &str)] = &[
    (
        "src/facts/item.rs",
        "crate::wire::scalar::optional_date",
        "serde's `with` sits at the field, while the form of a date in JSON is the business of `wire`",
    ),
    ("src/facts/item.rs", "Option<crate::wire::scalar::CivilDate>", "the schema of the same field"),
];

/// What a file names of the rest of the crate: the first word after the root.
struct Named {
    line: usize,
    word: String,
}

pub(super) fn that_point_the_wrong_way(project: &Project) -> Vec<String> {
    let mut found = missing_rows(project);
    found.extend(ROOMS.iter().flat_map(|(room, _)| rows_pointing_down(room)));
    found.extend(project.crate_sources().flat_map(wrong_in));
    found.extend(EXEMPT.iter().filter_map(|exempt| stale(exempt, project)));
    found
}

fn missing_rows(project: &Project) -> Vec<String> {
    let on_disk: BTreeSet<&str> = project.crate_sources().filter_map(Source::room).collect();
    let in_table: BTreeSet<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    let unlike = on_disk.symmetric_difference(&in_table);
    unlike
        .map(|room| format!("src/{room}:1: the room or its row in ROOMS is missing, expected both"))
        .collect()
}

fn rows_pointing_down(room: &str) -> impl Iterator<Item = String> {
    let down = allowed(room).into_iter().filter(|other| !above(room).any(|name| name == *other));
    down.map(move |other| format!("src/{room}:1: ROOMS lets it import `{other}`, expected rooms further up"))
}

fn wrong_in(source: &Source) -> Vec<String> {
    let Some(room) = source.room() else {
        return Vec::new();
    };
    let wrong = named_in(source).into_iter().filter(|named| !may_name(room, &named.word));
    wrong
        .map(|Named { line, word }| {
            let expected = format!("itself or one of [{}]", allowed(room).join(", "));
            source.at(line, &format!("`{room}` names `crate::{word}`"), &expected)
        })
        .collect()
}

fn above(room: &str) -> impl Iterator<Item = &'static str> {
    let rooms = ROOMS.iter().map(|(room, _)| *room);
    rooms.take_while(move |other| *other != room)
}

fn allowed(room: &str) -> Vec<&'static str> {
    match ROOMS.iter().find(|(name, _)| *name == room) {
        Some((_, ALL_ABOVE)) => above(room).collect(),
        Some((_, rooms)) => rooms.split_whitespace().collect(),
        None => Vec::new(),
    }
}

fn may_name(room: &str, word: &str) -> bool {
    if ROOMS.iter().any(|(name, _)| *name == word) {
        word == room || allowed(room).contains(&word)
    } else {
        room == OUTERMOST
    }
}

fn stale((file, path, reason): &(&str, &str, &str), project: &Project) -> Option<String> {
    let quoted = format!("\"{path}\"");
    let mut sources = project.crate_sources().filter(|source| source.path == *file);
    let is_there = sources.any(|source| source.places_of(&quoted).next().is_some());
    let what = format!("`{path}` is exempt ({reason}) and not there");
    (!is_there).then(|| format!("{file}:1: {what}, expected no exemption"))
}

/// Everything that a file names from the root of the crate on, by `crate::` or by enough `super::`.
fn named_in(source: &Source) -> Vec<Named> {
    let mut nesting = Nesting::default();
    let mut named = Vec::new();
    for start in 0..source.tokens.len() {
        let rest = source.tokens.get(start..).unwrap_or_default();
        nesting.step(rest);
        let depth = source.module_depth().saturating_add(nesting.modules.len());
        named.extend(named_at(rest, depth));
        named.extend(named_by_attribute(rest, depth, &source.path));
    }
    named
}

/// Which inline modules are open.
#[derive(Default)]
struct Nesting {
    braces: usize,
    /// Of each open module, how many braces were open before it.
    modules: Vec<usize>,
}

impl Nesting {
    fn step(&mut self, rest: &[Token]) {
        if begins(rest, "{") {
            self.braces = self.braces.saturating_add(1);
        } else if begins(rest, "}") {
            self.braces = self.braces.saturating_sub(1);
            self.modules.pop_if(|before| *before == self.braces);
        } else if begins(rest, "mod") && rest.get(2..).is_some_and(|rest| begins(rest, "{")) {
            self.modules.push(self.braces);
        }
    }
}

fn named_at(rest: &[Token], depth: usize) -> Vec<Named> {
    let steps = rest.chunks(3).take_while(|step| begins(step, "super") && is_colons(step.get(1..))).count();
    if begins(rest, "crate") && is_colons(rest.get(1..)) {
        first_words(rest.get(3..))
    } else if steps > 0 && steps == depth {
        first_words(rest.get(steps.saturating_mul(3)..))
    } else {
        Vec::new()
    }
}

/// serde takes paths as strings.
fn named_by_attribute(rest: &[Token], depth: usize, file: &str) -> Vec<Named> {
    let Some(token) = rest.first().filter(|token| token.in_attribute) else {
        return Vec::new();
    };
    let path = token.text.trim_matches('"');
    let is_exempt = EXEMPT.iter().any(|(source, exempt, _)| (*source, *exempt) == (file, path));
    if path == token.text || is_exempt {
        return Vec::new();
    }
    let mut named = named_at(&path.parse().map(flat).unwrap_or_default(), depth);
    for named in &mut named {
        named.line = token.line;
    }
    named
}

/// The word after the root, or, of a group, each word with which a path begins.
fn first_words(after_root: Option<&[Token]>) -> Vec<Named> {
    let mut braces = 0_usize;
    let mut is_first = true;
    let mut words = Vec::new();
    for token in after_root.unwrap_or_default() {
        match token.text.as_str() {
            "{" => braces = braces.saturating_add(1),
            "}" => braces = braces.saturating_sub(1),
            "," => is_first = braces == 1,
            word if is_first => {
                words.push(Named { line: token.line, word: word.to_owned() });
                is_first = false;
            }
            _ => {}
        }
        if braces == 0 {
            break;
        }
    }
    words
}

fn begins(rest: &[Token], text: &str) -> bool {
    rest.first().is_some_and(|token| token.text == text)
}

fn is_colons(rest: Option<&[Token]>) -> bool {
    rest.is_some_and(|rest| begins(rest, ":") && rest.get(1..).is_some_and(|rest| begins(rest, ":")))
}
