//! Notices, and the endings for which they are due.

use super::agreement::{Agreement, AgreementInput, Party};
use crate::facts::Fact;
use crate::reason::Cause;
use crate::timing::NoticePeriod;
use crate::vocab::Set;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A notice that has to run out before closing completes: its length, the zone of its days, and the endings and
/// contracts for which the notice is due. A notice without a condition is always due.
///
/// The rows of the United Kingdom for payment services (SI 2025/688), as a house would write them, and of the German
/// Civil Code (§ 675h) for a bank:
///
/// ```
/// use closeout::{policy::{Agreement, Notice, Party}, reason::Cause, Fact};
/// use jiff::{civil::date, tz};
/// let (london, since) = (tz::get!("Europe/London"), date(2026, 4, 28));
/// let by_the_provider = Notice::days(90, london.clone())
///     .given_by(Party::Provider)
///     .for_contracts_from(since)
///     .except_for([Cause::FraudConcern, Cause::KycFailure]);
/// let before = Notice::months(2, london).given_by(Party::Provider).for_contracts_before(since);
/// let by_the_bank = Notice::months(2, tz::get!("Europe/Berlin")).given_by(Party::Provider);
///
/// let agreement = Agreement {
///     noticed_by: Fact::Known(Party::Provider),
///     cause: Fact::Known(Cause::RiskAppetite),
///     concluded_on: Fact::Known(date(2026, 4, 27)),
/// };
/// assert_eq!(by_the_provider.is_due(agreement), Fact::Known(false)); // concluded a day before
/// assert_eq!(before.is_due(agreement), Fact::Known(true));
/// assert_eq!(by_the_bank.is_due(agreement), Fact::Known(true));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The length of the notice.
    pub period: NoticePeriod,
    /// The zone whose civil days count.
    pub zone: TimeZone,
    /// The party whose notice this is; `None` for either party.
    pub given_by: Option<Party>,
    /// The causes of closing for which the notice is not due.
    pub except_causes: Set<Cause>,
    /// The first civil day of conclusion for which the notice is due, inclusive; `None` for contracts of any day.
    pub concluded_from: Option<Date>,
    /// The civil day of conclusion from which the notice is no longer due, exclusive; `None` for contracts of any day.
    pub concluded_before: Option<Date>,
}

impl Notice {
    /// Returns a notice of this length that is always due.
    #[must_use]
    pub const fn new(period: NoticePeriod, zone: TimeZone) -> Self {
        Self {
            period,
            zone,
            given_by: None,
            except_causes: Set::EMPTY,
            concluded_from: None,
            concluded_before: None,
        }
    }

    /// Returns a notice of `days` civil days that is always due.
    #[must_use]
    pub const fn days(days: u16, zone: TimeZone) -> Self {
        Self::new(NoticePeriod::Days(days), zone)
    }

    /// Returns a notice of `months` months that is always due.
    #[must_use]
    pub const fn months(months: u16, zone: TimeZone) -> Self {
        Self::new(NoticePeriod::Months(months), zone)
    }

    /// Returns the same notice, due only if this party gives it.
    #[must_use]
    pub fn given_by(self, party: Party) -> Self {
        Self { given_by: Some(party), ..self }
    }

    /// Returns the same notice, not due if the account closes for one of these causes.
    #[must_use]
    pub fn except_for(self, causes: impl IntoIterator<Item = Cause>) -> Self {
        Self { except_causes: causes.into_iter().collect(), ..self }
    }

    /// Returns the same notice, due only for contracts concluded on this civil day or later.
    #[must_use]
    pub fn for_contracts_from(self, day: Date) -> Self {
        Self { concluded_from: Some(day), ..self }
    }

    /// Returns the same notice, due only for contracts concluded before this civil day.
    #[must_use]
    pub fn for_contracts_before(self, day: Date) -> Self {
        Self { concluded_before: Some(day), ..self }
    }

    /// Returns whether the notice is due; unknown if no known term excludes the notice and a term that it depends on is
    /// unknown.
    #[must_use]
    pub fn is_due(&self, agreement: Agreement) -> Fact<bool> {
        let met = self.conditions(agreement).map(|(_, met)| met);
        if met.contains(&Some(false)) {
            Fact::Known(false)
        } else {
            met.iter().all(Option::is_some).then_some(true).into()
        }
    }

    /// Returns the unknown terms that the notice depends on; empty if the notice is not due anyway.
    pub(super) fn undecided(&self, agreement: Agreement) -> Set<AgreementInput> {
        let conditions = self.conditions(agreement);
        let open = conditions.into_iter().filter(|(_, met)| met.is_none()).map(|(input, _)| input);
        if self.is_due(agreement) == Fact::Known(false) { Set::EMPTY } else { open.collect() }
    }

    /// Returns whether each condition is met; `None` for an unknown term.
    fn conditions(&self, agreement: Agreement) -> [(AgreementInput, Option<bool>); 3] {
        let by = self.given_by.map(|party| agreement.noticed_by.known().map(|by| *by == party));
        let excepted = |cause: &Cause| self.except_causes.contains(*cause);
        let cause =
            (!self.except_causes.is_empty()).then(|| agreement.cause.known().map(|cause| !excepted(cause)));
        let has_days = self.concluded_from.is_some() || self.concluded_before.is_some();
        let concluded = has_days.then(|| agreement.concluded_on.known().map(|day| self.covers(*day)));
        [
            (AgreementInput::NoticedBy, by.unwrap_or(Some(true))),
            (AgreementInput::Cause, cause.unwrap_or(Some(true))),
            (AgreementInput::ConcludedOn, concluded.unwrap_or(Some(true))),
        ]
    }

    fn covers(&self, concluded_on: Date) -> bool {
        self.concluded_from.is_none_or(|from| from <= concluded_on)
            && self.concluded_before.is_none_or(|before| concluded_on < before)
    }

    /// Returns whether the notice is due for no contract at all.
    pub(crate) fn is_never_due(&self) -> bool {
        self.concluded_from.zip(self.concluded_before).is_some_and(|(from, before)| before <= from)
    }

    /// Returns whether the notice is due wherever `other` is, as far as the conditions show.
    pub(crate) fn is_due_wherever(&self, other: &Self) -> bool {
        let begins =
            self.concluded_from.is_none_or(|from| other.concluded_from.is_some_and(|theirs| from <= theirs));
        let ends = self
            .concluded_before
            .is_none_or(|before| other.concluded_before.is_some_and(|theirs| theirs <= before));
        let by = self.given_by.is_none() || self.given_by == other.given_by;
        by && begins && ends && self.except_causes.difference(other.except_causes).is_empty()
    }
}
