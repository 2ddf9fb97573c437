//! Yuno, Banking Connectivity: accounts, closed in one step.

pub(super) mod readings;

use crate::blocker::Code;
use crate::event::EventKind;
use crate::facts::FactName;
use crate::lifecycle::{Lifecycle, Move, Phase, StatusRow, Subject, Transition, WireWord};
use crate::profile::{
    Activity, AnnouncementRow, Component, PermissionRow, Profile, ReasonForm, RuleRow, Stage,
};
use crate::vocab::{Basis, Source};
use jiff::tz::TimeZone;

const CHECKED: &str = "2026-11-20";
const CLOSE: &str = "Yuno, Close Account (Banking Connectivity)";
const OPENAPI: &str = "Yuno, OpenAPI of the other account operations (Banking Connectivity)";
const OVERVIEW: &str = "Yuno, Banking Connectivity overview";
const TRANSFERS: &str = "Yuno, OpenAPI of transfers (Banking Connectivity)";

const PENDING: usize = 0;
const ACTIVE: usize = 1;
const INACTIVE: usize = 2;
const CLOSED: usize = 3;

const STATUSES: &[StatusRow] = &[
    row(PENDING, "PENDING", Phase::Opening, "not yet activated", OPENAPI, CREATION).initial(),
    row(ACTIVE, "ACTIVE", Phase::Active, "in use", OPENAPI, CREATION).initial(),
    row(INACTIVE, "INACTIVE", Phase::Restricted, "not in use; no document says why", OPENAPI, ""),
    row(
        CLOSED,
        "CLOSED",
        Phase::Closed,
        "closed",
        CLOSE,
        "Y-1: in the answer to closing alone, not in the enumeration of the other operations",
    ),
];

const CREATION: &str = "initial: creating an account answers with it";

const fn row(
    place: usize,
    wire: &'static str,
    phase: Phase,
    meaning: &'static str,
    document: &'static str,
    reading: &'static str,
) -> StatusRow {
    StatusRow::new(place, WireWord::Text(wire), phase, meaning, Source::read_as(document, CHECKED, reading))
}

const TRANSITIONS: &[Transition] = &[
    Transition::new(PENDING, Move::Activate, ACTIVE, Source::plain(OVERVIEW, CHECKED)),
    Transition::new(ACTIVE, Move::Disable, INACTIVE, UNDOCUMENTED),
    Transition::new(INACTIVE, Move::Activate, ACTIVE, UNDOCUMENTED),
    Transition::new(PENDING, Move::RequestClosure, CLOSED, ADMITS),
    Transition::new(ACTIVE, Move::RequestClosure, CLOSED, ADMITS),
    Transition::new(INACTIVE, Move::RequestClosure, CLOSED, ADMITS),
];

const UNDOCUMENTED: Source =
    Source::read_as(OPENAPI, CHECKED, "inferred: both statuses are listed, the way between them is not");

const ADMITS: Source =
    Source::read_as(CLOSE, CHECKED, "Y-11: only a zero balance is asked for, not a status");

/// No document names a home of the provider; its instants are written in UTC.
static HOME: TimeZone = TimeZone::UTC;

/// Y-2: the three balances of an account. What is pending settles by itself.
const COMPONENTS: &[Component] = &[
    Component { name: "available", settles: false },
    Component { name: "current", settles: false },
    Component { name: "pending", settles: true },
];

/// An account: one currency, three balances.
pub static ACCOUNT: Profile = Profile {
    provider: "yuno",
    subject: Subject::Account,
    lifecycle: Lifecycle::proved(STATUSES, TRANSITIONS),
    members: None,
    home: &HOME,
    components: COMPONENTS,
    reason: ReasonForm::ANY,
    uncollected_fee: 0,
    facts: &[FactName::Cash, FactName::OutstandingWithdrawals, FactName::PendingTransfers],
    rules: &[
        rule(
            Code::CashBalance,
            Basis::Stated,
            "Y-2: available, current and pending, each one; Y-3: an overdrawn balance is not zero",
        ),
        rule(
            Code::OutstandingWithdrawals,
            Basis::Inferred,
            "Y-7: a payout on its way may come back, and need not show in the pending balance",
        ),
        rule(
            Code::PendingTransfers,
            Basis::Inferred,
            "Y-7: an incoming transfer on its way need not show in the pending balance",
        ),
    ],
    blocking_restrictions: &[],
    restrictions_show_in_status: false,
    permissions: PERMISSIONS,
    gates: &[],
    obligations: &[],
    announcements: &[AnnouncementRow {
        on: EventKind::Closed,
        message: "banking.account.closed",
        basis: Basis::Stated,
        source: Source::read_as(OVERVIEW, CHECKED, "the page Close Account names no event"),
    }],
};

const fn rule(code: Code, basis: Basis, reading: &'static str) -> RuleRow {
    RuleRow { code, stage: Stage::Admission, basis, source: Source::read_as(CLOSE, CHECKED, reading) }
}

/// The rails and the support of book transfers that a closed account still lists describe it and permit nothing.
const PERMISSIONS: &[PermissionRow] = &[
    PermissionRow::new(
        &[Activity::Read],
        &[PENDING, ACTIVE, INACTIVE, CLOSED],
        Basis::Inferred,
        Source::read_as(CLOSE, CHECKED, "inferred: closing answers with the whole account"),
    ),
    PermissionRow::new(
        &[Activity::TransferIn, Activity::TransferOut, Activity::Deposit, Activity::Withdraw],
        &[ACTIVE],
        Basis::Inferred,
        Source::read_as(
            TRANSFERS,
            CHECKED,
            "inferred: what is pending or inactive can be read and closed and moves no money; paying in and out are \
             transfers",
        ),
    ),
    PermissionRow::new(
        &[Activity::Cancel],
        &[ACTIVE],
        Basis::Inferred,
        Source::read_as(TRANSFERS, CHECKED, "only transfers in PENDING; inferred: from an active account"),
    ),
];
