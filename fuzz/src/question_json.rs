//! Target `question_json`: any bytes as a question, and what was read as the same question again.
//!
//! What belongs here: survival, and that nothing is lost or refused on the way back.
//! What never does: what the answer says.

use closeout::{
    Command, MisuseError,
    wire::{Answer, Question},
};
use serde_json::Value;

/// Asserts that reading survives, and that what is read is kept.
pub fn check(bytes: &[u8]) {
    let Ok(question) = serde_json::from_slice::<Question>(bytes) else {
        return;
    };
    let written = serde_json::to_string(&question).expect("a question can be written");
    let again: Question = serde_json::from_str(&written).expect("what was written can be read");
    let (first, second) = (answer(&question), answer(&again));
    assert_eq!(first, second, "the same question, the same answer");
    assert_eq!(written, serde_json::to_string(&again).expect("a question can be written"));
    if let Ok(answer) = first {
        sent_back(&written, &answer, &question);
    }
}

fn answer(question: &Question) -> Result<String, MisuseError> {
    let decision = question.decide()?;
    let answer = Answer::new(question, &decision)?;
    Ok(serde_json::to_string(&answer).expect("an answer can be written"))
}

/// The state of the answer can be sent with the next question, at the same instant and with the same facts.
fn sent_back(written: &str, answer: &str, question: &Question) {
    let answer: Value = serde_json::from_str(answer).expect("JSON");
    let mut next: Value = serde_json::from_str(written).expect("JSON");
    next["state"] = answer["state"].clone();
    let next: Question = serde_json::from_value(next).expect("the state of an answer can be sent back");
    let decided = question.decide().expect("decided before");
    assert_eq!(&next.state, decided.state());
    let second = next.decide().expect("the state of an answer contradicts nothing");
    assert!(second.events().kinds().is_empty(), "asking twice");
    let later = Question { command: Command::Advance, ..next };
    if let Err(misuse) = later.decide() {
        assert!(crate::observe::speaks_of_distance(&misuse), "{misuse}");
    }
}
