//! Moves, and the edges along which they lead.

use crate::vocab::{Source, catalogue};

catalogue! {
    /// A move from one status to another. [`decide`](crate::decide()) answers the first two; the others are the
    /// provider's own and are in the table so that every status has a way in.
    pub enum Move {
        /// The holder asks for closing.
        RequestClosure = "request_closure",
        /// The last condition is met.
        Complete = "complete",
        /// The application is handed in.
        Submit = "submit",
        /// Somebody has to look at the application or the subject.
        Review = "review",
        /// The holder has to supply something.
        RequireAction = "require_action",
        /// The application, or the review, is approved.
        Approve = "approve",
        /// The application is rejected.
        Reject = "reject",
        /// The subject is taken into use.
        Activate = "activate",
        /// The provider restricts the subject.
        Restrict = "restrict",
        /// The provider forbids debits.
        PostNoDebit = "post_no_debit",
        /// The provider forbids credits.
        PostNoCredit = "post_no_credit",
        /// The provider lifts the restriction.
        Unrestrict = "unrestrict",
        /// The subject is taken out of use.
        Disable = "disable",
        /// The subject goes dormant.
        Lapse = "lapse",
        /// A closed subject is taken into use again.
        Reopen = "reopen",
        /// The request for closing is taken back before it completes, and the subject stays in use.
        TakeBack = "take_back",
    }
}

/// An edge: a move from one status to another. Statuses are named by their place in the status table.
///
/// The event of a move follows from the status it reaches: `closure_requested` for a closing status, `closed` for a
/// closed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The place of the status that the edge leaves.
    pub from: usize,
    /// The move.
    pub on: Move,
    /// The place of the status that the edge reaches.
    pub to: usize,
    /// The document that states the edge.
    pub source: Source,
}

impl Transition {
    /// Returns the edge from one status to another on a move.
    #[must_use]
    pub const fn new(from: usize, on: Move, to: usize, source: Source) -> Self {
        Self { from, on, to, source }
    }
}
