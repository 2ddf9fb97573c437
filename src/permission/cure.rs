//! Which activity carries out a cure.

use crate::blocker::Cure;
use crate::profile::Activity;

impl Cure {
    /// The activity that has to be permitted for this cure; `None` where none has to be.
    ///
    /// None has to be for what is waited for (`await_settlement`, `await_boundary`), for what others do
    /// (`change_status`, `lift_restriction`, `release_lien`), for what is said with the request (`state_reason`), and
    /// for `request_closing` and `close_accounts`, which are closings themselves: whether one is admitted is asked of
    /// [`decide`](crate::decide()) with the account.
    ///
    /// ```
    /// use closeout::{blocker::Cure, profile::Activity};
    /// assert_eq!(Cure::Sell.activity(), Some(Activity::Sell));
    /// assert_eq!(Cure::AwaitSettlement.activity(), None);
    /// ```
    #[must_use]
    pub const fn activity(self) -> Option<Activity> {
        match self {
            Self::Cancel => Some(Activity::Cancel),
            Self::Sell => Some(Activity::Sell),
            Self::Cover => Some(Activity::Cover),
            Self::Liquidate => Some(Activity::Liquidate),
            Self::TransferOut => Some(Activity::TransferOut),
            Self::SettleFees => Some(Activity::ChargeFee),
            Self::Withdraw => Some(Activity::Withdraw),
            Self::Deposit => Some(Activity::Deposit),
            Self::ChangeStatus
            | Self::StateReason
            | Self::LiftRestriction
            | Self::AwaitSettlement
            | Self::CloseAccounts
            | Self::ReleaseLien
            | Self::AwaitBoundary
            | Self::RequestClosing
            | Self::WriteOff
            | Self::PayOut => None,
        }
    }
}
