//! Obligations: tasks that remain after closing.

use crate::event::{EventKind, Events};
use crate::facts::Fact;
use crate::policy::Policy;
use crate::profile::{DueWindow, ObligationKind, ObligationRow};
use crate::timing::TaxYearError;
use crate::vocab::{Country, Source};
use jiff::Timestamp;
use jiff::civil::Date;

/// A task that remains after closing. Closing never deletes anything. Displays in words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// The task.
    pub kind: ObligationKind,
    /// The country whose residents the obligation concerns; `None` for all holders.
    pub residents_of: Option<Country>,
    /// True if the obligation certainly applies; false if it depends on residences that are unknown.
    pub certain: bool,
    /// The first and the last day on which the task is due, both inclusive; `None` if the task comes with the closing
    /// itself.
    pub due: Option<(Date, Date)>,
    /// The document that states the obligation.
    pub source: Source,
}

/// Returns the obligations after these events; empty unless the events close the subject.
pub(crate) fn remaining_after<'a>(
    policy: &'a Policy,
    events: &Events,
) -> impl Iterator<Item = Result<Obligation, TaxYearError>> + use<'a> {
    let closed_at = events.closed_effective_at;
    let rows: &[ObligationRow] =
        if events.kinds().contains(EventKind::Closed) { &policy.profile().obligations } else { &[] };
    rows.iter().filter_map(move |row| obligation(row, policy, closed_at).transpose())
}

fn obligation(
    row: &ObligationRow,
    policy: &Policy,
    closed_at: Timestamp,
) -> Result<Option<Obligation>, TaxYearError> {
    let concerns =
        row.residents_of.map_or(Fact::Known(true), |country| policy.concerns_residents_of(country));
    if concerns == Fact::Known(false) {
        return Ok(None);
    }
    let due = row.due.as_ref().map(|window| due(window, closed_at)).transpose()?;
    let ObligationRow { kind, residents_of, ref source, .. } = *row;
    let source = source.clone();
    Ok(Some(Obligation { kind, residents_of, certain: !concerns.is_unknown(), due, source }))
}

/// Returns the window in the year after the tax year of closing. No window ends in February, so its days exist in every
/// year.
fn due(window: &DueWindow, closed_at: Timestamp) -> Result<(Date, Date), TaxYearError> {
    let closing_year = window.calendar.year_of(closed_at)?;
    let following = window.calendar.year_of(closing_year.end)?.first_day;
    let on = |(month, day): (i8, i8)| Date::new(following.year(), month, day).unwrap_or(following);
    Ok((on(window.from), on(window.through)))
}
