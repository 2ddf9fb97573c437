//! Any question: policy, state, facts, command and instant, contradictions included.
//!
//! What belongs here: the plain form of a question, and how it becomes the crate's types.
//! What never does: an expectation.

use crate::book::Book;
use crate::house::{PROFILES, READERS};
use crate::{civil, pick};
use arbitrary::Arbitrary;
use closeout::{
    Command, Country, Decision, Fact, Facts, MisuseError, Policy, PolicyOptions, Reason, State, Status,
    Strictness, decide,
    facts::FactName,
    lifecycle::{Lifecycle, Phase},
    policy::{MaxAge, Residences},
    profile::Profile,
    timing::MissedBoundary,
    vocab::{Shared, WireValue},
};
use jiff::tz::{self, TimeZone};
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
    /// Unknown if empty, and not known in part.
    residences: Vec<Home>,
    /// Whether there may be more of them.
    in_part: bool,
    ages: Vec<Age>,
    zone: Option<Zone>,
}

/// How old facts may be, in minutes: all of them, or one.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Age {
    /// All facts.
    All(u16),
    /// The fact at this place.
    Of(u8, u16),
}

/// A zone, some of which change their clocks around midnight.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Zone {
    /// UTC.
    Universal,
    /// Where the gate is.
    London,
    /// Half a day and more to the east.
    Apia,
    /// Where days have begun at one in the morning.
    SaoPaulo,
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
    /// Which lifecycle has read the status; that of the profile if none is said.
    read_by: Option<u8>,
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
    /// Documented by any lifecycle, by its place.
    Of(u8, u8),
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
    /// One that programs write which have none, or next to one, by its place; not before any other.
    Odd(u8),
}

/// A command.
#[derive(Arbitrary, Clone, Debug)]
pub enum Asked {
    /// Look again.
    Advance,
    /// Close it, without a reason.
    Request,
    /// Close it, with a reason in code, text, both or neither.
    RequestFor(Option<Words>, Option<Words>),
}

/// The words of a reason.
#[derive(Arbitrary, Clone, Debug)]
pub enum Words {
    /// Any.
    Any(String),
    /// So many characters that can be seen, of one to four bytes.
    Long(u8, u8),
    /// So many of one that nobody can see, or next to one, by its code point.
    Hidden(u8, u8),
}

/// An instant.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Moment {
    /// Around the end of a British tax year from 2020 on.
    AtBoundary(u8, i8),
    /// Minutes from the beginning of 2025, up to eight years.
    Recent(u32),
    /// Any that somebody may have set, to the end of the calendar.
    Any(i64, u32),
    /// One that programs write which have none, or next to one, by its place.
    Odd(u8),
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
    pub fn of(&self, profile: impl Into<Shared<Profile>>) -> Case {
        let (policy, now) = (self.options.policy(profile), self.now.instant());
        let state = self.state.state(policy.profile(), now);
        let facts = self.book.facts(policy.profile(), now);
        Case { policy, state, facts, command: self.command.command(), now }
    }

    /// The question.
    #[must_use]
    pub fn case(&self) -> Case {
        self.of(pick(PROFILES.as_slice(), self.profile))
    }
}

impl Options {
    /// The policy of a profile.
    #[must_use]
    pub fn policy(&self, profile: impl Into<Shared<Profile>>) -> Policy {
        let policy = Policy::new(profile, self.options()).with_max_age(self.max_age());
        match self.zone {
            Some(zone) => policy.with_zone(zone.time_zone()),
            None => policy,
        }
    }

    fn options(&self) -> PolicyOptions {
        let residences = Residences::new(self.residences.iter().map(|home| home.country()));
        let strictness = if self.prudent { Strictness::Prudent } else { Strictness::Documented };
        let residences = match residences {
            Ok(residences) if self.in_part => Fact::Part(residences),
            residences => residences.ok().into(),
        };
        let missed = if self.when_clear { MissedBoundary::WhenClear } else { MissedBoundary::NextBoundary };
        PolicyOptions::of(strictness).with_residences(residences).with_missed_boundary(missed)
    }

    fn max_age(&self) -> MaxAge {
        self.ages.iter().take(4).fold(MaxAge::any(), |ages, age| age.added_to(ages))
    }
}

impl Age {
    /// These ages with this one in place of what they say of the same fact.
    #[must_use]
    pub fn added_to(self, ages: MaxAge) -> MaxAge {
        let minutes = |minutes: u16| SignedDuration::from_mins(minutes.into());
        match self {
            Self::All(age) => MaxAge::of_all(minutes(age)),
            Self::Of(place, age) => ages.with(pick(FactName::ALL, place), minutes(age)),
        }
        .expect("no age below zero")
    }
}

impl Zone {
    /// The zone.
    #[must_use]
    pub const fn time_zone(self) -> TimeZone {
        match self {
            Self::Universal => TimeZone::UTC,
            Self::London => tz::get!("Europe/London"),
            Self::SaoPaulo => tz::get!("America/Sao_Paulo"),
            Self::Apia => tz::get!("Pacific/Apia"),
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
    pub fn state(&self, profile: &Profile, now: Timestamp) -> State {
        let reader: &Lifecycle = match self.read_by {
            Some(place) => reader(place),
            None => &profile.lifecycle,
        };
        let mut state = State::new(reader.status(&self.status.wire(profile)));
        state.requested_at = self.requested.map(|ago| ago.before(now));
        state.clear_since = self.cleared.map(|ago| ago.before(now));
        state.closed_at = self.closed.map(|ago| ago.before(now));
        state
    }
}

/// A lifecycle by its place among all that can have read a status.
#[must_use]
pub fn reader(place: u8) -> &'static Lifecycle {
    pick(READERS.as_slice(), place)
}

impl StatusWord {
    fn wire(&self, profile: &Profile) -> WireValue {
        let rows = profile.lifecycle.statuses();
        match self {
            Self::Closing => profile.lifecycle.status_in(Phase::Closing).unwrap_or(&rows[0]).wire.clone(),
            Self::Nth(place) => rows[usize::from(*place) % rows.len()].wire.clone(),
            Self::Of(lifecycle, place) => {
                let rows = reader(*lifecycle).statuses();
                rows[usize::from(*place) % rows.len()].wire.clone()
            }
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => (*number).into(),
        }
    }
}

/// Instants around those that stand for none.
fn odd(place: u8) -> Timestamp {
    let first = civil::seconds(1900, 1, 1, 0);
    let instants = [
        (civil::seconds(1, 1, 1, 0), 0),
        (first, -1),
        (first, 0),
        (-1, 0),
        (0, -1),
        (0, 0),
        (0, 999_999_999),
        (1, 0),
    ];
    let (second, nanosecond) = pick(&instants, place);
    Timestamp::new(second, nanosecond).expect("within the calendar")
}

impl Ago {
    /// The instant that lies so long before this one; this one where there is none.
    #[must_use]
    pub fn before(self, now: Timestamp) -> Timestamp {
        let duration = match self {
            Self::Odd(place) => return odd(place),
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
                let boxed = |words: &Option<Words>| words.as_ref().map(|words| words.text().into());
                Command::RequestClosure { reason: Some(Reason { code: boxed(code), text: boxed(text) }) }
            }
        }
    }
}

impl Words {
    fn text(&self) -> String {
        match self {
            Self::Any(text) => text.clone(),
            Self::Long(count, place) => times(*count, pick(&['a', 'ẹ', '€', '😀'], *place)),
            Self::Hidden(count, place) => times(*count, pick(&HIDDEN, *place)),
        }
    }
}

fn times(count: u8, character: char) -> String {
    character.to_string().repeat(usize::from(count))
}

/// First and last of what is drawn as nothing, a white space and a control, and some that are drawn.
const HIDDEN: [char; 20] = [
    '\u{0}',
    '\u{9f}',
    '\u{a0}',
    '\u{ad}',
    '\u{ae}',
    '\u{34f}',
    '\u{61c}',
    '\u{115f}',
    '\u{180e}',
    '\u{200b}',
    '\u{2065}',
    '\u{2070}',
    '\u{2800}',
    '\u{2801}',
    '\u{3164}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{fffb}',
    '\u{fffc}',
    '\u{e0fff}',
];

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
                let (first, last) = (civil::seconds(1899, 12, 1, 0), Timestamp::MAX.as_second());
                let second = first + seconds.rem_euclid(last - first);
                from(second, i32::try_from(nanoseconds % 1_000_000_000).unwrap_or(0))
            }
            Self::Odd(place) => odd(place),
        }
    }
}

impl Case {
    /// The answer.
    ///
    /// # Errors
    /// If the question contradicts itself.
    pub fn decide(&self) -> Result<Decision<'_>, MisuseError> {
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
        Self { policy: self.policy.clone().with_options(options), ..self.clone() }
    }

    /// The same question, where facts may be this old.
    #[must_use]
    pub fn with_max_age(&self, max_age: MaxAge) -> Self {
        Self { policy: self.policy.clone().with_max_age(max_age), ..self.clone() }
    }

    /// The same question, where another lifecycle has read the status.
    #[must_use]
    pub fn read_by(&self, reader: &'static Lifecycle) -> Self {
        let mut state = self.state.clone();
        state.status = reader.status(state.status.word());
        self.with_state(&state)
    }

    /// The same question, whose status no lifecycle has read.
    #[must_use]
    pub fn read_by_nobody(&self) -> Self {
        let mut state = self.state.clone();
        state.status = Status::unknown(state.status.word().clone());
        self.with_state(&state)
    }

    /// The same question with another state.
    #[must_use]
    pub fn with_state(&self, state: &State) -> Self {
        Self { state: state.clone(), ..self.clone() }
    }

    /// The same question, where one more holder is resident in Britain; the same unless all residences are known, since a
    /// residence of which somebody has only heard now is one that nobody knew.
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
