//! What is done with an account or a group.

use super::catalogue::catalogue;

catalogue! {
    /// Something that is done with an account or a group, by its holder or by the provider.
    ///
    /// Growing catalogue, hence `#[non_exhaustive]`. Asking for closing is not among them: whether that is admitted is
    /// what [`decide`](crate::decide()) answers.
    #[non_exhaustive]
    pub enum Activity: &'static str {
        /// Place an order that opens or enlarges a position, a short sale among them.
        Buy = "buy" => "buy",
        /// Place an order that reduces a long position.
        Sell = "sell" => "sell",
        /// Buy back what a short position owes.
        Cover = "cover" => "buy back",
        /// Let the provider sell everything that is left.
        Liquidate = "liquidate" => "liquidate",
        /// Cancel what has been instructed and not yet executed.
        Cancel = "cancel" => "cancel",
        /// Take in positions from elsewhere; at a bank, money.
        TransferIn = "transfer_in" => "transfer in",
        /// Transfer positions elsewhere; at a bank, money.
        TransferOut = "transfer_out" => "transfer out",
        /// Pay money in.
        Deposit = "deposit" => "deposit",
        /// Have money paid out.
        Withdraw = "withdraw" => "withdraw",
        /// Open another account in the group.
        OpenAccount = "open_account" => "open an account",
        /// Collect a fee, or refund one.
        ChargeFee = "charge_fee" => "charge a fee",
        /// Book what a corporate action brings or takes.
        BookCorporateAction = "book_corporate_action" => "book a corporate action",
        /// Read the account, its history and its documents.
        Read = "read" => "read",
    }
}

impl Activity {
    /// Returns the activity in words, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.row()
    }
}
