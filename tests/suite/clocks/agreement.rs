//! Notices that depend on who gives them, on the cause and on the day of the contract.
//!
//! What belongs here: what counts under which agreement, known or not, by hand.
//! What never does: how long a notice is.

use super::{LONDON, closing_since, day, said, under};
use crate::support::{ask, at, empty, state};
use closeout::{
    Command, Fact, Policy, Set, Verdict, lint,
    lint::Defect,
    policy::{Agreement, AgreementInput, Clock, Notice, Party},
    reason::Cause,
    timing::{BusinessCalendar, NoticePeriod},
    wire::{Answer, PolicyDocument, Question},
};
use std::collections::BTreeSet;

const REQUESTED: &str = "2026-07-15T10:00:00Z";
const NINETY_DAYS: &str = "2026-10-13T23:00:00Z";
const TWO_MONTHS: &str = "2026-09-15T23:00:00Z";
const ONE_MONTH: &str = "2026-08-15T23:00:00Z";

/// Ninety days by the provider for contracts from 28 April 2026 on, but not for fraud or where the holder could not be
/// identified; two months for older contracts; a month by the holder.
fn payment_services() -> [Clock; 3] {
    let since = day("2026-04-28");
    let by_the_provider = Notice::days(90, LONDON)
        .given_by(Party::Provider)
        .except_for([Cause::FraudConcern, Cause::KycFailure])
        .for_contracts_from(since);
    let before = Notice::months(2, LONDON).given_by(Party::Provider).for_contracts_before(since);
    let by_the_holder = Notice::months(1, LONDON).given_by(Party::Holder);
    [by_the_provider, before, by_the_holder].map(Clock::Notice)
}

fn agreed(noticed_by: Option<Party>, cause: Option<Cause>, concluded_on: Option<&str>) -> Agreement {
    Agreement {
        noticed_by: noticed_by.into(),
        cause: cause.into(),
        concluded_on: concluded_on.map(day).into(),
    }
}

/// A day after the request; clear since then.
fn asked(policy: &Policy) -> String {
    said(policy, &closing_since(policy, REQUESTED, Some(REQUESTED)), at("2026-07-16T10:00:00Z"))
}

fn waits_until(instant: &str) -> String {
    format!("waiting; {instant}; notice_period; notice_period {instant}; ")
}

#[test]
fn what_is_known_excludes_a_notice_and_what_is_not_known_does_not() {
    use AgreementInput::{Cause as WhichCause, ConcludedOn, NoticedBy};
    let (holder, provider) = (Some(Party::Holder), Some(Party::Provider));
    let (fraud, appetite) = (Some(Cause::FraudConcern), Some(Cause::RiskAppetite));
    let (older, newer) = (Some("2026-04-27"), Some("2026-04-28"));
    let rows: [(Agreement, Option<&str>, &[AgreementInput]); 13] = [
        (agreed(None, None, None), Some(NINETY_DAYS), &[NoticedBy, WhichCause, ConcludedOn]),
        (agreed(provider, appetite, newer), Some(NINETY_DAYS), &[]),
        (agreed(provider, appetite, older), Some(TWO_MONTHS), &[]),
        (agreed(provider, fraud, newer), None, &[]),
        (agreed(provider, fraud, older), Some(TWO_MONTHS), &[]),
        (agreed(provider, None, newer), Some(NINETY_DAYS), &[WhichCause]),
        (agreed(provider, None, older), Some(TWO_MONTHS), &[]),
        (agreed(provider, fraud, None), Some(TWO_MONTHS), &[ConcludedOn]),
        (agreed(provider, appetite, None), Some(NINETY_DAYS), &[ConcludedOn]),
        (agreed(holder, None, None), Some(ONE_MONTH), &[]),
        (agreed(holder, fraud, newer), Some(ONE_MONTH), &[]),
        (agreed(None, fraud, newer), Some(ONE_MONTH), &[NoticedBy]),
        (agreed(None, None, older), Some(TWO_MONTHS), &[NoticedBy]),
    ];
    for (agreement, opens, undecided) in rows {
        let policy = under(payment_services()).with_agreement(agreement);
        // Without any clock it takes effect with the call.
        let at_once = "permitted; 2026-07-16T10:00:00Z; ; ; closed".to_owned();
        let expected = opens.map_or(at_once, waits_until);
        assert_eq!(asked(&policy), expected, "{agreement:?}");
        assert_eq!(policy.undecided(), undecided.iter().copied().collect::<Set<_>>(), "{agreement:?}");
    }
}

/// Each of the three unknown, and two ways in which it can be known.
fn agreements() -> Vec<Agreement> {
    let parties = [None, Some(Party::Holder), Some(Party::Provider)];
    let causes = [None, Some(Cause::FraudConcern), Some(Cause::RiskAppetite)];
    let days = [None, Some("2026-04-27"), Some("2026-04-28")];
    let pairs = parties.into_iter().flat_map(|party| causes.map(|cause| (party, cause)));
    pairs.flat_map(|(party, cause)| days.map(|day| agreed(party, cause, day))).collect()
}

fn says_no_less(more: Agreement, than: Agreement) -> bool {
    fn keeps<T: PartialEq>(more: &Fact<T>, than: &Fact<T>) -> bool {
        than.known().is_none() || more == than
    }
    keeps(&more.noticed_by, &than.noticed_by)
        && keeps(&more.cause, &than.cause)
        && keeps(&more.concluded_on, &than.concluded_on)
}

#[test]
fn to_say_more_never_makes_a_closing_wait_longer() {
    let opens = |agreement: Agreement| {
        let policy = under(payment_services()).with_agreement(agreement);
        let state = closing_since(&policy, REQUESTED, Some(REQUESTED));
        let facts = empty();
        let decision = ask(&policy, &state, &facts, &Command::Advance, at("2026-07-16T10:00:00Z"));
        decision.binding().map(|binding| binding.at)
    };
    let mut compared = 0;
    for less in agreements() {
        for more in agreements().into_iter().filter(|more| says_no_less(*more, less)) {
            assert!(opens(more) <= opens(less), "{more:?} {less:?}");
            compared += 1;
        }
    }
    assert_eq!(compared, 125); // five of nine pairs, three times
}

#[test]
fn the_answer_says_what_nobody_has_said_beside_the_notice() {
    let clocks = payment_services().into_iter().chain([super::not_before("2030-01-01", LONDON)]);
    let policy = under(clocks).with_agreement(agreed(Some(Party::Provider), None, None));
    let answer = |policy: Policy| {
        let (state, facts) = (closing_since(&policy, REQUESTED, Some(REQUESTED)), empty());
        let now = at("2026-07-16T10:00:00Z");
        let question = Question { case: None, policy, state, facts, command: Command::Advance, now };
        let decision = question.decide().unwrap();
        serde_json::to_value(Answer::new(&question, &decision).unwrap()).unwrap()
    };
    let open = answer(policy.clone());
    assert_eq!(open["blockers"][0]["code"], "not_before");
    assert_eq!(open["blockers"][0].get("undecided"), None);
    assert_eq!(open["blockers"][1]["code"], "notice_period");
    assert_eq!(open["blockers"][1]["undecided"], serde_json::json!(["cause", "concluded_on"]));
    let said = agreed(Some(Party::Provider), Some(Cause::RiskAppetite), Some("2026-05-01"));
    let decided = answer(policy.with_agreement(said));
    assert_eq!(decided["blockers"][1]["code"], "notice_period");
    assert_eq!(decided["blockers"][1].get("undecided"), None);
}

#[test]
fn options_and_agreements_can_change_and_no_clock_is_lost() {
    let policy = under(payment_services());
    let by_the_holder = policy.clone().with_agreement(agreed(Some(Party::Holder), None, None));
    assert_eq!((by_the_holder.clocks().len(), by_the_holder.every_clock().len()), (1, 3));
    let options = by_the_holder.options().clone();
    let again = by_the_holder.with_options(options);
    assert_eq!((again.clocks().len(), again.agreement().noticed_by), (1, Fact::Known(Party::Holder)));
    assert_eq!(again.with_agreement(Agreement::unknown()).clocks(), policy.clocks());
}

/// Nothing counts from the request where no notice is due.
#[test]
fn a_closing_without_its_request_is_misuse_only_where_a_notice_could_be_due() {
    let now = at("2026-07-16T10:00:00Z");
    let forgetful = |policy: &Policy| {
        let state = state(policy, "CLOSING");
        closeout::decide(policy, &state, &empty(), &Command::Advance, now).map(|decision| decision.verdict())
    };
    let could_be = under(payment_services());
    assert!(forgetful(&could_be).is_err());
    let none = agreed(Some(Party::Provider), Some(Cause::FraudConcern), Some("2026-05-01"));
    let is_not = could_be.with_agreement(none);
    assert_eq!(forgetful(&is_not), Ok(Verdict::Permitted));
    assert!(!is_not.completion().contains(closeout::Code::NoticePeriod));
}

fn read(rest: &str) -> Result<PolicyDocument, String> {
    let document = format!("provider = \"house\"\nsubject = \"account\"\nbased_on = \"upvest\"\n{rest}\n");
    toml::from_str(&document).map_err(|error| error.to_string())
}

#[test]
fn a_document_has_the_conditions_and_the_agreement() {
    let document = read(
        r#"
        [agreement]
        noticed_by = "provider"
        cause = "risk_appetite"
        concluded_on = "2026-05-01"
        [[clocks]]
        kind = "notice"
        days = 90
        zone = "Europe/London"
        given_by = "provider"
        except_causes = ["kyc_failure", "fraud_concern", "fraud_concern"]
        concluded_from = "2026-04-28"
        [[clocks]]
        kind = "notice"
        months = 2
        zone = "Europe/London"
        given_by = "provider"
        concluded_before = "2026-04-28"
        [[clocks]]
        kind = "notice"
        months = 1
        zone = "Europe/London"
        given_by = "holder"
        "#,
    )
    .unwrap();
    assert_eq!(document.clocks, payment_services());
    let policy = document.build().unwrap();
    assert_eq!(
        policy.agreement(),
        agreed(Some(Party::Provider), Some(Cause::RiskAppetite), Some("2026-05-01"))
    );
    assert_eq!(policy.clocks(), &payment_services()[..1]);
    assert_eq!(read("").unwrap().agreement, Agreement::unknown());
}

#[test]
fn what_is_no_condition_and_no_agreement_is_refused_and_named() {
    let clock =
        |rest: &str| format!("clocks = [{{ kind = \"notice\", months = 2, zone = \"UTC\", {rest} }}]");
    let rows = [
        (clock("given_by = \"bank\""), "unknown name `bank`: expected one of `holder`, `provider`"),
        (clock("except_causes = [\"fraud\"]"), "unknown name `fraud`: expected one of `customer_request`"),
        (clock("except_causes = \"fraud_concern\""), "expected a sequence"),
        (clock("concluded_from = \"2026-02-29\""), "not a date that exists"),
        (clock("concluded_since = \"2026-04-28\""), "unknown field `concluded_since`"),
        (
            "clocks = [{ kind = \"cut_off\", time = \"17:00\", zone = \"UTC\", given_by = \"holder\" }]"
                .to_owned(),
            "a `cut_off` has, besides `kind` and `zone`, `time`",
        ),
        (
            "clocks = [{ kind = \"not_before\", day = \"2026-05-01\", zone = \"UTC\", except_causes = [] }]"
                .to_owned(),
            "a `not_before` has, besides `kind` and `zone`, `day`",
        ),
        (
            "clocks = [{ kind = \"notice\", zone = \"UTC\", given_by = \"holder\" }]".to_owned(),
            "a `notice` has, besides `kind` and `zone`, `days` and, for business days, `business`, or else `months`",
        ),
        ("agreement = { by = \"holder\" }".to_owned(), "unknown field `by`"),
        (
            "agreement = { cause = \"Fraud\" }".to_owned(),
            "unknown name `Fraud`: expected one of `customer_request`",
        ),
        ("agreement = { concluded_on = \"28.04.2026\" }".to_owned(), "is not a civil date"),
    ];
    for (text, expected) in rows {
        let error = read(&text).map(|document| document.clocks).unwrap_err();
        assert!(error.contains(expected), "{text}: {error}");
    }
}

fn findings(clocks: impl IntoIterator<Item = Clock>, agreement: Agreement) -> BTreeSet<String> {
    let policy = under(clocks).with_agreement(agreement);
    let of_clocks = |defect| matches!(defect, Defect::ShadowedRule | Defect::ClockGap);
    lint(&policy)
        .iter()
        .filter(|finding| of_clocks(finding.defect))
        .map(|each| each.about.to_string())
        .collect()
}

#[test]
fn the_linter_finds_notices_that_are_never_due_or_change_nothing() {
    let unknown = Agreement::unknown();
    assert_eq!(findings(payment_services(), unknown), BTreeSet::new());
    let months = |count| Notice::months(count, LONDON);
    let told = |clocks: [Notice; 2]| {
        findings(clocks.map(Clock::Notice), unknown).into_iter().next().unwrap_or_default()
    };
    let longer = "another of the kind always opens later";
    // The longer one is due wherever the shorter is, or it is not.
    assert!(told([months(2), months(1)]).contains(longer));
    assert!(told([months(2), months(1).given_by(Party::Holder)]).contains(longer));
    assert_eq!(told([months(2).given_by(Party::Provider), months(1)]), "");
    assert_eq!(told([months(2).given_by(Party::Provider), months(1).given_by(Party::Holder)]), "");
    assert_eq!(told([months(2).except_for([Cause::FraudConcern]), months(1)]), "");
    assert!(told([months(2), months(1).except_for([Cause::FraudConcern])]).contains(longer));
    let (from, later) = (day("2026-04-28"), day("2026-04-29"));
    assert_eq!(told([months(2).for_contracts_from(later), months(1).for_contracts_from(from)]), "");
    assert!(told([months(2).for_contracts_from(from), months(1).for_contracts_from(later)]).contains(longer));
    assert_eq!(told([months(2).for_contracts_before(from), months(1).for_contracts_before(later)]), "");
    assert!(
        told([months(2).for_contracts_before(later), months(1).for_contracts_before(from)]).contains(longer)
    );
    // Days and months do not compare.
    assert_eq!(told([Notice::days(90, LONDON), months(2)]), "");
    let never = months(2).for_contracts_from(from).for_contracts_before(from);
    assert!(told([never, months(2)]).contains("there is no contract for which it is due"));
    let one_day = months(2).for_contracts_from(from).for_contracts_before(later);
    assert_eq!(told([one_day, months(1)]), "");
}

/// A document is linted for every contract, and not for the one that it happens to speak of.
#[test]
fn a_notice_that_is_not_due_is_linted_all_the_same() {
    let short = BusinessCalendar::new([], [], day("2026-01-01")..=day("2026-01-10")).unwrap();
    let by_the_provider =
        Notice::new(NoticePeriod::BusinessDays(30, short), LONDON).given_by(Party::Provider);
    let by_the_holder = agreed(Some(Party::Holder), None, None);
    let found = findings([Clock::Notice(by_the_provider)], by_the_holder);
    assert!(
        found.iter().any(|finding| finding.contains("ends before a notice given in it is over")),
        "{found:?}"
    );
}
