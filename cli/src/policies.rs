//! Policies in files: of a house, or a provider that is not built in.
//!
//! What belongs here: reading the files, and adding them to the built-in policies.
//! What never does: the meaning and the defects of a policy, which are the crate's.

use crate::absent;
use crate::encoding;
use crate::exit::Trouble;
use crate::short;
use crate::terminal::Safe;
use closeout::wire::{Policies, PolicyDocument};
use std::path::{Path, PathBuf};

/// The hint for a file name that may have been meant as the name of a provider.
pub(crate) const OR_PROVIDER: &str = ", or the name of a provider";

/// Reads the built-in policies and those of these files; each is built once per run.
pub(crate) fn read(files: &[PathBuf]) -> Result<Policies, Trouble> {
    let mut policies = Policies::built_in();
    files.iter().try_for_each(|file| add(&mut policies, file, "").map(drop))?;
    Ok(policies)
}

/// Adds the policy of a file, and returns the name that questions have for it; `or_else` suggests another meaning of the
/// argument.
pub(crate) fn add(policies: &mut Policies, file: &Path, or_else: &str) -> Result<String, Trouble> {
    let origin = file.display().to_string();
    let unusable = |what: String| Trouble::Argument(format!("{}: {what}", Safe(&origin)));
    let (document, _) = document(file, or_else).map_err(unusable)?;
    let policy = document.build().map_err(|errors| unusable(lines(&errors)))?;
    let name = policy.profile().provider.to_string();
    policies.add(&origin, policy).map_err(|same| Trouble::Argument(lines(&same)))?;
    Ok(name)
}

/// Reads a policy that is not yet built, by the ending of the file, with its text; `or_else` suggests another meaning of
/// the argument.
pub(crate) fn document(path: &Path, or_else: &str) -> Result<(PolicyDocument, String), String> {
    let ending = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let parse = match ending.to_ascii_lowercase().as_str() {
        "toml" => in_toml,
        "json" => in_json,
        _ => return Err(format!("expected a file that ends in `.toml` or `.json`{or_else}")),
    };
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let text = encoding::text(&bytes)?;
    Ok((parse(text)?, text.to_owned()))
}

fn in_toml(text: &str) -> Result<PolicyDocument, String> {
    toml::from_str(text)
        .map_err(|error| refusal(error.message(), &short::of_toml(&error), || absent::in_toml(text)))
}

fn in_json(text: &str) -> Result<PolicyDocument, String> {
    serde_json::from_str(text).map_err(|error: serde_json::Error| {
        let message = error.to_string();
        refusal(&message, &short::shortened(message.clone()), || absent::in_json(text))
    })
}

/// Formats the mistake of a document. Its reader stops at the first field that is missing; the others are named too.
fn refusal(message: &str, shown: &str, absent: impl Fn() -> Vec<String>) -> String {
    let absent = if message.starts_with("missing field") { absent() } else { Vec::new() };
    let shown = if absent.len() > 1 { short::shortened(absent.join("\n")) } else { shown.to_owned() };
    lines(&shown)
}

/// Formats a message that may have several lines and quote parts of a file.
pub(crate) fn lines(message: &impl ToString) -> String {
    let message = message.to_string();
    let safe: Vec<String> = message.trim_end().lines().map(|line| Safe(line).to_string()).collect();
    safe.join("\n")
}
