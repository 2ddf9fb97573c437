//! What must not stand in code, whatever it is good for. Comments and documentation may say it.

use super::project::{Project, Source, Token};
use closeout::providers::READINGS;
use std::collections::BTreeSet;
use syn::Lit;

/// Where a provider may be named.
const NAMES_PROVIDERS: &[&str] = &["knowledge", "wire"];

/// Where the providers have their files, and what in these rooms may name several of them: the lists by which a provider
/// is added, and the vocabularies of reasons, which are leaves of their own.
const HOMES: &[&str] = &["src/knowledge/providers/", "src/wire/"];
pub(super) const LISTS: &[(&str, &str)] = &[
    ("src/knowledge/providers/mod.rs", "the list of profiles, with the modules that hold them"),
    ("src/wire/mod.rs", "the modules of the leaves"),
    ("src/wire/said.rs", "the list of leaves"),
    ("src/knowledge/reasons/mod.rs", "the list of systems that have a vocabulary of reasons"),
    ("src/knowledge/reasons/banks.rs", "the vocabularies of banks, each of a system of its own"),
];

/// Where a country may be named: where it is defined, and where it has a row.
const NAMES_COUNTRIES: &[&str] = &["vocab", "knowledge"];

/// What reads the world, writes to it, or depends on more than the arguments, and what is expected instead.
const IMPURE: &[(&str, &str)] = &[
    ("std", "`core` or `alloc`"),
    ("print!", A_VALUE),
    ("println!", A_VALUE),
    ("eprint!", A_VALUE),
    ("eprintln!", A_VALUE),
    ("log::", A_VALUE),
    ("SystemTime", AN_ARGUMENT),
    ("Instant::now", AN_ARGUMENT),
    ("Timestamp::now", AN_ARGUMENT),
    ("Zoned::now", AN_ARGUMENT),
    ("TimeZone::system", EMBEDDED),
    ("TimeZone::get", EMBEDDED),
    ("TimeZoneDatabase", EMBEDDED),
    ("tz::db", EMBEDDED),
    ("HashMap", AN_ORDER),
    ("HashSet", AN_ORDER),
    ("static mut", NO_STATE),
    ("thread_local", NO_STATE),
    ("Cell", NO_STATE),
    ("OnceCell", NO_STATE),
    ("LazyCell", NO_STATE),
    ("UnsafeCell", NO_STATE),
    ("RefCell", NO_STATE),
    ("Mutex", NO_STATE),
];

const A_VALUE: &str = "a value that the caller can write where it likes";
const AN_ARGUMENT: &str = "an argument: the caller says what time it is";
const EMBEDDED: &str = "a zone that is embedded when the crate is compiled";
const AN_ORDER: &str = "something whose order is the same every time";
const NO_STATE: &str = "an argument and a result";

pub(super) fn naming_a_provider_or_a_country(project: &Project) -> Vec<String> {
    let outside = |rooms: &'static [&str]| {
        let is_outside = |source: &&Source| !rooms.iter().any(|room| source.is_in(room));
        project.crate_sources().filter(is_outside)
    };
    let providers = outside(NAMES_PROVIDERS).flat_map(providers_named);
    let countries = outside(NAMES_COUNTRIES).flat_map(countries_named);
    providers.chain(countries).collect()
}

fn providers_named(source: &Source) -> impl Iterator<Item = String> {
    source.tokens.iter().filter(|token| names(token).next().is_some()).map(|token| {
        let what = format!("`{}` names a provider", token.text);
        source.at(token.line, &what, "a row of its profile in `knowledge`")
    })
}

/// The providers that a token names, in any case and as a part of a longer name too. The crate lists its providers, so that
/// no new one is forgotten here.
fn names(token: &Token) -> impl Iterator<Item = &'static str> {
    let text = token.text.to_lowercase();
    READINGS.iter().map(|(provider, _)| *provider).filter(move |name| text.contains(name))
}

/// A provider is a leaf: adding one touches its own files and the lists, so nothing else chooses by its name.
pub(super) fn naming_a_provider_outside_its_leaf(project: &Project) -> Vec<String> {
    let is_list = |source: &Source| LISTS.iter().any(|(path, _)| *path == source.path);
    let in_rooms = |source: &&Source| NAMES_PROVIDERS.iter().any(|room| source.is_in(room));
    let sources = project.crate_sources().filter(in_rooms).filter(|source| !is_list(source));
    sources.flat_map(others_named).chain(LISTS.iter().filter_map(|list| stale(list, project))).collect()
}

/// The provider whose file it is: the first word below one of the homes.
fn owner(source: &Source) -> Option<&str> {
    HOMES.iter().find_map(|home| source.path.strip_prefix(home)?.split(['/', '.']).next())
}

fn others_named(source: &Source) -> impl Iterator<Item = String> {
    let tokens = source.tokens.iter().flat_map(|token| names(token).map(move |name| (token, name)));
    tokens.filter(|(_, name)| owner(source) != Some(name)).map(|(token, name)| {
        let what = format!("`{}` names `{name}` outside its own files", token.text);
        source.at(token.line, &what, "the leaf of that provider, reached by its row in `wire::said`")
    })
}

/// A list that names fewer than two providers is none any more.
fn stale((path, reason): &(&str, &str), project: &Project) -> Option<String> {
    let mut sources = project.crate_sources().filter(|source| source.path == *path);
    let named = |source: &Source| {
        let named: BTreeSet<&str> = source.tokens.iter().flat_map(names).collect();
        named.len() > 1
    };
    let what = format!("{path} may name several providers ({reason}) and does not");
    (!sources.any(named)).then(|| format!("{path}:1: {what}, expected no row"))
}

fn countries_named(source: &Source) -> impl Iterator<Item = String> {
    let constants = source.places_of("Country::").filter_map(|place| place.get(3));
    let is_code = |token: &&Token| {
        token.text.len() == 2 && token.text.chars().all(|letter| letter.is_ascii_uppercase())
    };
    constants.filter(is_code).map(|token| {
        let what = format!("`Country::{}` stands in code", token.text);
        source.at(token.line, &what, "a row in `knowledge`")
    })
}

pub(super) fn numbers_in_rules(project: &Project) -> Vec<String> {
    let rules = project.crate_sources().filter(|source| source.is_in("rules"));
    rules.flat_map(numbers_in).collect()
}

fn numbers_in(source: &Source) -> impl Iterator<Item = String> {
    let numbers = source.tokens.iter().filter(|token| is_big_number(&token.text));
    numbers.map(|token| {
        let what = format!("`{}` stands in a rule", token.text);
        source.at(token.line, &what, "0, 1, or a value of the policy")
    })
}

fn is_big_number(text: &str) -> bool {
    match syn::parse_str(text) {
        Ok(Lit::Int(number)) => !matches!(number.base10_digits(), "0" | "1"),
        Ok(Lit::Float(_)) => true,
        _ => false,
    }
}

pub(super) fn impure(project: &Project) -> Vec<String> {
    project.crate_sources().flat_map(impure_in).collect()
}

fn impure_in(source: &Source) -> impl Iterator<Item = String> {
    let listed = IMPURE.iter().flat_map(|(rust, instead)| {
        let places = source.places_of(rust).filter_map(<[Token]>::first);
        places.map(move |token| (token.line, *rust, *instead))
    });
    let atomic = source
        .tokens
        .iter()
        .filter(|token| token.text.starts_with("Atomic"))
        .map(|token| (token.line, token.text.as_str(), NO_STATE));
    listed
        .chain(atomic)
        .map(|(line, rust, instead)| source.at(line, &format!("`{rust}` stands in the crate"), instead))
}

/// What implements `Error` ends in `Error`; a list of errors that is an error itself ends in `Errors`.
pub(super) fn errors_without_the_word(project: &Project) -> Vec<String> {
    project.crate_sources().flat_map(errors_misnamed_in).collect()
}

fn errors_misnamed_in(source: &Source) -> impl Iterator<Item = String> {
    let by_hand = source.places_of("error::Error for").filter_map(|place| place.get(5));
    let derived = source.places_of("thiserror::Error").filter_map(|place| {
        let kind = place.iter().position(|token| matches!(token.text.as_str(), "struct" | "enum"))?;
        place.get(kind + 1)
    });
    by_hand.chain(derived).filter(|name| !name.text.ends_with("Error") && !name.text.ends_with("Errors")).map(
        |name| source.at(name.line, &format!("the error `{}`", name.text), "a name that ends in `Error`"),
    )
}

pub(super) fn exemptions_without_reason(project: &Project) -> Vec<String> {
    let sources = project.sources.iter();
    sources.flat_map(exemptions_in).collect()
}

fn exemptions_in(source: &Source) -> impl Iterator<Item = String> {
    let exemptions = ["allow", "expect"].into_iter().flat_map(|word| source.places_of(word));
    exemptions.filter_map(|tokens| {
        let word = tokens.first().filter(|token| token.in_attribute)?;
        let mut inside = tokens.iter().take_while(|token| token.text != ")");
        let what = format!("`{}` gives no reason", word.text);
        (!inside.any(|token| token.text == "reason")).then(|| source.at(word.line, &what, "`reason = \"…\"`"))
    })
}
