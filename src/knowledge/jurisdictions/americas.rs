//! Personal tax years in the Americas.

use super::row::{CALENDAR_YEAR, NO_INCOME_TAX, row};
use crate::timing::{Era, TaxCalendar, YearRule};
use jiff::civil::date;
use jiff::tz::get;

const COSTA_RICA: &[Era] = &[
    Era::between(date(2014, 10, 1), date(2019, 10, 1), YearRule::Fixed { month: 10, day: 1 }),
    Era::between(date(2019, 10, 1), date(2021, 1, 1), YearRule::OnePeriod),
    Era::since(date(2021, 1, 1), YearRule::CALENDAR_YEAR),
];

/// Argentina: the calendar year.
pub static AR: TaxCalendar = row(
    *b"AR",
    "Argentina",
    CALENDAR_YEAR,
    get!("America/Argentina/Buenos_Aires"),
    "Ley 20.628 (individuals: ano fiscal = calendar)",
)
.known();

/// Barbados: the calendar year.
pub static BB: TaxCalendar =
    row(*b"BB", "Barbados", CALENDAR_YEAR, get!("America/Barbados"), "Income Tax Act Cap. 73")
        .known()
        .noting("the fiscal year of the government, which begins in April, is another");

/// Brazil: the calendar year.
pub static BR: TaxCalendar =
    row(*b"BR", "Brazil", CALENDAR_YEAR, get!("America/Sao_Paulo"), "IRPF ano-calendario; Lei 9.250/1995")
        .with_several_zones()
        .noting("four offsets; Brasilia time is the default");

/// The Bahamas: no tax on personal income.
pub static BS: TaxCalendar = row(
    *b"BS",
    "Bahamas",
    NO_INCOME_TAX,
    get!("America/Nassau"),
    "practice: individuals pay no tax on income",
)
.known();

/// Canada: the calendar year.
pub static CA: TaxCalendar = row(
    *b"CA",
    "Canada",
    CALENDAR_YEAR,
    get!("America/Toronto"),
    "Income Tax Act s.249(1)(c) (individual: calendar year)",
)
.known()
.with_several_zones()
.noting("the fiscal year of the government, which begins in April, is another");

/// Chile: the calendar year.
pub static CL: TaxCalendar =
    row(*b"CL", "Chile", CALENDAR_YEAR, get!("America/Santiago"), "Ley de Renta (año comercial)")
        .known()
        .with_several_zones()
        .noting("the assessment year (año tributario) has the number of the year after");

/// Colombia: the calendar year.
pub static CO: TaxCalendar =
    row(*b"CO", "Colombia", CALENDAR_YEAR, get!("America/Bogota"), "Estatuto Tributario").known();

/// Costa Rica: the calendar year since 2021, after a year of fifteen months.
pub static CR: TaxCalendar =
    row(*b"CR", "Costa Rica", COSTA_RICA, get!("America/Costa_Rica"), "Ley 9635 (2018), from 2020")
        .known()
        .medium()
        .noting("began on 1 October before; the year of transition has fifteen months");

/// The Dominican Republic: the calendar year.
pub static DO: TaxCalendar = row(
    *b"DO",
    "Dominican Republic",
    CALENDAR_YEAR,
    get!("America/Santo_Domingo"),
    "Código Tributario (Ley 11-92)",
)
.known();

/// Ecuador: the calendar year.
pub static EC: TaxCalendar = row(*b"EC", "Ecuador", CALENDAR_YEAR, get!("America/Guayaquil"), "LRTI art. 7")
    .known()
    .with_several_zones()
    .noting("the Galapagos are one hour behind");

/// Guatemala: the calendar year.
pub static GT: TaxCalendar =
    row(*b"GT", "Guatemala", CALENDAR_YEAR, get!("America/Guatemala"), "Decreto 10-2012").known().medium();

/// Guyana: the calendar year.
pub static GY: TaxCalendar =
    row(*b"GY", "Guyana", CALENDAR_YEAR, get!("America/Guyana"), "Income Tax Act Cap. 81:01")
        .known()
        .medium();

/// Honduras: the calendar year.
pub static HN: TaxCalendar =
    row(*b"HN", "Honduras", CALENDAR_YEAR, get!("America/Tegucigalpa"), "Ley del ISR").known().medium();

/// Jamaica: the calendar year.
pub static JM: TaxCalendar =
    row(*b"JM", "Jamaica", CALENDAR_YEAR, get!("America/Jamaica"), "Income Tax Act").known();

/// The Cayman Islands: no tax on personal income.
pub static KY: TaxCalendar = row(
    *b"KY",
    "Cayman Islands",
    NO_INCOME_TAX,
    get!("America/Cayman"),
    "practice: individuals pay no direct tax",
)
.known();

/// Mexico: the calendar year.
pub static MX: TaxCalendar = row(
    *b"MX",
    "Mexico",
    CALENDAR_YEAR,
    get!("America/Mexico_City"),
    "Código Fiscal de la Federacion art. 11",
)
.known()
.with_several_zones();

/// Nicaragua: the calendar year.
pub static NI: TaxCalendar =
    row(*b"NI", "Nicaragua", CALENDAR_YEAR, get!("America/Managua"), "Ley 822 (2012)").known().medium();

/// Panama: the calendar year.
pub static PA: TaxCalendar =
    row(*b"PA", "Panama", CALENDAR_YEAR, get!("America/Panama"), "Código Fiscal").known();

/// Peru: the calendar year.
pub static PE: TaxCalendar =
    row(*b"PE", "Peru", CALENDAR_YEAR, get!("America/Lima"), "TUO Ley del IR art. 57").known();

/// Puerto Rico: the calendar year.
pub static PR: TaxCalendar = row(
    *b"PR",
    "Puerto Rico",
    CALENDAR_YEAR,
    get!("America/Puerto_Rico"),
    "Internal Revenue Code for a New Puerto Rico",
)
.known()
.medium();

/// Paraguay: the calendar year.
pub static PY: TaxCalendar = row(
    *b"PY",
    "Paraguay",
    CALENDAR_YEAR,
    get!("America/Asuncion"),
    "taxsummaries.pwc.com/paraguay/individual/tax-administration",
);

/// El Salvador: the calendar year.
pub static SV: TaxCalendar =
    row(*b"SV", "El Salvador", CALENDAR_YEAR, get!("America/El_Salvador"), "Ley de ISR art. 13").known();

/// The Turks and Caicos Islands: no tax on personal income.
pub static TC: TaxCalendar = row(
    *b"TC",
    "Turks and Caicos Islands",
    NO_INCOME_TAX,
    get!("America/Grand_Turk"),
    "practice: individuals pay no direct tax",
)
.known()
.medium();

/// Trinidad and Tobago: the calendar year.
pub static TT: TaxCalendar = row(
    *b"TT",
    "Trinidad and Tobago",
    CALENDAR_YEAR,
    get!("America/Port_of_Spain"),
    "Income Tax Act Chap. 75:01",
)
.known();

/// The United States: the calendar year.
pub static US: TaxCalendar =
    row(*b"US", "United States", CALENDAR_YEAR, get!("America/New_York"), "26 USC 441; IRS Pub. 538")
        .known()
        .with_several_zones()
        .noting("a fiscal year is possible for individuals (26 USC 441(e)), and rare");

/// Uruguay: the calendar year.
pub static UY: TaxCalendar =
    row(*b"UY", "Uruguay", CALENDAR_YEAR, get!("America/Montevideo"), "IRPF, Título 7 TO").known();

/// Venezuela: the calendar year.
pub static VE: TaxCalendar =
    row(*b"VE", "Venezuela", CALENDAR_YEAR, get!("America/Caracas"), "Ley de ISLR (individuals)")
        .known()
        .medium();

/// The British Virgin Islands: no tax on personal income.
pub static VG: TaxCalendar = row(
    *b"VG",
    "British Virgin Islands",
    NO_INCOME_TAX,
    get!("America/Tortola"),
    "practice: the rate of the income tax is zero",
)
.known()
.medium()
.noting("there is a payroll tax");
