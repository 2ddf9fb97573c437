//! A policy as a document: a whole profile, or the changes of a house to a built-in one.

mod clocks;
mod count;
mod error;
mod terms;

use super::objects::Objects;
use crate::draft::{DraftErrors, MoveDraft, PermissionDraft, ProfileDraft, StatusDraft};
use crate::facts::{FactName, Restriction};
use crate::lifecycle::{Move, Phase, Subject};
use crate::policy::{Agreement, Clock, Residences};
use crate::profile::{Activity, DueWindow, GateRow, Limit, ObligationKind, ObligationRow, RuleRow, Stage};
use crate::timing::{MissedBoundary, TaxCalendar};
use crate::vocab::{Basis, Shared, Source, Text, WireValue};
use crate::{Code, Country, Fact, Policy, PolicyOptions, Strictness, jurisdictions, providers};
use alloc::string::String;
use alloc::vec::Vec;
pub use error::DocumentError;

use clocks::{AgreementForm, ClockForm};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use terms::{ComponentForm, FeeForm, HomeForm, ReasonTerms};

/// A policy as it is written in a file, JSON or TOML: resolved, not yet built.
///
/// | field | meaning |
/// | --- | --- |
/// | `provider` | the name of the policy |
/// | `subject` | `account` or `group` |
/// | `based_on` | the built-in provider whose lists are used if the document does not have them |
/// | `strictness`, `residences`, `missed_boundary` | as in a question, with the same defaults |
/// | `checked` | the day on which the sources were last compared, for all rows |
/// | `home` | `zone`, `source`: the home of the provider; UTC by default |
/// | `components` | `name`, `settles`, `source`: the balances of which cash consists |
/// | `reason` | `by_code`, `longest_text`, `source`: the form in which a reason is given |
/// | `uncollected_fee` | `up_to`, `source`: fees of up to this many smallest units, from 0 to 255, are never collected |
/// | `statuses` | `wire`, `phase`, `initial`, `implies`, `meaning`, `source` |
/// | `moves` | `from`, `on`, `to`, `source` |
/// | `facts` | the names of the facts that can be established |
/// | `rules` | `code`, `stage`, `basis`, `source` |
/// | `blocking_restrictions`, `restrictions_show_in_status` | what `account_restricted` means |
/// | `permissions` | `activities`, `statuses`, `limit`, `basis`, `source` |
/// | `gates` | `residents_of`, `calendar` (the country whose tax year counts), `source` |
/// | `obligations` | `kind`, `residents_of`, `due` (`calendar`, `from` and `through` as `MM-DD`), `source` |
/// | `clocks` | `kind`, `zone`, and the fields of the kind, as below |
/// | `agreement` | `noticed_by` (`holder`, `provider`), `cause`, `concluded_on`: the known facts about the contract |
///
/// A clock of the kind `not_before` has a `day`; a `notice` has `months`, or `days` and, if business days are meant,
/// `business` (`days_off`, `holidays`, `from`, `through`); a `cut_off` has a `time`, `HH:MM` or `HH:MM:SS`. Its zone is
/// any of the IANA database that [`zone`](jurisdictions::zone) finds. A notice that is not due for every ending of
/// every contract has `given_by` (a party), `except_causes` (canonical causes, as in [`Cause`](crate::reason::Cause)),
/// `concluded_from` (inclusive) or `concluded_before` (exclusive). If the `agreement` leaves the deciding input out,
/// the notice counts.
///
/// An unknown field is refused, so that a misspelt list is never silently that of the base. `basis` is `stated` by
/// default; every row names its source.
///
/// ```
/// use closeout::{lint, lint::Defect, wire::PolicyDocument};
/// let house: PolicyDocument = serde_json::from_str(r#"{
///     "provider": "house", "subject": "account", "based_on": "yuno",
///     "rules": [{"code": "pending_transfers", "stage": "admission", "source": "house rules, 4"}]
/// }"#)?;
/// let findings = lint(&house.build()?);
/// assert_eq!(findings[0].defect, Defect::FundedCanClose); // no rule asks for the cash any more
///
/// let held: PolicyDocument = serde_json::from_str(r#"{
///     "provider": "house", "subject": "account", "based_on": "upvest",
///     "clocks": [{"kind": "not_before", "day": "2026-05-01", "zone": "Europe/London"}]
/// }"#)?;
/// assert_eq!(held.build()?.clocks().len(), 1);
///
/// let by_the_bank: PolicyDocument = serde_json::from_str(r#"{
///     "provider": "house", "subject": "account", "based_on": "upvest",
///     "clocks": [{"kind": "notice", "months": 2, "zone": "Europe/Berlin", "given_by": "provider"}],
///     "agreement": {"noticed_by": "holder"}
/// }"#)?;
/// assert_eq!(by_the_bank.build()?.clocks().len(), 0); // the holder gives notice, so the bank's notice is not due
///
/// let misspelt = r#"{"provider": "house", "subject": "account", "rule": []}"#;
/// assert!(serde_json::from_str::<PolicyDocument>(misspelt).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct PolicyDocument {
    /// The profile.
    pub draft: ProfileDraft,
    /// The options under which the profile is applied.
    pub options: PolicyOptions,
    /// The clocks that completion also waits for.
    pub clocks: Vec<Clock>,
    /// The known facts about the contract and its end.
    pub agreement: Agreement,
}

impl PolicyDocument {
    /// Builds the policy. It owns all its parts: you can drop the document and the policy, and all their memory is
    /// freed.
    ///
    /// # Errors
    /// If the draft does not make a profile.
    pub fn build(&self) -> Result<Policy, DraftErrors> {
        let policy = Policy::new(self.draft.build()?, self.options.clone());
        Ok(policy.with_clocks(self.clocks.clone()).with_agreement(self.agreement))
    }
}

impl<'de> Deserialize<'de> for PolicyDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = Form::deserialize(Objects(deserializer))?;
        Self::try_from(form).map_err(D::Error::custom)
    }
}

/// A policy of a house: a whole profile, or its differences from a built-in one.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PolicyDocument"))]
#[serde(deny_unknown_fields)]
struct Form {
    /// The name of the policy.
    provider: String,
    /// The kind of subject.
    subject: Subject,
    /// The built-in provider whose lists are used if the document does not have them.
    based_on: Option<String>,
    /// The rules that hold; `documented` by default.
    strictness: Option<Strictness>,
    /// The tax residences of the holders; unknown if it is absent or null.
    #[serde(default, deserialize_with = "super::facts::residences")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::facts::residences_schema"))]
    residences: Fact<Residences>,
    /// The rule for a missed tax-year end; `next_boundary` by default.
    missed_boundary: Option<MissedBoundary>,
    /// The day on which the sources were last compared, for all rows.
    checked: Option<String>,
    /// The zone in which civil days are counted if nothing else states one.
    home: Option<HomeForm>,
    /// The components of which cash consists.
    components: Option<Vec<ComponentForm>>,
    /// The form in which a reason is given.
    reason: Option<ReasonTerms>,
    /// Fees that are too small to be collected.
    uncollected_fee: Option<FeeForm>,
    /// The statuses.
    statuses: Option<Vec<StatusForm>>,
    /// The moves from one status to another.
    moves: Option<Vec<MoveForm>>,
    /// The facts that can be established.
    facts: Option<Vec<FactName>>,
    /// The conditions.
    rules: Option<Vec<RuleForm>>,
    /// The restrictions that block.
    blocking_restrictions: Option<Vec<Restriction>>,
    /// True if the status shows the restrictions.
    restrictions_show_in_status: Option<bool>,
    /// The permissions by status.
    permissions: Option<Vec<PermissionForm>>,
    /// The gates: the residents who have to wait for the end of a tax year.
    gates: Option<Vec<GateForm>>,
    /// The obligations after closing.
    obligations: Option<Vec<ObligationForm>>,
    /// The clocks that completion also waits for.
    clocks: Option<Vec<ClockForm>>,
    /// The known facts about the contract and its end.
    agreement: Option<AgreementForm>,
}

/// A status.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Status"))]
#[serde(deny_unknown_fields)]
struct StatusForm {
    /// The word as the provider writes it.
    wire: WireValue,
    /// The phase of the status.
    phase: Phase,
    /// True if a subject begins its life here.
    #[serde(default)]
    initial: bool,
    /// The restriction that the status itself imposes.
    implies: Option<Restriction>,
    /// The meaning in words.
    #[serde(default)]
    meaning: String,
    /// The document that states it.
    source: String,
}

/// A way from one status to another.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "MoveRow"))]
#[serde(deny_unknown_fields)]
struct MoveForm {
    /// The status before.
    from: WireValue,
    /// The move.
    on: Move,
    /// The status after.
    to: WireValue,
    /// The document that states it.
    source: String,
}

/// A condition.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Rule"))]
#[serde(deny_unknown_fields)]
struct RuleForm {
    /// The cause.
    code: Code,
    /// The stage for which it has to be met.
    stage: Stage,
    /// The basis of the row; `stated` by default.
    basis: Option<Basis>,
    /// The document that states it.
    source: String,
}

/// A permission.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PermissionRow"))]
#[serde(deny_unknown_fields)]
struct PermissionForm {
    /// The activities.
    activities: Vec<Activity>,
    /// The statuses in which they are permitted.
    statuses: Vec<WireValue>,
    /// The limit of the permission.
    limit: Option<Limit>,
    /// The basis of the row; `stated` by default.
    basis: Option<Basis>,
    /// The document that states it.
    source: String,
}

/// A tax year whose end is waited for.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Gate"))]
#[serde(deny_unknown_fields)]
struct GateForm {
    /// The country whose residents have to wait.
    residents_of: Country,
    /// The country whose tax year counts.
    calendar: Country,
    /// The document that states it.
    source: String,
}

/// An obligation after closing.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ObligationRow"))]
#[serde(deny_unknown_fields)]
struct ObligationForm {
    /// The kind of obligation.
    kind: ObligationKind,
    /// The country whose residents it concerns; without it, all.
    residents_of: Option<Country>,
    /// The time by which it is due; without it, no particular time.
    due: Option<DueForm>,
    /// The document that states it.
    source: String,
}

/// The days between which something is due.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Due"))]
#[serde(deny_unknown_fields)]
struct DueForm {
    /// The country whose tax year counts.
    calendar: Country,
    /// The first day, `MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")))]
    from: String,
    /// The last day, `MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")))]
    through: String,
}

impl TryFrom<Form> for PolicyDocument {
    type Error = DocumentError;

    fn try_from(form: Form) -> Result<Self, DocumentError> {
        let mut options = PolicyOptions::documented().with_residences(form.residences.clone());
        options.strictness = form.strictness.unwrap_or(options.strictness);
        options.missed_boundary = form.missed_boundary.unwrap_or(options.missed_boundary);
        let mut draft = base(&form)?.named(form.provider);
        let checked = Text::from(form.checked.unwrap_or_default());
        let source = |document: String| Source::written(document, checked.clone());
        replace(&mut draft.facts, form.facts, |fact| fact);
        replace(&mut draft.blocking_restrictions, form.blocking_restrictions, |restriction| restriction);
        replace(&mut draft.statuses, form.statuses, |status| status.draft(source));
        replace(&mut draft.moves, form.moves, |edge| edge.draft(source));
        replace(&mut draft.rules, form.rules, |rule| rule.draft(source));
        replace(&mut draft.permissions, form.permissions, |permission| permission.draft(source));
        replace(&mut draft.components, form.components, |component| component.row(source));
        if let Some(home) = form.home {
            draft.home = home.row(source)?;
        }
        if let Some(reason) = form.reason {
            draft.reason = reason.row(source);
        }
        if let Some(fee) = form.uncollected_fee {
            draft.uncollected_fee = Some(fee.row(source));
        }
        if let Some(shown) = form.restrictions_show_in_status {
            draft.restrictions_show_in_status = shown;
        }
        if let Some(gates) = form.gates {
            draft.gates = gates.into_iter().map(|gate| gate.draft(source)).collect::<Result<_, _>>()?;
        }
        if let Some(due) = form.obligations {
            draft.obligations = due.into_iter().map(|each| each.draft(source)).collect::<Result<_, _>>()?;
        }
        let clocks = form.clocks.unwrap_or_default().into_iter().map(ClockForm::clock);
        let clocks = clocks.collect::<Result<_, _>>()?;
        let agreement = form.agreement.map_or(Agreement::unknown(), Agreement::from);
        Ok(Self { draft, options, clocks, agreement })
    }
}

fn base(form: &Form) -> Result<ProfileDraft, DocumentError> {
    let Some(name) = &form.based_on else {
        return Ok(ProfileDraft::new(&*form.provider, form.subject));
    };
    let unknown = || DocumentError::UnknownBase {
        found: crate::vocab::excerpt(name),
        subject: form.subject,
        known: listed(
            providers::PROFILES
                .iter()
                .map(|profile| alloc::format!("`{}` ({})", profile.provider, profile.subject)),
        ),
    };
    providers::profile(name, form.subject).map(ProfileDraft::from).ok_or_else(unknown)
}

fn listed(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn replace<F, T>(list: &mut Vec<T>, given: Option<Vec<F>>, read: impl Fn(F) -> T) {
    if let Some(given) = given {
        *list = given.into_iter().map(read).collect();
    }
}

impl StatusForm {
    fn draft(self, source: impl Fn(String) -> Source) -> StatusDraft {
        let Self { wire, phase, initial, implies, meaning, source: document } = self;
        let (meaning, source) = (meaning.into(), source(document));
        StatusDraft { wire, phase, initial, assumed: false, implies, meaning, source }
    }
}

impl MoveForm {
    fn draft(self, source: impl Fn(String) -> Source) -> MoveDraft {
        MoveDraft { from: self.from, on: self.on, to: self.to, source: source(self.source) }
    }
}

impl RuleForm {
    fn draft(self, source: impl Fn(String) -> Source) -> RuleRow {
        let basis = self.basis.unwrap_or(Basis::Stated);
        RuleRow { code: self.code, stage: self.stage, basis, source: source(self.source) }
    }
}

impl PermissionForm {
    fn draft(self, source: impl Fn(String) -> Source) -> PermissionDraft {
        PermissionDraft {
            activities: self.activities,
            statuses: self.statuses,
            limit: self.limit,
            basis: self.basis.unwrap_or(Basis::Stated),
            source: source(self.source),
        }
    }
}

impl GateForm {
    fn draft(self, source: impl Fn(String) -> Source) -> Result<GateRow, DocumentError> {
        let calendar = calendar_of("gates.calendar", self.calendar)?;
        Ok(GateRow { residents_of: self.residents_of, calendar, source: source(self.source) })
    }
}

impl ObligationForm {
    fn draft(self, source: impl Fn(String) -> Source) -> Result<ObligationRow, DocumentError> {
        Ok(ObligationRow {
            kind: self.kind,
            residents_of: self.residents_of,
            due: self.due.map(DueForm::window).transpose()?,
            source: source(self.source),
        })
    }
}

impl DueForm {
    fn window(self) -> Result<DueWindow, DocumentError> {
        Ok(DueWindow {
            calendar: calendar_of("obligations.due.calendar", self.calendar)?,
            from: month_and_day(&self.from)?,
            through: month_and_day(&self.through)?,
        })
    }
}

fn calendar_of(field: &'static str, country: Country) -> Result<Shared<TaxCalendar>, DocumentError> {
    jurisdictions::calendar(country)
        .map(Shared::of)
        .map_err(|unknown| DocumentError::UnknownCalendar { field, unknown })
}

/// Reads a day such as `03-31`. The linter checks whether every year has the day; no year has a thirteenth month.
fn month_and_day(text: &str) -> Result<(i8, i8), DocumentError> {
    let digits = |part: &str| {
        let is_two_digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i8>().ok().filter(|_| is_two_digits)
    };
    let read = text.split_once('-').and_then(|(month, day)| Some((digits(month)?, digits(day)?)));
    read.filter(|(month, day)| (1..=12).contains(month) && (1..=31).contains(day))
        .ok_or_else(|| DocumentError::NotADay(crate::vocab::excerpt(text)))
}

#[cfg(feature = "schema")]
super::form::as_form!(PolicyDocument => Form);
