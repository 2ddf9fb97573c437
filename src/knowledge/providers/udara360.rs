//! udara360, core banking: accounts, closed in one step by a posting.

use crate::blocker::Code;
use crate::facts::Restriction;
use crate::lifecycle::{Lifecycle, Move, Phase, StatusRow, Subject, Transition, WireWord};
use crate::policy::{Activity, PermissionRow, Profile, RuleRow, Stage};
use crate::vocab::{Basis, Source};

const CHECKED: &str = "2026-11-20";
const CLOSE: &str = "udara360, Close Account (postings)";
const SEARCH: &str = "udara360, Search Account";
const DEACTIVATE: &str = "udara360, Deactivate Customer Account";
const PLACE_PND: &str = "udara360, Place and Remove Post No Debit";
const MANUAL: &str = "udara360, Current and Savings (operator manual)";
const POST: &str = "udara360, Post Transactions (postings)";

const ACTIVE: usize = 0;
const DORMANT: usize = 1;
const CLOSED: usize = 2;
const PND: usize = 3;
const PNC: usize = 4;
const INACTIVE: usize = 5;
const FROZEN: usize = 6;

/// The integer codes of `accountStatus`. One code stands for several things at once (D-7): it shows the first that
/// applies of Closed, Frozen, PND, PNC, Inactive, Dormant, Active.
const STATUSES: &[StatusRow] = &[
    StatusRow { initial: true, ..row(ACTIVE, 1, Phase::Active, None, "Active, the default") },
    row(DORMANT, 2, Phase::Restricted, None, "Dormant: no debits until it is reactivated"),
    row(CLOSED, 3, Phase::Closed, None, "Closed, irreversibly"),
    row(PND, 4, Phase::Restricted, Some(Restriction::PostNoDebit), "PND, post no debit"),
    row(PNC, 5, Phase::Restricted, Some(Restriction::PostNoCredit), "PNC, post no credit"),
    row(INACTIVE, 6, Phase::Restricted, None, "Inactive, reversibly"),
    row(FROZEN, 7, Phase::Restricted, Some(Restriction::Frozen), "Frozen: nothing may be moved"),
];

const fn row(
    place: usize,
    code: i64,
    phase: Phase,
    implies: Option<Restriction>,
    meaning: &'static str,
) -> StatusRow {
    StatusRow {
        place,
        wire: WireWord::Number(code),
        phase,
        initial: false,
        implies,
        meaning,
        source: Source::plain(SEARCH, CHECKED),
    }
}

const TRANSITIONS: &[Transition] = &[
    edge(ACTIVE, Move::PostNoDebit, PND, Source::plain(PLACE_PND, CHECKED)),
    edge(PND, Move::Unrestrict, ACTIVE, Source::plain(PLACE_PND, CHECKED)),
    edge(ACTIVE, Move::PostNoCredit, PNC, Source::plain(MANUAL, CHECKED)),
    edge(PNC, Move::Unrestrict, ACTIVE, Source::plain(MANUAL, CHECKED)),
    edge(ACTIVE, Move::Restrict, FROZEN, Source::plain(MANUAL, CHECKED)),
    edge(FROZEN, Move::Unrestrict, ACTIVE, Source::plain(MANUAL, CHECKED)),
    edge(
        ACTIVE,
        Move::Disable,
        INACTIVE,
        Source::read_as(DEACTIVATE, CHECKED, "that the code is 6 is inferred from its name"),
    ),
    edge(INACTIVE, Move::Activate, ACTIVE, Source::plain(DEACTIVATE, CHECKED)),
    edge(
        ACTIVE,
        Move::Lapse,
        DORMANT,
        Source::read_as(SEARCH, CHECKED, "inferred: by inactivity; no document says how it ends"),
    ),
    edge(
        DORMANT,
        Move::Activate,
        ACTIVE,
        Source::read_as(
            SEARCH,
            CHECKED,
            "inferred: debits need a reactivation, so there is one; without it a balance could never be paid out",
        ),
    ),
    edge(ACTIVE, Move::RequestClosure, CLOSED, ADMITS),
    edge(DORMANT, Move::RequestClosure, CLOSED, ADMITS),
    edge(PND, Move::RequestClosure, CLOSED, ADMITS),
    edge(PNC, Move::RequestClosure, CLOSED, ADMITS),
    edge(INACTIVE, Move::RequestClosure, CLOSED, ADMITS),
    edge(FROZEN, Move::RequestClosure, CLOSED, ADMITS),
];

const ADMITS: Source = Source::read_as(
    CLOSE,
    CHECKED,
    "no status is excluded, and court orders and fraud are among the suggested reasons, so a restricted account must \
     be closable; closing does not deactivate the customer",
);

const fn edge(from: usize, on: Move, to: usize, source: Source) -> Transition {
    Transition { from, on, to, source }
}

/// An account: a balance, liens on it, a status that is also a restriction.
pub static ACCOUNT: Profile = Profile {
    provider: "udara360",
    subject: Subject::Account,
    lifecycle: Lifecycle::proved(STATUSES, TRANSITIONS),
    members: None,
    rules: &[
        rule(
            Code::ReasonRequired,
            Basis::Stated,
            "D-3: closureReason is required; a blank text is no reason",
        ),
        rule(
            Code::CashBalance,
            Basis::Inferred,
            "D-9: no document says that a residue is swept; D-12: the target is zero, not a minimum balance",
        ),
        rule(Code::Liens, Basis::Inferred, "a lien outlives the balance it is on"),
        rule(
            Code::AccountRestricted,
            Basis::Inferred,
            "Frozen alone; D-7: the status shows it before all others, so it is the status that is read",
        ),
    ],
    blocking_restrictions: &[Restriction::Frozen],
    restrictions_show_in_status: true,
    permissions: PERMISSIONS,
    gates: &[],
    obligations: &[],
    announcements: &[],
};

const fn rule(code: Code, basis: Basis, reading: &'static str) -> RuleRow {
    RuleRow { code, stage: Stage::Admission, basis, source: Source::read_as(CLOSE, CHECKED, reading) }
}

/// The codes of a restriction stand for an active account under it (D-7); it takes its own part away.
const PERMISSIONS: &[PermissionRow] = &[
    may(
        &[Activity::Read],
        &[ACTIVE, DORMANT, CLOSED, PND, PNC, INACTIVE, FROZEN],
        Source::read_as(
            SEARCH,
            CHECKED,
            "inferred: accounts can be searched by each status, Closed among them",
        ),
    ),
    may(
        &[Activity::TransferOut, Activity::Withdraw, Activity::ChargeFee],
        &[ACTIVE, PND, PNC, FROZEN],
        Source::read_as(
            POST,
            CHECKED,
            "inferred: debits, by the names of the statuses; Dormant needs reactivation first, Inactive takes none",
        ),
    ),
    may(
        &[Activity::TransferIn, Activity::Deposit],
        &[ACTIVE, DORMANT, PND, PNC, FROZEN],
        Source::read_as(
            POST,
            CHECKED,
            "inferred: credits, by the names of the statuses; Inactive takes none",
        ),
    ),
];

const fn may(activities: &'static [Activity], statuses: &'static [usize], source: Source) -> PermissionRow {
    PermissionRow { activities, statuses, limit: None, basis: Basis::Inferred, source }
}
