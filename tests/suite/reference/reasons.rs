//! What states a reason.
//!
//! What belongs here: the letters that nobody can see, as the standard lists them.
//! What never does: which provider asks for a reason.

use super::Asked;
use closeout::{Command, Reason};
use std::ops::RangeInclusive;

/// Unicode: white space, control and format characters (categories Cc and Cf), code points that are to be ignored where
/// they cannot be shown (`Default_Ignorable_Code_Point`), and, contract, the blank pattern of braille. White space and
/// controls are those of the standard library.
const UNSEEN: [RangeInclusive<u32>; 28] = [
    // Soft hyphen, combining grapheme joiner, Arabic number signs, Arabic letter mark, end of ayah, Syriac abbreviation.
    0xAD..=0xAD,
    0x34F..=0x34F,
    0x600..=0x605,
    0x61C..=0x61C,
    0x6DD..=0x6DD,
    0x70F..=0x70F,
    0x890..=0x891,
    0x8E2..=0x8E2,
    // Hangul fillers, Khmer inherent vowels, Mongolian separators and selectors.
    0x115F..=0x1160,
    0x17B4..=0x17B5,
    0x180B..=0x180F,
    // Zero width, direction, joiners and invisible operators.
    0x200B..=0x200F,
    0x202A..=0x202E,
    0x2060..=0x2064,
    0x2065..=0x2065,
    0x2066..=0x206F,
    0x2800..=0x2800,
    0x3164..=0x3164,
    // Variation selectors, byte order mark, half-width filler, annotations and what is reserved before them.
    0xFE00..=0xFE0F,
    0xFEFF..=0xFEFF,
    0xFFA0..=0xFFA0,
    0xFFF0..=0xFFFB,
    // Kaithi number signs, hieroglyphic joiners, shorthand controls, musical beams, tags and supplementary selectors.
    0x110BD..=0x110BD,
    0x110CD..=0x110CD,
    0x13430..=0x1343F,
    0x1BCA0..=0x1BCA3,
    0x1D173..=0x1D17A,
    0xE0000..=0xE0FFF,
];

impl Asked<'_> {
    /// D-3 and contract: a text states a reason if it has a letter that somebody can see.
    pub(super) fn states_a_reason_in_words(&self) -> bool {
        self.text().is_some_and(|text| text.chars().any(can_be_seen))
    }

    /// The words that the asker gave.
    pub(super) fn text(&self) -> Option<&str> {
        match self.command {
            Command::RequestClosure { reason: Some(Reason { text, .. }) } => text.as_deref(),
            Command::RequestClosure { reason: None } | Command::Advance => None,
        }
    }
}

pub(crate) fn can_be_seen(letter: char) -> bool {
    let is_unseen = UNSEEN.iter().any(|range| range.contains(&u32::from(letter)));
    !letter.is_whitespace() && !letter.is_control() && !is_unseen
}

/// Letter by letter, over all that there are.
#[test]
fn the_engine_sees_what_can_be_seen() {
    for letter in (0..=0x10_FFFF).filter_map(char::from_u32) {
        let seen = Reason::text(letter.encode_utf8(&mut [0; 4])).has_text();
        assert_eq!(seen, can_be_seen(letter), "U+{:04X}", u32::from(letter));
    }
}
