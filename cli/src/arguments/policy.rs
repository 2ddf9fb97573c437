//! The options of the commands that write a policy or compare two.
//!
//! What belongs here: their options and their help.
//! What never does: carrying them out.

use super::{Colour, Format, THREADS, subject};
use clap::{Args, Subcommand};
use closeout::lifecycle::Subject;
use std::path::PathBuf;

pub(super) const DIFF: &str = "\
Each question that names one of the two policies is asked under both. Its own strictness, its residences and its rule \
for a missed boundary hold under both; those of a document hold for a question that states none. Questions that name \
another policy are left out, and so are those about a subject that one of the two does not have.

Exit codes: 0 if every answer is the same; 1 if one differs or a line is malformed; 2 if arguments or files cannot be \
used.

Example:
  closeout diff upvest house.toml --book book.ndjson";

#[derive(Args, Debug)]
pub(crate) struct DiffOptions {
    /// The policy to compare with: a provider, or a file that ends in `.toml` or `.json`
    #[arg(value_name = "BEFORE")]
    pub(crate) before: String,
    /// The other policy: a provider, or a file that ends in `.toml` or `.json`
    #[arg(value_name = "AFTER")]
    pub(crate) after: String,
    /// A file of questions, one JSON object a line; can be given more than once; `-` or none for standard input
    #[arg(long = "book", value_name = "FILE", num_args = 1..)]
    pub(crate) book: Vec<PathBuf>,
    /// `text` for people, `json` for one difference a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// The use of colour in text; `auto` means on a terminal
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
    /// The number of threads that answer; without it, as many as the machine can run at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(THREADS))]
    pub(crate) threads: Option<u16>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    #[command(after_help = NEW_POLICY)]
    /// Write a policy in TOML that decides as a built-in provider does, with the meaning of each field in a comment
    New(NewPolicyOptions),
}

const NEW_POLICY: &str = "\
Example:
  closeout policy new --based-on upvest --name house > house.toml";

#[derive(Args, Debug)]
pub(crate) struct NewPolicyOptions {
    /// The built-in provider to begin with, such as `upvest`
    #[arg(long, value_name = "PROVIDER")]
    pub(crate) based_on: String,
    /// `account` or `group`
    #[arg(long, default_value = "account", value_parser = subject)]
    pub(crate) subject: Subject,
    /// The name of the policy, by which questions name it as their `provider`
    #[arg(long, value_name = "NAME", default_value = "house")]
    pub(crate) name: String,
}
