//! The cures: acts and events that clear a blocker. A row has the words of an instruction, and the activity that has to be
//! permitted for it.

use crate::vocab::{Activity, Set, catalogue, write_joined};
use core::fmt;

catalogue! {
    /// An act or event that clears a blocker.
    ///
    /// Growing catalogue, hence `#[non_exhaustive]`; [`Cure::name`] is stable.
    #[non_exhaustive]
    pub enum Cure: (&'static str, Option<Activity>) {
        /// The provider moves the subject to a status that admits closing.
        ChangeStatus = "change_status" => ("have the provider change the status", None),
        /// State a reason with the request.
        StateReason = "state_reason" => ("state a reason", None),
        /// The provider lifts the restriction.
        LiftRestriction = "lift_restriction" => ("have the restriction lifted", None),
        /// Wait until the market or the payment rail has settled it.
        AwaitSettlement = "await_settlement" => ("wait for settlement", None),
        /// Cancel what has been instructed and not yet executed.
        Cancel = "cancel" => ("cancel", Some(Activity::Cancel)),
        /// Sell the position.
        Sell = "sell" => ("sell", Some(Activity::Sell)),
        /// Buy back what a short position owes.
        Cover = "cover" => ("buy back", Some(Activity::Cover)),
        /// Let the provider sell everything that is left.
        Liquidate = "liquidate" => ("liquidate", Some(Activity::Liquidate)),
        /// Transfer the position to another institution.
        TransferOut = "transfer_out" => ("transfer out", Some(Activity::TransferOut)),
        /// Close each account of the group.
        CloseAccounts = "close_accounts" => ("close each account", None),
        /// Pay the fee, or have a credit paid out.
        SettleFees = "settle_fees" => ("settle the fees", Some(Activity::ChargeFee)),
        /// The party that holds the lien releases it.
        ReleaseLien = "release_lien" => ("have the lien released", None),
        /// Withdraw what is left.
        Withdraw = "withdraw" => ("withdraw", Some(Activity::Withdraw)),
        /// Deposit what is owed.
        Deposit = "deposit" => ("deposit", Some(Activity::Deposit)),
        /// Wait until the boundary.
        AwaitBoundary = "await_boundary" => ("wait for the boundary", None),
        /// Ask for the closing, which nobody has done yet.
        RequestClosing = "request_closing" => ("request closing", None),
        /// The provider writes off what no payment can move, or what it never collects.
        WriteOff = "write_off" => ("have the provider write it off", None),
        /// The provider pays out what it owes.
        PayOut = "pay_out" => ("have the provider pay it out", None),
    }
}

impl Cure {
    /// Returns the cure in words, as an instruction.
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.row().0
    }

    /// Returns the activity that has to be permitted for this cure; `None` where no activity has to be.
    ///
    /// No activity carries out a wait (`await_settlement`, `await_boundary`), an act of others (`change_status`,
    /// `lift_restriction`, `release_lien`, `write_off`, `pay_out`) or words that come with the request (`state_reason`).
    /// `request_closing` and `close_accounts` are closings themselves: [`decide`](crate::decide()) says whether one is
    /// admitted.
    ///
    /// ```
    /// use closeout::{blocker::Cure, profile::Activity};
    /// assert_eq!(Cure::Sell.activity(), Some(Activity::Sell));
    /// assert_eq!(Cure::AwaitSettlement.activity(), None);
    /// ```
    #[must_use]
    pub const fn activity(self) -> Option<Activity> {
        self.row().1
    }

    /// Returns several cures in words, any of which will do.
    ///
    /// ```
    /// use closeout::{blocker::Cure, Set};
    /// let cures = Set::only(Cure::Deposit).with(Cure::Sell).with(Cure::Withdraw);
    /// assert_eq!(Cure::any_of(cures).to_string(), "sell, withdraw or deposit");
    /// assert_eq!(Cure::any_of(Set::EMPTY).to_string(), "nothing");
    /// ```
    #[must_use]
    pub fn any_of(cures: Set<Self>) -> impl fmt::Display {
        AnyOf(cures)
    }
}

struct AnyOf(Set<Cure>);

impl fmt::Display for AnyOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing");
        }
        write_joined(f, self.0.iter().map(Cure::words), "or")
    }
}
