//! The diagram of a lifecycle.

use super::phase::Phase;
use super::status::StatusRow;
use super::table::Lifecycle;
use crate::vocab::WireValue;
use core::fmt;

impl Lifecycle {
    /// Returns the diagram in Mermaid's `stateDiagram-v2`, one line per edge, in the order of the table. An arrow from
    /// the start leads to each status that a document calls initial, and to no other.
    #[must_use]
    pub const fn mermaid(&self) -> Mermaid<'_> {
        Mermaid { lifecycle: self }
    }
}

/// The [diagram](Lifecycle::mermaid) of a lifecycle, as text by `Display`.
#[derive(Clone, Copy, Debug)]
pub struct Mermaid<'a> {
    lifecycle: &'a Lifecycle,
}

impl fmt::Display for Mermaid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Lifecycle { statuses, transitions, .. } = self.lifecycle;
        writeln!(f, "stateDiagram-v2")?;
        for row in statuses {
            writeln!(f, "    state \"{}\" as s{}", Caption(row), row.place)?;
        }
        for row in statuses.iter().filter(|row| row.initial) {
            writeln!(f, "    [*] --> s{}", row.place)?;
        }
        for edge in transitions {
            writeln!(f, "    s{} --> s{}: {}", edge.from, edge.to, edge.on)?;
        }
        for row in statuses.iter().filter(|row| matches!(row.phase, Phase::Closed | Phase::Rejected)) {
            writeln!(f, "    s{} --> [*]", row.place)?;
        }
        Ok(())
    }
}

/// The text that the provider writes and, for a number, its meaning.
struct Caption<'a>(&'a StatusRow);

impl fmt::Display for Caption<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.wire {
            WireValue::Text(text) => f.write_str(text),
            WireValue::Number(number) => write!(f, "{number}, {}", self.0.meaning),
        }
    }
}
