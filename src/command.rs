//! What is asked of the engine.
//!
//! What belongs here: the commands, with what the asker states.
//! What never does: whether they are granted (`decision`).

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

    /// The reason, if one was stated; a blank one is none.
    #[must_use]
    pub fn stated_reason(&self) -> Option<&Reason> {
        match self {
            Self::RequestClosure { reason } => reason.as_ref().filter(|reason| reason.is_stated()),
            Self::Advance => None,
        }
    }
}

/// Why closing is requested, in the asker's own code or words, kept to the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
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

    /// Whether it says anything: white space does not.
    ///
    /// ```
    /// use closeout::Reason;
    /// assert!(Reason::text("Court order").is_stated());
    /// assert!(!Reason::text("  ").is_stated());
    /// ```
    #[must_use]
    pub fn is_stated(&self) -> bool {
        [&self.code, &self.text].into_iter().flatten().any(|words| !words.trim().is_empty())
    }
}
