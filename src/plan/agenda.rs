//! The tasks for one account or group, before they are put in order.

use super::actor::Actor;
use super::contents::Contents;
use super::days::Days;
use super::error::PlanError;
use super::obstacle::{
    Obstacle, add_what_follows, add_what_holds, balance_out, brings_about, goes_before, leads_to,
};
use super::remark::Note;
use super::request::{PlanRequest, PlanSubject};
use super::route::{
    closes_in_two_steps, no_cure, no_way, permitted_cures, stays_restricted, way_to_rejection,
};
use crate::blocker::{Class, Code, Cure};
use crate::command::Command;
use crate::decide::{check_question, decide};
use crate::decision::MisuseError;
use crate::facts::{Fact, FactName, Facts, Member, Restriction};
use crate::lifecycle::{Move, Phase, Route, State, Status, StatusRow};
use crate::permission::permission;
use crate::profile::{Activity, Limit, Stage};
use crate::vocab::Set;
use alloc::string::ToString;
use alloc::vec::Vec;
use jiff::Timestamp;

/// The agenda of one subject: the tasks for it, before the whole is put in order.
#[derive(Clone, Debug)]
pub(super) struct Agenda<'a> {
    pub(super) subject: PlanSubject<'a>,
    /// The way in which its days are counted.
    pub(super) days: Days,
    /// True if no document names the status, so that it has to be found out and no other task can be given.
    pub(super) finds_status: bool,
    /// The provider's moves that come before anything else.
    pub(super) moves: Vec<Move>,
    /// The unknown facts, each with the gate that needs it.
    pub(super) unknown: Vec<(FactName, Stage)>,
    pub(super) tasks: Vec<Task>,
    /// True if closing has yet to be requested.
    pub(super) requests: bool,
    /// True if a separate call completes the closing.
    pub(super) completes: bool,
    /// The recorded instant since which everything has been clear, unless the answer of now takes that back.
    pub(super) clear_since: Option<Timestamp>,
    pub(super) remarks: Vec<(Note, Option<Actor>)>,
}

/// A cause that is to be cleared.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) obstacle: Obstacle,
    /// True if the task can be done only after closing has been requested.
    pub(super) after_request: bool,
}

/// The causes that the decisions on a subject name.
struct Found {
    obstacles: Vec<Obstacle>,
    unknown: Vec<(FactName, Stage)>,
    /// The instant of clearance in the state after the decision.
    clear_since: Option<Timestamp>,
    /// True if a restriction of the status blocks and no move lifts it.
    stays_restricted: bool,
}

impl<'a> Agenda<'a> {
    /// Returns the agenda of an account of a group. An account with an undocumented status does not keep the others
    /// from a plan.
    pub(super) fn of_account(
        subject: &PlanSubject<'a>,
        request: &PlanRequest<'a>,
    ) -> Result<Self, PlanError> {
        let asked = Asked::new(subject, subject.facts, request, &[]).checked()?;
        match subject.policy.status_of(subject.state) {
            Some(status) => asked.about(status),
            None => Ok(Self { finds_status: true, ..asked.nothing() }),
        }
    }

    /// Returns the agenda of the subject to be closed in the end. If the group's accounts are given, their states
    /// replace `facts.accounts`, and the cash they will pay out is planned for.
    pub(super) fn of_subject(request: &PlanRequest<'a>, accounts: &[Self]) -> Result<Self, PlanError> {
        let subject = &request.subject;
        let Some(status) = subject.policy.status_of(subject.state) else {
            return Err(no_way(subject));
        };
        let member = |account: &PlanSubject<'_>| Member::new(account.id, account.state.status.word().clone());
        let mut facts = subject.facts.clone();
        if !request.accounts.is_empty() {
            facts.accounts = Fact::Known(request.accounts.iter().map(member).collect());
            facts.as_of.set(FactName::Accounts, request.now);
        }
        let asked = Asked::new(subject, &facts, request, accounts).checked()?;
        match asked.about(status) {
            // A rejected application needs no closing, since there is nothing to close.
            Err(PlanError::NoWay { .. }) if status.phase == Phase::Rejected => Ok(asked.never_opened(status)),
            other => other,
        }
    }

    /// Says whether emptying it brings cash in, here or in its group.
    fn pays_in(&self) -> bool {
        self.finds_status || self.tasks.iter().any(|task| task.obstacle.pays_in())
    }

    /// Says whether emptying it takes cash, here or from its group.
    fn costs(&self) -> bool {
        self.tasks.iter().any(|task| task.obstacle.costs())
    }

    /// Says whether emptying it leaves cash, here or in its group.
    fn pays_out(&self) -> bool {
        self.tasks.iter().any(|task| leads_to(task.obstacle.key.code, Code::CashBalance))
    }
}

/// One subject and everything that is known of it.
struct Asked<'q, 'a> {
    subject: &'q PlanSubject<'a>,
    facts: &'q Facts,
    request: &'q PlanRequest<'a>,
    accounts: &'q [Agenda<'a>],
    days: Days,
}

impl<'q, 'a> Asked<'q, 'a> {
    fn new(
        subject: &'q PlanSubject<'a>,
        facts: &'q Facts,
        request: &'q PlanRequest<'a>,
        accounts: &'q [Agenda<'a>],
    ) -> Self {
        let days = Days::of(subject.policy, request.now);
        Self { subject, facts, request, accounts, days }
    }

    fn about(&self, status: &'a StatusRow) -> Result<Agenda<'a>, PlanError> {
        match status.phase {
            Phase::Closed => Ok(Agenda { remarks: self.contradictions(status), ..self.nothing() }),
            Phase::Closing => self.about_closing(status),
            Phase::Opening | Phase::Active | Phase::Restricted | Phase::Rejected => {
                self.about_request(status)
            }
        }
    }

    fn contents(&self) -> Contents<'q> {
        Contents::new(self.facts, self.subject.policy, self.request.now, &self.days)
    }

    fn nothing(&self) -> Agenda<'a> {
        Agenda {
            subject: *self.subject,
            days: self.days.clone(),
            finds_status: false,
            moves: Vec::new(),
            unknown: Vec::new(),
            tasks: Vec::new(),
            requests: false,
            completes: false,
            clear_since: None,
            remarks: Vec::new(),
        }
    }

    fn never_opened(&self, status: &'a StatusRow) -> Agenda<'a> {
        let mut remarks = Vec::from([(Note::NeverOpened, None)]);
        remarks.extend(self.contradictions(status));
        Agenda { remarks, ..self.nothing() }
    }

    /// Returns the contents of a subject that is closed or never came to be, and the actor who can get them out.
    fn contradictions(&self, status: &'a StatusRow) -> Vec<(Note, Option<Actor>)> {
        let contents = self.contents();
        let note = |code: Code| {
            let cures = permitted_cures(self.subject.policy, status, self.asserted(), contents.cures(code));
            // The group's status and the account's contradict each other; only the provider can say which is true.
            let cures = cures.filter(code != Code::AccountsNotClosed);
            let limit = cures.iter().filter_map(Cure::activity).find_map(|activity| self.limit(activity));
            let actor = match cures.iter().next() {
                None => Actor::Provider,
                Some(Cure::AwaitSettlement) if cures.len() == 1 => Actor::Market,
                Some(_) => code.class().into(),
            };
            (Note::Contradiction { code, cures, limit }, Some(actor))
        };
        contents.all().map(note).collect()
    }

    fn limit(&self, activity: Activity) -> Option<Limit> {
        let restrictions = Fact::Known(self.asserted());
        permission(self.subject.policy, self.subject.state, &restrictions, activity).limit()
    }

    fn about_closing(&self, status: &'a StatusRow) -> Result<Agenda<'a>, PlanError> {
        let found = self.found_by(&Command::Advance, self.subject.state)?;
        let unknown = found.unknown.clone();
        let route = Route { status, moves: Vec::new() };
        let clear_since = self.subject.state.clear_since.and(found.clear_since);
        let tasks = self.tasks(&route, found).map_err(|code| no_cure(self.subject, code))?;
        let remarks = self.remarks_on(&tasks);
        Ok(Agenda { unknown, tasks, completes: true, clear_since, remarks, ..self.nothing() })
    }

    /// Returns the agenda on the shortest way to a status that admits closing, and in which everything can be cleared.
    fn about_request(&self, status: &'a StatusRow) -> Result<Agenda<'a>, PlanError> {
        let mut failure = None;
        let lifecycle = self.subject.policy.lifecycle();
        for route in lifecycle.routes_without_closing(status) {
            if lifecycle.reached_from(route.status).is_none() {
                continue;
            }
            let found = self.found_at(&route)?;
            let unknown = found.unknown.clone();
            match self.tasks(&route, found) {
                Ok(tasks) => return Ok(self.requesting(status, route.moves, unknown, tasks)),
                Err(code) => failure = failure.or(Some(code)),
            }
        }
        Err(failure.map_or_else(|| no_way(self.subject), |code| no_cure(self.subject, code)))
    }

    fn requesting(
        &self,
        status: &'a StatusRow,
        moves: Vec<Move>,
        unknown: Vec<(FactName, Stage)>,
        tasks: Vec<Task>,
    ) -> Agenda<'a> {
        let mut remarks = self.remarks_on(&tasks);
        if status.phase == Phase::Opening && !moves.is_empty() {
            let instead = way_to_rejection(self.subject.policy, status);
            remarks.push((Note::OpensFirst { instead }, Some(Actor::Provider)));
        }
        let completes = closes_in_two_steps(self.subject.policy);
        Agenda { moves, unknown, tasks, requests: true, completes, remarks, ..self.nothing() }
    }

    /// Returns remarks on the obstacles that no step states.
    fn remarks_on(&self, tasks: &[Task]) -> Vec<(Note, Option<Actor>)> {
        let overdue = tasks.iter().map(|task| &task.obstacle).filter(|obstacle| obstacle.is_overdue);
        let overdue =
            overdue.map(|obstacle| (Note::Overdue { code: obstacle.key.code }, Some(Actor::Service)));
        let mut remarks: Vec<_> = overdue.collect();
        let is_suspended = self.asserted().contains(Restriction::TradeSuspendedByUser);
        if is_suspended && tasks.iter().any(|task| task.obstacle.key.code == Code::OpenPositions) {
            remarks.push((Note::OwnSuspension, Some(Actor::Holder)));
        }
        remarks
    }

    /// Returns the obstacles of a request, and then those of the closing.
    fn found_at(&self, route: &Route<'_>) -> Result<Found, PlanError> {
        let command = Command::RequestClosure { reason: self.request.reason.cloned() };
        let mut found = self.found_by(&command, &State::new(Status::known(route.status)))?;
        if let Some(closing) = self.subject.policy.lifecycle().status_in(Phase::Closing) {
            let mut state = State::new(Status::known(closing));
            state.requested_at = Some(self.request.now);
            let mut then = self.found_by(&Command::Advance, &state)?;
            // An obstacle that the request has cleared is gone by then.
            then.obstacles
                .retain(|obstacle| found.obstacles.iter().all(|known| known.key.code != obstacle.key.code));
            found.obstacles.extend(then.obstacles);
            found.unknown.extend(then.unknown);
            found.stays_restricted |= then.stays_restricted;
        }
        Ok(found)
    }

    /// Checks that the state as it was given contradicts nothing: a plan looks ahead from states of its own, in which
    /// the instants of the given one do not occur.
    fn checked(self) -> Result<Self, PlanError> {
        let PlanSubject { policy, state, .. } = *self.subject;
        check_question(policy, state, self.facts, self.request.now).map_err(|misuse| self.misuse(misuse))?;
        Ok(self)
    }

    fn misuse(&self, misuse: MisuseError) -> PlanError {
        PlanError::Misuse { id: self.subject.id.to_string(), misuse }
    }

    fn found_by(&self, command: &Command, state: &State) -> Result<Found, PlanError> {
        let asked = if *command == Command::Advance { Stage::Completion } else { Stage::Admission };
        let decision = decide(self.subject.policy, state, self.facts, command, self.request.now)
            .map_err(|misuse| self.misuse(misuse))?;
        // Clocks are waited for at the end, and given accounts have steps of their own.
        let is_told = |code: Code| {
            code.class() == Class::Clock || code == Code::AccountsNotClosed && !self.accounts.is_empty()
        };
        let blockers = decision.blockers_if_nothing_forbade().filter(|blocker| !is_told(blocker.code));
        let obstacles = blockers.flat_map(|blocker| Obstacle::of(&blocker, asked));
        let mut obstacles: Vec<Obstacle> = obstacles.collect();
        let pays = self.accounts.iter().any(Agenda::pays_out);
        let looks_for_cash = self.subject.policy.conditions(asked).contains(Code::CashBalance);
        if pays && looks_for_cash && obstacles.iter().all(|obstacle| obstacle.key.code != Code::CashBalance) {
            obstacles.push(Obstacle::to_come(Code::CashBalance, asked));
        }
        let unknown = decision.missing().iter().map(|fact| (fact, asked)).collect();
        let is_restricted = obstacles.iter().any(|obstacle| obstacle.key.code == Code::AccountRestricted);
        let status = self.subject.policy.status_of(state).filter(|_| is_restricted);
        let stays_restricted = status.is_some_and(|row| stays_restricted(self.subject.policy, row));
        Ok(Found { obstacles, unknown, clear_since: decision.state().clear_since, stays_restricted })
    }

    /// Returns the tasks with their cures; or the first cause that no permitted activity clears.
    fn tasks(&self, route: &Route<'_>, found: Found) -> Result<Vec<Task>, Code> {
        if found.stays_restricted {
            return Err(Code::AccountRestricted);
        }
        let mut obstacles = found.obstacles;
        self.add_all_that_belongs_to(&mut obstacles);
        self.lift_what_forbids(route, &mut obstacles);
        let restrictions = self.restrictions_left(&obstacles);
        let tasks = obstacles.into_iter().map(|obstacle| self.task(route, obstacle, restrictions));
        let mut tasks = tasks.collect::<Result<Vec<Task>, Code>>()?;
        postpone(&mut tasks);
        Ok(tasks)
    }

    /// Adds the obstacles that clearing these brings about and those that hold them, and so on in turn: cash that would
    /// have been written off is paid out, and can be held, if something else comes in.
    fn add_all_that_belongs_to(&self, obstacles: &mut Vec<Obstacle>) {
        let (pays_in, costs) =
            (self.accounts.iter().any(Agenda::pays_in), self.accounts.iter().any(Agenda::costs));
        let mut known = None;
        while known != Some(obstacles.len()) {
            known = Some(obstacles.len());
            balance_out(obstacles, pays_in, costs);
            add_what_follows(obstacles, self.subject.policy);
            add_what_holds(obstacles, self.contents());
        }
    }

    fn task(
        &self,
        route: &Route<'_>,
        mut obstacle: Obstacle,
        restrictions: Set<Restriction>,
    ) -> Result<Task, Code> {
        let policy = self.subject.policy;
        let code = obstacle.key.code;
        let in_status = |status| permitted_cures(policy, status, restrictions, obstacle.cures);
        let now = in_status(route.status);
        let closing = policy.lifecycle().status_in(Phase::Closing).map_or(Set::EMPTY, in_status);
        let waits = obstacle.key.stage == Stage::Completion && route.status.phase != Phase::Closing;
        // If it were cleared before the request, it would bring about a cause for which the request is refused.
        let disturbs = brings_about(code).iter().any(|code| policy.admission().contains(*code));
        let after_request = waits && !closing.is_empty() && (now.is_empty() || disturbs);
        obstacle.cures = if after_request { closing } else { now };
        if obstacle.cures.is_empty() && !obstacle.is_asked_for {
            // The movement cannot be cancelled here, so it is over when the market has finished it.
            obstacle.cures = Set::only(Cure::AwaitSettlement);
            obstacle.actor = Actor::Market;
        }
        if obstacle.cures.is_empty() { Err(code) } else { Ok(Task { obstacle, after_request }) }
    }

    /// Adds an asserted restriction that no condition asks for, if it forbids a necessary activity.
    fn lift_what_forbids(&self, route: &Route<'_>, obstacles: &mut Vec<Obstacle>) {
        let asserted = self.asserted();
        let under = |obstacle: &Obstacle, restrictions| {
            !permitted_cures(self.subject.policy, route.status, restrictions, obstacle.cures).is_empty()
        };
        let forbids =
            obstacles.iter().any(|obstacle| under(obstacle, Set::EMPTY) && !under(obstacle, asserted));
        if forbids && obstacles.iter().all(|obstacle| obstacle.key.code != Code::AccountRestricted) {
            // The holder takes away a restriction that the holder alone has set.
            let is_own = asserted == Set::only(Restriction::TradeSuspendedByUser);
            let actor = if is_own { Actor::Holder } else { Actor::Provider };
            let cures = Set::only(Cure::LiftRestriction);
            obstacles.push(Obstacle::there(Code::AccountRestricted, Stage::Admission, cures, actor));
        }
    }

    fn restrictions_left(&self, obstacles: &[Obstacle]) -> Set<Restriction> {
        let is_lifted = obstacles.iter().any(|obstacle| obstacle.key.code == Code::AccountRestricted);
        if is_lifted { Set::EMPTY } else { self.asserted() }
    }

    fn asserted(&self) -> Set<Restriction> {
        self.contents().restrictions()
    }
}

/// Moves each task that follows a task after the request to after the request as well.
fn postpone(tasks: &mut [Task]) {
    for _ in 0..tasks.len() {
        let late: Vec<_> =
            tasks.iter().filter(|task| task.after_request).map(|task| task.obstacle.key).collect();
        for task in tasks.iter_mut() {
            task.after_request |= late.iter().any(|before| goes_before(*before, task.obstacle.key));
        }
    }
}
