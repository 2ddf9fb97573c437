//! The linter against lives that are lived: what it names can be shown, and what can be shown it names.
//!
//! What belongs here: made-up rules on the built-in lifecycles, random lives under them, findings followed step by step.
//! What never does: an expectation that is taken from the tables of the crate.

mod broken;
mod calendars;
mod ends;
mod facts;
mod rows;
mod sides;

use crate::support::{at, balance, empty, member, policy_with, position};
use closeout::{
    Code, Command, Facts, Policy, Reason, State, Status, Strictness, decide,
    draft::ProfileDraft,
    facts::FactName,
    laws,
    lifecycle::{Move, Phase},
    lint,
    lint::{About, Defect, Happening, Trace},
    profile::{Profile, RuleRow, Stage},
    providers,
    strategies::{self, drafts},
    timing::MissedBoundary,
    vocab::{Basis, Shared, Source},
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::Index;

const SOURCE: Source = Source::plain("a test", "2026-11-20");

/// Conditions that a made-up policy may have: what can be left in an account, and what is on its way.
const CODES: [Code; 6] = [
    Code::OutstandingWithdrawals,
    Code::OpenOrders,
    Code::OpenPositions,
    Code::AccountsNotClosed,
    Code::OutstandingFees,
    Code::CashBalance,
];

/// What can be left in an account.
const LEFT: [Code; 3] = [Code::OpenPositions, Code::AccountsNotClosed, Code::CashBalance];

/// A built-in lifecycle under any of these conditions, each at any stage, of which every fact can be established.
fn policies() -> impl Strategy<Value = Policy> {
    let rules = proptest::sample::subsequence(all_rules(), 0..=CODES.len() * 2);
    (any::<Index>(), rules).prop_map(|(place, rules)| {
        let profile = providers::PROFILES[place.index(providers::PROFILES.len())];
        let mut draft = ProfileDraft::from(profile);
        let is_group = profile.members.is_some();
        let rules = rules.into_iter().filter(|rule| is_group || rule.code != Code::AccountsNotClosed);
        draft.rules = rules.collect();
        draft.facts = FactName::ALL.to_vec();
        policy_with(draft.build().unwrap(), Strictness::Documented, &["GB"], MissedBoundary::NextBoundary)
    })
}

fn all_rules() -> Vec<RuleRow> {
    let at_each = |code: Code| {
        Stage::ALL.iter().map(move |stage| RuleRow {
            code,
            stage: *stage,
            basis: Basis::Stated,
            source: SOURCE,
        })
    };
    CODES.into_iter().flat_map(at_each).collect()
}

/// One account, with or without this left in it.
struct Life<'p> {
    policy: &'p Policy,
    state: State,
    facts: Facts,
    now: Timestamp,
}

impl<'p> Life<'p> {
    fn begin(policy: &'p Policy, status: Status) -> Self {
        let now = at("2026-01-01T00:00:00Z");
        Self { policy, state: State::new(status), facts: empty(), now }
    }

    fn arises(&mut self, code: Code) {
        match code.name() {
            "open_positions" => self.facts.positions = closeout::Fact::one(position("1")),
            "accounts_not_closed" => self.facts.accounts = closeout::Fact::one(member("ACTIVE")),
            "cash_balance" => self.facts.cash = closeout::Fact::one(balance("1")),
            other => assert_eq!(other, "something that can be left in an account"),
        }
    }

    fn moves(&mut self, on: Move) {
        let row = self.policy.lifecycle().step(&self.state.status, on);
        if on == Move::RequestClosure {
            self.ask(&Command::RequestClosure { reason: Some(Reason::text("any")) });
        } else if let Some(row) = row.filter(|_| on != Move::Complete) {
            self.state = State::new(Status::known(row));
        }
    }

    /// Once to record the clearance, once when the gate has opened.
    fn advance(&mut self) {
        for _ in 0..2 {
            self.ask(&Command::Advance);
            self.now += SignedDuration::from_hours(24 * 400);
        }
        self.ask(&Command::Advance);
    }

    fn ask(&mut self, command: &Command) {
        let decision = decide(self.policy, &self.state, &self.facts, command, self.now).unwrap();
        let next = decision.state().clone();
        self.state = next;
    }

    fn is_closed(&self) -> bool {
        self.state.is_in(Phase::Closed)
    }

    fn follow(policy: &'p Policy, trace: &Trace) -> Self {
        let mut life = Self::begin(policy, trace.start.clone().unwrap());
        for step in &trace.steps {
            match step.what {
                Happening::Arises(code) => life.arises(code),
                Happening::Move(on) => life.moves(on),
                Happening::Advance => life.advance(),
                other => assert_eq!(format!("{other:?}"), "something that can happen here"),
            }
            if let Some(status) = &step.leads_to {
                assert_eq!(life.state.status, *status, "{trace}");
            }
        }
        life
    }
}

fn funded(policy: &Policy) -> Vec<(Code, Trace)> {
    let findings = lint(policy).into_iter().filter(|finding| finding.defect == Defect::FundedCanClose);
    let code = |about: &About| if let About::Cause(code) = about { Some(*code) } else { None };
    findings.map(|finding| (code(&finding.about).unwrap(), finding.trace)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whoever does what the finding says sees what it says.
    #[test]
    fn a_way_that_is_shown_can_be_gone(policy in policies()) {
        for (code, trace) in funded(&policy) {
            prop_assert!(trace.steps.iter().any(|step| step.what == Happening::Arises(code)));
            prop_assert!(Life::follow(&policy, &trace).is_closed(), "{trace}");
        }
    }

    /// Whatever happens in a life, in whatever order: if it closes with something in it, the linter had said so.
    #[test]
    fn a_life_that_closes_with_something_in_it_was_foretold(
        policy in policies(),
        left in proptest::sample::select(&LEFT[..]),
        steps in proptest::collection::vec(any::<Index>(), 1..12),
        arises_at in 0_usize..12,
    ) {
        let initial = policy.lifecycle().statuses().iter().find(|row| row.initial).unwrap();
        let mut life = Life::begin(&policy, Status::known(initial));
        let mut is_left = false;
        for (place, step) in steps.iter().enumerate() {
            let in_use = life.state.is_in(Phase::Active)
                || life.state.is_in(Phase::Restricted)
                || life.state.is_in(Phase::Closing);
            if place >= arises_at && in_use && !is_left {
                life.arises(left);
                is_left = true;
            }
            match step.index(Move::ALL.len() + 1) {
                0 => life.advance(),
                other => life.moves(Move::ALL[other - 1]),
            }
            if life.is_closed() {
                break;
            }
        }
        let holds = lint_says_it_holds(&policy, left);
        if is_left && life.is_closed() && holds {
            prop_assert!(funded(&policy).iter().any(|(code, _)| *code == left), "{left}");
        }
    }
}

/// Whatever somebody puts together, the linter comes to an end, says the same again, and its ways can be gone; and no
/// question under it breaks a law of the engine, sensible or not.
fn holds_for_any_profile(draft: &ProfileDraft, like: &Policy, questions: &[(Index, Question)]) {
    let Ok(profile) = draft.build() else { return };
    let policy = Policy::new(profile, like.options().clone()).with_clocks(like.clocks().to_vec());
    let findings = lint(&policy);
    assert_eq!(lint(&policy), findings);
    for (code, trace) in funded(&policy) {
        assert!(trace.steps.iter().any(|step| step.what == Happening::Arises(code)));
    }
    for (place, (facts, command, now)) in questions {
        let mut state = State::new(Status::known(place.get(policy.lifecycle().statuses())));
        state.requested_at = Some(*now);
        let Ok(decision) = decide(&policy, &state, facts, command, *now) else { continue };
        assert_eq!(laws::broken_by_decision(&decision), None);
    }
}

type Question = (Facts, Command, Timestamp);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_profile_is_linted_and_obeyed(
        draft in drafts(),
        policy in strategies::policies(),
        questions in proptest::collection::vec(
            (any::<Index>(), (strategies::facts(), strategies::commands(), strategies::instants())),
            1..8,
        ),
    ) {
        holds_for_any_profile(&draft, &policy, &questions);
    }
}

/// An account that offers no trading has no positions, and only a group has accounts. By hand.
fn lint_says_it_holds(policy: &Policy, left: Code) -> bool {
    let name = (&*policy.profile().provider, policy.profile().subject.name());
    matches!(
        (left.name(), name),
        ("open_positions", ("alpaca" | "upvest", "account"))
            | ("accounts_not_closed" | "cash_balance", (_, "group"))
            | ("cash_balance", ("alpaca" | "udara360" | "yuno", _))
    )
}

/// Not vacuous: of made-up policies some let something close, and some do not.
#[test]
fn with_and_without_its_rule_an_account_is_told_apart() {
    let with = |rules: &[RuleRow]| {
        let mut draft = ProfileDraft::from(&providers::yuno::ACCOUNT);
        draft.rules = rules.to_vec();
        let profile = draft.build().unwrap();
        policy_with(profile, Strictness::Documented, &["GB"], MissedBoundary::NextBoundary)
    };
    let rule =
        RuleRow { code: Code::CashBalance, stage: Stage::Admission, basis: Basis::Stated, source: SOURCE };
    assert_eq!(funded(&with(std::slice::from_ref(&rule))), []);
    let found = funded(&with(&[]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1.to_string(), "ACTIVE, cash_balance arises, request_closure -> CLOSED");
    let later = RuleRow { stage: Stage::Completion, ..rule };
    assert_eq!(funded(&with(&[later])).len(), 1, "it closes in one step");
}

/// What a finding displays is one line, whole.
#[test]
fn a_finding_says_what_where_and_how() {
    let documented = policy_with(
        &providers::udara360::ACCOUNT,
        Strictness::Documented,
        &["GB"],
        MissedBoundary::NextBoundary,
    );
    let said: Vec<String> = lint(&documented).iter().map(ToString::to_string).collect();
    let expected = "funded_can_close: cash_balance: it closes with this in it: 1, cash_balance arises, request_closure -> 3";
    assert_eq!(said, [expected]);
}

/// A draft of a built-in profile is that profile again.
#[test]
fn a_draft_of_a_profile_builds_the_same_profile() {
    for profile in providers::PROFILES {
        let again = ProfileDraft::from(*profile).build().unwrap();
        assert_eq!(format!("{again:?}"), format!("{profile:?}"));
    }
}

/// The row stands where the first of its kind stood; the same cause at the other stage, and `rule`, add one.
#[test]
fn what_is_required_replaces_what_was_required_at_that_stage() {
    let rows = |draft: &ProfileDraft| -> Vec<(&str, &str, &str)> {
        draft.rules.iter().map(|row| (row.code.name(), row.stage.name(), row.basis.name())).collect()
    };
    let (cash, fees, at_admission) = (Code::CashBalance, Code::OutstandingFees, Stage::Admission);
    let twice = ProfileDraft::new("house", closeout::lifecycle::Subject::Account)
        .rule(cash, at_admission, Basis::Inferred, SOURCE)
        .rule(fees, at_admission, Basis::Stated, SOURCE)
        .rule(cash, at_admission, Basis::Inferred, SOURCE)
        .rule(cash, Stage::Completion, Basis::Inferred, SOURCE);
    let once = twice.require(cash, at_admission, SOURCE);
    let expected = [
        ("cash_balance", "admission", "stated"),
        ("outstanding_fees", "admission", "stated"),
        ("cash_balance", "completion", "inferred"),
    ];
    assert_eq!(rows(&once), expected);
    let more = once.require(Code::Liens, at_admission, SOURCE);
    assert_eq!(rows(&more)[..3], expected);
    assert_eq!(rows(&more)[3], ("liens", "admission", "stated"));
    assert_eq!(rows(&more.rule(Code::Liens, at_admission, Basis::Stated, SOURCE)).len(), 5);
}

/// A house that changes nothing has its provider's findings, and none of them is of a kind that other rows bring.
#[test]
fn a_built_in_profile_and_what_starts_from_it_are_as_clean_as_before() {
    let new =
        [Defect::FactNeverAsked, Defect::ValueEntersClosed, Defect::CalendarEnded, Defect::ClosingForgotten];
    for profile in providers::PROFILES {
        let house = Shared::from(ProfileDraft::from(*profile).named("house").build().unwrap());
        for strictness in Strictness::ALL {
            let of = |profile: Shared<Profile>| {
                lint(&policy_with(profile, *strictness, &["GB"], MissedBoundary::WhenClear))
            };
            let found = of(Shared::of(profile));
            assert_eq!(of(house.clone()), found, "{}", profile.provider);
            let more: Vec<String> = found
                .iter()
                .filter(|finding| new.contains(&finding.defect))
                .map(ToString::to_string)
                .collect();
            assert_eq!(more, [""; 0], "{}", profile.provider);
        }
    }
}

/// Each mistake, in the order of the fields, with what was expected.
#[test]
fn what_is_no_profile_is_refused_with_everything_that_is_wrong() {
    let errors = |draft: &ProfileDraft| -> Vec<String> {
        draft.build().unwrap_err().all().iter().map(ToString::to_string).collect()
    };
    let mut draft = ProfileDraft::from(&providers::yuno::ACCOUNT).named(" ");
    draft = draft.rule(Code::AccountsNotClosed, Stage::Admission, Basis::Stated, SOURCE);
    draft = draft.edge("ACTIVE", Move::Restrict, "FROZEN", SOURCE);
    let found = errors(&draft);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[0], "provider: the name is blank: expected the name under which policies know it");
    assert!(found[1].starts_with("members: "), "{found:?}");
    assert!(
        found[2].contains("there is no status `FROZEN`: expected one of `PENDING`, `ACTIVE`"),
        "{found:?}"
    );
    assert_eq!(draft.build().unwrap_err().to_string(), found.join("\n"));
    let twice = ProfileDraft::from(&providers::yuno::ACCOUNT).status("ACTIVE", Phase::Active, SOURCE);
    assert_eq!(errors(&twice), ["statuses: a wire value is there twice: `ACTIVE`"]);
    let leaves =
        ProfileDraft::from(&providers::yuno::ACCOUNT).edge("CLOSED", Move::Activate, "ACTIVE", SOURCE);
    assert_eq!(
        errors(&leaves),
        ["moves: an edge leaves a closed or rejected status and is no reopening: `CLOSED` activate `ACTIVE`"]
    );
    let same =
        ProfileDraft::from(&providers::yuno::ACCOUNT).edge("PENDING", Move::Activate, "CLOSED", SOURCE);
    assert_eq!(errors(&same), ["moves: an edge is there twice: `PENDING` activate `CLOSED`"]);
    let past = ProfileDraft::from(&providers::yuno::ACCOUNT).status("GONE", Phase::Closed, SOURCE).edge(
        "ACTIVE",
        Move::Complete,
        "GONE",
        SOURCE,
    );
    assert_eq!(
        errors(&past),
        ["moves: an edge leads past the first closing or closed status: `ACTIVE` complete `GONE`"]
    );
    let endless = ProfileDraft::new("house", closeout::lifecycle::Subject::Group)
        .status("OPEN", Phase::Active, SOURCE)
        .status("CLOSING", Phase::Closing, SOURCE)
        .edge("OPEN", Move::RequestClosure, "CLOSING", SOURCE);
    assert_eq!(errors(&endless), ["statuses: a status is closing, and no status is closed: `CLOSING`"]);
    assert!(endless.status("CLOSED", Phase::Closed, SOURCE).build().is_ok());
    let mut many = ProfileDraft::new("house", closeout::lifecycle::Subject::Account);
    for place in 0..33 {
        many = many.status(&place.to_string(), Phase::Active, SOURCE);
    }
    assert_eq!(errors(&many), ["statuses: a lifecycle has at most 32 statuses: 33 found"]);
}

/// The Ethiopian year is known in Gregorian days to 2099: a gate that waits for it has a clock that runs out.
#[test]
fn a_calendar_that_runs_out_is_named_with_the_instant() {
    let gaps = |calendar: &'static closeout::timing::TaxCalendar| -> Vec<String> {
        let mut draft = ProfileDraft::from(&providers::upvest::ACCOUNT);
        draft.gates[0].calendar = calendar.into();
        let profile = draft.build().unwrap();
        let policy = policy_with(profile, Strictness::Documented, &["GB"], MissedBoundary::NextBoundary);
        lint(&policy).iter().map(|finding| finding.about.to_string()).collect()
    };
    assert_eq!(gaps(&closeout::jurisdictions::ZA), [""; 0]);
    assert_eq!(gaps(&closeout::jurisdictions::ET), ["calendar of ET at 2099-07-07T21:00:00Z"]);
}
