//! `--what-if KEY=VALUE`: a change to plan with.
//!
//! What belongs here: reading the argument, and the message that lists the accepted forms.
//! What never does: the consequences of the change, which are the crate's.

use crate::terminal::Safe;
use closeout::{
    Country, Fact, Reason, Strictness,
    plan::Change,
    policy::Residences,
    timing::MissedBoundary,
    vocab::{CountryError, Element},
};
use jiff::Timestamp;

/// A change, with its text as it was typed.
#[derive(Clone, Debug)]
pub(crate) struct Assumption {
    pub(crate) written: String,
    /// The change, boxed because a change of the policy is larger than all other arguments together.
    pub(crate) change: Box<Change>,
}

/// Reads a change from the command line.
pub(crate) fn read(written: &str) -> Result<Assumption, String> {
    let (key, value) = written.split_once('=').ok_or("expected KEY=VALUE, such as `residences=DE`")?;
    let change = match key {
        "residences" => Change::Residences(residences(value)?),
        "strictness" => Change::Strictness(named(value, Strictness::named, Strictness::name)?),
        "missed_boundary" => {
            Change::MissedBoundary(named(value, MissedBoundary::named, MissedBoundary::name)?)
        }
        "now" => Change::Now(instant(value)?),
        "reason" => Change::Reason(Some(Reason::text(value)).filter(Reason::has_text)),
        _ => {
            let expected = "`residences`, `strictness`, `missed_boundary`, `now` or `reason`";
            return Err(format!("`{}` cannot be changed: expected {expected}", Safe(key)));
        }
    };
    Ok(Assumption { written: Safe(written).to_string(), change: Box::new(change) })
}

fn residences(value: &str) -> Result<Fact<Residences>, String> {
    if value == "unknown" {
        return Ok(Fact::Unknown);
    }
    let countries: Result<Vec<Country>, CountryError> = value.split(',').map(str::parse).collect();
    let countries = countries.map_err(|error| Safe(&error.to_string()).to_string())?;
    Residences::new(countries).map(Fact::Known).map_err(|error| error.to_string())
}

fn named<T: Element>(
    value: &str,
    named: impl Fn(&str) -> Option<T>,
    name: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    named(value).ok_or_else(|| {
        let known: Vec<String> = T::ALL.iter().map(|each| format!("`{}`", name(*each))).collect();
        format!("expected {}, found `{}`", known.join(" or "), Safe(value))
    })
}

/// Reads an instant of the command line.
pub(crate) fn instant(value: &str) -> Result<Timestamp, String> {
    value.parse().map_err(|_| {
        format!("`{}` is not an instant: expected one such as `2026-04-05T23:00:00Z`", Safe(value))
    })
}
