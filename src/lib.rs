#![no_std]
#![doc = include_str!("../README.md")]

extern crate alloc;

mod blocker;
mod command;
mod decide;
mod decision;
mod draft;
mod event;
mod evolve;
mod facts;
mod knowledge;
pub mod laws;
mod lifecycle;
mod lint;
mod offboarding;
mod permission;
mod plan;
mod policy;
pub mod reason;
mod rules;
#[cfg(feature = "proptest")]
pub mod strategies;
mod sweep;
mod timing;
mod vocab;
#[cfg(feature = "serde")]
pub mod wire;

pub use blocker::{Blocker, Class, Code, Cure, Evidence, Movements, Side};
pub use command::{Command, Reason};
pub use decide::decide;
pub use decision::{
    Ask, Binding, ClockStand, Decision, Earliest, Misuse, Obligation, Outcome, RULEBOOK, Situation, Verdict,
    judge,
};
pub use draft::{
    DraftError, DraftErrors, GateDraft, Members, MoveDraft, ObligationDraft, PermissionDraft, ProfileDraft,
    RuleDraft, SourceDraft, StatusDraft,
};
pub use event::{Event, EventKind, Events};
pub use evolve::evolve;
pub use facts::{
    Balance, Fact, FactName, Facts, Member, Movement, Order, Position, ReadAt, Restriction, Revision,
};
pub use knowledge::{jurisdictions, providers, reasons, retention};
pub use lifecycle::{
    Lifecycle, LifecycleDefect, Mermaid, Move, Phase, State, Status, StatusRow, Subject, Transition, WireWord,
};
pub use lint::{About, Defect, Finding, Happening, Step, Trace, lint, lint_at};
pub use offboarding::{Belonging, Belongings, CanOffboard, Offboarding, Open, Unsaid, offboarding};
pub use permission::{Denial, Permission, permission};
pub use plan::{
    Act, Actor, Book, Change, Difference, Note, Plan, PlanError, PlanStep, Remark, Settlement, Undertaking,
    WhatIf, plan, what_if,
};
pub use policy::{
    Activity, Agreement, AgreementInput, AnnouncementRow, Clock, Component, DueWindow, GateRow, Limit,
    MaxAge, NoResidence, Notice, ObligationKind, ObligationRow, Party, PermissionRow, Policy, PolicyOptions,
    Profile, ReasonForm, Residences, RuleRow, Stage, Strictness,
};
pub use rules::Observed;
pub use sweep::{Answers, Instants, NoRow, NoSweep, PolicyAt, Row, Rows};
pub use timing::{BeyondBusinessCalendar, BusinessCalendar, NoBusinessCalendar, NoticePeriod};
pub use timing::{
    BeyondCalendar, Counting, Jurisdiction, Occurrence, Retention, RetentionClock, RetentionInput,
    RetentionInputs, RetentionPeriod, RetentionRow, SourceRead,
};
pub use timing::{
    Era, GateStand, MissedBoundary, Naming, NoTaxYear, OutsideCalendar, RecordStart, TaxCalendar, TaxYear,
    YearRule, start_of_day,
};
pub use vocab::{
    Amount, AmountError, Basis, Checked, Confidence, Country, CountryError, Currency, CurrencyError, Element,
    Elements, Set, Source, WireValue,
};
