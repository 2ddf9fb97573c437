//! Personal tax years in Asia.

use super::row::{CALENDAR_YEAR, NO_INCOME_TAX, SINCE_1_APRIL, SINCE_1_JULY, row};
use crate::timing::{Era, Naming, TaxCalendar, YearRule};
use jiff::civil::date;
use jiff::tz::get;

const MYANMAR: &[Era] = &[
    Era::between(date(2014, 4, 1), date(2019, 4, 1), YearRule::Fixed { month: 4, day: 1 }),
    Era::between(date(2019, 4, 1), date(2019, 10, 1), YearRule::OnePeriod),
    Era::between(date(2019, 10, 1), date(2021, 10, 1), YearRule::Fixed { month: 10, day: 1 }),
    Era::between(date(2021, 10, 1), date(2022, 4, 1), YearRule::OnePeriod),
    Era::since(date(2022, 4, 1), YearRule::Fixed { month: 4, day: 1 }),
];

const NEPAL: &[Era] = &[Era::since(date(2015, 1, 1), YearRule::Unsupported { calendar: "Bikram Sambat" })];

const IRAN: &[Era] = &[Era::since(date(2015, 1, 1), YearRule::Unsupported { calendar: "Solar Hijri" })];

/// The tax years of India. An assessee chose the previous year until all had the same, which began with that of
/// 1989/90.
const INDIA: &[Era] = &[Era::since(date(1989, 4, 1), YearRule::Fixed { month: 4, day: 1 })];

/// The tax years of the Maldives; personal income was not taxed at all before.
const MALDIVES: &[Era] = &[
    Era::before(date(2020, 1, 1), YearRule::NoIncomeTax),
    Era::since(date(2020, 1, 1), YearRule::CALENDAR_YEAR),
];

const OMAN: &[Era] = &[Era::between(date(2015, 1, 1), date(2028, 1, 1), YearRule::NoIncomeTax)];

/// The tax years of Pakistan, from the first year of the Ordinance.
const PAKISTAN: &[Era] = &[Era::since(date(2002, 7, 1), YearRule::Fixed { month: 7, day: 1 })];

/// The United Arab Emirates: no tax on personal income.
pub static AE: TaxCalendar = row(
    *b"AE",
    "United Arab Emirates",
    NO_INCOME_TAX,
    get!("Asia/Dubai"),
    "Federal Decree-Law 47/2022, which taxes business only",
)
.known();

/// Armenia: the calendar year.
pub static AM: TaxCalendar =
    row(*b"AM", "Armenia", CALENDAR_YEAR, get!("Asia/Yerevan"), "Tax Code").known().medium();

/// Azerbaijan: the calendar year.
pub static AZ: TaxCalendar =
    row(*b"AZ", "Azerbaijan", CALENDAR_YEAR, get!("Asia/Baku"), "Tax Code").known().medium();

/// Bangladesh: 1 July to 30 June.
pub static BD: TaxCalendar = row(
    *b"BD",
    "Bangladesh",
    SINCE_1_JULY,
    get!("Asia/Dhaka"),
    "Income Tax Act 2023 (income year), by a secondary summary",
);

/// Bahrain: no tax on personal income.
pub static BH: TaxCalendar =
    row(*b"BH", "Bahrain", NO_INCOME_TAX, get!("Asia/Bahrain"), "practice: individuals pay no tax on income")
        .known()
        .medium();

/// Brunei: no tax on personal income.
pub static BN: TaxCalendar =
    row(*b"BN", "Brunei", NO_INCOME_TAX, get!("Asia/Brunei"), "practice: individuals pay no tax on income")
        .known();

/// Bhutan: the calendar year.
pub static BT: TaxCalendar = row(
    *b"BT",
    "Bhutan",
    CALENDAR_YEAR,
    get!("Asia/Thimphu"),
    "Income Tax Act of Bhutan (PIT income year Jan-Dec)",
)
.known()
.medium()
.noting("the fiscal year of the government, which begins in July, is another");

/// China: the calendar year.
pub static CN: TaxCalendar =
    row(*b"CN", "China", CALENDAR_YEAR, get!("Asia/Shanghai"), "Individual Income Tax Law art. 1")
        .known()
        .noting("one civil time");

/// Georgia: the calendar year.
pub static GE: TaxCalendar = row(*b"GE", "Georgia", CALENDAR_YEAR, get!("Asia/Tbilisi"), "Tax Code").known();

/// Hong Kong: 1 April to 31 March.
pub static HK: TaxCalendar = row(
    *b"HK",
    "Hong Kong",
    SINCE_1_APRIL,
    get!("Asia/Hong_Kong"),
    "Inland Revenue Ordinance (Cap. 112) s.2 (year of assessment); PwC, Hong Kong Tax \
             Facts and Figures",
);

/// Indonesia: the calendar year.
pub static ID: TaxCalendar =
    row(*b"ID", "Indonesia", CALENDAR_YEAR, get!("Asia/Jakarta"), "KUP Law (tahun pajak)")
        .known()
        .with_several_zones()
        .noting("three zones");

/// Israel: the calendar year.
pub static IL: TaxCalendar = row(
    *b"IL",
    "Israel",
    CALENDAR_YEAR,
    get!("Asia/Jerusalem"),
    "Income Tax Ordinance s.1 (tax year: 12 months from 1 January)",
)
.known();

/// India: 1 April to 31 March.
pub static IN: TaxCalendar = row(
    *b"IN",
    "India",
    INDIA,
    get!("Asia/Kolkata"),
    "Income-tax Act 2025 s.3(1) (from 2026-04-01); Income-tax Act 1961 s.2(9) and s.3 before",
)
.known_since_then()
.noting("called a tax year from 2026-04-01 on, before that a previous year, with the same dates");

/// Iraq: the calendar year.
pub static IQ: TaxCalendar =
    row(*b"IQ", "Iraq", CALENDAR_YEAR, get!("Asia/Baghdad"), "Income Tax Law 113/1982").known().medium();

/// Iran: the year ends with the month of Esfand, which is not computed.
pub static IR: TaxCalendar = row(*b"IR", "Iran", IRAN, get!("Asia/Tehran"), "Direct Taxation Act art. 155")
    .known()
    .medium()
    .noting("ends on 19 or 20 March, which astronomy decides");

/// Jordan: the calendar year.
pub static JO: TaxCalendar =
    row(*b"JO", "Jordan", CALENDAR_YEAR, get!("Asia/Amman"), "Income Tax Law 34/2014").known();

/// Japan: the calendar year.
pub static JP: TaxCalendar = row(
    *b"JP",
    "Japan",
    CALENDAR_YEAR,
    get!("Asia/Tokyo"),
    "Income Tax Act (individuals: calendar year); NTA",
)
.known()
.noting("the fiscal year of government and companies, which begins in April, is another");

/// South Korea: the calendar year.
pub static KR: TaxCalendar =
    row(*b"KR", "South Korea", CALENDAR_YEAR, get!("Asia/Seoul"), "Income Tax Act art. 5").known();

/// Kuwait: no tax on personal income.
pub static KW: TaxCalendar =
    row(*b"KW", "Kuwait", NO_INCOME_TAX, get!("Asia/Kuwait"), "practice: individuals pay no tax on income")
        .known()
        .medium();

/// Kazakhstan: the calendar year.
pub static KZ: TaxCalendar =
    row(*b"KZ", "Kazakhstan", CALENDAR_YEAR, get!("Asia/Almaty"), "Tax Code").known();

/// Laos: the calendar year.
pub static LA: TaxCalendar =
    row(*b"LA", "Laos", CALENDAR_YEAR, get!("Asia/Vientiane"), "Law on Income Tax 2019").known().medium();

/// Lebanon: the calendar year.
pub static LB: TaxCalendar =
    row(*b"LB", "Lebanon", CALENDAR_YEAR, get!("Asia/Beirut"), "Legislative Decree 144/1959")
        .known()
        .medium();

/// Sri Lanka: 1 April to 31 March.
pub static LK: TaxCalendar = row(
    *b"LK",
    "Sri Lanka",
    SINCE_1_APRIL,
    get!("Asia/Colombo"),
    "taxsummaries.pwc.com/sri-lanka/individual/tax-administration",
);

/// Myanmar: 1 April to 31 March, with two short years in 2019 and 2021.
pub static MM: TaxCalendar = row(
    *b"MM",
    "Myanmar",
    MYANMAR,
    get!("Asia/Yangon"),
    "VDB Loi on Notification 510/2021; KPMG TaxNewsFlash, September 2019, on the short \
             year of 2019",
)
.medium()
.noting("two changes, each with a year of six months");

/// Mongolia: the calendar year.
pub static MN: TaxCalendar = row(*b"MN", "Mongolia", CALENDAR_YEAR, get!("Asia/Ulaanbaatar"), "PIT Law 2019")
    .known()
    .medium()
    .with_several_zones();

/// The Maldives: the calendar year since 2020, and no tax on personal income before.
pub static MV: TaxCalendar = row(
    *b"MV",
    "Maldives",
    MALDIVES,
    get!("Indian/Maldives"),
    "Income Tax Act 25/2019; EY and QVL on its enactment",
)
.checked_on("2026-11-28")
.known_since_then();

/// Malaysia: the calendar year.
pub static MY: TaxCalendar = row(
    *b"MY",
    "Malaysia",
    CALENDAR_YEAR,
    get!("Asia/Kuala_Lumpur"),
    "Income Tax Act 1967 s.20 (basis year)",
)
.known();

/// Nepal: the year ends with the month of Ashadh, which is not computed.
pub static NP: TaxCalendar = row(
    *b"NP",
    "Nepal",
    NEPAL,
    get!("Asia/Kathmandu"),
    "Income Tax Act 2058 (2002) s.2 (income year: 1 Shrawan to the end of Ashadh)",
)
.known()
.noting("ends about 15 July; month lengths come from a table that is published every year");

/// Oman: no tax on personal income until 2027.
pub static OM: TaxCalendar =
    row(*b"OM", "Oman", OMAN, get!("Asia/Muscat"), "Royal Decree 56/2025, which brings a tax in 2028")
        .known()
        .medium()
        .noting("nothing is recorded from 2028 on, when a tax begins");

/// The Philippines: the calendar year.
pub static PH: TaxCalendar = row(
    *b"PH",
    "Philippines",
    CALENDAR_YEAR,
    get!("Asia/Manila"),
    "NIRC s.22(P), s.43 (individuals: calendar)",
)
.known();

/// Pakistan: 1 July to 30 June.
pub static PK: TaxCalendar = row(
    *b"PK",
    "Pakistan",
    PAKISTAN,
    get!("Asia/Karachi"),
    "Income Tax Ordinance 2001 s.74(1); \
             taxsummaries.pwc.com/pakistan/individual/tax-administration",
)
.checked_on("2026-11-28")
.known_since_then()
.named(Naming::Closing)
.noting("named after the year in which 30 June falls; a business may have a special tax year by permission");

/// Qatar: no tax on personal income.
pub static QA: TaxCalendar = row(
    *b"QA",
    "Qatar",
    NO_INCOME_TAX,
    get!("Asia/Qatar"),
    "Income Tax Law 24/2018, which taxes no salaries",
)
.known()
.medium();

/// Singapore: the calendar year.
pub static SG: TaxCalendar = row(
    *b"SG",
    "Singapore",
    CALENDAR_YEAR,
    get!("Asia/Singapore"),
    "Income Tax Act 1947 (basis year = calendar year before the year of assessment)",
)
.known()
.noting(
    "the fiscal year of the government, which begins in April, is another; the year of \
             assessment follows the basis year",
);

/// Thailand: the calendar year.
pub static TH: TaxCalendar =
    row(*b"TH", "Thailand", CALENDAR_YEAR, get!("Asia/Bangkok"), "Revenue Code s.56")
        .known()
        .noting("Buddhist era numbering is a label only");

/// Taiwan: the calendar year.
pub static TW: TaxCalendar =
    row(*b"TW", "Taiwan", CALENDAR_YEAR, get!("Asia/Taipei"), "Income Tax Act art. 11")
        .known()
        .noting("numbering from the founding of the republic is a label only");

/// Uzbekistan: the calendar year.
pub static UZ: TaxCalendar =
    row(*b"UZ", "Uzbekistan", CALENDAR_YEAR, get!("Asia/Tashkent"), "Tax Code").known().medium();

/// Vietnam: the calendar year.
pub static VN: TaxCalendar =
    row(*b"VN", "Vietnam", CALENDAR_YEAR, get!("Asia/Ho_Chi_Minh"), "Law on PIT art. 7 (residents)")
        .known()
        .noting("the first year of a resident may be twelve months from arrival");
