//! Target `wire_objects`: any bytes as each of the objects that providers send, and what was read as the same again.
//!
//! What belongs here: survival, and that reading what was written changes nothing.
//! What never does: requests to close (`wire_requests`).

use closeout::wire::{Json, alpaca, udara360, upvest, yuno};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// Asserts that reading survives, and that what is read is kept.
pub fn check(bytes: &[u8]) {
    kept::<Json>(bytes);
    kept::<udara360::CloseAccount>(bytes);
    kept::<udara360::Envelope>(bytes);
    kept::<yuno::ErrorBody>(bytes);
    kept::<alpaca::AccountEnvelope>(bytes);
    kept::<alpaca::AccountModel>(bytes);
    kept::<alpaca::StatusEvent>(bytes);
    kept::<alpaca::ErrorBody>(bytes);
    kept::<upvest::Problem>(bytes);
    kept::<upvest::LiquidationBody>(bytes);
    if let Some(account) = kept::<alpaca::AccountObject>(bytes) {
        assert_eq!(account.state().status.to_string(), *account.status);
    }
    if let Some(account) = kept::<alpaca::TradingAccount>(bytes) {
        trading_account(&account);
    }
    if let Some(account) = kept::<yuno::Account>(bytes) {
        balances(&account);
    }
    close_account(bytes);
}

/// What is read, written and read again is the same; written once more, it is the same text.
fn kept<T: Serialize + DeserializeOwned + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
    let read: T = serde_json::from_slice(bytes).ok()?;
    let written = serde_json::to_string(&read).expect("what was read can be written");
    let again: T = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(read, again, "{written}");
    assert_eq!(written, serde_json::to_string(&again).expect("what was read can be written"));
    Some(read)
}

/// What the object does not say stays unknown.
fn trading_account(account: &alpaca::TradingAccount) {
    let facts = account.facts();
    assert_eq!(facts.cash.is_unknown(), account.cash.is_none() || !is_currency(&account.currency));
    // The object says nothing of what comes in, so it never says all.
    assert!(!facts.pending_transfers.is_known());
    assert_eq!(
        facts.pending_transfers.items().is_empty(),
        account.pending_transfer_out.is_none_or(|amount| amount.decimal().mantissa() == 0)
    );
    let flags = [
        account.trading_blocked,
        account.transfers_blocked,
        account.account_blocked,
        account.trade_suspended_by_user,
    ];
    assert_eq!(facts.restrictions.is_unknown(), flags.contains(&None));
    if let Some(set) = facts.restrictions.known() {
        assert_eq!(usize::try_from(set.len()), Ok(flags.iter().filter(|flag| **flag == Some(true)).count()));
    }
    assert!(facts.positions.is_unknown() && facts.open_orders.is_unknown() && facts.fees.is_unknown());
}

fn is_currency(text: &str) -> bool {
    let is_taken = |byte: u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9');
    matches!(text.len(), 3..=12) && text.bytes().all(is_taken)
}

/// Each of the three balances counts, and within the limits of digits.
fn balances(account: &yuno::Account) {
    let stated = account.balance.value().zip(account.currency.value());
    assert_eq!(account.cash().is_some(), stated.is_some_and(|(_, currency)| is_currency(currency)));
    let (Some(cash), Some((balance, _))) = (account.cash(), stated) else {
        return;
    };
    assert!(
        cash.iter()
            .map(|each| each.amount)
            .eq([balance.available, balance.current, balance.pending].map(yuno::MajorUnits::amount))
    );
    for each in cash {
        let decimal = each.amount.decimal();
        assert!(decimal.scale() <= yuno::FRACTION_DIGITS_MAX);
        assert!(decimal.mantissa().unsigned_abs() < 10_u128.pow(15));
    }
}

/// A body that is read keeps the limits of the page.
fn close_account(bytes: &[u8]) {
    let body = serde_json::from_slice::<udara360::Body>(bytes).unwrap_or(udara360::Body::unreadable());
    for (limit, max) in
        [(udara360::AccountNumberLimit::AsDocumented, 150), (udara360::AccountNumberLimit::Strict, 10)]
    {
        if let Ok(read) = udara360::CloseAccount::read(&body, limit) {
            let is_within =
                |text: &str, max| text.chars().count() <= max && closeout::Reason::text(text).has_text();
            assert!(is_within(read.account_number(), max) && is_within(read.closure_reason(), 150));
            assert!(read.instrument_number().is_none_or(|number| is_within(number, 150)));
        }
    }
}
