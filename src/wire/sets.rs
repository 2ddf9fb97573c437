//! Sets and catalogues as JSON: their stable names, in order.

use super::scalar::read_name;
use crate::blocker::Cure;
use crate::facts::{FactName, Restriction};
use crate::lifecycle::{Move, Phase, Subject};
use crate::profile::{Activity, Limit, ObligationKind, Stage};
use crate::timing::MissedBoundary;
use crate::vocab::{Basis, Element, Set};
use crate::{Code, Strictness};
use alloc::string::ToString;
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
                read_name(deserializer, |name| name.parse::<$Enum>().map_err(|error| error.to_string()))
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
