//! `closeout reasons`: what becomes of a reason between two systems, for people and for programs.
//!
//! What belongs here: what is printed, and what stands under which key.
//! What never does: what a string means, which is tested in the crate.

use crate::run::{Ran, run};
use serde_json::{Value, json};

const NEUTRAL: &str = "This account is being closed in accordance with the terms that apply to it.";

fn map(from: &str, to: &str, text: &str) -> Ran {
    run(&["reasons", "map", "--from", from, "--to", to, "--", text], "")
}

/// The mapping as JSON, whether there is a string or not.
#[track_caller]
fn mapped(from: &str, to: &str, text: &str) -> Value {
    let ran = run(&["reasons", "map", "--from", from, "--to", to, "--format", "json", "--", text], "");
    let answers = ran.answers();
    assert_eq!((answers.len(), ran.err.as_str()), (1, ""), "{text}");
    let is_mapped = !answers[0]["string"].is_null();
    assert_eq!(ran.code, Some(i32::from(!is_mapped)), "{text}");
    answers[0].clone()
}

#[test]
fn a_near_match_is_shown_in_words_and_in_json() {
    let text = map("udara360", "iso20022", "fraud-related  concern.");
    assert_eq!(text.end(), (Some(0), ""));
    for line in [
        "original          fraud-related  concern.  (udara360 closureReason)\n",
        "near match        Fraud related concern  (read as that, since the original differs in spelling alone)\n",
        "disclosure        withheld (until_released)\n",
        "written           ASIN  (iso20022 ClosedStatusReason1Code)\n",
        "nearly `Fraud related concern`, and read as that; the spelling is kept as the original\n",
    ] {
        assert!(text.out.contains(line), "{line}{}", text.out);
    }
    let json = mapped("udara360", "iso20022", "fraud-related  concern.");
    assert_eq!(json["near_match"], "Fraud related concern");
    assert_eq!(json["original"], "fraud-related  concern.");
    assert_eq!((&json["cause"], &json["disclosure"]), (&json!("fraud_concern"), &json!("withheld")));
    let exact = mapped("udara360", "iso20022", "Customer's request");
    assert_eq!((&exact["near_match"], &exact["fidelity"]), (&Value::Null, &json!("exact")));
    assert!(!map("udara360", "iso20022", "Customer's request").out.contains("near match"));
    let typed = mapped("udara360", "iso20022", "Customer’s request");
    assert_eq!((&typed["string"], &typed["fidelity"]), (&json!("CLIN"), &json!("widened")));
}

#[test]
fn the_text_for_the_customer_is_the_same_for_secrets_and_decisions() {
    let texts = [
        ("griffin", "sanctions", "not_due"),
        ("upvest", "aml", "not_due"),
        ("udara360", "Court order", "not_due"),
        ("udara360", "Management discretion", "not_enough"),
        ("griffin", "risk-appetite", "not_enough"),
        ("clearbank", "KYCRequired", "not_enough"),
        ("clearbank", "Other", "not_enough"),
    ];
    for (from, string, specific) in texts {
        let json = mapped(from, "iso20022", string);
        assert_eq!(json["customer_text"], NEUTRAL, "{from} {string}");
        assert_eq!(json["texts"], json!({"holder": NEUTRAL, "estate": NEUTRAL, "victim": NEUTRAL}));
        assert_eq!(json["specific_reasons"], specific, "{from} {string}");
        let marked =
            map(from, "iso20022", string).out.contains("this text is not enough where the law demands them");
        assert_eq!(marked, specific == "not_enough", "{from} {string}");
    }
    let overdue = map("upvest", "unit", "dunning").out;
    assert!(overdue.contains("specific reasons  given by this text\n"), "{overdue}");
    assert_eq!(mapped("upvest", "unit", "dunning")["specific_reasons"], "given");
}

#[test]
fn of_the_dead_the_estate_is_told() {
    let died = "This account is being closed because its holder has died.";
    let text = map("swan", "udara360", "DeathClosure").out;
    assert!(text.contains(&format!("customer is told  {NEUTRAL}\nestate is told    {died}\n")), "{text}");
    assert!(text.contains("written           DeathClosure  (udara360 closureReason)\n"), "{text}");
    let json = mapped("swan", "iso20022", "DeathClosure");
    assert_eq!((&json["texts"]["estate"], &json["texts"]["holder"]), (&json!(died), &json!(NEUTRAL)));
    assert_eq!(json["condition"], "to_estate");
    assert!(!json["losses"].to_string().contains("disclosure"), "{json}");
    let victim = map("griffin", "clearbank", "fraud-3rd-party").out;
    assert!(
        victim.contains("victim is told    This account is being closed because it was misused by"),
        "{victim}"
    );
}

#[test]
fn words_that_nobody_has_read_are_withheld_and_a_holders_are_not() {
    let written = mapped("udara360", "clearbank", "He lied to us");
    assert_eq!(
        (&written["disclosure"], &written["condition"]),
        (&json!("withheld"), &json!("until_released"))
    );
    assert_eq!(written["customer_text"], NEUTRAL);
    let said = mapped("ibkr", "iso20022", "time to go");
    assert_eq!((&said["cause"], &said["string"]), (&json!("customer_request"), &json!("CLIN")));
    assert_eq!(said["customer_text"], "This account is being closed because you asked us to close it.");
}

#[test]
fn what_is_too_long_says_so() {
    let too_long = "x".repeat(151);
    for (from, to) in [("ibkr", "udara360"), ("udara360", "ibkr")] {
        let json = mapped(from, to, &too_long);
        assert_eq!(json["losses"], json!(["longer than the 150 characters that the system takes"]), "{from}");
        assert_eq!((&json["string"], &json["fidelity"]), (&Value::Null, &json!("unmappable")));
    }
    let longest = "x".repeat(150);
    assert_eq!(mapped("ibkr", "udara360", &longest)["string"], longest);
}

#[test]
fn a_returned_payment_says_that_an_account_is_closed_and_not_why() {
    let json = mapped("iso20022_return", "udara360", "AC04");
    assert_eq!((&json["cause"], &json["string"]), (&Value::Null, &Value::Null));
    let listed = run(&["reasons", "list", "iso20022_return"], "");
    assert_eq!(listed.end(), (Some(0), ""));
    let firsts: Vec<&str> = listed.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(firsts, ["AC04", "AC05", "AC07", "MD07", "RR04", "FR01", "Source:"]);
    let line = |start: &str| listed.out.lines().find(|line| line.trim_start().starts_with(start)).unwrap();
    assert!(line("Source:").contains("ExternalReturnReason1Code, as of 2026-11-28"), "{}", listed.out);
    assert!(
        line("AC05").contains("ExternalStatusReason1Code") && !line("AC04").contains("External"),
        "{}",
        listed.out
    );
}

#[test]
fn the_list_says_whose_words_a_free_text_holds() {
    let listed = |system| run(&["reasons", "list", system], "").out;
    assert!(listed("udara360").contains("withheld until they are released; of at most 150 characters"));
    assert!(listed("ibkr").contains("customer_request, in the holder's own words; of any length"));
}
