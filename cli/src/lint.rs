//! `closeout lint`: the defects of a policy, found before it ships.
//!
//! What belongs here: reading policy files, and the list of findings for people and for other programs.
//! What never does: judging a policy, which is the crate's.

use crate::arguments::{Format, LintOptions};
use crate::exit::{Exit, Trouble};
use crate::policies;
use crate::terminal::Safe;
use closeout::{
    Policy, PolicyOptions, Strictness, lint,
    lint::{Finding, lint_at},
    profile::Profile,
    providers,
    timing::MissedBoundary,
};
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Checks every policy, even after one that has an error.
pub(crate) fn run(options: &LintOptions) -> Result<Exit, Trouble> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut exit = Exit::Success;
    let mut findings = 0_usize;
    for name in &options.policies {
        match named(name, options.strictness) {
            Ok(policies) => {
                for policy in &policies {
                    findings = findings.saturating_add(report(name, policy, options, &mut out)?);
                }
            }
            Err(message) => {
                out.flush()?;
                writeln!(io::stderr(), "error: {}: {message}", Safe(name))?;
                exit = Exit::Unusable;
            }
        }
    }
    if options.format == Format::Text {
        writeln!(out, "{findings} {}", if findings == 1 { "finding" } else { "findings" })?;
    }
    out.flush()?;
    Ok(if findings > 0 { exit.max(Exit::Findings) } else { exit })
}

/// Returns the policies of a built-in provider, or else reads the file of this name.
fn named(name: &str, strictness: Option<Strictness>) -> Result<Vec<Policy>, String> {
    let built_in: Vec<&Profile> =
        providers::PROFILES.iter().copied().filter(|profile| profile.provider == name).collect();
    if built_in.is_empty() {
        return Ok(vec![from_file(Path::new(name), strictness)?]);
    }
    let strictnesses = strictness.map_or(Strictness::ALL.to_vec(), |one| vec![one]);
    let under = |profile: &'static Profile, strictness| {
        let missed_boundary = MissedBoundary::NextBoundary;
        Policy::new(profile, PolicyOptions::of(strictness).with_missed_boundary(missed_boundary))
    };
    Ok(built_in
        .into_iter()
        .flat_map(|profile| strictnesses.iter().map(move |strictness| under(profile, *strictness)))
        .collect())
}

fn from_file(path: &Path, strictness: Option<Strictness>) -> Result<Policy, String> {
    let mut document = policies::document(path, ", or the name of a provider")?;
    if let Some(strictness) = strictness {
        document.options.strictness = strictness;
    }
    document.build().map_err(|errors| policies::lines(&errors))
}

fn report(name: &str, policy: &Policy, options: &LintOptions, out: &mut impl Write) -> io::Result<usize> {
    let findings = options.now.map_or_else(|| lint(policy), |now| lint_at(policy, now));
    match options.format {
        Format::Text => text(name, policy, &findings, out)?,
        Format::Json => findings.iter().try_for_each(|finding| json(name, policy, finding, out))?,
    }
    Ok(findings.len())
}

fn text(name: &str, policy: &Policy, findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    let (profile, strictness) = (policy.profile(), policy.options().strictness);
    let file = if name == profile.provider { String::new() } else { format!("{}: ", Safe(name)) };
    let heading = format!("{file}{} {}, {strictness}", Safe(&profile.provider), profile.subject);
    if findings.is_empty() {
        return writeln!(out, "{heading}: nothing found");
    }
    writeln!(out, "{heading}")?;
    for finding in findings {
        let about = finding.about.to_string();
        writeln!(out, "  {}: {}: {}", finding.defect, Safe(&about), finding.defect.words())?;
        let trace = finding.trace.to_string();
        if !trace.is_empty() {
            writeln!(out, "      {}", Safe(&trace))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Line<'a> {
    policy: &'a str,
    provider: &'a str,
    subject: &'a str,
    strictness: &'a str,
    defect: &'a str,
    about: String,
    trace: Option<Vec<String>>,
}

fn json(name: &str, policy: &Policy, finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let profile = policy.profile();
    let steps = || finding.trace.steps.iter().map(ToString::to_string);
    let line = Line {
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
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}
