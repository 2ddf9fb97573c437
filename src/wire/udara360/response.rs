//! The answer: posting codes and the envelope they come in.
//!
//! What belongs here: names of the parts, and what each code means.
//! What never does: the choice of a code.

use crate::vocab::catalogue;
use crate::wire::loose::{Named, Word};
use alloc::boxed::Box;
use alloc::string::String;
use serde::{Deserialize, Serialize};

catalogue! {
    /// The posting codes that `data.statusCode` can be (response codes).
    #[non_exhaustive]
    pub enum PostingCode {
        /// The code of a success.
        Successful = "00",
        /// The code of a general error.
        GeneralError = "06",
        /// The code of a field that violates the model.
        ModelValidationError = "09",
        /// The code of an invalid amount.
        InvalidAmount = "13",
        /// The code of a record that does not exist.
        NoRecordFound = "25",
        /// The code of a record that exists already.
        DuplicateRecord = "26",
        /// The code of a debit that must not be forced.
        ForceDebitNotAllowed = "28",
        /// The code of a database that was not updated.
        DatabaseUpdateNotExecuted = "29",
        /// The code of a request in the wrong form.
        FormatError = "30",
        /// The code of an insufficient balance.
        InsufficientBalance = "51",
        /// The code of a missing current account.
        NoCheckAccount = "52",
        /// The code of a transaction that is not permitted.
        TransactionPermission = "57",
        /// The code of a security violation.
        SecurityViolation = "63",
        /// The code of a running end-of-day cut-off.
        CutOffInProgress = "90",
        /// The code of a cash limit that is exceeded.
        ExceedsCashLimit = "93",
        /// The code of a fatal error.
        FatalError = "96",
    }
}

impl PostingCode {
    /// Returns the meaning, in the exact words of the page on response codes.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Successful => "Successful",
            Self::GeneralError => "General Error",
            Self::ModelValidationError => "Model Validation Error",
            Self::InvalidAmount => "Invalid Amount",
            Self::NoRecordFound => "No Record Found",
            Self::DuplicateRecord => "Duplicate Record",
            Self::ForceDebitNotAllowed => "Force Debit Not Allowed",
            Self::DatabaseUpdateNotExecuted => "Database Update Not Executed",
            Self::FormatError => "Format Error",
            Self::InsufficientBalance => "Insufficient Balance",
            Self::NoCheckAccount => "No Check Account",
            Self::TransactionPermission => "Transaction Permission",
            Self::SecurityViolation => "Security Violation",
            Self::CutOffInProgress => "Cut Off In Progress",
            Self::ExceedsCashLimit => "Exceeds Cash Limit",
            Self::FatalError => "Fatal Error",
        }
    }

    /// Returns the HTTP status of the code. 200 is documented for this call; of the others only the class is (4XX the
    /// client's error, 5XX the system's), and the number within the class is **inferred**.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::Successful => 200,
            Self::ModelValidationError | Self::InvalidAmount | Self::FormatError => 400,
            Self::ForceDebitNotAllowed
            | Self::InsufficientBalance
            | Self::NoCheckAccount
            | Self::TransactionPermission
            | Self::SecurityViolation
            | Self::ExceedsCashLimit => 403,
            Self::NoRecordFound => 404,
            Self::DuplicateRecord => 409,
            Self::GeneralError | Self::DatabaseUpdateNotExecuted | Self::FatalError => 500,
            Self::CutOffInProgress => 503,
        }
    }
}

/// The body of every answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// `true` if the call succeeded.
    pub status: bool,
    /// The message in words.
    pub message: String,
    /// The posting.
    pub data: Data,
}

impl Envelope {
    /// Says whether the account has been closed: an HTTP status of 2XX, `status` true and `statusCode` `00`, all of
    /// them (D-6). You can use it on an answer that the provider sent, too: `http_status` is the number that came with
    /// it.
    ///
    /// ```
    /// use closeout::wire::udara360::Envelope;
    /// let envelope: Envelope = serde_json::from_str(r#"{
    ///     "status": true, "message": "Successful",
    ///     "data": {"statusCode": "00", "referenceNumber": null, "instrumentNumber": "1", "duration": "00:00:01"}
    /// }"#)?;
    /// assert!(envelope.is_success(200));
    /// assert!(!envelope.is_success(500));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn is_success(&self, http_status: u16) -> bool {
        let is_ok = matches!(http_status, 200..=299);
        is_ok && self.status && self.data.status_code == Word::Known(PostingCode::Successful)
    }
}

/// The posting that carries out the closing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Data {
    /// Posting code.
    pub status_code: Word<PostingCode>,
    /// The reference, which the page does not explain. Here: the `Request-Reference`, the only reference that the call
    /// has; null if the request has no valid one (D-13).
    pub reference_number: Option<Box<str>>,
    /// The instrument number that was given, or the one generated for it; null if the request is malformed.
    pub instrument_number: Option<Box<str>>,
    /// The duration as given in [`Inputs`](super::Inputs).
    pub duration: Option<Box<str>>,
}

impl Named for PostingCode {
    fn wire_name(self) -> &'static str {
        self.name()
    }

    fn of_wire_name(name: &str) -> Option<Self> {
        Self::named(name)
    }
}
