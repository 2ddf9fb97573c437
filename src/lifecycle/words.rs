//! Statuses in words.

use super::status::{Status, StatusRow};
use crate::vocab::{Escaping, WireValue};
use core::fmt::{self, Display, Write as _};

impl Status {
    /// Returns the status in words, for people: the value that the provider writes and, for a number, the first words
    /// of its meaning in `own`. Pass as `own` the row of the status in your lifecycle (see
    /// [`Lifecycle::own`](crate::lifecycle::Lifecycle::own)). Texts from outside are escaped as
    /// [`Printable`](crate::vocab::Printable) does.
    ///
    /// ```
    /// use closeout::providers::{udara360, upvest};
    /// let lifecycle = &udara360::ACCOUNT.lifecycle;
    /// let active = lifecycle.status(1);
    /// assert_eq!(active.in_words(lifecycle.own(&active)).to_string(), "1 Active");
    /// assert_eq!(active.in_words(None).to_string(), "1"); // a number that this lifecycle does not document
    /// let unknown = upvest::ACCOUNT.lifecycle.status("NEW\n");
    /// assert_eq!(unknown.in_words(None).to_string(), r"NEW\n");
    /// ```
    #[must_use]
    pub fn in_words<'a>(&'a self, own: Option<&'a StatusRow>) -> impl Display + 'a {
        InWords { status: self, own }
    }
}

struct InWords<'a> {
    status: &'a Status,
    own: Option<&'a StatusRow>,
}

impl Display for InWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let out = &mut Escaping(f);
        write!(out, "{}", self.status)?;
        match self.own {
            Some(StatusRow { wire: WireValue::Number(_), meaning, .. }) => {
                write!(out, " {}", meaning.split([',', ':']).next().unwrap_or_default())
            }
            Some(StatusRow { wire: WireValue::Text(_), .. }) | None => Ok(()),
        }
    }
}
