//! Steps and remarks in words for people.

use super::remark::Note;
use super::step::{Act, PlanStep};
use crate::blocker::{Code, Cure};
use crate::decision::BindingClock;
use crate::lifecycle::Move;
use crate::profile::Limit;
use crate::vocab::{Escaping, Set, Spaced, write_joined};
use core::fmt::{self, Display, Write};

impl Act {
    /// Describes the object of the act.
    ///
    /// ```
    /// use closeout::{blocker::Cure, plan::Act, Code, Set};
    /// let cures = Set::only(Cure::Sell).with(Cure::TransferOut);
    /// let act = Act::Clear { code: Code::OpenPositions, cures, side: None, to_come: false };
    /// assert_eq!(act.what().to_string(), "open positions");
    /// assert_eq!(act.how().to_string(), "sell or transfer out");
    /// assert_eq!(act.to_string(), "open positions: sell or transfer out");
    /// ```
    #[must_use]
    pub fn what(&self) -> impl Display {
        What(*self)
    }

    /// Describes how the act is carried out, as an instruction.
    #[must_use]
    pub fn how(&self) -> impl Display {
        How(*self)
    }
}

/// Writes the act in a few words: its object, and how it is carried out if that is not clear already.
impl Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FindOut(fact) => write!(f, "find out {}", Spaced(fact.name())),
            Self::FindOutStatus => f.write_str("find out status"),
            Self::Clear { cures, .. } if !cures.is_empty() => write!(f, "{}: {}", self.what(), self.how()),
            Self::Clear { .. } | Self::Move(_) => write!(f, "{}", self.what()),
            Self::Request => f.write_str("request closing"),
            Self::Record => f.write_str("record that nothing is in the way"),
            Self::Await(clock) => write!(f, "{}", clock.opening()),
            Self::Complete => f.write_str("close"),
        }
    }
}

struct What(Act);

impl Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Act::FindOut(fact) => write!(f, "{} unknown", Spaced(fact.name())),
            Act::FindOutStatus => f.write_str("status unknown"),
            Act::Clear { side: Some(side), .. } => write!(f, "{side} positions"),
            Act::Clear { code, to_come: false, .. } => write!(f, "{}", Spaced(code.name())),
            Act::Clear { code, to_come: true, .. } => write!(f, "{} to come", Spaced(code.name())),
            Act::Move(on) => write!(f, "status: {}", Spaced(on.name())),
            Act::Request => f.write_str("request"),
            Act::Record => f.write_str("record"),
            Act::Await(clock) => write!(f, "{}", clock.name()),
            Act::Complete => f.write_str("completion"),
        }
    }
}

struct How(Act);

impl Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Act::FindOut(_) => f.write_str("find out"),
            Act::FindOutStatus => f.write_str("find out what it means, and whether it is closed"),
            Act::Clear { cures, .. } if cures.is_empty() => f.write_str("wait"),
            Act::Clear { code: Code::CashBalance, cures, .. } if goes_both_ways(cures) => {
                write!(f, "{} what is left", Cure::any_of(cures))
            }
            Act::Clear { cures, .. } => write!(f, "{}", Cure::any_of(cures)),
            Act::Move(_) => f.write_str("have the provider change the status"),
            Act::Request => f.write_str("request closing"),
            Act::Record => f.write_str("call `advance`, so that it is on record that nothing is in the way"),
            Act::Await(BindingClock { year: Some(_), .. }) => f.write_str("wait for its end"),
            Act::Await(BindingClock { year: None, .. }) => f.write_str("wait until it opens"),
            Act::Complete => f.write_str("call `advance`, which closes it"),
        }
    }
}

/// Returns whether cash may have to go either way, depending on its sign by then.
fn goes_both_ways(cures: Set<Cure>) -> bool {
    Set::only(Cure::Withdraw).with(Cure::Deposit).is_subset(cures)
}

impl Display for PlanStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |place: usize| place.saturating_add(1);
        if let Some(account) = self.account {
            write!(f, "account {}: ", number(account))?;
        }
        write!(f, "{}: {}", self.actor, self.act)?;
        if !self.after.is_empty() {
            f.write_str("; after ")?;
            write_joined(f, self.after.iter().map(|place| number(*place)), "and")?;
        }
        if let Some(day) = self.due_by {
            write!(f, "; by {day}")?;
        }
        write!(f, "; over {} at the earliest", self.earliest)
    }
}

impl Note {
    /// Returns the note in words about a subject in this status, which a contradiction repeats. The status is escaped as
    /// [`Printable`](crate::vocab::Printable) does.
    ///
    /// ```
    /// use closeout::{plan::Note, Code, Set};
    /// let note = Note::Contradiction { code: Code::CashBalance, cures: Set::EMPTY, limit: None };
    /// let words = "contradiction: it is CLOSED, and yet: cash balance; \
    ///              nothing is permitted, so only the provider can put it right";
    /// assert_eq!(note.in_status("CLOSED").to_string(), words);
    /// ```
    #[must_use]
    pub fn in_status<'a>(&'a self, status: &'a str) -> impl Display + 'a {
        InStatus { note: self, status }
    }
}

/// Writes the note in words, without the status of the subject.
impl Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.in_status("closed, or was never opened").fmt(f)
    }
}

struct InStatus<'a> {
    note: &'a Note,
    status: &'a str,
}

impl Display for InStatus<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.note {
            Note::Contradiction { code, cures, limit } => {
                write!(Escaping(f), "contradiction: it is {}, and yet: {}; ", self.status, code.words())?;
                put_right(f, *code, *cures, *limit)
            }
            Note::NeverOpened => f.write_str("it was never opened: nothing is to be done"),
            Note::OpensFirst { instead } => {
                f.write_str("these steps open it first; ")?;
                way_out(f, instead)
            }
            Note::OwnSuspension => f.write_str(
                "the holder has suspended trading, and can lift that alone, to sell or to buy back",
            ),
            Note::Overdue { code } => {
                let words = code.words();
                write!(f, "{words}: an expected day has begun and it is still there; find out why")
            }
        }
    }
}

/// Writes who can put a contradiction right, and by what.
fn put_right(out: &mut dyn Write, code: Code, cures: Set<Cure>, limit: Option<Limit>) -> fmt::Result {
    if code == Code::AccountsNotClosed {
        return out.write_str("only the provider can say which is true");
    }
    if cures.is_empty() {
        return out.write_str("nothing is permitted, so only the provider can put it right");
    }
    write!(out, "{}", Cure::any_of(cures))?;
    limit.map_or(Ok(()), |limit| write!(out, ", only {}", limit.words()))
}

/// Writes how an application ends without being opened.
fn way_out(out: &mut dyn Write, instead: &[Move]) -> fmt::Result {
    out.write_str("the way out of an application is that it is rejected or withdrawn")?;
    let Some((first, others)) = instead.split_first() else {
        return out.write_str(", for which no document has a move");
    };
    write!(out, " (the provider's moves: {}", Spaced(first.name()))?;
    others.iter().try_for_each(|on| write!(out, ", then {}", Spaced(on.name())))?;
    out.write_str(")")
}
