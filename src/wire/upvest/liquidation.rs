//! The liquidation of an account: the provider's own cure for open positions.

use crate::Decision;
use crate::blocker::Cure;
use crate::vocab::excerpt;
use crate::wire::loose;
use crate::wire::violation::{Flaw, RequestError, Review};
use alloc::boxed::Box;
use alloc::string::String;
use serde::{Deserialize, Serialize};

/// An order of a liquidation with its user and account, before anything was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiquidationOrder<'a> {
    /// The account whose positions are to be sold: required.
    pub account_id: &'a str,
    /// The user of the account: required.
    pub user_id: &'a str,
    /// A UUID, made by the caller, since it takes randomness: required.
    pub idempotency_key: &'a str,
}

/// `POST /accounts/{account_id}/liquidations`: sells everything that is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Liquidation {
    account_id: Box<str>,
    idempotency_key: Box<str>,
    body: LiquidationBody,
}

/// The body of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiquidationBody {
    /// The user that the account belongs to.
    pub user_id: Box<str>,
}

impl Liquidation {
    /// The HTTP method.
    pub const METHOD: &'static str = "POST";

    /// The path, with the name of the id in braces.
    pub const PATH: &'static str = "/accounts/{account_id}/liquidations";

    /// The name of the header that carries the key.
    pub const KEY_HEADER: &'static str = "idempotency-key";

    /// Returns the liquidation that would clear open positions, or `None` if none are in the way: a liquidation clears
    /// nothing else.
    ///
    /// # Errors
    /// If the order is malformed: all of its flaws, in the order of its fields.
    ///
    /// # Examples
    /// ```
    /// use closeout::wire::upvest::{self, Liquidation, LiquidationOrder};
    /// use closeout::{facts::Position, Fact, Facts, Policy, State};
    /// use closeout::providers;
    /// let policy = Policy::documented(&providers::upvest::ACCOUNT);
    /// let state = policy.state("CLOSING");
    /// let order = LiquidationOrder {
    ///     account_id: "a1",
    ///     user_id: "u1",
    ///     idempotency_key: "7e9a0529-d289-4f4a-ae01-c2cd013d582e",
    /// };
    /// let now = "2026-02-02T09:00:00Z".parse()?;
    /// let mut facts = Facts::unknown();
    /// let (instrument, quantity) = (Some("US0378331005".into()), Some("3".parse()?));
    /// facts.positions = Fact::one(Position { instrument, quantity });
    /// let waiting = upvest::advance("a1", &state, &facts, &policy, now)?.into_decision();
    /// let cure = Liquidation::curing(&waiting, &order)?;
    /// assert_eq!(cure.map(|cure| cure.path()).as_deref(), Some("/accounts/a1/liquidations"));
    ///
    /// let wrong = LiquidationOrder { idempotency_key: "1", ..order };
    /// assert!(Liquidation::curing(&waiting, &wrong).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn curing(
        decision: &Decision<'_>,
        order: &LiquidationOrder<'_>,
    ) -> Result<Option<Self>, RequestError> {
        if !decision.blockers().any(|blocker| blocker.cures().contains(Cure::Liquidate)) {
            return Ok(None);
        }
        let mut review = Review::default();
        review.note("account_id", loose::id(order.account_id, "an id"));
        review.note("user_id", loose::id(order.user_id, "an id"));
        review.note(Self::KEY_HEADER, uuid(order.idempotency_key));
        let liquidation = Self {
            account_id: order.account_id.into(),
            idempotency_key: order.idempotency_key.into(),
            body: LiquidationBody { user_id: order.user_id.into() },
        };
        review.finish(Some(Some(liquidation)))
    }

    /// Returns the path, with the id of the account.
    #[must_use]
    pub fn path(&self) -> String {
        Self::PATH.replace("{account_id}", &self.account_id)
    }

    /// Returns the value of the header [`Liquidation::KEY_HEADER`].
    #[must_use]
    pub fn idempotency_key(&self) -> &str {
        &self.idempotency_key
    }

    /// Returns the body.
    #[must_use]
    pub const fn body(&self) -> &LiquidationBody {
        &self.body
    }
}

fn uuid(text: &str) -> Result<(), Flaw> {
    let expected = "a UUID, such as `7e9a0529-d289-4f4a-ae01-c2cd013d582e`";
    if is_uuid(text) {
        Ok(())
    } else {
        Err(Flaw::NotTaken { found: excerpt(text), expected: expected.into() })
    }
}

/// Returns whether the text has the form of a UUID: five groups of hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    let grouped = text.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    grouped && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
