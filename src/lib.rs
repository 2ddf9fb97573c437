//! Decides whether, when and how a brokerage or bank account, or a group of accounts, may be closed.
//!
//! A decision names *everything* that is in the way at once, *who* can clear it, and the *earliest instant* at which
//! closing can complete. The rules are those of four real systems ([Alpaca](providers::alpaca),
//! [Upvest](providers::upvest), [udara360](providers::udara360) and [Yuno](providers::yuno)), each rule with its source.
//! The engine is pure: it has no clock, reads and writes nothing, and links no `std`. You pass `now` and everything that
//! you know. What you do not know is unknown to the engine as well, and unknown is never zero.
//!
//! # One account
//!
//! ```
//! use closeout::{Command, Country, Facts, Policy, facts::FactName, providers::upvest};
//! # let now = "2026-02-02T09:00:00Z".parse()?;
//! # let mut store = Vec::new();
//! let policy = Policy::prudent(&upvest::ACCOUNT).residents([Country::GB]);
//! let account = policy.state("ACTIVE");
//! let facts = Facts::unknown().none_of([FactName::OutstandingWithdrawals, FactName::OpenOrders]);
//! let decision = policy.decide(&account, &facts, Command::request(), now)?;
//! decision.blockers().for_each(|blocker| println!("{blocker}"));
//! store.push(decision.into_commit()); // owned: state, events, revision, rulebook
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A group with its accounts
//!
//! ```
//! use closeout::{Country, Facts, group::GroupPolicy, providers::upvest};
//! # let now = "2026-02-02T09:00:00Z".parse()?;
//! let policies = GroupPolicy::prudent(&upvest::GROUP, &upvest::ACCOUNT).residents([Country::GB]);
//! # let accounts = [("savings", policies.accounts.state("CLOSED"), Facts::unknown())];
//! let mut group = policies.group("CLOSING", Facts::all_clear());
//! for (id, state, facts) in accounts {
//!     group.add(id, state, facts);
//! }
//! let step = group.advance(now)?; // one decision for each account, and then the group's
//! step.decisions().for_each(|(id, decision)| println!("{id}: {}", decision.verdict()));
//! # assert!(step.group().codes().is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # House rules
//!
//! ```
//! use closeout::{Code, Policy, draft::ProfileDraft, lint, profile::Stage, providers::upvest};
//! use jiff::{civil::date, tz};
//! let house = ProfileDraft::from(&upvest::ACCOUNT)
//!     .named("house")
//!     .require(Code::UnsettledTrades, Stage::Completion, "house rules, section 4")
//!     .build()?;
//! let policy = Policy::documented(house).not_before(date(2026, 5, 1), tz::get!("Europe/London"));
//! assert_eq!(lint(&policy), []);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A provider's request
//!
//! The same lines serve every provider; see [`wire`].
//!
#![cfg_attr(feature = "serde", doc = "```")]
#![cfg_attr(not(feature = "serde"), doc = "```text")]
//! use closeout::wire::upvest::{self, Request, Trace};
//! # use closeout::{Facts, Policy, providers};
//! # let policy = Policy::documented(&providers::upvest::GROUP);
//! # let (state, facts) = (Some(policy.state("ACTIVE")), Facts::all_clear());
//! # let now = "2026-02-02T09:00:00Z".parse()?;
//! # let (mut store, mut bus) = (Vec::new(), Vec::new());
//! let trace = Trace { instance: "/account_groups/d2a3", request_id: "4f1d" };
//! let request = Request::delete_group("d2a3", &[("closure_reason", "user_initiated")], trace);
//! let reply = upvest::handle(&request, state.as_ref(), &facts, &policy, now)?;
//! println!("{} {:?}", reply.status(), reply.body());
//! if let Some(commit) = reply.commit() {
//!     store.push(commit);
//!     bus.extend(reply.announcements());
//! }
//! # assert_eq!((store.len(), bus.len()), (1, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A book of accounts in columns
//!
//! ```
//! use closeout::{Country, Facts, Policy, Verdict, profile::Stage, providers::upvest};
//! let policy = Policy::prudent(&upvest::ACCOUNT).residents([Country::DE]);
//! # let now = "2026-02-02T09:00:00Z".parse()?;
//! # let accounts = [(policy.state("CLOSING"), Facts::all_clear()), (policy.state("CLOSING"), Facts::unknown())];
//! let mut book = policy.columns(Stage::Completion);
//! for (state, facts) in &accounts {
//!     book.push(state, facts)?;
//! }
//! let answers = policy.at(now).sweep(&book)?;
//! let closing = answers.iter().filter(|answer| answer.verdict == Some(Verdict::Permitted));
//! let closing: Vec<usize> = closing.map(|answer| answer.place).collect();
//! # assert_eq!(closing, [0]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Map
//!
//! | you want to | look at |
//! | --- | --- |
//! | decide, and store what came of it | [`Policy`], [`Facts`], [`Decision`], [`Commit`] |
//! | know who can clear what, and by what | [`Blocker`], [`blocker`] |
//! | plan the way to closed | [`plan()`], [`mod@plan`] |
//! | know what may be done meanwhile | [`permission()`], [`mod@permission`] |
//! | write house rules, and check them | [`profile`], [`draft`], [`lint()`] |
//! | serve a provider's HTTP requests | `wire` (feature `serde`) |
//! | look at all accounts every night | [`sweep`] |
//! | translate the reason for a closing | [`reason`], [`reason_systems`] |
//! | take a user off a provider | [`offboarding()`] |
//! | keep records afterwards | [`retention`] |
//! | know a tax year, or a business day | [`jurisdictions`], [`timing`] |
//! | test your own service | `strategies` (feature `proptest`), [`laws`] |
//! | prove something about the engine | [`kernel`] |
//!
//! A guide from the first account to a closed group, the glossary, and the reasons for the design are in
//! `_documentation`, beside this page.
#![no_std]

extern crate alloc;

pub mod blocker;
mod command;
mod decide;
pub mod decision;
pub mod draft;
mod event;
mod evolve;
pub mod facts;
pub mod group;
pub mod kernel;
mod knowledge;
pub mod laws;
pub mod lifecycle;
pub mod lint;
pub mod offboarding;
pub mod permission;
pub mod plan;
pub mod policy;
pub mod profile;
pub mod reason;
mod records;
mod rules;
#[cfg(feature = "proptest")]
pub mod strategies;
pub mod sweep;
pub mod timing;
pub mod vocab;
#[cfg(feature = "serde")]
pub mod wire;

#[doc(inline)]
pub use blocker::{Blocker, Code};
pub use command::{Command, Reason};
pub use decide::decide;
#[doc(inline)]
pub use decision::{Commit, Decision, Earliest, MisuseError, Obligation, RULEBOOK, Verdict};
pub use event::{Event, EventKind, Events};
pub use evolve::evolve;
#[doc(inline)]
pub use facts::{Fact, Facts};
pub use knowledge::{jurisdictions, providers, reasons as reason_systems, retention};
#[doc(inline)]
pub use lifecycle::{State, Status};
#[doc(inline)]
pub use lint::lint;
#[doc(inline)]
pub use offboarding::offboarding;
#[doc(inline)]
pub use permission::permission;
#[doc(inline)]
pub use plan::plan;
#[doc(inline)]
pub use policy::{Policy, PolicyOptions, Strictness};
#[doc(inline)]
pub use vocab::{Amount, Country, Currency, Set};

#[cfg(all(any(doc, doctest), feature = "serde"))]
pub mod _documentation;

/// Runs the examples of the page that introduces the project.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[derive(Debug)]
struct Readme;
