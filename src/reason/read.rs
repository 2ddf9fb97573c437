//! From a system's string to the canonical form.

use super::cause::Cause;
use super::customer::{Classified, Disclosed, Neutral};
use super::disclosure::{Audience, Condition, Disclosure};
use super::initiator::Initiator;
use super::loss::{Fidelity, Loss, worst};
use super::system::{Author, Fit, FreeText, Row, Sense, Standing, System};
use crate::command::Reason;
use crate::vocab::{Set, is_visible};
use alloc::vec::Vec;

/// A reason for closing in canonical form.
///
/// ```
/// use closeout::reason::{Cause, Disclosure, Meaning};
/// let meaning = Meaning::of(Cause::CourtOrder);
/// assert_eq!(meaning.disclosure, Disclosure::Withheld);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The cause.
    pub cause: Cause,
    /// The possible initiators.
    pub initiators: Set<Initiator>,
    /// The disclosure to a customer; stricter than the default of the cause if it was tightened.
    pub disclosure: Disclosure,
}

impl Meaning {
    /// Returns the cause with its defaults.
    #[must_use]
    pub fn of(cause: Cause) -> Self {
        Self { cause, initiators: cause.initiators(), disclosure: cause.disclosure() }
    }

    /// Returns the classified cause, from which the text for a customer is made. Never looser than the cause's own
    /// default.
    #[must_use]
    pub fn classified(&self) -> Classified {
        let classified = Classified::of(self.cause);
        // A default is not a demand: somebody who may release the cause can still do so.
        if self.disclosure > self.cause.disclosure() {
            classified.tightened(self.disclosure)
        } else {
            classified
        }
    }
}

impl Row {
    /// Returns the meaning. A string that covers more than its cause does not state it, so the cause must not be
    /// disclosed as if it did; since the string may mean any of the causes for which it is written, it is as strict as
    /// the strictest of them.
    pub(super) fn meaning(&self) -> Option<Meaning> {
        let Sense::Reason { cause, fit } = self.sense else {
            return None;
        };
        let disclosure = match fit {
            Fit::Broader(_) => cause.disclosure().max(Disclosure::SummaryOnly),
            Fit::Same | Fit::Narrower(_) => cause.disclosure(),
        };
        let disclosure = self.also.iter().map(|cause| cause.disclosure()).fold(disclosure, Disclosure::max);
        Some(Meaning { cause, initiators: self.initiators(), disclosure })
    }
}

/// A string of a system, with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    original: &'a str,
    system: &'static str,
    found: Found,
    meaning: Option<Meaning>,
    losses: Vec<Loss>,
}

/// A result of looking a string up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A string that the system is known to have.
    Row(&'static Row),
    /// A string that differs from a known one in its spelling alone.
    Nearly(&'static Row),
    /// Free text that has not been released.
    Words(Author),
    /// Free text that somebody has read and released.
    Released,
    /// A string that cannot be read.
    Nothing,
}

impl<'a> Reading<'a> {
    /// Returns the string that was read, exactly as it was given.
    #[must_use]
    pub const fn original(&self) -> &'a str {
        self.original
    }

    /// Returns the name of the system whose string it is.
    #[must_use]
    pub const fn system(&self) -> &'static str {
        self.system
    }

    /// Returns the known string as which the original was read although it is spelt otherwise; `None` if the spelling
    /// was exact, if it is free text, or if it was not read at all.
    ///
    /// ```
    /// use closeout::reason_systems::UDARA360;
    /// let reading = UDARA360.read("customer’s request");
    /// assert_eq!(reading.near_match(), Some("Customer's request"));
    /// assert_eq!(reading.original(), "customer’s request");
    /// assert_eq!(UDARA360.read("Customer's request").near_match(), None);
    /// ```
    #[must_use]
    pub const fn near_match(&self) -> Option<&'static str> {
        match self.found {
            Found::Nearly(row) => Some(row.string),
            Found::Row(_) | Found::Words(_) | Found::Released | Found::Nothing => None,
        }
    }

    /// Returns the meaning; `None` if the string could not be read or is not a reason.
    #[must_use]
    pub const fn meaning(&self) -> Option<&Meaning> {
        self.meaning.as_ref()
    }

    /// Returns the condition of the disclosure; `None` if the string could not be read or is not a reason.
    #[must_use]
    pub fn condition(&self) -> Option<Condition> {
        match self.found {
            Found::Words(Author::Provider) => Some(Condition::UntilReleased),
            Found::Row(_)
            | Found::Nearly(_)
            | Found::Words(Author::Holder)
            | Found::Released
            | Found::Nothing => self.meaning.map(|meaning| meaning.cause.condition()),
        }
    }

    /// Returns whether the system still writes it.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self.found {
            Found::Row(row) | Found::Nearly(row) => row.standing,
            Found::Words(_) | Found::Released | Found::Nothing => Standing::Current,
        }
    }

    /// Returns the parts of the string that the meaning does not keep.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Returns how far the meaning says the same as the string.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        worst(&self.losses)
    }

    /// Returns the part that this audience may learn; nothing of a reason that could not be read, since unknown is not
    /// open.
    #[must_use]
    pub fn disclose_to(&self, audience: Audience) -> Disclosed {
        let withheld = Disclosed::Withheld(Neutral::UNREAD);
        self.meaning.as_ref().map_or(withheld, |meaning| meaning.classified().disclose_to(audience))
    }

    /// Releases the free text that a provider wrote. If you call this, you have read the text, and answer for
    /// disclosing it and writing it elsewhere. Changes nothing about anything else; a *cause* that can be released is
    /// released by [`Classified::released`].
    ///
    /// ```
    /// use closeout::reason::{Audience, Disclosure};
    /// use closeout::reason_systems::UDARA360;
    /// let unread = UDARA360.read("The branch was flooded");
    /// assert_eq!(unread.meaning().map(|meaning| meaning.disclosure), Some(Disclosure::Withheld));
    /// assert_eq!(unread.words_told_to(Audience::Holder), None);
    /// let released = unread.release();
    /// assert_eq!(released.words_told_to(Audience::Holder), Some("The branch was flooded"));
    /// let secret = UDARA360.read("Fraud related concern.").release();
    /// assert_eq!(secret.meaning().map(|meaning| meaning.disclosure), Some(Disclosure::Withheld));
    /// ```
    #[must_use]
    pub fn release(self) -> Self {
        match self.found {
            Found::Words(Author::Provider) => {
                Self { found: Found::Released, meaning: Some(Meaning::of(Cause::Other)), ..self }
            }
            Found::Row(_)
            | Found::Nearly(_)
            | Found::Words(Author::Holder)
            | Found::Released
            | Found::Nothing => self,
        }
    }

    /// Returns the free text itself, if this audience may see it: the holder may see the holder's own words, and
    /// everybody those of a provider once they are released.
    ///
    /// ```
    /// use closeout::reason::Audience;
    /// use closeout::reason_systems::{IBKR, UDARA360};
    /// assert_eq!(IBKR.read("time to go").words_told_to(Audience::Holder), Some("time to go"));
    /// assert_eq!(UDARA360.read("time to go").words_told_to(Audience::Holder), None);
    /// ```
    #[must_use]
    pub fn words_told_to(&self, audience: Audience) -> Option<&'a str> {
        let is_theirs = match self.found {
            Found::Released => true,
            Found::Words(Author::Holder) => audience == Audience::Holder,
            Found::Row(_) | Found::Nearly(_) | Found::Words(Author::Provider) | Found::Nothing => false,
        };
        is_theirs.then_some(self.original)
    }

    pub(super) const fn found(&self) -> Found {
        self.found
    }
}

impl System {
    /// Reads a string. Total: a string that cannot be read has no meaning, and the reading gives the reason.
    ///
    /// A string that is spelt otherwise than a known one ([`System::row_nearly`]) is read as exactly that one, and
    /// reported as a near match.
    ///
    /// ```
    /// use closeout::reason::{Cause, Fidelity};
    /// use closeout::reason_systems::STRIPE_V1;
    /// let reading = STRIPE_V1.read("account_rejected");
    /// assert_eq!(reading.meaning().map(|meaning| meaning.cause), Some(Cause::KycFailure));
    /// assert_eq!(reading.fidelity(), Fidelity::Narrowed); // an account can be rejected for other reasons
    /// let near = STRIPE_V1.read("Account rejected");
    /// assert_eq!((near.meaning(), near.near_match()), (reading.meaning(), Some("account_rejected")));
    /// let refused = STRIPE_V1.read("rejected");
    /// assert_eq!((refused.meaning(), refused.original()), (None, "rejected"));
    /// ```
    #[must_use]
    pub fn read<'a>(&self, original: &'a str) -> Reading<'a> {
        let (found, refusal) = match self.find(original) {
            Ok(found) => (found, None),
            Err(refusal) => (Found::Nothing, Some(refusal)),
        };
        let losses = found.losses().into_iter().flatten().chain(refusal).collect();
        Reading { original, system: self.name, found, meaning: found.meaning(), losses }
    }

    fn find(&self, original: &str) -> Result<Found, Loss> {
        if let Some(row) = self.row(original) {
            return Ok(Found::Row(row));
        }
        // A text that the system does not accept is not one of its strings, however close its spelling.
        if let Some(refusal) = self.free_text.and_then(|free_text| free_text.refusal(original)) {
            return Err(refusal);
        }
        let words = self.free_text.map(|free_text| Found::Words(free_text.author));
        self.row_nearly(original).map(Found::Nearly).or(words).ok_or(Loss::Unknown)
    }

    /// Reads the reason that came with a request: its code if it has one, its text otherwise; `None` if it has neither.
    ///
    /// ```
    /// use closeout::Reason;
    /// use closeout::reason::Cause;
    /// use closeout::reason_systems::UDARA360;
    /// let order = Reason::text("Court order");
    /// let reading = UDARA360.read_stated(&order);
    /// let cause = reading.as_ref().and_then(|reading| reading.meaning()).map(|meaning| meaning.cause);
    /// assert_eq!(cause, Some(Cause::CourtOrder));
    /// assert!(UDARA360.read_stated(&Reason::text(" ")).is_none());
    /// ```
    #[must_use]
    pub fn read_stated<'a>(&self, reason: &'a Reason) -> Option<Reading<'a>> {
        let stated = [reason.code.as_deref(), reason.text.as_deref()].into_iter().flatten();
        let original = stated.into_iter().find(|words| is_visible(words))?;
        Some(self.read(original))
    }
}

impl Row {
    fn loss_of_reading(&self) -> Option<Loss> {
        match self.sense {
            Sense::Reason { fit: Fit::Same, .. } => None,
            Sense::Reason { fit: Fit::Broader(covers), .. } => Some(Loss::Ambiguity(covers)),
            Sense::Reason { fit: Fit::Narrower(adds), .. } => Some(Loss::Detail(adds)),
            Sense::NoReason(why) => Some(Loss::NoReason(why)),
        }
    }
}

impl Found {
    fn meaning(self) -> Option<Meaning> {
        match self {
            Self::Row(row) | Self::Nearly(row) => row.meaning(),
            Self::Words(author) => Some(author.meaning()),
            Self::Released => Some(Meaning::of(Cause::Other)),
            Self::Nothing => None,
        }
    }

    fn losses(self) -> [Option<Loss>; 2] {
        match self {
            Self::Row(row) => [None, row.loss_of_reading()],
            Self::Nearly(row) => [Some(Loss::Spelling(row.string)), row.loss_of_reading()],
            Self::Words(_) | Self::Released => [None, Some(Loss::Words)],
            Self::Nothing => [None, None],
        }
    }
}

impl Author {
    /// Returns the meaning of words that have not been read: the holder's words mean that the holder asked; a
    /// provider's words have no known meaning, and are withheld.
    pub(super) fn meaning(self) -> Meaning {
        match self {
            Self::Holder => Meaning::of(Cause::CustomerRequest),
            Self::Provider => Meaning { disclosure: Disclosure::Withheld, ..Meaning::of(Cause::Other) },
        }
    }
}

impl FreeText {
    /// Returns the reason why a text is not accepted; `None` if it is.
    pub(super) fn refusal(self, text: &str) -> Option<Loss> {
        if !is_visible(text) {
            return Some(Loss::Blank);
        }
        let characters_max = self.characters_max?;
        let is_too_long = text.chars().nth(characters_max).is_some();
        is_too_long.then_some(Loss::TooLong { characters_max })
    }
}
