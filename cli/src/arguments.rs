//! The command line, as people type it.
//!
//! What belongs here: commands, options and their help.
//! What never does: carrying them out.

use crate::plan::assumption::{self, Assumption};
use crate::selection::{Now, Order, Selection};
use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use clap::{Args, Parser, Subcommand, ValueEnum};
use closeout::{
    Strictness, facts::Restriction, jurisdictions::TZ_DATA_VERSION, lifecycle::Subject, wire::Document,
};
use jiff::Timestamp;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::LazyLock;

/// The command line of the tool, which decides whether, when and how brokerage and bank accounts, or groups of
/// accounts, may be closed.
#[derive(Debug, Parser)]
#[command(name = "closeout", version = VERSION.as_str(), about, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Version of the tool, and release of the time zones in it: a release of those can move a boundary.
static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{} (time zones: release {TZ_DATA_VERSION})", env!("CARGO_PKG_VERSION")));

const EXIT_CODES: &str = "\
Exit codes: 0 if everything was answered; 1 if a line was malformed or has no plan, a case did not conform,
a reason has no equivalent or a policy has a defect; 2 if arguments or files cannot be used.";

const DECIDE: &str = "\
Examples:
  closeout decide book.ndjson                                   everything, and a summary
  closeout decide --summary book.ndjson                         the summary alone
  closeout decide --who holder --blocked-by cash_balance book.ndjson
  closeout decide --verdict waiting --sort date --format csv book.ndjson > waiting.csv

An answer is shown if it is selected by each option that is given; of several values of one option, one is enough. \
A malformed line is always shown, and the exit code does not depend on the selection: 0 if everything was answered, 1 \
if a line was malformed, 2 if arguments or files cannot be used.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(after_help = DECIDE)]
    /// Answer questions, one JSON object a line: the blockers, who has to act, and from when the account can close
    Decide(DecideOptions),
    #[command(after_help = EXIT_CODES)]
    /// Answer questions that carry an `expect`, and print each difference
    Conform(ConformOptions),
    /// Say when the tax years of a country begin and end, or which countries are known
    Calendar(CalendarOptions),
    #[command(after_help = DIFF)]
    /// List the questions of a book that another policy answers otherwise, and why
    Diff(DiffOptions),
    /// Draw the statuses of a provider's accounts and the moves between them
    Diagram(DiagramOptions),
    #[command(after_help = EXIT_CODES)]
    /// Find the defects of a policy before it ships, with the shortest way to each
    Lint(LintOptions),
    #[command(after_help = EXIT_CODES)]
    /// List the steps until accounts and groups are closed: by whom, after which others, by when
    Plan(PlanOptions),
    /// List the activities that are permitted in a status, and why the others are not
    Permissions(PermissionsOptions),
    /// Write a policy document to begin with
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Read the reasons for closing that one system writes, and write them as another would
    #[command(subcommand)]
    Reasons(ReasonsCommand),
    #[command(after_help = RETENTION)]
    /// Say until when records are kept after closing, and which inputs decide that
    Retention(RetentionOptions),
    /// Print the JSON Schema of a document, such as `question`; without a name, list the documents
    Schema(SchemaOptions),
    /// Write a book of made-up accounts and groups, one question a line; the same for the same seed
    Sample(SampleOptions),
}

const RETENTION: &str = "\
WHEN is a civil date such as 2026-03-31, an instant such as 2026-03-31T22:30:00Z, or `never` for an event that has not \
happened and never will, such as a transaction if there was none. Each input counts on its own: that an account is \
closed does not mean that the relationship with its holder has ended. Missing inputs are named, and a record is kept \
if its last day is not known. If you ask for a member of the European Union, ask for `EU` as well. Nothing is ever \
deleted.";

/// The range of thread counts. More than any machine has would only cost memory.
const THREADS: RangeInclusive<i64> = 1..=1_024;

#[derive(Args, Debug)]
pub(crate) struct DecideOptions {
    /// Files of questions; `-` or none for standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// A policy of a house, in a file that ends in `.toml` or `.json`; can be given more than once. Questions name it
    /// by its `provider`. Its clocks apply, and so do its strictness and its rule for a missed boundary unless a
    /// question states others; residences come from the question alone
    #[arg(long = "policy", value_name = "FILE")]
    pub(crate) policies: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) selection: Selection,
    #[command(flatten)]
    pub(crate) now: Now,
    /// Order the answers, malformed lines first; the whole book is kept in memory for that
    #[arg(long, value_enum, value_name = "KEY")]
    pub(crate) sort: Option<Order>,
    /// Show the summary and malformed lines alone, as text
    #[arg(long)]
    pub(crate) summary: bool,
    /// `text` for people, `json` for one answer a line, `csv` for one answer a row of a spreadsheet
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub(crate) format: AnswerFormat,
    /// The use of colour in text; `auto` means on a terminal
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
    /// The number of threads that answer; without it, as many as the machine can run at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(THREADS))]
    pub(crate) threads: Option<u16>,
}

#[derive(Args, Debug)]
pub(crate) struct PlanOptions {
    /// Files of questions, one JSON object a line, groups with their `accounts`; `-` or none for standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// A policy of a house, in a file that ends in `.toml` or `.json`; can be given more than once. Questions name it
    /// by its `provider`. Its clocks apply, and so do its strictness and its rule for a missed boundary unless a
    /// question states others; residences come from the question alone
    #[arg(long = "policy", value_name = "FILE")]
    pub(crate) policies: Vec<PathBuf>,
    /// A change to plan with instead: `residences=DE,GB` or `residences=unknown`, `strictness=prudent`,
    /// `missed_boundary=when_clear`, `now=2026-04-01T09:00:00Z`, or `reason=TEXT` (an empty TEXT means no reason)
    #[arg(long, value_name = "KEY=VALUE", value_parser = assumption::read)]
    pub(crate) what_if: Option<Assumption>,
    /// `text` for people, `json` for one answer a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Write one page with a timeline of each plan into this file instead, or to standard output for `-`
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub(crate) html: Option<PathBuf>,
    /// The use of colour in text; `auto` means on a terminal
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
    /// The number of threads that answer; without it, as many as the machine can run at once. A page is written by one
    /// thread
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(THREADS))]
    pub(crate) threads: Option<u16>,
}

#[derive(Args, Debug)]
pub(crate) struct ConformOptions {
    /// Files of questions with their expected answers; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// A policy of a house, in a file that ends in `.toml` or `.json`; can be given more than once. Questions name it
    /// by its `provider`. Its clocks apply, and so do its strictness and its rule for a missed boundary unless a
    /// question states others; residences come from the question alone
    #[arg(long = "policy", value_name = "FILE")]
    pub(crate) policies: Vec<PathBuf>,
    /// The number of threads that answer; without it, as many as the machine can run at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(THREADS))]
    pub(crate) threads: Option<u16>,
}

#[derive(Args, Debug)]
pub(crate) struct CalendarOptions {
    /// The countries, each as two capital letters, such as `GB`
    #[arg(value_name = "COUNTRY", required_unless_present = "list")]
    pub(crate) countries: Vec<String>,
    /// The tax year that this day is in, such as `2026-04-05`; without it and without `--from`, the tax year of today
    /// and the next
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    pub(crate) on: Option<String>,
    /// The tax years that start in this calendar year or later
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true,
        value_parser = clap::value_parser!(i16).range(YEARS))]
    pub(crate) from: Option<i16>,
    /// The tax years that start in this calendar year or earlier; without it, in that of `--from` alone
    #[arg(long, value_name = "YEAR", requires = "from", allow_negative_numbers = true,
        value_parser = clap::value_parser!(i16).range(YEARS))]
    pub(crate) to: Option<i16>,
    /// The zone in which the days of the holder count, such as `Australia/Perth`; without it, the zone of the country
    #[arg(long, value_name = "ZONE")]
    pub(crate) zone: Option<String>,
    /// Every country that is known, with its rule and the zone that counts
    #[arg(long, conflicts_with_all = ["countries", "on", "from", "to", "zone"])]
    pub(crate) list: bool,
    /// `text` for people, `json` for one object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// The bounds of the years: a tax year that begins outside them has no four-digit year, as an instant in JSON must.
const YEARS: RangeInclusive<i64> = 1..=9_998;

#[derive(Args, Debug)]
pub(crate) struct RetentionOptions {
    /// The jurisdictions: each two capital letters, such as `DE`, or `EU` for the European Union
    #[arg(value_name = "JURISDICTION", required_unless_present = "list")]
    pub(crate) jurisdictions: Vec<String>,
    /// The kind of record, such as `aml_cdd`; without it, every kind that is known there
    #[arg(long, requires = "jurisdictions")]
    pub(crate) class: Option<String>,
    /// The time when the account was closed
    #[arg(long, alias = "account-closed", value_name = "WHEN")]
    pub(crate) closed: Option<String>,
    /// The time when the business relationship with the holder ended
    #[arg(long, value_name = "WHEN")]
    pub(crate) relationship_ended: Option<String>,
    /// The time when the last service was given
    #[arg(long, value_name = "WHEN")]
    pub(crate) last_service: Option<String>,
    /// The time when the last transaction took place
    #[arg(long, value_name = "WHEN")]
    pub(crate) last_transaction: Option<String>,
    /// The time when the record was made
    #[arg(long, value_name = "WHEN")]
    pub(crate) record_created: Option<String>,
    /// The time when the transaction that the record is about was completed
    #[arg(long, value_name = "WHEN")]
    pub(crate) transaction_completed: Option<String>,
    /// The last day of the firm's financial year that the record belongs to
    #[arg(long, value_name = "DATE")]
    pub(crate) financial_year_end: Option<String>,
    /// The last day of the reporting period that the record belongs to
    #[arg(long, value_name = "DATE")]
    pub(crate) reporting_period_end: Option<String>,
    /// `yes` if litigation, an order of an authority, an open tax assessment or the like forbids deletion, else `no`
    #[arg(long, alias = "hold", value_enum, value_name = "ANSWER")]
    pub(crate) on_hold: Option<Answer>,
    /// The zone in which an instant is read as a civil day, such as `Europe/Berlin`; without it, the zone of the
    /// country
    #[arg(long, value_name = "ZONE")]
    pub(crate) zone: Option<String>,
    /// Every rule that is known, of one jurisdiction or of all, with the inputs that it needs
    #[arg(long)]
    pub(crate) list: bool,
    /// `text` for people, `json` for one object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Answer {
    /// Deletion is forbidden
    Yes,
    /// Deletion is not forbidden
    No,
}

impl Answer {
    pub(crate) fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

#[derive(Args, Debug)]
pub(crate) struct DiagramOptions {
    /// The provider, such as `upvest`
    pub(crate) provider: String,
    /// A policy of a house, in a file that ends in `.toml` or `.json`, which is named by its `provider`; can be given more
    /// than once
    #[arg(long = "policy", value_name = "FILE")]
    pub(crate) policies: Vec<PathBuf>,
    /// `account` or `group`
    #[arg(long, default_value = "account", value_parser = subject)]
    pub(crate) subject: Subject,
    /// An SVG picture
    #[arg(long, conflicts_with = "mermaid")]
    pub(crate) svg: bool,
    /// Text for Mermaid; this is the default
    #[arg(long)]
    pub(crate) mermaid: bool,
}

fn subject(name: &str) -> Result<Subject, String> {
    Subject::named(name).ok_or_else(|| format!("expected `account` or `group`, found `{name}`"))
}

const DIFF: &str = "\
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

#[derive(Debug, Subcommand)]
pub(crate) enum ReasonsCommand {
    /// Map a string of one system to that of another, and name what is lost
    Map(MapOptions),
    /// List the systems, or the strings of one
    List {
        /// The system, such as `udara360`
        system: Option<String>,
    },
}

#[derive(Args, Debug)]
pub(crate) struct MapOptions {
    /// The system that wrote the string
    #[arg(long, value_name = "SYSTEM")]
    pub(crate) from: String,
    /// The system that shall read it
    #[arg(long, value_name = "SYSTEM")]
    pub(crate) to: String,
    /// `text` for people, `json` for one object
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// The string, exactly as the system writes it
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) text: String,
}

#[derive(Args, Debug)]
pub(crate) struct LintOptions {
    /// Files that end in `.toml` or `.json`, or names of providers such as `upvest`
    #[arg(value_name = "POLICY", required = true)]
    pub(crate) policies: Vec<String>,
    /// `documented` or `prudent`, even if the file says otherwise; without it, a provider is checked under both
    #[arg(long, value_parser = strictness)]
    pub(crate) strictness: Option<Strictness>,
    /// The instant at which calendars must still have days to come, such as `2026-04-05T23:00:00Z`; without it, the day
    /// on which the rules were last compared with their sources
    #[arg(long, value_name = "INSTANT", value_parser = assumption::instant)]
    pub(crate) now: Option<Timestamp>,
    /// `text` for people, `json` for one finding a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// The use of colour in text; `auto` means on a terminal
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
}

fn strictness(name: &str) -> Result<Strictness, String> {
    Strictness::named(name).ok_or_else(|| format!("expected `documented` or `prudent`, found `{name}`"))
}

#[derive(Args, Debug)]
pub(crate) struct PermissionsOptions {
    /// The provider, such as `upvest`
    pub(crate) provider: String,
    /// The status as the provider writes it, such as `CLOSING` or `7`
    #[arg(allow_negative_numbers = true)]
    pub(crate) status: String,
    /// A policy of a house, in a file that ends in `.toml` or `.json`, which is named by its `provider`; can be given more
    /// than once
    #[arg(long = "policy", value_name = "FILE")]
    pub(crate) policies: Vec<PathBuf>,
    /// `account` or `group`; without it, every kind that the provider has
    #[arg(long, value_parser = subject)]
    pub(crate) subject: Option<Subject>,
    /// A restriction in force, such as `liquidation_only`; can be given more than once
    #[arg(long = "restriction", value_name = "NAME", value_parser = restriction)]
    pub(crate) restrictions: Vec<Restriction>,
    /// `text` for people, `json` for one activity a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// The use of colour in text; `auto` means on a terminal
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
}

fn restriction(name: &str) -> Result<Restriction, String> {
    Restriction::named(name).ok_or_else(|| {
        let known: Vec<&str> = Restriction::ALL.iter().map(|each| each.name()).collect();
        format!("expected one of {}", known.join(", "))
    })
}

#[derive(Args, Debug)]
pub(crate) struct SchemaOptions {
    /// The name of the document, from the list
    #[arg(value_name = "NAME", value_parser = document)]
    pub(crate) document: Option<Document>,
}

fn document(name: &str) -> Result<Document, String> {
    Document::named(name).ok_or_else(|| {
        let known: Vec<&str> = Document::ALL.iter().map(|each| each.name()).collect();
        format!("expected one of {}", known.join(", "))
    })
}

#[derive(Args, Debug)]
pub(crate) struct SampleOptions {
    /// The number of the book; the same number gives the same lines on every platform
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// The number of lines; the shorter of two books is the beginning of the longer
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub(crate) count: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    Text,
    /// One answer a line
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// Text for people
    Text,
    /// One answer a line
    Json,
    /// One answer a row
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// Colour on a terminal only
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// Returns an output that keeps colours or drops them, as chosen.
    pub(crate) fn stream<W: RawStream + AsLockedWrite>(self, out: W) -> AutoStream<W> {
        let choice = self.choice(&out);
        AutoStream::new(out, choice)
    }

    /// Returns the choice that this option means for this output.
    pub(crate) fn choice<W: RawStream>(self, out: &W) -> ColorChoice {
        match self {
            Self::Auto => AutoStream::choice(out),
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}
