//! What a reading or a writing does not keep.

use super::cause::Cause;
use super::disclosure::{Audience, Disclosure};
use super::initiator::{Initiator, Whoever};
use crate::vocab::{Set, catalogue};
use core::fmt;

catalogue! {
    /// How far the result says the same as what was given, the worst last. Exhaustive on purpose.
    ///
    /// It follows from the losses: exact if there are none, otherwise as bad as the worst of them. To claim more than
    /// was said is worse than to say less.
    pub enum Fidelity {
        /// The same.
        Exact = "exact",
        /// Less: something was said that the result does not say.
        Widened = "widened",
        /// More: the result says something that was not said.
        Narrowed = "narrowed",
        /// Nothing: there is no result.
        Unmappable = "unmappable",
    }
}

/// One thing that is not kept. Displays as a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Loss {
    /// The string that was read says this beyond its cause.
    Detail(&'static str),
    /// The string that was read may also mean this.
    Ambiguity(&'static str),
    /// The string that was read is free text, and no cause expresses it.
    Words,
    /// The string that was read is spelt otherwise than this one of the system, as which it was read.
    Spelling(&'static str),
    /// The string that was written says this beyond the cause.
    Claim(&'static str),
    /// The string that was written may also mean this.
    Vagueness(&'static str),
    /// The cause reads back as another.
    Cause {
        /// The one that was to be written.
        said: Cause,
        /// The one that is read again.
        reads: Cause,
    },
    /// Who brings it about reads back differently.
    Initiators {
        /// Those that were to be written.
        said: Set<Initiator>,
        /// Those that are read again.
        reads: Set<Initiator>,
    },
    /// What may be told reads back as looser than it is.
    Disclosure {
        /// To whom; of several, the first in the order of the catalogue.
        to: Audience,
        /// What was to be written.
        said: Disclosure,
        /// What is read again.
        reads: Disclosure,
    },
    /// The words that were written are read as those of a provider, and so withheld until somebody releases them.
    Unreleased,
    /// The system has the string, but it is not a reason for closing.
    NoReason(&'static str),
    /// The system has no such string.
    Unknown,
    /// A blank text is no reason.
    Blank,
    /// A text that is longer than the system takes.
    TooLong {
        /// How many characters it takes.
        characters_max: usize,
    },
    /// The target has no string for it, not even a wider one.
    NoString(Cause),
    /// The target takes free text, into which nothing is written that is withheld from a holder.
    KeptOut,
    /// The target takes free text, and would read these words as this string of its own, which says something else.
    Misread(&'static str),
}

impl Loss {
    /// How bad it is.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        match self {
            Self::Initiators { said, reads } if !said.is_subset(*reads) => Fidelity::Narrowed,
            Self::Detail(_)
            | Self::Words
            | Self::Spelling(_)
            | Self::Vagueness(_)
            | Self::Cause { .. }
            | Self::Initiators { .. }
            | Self::Disclosure { .. }
            | Self::Unreleased => Fidelity::Widened,
            Self::Ambiguity(_) | Self::Claim(_) => Fidelity::Narrowed,
            Self::NoReason(_)
            | Self::Unknown
            | Self::Blank
            | Self::TooLong { .. }
            | Self::NoString(_)
            | Self::KeptOut
            | Self::Misread(_) => Fidelity::Unmappable,
        }
    }
}

/// As bad as the worst.
pub(super) fn worst(losses: &[Loss]) -> Fidelity {
    losses.iter().map(Loss::fidelity).max().unwrap_or(Fidelity::Exact)
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Detail(what) => write!(f, "lost: {what}"),
            Self::Ambiguity(what) => write!(f, "the original may also mean {what}"),
            Self::Words => f.write_str("lost: the words, which are kept as the original"),
            Self::Spelling(known) => {
                write!(f, "nearly `{known}`, and read as that; the spelling is kept as the original")
            }
            Self::Claim(what) => write!(f, "what is written claims in addition {what}"),
            Self::Vagueness(what) => write!(f, "what is written may also mean {what}"),
            Self::Cause { said, reads } => {
                write!(f, "lost: the cause {said}; what is written reads back as {reads}")
            }
            Self::Initiators { said, reads } => {
                let (said, reads) = (Whoever(*said), Whoever(*reads));
                write!(f, "changed: the initiator, who is {said}, reads back as {reads}")
            }
            Self::Disclosure { to, said, reads } => {
                write!(f, "lost: that the disclosure to the {to} is {said}; it reads back as {reads}")
            }
            Self::Unreleased => f.write_str("what is written is withheld there until somebody releases it"),
            Self::NoReason(why) => write!(f, "not a reason for closing: {why}"),
            Self::Unknown => f.write_str("the system is not known to have this string"),
            Self::Blank => f.write_str("a blank text is no reason"),
            Self::TooLong { characters_max } => {
                write!(f, "longer than the {characters_max} characters that the system takes")
            }
            Self::NoString(cause) => write!(f, "no string of the target says {cause}, nor anything wider"),
            Self::KeptOut => f.write_str("what is withheld from a holder is not written into free text"),
            Self::Misread(known) => {
                write!(f, "the target would read these words as `{known}`, which says something else")
            }
        }
    }
}
