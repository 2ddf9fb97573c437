//! The order of the parts, with the first and the last instant of each.

use super::actor::Actor;
use super::agenda::{Agenda, Task};
use super::error::PlanError;
use super::obstacle::{Key, Part, changes_cash_of_group, goes_before, is_known_before};
use super::remark::{Note, Remark};
use super::request::{PlanRequest, Settlement};
use super::step::{Act, Plan, PlanStep};
use crate::blocker::{Code, Evidence};
use crate::command::Command;
use crate::decide::decide;
use crate::decision::BindingClock;
use crate::facts::{FactName, ReadAt};
use crate::lifecycle::{Phase, State, Status};
use crate::profile::Stage;
use crate::timing::{MissedBoundary, TaxYear};
use alloc::string::ToString;
use alloc::vec::Vec;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

pub(super) fn schedule(
    request: &PlanRequest<'_>,
    accounts: &[Agenda<'_>],
    subject: &Agenda<'_>,
) -> Result<Plan, PlanError> {
    let mut timetable = Timetable { request, steps: Vec::new(), ends: Vec::new() };
    for (place, agenda) in accounts.iter().enumerate() {
        let end = timetable.add(agenda, Some(place))?;
        timetable.ends.extend(end);
    }
    timetable.add(subject, None)?;
    let Timetable { steps, .. } = timetable;
    let last = steps.iter().map(|step| step.earliest).max();
    let firm = accounts.iter().chain([subject]).all(is_firm);
    let remarks = (0..).map(Some).zip(accounts).chain([(None, subject)]).flat_map(remarks).collect();
    Ok(Plan { steps, earliest: last.unwrap_or(request.now), firm, remarks })
}

fn remarks<'d>((account, agenda): (Option<usize>, &'d Agenda<'_>)) -> impl Iterator<Item = Remark> + 'd {
    let remark =
        move |(note, actor): &(Note, Option<Actor>)| Remark { account, note: note.clone(), actor: *actor };
    agenda.remarks.iter().map(remark)
}

fn is_firm(agenda: &Agenda<'_>) -> bool {
    let is_known = !agenda.finds_status && agenda.unknown.is_empty();
    let contradicts = |(note, _): &(Note, Option<Actor>)| matches!(note, Note::Contradiction { .. });
    let is_settled = agenda.moves.is_empty() && !agenda.remarks.iter().any(contradicts);
    is_known && is_settled && agenda.tasks.iter().all(|task| task.obstacle.is_dated)
}

/// Returns the recorded instant since which everything has been clear, if no step will change it. A fact that is unknown
/// does not: only what is found to be in the way takes a clearance back.
fn recorded(agenda: &Agenda<'_>) -> Option<Timestamp> {
    agenda.clear_since.filter(|_| agenda.tasks.is_empty())
}

struct Timetable<'p, 'a> {
    request: &'p PlanRequest<'a>,
    steps: Vec<PlanStep>,
    /// The last step of each account.
    ends: Vec<usize>,
}

/// The projected closing of a subject in which everything is clear.
struct Projected {
    closes_at: Timestamp,
    /// The tax year that has to be made, whether or not another clock opens later.
    boundary: Option<TaxYear>,
    /// The last of the clocks to open.
    binding: Option<BindingClock>,
}

/// The steps of one subject, by their places.
#[derive(Default)]
struct Placed {
    /// The place of the first of them.
    first: usize,
    route: Option<usize>,
    facts: Vec<(FactName, Stage, usize)>,
    tasks: Vec<(Key, usize)>,
    requested: Option<usize>,
}

impl Timetable<'_, '_> {
    /// Adds the steps for one subject, and returns its last step.
    fn add(&mut self, agenda: &Agenda<'_>, account: Option<usize>) -> Result<Option<usize>, PlanError> {
        let mut placed = Placed { first: self.steps.len(), ..Placed::default() };
        if agenda.finds_status {
            return Ok(Some(self.push(account, Act::FindOutStatus, Actor::Service, Vec::new())));
        }
        for on in &agenda.moves {
            let after = placed.route.into_iter().collect();
            placed.route = Some(self.push(account, Act::Move(*on), Actor::Provider, after));
        }
        for (fact, stage) in &agenda.unknown {
            if placed.facts.iter().all(|(known, ..)| known != fact) {
                let place = self.push(account, Act::FindOut(*fact), Actor::Service, Vec::new());
                placed.facts.push((*fact, *stage, place));
            }
        }
        self.add_tasks(agenda, account, &mut placed, false)?;
        if agenda.requests {
            let after = placed.before_the_request();
            placed.requested = Some(self.push(account, Act::Request, Actor::Service, after));
        }
        self.add_tasks(agenda, account, &mut placed, true)?;
        if !agenda.completes {
            return Ok(placed.requested);
        }
        let end = self.complete(agenda, account, &placed)?;
        Ok(Some(end))
    }

    /// Adds the tasks that can be done before the request, or those that cannot.
    fn add_tasks(
        &mut self,
        agenda: &Agenda<'_>,
        account: Option<usize>,
        placed: &mut Placed,
        after_request: bool,
    ) -> Result<(), PlanError> {
        for task in in_order(&agenda.tasks).into_iter().filter(|task| task.after_request == after_request) {
            let obstacle = &task.obstacle;
            let mut after: Vec<usize> = placed.route.into_iter().collect();
            after.extend(placed.requested.filter(|_| after_request));
            after.extend(placed.before(obstacle.key));
            after.extend(self.payments_into(account, obstacle.key.code));
            let (code, to_come) = (obstacle.key.code, obstacle.key.part == Part::ToCome);
            let act = Act::Clear { code, cures: obstacle.cures, side: obstacle.side, to_come };
            let place = self.push(account, act, obstacle.actor, after);
            self.wait_until(place, self.expected_on(agenda, task, place), agenda)?;
            placed.tasks.push((obstacle.key, place));
        }
        Ok(())
    }

    /// Returns the steps by which accounts pay into the group, which can be emptied only after them.
    fn payments_into(&self, account: Option<usize>, code: Code) -> Vec<usize> {
        if account.is_some() || code != Code::CashBalance {
            return Vec::new();
        }
        let pays = |step: &PlanStep| {
            let clears = step.act.clears().is_some_and(changes_cash_of_group);
            step.account.is_some() && (clears || step.act == Act::FindOutStatus)
        };
        let steps = self.steps.iter().enumerate().filter(|(_, step)| pays(step));
        steps.map(|(place, _)| place).collect()
    }

    fn push(&mut self, account: Option<usize>, act: Act, actor: Actor, after: Vec<usize>) -> usize {
        let earliest = self.when_all_are_over(&after);
        self.steps.push(PlanStep { account, act, actor, after, earliest, due_by: None });
        self.steps.len().saturating_sub(1)
    }

    fn when_all_are_over(&self, after: &[usize]) -> Timestamp {
        let over = after.iter().filter_map(|place| self.steps.get(*place)).map(|step| step.earliest);
        over.fold(self.request.now, Timestamp::max)
    }

    /// Returns the day on which the movement is over, as stated, or as settlement was stated for the day of the sale.
    fn expected_on(&self, agenda: &Agenda<'_>, task: &Task, place: usize) -> Option<Date> {
        let Key { code, part, .. } = task.obstacle.key;
        if code != Code::UnsettledTrades || part != Part::ToCome {
            return task.obstacle.expected_on;
        }
        let sold_on = agenda.days.day_of(self.steps.get(place)?.earliest);
        let settlements = self.request.settlements.iter();
        settlements.filter(|each| sold_on <= each.traded_on).map(|each| each.settles_on).min()
    }

    fn wait_until(&mut self, place: usize, day: Option<Date>, agenda: &Agenda<'_>) -> Result<(), PlanError> {
        let (Some(day), Some(step)) = (day, self.steps.get_mut(place)) else {
            return Ok(());
        };
        step.earliest = step.earliest.max(agenda.days.begin(day)?);
        Ok(())
    }

    /// Adds the waiting for gates and clocks, and the call that completes the closing.
    fn complete(
        &mut self,
        agenda: &Agenda<'_>,
        account: Option<usize>,
        placed: &Placed,
    ) -> Result<usize, PlanError> {
        let mut after = placed.everything();
        if account.is_none() {
            after.extend(self.ends.iter().copied());
        }
        let clear_at = self.when_all_are_over(&after);
        let requested_at = placed.requested.and_then(|place| self.steps.get(place)).map(|step| step.earliest);
        let Projected { closes_at, boundary, binding } = Self::projected(agenda, requested_at, clear_at)?;
        if let Some(binding) = binding {
            if recorded(agenda).is_none() {
                let record = self.push(account, Act::Record, Actor::Service, after.clone());
                after.push(record);
            }
            if let Some(year) = boundary {
                self.set_last_days(agenda, placed.first, year);
            }
            let place = self.push(account, Act::Await(binding), Actor::Clock, after.clone());
            self.delay(place, closes_at);
            after.push(place);
        }
        let place = self.push(account, Act::Complete, Actor::Service, after);
        self.delay(place, closes_at);
        Ok(place)
    }

    fn delay(&mut self, place: usize, until: Timestamp) {
        if let Some(step) = self.steps.get_mut(place) {
            step.earliest = step.earliest.max(until);
        }
    }

    /// Returns the instant at which the subject closes once everything is clear, according to the decision itself, and
    /// the gates and clocks that it waits for.
    fn projected(
        agenda: &Agenda<'_>,
        requested_at: Option<Timestamp>,
        clear_at: Timestamp,
    ) -> Result<Projected, PlanError> {
        let subject = agenda.subject;
        let Some(closing) = subject.policy.lifecycle().status_in(Phase::Closing) else {
            return Ok(Projected { closes_at: clear_at, boundary: None, binding: None });
        };
        let mut state = State::new(Status::known(closing));
        state.requested_at = requested_at.or(subject.state.requested_at);
        state.clear_since = recorded(agenda);
        let mut facts = subject.policy.profile().nothing_held();
        facts.as_of = ReadAt::all(clear_at);
        let decision = decide(subject.policy, &state, &facts, &Command::Advance, clear_at)
            .map_err(|misuse| PlanError::Misuse { id: subject.id.to_string(), misuse })?;
        let boundary = |evidence| if let Evidence::Boundary(year) = evidence { Some(year) } else { None };
        let boundary = decision.blockers().find_map(|blocker| boundary(blocker.evidence));
        let closes_at = decision.earliest().map_or(clear_at, |earliest| earliest.at);
        Ok(Projected { closes_at, boundary, binding: decision.binding() })
    }

    /// Sets the last day on which each step can be done so that the boundary is made. If a sale has to settle first,
    /// that is the last trading day whose stated settlement is in time.
    fn set_last_days(&mut self, agenda: &Agenda<'_>, first: usize, year: TaxYear) {
        let policy = agenda.subject.policy;
        let counts_clearance = policy.options().missed_boundary == MissedBoundary::NextBoundary;
        let last = last_day(agenda, year);
        let settles = agenda.tasks.iter().any(|task| task.obstacle.key.code == Code::UnsettledTrades);
        let to_sell = last.and_then(|last| last_trade(self.request.settlements, last));
        for step in self.steps.iter_mut().skip(first) {
            step.due_by = match step.act {
                Act::Clear { code: Code::OpenPositions, .. } if counts_clearance && settles => to_sell,
                Act::Clear { .. } | Act::FindOut(_) | Act::Record if counts_clearance => last,
                Act::Request | Act::Move(_) => last,
                Act::Clear { .. }
                | Act::FindOut(_)
                | Act::FindOutStatus
                | Act::Record
                | Act::Await(_)
                | Act::Complete => None,
            };
        }
    }
}

impl Placed {
    /// Returns the steps before a task: those before its cause, and the facts to find out first.
    fn before(&self, key: Key) -> impl Iterator<Item = usize> + '_ {
        let facts = self.facts.iter().filter(move |(fact, ..)| is_known_before(*fact, key.code));
        let tasks = self.tasks.iter().filter(move |(before, _)| goes_before(*before, key));
        facts.map(|(.., place)| *place).chain(tasks.map(|(_, place)| *place))
    }

    /// Returns the steps for admission, and the way to a status that admits a request.
    fn before_the_request(&self) -> Vec<usize> {
        let facts = self.facts.iter().filter(|(_, stage, _)| *stage == Stage::Admission);
        let tasks = self.tasks.iter().filter(|(key, _)| key.stage == Stage::Admission);
        let facts = facts.map(|(.., place)| *place);
        self.route.into_iter().chain(facts).chain(tasks.map(|(_, place)| *place)).collect()
    }

    fn everything(&self) -> Vec<usize> {
        let facts = self.facts.iter().map(|(.., place)| *place);
        let tasks = self.tasks.iter().map(|(_, place)| *place);
        facts.chain(tasks).chain(self.requested).collect()
    }
}

/// Returns each obstacle after those that go before it; otherwise in order of precedence.
fn in_order(tasks: &[Task]) -> Vec<&Task> {
    let mut rest: Vec<&Task> = tasks.iter().collect();
    rest.sort_by_key(|task| (task.obstacle.key.code, task.obstacle.key.part));
    let mut ordered = Vec::new();
    while !rest.is_empty() {
        let is_free =
            |task: &&Task| !rest.iter().any(|other| goes_before(other.obstacle.key, task.obstacle.key));
        // The order of causes has no circle, so one of them is always free.
        let next = rest.iter().position(is_free).unwrap_or(0);
        ordered.push(rest.remove(next));
    }
    ordered
}

fn last_day(agenda: &Agenda<'_>, year: TaxYear) -> Option<Date> {
    let calendar = agenda.subject.policy.calendars().find(|calendar| calendar.country == year.country)?;
    let last = year.end.checked_sub(SignedDuration::from_nanos(1)).ok()?;
    Some(calendar.zone.to_datetime(last).date())
}

fn last_trade(settlements: &[Settlement], last: Date) -> Option<Date> {
    let in_time = settlements.iter().filter(|each| each.settles_on <= last);
    in_time.map(|each| each.traded_on).max()
}
