//! Moves, and the edges along which they lead.

use crate::vocab::{Source, catalogue};

catalogue! {
    /// A move from one status to another. The first two are what [`decide`](crate::decide) is asked for; the others
    /// are the provider's own and are in the table so that every status has a way in.
    pub enum Move {
        /// The holder asks for closing.
        RequestClosure = "request_closure",
        /// The last condition is met.
        Complete = "complete",
        /// The application is handed in.
        Submit = "submit",
        /// Somebody has to look at it.
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

/// One edge: from a status, on a move, to a status. Statuses are named by their place in the status table.
///
/// What the move emits follows from its end: into a closing status `closure_requested`, into a closed one `closed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// Place of the status it leaves.
    pub from: usize,
    /// The move.
    pub on: Move,
    /// Place of the status it reaches.
    pub to: usize,
    /// Where it is documented.
    pub source: Source,
}

impl Transition {
    /// From a status, on a move, to a status.
    #[must_use]
    pub const fn new(from: usize, on: Move, to: usize, source: Source) -> Self {
        Self { from, on, to, source }
    }
}
