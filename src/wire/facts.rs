//! The form of facts that are known in part, and of ages and their limits.

#[cfg(feature = "schema")]
mod schema;

#[cfg(feature = "schema")]
pub(super) use schema::residences_schema;

use super::scalar::{Instant, NUMBER_KEY};
use crate::facts::{FactName, ReadAt};
use crate::policy::{MaxAge, Residences, ResidencesError};
use crate::vocab::excerpt;
use crate::{Country, Currency, Fact};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl<T: Serialize> Serialize for Fact<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown => serializer.serialize_none(),
            Self::Known(value) => value.serialize(serializer),
            Self::Part(value) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("items", value)?;
                map.serialize_entry("complete", &false)?;
                map.end()
            }
        }
    }
}

/// Reads a fact: absent or null is unknown, a list is known, an object with `items` states by `complete` whether there
/// may be more.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FactVisitor(PhantomData))
    }
}

struct FactVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FactVisitor<T> {
    type Value = Fact<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list, or an object with `items` and `complete`")
    }

    fn visit_unit<E: Error>(self) -> Result<Fact<T>, E> {
        Ok(Fact::Unknown)
    }

    fn visit_none<E: Error>(self) -> Result<Fact<T>, E> {
        Ok(Fact::Unknown)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Fact<T>, D::Error> {
        value.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Fact<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(items)).map(Fact::Known)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fact<T>, A::Error> {
        let (mut items, mut complete) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "items" => once("items", &mut items, map.next_value()?)?,
                "complete" => once("complete", &mut complete, map.next_value()?)?,
                NUMBER_KEY => return Err(A::Error::invalid_type(Unexpected::Other("a number"), &self)),
                other => return Err(A::Error::unknown_field(other, &["items", "complete"])),
            }
        }
        let items = items.ok_or_else(|| A::Error::missing_field("items"))?;
        let is_complete: bool = complete.ok_or_else(|| A::Error::missing_field("complete"))?;
        Ok(if is_complete { Fact::Known(items) } else { Fact::Part(items) })
    }
}

fn once<T, E: Error>(key: &'static str, slot: &mut Option<T>, value: T) -> Result<(), E> {
    match slot.replace(value) {
        Some(_) => Err(E::duplicate_field(key)),
        None => Ok(()),
    }
}

/// Reads residences. Every holder has one, so a complete list has an entry; a part may be empty.
pub(super) fn residences<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fact<Residences>, D::Error> {
    let stated =
        |countries| Residences::new(countries).map_err(|ResidencesError| D::Error::custom(ResidencesError));
    match Fact::<Vec<Country>>::deserialize(deserializer)? {
        Fact::Unknown => Ok(Fact::Unknown),
        Fact::Part(countries) if countries.is_empty() => Ok(Fact::Unknown),
        Fact::Part(countries) => stated(countries).map(Fact::Part),
        Fact::Known(countries) => stated(countries).map(Fact::Known),
    }
}

/// A time zone by its name in the IANA database.
#[derive(Clone, Debug)]
pub(super) struct ZoneName(pub(super) TimeZone);

impl Serialize for ZoneName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.iana_name().unwrap_or("UTC"))
    }
}

impl<'de> Deserialize<'de> for ZoneName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::jurisdictions::zone(&String::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl Serialize for ReadAt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let each = |fact| self.of(fact).map(Instant);
        write_each(self.one_for_all().map(Instant), each, serializer)
    }
}

impl<'de> Deserialize<'de> for ReadAt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "an RFC 3339 instant, or an object from the names of facts to instants";
        match deserializer.deserialize_any(EachVisitor { expected, value: PhantomData::<Instant> })? {
            Read::Nothing => Ok(Self::unknown()),
            Read::All(Instant(instant)) => Ok(Self::all(instant)),
            Read::Each(facts) => Ok(facts.into_iter().fold(Self::unknown(), |mut read, (fact, instant)| {
                read.set(fact, instant.0);
                read
            })),
        }
    }
}

impl Serialize for MaxAge {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let each = |fact| self.of(fact).map(Age);
        write_each(self.one_for_all().map(Age), each, serializer)
    }
}

impl<'de> Deserialize<'de> for MaxAge {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected =
            "an ISO 8601 duration such as \"PT15M\", or an object from the names of facts to durations";
        let below_zero = || D::Error::custom("an age below zero");
        match deserializer.deserialize_any(EachVisitor { expected, value: PhantomData::<Age> })? {
            Read::Nothing => Ok(Self::any()),
            Read::All(Age(age)) => Self::of_all(age).ok_or_else(below_zero),
            Read::Each(facts) => {
                let all = facts.into_iter().try_fold(Self::any(), |ages, (fact, age)| ages.with(fact, age.0));
                all.ok_or_else(below_zero)
            }
        }
    }
}

/// Returns the facts of a question, as opposed to those in the policy or the state.
fn is_of_the_question(fact: FactName) -> bool {
    !matches!(fact, FactName::Residences | FactName::Status)
}

fn write_each<T: Serialize, S: Serializer>(
    one_for_all: Option<T>,
    each: impl Fn(FactName) -> Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if let Some(one) = one_for_all {
        return one.serialize(serializer);
    }
    let facts = FactName::ALL.iter().copied().filter(|fact| is_of_the_question(*fact));
    serializer.collect_map(facts.filter_map(|fact| Some((fact, each(fact)?))))
}

/// A time of reading: missing, one value for all facts, or one for each.
enum Read<T> {
    Nothing,
    All(T),
    Each(Vec<(FactName, T)>),
}

struct EachVisitor<T> {
    expected: &'static str,
    value: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for EachVisitor<T> {
    type Value = Read<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_unit<E: Error>(self) -> Result<Read<T>, E> {
        Ok(Read::Nothing)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Read<T>, E> {
        T::deserialize(serde::de::value::StrDeserializer::new(text)).map(Read::All)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read<T>, A::Error> {
        let mut facts: Vec<(FactName, T)> = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == NUMBER_KEY {
                return Err(A::Error::invalid_type(Unexpected::Other("a number"), &self));
            }
            let fact = fact_named(&key).map_err(A::Error::custom)?;
            let value: Option<T> = map.next_value()?;
            if facts.iter().any(|(other, _)| *other == fact) {
                return Err(A::Error::custom(format_args!("duplicate field `{key}`")));
            }
            facts.extend(value.map(|value| (fact, value)));
        }
        Ok(Read::Each(facts))
    }
}

fn fact_named(name: &str) -> Result<FactName, String> {
    let known = || FactName::ALL.iter().filter(|fact| is_of_the_question(**fact));
    FactName::named(name).filter(|fact| is_of_the_question(*fact)).ok_or_else(|| {
        let names: Vec<String> = known().map(|fact| alloc::format!("`{fact}`")).collect();
        alloc::format!("unknown fact `{}`: expected one of {}", excerpt(name), names.join(", "))
    })
}

/// An age, as ISO 8601 writes durations: weeks, days of 24 hours, hours, minutes and seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Age(SignedDuration);

impl Serialize for Age {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&alloc::format!("PT{}S", self.0.as_secs()))
    }
}

impl<'de> Deserialize<'de> for Age {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl FromStr for Age {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        seconds_of(text).map(|seconds| Self(SignedDuration::from_secs(seconds))).ok_or_else(|| {
            alloc::format!(
                "`{}` is not an age: expected `P` with whole weeks, days, and behind a `T` hours, minutes and seconds, \
                 such as `P1D` or `PT15M`, in all no more seconds than 64 bits hold",
                excerpt(text)
            )
        })
    }
}

/// Returns the seconds of a duration; `None` for anything else, and for more than 64 bits hold.
fn seconds_of(text: &str) -> Option<i64> {
    let text = text.strip_prefix('P')?;
    let (days, times) = text.split_once('T').map_or((text, None), |(days, times)| (days, Some(times)));
    if times.is_some_and(str::is_empty) || days.is_empty() && times.is_none() {
        return None;
    }
    let of_days = sum(days, &[('W', 604_800), ('D', 86_400)])?;
    of_days.checked_add(sum(times.unwrap_or_default(), &[('H', 3_600), ('M', 60), ('S', 1)])?)
}

/// Adds up what each designator counts, each at most once and in this order.
fn sum(text: &str, designators: &[(char, i64)]) -> Option<i64> {
    let (mut rest, mut total) = (text, 0_i64);
    for (designator, seconds) in designators {
        let after = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let digits = rest.strip_suffix(after)?;
        if let Some(behind) = after.strip_prefix(*designator) {
            total = digits.parse::<i64>().ok()?.checked_mul(*seconds)?.checked_add(total)?;
            rest = behind;
        }
    }
    rest.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::seconds_of;

    #[test]
    fn ages_are_read_by_their_units() {
        let cases = [
            ("PT15M", 900),
            ("P1D", 86_400),
            ("P1W", 604_800),
            ("P1W2DT3H4M5S", 788_645),
            ("PT0S", 0),
            ("P0D", 0),
            ("PT36H", 129_600),
        ];
        for (text, seconds) in cases {
            assert_eq!(seconds_of(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_age_is_refused() {
        let wrong = [
            "",
            "P",
            "PT",
            "P1DT",
            "P1Y",
            "P1M",
            "PT1.5S",
            "-PT1S",
            "+PT1S",
            "P-1D",
            "pt15m",
            "PT15m",
            "P1D2W",
            "PT1S1M",
            "PT1M1M",
            "15M",
            "PTM",
            "P1",
            "PT99999999999999999999S",
            "P9223372036854775807W",
            " P1D",
            "P1H",
        ];
        for text in wrong {
            assert_eq!(seconds_of(text), None, "{text}");
        }
    }
}
