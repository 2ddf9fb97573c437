//! The items that facts consist of.

use crate::vocab::{Amount, WireValue};
use alloc::boxed::Box;
use jiff::civil::Date;

/// A holding of one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Position {
    /// ISIN, ticker or whatever the caller calls it by.
    pub instrument: Box<str>,
    /// Positive for long, negative for short; zero is no position.
    pub quantity: Amount,
}

/// An order that can still execute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
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
/// That it is listed is what counts: an amount of zero does not end it (a split moves no money).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Movement {
    /// The caller's or the provider's id.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub id: Option<Box<str>>,
    /// Currency of the amount; shown, never read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub currency: Option<Box<str>>,
    /// How much; shown, never read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub amount: Option<Amount>,
    /// The civil date on which it is expected to be over, in the zone of the gate (UTC where there is none).
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::wire::scalar::optional_date")
    )]
    pub expected_on: Option<Date>,
}

/// An amount in one currency. Amounts are never added, not even within a currency: +10 and −10 are two balances.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Balance {
    /// Its currency; shown, never read.
    pub currency: Box<str>,
    /// Positive or negative; zero, at any scale, is no balance.
    pub amount: Amount,
    /// Which of the provider's balances this is, where it has several (`available`, `current`, `pending`).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub component: Option<Box<str>>,
}

/// An account of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Member {
    /// The account's id.
    pub id: Box<str>,
    /// The account's own status, as the provider writes it.
    pub status: WireValue,
}

impl Position {
    /// Whether anything is held, long or short.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.quantity.is_zero()
    }
}

impl Balance {
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
