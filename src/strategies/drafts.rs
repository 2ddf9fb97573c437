//! Profiles with arbitrary rows, plausible or not.

use super::SOME_SOURCE;
use crate::blocker::Code;
use crate::draft::{MoveDraft, PermissionDraft, ProfileDraft, StatusDraft};
use crate::facts::{FactName, Restriction};
use crate::knowledge::providers;
use crate::lifecycle::{Move, Phase, Subject};
use crate::profile::{Activity, Component, GateRow, Limit, ObligationRow, ReasonForm, RuleRow, Stage};
use crate::vocab::{Basis, Set, Text, WireValue};
use alloc::string::ToString;
use alloc::vec::Vec;
use proptest::collection;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

/// Generates any profile under construction. About a fifth of them build, and few of those make sense, which suits the
/// tests of the linter.
pub fn drafts() -> impl Strategy<Value = ProfileDraft> {
    let rows = (collection::vec(statuses(), 1..6), collection::vec(edges(), 0..9));
    let conditions = (collection::vec(rules(), 0..6), collection::vec(permissions(), 0..5));
    let clocks =
        (subsequence(gates(), 0..=gates().len()), subsequence(obligations(), 0..=obligations().len()));
    let rest = (select(Subject::ALL), facts(), restrictions(), any::<bool>());
    let forms = (subsequence(components(), 0..=components().len()), reasons());
    let rows_and_forms = (rows, forms);
    (rows_and_forms, conditions, clocks, rest).prop_map(|(rows, (rules, permissions), clocks, rest)| {
        let ((statuses, edges), (components, reason)) = rows;
        let (subject, facts, blocking_restrictions, restrictions_show_in_status) = rest;
        let mut draft = ProfileDraft::new("house", subject);
        let wires: Vec<WireValue> =
            (0..statuses.len()).map(|place| place.to_string().as_str().into()).collect();
        draft.statuses = named(statuses, &wires);
        draft.moves = edges.into_iter().map(|edge| resolved(edge, &wires)).collect();
        draft.permissions = permissions.into_iter().map(|row| row.among(&wires)).collect();
        let has_accounts = subject == Subject::Group;
        draft.rules =
            rules.into_iter().filter(|rule| has_accounts || rule.code != Code::AccountsNotClosed).collect();
        (draft.gates, draft.obligations) = clocks;
        (draft.components, draft.reason) = (components, reason);
        ProfileDraft { facts, blocking_restrictions, restrictions_show_in_status, ..draft }
    })
}

/// Generates statuses, each named by its place.
fn statuses() -> impl Strategy<Value = StatusDraft> {
    let implied = option::weighted(0.2, select(Restriction::ALL));
    (select(Phase::ALL), any::<bool>(), implied).prop_map(|(phase, initial, implies)| StatusDraft {
        wire: "".into(),
        phase,
        initial,
        assumed: false,
        implies,
        meaning: Text::EMPTY,
        source: SOME_SOURCE,
    })
}

/// Names the statuses. A life begins in the first one, so that there is a beginning.
fn named(statuses: Vec<StatusDraft>, wires: &[WireValue]) -> Vec<StatusDraft> {
    let each = statuses.into_iter().zip(wires).enumerate();
    each.map(|(place, (status, wire))| StatusDraft {
        wire: wire.clone(),
        initial: status.initial || place == 0,
        ..status
    })
    .collect()
}

fn edges() -> impl Strategy<Value = (Index, Move, Index)> {
    let on = prop_oneof![1 => Just(Move::RequestClosure), 1 => Just(Move::Complete), 2 => select(Move::ALL)];
    (any::<Index>(), on, any::<Index>())
}

fn resolved((from, on, to): (Index, Move, Index), wires: &[WireValue]) -> MoveDraft {
    MoveDraft { from: from.get(wires).clone(), on, to: to.get(wires).clone(), source: SOME_SOURCE }
}

fn rules() -> impl Strategy<Value = RuleRow> {
    (select(Code::ALL), select(Stage::ALL), select(Basis::ALL)).prop_map(|(code, stage, basis)| RuleRow {
        code,
        stage,
        basis,
        source: SOME_SOURCE,
    })
}

/// A permission whose statuses are still numbers.
#[derive(Clone, Debug)]
struct Grant {
    activities: Vec<Activity>,
    statuses: Vec<Index>,
    limit: Option<Limit>,
}

impl Grant {
    fn among(self, wires: &[WireValue]) -> PermissionDraft {
        PermissionDraft {
            activities: self.activities,
            statuses: self.statuses.iter().map(|status| status.get(wires).clone()).collect(),
            limit: self.limit,
            basis: Basis::Stated,
            source: SOME_SOURCE,
        }
    }
}

fn permissions() -> impl Strategy<Value = Grant> {
    let activities = subsequence(Activity::ALL.to_vec(), 0..=Activity::ALL.len());
    let statuses = collection::vec(any::<Index>(), 0..4);
    (activities, statuses, option::weighted(0.2, select(Limit::ALL)))
        .prop_map(|(activities, statuses, limit)| Grant { activities, statuses, limit })
}

fn components() -> Vec<Component> {
    providers::PROFILES.iter().flat_map(|profile| &*profile.components).cloned().collect()
}

/// Generates a form of reasons whose limit every command of [`commands`](super::commands) keeps to.
fn reasons() -> impl Strategy<Value = ReasonForm> {
    (any::<bool>(), option::of(150_u16..=300)).prop_map(|(by_code, longest_text)| ReasonForm {
        by_code,
        longest_text,
        source: SOME_SOURCE,
    })
}

fn gates() -> Vec<GateRow> {
    providers::PROFILES.iter().flat_map(|profile| &*profile.gates).cloned().collect()
}

fn obligations() -> Vec<ObligationRow> {
    providers::PROFILES.iter().flat_map(|profile| &*profile.obligations).cloned().collect()
}

fn facts() -> impl Strategy<Value = Vec<FactName>> {
    prop_oneof![
        3 => Just(FactName::ALL.to_vec()),
        1 => subsequence(FactName::ALL.to_vec(), 0..=FactName::ALL.len()),
    ]
}

fn restrictions() -> impl Strategy<Value = Vec<Restriction>> {
    let some = subsequence(Restriction::ALL.to_vec(), 0..=2);
    some.prop_map(|restrictions| restrictions.into_iter().collect::<Set<_>>().iter().collect())
}
