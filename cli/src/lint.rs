//! `closeout lint`: the defects of a policy, found before it ships.
//!
//! What belongs here: reading policy files, and the list of findings for people and for other programs.
//! What never does: judging a policy, which is the crate's.

mod help;
pub(crate) mod place;

use crate::arguments::{Format, LintOptions};
use crate::exit::{Exit, Trouble};
use crate::json;
use crate::policies;
use crate::terminal::{BOLD, DIM, GREEN, RED, Safe};
use closeout::{
    Policy, PolicyOptions, Strictness, lint,
    lint::{Finding, lint_at},
    profile::Profile,
    providers,
    timing::MissedBoundary,
};
use place::Written;
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Checks every policy, even after one that has an error.
pub(crate) fn run(options: &LintOptions) -> Result<Exit, Trouble> {
    let mut out = BufWriter::new(options.color.stream(io::stdout().lock()));
    let mut exit = Exit::Success;
    let (mut findings, mut is_any_read) = (0_usize, false);
    for name in &options.policies {
        match named(name, options.strictness) {
            Ok((policies, written)) => {
                is_any_read = true;
                for policy in &policies {
                    let judged = Judged { name, policy, written: written.as_ref() };
                    findings = findings.saturating_add(report(&judged, options, &mut out)?);
                }
            }
            Err(message) => {
                unreadable(name, message, options.format, &mut out)?;
                exit = Exit::Unusable;
            }
        }
    }
    // A number of findings would say that a policy was looked at.
    if options.format == Format::Text && is_any_read {
        writeln!(out, "{findings} {}", if findings == 1 { "finding" } else { "findings" })?;
    }
    out.flush()?;
    Ok(if findings > 0 { exit.max(Exit::Findings) } else { exit })
}

/// Reports a policy that cannot be looked at, in the format that was asked for.
fn unreadable(name: &str, message: String, format: Format, out: &mut impl Write) -> io::Result<()> {
    if format == Format::Json {
        return json::write_line(out, &ErrorLine { policy: name, error: Message { message } });
    }
    out.flush()?;
    writeln!(io::stderr(), "error: {}: {message}", Safe(name))
}

/// Returns the policies of a built-in provider, or else reads the file of this name, with its places if it is in TOML.
fn named(name: &str, strictness: Option<Strictness>) -> Result<(Vec<Policy>, Option<Written>), String> {
    let built_in: Vec<&Profile> =
        providers::PROFILES.iter().copied().filter(|profile| profile.provider == name).collect();
    if built_in.is_empty() {
        let (policy, written) = from_file(Path::new(name), strictness)?;
        return Ok((vec![policy], written));
    }
    let strictnesses = strictness.map_or(Strictness::ALL.to_vec(), |one| vec![one]);
    let under = |profile: &'static Profile, strictness| {
        let missed_boundary = MissedBoundary::NextBoundary;
        Policy::new(profile, PolicyOptions::of(strictness).with_missed_boundary(missed_boundary))
    };
    let policies = built_in
        .into_iter()
        .flat_map(|profile| strictnesses.iter().map(move |strictness| under(profile, *strictness)));
    Ok((policies.collect(), None))
}

fn from_file(path: &Path, strictness: Option<Strictness>) -> Result<(Policy, Option<Written>), String> {
    let (mut document, text) = policies::document(path, policies::OR_PROVIDER)?;
    if let Some(strictness) = strictness {
        document.options.strictness = strictness;
    }
    let policy = document.build().map_err(|errors| policies::lines(&errors))?;
    Ok((policy, Written::in_toml(text)))
}

/// A policy with the document that it comes from, if it has one.
struct Judged<'a> {
    name: &'a str,
    policy: &'a Policy,
    written: Option<&'a Written>,
}

impl Judged<'_> {
    fn place(&self, finding: &Finding) -> Option<(usize, usize)> {
        self.written?.place_of(&finding.about)
    }

    /// Returns a way to mend the finding, if the policy is a document that its author can change.
    fn help(&self, finding: &Finding) -> Option<String> {
        let is_built_in = self.name == self.policy.profile().provider;
        help::help(finding, self.policy).filter(|_| !is_built_in)
    }
}

fn report(judged: &Judged<'_>, options: &LintOptions, out: &mut impl Write) -> io::Result<usize> {
    let policy = judged.policy;
    let findings = options.now.map_or_else(|| lint(policy), |now| lint_at(policy, now));
    match options.format {
        Format::Text => text(judged, &findings, out)?,
        Format::Json => findings.iter().try_for_each(|finding| json_line(judged, finding, out))?,
    }
    Ok(findings.len())
}

fn text(judged: &Judged<'_>, findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    let Judged { name, policy, written: _ } = *judged;
    let (profile, strictness) = (policy.profile(), policy.options().strictness);
    let file = if name == profile.provider { String::new() } else { format!("{}: ", Safe(name)) };
    let heading = format!("{file}{} {}, {strictness}", Safe(&profile.provider), profile.subject);
    if findings.is_empty() {
        return writeln!(out, "{BOLD}{heading}{BOLD:#}: {GREEN}nothing found{GREEN:#}");
    }
    writeln!(out, "{BOLD}{heading}{BOLD:#}")?;
    for finding in findings {
        let about = finding.about.to_string();
        let (defect, words) = (finding.defect, finding.defect.words());
        writeln!(out, "  {RED}{defect}{RED:#}: {}: {words}", Safe(&about))?;
        if let Some((line, column)) = judged.place(finding) {
            writeln!(out, "      {DIM}line {line}, column {column}{DIM:#}")?;
        }
        let trace = finding.trace.to_string();
        if !trace.is_empty() {
            writeln!(out, "      {}", Safe(&trace))?;
        }
        if let Some(help) = judged.help(finding) {
            writeln!(out, "      {GREEN}help{GREEN:#}: {}", Safe(&help))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct FindingLine<'a> {
    policy: &'a str,
    provider: &'a str,
    subject: &'a str,
    strictness: &'a str,
    defect: &'a str,
    about: String,
    trace: Option<Vec<String>>,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<String>,
}

fn json_line(judged: &Judged<'_>, finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let Judged { name, policy, written: _ } = *judged;
    let profile = policy.profile();
    let steps = || finding.trace.steps.iter().map(ToString::to_string);
    let (line, column) = judged.place(finding).unzip();
    let line = FindingLine {
        policy: name,
        provider: &profile.provider,
        subject: profile.subject.name(),
        strictness: policy.options().strictness.name(),
        defect: finding.defect.name(),
        about: finding.about.to_string(),
        trace: finding
            .trace
            .start
            .as_ref()
            .map(|start| [start.to_string()].into_iter().chain(steps()).collect()),
        line,
        column,
        help: judged.help(finding),
    };
    json::write_line(out, &line)
}

/// A policy that cannot be looked at.
#[derive(Serialize)]
struct ErrorLine<'a> {
    policy: &'a str,
    error: Message,
}

#[derive(Serialize)]
struct Message {
    message: String,
}
