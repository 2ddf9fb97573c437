//! What is asked of the engine.
//!
//! What belongs here: the commands, with what the asker states.
//! What never does: whether they are granted (`decision`).

use crate::vocab::is_visible;
use alloc::boxed::Box;

/// What is asked. Exhaustive on purpose: each has its own way through the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Close it: at once where the provider closes in one step, otherwise begin closing.
    RequestClosure {
        /// Why, if the asker says so.
        reason: Option<Reason>,
    },
    /// Look again at a closing: complete it if nothing is in the way any more. Never fails: it completes or it waits.
    Advance,
}

impl Command {
    /// A request without a reason.
    #[must_use]
    pub const fn request() -> Self {
        Self::RequestClosure { reason: None }
    }

    /// Returns the reason that was given, whether or not it says anything.
    #[must_use]
    pub const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::RequestClosure { reason } => reason.as_ref(),
            Self::Advance => None,
        }
    }
}

/// Why closing is requested, in the asker's own code or words, kept to the letter.
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
    /// A reason in words.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self { code: None, text: Some(text.into()) }
    }

    /// Returns whether the text has a character that somebody can see: white space, control and format characters and
    /// whatever else is drawn as nothing do not count.
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

    /// Returns whether there is a code with a character that somebody can see.
    #[must_use]
    pub fn has_code(&self) -> bool {
        self.code.as_deref().is_some_and(is_visible)
    }
}
