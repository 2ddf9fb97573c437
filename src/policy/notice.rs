//! Notices, and for whom they are due.

use super::agreement::{Agreement, AgreementInput, Party};
use crate::facts::Fact;
use crate::reason::Cause;
use crate::timing::NoticePeriod;
use crate::vocab::Set;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A notice that has to run out before closing completes: how long it is, where its days are counted, and for which
/// endings of which contracts it is due. Without a condition it is due for all.
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
    /// How long it is.
    pub period: NoticePeriod,
    /// The zone whose civil days count.
    pub zone: TimeZone,
    /// Due where this party gives it; `None` for whoever does.
    pub given_by: Option<Party>,
    /// Not due where the account closes for one of these causes.
    pub except_causes: Set<Cause>,
    /// Due for contracts concluded on this civil day or later; `None` for those of any day.
    pub concluded_from: Option<Date>,
    /// Due for contracts concluded before this civil day; `None` for those of any day.
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

    /// Returns a notice of so many civil days that is always due.
    #[must_use]
    pub const fn days(days: u16, zone: TimeZone) -> Self {
        Self::new(NoticePeriod::Days(days), zone)
    }

    /// Returns a notice of so many months that is always due.
    #[must_use]
    pub const fn months(months: u16, zone: TimeZone) -> Self {
        Self::new(NoticePeriod::Months(months), zone)
    }

    /// Returns the same notice, due only where this party gives it.
    #[must_use]
    pub fn given_by(self, party: Party) -> Self {
        Self { given_by: Some(party), ..self }
    }

    /// Returns the same notice, not due where the account closes for one of these causes.
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

    /// Returns whether it is due; unknown if it is not excluded, and nobody has said something that it depends on.
    #[must_use]
    pub fn is_due(&self, agreement: Agreement) -> Fact<bool> {
        let met = self.conditions(agreement).map(|(_, met)| met);
        if met.contains(&Some(false)) {
            Fact::Known(false)
        } else {
            met.iter().all(Option::is_some).then_some(true).into()
        }
    }

    /// Returns what it depends on and nobody has said; none if it is not due anyway.
    pub(super) fn undecided(&self, agreement: Agreement) -> Set<AgreementInput> {
        let conditions = self.conditions(agreement);
        let open = conditions.into_iter().filter(|(_, met)| met.is_none()).map(|(input, _)| input);
        if self.is_due(agreement) == Fact::Known(false) { Set::EMPTY } else { open.collect() }
    }

    /// Whether each condition is met; `None` where nobody has said.
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

    /// Returns whether there is no contract for which it is due.
    pub(crate) fn is_never_due(&self) -> bool {
        self.concluded_from.zip(self.concluded_before).is_some_and(|(from, before)| before <= from)
    }

    /// Returns whether it is due wherever another one is, as far as the conditions show it.
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
