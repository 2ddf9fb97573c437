//! `closeout permissions`: the activities that are permitted in a status, under restrictions.
//!
//! What belongs here: the table for people and the lines for other programs.
//! What never does: deciding whether an activity is permitted.

use crate::arguments::{Format, PermissionsOptions};
use crate::exit::{self, Exit, Trouble};
use crate::json;
use crate::policies;
use crate::terminal::{BOLD, DIM, GREEN, RED, Safe, YELLOW};
use closeout::{
    Fact, Policy, PolicyOptions, Set, State, Status,
    facts::Restriction,
    lifecycle::Subject,
    permission,
    permission::{Denial, Permission},
    profile::{Activity, Profile},
    vocab::{Text, WireValue},
    wire::Policies,
};
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// Lists the permissions. An undocumented status is answered like any other: nothing is permitted.
pub(crate) fn run(options: &PermissionsOptions) -> Result<Exit, Trouble> {
    let policies = policies::read(&options.policies)?;
    let sheets: Vec<Sheet> =
        profiles(options, &policies)?.into_iter().map(|profile| Sheet::new(profile, options)).collect();
    let out = io::stdout().lock();
    match options.format {
        Format::Json => write_json(&sheets, &mut BufWriter::new(out))?,
        Format::Text => {
            write_text(&sheets, &mut BufWriter::new(options.color.stream(out)))?;
        }
    }
    Ok(Exit::Success)
}

/// Returns the profile that is asked for, or all that the provider has.
fn profiles<'a>(options: &PermissionsOptions, policies: &'a Policies) -> Result<Vec<&'a Profile>, Trouble> {
    let provider = options.provider.as_str();
    let has = |subject: &Subject| policies.profile(provider, *subject);
    let all: Vec<&Profile> = Subject::ALL.iter().filter_map(has).collect();
    match options.subject {
        Some(subject) => Ok(vec![exit::profile(policies, provider, subject)?]),
        None if all.is_empty() => Ok(vec![exit::profile(policies, provider, Subject::Account)?]),
        None => Ok(all),
    }
}

/// The question about one profile.
struct Sheet {
    policy: Policy,
    state: State,
    restrictions: Set<Restriction>,
}

impl Sheet {
    fn new(profile: &Profile, options: &PermissionsOptions) -> Self {
        // No option changes what is permitted.
        let policy_options = PolicyOptions::documented();
        Self {
            policy: Policy::new(profile.clone(), policy_options),
            state: State::new(status(profile, &options.status)),
            restrictions: options.restrictions.iter().copied().collect(),
        }
    }

    fn answers(&self) -> impl Iterator<Item = (Activity, Permission)> {
        let restrictions = Fact::Known(self.restrictions);
        Activity::ALL
            .iter()
            .map(move |activity| (*activity, permission(&self.policy, &self.state, &restrictions, *activity)))
    }
}

/// Reads a status as typed. Some providers write their statuses as integers, and a shell has only text.
fn status(profile: &Profile, typed: &str) -> Status {
    let first = profile.lifecycle.statuses().first().map(|row| &row.wire);
    let value: WireValue = match (first, typed.parse::<i64>()) {
        (Some(WireValue::Number(_)), Ok(number)) => number.into(),
        _ => typed.into(),
    };
    profile.lifecycle.status(&value)
}

fn write_text(sheets: &[Sheet], out: &mut impl Write) -> io::Result<()> {
    for (place, sheet) in sheets.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        headline(sheet, out)?;
        let is_offered = |permission: &Permission| permission.denial() != Some(&Denial::NotOffered);
        let (offered, others): (Vec<_>, Vec<_>) = sheet.answers().partition(|each| is_offered(&each.1));
        offered.into_iter().try_for_each(|(activity, permission)| line(activity, permission, out))?;
        not_offered(&others, out)?;
    }
    out.flush()
}

fn headline(sheet: &Sheet, out: &mut impl Write) -> io::Result<()> {
    let (profile, status) = (sheet.policy.profile(), sheet.state.status.to_string());
    let (provider, subject) = (&profile.provider, profile.subject);
    write!(out, "{BOLD}{} {subject}{BOLD:#}  {}", Safe(provider), Safe(&status))?;
    if !sheet.restrictions.is_empty() {
        let names: Vec<&str> = sheet.restrictions.iter().map(Restriction::name).collect();
        write!(out, " under {}", names.join(", "))?;
    }
    match profile.lifecycle.own(&sheet.state.status) {
        Some(row) => writeln!(out, "  {DIM}{}{DIM:#}", Safe(&row.meaning)),
        None => writeln!(out, "  {DIM}documented are {}{DIM:#}", Safe(&documented(profile))),
    }
}

fn documented(profile: &Profile) -> String {
    let words: Vec<String> = profile.lifecycle.statuses().iter().map(|row| row.wire.to_string()).collect();
    words.join(", ")
}

fn line(activity: Activity, permission: Permission, out: &mut impl Write) -> io::Result<()> {
    write!(out, "    {:<24} ", activity.words())?;
    match permission {
        Permission::Permitted => writeln!(out, "{GREEN}yes{GREEN:#}"),
        Permission::PermittedIf(limit) => writeln!(out, "{YELLOW}only{YELLOW:#} {}", limit.words()),
        Permission::Denied(denial) => {
            writeln!(out, "{RED}no{RED:#}   {DIM}{}{DIM:#}", Safe(&denial.to_string()))
        }
    }
}

/// Writes the activities that are not offered on one line, since no status and no consent would change them.
fn not_offered(others: &[(Activity, Permission)], out: &mut impl Write) -> io::Result<()> {
    if others.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = others.iter().map(|(activity, _)| activity.words()).collect();
    writeln!(out, "    {DIM}not offered here: {}{DIM:#}", names.join(", "))
}

/// The answer on one activity.
#[derive(Serialize)]
struct Line {
    provider: Text,
    subject: Subject,
    status: WireValue,
    restrictions: Set<Restriction>,
    activity: &'static str,
    permission: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    forbidden_by: Option<Set<Restriction>>,
}

fn write_json(sheets: &[Sheet], out: &mut impl Write) -> io::Result<()> {
    for sheet in sheets {
        for (activity, permission) in sheet.answers() {
            json::write_line(out, &json_line(sheet, activity, &permission))?;
        }
    }
    out.flush()
}

fn json_line(sheet: &Sheet, activity: Activity, permission: &Permission) -> Line {
    let profile = sheet.policy.profile();
    Line {
        provider: profile.provider.clone(),
        subject: profile.subject,
        status: sheet.state.status.word().clone(),
        restrictions: sheet.restrictions,
        activity: activity.name(),
        permission: permission.name(),
        limit: permission.limit().map(closeout::profile::Limit::name),
        reason: permission.denial().map(Denial::name),
        forbidden_by: match permission.denial() {
            Some(Denial::ByRestrictions(restrictions)) => Some(*restrictions),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Colour;

    fn asked(provider: &str, status: &str) -> PermissionsOptions {
        PermissionsOptions {
            provider: provider.to_owned(),
            status: status.to_owned(),
            subject: None,
            restrictions: vec![Restriction::Locked],
            policies: Vec::new(),
            format: Format::Text,
            color: Colour::Never,
        }
    }

    fn sheets(options: &PermissionsOptions) -> Vec<Sheet> {
        let policies = Policies::built_in();
        let profiles = profiles(options, &policies).unwrap_or_default();
        profiles.into_iter().map(|profile| Sheet::new(profile, options)).collect()
    }

    fn written(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        assert!(write(&mut out).is_ok());
        String::from_utf8_lossy(&anstream::adapter::strip_bytes(&out).into_vec()).into_owned()
    }

    #[test]
    fn a_number_is_a_status_where_the_provider_writes_numbers() {
        let words = |options: &PermissionsOptions| -> Vec<(String, bool)> {
            let sheets = sheets(options);
            sheets
                .iter()
                .map(|sheet| (format!("{:?}", sheet.state.status), sheet.state.status.phase().is_some()))
                .collect()
        };
        assert_eq!(words(&asked("udara360", "7")), [("7".to_owned(), true)]);
        assert_eq!(words(&asked("udara360", "FROZEN")), [("FROZEN".to_owned(), false)]);
        assert_eq!(words(&asked("yuno", "7")), [("7".to_owned(), false)]);
    }

    #[test]
    fn a_provider_with_groups_gets_both_tables_and_each_says_why() {
        let options = asked("upvest", "CLOSING");
        let text = written(|out| write_text(&sheets(&options), out));
        assert_eq!(text.matches("CLOSING under locked").count(), 2, "{text}");
        assert!(text.contains("    sell                     no   restricted: locked\n"), "{text}");
        assert!(text.contains("    open an account          no   not while CLOSING\n"), "{text}");
        assert!(
            text.contains("    read                     yes\n    not offered here: buy back, deposit"),
            "{text}"
        );
    }

    #[test]
    fn a_line_for_programs_has_the_stable_names() {
        let text = written(|out| write_json(&sheets(&asked("yuno", "NEW")), out));
        let first = r#"{"provider":"yuno","subject":"account","status":"NEW","restrictions":["locked"],"activity":"buy","permission":"denied","reason":"unknown_status"}"#;
        assert_eq!(text.lines().next(), Some(first));
        assert_eq!(text.lines().count(), Activity::ALL.len());
    }

    #[test]
    fn a_provider_that_nobody_knows_is_refused_with_those_that_are_known() {
        let policies = Policies::built_in();
        let refusal = profiles(&asked("nope", "ACTIVE"), &policies).map_err(|trouble| trouble.to_string());
        assert!(
            refusal.is_err_and(|message| message.contains("`nope`") && message.contains("`upvest` (group)"))
        );
    }
}
