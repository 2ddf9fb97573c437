//! The rules as text, one a row, and what they are told of an account.
//!
//! What belongs here: a condition in the words of either engine, and the code that it stands for.
//! What never does: how an engine is called.

use closeout::Code;

/// How many numbers an engine is told of an account.
pub(crate) const VALUES: usize = 10;

/// Rules over the same numbers.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) names: [&'static str; VALUES],
    pub(crate) rows: &'static [Rule],
}

/// Something in the way, if the condition holds.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) code: Code,
    pub(crate) rhai: &'static str,
    pub(crate) cel: &'static str,
}

/// Most conditions read the same in both.
const fn rule(code: Code, condition: &'static str) -> Rule {
    Rule { code, rhai: condition, cel: condition }
}

/// A request to close an account of Alpaca, read prudently.
pub(crate) static ALPACA: Rules = Rules {
    names: [
        "admits",
        "blocked",
        "withdrawals",
        "transfers",
        "orders",
        "positions",
        "trades",
        "actions",
        "fees",
        "cash",
    ],
    rows: &[
        rule(Code::StatusDoesNotAdmitClosing, "admits == 0"),
        rule(Code::AccountRestricted, "blocked > 0"),
        rule(Code::OutstandingWithdrawals, "withdrawals > 0"),
        rule(Code::PendingTransfers, "transfers > 0"),
        rule(Code::OpenOrders, "orders > 0"),
        rule(Code::OpenPositions, "positions > 0"),
        rule(Code::UnsettledTrades, "trades > 0"),
        rule(Code::ExpectedCorporateActions, "actions > 0"),
        rule(Code::OutstandingFees, "fees > 0"),
        rule(Code::CashBalance, "cash > 0"),
    ],
};

/// The same request with the rules on what the lists hold left to the engine, as somebody writes them who wants all of
/// the rules to be text.
pub(crate) static ALPACA_IN_LISTS: [Rule; VALUES] = [
    rule(Code::StatusDoesNotAdmitClosing, "status != \"ACTIVE\""),
    rule(Code::AccountRestricted, "blocked"),
    each_in_its_words(
        Code::OutstandingWithdrawals,
        "withdrawals.some(|amount| amount != 0)",
        "withdrawals.exists(amount, amount != 0)",
    ),
    each_in_its_words(
        Code::PendingTransfers,
        "transfers.some(|amount| amount != 0)",
        "transfers.exists(amount, amount != 0)",
    ),
    each_in_its_words(Code::OpenOrders, "orders.len > 0", "orders.size() > 0"),
    each_in_its_words(
        Code::OpenPositions,
        "positions.some(|amount| amount != 0)",
        "positions.exists(amount, amount != 0)",
    ),
    each_in_its_words(Code::UnsettledTrades, "trades.len > 0", "trades.size() > 0"),
    each_in_its_words(Code::ExpectedCorporateActions, "actions.len > 0", "actions.size() > 0"),
    each_in_its_words(
        Code::OutstandingFees,
        "fees.some(|amount| amount != 0)",
        "fees.exists(amount, amount != 0)",
    ),
    each_in_its_words(
        Code::CashBalance,
        "cash.some(|amount| amount != 0)",
        "cash.exists(amount, amount != 0)",
    ),
];

const fn each_in_its_words(code: Code, rhai: &'static str, cel: &'static str) -> Rule {
    Rule { code, rhai, cel }
}

/// The completion of an account of Upvest whose holder lives in Great Britain. Who is not clear now waits for the end
/// of the year that has begun, who is clear for that of the year since when.
pub(crate) static UPVEST: Rules = Rules {
    names: [
        "orders",
        "positions",
        "trades",
        "actions",
        "now",
        "end_if_clear",
        "end_from_now",
        "unused",
        "unused_too",
        "unused_as_well",
    ],
    rows: &[
        rule(Code::OpenOrders, "orders > 0"),
        rule(Code::OpenPositions, "positions > 0"),
        rule(Code::UnsettledTrades, "trades > 0"),
        rule(Code::ExpectedCorporateActions, "actions > 0"),
        Rule {
            code: Code::TaxYearEnd,
            rhai: "now < if found > 0 { end_from_now } else { end_if_clear }",
            cel: "now < (orders > 0 || positions > 0 || trades > 0 || actions > 0 ? end_from_now : end_if_clear)",
        },
    ],
};

impl Rules {
    /// The codes of the rules whose bits are set.
    pub(crate) fn codes(&self, bits: i64) -> Vec<Code> {
        let places = self.rows.iter().enumerate();
        places.filter(|(place, _)| bits >> place & 1 == 1).map(|(_, rule)| rule.code).collect()
    }
}
