//! Which words state a reason, by a second reading of the character database.

use closeout::{Command, profile::Profile};

/// A text with something to be seen in it; a code as well, where the provider takes one.
pub(super) fn states_a_reason(profile: &Profile, command: &Command) -> bool {
    let Command::RequestClosure { reason: Some(reason) } = command else {
        return false;
    };
    let shows = |words: &Option<Box<str>>| words.as_ref().is_some_and(|words| words.chars().any(is_seen));
    shows(&reason.text) || profile.reason.by_code && shows(&reason.code)
}

/// Neither white space, a control, a format character, a default ignorable code point nor the blank braille pattern.
fn is_seen(character: char) -> bool {
    let code = u32::from(character);
    let is_among =
        |ranges: &[(u32, u32)]| ranges.iter().any(|(first, last)| (*first..=*last).contains(&code));
    let is_blank = character.is_whitespace() || character.is_control() || code == 0x2800;
    !is_blank && !is_among(&FORMAT) && !is_among(&IGNORABLE)
}

/// The general category Cf. Source: the Unicode Character Database, version 16.0, `DerivedGeneralCategory.txt`.
const FORMAT: [(u32, u32); 21] = [
    (0xAD, 0xAD),
    (0x600, 0x605),
    (0x61C, 0x61C),
    (0x6DD, 0x6DD),
    (0x70F, 0x70F),
    (0x890, 0x891),
    (0x8E2, 0x8E2),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0x2066, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0001, 0xE0001),
    (0xE0020, 0xE007F),
];

/// Default ignorable code points. Source: the same, `DerivedCoreProperties.txt`.
const IGNORABLE: [(u32, u32); 17] = [
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
];
