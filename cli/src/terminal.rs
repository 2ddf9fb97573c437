//! Text in the lines of a terminal.
//!
//! What belongs here: escapes for characters that a terminal would take for a command, or would not show; its styles and signs.
//! What never does: characters that a reader of SVG or HTML would take for markup (`escape`).

use anstyle::{AnsiColor, Style};

/// Text from outside: a name must not be able to move the cursor.
pub(crate) use closeout::vocab::Printable as Safe;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
pub(crate) const MAGENTA: Style = AnsiColor::Magenta.on_default();
pub(crate) const RED: Style = AnsiColor::Red.on_default();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default();

/// Returns an arrow that the terminal can show: one of ASCII where its locale has no UTF-8.
pub(crate) fn arrow() -> &'static str {
    if has_utf_8() { "→" } else { "->" }
}

/// Returns whether the locale is of UTF-8, by the first of its variables that is set. Without any, it is taken to be.
fn has_utf_8() -> bool {
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
    let locale = variables.filter_map(std::env::var_os).find(|value| !value.is_empty());
    locale.is_none_or(|locale| {
        let locale = locale.to_string_lossy().to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
