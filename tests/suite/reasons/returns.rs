//! What a payment that came back tells of an account.
//!
//! What belongs here: the six return codes, by hand from the code sets.
//! What never does: payments.

use super::system;
use closeout::reason::{Audience, Cause, Disclosed, Disclosure, Fidelity, Sense};

/// Code, and the cause that it states, if it states one.
const CODES: [(&str, Option<Cause>); 6] = [
    ("AC04", None),
    ("AC05", None),
    ("AC07", None),
    ("MD07", Some(Cause::DeathOfHolder)),
    ("RR04", Some(Cause::RegulatoryRequirement)),
    ("FR01", Some(Cause::FraudConcern)),
];

#[test]
fn each_code_has_its_meaning_and_its_source() {
    let returns = system("iso20022_return");
    assert_eq!(returns.rows.len(), CODES.len());
    for (code, cause) in CODES {
        let row = returns.row(code).unwrap();
        assert_eq!(row.cause(), cause, "{code}");
        assert_eq!(returns.read(code).meaning().map(|meaning| meaning.cause), cause);
        let code_set = &*returns.source_of(row).document;
        // A payment that is returned came from an account that could pay: only a rejection blames the debtor's.
        let expected = if code == "AC05" { "ExternalStatusReason1Code" } else { "ExternalReturnReason1Code" };
        assert!(code_set.contains(expected), "{code}: {code_set}");
    }
}

#[test]
fn that_an_account_is_closed_does_not_say_why() {
    for (code, whose) in [("AC04", "the account is"), ("AC05", "debtor"), ("AC07", "creditor")] {
        let row = system("iso20022_return").row(code).unwrap();
        let says = |why: &str| why.contains(whose) && why.contains("not why");
        assert!(matches!(row.sense, Sense::NoReason(why) if says(why)), "{code}: {:?}", row.sense);
        let mapping = system("iso20022_return").map(system("upvest"), code);
        assert_eq!((mapping.string(), mapping.fidelity()), (None, Fidelity::Unmappable));
    }
}

#[test]
fn fraud_and_what_may_be_sanctions_are_withheld() {
    for code in ["FR01", "RR04", "fr01", "rr04 "] {
        let reading = system("iso20022_return").read(code);
        assert_eq!(reading.meaning().unwrap().disclosure, Disclosure::Withheld, "{code}");
        for audience in [Audience::Holder, Audience::Victim] {
            assert!(matches!(reading.disclose_to(audience), Disclosed::Withheld(_)), "{code}");
        }
        let kept = system("iso20022_return").map(system("ibkr"), code);
        assert_eq!(kept.string(), None, "{code} is not written into what a holder may read");
    }
}

#[test]
fn the_codes_are_written_for_what_they_say_and_for_what_they_may_hide() {
    let written = |from: &str, string| system(from).map(system("iso20022_return"), string).string();
    assert_eq!(written("clearbank", "AccountHolderDeceased"), Some("MD07"));
    assert_eq!(written("griffin", "sanctions"), Some("RR04"));
    assert_eq!(written("upvest", "aml"), Some("RR04"));
    assert_eq!(written("griffin", "terrorist-financing"), Some("RR04"));
    assert_eq!(written("udara360", "Fraud related concern"), Some("FR01"));
    assert_eq!(written("swan", "Inactivity"), None);
    let hidden = system("griffin").map(system("iso20022_return"), "sanctions");
    let loosened =
        hidden.losses().iter().any(|loss| matches!(loss, closeout::reason::Loss::Disclosure { .. }));
    assert!(!loosened, "what stands for sanctions is read as strictly: {:?}", hidden.losses());
}
