//! The answer: the verdict, and everything that is said with it.
//!
//! What belongs here: the finite heart, and how its outcome is told in full.
//! What never does: a rule of its own, a provider, a country.

mod commit;
mod cure;
mod misuse;
mod moment;
mod obligation;
mod openings;
mod outlook;
mod shape;
mod verdict;
mod words;

pub use commit::Commit;
pub use misuse::MisuseError;
pub(crate) use misuse::{check, is_no_instant};
pub(crate) use moment::Moment;
pub use obligation::Obligation;
pub(crate) use obligation::remaining_after;
pub use openings::BindingClock;
pub(crate) use openings::ClockReading;
use openings::last_to_open;
pub use outlook::Earliest;
pub(crate) use outlook::Outlook;
pub(crate) use shape::{Inputs, Outputs, of_advance, of_request};
pub use verdict::{ClockStand, Outcome, Situation, Verdict, judge};

use crate::blocker::{Blocker, Code, Evidence};
use crate::event::{EventKind, Events};
use crate::facts::{FactName, Facts, Revision};
use crate::lifecycle::State;
use crate::policy::{AgreementInput, Policy};
use crate::rules::{self, Premises};
use crate::timing::Reckoned;
use crate::vocab::Set;
use cure::Remedy;
use jiff::Timestamp;

/// The version of the meaning of the rules, which every decision carries. It changes when a rule, a table or the
/// order of precedence does, and not otherwise.
pub const RULEBOOK: &str = "2026.11.2";

/// The answer to one question: a verdict with everything in the way, and what happens next.
///
/// Borrows from the question; blockers and their evidence are looked up when they are asked for. Displays as lines for
/// people, without a line break at the end: the verdict, each blocker, the missing facts, the facts that no rule looked at,
/// and the earliest instant of closing. Texts from outside are escaped as [`Printable`](crate::vocab::Printable) does.
///
/// ```
/// use closeout::{timing::MissedBoundary, Command, Fact, Facts, Policy, PolicyOptions, Strictness};
/// use closeout::{facts::Balance, providers::upvest, Currency, decide};
/// let (strictness, missed_boundary) = (Strictness::Documented, MissedBoundary::NextBoundary);
/// let options = PolicyOptions::of(strictness).with_missed_boundary(missed_boundary);
/// let policy = Policy::new(&upvest::GROUP, options);
/// let state = policy.state("CLOSING");
/// let mut facts = Facts::unknown();
/// facts.accounts = Fact::empty();
/// facts.cash = Fact::one(Balance { currency: Currency::GBP, amount: "12.50".parse()?, component: None });
/// let command = Command::Advance;
/// let decision = decide(&policy, &state, &facts, &command, "2026-02-02T09:00:00Z".parse()?)?;
/// let lines = "waiting\n  cash_balance (holder): withdraw [12.50 GBP]\n  unknown: fees";
/// assert_eq!(decision.to_string(), lines);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Decision<'a> {
    pub(crate) premises: Premises<'a>,
    pub(crate) outcome: Outcome,
    pub(crate) outlook: Outlook,
    pub(crate) events: Events,
    pub(crate) state: State,
}

impl<'a> Decision<'a> {
    /// Returns the verdict: what is to be done.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.outcome.verdict
    }

    /// Returns everything in the way, in order of precedence; the first is the headline.
    pub fn blockers(&self) -> impl Iterator<Item = Blocker<'a>> {
        self.blockers_by(cure::remedy)
    }

    /// Returns everything in the way, with who would clear it, and by what, if nothing forbade it: what a plan works towards
    /// after it has had a restriction lifted or a status changed.
    pub(crate) fn blockers_if_nothing_forbade(&self) -> impl Iterator<Item = Blocker<'a>> {
        self.blockers_by(cure::wanted)
    }

    fn blockers_by(&self, remedy: cure::Derive) -> impl Iterator<Item = Blocker<'a>> {
        self.outcome.blockers.iter().map(move |code| {
            let evidence = evidence(code, &self.premises, &self.outlook);
            let Remedy { class, cures } = remedy(code, evidence, &self.premises);
            Blocker { code, evidence, class, cures }
        })
    }

    /// Returns, with `waiting`, the clock that binds: of the clocks in the way the one that opens last, and of several that
    /// open at the same instant the first in order of precedence. `None` where no clock is in the way.
    ///
    /// ```
    /// use closeout::{policy::Clock, Code, Command, Fact, Facts, Policy};
    /// use closeout::{PolicyOptions, State};
    /// use closeout::{decide, providers::upvest};
    /// use jiff::{civil::date, tz};
    /// let options = PolicyOptions::documented();
    /// let day = date(2026, 5, 1);
    /// let policy = Policy::new(&upvest::GROUP, options)
    ///     .with_clocks([Clock::NotBefore { day, zone: tz::get!("Europe/London") }]);
    /// let state = policy.state("CLOSING");
    /// let mut facts = Facts::unknown();
    /// (facts.accounts, facts.fees, facts.cash) = (Fact::empty(), Fact::empty(), Fact::empty());
    /// let sooner = decide(&policy, &state, &facts, &Command::Advance, "2026-04-30T22:59:59Z".parse()?)?;
    /// let binding = sooner.binding().ok_or("no clock is in the way")?;
    /// assert_eq!((binding.code, binding.at), (Code::NotBefore, "2026-04-30T23:00:00Z".parse()?));
    /// let later = decide(&policy, &state, &facts, &Command::Advance, binding.at)?;
    /// assert_eq!(later.binding(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn binding(&self) -> Option<BindingClock> {
        let year = self.outlook.boundary.map(|year| BindingClock {
            code: Code::TaxYearEnd,
            at: year.end,
            year: Some(year),
        });
        let openings = year.into_iter().chain(self.outlook.openings.iter());
        last_to_open(openings.filter(|opening| self.outcome.blockers.contains(opening.code)))
    }

    /// Returns what nobody has said of the agreement, and on which it depends whether the notice in the way is due, and
    /// for how long; none where no notice is in the way. Until it is said, the longest that could be due counts.
    #[must_use]
    pub fn undecided(&self) -> Set<AgreementInput> {
        let waits = self.outcome.blockers.contains(Code::NoticePeriod);
        if waits { self.premises.policy.undecided() } else { Set::EMPTY }
    }

    /// Returns the codes of everything in the way.
    #[must_use]
    pub const fn codes(&self) -> Set<Code> {
        self.outcome.blockers
    }

    /// Returns the facts that are unknown, or known in part, and were needed, in alphabetical order.
    #[must_use]
    pub fn missing(&self) -> Set<FactName> {
        self.outcome.unknown.iter().filter_map(Code::fact).collect()
    }

    /// Returns those of the missing facts that are stated and older than the policy takes, or of unknown age.
    #[must_use]
    pub fn stale(&self) -> Set<FactName> {
        self.missing().intersection(self.premises.stale)
    }

    /// Returns the facts that are known to hold something and that no rule in force reads for a subject in this phase.
    /// Such a fact changes nothing here; that nobody looked at it should not be passed over in silence.
    ///
    /// ```
    /// use closeout::{facts::{Balance, FactName}, Command, Fact, Facts};
    /// use closeout::{Policy, Reason};
    /// use closeout::{providers::udara360, State, Verdict, decide};
    /// let policy = Policy::documented(&udara360::ACCOUNT);
    /// let active = policy.state(1);
    /// let mut facts = Facts::unknown();
    /// let balance = Balance { currency: "NGN".parse()?, amount: "1000000".parse()?, component: None };
    /// facts.cash = Fact::one(balance);
    /// let command = Command::RequestClosure { reason: Some(Reason::text("Duplication")) };
    /// let decision = decide(&policy, &active, &facts, &command, "2026-02-02T09:00:00Z".parse()?)?;
    /// assert_eq!(decision.verdict(), Verdict::Permitted); // the document asks for a reason only
    /// assert!(decision.unread().contains(FactName::Cash)); // and there is a million in it
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn unread(&self) -> Set<FactName> {
        self.premises.unread()
    }

    /// Returns, with `waiting`, the first instant after `now` at which closing could complete, and whether nobody has to act
    /// until then. `None` also where nothing after `now` is known: all that is missing is what somebody has to do.
    #[must_use]
    pub const fn earliest(&self) -> Option<Earliest> {
        self.outlook.earliest
    }

    /// Returns the events that happen if the service commits to the decision, in order.
    #[must_use]
    pub const fn events(&self) -> Events {
        self.events
    }

    /// Returns when the subject counts as closed; `None` unless this decision closes it.
    #[must_use]
    pub fn effective_at(&self) -> Option<Timestamp> {
        self.events.kinds().contains(EventKind::Closed).then_some(self.events.closed_effective_at)
    }

    /// Returns what remains to be done after closing; nothing unless this decision closes it.
    pub fn obligations(&self) -> impl Iterator<Item = Obligation> + use<'a> {
        // INVARIANT: `decide` has seen that each of them can be dated, or there were no decision.
        remaining_after(self.premises.policy, &self.events).filter_map(Result::ok)
    }

    /// Returns the state after the events: to be kept, and sent with the next question.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Returns the caller's mark of the books that the facts were read from.
    #[must_use]
    pub const fn revision(&self) -> Option<&'a Revision> {
        self.premises.facts.revision.as_ref()
    }

    /// Returns the policy of the question.
    #[must_use]
    pub const fn policy(&self) -> &'a Policy {
        self.premises.policy
    }

    /// Returns the state before the events.
    #[must_use]
    pub const fn before(&self) -> &'a State {
        self.premises.state
    }

    /// Returns the facts that the decision rests on.
    #[must_use]
    pub const fn facts(&self) -> &'a Facts {
        self.premises.facts
    }

    /// Returns the version of the meaning of the rules.
    #[must_use]
    pub const fn rulebook(&self) -> &'static str {
        RULEBOOK
    }
}

fn evidence<'a>(code: Code, premises: &Premises<'a>, outlook: &Outlook) -> Evidence<'a> {
    match (code, outlook.boundary, outlook.openings.of(code)) {
        (Code::TaxYearEnd, Some(year), _) => Evidence::Boundary(year),
        (_, _, Some(opening)) => Evidence::Opening(opening),
        _ => rules::evidence(code, premises, &Reckoned),
    }
}
