//! Decisions and their parts in words for people.

use super::Decision;
use super::obligation::Obligation;
use super::openings::BindingClock;
use super::outlook::Earliest;
use crate::vocab::Spaced;
use core::fmt::{self, Display};

impl Display for Decision<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.verdict().words())?;
        if let Some(effective) = self.effective_at() {
            write!(f, ", effective {effective}")?;
        }
        self.blockers().try_for_each(|blocker| write!(f, "\n  {blocker}"))?;
        if !self.missing().is_empty() {
            write!(f, "\n  unknown: {}", self.missing())?;
        }
        if !self.stale().is_empty() {
            write!(f, " (too old, or of unknown age: {})", self.stale())?;
        }
        if !self.unread().is_empty() {
            write!(f, "\n  not looked at: {}", self.unread())?;
        }
        self.earliest().map_or(Ok(()), |earliest| write!(f, "\n  closes {earliest}"))
    }
}

/// Writes the instant, and in brackets whether the instant is firm.
impl Display for Earliest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.at, if self.firm { "firm" } else { "at the earliest" })
    }
}

/// Writes the remaining task, its due dates, and the residence it depends on.
impl Display for Obligation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Spaced(self.kind.name()))?;
        if let Some((from, through)) = self.due {
            write!(f, ", {from} to {through}")?;
        }
        match (self.certain, self.residents_of) {
            (false, Some(country)) => write!(f, ", if a holder is resident in {country}"),
            (true, _) | (false, None) => Ok(()),
        }
    }
}

impl BindingClock {
    /// Returns the name of the clock: a tax year by its country and name, another clock by its own words.
    ///
    /// ```
    /// use closeout::{decision::BindingClock, Code};
    /// let clock = BindingClock { code: Code::NoticePeriod, at: jiff::Timestamp::UNIX_EPOCH, year: None };
    /// assert_eq!(clock.name().to_string(), "notice period");
    /// assert_eq!(clock.opening().to_string(), "notice period opens");
    /// ```
    #[must_use]
    pub fn name(&self) -> impl Display {
        Name(*self)
    }

    /// Returns a heading for the instant at which the clock stops blocking: that the tax year ends, or that the clock
    /// opens.
    #[must_use]
    pub fn opening(&self) -> impl Display {
        Opening(*self)
    }
}

struct Name(BindingClock);

impl Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.year {
            Some(year) => write!(f, "{} tax year {year}", year.country),
            None => f.write_str(self.0.code.words()),
        }
    }
}

struct Opening(BindingClock);

impl Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Name(self.0), if self.0.year.is_some() { "ends" } else { "opens" })
    }
}
