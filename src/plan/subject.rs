//! What is to be done about one account or group, before it is put in order.

use super::cause::{
    Cause, add_what_follows, add_what_holds, balance_out, brings_about, goes_before, leads_to,
};
use super::contents::Contents;
use super::days::Days;
use super::remark::Note;
use super::route::{closes_in_two_steps, no_cure, no_way, permitted_cures, way_to_rejection};
use super::step::Actor;
use super::{Book, PlanError, Undertaking};
use crate::blocker::{Class, Code, Cure};
use crate::command::Command;
use crate::decide::decide;
use crate::facts::{Fact, FactName, Facts, Member, Restriction};
use crate::lifecycle::{Move, Phase, Route, State, Status, StatusRow};
use crate::permission::permission;
use crate::profile::{Activity, Limit, Stage};
use crate::vocab::Set;
use alloc::string::ToString;
use alloc::vec::Vec;

/// One subject's part of a plan.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub(super) book: Book<'a>,
    /// How its days are counted.
    pub(super) days: Days,
    /// Whether nobody documents its status, so that it is to be found out and nothing else can be said.
    pub(super) finds_status: bool,
    /// The provider's moves that come before anything else.
    pub(super) moves: Vec<Move>,
    /// What is unknown, and for which gate it is needed.
    pub(super) unknown: Vec<(FactName, Stage)>,
    pub(super) tasks: Vec<Task>,
    /// Whether closing is still to be requested.
    pub(super) requests: bool,
    /// Whether it is to be completed by a call of its own.
    pub(super) completes: bool,
    pub(super) remarks: Vec<(Note, Option<Actor>)>,
}

/// A cause that is to be cleared.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) cause: Cause,
    /// Whether it can be done only when closing has been requested.
    pub(super) after_request: bool,
}

/// What the decisions on a subject name.
struct Found {
    causes: Vec<Cause>,
    unknown: Vec<(FactName, Stage)>,
}

impl<'a> Draft<'a> {
    /// Returns the part of an account of a group. One whose status nobody documents does not keep the others from a
    /// plan.
    pub(super) fn of_account(book: &Book<'a>, undertaking: &Undertaking<'a>) -> Result<Self, PlanError> {
        let asked = Asked::new(book, book.facts, undertaking, &[]);
        match book.policy.status_of(book.state) {
            Some(status) => asked.about(status),
            None => Ok(Self { finds_status: true, ..asked.nothing() }),
        }
    }

    /// Returns the part of what is to be closed in the end. Of a group whose accounts were given, they say whether they
    /// are closed, and what they will pay into it.
    pub(super) fn of_subject(undertaking: &Undertaking<'a>, accounts: &[Self]) -> Result<Self, PlanError> {
        let book = &undertaking.subject;
        let Some(status) = book.policy.status_of(book.state) else {
            return Err(no_way(book));
        };
        let member = |account: &Book<'_>| Member::new(account.id, account.state.status.wire_value());
        let mut facts = book.facts.clone();
        if !undertaking.accounts.is_empty() {
            facts.accounts = Fact::Known(undertaking.accounts.iter().map(member).collect());
            facts.as_of.set(FactName::Accounts, undertaking.now);
        }
        let asked = Asked::new(book, &facts, undertaking, accounts);
        match asked.about(status) {
            // What was rejected is closed in no other sense than that there is nothing to be closed.
            Err(PlanError::NoWay { .. }) if status.phase == Phase::Rejected => Ok(asked.never_opened(status)),
            other => other,
        }
    }

    /// Says whether emptying it brings cash in, here or in its group.
    fn pays_in(&self) -> bool {
        self.finds_status || self.tasks.iter().any(|task| task.cause.pays_in())
    }

    /// Says whether emptying it takes cash, here or from its group.
    fn costs(&self) -> bool {
        self.tasks.iter().any(|task| task.cause.costs())
    }

    /// Says whether emptying it leaves cash, here or in its group.
    fn pays_out(&self) -> bool {
        self.tasks.iter().any(|task| leads_to(task.cause.key.code, Code::CashBalance))
    }
}

/// One subject and everything that is known of it.
struct Asked<'q, 'a> {
    book: &'q Book<'a>,
    facts: &'q Facts,
    undertaking: &'q Undertaking<'a>,
    accounts: &'q [Draft<'a>],
    days: Days,
}

impl<'q, 'a> Asked<'q, 'a> {
    fn new(
        book: &'q Book<'a>,
        facts: &'q Facts,
        undertaking: &'q Undertaking<'a>,
        accounts: &'q [Draft<'a>],
    ) -> Self {
        let days = Days::of(book.policy, undertaking.now);
        Self { book, facts, undertaking, accounts, days }
    }

    fn about(&self, status: &'static StatusRow) -> Result<Draft<'a>, PlanError> {
        match status.phase {
            Phase::Closed => Ok(Draft { remarks: self.contradictions(status), ..self.nothing() }),
            Phase::Closing => self.about_closing(status),
            Phase::Opening | Phase::Active | Phase::Restricted | Phase::Rejected => {
                self.about_request(status)
            }
        }
    }

    fn contents(&self) -> Contents<'q> {
        Contents::new(self.facts, self.book.policy, self.undertaking.now, &self.days)
    }

    fn nothing(&self) -> Draft<'a> {
        Draft {
            book: *self.book,
            days: self.days.clone(),
            finds_status: false,
            moves: Vec::new(),
            unknown: Vec::new(),
            tasks: Vec::new(),
            requests: false,
            completes: false,
            remarks: Vec::new(),
        }
    }

    fn never_opened(&self, status: &'static StatusRow) -> Draft<'a> {
        let mut remarks = Vec::from([(Note::NeverOpened, None)]);
        remarks.extend(self.contradictions(status));
        Draft { remarks, ..self.nothing() }
    }

    /// Returns what is in a subject that is closed or never came to be, and who can get it out.
    fn contradictions(&self, status: &'static StatusRow) -> Vec<(Note, Option<Actor>)> {
        let contents = self.contents();
        let note = |code: Code| {
            let cures = permitted_cures(self.book.policy, status, self.asserted(), contents.cures(code));
            // Which of the two is true, the group's status or the account's, is for the provider to say.
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
        permission(self.book.policy, self.book.state, &restrictions, activity).limit()
    }

    fn about_closing(&self, status: &'static StatusRow) -> Result<Draft<'a>, PlanError> {
        let found = self.found_by(&Command::Advance, self.book.state)?;
        let unknown = found.unknown.clone();
        let route = Route { status, moves: Vec::new() };
        let tasks = self.tasks(&route, found.causes).map_err(|code| no_cure(self.book, code))?;
        let remarks = self.remarks_on(&tasks);
        Ok(Draft { unknown, tasks, completes: true, remarks, ..self.nothing() })
    }

    /// Returns the part on the shortest way to a status that admits closing, and in which everything can be cleared.
    fn about_request(&self, status: &'static StatusRow) -> Result<Draft<'a>, PlanError> {
        let mut failure = None;
        let lifecycle = self.book.policy.lifecycle();
        for route in lifecycle.routes_without_closing(status) {
            if lifecycle.reached_from(route.status).is_none() {
                continue;
            }
            let found = self.found_at(&route)?;
            match self.tasks(&route, found.causes) {
                Ok(tasks) => return Ok(self.requesting(status, route.moves, found.unknown, tasks)),
                Err(code) => failure = failure.or(Some(code)),
            }
        }
        Err(failure.map_or_else(|| no_way(self.book), |code| no_cure(self.book, code)))
    }

    fn requesting(
        &self,
        status: &'static StatusRow,
        moves: Vec<Move>,
        unknown: Vec<(FactName, Stage)>,
        tasks: Vec<Task>,
    ) -> Draft<'a> {
        let mut remarks = self.remarks_on(&tasks);
        if status.phase == Phase::Opening && !moves.is_empty() {
            let instead = way_to_rejection(self.book.policy, status);
            remarks.push((Note::OpensFirst { instead }, Some(Actor::Provider)));
        }
        let completes = closes_in_two_steps(self.book.policy);
        Draft { moves, unknown, tasks, requests: true, completes, remarks, ..self.nothing() }
    }

    /// Returns what the steps do not say of what is to be cleared.
    fn remarks_on(&self, tasks: &[Task]) -> Vec<(Note, Option<Actor>)> {
        let overdue = tasks.iter().map(|task| &task.cause).filter(|cause| cause.is_overdue);
        let overdue = overdue.map(|cause| (Note::Overdue { code: cause.key.code }, Some(Actor::Service)));
        let mut remarks: Vec<_> = overdue.collect();
        let is_suspended = self.asserted().contains(Restriction::TradeSuspendedByUser);
        if is_suspended && tasks.iter().any(|task| task.cause.key.code == Code::OpenPositions) {
            remarks.push((Note::OwnSuspension, Some(Actor::Holder)));
        }
        remarks
    }

    /// Returns what would be in the way of a request, and then of the closing.
    fn found_at(&self, route: &Route) -> Result<Found, PlanError> {
        let command = Command::RequestClosure { reason: self.undertaking.reason.cloned() };
        let mut found = self.found_by(&command, &State::new(Status::Known(route.status)))?;
        if let Some(closing) = self.book.policy.lifecycle().status_in(Phase::Closing) {
            let mut state = State::new(Status::Known(closing));
            state.requested_at = Some(self.undertaking.now);
            let mut then = self.found_by(&Command::Advance, &state)?;
            // What the request has cleared is not there any more.
            then.causes.retain(|cause| found.causes.iter().all(|known| known.key.code != cause.key.code));
            found.causes.extend(then.causes);
            found.unknown.extend(then.unknown);
        }
        Ok(found)
    }

    fn found_by(&self, command: &Command, state: &State) -> Result<Found, PlanError> {
        let asked = if *command == Command::Advance { Stage::Completion } else { Stage::Admission };
        let decision = decide(self.book.policy, state, self.facts, command, self.undertaking.now)
            .map_err(|misuse| PlanError::Misuse { id: self.book.id.to_string(), misuse })?;
        // Clocks are waited for at the end, and accounts that were given have steps of their own.
        let is_told = |code: Code| {
            code.class() == Class::Clock || code == Code::AccountsNotClosed && !self.accounts.is_empty()
        };
        let blockers = decision.blockers_if_nothing_forbade().filter(|blocker| !is_told(blocker.code));
        let causes = blockers.flat_map(|blocker| Cause::of(&blocker, asked));
        let mut causes: Vec<Cause> = causes.collect();
        let pays = self.accounts.iter().any(Draft::pays_out);
        let looks_for_cash = self.book.policy.conditions(asked).contains(Code::CashBalance);
        if pays && looks_for_cash && causes.iter().all(|cause| cause.key.code != Code::CashBalance) {
            causes.push(Cause::to_come(Code::CashBalance, asked));
        }
        let unknown = decision.missing().iter().map(|fact| (fact, asked)).collect();
        Ok(Found { causes, unknown })
    }

    /// Returns what is to be cleared, and how; or the first cause that nothing permitted clears.
    fn tasks(&self, route: &Route, mut causes: Vec<Cause>) -> Result<Vec<Task>, Code> {
        self.add_all_that_belongs_to(&mut causes);
        self.lift_what_forbids(route, &mut causes);
        let restrictions = self.restrictions_left(&causes);
        let tasks = causes.into_iter().map(|cause| self.task(route, cause, restrictions));
        let mut tasks = tasks.collect::<Result<Vec<Task>, Code>>()?;
        postpone(&mut tasks);
        Ok(tasks)
    }

    /// Adds what clearing these brings about and what holds them, and whatever that brings about and holds in turn: cash
    /// that would have been written off is paid out, and can be held, if something comes in.
    fn add_all_that_belongs_to(&self, causes: &mut Vec<Cause>) {
        let (pays_in, costs) =
            (self.accounts.iter().any(Draft::pays_in), self.accounts.iter().any(Draft::costs));
        let mut known = None;
        while known != Some(causes.len()) {
            known = Some(causes.len());
            balance_out(causes, pays_in, costs);
            add_what_follows(causes, self.book.policy);
            add_what_holds(causes, self.contents());
        }
    }

    fn task(&self, route: &Route, mut cause: Cause, restrictions: Set<Restriction>) -> Result<Task, Code> {
        let policy = self.book.policy;
        let code = cause.key.code;
        let in_status = |status| permitted_cures(policy, status, restrictions, cause.cures);
        let now = in_status(route.status);
        let closing = policy.lifecycle().status_in(Phase::Closing).map_or(Set::EMPTY, in_status);
        let waits = cause.key.stage == Stage::Completion && route.status.phase != Phase::Closing;
        // Done too early, it would bring about what a request is refused for.
        let disturbs = brings_about(code).iter().any(|code| policy.admission().contains(*code));
        let after_request = waits && !closing.is_empty() && (now.is_empty() || disturbs);
        cause.cures = if after_request { closing } else { now };
        if cause.cures.is_empty() && !cause.is_asked_for {
            // Nobody can cancel it here, so it is over when the market has done with it.
            cause.cures = Set::only(Cure::AwaitSettlement);
            cause.actor = Actor::Market;
        }
        if cause.cures.is_empty() { Err(code) } else { Ok(Task { cause, after_request }) }
    }

    /// Adds a restriction that is asserted and that no condition asks for, where it forbids what has to be done.
    fn lift_what_forbids(&self, route: &Route, causes: &mut Vec<Cause>) {
        let asserted = self.asserted();
        let under = |cause: &Cause, restrictions| {
            !permitted_cures(self.book.policy, route.status, restrictions, cause.cures).is_empty()
        };
        let forbids = causes.iter().any(|cause| under(cause, Set::EMPTY) && !under(cause, asserted));
        if forbids && causes.iter().all(|cause| cause.key.code != Code::AccountRestricted) {
            // What the holder alone has put there, the holder takes away.
            let is_own = asserted == Set::only(Restriction::TradeSuspendedByUser);
            let actor = if is_own { Actor::Holder } else { Actor::Provider };
            let cures = Set::only(Cure::LiftRestriction);
            causes.push(Cause::there(Code::AccountRestricted, Stage::Admission, cures, actor));
        }
    }

    fn restrictions_left(&self, causes: &[Cause]) -> Set<Restriction> {
        let is_lifted = causes.iter().any(|cause| cause.key.code == Code::AccountRestricted);
        if is_lifted { Set::EMPTY } else { self.asserted() }
    }

    fn asserted(&self) -> Set<Restriction> {
        self.contents().restrictions()
    }
}

/// What comes after something that is done after the request is done after it as well.
fn postpone(tasks: &mut [Task]) {
    for _ in 0..tasks.len() {
        let late: Vec<_> =
            tasks.iter().filter(|task| task.after_request).map(|task| task.cause.key).collect();
        for task in tasks.iter_mut() {
            task.after_request |= late.iter().any(|before| goes_before(*before, task.cause.key));
        }
    }
}
