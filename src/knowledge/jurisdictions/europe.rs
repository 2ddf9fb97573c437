//! Personal tax years in Europe.

use super::row::{CALENDAR_YEAR, NO_INCOME_TAX, SINCE_1_JULY, SINCE_6_APRIL, row};
use crate::timing::{Era, TaxCalendar, YearRule};
use jiff::civil::date;
use jiff::tz::get;

/// The British tax years, from before 1900 so that every instant since then lies in one; the rule itself is older.
const BRITAIN: &[Era] = &[Era::since(date(1899, 4, 6), YearRule::Fixed { month: 4, day: 6 })];

const GERMANY: &[Era] = &[Era::since(date(1950, 1, 1), YearRule::CALENDAR_YEAR)];

const IRELAND: &[Era] = &[
    Era::between(date(1967, 4, 6), date(2001, 4, 6), YearRule::Fixed { month: 4, day: 6 }),
    Era::between(date(2001, 4, 6), date(2002, 1, 1), YearRule::OnePeriod),
    Era::since(date(2002, 1, 1), YearRule::CALENDAR_YEAR),
];

/// Andorra: the calendar year.
pub static AD: TaxCalendar =
    row(*b"AD", "Andorra", CALENDAR_YEAR, get!("Europe/Andorra"), "Llei 5/2014 IRPF").known().medium();

/// Albania: the calendar year.
pub static AL: TaxCalendar =
    row(*b"AL", "Albania", CALENDAR_YEAR, get!("Europe/Tirane"), "Income Tax Law 29/2023").known().medium();

/// Austria: the calendar year.
pub static AT: TaxCalendar =
    row(*b"AT", "Austria", CALENDAR_YEAR, get!("Europe/Vienna"), "EStG 1988 s.2(1)").known();

/// Bosnia and Herzegovina: the calendar year.
pub static BA: TaxCalendar = row(
    *b"BA",
    "Bosnia and Herzegovina",
    CALENDAR_YEAR,
    get!("Europe/Sarajevo"),
    "entity-level income tax laws",
)
.known()
.medium()
.noting("the Federation, Republika Srpska and Brcko tax separately");

/// Belgium: the calendar year.
pub static BE: TaxCalendar = row(
    *b"BE",
    "Belgium",
    CALENDAR_YEAR,
    get!("Europe/Brussels"),
    "CIR 92 art. 360 (taxable period = calendar year before the assessment year)",
)
.known()
.noting("the year of assessment (exercice d'imposition) has the number of the year after");

/// Bulgaria: the calendar year.
pub static BG: TaxCalendar = row(
    *b"BG",
    "Bulgaria",
    CALENDAR_YEAR,
    get!("Europe/Sofia"),
    "ZDDFL (Income Taxes on Natural Persons Act)",
)
.known();

/// Switzerland: the calendar year.
pub static CH: TaxCalendar =
    row(*b"CH", "Switzerland", CALENDAR_YEAR, get!("Europe/Zurich"), "DBG (SR 642.11) art. 40").known();

/// Cyprus: the calendar year.
pub static CY: TaxCalendar =
    row(*b"CY", "Cyprus", CALENDAR_YEAR, get!("Asia/Nicosia"), "Income Tax Law 118(I)/2002").known();

/// Czechia: the calendar year.
pub static CZ: TaxCalendar =
    row(*b"CZ", "Czechia", CALENDAR_YEAR, get!("Europe/Prague"), "Act 586/1992 (individuals)").known();

/// Germany: the calendar year.
pub static DE: TaxCalendar = row(
    *b"DE",
    "Germany",
    GERMANY,
    get!("Europe/Berlin"),
    "EStG s.2(7), gesetze-im-internet.de/estg/__2.html",
)
.known_since_then();

/// Denmark: the calendar year.
pub static DK: TaxCalendar =
    row(*b"DK", "Denmark", CALENDAR_YEAR, get!("Europe/Copenhagen"), "Kildeskatteloven s.22 (indkomstår)")
        .known();

/// Estonia: the calendar year.
pub static EE: TaxCalendar =
    row(*b"EE", "Estonia", CALENDAR_YEAR, get!("Europe/Tallinn"), "Tulumaksuseadus").known();

/// Spain: the calendar year.
pub static ES: TaxCalendar =
    row(*b"ES", "Spain", CALENDAR_YEAR, get!("Europe/Madrid"), "Ley 35/2006 (LIRPF) art. 12")
        .known()
        .with_several_zones()
        .noting("the Canary Islands are one hour behind");

/// Finland: the calendar year.
pub static FI: TaxCalendar = row(
    *b"FI",
    "Finland",
    CALENDAR_YEAR,
    get!("Europe/Helsinki"),
    "Laki verotusmenettelystä 1558/1995 s.3 (verovuosi)",
)
.known();

/// France: the calendar year.
pub static FR: TaxCalendar = row(
    *b"FR",
    "France",
    CALENDAR_YEAR,
    get!("Europe/Paris"),
    "Code général des impôts art. 12 (income of the year)",
)
.known()
.noting("overseas departments have country codes and zones of their own");

/// The United Kingdom: 6 April to 5 April.
///
/// An Act's references to time are to Greenwich mean time, or summer time while it is in force (Interpretation
/// Act 1978 s.9, Summer Time Act 1972 s.3), so the year begins with the civil day in `Europe/London`.
pub static GB: TaxCalendar = row(
    *b"GB",
    "United Kingdom",
    BRITAIN,
    get!("Europe/London"),
    "Income Tax Act 2007 s.4(3), legislation.gov.uk/ukpga/2007/3/section/4",
)
.known_since_then()
.noting("all four nations");

/// Guernsey: the calendar year.
pub static GG: TaxCalendar =
    row(*b"GG", "Guernsey", CALENDAR_YEAR, get!("Europe/Guernsey"), "Income Tax (Guernsey) Law 1975")
        .known()
        .noting("not the British year");

/// Gibraltar: 1 July to 30 June.
pub static GI: TaxCalendar = row(
    *b"GI",
    "Gibraltar",
    SINCE_1_JULY,
    get!("Europe/Gibraltar"),
    "Deloitte Gibraltar, personal tax, deloitte.com/gi",
);

/// Greece: the calendar year.
pub static GR: TaxCalendar =
    row(*b"GR", "Greece", CALENDAR_YEAR, get!("Europe/Athens"), "Law 4172/2013").known();

/// Croatia: the calendar year.
pub static HR: TaxCalendar =
    row(*b"HR", "Croatia", CALENDAR_YEAR, get!("Europe/Zagreb"), "Zakon o porezu na dohodak").known();

/// Hungary: the calendar year.
pub static HU: TaxCalendar = row(
    *b"HU",
    "Hungary",
    CALENDAR_YEAR,
    get!("Europe/Budapest"),
    "Szja tv. (Act CXVII of 1995): adóév = calendar year",
)
.known();

/// Ireland: the calendar year since 2002.
pub static IE: TaxCalendar = row(
    *b"IE",
    "Ireland",
    IRELAND,
    get!("Europe/Dublin"),
    "Finance Act 2001 s.77 (changeover); Income Tax Act 1967 before",
)
.known_since_then()
.noting("a short year of assessment, 2001, lies between the British year and the calendar year");

/// The Isle of Man: 6 April to 5 April.
pub static IM: TaxCalendar = row(
    *b"IM",
    "Isle of Man",
    SINCE_6_APRIL,
    get!("Europe/Isle_of_Man"),
    "taxsummaries.pwc.com/isle-of-man/individual/tax-administration; gov.im, income tax",
);

/// Iceland: the calendar year.
pub static IS: TaxCalendar =
    row(*b"IS", "Iceland", CALENDAR_YEAR, get!("Atlantic/Reykjavik"), "Act 90/2003 on income tax").known();

/// Italy: the calendar year.
pub static IT: TaxCalendar =
    row(*b"IT", "Italy", CALENDAR_YEAR, get!("Europe/Rome"), "TUIR (DPR 917/1986) art. 7").known();

/// Jersey: the calendar year.
pub static JE: TaxCalendar =
    row(*b"JE", "Jersey", CALENDAR_YEAR, get!("Europe/Jersey"), "Income Tax (Jersey) Law 1961")
        .known()
        .noting("not the British year");

/// Liechtenstein: the calendar year.
pub static LI: TaxCalendar =
    row(*b"LI", "Liechtenstein", CALENDAR_YEAR, get!("Europe/Vaduz"), "Steuergesetz 2010").known();

/// Lithuania: the calendar year.
pub static LT: TaxCalendar =
    row(*b"LT", "Lithuania", CALENDAR_YEAR, get!("Europe/Vilnius"), "GPM istatymas").known();

/// Luxembourg: the calendar year.
pub static LU: TaxCalendar = row(
    *b"LU",
    "Luxembourg",
    CALENDAR_YEAR,
    get!("Europe/Luxembourg"),
    "LIR art. 6 (année d'imposition = calendar year)",
)
.known();

/// Latvia: the calendar year.
pub static LV: TaxCalendar =
    row(*b"LV", "Latvia", CALENDAR_YEAR, get!("Europe/Riga"), "Par iedzivotaju ienakuma nodokli").known();

/// Monaco: no tax on personal income.
pub static MC: TaxCalendar =
    row(*b"MC", "Monaco", NO_INCOME_TAX, get!("Europe/Monaco"), "practice: residents pay no tax on income")
        .known()
        .medium()
        .noting("French nationals are excepted");

/// Moldova: the calendar year.
pub static MD: TaxCalendar =
    row(*b"MD", "Moldova", CALENDAR_YEAR, get!("Europe/Chisinau"), "Fiscal Code").known();

/// Montenegro: the calendar year.
pub static ME: TaxCalendar =
    row(*b"ME", "Montenegro", CALENDAR_YEAR, get!("Europe/Podgorica"), "Personal Income Tax Law")
        .known()
        .medium();

/// North Macedonia: the calendar year.
pub static MK: TaxCalendar =
    row(*b"MK", "North Macedonia", CALENDAR_YEAR, get!("Europe/Skopje"), "Personal Income Tax Law")
        .known()
        .medium();

/// Malta: the calendar year.
pub static MT: TaxCalendar =
    row(*b"MT", "Malta", CALENDAR_YEAR, get!("Europe/Malta"), "Income Tax Act Cap. 123 (basis year)")
        .known()
        .noting("the year of assessment has the number of the year after");

/// The Netherlands: the calendar year.
pub static NL: TaxCalendar =
    row(*b"NL", "Netherlands", CALENDAR_YEAR, get!("Europe/Amsterdam"), "Wet IB 2001 (kalenderjaar)").known();

/// Norway: the calendar year.
pub static NO: TaxCalendar =
    row(*b"NO", "Norway", CALENDAR_YEAR, get!("Europe/Oslo"), "Skatteloven s.14-1").known();

/// Poland: the calendar year.
pub static PL: TaxCalendar =
    row(*b"PL", "Poland", CALENDAR_YEAR, get!("Europe/Warsaw"), "Ordynacja podatkowa art. 11").known();

/// Portugal: the calendar year.
pub static PT: TaxCalendar =
    row(*b"PT", "Portugal", CALENDAR_YEAR, get!("Europe/Lisbon"), "CIRS art. 1, 143")
        .known()
        .with_several_zones()
        .noting("the Azores are one hour behind");

/// Romania: the calendar year.
pub static RO: TaxCalendar =
    row(*b"RO", "Romania", CALENDAR_YEAR, get!("Europe/Bucharest"), "Codul fiscal").known();

/// Serbia: the calendar year.
pub static RS: TaxCalendar =
    row(*b"RS", "Serbia", CALENDAR_YEAR, get!("Europe/Belgrade"), "Personal Income Tax Act").known();

/// Russia: the calendar year.
pub static RU: TaxCalendar = row(*b"RU", "Russia", CALENDAR_YEAR, get!("Europe/Moscow"), "Tax Code art. 216")
    .known()
    .with_several_zones()
    .noting("eleven zones");

/// Sweden: the calendar year.
pub static SE: TaxCalendar =
    row(*b"SE", "Sweden", CALENDAR_YEAR, get!("Europe/Stockholm"), "Inkomstskattelag 1 kap. 13 §").known();

/// Slovenia: the calendar year.
pub static SI: TaxCalendar =
    row(*b"SI", "Slovenia", CALENDAR_YEAR, get!("Europe/Ljubljana"), "ZDoh-2").known();

/// Slovakia: the calendar year.
pub static SK: TaxCalendar =
    row(*b"SK", "Slovakia", CALENDAR_YEAR, get!("Europe/Bratislava"), "Act 595/2003 (individuals)").known();

/// Türkiye: the calendar year.
pub static TR: TaxCalendar =
    row(*b"TR", "Türkiye", CALENDAR_YEAR, get!("Europe/Istanbul"), "Income Tax Law 193 art. 108").known();

/// Ukraine: the calendar year.
pub static UA: TaxCalendar =
    row(*b"UA", "Ukraine", CALENDAR_YEAR, get!("Europe/Kyiv"), "Tax Code").known().with_several_zones();
