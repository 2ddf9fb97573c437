//! The commands to the engine.
//!
//! What belongs here: the commands, with the statements of the caller.
//! What never does: whether a command is granted (`decision`).

use crate::vocab::is_visible;
use alloc::boxed::Box;

/// The command of a question. Exhaustive on purpose: each command has its own way through the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A request for closing: the subject closes at once where the provider closes in one step, and otherwise begins
    /// closing.
    RequestClosure {
        /// The stated reason, if there is one.
        reason: Option<Reason>,
    },
    /// A new look at a closing, which completes if nothing blocks it any more. Never fails: the closing completes or
    /// waits.
    Advance,
}

impl Command {
    /// Returns a request without a reason.
    #[must_use]
    pub const fn request() -> Self {
        Self::RequestClosure { reason: None }
    }

    /// Returns the stated reason, even if the reason is blank.
    #[must_use]
    pub const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::RequestClosure { reason } => reason.as_ref(),
            Self::Advance => None,
        }
    }
}

/// The reason for a request, in the caller's own code or words, kept unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// The provider's code.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub code: Option<Box<str>>,
    /// Free text.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub text: Option<Box<str>>,
}

impl Reason {
    /// Returns a reason in words.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self { code: None, text: Some(text.into()) }
    }

    /// Returns whether the text has a visible character: white space, control and format characters and all others that
    /// are drawn as nothing do not count.
    ///
    /// ```
    /// use closeout::Reason;
    /// assert!(Reason::text("Court order").has_text());
    /// assert!(!Reason::text("\u{200b} \u{a0}").has_text());
    /// ```
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.text.as_deref().is_some_and(is_visible)
    }

    /// Returns whether there is a code with a visible character.
    #[must_use]
    pub fn has_code(&self) -> bool {
        self.code.as_deref().is_some_and(is_visible)
    }
}
