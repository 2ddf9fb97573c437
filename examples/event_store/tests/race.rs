//! Whether a withdrawal and a closing can both win.
//!
//! Each test is done with the check and without it: without it, accounts are closed with money in them. So the check is
//! what prevents it, and the tests can fail.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test that panics has failed"
)]

use closeout::providers::yuno;
use closeout::{Policy, Verdict, lifecycle::Phase};
use closeout_event_store::{Attempt, Guard, Settled, Store};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Barrier;
use std::thread;

const ROUNDS: usize = 1_000;
const CENTS: i64 = 10_00;

#[test]
fn with_the_check_a_thousand_races_close_no_account_with_money_in_it() {
    let books = Books::new("race_with_the_check");
    let stale = race(&books, Guard::Revision);
    assert!(stale > 0, "nobody was in the way of anybody, so nothing was tested");
    let store = books.open();
    for account in accounts() {
        assert!(is_closed(&store, &account), "{account} is open");
        assert_eq!(store.money(&account).unwrap(), 0, "{account} is closed");
    }
}

/// How many races are lost depends on the machine; that some are does not: the closer steps aside between its reads.
#[test]
fn without_the_check_some_of_a_thousand_races_are_lost() {
    let books = Books::new("race_without_the_check");
    race(&books, Guard::None);
    let store = books.open();
    let with_money = |account: &String| is_closed(&store, account) && store.money(account).unwrap() > 0;
    let lost = accounts().filter(with_money).count();
    println!("without the check {lost} of {ROUNDS} accounts were closed with money in them");
    assert!(lost > 0);
}

/// The same in slow motion: the withdrawal begins after the withdrawals were read, and before the cash is.
#[test]
fn torn_facts_are_never_committed() {
    let (attempt, money) = withdraw_between_the_reads(Guard::Revision);
    assert_eq!((attempt, money), (Attempt::Stale, CENTS));
    let (attempt, money) = withdraw_between_the_reads(Guard::None);
    assert_eq!((attempt, money), (Attempt::Committed(Verdict::Permitted), CENTS));
}

/// Nobody interferes: the check costs nobody anything, and what the engine refuses stays open.
#[test]
fn an_empty_account_closes_and_a_full_one_does_not() {
    let books = Books::new("nobody_interferes");
    let mut store = books.open();
    for (account, cents, verdict) in [("empty", 0, Verdict::Permitted), ("full", CENTS, Verdict::Refused)] {
        store.open_account(account, cents, now()).unwrap();
        let attempt = store.close(&policy(), account, now(), Guard::Revision, || {}).unwrap();
        assert_eq!(attempt, Attempt::Committed(verdict), "{account}");
        assert_eq!(is_closed(&store, account), cents == 0, "{account}");
    }
    assert_eq!(store.withdraw("empty", 0, now()).unwrap(), None);
}

/// Returns how the attempt to close ended, and how much money came back to the account after it.
fn withdraw_between_the_reads(guard: Guard) -> (Attempt, i64) {
    let books = Books::new(&format!("torn_{guard:?}"));
    let (mut closer, mut teller) = (books.open(), books.open());
    closer.open_account("torn", CENTS, now()).unwrap();
    let mut withdrawal = None;
    let attempt = closer
        .close(&policy(), "torn", now(), guard, || {
            withdrawal = teller.withdraw("torn", CENTS, now()).unwrap();
        })
        .unwrap();
    teller.settle(withdrawal.unwrap(), Settled::Returned, now()).unwrap();
    assert_eq!(is_closed(&closer, "torn"), guard == Guard::None);
    (attempt, closer.money("torn").unwrap())
}

/// Lets a teller and a closer loose on each account at the same time, each on a connection of its own. Returns how many
/// attempts to close were made in vain, because the books had changed.
fn race(books: &Books, guard: Guard) -> usize {
    let mut store = books.open();
    for account in accounts() {
        store.open_account(&account, CENTS, now()).unwrap();
    }
    let start = Barrier::new(2);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut store = books.open();
            for account in accounts() {
                start.wait();
                empty(&mut store, &account);
            }
        });
        let closer = scope.spawn(|| {
            let mut store = books.open();
            let attempts = accounts().map(|account| {
                start.wait();
                close(&mut store, &account, guard)
            });
            attempts.sum()
        });
        closer.join().unwrap()
    })
}

/// Withdraws everything three times. The money comes back twice, and at last it stays away.
fn empty(store: &mut Store, account: &str) {
    for settled in [Settled::Returned, Settled::Returned, Settled::Paid] {
        let Some(withdrawal) = store.withdraw(account, CENTS, now()).unwrap() else {
            return; // It is closed, and nothing can be withdrawn any more.
        };
        thread::yield_now();
        store.settle(withdrawal, settled, now()).unwrap();
    }
}

/// Tries until it is closed. Returns how often the books had changed.
fn close(store: &mut Store, account: &str, guard: Guard) -> usize {
    let mut stale = 0;
    loop {
        match store.close(&policy(), account, now(), guard, thread::yield_now).unwrap() {
            Attempt::Committed(Verdict::Permitted) => return stale,
            Attempt::Committed(Verdict::Refused) => {}
            Attempt::Stale => stale += 1,
            attempt @ Attempt::Committed(_) => panic!("{attempt:?}"),
        }
        thread::yield_now();
    }
}

fn accounts() -> impl Iterator<Item = String> {
    (0..ROUNDS).map(|number| format!("account {number}"))
}

fn is_closed(store: &Store, account: &str) -> bool {
    store.state(policy().lifecycle(), account).unwrap().is_in(Phase::Closed)
}

fn policy() -> Policy {
    Policy::prudent(&yuno::ACCOUNT)
}

fn now() -> Timestamp {
    "2026-02-02T09:00:00Z".parse().unwrap()
}

/// A file that is gone when the test is.
struct Books(PathBuf);

impl Books {
    fn new(name: &str) -> Self {
        let books = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.sqlite")));
        books.remove();
        books
    }

    fn open(&self) -> Store {
        Store::open(&self.0).unwrap()
    }

    fn remove(&self) {
        for end in ["sqlite", "sqlite-wal", "sqlite-shm"] {
            // It need not be there.
            let _ = std::fs::remove_file(self.0.with_extension(end));
        }
    }
}

impl Drop for Books {
    fn drop(&mut self) {
        self.remove();
    }
}
