//! A number of days or months.

use crate::vocab::excerpt;
use crate::wire::scalar::number_text;
use core::fmt;
use serde::Deserializer;
use serde::de::{Error, MapAccess, Unexpected, Visitor};

pub(super) fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    deserializer.deserialize_any(Count("days"))
}

pub(super) fn months<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    deserializer.deserialize_any(Count("months"))
}

/// A count of days or months. Null counts as absent, as everywhere.
struct Count(&'static str);

impl<'de> Visitor<'de> for Count {
    type Value = Option<u16>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a number of {}: an integer from 0 to {}", self.0, u16::MAX)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<u16>, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Option<u16>, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<u16>, E> {
        u16::try_from(number).map(Some).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<u16>, E> {
        u16::try_from(number).map(Some).map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<u16>, E> {
        Err(E::invalid_type(Unexpected::Str(&excerpt(text)), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<u16>, A::Error> {
        let digits = number_text(&mut map, &self)?;
        digits.parse().map(Some).map_err(|_| {
            let found = alloc::format!("number `{}`", excerpt(&digits));
            A::Error::invalid_value(Unexpected::Other(&found), &self)
        })
    }
}
