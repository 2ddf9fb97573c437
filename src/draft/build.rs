//! From a draft to a profile.

use super::{DraftError, DraftErrors, Members, PermissionDraft, ProfileDraft, StatusDraft};
use crate::blocker::Code;
use crate::lifecycle::{Lifecycle, LifecycleDefect, StatusRow, Transition, WireWord};
use crate::policy::{PermissionRow, Profile};
use crate::vocab::WireValue;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use alloc::{format, vec};

impl ProfileDraft {
    /// The profile.
    ///
    /// Profiles last as long as the program: states and decisions refer to their rows. So the memory of what is built
    /// is never given back. Build each profile once, when the service starts, and not once a question.
    ///
    /// # Errors
    /// Everything that is wrong, at once: a blank name, no status, a status that is named and not there, a wire value
    /// or a move that is there twice, a move that leaves a closed status, a closing that leads past the first closing
    /// or closed status. Whether the rules are sensible is not asked here: see [`lint`](crate::lint()).
    pub fn build(&self) -> Result<&'static Profile, DraftErrors> {
        let mut errors = Vec::new();
        if self.provider.trim().is_empty() {
            errors.push(DraftError::Nameless);
        }
        if self.statuses.is_empty() {
            errors.push(DraftError::NoStatus);
        }
        if matches!(self.members, Members::None) && self.asks_for_members() {
            errors.push(DraftError::NoMembers);
        }
        let (statuses, transitions) = (self.status_rows(), self.transitions(&mut errors));
        let permissions = self.permission_rows(&mut errors);
        if !errors.is_empty() {
            return Err(DraftErrors(errors));
        }
        let lifecycle = Lifecycle::checked(statuses.leak(), transitions.leak());
        let described = |defect| DraftErrors(vec![self.described(defect)]);
        lifecycle.map(|lifecycle| self.profile(lifecycle, permissions)).map_err(described)
    }

    fn profile(&self, lifecycle: Lifecycle, permissions: Vec<PermissionRow>) -> &'static Profile {
        Box::leak(Box::new(Profile {
            provider: self.provider.clone().leak(),
            subject: self.subject,
            lifecycle,
            members: match self.members {
                Members::None => None,
                Members::LikeTheGroup => Some(Box::leak(Box::new(lifecycle))),
                Members::Of(other) => Some(other),
            },
            home: Box::leak(Box::new(self.home.clone())),
            components: self.components.clone().leak(),
            reason: self.reason,
            uncollected_fee: self.uncollected_fee,
            facts: self.facts.clone().leak(),
            rules: self.rules.clone().leak(),
            blocking_restrictions: self.blocking_restrictions.clone().leak(),
            restrictions_show_in_status: self.restrictions_show_in_status,
            permissions: permissions.leak(),
            gates: self.gates.clone().leak(),
            obligations: self.obligations.clone().leak(),
            announcements: self.announcements.clone().leak(),
        }))
    }

    fn asks_for_members(&self) -> bool {
        self.rules.iter().any(|rule| rule.code == Code::AccountsNotClosed)
    }

    fn status_rows(&self) -> Vec<StatusRow> {
        self.statuses.iter().enumerate().map(|(place, draft)| draft.row(place)).collect()
    }

    fn transitions(&self, errors: &mut Vec<DraftError>) -> Vec<Transition> {
        let mut transitions = Vec::new();
        for (row, draft) in self.moves.iter().enumerate() {
            let ends = self.places(&[draft.from.clone(), draft.to.clone()], "moves", row, errors);
            if let [from, to] = *ends {
                transitions.push(Transition::new(from, draft.on, to, draft.source));
            }
        }
        transitions
    }

    fn permission_rows(&self, errors: &mut Vec<DraftError>) -> Vec<PermissionRow> {
        let rows = self.permissions.iter().enumerate();
        rows.map(|(row, draft)| draft.row(self.places(&draft.statuses, "permissions", row, errors))).collect()
    }

    fn places(
        &self,
        named: &[WireValue],
        section: &'static str,
        row: usize,
        errors: &mut Vec<DraftError>,
    ) -> Vec<usize> {
        let mut places = Vec::new();
        for wire in named {
            match self.statuses.iter().position(|status| status.wire == *wire) {
                Some(place) => places.push(place),
                None => errors.push(DraftError::UnknownStatus {
                    section,
                    row,
                    found: wire.to_string(),
                    known: self.known_statuses(),
                }),
            }
        }
        places
    }

    fn known_statuses(&self) -> String {
        let known: Vec<String> = self.statuses.iter().map(|status| format!("`{}`", status.wire)).collect();
        known.join(", ")
    }

    fn described(&self, defect: LifecycleDefect) -> DraftError {
        let status = |place: usize| self.statuses.get(place).map(|status| format!("`{}`", status.wire));
        let edge = |place: usize| {
            let edge = self.moves.get(place);
            edge.map(|edge| format!("`{}` {} `{}`", edge.from, edge.on, edge.to))
        };
        let (section, row) = match defect {
            LifecycleDefect::TooManyStatuses => ("statuses", Some(format!("{} found", self.statuses.len()))),
            LifecycleDefect::Misplaced(place) | LifecycleDefect::SameWord(place) => {
                ("statuses", status(place))
            }
            LifecycleDefect::NoSuchStatus(place)
            | LifecycleDefect::LeavesAnEnd(place)
            | LifecycleDefect::SameEdge(place)
            | LifecycleDefect::LeadsElsewhere(place) => ("moves", edge(place)),
        };
        DraftError::Lifecycle { section, what: defect.words(), row: row.unwrap_or_default() }
    }
}

impl StatusDraft {
    fn row(&self, place: usize) -> StatusRow {
        let Self { phase, initial, assumed, implies, meaning, source, .. } = *self;
        StatusRow { place, wire: word(&self.wire), phase, initial, assumed, implies, meaning, source }
    }
}

fn word(value: &WireValue) -> WireWord {
    match value {
        WireValue::Text(text) => WireWord::Text(text.to_string().leak()),
        WireValue::Number(number) => WireWord::Number(*number),
    }
}

impl PermissionDraft {
    fn row(&self, statuses: Vec<usize>) -> PermissionRow {
        PermissionRow {
            activities: self.activities.clone().leak(),
            statuses: statuses.leak(),
            limit: self.limit,
            basis: self.basis,
            source: self.source,
        }
    }
}
