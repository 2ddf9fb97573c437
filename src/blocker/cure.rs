//! What would clear a blocker.

use crate::vocab::catalogue;

catalogue! {
    /// An act or event that clears a blocker.
    ///
    /// Growing catalogue, hence `#[non_exhaustive]`; [`Cure::name`] is stable.
    #[non_exhaustive]
    pub enum Cure {
        /// The provider moves the subject to a status that admits closing.
        ChangeStatus = "change_status",
        /// State a reason with the request.
        StateReason = "state_reason",
        /// The provider lifts the restriction.
        LiftRestriction = "lift_restriction",
        /// Wait until the market or the payment rail has settled it.
        AwaitSettlement = "await_settlement",
        /// Cancel what has been instructed and not yet executed.
        Cancel = "cancel",
        /// Sell the position.
        Sell = "sell",
        /// Buy back what a short position owes.
        Cover = "cover",
        /// Let the provider sell everything that is left.
        Liquidate = "liquidate",
        /// Transfer the position to another institution.
        TransferOut = "transfer_out",
        /// Close each account of the group.
        CloseAccounts = "close_accounts",
        /// Pay the fee, or have a credit paid out.
        SettleFees = "settle_fees",
        /// The party that holds the lien releases it.
        ReleaseLien = "release_lien",
        /// Withdraw what is left.
        Withdraw = "withdraw",
        /// Deposit what is owed.
        Deposit = "deposit",
        /// Wait until the boundary.
        AwaitBoundary = "await_boundary",
        /// Ask for the closing, which nobody has done yet.
        RequestClosing = "request_closing",
        /// The provider writes off what no payment can move, or what it never collects.
        WriteOff = "write_off",
        /// The provider pays out what it owes.
        PayOut = "pay_out",
    }
}

impl Cure {
    /// In words, as an instruction.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ChangeStatus => "have the provider change the status",
            Self::StateReason => "state a reason",
            Self::LiftRestriction => "have the restriction lifted",
            Self::AwaitSettlement => "wait for settlement",
            Self::Cancel => "cancel",
            Self::Sell => "sell",
            Self::Cover => "buy back",
            Self::Liquidate => "liquidate",
            Self::TransferOut => "transfer out",
            Self::CloseAccounts => "close each account",
            Self::SettleFees => "settle the fees",
            Self::ReleaseLien => "have the lien released",
            Self::Withdraw => "withdraw",
            Self::Deposit => "deposit",
            Self::AwaitBoundary => "wait for the boundary",
            Self::RequestClosing => "request closing",
            Self::WriteOff => "have the provider write it off",
            Self::PayOut => "have the provider pay it out",
        }
    }
}
