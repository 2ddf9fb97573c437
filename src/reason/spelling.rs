//! The normal form of a string in which spelling does not count, and the test whether there is anything to read in it
//! at all.

use crate::vocab::is_invisible;
use alloc::string::String;

/// Returns a string without the differences that people and programs make when they copy it: case, blanks inside and
/// around, apostrophes, hyphens, dashes, low lines, invisible characters, and full stops at the end.
///
/// A gap between two digits stays a gap, since `1 2` is not `12`.
pub(super) fn key(string: &str) -> String {
    let mut key = String::with_capacity(string.len());
    let is_end = |character| is_gap(character) || is_dropped(character) || is_full_stop(character);
    for part in string.trim_end_matches(is_end).split(is_gap) {
        let mut letters = part.chars().filter(|letter| !is_dropped(*letter)).flat_map(char::to_lowercase);
        let Some(first) = letters.next() else { continue };
        if first.is_ascii_digit() && key.ends_with(|last: char| last.is_ascii_digit()) {
            key.push(' ');
        }
        key.push(first);
        key.extend(letters);
    }
    key
}

fn is_gap(character: char) -> bool {
    character.is_whitespace() || HYPHENS.contains(character)
}

fn is_dropped(character: char) -> bool {
    APOSTROPHES.contains(character) || is_invisible(character)
}

fn is_full_stop(character: char) -> bool {
    FULL_STOPS.contains(character)
}

/// The characters with the Unicode property `Dash`, those that are used as hyphens without it, and low lines.
const HYPHENS: &str = "-_\u{58a}\u{5be}\u{1400}\u{1806}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2027}\u{2043}\
    \u{2053}\u{207b}\u{208b}\u{2212}\u{23af}\u{2500}\u{2796}\u{2d7}\u{2e17}\u{2e1a}\u{2e3a}\u{2e3b}\u{2e40}\u{2e5d}\
    \u{301c}\u{3030}\u{30a0}\u{30fc}\u{fe31}\u{fe32}\u{fe58}\u{fe63}\u{ff0d}\u{ff3f}\u{ff70}\u{10d6e}\u{10ead}";

/// Apostrophes, the quotation marks and accents used in their place, primes, and letters that look like one.
const APOSTROPHES: &str = "'`\u{b4}\u{2b9}\u{2bb}\u{2bc}\u{2bd}\u{2be}\u{2bf}\u{2c8}\u{2ca}\u{2cb}\u{2f4}\u{300}\u{301}\
    \u{312}\u{313}\u{314}\u{315}\u{374}\u{384}\u{559}\u{55a}\u{5f3}\u{7f4}\u{7f5}\u{1fbd}\u{1fbf}\u{1fef}\u{1ffd}\u{1ffe}\
    \u{2018}\u{2019}\u{201a}\u{201b}\u{2032}\u{2035}\u{275b}\u{275c}\u{a78b}\u{a78c}\u{ff07}\u{ff40}";

const FULL_STOPS: &str = ".\u{2024}\u{2026}\u{3002}\u{fe12}\u{fe52}\u{ff0e}\u{ff61}";
