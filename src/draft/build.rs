//! From a draft to a profile.

use super::{DraftError, DraftErrors, Members, ProfileDraft, StatusDraft};
use crate::blocker::Code;
use crate::lifecycle::{Lifecycle, LifecycleError, StatusRow, Transition};
use crate::profile::{PermissionRow, Profile};
use crate::vocab::{Shared, WireValue, excerpt, is_visible};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use alloc::{format, vec};

/// The most statuses that an error lists: as many as a lifecycle can have.
const LISTED: usize = 32;

impl ProfileDraft {
    /// Builds the profile. It owns its rows and texts and shares them by reference counting with the policies, and the
    /// states read by them, that refer to it. The last of them frees everything.
    ///
    /// ```
    /// use closeout::{draft::ProfileDraft, providers::upvest};
    /// let house = ProfileDraft::from(&upvest::ACCOUNT).named(format!("house {}", 7)).build()?;
    /// assert_eq!(house.provider, "house 7");
    /// let nameless = ProfileDraft::from(&upvest::ACCOUNT).named(" ").build();
    /// assert!(nameless.unwrap_err().to_string().starts_with("provider: the name is blank"));
    /// # Ok::<(), closeout::draft::DraftErrors>(())
    /// ```
    ///
    /// # Errors
    /// All errors at once: a blank name, no status, a row that names a missing status, a wire value or a move that
    /// occurs twice, a move that leaves a closed status, a closing that leads past the first closing or closed status.
    /// [`lint`](crate::lint()) checks whether the rules are sensible; this function does not.
    pub fn build(&self) -> Result<Profile, DraftErrors> {
        let places = self.places()?;
        let numbered = self.statuses.iter().enumerate();
        let statuses: Vec<StatusRow> = numbered.map(|(place, draft)| draft.at(place)).collect();
        let edges = self.moves.iter().zip(&places.moves);
        let edges =
            edges.map(|(draft, (from, to))| Transition::new(*from, draft.on, *to, draft.source.clone()));
        let lifecycle = Lifecycle::checked(statuses, edges.collect::<Vec<_>>());
        let described = |defect| DraftErrors(vec![self.described(defect)]);
        lifecycle.map(|lifecycle| self.profile(lifecycle, places)).map_err(described)
    }

    fn profile(&self, lifecycle: Lifecycle, places: Places) -> Profile {
        let permissions = self.permissions.iter().zip(places.permissions);
        let permissions = permissions.map(|(draft, statuses)| PermissionRow {
            activities: draft.activities.clone().into(),
            statuses: statuses.into(),
            limit: draft.limit,
            basis: draft.basis,
            source: draft.source.clone(),
        });
        Profile {
            provider: self.provider.clone(),
            subject: self.subject,
            members: match &self.members {
                Members::None => None,
                Members::LikeTheGroup => Some(Shared::from(lifecycle.clone())),
                Members::Of(other) => Some(other.clone()),
            },
            lifecycle,
            home: self.home.clone(),
            components: self.components.clone().into(),
            reason: self.reason.clone(),
            uncollected_fee: self.uncollected_fee.clone(),
            facts: self.facts.clone().into(),
            rules: self.rules.clone().into(),
            blocking_restrictions: self.blocking_restrictions.clone().into(),
            restrictions_show_in_status: self.restrictions_show_in_status,
            permissions: permissions.collect(),
            gates: self.gates.clone().into(),
            obligations: self.obligations.clone().into(),
            announcements: self.announcements.clone().into(),
        }
    }

    /// Returns the places of the statuses that rows name. A later check finds out if the statuses and moves are a
    /// lifecycle.
    fn places(&self) -> Result<Places, DraftErrors> {
        let mut errors = Vec::new();
        if !is_visible(&self.provider) {
            errors.push(DraftError::Nameless);
        }
        if self.statuses.is_empty() {
            errors.push(DraftError::NoStatus);
        }
        if matches!(self.members, Members::None) && self.asks_for_members() {
            errors.push(DraftError::NoMembers);
        }
        let (moves, permissions) = (self.ends_of_moves(&mut errors), self.granted_in(&mut errors));
        if errors.is_empty() { Ok(Places { moves, permissions }) } else { Err(DraftErrors(errors)) }
    }

    fn asks_for_members(&self) -> bool {
        self.rules.iter().any(|rule| rule.code == Code::AccountsNotClosed)
    }

    fn ends_of_moves(&self, errors: &mut Vec<DraftError>) -> Vec<(usize, usize)> {
        let mut ends = Vec::new();
        for (row, draft) in self.moves.iter().enumerate() {
            let from = self.place("moves", row, &draft.from, errors);
            let to = self.place("moves", row, &draft.to, errors);
            ends.extend(from.zip(to));
        }
        ends
    }

    fn granted_in(&self, errors: &mut Vec<DraftError>) -> Vec<Vec<usize>> {
        let rows = self.permissions.iter().enumerate();
        rows.map(|(row, draft)| {
            let statuses = draft.statuses.iter();
            statuses.filter_map(|wire| self.place("permissions", row, wire, errors)).collect()
        })
        .collect()
    }

    /// Returns the place of a status that a row names; an error if there is no such status.
    fn place(
        &self,
        section: &'static str,
        row: usize,
        named: &WireValue,
        errors: &mut Vec<DraftError>,
    ) -> Option<usize> {
        let place = self.place_of(named);
        if place.is_none() {
            let (found, known) = (shown(named), self.known_statuses());
            errors.push(DraftError::UnknownStatus { section, row, found, known });
        }
        place
    }

    fn place_of(&self, wire: &WireValue) -> Option<usize> {
        self.statuses.iter().position(|status| status.wire == *wire)
    }

    fn known_statuses(&self) -> String {
        let quoted = |status: &StatusDraft| format!("`{}`", shown(&status.wire));
        let more = self.statuses.get(LISTED).map(|_| String::from("…"));
        let known: Vec<String> = self.statuses.iter().take(LISTED).map(quoted).chain(more).collect();
        known.join(", ")
    }

    fn described(&self, defect: LifecycleError) -> DraftError {
        let status =
            |place: usize| self.statuses.get(place).map(|status| format!("`{}`", shown(&status.wire)));
        let edge = |place: usize| {
            let edge = self.moves.get(place);
            edge.map(|edge| format!("`{}` {} `{}`", shown(&edge.from), edge.on, shown(&edge.to)))
        };
        let (section, row) = match defect {
            LifecycleError::TooManyStatuses => ("statuses", Some(format!("{} found", self.statuses.len()))),
            LifecycleError::Misplaced(place)
            | LifecycleError::SameWord(place)
            | LifecycleError::NothingIsClosed(place) => ("statuses", status(place)),
            LifecycleError::NoSuchStatus(place)
            | LifecycleError::LeavesAnEnd(place)
            | LifecycleError::SameEdge(place)
            | LifecycleError::LeadsElsewhere(place) => ("moves", edge(place)),
        };
        DraftError::Lifecycle { section, what: defect.words(), row: row.unwrap_or_default() }
    }
}

impl StatusDraft {
    fn at(&self, place: usize) -> StatusRow {
        let Self { wire, phase, initial, assumed, implies, meaning, source } = self.clone();
        StatusRow { place, wire, phase, initial, assumed, implies, meaning, source }
    }
}

/// Returns the beginning of a wire value, so that an error is never as long as a hostile input.
fn shown(wire: &WireValue) -> String {
    excerpt(&wire.to_string())
}

/// The places of the statuses that rows name.
struct Places {
    /// The places of the statuses that each move leaves and reaches.
    moves: Vec<(usize, usize)>,
    /// The places of the statuses of each permission.
    permissions: Vec<Vec<usize>>,
}
