//! An event-sourced service that closes accounts and loses no race against a withdrawal.
//!
//! Each account has a log of numbered events; the number of the last one is the account's revision. Beside the log lie
//! the two tables that a service asks for its facts, cash and outstanding withdrawals, which every event keeps current
//! in its own transaction. Closing an account takes three steps:
//!
//! 1. [`Store::look`] reads the revision **first**, then the state and the facts, by one query each, as a service does
//!    whose facts lie in several systems.
//! 2. [`Policy::decide`] decides, and the decision carries the revision that the facts were read at.
//! 3. [`Store::commit`] compares that revision with the current one and appends the events, in one transaction.
//!
//! A withdrawal that comes in between appends an event, so the revision differs, nothing is committed, and the service
//! looks again. The facts may even have been torn, one read before the withdrawal and one after it.

use closeout::facts::{Balance, Movement, Revision};
use closeout::lifecycle::Lifecycle;
use closeout::{
    Amount, Command, Currency, Decision, Event, EventKind, Fact, Facts, Policy, State, Verdict, evolve,
};
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use rust_decimal::Decimal;
use std::path::Path;
use std::time::Duration;

/// An error of the database, of the engine, or of a row that cannot be read.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The tables. `STRICT` has the types of their columns checked.
const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS events (
        account TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
        at TEXT NOT NULL, effective_at TEXT NOT NULL, PRIMARY KEY (account, number)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS cash (account TEXT PRIMARY KEY, cents INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS withdrawals (
        id INTEGER PRIMARY KEY, account TEXT NOT NULL, cents INTEGER NOT NULL
    ) STRICT;
";

/// A connection to the books. Each thread opens its own.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

/// A state and the facts about it, whose `revision` says what they were read from.
#[derive(Debug)]
pub struct Look {
    /// The state that the log replays to.
    pub state: State,
    /// The facts, with the revision that was current before the first of them was read.
    pub facts: Facts,
}

/// The check that a commit makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Commits only if the revision is still that of the decision.
    Revision,
    /// Commits whatever has happened meanwhile. It is wrong, and here to show what the check is worth.
    None,
}

/// The end of one attempt to close an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The engine decided, and its events, if there were any, are in the log.
    Committed(Verdict),
    /// The books have changed since they were read. Nothing was written: look again.
    Stale,
}

/// The end of a withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The money has left.
    Paid,
    /// The other bank sent the money back, which nobody here can refuse.
    Returned,
}

impl Store {
    /// Opens the books in this file, and creates them if they are not there.
    ///
    /// # Errors
    /// Fails if the file is not a database that can be written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(60))?;
        connection.execute_batch(TABLES)?;
        Ok(Self { connection })
    }

    /// Opens an account with some money in it.
    ///
    /// # Errors
    /// Fails if there is such an account, or the database fails.
    pub fn open_account(&mut self, account: &str, cents: i64, now: Timestamp) -> Result<(), Error> {
        let transaction = self.write()?;
        transaction.execute("INSERT INTO cash VALUES (?1, ?2)", params![account, cents])?;
        append(&transaction, account, "account_opened", now, now)?;
        Ok(transaction.commit()?)
    }

    /// Instructs a withdrawal: the money leaves the balance and is on its way. Returns the withdrawal's id, or `None`
    /// if the account is closed or has less money.
    ///
    /// # Errors
    /// Fails if the database fails.
    pub fn withdraw(&mut self, account: &str, cents: i64, now: Timestamp) -> Result<Option<i64>, Error> {
        let transaction = self.write()?;
        let is_closed = count(&transaction, account, EventKind::Closed.name())? > 0;
        let paid_out = "UPDATE cash SET cents = cents - ?2 WHERE account = ?1 AND cents >= ?2";
        if is_closed || transaction.execute(paid_out, params![account, cents])? == 0 {
            return Ok(None);
        }
        transaction
            .execute("INSERT INTO withdrawals (account, cents) VALUES (?1, ?2)", params![account, cents])?;
        let id = transaction.last_insert_rowid();
        append(&transaction, account, "withdrawal_instructed", now, now)?;
        transaction.commit()?;
        Ok(Some(id))
    }

    /// Records how a withdrawal ended. Money that comes back is booked even if the account is closed by then: that is
    /// the harm that a lost race does.
    ///
    /// # Errors
    /// Fails if there is no such withdrawal, or the database fails.
    pub fn settle(&mut self, withdrawal: i64, settled: Settled, now: Timestamp) -> Result<(), Error> {
        let transaction = self.write()?;
        let (account, cents) = transaction.query_row(
            "DELETE FROM withdrawals WHERE id = ?1 RETURNING account, cents",
            [withdrawal],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)),
        )?;
        let kind = match settled {
            Settled::Paid => "withdrawal_paid",
            Settled::Returned => {
                let booked = "UPDATE cash SET cents = cents + ?2 WHERE account = ?1";
                transaction.execute(booked, params![account, cents])?;
                "withdrawal_returned"
            }
        };
        append(&transaction, &account, kind, now, now)?;
        Ok(transaction.commit()?)
    }

    /// Reads what a decision needs, the revision first: whatever happens after that makes the commit fail. `between`
    /// runs between the reads of the two facts; a test lets a rival act there.
    ///
    /// # Errors
    /// Fails if there is no such account, or its rows cannot be read.
    pub fn look(&self, lifecycle: &Lifecycle, account: &str, between: impl FnOnce()) -> Result<Look, Error> {
        let mut facts = Facts::unknown();
        facts.revision = Some(revision(&self.connection, account)?);
        let state = self.state(lifecycle, account)?;
        let withdrawals = self.withdrawals(account)?;
        facts.outstanding_withdrawals = Fact::Known(withdrawals);
        between();
        facts.cash = Fact::Known(self.cash(account)?);
        // This service has no transfers but withdrawals, so the fact is known: there is none.
        facts.pending_transfers = Fact::empty();
        Ok(Look { state, facts })
    }

    /// Appends the events of a decision, if the guard lets it.
    ///
    /// # Errors
    /// Fails if the database fails.
    pub fn commit(&mut self, account: &str, decision: &Decision<'_>, guard: Guard) -> Result<Attempt, Error> {
        let transaction = self.write()?;
        // The comparison and the writing are one transaction: nobody writes between them.
        let current = revision(&transaction, account)?;
        if guard == Guard::Revision && decision.revision() != Some(&current) {
            return Ok(Attempt::Stale);
        }
        for event in decision.events().iter() {
            append(&transaction, account, event.kind.name(), event.at, event.effective_at)?;
        }
        transaction.commit()?;
        Ok(Attempt::Committed(decision.verdict()))
    }

    /// Looks, decides and commits, once. A service repeats it while it is [`Attempt::Stale`].
    ///
    /// # Errors
    /// Fails if the books cannot be read or written, or contradict themselves.
    pub fn close(
        &mut self,
        policy: &Policy,
        account: &str,
        now: Timestamp,
        guard: Guard,
        between: impl FnOnce(),
    ) -> Result<Attempt, Error> {
        let Look { state, facts } = self.look(policy.lifecycle(), account, between)?;
        let decision = policy.decide(&state, &facts, Command::request(), now)?;
        self.commit(account, &decision, guard)
    }

    /// Returns the state that the log of an account replays to. It was opened as ACTIVE.
    ///
    /// # Errors
    /// Fails if the rows cannot be read.
    pub fn state(&self, lifecycle: &Lifecycle, account: &str) -> Result<State, Error> {
        let opened = State::new(lifecycle.status("ACTIVE"));
        let mut rows = self
            .connection
            .prepare("SELECT kind, at, effective_at FROM events WHERE account = ?1 ORDER BY number")?;
        let mut rows = rows.query([account])?;
        let mut state = opened;
        while let Some(row) = rows.next()? {
            // The log has events of this service, too; the engine does not know them.
            let Some(kind) = kind_of(&row.get::<_, String>(0)?) else { continue };
            let at = row.get::<_, String>(1)?.parse()?;
            let effective_at = row.get::<_, String>(2)?.parse()?;
            state = evolve(lifecycle, &state, &Event { kind, at, effective_at });
        }
        Ok(state)
    }

    /// Returns the money in an account, on its way or not, in cents.
    ///
    /// # Errors
    /// Fails if there is no such account.
    pub fn money(&self, account: &str) -> Result<i64, Error> {
        Ok(self.connection.query_row(
            "SELECT (SELECT cents FROM cash WHERE account = ?1)
                  + (SELECT COALESCE(SUM(cents), 0) FROM withdrawals WHERE account = ?1)",
            [account],
            |row| row.get(0),
        )?)
    }

    /// Returns the three balances that the provider's accounts have. Here nothing is ever pending, and that is said: a
    /// balance that is left out is unknown.
    fn cash(&self, account: &str) -> Result<Vec<Balance>, Error> {
        let query = "SELECT cents FROM cash WHERE account = ?1";
        let cents = self.connection.query_row(query, [account], |row| row.get(0))?;
        let currency = euro()?;
        let balance = |(name, cents): (&str, i64)| Balance {
            currency,
            amount: amount(cents),
            component: Some(name.into()),
        };
        Ok([("available", cents), ("current", cents), ("pending", 0)].map(balance).into())
    }

    fn withdrawals(&self, account: &str) -> Result<Vec<Movement>, Error> {
        let mut rows = self.connection.prepare("SELECT id, cents FROM withdrawals WHERE account = ?1")?;
        let mut rows = rows.query([account])?;
        let mut withdrawals = Vec::new();
        while let Some(row) = rows.next()? {
            withdrawals.push(Movement {
                id: Some(row.get::<_, i64>(0)?.to_string().into()),
                currency: Some(euro()?),
                amount: Some(amount(row.get(1)?)),
                expected_on: None,
            });
        }
        Ok(withdrawals)
    }

    /// Begins a transaction that nobody else can write beside.
    fn write(&mut self) -> Result<Transaction<'_>, Error> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}

/// Appends an event under the next number. `PRIMARY KEY` refuses a number that is taken.
fn append(
    transaction: &Transaction<'_>,
    account: &str,
    kind: &str,
    at: Timestamp,
    effective_at: Timestamp,
) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO events SELECT ?1, COALESCE(MAX(number), 0) + 1, ?2, ?3, ?4 FROM events WHERE account = ?1",
        params![account, kind, at.to_string(), effective_at.to_string()],
    )?;
    Ok(())
}

fn revision(connection: &Connection, account: &str) -> Result<Revision, Error> {
    let query = "SELECT MAX(number) FROM events WHERE account = ?1";
    let last: Option<i64> = connection.query_row(query, [account], |row| row.get(0))?;
    let last = last.ok_or_else(|| format!("there is no account {account}"))?;
    Ok(last.to_string().as_str().into())
}

fn count(connection: &Connection, account: &str, kind: &str) -> Result<i64, Error> {
    let query = "SELECT COUNT(*) FROM events WHERE account = ?1 AND kind = ?2";
    Ok(connection.query_row(query, [account, kind], |row| row.get(0))?)
}

fn kind_of(name: &str) -> Option<EventKind> {
    EventKind::ALL.iter().copied().find(|kind| kind.name() == name)
}

fn euro() -> Result<Currency, Error> {
    Ok("EUR".parse()?)
}

fn amount(cents: i64) -> Amount {
    Decimal::new(cents, 2).into()
}
