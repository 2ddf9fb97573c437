//! A question for a plan as JSON: an account, or a group with its accounts, and when sales are settled.
//!
//! What belongs here: reading the question, from the pieces of a question for a decision, and refusing errors.
//! What never does: the order of steps, which is the planner's.

mod answer;
mod remark;
mod step;

pub use answer::{PlanAnswer, PlanRecord, WhatIfAnswer};
pub use remark::{NoteRecord, RemarkRecord};
pub use step::{ActRecord, StepRecord};

use super::objects::Objects;
use super::policies::Policies;
use super::question::{CommandForm, PolicyForm, check_members, read_command, resolve};
use super::question_error::QuestionError;
use super::scalar::{CivilDate, Instant};
use super::state::StateForm;
use crate::lifecycle::Subject;
use crate::plan::{Change, Plan, PlanError, PlanRequest, PlanSubject, Settlement, WhatIf, what_if};
use crate::vocab::{Printable, excerpt};
use crate::{Fact, Facts, Policy, Reason, State, plan};
use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};

/// One question for a plan, resolved. Its policies and facts are those of a [`Question`](super::Question), whose lines
/// can be read too: only the reason of their `command` is used, and `expect` and `why` are ignored.
///
/// | field | meaning |
/// | --- | --- |
/// | `case`, `policy`, `subject`, `state`, `facts`, `now` | as in a question |
/// | `reason` | the reason for closing: `code`, `text`; `command` may have it instead |
/// | `accounts` | of a group: `id`, `state`, `facts`, and `policy` if it differs from that of the group |
/// | `settlements` | `traded_on` and `settles_on`, civil dates: when a sale of that day is settled |
///
/// An unknown field and a duplicate key are refused, as are accounts of an account, accounts that `facts` has as well,
/// two accounts with one id, an account of another provider, and a settlement before its trade.
///
/// ```
/// use closeout::wire::{PlanAnswer, PlanQuestion};
/// let question: PlanQuestion = serde_json::from_str(r#"{
///     "case": "g1", "policy": {"provider": "upvest", "residences": ["GB"]}, "subject": "group",
///     "state": {"status": "ACTIVE"},
///     "facts": {"outstanding_withdrawals": [], "fees": [], "cash": []},
///     "accounts": [{"id": "a1", "state": {"status": "ACTIVE"}, "facts": {
///         "positions": [{"instrument": "US0378331005", "quantity": "3"}],
///         "outstanding_withdrawals": [], "expected_corporate_actions": []
///     }}],
///     "now": "2026-03-20T09:00:00Z"
/// }"#)?;
/// let answer = serde_json::to_value(PlanAnswer::new(&question, &question.plan()?))?;
/// assert_eq!(answer["earliest"], "2026-04-05T23:00:00Z");
/// assert_eq!(answer["steps"][0]["account"], "a1");
/// assert_eq!(answer["steps"][0]["code"], "open_positions");
///
/// let refused = serde_json::from_str::<PlanQuestion>(r#"{
///     "policy": {"provider": "yuno"}, "subject": "account", "state": {"status": "ACTIVE"},
///     "accounts": [], "now": "2026-03-20T09:00:00Z"
/// }"#);
/// assert!(refused.is_err()); // an account has no accounts
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[serde(into = "PlanForm")]
pub struct PlanQuestion {
    /// The asker's name for the case, echoed.
    pub case: Option<Box<str>>,
    /// The rules.
    pub policy: Policy,
    /// The remembered state.
    pub state: State,
    /// The asserted facts.
    pub facts: Facts,
    /// The reason for closing.
    pub reason: Option<Reason>,
    /// The accounts of a group.
    pub accounts: Vec<PlannedAccount>,
    /// The settlement days of sales, as far ahead as they are known.
    pub settlements: Vec<Settlement>,
    /// The instant of the question.
    pub now: Timestamp,
}

/// An account of a group that is planned.
#[derive(Clone, Debug)]
pub struct PlannedAccount {
    /// The caller's id.
    pub id: Box<str>,
    /// The rules.
    pub policy: Policy,
    /// The remembered state.
    pub state: State,
    /// The asserted facts.
    pub facts: Facts,
}

impl PlanQuestion {
    /// Returns the caller's id of an account of the question; `None` for the subject itself.
    pub(super) fn id_of(&self, account: Option<usize>) -> Option<Box<str>> {
        account.and_then(|place| self.accounts.get(place)).map(|account| account.id.clone())
    }

    pub(super) fn read_with<'de, D: Deserializer<'de>>(
        policies: &Policies,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let form = PlanForm::deserialize(Objects(deserializer))?;
        form.resolved(policies).map_err(D::Error::custom)
    }

    /// Plans the closing.
    ///
    /// # Errors
    /// If there is no plan.
    pub fn plan(&self) -> Result<Plan, PlanError> {
        self.undertake(plan)
    }

    /// Plans the closing as it is, and once more after one change.
    ///
    /// # Errors
    /// If there is no plan before the change, or no plan after it.
    pub fn what_if(&self, change: &Change) -> Result<WhatIf, PlanError> {
        self.undertake(|request| what_if(request, change))
    }

    /// Returns the name of the subject in messages: its case, or else its kind.
    fn id(&self) -> &str {
        self.case.as_deref().unwrap_or_else(|| self.policy.profile().subject.name())
    }

    fn undertake<T>(&self, then: impl FnOnce(&PlanRequest<'_>) -> T) -> T {
        let Self { policy, state, facts, now, .. } = self;
        let accounts: Vec<PlanSubject<'_>> = self.accounts.iter().map(PlannedAccount::subject).collect();
        then(&PlanRequest {
            subject: PlanSubject { id: self.id(), policy, state, facts },
            accounts: &accounts,
            reason: self.reason.as_ref(),
            settlements: &self.settlements,
            now: *now,
        })
    }
}

impl PlannedAccount {
    fn subject(&self) -> PlanSubject<'_> {
        PlanSubject { id: &self.id, policy: &self.policy, state: &self.state, facts: &self.facts }
    }
}

impl<'de> Deserialize<'de> for PlanQuestion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read_with(&Policies::built_in(), deserializer)
    }
}

/// Well-formed JSON that is not a question for a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanQuestionError {
    /// An error in the part shared with a question for a decision.
    #[error(transparent)]
    Question(#[from] QuestionError),
    /// An error in one of the accounts.
    #[error("`accounts`: `{id}`: {error}", id = Printable(.id))]
    Account {
        /// The id of the account.
        id: String,
        /// The error of the account.
        error: Box<QuestionError>,
    },
    /// Accounts that are given for an account.
    #[error(
        "`accounts` is given with `account`: expected the subject `group`, since only a group has accounts"
    )]
    AccountsOfAccount,
    /// Accounts of a group that are given twice.
    #[error(
        "`accounts` and `facts.accounts` are both given: expected one of them, since the former says which accounts \
         there are, and their statuses"
    )]
    AccountsTwice,
    /// Two accounts with one id.
    #[error(
        "`accounts`: `{id}` is there twice: expected each account once, or it would be planned twice",
        id = Printable(.id)
    )]
    SameAccount {
        /// The id of the account.
        id: String,
    },
    /// An account of another provider than its group.
    #[error(
        "`accounts`: `{id}` is kept by `{found}`: expected `{expected}`, which keeps the group",
        id = Printable(.id), found = Printable(.found), expected = Printable(.expected)
    )]
    AnotherProvider {
        /// The id of the account.
        id: String,
        /// The provider of the account.
        found: String,
        /// The provider of the group.
        expected: String,
    },
    /// A reason that is given twice.
    #[error("`reason` and `command.reason` are both given: expected one of them")]
    ReasonTwice,
    /// A settlement before its trade.
    #[error(
        "`settlements`: a trade of {traded_on} is settled on {settles_on}: expected that day or a later one"
    )]
    SettledBeforeTrade {
        /// The day of the trade.
        traded_on: Date,
        /// The day of settlement.
        settles_on: Date,
    },
}

/// An account, or a group with its accounts, that is to be closed.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PlanQuestion"))]
#[serde(deny_unknown_fields)]
struct PlanForm {
    /// The asker's name for the case, echoed in the answer.
    #[serde(default)]
    case: Option<Box<str>>,
    /// The rules.
    policy: PolicyForm,
    /// The kind of subject.
    subject: Subject,
    /// The remembered state.
    state: StateForm,
    /// The asserted facts.
    #[serde(default)]
    facts: Option<Facts>,
    /// The command, as in a question for a decision; only its reason is used.
    #[serde(default, skip_serializing)]
    command: Option<CommandForm>,
    /// The reason for closing; not together with the reason of a command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    /// The accounts of a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accounts: Option<Vec<AccountForm>>,
    /// The settlement days of sales, as far ahead as they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    settlements: Vec<SettlementForm>,
    /// The instant of the question.
    now: Instant,
    /// The answer that a checker expects of a decision; a plan does not read it.
    #[serde(default, skip_serializing)]
    #[cfg_attr(feature = "schema", schemars(with = "super::json::Json"))]
    #[expect(dead_code, reason = "accepted and ignored")]
    expect: IgnoredAny,
    /// The reason why a checker expects it; a plan does not read it.
    #[serde(default, skip_serializing)]
    #[cfg_attr(feature = "schema", schemars(with = "super::json::Json"))]
    #[expect(dead_code, reason = "accepted and ignored")]
    why: IgnoredAny,
}

/// An account of the group.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Account"))]
#[serde(deny_unknown_fields)]
struct AccountForm {
    /// The caller's id, unique among the accounts.
    id: Box<str>,
    /// The rules, if they differ from those of the group.
    #[serde(default)]
    policy: Option<PolicyForm>,
    /// The remembered state of the account.
    state: StateForm,
    /// The asserted facts about the account.
    #[serde(default)]
    facts: Option<Facts>,
}

/// The settlement of sales made on one day.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Settlement"))]
#[serde(deny_unknown_fields)]
struct SettlementForm {
    /// The civil day of the trade.
    traded_on: CivilDate,
    /// The civil day of settlement, which is not before it.
    settles_on: CivilDate,
}

impl PlanForm {
    fn resolved(self, policies: &Policies) -> Result<PlanQuestion, PlanQuestionError> {
        let Self { case, policy, subject, state, facts, command, reason, accounts, settlements, now, .. } =
            self;
        let (policy, mut facts) = (resolve(policy, subject, policies)?, facts.unwrap_or_default());
        check_members(&policy, &facts)?;
        let accounts = match accounts {
            Some(forms) => read_accounts(forms, &policy, &mut facts, policies)?,
            None => Vec::new(),
        };
        Ok(PlanQuestion {
            case,
            state: state.under(&policy)?,
            policy,
            facts,
            reason: read_reason(reason, command)?,
            accounts,
            settlements: settlements.into_iter().map(SettlementForm::read).collect::<Result<_, _>>()?,
            now: now.0,
        })
    }
}

/// Reads the accounts. An empty list states that there are none, which is a fact as well.
fn read_accounts(
    forms: Vec<AccountForm>,
    group: &Policy,
    facts: &mut Facts,
    policies: &Policies,
) -> Result<Vec<PlannedAccount>, PlanQuestionError> {
    if group.profile().subject == Subject::Account {
        return Err(PlanQuestionError::AccountsOfAccount);
    }
    if !facts.accounts.is_unknown() {
        return Err(PlanQuestionError::AccountsTwice);
    }
    if forms.is_empty() {
        facts.accounts = Fact::empty();
    }
    let mut ids = BTreeSet::new();
    if let Some(twice) = forms.iter().find(|form| !ids.insert(&form.id)) {
        return Err(PlanQuestionError::SameAccount { id: excerpt(&twice.id) });
    }
    forms.into_iter().map(|form| form.read(group, policies)).collect()
}

impl AccountForm {
    fn read(self, group: &Policy, policies: &Policies) -> Result<PlannedAccount, PlanQuestionError> {
        let Self { id, policy, state, facts } = self;
        let form = policy.unwrap_or_else(|| PolicyForm::from(group));
        let wrong = |error| PlanQuestionError::Account { id: excerpt(&id), error: Box::new(error) };
        let policy = resolve(form, Subject::Account, policies).map_err(wrong)?;
        let (found, expected) = (&policy.profile().provider, &group.profile().provider);
        if found != expected {
            let (found, expected) = (found.to_string(), expected.to_string());
            return Err(PlanQuestionError::AnotherProvider { id: excerpt(&id), found, expected });
        }
        let facts = facts.unwrap_or_default();
        check_members(&policy, &facts).map_err(wrong)?;
        let state = state.under(&policy).map_err(wrong)?;
        Ok(PlannedAccount { id, policy, state, facts })
    }
}

fn read_reason(
    reason: Option<Reason>,
    command: Option<CommandForm>,
) -> Result<Option<Reason>, PlanQuestionError> {
    let command = command.map(read_command).transpose()?;
    let commanded = command.and_then(|command| match command {
        crate::Command::RequestClosure { reason } => reason,
        crate::Command::Advance => None,
    });
    match (reason, commanded) {
        (Some(_), Some(_)) => Err(PlanQuestionError::ReasonTwice),
        (reason, commanded) => Ok(reason.or(commanded)),
    }
}

impl SettlementForm {
    fn read(self) -> Result<Settlement, PlanQuestionError> {
        let (traded_on, settles_on) = (self.traded_on.0, self.settles_on.0);
        if settles_on < traded_on {
            return Err(PlanQuestionError::SettledBeforeTrade { traded_on, settles_on });
        }
        Ok(Settlement { traded_on, settles_on })
    }
}

impl From<PlanQuestion> for PlanForm {
    fn from(question: PlanQuestion) -> Self {
        let PlanQuestion { case, policy, state, facts, reason, accounts, settlements, now } = question;
        let accounts: Vec<AccountForm> = accounts.into_iter().map(AccountForm::from).collect();
        Self {
            case,
            policy: PolicyForm::from(&policy),
            subject: policy.profile().subject,
            state: StateForm::from(&state),
            facts: Some(facts),
            command: None,
            reason,
            accounts: Some(accounts).filter(|accounts| !accounts.is_empty()),
            settlements: settlements.into_iter().map(SettlementForm::from).collect(),
            now: Instant(now),
            expect: IgnoredAny,
            why: IgnoredAny,
        }
    }
}

impl From<PlannedAccount> for AccountForm {
    fn from(account: PlannedAccount) -> Self {
        let PlannedAccount { id, policy, state, facts } = account;
        Self {
            id,
            policy: Some(PolicyForm::from(&policy)),
            state: StateForm::from(&state),
            facts: Some(facts),
        }
    }
}

impl From<Settlement> for SettlementForm {
    fn from(settlement: Settlement) -> Self {
        let Settlement { traded_on, settles_on } = settlement;
        Self { traded_on: CivilDate(traded_on), settles_on: CivilDate(settles_on) }
    }
}

#[cfg(feature = "schema")]
super::form::as_form!(PlanQuestion => PlanForm);
