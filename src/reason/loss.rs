//! The losses of a reading or a writing.

use super::cause::Cause;
use super::disclosure::{Audience, Disclosure};
use super::initiator::{Initiator, Whoever};
use crate::vocab::{Set, catalogue};
use core::fmt;

catalogue! {
    /// A degree to which the result says the same as the input, the worst last. Exhaustive on purpose.
    ///
    /// The fidelity follows from the losses: exact if there are none, otherwise as bad as the worst of them. Claiming
    /// more than was said is worse than saying less.
    pub enum Fidelity {
        /// The same.
        Exact = "exact",
        /// Less: something was said that the result does not say.
        Widened = "widened",
        /// More: the result says something that was not said.
        Narrowed = "narrowed",
        /// An input without a result.
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
    /// Other initiators are read back than were written.
    Initiators {
        /// The initiators that were to be written.
        said: Set<Initiator>,
        /// The initiators that are read back.
        reads: Set<Initiator>,
    },
    /// A looser disclosure is read back than was written.
    Disclosure {
        /// The audience; if there are several, the first in the order of the catalogue.
        to: Audience,
        /// The disclosure that was to be written.
        said: Disclosure,
        /// The disclosure that is read back.
        reads: Disclosure,
    },
    /// The words that were written are read as those of a provider, and so withheld until somebody releases them.
    Unreleased,
    /// The system has the string, but it is not a reason for closing.
    NoReason(&'static str),
    /// The system has no such string.
    Unknown,
    /// A blank text, which is not a reason.
    Blank,
    /// A text that is longer than the system takes.
    TooLong {
        /// The largest number of characters that the system accepts.
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
    /// Returns the fidelity that this loss leaves.
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

/// Returns the worst fidelity of the losses.
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
