//! What is to be done about one account or group, before it is put in order.

use super::cause::{Cause, add_what_follows, brings_about, goes_before, leads_to};
use super::route::{Route, admits, closes_in_two_steps, no_cure, no_way, permitted_cures, routes};
use super::{Book, PlanError, Undertaking};
use crate::blocker::{Class, Code};
use crate::command::Command;
use crate::decide::decide;
use crate::facts::{Fact, FactName, Facts, Member, Restriction};
use crate::lifecycle::{Move, Phase, State, Status, StatusRow};
use crate::policy::Stage;
use crate::vocab::Set;
use alloc::string::ToString;
use alloc::vec::Vec;
use jiff::Timestamp;

/// One subject's part of a plan.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub(super) book: Book<'a>,
    /// The provider's moves that come before anything else.
    pub(super) moves: Vec<Move>,
    /// What is unknown, and for which gate it is needed.
    pub(super) unknown: Vec<(FactName, Stage)>,
    pub(super) tasks: Vec<Task>,
    /// Whether closing is still to be requested.
    pub(super) requests: bool,
    /// Whether it is to be completed by a call of its own.
    pub(super) completes: bool,
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
    pub(super) fn of_account(book: &Book<'a>, undertaking: &Undertaking<'a>) -> Result<Self, PlanError> {
        Self::new(book, book.facts, undertaking, &[])
    }

    /// Of a group whose accounts were given, they say whether they are closed, and what they will pay into it.
    pub(super) fn of_subject(undertaking: &Undertaking<'a>, accounts: &[Self]) -> Result<Self, PlanError> {
        let book = &undertaking.subject;
        if undertaking.accounts.is_empty() {
            return Self::new(book, book.facts, undertaking, accounts);
        }
        let member = |account: &Book<'_>| Member::new(account.id, account.state.status.wire_value());
        let mut facts = book.facts.clone();
        facts.accounts = Fact::Known(undertaking.accounts.iter().map(member).collect());
        Self::new(book, &facts, undertaking, accounts)
    }

    fn new(
        book: &Book<'a>,
        facts: &Facts,
        undertaking: &Undertaking<'a>,
        accounts: &[Self],
    ) -> Result<Self, PlanError> {
        let Some(status) = book.policy.status_of(book.state) else {
            return Err(no_way(book));
        };
        let asked = Asked { book, facts, undertaking, accounts };
        match status.phase {
            Phase::Closed => Ok(Self::nothing(book)),
            Phase::Closing => asked.about_closing(status),
            Phase::Opening | Phase::Active | Phase::Restricted | Phase::Rejected => {
                asked.about_request(status)
            }
        }
    }

    fn nothing(book: &Book<'a>) -> Self {
        let (moves, unknown, tasks) = (Vec::new(), Vec::new(), Vec::new());
        Self { book: *book, moves, unknown, tasks, requests: false, completes: false }
    }

    /// Whether emptying it leaves cash, here or in its group.
    fn pays_out(&self) -> bool {
        self.tasks.iter().any(|task| leads_to(task.cause.code, Code::CashBalance))
    }
}

/// One subject and everything that is known of it.
struct Asked<'q, 'a> {
    book: &'q Book<'a>,
    facts: &'q Facts,
    undertaking: &'q Undertaking<'a>,
    accounts: &'q [Draft<'a>],
}

impl<'a> Asked<'_, 'a> {
    fn about_closing(&self, status: &'static StatusRow) -> Result<Draft<'a>, PlanError> {
        let found = self.found_by(&Command::Advance, self.book.state, self.undertaking.now)?;
        let unknown = found.unknown.clone();
        let route = Route { status, moves: Vec::new() };
        let tasks = self.tasks(&route, found.causes).map_err(|code| no_cure(self.book, code))?;
        let moves = Vec::new();
        Ok(Draft { book: *self.book, moves, unknown, tasks, requests: false, completes: true })
    }

    /// On the shortest way to a status that admits closing, and in which everything can be cleared.
    fn about_request(&self, status: &'static StatusRow) -> Result<Draft<'a>, PlanError> {
        let mut failure = None;
        for route in routes(self.book.policy, status) {
            if !admits(self.book.policy, route.status) {
                continue;
            }
            let found = self.found_at(&route)?;
            match self.tasks(&route, found.causes) {
                Ok(tasks) => {
                    let (moves, unknown) = (route.moves, found.unknown);
                    let completes = closes_in_two_steps(self.book.policy);
                    return Ok(Draft { book: *self.book, moves, unknown, tasks, requests: true, completes });
                }
                Err(code) => failure = failure.or(Some(code)),
            }
        }
        Err(failure.map_or_else(|| no_way(self.book), |code| no_cure(self.book, code)))
    }

    /// What would be in the way of a request, and then of the closing.
    fn found_at(&self, route: &Route) -> Result<Found, PlanError> {
        let now = self.undertaking.now;
        let command = Command::RequestClosure { reason: self.undertaking.reason.cloned() };
        let mut found = self.found_by(&command, &State::new(Status::Known(route.status)), now)?;
        if let Some(closing) = self.book.policy.lifecycle().status_in(Phase::Closing) {
            let mut state = State::new(Status::Known(closing));
            state.requested_at = Some(now);
            let then = self.found_by(&Command::Advance, &state, now)?;
            found.causes.extend(then.causes);
            found.unknown.extend(then.unknown);
        }
        Ok(found)
    }

    fn found_by(&self, command: &Command, state: &State, now: Timestamp) -> Result<Found, PlanError> {
        let asked = if *command == Command::Advance { Stage::Completion } else { Stage::Admission };
        let decision = decide(self.book.policy, state, self.facts, command, now)
            .map_err(|misuse| PlanError::Misuse { id: self.book.id.to_string(), misuse })?;
        // Clocks are waited for at the end, and accounts that were given have steps of their own.
        let is_told = |code: Code| {
            code.class() == Class::Clock || code == Code::AccountsNotClosed && !self.accounts.is_empty()
        };
        let blockers = decision.blockers().filter(|blocker| !is_told(blocker.code));
        let mut causes: Vec<Cause> = blockers.map(|blocker| Cause::of(&blocker, asked)).collect();
        let pays = self.accounts.iter().any(Draft::pays_out);
        let looks_for_cash = self.book.policy.conditions(asked).contains(Code::CashBalance);
        if pays && looks_for_cash && causes.iter().all(|cause| cause.code != Code::CashBalance) {
            causes.push(Cause::to_come(Code::CashBalance, asked));
        }
        let unknown = decision.missing().iter().map(|fact| (fact, asked)).collect();
        Ok(Found { causes, unknown })
    }

    /// What is to be cleared, and how; or the first cause that nothing permitted clears.
    fn tasks(&self, route: &Route, mut causes: Vec<Cause>) -> Result<Vec<Task>, Code> {
        add_what_follows(&mut causes, self.book.policy);
        self.lift_what_forbids(route, &mut causes);
        let restrictions = self.restrictions_left(&causes);
        let tasks = causes.into_iter().map(|cause| self.task(route, cause, restrictions));
        let mut tasks = tasks.collect::<Result<Vec<Task>, Code>>()?;
        postpone(&mut tasks);
        Ok(tasks)
    }

    fn task(&self, route: &Route, mut cause: Cause, restrictions: Set<Restriction>) -> Result<Task, Code> {
        let policy = self.book.policy;
        let in_status = |status| permitted_cures(policy, status, restrictions, cause.cures);
        let now = in_status(route.status);
        let closing = policy.lifecycle().status_in(Phase::Closing).map_or(Set::EMPTY, in_status);
        let waits = cause.stage == Stage::Completion && route.status.phase != Phase::Closing;
        // Done too early, it would bring about what a request is refused for.
        let disturbs = brings_about(cause.code).iter().any(|code| policy.admission().contains(*code));
        let after_request = waits && !closing.is_empty() && (now.is_empty() || disturbs);
        cause.cures = if after_request { closing } else { now };
        if cause.cures.is_empty() { Err(cause.code) } else { Ok(Task { cause, after_request }) }
    }

    /// A restriction that is asserted and no condition asks for can still forbid what has to be done.
    fn lift_what_forbids(&self, route: &Route, causes: &mut Vec<Cause>) {
        let asserted = self.asserted();
        let under = |cause: &Cause, restrictions| {
            !permitted_cures(self.book.policy, route.status, restrictions, cause.cures).is_empty()
        };
        let forbids = causes.iter().any(|cause| under(cause, Set::EMPTY) && !under(cause, asserted));
        if forbids && causes.iter().all(|cause| cause.code != Code::AccountRestricted) {
            let cause = Cause::to_come(Code::AccountRestricted, Stage::Admission);
            causes.push(Cause { to_come: false, ..cause });
        }
    }

    fn restrictions_left(&self, causes: &[Cause]) -> Set<Restriction> {
        let is_lifted = causes.iter().any(|cause| cause.code == Code::AccountRestricted);
        if is_lifted { Set::EMPTY } else { self.asserted() }
    }

    fn asserted(&self) -> Set<Restriction> {
        self.facts.restrictions.known().copied().unwrap_or_default()
    }
}

/// What comes after something that is done after the request is done after it as well.
fn postpone(tasks: &mut [Task]) {
    for _ in 0..tasks.len() {
        let late: Vec<_> =
            tasks.iter().filter(|task| task.after_request).map(|task| task.cause.key()).collect();
        for task in tasks.iter_mut() {
            task.after_request |= late.iter().any(|before| goes_before(*before, task.cause.key()));
        }
    }
}
