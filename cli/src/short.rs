//! Messages of a bounded length.
//!
//! What belongs here: cutting what a message quotes, so that it is never as long as a hostile input.
//! What never does: what a message says, or how a terminal shows it (`terminal`).

/// The longest line of a file that a message repeats, in characters.
const WIDEST: usize = 200;

/// Cuts the middle out of a message: it quotes its mistake, and need not be as long as that. At most 801 characters remain.
pub(crate) fn shortened(message: String) -> String {
    const BEGINNING: usize = 600;
    const END: usize = 200;
    let count = message.chars().count();
    let Some(left_out) = count.checked_sub(BEGINNING.saturating_add(END)) else {
        return message;
    };
    let end = BEGINNING.saturating_add(left_out);
    let beginning: String = message.chars().take(BEGINNING).collect();
    beginning + "…" + &message.chars().skip(end).collect::<String>()
}

/// Writes a mistake in TOML with its place and the line that has it; without the line if it is too long to show.
pub(crate) fn of_toml(error: &toml::de::Error) -> String {
    let said = error.to_string();
    let is_wide = said.lines().any(|line| line.chars().nth(WIDEST).is_some());
    let place = said.lines().next().filter(|_| is_wide && error.span().is_some());
    let brief = place.map(|place| format!("{place}\n{}", error.message()));
    shortened(brief.unwrap_or(said))
}
