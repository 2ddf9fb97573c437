//! Days, instants and their texts by independent arithmetic: what the crate's own answers are compared with.
//!
//! What belongs here: the proleptic Gregorian calendar and the grammar of RFC 3339, from the standards alone.
//! What never does: the date library that the crate uses.

use std::ops::RangeInclusive;

/// Nanoseconds of a second.
pub const SECOND: i128 = 1_000_000_000;
/// Nanoseconds since 1970 of 0000-01-01T00:00:00Z, the first instant that RFC 3339 can write in UTC.
pub const YEAR_ZERO: i128 = -62_167_219_200 * SECOND;
const SECONDS_OF_A_DAY: i64 = 86_400;

/// Days from 1970-01-01 to this civil day.
#[must_use]
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Seconds from 1970-01-01T00:00:00Z to this hour of a civil day, in UTC.
#[must_use]
pub fn seconds(year: i64, month: i64, day: i64, hour: i64) -> i64 {
    days(year, month, day) * SECONDS_OF_A_DAY + hour * 3_600
}

/// How many days this month has.
#[must_use]
pub fn days_of_month(year: i64, month: i64) -> i64 {
    match month {
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Year, month and day of a civil date `YYYY-MM-DD` that exists.
#[must_use]
pub fn date(text: &str) -> Option<(i64, i64, i64)> {
    let mut text = Cursor(text.as_bytes());
    let date = text.date()?;
    text.0.is_empty().then_some(date)
}

/// The nanoseconds since 1970 of an instant by RFC 3339; leap seconds and more than nine digits of a fraction are not
/// taken.
#[must_use]
pub fn instant(text: &str) -> Option<i128> {
    let mut text = Cursor(text.as_bytes());
    let (year, month, day) = text.date()?;
    text.one_of(b"Tt")?;
    let hour = text.number(2, 0..=23)?;
    text.one_of(b":")?;
    let minute = text.number(2, 0..=59)?;
    text.one_of(b":")?;
    let second = text.number(2, 0..=59)?;
    let fraction = text.fraction()?;
    let offset = text.offset()?;
    let of_day = hour * 3_600 + minute * 60 + second - offset;
    text.0.is_empty().then_some(())?;
    Some(i128::from(days(year, month, day) * SECONDS_OF_A_DAY + of_day) * SECOND + i128::from(fraction))
}

/// What is left of a text.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn one_of(&mut self, expected: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        expected.contains(first).then_some(*first)
    }

    fn number(&mut self, digits: usize, within: RangeInclusive<i64>) -> Option<i64> {
        let mut number = 0;
        for _ in 0..digits {
            number = number * 10 + i64::from(self.one_of(b"0123456789")? - b'0');
        }
        within.contains(&number).then_some(number)
    }

    fn date(&mut self) -> Option<(i64, i64, i64)> {
        let year = self.number(4, 0..=9999)?;
        self.one_of(b"-")?;
        let month = self.number(2, 1..=12)?;
        self.one_of(b"-")?;
        Some((year, month, self.number(2, 1..=days_of_month(year, month))?))
    }

    /// In nanoseconds; none at all is zero.
    fn fraction(&mut self) -> Option<i64> {
        if self.0.first() != Some(&b'.') {
            return Some(0);
        }
        self.0 = &self.0[1..];
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let scale = 9_usize.checked_sub(digits).filter(|_| digits > 0)?;
        let fraction = self.number(digits, 0..=999_999_999)?;
        Some((0..scale).fold(fraction, |nanoseconds, _| nanoseconds * 10))
    }

    /// In seconds east of Greenwich.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.number(2, 0..=23)?;
        self.one_of(b":")?;
        Some(sign * (hours * 3_600 + self.number(2, 0..=59)? * 60))
    }
}
