//! Text from outside, made safe to print.

use core::fmt::{self, Write};

/// A text from outside, displayed so that the text can neither move a cursor nor pass for something else.
///
/// Control characters (including line breaks) and characters that reorder, break or hide the text around them are
/// displayed as escapes; all other characters are displayed unchanged. The crate writes all texts from outside this way
/// when it displays words for people.
///
/// ```
/// use closeout::vocab::Printable;
/// assert_eq!(Printable("Depot für Ana").to_string(), "Depot für Ana");
/// assert_eq!(Printable("a\u{1b}[2J\nb\u{202e}c").to_string(), r"a\u{1b}[2J\nb\u{202e}c");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printable<'a>(
    /// The text, unchanged.
    pub &'a str,
);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Escaping(f).write_str(self.0)
    }
}

/// A writer that passes printable characters on unchanged, and writes all others as escapes.
pub(crate) struct Escaping<'w, W>(pub(crate) &'w mut W);

impl<W: Write> Write for Escaping<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| self.write_char(character))
    }

    fn write_char(&mut self, character: char) -> fmt::Result {
        if character.is_control() || is_invisible(character) {
            write!(self.0, "{}", character.escape_default())
        } else {
            self.0.write_char(character)
        }
    }
}

/// Returns whether a character reorders, breaks or hides the text around it.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
