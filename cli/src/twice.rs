//! Keys that an object has twice, where no reader looks.
//!
//! What belongs here: finding one in a line that has been read.
//! What never does: what is read, since every reader refuses a key that comes twice.

use memchr::memmem::Finder;
use memchr::{memchr, memchr2, memchr3};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// So deep objects are looked into; each that is open costs memory, whatever the input.
const LOOKED_INTO: usize = 64;

/// What a line has that is looked through.
static UNREAD: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| ["\"expect\"", "\"why\""].map(|key| Finder::new(key)));

/// Says which key is there twice in what a question has beside the fields that are read: its `expect` and its `why`.
/// The text is one JSON object.
pub(crate) fn key_twice(text: &str) -> Option<String> {
    // Most lines have neither, and no escape by which they could be written.
    let has_unread = || UNREAD.iter().any(|key| key.find(text.as_bytes()).is_some());
    if !has_unread() && memchr(b'\\', text.as_bytes()).is_none() {
        return None;
    }
    let mut objects = Objects::default();
    let mut rest = text;
    while let Some(place) = memchr3(b'{', b'}', b'"', rest.as_bytes()) {
        let (mark, behind) = (rest.get(place..)?, rest.get(place.checked_add(1)?..)?);
        rest = behind;
        if mark.starts_with('{') {
            objects.open();
        } else if mark.starts_with('}') {
            objects.close();
        } else {
            let string = string(mark)?;
            rest = mark.get(string.len()..)?;
            // Of the strings of an object only its keys stand before a colon.
            let is_key = rest.trim_start_matches([' ', '\t', '\r', '\n']).starts_with(':');
            if is_key && let Some(complaint) = objects.key(string) {
                return Some(complaint);
            }
        }
    }
    None
}

/// The string that the text begins with, in its quotes.
fn string(text: &str) -> Option<&str> {
    let mut end = 1_usize;
    loop {
        let mark = end.checked_add(memchr2(b'"', b'\\', text.as_bytes().get(end..)?)?)?;
        if text.get(mark..)?.starts_with('"') {
            return text.get(..=mark);
        }
        end = mark.checked_add(2)?;
    }
}

/// The objects that are open, with their keys so far.
#[derive(Default)]
struct Objects<'a> {
    keys: Vec<BTreeSet<Cow<'a, str>>>,
    /// How many more are open that are not looked into.
    deeper: usize,
    /// The field of the line that is being looked into.
    field: Cow<'a, str>,
}

impl<'a> Objects<'a> {
    fn open(&mut self) {
        if self.keys.len() < LOOKED_INTO {
            self.keys.push(BTreeSet::new());
        } else {
            self.deeper = self.deeper.saturating_add(1);
        }
    }

    fn close(&mut self) {
        match self.deeper.checked_sub(1) {
            Some(deeper) => self.deeper = deeper,
            None => drop(self.keys.pop()),
        }
    }

    /// Notes a key; a complaint if its object has it already.
    fn key(&mut self, string: &'a str) -> Option<String> {
        if self.deeper > 0 {
            return None;
        }
        let key = unescaped(string);
        if self.keys.len() == 1 {
            self.field.clone_from(&key);
        }
        let keys = self.keys.last_mut()?;
        if keys.contains(&key) {
            return Some(format!("{}: duplicate field `{}`", self.field, key));
        }
        keys.insert(key);
        None
    }
}

/// What the string says; one that says nothing that is a text stays as it is written.
fn unescaped(string: &str) -> Cow<'_, str> {
    let written = string.get(1..string.len().saturating_sub(1)).unwrap_or_default();
    if !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    serde_json::from_str::<String>(string).map_or(Cow::Borrowed(written), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_its_object_has_twice_is_found_at_any_place() {
        for (text, complaint) in [
            (r#"{"expect":{"a":1,"a":2}}"#, "expect: duplicate field `a`"),
            (r#"{"why":[{"b":{"a":1}},{"a":[{"x":0}],"b":"{","a":{}}]}"#, "why: duplicate field `a`"),
            (r#"{"expect":{"a":1,"\u0061" : 2}}"#, "expect: duplicate field `a`"),
            (r#"{"wh\u0079":{"\"":1,"\"":2}}"#, "why: duplicate field `\"`"),
            (r#"{"why":{"\ud800":1,"\ud800":2}}"#, "why: duplicate field `\\ud800`"),
            (r#"{"why":{"":1,"":2}}"#, "why: duplicate field ``"),
        ] {
            assert_eq!(key_twice(text).as_deref(), Some(complaint), "{text}");
        }
    }

    #[test]
    fn keys_of_different_objects_and_values_are_not_keys_that_come_twice() {
        for text in [
            r#"{"expect":{"a":{"a":{"a":[]}},"b":{"a":1}},"why":"a"}"#,
            r#"{"why":["a","a",{"a":"a"},{"a":"\"a\":1"}]}"#,
            r#"{"expect":{"a":1,"A":2,"a ":3}}"#,
            r#"{"why":"{\"a\":1,\"a\":2}"}"#,
        ] {
            assert_eq!(key_twice(text), None, "{text}");
        }
    }

    #[test]
    fn what_lies_deep_costs_no_memory_and_hides_nothing_behind_it() {
        let nested = |behind: &str| {
            let deep = format!("{}0{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
            format!("{{\"why\":{{\"b\":{deep}{behind}}}}}")
        };
        assert_eq!(key_twice(&nested("")), None);
        assert_eq!(key_twice(&nested(r#","a":1"#)), None);
        assert_eq!(key_twice(&nested(r#","b":1"#)).as_deref(), Some("why: duplicate field `b`"));
    }
}
