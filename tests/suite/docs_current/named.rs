//! What the written documents name: tests that exist, and files that are there.
//!
//! What belongs here: names in documents that people write, against the sources.
//! What never does: whether a document is right.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The documents that name tests. In each, a code span of words joined by `::` is a test.
const NAMING: &[&str] = &["docs/TESTING.md", "SECURITY.md", "CONTRIBUTING.md"];

/// The documents whose links are followed.
const LINKED: &[&str] = &[
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/DESIGN.md",
    "docs/GLOSSARY.md",
    "docs/LAWS.md",
    "docs/MIGRATING.md",
    "docs/PERFORMANCE.md",
    "docs/TESTING.md",
    "fuzz/README.md",
    "measure/README.md",
    "examples/event_store/README.md",
];

/// Where tests are, and what each of their names begins with.
const TESTS: &[(&str, &str)] = &[
    ("tests/suite", ""),
    ("cli/tests/tool", "tool"),
    ("tests/allocations.rs", "allocations"),
    ("src", "closeout"),
    ("examples/event_store/tests", "event_store"),
];

#[test]
fn every_test_that_a_document_names_exists() {
    let tests = tests();
    for document in NAMING {
        let text = fs::read_to_string(project().join(document)).unwrap();
        let named: Vec<&str> = code_spans(&text).filter(|span| is_path(span)).collect();
        assert!(!named.is_empty(), "{document} names no test");
        let is_gone = |name: &&&str| !tests.contains(**name) && !is_left_out(name);
        let gone: Vec<&&str> = named.iter().filter(is_gone).collect();
        assert!(gone.is_empty(), "{document} names what is no test: {gone:?}");
    }
}

#[test]
fn every_guarantee_names_a_test() {
    let text = fs::read_to_string(project().join("docs/TESTING.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise |"));
    let guarantees: Vec<&str> = rows.take_while(|line| !line.starts_with("| kind |")).collect();
    assert!(guarantees.len() > 30, "{} rows", guarantees.len());
    for row in guarantees.iter().filter(|row| !row.starts_with("| ---")) {
        assert!(code_spans(row).any(is_path), "no test: {row}");
    }
}

#[test]
fn every_link_of_a_document_leads_to_a_file() {
    for document in LINKED {
        let path = project().join(document);
        if is_packaged() && !path.exists() {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for target in links(&text) {
            let file = path.parent().unwrap().join(target.split('#').next().unwrap());
            assert!(file.exists() || is_packaged(), "{document}: nothing is at `{target}`");
        }
    }
}

#[test]
fn names_and_links_are_found_where_they_stand() {
    let text = "`a::b`, `Code::A`, `a_b`, [x](y.md#z), [w](https://w.example), ``` `c` ```";
    assert_eq!(code_spans(text).filter(|span| is_path(span)).collect::<Vec<_>>(), ["a::b"]);
    assert_eq!(links(text).collect::<Vec<_>>(), ["y.md#z"]);
    assert!(tests().contains("docs_current::named::names_and_links_are_found_where_they_stand"));
}

/// Returns whether this is a package that the registry unpacked: it carries the library alone, without the tool and the
/// packages beside it, so documents name what is not there.
pub(crate) fn is_packaged() -> bool {
    project().join("Cargo.toml.orig").exists()
}

fn is_left_out(test: &str) -> bool {
    is_packaged() && ["tool::", "event_store::"].iter().any(|of| test.starts_with(of))
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn tests() -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for (place, module) in TESTS {
        collect(&project().join(place), module, &mut tests);
    }
    tests
}

/// Adds the tests of a file, or of each file of a folder, under the path of their module.
fn collect(place: &Path, module: &str, tests: &mut BTreeSet<String>) {
    let inside = |name: &str| if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") };
    if place.is_dir() {
        for entry in entries(place) {
            let stem = entry.file_stem().unwrap().to_str().unwrap();
            let is_root = ["mod", "main", "lib"].contains(&stem);
            collect(&entry, &if is_root { module.to_owned() } else { inside(stem) }, tests);
        }
    } else if place.extension().is_some_and(|end| end == "rs") {
        let text = fs::read_to_string(place).unwrap();
        tests.extend(tests_in(&text).map(inside));
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Every function that stands below `#[test]`, also inside of a macro.
fn tests_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("#[test]").skip(1).filter_map(|below| {
        let (_, name) = below.split_once("fn ")?;
        name.split('(').next()
    })
}

fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Returns whether a span is words in small letters joined by `::`.
fn is_path(span: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    };
    span.contains("::") && span.split("::").all(is_word)
}

fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with('#'))
}
