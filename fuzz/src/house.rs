//! Profiles beside the built-in ones, and every lifecycle that can have read a status.
//!
//! What belongs here: houses whose tables differ from the built-in ones in what a fuzzer should reach.
//! What never does: what their rules mean.

use closeout::{
    Code,
    draft::{ProfileDraft, StatusDraft},
    facts::Restriction,
    lifecycle::{Lifecycle, Phase},
    profile::{Activity, Profile, Stage},
    providers,
    vocab::{Basis, Source, Text},
};
use std::array;
use std::sync::LazyLock;

const MADE_UP: Source = Source::plain("made up", "2026-11-28");

/// The built-in profiles.
const BUILT_IN: usize = 5;

/// Upvest's account with a status in front, so that each word has another place than elsewhere.
static IN_FRONT: LazyLock<Profile> = LazyLock::new(|| {
    let mut draft = ProfileDraft::from(&providers::upvest::ACCOUNT).named("in front");
    draft.statuses.insert(0, status("LOCKED_AGAIN", Phase::Restricted, None));
    draft.build().expect("sound tables")
});

/// Alpaca's account, where a word of Upvest's means something else and shows a restriction that is also asserted.
static OTHERWISE: LazyLock<Profile> = LazyLock::new(|| {
    let mut draft = ProfileDraft::from(&providers::alpaca::ACCOUNT).named("otherwise");
    draft.statuses.insert(0, status("LOCKED", Phase::Active, Some(Restriction::AccountBlocked)));
    draft.statuses.push(status("CLOSING", Phase::Restricted, None));
    draft = draft
        .edge("LOCKED", closeout::lifecycle::Move::RequestClosure, "ACCOUNT_CLOSED", MADE_UP)
        .edge("CLOSING", closeout::lifecycle::Move::RequestClosure, "ACCOUNT_CLOSED", MADE_UP)
        .permit(&[Activity::Sell, Activity::Withdraw], &["LOCKED"], MADE_UP)
        .rule(Code::ReasonRequired, Stage::Admission, Basis::Inferred, MADE_UP);
    draft.build().expect("sound tables")
});

fn status(wire: &str, phase: Phase, implies: Option<Restriction>) -> StatusDraft {
    StatusDraft {
        wire: wire.into(),
        phase,
        initial: false,
        assumed: false,
        implies,
        meaning: Text::of("made up"),
        source: MADE_UP,
    }
}

/// The profiles that questions are about: the built-in ones first.
pub static PROFILES: LazyLock<[&'static Profile; BUILT_IN + 2]> = LazyLock::new(|| {
    assert_eq!(providers::PROFILES.len(), BUILT_IN, "each of them is asked about");
    array::from_fn(|place| match place.checked_sub(BUILT_IN) {
        None => providers::PROFILES[place],
        Some(0) => &*IN_FRONT,
        Some(_) => &*OTHERWISE,
    })
});

/// The lifecycles that can have read a status.
pub static READERS: LazyLock<[&'static Lifecycle; BUILT_IN + 2]> =
    LazyLock::new(|| PROFILES.map(|profile| &profile.lifecycle));
