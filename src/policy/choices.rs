//! Short ways to a policy: a profile, the strictness, and the options that differ from the defaults.

use super::{Clock, Policy, PolicyOptions, Residences, Strictness};
use crate::facts::Fact;
use crate::lifecycle::State;
use crate::profile::Profile;
use crate::timing::MissedBoundary;
use crate::vocab::{Country, Shared, WireRef};
use jiff::civil::Date;
use jiff::tz::TimeZone;

impl PolicyOptions {
    /// Returns the options of a policy that asks only for what the provider's documents state. The residences are
    /// unknown, and an account that misses the end of a tax year waits for the next one.
    #[must_use]
    pub const fn documented() -> Self {
        Self::of(Strictness::Documented)
    }

    /// Returns the options of a policy that also asks for what a careful engineer would add. The residences are
    /// unknown, and an account that misses the end of a tax year waits for the next one.
    #[must_use]
    pub const fn prudent() -> Self {
        Self::of(Strictness::Prudent)
    }

    /// Returns the defaults under this strictness. The defaults stand in this function and nowhere else.
    #[must_use]
    pub const fn of(strictness: Strictness) -> Self {
        Self { strictness, residences: Fact::Unknown, missed_boundary: MissedBoundary::NextBoundary }
    }

    /// Returns the same options for holders who are tax resident in these countries, in any order, with repetitions. An
    /// empty list leaves the residences unknown, since every holder has a residence.
    ///
    /// ```
    /// use closeout::{Country, Fact, PolicyOptions};
    /// let joint = PolicyOptions::documented().with_residents([Country::GB, Country::DE]);
    /// assert!(joint.residences.is_known());
    /// assert_eq!(joint.with_residents([]).residences, Fact::Unknown);
    /// ```
    #[must_use]
    pub fn with_residents(self, countries: impl IntoIterator<Item = Country>) -> Self {
        Self { residences: Residences::new(countries).ok().into(), ..self }
    }

    /// Returns the same options with these residences of the holders, known in full, in part or not at all.
    #[must_use]
    pub fn with_residences(self, residences: Fact<Residences>) -> Self {
        Self { residences, ..self }
    }

    /// Returns the same options with this reading of a missed tax-year end.
    #[must_use]
    pub fn with_missed_boundary(self, missed_boundary: MissedBoundary) -> Self {
        Self { missed_boundary, ..self }
    }
}

impl Policy {
    /// Returns the policy that asks only for what the provider's documents state.
    ///
    /// ```
    /// use closeout::{Code, Policy, providers::upvest};
    /// let policy = Policy::documented(&upvest::ACCOUNT);
    /// assert!(policy.admission().contains(Code::OutstandingWithdrawals));
    /// assert!(!policy.admission().contains(Code::OpenOrders)); // inferred: only `prudent` asks for it
    /// ```
    #[must_use]
    pub fn documented(profile: impl Into<Shared<Profile>>) -> Self {
        Self::new(profile, PolicyOptions::documented())
    }

    /// Returns the policy that also asks for what a careful engineer would add. This policy never permits more than
    /// [`documented`](Self::documented).
    ///
    /// ```
    /// use closeout::{Code, Policy, providers::upvest};
    /// assert!(Policy::prudent(&upvest::ACCOUNT).admission().contains(Code::OpenOrders));
    /// ```
    #[must_use]
    pub fn prudent(profile: impl Into<Shared<Profile>>) -> Self {
        Self::new(profile, PolicyOptions::prudent())
    }

    /// Returns the same policy for holders who are tax resident in these countries: see
    /// [`PolicyOptions::with_residents`].
    ///
    /// ```
    /// use closeout::{Country, Policy, providers::upvest};
    /// let policy = Policy::documented(&upvest::ACCOUNT).residents([Country::GB]);
    /// assert_eq!(policy.calendars().count(), 1); // closes only when the British tax year ends
    /// assert_eq!(policy.residents([Country::DE]).calendars().count(), 0);
    /// ```
    #[must_use]
    pub fn residents(self, countries: impl IntoIterator<Item = Country>) -> Self {
        let options = self.options.clone().with_residents(countries);
        self.with_options(options)
    }

    /// Returns the same policy, under which nothing closes before this civil day begins in this zone. If you call it
    /// several times, the last day counts.
    ///
    /// ```
    /// use closeout::{Command, Facts, Policy, Verdict, providers::upvest};
    /// use jiff::{civil::date, tz};
    /// let policy = Policy::documented(&upvest::GROUP).not_before(date(2026, 5, 1), tz::get!("Europe/London"));
    /// let (closing, facts) = (policy.state("CLOSING"), Facts::all_clear());
    /// let may = policy.decide(&closing, &facts, Command::Advance, "2026-04-30T23:00:00Z".parse()?)?;
    /// assert_eq!(may.verdict(), Verdict::Permitted); // midnight in London
    /// let april = policy.decide(&closing, &facts, Command::Advance, "2026-04-30T22:59:59Z".parse()?)?;
    /// assert_eq!(april.verdict(), Verdict::Waiting);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_before(mut self, day: Date, zone: TimeZone) -> Self {
        self.every_clock.push(Clock::NotBefore { day, zone });
        self.with_clocks_in_force()
    }

    /// Returns the state of a subject of which only the status is known. The status is kept unchanged; a status that
    /// the provider does not document permits nothing.
    ///
    /// ```
    /// use closeout::{Policy, lifecycle::Phase, providers::{udara360, upvest}};
    /// assert!(Policy::documented(&upvest::ACCOUNT).state("ACTIVE").is_in(Phase::Active));
    /// assert!(Policy::documented(&udara360::ACCOUNT).state(1).is_in(Phase::Active)); // a number there
    /// assert_eq!(Policy::documented(&upvest::ACCOUNT).state("NEW").status.phase(), None);
    /// ```
    #[must_use]
    pub fn state<'w>(&self, status: impl Into<WireRef<'w>>) -> State {
        State::new(self.lifecycle().status(status))
    }
}
