//! The cures: acts and events that clear a blocker. The row of a cure has the words of an instruction, and the activity
//! that has to be permitted for the cure.

use crate::vocab::{Activity, Set, catalogue, write_joined};
use core::fmt;

catalogue! {
    /// An act or event that clears a blocker.
    ///
    /// Growing catalogue, hence `#[non_exhaustive]`; [`Cure::name`] is stable.
    #[non_exhaustive]
    pub enum Cure: (&'static str, Option<Activity>) {
        /// A change by the provider to a status that admits closing.
        ChangeStatus = "change_status" => ("have the provider change the status", None),
        /// A reason stated with the request.
        StateReason = "state_reason" => ("state a reason", None),
        /// The lifting of the restriction by the provider.
        LiftRestriction = "lift_restriction" => ("have the restriction lifted", None),
        /// A wait until the market or the payment rail has settled.
        AwaitSettlement = "await_settlement" => ("wait for settlement", None),
        /// The cancellation of an instruction that has not been executed.
        Cancel = "cancel" => ("cancel", Some(Activity::Cancel)),
        /// A sale of the position.
        Sell = "sell" => ("sell", Some(Activity::Sell)),
        /// A purchase that closes a short position.
        Cover = "cover" => ("buy back", Some(Activity::Cover)),
        /// A sale of everything that is left, by the provider.
        Liquidate = "liquidate" => ("liquidate", Some(Activity::Liquidate)),
        /// A transfer of the position to another institution.
        TransferOut = "transfer_out" => ("transfer out", Some(Activity::TransferOut)),
        /// The closing of each account of the group.
        CloseAccounts = "close_accounts" => ("close each account", None),
        /// The payment of the fee, or the payout of a fee credit.
        SettleFees = "settle_fees" => ("settle the fees", Some(Activity::ChargeFee)),
        /// The release of the lien by the party that holds it.
        ReleaseLien = "release_lien" => ("have the lien released", None),
        /// A withdrawal of the remaining balance.
        Withdraw = "withdraw" => ("withdraw", Some(Activity::Withdraw)),
        /// A deposit that covers the debit balance.
        Deposit = "deposit" => ("deposit", Some(Activity::Deposit)),
        /// A wait until the boundary.
        AwaitBoundary = "await_boundary" => ("wait for the boundary", None),
        /// A request for closing, which nobody has made yet.
        RequestClosing = "request_closing" => ("request closing", None),
        /// A write-off by the provider, of an amount that no payment can move or that the provider never collects.
        WriteOff = "write_off" => ("have the provider write it off", None),
        /// A payout by the provider of the amount that it owes.
        PayOut = "pay_out" => ("have the provider pay it out", None),
    }
}

impl Cure {
    /// Returns the cure in words, as an instruction.
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.row().0
    }

    /// Returns the activity that has to be permitted for this cure; `None` if the cure needs no activity.
    ///
    /// No activity carries out a wait (`await_settlement`, `await_boundary`), an act of others (`change_status`,
    /// `lift_restriction`, `release_lien`, `write_off`, `pay_out`) or words that come with the request
    /// (`state_reason`). `request_closing` and `close_accounts` are closings themselves: [`decide`](crate::decide())
    /// says whether they are admitted.
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

    /// Returns several cures in words, as alternatives.
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
