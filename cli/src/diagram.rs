//! `closeout diagram`: a lifecycle, drawn from its table.
//!
//! What belongs here: boxes, arrows, colours.
//! What never does: a status or a move that the table does not have.
#![expect(clippy::float_arithmetic, reason = "coordinates on paper; no amount comes near them")]

use crate::escape::Escaped;
use crate::exit::{Exit, Trouble};
use closeout::{
    Status,
    lifecycle::{Lifecycle, Phase, StatusRow},
    profile::Profile,
};
use layout::core::base::Orientation;
use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::Point;
use layout::core::style::{LineStyleKind, StyleAttr};
use layout::std_shapes::shapes::{Arrow, Element as Shape, LineEndKind, ShapeKind};
use layout::topo::layout::VisualGraph;
use std::fmt::{self, Display, Write as _};
use std::io::{self, Write};

/// Writes the diagram of a lifecycle as SVG, or as text for Mermaid.
pub(crate) fn run(profile: &Profile, svg: bool) -> Result<Exit, Trouble> {
    let mut out = io::stdout().lock();
    if svg {
        write!(out, "{}", Drawing::of(profile))?;
    } else {
        write!(out, "{}", profile.lifecycle.mermaid())?;
    }
    out.flush()?;
    Ok(Exit::Success)
}

const MARGIN: f64 = 24.0;
const BOX_HEIGHT: f64 = 44.0;
const LETTER: f64 = 9.5;
const LINE: f64 = 18.0;

/// A drawing, as SVG by `Display`.
#[derive(Debug, Default)]
struct Drawing {
    title: String,
    boxes: Vec<Drawn>,
    arrows: Vec<Curve>,
    labels: Vec<Label>,
    notes: Vec<String>,
    width: f64,
    height: f64,
}

#[derive(Debug)]
struct Drawn {
    corner: Point,
    size: Point,
    phase: Option<Phase>,
    text: String,
}

#[derive(Debug)]
struct Label {
    middle: Point,
    text: String,
}

/// A curve as the layout gives it: the first pair is a point and the control point by which the curve leaves it, every
/// other a control point and the point that the curve enters by it. Some curves are given from their end to their
/// beginning.
#[derive(Debug)]
struct Curve {
    path: Vec<(Point, Point)>,
    backwards: bool,
}

impl Drawing {
    fn of(profile: &Profile) -> Self {
        let mut drawing =
            Self { title: format!("{}, {}", profile.provider, profile.subject), ..Self::default() };
        graph(&profile.lifecycle).do_it(false, false, false, &mut drawing);
        drawing.colour_boxes(&profile.lifecycle);
        drawing.note_the_unmoved(&profile.lifecycle);
        drawing
    }

    fn colour_boxes(&mut self, lifecycle: &Lifecycle) {
        for drawn in &mut self.boxes {
            let row = lifecycle
                .statuses()
                .iter()
                .find(|row| Status::known(row).in_words(Some(row)).to_string() == drawn.text);
            drawn.phase = row.map(|row| row.phase);
        }
    }

    /// Notes below the picture each status that no documented move leaves or reaches.
    fn note_the_unmoved(&mut self, lifecycle: &Lifecycle) {
        let unmoved: Vec<String> = lifecycle
            .statuses()
            .iter()
            .filter(|row| !is_moved(lifecycle, row))
            .map(|row| row.wire.to_string())
            .collect();
        for names in unmoved.chunks(8) {
            let begin = if self.notes.is_empty() { "No move is documented for " } else { "" };
            self.notes.push(format!("{begin}{}", names.join(", ")));
        }
    }

    fn grow(&mut self, point: Point) {
        self.width = self.width.max(point.x);
        self.height = self.height.max(point.y);
    }
}

fn is_moved(lifecycle: &Lifecycle, row: &StatusRow) -> bool {
    lifecycle.transitions().iter().any(|edge| edge.from == row.place || edge.to == row.place)
}

fn graph(lifecycle: &Lifecycle) -> VisualGraph {
    let mut graph = VisualGraph::new(Orientation::LeftToRight);
    let style = StyleAttr::simple();
    let nodes: Vec<_> = lifecycle
        .statuses()
        .iter()
        .map(|row| {
            is_moved(lifecycle, row)
                .then(|| graph.add_node(shape(&Status::known(row).in_words(Some(row)).to_string(), &style)))
        })
        .collect();
    for edge in lifecycle.transitions() {
        let node = |place: usize| nodes.get(place).copied().flatten();
        if let (Some(from), Some(to)) = (node(edge.from), node(edge.to)) {
            graph.add_edge(arrow(edge.on.name(), &style), from, to);
        }
    }
    graph
}

fn shape(text: &str, style: &StyleAttr) -> Shape {
    let size = Point::new(text_width(text) + 2.0 * MARGIN, BOX_HEIGHT);
    Shape::create(ShapeKind::new_box(text), style.clone(), Orientation::LeftToRight, size)
}

fn arrow(text: &str, style: &StyleAttr) -> Arrow {
    Arrow::new(LineEndKind::None, LineEndKind::Arrow, LineStyleKind::Normal, text, style, &None, &None)
}

fn text_width(text: &str) -> f64 {
    text.chars().fold(0.0, |width, _| width + LETTER)
}

/// Draws only the shapes that a graph of boxes and arrows needs.
impl RenderBackend for Drawing {
    fn draw_rect(
        &mut self,
        corner: Point,
        size: Point,
        _: &StyleAttr,
        _: Option<String>,
        _: Option<ClipHandle>,
    ) {
        self.grow(corner.add(size));
        self.boxes.push(Drawn { corner, size, phase: None, text: String::new() });
    }

    fn draw_line(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_circle(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    /// Draws a text: the text of a box follows the box; every other text belongs to an arrow.
    fn draw_text(&mut self, middle: Point, text: &str, _: &StyleAttr) {
        match self.boxes.last_mut() {
            Some(last) if last.text.is_empty() => text.clone_into(&mut last.text),
            _ if text.is_empty() => {}
            _ => self.labels.push(Label { middle, text: text.to_owned() }),
        }
    }

    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        _: bool,
        (head_at_start, _): (bool, bool),
        _: &StyleAttr,
        _: Option<String>,
        text: &str,
    ) {
        for (point, control) in path {
            self.grow(*point);
            self.grow(*control);
        }
        if let (false, Some((middle, _))) = (text.is_empty(), path.get(path.len() / 2)) {
            self.labels.push(Label { middle: *middle, text: text.to_owned() });
        }
        self.arrows.push(Curve { path: path.to_vec(), backwards: head_at_start });
    }

    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}

const fn fill(phase: Phase) -> &'static str {
    match phase {
        Phase::Opening => "#e3edf9",
        Phase::Active => "#dff2e1",
        Phase::Restricted => "#fdeccb",
        Phase::Closing => "#ece3f7",
        Phase::Closed => "#dcdcdc",
        Phase::Rejected => "#f8dcdc",
    }
}

const STYLE: &str = "\
text{font-family:system-ui,sans-serif;font-size:15px;fill:#1c1c1c}\
.name{text-anchor:middle;dominant-baseline:central}\
.move{text-anchor:middle;dominant-baseline:central;font-size:12px;paint-order:stroke;stroke:#fff;stroke-width:5px}\
.note{font-size:12px}\
.title{font-size:18px;font-weight:600}\
rect{stroke:#3a3a3a;stroke-width:1.5}\
path.way{fill:none;stroke:#5a5a5a;stroke-width:1.3}";

/// Arrows first, then boxes over their ends, then labels over both, with a rim of the colour of the paper.
impl Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let top = 2.0 * LINE;
        let below = self.notes.iter().fold(2.0 * LINE, |height, _| height + LINE);
        let (width, height) = (self.width.max(640.0) + MARGIN, top + self.height + below + MARGIN);
        writeln!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">"
        )?;
        writeln!(f, "<title>{}</title>\n<style>{STYLE}</style>", Escaped(&self.title))?;
        writeln!(f, "{HEAD}\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\" style=\"stroke:none\"/>")?;
        writeln!(f, "<text class=\"title\" x=\"{MARGIN}\" y=\"{MARGIN}\">{}</text>", Escaped(&self.title))?;
        writeln!(f, "<g transform=\"translate(0 {top})\">")?;
        self.arrows.iter().try_for_each(|curve| writeln!(f, "{curve}"))?;
        self.boxes.iter().try_for_each(|drawn| write!(f, "{drawn}"))?;
        self.labels.iter().try_for_each(|label| write!(f, "{label}"))?;
        writeln!(f, "{}</g>\n</svg>", self.footer())
    }
}

const HEAD: &str = "<defs><marker id=\"head\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" \
                    markerHeight=\"8\" orient=\"auto-start-reverse\"><path d=\"M0 1 L10 5 L0 9 z\" fill=\"#5a5a5a\"/></marker></defs>";

impl Drawing {
    /// Returns the colours of the phases that occur, and the notes.
    fn footer(&self) -> String {
        let mut footer = String::new();
        let (mut x, mut y) = (MARGIN, self.height + LINE);
        for phase in
            Phase::ALL.iter().filter(|phase| self.boxes.iter().any(|each| each.phase == Some(**phase)))
        {
            let (fill, middle) = (fill(*phase), y + LINE);
            let _ = writeln!(
                footer,
                "<rect x=\"{x}\" y=\"{y}\" width=\"14\" height=\"14\" rx=\"3\" fill=\"{fill}\"/>"
            );
            let _ = writeln!(
                footer,
                "<text class=\"note\" x=\"{}\" y=\"{}\">{phase}</text>",
                x + 20.0,
                middle - 6.0
            );
            x += 104.0;
        }
        y += 2.0 * LINE;
        for note in &self.notes {
            let _ =
                writeln!(footer, "<text class=\"note\" x=\"{MARGIN}\" y=\"{y}\">{}</text>", Escaped(note));
            y += LINE;
        }
        footer
    }
}

impl Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Point { x, y } = self.corner;
        let fill = self.phase.map_or("#fff", fill);
        writeln!(
            f,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"9\" fill=\"{fill}\"/>",
            self.size.x, self.size.y
        )?;
        let (middle, height) = (x + self.size.x / 2.0, y + self.size.y / 2.0);
        writeln!(f, "<text class=\"name\" x=\"{middle:.1}\" y=\"{height:.1}\">{}</text>", Escaped(&self.text))
    }
}

impl Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Point { x, y } = self.middle;
        let words = self.text.replace('_', " ");
        writeln!(f, "<text class=\"move\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", Escaped(&words))
    }
}

impl Display for Curve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [(start, leave), (enter, first), rest @ ..] = self.path.as_slice() else { return Ok(()) };
        let head = if self.backwards { "marker-start" } else { "marker-end" };
        write!(f, "<path class=\"way\" {head}=\"url(#head)\" d=\"M{:.1} {:.1}", start.x, start.y)?;
        write!(
            f,
            " C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            leave.x, leave.y, enter.x, enter.y, first.x, first.y
        )?;
        rest.iter().try_for_each(|(control, point)| {
            write!(f, " S{:.1} {:.1} {:.1} {:.1}", control.x, control.y, point.x, point.y)
        })?;
        f.write_str("\"/>")
    }
}
