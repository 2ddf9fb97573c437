//! Target `instant_and_date`: texts as instants and civil dates in JSON, compared with a second reading.
//!
//! What belongs here: which texts are read, and that they are written as the same instant again.
//! What never does: what an instant means for closing.

use crate::civil;
use closeout::{
    facts::Movement,
    wire::{Question, alpaca::Stamp},
};
use jiff::Timestamp;
use serde_json::Value;

/// Asserts that exactly those texts are read that the standards allow and the calendar holds.
pub fn check(text: &str) {
    let json = serde_json::to_string(text).expect("a string");
    instant(text, &json);
    date(text, &json);
}

fn instant(text: &str, json: &str) {
    // An instant before the year 0 has no form by RFC 3339, so it could not be written again.
    let calendar = civil::YEAR_ZERO..=Timestamp::MAX.as_nanosecond();
    let expected = civil::instant(text).filter(|instant| calendar.contains(instant));
    let stamp = serde_json::from_str::<Stamp>(json).ok();
    assert_eq!(stamp.as_ref().map(|stamp| stamp.at().as_nanosecond()), expected, "{text:?}");
    if let Some(stamp) = stamp {
        assert_eq!(
            (stamp.as_str(), serde_json::to_string(&stamp).expect("a stamp")),
            (text, json.to_owned())
        );
    }
    let question = serde_json::from_str::<Question>(&question_at(json)).ok();
    assert_eq!(question.as_ref().map(|question| question.now.as_nanosecond()), expected, "{text:?}");
    let Some(question) = question else {
        return;
    };
    let written: Value = serde_json::to_value(&question).expect("a question");
    for field in [&written["now"], &written["state"]["requested_at"]] {
        let printed = field.as_str().expect("a string");
        assert!(printed.ends_with('Z'), "{printed}");
        assert_eq!(civil::instant(printed), expected, "{text:?} is printed as {printed:?}");
    }
    assert!(serde_json::from_value::<Question>(written).is_ok(), "what is printed can be read");
}

fn question_at(json: &str) -> String {
    format!(
        r#"{{"policy":{{"provider":"upvest"}},"subject":"account","state":{{"status":"ACTIVE","requested_at":{json}}},"command":{{"type":"advance"}},"now":{json}}}"#
    )
}

fn date(text: &str, json: &str) {
    let movement = serde_json::from_str::<Movement>(&format!(r#"{{"expected_on":{json}}}"#)).ok();
    let read = movement.as_ref().and_then(|movement| movement.expected_on);
    let parts = read.map(|day| (day.year().into(), day.month().into(), day.day().into()));
    assert_eq!(parts, civil::date(text), "{text:?}");
    if let Some(movement) = movement {
        let written = serde_json::to_value(&movement).expect("a movement");
        assert_eq!(written["expected_on"].as_str(), Some(text), "a civil date has one form");
    }
}
