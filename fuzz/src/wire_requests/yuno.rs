//! Yuno's call that closes.

use super::{Subject, Words, decided_alike, is_blank, misused};
use crate::pick;
use arbitrary::Arbitrary;
use closeout::{
    Command, State,
    lifecycle::Phase,
    wire::{
        Sent,
        yuno::{Account, Balances, Body, Keys, MajorUnits, PaymentRails, Request, handle},
    },
};

/// A call, and the account that was found.
#[derive(Arbitrary, Clone, Debug)]
pub(super) struct Call {
    public_key: Option<Words>,
    secret_key: Option<Words>,
    id: Option<Words>,
    /// Whether the account has the id that was asked for, and then as which of its two.
    has_that_id: bool,
    by_the_other: bool,
    /// Not stated at all, or each component.
    balances: Option<[u8; 3]>,
    /// Whether the balances of the account count as cash where nobody has stated it.
    fills_in: bool,
    rails: Vec<Words>,
}

const UNITS: [&str; 6] = ["0", "0.00", "-0", "10.25", "-0.0001", "999999999999.999"];

impl Call {
    pub(super) fn check(&self, subject: &Subject<'_>) {
        let case = subject.case;
        let sent = |words: &Option<Words>| words.as_ref().map(Words::text);
        let (public, secret, id) = (sent(&self.public_key), sent(&self.secret_key), sent(&self.id));
        let keys = Keys { public_api_key: public.as_deref(), private_secret_key: secret.as_deref() };
        let request = Request::delete_account(id.as_deref(), keys);
        let account = self.account(&case.state);
        let facts = if self.fills_in { account.fill_in(case.facts.clone()) } else { case.facts.clone() };
        let case = case.with_facts(|own| *own = facts);
        let found = subject.is_there.then_some(&account);
        let reply = match handle(&request, found, &case.facts, &case.policy, case.now) {
            Ok(reply) => reply,
            Err(misuse) => return misused(&case, Command::request(), &misuse),
        };
        let is_stated = |words: &Option<Words>| words.as_ref().is_some_and(|words| !is_blank(&words.text()));
        let is_read = [&self.public_key, &self.secret_key, &self.id].into_iter().all(is_stated);
        assert_eq!(request.account_id().is_ok(), is_read);
        let is_decided = is_read && subject.is_there && self.has_that_id;
        assert_eq!(reply.decision().is_some(), is_decided);
        let closes = reply.decision().is_some_and(|decision| decision.effective_at().is_some());
        let status = reply.status();
        assert_eq!((status == 200, matches!(status, 200..=299)), (closes, closes));
        if let Some(decision) = reply.decision() {
            decided_alike(&case, Command::request(), Some(decision));
        }
        let is_ours = case.policy.profile().provider == "yuno";
        assert_eq!(reply.announcements().len(), usize::from(closes && is_ours));
        assert_eq!(is_read, status != 401 && (status != 400 || is_decided));
        written(reply.body().expect("a body in every case"), &account, closes);
    }

    fn account(&self, state: &State) -> Account {
        let units = |place: u8| pick(&UNITS, place).parse::<MajorUnits>().expect("within the limits");
        let asked = self.id.as_ref().map(Words::text).filter(|id| self.has_that_id && !is_blank(id));
        let other = format!("not {:?}", self.id);
        let asked = asked.unwrap_or_else(|| other.clone());
        let (id, account_id) = if self.by_the_other { (other, asked) } else { (asked, other) };
        let balance = self.balances.map(|[available, current, pending]| Balances {
            available: units(available),
            current: units(current),
            pending: units(pending),
        });
        let mut account: Account = serde_json::from_str(LEAST).expect("an account");
        account.id = id.parse().expect("not blank");
        account.account_id = Sent::Value(account_id.parse().expect("not blank"));
        account.state = state.clone();
        account.balance = balance.map_or(Sent::Absent, Sent::Value);
        account.payment_rails = Sent::Value(PaymentRails {
            incoming: Sent::Value(self.rails.iter().map(|words| words.text().into()).collect()),
            outgoing: Sent::Null,
        });
        account
    }
}

const LEAST: &str = r#"{"id": "acct_1", "status": "ACTIVE", "currency": "USD", "iban": {"a": [1.50, null]}}"#;

/// A success shows the account, closed; anything else does not.
fn written(body: &Body, before: &Account, closes: bool) {
    let json = serde_json::to_string(body).expect("a body");
    match body {
        Body::Closed(account) => {
            assert!(closes && account.state.is_in(Phase::Closed));
            assert!(account.cash().expect("stated").iter().all(|cash| cash.amount.is_zero()));
            let again: Account = serde_json::from_str(&json).expect("an account");
            assert_eq!((&again.id, &again.payment_rails), (&before.id, &before.payment_rails));
            assert_eq!((&again.iban, &again.account_id), (&before.iban, &before.account_id));
            assert_eq!((again.state.status, again.balance), (account.state.status.clone(), account.balance));
        }
        Body::Error(body) => {
            assert!(!closes && !body.messages.is_empty());
            assert_eq!(serde_json::from_str(&json).ok().as_ref(), Some(body));
        }
    }
}
