//! The rows that each provider's leaf registers, so that an answer can carry the provider's own answer.

use crate::Decision;
use crate::vocab::{Basis, Text};

/// A provider's own answer by HTTP to a request that has been decided, registered in the list of `said`.
pub(super) struct Leaf<B> {
    /// The name of the provider, as its profiles have it.
    pub(super) provider: &'static Text,
    /// The answer to a decision about a request. Never called for `advance`, which is not a request by anybody.
    pub(super) said: fn(&Decision<'_>) -> Said<B>,
}

/// A provider's answer by HTTP, with the basis of each part.
#[derive(Clone, Debug)]
pub(super) struct Said<B> {
    /// The HTTP status.
    pub(super) status: HttpStatus,
    /// The body; `None` if there is none, and if the decision alone is not enough to write it.
    pub(super) body: Option<B>,
    /// The basis of the body: stated if a document shows the body, or says that there is none.
    pub(super) body_basis: Basis,
}

/// An HTTP status, with the basis of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HttpStatus {
    /// The number to answer with.
    pub(super) number: u16,
    /// The basis; `None` if no document gives a number and the service has chosen it.
    pub(super) basis: Option<Basis>,
}

impl HttpStatus {
    /// Returns a number that a document gives for this case.
    pub(super) const fn stated(number: u16) -> Self {
        Self { number, basis: Some(Basis::Stated) }
    }

    /// Returns a number that follows from something other than a document on this case.
    pub(super) const fn inferred(number: u16) -> Self {
        Self { number, basis: Some(Basis::Inferred) }
    }

    /// Returns a number that the service has chosen, without any document.
    pub(super) const fn chosen(number: u16) -> Self {
        Self { number, basis: None }
    }
}

impl<B> Said<B> {
    /// Returns the same answer with its body turned into another one.
    pub(super) fn map<C>(self, to: impl FnOnce(B) -> C) -> Said<C> {
        Said { status: self.status, body: self.body.map(to), body_basis: self.body_basis }
    }
}
