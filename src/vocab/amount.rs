//! Exact decimal amounts and quantities.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use rust_decimal::Decimal;

/// An exact decimal: money in major units of its currency, or a quantity of an instrument.
///
/// At most 96 bits of digits and 28 decimal places. Text is never rounded: what does not fit exactly is an
/// error. Zero is zero at every scale and sign: `0`, `0.00` and `-0` are all [`Amount::is_zero`].
/// There is no arithmetic on purpose: the rules compare with zero and never add.
///
/// # Errors
/// Parsing accepts an optional `-`, digits, and optionally a point followed by digits, and nothing else.
///
/// ```
/// use closeout::Amount;
/// assert!("0.000".parse::<Amount>()?.is_zero());
/// assert!("-0.01".parse::<Amount>()?.is_negative());
/// assert!("1e3".parse::<Amount>().is_err());
/// assert!("79228162514264337593543950336".parse::<Amount>().is_err()); // 2^96
/// # Ok::<(), closeout::AmountError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount(Decimal);

impl Amount {
    /// Nothing at all.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Whether it is exactly zero, whatever its scale and sign.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero; `-0` is not.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// The decimal itself.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }
}

impl From<Decimal> for Amount {
    fn from(decimal: Decimal) -> Self {
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

/// Why a text is not an [`Amount`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// Not an optional `-`, digits, and optionally a point followed by digits.
    #[error(
        "`{found}` is not a decimal: expected digits with an optional leading `-` and an optional fraction, such as `-12.50`"
    )]
    Malformed {
        /// The text that was given, cut off after 40 characters.
        found: String,
    },
    /// Well-formed, but it cannot be held without losing digits.
    #[error("`{found}` does not fit: expected a decimal that 96 bits and 28 decimal places hold exactly")]
    TooLarge {
        /// The text that was given, cut off after 40 characters.
        found: String,
    },
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        if !is_plain_decimal(text) {
            return Err(AmountError::Malformed { found: excerpt(text) });
        }
        Decimal::from_str_exact(text)
            .or_else(|_| Decimal::from_str_exact(without_idle_zeros(text)))
            .map(Self)
            .map_err(|_| AmountError::TooLarge { found: excerpt(text) })
    }
}

/// Our grammar is narrower than the decimal library's, which also takes `1_000` and `.5`.
fn is_plain_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, "0"),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}

/// `1.50000…0` holds exactly however many zeros follow; only the library's scale does not.
fn without_idle_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// Enough of a text to recognise it by, so that an error is never as long as a hostile input.
pub(crate) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
