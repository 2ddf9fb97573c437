//! Target `reasons`: any text between any two systems, and any meaning written and read again.
//!
//! What belongs here: that nothing is guessed, claimed or told that was not said.
//! What never does: what a string of a system means.

use crate::pick;
use arbitrary::Arbitrary;
use closeout::{
    Reason,
    reason::{
        Audience, Author, Cause, Classified, Condition, Disclosed, Disclosure, Fidelity, Initiator, Loss,
        Mapping, Meaning, Standing, System,
    },
    reason_systems,
};

/// A text of one system for another, and a meaning.
#[derive(Arbitrary, Clone, Debug)]
pub struct Input<'a> {
    from: u8,
    to: u8,
    cause: u8,
    initiators: u8,
    disclosure: u8,
    row: Option<u8>,
    text: &'a str,
}

/// Asserts that texts are kept, losses are named and secrets are not told.
pub fn check(input: &Input<'_>) {
    let (from, to) = (pick(reason_systems::SYSTEMS, input.from), pick(reason_systems::SYSTEMS, input.to));
    let text = match input.row {
        Some(place) if !from.rows.is_empty() => from.rows[usize::from(place) % from.rows.len()].string,
        _ => input.text,
    };
    let mapping = from.map(to, text);
    assert_eq!(mapping.reading().original(), text);
    nothing_is_guessed(from, &mapping);
    a_release_frees_words_alone(&mapping);
    consistent(mapping.string(), mapping.fidelity(), mapping.losses());
    exact_reads_back(from, to, &mapping);
    nothing_is_written_that_is_withheld(to, &mapping);
    for audience in Audience::ALL {
        nothing_is_told_that_is_withheld(&mapping, *audience);
    }
    stated(from, text);
    write(input, to);
}

/// A text that is no row is read as a row with the same letters and digits, as what is known of whoever writes free
/// text there, or not at all.
fn nothing_is_guessed(from: &System, mapping: &Mapping<'_>) {
    let reading = mapping.reading();
    let meaning = reading.meaning();
    let cause = meaning.map(|meaning| meaning.cause);
    match (from.row(reading.original()), reading.near_match()) {
        (Some(row), near_match) => assert_eq!((cause, near_match), (row.cause(), None)),
        (None, Some(known)) => {
            assert_eq!(letters(known), letters(reading.original()));
            assert_eq!(meaning, from.read(known).meaning(), "a near match is read as the known string");
        }
        (None, None) => match from.free_text.map(|free_text| free_text.author) {
            Some(Author::Holder) => assert!(cause.is_none_or(|cause| cause == Cause::CustomerRequest)),
            Some(Author::Provider) => assert!(meaning.is_none_or(|meaning| {
                meaning.cause == Cause::Other && meaning.disclosure == Disclosure::Withheld
            })),
            None => assert_eq!(cause, None),
        },
    }
}

/// What is left of a text without anything that is neither a letter nor a digit. Accents that stand alone, and letters
/// that are apostrophes to the eye, count as neither.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '\u{212a}');
    letters.flat_map(char::to_lowercase).collect()
}

/// Releasing frees the words of a provider, and nothing else.
fn a_release_frees_words_alone(mapping: &Mapping<'_>) {
    let reading = mapping.reading().clone();
    let before = (reading.meaning().copied(), reading.near_match());
    let is_unread = reading.condition() == Some(Condition::UntilReleased)
        && reading.meaning().is_some_and(|meaning| meaning.cause == Cause::Other);
    assert!(!is_unread || reading.words_told_to(Audience::Holder).is_none());
    let released = reading.release();
    assert_eq!(released.words_told_to(Audience::Estate).is_some(), is_unread);
    assert!(is_unread || (released.meaning().copied(), released.near_match()) == before);
}

fn consistent(string: Option<&str>, fidelity: Fidelity, losses: &[Loss]) {
    assert_eq!(fidelity == Fidelity::Exact, losses.is_empty());
    assert_eq!(fidelity == Fidelity::Unmappable, string.is_none());
}

fn exact_reads_back(from: &System, to: &System, mapping: &Mapping<'_>) {
    let Some(string) = mapping.string() else { return };
    let is_current = |system: &System| system.row(string).is_none_or(|row| row.standing == Standing::Current);
    assert!(is_current(to), "a deprecated string is never written");
    let again = to.read(string);
    if mapping.fidelity() == Fidelity::Exact {
        assert_eq!(again.meaning(), mapping.reading().meaning());
        let is_same_system = from.name == to.name;
        let is_row = to.row(string).is_some();
        assert!(is_same_system || !is_row || again.losses().is_empty());
        let stays = is_same_system && mapping.reading().standing() == Standing::Current;
        assert!(!stays || string == mapping.reading().original());
    }
}

/// Free text may end up in a statement. Of the dead, the estate is told.
fn nothing_is_written_that_is_withheld(to: &System, mapping: &Mapping<'_>) {
    let reading = mapping.reading();
    let is_of_the_dead = reading.condition() == Some(Condition::ToEstate);
    let meant = if is_of_the_dead { Audience::Estate } else { Audience::Holder };
    let is_withheld = reading
        .meaning()
        .is_some_and(|meaning| meaning.classified().disclosure_to(meant) == Disclosure::Withheld);
    let is_free_text = mapping.string().is_some_and(|string| to.row(string).is_none());
    assert!(!(is_withheld && is_free_text && reading.system() != to.name));
}

/// The sentence is that of an open cause, or the one that discretionary closings get.
fn nothing_is_told_that_is_withheld(mapping: &Mapping<'_>, audience: Audience) {
    let sentence = |cause| Classified::of(cause).disclose_to(audience).customer_text();
    let told = mapping.reading().disclose_to(audience);
    let text = told.customer_text();
    let meaning = mapping.reading().meaning();
    match told {
        Disclosed::Open(reason) => {
            let meaning = meaning.expect("nothing is open that was not read");
            assert_eq!((reason.cause(), text), (meaning.cause, sentence(meaning.cause)));
            assert_eq!(meaning.classified().disclosure_to(audience), Disclosure::Open);
        }
        Disclosed::Summary(_) | Disclosed::Withheld(_) => {
            assert_eq!(text, sentence(Cause::ManagementDiscretion));
        }
    }
    let withheld =
        meaning.is_none_or(|meaning| meaning.classified().disclosure_to(audience) == Disclosure::Withheld);
    assert_eq!(withheld, matches!(told, Disclosed::Withheld(_)));
}

/// A reason that came with a request is read by its code, and by its text where there is none.
fn stated(from: &System, text: &str) {
    let blank = reason_systems::UDARA360.read(text).losses() == [Loss::Blank];
    assert!(!blank || !text.contains(|letter: char| letter.is_alphanumeric()));
    assert!(blank || !text.trim().is_empty());
    let coded = Reason { code: Some(text.into()), text: Some("no system has this".into()) };
    let worded = Reason { code: Some(" ".into()), text: Some(text.into()) };
    let original = from.read_stated(&coded).map(|reading| reading.original().to_owned());
    assert_eq!(original.as_deref(), Some(if blank { "no system has this" } else { text }));
    assert_eq!(from.read_stated(&worded).map(|reading| reading.original() == text), (!blank).then_some(true));
}

/// Exact only if the string reads back as the same cause, initiators and disclosure.
fn write(input: &Input<'_>, to: &System) {
    let meaning = Meaning {
        cause: pick(Cause::ALL, input.cause),
        initiators: Initiator::ALL
            .iter()
            .copied()
            .filter(|each| each.bit() & u64::from(input.initiators) != 0)
            .collect(),
        disclosure: pick(Disclosure::ALL, input.disclosure),
    };
    let words = (!input.text.is_empty()).then_some(input.text);
    let written = to.write(&meaning, words);
    consistent(written.string(), written.fidelity(), written.losses());
    if let Some(string) = written.string().filter(|_| written.fidelity() == Fidelity::Exact) {
        let reading = to.read(string);
        let again = reading.meaning().expect("an exact string is one that is read");
        assert_eq!((again.cause, again.initiators), (meaning.cause, meaning.initiators), "{string:?}");
        // A meaning may ask for less secrecy than its cause allows; what counts is what each audience is told.
        for audience in Audience::ALL {
            let told = |meaning: &Meaning| meaning.classified().disclosure_to(*audience);
            assert_eq!(told(again), told(&meaning), "{string:?} to {audience}");
        }
        // Words that no cause expresses are lost when they are read, whoever wrote them.
        assert!(to.row(string).is_none() || reading.fidelity() == Fidelity::Exact, "{string:?}");
    }
}
