//! The answer: the verdict, and all the details beside it.
//!
//! What belongs here: the finite heart, and the full report of its outcome.
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

/// The version of the meaning of the rules, which every decision carries. The version changes if and only if a rule, a
/// table or the order of precedence changes.
pub const RULEBOOK: &str = "2026.11.2";

/// The answer to one question: a verdict with all its blockers, and the events that follow.
///
/// Borrows from the question; blockers and their evidence are computed on demand. Displays as lines for people, without
/// a line break at the end: the verdict, each blocker, the missing facts, the facts that no rule looked at, and the
/// earliest instant of closing. Texts from outside are escaped as [`Printable`](crate::vocab::Printable) does.
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
    /// Returns the verdict: the instruction to the service.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.outcome.verdict
    }

    /// Returns every blocker, in order of precedence; the first is the headline.
    pub fn blockers(&self) -> impl Iterator<Item = Blocker<'a>> {
        self.blockers_by(cure::remedy)
    }

    /// Returns every blocker with the class and the cures that it would have if no restriction or status forbade them:
    /// a plan works towards these cures after a restriction has been lifted or a status changed.
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

    /// Returns the clock that binds a waiting closing: of the clocks among the blockers the one that opens last, or the
    /// first in order of precedence if several open at the same instant. `None` if no clock is among the blockers.
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

    /// Returns the unknown terms of the agreement that decide whether the notice among the blockers is due, and for how
    /// long; empty if no notice is. While terms are unknown, the longest notice that could be due counts.
    #[must_use]
    pub fn undecided(&self) -> Set<AgreementInput> {
        let waits = self.outcome.blockers.contains(Code::NoticePeriod);
        if waits { self.premises.policy.undecided() } else { Set::EMPTY }
    }

    /// Returns the codes of every blocker.
    #[must_use]
    pub const fn codes(&self) -> Set<Code> {
        self.outcome.blockers
    }

    /// Returns the facts that were needed and are unknown, or known in part, in alphabetical order.
    #[must_use]
    pub fn missing(&self) -> Set<FactName> {
        self.outcome.unknown.iter().filter_map(Code::fact).collect()
    }

    /// Returns the missing facts that are stated, but older than the policy accepts or of unknown age.
    #[must_use]
    pub fn stale(&self) -> Set<FactName> {
        self.missing().intersection(self.premises.stale)
    }

    /// Returns the facts that are known to hold something and that no rule in force reads for a subject in this phase.
    /// Such a fact changes nothing in this decision, but you should know that nobody looked at it.
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

    /// Returns, for a waiting closing, the first instant after `now` at which it could complete, and whether nobody has
    /// to act until then. `None` also if no instant after `now` is known: closing waits only for somebody to act.
    #[must_use]
    pub const fn earliest(&self) -> Option<Earliest> {
        self.outlook.earliest
    }

    /// Returns the events that happen if the service commits the decision, in order.
    #[must_use]
    pub const fn events(&self) -> Events {
        self.events
    }

    /// Returns the instant from which the subject counts as closed; `None` unless this decision closes it.
    #[must_use]
    pub fn effective_at(&self) -> Option<Timestamp> {
        self.events.kinds().contains(EventKind::Closed).then_some(self.events.closed_effective_at)
    }

    /// Returns the instant that this decision names for the closing: [`earliest`](Self::earliest) while the closing
    /// waits, or [`effective_at`](Self::effective_at) if this decision closes the subject; `None` if neither is known.
    ///
    /// ```
    /// use closeout::{Command, Facts, Policy, providers::alpaca};
    /// let policy = Policy::documented(&alpaca::ACCOUNT);
    /// let (active, facts, now) = (policy.state("ACTIVE"), Facts::all_clear(), "2026-02-02T09:00:00Z".parse()?);
    /// assert_eq!(policy.decide(&active, &facts, Command::request(), now)?.date(), Some(now));
    /// assert_eq!(policy.decide(&active, &Facts::unknown(), Command::request(), now)?.date(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.earliest().map(|earliest| earliest.at).or_else(|| self.effective_at())
    }

    /// Returns the instant of the question, as of which the facts hold.
    #[must_use]
    pub const fn now(&self) -> Timestamp {
        self.premises.now
    }

    /// Returns the tasks that remain after closing; empty unless this decision closes the subject.
    pub fn obligations(&self) -> impl Iterator<Item = Obligation> + use<'a> {
        // INVARIANT: `decide` has dated each obligation, or would have returned an error.
        remaining_after(self.premises.policy, &self.events).filter_map(Result::ok)
    }

    /// Returns the state after the events; store the state and send it with the next question.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Returns the caller's mark of the books in which the facts were read.
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

    /// Returns the facts behind the decision.
    #[must_use]
    pub const fn facts(&self) -> &'a Facts {
        self.premises.facts
    }

    /// Returns the version of the rules: [`RULEBOOK`].
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
