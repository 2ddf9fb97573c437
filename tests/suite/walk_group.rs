//! A group and its accounts together: every abstract state that satisfies the invariant, and every step from it.
//!
//! What belongs here: one, two and three accounts as a check on the argument that one is enough, since accounts never
//! read each other and the group reads them only through *all are closed*.
//! What never does: sampling, or a search from a beginning to prove safety; it serves to show that things can end.

use crate::support::{at, balance, empty, movement, policy, position};
use closeout::{
    Command, Fact, Facts, Policy, Set, State, Status, Strictness, decide,
    facts::Member,
    lifecycle::{Phase, StatusRow},
    permission,
    permission::Permission,
    profile::Activity,
    providers::upvest,
};
use std::collections::{BTreeSet, VecDeque};

/// After the British boundary of 2026; whatever is closing was asked for, and found clear, before it.
const NOW: &str = "2026-05-01T00:00:00Z";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Account {
    status: usize,
    has_positions: bool,
    expects_action: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct World {
    group: usize,
    has_cash: bool,
    owes_fees: bool,
    /// Sorted: which is which does not matter.
    accounts: Vec<Account>,
}

impl World {
    fn new(group: usize, [has_cash, owes_fees]: [bool; 2], mut accounts: Vec<Account>) -> Self {
        accounts.sort_unstable();
        Self { group, has_cash, owes_fees, accounts }
    }

    fn with_account(&self, place: usize, account: Account) -> Self {
        let mut accounts = self.accounts.clone();
        accounts[place] = account;
        Self::new(self.group, [self.has_cash, self.owes_fees], accounts)
    }
}

/// What is to hold for ever, in the words of the documents: a closed account is empty, and a closed group is empty and
/// has closed accounts only.
fn is_safe(world: &World) -> bool {
    let is_empty = |account: &Account| !account.has_positions && !account.expects_action;
    let accounts = world.accounts.iter().all(|account| !is_closed(account.status) || is_empty(account));
    let all_closed = world.accounts.iter().all(|account| is_closed(account.status));
    accounts && (!is_closed(world.group) || all_closed && !world.has_cash && !world.owes_fees)
}

fn row(place: usize) -> &'static StatusRow {
    &upvest::GROUP.lifecycle.statuses()[place]
}

fn place(wire: &str) -> usize {
    upvest::GROUP.lifecycle.status(wire).place().unwrap()
}

fn is_closed(place: usize) -> bool {
    row(place).phase == Phase::Closed
}

fn state(place: usize) -> State {
    let mut state = State::new(Status::known(row(place)));
    if row(place).phase == Phase::Closing {
        state.requested_at = Some(at("2026-01-10T10:00:00Z"));
        state.clear_since = Some(at("2026-02-01T00:00:00Z"));
    }
    state
}

struct Rules {
    account: Policy,
    group: Policy,
}

impl Rules {
    fn new() -> Self {
        Self {
            account: policy(&upvest::ACCOUNT, Strictness::Documented, &["GB"]),
            group: policy(&upvest::GROUP, Strictness::Documented, &["GB"]),
        }
    }

    /// Everything that can happen next.
    fn steps(&self, world: &World) -> Vec<World> {
        let mut next = self.of_group(world);
        for (place, account) in world.accounts.iter().enumerate() {
            let changed = self.of_account(*account);
            next.extend(changed.into_iter().map(|account| world.with_account(place, account)));
        }
        next
    }

    fn of_account(&self, account: Account) -> Vec<Account> {
        let mut facts = empty();
        facts.positions = if account.has_positions { Fact::one(position("1")) } else { Fact::empty() };
        facts.expected_corporate_actions =
            if account.expects_action { Fact::one(movement(None)) } else { Fact::empty() };
        let asked = [Command::request(), Command::Advance].map(|command| Account {
            status: after(&self.account, account.status, &facts, &command),
            ..account
        });
        let mut next = asked.to_vec();
        next.extend(moved(account.status).map(|status| Account { status, ..account }));
        // The world outside comes and goes as long as the account is not closed.
        if !is_closed(account.status) {
            next.extend([
                Account { has_positions: !account.has_positions, ..account },
                Account { expects_action: !account.expects_action, ..account },
                // An action that was expected brings shares.
                Account { has_positions: true, expects_action: false, ..account },
            ]);
        }
        next
    }

    fn of_group(&self, world: &World) -> Vec<World> {
        let mut facts = empty();
        facts.cash = if world.has_cash { Fact::one(balance("-1")) } else { Fact::empty() };
        facts.fees = if world.owes_fees { Fact::one(balance("1")) } else { Fact::empty() };
        let member = |account: &Account| Member::new("a1", row(account.status).wire.clone());
        facts.accounts = Fact::Known(world.accounts.iter().map(member).collect());
        let asked = [Command::request(), Command::Advance].map(|command| World {
            group: after(&self.group, world.group, &facts, &command),
            ..world.clone()
        });
        let mut next = asked.to_vec();
        next.extend(moved(world.group).map(|group| World { group, ..world.clone() }));
        if !is_closed(world.group) {
            next.push(World { has_cash: !world.has_cash, ..world.clone() });
            next.push(World { owes_fees: !world.owes_fees, ..world.clone() });
        }
        next.extend(self.opened(world));
        next
    }

    /// A closed account gives its place to a new one, where the group may open one.
    fn opened(&self, world: &World) -> Option<World> {
        let none = Fact::Known(Set::EMPTY);
        let may = permission(&self.group, &state(world.group), &none, Activity::OpenAccount);
        let place = world.accounts.iter().position(|account| is_closed(account.status))?;
        let new = Account { status: place_of_new(), has_positions: false, expects_action: false };
        (may == Permission::Permitted).then(|| world.with_account(place, new))
    }
}

fn place_of_new() -> usize {
    place("PENDING_APPROVAL")
}

/// The provider's own moves.
fn moved(from: usize) -> impl Iterator<Item = usize> {
    let edges = upvest::GROUP.lifecycle.transitions().iter();
    let own = ["approve", "restrict", "unrestrict"];
    edges.filter(move |edge| edge.from == from && own.contains(&edge.on.name())).map(|edge| edge.to)
}

fn after(policy: &Policy, status: usize, facts: &Facts, command: &Command) -> usize {
    let state = state(status);
    let decision = decide(policy, &state, facts, command, at(NOW)).unwrap();
    decision.state().status.place().unwrap()
}

/// Every world with so many accounts, whatever may have led to it.
fn every_world(accounts: usize) -> Vec<World> {
    let flags = [[false, false], [false, true], [true, false], [true, true]];
    let statuses = 0..upvest::GROUP.lifecycle.statuses().len();
    let account = |status| {
        flags.map(|[has_positions, expects_action]| Account { status, has_positions, expects_action })
    };
    let each: Vec<Account> = statuses.clone().flat_map(account).collect();
    let mut books = vec![Vec::new()];
    for _ in 0..accounts {
        let longer = |book: Vec<Account>| {
            let from = book.last().copied();
            let next = each.iter().filter(move |account| from.is_none_or(|last| last <= **account));
            next.map(move |account| [&book[..], &[*account]].concat()).collect::<Vec<_>>()
        };
        books = books.into_iter().flat_map(longer).collect();
    }
    let worlds = books.into_iter().flat_map(|book| {
        let of_group = move |group| flags.map(|flags| World::new(group, flags, book.clone()));
        statuses.clone().flat_map(of_group)
    });
    worlds.collect()
}

/// How many worlds there are with one, two and three accounts, and how many of them are safe. By hand: an account has
/// 5 statuses × 4, a group as many. Safe are 17 kinds of account, of which one is closed. With a group in one of 4 open
/// statuses × 4 anything goes; a closed group is empty and has closed accounts only.
const SIZES: [(usize, usize, usize); 3] = [
    (1, 20 * 20, 16 * 17 + 1),
    (2, 20 * 20 * 21 / 2, 16 * (17 * 18 / 2) + 1),
    (3, 20 * 20 * 21 * 22 / 6, 16 * (17 * 18 * 19 / 6) + 1),
];

#[test]
fn whatever_is_safe_stays_safe() {
    let rules = Rules::new();
    for (accounts, worlds, safe) in SIZES {
        let all = every_world(accounts);
        assert_eq!((all.len(), all.iter().filter(|world| is_safe(world)).count()), (worlds, safe));
        for world in all.iter().filter(|world| is_safe(world)) {
            for next in rules.steps(world) {
                assert!(is_safe(&next), "{world:?} leads to {next:?}");
            }
        }
    }
}

/// From a group in use with two accounts in use, and from wherever that leads: everything can come to be closed.
#[test]
fn from_wherever_it_goes_everything_can_be_closed() {
    let rules = Rules::new();
    let new = Account { status: place("ACTIVE"), has_positions: false, expects_action: false };
    let begin = World::new(place("ACTIVE"), [false, false], vec![new, new]);
    let mut reached = BTreeSet::from([begin.clone()]);
    let mut queue = VecDeque::from([begin]);
    let mut edges = Vec::new();
    while let Some(world) = queue.pop_front() {
        for next in rules.steps(&world) {
            edges.push((next.clone(), world.clone()));
            if reached.insert(next.clone()) {
                queue.push_back(next);
            }
        }
    }
    // Whatever is safe is reached, but for a group that waits for its approval.
    assert_eq!(reached.len(), 12 * (17 * 18 / 2) + 1);
    let mut ends: BTreeSet<World> = reached.iter().filter(|world| is_closed(world.group)).cloned().collect();
    assert_eq!(ends.len(), 1);
    let mut grows = true;
    while grows {
        let before = ends.len();
        let leading = edges.iter().filter(|(to, _)| ends.contains(to)).map(|(_, from)| from.clone());
        ends = leading.chain(ends.iter().cloned()).collect();
        grows = ends.len() > before;
    }
    assert_eq!(ends, reached);
}
