//! A profile that is put together at run time: a house's own rules, or a provider that is not among the built-in ones.
//!
//! What belongs here: a profile as plain data under construction, and the conditions for building the profile.
//! What never does: judging whether the rules are sensible (`lint`), or the form of a profile in a file (`wire`).

mod build;
mod error;

pub use error::{DraftError, DraftErrors};

use crate::blocker::Code;
use crate::facts::{FactName, Restriction};
use crate::lifecycle::{Lifecycle, Move, Phase, StatusRow, Subject, Transition};
use crate::profile::{
    Activity, AnnouncementRow, Component, GateRow, Home, Limit, ObligationRow, PermissionRow, Profile,
    ReasonForm, RuleRow, Stage, UncollectedFee,
};
use crate::vocab::{Basis, Shared, Source, Text, WireValue};
use alloc::vec::Vec;
use jiff::tz::TimeZone;

/// A [`Profile`] under construction. All fields are public: change the ones you want, then [`build`](Self::build).
///
/// ```
/// use closeout::{draft::ProfileDraft, lifecycle::{Move, Phase}, profile::Stage};
/// use closeout::{vocab::Source, Code, Policy};
/// use closeout::{lifecycle::Subject, providers::upvest, lint};
/// // A house that closes its accounts only when every trade is settled, even if the provider asks for less.
/// const SECTION_4: Source = Source::plain("house rules, section 4", "2026-11-20");
/// let stricter = ProfileDraft::from(&upvest::ACCOUNT)
///     .named("house")
///     .require(Code::UnsettledTrades, Stage::Completion, "house rules, section 4");
/// let policy = Policy::documented(stricter.build()?);
/// assert!(policy.completion().contains(Code::UnsettledTrades)); // the provider's documents do not ask for it
/// assert_eq!(lint(&policy), []);
///
/// // A move to a missing status is refused, and the error names the status.
/// let broken = ProfileDraft::new("house", Subject::Account)
///     .status("OPEN", Phase::Active, SECTION_4)
///     .edge("OPEN", Move::RequestClosure, "GONE", SECTION_4);
/// let errors = broken.build().unwrap_err().to_string();
/// assert_eq!(errors, "moves[0]: there is no status `GONE`: expected one of `OPEN`");
/// # Ok::<(), closeout::draft::DraftErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct ProfileDraft {
    /// The name under which policies know it; not blank.
    pub provider: Text,
    /// The kind of subject that the profile closes.
    pub subject: Subject,
    /// The statuses. If several are in the phase `closing`, or `closed`, a closing leads to the first.
    pub statuses: Vec<StatusDraft>,
    /// The moves between them.
    pub moves: Vec<MoveDraft>,
    /// The lifecycle of the accounts of a group.
    pub members: Members,
    /// The home of the provider.
    pub home: Home,
    /// The components of which a cash balance consists.
    pub components: Vec<Component>,
    /// The form in which a reason is given.
    pub reason: ReasonForm,
    /// Fees that are too small to be collected; `None` if every fee is collected.
    pub uncollected_fee: Option<UncollectedFee>,
    /// The facts that can be established.
    pub facts: Vec<FactName>,
    /// The conditions.
    pub rules: Vec<RuleRow>,
    /// The restrictions that `account_restricted` means.
    pub blocking_restrictions: Vec<Restriction>,
    /// True if the status shows each blocking restriction that is in force.
    pub restrictions_show_in_status: bool,
    /// The permissions by status.
    pub permissions: Vec<PermissionDraft>,
    /// The tax residents who have to wait for a tax-year end.
    pub gates: Vec<GateRow>,
    /// The obligations that remain after closing.
    pub obligations: Vec<ObligationRow>,
    /// The announcements.
    pub announcements: Vec<AnnouncementRow>,
}

/// A status under construction. Its place is its index in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusDraft {
    /// The word of the status on the wire.
    pub wire: WireValue,
    /// The phase it belongs to.
    pub phase: Phase,
    /// True if a document says that a subject begins its life here.
    pub initial: bool,
    /// True if no document says how a subject gets here, so the engine assumes that it can begin in this status.
    pub assumed: bool,
    /// The restriction that the status itself imposes.
    pub implies: Option<Restriction>,
    /// The meaning of the status.
    pub meaning: Text,
    /// The document that states it.
    pub source: Source,
}

/// A move under construction: statuses are named by their words on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveDraft {
    /// The status it leaves.
    pub from: WireValue,
    /// The move.
    pub on: Move,
    /// The status it reaches.
    pub to: WireValue,
    /// The document that states it.
    pub source: Source,
}

/// Activities under construction, permitted in statuses that are named by their words on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionDraft {
    /// The activities.
    pub activities: Vec<Activity>,
    /// The statuses.
    pub statuses: Vec<WireValue>,
    /// The limit of the activities in these statuses.
    pub limit: Option<Limit>,
    /// The basis: stated in a document, or inferred.
    pub basis: Basis,
    /// The document that states it.
    pub source: Source,
}

/// A choice of the lifecycle that the accounts of a group have.
#[derive(Clone, Debug)]
pub enum Members {
    /// An account, which has no members.
    None,
    /// Members with the same statuses as their group.
    LikeTheGroup,
    /// Members with the statuses of another lifecycle.
    Of(Shared<Lifecycle>),
}

/// The source of a new draft, which has read no document.
const UNSAID: Source = Source::plain("", "");

impl ProfileDraft {
    /// Returns a profile without statuses, rules or permissions; every fact about its subject can be established.
    #[must_use]
    pub fn new(provider: impl Into<Text>, subject: Subject) -> Self {
        Self {
            provider: provider.into(),
            subject,
            statuses: Vec::new(),
            moves: Vec::new(),
            members: if subject == Subject::Group { Members::LikeTheGroup } else { Members::None },
            home: Home { zone: TimeZone::UTC, source: UNSAID },
            components: Vec::new(),
            reason: ReasonForm::any(UNSAID),
            uncollected_fee: None,
            facts: FactName::ALL.to_vec(),
            rules: Vec::new(),
            blocking_restrictions: Vec::new(),
            restrictions_show_in_status: false,
            permissions: Vec::new(),
            gates: Vec::new(),
            obligations: Vec::new(),
            announcements: Vec::new(),
        }
    }

    /// Returns the same draft under another name.
    #[must_use]
    pub fn named(mut self, provider: impl Into<Text>) -> Self {
        self.provider = provider.into();
        self
    }

    /// Adds a status. The first one is where a subject begins its life.
    #[must_use]
    pub fn status(mut self, wire: &str, phase: Phase, source: Source) -> Self {
        let initial = self.statuses.is_empty();
        let (wire, assumed, implies, meaning) = (wire.into(), false, None, Text::EMPTY);
        self.statuses.push(StatusDraft { wire, phase, initial, assumed, implies, meaning, source });
        self
    }

    /// Adds a move.
    #[must_use]
    pub fn edge(mut self, from: &str, on: Move, to: &str, source: Source) -> Self {
        self.moves.push(MoveDraft { from: from.into(), on, to: to.into(), source });
        self
    }

    /// Adds a condition without replacing any: a row of the same code and stage stays beside it, and one of the two
    /// changes nothing. [`require`](Self::require) replaces it.
    #[must_use]
    pub fn rule(mut self, code: Code, stage: Stage, basis: Basis, source: Source) -> Self {
        self.rules.push(RuleRow { code, stage, basis, source });
        self
    }

    /// Replaces the conditions of this code and stage by a stated one, at the place of the first; adds it at the end if
    /// there is no such condition. A text alone is taken for the title of the document that states it. Conditions of
    /// the same code at the other stage stay.
    ///
    /// ```
    /// use closeout::{draft::ProfileDraft, profile::Stage, providers::upvest, Code};
    /// let from_upvest = ProfileDraft::from(&upvest::ACCOUNT);
    /// let count = from_upvest.rules.len();
    /// // Inferred at the provider, stated at the house.
    /// let stricter = from_upvest.require(Code::UnsettledTrades, Stage::Completion, "house rules, section 4");
    /// assert_eq!(stricter.rules.len(), count);
    /// // No row asks for it when closing is requested, so this one is new.
    /// let strictest = stricter.require(Code::UnsettledTrades, Stage::Admission, "house rules, section 4");
    /// assert_eq!(strictest.rules.len(), count + 1);
    /// ```
    #[must_use]
    pub fn require(mut self, code: Code, stage: Stage, source: impl Into<Source>) -> Self {
        let is_same = |row: &RuleRow| row.code == code && row.stage == stage;
        let place = self.rules.iter().position(is_same).unwrap_or(self.rules.len());
        self.rules.retain(|row| !is_same(row));
        self.rules.insert(place, RuleRow { code, stage, basis: Basis::Stated, source: source.into() });
        self
    }

    /// Adds a permission, unlimited and stated.
    #[must_use]
    pub fn permit(mut self, activities: &[Activity], statuses: &[&str], source: Source) -> Self {
        self.permissions.push(PermissionDraft {
            activities: activities.to_vec(),
            statuses: statuses.iter().map(|status| WireValue::from(*status)).collect(),
            limit: None,
            basis: Basis::Stated,
            source,
        });
        self
    }
}

/// Copies a built-in profile into a draft, so that you can change it.
impl From<&Profile> for ProfileDraft {
    fn from(profile: &Profile) -> Self {
        let statuses = profile.lifecycle.statuses();
        let written = |place: &usize| statuses.get(*place).map(|row| row.wire.clone());
        let move_draft = |edge: &Transition| {
            let (from, to) = (written(&edge.from)?, written(&edge.to)?);
            Some(MoveDraft { from, on: edge.on, to, source: edge.source.clone() })
        };
        Self {
            provider: profile.provider.clone(),
            subject: profile.subject,
            statuses: statuses.iter().map(StatusDraft::from).collect(),
            moves: profile.lifecycle.transitions().iter().filter_map(move_draft).collect(),
            members: profile.members.clone().map_or(Members::None, Members::Of),
            home: profile.home.clone(),
            components: profile.components.to_vec(),
            reason: profile.reason.clone(),
            uncollected_fee: profile.uncollected_fee.clone(),
            facts: profile.facts.to_vec(),
            rules: profile.rules.to_vec(),
            blocking_restrictions: profile.blocking_restrictions.to_vec(),
            restrictions_show_in_status: profile.restrictions_show_in_status,
            permissions: profile.permissions.iter().map(|row| PermissionDraft::of(row, written)).collect(),
            gates: profile.gates.to_vec(),
            obligations: profile.obligations.to_vec(),
            announcements: profile.announcements.to_vec(),
        }
    }
}

impl From<&StatusRow> for StatusDraft {
    fn from(row: &StatusRow) -> Self {
        let StatusRow { place: _, wire, phase, initial, assumed, implies, meaning, source } = row.clone();
        Self { wire, phase, initial, assumed, implies, meaning, source }
    }
}

impl PermissionDraft {
    fn of(row: &PermissionRow, written: impl Fn(&usize) -> Option<WireValue>) -> Self {
        Self {
            activities: row.activities.to_vec(),
            statuses: row.statuses.iter().filter_map(written).collect(),
            limit: row.limit,
            basis: row.basis,
            source: row.source.clone(),
        }
    }
}
