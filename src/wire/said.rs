//! The provider's answer to a request: its HTTP status, its body, its announcements, and the basis of each.

use super::json::Json;
use super::leaf::{Leaf, Said};
use super::question::Question;
use super::scalar::read_name;
use super::{alpaca, udara360, upvest, yuno};
use crate::profile::AnnouncementRow;
use crate::vocab::Basis;
use crate::vocab::Text;
use crate::{Command, Decision};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares the list of the leaves: a provider's body, and what the leaf registers. A provider is added by one row.
macro_rules! leaves {
    ($( $(#[$doc:meta])* $Provider:ident($Body:ty) = $leaf:path, )+) => {
        /// The body of an answer, as one of the providers writes it.
        ///
        /// Growing with the providers, hence `#[non_exhaustive]`.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum WireBody { $( $(#[$doc])* $Provider($Body), )+ }

        $( impl From<$Body> for WireBody {
            fn from(body: $Body) -> Self {
                Self::$Provider(body)
            }
        } )+

        /// Returns the answer of the provider whose profile is in force; `None` if it has registered none.
        fn by_http(decision: &Decision<'_>) -> Option<Said<WireBody>> {
            let provider = &decision.policy().profile().provider;
            $( {
                let leaf: Leaf<$Body> = $leaf;
                if leaf.provider == provider {
                    return Some((leaf.said)(decision).map(WireBody::from));
                }
            } )+
            None
        }
    };
}

leaves! {
    /// Alpaca's error.
    Alpaca(alpaca::ErrorBody) = alpaca::LEAF,
    /// The envelope of udara360.
    Udara360(udara360::Envelope) = udara360::LEAF,
    /// Upvest's problem.
    Upvest(upvest::Problem) = upvest::LEAF,
    /// Yuno's account, which is closed, or its error.
    Yuno(yuno::Body) = yuno::LEAF,
}

/// The provider's answer to the request, as far as the decision determines it: `http_status`, `body`, the types of the
/// `events`, and the `basis` of each, `documented` or `inferred`.
///
/// * `http_status` is null for `advance`, which is not a request by anybody, and if no document gives a number.
/// * `body` is null if the provider sends none, and if it repeats data that no question contains: Yuno's account. If
///   you have that account, add it by [`Answer::with_body`](super::Answer::with_body).
/// * `basis` is null for a missing part. If there are several events, the weakest counts.
#[derive(Debug, Serialize)]
pub struct WireForm {
    http_status: Option<u16>,
    body: Option<WireBody>,
    events: Vec<Text>,
    basis: WireBasis,
}

/// The same part of an answer, read back: `wire` of an [`AnswerRecord`](super::AnswerRecord).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WireRecord {
    /// The HTTP status; null if no document gives a number, and for `advance`, which is not a request by anybody.
    #[serde(deserialize_with = "Option::deserialize")]
    pub http_status: Option<u16>,
    /// The body as the provider writes it; null if it sends none, or repeats data that no question contains.
    #[serde(deserialize_with = "Option::deserialize")]
    pub body: Option<Json>,
    /// The types of the provider's own announcements.
    pub events: Vec<Box<str>>,
    /// The basis of each part.
    pub basis: WireBasis,
}

/// The basis of each part of a provider's answer; null for a part that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WireBasis {
    /// The basis of the HTTP status.
    #[serde(with = "ground")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Ground>"))]
    pub http_status: Option<Basis>,
    /// The basis of the body.
    #[serde(with = "ground")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Ground>"))]
    pub body: Option<Basis>,
    /// The basis of the announcements: the least firm of them.
    #[serde(with = "ground")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Ground>"))]
    pub events: Option<Basis>,
}

/// The basis of a part of the answer, by the names of the contract.
#[derive(Clone, Copy, Debug)]
struct Ground(Basis);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Ground {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Ground".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Whether a document says it, or it was inferred from one.",
            "type": "string",
            "enum": ["documented", "inferred"]
        })
    }
}

impl Serialize for Ground {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self.0 {
            Basis::Stated => "documented",
            Basis::Inferred => "inferred",
        })
    }
}

impl<'de> Deserialize<'de> for Ground {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_name(deserializer, |name| match name {
            "documented" => Ok(Self(Basis::Stated)),
            "inferred" => Ok(Self(Basis::Inferred)),
            other => Err(unknown_ground(other)),
        })
    }
}

fn unknown_ground(found: &str) -> String {
    let found = crate::vocab::excerpt(found);
    alloc::format!("unknown name `{found}`: expected one of `documented`, `inferred`")
}

/// A form for fields that are null if the part is missing; the key has to be present.
mod ground {
    use super::{Basis, Ground};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature that serde's `with` asks for"
    )]
    pub(super) fn serialize<S: Serializer>(basis: &Option<Basis>, serializer: S) -> Result<S::Ok, S::Error> {
        basis.map(Ground).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Basis>, D::Error> {
        Ok(Option::<Ground>::deserialize(deserializer)?.map(|ground| ground.0))
    }
}

impl WireForm {
    /// Returns the answer that follows from the decision. Announcements are rows of the profile. Only a request has an
    /// answer by HTTP, since completion has no caller.
    pub(super) fn new(question: &Question, decision: &Decision<'_>) -> Self {
        let happened = decision.events().kinds();
        let rows = decision.policy().profile().announcements.iter();
        let announced: Vec<&AnnouncementRow> = rows.filter(|row| happened.contains(row.on)).collect();
        let said = match question.command {
            Command::RequestClosure { .. } => by_http(decision),
            Command::Advance => None,
        };
        let basis = WireBasis {
            http_status: said.as_ref().and_then(|said| said.status.basis),
            body: said.as_ref().map(|said| said.body_basis),
            events: weakest(&announced),
        };
        // A number that the service has chosen without a document is left out.
        let numbered = said.as_ref().filter(|said| said.status.basis.is_some());
        Self {
            http_status: numbered.map(|said| said.status.number),
            body: said.and_then(|said| said.body),
            events: announced.iter().map(|row| row.message.clone()).collect(),
            basis,
        }
    }

    /// Returns the same with this body.
    pub(super) fn with_body(self, body: WireBody) -> Self {
        Self { body: Some(body), ..self }
    }
}

/// Returns the basis of the least firm announcement; `None` if nothing is announced.
fn weakest(rows: &[&AnnouncementRow]) -> Option<Basis> {
    let is_inferred = rows.iter().any(|row| row.basis == Basis::Inferred);
    let basis = if is_inferred { Basis::Inferred } else { Basis::Stated };
    (!rows.is_empty()).then_some(basis)
}
