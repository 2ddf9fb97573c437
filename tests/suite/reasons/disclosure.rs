//! What a customer is told, and what not.
//!
//! What belongs here: who is told what of each cause, by name.
//! What never does: how a string is read or written.

use super::{SUMMARY_ONLY, WITHHELD, every_row, system};
use closeout::reason::{
    Audience, Cause, Classified, Condition, Disclosed, Disclosure, Fit, Sense, SpecificReasons,
};

fn told(cause: Cause, audience: Audience) -> String {
    Classified::of(cause).disclose_to(audience).customer_text().to_string()
}

/// What everybody gets who is not told a cause.
const NEUTRAL: &str = "This account is being closed in accordance with the terms that apply to it.";

/// Closings at the discretion of whoever keeps the account, by hand.
const DISCRETIONARY: [&str; 2] = ["management_discretion", "risk_appetite"];

/// Of each cause, whether the holder is told it: by hand, since a letter to the holder is what gives a secret away.
const NAMED_TO_THE_HOLDER: [&str; 29] = [
    "customer_request",
    "customer_dissatisfied",
    "no_longer_needed",
    "transfer_out",
    "migrated",
    "duplication",
    "opened_in_error",
    "never_activated",
    "inactivity",
    "unclaimed_property",
    "insolvency",
    "entity_dissolved",
    "minor_reached_majority",
    "holder_change",
    "purpose_fulfilled",
    "purpose_cancelled",
    "restructured",
    "kyc_refresh_unanswered",
    "unsupported_jurisdiction",
    "unsupported_party_type",
    "breach_of_terms",
    "partner_request",
    "partner_exit",
    "product_discontinued",
    "charged_off",
    "delinquency",
    "negative_balance",
    "third_party_initiated",
    "parent_closed",
];

#[test]
fn a_letter_about_a_secret_is_the_letter_about_a_decision_of_the_provider() {
    for audience in Audience::ALL {
        let neutral = WITHHELD.iter().chain(&SUMMARY_ONLY).chain(&DISCRETIONARY).chain(&["unspecified"]);
        for name in neutral {
            assert_eq!(told(Cause::named(name).unwrap(), *audience), NEUTRAL, "{name} to {audience}");
        }
    }
    for (system, string) in
        [("clearbank", "no such string"), ("iso20022_return", "AC04"), ("udara360", "He lied")]
    {
        let unread = self::system(system).read(string).disclose_to(Audience::Holder);
        assert_eq!(unread.customer_text().as_str(), NEUTRAL, "{system} {string}");
    }
}

/// Compares all the texts with each other: apart from the neutral one, a sentence belongs to causes that may be named,
/// and a holder who gets it cannot have got it for another kind of cause.
#[test]
fn no_two_letters_tell_a_secret_by_their_difference() {
    for cause in Cause::ALL {
        let text = told(*cause, Audience::Holder);
        let is_named = NAMED_TO_THE_HOLDER.contains(&cause.name());
        assert_eq!(text == NEUTRAL, !is_named, "{cause}: {text}");
        for demanded in [Disclosure::SummaryOnly, Disclosure::Withheld] {
            for audience in Audience::ALL {
                let tightened = Classified::of(*cause).tightened(demanded).disclose_to(*audience);
                assert_eq!(tightened.customer_text().as_str(), NEUTRAL, "{cause}, {demanded} to {audience}");
            }
        }
    }
}

/// Whatever system wrote it: of two strings, one about a secret and one about a decision, the holder reads the same.
#[test]
fn each_string_that_is_withheld_reads_like_a_decision_of_the_provider() {
    let mut withheld = 0;
    for (system, row) in every_row() {
        let reading = system.read(row.string);
        let disclosed = reading.disclose_to(Audience::Holder);
        let text = disclosed.customer_text();
        if !matches!(disclosed, Disclosed::Open(_)) {
            assert_eq!(text.as_str(), NEUTRAL, "{} {}", system.name, row.string);
            withheld += 1;
        }
        assert!(!text.as_str().contains("cannot"), "{} {}", system.name, row.string);
    }
    assert!(withheld > 80, "{withheld}");
    let decision = system("udara360").read("Management discretion").disclose_to(Audience::Holder);
    assert_eq!(decision.customer_text().as_str(), NEUTRAL);
}

/// The causes for which the provider owes a reason, by hand: it ends the contract, and there is nothing to hide. And
/// whether the sentence is one.
const SPECIFIC_REASONS: [(&str, SpecificReasons); 26] = {
    use SpecificReasons::{Given, NotEnough};
    [
        ("migrated", Given),
        ("duplication", Given),
        ("opened_in_error", NotEnough),
        ("inactivity", Given),
        ("entity_dissolved", Given),
        ("loss_of_legal_capacity", NotEnough),
        ("purpose_cancelled", Given),
        ("restructured", Given),
        ("regulatory_requirement", NotEnough),
        ("kyc_failure", NotEnough),
        ("kyc_refresh_unanswered", Given),
        ("unsupported_jurisdiction", NotEnough),
        ("unsupported_party_type", NotEnough),
        ("legal_dispute", NotEnough),
        ("breach_of_terms", NotEnough),
        ("management_discretion", NotEnough),
        ("risk_appetite", NotEnough),
        ("partner_request", NotEnough),
        ("partner_exit", Given),
        ("product_discontinued", Given),
        ("charged_off", Given),
        ("delinquency", Given),
        ("negative_balance", Given),
        ("third_party_initiated", NotEnough),
        ("other", NotEnough),
        ("unspecified", NotEnough),
    ]
};

#[test]
fn where_reasons_are_due_a_text_that_is_none_is_marked() {
    for cause in Cause::ALL {
        let listed = SPECIFIC_REASONS.iter().find(|(name, _)| *name == cause.name());
        let is_due = cause.condition() == Condition::SpecificReasonsDue;
        assert_eq!(is_due, listed.is_some(), "{cause}");
        let expected = listed.map_or(SpecificReasons::NotDue, |(_, expected)| *expected);
        let classified = Classified::of(*cause);
        assert_eq!(classified.specific_reasons_to(Audience::Holder), expected, "{cause}");
        let is_neutral = told(*cause, Audience::Holder) == NEUTRAL;
        assert!(
            !is_neutral || expected != SpecificReasons::Given,
            "{cause} says nothing and is called enough"
        );
        let kept = classified.tightened(Disclosure::SummaryOnly).specific_reasons_to(Audience::Holder);
        assert_eq!(kept == SpecificReasons::NotDue, !is_due, "{cause}");
        assert_ne!(kept, SpecificReasons::Given, "{cause} is not named");
    }
    let law = &closeout::reason_systems::SPECIFIC_REASONS;
    assert!(law.document.contains("SI 2025/688") && law.reading.contains("2026-04-28"), "{law:?}");
}

#[test]
fn a_string_that_may_mean_more_does_not_give_the_reason_that_is_due() {
    let audience = Audience::Holder;
    let due = |system: &str, string| {
        self::system(system).read(string).meaning().unwrap().classified().specific_reasons_to(audience)
    };
    assert_eq!(due("marqeta", "16"), SpecificReasons::NotEnough); // an expired card, replaced or not
    assert_eq!(due("upvest", "dunning"), SpecificReasons::Given);
    assert_eq!(due("griffin", "risk-appetite"), SpecificReasons::NotEnough);
    assert_eq!(due("griffin", "sanctions"), SpecificReasons::NotDue);
}

#[test]
fn open_causes_have_words_of_their_own() {
    for cause in Cause::ALL.iter().filter(|cause| cause.disclosure() == Disclosure::Open) {
        let audience = match cause.condition() {
            Condition::ToEstate => Audience::Estate,
            Condition::ToVictim => Audience::Victim,
            Condition::Unconditional
            | Condition::UntilReleased
            | Condition::AsOrdered
            | Condition::SpecificReasonsDue => Audience::Holder,
        };
        let disclosed = Classified::of(*cause).disclose_to(audience);
        assert!(matches!(disclosed, Disclosed::Open(reason) if reason.cause() == *cause), "{cause}");
        let is_neutral = told(*cause, audience) == NEUTRAL;
        let says_nothing = matches!(cause, Cause::Unspecified | Cause::ManagementDiscretion);
        assert_eq!(is_neutral, says_nothing, "{cause}");
    }
}

#[test]
fn what_is_open_to_some_is_withheld_from_others() {
    for (cause, meant) in
        [(Cause::DeathOfHolder, Audience::Estate), (Cause::FraudThirdParty, Audience::Victim)]
    {
        for audience in Audience::ALL {
            let disclosure = Classified::of(cause).disclosure_to(*audience);
            let expected = if *audience == meant { Disclosure::Open } else { Disclosure::Withheld };
            assert_eq!(disclosure, expected, "{cause} to {audience}");
        }
    }
}

#[test]
fn tightening_never_loosens_and_a_release_does_not_undo_it() {
    for cause in Cause::ALL {
        for demanded in Disclosure::ALL {
            let before = Classified::of(*cause);
            let after = before.tightened(*demanded);
            assert_eq!(after.tightened(*demanded), after);
            for audience in Audience::ALL {
                let expected = before.disclosure_to(*audience).max(*demanded);
                assert_eq!(after.disclosure_to(*audience), expected);
            }
        }
        let investigated = Classified::of(*cause).tightened(Disclosure::Withheld);
        let released = investigated.released(Disclosure::Open).unwrap_or(investigated);
        assert_eq!(released.disclosure_to(Audience::Holder), Disclosure::Withheld);
    }
}

#[test]
fn only_a_concern_about_fraud_and_an_order_can_be_released() {
    let can_be = |cause: &&Cause| Classified::of(**cause).released(Disclosure::Open).is_some();
    let released: Vec<&str> = Cause::ALL.iter().filter(can_be).map(|cause| cause.name()).collect();
    assert_eq!(released, ["fraud_concern", "court_order"]);
    let read = system("udara360").read("Fraud related concern");
    let released = read.meaning().unwrap().classified().released(Disclosure::Open).unwrap();
    assert!(matches!(released.disclose_to(Audience::Holder), Disclosed::Open(_)));
}

#[test]
fn a_string_that_may_mean_more_is_never_told_as_its_cause() {
    for (system, row) in every_row() {
        if matches!(row.sense, Sense::Reason { fit: Fit::Broader(_), .. }) {
            for audience in Audience::ALL {
                let disclosed = system.read(row.string).disclose_to(*audience);
                assert!(!matches!(disclosed, Disclosed::Open(_)), "{} {}", system.name, row.string);
            }
        }
    }
}

#[test]
fn the_debug_form_of_what_is_classified_does_not_name_it() {
    for cause in Cause::ALL {
        let classified = Classified::of(*cause);
        let shown = format!("{classified:?}");
        assert!(!shown.contains(&format!("{cause:?}")), "{shown}");
        assert!(["Open", "SummaryOnly", "Withheld"].iter().any(|level| shown.contains(level)), "{shown}");
        let disclosed = classified.disclose_to(Audience::Holder);
        if !matches!(disclosed, Disclosed::Open(_)) {
            assert!(!format!("{disclosed:?}").contains(&format!("{cause:?}")));
        }
    }
}
