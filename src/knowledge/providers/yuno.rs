//! Yuno, Banking Connectivity: accounts, closed in one step.

pub(super) mod readings;

use super::row::{admission, component, status};
use crate::blocker::Code;
use crate::event::EventKind;
use crate::facts::FactName;
use crate::lifecycle::{Lifecycle, Move, Phase, StatusRow, Subject, Transition};
use crate::profile::{
    Activity, AnnouncementRow, Component, Home, PermissionRow, Profile, ReasonForm, RuleRow,
};
use crate::vocab::{Basis, Source, Table, Text};
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
    status(
        PENDING,
        "PENDING",
        Phase::Opening,
        "not yet activated",
        Source::read_as(OPENAPI, CHECKED, CREATION),
    )
    .initial(),
    status(ACTIVE, "ACTIVE", Phase::Active, "in use", Source::read_as(OPENAPI, CHECKED, CREATION)).initial(),
    status(
        INACTIVE,
        "INACTIVE",
        Phase::Restricted,
        "not in use; no document says why",
        Source::read_as(OPENAPI, CHECKED, ""),
    ),
    status(
        CLOSED,
        "CLOSED",
        Phase::Closed,
        "closed",
        Source::read_as(
            CLOSE,
            CHECKED,
            "Y-1: in the answer to closing alone, not in the enumeration of the other operations",
        ),
    ),
];

const CREATION: &str = "initial: creating an account answers with it";

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

const HOME: Home = Home {
    zone: TimeZone::UTC,
    source: Source::read_as(
        OVERVIEW,
        CHECKED,
        "inferred: no document names a home of the provider; its instants are written in UTC",
    ),
};

/// The three balances of an account. A pending amount settles by itself.
const COMPONENTS: &[Component] = &[
    component("available", false, BALANCES),
    component("current", false, BALANCES),
    component("pending", true, BALANCES),
];

const BALANCES: Source = close(
    "Y-2: closing asks for zero in each; that what is pending settles by itself is inferred \
     from its name",
);

/// An account: one currency, three balances.
pub static ACCOUNT: Profile = Profile {
    provider: Text::of("yuno"),
    subject: Subject::Account,
    lifecycle: Lifecycle::proved(STATUSES, TRANSITIONS),
    members: None,
    home: HOME,
    components: Table::of(COMPONENTS),
    reason: ReasonForm::any(close("inferred: no document asks for a reason or limits one")),
    uncollected_fee: None,
    facts: Table::of(&[FactName::Cash, FactName::OutstandingWithdrawals, FactName::PendingTransfers]),
    rules: Table::of(RULES),
    blocking_restrictions: Table::EMPTY,
    restrictions_show_in_status: false,
    permissions: Table::of(PERMISSIONS),
    gates: Table::EMPTY,
    obligations: Table::EMPTY,
    announcements: Table::of(ANNOUNCEMENTS),
};

const RULES: &[RuleRow] = &[
    admission(
        Code::CashBalance,
        Basis::Stated,
        close("Y-2: available, current and pending, each one; Y-3: an overdrawn balance is not zero"),
    ),
    admission(
        Code::OutstandingWithdrawals,
        Basis::Inferred,
        close("Y-7: a payout on its way may come back, and need not show in the pending balance"),
    ),
    admission(
        Code::PendingTransfers,
        Basis::Inferred,
        close("Y-7: an incoming transfer on its way need not show in the pending balance"),
    ),
];

const ANNOUNCEMENTS: &[AnnouncementRow] = &[AnnouncementRow {
    on: EventKind::Closed,
    message: Text::of("banking.account.closed"),
    basis: Basis::Stated,
    source: Source::read_as(OVERVIEW, CHECKED, "the page Close Account names no event"),
}];

const fn close(reading: &'static str) -> Source {
    Source::read_as(CLOSE, CHECKED, reading)
}

/// The permissions. A closed account still lists rails and the support of book transfers; these describe it and permit
/// nothing.
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
