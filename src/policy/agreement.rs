//! What is known of a contract and of how it ends.

use crate::facts::Fact;
use crate::reason::Cause;
use crate::vocab::catalogue;
use jiff::civil::Date;

catalogue! {
    /// A party to the contract of an account. Whoever acts for a party counts as that party.
    pub enum Party {
        /// Whoever holds the account.
        Holder = "holder",
        /// Whoever keeps the account.
        Provider = "provider",
    }
}

catalogue! {
    /// A part of an [`Agreement`] that a notice can depend on.
    pub enum AgreementInput {
        /// Who gives notice.
        NoticedBy = "noticed_by",
        /// Why the account closes.
        Cause = "cause",
        /// When the contract was concluded.
        ConcludedOn = "concluded_on",
    }
}

/// What is known of a contract and of how it ends: who gives notice, why, and when it was concluded. Whether a notice is
/// due, and which, can depend on it.
///
/// All of it comes from the caller; none is guessed from the command or its reason. What is unknown excludes no notice:
/// of those that could be due, the one that ends last counts, and
/// [`Policy::undecided`](crate::Policy::undecided) says what nobody has said.
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
    /// Who gives notice.
    pub noticed_by: Fact<Party>,
    /// Why the account closes.
    pub cause: Fact<Cause>,
    /// The civil day on which the contract was concluded.
    pub concluded_on: Fact<Date>,
}

impl Agreement {
    /// Returns one of which nobody has said anything.
    #[must_use]
    pub const fn unknown() -> Self {
        Self { noticed_by: Fact::Unknown, cause: Fact::Unknown, concluded_on: Fact::Unknown }
    }
}
