//! The layout of a plan: lanes, rows, and a column for each instant.
//!
//! What belongs here: coordinates, chosen so that no two parts overlap.
//! What never does: lines and letters (`drawing`).
//!
//! The axis is ordinal: the distance between two instants is the same for an hour and for a year, or the steps of a day
//! would vanish in a plan of a year. Successive steps that end at the same instant are placed side by side in its
//! column, each a little to the right of the steps it waits for.
#![expect(clippy::float_arithmetic, reason = "coordinates on paper; no amount comes near them")]

use super::by_account::{ByAccount, Placed, awaited};
use super::words;
use closeout::{
    plan::{Actor, Plan, PlanStep},
    timing::start_of_day,
    wire::PlanQuestion,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// The width to the left of the columns, for the names of lanes.
pub(super) const NAMES: f64 = 184.0;
/// The height above the lanes: dates, and the names of what the lines mean.
pub(super) const HEAD: f64 = 80.0;
pub(super) const ROW: f64 = 26.0;
pub(super) const PADDING: f64 = 7.0;
const BEFORE_FIRST: f64 = 26.0;
const SLOT: f64 = 31.0;
const MARK: f64 = 15.0;
const LETTER: f64 = 6.4;
const WIDE_LETTER: f64 = 12.5;
const NARROWEST_GAP: f64 = 112.0;
const WIDEST_GAP: f64 = 520.0;
const USUAL_WIDTH: f64 = 1180.0;
const LONGEST_LABEL: usize = 52;

/// A plan, laid out.
#[derive(Debug)]
pub(super) struct Timeline {
    pub(super) columns: Vec<Column>,
    pub(super) lanes: Vec<Lane>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// An instant.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) at: Timestamp,
    pub(super) x: f64,
    pub(super) is_now: bool,
    /// The tax years that end with it.
    pub(super) ends: Vec<String>,
    /// The number of steps in the chain that ends with this one.
    depth: usize,
}

/// An account, or the subject itself.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) name: String,
    pub(super) status: String,
    pub(super) marks: Vec<Mark>,
    pub(super) y: f64,
    pub(super) height: f64,
}

/// A step.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) number: usize,
    pub(super) actor: Actor,
    /// The coordinates where the step begins, where it can first be over, and where the last day for it ends.
    pub(super) begins: f64,
    pub(super) ends: f64,
    pub(super) due: Option<f64>,
    pub(super) label: String,
    /// True if the label stands to the left of the mark because there is no room on the right.
    pub(super) is_left: bool,
    pub(super) y: f64,
    /// The whole timeline in words.
    pub(super) told: String,
}

/// The end of each step: the instant, and how many steps before it end at the same one.
struct Slots {
    depths: Vec<usize>,
}

impl Slots {
    fn of(plan: &Plan) -> Self {
        let mut depths: Vec<usize> = Vec::new();
        for step in &plan.steps {
            let together = |place: &&usize| {
                plan.steps.get(**place).is_some_and(|before| before.earliest == step.earliest)
            };
            let before = step.after.iter().filter(together).filter_map(|place| depths.get(*place));
            depths.push(before.max().map_or(0, |depth| depth.saturating_add(1)));
        }
        Self { depths }
    }

    fn depth(&self, place: usize) -> usize {
        self.depths.get(place).copied().unwrap_or_default()
    }
}

impl Timeline {
    pub(super) fn of(question: &PlanQuestion, plan: &Plan) -> Self {
        let (slots, by_account) = (Slots::of(plan), ByAccount::of(plan));
        let columns = columns(question, plan, &slots, &by_account);
        let mut timeline = Self { columns, lanes: Vec::new(), width: 0.0, height: HEAD };
        timeline.width = timeline.place_columns();
        for account in words::everyone(question) {
            timeline.add_lane(question, plan, &slots, &by_account, account);
        }
        timeline
    }

    /// Returns whether the drawing is taller than a landscape sheet of paper.
    pub(super) fn is_tall(&self) -> bool {
        self.height > self.width * 0.55
    }

    /// Places the columns as far apart as the usual width allows; returns the width.
    fn place_columns(&mut self) -> f64 {
        let gaps = count(self.columns.len().saturating_sub(1).max(1));
        let steps: f64 = self.columns.iter().map(|column| count(column.depth) * SLOT).sum();
        let room = USUAL_WIDTH - NAMES - BEFORE_FIRST - 2.0 * NARROWEST_GAP - steps;
        let gap = (room / gaps).clamp(NARROWEST_GAP, WIDEST_GAP);
        let mut x = NAMES + BEFORE_FIRST;
        let mut width = x;
        for column in &mut self.columns {
            column.x = x;
            width = x + count(column.depth) * SLOT + NARROWEST_GAP;
            x += gap + count(column.depth) * SLOT;
        }
        width.max(USUAL_WIDTH)
    }

    fn x(&self, at: Timestamp, depth: usize) -> f64 {
        let place = self.columns.binary_search_by_key(&at, |column| column.at).ok();
        let column = place.and_then(|place| self.columns.get(place));
        column.map_or(NAMES, |column| column.x + count(depth) * SLOT)
    }

    fn add_lane(
        &mut self,
        question: &PlanQuestion,
        plan: &Plan,
        slots: &Slots,
        by_account: &ByAccount<'_>,
        account: Option<usize>,
    ) {
        let (name, status) = words::whose(question, account);
        let mut rows = Rows(Vec::new());
        let mut row_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut marks = Vec::new();
        for (place, step) in by_account.steps(account) {
            let mut mark = self.mark(question, plan, slots, by_account, (*place, step));
            // A step is never drawn above one that it waits for.
            let lowest = step.after.iter().filter_map(|before| row_of.get(before)).max();
            let row = rows.first_free(lowest.copied().unwrap_or_default(), self.extent(&mut mark));
            row_of.insert(*place, row);
            mark.y = self.height + PADDING + (count(row) + 0.5) * ROW;
            marks.push(mark);
        }
        let height = 2.0 * PADDING + count(rows.0.len()).max(1.5) * ROW;
        self.lanes.push(Lane { name, status, marks, y: self.height, height });
        self.height += height;
    }

    fn mark(
        &self,
        question: &PlanQuestion,
        plan: &Plan,
        slots: &Slots,
        by_account: &ByAccount<'_>,
        (place, step): Placed<'_>,
    ) -> Mark {
        let begins = words::begins(plan, step, question.now);
        let is_last =
            |place: &&usize| plan.steps.get(**place).is_some_and(|before| before.earliest == begins);
        let before = step.after.iter().filter(is_last).map(|place| slots.depth(*place)).max();
        let ends = self.x(step.earliest, slots.depth(place));
        let due = due_at(question, by_account, step).map(|at| self.x(at, 0)).filter(|due| *due > ends);
        Mark {
            number: words::number(place),
            actor: step.actor,
            begins: if begins < step.earliest { self.x(begins, before.unwrap_or_default()) } else { ends },
            ends,
            due,
            label: label(step),
            is_left: false,
            y: 0.0,
            told: told(question, plan, by_account, (place, step)),
        }
    }

    /// Returns the extent of a mark in its row. The label stands to the right, unless it would leave the page there,
    /// the steps after a boundary line need the room, or there is enough room above the line that says how long the
    /// step takes.
    fn extent(&mut self, mark: &mut Mark) -> (f64, f64) {
        let label = MARK + text_width(&mark.label) + 6.0;
        let left = mark.begins.min(mark.ends - MARK);
        let right = mark.due.unwrap_or(mark.ends).max(mark.ends + MARK);
        let leaves_page = mark.ends + label > self.width && mark.ends - label > NAMES;
        let ends_at_a_line = mark.actor == Actor::Clock && mark.ends - label > NAMES;
        mark.is_left = leaves_page || ends_at_a_line || mark.ends - label > mark.begins;
        if mark.is_left {
            return (left.min(mark.ends - label), right);
        }
        self.width = self.width.max(mark.ends + label);
        (left, right.max(mark.ends + label))
    }
}

/// The rows of a lane, each with the part that is occupied.
struct Rows(Vec<Vec<(f64, f64)>>);

impl Rows {
    fn first_free(&mut self, lowest: usize, (left, right): (f64, f64)) -> usize {
        let is_free = |taken: &Vec<(f64, f64)>| taken.iter().all(|other| right < other.0 || other.1 < left);
        let free = self.0.iter().skip(lowest).position(is_free);
        let row = free.map_or(self.0.len(), |after| lowest.saturating_add(after));
        match self.0.get_mut(row) {
            Some(taken) => taken.push((left, right)),
            None => self.0.push(vec![(left, right)]),
        }
        row
    }
}

fn columns(question: &PlanQuestion, plan: &Plan, slots: &Slots, by_account: &ByAccount<'_>) -> Vec<Column> {
    let mut depths = BTreeMap::from([(question.now, 0)]);
    for (place, step) in plan.steps.iter().enumerate() {
        let depth = depths.entry(step.earliest).or_default();
        *depth = slots.depth(place).max(*depth);
        if let Some(due) = due_at(question, by_account, step) {
            depths.entry(due).or_default();
        }
    }
    let mut ends: BTreeMap<Timestamp, Vec<String>> = BTreeMap::new();
    for clock in plan.steps.iter().filter_map(awaited) {
        let end = clock.opening().to_string();
        depths.entry(clock.at).or_default();
        let names = ends.entry(clock.at).or_default();
        if !names.contains(&end) {
            names.push(end);
        }
    }
    let column = |(at, depth)| Column {
        at,
        x: 0.0,
        is_now: at == question.now,
        ends: ends.remove(&at).unwrap_or_default(),
        depth,
    };
    depths.into_iter().map(column).collect()
}

/// Returns the end of the last day for a step, in the zone of the boundary that its account waits for.
fn due_at(question: &PlanQuestion, by_account: &ByAccount<'_>, step: &PlanStep) -> Option<Timestamp> {
    let after = step.due_by?.tomorrow().ok()?;
    let year = by_account.awaits(step.account)?.year?;
    let account = step.account.and_then(|place| question.accounts.get(place));
    let policy = account.map_or(&question.policy, |account| &account.policy);
    let calendar = policy.calendars().find(|calendar| calendar.country == year.country);
    start_of_day(after, calendar.map_or(&TimeZone::UTC, |calendar| &calendar.zone)).ok()
}

fn label(step: &PlanStep) -> String {
    let label = step.act.to_string();
    let label = match label.char_indices().nth(LONGEST_LABEL) {
        Some((end, _)) => format!("{}…", label.get(..end).unwrap_or_default()),
        None => label,
    };
    match step.due_by {
        Some(day) => format!("{label}, by {day}"),
        None => label,
    }
}

fn told(
    question: &PlanQuestion,
    plan: &Plan,
    by_account: &ByAccount<'_>,
    (place, step): Placed<'_>,
) -> String {
    let (number, actor) = (words::number(place), step.actor.name());
    let (what, how, after) = (step.act.what(), step.act.how(), words::after(step));
    let times = words::times(plan, step, question.now);
    let due = words::due(by_account, step).map_or(String::new(), |due| format!(", {due}"));
    format!("{number}. {actor}: {what}: {how}; {after}, {times}{due}")
}

/// Estimates the width of a text: the font is not known.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars().fold(0.0, |width, letter| width + if letter.is_ascii() { LETTER } else { WIDE_LETTER })
}

pub(super) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}
