//! The facts to know beside the steps.

use super::actor::Actor;
use crate::blocker::{Code, Cure};
use crate::lifecycle::Move;
use crate::profile::Limit;
use crate::vocab::Set;
use alloc::vec::Vec;

/// A remark about one account, or the subject itself, that no step states.
///
/// ```
/// use closeout::{plan::{Actor, Note, PlanRequest, PlanSubject}, timing::MissedBoundary, Facts};
/// use closeout::{Policy, PolicyOptions, State, Strictness};
/// use closeout::{plan, providers::alpaca};
/// let (strictness, missed_boundary) = (Strictness::Documented, MissedBoundary::NextBoundary);
/// let options = PolicyOptions::of(strictness).with_missed_boundary(missed_boundary);
/// let (policy, facts) = (Policy::new(&alpaca::ACCOUNT, options), Facts::all_clear());
/// let remarks = |status: &str| {
///     let state = policy.state(status);
///     let subject = PlanSubject { id: "a1", policy: &policy, state: &state, facts: &facts };
///     let now = "2026-02-02T09:00:00Z".parse()?;
///     let plan = plan(&PlanRequest { subject, accounts: &[], reason: None, settlements: &[], now })?;
///     Ok::<_, Box<dyn std::error::Error>>(plan.remarks)
/// };
/// assert!(matches!(remarks("SUBMITTED")?[0].note, Note::OpensFirst { .. }));
/// assert_eq!(remarks("SUBMITTED")?[0].actor, Some(Actor::Provider));
/// assert_eq!(remarks("ACTIVE")?, []); // the steps are enough
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The account, by its place among the given ones; `None` for the subject itself.
    pub account: Option<usize>,
    /// The content of the remark.
    pub note: Note,
    /// The actor who can do something about it; `None` if nothing is to be done.
    pub actor: Option<Actor>,
}

/// The content of a remark.
///
/// Growing catalogue, hence `#[non_exhaustive]`; [`Note::name`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// A contradiction: the subject is closed, or never came to be, and yet something is in it. Either one of the two
    /// is not true, or something has arrived since.
    Contradiction {
        /// The cause that is present in it.
        code: Code,
        /// The cures that are permitted in this status; empty if only the provider can put it right.
        cures: Set<Cure>,
        /// The limit of the permission.
        limit: Option<Limit>,
    },
    /// A rejected application: there is nothing to be closed.
    NeverOpened,
    /// An application that the plan has opened first. The way out of an application is rejection or withdrawal.
    OpensFirst {
        /// The provider's moves that reject it; empty if no document has any.
        instead: Vec<Move>,
    },
    /// A suspension of trading by the holder, so that nothing can be sold or bought back; the holder alone can end it.
    OwnSuspension,
    /// An expected day that has begun although its item is still there: so its end has no date, and somebody has to
    /// find out.
    Overdue {
        /// The cause that was expected to be over.
        code: Code,
    },
}

impl Note {
    /// Returns the stable name, as JSON has it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Contradiction { .. } => "contradiction",
            Self::NeverOpened => "never_opened",
            Self::OpensFirst { .. } => "opens_first",
            Self::OwnSuspension => "own_suspension",
            Self::Overdue { .. } => "overdue",
        }
    }
}
