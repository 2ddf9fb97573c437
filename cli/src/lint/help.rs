//! A way to mend each kind of defect.
//!
//! What belongs here: the row to add, to change or to delete, in the words of a policy document.
//! What never does: deciding for the author of a policy which of several ways is meant.

use closeout::{
    Code, Policy,
    blocker::{Cure, Side},
    lint::{About, Defect, Finding, Happening},
    vocab::Basis,
};

/// Returns a change that mends the finding; `None` if there is none that is always right.
pub(super) fn help(finding: &Finding, policy: &Policy) -> Option<String> {
    match (finding.defect, &finding.about) {
        (Defect::NoCure, About::Side { code: _, side }) => Some(permit(&[cure(*side)], finding)),
        (Defect::NoCure, About::Cause(code)) => Some(permit(&both_sides(code.cures()), finding)),
        (Defect::ClosedUnreachable, About::Status(status)) => Some(format!(
            "add moves from `{status}` that lead to a status of the phase `closed`, such as on = \"request_closure\""
        )),
        (Defect::FundedCanClose, About::Cause(code)) => Some(ask_for(*code, finding, policy)),
        (Defect::FactNeverAsked, About::Established(fact)) => {
            let asked = arisen(finding).map(|code| ask_for(code, finding, policy));
            Some(format!("{}, or take \"{fact}\" out of `facts`", asked?))
        }
        (Defect::FactNeverStated, About::Fact { fact, .. }) => {
            Some(format!("add \"{fact}\" to `facts`, or delete the rule"))
        }
        (Defect::ValueEntersClosed, About::Grant { activity, status }) => {
            Some(format!("take \"{}\" out of the permissions in `{status}`", activity.name()))
        }
        (Defect::ShadowedRule, About::Grant { activity, .. }) => {
            Some(format!("take \"{}\" out of this row, or the status", activity.name()))
        }
        (Defect::ShadowedRule, About::Restriction(_)) => Some("delete the name".to_owned()),
        (Defect::ShadowedRule, _) => Some("delete the row".to_owned()),
        (Defect::ContradictoryRules, About::Window { .. }) => {
            Some("let `from` be a day before `through`, in the same year".to_owned())
        }
        (Defect::ContradictoryRules, About::Grant { activity, .. }) => {
            Some(format!("leave \"{}\" in one row of the permissions", activity.name()))
        }
        (Defect::ContradictoryRules, About::Rule { .. }) => {
            Some("delete the row, or give it the other stage".to_owned())
        }
        (Defect::ClockGap, About::Window { .. }) => {
            Some("choose days that every year has, such as \"02-28\" for \"02-29\"".to_owned())
        }
        (Defect::ClockGap | Defect::CalendarEnded, About::Clock { .. } | About::BusinessCalendar { .. }) => {
            Some("let `business.through` be a later day, and add the holidays until then".to_owned())
        }
        (Defect::ClosingForgotten, About::Edge { .. }) => Some(
            "write on = \"take_back\" if the move means that the request was taken back; else let the way back lead \
             to the closing"
                .to_owned(),
        ),
        _ => None,
    }
}

/// Returns the cure that one side of zero needs.
const fn cure(side: Side) -> Cure {
    match side {
        Side::Long => Cure::Sell,
        Side::Short => Cure::Cover,
        Side::Credit => Cure::Withdraw,
        Side::Debit => Cure::Deposit,
    }
}

/// Returns the cures that are needed together, since each clears one side of zero; the first that needs an
/// activity if none is one-sided.
fn both_sides(cures: &[Cure]) -> Vec<Cure> {
    let one_sided = [Side::Long, Side::Short, Side::Credit, Side::Debit].map(cure);
    let needed: Vec<Cure> = cures.iter().copied().filter(|each| one_sided.contains(each)).collect();
    if needed.is_empty() {
        cures.iter().copied().filter(|each| each.activity().is_some()).take(1).collect()
    } else {
        needed
    }
}

/// Names the activities of these cures, and the status in which they have to be permitted. A deposit has a limit, since
/// an account that is to be emptied must not be filled.
fn permit(cures: &[Cure], finding: &Finding) -> String {
    let activities: Vec<String> =
        cures.iter().filter_map(|cure| cure.activity()).map(|each| format!("\"{}\"", each.name())).collect();
    let limit = if cures.contains(&Cure::Deposit) { " with limit = \"covers_debit\"" } else { "" };
    format!("add {} to the permissions in {}{limit}", activities.join(" and "), last_status(finding))
}

/// Returns the status in which the trace ends.
fn last_status(finding: &Finding) -> String {
    let trace = &finding.trace;
    let reached = trace.steps.iter().rev().find_map(|step| step.leads_to.as_ref());
    reached.or(trace.start.as_ref()).map_or_else(|| "its status".to_owned(), |status| format!("`{status}`"))
}

fn arisen(finding: &Finding) -> Option<Code> {
    finding
        .trace
        .steps
        .iter()
        .find_map(|step| if let Happening::Arises(code) = step.what { Some(code) } else { None })
}

/// Names the rule to add. One that is inferred is in the policy already, and only not in force.
fn ask_for(code: Code, finding: &Finding, policy: &Policy) -> String {
    let name = code.name();
    if policy.profile().rules.iter().any(|row| row.code == code && row.basis == Basis::Inferred) {
        return format!("write basis = \"stated\" in the rule `{name}`, or strictness = \"prudent\"");
    }
    let advances = finding.trace.steps.iter().any(|step| step.what == Happening::Advance);
    let stage = if advances { "completion" } else { "admission" };
    format!("add {{ code = \"{name}\", stage = \"{stage}\", source = … }} to `rules`")
}
