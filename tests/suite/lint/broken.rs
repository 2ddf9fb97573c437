//! Broken policies, each with the findings that it must produce, and no other.
//!
//! What belongs here: the files of `tests/policies`, and by hand what is wrong with each.
//! What never does: a finding that was copied from the linter without reading the file.

use closeout::{lint, lint::Finding, wire::PolicyDocument};
use std::fs;

/// Defect, what it is about, and the way to it.
type Found = (&'static str, &'static str, &'static [&'static str]);

/// By hand, from the first line of each file.
const BROKEN: &[(&str, &[Found])] = &[
    (
        "nothing_may_be_sold",
        &[(
            "no_cure",
            "open_positions",
            &["PENDING_APPROVAL", "request_closure -> CLOSING", "open_positions arises"],
        )],
    ),
    (
        "a_debit_stays",
        &[(
            "no_cure",
            "cash_balance (debit)",
            &["PENDING_APPROVAL", "request_closure -> CLOSING", "cash_balance arises"],
        )],
    ),
    ("asleep_for_ever", &[("closed_unreachable", "status ASLEEP", &["OPEN", "lapse -> ASLEEP"])]),
    (
        "a_reason_too_late",
        &[
            ("closed_unreachable", "status PENDING_APPROVAL", &["PENDING_APPROVAL"]),
            (
                "contradictory_rules",
                "completion rule reason_required (an advance states no reason, so it is never met)",
                &[],
            ),
        ],
    ),
    (
        "cash_forgotten",
        &[(
            "funded_can_close",
            "cash_balance",
            &["ACTIVE", "cash_balance arises", "request_closure -> CLOSED"],
        )],
    ),
    (
        "looked_at_once",
        &[(
            "funded_can_close",
            "open_positions",
            &["PENDING_APPROVAL", "request_closure -> CLOSING", "open_positions arises", "advance -> CLOSED"],
        )],
    ),
    (
        "accounts_left_open",
        &[(
            "funded_can_close",
            "accounts_not_closed",
            &[
                "PENDING_APPROVAL",
                "request_closure -> CLOSING",
                "accounts_not_closed arises",
                "advance -> CLOSED",
            ],
        )],
    ),
    ("two_limits", &[("contradictory_rules", "deposit while CLOSING", &[])]),
    (
        "a_window_backwards",
        &[(
            "contradictory_rules",
            "window of annual_tax_statement, obligations[0] (it ends before it begins)",
            &[],
        )],
    ),
    (
        "said_for_nothing",
        &[
            ("shadowed_rule", "admission rule cash_balance (it is stated as well)", &[]),
            (
                "shadowed_rule",
                "completion rule pending_transfers (it closes in one step, so completion is never asked for)",
                &[],
            ),
            ("shadowed_rule", "admission rule account_restricted (no restriction is named that blocks)", &[]),
            (
                "shadowed_rule",
                "gate for residents of GB (it closes in one step, so there is nothing to hold)",
                &[],
            ),
            (
                "fact_never_asked",
                "pending_transfers",
                &["ACTIVE", "pending_transfers arises", "request_closure -> CLOSED"],
            ),
        ],
    ),
    (
        "a_leap_day",
        &[(
            "clock_gap",
            "window of annual_tax_statement, obligations[0] (not every year has its first and its last day)",
            &[],
        )],
    ),
    (
        "no_tax_year",
        &[
            ("closed_unreachable", "status PENDING_APPROVAL", &["PENDING_APPROVAL"]),
            ("clock_gap", "calendar of AE at 2015-01-01T00:00:00Z", &[]),
        ],
    ),
    (
        "nobody_knows_in_the_end",
        &[
            ("closed_unreachable", "status PENDING_APPROVAL", &["PENDING_APPROVAL"]),
            (
                "fact_never_stated",
                "expected_corporate_actions, needed for expected_corporate_actions",
                &["PENDING_APPROVAL", "request_closure -> CLOSING"],
            ),
        ],
    ),
    (
        "clocks_for_nothing",
        &[(
            "shadowed_rule",
            "clock cut_off, clocks[0] (it closes in one step, so there is nothing to hold)",
            &[],
        )],
    ),
    (
        "clocks_that_never_open",
        &[
            ("shadowed_rule", "clock not_before, clocks[0] (another of the kind always opens later)", &[]),
            ("shadowed_rule", "clock cut_off, clocks[4] (it is there twice)", &[]),
            (
                "clock_gap",
                "clock notice_period, clocks[1] (its business calendar ends before a notice given in it is over)",
                &[],
            ),
        ],
    ),
    (
        "nobody_knows",
        &[
            ("closed_unreachable", "status PENDING", &["PENDING"]),
            ("closed_unreachable", "status ACTIVE", &["ACTIVE"]),
            ("fact_never_stated", "open_orders, needed for open_orders", &["PENDING"]),
        ],
    ),
    ("never_short", &[("no_cure", "open_positions (short)", &["OPEN", "open_positions arises"])]),
    (
        "which_window",
        &[
            (
                "contradictory_rules",
                "window of annual_tax_statement, obligations[1] (it ends before it begins)",
                &[],
            ),
            (
                "clock_gap",
                "window of annual_tax_statement, obligations[2] (not every year has its first and its last day)",
                &[],
            ),
        ],
    ),
    (
        "nobody_asks",
        &[
            (
                "fact_never_asked",
                "pending_transfers",
                &["OPEN", "pending_transfers arises", "request_closure -> GONE"],
            ),
            ("fact_never_asked", "open_orders", &["OPEN", "open_orders arises", "request_closure -> GONE"]),
            (
                "fact_never_asked",
                "unsettled_trades",
                &["OPEN", "unsettled_trades arises", "request_closure -> GONE"],
            ),
            ("fact_never_asked", "fees", &["OPEN", "outstanding_fees arises", "request_closure -> GONE"]),
            ("fact_never_asked", "liens", &["OPEN", "liens arises", "request_closure -> GONE"]),
        ],
    ),
    (
        "late_deposits",
        &[
            ("shadowed_rule", "buy while open", &[]),
            ("value_enters_closed", "buy while closed", &["open", "request_closure -> closed"]),
            ("value_enters_closed", "transfer_in while closed", &["open", "request_closure -> closed"]),
            ("value_enters_closed", "deposit while closed", &["open", "request_closure -> closed"]),
        ],
    ),
    (
        "a_closed_group_grows",
        &[
            ("value_enters_closed", "deposit while CLOSED", CLOSED_GROUP),
            ("value_enters_closed", "open_account while CLOSED", CLOSED_GROUP),
            ("value_enters_closed", "charge_fee while CLOSED", CLOSED_GROUP),
            ("value_enters_closed", "book_corporate_action while CLOSED", CLOSED_GROUP),
        ],
    ),
    (
        "last_years_calendar",
        &[(
            "calendar_ended",
            "clock notice_period, clocks[1] (a notice can begin on 2020-12-17 at the latest)",
            &[],
        )],
    ),
    (
        "back_in_use",
        &[
            (
                "closing_forgotten",
                "move LEAVING, reopen -> OPEN",
                &["OPEN", "request_closure -> LEAVING", "reopen -> OPEN"],
            ),
            (
                "closing_forgotten",
                "move LEAVING, restrict -> BLOCKED",
                &["OPEN", "request_closure -> LEAVING", "restrict -> BLOCKED", "unrestrict -> OPEN"],
            ),
        ],
    ),
];

const CLOSED_GROUP: &[&str] = &["PENDING_APPROVAL", "request_closure -> CLOSING", "advance -> CLOSED"];

/// As the table has them.
fn found(finding: &Finding) -> (String, String, Vec<String>) {
    let start = finding.trace.start.iter().map(ToString::to_string);
    let steps = finding.trace.steps.iter().map(ToString::to_string);
    (finding.defect.to_string(), finding.about.to_string(), start.chain(steps).collect())
}

fn typed((defect, about, trace): &Found) -> (String, String, Vec<String>) {
    let trace = trace.iter().map(|step| (*step).to_owned()).collect();
    ((*defect).to_owned(), (*about).to_owned(), trace)
}

fn findings(name: &str) -> Vec<(String, String, Vec<String>)> {
    let file = format!("{}/tests/policies/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let document: PolicyDocument = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    lint(&document.build().unwrap()).iter().map(found).collect()
}

#[test]
fn each_broken_policy_has_its_findings_and_no_other() {
    for (name, expected) in BROKEN {
        assert_eq!(findings(name), expected.iter().map(typed).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn a_sound_policy_has_none() {
    assert_eq!(findings("sound"), []);
}

/// No file is forgotten, and every kind of defect is found at least once.
#[test]
fn every_policy_is_in_the_table_and_so_is_every_defect() {
    let folder = format!("{}/tests/policies", env!("CARGO_MANIFEST_DIR"));
    assert_eq!(fs::read_dir(folder).unwrap().count(), BROKEN.len() + 1);
    let defects = BROKEN.iter().flat_map(|(_, found)| found.iter()).map(|(defect, ..)| *defect);
    let all: std::collections::BTreeSet<&str> = defects.collect();
    let named: std::collections::BTreeSet<&str> =
        lint::Defect::ALL.iter().map(|defect| defect.name()).collect();
    assert_eq!(all, named);
}
