//! The rules in force for a subject, and their strictness: rules as data.
//!
//! What belongs here: the shape of a provider's profile, and the policy resolved from a profile with the caller's
//! options.
//! What never does: a provider's or a country's own rows (`knowledge`), or an `if` about an account (`rules`).

mod age;
mod agreement;
mod choices;
mod clock;
mod notice;
mod options;

pub use crate::vocab::Activity;
pub use age::MaxAge;
pub use agreement::{Agreement, AgreementInput, Party};
pub use clock::Clock;
pub use notice::Notice;
pub use options::{PolicyOptions, Residences, ResidencesError, Strictness};

use crate::blocker::Code;
use crate::facts::{Fact, FactName, Facts, Restriction};
use crate::lifecycle::{Lifecycle, State, StatusRow};
use crate::profile::{GateRow, Profile, RuleRow, Stage};
use crate::timing::{MissedBoundary, TaxCalendar};
use crate::vocab::{Basis, Country, Set, Shared};
use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A profile with the caller's options: everything about the rules that does not depend on one account.
///
/// Resolved once and immutable; the rules in force are two sets.
///
/// ```
/// use closeout::{providers::upvest, Code, Policy};
/// let policy = Policy::documented(&upvest::ACCOUNT);
/// assert!(policy.admission().contains(Code::OutstandingWithdrawals));
/// assert!(!policy.admission().contains(Code::OpenOrders)); // inferred, so only under `prudent`
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    profile: Shared<Profile>,
    options: PolicyOptions,
    admission: Set<Code>,
    completion: Set<Code>,
    /// The restrictions behind `account_restricted`; empty unless that condition is in force.
    blocking: Set<Restriction>,
    /// True if a gate is known to hold the subject.
    gated: bool,
    /// The clocks that could hold a closing under the agreement.
    clocks: Vec<Clock>,
    zone: Option<TimeZone>,
    max_age: MaxAge,
    every_clock: Vec<Clock>,
    agreement: Agreement,
}

impl Policy {
    /// Returns the policy of a profile under these options. You can pass a built-in profile (`&'static Profile`), one
    /// that you [built](crate::draft::ProfileDraft::build), or a [`Shared`] or an `Arc` that other policies hold as
    /// well.
    #[must_use]
    pub fn new(profile: impl Into<Shared<Profile>>, options: PolicyOptions) -> Self {
        Self::resolved(profile.into(), options)
    }

    fn resolved(profile: Shared<Profile>, options: PolicyOptions) -> Self {
        let in_force = |stage| rules_in_force(&profile, options.strictness, stage);
        let admission = in_force(Stage::Admission);
        let completion = in_force(Stage::Completion).with_if(Code::TaxYearEnd, !profile.gates.is_empty());
        let asks_for_restrictions = admission.union(completion).contains(Code::AccountRestricted);
        let blocking = profile.blocking_restrictions.iter().copied();
        let blocking = blocking.filter(|_| asks_for_restrictions).collect();
        let gated = in_gates(&profile, &options).next().is_some();
        Self {
            profile,
            admission,
            completion,
            blocking,
            gated,
            options,
            clocks: Vec::new(),
            zone: None,
            max_age: MaxAge::any(),
            every_clock: Vec::new(),
            agreement: Agreement::unknown(),
        }
    }

    /// Returns the same policy with these clocks in place of its own. If there are several of a kind, the one that
    /// opens last counts.
    ///
    /// Clocks hold completion alone: no clock holds a profile that closes in one step.
    ///
    /// ```
    /// use closeout::{policy::Clock, providers::upvest, Code, Policy};
    /// use closeout::PolicyOptions;
    /// use jiff::{civil::date, tz};
    /// let options = PolicyOptions::documented();
    /// let may = Clock::NotBefore { day: date(2026, 5, 1), zone: tz::get!("Europe/London") };
    /// let policy = Policy::new(&upvest::GROUP, options).with_clocks([may.clone()]);
    /// assert_eq!(policy.clocks(), [may]);
    /// assert!(policy.completion().contains(Code::NotBefore));
    /// ```
    #[must_use]
    pub fn with_clocks(self, clocks: impl IntoIterator<Item = Clock>) -> Self {
        Self { every_clock: clocks.into_iter().collect(), ..self }.with_clocks_in_force()
    }

    /// Returns the same policy for a contract with these known terms: a notice that they exclude is no longer among the
    /// clocks.
    ///
    /// ```
    /// use closeout::policy::{Agreement, AgreementInput, Clock, Notice, Party};
    /// use closeout::{Fact, Policy};
    /// use closeout::{providers::upvest, Set};
    /// use jiff::tz;
    /// let berlin = tz::get!("Europe/Berlin");
    /// let policy = Policy::documented(&upvest::ACCOUNT)
    /// .with_clocks([
    ///     Clock::Notice(Notice::months(2, berlin.clone()).given_by(Party::Provider)),
    ///     Clock::Notice(Notice::months(1, berlin).given_by(Party::Holder)),
    /// ]);
    /// // Nobody has said who gives notice, so either could be due, and the longer one counts.
    /// assert_eq!((policy.clocks().len(), policy.undecided()), (2, Set::only(AgreementInput::NoticedBy)));
    /// let by_the_holder = Agreement { noticed_by: Fact::Known(Party::Holder), ..Agreement::unknown() };
    /// let policy = policy.with_agreement(by_the_holder);
    /// assert_eq!((policy.clocks().len(), policy.undecided()), (1, Set::EMPTY));
    /// ```
    #[must_use]
    pub fn with_agreement(self, agreement: Agreement) -> Self {
        Self { agreement, ..self }.with_clocks_in_force()
    }

    /// Returns the same policy with the clocks that could hold a closing. An unknown term excludes no notice: a notice
    /// that could be due counts.
    fn with_clocks_in_force(mut self) -> Self {
        let could_hold = |clock: &&Clock| match clock {
            Clock::Notice(notice) => notice.is_due(self.agreement) != Fact::Known(false),
            Clock::NotBefore { .. } | Clock::CutOff { .. } => true,
        };
        self.clocks = self.every_clock.iter().filter(could_hold).cloned().collect();
        let told_by_rules = self.completion.difference(Code::of_clocks().without(Code::TaxYearEnd));
        self.completion = self.clocks.iter().map(Clock::code).fold(told_by_rules, Set::with);
        self
    }

    /// Returns the same profile, clocks, agreement, zone and ages under other options.
    #[must_use]
    pub fn with_options(self, options: PolicyOptions) -> Self {
        let Self { profile, every_clock, agreement, zone, max_age, .. } = self;
        let policy = Self::resolved(profile, options).with_agreement(agreement).with_clocks(every_clock);
        Self { zone, max_age, ..policy }
    }

    /// Returns the same policy with this zone for civil days, where no gate and no clock has its own zone.
    #[must_use]
    pub fn with_zone(self, zone: TimeZone) -> Self {
        Self { zone: Some(zone), ..self }
    }

    /// Returns the same policy, under which a fact older than its maximum age counts as unknown.
    ///
    /// ```
    /// use closeout::{facts::{FactName, ReadAt}, policy::MaxAge, Command};
    /// use closeout::{Facts, Policy, State};
    /// use closeout::{providers::alpaca, Verdict, decide};
    /// use jiff::SignedDuration;
    /// let policy = Policy::documented(&alpaca::ACCOUNT)
    /// .with_max_age(MaxAge::of_all(SignedDuration::from_mins(15)).ok_or("an age below zero")?);
    /// let active = policy.state("ACTIVE");
    /// let mut facts = Facts::all_clear();
    /// facts.as_of = ReadAt::all("2026-02-02T08:45:00Z".parse()?);
    /// let (command, on_time, late) = (Command::request(), "2026-02-02T09:00:00Z", "2026-02-02T09:00:01Z");
    /// let fresh = decide(&policy, &active, &facts, &command, on_time.parse()?)?;
    /// assert_eq!(fresh.verdict(), Verdict::Permitted); // just as old as it may be
    /// let stale = decide(&policy, &active, &facts, &command, late.parse()?)?;
    /// assert_eq!(stale.verdict(), Verdict::Undetermined);
    /// assert!(stale.stale().contains(FactName::Cash));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_max_age(self, max_age: MaxAge) -> Self {
        Self { max_age, ..self }
    }

    /// Returns the zone that the caller has chosen for civil days; `None` for the home zone of the provider.
    #[must_use]
    pub const fn own_zone(&self) -> Option<&TimeZone> {
        self.zone.as_ref()
    }

    /// Returns the zone in which civil days are counted where no gate and no clock has its own zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        self.zone.as_ref().unwrap_or(&self.profile.home.zone)
    }

    /// Returns the maximum ages of facts.
    #[must_use]
    pub const fn max_age(&self) -> &MaxAge {
        &self.max_age
    }

    /// Returns the facts that count as unknown at `now` because they are too old or of unknown age. An unstated fact is
    /// left out, since an unstated fact is unknown anyway.
    #[inline]
    pub(crate) fn stale(&self, facts: &Facts, now: Timestamp) -> Set<FactName> {
        if self.max_age.asks_for_none() { Set::EMPTY } else { self.max_age.exceeded_by(facts, now) }
    }

    /// Returns the row of a subject's status under this policy, whichever lifecycle read the status; `None` if the
    /// profile does not document the status.
    #[inline]
    pub(crate) fn status_of(&self, state: &State) -> Option<&StatusRow> {
        self.lifecycle().own(&state.status)
    }

    /// Returns the clocks that completion waits for, besides conditions and tax years: every clock except notices that
    /// are not due.
    #[must_use]
    pub fn clocks(&self) -> &[Clock] {
        &self.clocks
    }

    /// Returns every clock that the policy was given, in that order, including clocks that hold nothing.
    #[must_use]
    pub fn every_clock(&self) -> &[Clock] {
        &self.every_clock
    }

    /// Returns the known terms of the contract and of its end.
    #[must_use]
    pub const fn agreement(&self) -> Agreement {
        self.agreement
    }

    /// Returns the unknown terms of the agreement that decide whether a notice is due. While a term is unknown,
    /// its notice counts.
    #[must_use]
    pub fn undecided(&self) -> Set<AgreementInput> {
        let undecided = self.clocks.iter().map(|clock| match clock {
            Clock::Notice(notice) => notice.undecided(self.agreement),
            Clock::NotBefore { .. } | Clock::CutOff { .. } => Set::EMPTY,
        });
        undecided.fold(Set::EMPTY, Set::union)
    }

    /// Returns the profile for another policy, without copying the profile.
    pub(crate) fn shared_profile(&self) -> Shared<Profile> {
        self.profile.clone()
    }

    /// Returns the profile of the policy.
    #[inline]
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Returns the options of the policy.
    #[must_use]
    pub const fn options(&self) -> &PolicyOptions {
        &self.options
    }

    /// Returns the statuses and moves.
    #[inline]
    #[must_use]
    pub fn lifecycle(&self) -> &Lifecycle {
        &self.profile.lifecycle
    }

    /// Returns the conditions for a request.
    #[must_use]
    pub const fn admission(&self) -> Set<Code> {
        self.admission
    }

    /// Returns the conditions for completion, including `tax_year_end` if the profile has a gate for anybody, and the
    /// code of each clock.
    #[must_use]
    pub const fn completion(&self) -> Set<Code> {
        self.completion
    }

    /// Returns the conditions of a gate.
    #[inline]
    pub(crate) const fn conditions(&self, stage: Stage) -> Set<Code> {
        match stage {
            Stage::Admission => self.admission,
            Stage::Completion => self.completion,
        }
    }

    /// Returns the restrictions behind `account_restricted`; empty if that condition is not in force.
    #[must_use]
    pub const fn blocking_restrictions(&self) -> Set<Restriction> {
        self.blocking
    }

    /// Returns whether a holder is resident in the country: unknown if the residences are unknown, or if they are known
    /// in part and all the known ones are elsewhere.
    #[must_use]
    pub fn concerns_residents_of(&self, country: Country) -> Fact<bool> {
        concerns_residents_of(&self.options, country)
    }

    /// Returns whether an unknown residence could bring a gate that is not in force already.
    #[must_use]
    pub fn residences_matter(&self) -> bool {
        self.profile.gates.iter().any(|gate| self.concerns_residents_of(gate.residents_of).is_unknown())
    }

    /// Returns whether a gate is known to hold the subject.
    #[inline]
    pub(crate) const fn is_gated(&self) -> bool {
        self.gated
    }

    /// Returns whether completion is timed from clearance, by a gate or a clock.
    #[inline]
    pub(crate) fn is_timed(&self) -> bool {
        !self.clocks.is_empty() || self.gated
    }

    /// Returns whether a clearance is worth recording: a gate or a clock counts from it, or could.
    #[inline]
    pub(crate) fn counts_from_clearance(&self) -> bool {
        self.is_timed() || self.residences_matter()
    }

    /// Returns the tax calendars that hold this subject; empty if the residences are unknown.
    pub fn calendars(&self) -> impl Iterator<Item = &TaxCalendar> + Clone {
        in_gates(&self.profile, &self.options)
    }

    /// Returns whether the gate or a notice counts from the request, so that a closing state must have `requested_at`.
    #[must_use]
    pub fn needs_requested_at(&self) -> bool {
        self.gate_counts_from_request() || self.clocks.iter().any(|clock| clock.code() == Code::NoticePeriod)
    }

    pub(crate) fn gate_counts_from_request(&self) -> bool {
        self.options.missed_boundary == MissedBoundary::WhenClear && self.gated
    }
}

fn concerns_residents_of(options: &PolicyOptions, country: Country) -> Fact<bool> {
    match &options.residences {
        Fact::Unknown => Fact::Unknown,
        Fact::Part(residences) if !residences.contains(country) => Fact::Unknown,
        Fact::Part(residences) | Fact::Known(residences) => Fact::Known(residences.contains(country)),
    }
}

/// Returns the calendars of the gates that are known to hold.
fn in_gates<'a>(
    profile: &'a Profile,
    options: &'a PolicyOptions,
) -> impl Iterator<Item = &'a TaxCalendar> + Clone {
    let holds = |gate: &&GateRow| concerns_residents_of(options, gate.residents_of) == Fact::Known(true);
    profile.gates.iter().filter(holds).map(|gate| &*gate.calendar)
}

fn rules_in_force(profile: &Profile, strictness: Strictness, stage: Stage) -> Set<Code> {
    let in_force = |row: &&RuleRow| {
        row.stage == stage && (row.basis == Basis::Stated || strictness == Strictness::Prudent)
    };
    profile.rules.iter().filter(in_force).map(|row| row.code).collect()
}
