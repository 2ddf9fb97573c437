//! Sets and catalogues as JSON: their stable names, in order.

use super::scalar::read_name;
use crate::blocker::{Class, Cure, Side};
use crate::facts::{FactName, Restriction};
use crate::lifecycle::{Move, Phase, Subject};
use crate::plan::Actor;
use crate::policy::{AgreementInput, Party};
use crate::profile::{Activity, Limit, ObligationKind, Stage};
use crate::reason::Cause;
use crate::retention::{Counting, RetentionClock, RetentionInput, SourceRead};
use crate::timing::MissedBoundary;
use crate::vocab::Basis;
use crate::vocab::{Confidence, Element, Set};
use crate::{Code, Strictness};
use crate::{EventKind, Verdict};
use alloc::string::ToString;
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! by_name {
    ($($Enum:ty),+ $(,)?) => { $(
        impl Serialize for $Enum {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> Deserialize<'de> for $Enum {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_name(deserializer, |name| name.parse::<$Enum>().map_err(|error| error.to_string()))
            }
        }
    )+ };
}

by_name!(Activity, Actor, AgreementInput, Basis, Cause, Class, Code, Confidence, Counting, Cure, EventKind);
by_name!(FactName, Limit, MissedBoundary, Move, ObligationKind, Party, Phase, Restriction, RetentionClock);
by_name!(RetentionInput, Side, SourceRead, Stage, Strictness, Subject, Verdict);

impl<T: Element + Serialize> Serialize for Set<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// Reads and writes a list of names; order and repetition do not matter.
impl<'de, T: Element + Deserialize<'de>> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<T>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(feature = "schema")]
impl<T: Element + schemars::JsonSchema> schemars::JsonSchema for Set<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        alloc::format!("Set_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<T>::json_schema(generator)
    }
}
