//! From the canonical form to another system's string.

use super::cause::Cause;
use super::disclosure::{Audience, Disclosure};
use super::initiator::Initiator;
use super::loss::{Fidelity, Loss, worst};
use super::read::{Found, Meaning, Reading};
use super::system::{Author, Fit, FreeText, Row, SaysWho, Sense, Standing, System};
use crate::vocab::Set;
use alloc::vec;
use alloc::vec::Vec;

/// A system's string for a meaning, with the losses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'a> {
    string: Option<&'a str>,
    losses: Vec<Loss>,
}

impl<'a> Written<'a> {
    /// Returns the string; `None` if the system has none.
    #[must_use]
    pub const fn string(&self) -> Option<&'a str> {
        self.string
    }

    /// Returns the parts of the meaning that the string does not keep.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Returns how far the string says the same as the meaning.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        worst(&self.losses)
    }
}

/// A string of one system as another would write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping<'a> {
    reading: Reading<'a>,
    written: Written<'a>,
}

impl<'a> Mapping<'a> {
    /// Returns the reading of the original string.
    #[must_use]
    pub const fn reading(&self) -> &Reading<'a> {
        &self.reading
    }

    /// Returns the string of the target; `None` if it has none.
    #[must_use]
    pub const fn string(&self) -> Option<&'a str> {
        self.written.string
    }

    /// Returns all losses on the way.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.written.losses
    }

    /// Returns how far the target's string says the same as the original.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        self.written.fidelity()
    }
}

impl System {
    /// Writes a meaning. `words` is the text to write if the system takes free text and has no string that fits.
    ///
    /// Among the current strings it takes the first, in this order, that
    ///
    /// 1. says the cause and no more, or covers more, or is listed for the cause as a wider one, or says more,
    /// 2. does so for the cause of which this one is a special case,
    /// 3. says that these initiators brought it about, for any of their causes,
    /// 4. covers other reasons, or a missing reason,
    ///
    /// and of several, one with the same initiators, and of these the first of the table. Free text comes last, and is
    /// never used for a cause that is withheld from a living holder: such a field may end up in a statement. Keeping
    /// the cause takes priority over claiming no more: if you must not claim anything, reject a string whose fidelity
    /// is narrowed.
    ///
    /// # Properties
    /// Exact only if the string reads back as the same cause, initiators and disclosure.
    ///
    /// ```
    /// use closeout::reason::{Cause, Fidelity, Meaning};
    /// use closeout::reason_systems::{GRIFFIN, UNIT};
    /// let fraud = Meaning::of(Cause::FraudFirstParty);
    /// let (griffin, unit) = (GRIFFIN.write(&fraud, None), UNIT.write(&fraud, None));
    /// assert_eq!((griffin.string(), griffin.fidelity()), (Some("fraud-1st-party"), Fidelity::Exact));
    /// assert_eq!((unit.string(), unit.fidelity()), (Some("Fraud"), Fidelity::Widened));
    /// let death = UNIT.write(&Meaning::of(Cause::DeathOfHolder), None);
    /// assert_eq!((death.string(), death.fidelity()), (None, Fidelity::Unmappable));
    /// ```
    #[must_use]
    pub fn write<'a>(&self, meaning: &Meaning, words: Option<&'a str>) -> Written<'a> {
        match (self.row_for(meaning), words) {
            (Some(row), _) => row.written(meaning),
            (None, Some(words)) => self.write_words(meaning, words),
            (None, None) => Written::refused(Loss::NoString(meaning.cause)),
        }
    }

    /// Reads a string and writes it as another system would, with the losses of both steps: [`Reading::map`] of
    /// [`System::read`].
    ///
    /// ```
    /// use closeout::reason::Fidelity;
    /// use closeout::reason_systems::{CLEARBANK, SWAN};
    /// let inactive = SWAN.map(&CLEARBANK, "DormantAccount");
    /// assert_eq!((inactive.string(), inactive.fidelity()), (Some("InternallyDormant"), Fidelity::Exact));
    /// let unknown = SWAN.map(&CLEARBANK, "asleep");
    /// assert_eq!((unknown.string(), unknown.fidelity()), (None, Fidelity::Unmappable));
    /// assert_eq!(unknown.reading().original(), "asleep");
    /// ```
    #[must_use]
    pub fn map<'a>(&self, to: &Self, original: &'a str) -> Mapping<'a> {
        self.read(original).map(to)
    }

    fn row_for(&self, meaning: &Meaning) -> Option<&'static Row> {
        let mut causes = core::iter::successors(Some(meaning.cause), |cause| cause.parent());
        let mut rest = [Cause::Other, Cause::Unspecified].into_iter();
        let of_cause = |cause| self.row_of(cause, meaning.initiators);
        causes
            .find_map(of_cause)
            .or_else(|| self.row_of_whoever(meaning.initiators))
            .or_else(|| rest.find_map(of_cause))
    }

    fn current(&self) -> impl Iterator<Item = &'static Row> {
        self.rows.iter().filter(|row| row.standing == Standing::Current)
    }

    fn row_of(&self, cause: Cause, initiators: Set<Initiator>) -> Option<&'static Row> {
        let ranked = self.current().filter_map(|row| Some((row.rank(cause)?, row)));
        ranked.min_by_key(|(rank, row)| (*rank, row.initiators() != initiators)).map(|(_, row)| row)
    }

    fn row_of_whoever(&self, initiators: Set<Initiator>) -> Option<&'static Row> {
        self.current().find(|row| row.says_who == SaysWho::Yes && initiators.is_subset(row.initiators()))
    }

    fn write_words<'a>(&self, meaning: &Meaning, words: &'a str) -> Written<'a> {
        let Some(free_text) = self.free_text else { return Written::refused(Loss::NoString(meaning.cause)) };
        if meaning.is_withheld() {
            return Written::refused(Loss::KeptOut);
        }
        match (free_text.refusal(words), self.row_nearly(words)) {
            (Some(refusal), _) => Written::refused(refusal),
            (None, Some(row)) if row.cause() == Some(meaning.cause) => row.written(meaning),
            // Words that equal a string of the system would claim its meaning.
            (None, Some(row)) => Written::refused(Loss::Misread(row.string)),
            (None, None) => free_text.written(meaning, words),
        }
    }
}

impl<'a> Reading<'a> {
    /// Writes the reading as another system would, with the losses of reading and of writing.
    ///
    /// Within one system a string that can be read stays as it is, unless it is deprecated or the system would not
    /// accept its spelling. Free text stays as it is if the other system takes free text too.
    ///
    /// ```
    /// use closeout::reason_systems::{IBKR, UDARA360};
    /// let mapping = IBKR.read("time to go").map(&UDARA360);
    /// assert_eq!(mapping.string(), Some("time to go"));
    /// let too_long = "time to go ".repeat(14);
    /// let refused = IBKR.read(&too_long).map(&UDARA360);
    /// assert_eq!(refused.losses()[0].to_string(), "longer than the 150 characters that the system takes");
    /// ```
    #[must_use]
    pub fn map(self, to: &System) -> Mapping<'a> {
        let written = self.written_for(to);
        Mapping { reading: self, written }
    }

    fn written_for(&self, to: &System) -> Written<'a> {
        let Some(meaning) = self.meaning() else {
            return Written { string: None, losses: self.losses().to_vec() };
        };
        if self.stays_in(to) {
            return Written { string: Some(self.original()), losses: Vec::new() };
        }
        match self.found() {
            // The words are either written or not; in neither case are they lost on the way.
            Found::Words(_) | Found::Released if to.free_text.is_some() => {
                to.write_words(meaning, self.original())
            }
            Found::Row(_) | Found::Nearly(_) | Found::Words(_) | Found::Released | Found::Nothing => {
                let Written { string, losses } = to.write(meaning, Some(self.original()));
                Written { string, losses: self.losses().iter().copied().chain(losses).collect() }
            }
        }
    }

    fn stays_in(&self, to: &System) -> bool {
        let is_taken = match self.found() {
            Found::Row(row) => row.standing == Standing::Current,
            Found::Nearly(row) => row.standing == Standing::Current && to.free_text.is_some(),
            Found::Words(_) | Found::Released => true,
            Found::Nothing => false,
        };
        is_taken && self.system() == to.name
    }
}

impl Written<'_> {
    fn refused(loss: Loss) -> Self {
        Self { string: None, losses: vec![loss] }
    }
}

impl FreeText {
    fn written<'a>(self, meaning: &Meaning, words: &'a str) -> Written<'a> {
        let unreleased = match self.author {
            Author::Holder => None,
            Author::Provider => Some(Loss::Unreleased),
        };
        let losses = meaning.losses_against(&self.author.meaning()).into_iter().chain(unreleased).collect();
        Written { string: Some(words), losses }
    }
}

impl Row {
    /// Returns the rank of the row for a cause, the nearest first.
    fn rank(&self, cause: Cause) -> Option<u8> {
        match self.sense {
            Sense::Reason { cause: own, fit } if own == cause => Some(match fit {
                Fit::Same => 0,
                Fit::Broader(_) => 1,
                Fit::Narrower(_) => 3,
            }),
            Sense::Reason { .. } => self.also.contains(&cause).then_some(2),
            Sense::NoReason(_) => None,
        }
    }

    fn written<'a>(&self, meaning: &Meaning) -> Written<'a> {
        Written { string: Some(self.string), losses: self.losses_of_writing(meaning) }
    }

    fn losses_of_writing(&self, meaning: &Meaning) -> Vec<Loss> {
        let is_other_cause = self.cause() != Some(meaning.cause);
        let of_fit = match self.sense {
            Sense::Reason { fit: Fit::Narrower(adds), .. } => Some(Loss::Claim(adds)),
            Sense::Reason { fit: Fit::Broader(covers), .. } if !is_other_cause => {
                Some(Loss::Vagueness(covers))
            }
            Sense::Reason { .. } | Sense::NoReason(_) => None,
        };
        let against = self.meaning().map(|reads| meaning.losses_against(&reads)).unwrap_or_default();
        of_fit.into_iter().chain(against).collect()
    }
}

impl Meaning {
    /// Returns the losses if this meaning is read back as that one.
    fn losses_against(&self, reads: &Self) -> Vec<Loss> {
        let cause = Loss::Cause { said: self.cause, reads: reads.cause };
        let initiators = Loss::Initiators { said: self.initiators, reads: reads.initiators };
        let of_both = [(self.cause != reads.cause, cause), (self.initiators != reads.initiators, initiators)];
        let lost = of_both.into_iter().filter(|(is_lost, _)| *is_lost).map(|(_, loss)| loss);
        lost.chain(self.secrecy_lost_against(reads)).collect()
    }

    /// Returns the loss for the first audience that matters and would learn more.
    fn secrecy_lost_against(&self, reads: &Self) -> Option<Loss> {
        let audiences = self.cause.condition().audiences().iter();
        let to_each = audiences.map(|to| (*to, self.told_to(*to), reads.told_to(*to)));
        let mut looser = to_each.filter(|(_, said, reads)| reads < said);
        looser.next().map(|(to, said, reads)| Loss::Disclosure { to, said, reads })
    }

    /// Returns whether the cause must be withheld from the holder, or from the estate of one who has died.
    fn is_withheld(&self) -> bool {
        let mut audiences = self.cause.condition().audiences().iter();
        audiences.next().is_some_and(|first| self.told_to(*first) == Disclosure::Withheld)
    }

    fn told_to(&self, audience: Audience) -> Disclosure {
        self.classified().disclosure_to(audience)
    }
}
