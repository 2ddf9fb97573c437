//! Steps in words.
//!
//! What belongs here: the account of a step, the steps before it, its start and its end, in plain words.
//! What never does: the words for the act, which the crate provides, or the layout on a screen or a page.

use super::by_account::ByAccount;
use crate::report::{self, Place};
use crate::terminal::Safe;
use closeout::{
    Policy, State,
    plan::{Note, Plan, PlanStep, Remark},
    wire::PlanQuestion,
};
use jiff::{SignedDuration, Timestamp};

/// Returns the name of the subject of a question: its case, or else its place.
pub(super) fn name(place: Place<'_>, question: &PlanQuestion) -> String {
    report::name(place, question.case.as_deref())
}

/// Names the account of a group that a step is about, or the subject itself, with its status.
pub(super) fn whose(question: &PlanQuestion, account: Option<usize>) -> (String, String) {
    if let Some(account) = account.and_then(|place| question.accounts.get(place)) {
        return (Safe(&account.id).to_string(), status(&account.policy, &account.state));
    }
    let subject = question.policy.profile().subject.name();
    (format!("the {subject}"), status(&question.policy, &question.state))
}

fn status(policy: &Policy, state: &State) -> String {
    state.status.in_words(policy.lifecycle().own(&state.status)).to_string()
}

/// Returns the subjects that steps can be about: the accounts in their order, and the subject at the end.
pub(super) fn everyone(question: &PlanQuestion) -> impl Iterator<Item = Option<usize>> {
    (0..question.accounts.len()).map(Some).chain([None])
}

/// Returns the number of a place for people, from 1.
pub(super) const fn number(place: usize) -> usize {
    place.saturating_add(1)
}

/// Describes a remark beside the steps.
pub(super) fn remark(question: &PlanQuestion, remark: &Remark) -> String {
    let (_, status) = whose(question, remark.account);
    remark.note.in_status(&status).to_string()
}

/// Names the actor who can do something about a remark.
pub(super) fn concerns(remark: &Remark) -> &'static str {
    remark.actor.map_or("nobody", closeout::plan::Actor::name)
}

/// Returns the first instant at which a step can begin: when all steps that it waits for are over.
pub(super) fn begins(plan: &Plan, step: &PlanStep, now: Timestamp) -> Timestamp {
    let over = step.after.iter().filter_map(|place| plan.steps.get(*place)).map(|before| before.earliest);
    over.fold(now, Timestamp::max)
}

/// Names the steps before this one, such as `after 1 and 3`; `at once` if there are none.
pub(super) fn after(step: &PlanStep) -> String {
    if step.after.is_empty() { "at once".to_owned() } else { format!("after {}", numbers(&step.after)) }
}

/// Lists numbers as `1, 2 and 5`; more than two in a row are `1–4`.
pub(super) fn numbers(places: &[usize]) -> String {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let runs = sorted.chunk_by(|one, next| number(*one) == *next);
    let words: Vec<String> = runs.flat_map(run).collect();
    listed(&words)
}

fn run(places: &[usize]) -> Vec<String> {
    match places {
        [first, _, .., last] => vec![format!("{}–{}", number(*first), number(*last))],
        few => few.iter().map(|place| number(*place).to_string()).collect(),
    }
}

pub(super) fn listed(words: &[String]) -> String {
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// Says from when a step can be done, and until when it lasts at the earliest, if it takes time.
pub(super) fn times(plan: &Plan, step: &PlanStep, now: Timestamp) -> String {
    let begins = begins(plan, step, now);
    let from = if begins == now { "from now".to_owned() } else { format!("from {begins}") };
    if begins < step.earliest { format!("{from} until {} at the earliest", step.earliest) } else { from }
}

/// Says by when a step has to be done, and for which boundary.
pub(super) fn due(by_account: &ByAccount<'_>, step: &PlanStep) -> Option<String> {
    let day = step.due_by?;
    let closes = by_account.closes(step.account)?;
    Some(format!("by {day} to close on {closes}"))
}

/// Describes the end of the plan.
pub(super) fn end(plan: &Plan) -> String {
    let is_of_subject = |remark: &&Remark| remark.account.is_none();
    let has =
        |is: fn(&Note) -> bool| plan.remarks.iter().filter(is_of_subject).any(|remark| is(&remark.note));
    let begins = if has(|note| *note == Note::NeverOpened) { "was never opened" } else { "is closed" };
    let firm = if plan.firm { "firm" } else { "at the earliest" };
    match (plan.steps.is_empty(), has(|note| matches!(note, Note::Contradiction { .. }))) {
        (true, false) => begins.to_owned(),
        (true, true) => format!("{begins}, and not empty"),
        (false, true) => format!("{begins}, and its accounts close {} ({firm})", plan.earliest),
        (false, false) => format!("closes {} ({firm})", plan.earliest),
    }
}

/// Returns which steps can be done side by side: the steps of a wave do not wait for each other, but for some of the
/// wave before.
pub(super) fn waves(plan: &Plan) -> Vec<Vec<usize>> {
    let mut waves: Vec<Vec<usize>> = Vec::new();
    let mut levels: Vec<usize> = Vec::new();
    for (place, step) in plan.steps.iter().enumerate() {
        let before = step.after.iter().filter_map(|place| levels.get(*place));
        let level = before.max().map_or(0, |level| number(*level));
        levels.push(level);
        match waves.get_mut(level) {
            Some(wave) => wave.push(place),
            None => waves.push(vec![place]),
        }
    }
    waves
}

/// Describes the order, such as `1, 2 and 5 side by side, then 3, then 4 and 6 side by side`.
pub(super) fn order(plan: &Plan) -> String {
    let wave = |wave: &Vec<usize>| {
        let several = if wave.len() > 1 { " side by side" } else { "" };
        format!("{}{several}", numbers(wave))
    };
    waves(plan).iter().map(wave).collect::<Vec<_>>().join(", then ")
}

/// Describes how much later or sooner the whole is closed.
pub(super) fn later_by(later_by: SignedDuration) -> String {
    let words = span(later_by.unsigned_abs().as_secs());
    match later_by.signum() {
        0 => "at the same time".to_owned(),
        1 => format!("{words} later"),
        _ => format!("{words} sooner"),
    }
}

/// Describes a span in days, and in hours and minutes if it is short.
pub(super) fn span(seconds: u64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => counted(seconds, "second"),
        (0, 0, minutes) => counted(minutes, "minute"),
        (0, hours, 0) => counted(hours, "hour"),
        (0, hours, minutes) => format!("{} {}", counted(hours, "hour"), counted(minutes, "minute")),
        (days, 0, _) => counted(days, "day"),
        (days, hours, _) => format!("{} {}", counted(days, "day"), counted(hours, "hour")),
    }
}

pub(super) fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
