//! The requirements on a table, checked at the declaration of the table: a wrong table does not compile.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "constant functions have no iterators: each index has just been compared with the length"
)]
#![expect(clippy::panic, reason = "in a constant, a panic is the compiler's error message")]

use super::closing::ClosingEdges;
use super::edge::{Move, Transition};
use super::phase::Phase;
use super::status::StatusRow;
use super::table::Lifecycle;
use crate::vocab::{Table, WireValue};

/// The defect of a table of statuses and moves, and its row, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LifecycleError {
    /// There are more than 32 statuses.
    TooManyStatuses,
    /// This status does not stand at its place.
    Misplaced(usize),
    /// This status has the wire value of one before it.
    SameWord(usize),
    /// This edge names a status that does not exist.
    NoSuchStatus(usize),
    /// This edge leaves a closed or rejected status and is not a reopening.
    LeavesAnEnd(usize),
    /// This edge leaves the same status on the same move as an earlier edge.
    SameEdge(usize),
    /// This edge closes or requests closing, and leads to a status other than the first closing or closed one.
    LeadsElsewhere(usize),
    /// This status is a closing one, and there is no closed one that closing could lead to.
    NothingIsClosed(usize),
}

impl LifecycleError {
    /// Returns the defect in words, without the row.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::TooManyStatuses => "a lifecycle has at most 32 statuses",
            Self::Misplaced(_) => "a status row does not stand at its place",
            Self::SameWord(_) => "a wire value is there twice",
            Self::NoSuchStatus(_) => "an edge names a status that is not there",
            Self::LeavesAnEnd(_) => "an edge leaves a closed or rejected status and is no reopening",
            Self::SameEdge(_) => "an edge is there twice",
            Self::LeadsElsewhere(_) => "an edge leads past the first closing or closed status",
            Self::NothingIsClosed(_) => "a status is closing, and no status is closed",
        }
    }
}

/// The largest number of statuses in a lifecycle: one bit each.
const STATUSES_MAX: usize = 32;

impl Lifecycle {
    /// Returns the lifecycle of these tables after checking that every row stands at its place, that no wire value and
    /// no edge is repeated, that only a reopening leaves a closed or rejected status, that every status can be reached
    /// from one in which a life can begin, and that a requested closing can be completed.
    ///
    /// Use it in a `const`: a defect is then an error of the compiler.
    ///
    /// ```compile_fail
    /// use closeout::{lifecycle::{Lifecycle, Phase, StatusRow}, vocab::{Source, Text, WireValue}};
    /// const SOURCE: Source = Source::plain("an example", "2026-11-20");
    /// const ROW: StatusRow = StatusRow {
    ///     place: 0, wire: WireValue::word("ACTIVE"), phase: Phase::Active, initial: false, assumed: false,
    ///     implies: None, meaning: Text::of("nothing leads here"), source: SOURCE,
    /// };
    /// const LONELY: Lifecycle = Lifecycle::proved(&[ROW], &[]); // "a status cannot be reached"
    /// # let _ = LONELY;
    /// ```
    ///
    /// # Panics
    /// If a table is wrong; in a `const`, that is a compile error.
    #[must_use]
    pub const fn proved(statuses: &'static [StatusRow], transitions: &'static [Transition]) -> Self {
        if let Some(defect) = defect_in_program(statuses, transitions) {
            panic!("{}", defect.words());
        }
        assert!(reachable(statuses, transitions) == all(statuses), "a status cannot be reached");
        closing_can_complete(statuses, transitions);
        let closing = ClosingEdges::of(statuses, transitions);
        Self { statuses: Table::of(statuses), transitions: Table::of(transitions), closing }
    }

    /// Returns the lifecycle of tables that are known at run time only. Call [`lint`](crate::lint()) to check that
    /// every status can be reached and that every closing can end.
    ///
    /// ```
    /// use closeout::lifecycle::{Lifecycle, LifecycleError, Move, Phase, StatusRow, Transition};
    /// use closeout::vocab::Source;
    /// let source = || Source::written(String::from("house rules, 2"), "2026-11-20");
    /// let row = |place, word: &str, phase| StatusRow {
    ///     wire: word.into(),
    ///     ..StatusRow::new(place, 0.into(), phase, "", source())
    /// };
    /// let statuses = vec![row(0, "OPEN", Phase::Active), row(1, "GONE", Phase::Closed)];
    /// let moves = vec![Transition::new(0, Move::RequestClosure, 1, source())];
    /// let lifecycle = Lifecycle::checked(statuses.clone(), moves).map_err(LifecycleError::words)?;
    /// assert_eq!(lifecycle.request_reaches(&lifecycle.status("OPEN")), Some(Phase::Closed));
    ///
    /// let nowhere = vec![Transition::new(0, Move::RequestClosure, 2, source())];
    /// assert_eq!(Lifecycle::checked(statuses, nowhere).err(), Some(LifecycleError::NoSuchStatus(0)));
    /// # Ok::<(), &str>(())
    /// ```
    ///
    /// # Errors
    /// The first defect, in the order of the tables, statuses first.
    pub fn checked(
        statuses: impl Into<Table<StatusRow>>,
        transitions: impl Into<Table<Transition>>,
    ) -> Result<Self, LifecycleError> {
        let (statuses, transitions) = (statuses.into(), transitions.into());
        let of_status = |place| misplaced(&statuses, place).or_else(|| same_word(&statuses, place));
        let of_statuses = || (0..statuses.len()).find_map(of_status);
        let defect = too_many(&statuses).or_else(of_statuses);
        let defect = defect.or_else(|| closing_without_end(&statuses));
        match defect.or_else(|| defect_of_edges(&statuses, &transitions)) {
            Some(defect) => Err(defect),
            None => Ok(Self { closing: ClosingEdges::of(&statuses, &transitions), statuses, transitions }),
        }
    }
}

fn same_word(statuses: &[StatusRow], place: usize) -> Option<LifecycleError> {
    let mut before = statuses.iter().take(place);
    let row = statuses.get(place)?;
    before.any(|other| other.wire == row.wire).then_some(LifecycleError::SameWord(place))
}

/// Returns the first defect. A constant function: it can compare only texts that are part of the program.
const fn defect_in_program(statuses: &[StatusRow], transitions: &[Transition]) -> Option<LifecycleError> {
    if let Some(defect) = too_many(statuses) {
        return Some(defect);
    }
    let mut i = 0;
    while i < statuses.len() {
        if let Some(defect) = misplaced(statuses, i) {
            return Some(defect);
        }
        let mut j = 0;
        while j < i {
            if same_word_in_program(&statuses[i].wire, &statuses[j].wire) {
                return Some(LifecycleError::SameWord(i));
            }
            j += 1;
        }
        i += 1;
    }
    if let Some(defect) = closing_without_end(statuses) {
        return Some(defect);
    }
    defect_of_edges(statuses, transitions)
}

/// Returns the last closing status if no status is closed: completing it would change nothing, and be permitted again.
const fn closing_without_end(statuses: &[StatusRow]) -> Option<LifecycleError> {
    let mut closing = None;
    let mut i = 0;
    while i < statuses.len() {
        match statuses[i].phase {
            Phase::Closed => return None,
            Phase::Closing => closing = Some(LifecycleError::NothingIsClosed(i)),
            Phase::Opening | Phase::Active | Phase::Restricted | Phase::Rejected => {}
        }
        i += 1;
    }
    closing
}

const fn too_many(statuses: &[StatusRow]) -> Option<LifecycleError> {
    if statuses.len() > STATUSES_MAX { Some(LifecycleError::TooManyStatuses) } else { None }
}

const fn misplaced(statuses: &[StatusRow], i: usize) -> Option<LifecycleError> {
    if statuses[i].place == i { None } else { Some(LifecycleError::Misplaced(i)) }
}

const fn defect_of_edges(statuses: &[StatusRow], transitions: &[Transition]) -> Option<LifecycleError> {
    let mut i = 0;
    while i < transitions.len() {
        if let Some(defect) = defect_of_edge(statuses, transitions, i) {
            return Some(defect);
        }
        i += 1;
    }
    None
}

const fn defect_of_edge(
    statuses: &[StatusRow],
    transitions: &[Transition],
    i: usize,
) -> Option<LifecycleError> {
    let edge = &transitions[i];
    if edge.from >= statuses.len() || edge.to >= statuses.len() {
        return Some(LifecycleError::NoSuchStatus(i));
    }
    let leaves_an_end = matches!(statuses[edge.from].phase, Phase::Closed | Phase::Rejected);
    if leaves_an_end && !matches!(edge.on, Move::Reopen) {
        return Some(LifecycleError::LeavesAnEnd(i));
    }
    if matches!(edge.on, Move::RequestClosure | Move::Complete) && !is_first_to_close(statuses, edge.to) {
        return Some(LifecycleError::LeadsElsewhere(i));
    }
    let mut j = 0;
    while j < i {
        let other = &transitions[j];
        if other.from == edge.from && same_move(other.on, edge.on) {
            return Some(LifecycleError::SameEdge(i));
        }
        j += 1;
    }
    None
}

/// Returns whether the status is the first of its phase. Events name a phase and not a status, so a closing leads to
/// the first status of that phase.
const fn is_first_to_close(statuses: &[StatusRow], place: usize) -> bool {
    let phase = statuses[place].phase;
    let mut first = matches!(phase, Phase::Closing | Phase::Closed);
    let mut i = 0;
    while i < place {
        first &= !same_text(statuses[i].phase.name(), phase.name());
        i += 1;
    }
    first
}

/// Asserts that every closing status into which a request leads has an edge on which closing completes.
const fn closing_can_complete(statuses: &[StatusRow], transitions: &[Transition]) {
    let mut i = 0;
    while i < statuses.len() {
        let mut completes = !matches!(statuses[i].phase, Phase::Closing);
        let mut j = 0;
        while j < transitions.len() {
            let edge = &transitions[j];
            completes |= edge.from == i
                && matches!(edge.on, Move::Complete)
                && matches!(statuses[edge.to].phase, Phase::Closed);
            j += 1;
        }
        assert!(completes, "a closing status cannot complete");
        i += 1;
    }
}

/// Returns the reachable statuses, one bit each: all edges are followed repeatedly until no status is added.
const fn reachable(statuses: &[StatusRow], transitions: &[Transition]) -> u64 {
    let mut found = 0_u64;
    let mut i = 0;
    while i < statuses.len() {
        if statuses[i].can_begin() {
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

/// Returns whether two wire values are the same. A text that is not part of the program cannot be read here and counts
/// as the same, so that no unread text passes the check.
const fn same_word_in_program(a: &WireValue, b: &WireValue) -> bool {
    match (a, b) {
        (WireValue::Text(a), WireValue::Text(b)) => match (a.in_program(), b.in_program()) {
            (Some(a), Some(b)) => same_text(a, b),
            (None, _) | (_, None) => true,
        },
        (WireValue::Number(a), WireValue::Number(b)) => *a == *b,
        (WireValue::Text(_), WireValue::Number(_)) | (WireValue::Number(_), WireValue::Text(_)) => false,
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
