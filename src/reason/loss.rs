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
        /// A result that says less: a part of the input is missing.
        Widened = "widened",
        /// A result that says more than the input.
        Narrowed = "narrowed",
        /// An input without a result.
        Unmappable = "unmappable",
    }
}

/// A loss on the way. Displays as a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Loss {
    /// An addition of the string that was read to its cause.
    Detail(&'static str),
    /// Another possible meaning of the string that was read.
    Ambiguity(&'static str),
    /// Free text that was read, and that no cause expresses.
    Words,
    /// A string that was read as this one of the system, though it is spelt otherwise.
    Spelling(&'static str),
    /// An addition of the string that was written to the cause.
    Claim(&'static str),
    /// Another possible meaning of the string that was written.
    Vagueness(&'static str),
    /// Another cause that is read back.
    Cause {
        /// The cause that was to be written.
        said: Cause,
        /// The cause that is read back.
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
    /// Words that are read back as those of a provider, and so withheld until somebody releases them.
    Unreleased,
    /// A string that the system has, but that is not a reason for closing.
    NoReason(&'static str),
    /// A string that the system does not have.
    Unknown,
    /// A blank text, which is not a reason.
    Blank,
    /// A text that is longer than the system accepts.
    TooLong {
        /// The largest number of characters that the system accepts.
        characters_max: usize,
    },
    /// A meaning for which the target has no string, not even a wider one.
    NoString(Cause),
    /// Free text of the target, into which nothing is written that is withheld from a holder.
    KeptOut,
    /// Words that the target would read as this string of its own, which says something else.
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
