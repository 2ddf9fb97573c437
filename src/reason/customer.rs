//! The text that reaches a customer. The only way from a cause to a customer's eyes leads through these types.

use super::cause::Cause;
use super::causes::NEUTRAL;
use super::disclosure::{Audience, Condition, Disclosure, SpecificReasons};
use core::fmt;

/// A cause under its rule of disclosure.
///
/// The only way to the disclosed part is [`Classified::disclose_to`]. The type has no `Display`, and its debug form
/// names the disclosure, not the cause.
///
/// # Properties
/// Tightening never loosens, and doing it twice changes nothing.
///
/// # Examples
/// ```
/// use closeout::reason::{Audience, Cause, Classified};
/// let told = |cause| Classified::of(cause).disclose_to(Audience::Holder).customer_text().to_string();
/// assert_eq!(told(Cause::Inactivity), "This account is being closed because it has not been used for a long time.");
/// // The sentence gives nothing away: every closing at the provider's discretion has the same one.
/// assert_eq!(told(Cause::Sanctions), "This account is being closed in accordance with the terms that apply to it.");
/// assert_eq!(told(Cause::Sanctions), told(Cause::ManagementDiscretion));
/// assert_eq!(told(Cause::Sanctions), told(Cause::RiskAppetite));
/// ```
///
/// A classified cause cannot be printed:
/// ```compile_fail,E0277
/// use closeout::reason::{Cause, Classified};
/// let letter = format!("closed because of {}", Classified::of(Cause::Sanctions));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Classified {
    cause: Cause,
    /// The disclosure that the cause allows, or that was released.
    allowed: Disclosure,
    /// The stricter disclosure that the service demands.
    demanded: Disclosure,
}

impl Classified {
    /// Returns the cause under its own default disclosure.
    #[must_use]
    pub const fn of(cause: Cause) -> Self {
        Self { cause, allowed: cause.disclosure(), demanded: Disclosure::Open }
    }

    /// Tightens the disclosure to at least this one, for instance while an investigation runs that the customer must
    /// not learn of.
    #[must_use]
    pub fn tightened(self, demanded: Disclosure) -> Self {
        Self { demanded: self.demanded.max(demanded), ..self }
    }

    /// Releases the cause to this disclosure, as an investigator or an order allows; `None` for a cause that can never
    /// be released.
    ///
    /// ```
    /// use closeout::reason::{Audience, Cause, Classified, Disclosure};
    /// let released = |cause| Classified::of(cause).released(Disclosure::Open);
    /// let order = released(Cause::CourtOrder).map(|order| order.disclosure_to(Audience::Holder));
    /// assert_eq!(order, Some(Disclosure::Open));
    /// assert!(released(Cause::Sanctions).is_none());
    /// ```
    #[must_use]
    pub fn released(self, allowed: Disclosure) -> Option<Self> {
        match self.cause.condition() {
            Condition::UntilReleased | Condition::AsOrdered => Some(Self { allowed, ..self }),
            Condition::Unconditional
            | Condition::ToEstate
            | Condition::ToVictim
            | Condition::SpecificReasonsDue => None,
        }
    }

    /// Returns the disclosure of the cause to this audience.
    #[must_use]
    pub fn disclosure_to(self, audience: Audience) -> Disclosure {
        let is_meant = match self.cause.condition() {
            Condition::ToEstate => audience == Audience::Estate,
            Condition::ToVictim => audience == Audience::Victim,
            Condition::Unconditional
            | Condition::UntilReleased
            | Condition::AsOrdered
            | Condition::SpecificReasonsDue => true,
        };
        if is_meant { self.allowed.max(self.demanded) } else { Disclosure::Withheld }
    }

    /// Returns whether the sentence for this audience is enough if the law demands specific reasons. The answer is for
    /// staff: a letter that showed it would distinguish a withheld cause from others. For the same reason, if your
    /// service adds reasons to some neutral letters, it needs other true words for the letters that must not have one:
    /// a letter that stays neutral among letters that do not stands out, and no sentence can prevent that.
    ///
    /// ```
    /// use closeout::reason::{Audience, Cause, Classified, Disclosure, SpecificReasons};
    /// let overdue = Classified::of(Cause::Delinquency);
    /// assert_eq!(overdue.specific_reasons_to(Audience::Holder), SpecificReasons::Given);
    /// let investigated = overdue.tightened(Disclosure::Withheld);
    /// assert_eq!(investigated.specific_reasons_to(Audience::Holder), SpecificReasons::NotEnough);
    /// ```
    #[must_use]
    pub fn specific_reasons_to(self, audience: Audience) -> SpecificReasons {
        match self.cause.condition() {
            Condition::SpecificReasonsDue => {
                let is_named = self.disclosure_to(audience) == Disclosure::Open;
                let is_given = is_named && self.cause.is_specific();
                if is_given { SpecificReasons::Given } else { SpecificReasons::NotEnough }
            }
            Condition::Unconditional
            | Condition::ToEstate
            | Condition::ToVictim
            | Condition::UntilReleased
            | Condition::AsOrdered => SpecificReasons::NotDue,
        }
    }

    /// Returns the part of the cause that this audience may learn.
    #[must_use]
    pub fn disclose_to(self, audience: Audience) -> Disclosed {
        match (self.disclosure_to(audience), self.cause.told()) {
            (Disclosure::Open, Some(words)) => Disclosed::Open(OpenReason { cause: self.cause, words }),
            (Disclosure::Open, None) | (Disclosure::SummaryOnly, _) => Disclosed::Summary(Summary(())),
            (Disclosure::Withheld, _) => Disclosed::Withheld(Neutral(())),
        }
    }

    /// Returns the cause itself, for staff who decide. No [`CustomerText`] can be made from it.
    #[must_use]
    pub const fn for_staff(self) -> Cause {
        self.cause
    }
}

impl fmt::Debug for Classified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let disclosure = self.allowed.max(self.demanded);
        f.debug_struct("Classified").field("disclosure", &disclosure).finish_non_exhaustive()
    }
}

/// A disclosed part of a cause, for one audience. Exhaustive on purpose: each variant carries only the part that may be
/// disclosed.
///
/// A withheld cause is not in it:
/// ```compile_fail,E0599
/// use closeout::reason::{Audience, Cause, Classified, Disclosed};
/// match Classified::of(Cause::Sanctions).disclose_to(Audience::Holder) {
///     Disclosed::Withheld(neutral) => println!("{}", neutral.cause()),
///     Disclosed::Open(_) | Disclosed::Summary(_) => {}
/// }
/// ```
///
/// An open one is:
/// ```
/// use closeout::reason::{Audience, Cause, Classified, Disclosed};
/// let disclosed = Classified::of(Cause::Duplication).disclose_to(Audience::Holder);
/// assert!(matches!(disclosed, Disclosed::Open(reason) if reason.cause() == Cause::Duplication));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disclosed {
    /// The cause, which may be named.
    Open(OpenReason),
    /// A statement that the account closes by its terms, and no more; the cause could be summarised, but not named.
    Summary(Summary),
    /// A neutral sentence that discloses nothing.
    Withheld(Neutral),
}

impl Disclosed {
    /// Returns the sentence for the customer.
    #[must_use]
    pub const fn customer_text(self) -> CustomerText {
        match self {
            Self::Open(reason) => reason.customer_text(),
            Self::Summary(summary) => summary.customer_text(),
            Self::Withheld(neutral) => neutral.customer_text(),
        }
    }
}

/// A cause that may be named. Only [`Classified::disclose_to`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenReason {
    cause: Cause,
    words: &'static str,
}

impl OpenReason {
    /// Returns the cause.
    #[must_use]
    pub const fn cause(self) -> Cause {
        self.cause
    }

    /// Returns the sentence that names it.
    #[must_use]
    pub const fn customer_text(self) -> CustomerText {
        CustomerText(self.words)
    }
}

/// A cause that is not named although it is no secret, such as one that needs a text to explain it.
///
/// ```compile_fail,E0599
/// use closeout::reason::{Cause, Summary};
/// fn cause(summary: Summary) -> Cause {
///     summary.cause()
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary(());

impl Summary {
    /// Returns the sentence for every summarised cause: the same as for a withheld cause, so that it does not reveal a
    /// withheld one.
    #[must_use]
    pub const fn customer_text(self) -> CustomerText {
        CustomerText(NEUTRAL)
    }
}

/// A neutral disclosure: the account is being closed, and its terms allow it.
///
/// ```compile_fail,E0599
/// use closeout::reason::{Cause, Neutral};
/// fn cause(neutral: Neutral) -> Cause {
///     neutral.cause()
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neutral(());

impl Neutral {
    /// The disclosure of a reason that could not be read: unknown is not open.
    pub(super) const UNREAD: Self = Self(());

    /// Returns the neutral sentence, which is also used if a provider closes at its discretion and if no reason was
    /// given.
    #[must_use]
    pub const fn customer_text(self) -> CustomerText {
        CustomerText(NEUTRAL)
    }
}

/// A sentence that a customer may read. If your channel to customers takes this type, and not text, it cannot leak a
/// cause: the sentence is made only from the disclosed part.
///
/// Not from a cause:
/// ```compile_fail,E0277
/// use closeout::reason::{Cause, CustomerText};
/// let text: CustomerText = Cause::Sanctions.into();
/// ```
/// not from text, such as the string of a system:
/// ```compile_fail,E0277
/// use closeout::reason::CustomerText;
/// let text: CustomerText = "SANC".into();
/// ```
/// and not by hand:
/// ```compile_fail,E0423
/// use closeout::reason::CustomerText;
/// let text = CustomerText("SANC");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CustomerText(&'static str);

impl CustomerText {
    /// Returns the sentence, in English. If your service uses other languages, translate these sentences: one for each
    /// cause that can be open, and a neutral one for everything else.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for CustomerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
