//! The evidence for a blocker, read back.

use crate::facts::{Balance, Member, Order, Position, Restriction};
use crate::vocab::WireValue;
#[cfg(feature = "schema")]
use crate::wire::scalar::CivilDate;
use crate::wire::scalar::{Instant, one_instant, optional_date};
use crate::{Amount, Country, Currency, Set};
use alloc::boxed::Box;
use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// The evidence for a blocker: an object whose keys determine the kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Evidence", deny_unknown_fields)
)]
#[serde(untagged)]
pub enum EvidenceRecord {
    /// The status.
    Status {
        /// The status as the provider writes it.
        status: WireValue,
    },
    /// The restrictions that block.
    Restrictions {
        /// The names of the restrictions.
        restrictions: Set<Restriction>,
    },
    /// The pending movements.
    Movements {
        /// The items.
        items: Vec<MovementRecord>,
    },
    /// Open orders.
    Orders {
        /// The items.
        orders: Vec<Order>,
    },
    /// Holdings.
    Positions {
        /// The items.
        positions: Vec<Position>,
    },
    /// The accounts of the group that are not closed.
    Members {
        /// The items.
        accounts: Vec<Member>,
    },
    /// Balances that are not zero.
    Balances {
        /// The items.
        balances: Vec<Balance>,
    },
    /// The tax year whose end is waited for.
    Boundary {
        /// The country of the tax year.
        country: Country,
        /// The name of the tax year.
        tax_year: Box<str>,
        /// The first instant after the tax year.
        #[serde(with = "one_instant")]
        #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
        ends_at: Timestamp,
    },
    /// The instant at which a clock opens.
    Opening {
        /// The instant at which it opens, in UTC.
        #[serde(with = "one_instant")]
        #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
        opens_at: Timestamp,
    },
    /// No evidence but the code itself.
    None {},
}

/// A pending movement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "MovementSeen"))]
#[serde(deny_unknown_fields)]
pub struct MovementRecord {
    /// The caller's or the provider's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Box<str>>,
    /// Currency of the amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// The amount; absent if it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The civil date on which it is expected to be over.
    #[serde(with = "optional_date", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<CivilDate>"))]
    pub expected_on: Option<Date>,
    /// True if the expected day has begun, so that somebody has to look.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub overdue: bool,
}

/// The keys of all kinds of evidence. Not read as an untagged enum, which would copy everything first and lose the
/// digits of numbers on the way.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Keys {
    #[serde(deserialize_with = "given")]
    status: Option<WireValue>,
    #[serde(deserialize_with = "given")]
    restrictions: Option<Set<Restriction>>,
    #[serde(deserialize_with = "given")]
    items: Option<Vec<MovementRecord>>,
    #[serde(deserialize_with = "given")]
    orders: Option<Vec<Order>>,
    #[serde(deserialize_with = "given")]
    positions: Option<Vec<Position>>,
    #[serde(deserialize_with = "given")]
    accounts: Option<Vec<Member>>,
    #[serde(deserialize_with = "given")]
    balances: Option<Vec<Balance>>,
    #[serde(deserialize_with = "given")]
    country: Option<Country>,
    #[serde(deserialize_with = "given")]
    tax_year: Option<Box<str>>,
    #[serde(deserialize_with = "given")]
    ends_at: Option<Instant>,
    #[serde(deserialize_with = "given")]
    opens_at: Option<Instant>,
}

/// Reads a key that may be absent but not null.
pub(in crate::wire) fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

impl<'de> Deserialize<'de> for EvidenceRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut keys = Keys::deserialize(deserializer)?;
        let evidence = keys.boundary().or_else(|| keys.items()).unwrap_or(Self::None {});
        if keys.is_empty() { Ok(evidence) } else { Err(D::Error::custom(MIXED)) }
    }
}

const MIXED: &str = "evidence of two kinds, or half of one: expected one of `status`, `restrictions`, `items`, `orders`, \
                     `positions`, `accounts`, `balances`, `opens_at`, or `country` with `tax_year` and `ends_at`";

impl Keys {
    /// Takes the keys of a tax year, if all of them are present.
    fn boundary(&mut self) -> Option<EvidenceRecord> {
        let (country, Instant(ends_at)) = (self.country?, self.ends_at?);
        let tax_year = self.tax_year.take()?;
        (self.country, self.ends_at) = (None, None);
        Some(EvidenceRecord::Boundary { country, tax_year, ends_at })
    }

    /// Takes the one key of another kind.
    fn items(&mut self) -> Option<EvidenceRecord> {
        let status = self.status.take().map(|status| EvidenceRecord::Status { status });
        status
            .or_else(|| {
                self.restrictions.take().map(|restrictions| EvidenceRecord::Restrictions { restrictions })
            })
            .or_else(|| self.items.take().map(|items| EvidenceRecord::Movements { items }))
            .or_else(|| self.orders.take().map(|orders| EvidenceRecord::Orders { orders }))
            .or_else(|| self.positions.take().map(|positions| EvidenceRecord::Positions { positions }))
            .or_else(|| self.accounts.take().map(|accounts| EvidenceRecord::Members { accounts }))
            .or_else(|| self.balances.take().map(|balances| EvidenceRecord::Balances { balances }))
            .or_else(|| self.opens_at.take().map(|Instant(opens_at)| EvidenceRecord::Opening { opens_at }))
    }

    const fn is_empty(&self) -> bool {
        let has_items = self.items.is_some() || self.orders.is_some() || self.positions.is_some();
        let has_books = self.accounts.is_some() || self.balances.is_some();
        let has_year = self.country.is_some() || self.tax_year.is_some() || self.ends_at.is_some();
        let has_others = self.status.is_some() || self.restrictions.is_some() || self.opens_at.is_some();
        !(has_items || has_books || has_year || has_others)
    }
}
