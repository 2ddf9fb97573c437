//! udara360, core banking: accounts, closed in one step by a posting.

pub(super) mod readings;

use super::row::{admission, numbered};
use crate::blocker::Code;
use crate::facts::{FactName, Restriction};
use crate::lifecycle::{Lifecycle, Move, Phase, StatusRow, Subject, Transition};
use crate::profile::{Activity, Home, PermissionRow, Profile, ReasonForm, RuleRow};
use crate::vocab::{Basis, Source, Table, Text};
use jiff::tz::get;

const CHECKED: &str = "2026-11-20";
const CLOSE: &str = "udara360, Close Account (postings)";
const SEARCH: &str = "udara360, Search Account";
const DEACTIVATE: &str = "udara360, Deactivate Customer Account";
const PLACE_PND: &str = "udara360, Place and Remove Post No Debit";
const CLOSING_MANUAL: &str = "udara360, Account Closure (operator manual)";
const LIENS: &str = "udara360, Lien API: place, update, unplace";
const MANUAL: &str = "udara360, Current and Savings (operator manual)";
const POST: &str = "udara360, Post Transactions (postings)";

const ACTIVE: usize = 0;
const DORMANT: usize = 1;
const CLOSED: usize = 2;
const PND: usize = 3;
const PNC: usize = 4;
const INACTIVE: usize = 5;
const FROZEN: usize = 6;

/// The integer codes of `accountStatus`. If several apply at once (D-7), the code is the first of Closed, Frozen, PND,
/// PNC, Inactive, Dormant, Active.
const STATUSES: &[StatusRow] = &[
    numbered(
        ACTIVE,
        1,
        Phase::Active,
        "Active, the default",
        search("the default, which is read as: an account begins in it"),
    )
    .initial(),
    numbered(
        DORMANT,
        2,
        Phase::Restricted,
        "Dormant: no debits until it is reactivated",
        search("the name alone; what it forbids is inferred"),
    ),
    numbered(
        CLOSED,
        3,
        Phase::Closed,
        "Closed, irreversibly",
        Source::read_as(CLOSING_MANUAL, CHECKED, "the code is on the page Search Account"),
    ),
    numbered(
        PND,
        4,
        Phase::Restricted,
        "PND, post no debit",
        Source::read_as(PLACE_PND, CHECKED, "the code is on the page Search Account"),
    )
    .implying(Restriction::PostNoDebit),
    numbered(PNC, 5, Phase::Restricted, "PNC, post no credit", search(""))
        .implying(Restriction::PostNoCredit),
    numbered(
        INACTIVE,
        6,
        Phase::Restricted,
        "Inactive, reversibly",
        Source::read_as(DEACTIVATE, CHECKED, "the code is on the page Search Account"),
    ),
    numbered(
        FROZEN,
        7,
        Phase::Restricted,
        "Frozen: nothing may be moved",
        search("the name alone; what it forbids is inferred"),
    )
    .implying(Restriction::Frozen),
];

const fn search(reading: &'static str) -> Source {
    Source::read_as(SEARCH, CHECKED, reading)
}

const TRANSITIONS: &[Transition] = &[
    Transition::new(ACTIVE, Move::PostNoDebit, PND, Source::plain(PLACE_PND, CHECKED)),
    Transition::new(PND, Move::Unrestrict, ACTIVE, Source::plain(PLACE_PND, CHECKED)),
    Transition::new(ACTIVE, Move::PostNoCredit, PNC, Source::plain(MANUAL, CHECKED)),
    Transition::new(PNC, Move::Unrestrict, ACTIVE, Source::plain(MANUAL, CHECKED)),
    Transition::new(ACTIVE, Move::Restrict, FROZEN, Source::plain(MANUAL, CHECKED)),
    Transition::new(FROZEN, Move::Unrestrict, ACTIVE, Source::plain(MANUAL, CHECKED)),
    Transition::new(
        ACTIVE,
        Move::Disable,
        INACTIVE,
        Source::read_as(DEACTIVATE, CHECKED, "that the code is 6 is inferred from its name"),
    ),
    Transition::new(INACTIVE, Move::Activate, ACTIVE, Source::plain(DEACTIVATE, CHECKED)),
    Transition::new(
        ACTIVE,
        Move::Lapse,
        DORMANT,
        Source::read_as(SEARCH, CHECKED, "inferred: by inactivity; no document says how it ends"),
    ),
    Transition::new(
        DORMANT,
        Move::Activate,
        ACTIVE,
        Source::read_as(
            SEARCH,
            CHECKED,
            "inferred: debits need a reactivation, so there is one; without it a balance could never \
             be paid out",
        ),
    ),
    Transition::new(ACTIVE, Move::RequestClosure, CLOSED, ADMITS),
    Transition::new(DORMANT, Move::RequestClosure, CLOSED, ADMITS),
    Transition::new(PND, Move::RequestClosure, CLOSED, ADMITS),
    Transition::new(PNC, Move::RequestClosure, CLOSED, ADMITS),
    Transition::new(INACTIVE, Move::RequestClosure, CLOSED, ADMITS),
    Transition::new(FROZEN, Move::RequestClosure, CLOSED, ADMITS),
];

const ADMITS: Source = Source::read_as(
    CLOSE,
    CHECKED,
    "no status is excluded, and court orders and fraud are among the suggested reasons, so a restricted account must \
     be closable; D-8: closing does not deactivate the customer, which is another call",
);

const HOME: Home = Home {
    zone: get!("Africa/Lagos"),
    source: Source::read_as(
        MANUAL,
        CHECKED,
        "inferred: no document names a zone; they speak of Nigerian banks",
    ),
};

/// An account: a balance, liens on it, a status that is also a restriction.
pub static ACCOUNT: Profile = Profile {
    provider: Text::of("udara360"),
    subject: Subject::Account,
    lifecycle: Lifecycle::proved(STATUSES, TRANSITIONS),
    members: None,
    home: HOME,
    components: Table::EMPTY,
    reason: ReasonForm {
        by_code: false,
        longest_text: Some(150),
        source: close("D-3: closureReason is required, of at most 150 characters; a code alone is none"),
    },
    uncollected_fee: None,
    facts: Table::of(&[FactName::Cash, FactName::Liens, FactName::Restrictions]),
    rules: Table::of(RULES),
    blocking_restrictions: Table::of(&[Restriction::Frozen]),
    restrictions_show_in_status: true,
    permissions: Table::of(PERMISSIONS),
    gates: Table::EMPTY,
    obligations: Table::EMPTY,
    announcements: Table::EMPTY,
};

const RULES: &[RuleRow] = &[
    admission(
        Code::ReasonRequired,
        Basis::Stated,
        close(
            "D-3: closureReason is required; only a text goes on the wire, so a code alone is none, and neither is a text \
             in which nothing can be seen",
        ),
    ),
    admission(
        Code::CashBalance,
        Basis::Inferred,
        close(
            "D-9: no document says that a residue is swept; D-12: the target is zero, not a minimum balance",
        ),
    ),
    admission(
        Code::Liens,
        Basis::Inferred,
        Source::read_as(LIENS, CHECKED, "inferred: a lien outlives the balance it is on"),
    ),
    admission(
        Code::AccountRestricted,
        Basis::Inferred,
        Source::read_as(
            SEARCH,
            CHECKED,
            "inferred, of Frozen alone; D-7: the status shows it before all others, so it is the \
             status that is read",
        ),
    ),
];

const fn close(reading: &'static str) -> Source {
    Source::read_as(CLOSE, CHECKED, reading)
}

/// The permissions by code. The code of a restriction means an active account under it (D-7); the restriction takes its
/// own part away.
const PERMISSIONS: &[PermissionRow] = &[
    PermissionRow::new(
        &[Activity::Read],
        &[ACTIVE, DORMANT, CLOSED, PND, PNC, INACTIVE, FROZEN],
        Basis::Inferred,
        Source::read_as(
            SEARCH,
            CHECKED,
            "inferred: accounts can be searched by each status, Closed among them",
        ),
    ),
    PermissionRow::new(
        &[Activity::TransferOut, Activity::Withdraw, Activity::ChargeFee],
        &[ACTIVE, PND, PNC, FROZEN],
        Basis::Inferred,
        Source::read_as(
            POST,
            CHECKED,
            "inferred: debits, by the names of the statuses; Dormant needs reactivation first, \
             Inactive takes none",
        ),
    ),
    PermissionRow::new(
        &[Activity::TransferIn, Activity::Deposit],
        &[ACTIVE, DORMANT, PND, PNC, FROZEN],
        Basis::Inferred,
        Source::read_as(
            POST,
            CHECKED,
            "inferred: credits, by the names of the statuses; Inactive takes none",
        ),
    ),
];
