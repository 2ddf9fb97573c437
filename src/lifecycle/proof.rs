//! What a table must satisfy, checked where it is declared: a wrong one does not compile.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "runs at compile time only, where a panic is the compiler's error message"
)]

use super::phase::Phase;
use super::status::{StatusRow, WireWord};
use super::table::{Lifecycle, Move, Transition};

impl Lifecycle {
    /// The lifecycle of these tables, which have been checked: every row stands at its place, no wire value and no
    /// edge is there twice, nothing leaves a closed or rejected status but a reopening, every status can be reached
    /// from an initial one, and a closing, once requested, has a way to be completed.
    ///
    /// Use it in a `const`: what is wrong then is an error of the compiler.
    ///
    /// ```compile_fail
    /// use closeout::{Lifecycle, Phase, Source, StatusRow, WireWord};
    /// const SOURCE: Source = Source::plain("an example", "2026-11-20");
    /// const ROW: StatusRow = StatusRow {
    ///     place: 0, wire: WireWord::Text("ACTIVE"), phase: Phase::Active, initial: false, implies: None,
    ///     meaning: "nothing leads here", source: SOURCE,
    /// };
    /// const LONELY: Lifecycle = Lifecycle::proved(&[ROW], &[]); // "a status cannot be reached"
    /// # let _ = LONELY;
    /// ```
    ///
    /// # Panics
    /// If a table is wrong; in a `const`, that is when the crate is compiled.
    #[must_use]
    pub const fn proved(statuses: &'static [StatusRow], transitions: &'static [Transition]) -> Self {
        assert!(statuses.len() <= 32, "a lifecycle has at most 32 statuses");
        rows_stand_at_their_places(statuses);
        edges_are_distinct_and_leave_no_end(statuses, transitions);
        assert!(reachable(statuses, transitions) == all(statuses), "a status cannot be reached");
        closing_can_complete(statuses, transitions);
        Self { statuses, transitions }
    }
}

const fn rows_stand_at_their_places(statuses: &[StatusRow]) {
    let mut i = 0;
    while i < statuses.len() {
        assert!(statuses[i].place == i, "a status row does not stand at its place");
        let mut j = 0;
        while j < i {
            assert!(!same_word(statuses[i].wire, statuses[j].wire), "a wire value is there twice");
            j += 1;
        }
        i += 1;
    }
}

const fn edges_are_distinct_and_leave_no_end(statuses: &[StatusRow], transitions: &[Transition]) {
    let mut i = 0;
    while i < transitions.len() {
        let edge = transitions[i];
        assert!(
            edge.from < statuses.len() && edge.to < statuses.len(),
            "an edge names a status that is not there"
        );
        let leaves_an_end = matches!(statuses[edge.from].phase, Phase::Closed | Phase::Rejected);
        assert!(!leaves_an_end || matches!(edge.on, Move::Reopen), "an edge leaves a terminal status");
        let mut j = 0;
        while j < i {
            let other = transitions[j];
            assert!(other.from != edge.from || !same_move(other.on, edge.on), "an edge is there twice");
            j += 1;
        }
        i += 1;
    }
}

/// Where a request leads into a closing status, that status has an edge on which it completes.
const fn closing_can_complete(statuses: &[StatusRow], transitions: &[Transition]) {
    let mut i = 0;
    while i < statuses.len() {
        let mut completes = !matches!(statuses[i].phase, Phase::Closing);
        let mut j = 0;
        while j < transitions.len() {
            let edge = transitions[j];
            completes |= edge.from == i
                && matches!(edge.on, Move::Complete)
                && matches!(statuses[edge.to].phase, Phase::Closed);
            j += 1;
        }
        assert!(completes, "a closing status cannot complete");
        i += 1;
    }
}

/// One bit a status, found by repeating all edges until nothing is added.
const fn reachable(statuses: &[StatusRow], transitions: &[Transition]) -> u64 {
    let mut found = 0_u64;
    let mut i = 0;
    while i < statuses.len() {
        if statuses[i].initial {
            found |= 1 << i;
        }
        i += 1;
    }
    let mut round = 0;
    while round < statuses.len() {
        let mut j = 0;
        while j < transitions.len() {
            if found & (1 << transitions[j].from) != 0 {
                found |= 1 << transitions[j].to;
            }
            j += 1;
        }
        round += 1;
    }
    found
}

const fn all(statuses: &[StatusRow]) -> u64 {
    (1 << statuses.len()) - 1
}

const fn same_move(a: Move, b: Move) -> bool {
    same_text(a.name(), b.name())
}

const fn same_word(a: WireWord, b: WireWord) -> bool {
    match (a, b) {
        (WireWord::Text(a), WireWord::Text(b)) => same_text(a, b),
        (WireWord::Number(a), WireWord::Number(b)) => a == b,
        (WireWord::Text(_), WireWord::Number(_)) | (WireWord::Number(_), WireWord::Text(_)) => false,
    }
}

const fn same_text(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut same = a.len() == b.len();
    let mut i = 0;
    while same && i < a.len() {
        same = a[i] == b[i];
        i += 1;
    }
    same
}
