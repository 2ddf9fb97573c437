//! The items in the lists of facts.

use crate::vocab::{Amount, Currency, WireValue};
use alloc::boxed::Box;
use jiff::civil::Date;

/// A holding of one instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// The instrument, by ISIN, ticker or any name of your own; shown, never read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub instrument: Option<Box<str>>,
    /// The quantity: positive for long, negative for short; a quantity of zero does not count. Without a quantity the
    /// position is of unknown size.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub quantity: Option<Amount>,
}

/// An order that can still execute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Order {
    /// The id of the order, yours or the provider's.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub id: Option<Box<str>>,
    /// The side, buy or sell, in your words; shown, never read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub side: Option<Box<str>>,
}

/// A movement on its way: a withdrawal, a transfer, an unsettled trade, an expected corporate action.
///
/// An unsettled trade or a corporate action counts if it is listed, whatever its amount (a split moves no money). A
/// withdrawal or a transfer with a stated amount of zero moves nothing and does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Movement {
    /// The id of the movement, yours or the provider's.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub id: Option<Box<str>>,
    /// The currency of the amount; shown, never read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub currency: Option<Currency>,
    /// The amount; `None` if unknown.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub amount: Option<Amount>,
    /// The civil date on which the movement is expected to be over, in the years 1900 to 9998 and in the zone of the
    /// gate (without a gate, in that of the policy). A date that has begun bounds nothing: the movement is overdue.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::wire::scalar::optional_date")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::wire::scalar::CivilDate>"))]
    pub expected_on: Option<Date>,
}

/// An amount in one currency. Amounts are never added, not even within a currency: +10 and −10 are two balances.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Balance {
    /// The currency, which determines the smallest amount that can be moved.
    pub currency: Currency,
    /// The amount, positive or negative; an amount of zero, at any scale, does not count.
    pub amount: Amount,
    /// The name of this balance, if the provider has several (`available`, `current`, `pending`).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub component: Option<Box<str>>,
}

/// An account of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// The account's id.
    pub id: Box<str>,
    /// The account's own status, as the provider writes it.
    pub status: WireValue,
}

impl Position {
    /// Returns a position of this size.
    #[must_use]
    pub fn new(instrument: &str, quantity: Amount) -> Self {
        Self { instrument: Some(instrument.into()), quantity: Some(quantity) }
    }

    /// Returns whether the position is long, short or of unknown size.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.quantity.is_none_or(|quantity| !quantity.is_zero())
    }

    /// Returns whether the position can be short: below zero, or of unknown size.
    #[must_use]
    pub fn may_be_short(&self) -> bool {
        self.quantity.is_none_or(Amount::is_negative)
    }

    /// Returns whether the position can be long: above zero, or of unknown size.
    #[must_use]
    pub fn may_be_long(&self) -> bool {
        self.quantity.is_none_or(|quantity| !quantity.is_zero() && !quantity.is_negative())
    }
}

impl Movement {
    /// Returns whether the movement moves anything: false if its stated amount is zero.
    #[must_use]
    pub fn moves_anything(&self) -> bool {
        self.amount.is_none_or(|amount| !amount.is_zero())
    }
}

impl Balance {
    /// Returns a balance without a component, for a provider whose cash has none.
    #[must_use]
    pub const fn new(currency: Currency, amount: Amount) -> Self {
        Self { currency, amount, component: None }
    }

    /// Returns whether the amount is not zero, on either side.
    #[must_use]
    pub fn is_outstanding(&self) -> bool {
        !self.amount.is_zero()
    }
}

impl Member {
    /// Returns an account of a group with its status, as the provider writes it.
    #[must_use]
    pub fn new(id: &str, status: WireValue) -> Self {
        Self { id: id.into(), status }
    }
}
