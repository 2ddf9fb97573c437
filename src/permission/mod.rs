//! The activities that are permitted on an account or a group meanwhile: in this status, under these restrictions.
//!
//! What belongs here: the answer to one activity, with its reason.
//! What never does: a provider's own rows (`knowledge`), or the decision to close (`decision`).

use crate::facts::{Fact, Restriction};
use crate::lifecycle::{State, Status, StatusRow};
use crate::policy::Policy;
use crate::profile::{Activity, Limit, Profile};
use crate::vocab::{Escaping, Set};
use core::fmt::{self, Write as _};

/// The answer to whether an activity is permitted.
///
/// Exhaustive on purpose: a service must treat each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permission {
    /// An activity that is permitted without a limit.
    Permitted,
    /// An activity that is permitted within a limit, which the caller has to keep.
    PermittedIf(Limit),
    /// An activity that is not permitted.
    Denied(Denial),
}

/// The reason why an activity is denied: the first of these that applies.
///
/// Growing catalogue, hence `#[non_exhaustive]`; [`Denial::name`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Denial {
    /// A status that the provider does not document, so nothing is permitted.
    UnknownStatus,
    /// An activity that no status of this subject permits, since the subject does not offer it.
    NotOffered,
    /// A status that does not permit the activity, though another does.
    ByStatus(Status),
    /// A status that would permit the activity, under restrictions each of which forbids it.
    ByRestrictions(Set<Restriction>),
    /// Unknown restrictions: the status permits the activity, but a restriction could forbid it.
    RestrictionsUnknown,
}

/// Decides whether the activity is permitted to a subject in this state, under the restrictions asserted and the one that
/// its status implies.
///
/// # Properties
/// A further restriction never permits more. An unknown status permits nothing, not even reading; a closed subject can
/// be read under every restriction. Unknown restrictions forbid everything that any of them could forbid, even if the
/// provider shows its own in the status: a service may have added another. No option of the policy matters: stated and
/// inferred rows both apply, since an account in which nothing is permitted could never be emptied.
///
/// ```
/// use closeout::{permission::{Denial, Permission}, profile::{Activity, Limit}, timing::MissedBoundary};
/// use closeout::{Fact, Policy, PolicyOptions, Set, State};
/// use closeout::{Strictness, permission, providers::upvest};
/// let (strictness, missed_boundary) = (Strictness::Documented, MissedBoundary::NextBoundary);
/// let policy = Policy::new(&upvest::GROUP, PolicyOptions::of(strictness).with_missed_boundary(missed_boundary));
/// let closing = policy.state("CLOSING");
/// let none = Fact::Known(Set::EMPTY);
/// assert_eq!(permission(&policy, &closing, &none, Activity::Withdraw), Permission::Permitted);
/// let deposit = permission(&policy, &closing, &none, Activity::Deposit);
/// assert_eq!(deposit, Permission::PermittedIf(Limit::CoversDebit));
/// let open = permission(&policy, &closing, &none, Activity::OpenAccount);
/// assert_eq!(open.denial().map(Denial::name), Some("by_status"));
/// ```
#[must_use]
pub fn permission(
    policy: &Policy,
    state: &State,
    restrictions: &Fact<Set<Restriction>>,
    activity: Activity,
) -> Permission {
    let profile = policy.profile();
    let Some(status) = policy.status_of(state) else {
        return Permission::Denied(Denial::UnknownStatus);
    };
    let granted = by_status(profile, status, activity);
    if !granted.permits() {
        return granted;
    }
    forbidden(status, restrictions, activity).map_or(granted, Permission::Denied)
}

fn by_status(profile: &Profile, status: &StatusRow, activity: Activity) -> Permission {
    let mut rows = profile.permissions.iter().filter(|row| row.activities.contains(&activity)).peekable();
    if rows.peek().is_none() {
        return Permission::Denied(Denial::NotOffered);
    }
    match rows.find(|row| row.statuses.contains(&status.place)) {
        Some(row) => row.limit.map_or(Permission::Permitted, Permission::PermittedIf),
        None => Permission::Denied(Denial::ByStatus(Status::known(status))),
    }
}

/// Returns why restrictions deny an activity; `None` if they do not.
fn forbidden(
    status: &StatusRow,
    restrictions: &Fact<Set<Restriction>>,
    activity: Activity,
) -> Option<Denial> {
    let asserted = restrictions.stated().copied().unwrap_or_default();
    let in_force = forbidding(asserted.union(status.implies.into_iter().collect()), activity);
    if !in_force.is_empty() {
        return Some(Denial::ByRestrictions(in_force));
    }
    // If the restrictions are unknown, any of them could apply.
    let could = !restrictions.is_known()
        && !forbidding(Restriction::ALL.iter().copied().collect(), activity).is_empty();
    could.then_some(Denial::RestrictionsUnknown)
}

/// Returns the restrictions that forbid an activity.
fn forbidding(restrictions: Set<Restriction>, activity: Activity) -> Set<Restriction> {
    restrictions.iter().filter(|restriction| restriction.forbids().contains(activity)).collect()
}

impl Permission {
    /// Returns the stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Permitted => "permitted",
            Self::PermittedIf(_) => "permitted_if",
            Self::Denied(_) => "denied",
        }
    }

    /// Returns whether the activity is permitted, within a limit or without one.
    #[must_use]
    pub const fn permits(&self) -> bool {
        match self {
            Self::Permitted | Self::PermittedIf(_) => true,
            Self::Denied(_) => false,
        }
    }

    /// Returns why the activity is denied; `None` if it is permitted.
    #[must_use]
    pub const fn denial(&self) -> Option<&Denial> {
        match self {
            Self::Permitted | Self::PermittedIf(_) => None,
            Self::Denied(denial) => Some(denial),
        }
    }

    /// Returns the limit; `None` for an unlimited permission and for a denial.
    #[must_use]
    pub const fn limit(&self) -> Option<Limit> {
        match self {
            Self::PermittedIf(limit) => Some(*limit),
            Self::Permitted | Self::Denied(_) => None,
        }
    }
}

impl Denial {
    /// Returns the stable name, as JSON has it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::UnknownStatus => "unknown_status",
            Self::NotOffered => "not_offered",
            Self::ByStatus(_) => "by_status",
            Self::ByRestrictions(_) => "by_restrictions",
            Self::RestrictionsUnknown => "restrictions_unknown",
        }
    }
}

/// Writes the denial in words, for people.
impl fmt::Display for Denial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownStatus => f.write_str("the status is not documented"),
            Self::NotOffered => f.write_str("there is no such activity here"),
            Self::ByStatus(status) => write!(Escaping(f), "not while {status}"),
            Self::ByRestrictions(restrictions) => {
                f.write_str("restricted:")?;
                restrictions.iter().try_for_each(|restriction| write!(f, " {restriction}"))
            }
            Self::RestrictionsUnknown => f.write_str("the restrictions are unknown"),
        }
    }
}
