//! Target `drafts`: profiles under construction, from built-in ones and from nothing, with questions under them.
//!
//! What belongs here: changes to a draft, and a second reading of what keeps it from being a profile.
//! What never does: what must hold of a question, which `decide_laws` asserts.

use crate::house::PROFILES;
use crate::{decide_laws, pick};
use arbitrary::Arbitrary;
use closeout::{
    Code,
    draft::{DraftError, DraftErrors, Members, MoveDraft, PermissionDraft, ProfileDraft, StatusDraft},
    facts::{FactName, Restriction},
    lifecycle::{Move, Phase, Subject},
    lint,
    policy::Policy,
    profile::{Activity, Limit, ReasonForm, RuleRow, Stage},
    providers,
    vocab::{Basis, Source, Text, WireValue},
};

const MADE_UP: Source = Source::plain("made up", "2026-11-28");

/// A draft, and a question under it.
#[derive(Arbitrary, Clone, Debug)]
pub struct Input {
    /// Nothing, or the profile at this place.
    begins: Option<u8>,
    is_group: bool,
    changes: Vec<Change>,
    question: decide_laws::Input,
}

/// A change to a draft. Rows are named by their places, statuses by those that there are by then.
#[derive(Arbitrary, Clone, Debug)]
enum Change {
    Blank,
    Status { word: u8, phase: u8, initial: bool, implies: Option<u8> },
    WithoutStatus(u8),
    Move { from: Named, on: u8, to: Named },
    WithoutMove(u8),
    Rule { code: u8, stage: u8, basis: u8 },
    WithoutRule(u8),
    Permission { activities: u32, statuses: Vec<Named>, limit: Option<u8> },
    WithoutPermission(u8),
    Facts(u16),
    Restrictions(u16),
    Shown(bool),
    Gates(u8),
    Obligations(u8),
    Components(u8),
    Reason { by_code: bool, longest_text: Option<u8> },
    Members(bool),
}

/// A status that a row names.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Named {
    There(u8),
    Missing,
}

/// Asserts that a refusal names every error, and that the laws hold under what is built.
pub fn check(input: &Input) {
    let draft = input.draft();
    match draft.build() {
        Err(errors) => is_complete(&draft, &errors),
        Ok(profile) => {
            assert_eq!(expected(&draft), [], "built with errors");
            assert!(!is_no_lifecycle(&draft), "built without a lifecycle");
            let _ = lint(&Policy::documented(profile.clone()));
            decide_laws::of(&input.question, profile);
        }
    }
}

/// What is wrong with the rows of a draft, in the order of its fields: the list and the place, or nothing for what is wrong
/// with the whole.
fn expected(draft: &ProfileDraft) -> Vec<Option<(&'static str, usize)>> {
    let is_missing = |named: &WireValue| draft.statuses.iter().all(|status| status.wire != *named);
    let asks = draft.rules.iter().any(|rule| rule.code == Code::AccountsNotClosed);
    let whole = [
        !closeout::Reason::text(&draft.provider).has_text(),
        draft.statuses.is_empty(),
        asks && matches!(draft.members, Members::None),
    ];
    let moves = draft.moves.iter().enumerate().flat_map(|(row, each)| {
        [&each.from, &each.to]
            .into_iter()
            .filter(|named| is_missing(named))
            .map(move |_| Some(("moves", row)))
    });
    let permissions = draft.permissions.iter().enumerate().flat_map(|(row, each)| {
        each.statuses.iter().filter(|named| is_missing(named)).map(move |_| Some(("permissions", row)))
    });
    whole.into_iter().filter(|is_wrong| *is_wrong).map(|_| None).chain(moves).chain(permissions).collect()
}

/// Some of what keeps statuses and moves from being a lifecycle.
fn is_no_lifecycle(draft: &ProfileDraft) -> bool {
    let (statuses, moves) = (&draft.statuses, &draft.moves);
    let is_twice = |place: usize| statuses[..place].iter().any(|other| other.wire == statuses[place].wire);
    let same = |one: &MoveDraft, other: &MoveDraft| one.from == other.from && one.on == other.on;
    let is_again = |place: usize| moves[..place].iter().any(|other| same(other, &moves[place]));
    let is_closed = |wire: &WireValue| {
        statuses.iter().any(|status| status.wire == *wire && status.phase == Phase::Closed)
    };
    let is_any = |phase| statuses.iter().any(|status| status.phase == phase);
    let leaves = |each: &MoveDraft| is_closed(&each.from) && each.on == Move::RequestClosure;
    statuses.len() > 32
        || (0..statuses.len()).any(is_twice)
        || (0..moves.len()).any(is_again)
        || moves.iter().any(leaves)
        || is_any(Phase::Closing) && !is_any(Phase::Closed)
}

/// Everything that is wrong with rows is named at once; otherwise what keeps them from being a lifecycle.
fn is_complete(draft: &ProfileDraft, errors: &DraftErrors) {
    let expected = expected(draft);
    let place = |error: &DraftError| {
        if let DraftError::UnknownStatus { section, row, .. } = error { Some((*section, *row)) } else { None }
    };
    let found: Vec<_> = errors.all().iter().map(place).collect();
    if expected.is_empty() {
        assert!(matches!(errors.all(), [DraftError::Lifecycle { .. }]), "{errors}");
    } else {
        assert_eq!(found, expected, "{errors}");
    }
    assert_eq!(errors.to_string().lines().count(), errors.all().len());
}

impl Input {
    fn draft(&self) -> ProfileDraft {
        let subject = if self.is_group { Subject::Group } else { Subject::Account };
        let fresh = || {
            ProfileDraft::new("house", subject)
                .status("OPEN", Phase::Active, MADE_UP)
                .status("CLOSED", Phase::Closed, MADE_UP)
                .edge("OPEN", Move::RequestClosure, "CLOSED", MADE_UP)
        };
        let based = |place| ProfileDraft::from(pick(PROFILES.as_slice(), place)).named("house");
        let mut draft = self.begins.map_or_else(fresh, based);
        self.changes.iter().take(24).for_each(|change| change.apply(&mut draft));
        draft
    }
}

impl Named {
    fn wire(self, draft: &ProfileDraft) -> WireValue {
        match self {
            Self::There(place) if !draft.statuses.is_empty() => {
                draft.statuses[usize::from(place) % draft.statuses.len()].wire.clone()
            }
            Self::There(_) | Self::Missing => "GONE".into(),
        }
    }
}

fn without<T>(rows: &mut Vec<T>, place: u8) {
    if !rows.is_empty() {
        rows.remove(usize::from(place) % rows.len());
    }
}

impl Change {
    fn apply(&self, draft: &mut ProfileDraft) {
        match self {
            Self::Blank => draft.provider = " ".into(),
            Self::Status { word, phase, initial, implies } => {
                draft.statuses.push(status(*word, *phase, *initial, *implies));
            }
            Self::WithoutStatus(place) => without(&mut draft.statuses, *place),
            Self::Move { from, on, to } => {
                let (from, to) = (from.wire(draft), to.wire(draft));
                draft.moves.push(MoveDraft { from, on: pick(Move::ALL, *on), to, source: MADE_UP });
            }
            Self::WithoutMove(place) => without(&mut draft.moves, *place),
            Self::Rule { code, stage, basis } => {
                let (code, stage) = (pick(Code::ALL, *code), pick(Stage::ALL, *stage));
                draft.rules.push(RuleRow { code, stage, basis: pick(Basis::ALL, *basis), source: MADE_UP });
            }
            Self::WithoutRule(place) => without(&mut draft.rules, *place),
            Self::Permission { activities, statuses, limit } => {
                let permission = permission(draft, *activities, statuses, *limit);
                draft.permissions.push(permission);
            }
            Self::WithoutPermission(place) => without(&mut draft.permissions, *place),
            Self::Facts(bits) => draft.facts = some_of(FactName::ALL, (*bits).into()),
            Self::Restrictions(bits) => {
                draft.blocking_restrictions = some_of(Restriction::ALL, (*bits).into());
            }
            Self::Shown(shown) => draft.restrictions_show_in_status = *shown,
            Self::Gates(place) => draft.gates = pick(providers::PROFILES, *place).gates.to_vec(),
            Self::Obligations(place) => {
                draft.obligations = pick(providers::PROFILES, *place).obligations.to_vec();
            }
            Self::Components(place) => {
                draft.components = pick(providers::PROFILES, *place).components.to_vec();
            }
            Self::Reason { by_code, longest_text } => {
                let longest_text = longest_text.map(u16::from);
                draft.reason = ReasonForm { by_code: *by_code, longest_text, source: MADE_UP };
            }
            Self::Members(has) => {
                draft.members = if *has { Members::LikeTheGroup } else { Members::None };
            }
        }
    }
}

fn status(word: u8, phase: u8, initial: bool, implies: Option<u8>) -> StatusDraft {
    const WORDS: [&str; 10] =
        ["OPEN", "ACTIVE", "LOCKED", "CLOSING", "CLOSED", "A", "B", "C", "", "\u{202e}"];
    StatusDraft {
        wire: pick(&WORDS, word).into(),
        phase: pick(Phase::ALL, phase),
        initial,
        assumed: false,
        implies: implies.map(|place| pick(Restriction::ALL, place)),
        meaning: Text::EMPTY,
        source: MADE_UP,
    }
}

fn permission(
    draft: &ProfileDraft,
    activities: u32,
    statuses: &[Named],
    limit: Option<u8>,
) -> PermissionDraft {
    PermissionDraft {
        activities: some_of(Activity::ALL, activities),
        statuses: statuses.iter().take(4).map(|named| named.wire(draft)).collect(),
        limit: limit.map(|place| pick(Limit::ALL, place)),
        basis: Basis::Stated,
        source: MADE_UP,
    }
}

/// Those whose bits are set.
fn some_of<T: Copy>(all: &[T], bits: u32) -> Vec<T> {
    let set = |place: usize| bits.checked_shr(u32::try_from(place).unwrap_or(u32::MAX)).unwrap_or(0) & 1 == 1;
    all.iter().enumerate().filter(|(place, _)| set(*place)).map(|(_, each)| *each).collect()
}
