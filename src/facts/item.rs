//! The items that facts consist of.

use crate::vocab::{Amount, Currency, WireValue};
use alloc::boxed::Box;
use jiff::civil::Date;

/// A holding of one instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// ISIN, ticker or whatever the caller calls it by; shown, never read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub instrument: Option<Box<str>>,
    /// Positive for long, negative for short; zero is no position. Without a quantity it is a position of unknown size.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub quantity: Option<Amount>,
}

/// An order that can still execute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Order {
    /// The caller's or the provider's id.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub id: Option<Box<str>>,
    /// Buy or sell, in the caller's words; shown, never read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub side: Option<Box<str>>,
}

/// Something on its way: a withdrawal, a transfer, an unsettled trade, an expected corporate action.
///
/// An unsettled trade or a corporate action counts by being listed, whatever its amount (a split moves no money). A
/// withdrawal or a transfer whose stated amount is zero moves nothing, and counts as none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Movement {
    /// The caller's or the provider's id.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub id: Option<Box<str>>,
    /// Currency of the amount; shown, never read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub currency: Option<Currency>,
    /// How much; `None` if nobody has said.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub amount: Option<Amount>,
    /// The civil date on which it is expected to be over, in the years 1900 to 9998 and in the zone of the gate (without a
    /// gate, in that of the policy). A date that has begun bounds nothing: the item is overdue.
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
    /// The currency, which tells how small an amount can still be moved.
    pub currency: Currency,
    /// Positive or negative; zero, at any scale, is no balance.
    pub amount: Amount,
    /// Which of the provider's balances this is, where it has several (`available`, `current`, `pending`).
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
    /// A position of this size.
    #[must_use]
    pub fn new(instrument: &str, quantity: Amount) -> Self {
        Self { instrument: Some(instrument.into()), quantity: Some(quantity) }
    }

    /// Returns whether anything is held, long, short or of unknown size.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.quantity.is_none_or(|quantity| !quantity.is_zero())
    }

    /// Returns whether it can be a short one: below zero, or of unknown size.
    #[must_use]
    pub fn may_be_short(&self) -> bool {
        self.quantity.is_none_or(Amount::is_negative)
    }

    /// Returns whether it can be a long one: above zero, or of unknown size.
    #[must_use]
    pub fn may_be_long(&self) -> bool {
        self.quantity.is_none_or(|quantity| !quantity.is_zero() && !quantity.is_negative())
    }
}

impl Movement {
    /// Returns whether it moves anything: not, if its stated amount is zero.
    #[must_use]
    pub fn moves_anything(&self) -> bool {
        self.amount.is_none_or(|amount| !amount.is_zero())
    }
}

impl Balance {
    /// Returns an amount of a currency, where the provider's cash has no components.
    #[must_use]
    pub const fn new(currency: Currency, amount: Amount) -> Self {
        Self { currency, amount, component: None }
    }

    /// Whether anything is there, on either side.
    #[must_use]
    pub fn is_outstanding(&self) -> bool {
        !self.amount.is_zero()
    }
}

impl Member {
    /// An account of a group with its status, as the provider writes it.
    #[must_use]
    pub fn new(id: &str, status: WireValue) -> Self {
        Self { id: id.into(), status }
    }
}
