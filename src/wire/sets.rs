//! Sets and catalogues as JSON: their stable names, in order.

use super::scalar::read_name;
use crate::facts::Restriction;
use crate::vocab::{Element, Set};
use crate::{
    Code, Strictness,
    blocker::Cure,
    facts::FactName,
    lifecycle::{Move, Phase, Subject},
    profile::{Activity, Limit, ObligationKind, Stage},
    timing::MissedBoundary,
    vocab::Basis,
};
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! written_by_name {
    ($($Enum:ty),+) => { $(
        impl Serialize for $Enum {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    )+ };
}

macro_rules! read_by_name {
    ($($Enum:ty),+) => { $(
        impl<'de> Deserialize<'de> for $Enum {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let named = |name: &str| {
                    <$Enum>::named(name).ok_or_else(|| unknown_name::<$Enum>(name, <$Enum>::name))
                };
                read_name(deserializer, named)
            }
        }
    )+ };
}

written_by_name!(Code, Cure, FactName, MissedBoundary, Restriction, Strictness, Subject);
written_by_name!(
    crate::retention::RetentionInput,
    crate::retention::RetentionClock,
    crate::retention::Counting,
    crate::retention::SourceRead
);
written_by_name!(crate::vocab::Confidence, crate::policy::AgreementInput);
written_by_name!(
    crate::plan::Actor,
    crate::blocker::Class,
    Move,
    crate::Verdict,
    crate::EventKind,
    ObligationKind,
    Phase
);
read_by_name!(MissedBoundary, Restriction, Strictness, Subject);
read_by_name!(crate::policy::Party, crate::reason::Cause);
read_by_name!(Activity, Basis, Code, FactName, Limit, Move, ObligationKind, Phase, Stage);

fn unknown_name<T: Element>(found: &str, name: impl Fn(T) -> &'static str) -> String {
    let names: Vec<String> = T::ALL.iter().map(|variant| alloc::format!("`{}`", name(*variant))).collect();
    alloc::format!("unknown name `{}`: expected one of {}", crate::vocab::excerpt(found), names.join(", "))
}

impl<T: Element + Serialize> Serialize for Set<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// A list of names; order and repetition do not matter.
impl<'de, T: Element + Deserialize<'de>> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<T>::deserialize(deserializer)?.into_iter().collect())
    }
}
