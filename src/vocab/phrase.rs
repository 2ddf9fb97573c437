//! Joined words.

use core::fmt::{self, Display, Write};

/// Writes items with commas between them and `word` before the last: `1, 2 and 5`.
pub(crate) fn write_joined<T: Display>(
    out: &mut dyn Write,
    items: impl IntoIterator<Item = T>,
    last: &str,
) -> fmt::Result {
    let mut items = items.into_iter().peekable();
    let mut is_first = true;
    while let Some(item) = items.next() {
        let is_last = items.peek().is_none();
        match (is_first, is_last) {
            (true, _) => write!(out, "{item}")?,
            (false, false) => write!(out, ", {item}")?,
            (false, true) => write!(out, " {last} {item}")?,
        }
        is_first = false;
    }
    Ok(())
}

/// A stable name, displayed with spaces for underscores.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spaced(pub(crate) &'static str);

impl Display for Spaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|letter| f.write_char(if letter == '_' { ' ' } else { letter }))
    }
}
