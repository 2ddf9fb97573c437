//! Alpaca, Broker API: accounts, closed in one step.

pub(super) mod readings;

use super::row::{admission, status};
use crate::blocker::Code;
use crate::event::EventKind;
use crate::facts::{FactName, Restriction};
use crate::lifecycle::{Lifecycle, Move, Phase, StatusRow, Subject, Transition};
use crate::profile::{Activity, AnnouncementRow, Home, Limit, PermissionRow, Profile, ReasonForm, RuleRow};
use crate::vocab::{Basis, Source, Table, Text};
use jiff::tz::get;

const CHECKED: &str = "2026-11-20";
const CLOSE: &str = "Alpaca, Broker API reference: Close an Account";
const ACCOUNTS: &str = "Alpaca, Broker API: Accounts (2021)";
const STATUSES_GUIDE: &str = "Alpaca, guide Accounts Statuses (2025-26)";
const OPENAPI: &str = "Alpaca, Broker OpenAPI (to 2025) and alpaca-py (2026)";
const ACCOUNT_OPENING: &str = "Alpaca, guide Customer Account Opening";
const EVENTS: &str = "Alpaca, Broker API: Events";
const STATUS_EVENTS: &str = "Alpaca, Broker API: Subscribe to Account Status Events (2026-09-28)";
const TRADING: &str = "Alpaca, Broker API: Positions, Orders, User Protection";
const JOURNALS: &str = "Alpaca, Broker API: Journals";
const FAQ: &str = "Alpaca, Broker API FAQs";
const REOPENING: &str = "Alpaca, Broker API reference: actions-reopen";

const INACTIVE: usize = 0;
const ONBOARDING: usize = 1;
const SUBMITTED: usize = 2;
const RESUBMITTED: usize = 3;
const SUBMISSION_FAILED: usize = 4;
const ACTION_REQUIRED: usize = 5;
const EDITED: usize = 6;
const ACCOUNT_UPDATED: usize = 7;
const APPROVAL_PENDING: usize = 8;
const REAPPROVAL_PENDING: usize = 9;
const SIGNED_UP: usize = 10;
const KYC_SUBMITTED: usize = 11;
const LIMITED: usize = 12;
const AML_REVIEW: usize = 13;
const APPROVED: usize = 14;
const REJECTED: usize = 15;
const ACTIVE: usize = 16;
const DISABLED: usize = 17;
const DISABLE_PENDING: usize = 18;
const ACCOUNT_CLOSED: usize = 19;
const PAPER_ONLY: usize = 20;

/// The statuses: every value of any public source, with its meaning in our words.
const STATUSES: &[StatusRow] = &[
    status(INACTIVE, "INACTIVE", Phase::Restricted, "this asset class is not enabled", guide("")).assumed(),
    status(
        ONBOARDING,
        "ONBOARDING",
        Phase::Opening,
        "record exists, identity not checked",
        guide("initial in the flow in which the user is identified by the Onfido kit"),
    )
    .initial(),
    status(
        SUBMITTED,
        "SUBMITTED",
        Phase::Opening,
        "application being processed",
        of_2021(
            "A-10: initial by the guide Customer Account Opening, where the provider checks the \
             identity",
        ),
    )
    .initial(),
    status(RESUBMITTED, "RESUBMITTED", Phase::Opening, "submitted again after an update", openapi(""))
        .assumed(),
    status(
        SUBMISSION_FAILED,
        "SUBMISSION_FAILED",
        Phase::Opening,
        "failed at the provider",
        guide("initial where the creation itself fails"),
    )
    .initial(),
    status(ACTION_REQUIRED, "ACTION_REQUIRED", Phase::Opening, "needs a document or an action", of_2021("")),
    status(EDITED, "EDITED", Phase::Opening, "application edited to match documents", openapi("")).assumed(),
    status(ACCOUNT_UPDATED, "ACCOUNT_UPDATED", Phase::Restricted, "changed data under review", guide("")),
    status(
        APPROVAL_PENDING,
        "APPROVAL_PENDING",
        Phase::Opening,
        "manual review",
        of_2021(
            "A-10: called the initial value here; by the guides, which are newer, the branch of \
             manual review",
        ),
    )
    .initial(),
    status(REAPPROVAL_PENDING, "REAPPROVAL_PENDING", Phase::Opening, "second approval running", openapi(""))
        .assumed(),
    status(SIGNED_UP, "SIGNED_UP", Phase::Opening, "first stage of an older registration", openapi(""))
        .assumed(),
    status(KYC_SUBMITTED, "KYC_SUBMITTED", Phase::Opening, "identity check handed over", openapi(""))
        .assumed(),
    status(LIMITED, "LIMITED", Phase::Opening, "financial data missing", openapi("")).assumed(),
    status(AML_REVIEW, "AML_REVIEW", Phase::Opening, "country needs a manual approval", openapi(""))
        .assumed(),
    status(
        APPROVED,
        "APPROVED",
        Phase::Opening,
        "approved, about to be active",
        of_2021("initial by the guide Customer Account Opening, where the partner checks the identity"),
    )
    .initial(),
    status(
        REJECTED,
        "REJECTED",
        Phase::Rejected,
        "rejected; can never become active",
        of_2021(
            "that it is for good is said by the guide Accounts Statuses; initial by the guide Customer Account \
             Opening, where a block list names the applicant",
        ),
    )
    .initial(),
    status(
        ACTIVE,
        "ACTIVE",
        Phase::Active,
        "trading and funding are processed",
        of_2021("initial by an older text of the guide Customer Account Opening, for a sub-account"),
    )
    .initial(),
    status(DISABLED, "DISABLED", Phase::Restricted, "disabled, after being active", of_2021("")),
    status(DISABLE_PENDING, "DISABLE_PENDING", Phase::Restricted, "disabling requested", openapi("")),
    status(
        ACCOUNT_CLOSED,
        "ACCOUNT_CLOSED",
        Phase::Closed,
        "closed; its records are kept",
        of_2021("that nothing is deleted is said on the page Close an Account"),
    ),
    status(PAPER_ONLY, "PAPER_ONLY", Phase::Restricted, "only paper trading", openapi("")).assumed(),
];

const fn of_2021(reading: &'static str) -> Source {
    Source::read_as(ACCOUNTS, CHECKED, reading)
}

const fn guide(reading: &'static str) -> Source {
    Source::read_as(STATUSES_GUIDE, CHECKED, reading)
}

const fn openapi(reading: &'static str) -> Source {
    Source::read_as(OPENAPI, CHECKED, reading)
}

const TRANSITIONS: &[Transition] = &[
    Transition::new(
        ONBOARDING,
        Move::Submit,
        SUBMITTED,
        Source::read_as(
            STATUSES_GUIDE,
            CHECKED,
            "inferred: when the material for the identity check arrives",
        ),
    ),
    Transition::new(SUBMITTED, Move::Approve, APPROVED, Source::plain(ACCOUNT_OPENING, CHECKED)),
    Transition::new(SUBMITTED, Move::Review, APPROVAL_PENDING, REVIEW),
    Transition::new(
        SUBMITTED,
        Move::RequireAction,
        ACTION_REQUIRED,
        Source::read_as(EVENTS, CHECKED, "shown by the sample of a status event"),
    ),
    Transition::new(APPROVAL_PENDING, Move::Approve, APPROVED, REVIEW),
    Transition::new(APPROVAL_PENDING, Move::Reject, REJECTED, REVIEW),
    Transition::new(ACTION_REQUIRED, Move::Approve, APPROVED, REVIEW),
    Transition::new(ACTION_REQUIRED, Move::Reject, REJECTED, REVIEW),
    Transition::new(APPROVED, Move::Activate, ACTIVE, Source::plain(ACCOUNTS, CHECKED)),
    Transition::new(ACTIVE, Move::Review, ACCOUNT_UPDATED, Source::plain(STATUSES_GUIDE, CHECKED)),
    Transition::new(ACCOUNT_UPDATED, Move::Approve, ACTIVE, Source::plain(STATUSES_GUIDE, CHECKED)),
    Transition::new(ACTIVE, Move::Restrict, DISABLE_PENDING, Source::plain(OPENAPI, CHECKED)),
    Transition::new(
        DISABLE_PENDING,
        Move::Disable,
        DISABLED,
        Source::read_as(OPENAPI, CHECKED, "A-11: kept as a legacy; no exit is documented"),
    ),
    Transition::new(ACTIVE, Move::Disable, DISABLED, Source::plain(ACCOUNTS, CHECKED)),
    Transition::new(
        ACTIVE,
        Move::RequestClosure,
        ACCOUNT_CLOSED,
        Source::read_as(
            CLOSE,
            CHECKED,
            "A-1: the POST and the older DELETE (page Accounts, 2021) are one command; A-6: only an active account, so neither one whose \
             data are under review nor a disabled one",
        ),
    ),
    Transition::new(
        ACCOUNT_CLOSED,
        Move::Reopen,
        ACTIVE,
        Source::read_as(
            REOPENING,
            CHECKED,
            "A-24: only where the partner does the identity check, with a document of at most 30 days; that it leads \
             to ACTIVE is inferred from the word",
        ),
    ),
];

const REVIEW: Source =
    Source::read_as(ACCOUNT_OPENING, CHECKED, "A-10: APPROVAL_PENDING is the branch of manual review");

const HOME: Home = Home {
    zone: get!("America/New_York"),
    source: Source::read_as(TRADING, CHECKED, "inferred: a broker in New York State, whose market is there"),
};

/// An account: holds positions and cash. Closing is admitted and complete at the same instant.
pub static ACCOUNT: Profile = Profile {
    provider: Text::of("alpaca"),
    subject: Subject::Account,
    lifecycle: Lifecycle::proved(STATUSES, TRANSITIONS),
    members: None,
    home: HOME,
    components: Table::EMPTY,
    reason: ReasonForm::any(close("inferred: no document asks for a reason or limits one")),
    uncollected_fee: None,
    facts: Table::of(&[
        FactName::Cash,
        FactName::ExpectedCorporateActions,
        FactName::Fees,
        FactName::OpenOrders,
        FactName::OutstandingWithdrawals,
        FactName::PendingTransfers,
        FactName::Positions,
        FactName::Restrictions,
        FactName::UnsettledTrades,
    ]),
    rules: Table::of(RULES),
    blocking_restrictions: Table::of(&[Restriction::AccountBlocked]),
    restrictions_show_in_status: false,
    permissions: Table::of(PERMISSIONS),
    gates: Table::EMPTY,
    obligations: Table::EMPTY,
    announcements: Table::of(ANNOUNCEMENTS),
};

const RULES: &[RuleRow] = &[
    admission(
        Code::OpenPositions,
        Basis::Stated,
        close(
            "A-3: the caller's duty by the text; enforced, since an engine that closes a funded account is worse than \
             a strict one; a short position is open, and so is one in a crypto asset",
        ),
    ),
    admission(
        Code::CashBalance,
        Basis::Stated,
        close("A-5: withdrawn means exactly zero, so a debit is in the way too; A-25: per currency"),
    ),
    admission(Code::AccountRestricted, Basis::Inferred, close("A-4: account_blocked prohibits all activity")),
    admission(
        Code::OutstandingWithdrawals,
        Basis::Inferred,
        close("A-4: money that is on its way out may come back, and would then lie in a closed account"),
    ),
    admission(
        Code::PendingTransfers,
        Basis::Inferred,
        close("A-4: transfers and journals that are not terminal"),
    ),
    admission(
        Code::OpenOrders,
        Basis::Inferred,
        close("A-4: an order that executes later opens what was empty"),
    ),
    admission(Code::UnsettledTrades, Basis::Inferred, close("A-4: cash moves when a trade settles")),
    admission(
        Code::ExpectedCorporateActions,
        Basis::Inferred,
        close("A-4: a dividend that is still to be paid arrives although the position is gone"),
    ),
    admission(Code::OutstandingFees, Basis::Inferred, close("A-4: accrued fees that are not yet charged")),
];

const fn close(reading: &'static str) -> Source {
    Source::read_as(CLOSE, CHECKED, reading)
}

const PERMISSIONS: &[PermissionRow] = &[
    PermissionRow::new(
        &[Activity::Read],
        ALL,
        Basis::Stated,
        Source::read_as(CLOSE, CHECKED, "any status: closing deletes no record and no information"),
    ),
    PermissionRow::new(
        &[Activity::Buy, Activity::Sell, Activity::Cover, Activity::Liquidate],
        &[ACTIVE],
        Basis::Stated,
        Source::read_as(
            ACCOUNTS,
            CHECKED,
            "the only status in which trading is processed; while data are under review it may not be, which is read \
             as not",
        ),
    ),
    PermissionRow::new(
        &[Activity::Cancel],
        &[ACTIVE],
        Basis::Inferred,
        Source::read_as(TRADING, CHECKED, "inferred: where an order can be placed, it can be cancelled"),
    ),
    PermissionRow::new(
        &[Activity::TransferIn, Activity::TransferOut],
        &[ACTIVE],
        Basis::Stated,
        Source::read_as(
            JOURNALS,
            CHECKED,
            "a journal of securities needs an active destination; A-23: what may leave a closed account is read as \
             money alone",
        ),
    ),
    PermissionRow::new(
        &[Activity::Deposit, Activity::Withdraw],
        &[ACTIVE],
        Basis::Stated,
        Source::read_as(
            ACCOUNTS,
            CHECKED,
            "the only status in which funding is processed; by the guide Accounts Statuses outgoing transfers are \
             refused while data are under review; A-22: where a transfer is blocked by configuration, true means blocked, and transfers_blocked \
             is asserted",
        ),
    ),
    PermissionRow::new(
        &[Activity::Withdraw],
        &[ACCOUNT_CLOSED],
        Basis::Stated,
        Source::read_as(
            JOURNALS,
            CHECKED,
            "A-23: the source of a journal may be closed, so that a late residue can leave; nothing \
             may arrive",
        ),
    )
    .limited(Limit::WithinBooks),
    PermissionRow::new(
        &[Activity::ChargeFee, Activity::BookCorporateAction],
        &[ACTIVE, ACCOUNT_UPDATED, DISABLE_PENDING, DISABLED],
        Basis::Inferred,
        Source::read_as(
            FAQ,
            CHECKED,
            "inferred: the provider's own bookings go on wherever something can be held; a fee that comes after \
             closing is a residue to be reported, not a permission",
        ),
    ),
];

const ANNOUNCEMENTS: &[AnnouncementRow] = &[AnnouncementRow {
    on: EventKind::Closed,
    message: Text::of("account_status"),
    basis: Basis::Inferred,
    source: Source::read_as(
        STATUS_EVENTS,
        CHECKED,
        "A-28: the status event whose status_to is ACCOUNT_CLOSED; that there is none of closing as such is inferred, \
             and so is the name of the type: the stream gives its events none",
    ),
}];

const ALL: &[usize] = &[
    INACTIVE,
    ONBOARDING,
    SUBMITTED,
    RESUBMITTED,
    SUBMISSION_FAILED,
    ACTION_REQUIRED,
    EDITED,
    ACCOUNT_UPDATED,
    APPROVAL_PENDING,
    REAPPROVAL_PENDING,
    SIGNED_UP,
    KYC_SUBMITTED,
    LIMITED,
    AML_REVIEW,
    APPROVED,
    REJECTED,
    ACTIVE,
    DISABLED,
    DISABLE_PENDING,
    ACCOUNT_CLOSED,
    PAPER_ONLY,
];
