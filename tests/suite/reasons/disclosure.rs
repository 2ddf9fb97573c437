//! What a customer is told, and what not.
//!
//! What belongs here: who is told what of each cause, by name.
//! What never does: how a string is read or written.

use super::{SUMMARY_ONLY, WITHHELD, every_row, system};
use closeout::Element;
use closeout::reason::{Audience, Cause, Classified, Condition, Disclosed, Disclosure, Fit, Sense};

fn told(cause: Cause, audience: Audience) -> String {
    Classified::of(cause).disclose_to(audience).customer_text().to_string()
}

#[test]
fn withheld_causes_are_told_apart_neither_from_each_other_nor_from_none() {
    for audience in Audience::ALL {
        for name in WITHHELD {
            let cause = Cause::named(name).unwrap();
            assert_eq!(told(cause, *audience), told(Cause::Unspecified, *audience), "{cause}");
            assert_eq!(told(cause, *audience), "This account is being closed.");
        }
    }
    let unread = system("clearbank").read("no such string").disclose_to(Audience::Holder);
    assert_eq!(unread.customer_text().as_str(), "This account is being closed.");
}

#[test]
fn causes_that_are_told_in_summary_are_told_alike() {
    for name in SUMMARY_ONLY {
        let cause = Cause::named(name).unwrap();
        assert!(matches!(Classified::of(cause).disclose_to(Audience::Holder), Disclosed::Summary(_)));
        assert_eq!(told(cause, Audience::Holder), told(Cause::Other, Audience::Holder));
    }
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
        let is_neutral = told(*cause, audience) == told(Cause::Unspecified, Audience::Holder);
        assert_eq!(is_neutral, *cause == Cause::Unspecified, "{cause}");
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
