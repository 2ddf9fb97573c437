//! From a draft to a profile.
//!
//! Everything is checked before anything is kept: what is refused gives all of its memory back.

use super::keep::{self, Texts};
use super::{DraftError, DraftErrors, Members, ProfileDraft};
use crate::blocker::Code;
use crate::lifecycle::{Lifecycle, LifecycleError, STATUSES_MAX, StatusRow, Transition, WireWord};
use crate::profile::Profile;
use crate::vocab::{Source, WireValue, is_visible};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use alloc::{format, vec};

impl ProfileDraft {
    /// The profile.
    ///
    /// Profiles last as long as the program: states and decisions refer to their rows. So the memory of what is built
    /// is never given back. Build each profile once, when the service starts, and not once a question. A draft that is
    /// refused costs nothing beyond the call.
    ///
    /// # Errors
    /// Everything that is wrong, at once: a blank name, no status, a status that is named and not there, a wire value
    /// or a move that is there twice, a move that leaves a closed status, a closing that leads past the first closing
    /// or closed status. Whether the rules are sensible is not asked here: see [`lint`](crate::lint()).
    pub fn build(&self) -> Result<&'static Profile, DraftErrors> {
        let places = self.checked()?;
        let mut texts = Texts::default();
        let numbered = self.statuses.iter().enumerate();
        let statuses = keep::rows(numbered.map(|(place, draft)| texts.status(place, draft)));
        let edges = self.moves.iter().zip(&places.moves);
        let transitions =
            keep::rows(edges.map(|(draft, (from, to))| {
                Transition::new(*from, draft.on, *to, texts.source(&draft.source))
            }));
        let lifecycle = Lifecycle::checked(statuses, transitions);
        let described = |defect| DraftErrors(vec![self.described(defect)]);
        lifecycle.map(|lifecycle| self.profile(lifecycle, &places, &mut texts)).map_err(described)
    }

    fn profile(&self, lifecycle: Lifecycle, places: &Places, texts: &mut Texts) -> &'static Profile {
        let permissions = self.permissions.iter().zip(&places.permissions);
        Box::leak(Box::new(Profile {
            provider: texts.keep(&self.provider),
            subject: self.subject,
            lifecycle,
            members: match self.members {
                Members::None => None,
                Members::LikeTheGroup => Some(Box::leak(Box::new(lifecycle))),
                Members::Of(other) => Some(other),
            },
            home: Box::leak(Box::new(self.home.clone())),
            components: keep::rows(self.components.iter().copied()),
            reason: self.reason,
            uncollected_fee: self.uncollected_fee,
            facts: keep::rows(self.facts.iter().copied()),
            rules: keep::rows(self.rules.iter().map(|rule| texts.rule(rule))),
            blocking_restrictions: keep::rows(self.blocking_restrictions.iter().copied()),
            restrictions_show_in_status: self.restrictions_show_in_status,
            permissions: keep::rows(permissions.map(|(draft, statuses)| texts.permission(draft, statuses))),
            gates: keep::rows(self.gates.iter().map(|gate| texts.gate(gate))),
            obligations: keep::rows(self.obligations.iter().map(|each| texts.obligation(each))),
            announcements: keep::rows(self.announcements.iter().copied()),
        }))
    }

    /// Looks for everything that is wrong, and keeps nothing. Returns the places of the statuses that rows name.
    fn checked(&self) -> Result<Places, DraftErrors> {
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
        if !errors.is_empty() {
            return Err(DraftErrors(errors));
        }
        let places = Places { moves, permissions };
        match self.defect(&places) {
            Some(defect) => Err(DraftErrors(vec![self.described(defect)])),
            None => Ok(places),
        }
    }

    /// What is wrong with the lifecycle. Stand-ins do for the words, which a row could only keep: of two statuses with
    /// the same word, both have the place of the first.
    fn defect(&self, places: &Places) -> Option<LifecycleError> {
        const NO_SOURCE: Source = Source::plain("", "");
        let first_of = |wire: &WireValue| self.place_of(wire).and_then(|place| i64::try_from(place).ok());
        // One too many is enough to be too many.
        let few = self.statuses.iter().take(STATUSES_MAX.saturating_add(1));
        let rows = few.enumerate().map(|(place, draft)| StatusRow {
            initial: draft.initial,
            assumed: draft.assumed,
            implies: draft.implies,
            ..StatusRow::new(
                place,
                WireWord::Number(first_of(&draft.wire).unwrap_or(-1)),
                draft.phase,
                "",
                NO_SOURCE,
            )
        });
        let edges = self.moves.iter().zip(&places.moves);
        let edges = edges.map(|(draft, (from, to))| Transition::new(*from, draft.on, *to, NO_SOURCE));
        Lifecycle::defect_of(&rows.collect::<Vec<_>>(), &edges.collect::<Vec<_>>())
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

    /// The place of a status that a row names; an error where there is none.
    fn place(
        &self,
        section: &'static str,
        row: usize,
        named: &WireValue,
        errors: &mut Vec<DraftError>,
    ) -> Option<usize> {
        let place = self.place_of(named);
        if place.is_none() {
            let (found, known) = (named.to_string(), self.known_statuses());
            errors.push(DraftError::UnknownStatus { section, row, found, known });
        }
        place
    }

    fn place_of(&self, wire: &WireValue) -> Option<usize> {
        self.statuses.iter().position(|status| status.wire == *wire)
    }

    fn known_statuses(&self) -> String {
        let known: Vec<String> = self.statuses.iter().map(|status| format!("`{}`", status.wire)).collect();
        known.join(", ")
    }

    fn described(&self, defect: LifecycleError) -> DraftError {
        let status = |place: usize| self.statuses.get(place).map(|status| format!("`{}`", status.wire));
        let edge = |place: usize| {
            let edge = self.moves.get(place);
            edge.map(|edge| format!("`{}` {} `{}`", edge.from, edge.on, edge.to))
        };
        let (section, row) = match defect {
            LifecycleError::TooManyStatuses => ("statuses", Some(format!("{} found", self.statuses.len()))),
            LifecycleError::Misplaced(place) | LifecycleError::SameWord(place) => ("statuses", status(place)),
            LifecycleError::NoSuchStatus(place)
            | LifecycleError::LeavesAnEnd(place)
            | LifecycleError::SameEdge(place)
            | LifecycleError::LeadsElsewhere(place) => ("moves", edge(place)),
        };
        DraftError::Lifecycle { section, what: defect.words(), row: row.unwrap_or_default() }
    }
}

/// Where the statuses stand that rows name.
struct Places {
    /// Of each move, the status that it leaves and the one that it reaches.
    moves: Vec<(usize, usize)>,
    /// Of each permission.
    permissions: Vec<Vec<usize>>,
}
