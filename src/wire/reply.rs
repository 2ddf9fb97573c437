//! The reply to a request that closes: one shape for every provider.
//!
//! What belongs here: the reply as a server uses it, for every provider.
//! What never does: a provider's own number, body or message.

use super::leaf::Said;
use crate::profile::AnnouncementRow;
use crate::vocab::Basis;
use crate::{Commit, Decision, Event};
use alloc::boxed::Box;
use alloc::vec::Vec;
use serde::{Serialize, Serializer};

/// A provider's reply to a request that closes: the HTTP answer, the decision to commit, and the announcements that
/// follow once it is committed.
///
/// Every leaf has a `Request`, a `Reply`, which is this type with the leaf's own body `B` and payload `A`, and a
/// function `handle` from the one to the other. So you write a server once:
///
/// ```
/// use closeout::wire::{Reply, alpaca, upvest};
/// use closeout::{Facts, Policy, providers};
/// use serde::Serialize;
///
/// /// Answers, commits, publishes.
/// fn finish<B: Serialize, A: Serialize>(reply: &Reply<'_, B, A>) -> serde_json::Result<(u16, String, String)> {
///     let body = reply.body().map(serde_json::to_string).transpose()?.unwrap_or_default();
///     let published = reply.commit().map(|_| serde_json::to_string(reply.announcements())).transpose()?;
///     Ok((reply.status(), body, published.unwrap_or_default()))
/// }
///
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let facts = Facts::all_clear();
///
/// let policy = Policy::documented(&providers::upvest::ACCOUNT);
/// let state = policy.state("ACTIVE");
/// let trace = upvest::Trace { instance: "/accounts/a1", request_id: "r1" };
/// let request = upvest::Request::delete_account("a1", &[], trace);
/// let (status, body, published) = finish(&upvest::handle(&request, Some(&state), &facts, &policy, now)?)?;
/// assert_eq!((status, body.as_str()), (202, ""));
/// assert!(published.contains("ACCOUNT.CLOSING_INITIATED"));
///
/// let policy = Policy::documented(&providers::alpaca::ACCOUNT);
/// let request = alpaca::Request::close("a1", Some("Basic a2V5OnNlY3JldA=="));
/// let (status, body, published) = finish(&alpaca::handle(&request, None, &facts, &policy, now)?)?;
/// assert_eq!((status, published.as_str()), (404, ""));
/// assert_eq!(body, r#"{"code":40400000,"message":"account not found"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reply<'a, B, A> {
    said: Said<B>,
    announcements: Vec<Announcement<A>>,
    decision: Option<Decision<'a>>,
}

impl<'a, B, A> Reply<'a, B, A> {
    /// Returns the reply to a request without a decision that could be committed.
    pub(super) const fn undecided(said: Said<B>) -> Self {
        Self { said, announcements: Vec::new(), decision: None }
    }

    /// Returns the reply that rests on this decision.
    pub(super) const fn decided(
        said: Said<B>,
        announcements: Vec<Announcement<A>>,
        decision: Decision<'a>,
    ) -> Self {
        Self { said, announcements, decision: Some(decision) }
    }

    /// Returns the HTTP status to answer with. If no document gives a number, it is the one that the service has chosen
    /// with its request; [`status_basis`](Self::status_basis) distinguishes the two.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.said.status.number
    }

    /// Returns the basis of the HTTP status: a document gives the number for this case, or it is inferred. `None` if
    /// the number is the service's own choice, as for a success at Upvest (U-10).
    #[must_use]
    pub const fn status_basis(&self) -> Option<Basis> {
        self.said.status.basis
    }

    /// Says whether the HTTP status is a success, 200 to 299.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        matches!(self.said.status.number, 200..=299)
    }

    /// Returns the body, to be written as JSON; `None` if the answer has no body.
    #[must_use]
    pub const fn body(&self) -> Option<&B> {
        self.said.body.as_ref()
    }

    /// Returns the basis of the body: whether a document shows the body, or says that there is none.
    #[must_use]
    pub const fn body_basis(&self) -> Basis {
        self.said.body_basis
    }

    /// Returns the announcements to publish once the decision is committed, in order; empty if the provider announces
    /// nothing.
    #[must_use]
    pub fn announcements(&self) -> &[Announcement<A>] {
        &self.announcements
    }

    /// Returns the decision to commit. `None` if nothing was decided, or nothing of it may be committed: the request
    /// has a flaw or is a mere notice, there is no such subject, or the policy is not for it. The documentation of each
    /// `handle` says which of these apply.
    #[must_use]
    pub const fn decision(&self) -> Option<&Decision<'a>> {
        self.decision.as_ref()
    }

    /// Returns the part of the decision to store: before you answer, in one transaction. `None` if nothing was decided
    /// that may be committed, and if the decision changes nothing, as a refusal does.
    #[must_use]
    pub fn commit(&self) -> Option<Commit> {
        let changes = |decision: &&Decision<'_>| !decision.events().kinds().is_empty();
        self.decision.as_ref().filter(changes).cloned().map(Decision::into_commit)
    }

    /// Returns the decision itself, whereas [`decision`](Self::decision) returns a reference.
    #[must_use]
    pub fn into_decision(self) -> Option<Decision<'a>> {
        self.decision
    }
}

/// A message by which a provider announces an event to others. Its serde form is the payload.
///
/// ```
/// use closeout::wire::upvest;
/// use closeout::{vocab::Basis, Facts, Policy};
/// use closeout::providers;
/// let policy = Policy::documented(&providers::upvest::GROUP);
/// let state = policy.state("CLOSING");
/// let (facts, now) = (Facts::all_clear(), "2026-02-02T09:00:00Z".parse()?);
/// let closed = upvest::advance("g1", &state, &facts, &policy, now)?;
/// let report = &closed.announcements()[1];
/// assert_eq!((&*report.message, report.basis), ("REPORT.CREATED", Basis::Stated));
/// assert_eq!(serde_json::to_value(report)?["object"]["account_group_id"], "g1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement<A> {
    /// The type of the message, exactly as in the profile's row.
    pub message: Box<str>,
    /// The basis of the type: stated if a document of the provider gives it for this event.
    pub basis: Basis,
    /// The message itself, with gaps for the parts that only the service can state, such as ids.
    pub payload: A,
}

impl<A: Serialize> Serialize for Announcement<A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.payload.serialize(serializer)
    }
}

/// Returns a message for each row by which the profile announces an event of the decision, in the order of the events.
/// Empty under a profile of another provider, whose messages are not this provider's.
pub(super) fn announced<A>(
    provider: &str,
    decision: &Decision<'_>,
    payload: impl Fn(Event, &AnnouncementRow) -> A,
) -> Vec<Announcement<A>> {
    let profile = decision.policy().profile();
    if profile.provider != provider {
        return Vec::new();
    }
    let rows_on = |event: Event| {
        let rows = profile.announcements.iter().filter(move |row| row.on == event.kind);
        rows.map(move |row| (event, row))
    };
    let announce = |(event, row): (Event, &AnnouncementRow)| Announcement {
        message: row.message.as_str().into(),
        basis: row.basis,
        payload: payload(event, row),
    };
    decision.events().iter().flat_map(rows_on).map(announce).collect()
}
