//! Text in the lines of a terminal.
//!
//! What belongs here: escapes for characters that a terminal would take for a command, or would not show.
//! What never does: characters that a reader of SVG or HTML would take for markup (`escape`).

/// Text from outside: a name must not be able to move the cursor.
pub(crate) use closeout::vocab::Printable as Safe;
