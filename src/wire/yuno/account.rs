//! The account object, with every field of the document's example.
//!
//! What belongs here: names, ids and balances as they are on the wire.
//! What never does: deciding whether the account may be closed.

use crate::facts::Balance;
use crate::vocab::AmountError;
use crate::wire::json::Json;
use crate::wire::loose::{Sent, is_blank};
use crate::wire::scalar::NUMBER_KEY;
use crate::{Amount, Facts, State, providers};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A blank text in place of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is blank: expected at least one character that is no white space")]
pub struct IdError;

/// Ids of different things are different types, because several of them look alike (Y-4). Any text that is not blank is
/// a valid id, kept exactly: prefixes and lengths are shown, not promised.
macro_rules! ids {
    ($( $(#[$doc:meta])* $Id:ident, )+) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $Id(Box<str>);

        impl $Id {
            /// Returns the id, exactly as it was given.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $Id {
            type Err = IdError;

            fn from_str(id: &str) -> Result<Self, IdError> {
                if is_blank(id) { Err(IdError) } else { Ok(Self(id.into())) }
            }
        }

        impl TryFrom<String> for $Id {
            type Error = IdError;

            fn try_from(id: String) -> Result<Self, IdError> {
                id.parse()
            }
        }

        impl From<$Id> for String {
            fn from(id: $Id) -> Self {
                id.0.into()
            }
        }
    )+ };
}

ids! {
    /// The id in the path: the `id` of an account or its `account_id`, either of which names the account (Y-4).
    ///
    /// ```
    /// use closeout::wire::yuno::PathId;
    /// assert!("acct_aa0e8400-e29b-41d4-a716-446655440000".parse::<PathId>().is_ok());
    /// assert!("550e8400-e29b-41d4-a716-446655440000".parse::<PathId>().is_ok());
    /// assert!(" ".parse::<PathId>().is_err());
    /// ```
    PathId,
    /// The id of a Banking Connectivity account, such as `acct_aa0e8400-e29b-41d4-a716-446655440000`: `id` of the
    /// object. The path takes it (Y-4).
    AccountId,
    /// The id of the entity that holds the account, such as `ent_660e8400-…`.
    EntityId,
    /// The id of the onboarding that led to the account, such as `onb_990e8400-…`.
    OnboardingId,
    /// The UUID of 36 characters, such as `550e8400-e29b-41d4-a716-446655440000`: `account_id` of the object. By the
    /// description of the path, that is what the path takes (Y-4).
    MerchantAccountId,
    /// The id that the bank behind it uses.
    ProviderAccountId,
}

/// An account, with the members in the order of the document's example. Members have the same names as on the wire,
/// except `status`, which is in [`state`](Self::state). Texts are kept exactly.
///
/// The schema requires no member. `id` and `status` are required here, since without `id` no request could name the
/// account, and without `status` no rule could judge it. Any other member may be absent: then it has the default of the
/// schema, if there is one, and is otherwise absent (Y-12).
///
/// ```
/// use closeout::wire::yuno::Account;
/// let account: Account = serde_json::from_str(r#"{"id": "acct_1", "status": "ACTIVE", "iban": {"any": [1.50]}}"#)?;
/// assert!(account.supports_book_transfers && account.cash().is_none());
/// assert!(serde_json::from_str::<Account>(r#"{"id": "acct_1"}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// One of the two ids that the path takes.
    pub id: AccountId,
    /// The entity that holds the account.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub entity_id: Sent<EntityId>,
    /// The onboarding that led to the account.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub onboarding_id: Sent<OnboardingId>,
    /// The other id that the path takes.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub account_id: Sent<MerchantAccountId>,
    /// The bank behind it.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub provider: Sent<Provider>,
    /// The type: `CHECKING`, `SAVINGS`, `INVESTMENT` or another.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub account_type: Sent<Box<str>>,
    /// The state; on the wire its status alone, a text: one of the profile's, or an unknown one, which permits nothing.
    #[serde(rename = "status", with = "status")]
    pub state: State,
    /// A value that is null if the country has none.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub account_number: Sent<Box<str>>,
    /// A value that is null if the country has none.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub routing_number: Sent<Box<str>>,
    /// A value of any type: the schema gives none.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub iban: Sent<Json>,
    /// The currency of all balances, such as `USD`.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub currency: Sent<Box<str>>,
    /// The balances; unknown if they are absent.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub balance: Sent<Balances>,
    /// Names and codes for transfers.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub account_details: Sent<AccountDetails>,
    /// Rails for transfers. They describe the account and permit nothing.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub payment_rails: Sent<PaymentRails>,
    /// True if transfers within the bank are possible; `true` by default. Describes the account and permits nothing.
    #[serde(default = "by_default")]
    pub supports_book_transfers: bool,
    /// An instant by RFC 3339.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub created_at: Sent<Box<str>>,
    /// An instant by RFC 3339.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub updated_at: Sent<Box<str>>,
}

/// Returns the schema's default of `supports_book_transfers`.
const fn by_default() -> bool {
    true
}

/// The bank behind an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// The provider's own id of the account.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub account_id: Sent<ProviderAccountId>,
}

/// The three balances of an account, in its currency. If a balance is present, an absent component is zero, the
/// schema's default (Y-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Balances {
    /// The amount that can be transferred.
    pub available: MajorUnits,
    /// The whole amount, including pending transactions.
    pub current: MajorUnits,
    /// The amount that pending transactions hold.
    pub pending: MajorUnits,
}

impl Balances {
    pub(super) const ZERO: Self =
        Self { available: MajorUnits::ZERO, current: MajorUnits::ZERO, pending: MajorUnits::ZERO };
}

/// The schema's default of each component.
impl Default for Balances {
    fn default() -> Self {
        Self::ZERO
    }
}

/// Names and codes for transfers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountDetails {
    /// The name of the account.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub account_name: Sent<Box<str>>,
    /// A value of any type: the schema gives none. Null outside the United Kingdom.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub sort_code: Sent<Json>,
    /// A value of any type: the schema gives none. Null outside Australia.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub bsb: Sent<Json>,
    /// A value of any type: the schema gives none. Null if there is none.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub swift: Sent<Json>,
}

/// Rails for transfers, such as `ACH` and `WIRE`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRails {
    /// The rails for transfers to the account.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub incoming: Sent<Vec<Box<str>>>,
    /// The rails for transfers from the account.
    #[serde(default, skip_serializing_if = "Sent::is_absent")]
    pub outgoing: Sent<Vec<Box<str>>>,
}

impl Account {
    /// Says whether a path with this id is about this account: the id is its `id` or its `account_id` (Y-4).
    #[must_use]
    pub fn is_named(&self, id: &PathId) -> bool {
        let other = self.account_id.value().map(MerchantAccountId::as_str);
        self.id.as_str() == id.as_str() || other == Some(id.as_str())
    }

    /// Returns the balances as a fact: the three components `available`, `current` and `pending`, each of which must be
    /// zero (Y-2). `None` if the object has no balance, or no currency for it.
    #[must_use]
    pub fn cash(&self) -> Option<Vec<Balance>> {
        let Balances { available, current, pending } = *self.balance.value()?;
        let currency = self.currency.value()?.parse().ok()?;
        let components = [("available", available), ("current", current), ("pending", pending)];
        let balance = |(component, units): (&str, MajorUnits)| Balance {
            currency,
            amount: units.amount(),
            component: Some(component.into()),
        };
        Some(components.map(balance).into())
    }

    /// Returns the facts, with the balances of this object as cash unless cash is stated. A caller that states cash
    /// takes priority: its books are as of the question, while this object is as of when it was read.
    #[must_use]
    pub fn fill_in(&self, mut facts: Facts) -> Facts {
        if facts.cash.is_unknown() {
            facts.cash = self.cash().into();
        }
        facts
    }
}

/// A form of the state, which on the wire is its status alone.
mod status {
    use super::{Box, Deserialize, Deserializer, Serialize, Serializer, State, providers};

    pub(super) fn serialize<S: Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
        state.status.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<State, D::Error> {
        let word = Box::<str>::deserialize(deserializer)?;
        Ok(State::new(providers::yuno::ACCOUNT.lifecycle.status(&*word)))
    }
}

/// The largest number of digits of a balance after the point, inclusive (Y-6).
pub const FRACTION_DIGITS_MAX: u32 = 4;

/// The largest number of digits of a balance altogether, inclusive, not counting zeros at the end of the fraction. This
/// many survive a JSON number in every reader, that is, in 64 bits of floating point; the largest transfer has 14
/// (Y-6).
pub const SIGNIFICANT_DIGITS_MAX: usize = 15;

/// An amount in major units, exact: a JSON number, an integer in this document and any number in its siblings (Y-6).
///
/// `serde_json` passes a number with a fraction as a float, unless it reads text and has its feature
/// `arbitrary_precision`. A float is read exactly if the number that was sent is within the limits; a float of zero is
/// refused, because it may be the rest of a smaller number. It is written as an integer if it is one, otherwise as the
/// shortest fraction.
///
/// # Errors
/// It can be read from a text of [`Amount`]'s form, or from an [`Amount`]; beyond the limits of digits it is refused.
///
/// ```
/// use closeout::wire::yuno::MajorUnits;
/// assert_eq!(serde_json::to_string(&"10.2500".parse::<MajorUnits>()?)?, "10.25");
/// assert!("0.00001".parse::<MajorUnits>().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MajorUnits(Amount);

impl MajorUnits {
    /// The amount zero.
    pub const ZERO: Self = Self(Amount::ZERO);

    /// Returns the amount.
    #[must_use]
    pub const fn amount(self) -> Amount {
        self.0
    }
}

/// A reason why a value is not a [`MajorUnits`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MajorUnitsError {
    /// A value that is not an amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// An amount with more digits than a balance has.
    #[error("`{found}` has too many digits: expected at most 15, of which at most 4 after the point")]
    TooManyDigits {
        /// The amount that was given.
        found: Amount,
    },
}

impl TryFrom<Amount> for MajorUnits {
    type Error = MajorUnitsError;

    fn try_from(amount: Amount) -> Result<Self, MajorUnitsError> {
        let decimal = amount.decimal().normalize();
        let digits = decimal.mantissa().unsigned_abs().to_string().len();
        let fits = decimal.scale() <= FRACTION_DIGITS_MAX && digits <= SIGNIFICANT_DIGITS_MAX;
        if fits { Ok(Self(decimal.into())) } else { Err(MajorUnitsError::TooManyDigits { found: amount }) }
    }
}

impl FromStr for MajorUnits {
    type Err = MajorUnitsError;

    fn from_str(text: &str) -> Result<Self, MajorUnitsError> {
        Self::try_from(text.parse::<Amount>()?)
    }
}

impl Serialize for MajorUnits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.to_string();
        if let Ok(whole) = text.parse::<i64>() {
            return serializer.serialize_i64(whole);
        }
        // INVARIANT: at most 15 digits, so the nearest float is written with the very same digits again.
        serializer.serialize_f64(text.parse().map_err(serde::ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for MajorUnits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MajorUnitsVisitor)
    }
}

struct MajorUnitsVisitor;

impl<'de> Visitor<'de> for MajorUnitsVisitor {
    type Value = MajorUnits;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a balance as a number, such as 0 or 10.25")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<MajorUnits, E> {
        Amount::from(rust_decimal::Decimal::from(number)).try_into().map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<MajorUnits, E> {
        Amount::from(rust_decimal::Decimal::from(number)).try_into().map_err(E::custom)
    }

    /// Reads a float. If at most 15 digits were sent, the shortest digits of the float are the same. A zero can be the
    /// rest of a
    /// number too small for a float, and zero is the one balance that permits closing.
    fn visit_f64<E: Error>(self, number: f64) -> Result<MajorUnits, E> {
        let units: MajorUnits = number.to_string().parse().map_err(E::custom)?;
        if units.amount().is_zero() {
            return Err(E::custom(
                "a zero with a fraction may have lost its digits: write it as `0`, or read it from text with \
                 `arbitrary_precision`",
            ));
        }
        Ok(units)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MajorUnits, A::Error> {
        let key = map.next_key::<String>()?;
        if key.as_deref() != Some(NUMBER_KEY) {
            return Err(A::Error::invalid_type(serde::de::Unexpected::Map, &self));
        }
        map.next_value::<String>()?.parse().map_err(A::Error::custom)
    }
}
