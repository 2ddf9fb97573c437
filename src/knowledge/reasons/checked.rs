//! The day on which the sources of the strings were last read, unless a row says another.

pub(super) const CHECKED: &str = "2026-11-20";
