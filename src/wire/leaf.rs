//! What each provider's leaf registers, so that an answer can carry what that provider would say.

use crate::Decision;
use crate::vocab::Basis;

/// A provider's own answer by HTTP to a request that has been decided, registered in the list of `said`.
pub(super) struct Leaf<B> {
    /// The name of the provider, as its profiles have it.
    pub(super) provider: &'static str,
    /// The answer to a decision about a request. Never asked about `advance`, which is nobody's call.
    pub(super) said: fn(&Decision<'_>) -> Said<B>,
}

/// What a provider answers by HTTP, and how firmly each part of the answer stands.
pub(super) struct Said<B> {
    /// The HTTP status; `None` where no document gives a number.
    pub(super) http_status: Option<(u16, Basis)>,
    /// The body; `None` where there is none, and where it takes more than the decision to write it.
    pub(super) body: Option<B>,
    /// Whether a document shows the body, or that there is none.
    pub(super) body_basis: Basis,
}

impl<B> Said<B> {
    /// Returns the same answer with its body turned into another type.
    pub(super) fn map<C>(self, to: impl FnOnce(B) -> C) -> Said<C> {
        Said { http_status: self.http_status, body: self.body.map(to), body_basis: self.body_basis }
    }
}
