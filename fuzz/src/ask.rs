//! Any question: policy, state, facts, command and instant, contradictions included.
//!
//! What belongs here: the plain form of a question, and how it becomes the crate's types.
//! What never does: an expectation.

use crate::book::Book;
use crate::{civil, pick};
use arbitrary::Arbitrary;
use closeout::{
    Command, Country, Decision, Fact, Facts, MissedBoundary, Misuse, Phase, Policy, PolicyOptions, Profile,
    Reason, Residences, State, Strictness, WireValue, decide, providers,
};
use jiff::{SignedDuration, Timestamp};

/// A question in plain form.
#[derive(Arbitrary, Clone, Debug)]
pub struct Ask {
    /// Which profile.
    pub profile: u8,
    /// Which options.
    pub options: Options,
    /// Which state.
    pub state: Remembered,
    /// What is asserted.
    pub book: Book,
    /// What is asked.
    pub command: Asked,
    /// When.
    pub now: Moment,
}

/// Options of a policy.
#[derive(Arbitrary, Clone, Debug)]
pub struct Options {
    prudent: bool,
    when_clear: bool,
    /// Unknown if empty.
    residences: Vec<Home>,
}

/// A country of residence.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Home {
    /// Where a gate holds.
    Britain,
    /// Where there is a calendar, and no gate.
    Germany,
    /// Any.
    Nth(u8),
}

/// A state.
#[derive(Arbitrary, Clone, Debug)]
pub struct Remembered {
    status: StatusWord,
    requested: Option<Ago>,
    cleared: Option<Ago>,
    closed: Option<Ago>,
}

/// A status.
#[derive(Arbitrary, Clone, Debug)]
pub enum StatusWord {
    /// Closing, where the profile has such a status.
    Closing,
    /// Documented, by its place.
    Nth(u8),
    /// Any text.
    Text(String),
    /// Any number.
    Number(i64),
}

/// How long before an instant; a negative one lies in its future.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Ago {
    /// At the same instant.
    Now,
    /// Nanoseconds.
    Nanoseconds(i8),
    /// Minutes: up to some 30 years.
    Minutes(u16, u8),
    /// Minutes that have not passed yet.
    Ahead(u8),
}

/// A command.
#[derive(Arbitrary, Clone, Debug)]
pub enum Asked {
    /// Look again.
    Advance,
    /// Close it, without a reason.
    Request,
    /// Close it, with a reason in code, text, both or neither.
    RequestFor(Option<String>, Option<String>),
}

/// An instant.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Moment {
    /// Around the end of a British tax year from 2020 on.
    AtBoundary(u8, i8),
    /// Minutes from the beginning of 2025, up to eight years.
    Recent(u32),
    /// Any that can be represented.
    Any(i64, u32),
}

/// A question in the crate's types.
#[derive(Clone, Debug)]
pub struct Case {
    /// The rules.
    pub policy: Policy,
    /// What is remembered.
    pub state: State,
    /// What is asserted.
    pub facts: Facts,
    /// What is asked.
    pub command: Command,
    /// When.
    pub now: Timestamp,
}

impl Ask {
    /// The question about a subject of this profile.
    #[must_use]
    pub fn of(&self, profile: &'static Profile) -> Case {
        let now = self.now.instant();
        Case {
            policy: Policy::new(profile, self.options.options()),
            state: self.state.state(profile, now),
            facts: self.book.facts(),
            command: self.command.command(),
            now,
        }
    }

    /// The question.
    #[must_use]
    pub fn case(&self) -> Case {
        self.of(pick(providers::PROFILES, self.profile))
    }
}

impl Options {
    /// As the crate has them.
    #[must_use]
    pub fn options(&self) -> PolicyOptions {
        PolicyOptions {
            strictness: if self.prudent { Strictness::Prudent } else { Strictness::Documented },
            residences: Residences::new(self.residences.iter().map(|home| home.country())).ok().into(),
            missed_boundary: if self.when_clear {
                MissedBoundary::WhenClear
            } else {
                MissedBoundary::NextBoundary
            },
        }
    }
}

impl Home {
    fn country(self) -> Country {
        match self {
            Self::Britain => Country::GB,
            Self::Germany => Country::DE,
            Self::Nth(place) => Country::all().nth(place.into()).unwrap_or(Country::GB),
        }
    }
}

impl Remembered {
    /// As of this instant, for a subject of this profile.
    #[must_use]
    pub fn state(&self, profile: &'static Profile, now: Timestamp) -> State {
        let mut state = State::new(profile.lifecycle.status(&self.status.wire(profile)));
        state.requested_at = self.requested.map(|ago| ago.before(now));
        state.clear_since = self.cleared.map(|ago| ago.before(now));
        state.closed_at = self.closed.map(|ago| ago.before(now));
        state
    }
}

impl StatusWord {
    fn wire(&self, profile: &'static Profile) -> WireValue {
        let rows = profile.lifecycle.statuses();
        match self {
            Self::Closing => profile.lifecycle.status_in(Phase::Closing).unwrap_or(&rows[0]).wire.into(),
            Self::Nth(place) => rows[usize::from(*place) % rows.len()].wire.into(),
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => (*number).into(),
        }
    }
}

impl Ago {
    /// The instant that lies so long before this one; this one where there is none.
    #[must_use]
    pub fn before(self, now: Timestamp) -> Timestamp {
        let duration = match self {
            Self::Now => SignedDuration::ZERO,
            Self::Nanoseconds(nanoseconds) => SignedDuration::from_nanos(nanoseconds.into()),
            Self::Minutes(minutes, times) => SignedDuration::from_mins(i64::from(minutes) * i64::from(times)),
            Self::Ahead(minutes) => SignedDuration::from_mins(-i64::from(minutes)),
        };
        now.checked_sub(duration).unwrap_or(now)
    }
}

impl Asked {
    /// As the crate has it.
    #[must_use]
    pub fn command(&self) -> Command {
        match self {
            Self::Advance => Command::Advance,
            Self::Request => Command::request(),
            Self::RequestFor(code, text) => {
                let boxed = |words: &Option<String>| words.as_deref().map(Into::into);
                Command::RequestClosure { reason: Some(Reason { code: boxed(code), text: boxed(text) }) }
            }
        }
    }
}

impl Moment {
    /// The instant.
    #[must_use]
    pub fn instant(self) -> Timestamp {
        let from = |second, nanosecond| Timestamp::new(second, nanosecond).expect("within the calendar");
        match self {
            Self::AtBoundary(years, off) => {
                let boundary = civil::seconds(2020 + i64::from(years % 16), 4, 5, 23);
                let nanoseconds = if off % 2 == 0 { 0 } else { off.signum() };
                from(boundary + i64::from(off / 2), nanoseconds.into())
            }
            Self::Recent(minutes) => {
                from(civil::seconds(2025, 1, 1, 0) + i64::from(minutes % 4_207_680) * 60, 0)
            }
            Self::Any(seconds, nanoseconds) => {
                let (first, last) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
                let second = first + seconds.rem_euclid(last - first);
                from(second, i32::try_from(nanoseconds % 1_000_000_000).unwrap_or(0))
            }
        }
    }
}

impl Case {
    /// The answer.
    ///
    /// # Errors
    /// If the question contradicts itself.
    pub fn decide(&self) -> Result<Decision<'_>, Misuse> {
        decide(&self.policy, &self.state, &self.facts, &self.command, self.now)
    }

    /// The same question with other facts.
    #[must_use]
    pub fn with_facts(&self, change: impl FnOnce(&mut Facts)) -> Self {
        let mut changed = self.clone();
        change(&mut changed.facts);
        changed
    }

    /// The same question under other options.
    #[must_use]
    pub fn with_options(&self, change: impl FnOnce(&mut PolicyOptions)) -> Self {
        let mut options = self.policy.options().clone();
        change(&mut options);
        Self { policy: Policy::new(self.policy.profile(), options), ..self.clone() }
    }

    /// The same question with another state.
    #[must_use]
    pub fn with_state(&self, state: &State) -> Self {
        Self { state: state.clone(), ..self.clone() }
    }

    /// The same question, where one more holder is resident in Britain; the same if nobody knows of any.
    #[must_use]
    pub fn and_britain(&self) -> Self {
        let joint = |known: &Residences| Residences::new(known.iter().chain([Country::GB])).ok();
        self.with_options(|options| {
            if let Fact::Known(known) = &options.residences {
                options.residences = joint(known).into();
            }
        })
    }
}
