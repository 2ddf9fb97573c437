//! Personal tax years, one row per jurisdiction.
//!
//! A country of which too little is known has no row: it is an [`JurisdictionError`], never silently a country with
//! the calendar year. These are the tax years of persons; those of governments and of companies often differ.
//!
//! Each row is a static of its own, so that a program contains only the rows that it names, unless it uses [`ALL`],
//! [`calendar`] or [`zone`], which finds any time zone by its name.

mod africa;
mod americas;
mod asia;
mod europe;
mod oceania;
mod row;
mod zone;

pub use africa::*;
pub use americas::*;
pub use asia::*;
pub use europe::*;
pub use oceania::*;
pub use zone::{TZ_DATA_VERSION, ZoneError, zone, zone_name};

use crate::timing::TaxCalendar;
use crate::vocab::Country;

/// Every row, in alphabetical order of the country codes.
pub static ALL: &[&TaxCalendar] = &[
    &AD, &AE, &AL, &AM, &AO, &AR, &AT, &AU, &AZ, &BA, &BB, &BD, &BE, &BG, &BH, &BN, &BR, &BS, &BT, &BW, &CA,
    &CD, &CG, &CH, &CI, &CL, &CM, &CN, &CO, &CR, &CV, &CY, &CZ, &DE, &DK, &DO, &DZ, &EC, &EE, &EG, &ES, &ET,
    &FI, &FJ, &FR, &GA, &GB, &GE, &GG, &GH, &GI, &GM, &GR, &GT, &GY, &HK, &HN, &HR, &HU, &ID, &IE, &IL, &IM,
    &IN, &IQ, &IR, &IS, &IT, &JE, &JM, &JO, &JP, &KE, &KR, &KW, &KY, &KZ, &LA, &LB, &LI, &LK, &LS, &LT, &LU,
    &LV, &MA, &MC, &MD, &ME, &MG, &MK, &MM, &MN, &MT, &MU, &MV, &MW, &MX, &MY, &MZ, &NA, &NG, &NI, &NL, &NO,
    &NP, &NZ, &OM, &PA, &PE, &PG, &PH, &PK, &PL, &PR, &PT, &PY, &QA, &RO, &RS, &RU, &RW, &SC, &SE, &SG, &SI,
    &SK, &SL, &SN, &SV, &SZ, &TC, &TH, &TN, &TO, &TR, &TT, &TW, &TZ, &UA, &UG, &US, &UY, &UZ, &VE, &VG, &VN,
    &VU, &WS, &ZA, &ZM, &ZW,
];

/// Returns the row of a country.
///
/// ```
/// use closeout::jurisdictions::{TZ_DATA_VERSION, calendar};
/// let japan = calendar("JP".parse()?)?;
/// assert_eq!(japan.year_of("2026-12-31T15:00:00Z".parse()?)?.to_string(), "2027");
/// assert_eq!(japan.zone.iana_name(), Some("Asia/Tokyo"));
/// assert!(calendar("AF".parse()?).is_err()); // a country whose tax year is not known for certain
/// assert!(TZ_DATA_VERSION >= "2026c");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the country has no row.
pub fn calendar(country: Country) -> Result<&'static TaxCalendar, JurisdictionError> {
    let place = ALL.binary_search_by_key(&country, |row| row.country);
    let row = place.ok().and_then(|place| ALL.get(place));
    row.copied().ok_or(JurisdictionError { country })
}

/// An error for a country whose tax year is not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the tax year of `{country}` is unknown: expected one of the {} countries that have a row, such as `GB`", ALL.len()
)]
pub struct JurisdictionError {
    /// The country.
    pub country: Country,
}
