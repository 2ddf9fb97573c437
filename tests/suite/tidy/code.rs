//! What must not stand in code, whatever it is good for. Comments and documentation may say it.

use super::project::{Project, Source, Token};
use syn::Lit;

/// Providers are leaves.
const PROVIDERS: &[&str] = &["alpaca", "upvest", "udara360", "yuno"];

/// Where a provider may be named.
const NAMES_PROVIDERS: &[&str] = &["knowledge", "wire"];

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
    let names_one = |token: &&Token| {
        let text = token.text.to_lowercase();
        PROVIDERS.iter().any(|name| text.contains(name))
    };
    source.tokens.iter().filter(names_one).map(|token| {
        let what = format!("`{}` names a provider", token.text);
        source.at(token.line, &what, "a row of its profile in `knowledge`")
    })
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
