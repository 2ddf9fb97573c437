//! Account objects as the provider writes them, and the facts in them that matter to closing.

use crate::facts::{Balance, Movement, Restriction};
use crate::wire::scalar::Instant;
use crate::{Amount, Currency, Fact, Facts, Set, State, Status, providers};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use jiff::Timestamp;
use serde::de::value::StrDeserializer;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares an object with fields that must be there and fields that may be absent. Fields that are not declared are
/// skipped when it is read, since the provider adds to its objects.
macro_rules! object {
    (
        $(#[$attribute:meta])*
        pub struct $Object:ident {
            $( $(#[$required_doc:meta])* $required:ident: $Required:ty, )*
        }
        optional {
            $( $(#[$optional_doc:meta])* $optional:ident: $Optional:ty, )*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $Object {
            $( $(#[$required_doc])* pub $required: $Required, )*
            $(
                $(#[$optional_doc])*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $optional: Option<$Optional>,
            )*
        }
    };
}

pub(super) use object;

object! {
    /// The account of the brokerage settings: the answer to creating one, and to `GET /v1/accounts/{account_id}`.
    pub struct AccountObject {
        /// The account's id.
        id: Box<str>,
        /// The number shown to the holder.
        account_number: Box<str>,
        /// The status, exactly as written.
        status: Box<str>,
        /// The currency of its amounts. Documented as always `USD`; accounts in other currencies came later (A-25).
        currency: Box<str>,
    }
    optional {
        /// Equity at the end of the last trading day. A valuation of yesterday: no rule reads it.
        last_equity: Amount,
        /// The instant of creation (A-15: RFC 3339 with an optional fraction).
        created_at: Stamp,
    }
}

/// The account nested under `account`, as the sample of creating one has it. Flat by the table and by all later
/// samples (A-16), for which there is [`AccountObject`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountEnvelope {
    /// The account.
    pub account: AccountObject,
}

object! {
    /// The account of the trading settings: `GET /v1/trading/accounts/{account_id}/account`.
    ///
    /// Amounts are read from a string or an integer and written as strings, as the provider does. Valuations are kept
    /// and never used: a market value of zero does not mean that there is no position.
    pub struct TradingAccount {
        /// The account's id.
        id: Box<str>,
        /// The number shown to the holder.
        account_number: Box<str>,
        /// The status, exactly as written.
        status: Box<str>,
        /// The currency of its amounts (A-25).
        currency: Box<str>,
    }
    optional {
        /// Buying power.
        buying_power: Amount,
        /// Buying power under Regulation T.
        regt_buying_power: Amount,
        /// Buying power for day trades.
        daytrading_buying_power: Amount,
        /// The cash balance.
        cash: Amount,
        /// Cash that may be withdrawn.
        cash_withdrawable: Amount,
        /// Cash that may be journalled.
        cash_transferable: Amount,
        /// Cash on its way out.
        pending_transfer_out: Amount,
        /// The older name of `equity`.
        portfolio_value: Amount,
        /// True if the account is flagged as a pattern day trader's.
        pattern_day_trader: bool,
        /// True if no orders may be placed.
        trading_blocked: bool,
        /// True if no money transfers may be requested.
        transfers_blocked: bool,
        /// True if all activity by the user is prohibited.
        account_blocked: bool,
        /// The instant of creation (A-14: a timestamp, though the table says boolean).
        created_at: Stamp,
        /// True if the user has suspended trading (A-14: a boolean, though the table says string or number).
        trade_suspended_by_user: bool,
        /// The margin multiplier (A-19: 1 to 4).
        multiplier: Amount,
        /// True if short positions are permitted.
        shorting_enabled: bool,
        /// Cash and the value of all positions.
        equity: Amount,
        /// Equity at the end of the last trading day.
        last_equity: Amount,
        /// The value of the long positions.
        long_market_value: Amount,
        /// The value of the short positions.
        short_market_value: Amount,
        /// The initial margin.
        initial_margin: Amount,
        /// The maintenance margin.
        maintenance_margin: Amount,
        /// The maintenance margin at the end of the last trading day.
        last_maintenance_margin: Amount,
        /// The special memorandum account.
        sma: Amount,
        /// Day trades in the last five trading days.
        daytrade_count: u64,
        /// The close of the last session.
        previous_close: Stamp,
        /// The value of the long positions at the end of the last trading day.
        last_long_market_value: Amount,
        /// The value of the short positions at the end of the last trading day.
        last_short_market_value: Amount,
        /// Cash at the end of the last trading day.
        last_cash: Amount,
        /// The initial margin at the end of the last trading day.
        last_initial_margin: Amount,
        /// Buying power under Regulation T at the end of the last trading day.
        last_regt_buying_power: Amount,
        /// Buying power for day trades at the end of the last trading day.
        last_daytrading_buying_power: Amount,
        /// Buying power at the end of the last trading day.
        last_buying_power: Amount,
        /// Day trades as counted on the last trading day.
        last_daytrade_count: u64,
        /// The clearing broker.
        clearing_broker: Box<str>,
    }
}

impl AccountObject {
    /// Returns the state of an account of which only this object is remembered.
    #[must_use]
    pub fn state(&self) -> State {
        State::new(status(&self.status))
    }
}

impl TradingAccount {
    /// Returns the state of an account of which only this object is remembered.
    #[must_use]
    pub fn state(&self) -> State {
        State::new(status(&self.status))
    }

    /// Returns the facts that the object states, and no others: all other facts stay unknown.
    ///
    /// * `cash`, in its currency, if that is a currency code.
    /// * `restrictions`, if all four flags are there. Liquidation-only mode is not among them; the account's
    ///   administrative configuration states it, so if you read that, add it.
    /// * `pending_transfers` in part, if some cash is on its way out: the object says nothing about what comes in.
    ///
    /// Positions stay unknown: a worthless holding is a position, and its market value is zero. So do orders and fees.
    ///
    /// ```
    /// use closeout::wire::alpaca::TradingAccount;
    /// let account: TradingAccount = serde_json::from_str(
    ///     r#"{"id": "a", "account_number": "1", "status": "ACTIVE", "currency": "USD", "cash": "0", "equity": "0"}"#,
    /// )?;
    /// let facts = account.facts();
    /// assert!(facts.cash.known().is_some_and(|cash| !cash[0].is_outstanding()));
    /// assert!(facts.positions.is_unknown() && facts.restrictions.is_unknown());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::unknown();
        let currency = self.currency.parse::<Currency>().ok();
        let balance = |amount| Some(Vec::from([Balance { currency: currency?, amount, component: None }]));
        facts.cash = self.cash.and_then(balance).into();
        facts.restrictions = self.restrictions().into();
        if let Some(amount) = self.pending_transfer_out.filter(|amount| !amount.is_zero()) {
            let transfer = Movement { currency, amount: Some(amount), ..Movement::default() };
            facts.pending_transfers = Fact::Part(Vec::from([transfer]));
        }
        facts
    }

    /// Returns the restrictions; `None` if a flag is missing, since that restriction could be in force.
    fn restrictions(&self) -> Option<Set<Restriction>> {
        let flags = [
            (Restriction::TradingBlocked, self.trading_blocked?),
            (Restriction::TransfersBlocked, self.transfers_blocked?),
            (Restriction::AccountBlocked, self.account_blocked?),
            (Restriction::TradeSuspendedByUser, self.trade_suspended_by_user?),
        ];
        Some(flags.into_iter().filter(|(_, is_set)| *is_set).map(|(restriction, _)| restriction).collect())
    }
}

/// Reads a status (A-9): one that is not documented is kept exactly and permits nothing.
fn status(word: &str) -> Status {
    providers::alpaca::ACCOUNT.lifecycle.status(word)
}

/// An instant that is kept exactly as written: its offset and the zeros of its fraction are the provider's.
///
/// # Errors
/// Reading refuses a text that is not RFC 3339.
#[derive(Clone, PartialEq, Eq)]
pub struct Stamp {
    text: Box<str>,
    at: Timestamp,
}

impl Stamp {
    /// Returns the text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the instant.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let at = Instant::deserialize(StrDeserializer::<D::Error>::new(&text))?.0;
        Ok(Self { text: text.into_owned().into(), at })
    }
}
