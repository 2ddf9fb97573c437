//! The text of the project: its files, and the tokens of those that are Rust.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use std::error::Error;
use std::fs;
use std::path::Path;

/// What no person wrote, or what is not part of the project.
const SKIPPED: &[&str] = &[".git", "target", "corpus", "artifacts", "coverage"];

/// Where Rust files are looked for.
const RUST_ROOTS: &[&str] = &[
    "src/",
    "cli/src/",
    "cli/tests/",
    "cli/benches/",
    "tests/",
    "examples/",
    "benches/",
    "fuzz/",
    "measure/",
];

/// Every text file, and those that are Rust once more, read as Rust. Both in the order of their paths.
pub(super) struct Project {
    pub(super) texts: Vec<Text>,
    pub(super) sources: Vec<Source>,
}

/// A file that is UTF-8.
pub(super) struct Text {
    /// From the root of the project, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

/// A Rust file.
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) syntax: syn::File,
    /// All tokens in one row, groups opened, doc comments left out.
    pub(super) tokens: Vec<Token>,
}

/// A token and where it stands.
pub(super) struct Token {
    /// As it is written, one character where it is punctuation.
    pub(super) text: String,
    pub(super) line: usize,
    pub(super) in_attribute: bool,
}

impl Project {
    pub(super) fn read() -> Result<Self, Box<dyn Error>> {
        let mut texts = Vec::new();
        collect(Path::new(env!("CARGO_MANIFEST_DIR")), "", &mut texts)?;
        texts.sort_by(|one: &Text, other| one.path.cmp(&other.path));
        Self::of(texts)
    }

    /// A project that consists of these files.
    pub(super) fn of(texts: Vec<Text>) -> Result<Self, Box<dyn Error>> {
        let sources =
            texts.iter().filter(|text| is_rust(&text.path)).map(Source::parse).collect::<Result<_, _>>()?;
        Ok(Self { texts, sources })
    }

    /// The files of the crate itself.
    pub(super) fn crate_sources(&self) -> impl Iterator<Item = &Source> {
        self.sources_under("src/")
    }

    pub(super) fn sources_under(&self, folder: &str) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(move |source| source.path.starts_with(folder))
    }
}

impl Source {
    fn parse(text: &Text) -> Result<Self, String> {
        let Text { path, text } = text;
        let refuse = |error: &dyn Error| format!("{path} is not read as Rust: {error}");
        let stream: TokenStream = text.parse().map_err(|error| refuse(&error))?;
        Ok(Self {
            path: path.clone(),
            text: text.clone(),
            tokens: flat(stream.clone()),
            syntax: syn::parse2(stream).map_err(|error| refuse(&error))?,
        })
    }

    /// The top-level module of the crate that it belongs to; `None` outside `src` and for the front door.
    pub(super) fn room(&self) -> Option<&str> {
        let room = self.path.strip_prefix("src/")?.split(['/', '.']).next()?;
        (room != "lib").then_some(room)
    }

    /// How many modules deep it lies in the crate: 0 for the front door, 1 where a room begins.
    pub(super) fn module_depth(&self) -> usize {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let has_no_name = inside.ends_with("mod.rs") || inside == "lib.rs";
        inside.split('/').skip(usize::from(has_no_name)).count()
    }

    /// Whether a room begins with it.
    pub(super) fn opens_a_room(&self) -> bool {
        self.room().is_some() && self.module_depth() == 1
    }

    pub(super) fn is_in(&self, room: &str) -> bool {
        self.room() == Some(room)
    }

    /// A violation as it is reported.
    pub(super) fn at(&self, line: usize, what: &str, expected: &str) -> String {
        format!("{}:{line}: {what}, expected {expected}", self.path)
    }

    /// From each place on where these tokens stand in a row, the tokens to the end of the file.
    pub(super) fn places_of(&self, rust: &str) -> impl Iterator<Item = &[Token]> {
        let wanted = rust.parse().map(flat).unwrap_or_default();
        (0..self.tokens.len())
            .filter_map(|start| self.tokens.get(start..))
            .filter(move |tokens| starts_with(tokens, &wanted))
    }
}

fn is_rust(path: &str) -> bool {
    let is_rust = Path::new(path).extension().is_some_and(|end| end == "rs");
    is_rust && RUST_ROOTS.iter().any(|root| path.starts_with(root))
}

fn collect(folder: &Path, prefix: &str, texts: &mut Vec<Text>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if SKIPPED.contains(&name.as_str()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), texts)?;
        } else if let Ok(text) = String::from_utf8(fs::read(entry.path())?) {
            texts.push(Text { path, text });
        }
    }
    Ok(())
}

fn starts_with(tokens: &[Token], wanted: &[Token]) -> bool {
    let same = |(token, wanted): (&Token, &Token)| token.text == wanted.text;
    !wanted.is_empty() && tokens.len() >= wanted.len() && tokens.iter().zip(wanted).all(same)
}

pub(super) fn flat(stream: TokenStream) -> Vec<Token> {
    let mut row = Vec::new();
    flatten(stream, false, &mut row);
    row
}

fn flatten(stream: TokenStream, in_attribute: bool, row: &mut Vec<Token>) {
    for tree in stream {
        let text = match &tree {
            TokenTree::Group(group) => {
                open(group, in_attribute, row);
                continue;
            }
            TokenTree::Punct(punct) => punct.to_string(),
            TokenTree::Ident(ident) => ident.to_string(),
            TokenTree::Literal(literal) => literal.to_string(),
        };
        row.push(Token { text, line: tree.span().start().line, in_attribute });
    }
}

fn open(group: &Group, in_attribute: bool, row: &mut Vec<Token>) {
    let opens_attribute = group.delimiter() == Delimiter::Bracket && ends_like_an_attribute(row);
    let first = group.stream().into_iter().next();
    if opens_attribute && first.is_some_and(|word| word.to_string() == "doc") {
        return;
    }
    let in_attribute = in_attribute || opens_attribute;
    let (opening, closing) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    };
    let bracket =
        |text: &str, span: Span| Token { text: text.to_owned(), line: span.start().line, in_attribute };
    row.push(bracket(opening, group.span_open()));
    flatten(group.stream(), in_attribute, row);
    row.push(bracket(closing, group.span_close()));
}

/// `#` or `#!`, which only an attribute has before its bracket.
fn ends_like_an_attribute(row: &[Token]) -> bool {
    match row {
        [.., hash] if hash.text == "#" => true,
        [.., hash, mark] => hash.text == "#" && mark.text == "!",
        _ => false,
    }
}
