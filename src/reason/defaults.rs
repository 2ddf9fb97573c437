//! The defaults of each cause, read from its row.

use super::cause::{Cause, CauseRow};
use super::causes::ROWS;
use super::disclosure::{Condition, Disclosure};
use super::initiator::Initiator;
use crate::vocab::{Set, Source};

impl Cause {
    /// Returns the meaning in words for staff.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// Returns the default initiators.
    #[must_use]
    pub fn initiators(self) -> Set<Initiator> {
        self.row().initiators.iter().copied().collect()
    }

    /// Returns how much of the cause a customer may learn by default; [`Cause::condition`] says what that depends on.
    #[must_use]
    pub const fn disclosure(self) -> Disclosure {
        self.row().disclosure
    }

    /// Returns the condition that the disclosure depends on, or has to come with.
    #[must_use]
    pub const fn condition(self) -> Condition {
        self.row().condition
    }

    /// Returns the source of the disclosure: a law, or a choice of ours, whose `document` is then `chosen` and whose
    /// `reading` gives the reason. Most are chosen; ask a lawyer before you send letters that depend on them.
    ///
    /// ```
    /// use closeout::reason::Cause;
    /// assert!(Cause::MoneyLaunderingConcern.source().document.starts_with("Proceeds of Crime Act 2002"));
    /// assert_eq!(Cause::DeathOfHolder.source().document, "chosen");
    /// ```
    #[must_use]
    pub const fn source(self) -> &'static Source {
        &self.row().source
    }

    /// Returns whether the sentence of the cause is enough for a customer to understand why the provider ends the
    /// contract.
    pub(super) const fn is_specific(self) -> bool {
        self.row().suffices
    }

    /// Returns the cause of which this is a special case, if there is one: it is written if a system has no string for
    /// the special case.
    ///
    /// The sources name the two sub-causes of a customer's request. It is our own reading that fraud by somebody is
    /// fraud, and that sanctions are a requirement of the law.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        self.row().parent
    }

    /// Returns the sentence for a customer to whom the cause is open. A cause that can never be open has none.
    pub(super) const fn told(self) -> Option<&'static str> {
        self.row().sentence
    }
}

impl Cause {
    /// Returns the row of this cause.
    #[expect(
        clippy::indexing_slicing,
        clippy::as_conversions,
        reason = "constant functions have no iterators, and the check below proves a row for every place"
    )]
    pub(super) const fn row(self) -> &'static CauseRow {
        &ROWS[self.place() as usize]
    }
}

// A row at another cause's place would show a customer the wrong sentence.
const _: () = {
    let mut rows: &[CauseRow] = ROWS;
    let mut causes = Cause::ALL;
    while let ([row, other_rows @ ..], [cause, other_causes @ ..]) = (rows, causes) {
        assert!(row.cause.place() == cause.place(), "a row is not at the place of its cause");
        (rows, causes) = (other_rows, other_causes);
    }
};
