//! From a system's string to the canonical form.

use super::cause::Cause;
use super::customer::{Classified, Disclosed, Neutral};
use super::disclosure::{Audience, Disclosure};
use super::initiator::Initiator;
use super::loss::{Fidelity, Loss, worst};
use super::system::{Fit, FreeText, Row, Sense, Standing, System};
use crate::command::Reason;
use crate::vocab::Set;
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
    /// Why.
    pub cause: Cause,
    /// At whose wish: those that it may be.
    pub initiators: Set<Initiator>,
    /// How much a customer may be told; stricter than the default of the cause where it was tightened.
    pub disclosure: Disclosure,
}

impl Meaning {
    /// The cause with its defaults.
    #[must_use]
    pub fn of(cause: Cause) -> Self {
        Self { cause, initiators: cause.initiators(), disclosure: cause.disclosure() }
    }

    /// For what a customer may be told. Never looser than the cause's own default.
    #[must_use]
    pub fn classified(&self) -> Classified {
        let classified = Classified::of(self.cause);
        // A default is not a demand: whoever may release the cause can still do so.
        if self.disclosure > self.cause.disclosure() {
            classified.tightened(self.disclosure)
        } else {
            classified
        }
    }
}

impl Row {
    /// What it is read as. A string that covers more than its cause does not state it, so that the cause must not be
    /// told as if it did.
    pub(super) fn meaning(&self) -> Option<Meaning> {
        let Sense::Reason { cause, fit } = self.sense else {
            return None;
        };
        let disclosure = match fit {
            Fit::Broader(_) => cause.disclosure().max(Disclosure::SummaryOnly),
            Fit::Same | Fit::Narrower(_) => cause.disclosure(),
        };
        Some(Meaning { cause, initiators: self.initiators(), disclosure })
    }
}

/// What a string of a system says, beside the string itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    original: &'a str,
    system: &'static str,
    meaning: Option<Meaning>,
    standing: Standing,
    losses: Vec<Loss>,
}

impl<'a> Reading<'a> {
    /// The string that was read, to the letter.
    #[must_use]
    pub const fn original(&self) -> &'a str {
        self.original
    }

    /// The name of the system whose string it is.
    #[must_use]
    pub const fn system(&self) -> &'static str {
        self.system
    }

    /// What it says; `None` where it could not be read or is no reason.
    #[must_use]
    pub const fn meaning(&self) -> Option<&Meaning> {
        self.meaning.as_ref()
    }

    /// Whether the system still writes it.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// What the meaning does not keep of the string.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// How far the meaning says the same as the string.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        worst(&self.losses)
    }

    /// What this audience may be told. Of a reason that could not be read, nothing: unknown is not open.
    #[must_use]
    pub fn disclose_to(&self, audience: Audience) -> Disclosed {
        let withheld = Disclosed::Withheld(Neutral::UNREAD);
        self.meaning.as_ref().map_or(withheld, |meaning| meaning.classified().disclose_to(audience))
    }
}

impl System {
    /// Reads a string, to the letter and in its own case. Total: what cannot be read has no meaning, and says why.
    ///
    /// ```
    /// use closeout::reason::{Cause, Fidelity};
    /// use closeout::reasons::STRIPE_V1;
    /// let reading = STRIPE_V1.read("account_rejected");
    /// assert_eq!(reading.meaning().map(|meaning| meaning.cause), Some(Cause::KycFailure));
    /// assert_eq!(reading.fidelity(), Fidelity::Narrowed); // an account can be rejected for other reasons
    /// let refused = STRIPE_V1.read("ACCOUNT_REJECTED");
    /// assert_eq!((refused.meaning(), refused.original()), (None, "ACCOUNT_REJECTED"));
    /// ```
    #[must_use]
    pub fn read<'a>(&self, original: &'a str) -> Reading<'a> {
        let row = self.row(original);
        let (meaning, loss) = match (row, self.free_text) {
            (Some(row), _) => (row.meaning(), row.loss_of_reading()),
            (None, Some(free_text)) => match free_text.refusal(original) {
                None => (Some(Meaning::of(Cause::Other)), Some(Loss::Words)),
                refusal => (None, refusal),
            },
            (None, None) => (None, Some(Loss::Unknown)),
        };
        let standing = row.map_or(Standing::Current, |row| row.standing);
        Reading { original, system: self.name, meaning, standing, losses: Vec::from_iter(loss) }
    }

    /// Reads the reason that came with a request: its code if it has one, its text otherwise; `None` if it says
    /// nothing.
    ///
    /// ```
    /// use closeout::Reason;
    /// use closeout::reason::Cause;
    /// use closeout::reasons::UDARA360;
    /// let order = Reason::text("Court order");
    /// let reading = UDARA360.read_stated(&order);
    /// let cause = reading.as_ref().and_then(|reading| reading.meaning()).map(|meaning| meaning.cause);
    /// assert_eq!(cause, Some(Cause::CourtOrder));
    /// assert!(UDARA360.read_stated(&Reason::text(" ")).is_none());
    /// ```
    #[must_use]
    pub fn read_stated<'a>(&self, reason: &'a Reason) -> Option<Reading<'a>> {
        let stated = [reason.code.as_deref(), reason.text.as_deref()].into_iter().flatten();
        let original = stated.into_iter().find(|words| !words.trim().is_empty())?;
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

impl FreeText {
    /// Why a text is not taken, if it is not.
    pub(super) fn refusal(self, text: &str) -> Option<Loss> {
        if text.trim().is_empty() {
            return Some(Loss::Blank);
        }
        let characters_max = self.characters_max?;
        let is_too_long = text.chars().nth(characters_max).is_some();
        is_too_long.then_some(Loss::TooLong { characters_max })
    }
}
