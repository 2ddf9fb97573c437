//! Activities on an account or a group.

use super::catalogue::catalogue;

catalogue! {
    /// An activity on an account or a group, by its holder or by the provider.
    ///
    /// Growing catalogue, hence `#[non_exhaustive]`. A request for closing is not an activity:
    /// [`decide`](crate::decide()) answers it.
    #[non_exhaustive]
    pub enum Activity: &'static str {
        /// An order that opens or enlarges a position, including a short sale.
        Buy = "buy" => "buy",
        /// An order that reduces a long position.
        Sell = "sell" => "sell",
        /// A purchase that reduces a short position.
        Cover = "cover" => "buy back",
        /// A sale of everything that is left, by the provider.
        Liquidate = "liquidate" => "liquidate",
        /// The cancellation of an instruction that has not been executed.
        Cancel = "cancel" => "cancel",
        /// A transfer of positions from elsewhere into the account; at a bank, of money.
        TransferIn = "transfer_in" => "transfer in",
        /// A transfer of positions out of the account; at a bank, of money.
        TransferOut = "transfer_out" => "transfer out",
        /// A payment into the account.
        Deposit = "deposit" => "deposit",
        /// A payment out of the account.
        Withdraw = "withdraw" => "withdraw",
        /// The opening of another account in the group.
        OpenAccount = "open_account" => "open an account",
        /// The collection or the refund of a fee.
        ChargeFee = "charge_fee" => "charge a fee",
        /// The booking of the result of a corporate action.
        BookCorporateAction = "book_corporate_action" => "book a corporate action",
        /// Access to the account, its history and its documents.
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
