//! Exact decimal amounts and quantities.

use super::printable::Printable;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use rust_decimal::Decimal;

/// An exact decimal: money in major units of its currency, or a quantity of an instrument.
///
/// At most 96 bits of digits and 28 decimal places. Text is never rounded: a value that does not fit exactly is an
/// error. Zero is zero at every scale and sign: `0`, `0.00` and `-0` are all [`Amount::is_zero`]. There is no
/// arithmetic on purpose: the rules compare with zero and never add.
///
/// # Errors
/// Parsing accepts an optional `-`, digits, optionally a point followed by digits, and optionally an exponent of ten
/// (`e` or `E`, an optional sign, digits), and nothing else. The value decides whether the text fits, not the way in
/// which the value is written.
///
/// ```
/// use closeout::Amount;
/// assert!("0.000".parse::<Amount>()?.is_zero());
/// assert!("0E-40".parse::<Amount>()?.is_zero());
/// assert!("-0.01".parse::<Amount>()?.is_negative());
/// assert_eq!("4.3E-7".parse::<Amount>()?.to_string(), "0.00000043");
/// assert!("1e-29".parse::<Amount>().is_err()); // 29 decimal places
/// assert!("79228162514264337593543950336".parse::<Amount>().is_err()); // 2^96
/// # Ok::<(), closeout::vocab::AmountError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount(Decimal);

impl Amount {
    /// The amount zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Returns whether the amount is exactly zero, whatever its scale and sign.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Returns whether the amount is below zero; `-0` is not.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Returns one unit of the last decimal place for `places` places: 0.01 for two.
    pub(super) fn unit_of(places: u32) -> Self {
        Self(Decimal::new(1, places))
    }

    /// Returns the amount multiplied by `factor`; `None` if the product does not fit.
    pub(crate) fn times(self, factor: u8) -> Option<Self> {
        self.0.checked_mul(Decimal::from(factor)).map(Self)
    }

    /// Returns whether the amount, without its sign, is less than `other`.
    #[must_use]
    pub fn is_smaller_than(self, other: Self) -> bool {
        self.0.abs() < other.0.abs()
    }

    /// Returns the amount as a decimal of the decimal library.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }
}

/// Drops the sign of a negative zero: zero is written without a sign, as it is read.
impl From<Decimal> for Amount {
    fn from(mut decimal: Decimal) -> Self {
        if decimal.is_zero() {
            decimal.set_sign_positive(true);
        }
        Self(decimal)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The error of a text that is not an [`Amount`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// A text other than an optional `-`, digits, and optionally a point followed by digits and an exponent.
    #[error(
        "`{found}` is not a decimal: expected digits with an optional leading `-`, an optional fraction and an optional exponent, such as `-12.50` or `4.3E-7`",
        found = Printable(.found)
    )]
    Malformed {
        /// The text that was given, cut off after 40 characters.
        found: String,
    },
    /// A well-formed number that cannot be held without losing digits.
    #[error(
        "`{found}` does not fit: expected a decimal that 96 bits and 28 decimal places hold exactly",
        found = Printable(.found)
    )]
    TooLarge {
        /// The text that was given, cut off after 40 characters.
        found: String,
    },
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, Some(exponent)),
            None => (text, None),
        };
        if !is_plain_decimal(digits) || !exponent.is_none_or(is_exponent) {
            return Err(AmountError::Malformed { found: excerpt(text) });
        }
        // The digits are kept as written where they fit, so that `12.50` keeps its last digit; otherwise only the value
        // is kept.
        let as_written = exponent.is_none().then(|| Decimal::from_str_exact(digits).ok()).flatten();
        as_written
            .or_else(|| by_value(digits, exponent))
            .map(Self)
            .ok_or_else(|| AmountError::TooLarge { found: excerpt(text) })
    }
}

/// Returns whether a text follows our grammar, which is narrower than that of the decimal library: the library also
/// takes `1_000` and `.5`.
fn is_plain_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, "0"),
    };
    all_digits(whole) && all_digits(fraction)
}

fn is_exponent(text: &str) -> bool {
    all_digits(text.strip_prefix(['-', '+']).unwrap_or(text))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the decimal without leading and trailing zeros, however many are written; `None` if the remaining digits do
/// not fit. Zero is zero whatever its exponent.
fn by_value(digits: &str, exponent: Option<&str>) -> Option<Decimal> {
    let (is_negative, digits) = digits.strip_prefix('-').map_or((false, digits), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, fraction].concat();
    let leading = all.trim_start_matches('0');
    let significant = leading.trim_end_matches('0');
    if significant.is_empty() {
        return Some(Decimal::ZERO);
    }
    let exponent = exponent.map_or(Some(0), |exponent| exponent.parse::<i64>().ok())?;
    let idle = i64::try_from(leading.len().checked_sub(significant.len())?).ok()?;
    let places = i64::try_from(fraction.len()).ok()?.checked_sub(exponent)?.checked_sub(idle)?;
    let factor = 10_i128.checked_pow(u32::try_from(places.checked_neg()?.max(0)).ok()?)?;
    let mantissa = significant.parse::<i128>().ok()?.checked_mul(factor)?;
    let signed = if is_negative { mantissa.checked_neg()? } else { mantissa };
    Decimal::try_from_i128_with_scale(signed, u32::try_from(places.max(0)).ok()?).ok()
}

/// Returns the start of a text, enough to recognise the text by, so that an error is never as long as a hostile input.
pub(crate) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
