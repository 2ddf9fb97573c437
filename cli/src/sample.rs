//! A made-up book of a broker that uses Upvest, the same for the same seed everywhere, for examples and for load. What
//! never belongs here: real data, chance from outside the seed, or an opinion about which accounts may be closed.

use crate::json;
use closeout::{
    Command, Fact, Facts, Policy, PolicyOptions, Reason, State, Strictness,
    facts::{Balance, Member, Movement, Order, Position},
    lifecycle::{Phase, Subject},
    policy::Residences,
    profile::Stage,
    providers,
    timing::{MissedBoundary, TaxCalendar},
    wire::Question,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::error::Error;
use std::io::{self, Write};

/// A made value, or why it could not be made. Values go through the constructors of the crate, so a slip in a table
/// below is an error of its line, never an impossible question.
type Made<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The end of a British tax year, 2026-04-05T23:00:00Z: the questions are asked around it, where the clock matters.
const BOUNDARY: Timestamp = Timestamp::constant(1_775_430_000, 0);
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// Writes `count` questions, one JSON line each, the same for the same seed on every platform.
pub(crate) fn write(seed: u64, count: u64, out: &mut impl Write) -> io::Result<()> {
    for line in 1..=count {
        let question = question(seed, line).map_err(io::Error::other)?;
        json::write_line(out, &question)?;
    }
    Ok(())
}

fn question(seed: u64, line: u64) -> Made<Question> {
    let mut book = Book::opened(Dice::of_line(seed, line))?;
    let kind = match book.policy.profile().subject {
        Subject::Account => "acc",
        Subject::Group => "grp",
    };
    Ok(Question {
        case: Some(format!("{kind}-{line:06}").into()),
        state: book.state()?,
        facts: book.facts()?,
        command: book.command(),
        policy: book.policy,
        now: book.now,
    })
}

/// The source of variety. It rolls by a plain remainder, because how a library samples a range may change with its
/// version; the slight bias towards low numbers does not matter here.
struct Dice(ChaCha8Rng);

impl Dice {
    /// Returns the dice of one line. Each line has a random stream of its own, so a longer run begins with the shorter
    /// one.
    fn of_line(seed: u64, line: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(line);
        Self(rng)
    }

    /// Returns a number of at least 0 and less than `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        self.0.next_u64().checked_rem(bound).unwrap_or(0)
    }

    /// Returns a number between these two, both included.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.abs_diff(low).saturating_add(1);
        low.saturating_add_unsigned(self.below(width))
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Returns the usual value, unless one of the others comes up; their shares are in per cent.
    fn pick<T: Copy>(&mut self, usual: T, others: &[(u64, T)]) -> T {
        let mut roll = self.below(100);
        for &(share, other) in others {
            match roll.checked_sub(share) {
                Some(rest) => roll = rest,
                None => return other,
            }
        }
        usual
    }
}

/// Returns the instant of a question, usually in spring 2026. The boundary, the second before it and the hours after it
/// are where errors hide.
fn asked_at(dice: &mut Dice) -> Made<Timestamp> {
    let others = [(3, (-1, -1)), (3, (0, 0)), (6, (1, 12 * HOUR)), (7, (-460 * DAY, -97 * DAY))];
    let (from, to) = dice.pick((-64 * DAY, 24 * DAY), &others);
    shift(BOUNDARY, dice.between(from, to))
}

fn shift(instant: Timestamp, seconds: i64) -> Made<Timestamp> {
    let shifted = instant.checked_add(SignedDuration::from_secs(seconds));
    // Without `std`, which is not needed here, the error of jiff is only a text.
    shifted.map_err(|error| error.to_string().into())
}

fn policy(dice: &mut Dice) -> Made<Policy> {
    let subject = dice.pick(Subject::Account, &[(25, Subject::Group)]);
    let profile = providers::profile("upvest", subject).ok_or("Upvest has no such subject")?;
    let missed = [(10, MissedBoundary::WhenClear)];
    let strictness = dice.pick(Strictness::Documented, &[(12, Strictness::Prudent)]);
    let residences = residences(dice)?;
    let missed_boundary = dice.pick(MissedBoundary::NextBoundary, &missed);
    let options =
        PolicyOptions::of(strictness).with_residences(residences).with_missed_boundary(missed_boundary);
    Ok(Policy::new(profile, options))
}

fn residences(dice: &mut Dice) -> Made<Fact<Residences>> {
    let others = [(34, "GB"), (6, "DE GB"), (5, "AT"), (4, "FR"), (3, "NL"), (4, "")];
    let codes = dice.pick("DE", &others);
    if codes.is_empty() {
        return Ok(Fact::Unknown);
    }
    let countries: Made<Vec<_>> = codes.split(' ').map(|code| Ok(code.parse()?)).collect();
    Ok(Fact::Known(Residences::new(countries?)?))
}

/// Returns the status and the command: usually a look at an account that is still closing.
fn standing(dice: &mut Dice) -> (&'static str, Stage) {
    let others = [
        (5, ("CLOSING", Stage::Admission)),
        (12, ("ACTIVE", Stage::Admission)),
        (2, ("PENDING_APPROVAL", Stage::Admission)),
        (2, ("LOCKED", Stage::Admission)),
        (1, ("ACTIVE", Stage::Completion)),
        (3, ("CLOSED", Stage::Completion)),
        (1, ("CLOSED", Stage::Admission)),
        (1, ("SUSPENDED", Stage::Admission)),
    ];
    dice.pick(("CLOSING", Stage::Completion), &others)
}

/// The broker's records about one subject.
struct Book {
    dice: Dice,
    now: Timestamp,
    policy: Policy,
    status: &'static str,
    ask: Stage,
    /// True if no record is meant to be in the way of completion.
    clear: bool,
}

impl Book {
    fn opened(mut dice: Dice) -> Made<Self> {
        let (status, ask) = standing(&mut dice);
        let now = asked_at(&mut dice)?;
        let policy = policy(&mut dice)?;
        let gated = policy.calendars().next().is_some();
        Ok(Self {
            // An account that no clock holds closes as soon as it is clear, so one that is still closing mostly is not
            // clear.
            clear: dice.chance(if gated { 92 } else { 45 }) || status == "CLOSED",
            dice,
            now,
            policy,
            status,
            ask,
        })
    }

    fn command(&mut self) -> Command {
        let reasons = [
            (25, Some("moves to another broker")),
            (10, Some("no longer needed")),
            (5, Some("holder deceased")),
        ];
        let reason = self.dice.pick(None, &reasons).map(Reason::text);
        match self.ask {
            Stage::Completion => Command::Advance,
            Stage::Admission => Command::RequestClosure { reason },
        }
    }

    /// Returns the state that a service which keeps the states of past decisions would have stored.
    fn state(&mut self) -> Made<State> {
        let status = self.policy.lifecycle().status(self.status);
        let mut state = State::new(status);
        if state.is_in(Phase::Closed) {
            state.closed_at = Some(self.closed_at()?);
        } else if !state.is_in(Phase::Closing) {
            return Ok(state);
        }
        let until = state.closed_at.unwrap_or(self.now);
        let before = self.dice.between(HOUR, 150 * DAY);
        state.requested_at = Some(shift(until, before.saturating_neg())?);
        let seen_clear = self.dice.chance(if self.clear { 65 } else { 15 });
        // The instant since which it is clear is recorded only if a gate asks for it.
        if self.gate().is_some() && (seen_clear || state.closed_at.is_some()) {
            let since = self.dice.between(0, before).saturating_neg();
            state.clear_since = Some(shift(until, since)?);
        }
        Ok(state)
    }

    /// Returns the instant of a closing: for an account that a gate held, when the gate opened, not an arbitrary day.
    fn closed_at(&mut self) -> Made<Timestamp> {
        match self.gate() {
            Some(calendar) => Ok(calendar.year_of(self.now)?.start),
            None => shift(self.now, self.dice.between(-200 * DAY, -HOUR)),
        }
    }

    fn gate(&self) -> Option<&TaxCalendar> {
        self.policy.calendars().next()
    }

    fn facts(&mut self) -> Made<Facts> {
        let mut facts = Facts::unknown();
        let mark = format!("rev-{:04x}", self.dice.below(0x1_0000));
        facts.revision = Some(mark.as_str().into());
        let withdrawing = match self.ask {
            Stage::Admission => 25,
            Stage::Completion if self.clear => 0,
            Stage::Completion => 15,
        };
        facts.outstanding_withdrawals = self.movements("wd", withdrawing, 3)?;
        match self.policy.profile().subject {
            Subject::Account => self.account(&mut facts)?,
            Subject::Group => self.group(&mut facts)?,
        }
        Ok(facts)
    }

    fn is_prudent(&self) -> bool {
        self.policy.options().strictness == Strictness::Prudent
    }

    /// Makes a fact unknown now and then, as if its feed had not arrived.
    fn feed<S, T>(
        &mut self,
        seeds: impl IntoIterator<Item = S>,
        mut item: impl FnMut(&mut Self, S) -> Made<T>,
    ) -> Made<Fact<Vec<T>>> {
        let items: Made<Vec<T>> = seeds.into_iter().map(|seed| item(self, seed)).collect();
        if self.dice.chance(3) {
            return Ok(Fact::Unknown);
        }
        items.map(Fact::Known)
    }

    /// Returns a value that is in the way, unless the book is meant to be clear.
    fn trouble<T: Copy + Default>(&mut self, usual: T, others: &[(u64, T)]) -> T {
        let some = self.dice.pick(usual, others);
        if self.clear { T::default() } else { some }
    }

    fn account(&mut self, facts: &mut Facts) -> Made<()> {
        let others = [(35, (false, true)), (15, (true, true))];
        let (held, expected) = self.trouble((true, false), &others);
        facts.positions = self.positions(held)?;
        let announced = if expected { 100 } else { 0 };
        facts.expected_corporate_actions = self.movements("ca", announced, 75)?;
        if self.is_prudent() {
            facts.open_orders = self.orders()?;
            facts.unsettled_trades = self.movements("tr", if held { 60 } else { 20 }, 2)?;
        }
        Ok(())
    }

    fn group(&mut self, facts: &mut Facts) -> Made<()> {
        let others = [
            (20, (false, true, false)),
            (20, (false, false, true)),
            (20, (true, false, true)),
            (10, (true, true, true)),
        ];
        let (open, owed, held) = self.trouble((true, false, false), &others);
        facts.accounts = self.members(open)?;
        facts.fees = self.fees(owed)?;
        facts.cash = self.cash(held)?;
        if self.is_prudent() {
            facts.pending_transfers = self.movements("tf", 60, 4)?;
        }
        Ok(())
    }

    /// Returns positions. Sold-out ones leave lines of zero in many a book, which hold nothing.
    fn positions(&mut self, held: bool) -> Made<Fact<Vec<Position>>> {
        let bought = self.dice.pick(1, &[(22, 2), (12, 3), (7, 4), (4, 5)]);
        let sold = self.dice.pick(0, &[(25, 1), (5, 2)]);
        let count = if held { bought } else { sold };
        self.feed(0..count, |book, _| book.position(held))
    }

    fn position(&mut self, held: bool) -> Made<Position> {
        let zero = self.dice.pick("0", &[(40, "0.000")]).to_owned();
        let quantity = if held { self.quantity() } else { zero };
        Ok(Position::new(&self.isin(), quantity.parse()?))
    }

    /// Returns a quantity. Savings plans buy fractions, and selling them leaves dust.
    fn quantity(&mut self) -> String {
        let whole = self.dice.between(1, 400);
        let odd = [(10, Some("0.0001")), (8, Some("0.00000012")), (3, Some("0.000")), (2, Some("-3"))];
        match self.dice.pick(None, &odd) {
            Some(quantity) => quantity.to_owned(),
            None if self.dice.chance(60) => whole.to_string(),
            None => format!("{whole}.{:04}", self.dice.below(10_000)),
        }
    }

    /// Returns an invented identifier in the shape of an ISIN.
    fn isin(&mut self) -> String {
        let issuers = [(25, "DE000"), (20, "IE00B"), (10, "GB00B"), (5, "FR001")];
        let issuer = self.dice.pick("US594", &issuers);
        let body = format!("{issuer}{:06}", self.dice.below(1_000_000));
        format!("{body}{}", check_digit(&body))
    }

    /// Returns pending movements of this kind, if any.
    fn movements(&mut self, kind: &str, percent: u64, days: i64) -> Made<Fact<Vec<Movement>>> {
        let some = self.dice.pick(1, &[(20, 2)]);
        let count = if self.dice.chance(percent) { some } else { 0 };
        self.feed(0..count, |book, _| book.movement(kind, days))
    }

    /// Returns a movement. Its date may have been missed already, or be unknown; its amount may be unknown too.
    fn movement(&mut self, kind: &str, days: i64) -> Made<Movement> {
        let mut movement = Movement { id: Some(self.id(kind)), ..Movement::default() };
        if self.dice.chance(75) {
            let (units, cents) = (self.dice.below(3_000), self.dice.between(1, 99));
            movement.currency = Some(self.dice.pick("EUR", &[(25, "GBP"), (20, "USD")]).parse()?);
            movement.amount = Some(format!("{units}.{cents:02}").parse()?);
        }
        if self.dice.chance(70) {
            let ahead = self.dice.between(-1, days).saturating_mul(DAY);
            movement.expected_on = Some(TimeZone::UTC.to_datetime(shift(self.now, ahead)?).date());
        }
        Ok(movement)
    }

    fn id(&mut self, kind: &str) -> Box<str> {
        format!("{kind}-{}", self.dice.between(1, 9_999)).into()
    }

    fn orders(&mut self) -> Made<Fact<Vec<Order>>> {
        let count = match self.ask {
            Stage::Admission => self.dice.pick(1, &[(20, 2), (15, 0)]),
            Stage::Completion => self.dice.pick(0, &[(15, 1)]),
        };
        self.feed(0..count, |book, _| {
            Ok(Order { id: Some(book.id("ord")), side: Some(book.dice.pick("SELL", &[(20, "BUY")]).into()) })
        })
    }

    fn members(&mut self, open: bool) -> Made<Fact<Vec<Member>>> {
        let statuses = [(45, "CLOSING"), (20, "ACTIVE"), (5, "LOCKED")];
        let sizes = [(8, 0), (28, 2), (14, 3), (7, 4), (4, 5), (3, 6)];
        let count = self.dice.pick(1, &sizes);
        self.feed(0..count, |book, _| {
            let some = book.dice.pick("CLOSED", &statuses);
            let status = if open { some } else { "CLOSED" };
            let id = format!("acc-{:06}", book.dice.below(1_000_000));
            Ok(Member::new(&id, status.into()))
        })
    }

    fn fees(&mut self, owed: bool) -> Made<Fact<Vec<Balance>>> {
        let (amount, count) = if owed {
            (self.dice.pick("0.01", &[(45, "4.90"), (10, "-1.20")]), 1)
        } else {
            ("0", self.dice.pick(0, &[(40, 1)]))
        };
        self.feed(0..count, |_, _| balance("EUR", amount))
    }

    /// Returns cash, usually in one currency; a second one is left over from selling abroad.
    fn cash(&mut self, held: bool) -> Made<Fact<Vec<Balance>>> {
        let home = self.dice.pick("EUR", &[(30, "GBP")]);
        let foreign = self.dice.pick("USD", &[(30, "CHF")]);
        let count = self.dice.pick(1, &[(25, 2), (5, 0)]);
        let amounts = [(20, "-0.01"), (25, "1048.77"), (10, "0.00")];
        self.feed([home, foreign].into_iter().take(count), |book, currency| {
            let amount = book.dice.pick("12.34", &amounts);
            balance(currency, if held { amount } else { "0.00" })
        })
    }
}

fn balance(currency: &str, amount: &str) -> Made<Balance> {
    Ok(Balance { currency: currency.parse()?, amount: amount.parse()?, component: None })
}

/// Returns the check digit of ISO 6166: letters are written as two digits, `A` as 10, and from the right every other
/// digit counts double.
fn check_digit(body: &str) -> u32 {
    let values = body.chars().filter_map(|character| character.to_digit(36));
    let digits: String = values.map(|value| value.to_string()).collect();
    let from_the_right = digits.chars().rev().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = from_the_right
        .zip([true, false].into_iter().cycle())
        .map(|(digit, doubled)| match (digit, doubled) {
            (9, _) | (_, false) => digit,
            (_, true) => digit.saturating_mul(2) % 9,
        })
        .sum();
    10_u32.saturating_sub(sum % 10) % 10
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use closeout::{Code, Decision, Verdict};
    use std::collections::BTreeSet;

    fn book(seed: u64, count: u64) -> String {
        let mut out = Vec::new();
        write(seed, count, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn questions(text: &str) -> Vec<Question> {
        let read = |line| serde_json::from_str(line).unwrap();
        text.lines().map(read).collect()
    }

    #[test]
    fn a_longer_run_begins_with_the_shorter_one() {
        assert!(book(7, 20).starts_with(&book(7, 10)));
        assert_ne!(book(7, 20), book(8, 20));
    }

    #[test]
    fn every_line_reads_back_as_what_was_written() {
        let text = book(1, 200);
        for (line, question) in text.lines().zip(questions(&text)) {
            assert_eq!(serde_json::to_string(&question).unwrap(), line);
        }
    }

    #[test]
    fn every_question_can_be_decided() {
        for question in (1..=5).flat_map(|seed| questions(&book(seed, 2_000))) {
            assert!(question.decide().is_ok(), "{question:?}");
        }
    }

    #[test]
    fn the_first_200_lines_show_every_verdict_and_every_upvest_code() {
        let questions = questions(&book(1, 200));
        let decisions: Vec<_> = questions.iter().map(|q| q.decide().unwrap()).collect();
        let verdicts: BTreeSet<_> = decisions.iter().map(Decision::verdict).collect();
        let codes: BTreeSet<_> = decisions.iter().flat_map(|d| d.codes().iter()).collect();
        let rules = |subject| providers::profile("upvest", subject).unwrap().rules.iter();
        let rows = rules(Subject::Account).chain(rules(Subject::Group));
        let mut expected: BTreeSet<_> = rows.map(|row| row.code).collect();
        expected.extend([Code::AlreadyClosed, Code::StatusDoesNotAdmitClosing]);
        expected.insert(Code::TaxYearEnd);
        assert_eq!(verdicts, Verdict::ALL.iter().copied().collect());
        assert_eq!(codes, expected);
    }

    #[test]
    fn check_digits_are_those_of_known_securities() {
        let digits = ["US037833100", "DE000716460", "GB000263494"].map(check_digit);
        assert_eq!(digits, [5, 0, 6]);
    }
}
