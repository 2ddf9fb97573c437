//! Steps in words.
//!
//! What belongs here: what is done, how, after what, from when and until when, as people say it.
//! What never does: where it stands on a screen or a page.

use super::by_account::ByAccount;
use crate::evidence::{self, Safe};
use crate::report::Place;
use closeout::wire::PlanQuestion;
use closeout::{
    Code, Set,
    blocker::Cure,
    decision::Binding,
    lifecycle::Move,
    plan::{Act, Note, Plan, PlanStep, Remark},
    profile::Limit,
};
use jiff::{SignedDuration, Timestamp};

/// What the subject of a question is called: its case, or else where it stands.
pub(super) fn name(place: Place<'_>, question: &PlanQuestion) -> String {
    evidence::name(place, question.case.as_deref())
}

/// Whom a step is about, and in which status it is: an account of a group, or the subject itself.
pub(super) fn whose(question: &PlanQuestion, account: Option<usize>) -> (String, String) {
    if let Some(account) = account.and_then(|place| question.accounts.get(place)) {
        return (Safe(&account.id).to_string(), evidence::status(&account.state.status));
    }
    let subject = question.policy.profile().subject.name();
    (format!("the {subject}"), evidence::status(&question.state.status))
}

/// Everything that steps can be about: the accounts in their order, and the subject at the end.
pub(super) fn everyone(question: &PlanQuestion) -> impl Iterator<Item = Option<usize>> {
    (0..question.accounts.len()).map(Some).chain([None])
}

/// Its number for people, from 1.
pub(super) const fn number(place: usize) -> usize {
    place.saturating_add(1)
}

/// What it is about.
pub(super) fn what(act: Act) -> String {
    match act {
        Act::FindOut(fact) => format!("{} unknown", spaced(fact.name())),
        Act::FindOutStatus => "status unknown".to_owned(),
        Act::Clear { side: Some(side), .. } => format!("{side} positions"),
        Act::Clear { code, to_come: false, .. } => spaced(code.name()),
        Act::Clear { code, to_come: true, .. } => format!("{} to come", spaced(code.name())),
        Act::Move(on) => format!("status: {}", spaced(Move::name(on))),
        Act::Request => "request".to_owned(),
        Act::Record => "record".to_owned(),
        Act::Await(clock) => awaited(clock),
        Act::Complete | _ => "completion".to_owned(),
    }
}

/// How it is done.
pub(super) fn how(act: Act) -> String {
    match act {
        Act::FindOut(_) => "find out".to_owned(),
        Act::FindOutStatus => "find out what it means, and whether it is closed".to_owned(),
        Act::Clear { cures, .. } if cures.is_empty() => "wait".to_owned(),
        Act::Clear { code: Code::CashBalance, cures, .. } if goes_both_ways(cures) => {
            format!("{} what is left", evidence::any_of(cures))
        }
        Act::Clear { cures, .. } => evidence::any_of(cures),
        Act::Move(_) => "have the provider change the status".to_owned(),
        Act::Request => "request closing".to_owned(),
        Act::Record => "call `advance`, so that it is on record that nothing is in the way".to_owned(),
        Act::Await(Binding { year: Some(_), .. }) => "wait for its end".to_owned(),
        Act::Await(_) => "wait until it opens".to_owned(),
        Act::Complete | _ => "call `advance`, which closes it".to_owned(),
    }
}

/// Says whether cash may have to go out or to come in, whichever its sign calls for by then.
fn goes_both_ways(cures: Set<Cure>) -> bool {
    Set::only(Cure::Withdraw).with(Cure::Deposit).is_subset(cures)
}

/// Returns what is to be known beside the steps.
pub(super) fn remark(question: &PlanQuestion, remark: &Remark) -> String {
    match &remark.note {
        Note::Contradiction { code, cures, limit } => {
            let (_, status) = whose(question, remark.account);
            let how = if *code == Code::AccountsNotClosed {
                "only the provider can say which is true".to_owned()
            } else {
                put_right(*cures, *limit)
            };
            format!("contradiction: it is {status}, and yet: {}; {how}", code.words())
        }
        Note::NeverOpened => "it was never opened: nothing is to be done".to_owned(),
        Note::OpensFirst { instead } => format!("these steps open it first; {}", way_out(instead)),
        Note::OwnSuspension => {
            "the holder has suspended trading, and can lift that alone, to sell or to buy back".to_owned()
        }
        Note::Overdue { code } => {
            format!("{}: an expected day has begun and it is still there; find out why", code.words())
        }
        _ => remark.note.name().replace('_', " "),
    }
}

fn put_right(cures: Set<Cure>, limit: Option<Limit>) -> String {
    if cures.is_empty() {
        return "nothing is permitted, so only the provider can put it right".to_owned();
    }
    let limit = limit.map_or(String::new(), |limit| format!(", only {}", limit.words()));
    format!("{}{limit}", evidence::any_of(cures))
}

fn way_out(instead: &[Move]) -> String {
    let moves: Vec<String> = instead.iter().map(|on| spaced(on.name())).collect();
    let way = "the way out of an application is that it is rejected or withdrawn";
    match moves.as_slice() {
        [] => format!("{way}, for which no document has a move"),
        moves => format!("{way} (the provider's moves: {})", moves.join(", then ")),
    }
}

/// Returns who can do something about a remark.
pub(super) fn concerns(remark: &Remark) -> &'static str {
    remark.actor.map_or("nobody", closeout::plan::Actor::name)
}

/// Both in a few words, for a drawing.
pub(super) fn label(act: Act) -> String {
    match act {
        Act::FindOut(fact) => format!("find out {}", spaced(fact.name())),
        Act::FindOutStatus => "find out status".to_owned(),
        Act::Clear { cures, .. } if !cures.is_empty() => format!("{}: {}", what(act), how(act)),
        Act::Request => "request closing".to_owned(),
        Act::Record => "record that nothing is in the way".to_owned(),
        Act::Complete => "close".to_owned(),
        Act::Await(clock) => over(clock),
        Act::Clear { .. } | Act::Move(_) | _ => what(act),
    }
}

/// A tax year by its name, another clock by its own.
fn awaited(clock: Binding) -> String {
    match clock.year {
        Some(year) => format!("{} tax year {year}", year.country),
        None => clock.code.words().to_owned(),
    }
}

/// That it is over, for a line in a drawing.
pub(super) fn over(clock: Binding) -> String {
    let ends = if clock.year.is_some() { "ends" } else { "opens" };
    format!("{} {ends}", awaited(clock))
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// The first instant at which a step can begin: when all that it waits for is over.
pub(super) fn begins(plan: &Plan, step: &PlanStep, now: Timestamp) -> Timestamp {
    let over = step.after.iter().filter_map(|place| plan.steps.get(*place)).map(|before| before.earliest);
    over.fold(now, Timestamp::max)
}

/// `after 1 and 3`, with `at once` for none.
pub(super) fn after(step: &PlanStep) -> String {
    if step.after.is_empty() { "at once".to_owned() } else { format!("after {}", numbers(&step.after)) }
}

/// `1, 2 and 5`; more than two in a row are `1–4`.
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

/// From when on, and until when at the earliest, where that takes time.
pub(super) fn times(plan: &Plan, step: &PlanStep, now: Timestamp) -> String {
    let begins = begins(plan, step, now);
    let from = if begins == now { "from now".to_owned() } else { format!("from {begins}") };
    if begins < step.earliest { format!("{from} until {} at the earliest", step.earliest) } else { from }
}

/// By when, and what that is for.
pub(super) fn due(by_account: &ByAccount<'_>, step: &PlanStep) -> Option<String> {
    let day = step.due_by?;
    let closes = by_account.closes(step.account)?;
    Some(format!("by {day} to close on {closes}"))
}

/// How the whole ends.
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

/// Which steps can be done side by side: those of a wave wait for none of each other, but for some of the wave before.
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

/// `1, 2 and 5 side by side, then 3, then 4 and 6 side by side`.
pub(super) fn order(plan: &Plan) -> String {
    let wave = |wave: &Vec<usize>| {
        let several = if wave.len() > 1 { " side by side" } else { "" };
        format!("{}{several}", numbers(wave))
    };
    waves(plan).iter().map(wave).collect::<Vec<_>>().join(", then ")
}

/// How much later or sooner it is closed.
pub(super) fn later_by(later_by: SignedDuration) -> String {
    let words = span(later_by.unsigned_abs().as_secs());
    match later_by.signum() {
        0 => "at the same time".to_owned(),
        1 => format!("{words} later"),
        _ => format!("{words} sooner"),
    }
}

/// A span in days, and in hours and minutes where it is short.
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
