//! The known terms of a contract and of its end.

use crate::facts::Fact;
use crate::reason::Cause;
use crate::vocab::catalogue;
use jiff::civil::Date;

catalogue! {
    /// A party to the contract of an account. A person who acts for a party counts as that party.
    pub enum Party {
        /// The holder of the account.
        Holder = "holder",
        /// The provider that keeps the account.
        Provider = "provider",
    }
}

catalogue! {
    /// A part of an [`Agreement`] that a notice can depend on.
    pub enum AgreementInput {
        /// The party that gives notice.
        NoticedBy = "noticed_by",
        /// The cause of the closing.
        Cause = "cause",
        /// The day on which the contract was concluded.
        ConcludedOn = "concluded_on",
    }
}

/// The known terms of a contract and of its end: the party that gives notice, the cause, and the day on which the
/// contract was concluded. The terms can decide which notice is due, if any.
///
/// All terms come from the caller; no term is guessed from the command or its reason. An unknown term excludes no
/// notice: of all notices that could be due, the one that ends last counts, and
/// [`Policy::undecided`](crate::Policy::undecided) returns the unknown terms.
///
/// ```
/// use closeout::{policy::{Agreement, Notice, Party}, Fact};
/// use jiff::tz;
/// let by_the_bank = Notice::months(2, tz::get!("Europe/Berlin")).given_by(Party::Provider);
/// let nobody_has_said = Agreement::unknown();
/// assert_eq!(by_the_bank.is_due(nobody_has_said), Fact::Unknown); // and so it counts
/// let by_the_customer = Agreement { noticed_by: Fact::Known(Party::Holder), ..nobody_has_said };
/// assert_eq!(by_the_bank.is_due(by_the_customer), Fact::Known(false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The party that gives notice.
    pub noticed_by: Fact<Party>,
    /// The cause of the closing.
    pub cause: Fact<Cause>,
    /// The civil day on which the contract was concluded.
    pub concluded_on: Fact<Date>,
}

impl Agreement {
    /// Returns an agreement whose terms are all unknown.
    #[must_use]
    pub const fn unknown() -> Self {
        Self { noticed_by: Fact::Unknown, cause: Fact::Unknown, concluded_on: Fact::Unknown }
    }
}
