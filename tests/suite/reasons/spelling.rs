//! Strings that are nearly known ones.
//!
//! What belongs here: spellings typed by hand, and that a spelling changes neither what is read nor what is told.
//! What never does: what a known string says.

use super::{every_row, system};
use closeout::{
    Reason,
    reason::{Audience, Cause, Disclosure, Fidelity, Loss, Sense, Standing},
    reason_systems,
};
use proptest::prelude::*;

/// A system, a string as somebody may type it, and the string of the system that it is.
const NEAR: &[(&str, &str, &str)] = &[
    ("udara360", "customer's request", "Customer's request"),
    ("udara360", "CUSTOMER'S REQUEST", "Customer's request"),
    ("udara360", "Customer\u{2019}s request", "Customer's request"),
    ("udara360", "Customer\u{2018}s request", "Customer's request"),
    ("udara360", "Customer\u{201b}s request", "Customer's request"),
    ("udara360", "Customer\u{b4}s request", "Customer's request"),
    ("udara360", "Customer`s request", "Customer's request"),
    ("udara360", "Customer\u{2bc}s request", "Customer's request"),
    ("udara360", "Customer\u{2032}s request", "Customer's request"),
    ("udara360", "Customer\u{ff07}s request", "Customer's request"),
    ("udara360", "Customers request", "Customer's request"),
    ("udara360", "Customer's\u{a0}request", "Customer's request"),
    ("udara360", "Customer's\trequest\r\n", "Customer's request"),
    ("udara360", "Customer's   request", "Customer's request"),
    ("udara360", "\u{feff}Customer's request", "Customer's request"),
    ("udara360", "Management discretion.", "Management discretion"),
    ("udara360", " Management  discretion . ", "Management discretion"),
    ("udara360", "fraud related concern", "Fraud related concern"),
    ("udara360", "Fraud-related concern", "Fraud related concern"),
    ("udara360", "Fraud\u{2010}related concern", "Fraud related concern"),
    ("udara360", "Fraud\u{2011}related concern", "Fraud related concern"),
    ("udara360", "Fraud\u{2013}related concern", "Fraud related concern"),
    ("udara360", "Fraud \u{2014} related concern", "Fraud related concern"),
    ("udara360", "Fraud\u{2212}related concern", "Fraud related concern"),
    ("udara360", "Fraud\u{ad}related concern", "Fraud related concern"),
    ("udara360", "fraud_related_concern", "Fraud related concern"),
    ("udara360", "Court order ", "Court order"),
    ("udara360", "COURT-ORDER...", "Court order"),
    ("udara360", "court\u{200b} order\u{2026}", "Court order"),
    ("udara360", "regulatory requirement\u{3002}", "Regulatory requirement"),
    ("udara360", "duplication", "Duplication"),
    ("iso20022", "clin", "CLIN"),
    ("iso20022", "CLIN ", "CLIN"),
    ("iso20022", "\tAsin.", "ASIN"),
    ("iso20022", "no spcfd rsn", "NoSpcfdRsn"),
    ("iso20022_disabled", "sanc", "SANC"),
    ("iso20022_return", "fr01", "FR01"),
    ("iso20022_return", "RR 04", "RR04"),
    ("swan", "death closure", "DeathClosure"),
    ("swan", "dormant_account", "DormantAccount"),
    ("clearbank", "suspect money laundering", "SuspectMoneyLaundering"),
    ("griffin", "Terrorist Financing", "terrorist-financing"),
    ("griffin", "fraud 1st party", "fraud-1st-party"),
    ("mambu", "closed (written-off)", "Closed (Written off)"),
    ("fineract_loan", "Closed.Written.Off", "closed.written.off"),
    ("marqeta", " 08", "08"),
];

#[test]
fn a_string_that_is_spelt_otherwise_is_the_known_one_and_says_so() {
    for (name, original, known) in NEAR {
        let system = system(name);
        let (near, exact) = (system.read(original), system.read(known));
        assert_eq!(near.near_match(), Some(*known), "{name} {original:?}");
        assert_eq!((near.original(), near.meaning()), (*original, exact.meaning()));
        assert_eq!((near.standing(), near.condition()), (exact.standing(), exact.condition()));
        assert_eq!(near.losses().first(), Some(&Loss::Spelling(known)));
        assert_eq!(near.losses()[1..], *exact.losses(), "{name} {original:?}");
        assert!(near.fidelity() >= Fidelity::Widened && exact.near_match().is_none());
        let said = near.losses()[0].to_string();
        assert!(said.contains("nearly") && said.contains(known), "{said}");
    }
}

#[test]
fn every_apostrophe_hyphen_and_blank_is_one() {
    let apostrophes = "'`´ʹʻʼʽʾʿˈˊˋ՚׳ߴ‘’‚‛′‵❛❜ꞌ＇｀\u{301}\u{313}\u{315}";
    for apostrophe in apostrophes.chars() {
        let spelt = format!("Customer{apostrophe}s request");
        let read = system("udara360").read(&spelt).near_match().is_some();
        assert!(read || apostrophe == '\'', "{apostrophe:?}");
    }
    let hyphens = "-‐‑‒–—―−⁃֊־﹘﹣－〜_＿\u{ad}";
    let blanks = " \t\n\r\u{85}\u{a0}\u{1680}\u{2003}\u{2009}\u{200a}\u{2028}\u{202f}\u{205f}\u{3000}\u{200b}\u{2060}\u{feff}\0\u{2800}";
    for gap in hyphens.chars().chain(blanks.chars()) {
        for spelt in [
            format!("court{gap}order"),
            format!("{gap}court {gap} order{gap}."),
            format!("Court order.{gap}"),
        ] {
            let reading = system("udara360").read(&spelt);
            assert_eq!(reading.near_match(), Some("Court order"), "{gap:?}");
        }
    }
}

/// A system and strings of which none is nearly one that it has.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "udara360",
        &["Fraud", "Court", "Court orders", "Customers requests", "No fraud related concern", "Court order?"],
    ),
    ("iso20022", &["CLI", "CLINN", "C", "", "-", "."]),
    ("marqeta", &["8", "0 8", "0-8", "008", "1", "8.0"]),
    ("fineract_loan", &["closed written off", "closed"]),
    ("griffin", &["fraud", "fraud-2nd-party"]),
];

#[test]
fn a_part_of_a_string_or_more_than_a_string_is_another_one() {
    for (name, originals) in OTHERS {
        for original in *originals {
            let reading = system(name).read(original);
            assert_eq!(reading.near_match(), None, "{name} {original:?}");
            let told = reading.disclose_to(Audience::Holder);
            let neutral = system("udara360").read("Management discretion").disclose_to(Audience::Holder);
            assert_eq!(told.customer_text(), neutral.customer_text(), "{name} {original:?}");
        }
    }
}

#[test]
fn a_secret_with_a_typing_error_stays_one() {
    let secrets = [
        "fraud related concern",
        "Fraud-related concern",
        "Court order ",
        "COURT ORDER.",
        "Suspected money laundering",
    ];
    for secret in secrets {
        let reading = system("udara360").read(secret);
        assert_eq!(reading.meaning().unwrap().disclosure, Disclosure::Withheld, "{secret}");
        assert_eq!(reading.words_told_to(Audience::Holder), None);
    }
    let request = system("udara360").read("customer's request").disclose_to(Audience::Holder);
    assert_eq!(
        request.customer_text().as_str(),
        "This account is being closed because you asked us to close it."
    );
}

#[test]
fn what_is_nearly_a_code_is_written_as_the_code() {
    let (iso, udara360) = (system("iso20022"), system("udara360"));
    assert_eq!(iso.map(iso, "clin ").string(), Some("CLIN"));
    assert_eq!(iso.map(udara360, "clin ").string(), Some("Customer's request"));
    // A field that takes any text keeps it to the letter.
    let kept = udara360.map(udara360, "court order.");
    assert_eq!((kept.string(), kept.losses()), (Some("court order."), &[][..]));
    assert_eq!(kept.reading().near_match(), Some("Court order"));
    let old = system("swan").map(system("swan"), "dormant account");
    assert_eq!((old.string(), old.reading().standing()), (Some("Inactivity"), Standing::Deprecated));
    let none = system("mambu").map(iso, "CLOSED");
    assert_eq!((none.string(), none.fidelity()), (None, Fidelity::Unmappable));
}

#[test]
fn a_request_is_read_by_what_its_words_nearly_are() {
    let reason = Reason::text("fraud related concern.");
    let reading = system("udara360").read_stated(&reason).unwrap();
    assert_eq!(
        (reading.near_match(), reading.original()),
        (Some("Fraud related concern"), "fraud related concern.")
    );
}

/// Without case, and without anything that is neither letter nor digit, every two strings of a system still differ.
#[test]
fn no_two_strings_of_a_system_are_nearly_the_same() {
    for system in reason_systems::SYSTEMS {
        let letters = |string: &str| {
            string.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
        };
        let mut keys: Vec<String> = system.rows.iter().map(|row| letters(row.string)).collect();
        assert!(keys.iter().all(|key| !key.is_empty()), "{}", system.name);
        keys.sort_unstable();
        let count = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), count, "{}", system.name);
    }
}

/// Characters that a copy may have in the place of an apostrophe or a hyphen, or anywhere.
const APOSTROPHES: &[char] =
    &['\'', '\u{2019}', '\u{2018}', '\u{b4}', '`', '\u{2bc}', '\u{2032}', '\u{ff07}'];
const HYPHENS: &[char] =
    &['-', ' ', '_', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}', '\u{a0}'];
const ENDS: &[&str] = &["", ".", " ", " .", "...", "\u{2026}", "\n", "\u{200b}", "\u{3002}"];

proptest! {
    #[test]
    fn a_spelling_is_never_treated_more_loosely(
        place in 0..1000_usize,
        dice in proptest::collection::vec(any::<u8>(), 80),
        end in 0..ENDS.len(),
    ) {
        let rows: Vec<_> = every_row().collect();
        let (system, row) = rows[place % rows.len()];
        let mut spelt: String = row.string.chars().zip(&dice).map(|(letter, die)| {
            let die = usize::from(*die);
            match letter {
                '\'' => APOSTROPHES[die % APOSTROPHES.len()],
                '-' | ' ' | '_' => HYPHENS[die % HYPHENS.len()],
                _ if die % 2 == 0 => letter.to_ascii_uppercase(),
                _ => letter.to_ascii_lowercase(),
            }
        }).collect();
        spelt.push_str(ENDS[end]);
        let (near, exact) = (system.read(&spelt), system.read(row.string));
        prop_assert_eq!(near.meaning(), exact.meaning(), "{} {:?}", system.name, spelt);
        prop_assert_eq!(near.near_match(), (spelt != row.string).then_some(row.string));
        for audience in Audience::ALL {
            prop_assert_eq!(near.disclose_to(*audience), exact.disclose_to(*audience));
        }
        let is_reason = matches!(row.sense, Sense::Reason { .. });
        prop_assert_eq!(near.meaning().is_some(), is_reason);
        prop_assert!(near.meaning().is_none_or(|meaning| Some(meaning.cause) != Some(Cause::Other) || row.cause() == Some(Cause::Other)));
    }
}
