//! Currency codes, and their smallest units.

use super::amount::{Amount, excerpt};
use super::printable::Printable;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// A currency code: three to twelve characters, each of `A`-`Z` or `0`-`9`.
///
/// ISO 4217 codes have three characters; longer codes are for crypto assets and for instruments that are kept like
/// money. A code need not be assigned: an unassigned code has no [smallest unit](Self::smallest_unit).
///
/// ```
/// use closeout::Currency;
/// let euro: Currency = "EUR".parse()?;
/// assert_eq!(euro, Currency::EUR);
/// assert!("eur".parse::<Currency>().is_err()); // lower case
/// assert!("US".parse::<Currency>().is_err()); // too short
/// # Ok::<(), closeout::vocab::CurrencyError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency {
    /// The characters, followed by zeros.
    code: [u8; LONGEST],
}

const SHORTEST: usize = 3;
const LONGEST: usize = 12;

/// Assigned codes whose smallest unit is the currency itself.
///
/// Source of the four lists: ISO 4217, list one, current currencies and funds (of 2026). Metals, accounting units and
/// test codes (`XAU`, `XDR`, `XTS`, ...) have no smallest unit there and stand in none of the lists. Each list is
/// sorted by code, each code followed by one space: lookups are binary searches.
const WHOLE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
const HUNDREDTHS: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF \
     CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF \
     IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN \
     MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS \
     SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW \
     ZWG ";
const THOUSANDTHS: &str = "BHD IQD JOD KWD LYD OMR TND ";
const TEN_THOUSANDTHS: &str = "CLF UYW ";

impl Currency {
    /// The euro.
    pub const EUR: Self = Self::proved(*b"EUR");
    /// The pound sterling.
    pub const GBP: Self = Self::proved(*b"GBP");
    /// The US dollar.
    pub const USD: Self = Self::proved(*b"USD");

    const fn proved(code: [u8; SHORTEST]) -> Self {
        let [a, b, c] = code;
        Self { code: [a, b, c, 0, 0, 0, 0, 0, 0, 0, 0, 0] }
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> &str {
        let length = self.code.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        // INVARIANT: each byte was compared with `A`-`Z` and `0`-`9`, so the text is ASCII.
        self.code.get(..length).and_then(|code| core::str::from_utf8(code).ok()).unwrap_or_default()
    }

    /// Returns the smallest amount of a payment in this currency, such as 0.01 for the euro; `None` for a code to which
    /// ISO 4217 assigns no smallest unit.
    ///
    /// ```
    /// use closeout::Currency;
    /// let unit = |code: &str| code.parse::<Currency>().ok()?.smallest_unit().map(|unit| unit.to_string());
    /// assert_eq!(unit("EUR").as_deref(), Some("0.01"));
    /// assert_eq!(unit("JPY").as_deref(), Some("1"));
    /// assert_eq!(unit("BTC"), None);
    /// ```
    #[must_use]
    pub fn smallest_unit(&self) -> Option<Amount> {
        let lists = [(WHOLE, 0), (HUNDREDTHS, 2), (THOUSANDTHS, 3), (TEN_THOUSANDTHS, 4)];
        let [a, b, c, 0, ..] = self.code else { return None };
        let sought = [a, b, c, b' '];
        let listed = |(codes, _): &(&str, u32)| codes.as_bytes().as_chunks().0.binary_search(&sought).is_ok();
        let (_, places) = lists.into_iter().find(listed)?;
        Some(Amount::unit_of(places))
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Self, CurrencyError> {
        let refuse = || CurrencyError { found: excerpt(text) };
        let is_taken = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        if !(SHORTEST..=LONGEST).contains(&text.len()) || !text.bytes().all(is_taken) {
            return Err(refuse());
        }
        let mut code = [0; LONGEST];
        code.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = byte);
        Ok(Self { code })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The error of a text that is not a currency code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{found}` is not a currency code: expected three to twelve of `A`-`Z` and `0`-`9`, such as `EUR`",
    found = Printable(.found)
)]
pub struct CurrencyError {
    /// The text that was given, cut off after 40 characters.
    found: String,
}

#[cfg(test)]
mod tests {
    use super::{Currency, HUNDREDTHS, TEN_THOUSANDTHS, THOUSANDTHS, WHOLE};

    /// Finds every listed code: lookups are binary searches, and need sorted lists.
    #[test]
    fn every_listed_code_is_found_in_its_own_list() {
        for (list, unit) in
            [(WHOLE, "1"), (HUNDREDTHS, "0.01"), (THOUSANDTHS, "0.001"), (TEN_THOUSANDTHS, "0.0001")]
        {
            for code in list.split_ascii_whitespace() {
                let found = code.parse().ok().and_then(|currency: Currency| currency.smallest_unit());
                assert_eq!(found, unit.parse().ok(), "{code}");
            }
            assert_eq!(list.len() % 4, 0, "one space after each code");
        }
    }

    #[test]
    fn what_is_in_no_list_has_no_smallest_unit() {
        for code in ["XAU", "ZZZ", "AAA", "EURO", "USD1", "EURUSD"] {
            assert_eq!(code.parse().map(|currency: Currency| currency.smallest_unit()), Ok(None), "{code}");
        }
    }
}
