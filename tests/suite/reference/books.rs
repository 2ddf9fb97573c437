//! How old the facts are, and what is in them that nobody looks at.
//!
//! What belongs here: what is said of a fact whoever the provider is.
//! What never does: which provider reads which fact in which phase; that is with each provider.

use super::findings::{is_open, is_outstanding, moves_something};
use super::{Asked, alpaca, lifecycles, udara360, upvest, yuno};
use closeout::{Fact, facts::FactName, vocab::WireValue};

/// Facts that the policy and the state tell. Meaning 3.3: they are never unread, and no age makes them stale.
const AGELESS: [&str; 2] = ["residences", "status"];

impl Asked<'_> {
    /// Meaning 3.3: read longer ago than the policy takes, or at an instant that nobody has told. Just as old as it may be
    /// is fresh.
    pub(super) fn is_too_old(&self, fact: &str) -> bool {
        let name = FactName::ALL.iter().find(|name| name.name() == fact).unwrap();
        let Some(may_be) = self.max_age.of(*name).filter(|_| !AGELESS.contains(&fact)) else { return false };
        let Some(read) = self.facts.as_of.of(*name) else { return true };
        self.now.as_nanosecond() - read.as_nanosecond() > may_be.as_nanos()
    }

    /// Meaning 3.3: known to hold something, and read by no rule that is in force in this phase. What is too old is
    /// unknown, and so never unread.
    pub(super) fn unread(&self) -> Vec<&'static str> {
        let read = self.reads();
        let mut unread = self.holds();
        unread.retain(|fact| !read.contains(fact) && !self.is_too_old(fact));
        unread.sort_unstable();
        unread
    }

    /// Meaning 3.3: for what is closed, no rule is in force.
    fn reads(&self) -> Vec<&'static str> {
        match (self.provider, self.group) {
            _ if self.is_closed() => vec![],
            ("alpaca", _) => alpaca::reads(self),
            ("udara360", _) => udara360::reads(self),
            ("upvest", false) => upvest::account_reads(self),
            ("upvest", true) => upvest::group_reads(self),
            _ => yuno::reads(self),
        }
    }

    /// Meaning 3.3: what holds something: an amount that is not zero, or not stated; an account that is not closed; any
    /// order, trade, corporate action and restriction, whichever it is.
    fn holds(&self) -> Vec<&'static str> {
        let facts = self.facts;
        let is_closed = |status: &WireValue| lifecycles::phase_of(self.provider, status) == Some("closed");
        let of_each = [
            ("accounts", any(&facts.accounts, |account| !is_closed(&account.status))),
            ("cash", any(&facts.cash, is_outstanding)),
            ("expected_corporate_actions", any(&facts.expected_corporate_actions, |_| true)),
            ("fees", any(&facts.fees, is_outstanding)),
            ("liens", any(&facts.liens, is_outstanding)),
            ("open_orders", any(&facts.open_orders, |_| true)),
            ("outstanding_withdrawals", any(&facts.outstanding_withdrawals, moves_something)),
            ("pending_transfers", any(&facts.pending_transfers, moves_something)),
            ("positions", any(&facts.positions, is_open)),
            ("restrictions", facts.restrictions.stated().is_some_and(|set| set.iter().next().is_some())),
            ("unsettled_trades", any(&facts.unsettled_trades, |_| true)),
        ];
        of_each.into_iter().filter(|(_, holds)| *holds).map(|(fact, _)| fact).collect()
    }
}

/// Whether there may be more or not: what is known is known.
fn any<T>(items: &Fact<Vec<T>>, holds: impl Fn(&T) -> bool) -> bool {
    items.stated().is_some_and(|items| items.iter().any(holds))
}
