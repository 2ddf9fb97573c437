//! One difference, for people and for other programs.
//!
//! What belongs here: the block of an account, and the line of it.
//! What never does: finding the difference.

use super::gist::{Gist, gained};
use crate::ask::Malformed;
use crate::report::{self, Place};
use crate::terminal::{BOLD, GREEN, RED, Safe, arrow};
use jiff::Timestamp;
use serde::Serialize;
use std::io::{self, Write};

/// A question that the two policies answer differently.
pub(super) struct Difference<'a> {
    pub(super) case: Option<&'a str>,
    pub(super) place: Place<'a>,
    pub(super) before: Result<Gist, Malformed>,
    pub(super) after: Result<Gist, Malformed>,
}

/// A difference for other programs.
#[derive(Serialize)]
pub(super) struct DifferenceLine<'a> {
    case: Option<&'a str>,
    line: u64,
    before: Answered<'a>,
    after: Answered<'a>,
    blockers_gained: Vec<&'static str>,
    blockers_lost: Vec<&'static str>,
    missing_gained: Vec<&'static str>,
    missing_lost: Vec<&'static str>,
    closes_before: Option<Timestamp>,
    closes_after: Option<Timestamp>,
}

/// An answer, or the reason why it is no question under that policy.
#[derive(Serialize)]
#[serde(untagged)]
enum Answered<'a> {
    Gist(&'a Gist),
    Error { error: &'a str },
}

impl<'a> From<&'a Result<Gist, Malformed>> for Answered<'a> {
    fn from(answer: &'a Result<Gist, Malformed>) -> Self {
        answer.as_ref().map_or_else(|malformed| Self::Error { error: &malformed.message }, Self::Gist)
    }
}

/// The names that come and go.
struct Moved {
    gained: Vec<&'static str>,
    lost: Vec<&'static str>,
}

impl Difference<'_> {
    pub(super) fn line(&self) -> DifferenceLine<'_> {
        let (blockers, missing) = (self.moved(Gist::all_blockers), self.moved(Gist::all_missing));
        let [closes_before, closes_after] = self.closes();
        DifferenceLine {
            case: self.case,
            line: self.place.line,
            before: (&self.before).into(),
            after: (&self.after).into(),
            blockers_gained: blockers.gained,
            blockers_lost: blockers.lost,
            missing_gained: missing.gained,
            missing_lost: missing.lost,
            closes_before,
            closes_after,
        }
    }

    pub(super) fn write_text(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let name = report::name(self.place, self.case);
        let [before, after] = [&self.before, &self.after].map(verdict);
        let verdicts =
            if before == after { before.to_owned() } else { format!("{before} {} {after}", arrow()) };
        writeln!(out, "{BOLD}{name}{BOLD:#}  {verdicts}")?;
        for refused in [&self.before, &self.after].into_iter().filter_map(|side| side.as_ref().err()) {
            writeln!(out, "    {}", Safe(&refused.message))?;
        }
        let (Ok(before), Ok(after)) = (&self.before, &self.after) else { return Ok(()) };
        moved("in the way", &self.moved(Gist::all_blockers), out)?;
        moved("needed", &self.moved(Gist::all_missing), out)?;
        if before.status != after.status {
            writeln!(out, "    status {} {} {}", Safe(&before.status), arrow(), Safe(&after.status))?;
        }
        let [closes_before, closes_after] = self.closes();
        if closes_before != closes_after {
            writeln!(out, "    closes {} {} {}", day(closes_before), arrow(), day(closes_after))?;
        }
        if before.obligations != after.obligations {
            let listed = |gist: &Gist| {
                if gist.obligations.is_empty() { "none".to_owned() } else { gist.obligations.join(", ") }
            };
            writeln!(out, "    remains {} {} {}", listed(before), arrow(), listed(after))?;
        }
        Ok(())
    }

    fn moved(&self, names: impl Fn(&Gist) -> Vec<&'static str>) -> Moved {
        let (Ok(before), Ok(after)) = (&self.before, &self.after) else {
            return Moved { gained: Vec::new(), lost: Vec::new() };
        };
        let (before, after) = (names(before), names(after));
        Moved { gained: gained(&before, &after), lost: gained(&after, &before) }
    }

    fn closes(&self) -> [Option<Timestamp>; 2] {
        [&self.before, &self.after].map(|answer| answer.as_ref().ok().and_then(Gist::closes))
    }
}

fn verdict(answer: &Result<Gist, Malformed>) -> &str {
    answer.as_ref().map_or("malformed", |gist| gist.verdict)
}

fn moved(what: &str, names: &Moved, out: &mut Vec<u8>) -> io::Result<()> {
    if !names.gained.is_empty() {
        writeln!(out, "    {RED}+{RED:#} {what}: {}", names.gained.join(", "))?;
    }
    if !names.lost.is_empty() {
        writeln!(out, "    {GREEN}-{GREEN:#} {what}: {}", names.lost.join(", "))?;
    }
    Ok(())
}

fn day(closes: Option<Timestamp>) -> String {
    closes.map_or_else(|| "at no known time".to_owned(), |at| at.to_string())
}
