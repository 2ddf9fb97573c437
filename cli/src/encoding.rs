//! The encoding of bytes that should be text: marks at their beginning, and encodings that are not read.
//!
//! What belongs here: recognising UTF-16 and UTF-32 by their first bytes.
//! What never does: reading other encodings: only UTF-8 is accepted, and an error names the encoding that was recognised.

/// The byte order mark, which some editors put before a text. In UTF-8 it has no meaning.
pub(crate) const MARK: char = '\u{feff}';

/// Returns the bytes after a mark, or after several if texts that each began with one have been joined.
pub(crate) fn without_marks(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        bytes = rest;
    }
    bytes
}

/// Returns the name of the format if the bytes are not text at all, such as a compressed file.
pub(crate) fn packed(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 4] =
        [(b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh9", "bzip2"), (b"\xfd7zXZ", "xz")];
    KINDS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, name)| *name)
}

/// Returns the encoding of wide characters that the bytes look like. In such an encoding about half the bytes of JSON
/// and TOML are zero; in UTF-8 no byte is zero.
pub(crate) const fn wide(bytes: &[u8]) -> Option<&'static str> {
    const UTF_16: Option<&str> = Some("UTF-16");
    const UTF_32: Option<&str> = Some("UTF-32");
    match bytes {
        // The mark of UTF-32 begins with that of UTF-16, so it is tested first.
        [0xff, 0xfe, 0, 0, ..]
        | [0, 0, 0xfe, 0xff, ..]
        | [0, 0, 0, 1..=0xff, ..]
        | [1..=0xff, 0, 0, 0, ..] => UTF_32,
        [0xff, 0xfe, ..]
        | [0xfe, 0xff, ..]
        | [0, 1..=0xff, 0, 1..=0xff, ..]
        | [1..=0xff, 0, 1..=0xff, 0, ..] => UTF_16,
        _ => None,
    }
}

/// Returns the text without marks before it, or the encoding that it looks like instead of UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, String> {
    if let Some(looks_like) = wide(bytes).or_else(|| packed(bytes)) {
        return Err(format!("looks like {looks_like}: expected UTF-8"));
    }
    let text = without_marks(bytes);
    std::str::from_utf8(text).map_err(|error| format!("invalid UTF-8 after byte {}", error.valid_up_to()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_are_known_by_their_zeros_and_by_their_marks() {
        let wide_of = |text: &str, order: fn(u16) -> [u8; 2]| {
            wide(&text.encode_utf16().flat_map(order).collect::<Vec<u8>>())
        };
        for text in ["{\"", "\u{feff}{}", "\u{feff}", "  ", "a = 1", "\r\n{}"] {
            assert_eq!(wide_of(text, u16::to_le_bytes), Some("UTF-16"), "{text:?}");
            assert_eq!(wide_of(text, u16::to_be_bytes), Some("UTF-16"), "{text:?}");
            assert_eq!(wide(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(wide(b"{\0\0\0\"\0\0\0"), Some("UTF-32"));
        assert_eq!(wide(b"\0\0\0{\0\0\0\""), Some("UTF-32"));
        assert_eq!(wide(b"\xff\xfe\0\0{\0\0\0"), Some("UTF-32"));
        assert_eq!(wide(b"\0\0\xfe\xff\0\0\0{"), Some("UTF-32"));
        for utf_8 in
            [&b""[..], b"\0", b"{", b"{\0", b"\0\0\0\0", b"{\"a\":\0}", b"\xef\xbb\xbf{}", b"\0{\"a\"}"]
        {
            assert_eq!(wide(utf_8), None, "{utf_8:?}");
        }
    }

    #[test]
    fn marks_before_a_text_are_not_of_it() {
        assert_eq!(text("\u{feff}\u{feff}a\u{feff}".as_bytes()), Ok("a\u{feff}"));
        assert_eq!(text(b"a\xff"), Err("invalid UTF-8 after byte 1".to_owned()));
        assert_eq!(text(b"a\0b\0"), Err("looks like UTF-16: expected UTF-8".to_owned()));
        assert_eq!(text(b"\x1f\x8b\x08\0"), Err("looks like gzip: expected UTF-8".to_owned()));
    }
}
