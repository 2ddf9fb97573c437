//! A defect of a policy, and the shortest way to it.

use crate::blocker::{Code, Side};
use crate::facts::{FactName, Restriction};
use crate::lifecycle::{Move, Status};
use crate::profile::{Activity, ObligationKind, Stage};
use crate::vocab::{Country, catalogue};
use alloc::vec::Vec;
use core::fmt;
use jiff::Timestamp;
use jiff::civil::Date;

catalogue! {
    /// A kind of defect of a policy. Growing catalogue, hence `#[non_exhaustive]`.
    #[non_exhaustive]
    pub enum Defect {
        /// A blocker that no permitted activity clears: the subject waits, or is refused, for ever.
        NoCure = "no_cure",
        /// A reachable status from which no closed status can be reached.
        ClosedUnreachable = "closed_unreachable",
        /// The subject closes while it holds something.
        FundedCanClose = "funded_can_close",
        /// A contradiction between two rows, or between two parts of one.
        ContradictoryRules = "contradictory_rules",
        /// A row that changes nothing: another says the same, or no decision uses it.
        ShadowedRule = "shadowed_rule",
        /// A gap in a calendar or a window: instants for which it has no answer.
        ClockGap = "clock_gap",
        /// A condition on a fact that is never stated.
        FactNeverStated = "fact_never_stated",
        /// A fact that can be established and hold something, and that no condition, stated or inferred, asks for: the
        /// subject closes with the contents outstanding.
        FactNeverAsked = "fact_never_asked",
        /// An activity that brings value, a debt or an account is permitted in a closed status.
        ValueEntersClosed = "value_enters_closed",
        /// The business calendar of a notice has run out: it covers no notice that begins today or later.
        CalendarEnded = "calendar_ended",
        /// The provider's moves lead from closing back to active, and none of them means that the request was taken
        /// back.
        ClosingForgotten = "closing_forgotten",
    }
}

impl Defect {
    /// Describes the defect for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoCure => "no permitted activity clears it",
            Self::ClosedUnreachable => "closed cannot be reached from here",
            Self::FundedCanClose => "it closes with this in it",
            Self::ContradictoryRules => "contradicts another rule",
            Self::ShadowedRule => "changes nothing",
            Self::ClockGap => "gives no answer for some instants",
            Self::FactNeverStated => "the fact is never stated",
            Self::FactNeverAsked => "it can be established, and no rule asks for it",
            Self::ValueEntersClosed => "value can enter what is closed",
            Self::CalendarEnded => "its business calendar covers no notice that begins later",
            Self::ClosingForgotten => "the closing is forgotten: no move on the way is `take_back`",
        }
    }
}

/// A defect in a policy. Displays as the kind of defect, its part of the policy, and the way to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The kind of defect.
    pub defect: Defect,
    /// The part of the policy that the finding is about.
    pub about: About,
    /// The shortest way to the defect; empty if the rows alone show it.
    pub trace: Trace,
}

/// A part of a policy that a finding is about.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum About {
    /// A cause.
    Cause(Code),
    /// A cause, on one side of zero.
    Side {
        /// The cause.
        code: Code,
        /// The amounts on that side.
        side: Side,
    },
    /// A status.
    Status(Status),
    /// A condition.
    Rule {
        /// The cause of the rule.
        code: Code,
        /// The stage at which the rule applies.
        stage: Stage,
        /// The reason why it is a defect, in words.
        why: &'static str,
    },
    /// A permission.
    Grant {
        /// The activity.
        activity: Activity,
        /// A status in which it is granted.
        status: Status,
    },
    /// A gate.
    Gate {
        /// The country whose residents the gate holds.
        residents_of: Country,
        /// The reason why it is a defect, in words.
        why: &'static str,
    },
    /// A restriction that is to block.
    Restriction(Restriction),
    /// A window in which an obligation is due.
    Window {
        /// The kind of obligation.
        kind: ObligationKind,
        /// The place among the obligations of the profile, from 0: there can be several of a kind.
        row: usize,
        /// The reason why it is a defect, in words.
        why: &'static str,
    },
    /// A calendar without an answer.
    Calendar {
        /// The country of the calendar.
        country: Country,
        /// An instant for which the calendar has no year, or one that does not follow the year before.
        near: Timestamp,
    },
    /// A clock of the policy.
    Clock {
        /// The code of the blocker of the clock.
        code: Code,
        /// The place among the clocks of the policy, from 0: there can be several of a kind.
        row: usize,
        /// The reason why it is a defect, in words.
        why: &'static str,
    },
    /// The business calendar of a notice.
    BusinessCalendar {
        /// The place of the notice among the clocks of the policy, from 0.
        row: usize,
        /// The last civil day, in the zone of the notice, on which a notice can begin, inclusive: the calendar does not
        /// cover every day of a notice that begins later.
        last_beginning: Date,
    },
    /// A move from one status to another.
    Edge {
        /// The status it leaves.
        from: Status,
        /// The move.
        on: Move,
        /// The status it reaches.
        to: Status,
    },
    /// A fact by itself.
    Established(FactName),
    /// A fact, and the cause for which it is needed.
    Fact {
        /// The fact.
        fact: FactName,
        /// The cause that the fact would show.
        code: Code,
    },
}

/// A life in short: its first status and its events, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The status in which the life begins; `None` if no life is needed to show the defect.
    pub start: Option<Status>,
    /// The steps that follow.
    pub steps: Vec<Step>,
}

/// An event of a life, and the status it leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The event.
    pub what: Happening,
    /// The status after the event, if it changes.
    pub leads_to: Option<Status>,
}

/// An event that can happen in a life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Happening {
    /// A move of the lifecycle; a request is permitted when it happens.
    Move(Move),
    /// A cause arises.
    Arises(Code),
    /// A closing: `advance` is called until it completes, or until waiting cannot achieve any more.
    Advance,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.defect, self.about, self.defect.words())?;
        if self.trace.start.is_some() { write!(f, ": {}", self.trace) } else { Ok(()) }
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cause(code) => write!(f, "{code}"),
            Self::Side { code, side } => write!(f, "{code} ({side})"),
            Self::Status(status) => write!(f, "status {status}"),
            Self::Rule { code, stage, why } => write!(f, "{stage} rule {code} ({why})"),
            Self::Grant { activity, status } => write!(f, "{activity} while {status}"),
            Self::Gate { residents_of, why } => write!(f, "gate for residents of {residents_of} ({why})"),
            Self::Restriction(restriction) => write!(f, "blocking restriction {restriction}"),
            Self::Window { kind, row, why } => write!(f, "window of {kind}, obligations[{row}] ({why})"),
            Self::Calendar { country, near } => write!(f, "calendar of {country} at {near}"),
            Self::Clock { code, row, why } => write!(f, "clock {code}, clocks[{row}] ({why})"),
            Self::BusinessCalendar { row, last_beginning } => {
                let code = Code::NoticePeriod;
                write!(
                    f,
                    "clock {code}, clocks[{row}] (a notice can begin on {last_beginning} at the latest)"
                )
            }
            Self::Edge { from, on, to } => write!(f, "move {from}, {on} -> {to}"),
            Self::Established(fact) => write!(f, "{fact}"),
            Self::Fact { fact, code } => write!(f, "{fact}, needed for {code}"),
        }
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(start) = &self.start else {
            return Ok(());
        };
        write!(f, "{start}")?;
        self.steps.iter().try_for_each(|step| write!(f, ", {step}"))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            Happening::Move(on) => write!(f, "{on}")?,
            Happening::Arises(code) => write!(f, "{code} arises")?,
            Happening::Advance => write!(f, "advance")?,
        }
        self.leads_to.as_ref().map_or(Ok(()), |status| write!(f, " -> {status}"))
    }
}
