//! Personal tax years in Africa.

use super::row::{CALENDAR_YEAR, LAST_DAY_OF_FEBRUARY, SINCE_1_APRIL, SINCE_1_JULY, row};
use crate::timing::{Era, Naming, TaxCalendar, YearRule};
use jiff::civil::date;
use jiff::tz::get;

const ETHIOPIA: &[Era] = &[
    // The year that begins in 2099 ends on a day of 2100, when the calendars differ by one more day.
    Era::between(date(2014, 7, 8), date(2099, 7, 8), YearRule::Fixed { month: 7, day: 8 }),
    Era::since(date(2099, 7, 8), YearRule::Unsupported { calendar: "Ethiopian" }),
];

const MALAWI: &[Era] = &[
    Era::between(date(2014, 7, 1), date(2021, 7, 1), YearRule::Fixed { month: 7, day: 1 }),
    Era::between(date(2021, 7, 1), date(2022, 4, 1), YearRule::OnePeriod),
    Era::since(date(2022, 4, 1), YearRule::Fixed { month: 4, day: 1 }),
];

const MAURITIUS: &[Era] = &[
    Era::between(date(2010, 1, 1), date(2015, 1, 1), YearRule::CALENDAR_YEAR),
    Era::between(date(2015, 1, 1), date(2015, 7, 1), YearRule::OnePeriod),
    Era::since(date(2015, 7, 1), YearRule::Fixed { month: 7, day: 1 }),
];

const ZAMBIA: &[Era] = &[Era::since(date(2020, 1, 1), YearRule::CALENDAR_YEAR)];

/// Angola: the calendar year.
pub static AO: TaxCalendar =
    row(*b"AO", "Angola", CALENDAR_YEAR, get!("Africa/Luanda"), "Código do IRT").known().medium();

/// Botswana: 1 July to 30 June.
pub static BW: TaxCalendar = row(
    *b"BW",
    "Botswana",
    SINCE_1_JULY,
    get!("Africa/Gaborone"),
    "PwC Botswana, \
             taxsummaries.pwc.com/botswana/individual/sample-personal-income-tax-calculation",
);

/// Congo (Kinshasa): the calendar year.
pub static CD: TaxCalendar =
    row(*b"CD", "Congo (Kinshasa)", CALENDAR_YEAR, get!("Africa/Kinshasa"), "Ordonnance-loi 69/009")
        .known()
        .medium()
        .with_several_zones()
        .noting("two zones");

/// Congo (Brazzaville): the calendar year.
pub static CG: TaxCalendar =
    row(*b"CG", "Congo (Brazzaville)", CALENDAR_YEAR, get!("Africa/Brazzaville"), "Code général des impôts")
        .known()
        .medium();

/// Côte d’Ivoire: the calendar year.
pub static CI: TaxCalendar =
    row(*b"CI", "Côte d’Ivoire", CALENDAR_YEAR, get!("Africa/Abidjan"), "Code général des impôts")
        .known()
        .medium();

/// Cameroon: the calendar year.
pub static CM: TaxCalendar =
    row(*b"CM", "Cameroon", CALENDAR_YEAR, get!("Africa/Douala"), "Code général des impôts").known().medium();

/// Cabo Verde: the calendar year.
pub static CV: TaxCalendar =
    row(*b"CV", "Cabo Verde", CALENDAR_YEAR, get!("Atlantic/Cape_Verde"), "CIRPS").known().medium();

/// Algeria: the calendar year.
pub static DZ: TaxCalendar = row(*b"DZ", "Algeria", CALENDAR_YEAR, get!("Africa/Algiers"), "CIDTA").known();

/// Egypt: the calendar year.
pub static EG: TaxCalendar = row(
    *b"EG",
    "Egypt",
    CALENDAR_YEAR,
    get!("Africa/Cairo"),
    "taxsummaries.pwc.com/egypt/individual/tax-administration",
)
.noting(
    "the fiscal year of the government, which begins in July, is another; a business may \
             use other twelve months",
);

/// Ethiopia: 8 July to 7 July, which is Hamle 1 to Sene 30.
pub static ET: TaxCalendar = row(
    *b"ET",
    "Ethiopia",
    ETHIOPIA,
    get!("Africa/Addis_Ababa"),
    "Federal Income Tax Proclamation 979/2016 (in force 2016-07-08): an individual's \
             year is Hamle 1 to Sene 30",
)
.known()
.medium()
.noting("8 July is Hamle 1 in every year until 2099; after that the two calendars drift apart");

/// Gabon: the calendar year.
pub static GA: TaxCalendar =
    row(*b"GA", "Gabon", CALENDAR_YEAR, get!("Africa/Libreville"), "Code général des impôts")
        .known()
        .medium();

/// Ghana: the calendar year.
pub static GH: TaxCalendar =
    row(*b"GH", "Ghana", CALENDAR_YEAR, get!("Africa/Accra"), "Income Tax Act 2015 (Act 896) s.18").known();

/// The Gambia: the calendar year.
pub static GM: TaxCalendar =
    row(*b"GM", "Gambia", CALENDAR_YEAR, get!("Africa/Banjul"), "Income and VAT Act 2012").known().medium();

/// Kenya: the calendar year.
pub static KE: TaxCalendar = row(
    *b"KE",
    "Kenya",
    CALENDAR_YEAR,
    get!("Africa/Nairobi"),
    "Income Tax Act Cap. 470 s.2 (year of income from 1 January)",
)
.known()
.noting("the fiscal year of the government, which begins in July, is another");

/// Lesotho: 1 April to 31 March.
pub static LS: TaxCalendar =
    row(*b"LS", "Lesotho", SINCE_1_APRIL, get!("Africa/Maseru"), "Income Tax Act 1993 (year of assessment)")
        .known()
        .medium();

/// Morocco: the calendar year.
pub static MA: TaxCalendar =
    row(*b"MA", "Morocco", CALENDAR_YEAR, get!("Africa/Casablanca"), "Code général des impôts (IR)").known();

/// Madagascar: the calendar year.
pub static MG: TaxCalendar =
    row(*b"MG", "Madagascar", CALENDAR_YEAR, get!("Indian/Antananarivo"), "Code général des impôts")
        .known()
        .medium();

/// Mauritius: 1 July to 30 June since 2015, after half a year.
pub static MU: TaxCalendar = row(
    *b"MU",
    "Mauritius",
    MAURITIUS,
    get!("Indian/Mauritius"),
    "Mauritius Revenue Authority, communique of 25 May 2015; KPMG flash alert 2015-053; Income Tax Act 1995",
)
.checked_on("2026-11-28")
.known_since_then()
.noting("the calendar year until 2014; what was before 2010 was not looked up");

/// Malawi: 1 April to 31 March since 2022, after nine months.
pub static MW: TaxCalendar = row(
    *b"MW",
    "Malawi",
    MALAWI,
    get!("Africa/Blantyre"),
    "Malawi Revenue Authority, Aligning tax year with Government financial year; PwC Malawi, 21 April 2023",
)
.checked_on("2026-11-28")
.noting("began on 1 July before; the year of transition has nine months");

/// Mozambique: the calendar year.
pub static MZ: TaxCalendar = row(*b"MZ", "Mozambique", CALENDAR_YEAR, get!("Africa/Maputo"), "CIRPS").known();

/// Namibia: 1 March to the last day of February.
pub static NA: TaxCalendar = row(
    *b"NA",
    "Namibia",
    LAST_DAY_OF_FEBRUARY,
    get!("Africa/Windhoek"),
    "Income Tax Act 24 of 1981 (individuals)",
)
.known();

/// Nigeria: the calendar year.
pub static NG: TaxCalendar = row(
    *b"NG",
    "Nigeria",
    CALENDAR_YEAR,
    get!("Africa/Lagos"),
    "PITA / Nigeria Tax Act 2025 (year of assessment = calendar year)",
)
.known();

/// Rwanda: the calendar year.
pub static RW: TaxCalendar =
    row(*b"RW", "Rwanda", CALENDAR_YEAR, get!("Africa/Kigali"), "Law on income taxes (2022)").known();

/// Seychelles: the calendar year.
pub static SC: TaxCalendar = row(
    *b"SC",
    "Seychelles",
    CALENDAR_YEAR,
    get!("Indian/Mahe"),
    "Business/Income and Non-Monetary Benefits Tax",
)
.known()
.medium();

/// Sierra Leone: the calendar year.
pub static SL: TaxCalendar =
    row(*b"SL", "Sierra Leone", CALENDAR_YEAR, get!("Africa/Freetown"), "Income Tax Act 2000")
        .known()
        .medium();

/// Senegal: the calendar year.
pub static SN: TaxCalendar =
    row(*b"SN", "Senegal", CALENDAR_YEAR, get!("Africa/Dakar"), "Code général des impôts").known().medium();

/// Eswatini: 1 July to 30 June.
pub static SZ: TaxCalendar =
    row(*b"SZ", "Eswatini", SINCE_1_JULY, get!("Africa/Mbabane"), "Income Tax Order 1975 (individuals)")
        .known();

/// Tunisia: the calendar year.
pub static TN: TaxCalendar =
    row(*b"TN", "Tunisia", CALENDAR_YEAR, get!("Africa/Tunis"), "Code IRPP/IS").known();

/// Tanzania: the calendar year.
pub static TZ: TaxCalendar =
    row(*b"TZ", "Tanzania", CALENDAR_YEAR, get!("Africa/Dar_es_Salaam"), "Income Tax Act 2004 s.20")
        .known()
        .noting("the fiscal year of the government, which begins in July, is another");

/// Uganda: 1 July to 30 June.
pub static UG: TaxCalendar =
    row(*b"UG", "Uganda", SINCE_1_JULY, get!("Africa/Kampala"), "Income Tax Act s.2 year of income").known();

/// South Africa: 1 March to the last day of February.
pub static ZA: TaxCalendar = row(
    *b"ZA",
    "South Africa",
    LAST_DAY_OF_FEBRUARY,
    get!("Africa/Johannesburg"),
    "SARS Interpretation Note 19; Income Tax Act 58 of 1962 s.1 (year of assessment)",
)
.named(Naming::Closing)
.noting("named after the year in which it ends");

/// Zambia: the calendar year; recorded since 2020.
pub static ZM: TaxCalendar =
    row(*b"ZM", "Zambia", ZAMBIA, get!("Africa/Lusaka"), "Income Tax Act (charge year)")
        .known()
        .medium()
        .known_since_then()
        .noting("the year moved to 1 January in the 2010s; nothing is recorded before 2020");

/// Zimbabwe: the calendar year.
pub static ZW: TaxCalendar =
    row(*b"ZW", "Zimbabwe", CALENDAR_YEAR, get!("Africa/Harare"), "Income Tax Act Chap. 23:06").known();
