//! Upvest, Investment API: accounts and account groups, closed in two steps.

pub(super) mod readings;

use crate::blocker::Code;
use crate::event::EventKind;
use crate::facts::{FactName, Restriction};
use crate::knowledge::jurisdictions;
use crate::lifecycle::{Lifecycle, Move, Phase, StatusRow, Subject, Transition, WireWord};
use crate::profile::{
    Activity, AnnouncementRow, DueWindow, GateRow, Limit, ObligationKind, ObligationRow, PermissionRow,
    Profile, ReasonForm, RuleRow, Stage,
};
use crate::vocab::{Basis, Country, Source};
use jiff::tz::{TimeZone, get};

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

/// Accounts and groups share one enumeration.
const STATUSES: &[StatusRow] = &[
    StatusRow::new(
        PENDING_APPROVAL,
        WireWord::Text("PENDING_APPROVAL"),
        Phase::Opening,
        "visible, but cannot be acted on",
        Source::read_as(REFERENCE, CHECKED, "U-16: initial by the text, whatever the example shows"),
    )
    .initial(),
    row(ACTIVE, "ACTIVE", Phase::Active, "full functionality", REFERENCE),
    row(LOCKED, "LOCKED", Phase::Restricted, "locked for all actions", REFERENCE)
        .implying(Restriction::Locked),
    row(CLOSING, "CLOSING", Phase::Closing, "closing requested; only what empties it is permitted", GUIDE),
    row(CLOSED, "CLOSED", Phase::Closed, "closed; its history can still be read", GUIDE),
];

const fn row(
    place: usize,
    wire: &'static str,
    phase: Phase,
    meaning: &'static str,
    document: &'static str,
) -> StatusRow {
    StatusRow::new(place, WireWord::Text(wire), phase, meaning, Source::plain(document, CHECKED))
}

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

/// What has to be closed before the user can be offboarded: the condition of [`offboarding`](crate::offboarding()).
pub const OFFBOARDING: Source = Source::read_as(
    GUIDE,
    CHECKED,
    "U-15: every account and every account group of the user is closed, looked at when offboarding is asked for; by the \
     guide User offboarding it may then still wait for reports that are due",
);

/// What is locked is a subject in use under a restriction, which takes everything but reading away.
const IN_USE: &[usize] = &[ACTIVE, LOCKED];
const IN_USE_OR_CLOSING: &[usize] = &[ACTIVE, LOCKED, CLOSING];
const ALL: &[usize] = &[PENDING_APPROVAL, ACTIVE, LOCKED, CLOSING, CLOSED];

const READING: PermissionRow = PermissionRow {
    activities: &[Activity::Read],
    statuses: ALL,
    limit: None,
    basis: Basis::Stated,
    source: Source::read_as(
        GUIDE,
        CHECKED,
        "history can be retrieved after closing, for as long as it has to be kept; all the more before it",
    ),
};

/// Where the provider is at home: a German securities institution in Berlin.
static HOME: TimeZone = get!("Europe/Berlin");

/// An account: holds positions; its cash is the group's.
///
/// It need not have zero cash (U-3): the API's "closed with zero balance" means units, since cash lives on the group.
pub static ACCOUNT: Profile = Profile {
    provider: "upvest",
    subject: Subject::Account,
    lifecycle: LIFECYCLE,
    members: None,
    home: &HOME,
    components: &[],
    reason: ReasonForm::ANY,
    uncollected_fee: 0,
    facts: &[
        FactName::ExpectedCorporateActions,
        FactName::OpenOrders,
        FactName::OutstandingWithdrawals,
        FactName::Positions,
        FactName::Residences,
        FactName::UnsettledTrades,
    ],
    rules: &[
        RuleRow {
            code: Code::OutstandingWithdrawals,
            stage: Stage::Admission,
            basis: Basis::Stated,
            source: Source::read_as(
                GUIDE,
                CHECKED,
                "U-1: a prerequisite, so it refuses; U-2: withdrawals are the group's, outstanding while NEW or \
                 PROCESSING",
            ),
        },
        RuleRow {
            code: Code::OpenPositions,
            stage: Stage::Completion,
            basis: Basis::Stated,
            source: Source::read_as(
                GUIDE,
                CHECKED,
                "U-1: keeps it closing, never refuses; U-4: zero positions, however that was reached",
            ),
        },
        RuleRow {
            code: Code::ExpectedCorporateActions,
            stage: Stage::Completion,
            basis: Basis::Stated,
            source: Source::read_as(
                GUIDE,
                CHECKED,
                "U-13: known to affect the account and not fully processed, even when the position is gone",
            ),
        },
        RuleRow {
            code: Code::OpenOrders,
            stage: Stage::Admission,
            basis: Basis::Inferred,
            source: Source::read_as(
                GUIDE,
                CHECKED,
                "inferred: an order that executes later opens what was empty",
            ),
        },
        RuleRow {
            code: Code::OpenOrders,
            stage: Stage::Completion,
            basis: Basis::Inferred,
            source: Source::read_as(
                GUIDE,
                CHECKED,
                "inferred: an order to sell is permitted while closing, and may still be there when the rest is gone",
            ),
        },
        RuleRow {
            code: Code::UnsettledTrades,
            stage: Stage::Completion,
            basis: Basis::Inferred,
            source: Source::read_as(GUIDE, CHECKED, "inferred: a trade that is not settled can still fail"),
        },
    ],
    blocking_restrictions: &[],
    restrictions_show_in_status: true,
    permissions: OF_ACCOUNTS,
    gates: &[GateRow {
        residents_of: Country::GB,
        calendar: &jurisdictions::GB,
        source: Source::read_as(
            GUIDE,
            CHECKED,
            "U-5: the guide ties it to the domicile of the user, so every account is held, not ISAs alone; the fact \
             `residences` stands for the domicile, and which of the two it holds is for the service that asserts it; \
             a policy of the provider, not law; a group is held by its accounts; U-6: the year ends with 5 April, so the gate opens with 6 April in London",
        ),
    }],
    obligations: &[],
    announcements: &[
        AnnouncementRow {
            on: EventKind::ClosureRequested,
            message: "ACCOUNT.CLOSING_INITIATED",
            basis: Basis::Stated,
            source: Source::plain(WEBHOOKS, CHECKED),
        },
        AnnouncementRow {
            on: EventKind::Closed,
            message: "ACCOUNT.CLOSED",
            basis: Basis::Stated,
            source: Source::read_as(
                WEBHOOKS,
                CHECKED,
                "the guide on closing says that one is sent and does not name it",
            ),
        },
    ],
};

/// What concerns holdings. Before approval, nothing can be acted on.
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
            "inferred: an account remains closing as long as corporate actions are expected, so they are booked",
        ),
    ),
];

/// An account group: holds the cash and owes the fees of its accounts.
///
/// It may be asked to close while accounts are open or cash remains (U-8), and its closing does not close them (U-7).
/// It is held by its accounts, not by a gate of its own.
pub static GROUP: Profile = Profile {
    provider: "upvest",
    subject: Subject::Group,
    lifecycle: LIFECYCLE,
    members: Some(&LIFECYCLE),
    home: &HOME,
    components: &[],
    reason: ReasonForm::ANY,
    uncollected_fee: 1,
    facts: &[
        FactName::Accounts,
        FactName::Cash,
        FactName::Fees,
        FactName::OutstandingWithdrawals,
        FactName::PendingTransfers,
        FactName::Residences,
    ],
    rules: &[
        RuleRow {
            code: Code::OutstandingWithdrawals,
            stage: Stage::Admission,
            basis: Basis::Stated,
            source: Source::read_as(GUIDE, CHECKED, "U-1: a prerequisite, so it refuses"),
        },
        RuleRow {
            code: Code::AccountsNotClosed,
            stage: Stage::Completion,
            basis: Basis::Stated,
            source: Source::read_as(GUIDE, CHECKED, "U-7: a condition, not an effect"),
        },
        RuleRow {
            code: Code::OutstandingFees,
            stage: Stage::Completion,
            basis: Basis::Stated,
            source: Source::read_as(
                GUIDE,
                CHECKED,
                "U-14: strictly zero; fees of up to a cent are never collected by the provider, so they have to be \
                 written off",
            ),
        },
        RuleRow {
            code: Code::CashBalance,
            stage: Stage::Completion,
            basis: Basis::Stated,
            source: Source::plain(GUIDE, CHECKED),
        },
        RuleRow {
            code: Code::OutstandingWithdrawals,
            stage: Stage::Completion,
            basis: Basis::Inferred,
            source: Source::read_as(
                GUIDE,
                CHECKED,
                "inferred: the balance is zero as soon as a payout is sent, and it may come back",
            ),
        },
        RuleRow {
            code: Code::PendingTransfers,
            stage: Stage::Completion,
            basis: Basis::Inferred,
            source: Source::read_as(GUIDE, CHECKED, "inferred: money on its way arrives at a closed group"),
        },
    ],
    blocking_restrictions: &[],
    restrictions_show_in_status: true,
    permissions: OF_GROUPS,
    gates: &[],
    obligations: &[
        ObligationRow {
            kind: ObligationKind::ClosingReport,
            residents_of: None,
            due: None,
            source: Source::read_as(GUIDE, CHECKED, "a PDF report of type ACCOUNT_CLOSING"),
        },
        ObligationRow {
            kind: ObligationKind::AnnualTaxStatement,
            residents_of: Some(Country::DE),
            due: Some(DueWindow { calendar: &jurisdictions::DE, from: (3, 1), through: (3, 31) }),
            source: Source::read_as(
                GUIDE,
                CHECKED,
                "\"around March\" of the year after the year of closing is taken as 1 to 31 March",
            ),
        },
    ],
    announcements: &[
        AnnouncementRow {
            on: EventKind::ClosureRequested,
            message: "ACCOUNT_GROUP.CLOSING_INITIATED",
            basis: Basis::Stated,
            source: Source::plain(REFERENCE, CHECKED),
        },
        AnnouncementRow {
            on: EventKind::Closed,
            message: "ACCOUNT_GROUP.CLOSED",
            basis: Basis::Stated,
            source: Source::read_as(
                REFERENCE,
                CHECKED,
                "the guide on closing says that one is sent and does not name it",
            ),
        },
        AnnouncementRow {
            on: EventKind::Closed,
            message: "REPORT.CREATED",
            basis: Basis::Stated,
            source: Source::read_as(
                REPORTS,
                CHECKED,
                "that one is sent for the closing of a group, about a PDF report of type ACCOUNT_CLOSING, is said by the \
                 guide on closing, which does not name it",
            ),
        },
    ],
};

/// What concerns cash, fees and the accounts as such.
const OF_GROUPS: &[PermissionRow] = &[
    READING,
    PermissionRow::new(&[Activity::Deposit], IN_USE, Basis::Stated, Source::plain(REFERENCE, CHECKED)),
    PermissionRow {
        limit: Some(Limit::CoversDebit),
        ..PermissionRow::new(
            &[Activity::Deposit],
            &[CLOSING],
            Basis::Inferred,
            Source::read_as(
                CASH,
                CHECKED,
                "inferred: more money would keep the closing from its end, and without any a debit balance would",
            ),
        )
    },
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
            "inferred: a group closes without outstanding fees, and those of a liquidation are taken from its proceeds",
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
