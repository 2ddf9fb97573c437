//! Text in documents that are marked up.
//!
//! What belongs here: escapes for characters that a reader of SVG or HTML would take for markup.
//! What never does: characters that are dangerous on a terminal (`terminal`).

use std::fmt::{self, Display, Write as _};

/// Text between tags, or in an attribute between double quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            // XML does not allow these characters, however they are written.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                f.write_char('\u{fffd}')
            }
            other => f.write_char(other),
        })
    }
}
