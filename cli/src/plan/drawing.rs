//! A timeline as SVG.
//!
//! What belongs here: lines, shapes and letters, each legible without colour and safe in a page.
//! What never does: the layout (`timeline`).
#![expect(clippy::float_arithmetic, reason = "coordinates on paper; no amount comes near them")]

use super::timeline::{Column, HEAD, Lane, Mark, NAMES, ROW, Timeline, text_width};
use super::words;
use crate::escape::Escaped;
use closeout::plan::Actor;
use jiff::Timestamp;
use std::fmt::{self, Display};

/// The distance below the middle of a row of the lines that show how long a step takes, and how much time is left for
/// it.
const TRACK: f64 = 10.0;

/// The style of the drawing. The colours differ in lightness too, and carry no meaning that a shape or a word does not.
pub(super) const STYLE: &str = "\
svg text{font:12px system-ui,sans-serif;fill:#1c1c1c}\
svg .name{font-weight:600;font-size:13px}\
svg .small{font-size:11px;fill:#4a4a4a}\
svg .label{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}\
svg .odd .label{stroke:#f4f5f7}\
svg .number{font-size:10px;font-weight:600;text-anchor:middle;dominant-baseline:central}\
svg .lane{fill:#fff}svg .odd .lane{fill:#f4f5f7}\
svg .rule{stroke:#c9ccd1;stroke-width:1}\
svg .at{stroke:#c9ccd1;stroke-width:1;stroke-dasharray:1 4}\
svg .now{stroke:#1c1c1c;stroke-width:1.5}\
svg .boundary{stroke:#8c2d04;stroke-width:2;stroke-dasharray:8 4}\
svg .takes{stroke:#555;stroke-width:3.5;stroke-linecap:butt}\
svg .left{stroke:#555;stroke-width:1.2;stroke-dasharray:3 3}\
svg .last{fill:#1c1c1c}\
svg .mark{stroke:#1c1c1c;stroke-width:1.4}\
svg .holder{fill:#ffe08a}svg .provider{fill:#a9d3f5}svg .market{fill:#c9e8b8}\
svg .clock{fill:#e9e9e9}svg .service{fill:#fff}";

/// A timeline with its name, as an image for those who see it and for those who hear it.
pub(super) struct Drawing<'a> {
    pub(super) timeline: &'a Timeline,
    /// The id, unique in the page.
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
}

impl Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Timeline { columns, lanes, width, height } = self.timeline;
        let id = self.id;
        writeln!(
            f,
            "<svg role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {width:.0} {:.0}\" \
             width=\"{width:.0}\" style=\"min-width:{width:.0}px\">",
            height + 2.0
        )?;
        writeln!(f, "<title id=\"{id}-title\">{}</title>", Escaped(self.title))?;
        writeln!(f, "<desc id=\"{id}-desc\">{}</desc>", Escaped(self.description))?;
        for (place, lane) in lanes.iter().enumerate() {
            let parity = if place % 2 == 0 { "even" } else { "odd" };
            writeln!(f, "<g class=\"lanes {parity}\">")?;
            background(f, lane, *width)?;
            writeln!(f, "</g>")?;
        }
        spans(f, columns)?;
        columns.iter().try_for_each(|column| axis(f, column, *height))?;
        for (place, lane) in lanes.iter().enumerate() {
            let parity = if place % 2 == 0 { "even" } else { "odd" };
            writeln!(f, "<g class=\"{parity}\">")?;
            lane.marks.iter().try_for_each(|mark| step(f, mark))?;
            writeln!(f, "</g>")?;
        }
        writeln!(f, "</svg>")
    }
}

fn background(f: &mut fmt::Formatter<'_>, lane: &Lane, width: f64) -> fmt::Result {
    let Lane { name, status, marks, y, height } = lane;
    writeln!(f, "<rect class=\"lane\" x=\"0\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>")?;
    writeln!(f, "<path class=\"rule\" d=\"M0 {y:.1}H{width:.1}\"/>")?;
    writeln!(
        f,
        "<text class=\"name\" x=\"10\" y=\"{:.1}\">{}<title>{}</title></text>",
        y + 22.0,
        Escaped(&shortened(name)),
        Escaped(name)
    )?;
    if marks.is_empty() {
        let (x, y) = (NAMES + 40.0, y + height / 2.0 + 4.0);
        writeln!(f, "<text class=\"small label\" x=\"{x:.1}\" y=\"{y:.1}\">nothing to do</text>")?;
    }
    let status = Escaped(&shortened(status)).to_string();
    writeln!(f, "<text class=\"small\" x=\"10\" y=\"{:.1}\">{status}</text>", y + 37.0)
}

/// Shortens a name to fit the column of names: its letters are larger than others, capitals most of all.
fn shortened(name: &str) -> String {
    let mut room = NAMES - 30.0;
    let fits = |letter: &char| {
        room -= match letter {
            'A'..='Z' => 10.5,
            letter if letter.is_ascii() => 7.6,
            _ => 13.0,
        };
        room > 0.0
    };
    let shown: String = name.chars().take_while(fits).collect();
    if shown == name { shown } else { shown + "…" }
}

/// Writes the time from each instant to the next, since the distance does not show it.
fn spans(f: &mut fmt::Formatter<'_>, columns: &[Column]) -> fmt::Result {
    columns.windows(2).try_for_each(|pair| {
        let [from, to] = pair else { return Ok(()) };
        let seconds = to.at.duration_since(from.at).unsigned_abs().as_secs();
        let words = words::span(seconds);
        let (middle, y) = (f64::midpoint(from.x, to.x), HEAD - 12.0);
        let half = (text_width(&words) / 2.0 + 4.0).min((to.x - from.x) / 2.0);
        writeln!(
            f,
            "<path class=\"rule\" d=\"M{:.1} {y:.1}H{:.1}M{:.1} {y:.1}H{:.1}\"/>",
            from.x,
            middle - half,
            middle + half,
            to.x
        )?;
        writeln!(
            f,
            "<text class=\"small\" text-anchor=\"middle\" x=\"{middle:.1}\" y=\"{:.1}\">{words}</text>",
            y + 4.0
        )
    })
}

/// Writes the line of an instant, with its date and its meaning.
fn axis(f: &mut fmt::Formatter<'_>, column: &Column, height: f64) -> fmt::Result {
    let Column { at, x, is_now, ends, .. } = column;
    let kind = match (ends.is_empty(), is_now) {
        (false, _) => "boundary",
        (true, true) => "now",
        (true, false) => "at",
    };
    writeln!(f, "<path class=\"{kind}\" d=\"M{x:.1} {:.1}V{height:.1}\"/>", HEAD - 18.0)?;
    let mut words = ends.clone();
    if *is_now {
        words.insert(0, "now".to_owned());
    }
    let (day, time) = day_and_time(*at);
    for (line, (class, text)) in
        [(18.0, ("name", words.join(", "))), (36.0, ("date", day)), (51.0, ("small", time))]
    {
        if !text.is_empty() {
            let text = Escaped(&text);
            writeln!(
                f,
                "<text class=\"{class}\" text-anchor=\"middle\" x=\"{x:.1}\" y=\"{line}\">{text}</text>"
            )?;
        }
    }
    Ok(())
}

fn day_and_time(at: Timestamp) -> (String, String) {
    let text = at.to_string();
    let (day, time) = text.split_once('T').unwrap_or((&text, ""));
    let time = time.strip_suffix(":00Z").map_or(time.to_owned(), |minutes| format!("{minutes}Z"));
    (day.to_owned(), time)
}

/// Writes the duration and the remaining time below, the mark with its number, and the words beside it.
fn step(f: &mut fmt::Formatter<'_>, mark: &Mark) -> fmt::Result {
    let Mark { number, actor, begins, ends, due, label, is_left, y, told } = mark;
    writeln!(f, "<g class=\"step\"><title>{}</title>", Escaped(told))?;
    let track = y + TRACK;
    if begins < ends {
        writeln!(f, "<path class=\"takes\" d=\"M{begins:.1} {track:.1}H{ends:.1}\"/>")?;
    }
    if let Some(due) = due {
        writeln!(f, "<path class=\"left\" d=\"M{ends:.1} {track:.1}H{due:.1}\"/>")?;
        writeln!(f, "<path class=\"last\" d=\"M{:.1} {:.1}v7l7 -3.5z\"/>", due - 7.0, track - 3.5)?;
    }
    let (x, anchor) = if *is_left { (ends - 14.0, "end") } else { (ends + 14.0, "start") };
    writeln!(
        f,
        "<text class=\"label\" text-anchor=\"{anchor}\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
        y + 4.0,
        Escaped(label)
    )?;
    shape(f, *actor, *ends, *y)?;
    writeln!(f, "<text class=\"number\" x=\"{ends:.1}\" y=\"{y:.1}\">{number}</text></g>")
}

/// Writes the shape that shows the actor.
fn shape(f: &mut fmt::Formatter<'_>, actor: Actor, x: f64, y: f64) -> fmt::Result {
    let name = actor.name();
    if actor == Actor::Holder {
        return writeln!(f, "<circle class=\"mark {name}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"9\"/>");
    }
    let outline = match actor {
        Actor::Provider => "m-8.5 -8.5h17v17h-17z",
        Actor::Market => "m-5.5 -9h11l5.5 9l-5.5 9h-11l-5.5 -9z",
        Actor::Clock => "m0 -11.5l11.5 11.5l-11.5 11.5l-11.5 -11.5z",
        Actor::Service | Actor::Holder => "m-10 -8h13l8 8l-8 8h-13z",
    };
    writeln!(f, "<path class=\"mark {name}\" d=\"M{x:.1} {y:.1}{outline}\"/>")
}

/// The legend: the meanings of the shapes and lines.
pub(super) struct Legend;

impl Display for Legend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "<ul class=\"legend\" aria-label=\"Legend\">")?;
        for (actor, words) in [
            (Actor::Holder, "the holder acts"),
            (Actor::Provider, "the provider acts"),
            (Actor::Market, "the market or the payment rail"),
            (Actor::Clock, "time alone"),
            (Actor::Service, "the service that asks"),
        ] {
            write!(f, "<li><svg viewBox=\"0 0 26 {ROW}\" width=\"26\" aria-hidden=\"true\">")?;
            shape(f, actor, 13.0, 12.0)?;
            writeln!(f, "</svg>{words}</li>")?;
        }
        for (drawn, words) in [
            ("<path class=\"takes\" d=\"M2 12H40\"/>", "it takes until here at the earliest"),
            (
                "<path class=\"left\" d=\"M2 12H40\"/><path class=\"last\" d=\"M33 8.5v7l7 -3.5z\"/>",
                "it can be done until the end of its last day",
            ),
            ("<path class=\"now\" d=\"M21 0V24\"/>", "now"),
            ("<path class=\"boundary\" d=\"M21 0V24\"/>", "a tax year ends, or another clock opens"),
        ] {
            write!(f, "<li><svg viewBox=\"0 0 42 {ROW}\" width=\"42\" aria-hidden=\"true\">{drawn}</svg>")?;
            writeln!(f, "{words}</li>")?;
        }
        writeln!(f, "</ul>")
    }
}
