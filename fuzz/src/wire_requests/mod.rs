//! Target `wire_requests`: any request to each provider, about any account.
//!
//! What belongs here: which requests are within the limits, by a second reading, and what follows for the answer.
//! What never does: whether an account may be closed, which is asked of `closeout::decide`.

mod alpaca;
mod udara360;
mod upvest;
mod yuno;

use crate::ask::{Ask, Case};
use crate::pick;
use arbitrary::Arbitrary;
use closeout::{Command, Decision, MisuseError, Policy, profile::Profile, providers};

/// A request and the account it is about.
#[derive(Arbitrary, Clone, Debug)]
pub struct Input {
    account: Ask,
    /// Whether there is such an account.
    is_there: bool,
    /// Whether rules of any provider are in force, rather than of the right one.
    any_policy: bool,
    request: Request,
}

/// A request to one of the providers.
#[derive(Arbitrary, Clone, Debug)]
enum Request {
    Udara360(udara360::Call),
    Yuno(yuno::Call),
    Alpaca(alpaca::Call),
    Upvest(upvest::Call),
}

/// A text as it may stand in a request, short or around a limit.
#[derive(Arbitrary, Clone, Debug)]
enum Words {
    Any(String),
    /// So many characters, of one, two, three or four bytes.
    Long(u8, u8),
    /// Expected somewhere, by its place.
    Usual(u8),
}

/// What the account is and what is asked of it, apart from the request.
struct Subject<'a> {
    case: &'a Case,
    is_there: bool,
}

const USUAL: [&str; 16] = [
    "application/json",
    "APPLICATION/JSON; charset=utf-8",
    "Bearer token",
    "bearer  ",
    "Court order",
    "1100000001",
    "closure_reason",
    "notification_only",
    "user_initiated",
    "aml",
    "true",
    "false",
    "a1",
    " ",
    "",
    "\u{3000}",
];

impl Words {
    fn text(&self) -> String {
        match self {
            Self::Any(text) => text.clone(),
            Self::Long(count, place) => {
                pick(&['a', 'ẹ', '€', '😀'], *place).to_string().repeat(usize::from(*count))
            }
            Self::Usual(place) => pick(&USUAL, *place).to_owned(),
        }
    }
}

/// Asserts that no answer is a success unless the request is within all limits and the decision closes or admits.
pub fn check(input: &Input) {
    let right: &Profile = match &input.request {
        Request::Udara360(_) => &providers::udara360::ACCOUNT,
        Request::Yuno(_) => &providers::yuno::ACCOUNT,
        Request::Alpaca(_) => &providers::alpaca::ACCOUNT,
        Request::Upvest(call) => call.profile(),
    };
    let mut case = input.account.of(right);
    if input.any_policy {
        let profile = pick(providers::PROFILES, input.account.profile);
        case.policy = Policy::new(profile, case.policy.options().clone());
    }
    let subject = Subject { case: &case, is_there: input.is_there };
    match &input.request {
        Request::Udara360(call) => call.check(&subject),
        Request::Yuno(call) => call.check(&subject),
        Request::Alpaca(call) => call.check(&subject),
        Request::Upvest(call) => call.check(&subject),
    }
}

/// The question that the request puts to the engine, asked directly, gets the same answer.
fn decided_alike(case: &Case, command: Command, decision: Option<&Decision<'_>>) {
    let direct = Case { command, ..case.clone() };
    let direct = direct.decide().expect("decided through the request");
    if let Some(decision) = decision {
        assert_eq!((decision.verdict(), decision.codes()), (direct.verdict(), direct.codes()));
        assert_eq!((decision.events(), decision.state()), (direct.events(), direct.state()));
    }
}

/// The question was refused as one that contradicts itself, and so it is if it is asked directly.
fn misused(case: &Case, command: Command, misuse: &MisuseError) {
    let direct = Case { command, ..case.clone() };
    assert_eq!(direct.decide().err().as_ref(), Some(misuse));
}

fn is_blank(text: &str) -> bool {
    !closeout::Reason::text(text).has_text()
}
