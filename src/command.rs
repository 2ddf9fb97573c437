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

fn is_visible(text: &str) -> bool {
    text.chars().any(|character| !is_blank(character))
}

/// White space, controls, formats (general category Cf), default ignorable code points, and the blank braille pattern.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || INVISIBLE.iter().any(|range| range.contains(&character))
}

/// Code points that are drawn as nothing, both ends inclusive, in order: those of the general category Cf, those with
/// `Default_Ignorable_Code_Point`, and U+2800. Source: the Unicode Character Database, version 16.0.
const INVISIBLE: &[core::ops::RangeInclusive<char>] = &[
    '\u{ad}'..='\u{ad}',
    '\u{34f}'..='\u{34f}',
    '\u{600}'..='\u{605}',
    '\u{61c}'..='\u{61c}',
    '\u{6dd}'..='\u{6dd}',
    '\u{70f}'..='\u{70f}',
    '\u{890}'..='\u{891}',
    '\u{8e2}'..='\u{8e2}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{2800}'..='\u{2800}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{fff0}'..='\u{fffb}',
    '\u{110bd}'..='\u{110bd}',
    '\u{110cd}'..='\u{110cd}',
    '\u{13430}'..='\u{1343f}',
    '\u{1bca0}'..='\u{1bca3}',
    '\u{1d173}'..='\u{1d17a}',
    '\u{e0000}'..='\u{e0fff}',
];
