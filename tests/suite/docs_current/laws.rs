//! The table of the laws: what each says, where it is defined, and what checks it.
//!
//! What belongs here: which test checks which law, and the proof that the test is there and speaks of the law.
//! What never does: prose; what stands below the table in `docs/LAWS.md` is written by hand.

use super::{code, table};
use closeout::laws::{self, Law};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use syn::{Attribute, Expr, ExprLit, Item, ItemEnum, Lit, Meta};

/// Where the generated part of `docs/LAWS.md` begins and ends.
const BEGIN: &str = "<!-- Generated from `Law` and from the tests: begin -->\n";
const END: &str = "<!-- Generated from `Law` and from the tests: end -->\n";

/// A law with all that checks it, beside the debug assertions.
struct Checks {
    law: Law,
    /// Tests that visit every state, as `file::test` below `tests/suite`.
    walks: &'static [&'static str],
    /// Tests of arbitrary questions, and of rows one by one; named alike.
    properties: &'static [&'static str],
    /// Fuzz targets, by their names.
    fuzz: &'static [&'static str],
}

const fn checks(
    law: Law,
    walks: &'static [&'static str],
    properties: &'static [&'static str],
    fuzz: &'static [&'static str],
) -> Checks {
    Checks { law, walks, properties, fuzz }
}

const SITUATIONS: &[&str] = &["walk::every_situation_obeys_every_law"];
const STATES: &[&str] = &["walk_profiles::every_abstract_state_of_every_profile_obeys_every_law"];
const NEIGHBOURS: &str = "walk_profiles::in_every_abstract_state_the_neighbours_permit_no_more";
const PERMISSIONS: &[&str] = &["permission/laws::the_laws_of_permission_hold_everywhere"];
const QUESTIONS: &[&str] = &["laws::every_law_of_one_decision_holds"];
const DECIDE: &[&str] = &["decide_laws"];
const DECISIONS: &[&str] = &["decide_laws", "replay", "sweep"];

const REGISTRY: &[Checks] = &[
    checks(Law::ClosedIsFinal, SITUATIONS, &[], DECIDE),
    checks(Law::NoValueInAClosedAccount, SITUATIONS, &[], DECIDE),
    checks(Law::RefusedHasABlocker, SITUATIONS, &[], DECIDE),
    checks(Law::PermittedHasNone, SITUATIONS, &[], DECIDE),
    checks(
        Law::EqualQuestionsGetEqualAnswers,
        &[],
        &["laws::equal_questions_get_equal_answers"],
        &["decide_laws", "foreign_states"],
    ),
    checks(
        Law::UnknownNeverPermits,
        &["walk::in_every_situation_unknown_never_permits_and_more_never_helps", NEIGHBOURS],
        &["laws::unknown_never_permits"],
        DECIDE,
    ),
    checks(Law::APartNeverPermits, &[], &["laws::a_part_never_permits"], DECIDE),
    checks(Law::UnreadChangesNothing, &[], &["laws::unread_changes_nothing"], DECIDE),
    checks(
        Law::WhatLiesAheadIsWhatCompletionSays,
        &[],
        &["laws::what_lies_ahead_is_what_completion_says"],
        DECIDE,
    ),
    checks(
        Law::MoreObligationsNeverHelp,
        &[NEIGHBOURS],
        &["laws::more_obligations_never_help", "laws::one_more_clock_never_permits_more"],
        DECIDE,
    ),
    checks(
        Law::AStricterPolicyNeverPermitsMore,
        &[],
        &["laws::a_stricter_policy_never_permits_more", "laws::one_more_clock_never_permits_more"],
        DECIDE,
    ),
    checks(Law::OrderAndDuplicatesDoNotMatter, &[], &["laws::order_and_duplicates_do_not_matter"], DECIDE),
    checks(Law::AllBlockersAreReported, &[], &["laws::all_blockers_are_reported"], DECIDE),
    checks(Law::NeverBeforeTheBoundary, STATES, QUESTIONS, DECISIONS),
    checks(Law::LateCallsChangeNothing, &[], &["laws::late_calls_change_nothing"], DECIDE),
    checks(Law::TheFutureIsNotDecided, STATES, QUESTIONS, DECISIONS),
    checks(Law::GroupClosedImpliesAccountsClosed, STATES, QUESTIONS, DECISIONS),
    checks(Law::ReplayAgrees, STATES, QUESTIONS, DECISIONS),
    checks(Law::AskingTwiceChangesNothing, &[], &["laws::asking_twice_changes_nothing"], DECIDE),
    checks(Law::ARestrictionNeverPermitsMore, PERMISSIONS, &[], DECIDE),
    checks(Law::AnUnknownStatusPermitsNothing, PERMISSIONS, &[], DECIDE),
    checks(Law::AClosedAccountCanBeRead, PERMISSIONS, &[], DECIDE),
    checks(Law::EveryBlockerHasACure, &["permission/laws::every_blocker_has_a_cure"], &[], DECIDE),
    checks(
        Law::TaxYearsTileTime,
        &[],
        &[
            "jurisdictions::tax_years_tile_time",
            "tax_years/instants::tax_years_tile_time_in_every_row",
            "tax_years/zones::tax_years_tile_time_around_every_change_of_every_clock",
            "tax_years/zones::tax_years_tile_time_in_any_zone",
        ],
        &["tax_year"],
    ),
];

/// Returns `docs/LAWS.md` as it is, with the table between the marks written anew.
pub(super) fn laws(found: &str) -> String {
    let (before, rest) = found.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let statements = statements();
    let mut out = format!("{before}{BEGIN}");
    let heads = ["law", "says", "defined in", "asserted by `decide`", "walks", "properties", "fuzz targets"];
    table(&mut out, &heads, REGISTRY.iter().map(|checks| row(checks, &statements)));
    write!(out, "\n{END}{after}").unwrap();
    out
}

fn row(checks: &Checks, statements: &BTreeMap<String, String>) -> Vec<String> {
    let listed = |names: &[&str]| names.iter().map(code).collect::<Vec<_>>().join(", ");
    let name = checks.law.name();
    vec![
        code(name),
        statements[name].clone(),
        code(home(checks.law)),
        if is_asserted(checks.law) { "yes".to_owned() } else { String::new() },
        listed(checks.walks),
        listed(checks.properties),
        listed(checks.fuzz),
    ]
}

/// The file in which the predicate stands.
fn home(law: Law) -> &'static str {
    if law == Law::EveryBlockerHasACure { "src/lint/cures.rs" } else { "src/laws.rs" }
}

fn is_asserted(law: Law) -> bool {
    of_outcomes(law) || of_decisions(law)
}

fn of_outcomes(law: Law) -> bool {
    laws::OF_OUTCOMES.iter().any(|(other, _)| *other == law)
}

fn of_decisions(law: Law) -> bool {
    laws::OF_DECISIONS.iter().any(|(other, _)| *other == law)
}

/// What each law says, by its name: the documentation of its variant.
fn statements() -> BTreeMap<String, String> {
    let file = syn::parse_file(&read("src/laws.rs")).unwrap();
    let catalogue = file.items.iter().find_map(|item| {
        let Item::Macro(item) = item else { return None };
        syn::parse2::<ItemEnum>(item.mac.tokens.clone()).ok()
    });
    let variants = catalogue.unwrap().variants;
    let said = |variant: &syn::Variant| {
        let name = variant.discriminant.as_ref().and_then(|(_, name)| text(name)).unwrap();
        let lines: Vec<String> = variant.attrs.iter().filter_map(documentation).collect();
        (name, lines.join(" "))
    };
    variants.iter().map(said).collect()
}

fn documentation(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    let said = text(&meta.value)?;
    meta.path.is_ident("doc").then(|| said.trim().to_owned())
}

fn text(expression: &Expr) -> Option<String> {
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = expression else { return None };
    Some(text.value())
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A function of a file: whether it is a test, and every word of its body.
#[derive(Default)]
struct Function {
    is_test: bool,
    words: BTreeSet<String>,
}

/// Every function of a file, those inside of macros among them.
fn functions(path: &str) -> BTreeMap<String, Function> {
    let mut found = BTreeMap::new();
    collect(read(path).parse().unwrap(), &mut found);
    found
}

fn collect(stream: TokenStream, found: &mut BTreeMap<String, Function>) {
    let mut is_test = false;
    let mut name = None;
    let mut before = String::new();
    for token in stream {
        match &token {
            TokenTree::Ident(word) => name = if before == "fn" { Some(word.to_string()) } else { name },
            TokenTree::Group(group) if before == "#" => is_test |= group.stream().to_string() == "test",
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                match name.take() {
                    Some(name) => {
                        let mut words = BTreeSet::new();
                        add_words(group.stream(), &mut words);
                        found.insert(name, Function { is_test, words });
                    }
                    None => collect(group.stream(), found),
                }
                is_test = false;
            }
            TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        before = token.to_string();
    }
}

fn add_words(stream: TokenStream, words: &mut BTreeSet<String>) {
    for token in stream {
        match token {
            TokenTree::Ident(word) => {
                words.insert(word.to_string());
            }
            TokenTree::Group(group) => add_words(group.stream(), words),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Whether a function names the law, or asks for the first law that is broken, itself or by a function of its file.
fn speaks_of(law: Law, functions: &BTreeMap<String, Function>, function: &str) -> bool {
    let mut names = vec![function.to_owned()];
    let mut next = 0;
    while let Some(name) = names.get(next).cloned() {
        let words = &functions[&name].words;
        let says = |word: &str| words.contains(word);
        if name.contains(law.name())
            || says(law.name())
            || of_outcomes(law) && says("broken_by_outcome")
            || of_decisions(law) && says("broken_by_decision")
        {
            return true;
        }
        let called = words.iter().filter(|word| functions.contains_key(*word) && !names.contains(word));
        let called: Vec<String> = called.cloned().collect();
        names.extend(called);
        next += 1;
    }
    false
}

#[test]
fn every_law_has_its_row_and_something_that_checks_it() {
    let listed: Vec<Law> = REGISTRY.iter().map(|checks| checks.law).collect();
    assert_eq!(listed, Law::ALL);
    for checks in REGISTRY {
        let has_check = !checks.walks.is_empty() || !checks.properties.is_empty();
        assert!(has_check && !checks.fuzz.is_empty(), "nothing checks `{}`", checks.law);
    }
}

#[test]
fn every_predicate_stands_where_the_table_says() {
    for law in Law::ALL {
        let there = functions(home(*law)).contains_key(law.name());
        assert!(there, "{} has no predicate `{law}`", home(*law));
    }
}

#[test]
fn whatever_is_said_to_check_a_law_is_there_and_speaks_of_it() {
    for checks in REGISTRY {
        for test in checks.walks.iter().chain(checks.properties) {
            let (file, name) = test.split_once("::").unwrap();
            let functions = functions(&format!("tests/suite/{file}.rs"));
            let is_test = functions.get(name).is_some_and(|function| function.is_test);
            assert!(is_test, "tests/suite/{file}.rs has no test `{name}`");
            assert!(speaks_of(checks.law, &functions, name), "{test} does not speak of `{}`", checks.law);
        }
        for target in checks.fuzz {
            let entry = read(&format!("fuzz/fuzz_targets/{target}.rs"));
            assert!(entry.contains("fuzz_target!"), "{target} is no fuzz target");
            let functions = functions(&format!("fuzz/src/{target}.rs"));
            assert!(speaks_of(checks.law, &functions, "check"), "{target} does not check `{}`", checks.law);
        }
    }
}

#[test]
fn decide_asserts_the_laws_of_outcomes_and_decisions() {
    let source = read("src/decide.rs");
    for assertion in
        ["debug_assert_eq!(laws::broken_by_outcome(", "debug_assert_eq!(laws::broken_by_decision("]
    {
        assert!(source.contains(assertion), "src/decide.rs has no {assertion}");
    }
}
