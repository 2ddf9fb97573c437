//! Free text: whose words they are, who may read them, and how long they may be.
//!
//! What belongs here: words that are no string of any system.
//! What never does: strings, however spelt.

use super::system;
use closeout::{
    Reason, Set,
    reason::{Audience, Cause, Condition, Disclosed, Disclosure, Fidelity, Initiator, Loss, Mapping},
};

const ASKED: &str = "This account is being closed because you asked us to close it.";

fn told(mapping: &Mapping<'_>) -> &'static str {
    mapping.reading().disclose_to(Audience::Holder).customer_text().as_str()
}

fn losses(mapping: &Mapping<'_>) -> Vec<String> {
    mapping.losses().iter().map(Loss::to_string).collect()
}

#[test]
fn a_free_text_is_counted_in_characters() {
    let udara360 = system("udara360");
    for letter in ["x", "ẹ", "\u{1f3e6}", "e\u{301}"] {
        let count = letter.chars().count();
        let longest = letter.repeat(150 / count);
        assert_eq!(udara360.read(&longest).meaning().map(|meaning| meaning.cause), Some(Cause::Other));
        let too_long = longest + letter;
        assert_eq!(udara360.read(&too_long).losses(), [Loss::TooLong { characters_max: 150 }]);
    }
    // Blanks count, also around a known string: it is not taken, and not read.
    let padded = format!("Court order{}", " ".repeat(140));
    let refused = udara360.read(&padded);
    assert_eq!((refused.meaning(), refused.losses()), (None, &[Loss::TooLong { characters_max: 150 }][..]));
    assert!(matches!(refused.disclose_to(Audience::Holder), Disclosed::Withheld(_)));
}

#[test]
fn words_that_nobody_can_see_are_no_reason() {
    let invisible = [
        "",
        " ",
        "\t\n",
        "\u{3000}",
        "\u{200b}",
        "\u{feff}",
        "\u{2060} ",
        "\u{ad}",
        "\0",
        "\u{2800}",
        "\u{3164}",
        "\u{fe0f}",
        "\u{e0041}",
    ];
    for blank in invisible {
        assert_eq!(system("udara360").read(blank).losses(), [Loss::Blank], "{blank:?}");
        let reason = Reason { code: Some(blank.into()), text: Some("Court order".into()) };
        let reading = system("udara360").read_stated(&reason).unwrap();
        assert_eq!(reading.original(), "Court order", "{blank:?}");
        assert_eq!(system("udara360").read_stated(&Reason::text(blank)), None);
    }
    for visible in [".", "-", "\u{301}x", "0", "\u{2801}"] {
        assert_eq!(system("udara360").read(visible).fidelity(), Fidelity::Widened, "{visible:?}");
    }
}

#[test]
fn what_a_provider_wrote_is_withheld_until_somebody_releases_it() {
    let words = "Suspected of laundering, see file 12";
    let unread = system("udara360").read(words);
    let meaning = *unread.meaning().unwrap();
    assert_eq!((meaning.cause, meaning.disclosure), (Cause::Other, Disclosure::Withheld));
    assert_eq!(unread.condition(), Some(Condition::UntilReleased));
    for audience in Audience::ALL {
        assert!(matches!(unread.disclose_to(*audience), Disclosed::Withheld(_)));
        assert_eq!(unread.words_told_to(*audience), None);
    }
    // The cause alone cannot be released: nobody knows it.
    assert!(meaning.classified().released(Disclosure::Open).is_none());
    let released = unread.release();
    assert_eq!(released.meaning().map(|meaning| meaning.disclosure), Some(Disclosure::SummaryOnly));
    assert_eq!(released.condition(), Some(Condition::SpecificReasonsDue));
    for audience in Audience::ALL {
        assert_eq!(released.words_told_to(*audience), Some(words));
    }
    assert_eq!(released.original(), words);
    assert_eq!(released.clone().release(), released);
}

#[test]
fn words_that_are_not_released_are_not_passed_on_as_text() {
    let kept = system("udara360").map(system("ibkr"), "He lied to us");
    assert_eq!(
        (kept.string(), losses(&kept)),
        (None, vec!["what is withheld from a holder is not written into free text".to_owned()])
    );
    let passed = system("udara360").read("He lied to us").release().map(system("ibkr"));
    assert_eq!(passed.string(), Some("He lied to us"));
    assert_eq!(passed.fidelity(), Fidelity::Narrowed); // there, it would be the holder who says so
    let coded = system("udara360").map(system("clearbank"), "He lied to us");
    assert_eq!(coded.string(), Some("Other"));
    assert!(losses(&coded).contains(
        &"lost: that the disclosure to the holder is withheld; it reads back as summary_only".to_owned()
    ));
    let stays = system("udara360").map(system("udara360"), "He lied to us");
    assert_eq!((stays.string(), stays.fidelity()), (Some("He lied to us"), Fidelity::Exact));
}

#[test]
fn a_release_of_anything_else_changes_nothing() {
    for (name, string) in [
        ("udara360", "Court order"),
        ("udara360", "fraud related concern."),
        ("ibkr", "time to go"),
        ("iso20022", "nothing like it"),
        ("clearbank", "Other"),
    ] {
        let reading = system(name).read(string);
        assert_eq!(reading.clone().release(), reading, "{name} {string}");
    }
}

#[test]
fn the_words_of_a_holder_are_the_holders() {
    for (name, words) in [("ibkr", "time to go"), ("ibkr", "fraud"), ("swan_app", "you are too expensive")] {
        let mapping = system(name).map(system("iso20022"), words);
        let meaning = mapping.reading().meaning().unwrap();
        assert_eq!(
            (meaning.cause, meaning.initiators),
            (Cause::CustomerRequest, Set::only(Initiator::Holder))
        );
        assert_eq!((told(&mapping), mapping.string()), (ASKED, Some("CLIN")), "{name} {words}");
        assert_eq!(losses(&mapping), ["lost: the words, which are kept as the original"]);
        assert_eq!(mapping.reading().words_told_to(Audience::Holder), Some(words));
        assert_eq!(mapping.reading().words_told_to(Audience::Victim), None);
    }
}

#[test]
fn words_that_are_written_are_not_called_lost() {
    let written = system("ibkr").map(system("udara360"), "time to go");
    assert_eq!(written.string(), Some("time to go"));
    let expected = [
        "lost: the cause customer_request; what is written reads back as other",
        "changed: the initiator, who is holder, reads back as anyone",
        "what is written is withheld there until somebody releases it",
    ];
    assert_eq!(losses(&written), expected);
    let other = system("clearbank").map(system("udara360"), "Other");
    assert_eq!((other.string(), other.fidelity()), (Some("Other"), Fidelity::Widened));
    assert_eq!(losses(&other), [expected[2]]);
    let same = system("ibkr").map(system("swan_app"), "time to go");
    assert_eq!((same.string(), same.fidelity()), (Some("time to go"), Fidelity::Exact));
}

#[test]
fn what_is_too_long_says_so_in_both_directions() {
    let (ibkr, udara360) = (system("ibkr"), system("udara360"));
    let (longest, too_long) = ("x".repeat(150), "x".repeat(151));
    assert_eq!(ibkr.map(udara360, &longest).string(), Some(longest.as_str()));
    for (from, to) in [(ibkr, udara360), (udara360, ibkr), (udara360, udara360), (udara360, system("swan"))] {
        let refused = from.map(to, &too_long);
        assert_eq!((refused.string(), refused.fidelity()), (None, Fidelity::Unmappable));
        assert_eq!(losses(&refused), ["longer than the 150 characters that the system takes"]);
    }
    assert_eq!(ibkr.map(system("unit"), &too_long).string(), Some("ByCustomer"));
}

#[test]
fn words_that_the_target_has_as_a_string_are_not_written_unless_they_say_it() {
    let (ibkr, udara360) = (system("ibkr"), system("udara360"));
    for words in ["Court order", "court order.", "COURT-ORDER"] {
        let mapping = ibkr.map(udara360, words);
        assert_eq!((mapping.string(), mapping.fidelity()), (None, Fidelity::Unmappable));
        assert_eq!(
            losses(&mapping),
            ["the target would read these words as `Court order`, which says something else"]
        );
    }
    let said = ibkr.map(udara360, "customer’s request");
    assert_eq!((said.string(), said.fidelity()), (Some("Customer's request"), Fidelity::Exact));
}

#[test]
fn of_the_dead_no_secrecy_is_lost_that_was_none() {
    for (name, string) in [
        ("swan", "DeathClosure"),
        ("clearbank", "AccountHolderDeceased"),
        ("marqeta", "86"),
        ("iso20022_return", "MD07"),
    ] {
        for target in ["iso20022", "udara360", "stripe_v1", "bunq", "ibkr"] {
            let mapping = system(name).map(system(target), string);
            assert!(mapping.string().is_some(), "{name} {string} -> {target}");
            let secrecy = mapping.losses().iter().any(|loss| matches!(loss, Loss::Disclosure { .. }));
            assert!(!secrecy, "{name} {string} -> {target}: {:?}", losses(&mapping));
        }
        let reading = system(name).read(string);
        let estate = reading.disclose_to(Audience::Estate).customer_text();
        assert_eq!(estate.as_str(), "This account is being closed because its holder has died.");
    }
    // Of the living it is: who stole from a victim must not read of it.
    let mapping = system("griffin").map(system("stripe_v1"), "fraud-3rd-party");
    assert!(
        mapping.losses().iter().any(|loss| matches!(loss, Loss::Disclosure { .. })),
        "{:?}",
        losses(&mapping)
    );
}
