//! Plans as one page that needs nothing else: no script, no font, no picture from elsewhere.
//!
//! What belongs here: the order of the page, its tables and its style.
//! What never does: the timelines themselves (`drawing`), or the words for a step (`words`).

use super::assumption::Assumption;
use super::by_account::{Placed, placed};
use super::drawing::{self, Drawing, Legend};
use super::planned::Planned;
use super::timeline::Timeline;
use super::words;
use crate::ask::Malformed;
use crate::escape::Escaped;
use crate::report::{self, Place, Report};
use crate::terminal::Safe;
use closeout::{
    MisuseError,
    plan::{Plan, PlanStep, WhatIf},
    wire::PlanQuestion,
};
use std::io::{self, Write};
use std::sync::Arc;

const STYLE: &str = "\
:root{color-scheme:light}\
body{font:15px/1.45 system-ui,sans-serif;color:#1c1c1c;background:#fff;margin:2rem auto;padding:0 1.5rem;max-width:1280px}\
h1{font-size:1.6rem;margin:0 0 .25rem}\
h2{font-size:1.25rem;margin:2.5rem 0 .25rem;padding-top:1rem;border-top:2px solid #1c1c1c;overflow-wrap:anywhere}\
h3{font-size:1rem;margin:1.25rem 0 .25rem}\
p{margin:.25rem 0;max-width:110ch}\
.facts{color:#4a4a4a}.end{font-weight:600}\
figure{margin:1rem 0;overflow-x:auto}\
figcaption{font-size:.85rem;color:#4a4a4a;max-width:130ch}\
figure svg{display:block;height:auto;max-width:none}\
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:1rem 0;font-size:.85rem}\
.legend li{display:flex;align-items:center;gap:.4rem}.legend svg{height:24px}\
table{border-collapse:collapse;width:100%;font-size:.85rem;margin:.5rem 0}\
caption{text-align:left;font-weight:600;padding:.25rem 0}\
th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #c9ccd1}\
td.id{overflow-wrap:anywhere;min-width:8ch}\
thead th{border-bottom:2px solid #1c1c1c;white-space:nowrap}\
td.n{text-align:right;font-variant-numeric:tabular-nums}\
td.t{white-space:nowrap;font-variant-numeric:tabular-nums}\
.remarks{border-left:4px solid #8c2d04;margin:.5rem 0;padding-left:1.5rem;overflow-wrap:anywhere}\
.error{border-left:4px solid #1c1c1c;padding-left:.75rem;overflow-wrap:anywhere}\
@media screen{figure svg{width:100%}}\
@page{size:A4 landscape;margin:12mm}\
@page tall{size:A4 portrait;margin:12mm}\
@media print{body{margin:0;padding:0;max-width:none;font-size:10pt}\
section{break-before:page}section:first-of-type{break-before:auto}section.tall{page:tall}\
figure{overflow:visible;break-inside:avoid}figure svg{width:100%;min-width:0!important;max-height:222mm}figcaption{font-size:8pt}\
table{font-size:8pt}.tall table{font-size:7pt}th,td{padding:.12rem .4rem .12rem 0}\
h2{margin:.5rem 0 .25rem;padding:0;border:0}p,figure,.legend{margin:.35rem 0}\
h2,h3,caption{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}\
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

const CAPTION: &str = "Each instant has a column, in UTC. The distance between columns is not to scale: the time \
                       between them is written above. A step stands in the column in which it can first be over; \
                       steps of one column stand in the order in which they follow each other, those below each other \
                       can be done side by side.";

/// A report that writes a section for each plan as it comes.
#[derive(Clone, Debug)]
pub(super) struct Page {
    assumption: Option<Arc<Assumption>>,
    drawings: u64,
}

/// Returns everything before the first section.
pub(super) fn beginning() -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")?;
    writeln!(out, "<title>Plans for closing</title>\n<style>{STYLE}{}</style>", drawing::STYLE)?;
    writeln!(out, "</head>\n<body>\n<h1>Plans for closing</h1>")?;
    writeln!(
        out,
        "<p>What has to be done, by whom, after what and by when. Every instant is a lower bound.</p>\n{Legend}"
    )?;
    Ok(out)
}

impl Page {
    pub(super) const fn new(assumption: Option<Arc<Assumption>>) -> Self {
        Self { assumption, drawings: 0 }
    }

    /// Returns the timeline, and the same content in a table.
    fn drawn(
        &mut self,
        out: &mut Vec<u8>,
        question: &PlanQuestion,
        plan: &Plan,
        name: &str,
    ) -> io::Result<()> {
        end(out, plan)?;
        remarks(out, question, plan)?;
        if plan.steps.is_empty() {
            return Ok(());
        }
        self.drawings = self.drawings.saturating_add(1);
        let id = format!("timeline-{}", self.drawings);
        let description =
            format!("{}. Order: {}. The table below has every step.", words::end(plan), words::order(plan));
        let title = format!("Timeline of {name}");
        let timeline = Timeline::of(question, plan);
        let drawing = Drawing { timeline: &timeline, id: &id, title: &title, description: &description };
        writeln!(out, "<figure>\n{drawing}<figcaption>{CAPTION}</figcaption>\n</figure>")?;
        writeln!(out, "<p>Order: {}.</p>", Escaped(&words::order(plan)))?;
        let steps: Vec<Placed<'_>> = plan.steps.iter().enumerate().collect();
        table(out, "Steps", question, plan, &steps)
    }

    fn otherwise(
        &mut self,
        out: &mut Vec<u8>,
        question: &PlanQuestion,
        what_if: &WhatIf,
        name: &str,
    ) -> io::Result<()> {
        let WhatIf { before, after, difference } = what_if;
        let assumption = self.assumption.clone();
        let written = assumption.as_deref().map_or("", |assumption| &assumption.written);
        let later = words::later_by(difference.later_by);
        let (spared, added) = (difference.spared.len(), difference.added.len());
        writeln!(
            out,
            "<p>What if {}: <span class=\"end\">{later}</span>; steps spared: {spared}, steps added: {added}.</p>",
            Escaped(written)
        )?;
        for (caption, plan, steps) in
            [("Steps spared", before, &difference.spared), ("Steps added", after, &difference.added)]
        {
            let steps = placed(plan, steps);
            if !steps.is_empty() {
                table(out, caption, question, plan, &steps)?;
            }
        }
        writeln!(out, "<h3>As it is</h3>")?;
        self.drawn(out, question, before, name)?;
        writeln!(out, "<h3>If {}</h3>", Escaped(written))?;
        self.drawn(out, question, after, &format!("{name}, if {written}"))
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

impl Report<PlanQuestion, Planned> for Page {
    fn answer(
        &mut self,
        out: &mut Vec<u8>,
        place: Place<'_>,
        question: &PlanQuestion,
        planned: &Planned,
    ) -> io::Result<Result<(), MisuseError>> {
        let name = words::name(place, question);
        let plans: &[&Plan] = match planned {
            Planned::AsItIs(plan) => &[plan],
            Planned::Otherwise(WhatIf { before, after, .. }) => &[before, after],
        };
        let is_tall = plans.iter().any(|plan| Timeline::of(question, plan).is_tall());
        heading(out, place, question, is_tall)?;
        match planned {
            Planned::AsItIs(plan) => self.drawn(out, question, plan, &name)?,
            Planned::Otherwise(what_if) => self.otherwise(out, question, what_if, &name)?,
        }
        writeln!(out, "</section>").map(Ok)
    }

    /// Reports a malformed line in its place on the page, and on standard error, since nobody may look at the page at
    /// once.
    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        let whose = report::line(place, malformed);
        let message = Safe(&malformed.message).to_string();
        // The exit code reports it too, if standard error is closed.
        let _ = writeln!(io::stderr(), "error: {whose}: {message}");
        writeln!(
            out,
            "<section>\n<h2>{}</h2>\n<p class=\"error\">No plan: {}</p>\n</section>",
            Escaped(&whose),
            Escaped(&message)
        )
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        writeln!(out, "</body>\n</html>")
    }
}

fn heading(out: &mut Vec<u8>, place: Place<'_>, question: &PlanQuestion, is_tall: bool) -> io::Result<()> {
    let (name, profile) = (words::name(place, question), question.policy.profile());
    let class = if is_tall { " class=\"tall\"" } else { "" };
    writeln!(out, "<section{class}>\n<h2>{}</h2>", Escaped(&name))?;
    let about = format!("{} {}, as of {}", Safe(&profile.provider), profile.subject, question.now);
    writeln!(out, "<p class=\"facts\">{}</p>", Escaped(&about))
}

fn end(out: &mut Vec<u8>, plan: &Plan) -> io::Result<()> {
    let why = match (plan.steps.is_empty(), plan.firm) {
        (true, _) => "",
        (false, true) => ": nobody but the service has to act, and everything has a date",
        (false, false) => ": somebody has to act, or something is unknown or has no date",
    };
    writeln!(out, "<p><span class=\"end\">{}</span>{why}.</p>", capitalised(&words::end(plan)))
}

fn remarks(out: &mut Vec<u8>, question: &PlanQuestion, plan: &Plan) -> io::Result<()> {
    if plan.remarks.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"remarks\">")?;
    for remark in &plan.remarks {
        let (whose, concerns) = (words::whose(question, remark.account).0, words::concerns(remark));
        let told = format!("{whose}: {concerns}: {}", words::remark(question, remark));
        writeln!(out, "<li>{}</li>", Escaped(&told))?;
    }
    writeln!(out, "</ul>")
}

fn table(
    out: &mut Vec<u8>,
    caption: &str,
    question: &PlanQuestion,
    plan: &Plan,
    steps: &[Placed<'_>],
) -> io::Result<()> {
    writeln!(out, "<table>\n<caption>{caption}</caption>\n<thead><tr>")?;
    let whose = if question.accounts.is_empty() { None } else { Some("Account") };
    for head in ["#"].into_iter().chain(whose).chain([
        "Who",
        "What",
        "How",
        "After",
        "From",
        "Over, at the earliest",
        "By",
    ]) {
        write!(out, "<th scope=\"col\">{head}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    steps.iter().try_for_each(|(place, step)| row(out, question, plan, *place, step))?;
    writeln!(out, "</tbody>\n</table>")
}

fn row(
    out: &mut Vec<u8>,
    question: &PlanQuestion,
    plan: &Plan,
    place: usize,
    step: &PlanStep,
) -> io::Result<()> {
    let after = if step.after.is_empty() { "at once".to_owned() } else { words::numbers(&step.after) };
    let begins = words::begins(plan, step, question.now);
    let from = if begins == question.now { "now".to_owned() } else { begins.to_string() };
    let over = if begins == step.earliest { String::new() } else { step.earliest.to_string() };
    let cells = [
        ("n", words::number(place).to_string()),
        ("id", words::whose(question, step.account).0),
        ("", step.actor.name().to_owned()),
        ("", step.act.what().to_string()),
        ("", step.act.how().to_string()),
        ("", after),
        ("t", from),
        ("t", over),
        ("t", step.due_by.map_or(String::new(), |day| day.to_string())),
    ];
    write!(out, "<tr>")?;
    // A subject without accounts needs no column for them.
    for (class, text) in cells.iter().filter(|(class, _)| *class != "id" || !question.accounts.is_empty()) {
        let cell = Escaped(text).to_string().replace("`advance`", "<code>advance</code>");
        write!(out, "<td class=\"{class}\">{cell}</td>")?;
    }
    writeln!(out, "</tr>")
}
