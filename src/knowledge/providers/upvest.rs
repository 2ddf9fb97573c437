//! Upvest, Investment API: accounts and account groups, closed in two steps.

pub(super) mod readings;

use super::row::{admission, completion, status};
use crate::blocker::Code;
use crate::event::EventKind;
use crate::facts::{FactName, Restriction};
use crate::knowledge::jurisdictions;
use crate::lifecycle::{Lifecycle, Move, Phase, StatusRow, Subject, Transition};
use crate::profile::{
    Activity, AnnouncementRow, DueWindow, GateRow, Home, Limit, ObligationKind, ObligationRow, PermissionRow,
    Profile, ReasonForm, RuleRow, UncollectedFee,
};
use crate::vocab::{Basis, Country, Shared, Source, Table, Text};
use jiff::tz::get;

const CHECKED: &str = "2026-11-20";
const GUIDE: &str = "Upvest, guide Closing accounts and account groups";
const REFERENCE: &str = "Upvest, API reference: Accounts, Account Groups (v1.109.1)";
const WEBHOOKS: &str = "Upvest, guide Account and account group webhooks";
const REPORTS: &str = "Upvest, guide Reports webhooks";
const ORDERS: &str = "Upvest, guide Order states (v1.5)";
const CASH: &str = "Upvest, guides Cash balances, Cash withdrawal, Payments webhooks";
const FEES: &str = "Upvest, guides Liquidations: fees, Fees: intake";

const PENDING_APPROVAL: usize = 0;
const ACTIVE: usize = 1;
const LOCKED: usize = 2;
const CLOSING: usize = 3;
const CLOSED: usize = 4;

/// The statuses: accounts and groups share one enumeration.
const STATUSES: &[StatusRow] = &[
    status(
        PENDING_APPROVAL,
        "PENDING_APPROVAL",
        Phase::Opening,
        "visible, but cannot be acted on",
        Source::read_as(REFERENCE, CHECKED, "U-16: initial by the text, whatever the example shows"),
    )
    .initial(),
    status(ACTIVE, "ACTIVE", Phase::Active, "full functionality", Source::plain(REFERENCE, CHECKED)),
    status(LOCKED, "LOCKED", Phase::Restricted, "locked for all actions", Source::plain(REFERENCE, CHECKED))
        .implying(Restriction::Locked),
    status(
        CLOSING,
        "CLOSING",
        Phase::Closing,
        "closing requested; only what empties it is permitted",
        Source::plain(GUIDE, CHECKED),
    ),
    status(
        CLOSED,
        "CLOSED",
        Phase::Closed,
        "closed; its history can still be read",
        Source::plain(GUIDE, CHECKED),
    ),
];

const TRANSITIONS: &[Transition] = &[
    Transition::new(PENDING_APPROVAL, Move::Approve, ACTIVE, Source::plain(REFERENCE, CHECKED)),
    Transition::new(ACTIVE, Move::Restrict, LOCKED, Source::plain(WEBHOOKS, CHECKED)),
    Transition::new(
        LOCKED,
        Move::Unrestrict,
        ACTIVE,
        Source::read_as(WEBHOOKS, CHECKED, "U-20: inferred; no document names where unlocking leads"),
    ),
    Transition::new(PENDING_APPROVAL, Move::RequestClosure, CLOSING, ADMITS),
    Transition::new(ACTIVE, Move::RequestClosure, CLOSING, ADMITS),
    Transition::new(CLOSING, Move::Complete, CLOSED, Source::plain(GUIDE, CHECKED)),
];

const ADMITS: Source = Source::read_as(
    GUIDE,
    CHECKED,
    "U-9: whatever has been created admits closing, but not what is locked for all actions; asking again while \
     closing changes nothing; U-12: a closing cannot be withdrawn",
);

/// Statuses and moves of accounts and of groups.
pub const LIFECYCLE: Lifecycle = Lifecycle::proved(STATUSES, TRANSITIONS);

static OF_MEMBERS: Lifecycle = LIFECYCLE;

/// The accounts and groups that must be closed before the user can be offboarded: the condition of
/// [`offboarding`](crate::offboarding()).
pub const OFFBOARDING: Source = Source::read_as(
    GUIDE,
    CHECKED,
    "U-15: every account and every account group of the user is closed, looked at when offboarding is asked for; by the \
     guide User offboarding it may then still wait for reports that are due",
);

/// The statuses of a subject in use. A locked one is in use under a restriction that takes everything but reading away.
const IN_USE: &[usize] = &[ACTIVE, LOCKED];
const IN_USE_OR_CLOSING: &[usize] = &[ACTIVE, LOCKED, CLOSING];
const ALL: &[usize] = &[PENDING_APPROVAL, ACTIVE, LOCKED, CLOSING, CLOSED];

const READING: PermissionRow = PermissionRow {
    activities: Table::of(&[Activity::Read]),
    statuses: Table::of(ALL),
    limit: None,
    basis: Basis::Stated,
    source: Source::read_as(
        GUIDE,
        CHECKED,
        "history can be retrieved after closing, for as long as it has to be kept; all the more before it",
    ),
};

const NO_FORM: Source = Source::read_as(
    GUIDE,
    CHECKED,
    "inferred: no document requires a reason; that of a group, closure_reason, is optional \
     and a code",
);

const HOME: Home = Home {
    zone: get!("Europe/Berlin"),
    source: Source::read_as(
        GUIDE,
        CHECKED,
        "inferred: no document names a zone; a German securities institution in Berlin",
    ),
};

/// An account: holds positions; its cash is the group's.
///
/// An account need not have zero cash (U-3): the API's "closed with zero balance" means units, since cash lives on the
/// group.
pub static ACCOUNT: Profile = Profile {
    provider: Text::of("upvest"),
    subject: Subject::Account,
    lifecycle: LIFECYCLE,
    members: None,
    home: HOME,
    components: Table::EMPTY,
    reason: ReasonForm::any(NO_FORM),
    uncollected_fee: None,
    facts: Table::of(&[
        FactName::ExpectedCorporateActions,
        FactName::OpenOrders,
        FactName::OutstandingWithdrawals,
        FactName::Positions,
        FactName::Residences,
        FactName::UnsettledTrades,
    ]),
    rules: Table::of(ACCOUNT_RULES),
    blocking_restrictions: Table::EMPTY,
    restrictions_show_in_status: true,
    permissions: Table::of(OF_ACCOUNTS),
    gates: Table::of(ACCOUNT_GATES),
    obligations: Table::EMPTY,
    announcements: Table::of(ACCOUNT_ANNOUNCEMENTS),
};

const ACCOUNT_RULES: &[RuleRow] = &[
    admission(
        Code::OutstandingWithdrawals,
        Basis::Stated,
        Source::read_as(
            GUIDE,
            CHECKED,
            "U-1: a prerequisite, so it refuses; U-2: withdrawals are the group's, outstanding while NEW or \
             PROCESSING",
        ),
    ),
    completion(
        Code::OpenPositions,
        Basis::Stated,
        Source::read_as(
            GUIDE,
            CHECKED,
            "U-1: keeps it closing, never refuses; U-4: zero positions, however that was reached",
        ),
    ),
    completion(
        Code::ExpectedCorporateActions,
        Basis::Stated,
        Source::read_as(
            GUIDE,
            CHECKED,
            "U-13: known to affect the account and not fully processed, even when the position is gone",
        ),
    ),
    admission(
        Code::OpenOrders,
        Basis::Inferred,
        Source::read_as(GUIDE, CHECKED, "inferred: an order that executes later opens what was empty"),
    ),
    completion(
        Code::OpenOrders,
        Basis::Inferred,
        Source::read_as(
            GUIDE,
            CHECKED,
            "inferred: an order to sell is permitted while closing, and may still be there when the \
             rest is gone",
        ),
    ),
    completion(
        Code::UnsettledTrades,
        Basis::Inferred,
        Source::read_as(GUIDE, CHECKED, "inferred: a trade that is not settled can still fail"),
    ),
];

const ACCOUNT_GATES: &[GateRow] = &[GateRow {
    residents_of: Country::GB,
    calendar: Shared::of(&jurisdictions::GB),
    source: Source::read_as(
        GUIDE,
        CHECKED,
        "U-5: the guide ties it to the domicile of the user, so every account is held, not ISAs alone; the fact \
             `residences` stands for the domicile, and which of the two it holds is for the service that asserts it; \
             a policy of the provider, not law; a group is held by its accounts; U-6: the year ends with 5 April, so the gate opens with 6 April in London",
    ),
}];

const ACCOUNT_ANNOUNCEMENTS: &[AnnouncementRow] = &[
    AnnouncementRow {
        on: EventKind::ClosureRequested,
        message: Text::of("ACCOUNT.CLOSING_INITIATED"),
        basis: Basis::Stated,
        source: Source::plain(WEBHOOKS, CHECKED),
    },
    AnnouncementRow {
        on: EventKind::Closed,
        message: Text::of("ACCOUNT.CLOSED"),
        basis: Basis::Stated,
        source: Source::read_as(
            WEBHOOKS,
            CHECKED,
            "the guide on closing says that one is sent and does not name it",
        ),
    },
];

/// The permissions that concern holdings. Before approval, nothing can be acted on.
const OF_ACCOUNTS: &[PermissionRow] = &[
    READING,
    PermissionRow::new(
        &[Activity::Buy],
        IN_USE,
        Basis::Stated,
        Source::read_as(
            GUIDE,
            CHECKED,
            "closing accounts can only execute sell orders; U-19: an older guide lets an order be placed at any time and \
             executes it only when the account is active: what counts is the execution",
        ),
    ),
    PermissionRow::new(
        &[Activity::TransferIn],
        IN_USE,
        Basis::Inferred,
        Source::read_as(
            REFERENCE,
            CHECKED,
            "inferred: positions that arrive would keep the closing from its end",
        ),
    ),
    PermissionRow::new(
        &[Activity::Sell, Activity::Liquidate],
        IN_USE_OR_CLOSING,
        Basis::Stated,
        Source::plain(GUIDE, CHECKED),
    ),
    PermissionRow::new(
        &[Activity::TransferOut],
        IN_USE_OR_CLOSING,
        Basis::Stated,
        Source::read_as(
            REFERENCE,
            CHECKED,
            "U-4: while closing, only sell orders or transferring positions out; the guide speaks of sell orders \
             alone, which is read as: of orders, only those to sell",
        ),
    ),
    PermissionRow::new(
        &[Activity::Cancel],
        IN_USE_OR_CLOSING,
        Basis::Inferred,
        Source::read_as(ORDERS, CHECKED, "inferred: cancelling opens nothing"),
    ),
    PermissionRow::new(
        &[Activity::BookCorporateAction],
        IN_USE_OR_CLOSING,
        Basis::Inferred,
        Source::read_as(
            GUIDE,
            CHECKED,
            "inferred: an account remains closing as long as corporate actions are expected, so they \
             are booked",
        ),
    ),
];

/// An account group: holds the cash and owes the fees of its accounts.
///
/// A request to close a group is admitted while accounts are open or cash remains (U-8), and closing the group does not
/// close them (U-7). The group is held by its accounts, not by a gate of its own.
pub static GROUP: Profile = Profile {
    provider: Text::of("upvest"),
    subject: Subject::Group,
    lifecycle: LIFECYCLE,
    members: Some(Shared::of(&OF_MEMBERS)),
    home: HOME,
    components: Table::EMPTY,
    reason: ReasonForm::any(NO_FORM),
    uncollected_fee: Some(UncollectedFee {
        up_to: 1,
        source: Source::read_as(FEES, CHECKED, "U-14: fees are collected only if they exceed one cent"),
    }),
    facts: Table::of(&[
        FactName::Accounts,
        FactName::Cash,
        FactName::Fees,
        FactName::OutstandingWithdrawals,
        FactName::PendingTransfers,
        FactName::Residences,
    ]),
    rules: Table::of(GROUP_RULES),
    blocking_restrictions: Table::EMPTY,
    restrictions_show_in_status: true,
    permissions: Table::of(OF_GROUPS),
    gates: Table::EMPTY,
    obligations: Table::of(GROUP_OBLIGATIONS),
    announcements: Table::of(GROUP_ANNOUNCEMENTS),
};

const GROUP_RULES: &[RuleRow] = &[
    admission(
        Code::OutstandingWithdrawals,
        Basis::Stated,
        Source::read_as(GUIDE, CHECKED, "U-1: a prerequisite, so it refuses"),
    ),
    completion(
        Code::AccountsNotClosed,
        Basis::Stated,
        Source::read_as(GUIDE, CHECKED, "U-7: a condition, not an effect"),
    ),
    completion(
        Code::OutstandingFees,
        Basis::Stated,
        Source::read_as(
            GUIDE,
            CHECKED,
            "U-14: strictly zero; fees of up to a cent are never collected by the provider, so they have to be \
             written off",
        ),
    ),
    completion(Code::CashBalance, Basis::Stated, Source::plain(GUIDE, CHECKED)),
    completion(
        Code::OutstandingWithdrawals,
        Basis::Inferred,
        Source::read_as(
            GUIDE,
            CHECKED,
            "inferred: the balance is zero as soon as a payout is sent, and it may come back",
        ),
    ),
    completion(
        Code::PendingTransfers,
        Basis::Inferred,
        Source::read_as(GUIDE, CHECKED, "inferred: money on its way arrives at a closed group"),
    ),
];

const GROUP_OBLIGATIONS: &[ObligationRow] = &[
    ObligationRow {
        kind: ObligationKind::ClosingReport,
        residents_of: None,
        due: None,
        source: Source::read_as(GUIDE, CHECKED, "a PDF report of type ACCOUNT_CLOSING"),
    },
    ObligationRow {
        kind: ObligationKind::AnnualTaxStatement,
        residents_of: Some(Country::DE),
        due: Some(DueWindow { calendar: Shared::of(&jurisdictions::DE), from: (3, 1), through: (3, 31) }),
        source: Source::read_as(
            GUIDE,
            CHECKED,
            "\"around March\" of the year after the year of closing is taken as 1 to 31 March",
        ),
    },
];

const GROUP_ANNOUNCEMENTS: &[AnnouncementRow] = &[
    AnnouncementRow {
        on: EventKind::ClosureRequested,
        message: Text::of("ACCOUNT_GROUP.CLOSING_INITIATED"),
        basis: Basis::Stated,
        source: Source::plain(REFERENCE, CHECKED),
    },
    AnnouncementRow {
        on: EventKind::Closed,
        message: Text::of("ACCOUNT_GROUP.CLOSED"),
        basis: Basis::Stated,
        source: Source::read_as(
            REFERENCE,
            CHECKED,
            "the guide on closing says that one is sent and does not name it",
        ),
    },
    AnnouncementRow {
        on: EventKind::Closed,
        message: Text::of("REPORT.CREATED"),
        basis: Basis::Stated,
        source: Source::read_as(
            REPORTS,
            CHECKED,
            "that one is sent for the closing of a group, about a PDF report of type ACCOUNT_CLOSING, is said by the \
             guide on closing, which does not name it",
        ),
    },
];

/// The permissions that concern cash, fees and the accounts as such.
const OF_GROUPS: &[PermissionRow] = &[
    READING,
    PermissionRow::new(&[Activity::Deposit], IN_USE, Basis::Stated, Source::plain(REFERENCE, CHECKED)),
    PermissionRow::new(
        &[Activity::Deposit],
        &[CLOSING],
        Basis::Inferred,
        Source::read_as(
            CASH,
            CHECKED,
            "inferred: more money would keep the closing from its end, and without any a debit \
             balance would",
        ),
    )
    .limited(Limit::CoversDebit),
    PermissionRow::new(
        &[Activity::Withdraw],
        IN_USE_OR_CLOSING,
        Basis::Inferred,
        Source::read_as(
            CASH,
            CHECKED,
            "inferred: a group that is to have no cash must be able to pay it out",
        ),
    ),
    PermissionRow::new(
        &[Activity::Cancel],
        IN_USE_OR_CLOSING,
        Basis::Inferred,
        Source::read_as(
            CASH,
            CHECKED,
            "inferred: a withdrawal can end as CANCELLED; no document that was read names the call",
        ),
    ),
    PermissionRow::new(
        &[Activity::ChargeFee],
        IN_USE_OR_CLOSING,
        Basis::Inferred,
        Source::read_as(
            FEES,
            CHECKED,
            "inferred: a group closes without outstanding fees, and those of a liquidation are taken \
             from its proceeds",
        ),
    ),
    PermissionRow::new(
        &[Activity::OpenAccount],
        &[PENDING_APPROVAL, ACTIVE, LOCKED],
        Basis::Inferred,
        Source::read_as(
            REFERENCE,
            CHECKED,
            "an account may be created while the user is being onboarded, and stays pending; U-7: a closing group \
             refuses new accounts",
        ),
    ),
];
