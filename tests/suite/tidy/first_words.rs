//! The first word of the documentation: a verb for a function, and no pronoun or question word for anything else.
//!
//! Files are read line by line, not as Rust, because the variants of a catalogue are the arguments of a macro.

use super::project::{Project, Source};

/// The folders whose documentation is checked.
const ROOTS: &[&str] = &["src/", "cli/src/"];

/// The files and folders that have not been rewritten yet.
const NOT_YET: &[&str] = &[];

/// The verbs that open the documentation of a function. Add the verb that a new function needs.
const VERBS: &str = "
    Adds Aligns Announces Answers Appends Applies Asks Asserts Begins Builds Calls Checks Clears Closes
    Collects Compares Computes Converts Copies Counts Creates Cuts Dates Decides Declares Derives
    Describes Displays Divides Draws Drops Empties Ends Escapes Estimates Explains Explores Extends Fails Fills Finds
    Follows Forgets Formats Gathers Generates Gives Grants Groups Handles Hands Inserts Joins Judges Keeps Lifts
    Limits Lists Loads Locks Looks Makes Maps Marks Matches Measures Merges Moves Names Notes Opens Quotes Shortens Tightens Trims
    Orders Parses Passes Picks Places Plans Plants Prints Puts Queues Raises Reads Records Refuses
    Releases Remembers Removes Renders Replaces Reports Requests Resolves Returns Rounds Runs Says
    Searches Selects Sends Serializes Sets Shows Skips Sorts Splits Starts States Steps Stops Stores
    Sweeps Takes Tells Tests Translates Tries Turns Updates Uses Visits Waits Walks Wraps Writes
    Yields
";

/// The words that open a riddle: their noun stands in another sentence, or nowhere.
const RIDDLES: &[&str] = &["What", "Whether", "Those", "That", "Who", "Whoever", "Which", "If", "When"];

/// The words that can stand before `fn`.
const BEFORE_FN: &[&str] = &["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe"];

pub(super) fn out_of_place(project: &Project) -> Vec<String> {
    let sources = ROOTS.iter().flat_map(|root| project.sources_under(root));
    let done = sources.filter(|source| !NOT_YET.iter().any(|path| source.path.starts_with(path)));
    done.flat_map(out_of_place_in).collect()
}

fn out_of_place_in(source: &Source) -> impl Iterator<Item = String> {
    docs_of(&source.text).into_iter().filter_map(|doc| {
        let expected = match doc.item {
            Item::Function if !VERBS.split_whitespace().any(|verb| verb == doc.first_word) => {
                "a verb of `VERBS`, such as `Returns`"
            }
            Item::Other if RIDDLES.contains(&doc.first_word) => "a noun phrase",
            Item::Function | Item::OfATrait | Item::Other => return None,
        };
        Some(source.at(doc.line, &format!("documentation begins with `{}`", doc.first_word), expected))
    })
}

/// The documentation of one item.
struct Doc<'t> {
    line: usize,
    first_word: &'t str,
    item: Item,
}

#[derive(Clone, Copy)]
enum Item {
    Function,
    /// A method that a trait asks for: the trait documents it.
    OfATrait,
    /// A type, a field, a variant, a constant, or an implementation.
    Other,
}

fn docs_of(text: &str) -> Vec<Doc<'_>> {
    let mut docs = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut is_in_attribute = false;
    let mut trait_block: Option<usize> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let code = line.trim_start();
        let indent = line.len().saturating_sub(code.len());
        if let Some(words) = code.strip_prefix("///") {
            open.get_or_insert((number, first_word(words)));
        } else if is_in_attribute || code.starts_with("#[") {
            is_in_attribute = !code.ends_with(']');
        } else if !code.starts_with("//") {
            if let Some((line, first_word)) = open.take() {
                docs.push(Doc { line, first_word, item: item(code, trait_block.is_some()) });
            }
            if code.starts_with("impl") && code.contains(" for ") {
                trait_block = Some(indent);
            } else if code == "}" && trait_block == Some(indent) {
                trait_block = None;
            }
        }
    }
    docs
}

fn first_word(words: &str) -> &str {
    words
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_end_matches(|letter: char| !letter.is_alphanumeric())
}

fn item(code: &str, is_in_trait_block: bool) -> Item {
    let is_function = code.split_whitespace().find(|word| !BEFORE_FN.contains(word)) == Some("fn");
    match (is_function, is_in_trait_block) {
        (true, true) => Item::OfATrait,
        (true, false) => Item::Function,
        (false, _) => Item::Other,
    }
}
