//! The document of the causes: what a customer may be told, and on what that rests.

use super::{GENERATED, cited, code, table};
use closeout::{
    reason::{Audience, Cause, Classified, Condition, Disclosure, Initiator, SpecificReasons},
    reason_systems,
};
use std::fmt::Write;

const REASONS: &str = "\
The causes of closing: who brings each about unless something else is said, and how much of it each audience may be told
by default. A service can be stricter about one closing, and looser only where somebody may release the cause. Most of
these rows are choices of ours and not law: the source then says `chosen` and why. Have a lawyer read them before letters
depend on them.

* Under *depends on*: `until_released` and `as_ordered` are withheld until somebody who may do so releases them, and the
  sentence is the one from then on; `to_estate` and `to_victim` are open to nobody else.
* *The neutral sentence* is the same for everything that is not named, and for a closing at the provider's discretion.
  It says: *NEUTRAL*
* Under *specific reasons*: `given` where the sentence is enough for the law below, `not_enough` where staff have to add
  what they know, `not_due` where no reasons are owed. The answer is for staff.";

pub(super) fn reasons() -> String {
    let law = &reason_systems::SPECIFIC_REASONS;
    let text = REASONS.replace("NEUTRAL", neutral());
    let mut out = format!("{GENERATED}\n\n# Reasons\n\n{text}\n\n## The causes\n");
    let heads = ["cause", "meaning", "by", "holder", "estate", "victim", "depends on"];
    table(&mut out, &heads, Cause::ALL.iter().map(|cause| told(*cause)));
    out.push_str("\n## The sentences, and on what they rest\n");
    let heads = ["cause", "sentence", "specific reasons", "source"];
    table(&mut out, &heads, Cause::ALL.iter().map(|cause| rests(*cause)));
    writeln!(out, "\n## The law on specific reasons\n\n{}. Checked {}.", cited(law), law.checked).unwrap();
    out
}

fn told(cause: Cause) -> Vec<String> {
    let to = |audience| code(Classified::of(cause).disclosure_to(audience));
    let condition = cause.condition();
    let depends = matches!(
        condition,
        Condition::ToEstate | Condition::ToVictim | Condition::UntilReleased | Condition::AsOrdered
    );
    vec![
        code(cause),
        cause.meaning().to_owned(),
        initiators(cause),
        to(Audience::Holder),
        to(Audience::Estate),
        to(Audience::Victim),
        if depends { code(condition) } else { String::new() },
    ]
}

fn initiators(cause: Cause) -> String {
    let set = cause.initiators();
    if Initiator::ALL.iter().all(|initiator| set.contains(*initiator)) {
        return "anyone".to_owned();
    }
    set.iter().map(code).collect::<Vec<_>>().join(", ")
}

fn rests(cause: Cause) -> Vec<String> {
    let reasons: SpecificReasons = Classified::of(cause).specific_reasons_to(Audience::Holder);
    let source = cause.source();
    vec![code(cause), sentence(cause), code(reasons), format!("{} ({})", cited(source), source.checked)]
}

/// The sentence for those who may be told most, once whoever may release the cause has done so.
fn sentence(cause: Cause) -> String {
    let classified = Classified::of(cause);
    let released = classified.released(Disclosure::Open).unwrap_or(classified);
    let mut told =
        Audience::ALL.iter().map(|audience| released.disclose_to(*audience).customer_text().as_str());
    told.find(|text| *text != neutral()).unwrap_or("the neutral sentence").to_owned()
}

fn neutral() -> &'static str {
    Classified::of(Cause::Sanctions).disclose_to(Audience::Holder).customer_text().as_str()
}
