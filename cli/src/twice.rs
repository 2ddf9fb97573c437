//! Keys that an object has twice, in the parts that the reader skips.
//!
//! What belongs here: finding a repeated key in a line that has been read.
//! What never does: the parts that are read, since every reader refuses a repeated key.

use memchr::memmem::Finder;
use memchr::{memchr, memchr2, memchr3};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The keys of a question whose values the reader skips, as they are written in a line.
static UNREAD: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["\"expect\"", "\"why\""].map(Finder::new));

/// Returns a key that occurs twice in the parts of a question that are not read: its `expect` and its `why`. The text
/// is one JSON object.
pub(crate) fn key_twice(text: &str) -> Option<String> {
    // Most lines have neither, and no escape by which they could be written.
    let has_unread = || UNREAD.iter().any(|key| key.find(text.as_bytes()).is_some());
    if !has_unread() && memchr(b'\\', text.as_bytes()).is_none() {
        return None;
    }
    let mut objects = Objects { text, starts: Vec::new(), keys: Vec::new(), field: "" };
    let mut place = 0_usize;
    while let Some(ahead) = memchr3(b'{', b'}', b'"', text.as_bytes().get(place..)?) {
        let mark = place.checked_add(ahead)?;
        place = mark.checked_add(1)?;
        match text.as_bytes().get(mark)? {
            b'{' => objects.starts.push(objects.keys.len()),
            b'}' => {
                if let Some(key) = objects.close() {
                    return Some(format!("{}: duplicate field `{key}`", unescaped(objects.field)));
                }
            }
            _ => {
                let string = string_at(text, mark)?;
                place = mark.checked_add(string.len())?;
                // Of the strings of an object only its keys are followed by a colon.
                let behind = text.get(place..)?.trim_start_matches([' ', '\t', '\r', '\n']);
                if behind.starts_with(':') {
                    objects.key(mark, string)?;
                }
            }
        }
    }
    None
}

/// Returns the string that begins at this place, in its quotes.
fn string_at(text: &str, start: usize) -> Option<&str> {
    let mut end = start.checked_add(1)?;
    loop {
        let mark = end.checked_add(memchr2(b'"', b'\\', text.as_bytes().get(end..)?)?)?;
        if text.as_bytes().get(mark) == Some(&b'"') {
            return text.get(start..=mark);
        }
        end = mark.checked_add(2)?;
    }
}

/// The objects that are open. A line may be long and consist of keys alone, so only the place of each key is kept.
struct Objects<'a> {
    text: &'a str,
    /// The number of keys before each object.
    starts: Vec<usize>,
    keys: Vec<u32>,
    /// The field of the line that is being searched.
    field: &'a str,
}

impl<'a> Objects<'a> {
    /// Notes a key. `None` if there is no place for it, which does not happen in a line that is read.
    fn key(&mut self, place: usize, string: &'a str) -> Option<()> {
        if self.starts.len() == 1 {
            self.field = string;
        }
        self.keys.push(u32::try_from(place).ok()?);
        Some(())
    }

    /// Forgets the last object, and returns a key that it has twice.
    fn close(&mut self) -> Option<Cow<'a, str>> {
        let start = self.starts.pop()?;
        let text = self.text;
        let key = |place: &u32| {
            let place = usize::try_from(*place).ok();
            place.and_then(|place| string_at(text, place)).map(unescaped).unwrap_or_default()
        };
        let keys = self.keys.get_mut(start..)?;
        keys.sort_unstable_by(|one, other| key(one).cmp(&key(other)));
        let twice = keys.windows(2).find_map(|pair| match pair {
            [one, next] if key(one) == key(next) => Some(key(one)),
            _ => None,
        });
        self.keys.truncate(start);
        twice
    }
}

/// Returns the text of the string; a string with invalid escapes stays as it is written.
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
    fn what_lies_deep_is_looked_into_and_hides_nothing_behind_it() {
        let nested = |behind: &str| {
            let deep = format!("{}0{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
            format!("{{\"why\":{{\"b\":{deep}{behind}}}}}")
        };
        let deepest = |keys: &str| nested("").replacen('0', &format!("{{{keys}}}"), 1);
        assert_eq!(key_twice(&nested("")), None);
        assert_eq!(key_twice(&deepest(r#""b":1,"c":2"#)), None);
        assert_eq!(key_twice(&deepest(r#""b":1,"b":2"#)).as_deref(), Some("why: duplicate field `b`"));
        assert_eq!(key_twice(&nested(r#","a":1"#)), None);
        assert_eq!(key_twice(&nested(r#","b":1"#)).as_deref(), Some("why: duplicate field `b`"));
    }
}
