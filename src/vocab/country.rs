//! Countries, by their ISO 3166-1 alpha-2 code.

use super::amount::excerpt;
use super::printable::Printable;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// The codes that ISO 3166-1 assigns (249), and `XK`, a code that the standard leaves to its users and that tax
/// authorities use for Kosovo. Sorted.
///
/// Source: ISO 3166-1:2020 with its newsletters, checked 2026-11-20.
const ASSIGNED: &[[u8; 2]] = b"\
    ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZ\
    DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISIT\
    JEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZ\
    NANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZ\
    TCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW"
    .as_chunks()
    .0;

/// A country, as ISO 3166-1 alpha-2 writes it: two capital letters that the standard assigns.
///
/// `UK` is refused (the United Kingdom is `GB`): if `UK` were taken for a country without a rule of its own, British
/// accounts would silently close too early.
///
/// ```
/// use closeout::Country;
/// assert_eq!("GB".parse::<Country>()?.code(), "GB");
/// assert!("UK".parse::<Country>().is_err());
/// assert!("gb".parse::<Country>().is_err());
/// # Ok::<(), closeout::vocab::CountryError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// The United Kingdom.
    pub const GB: Self = Self(*b"GB");
    /// Germany.
    pub const DE: Self = Self(*b"DE");

    /// Returns the two letters.
    #[must_use]
    pub fn code(&self) -> &str {
        // INVARIANT: only ASCII letters pass `from_str` and the constants, so the fallback is never taken.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Returns the country with these letters, for tables: in a `const`, unassigned letters do not compile.
    pub(crate) const fn assigned(letters: [u8; 2]) -> Self {
        let mut rest = ASSIGNED;
        let mut is_assigned = false;
        while let [[first, second], others @ ..] = rest {
            is_assigned |= *first == letters[0] && *second == letters[1];
            rest = others;
        }
        assert!(is_assigned, "ISO 3166-1 does not assign the code");
        Self(letters)
    }

    /// Returns every country that is accepted, in alphabetical order of the codes.
    pub fn all() -> impl Iterator<Item = Self> {
        ASSIGNED.iter().copied().map(Self)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// The error of a text that is not a country code assigned by ISO 3166-1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{found}` is not a country: expected two capital letters that ISO 3166-1 assigns, such as `DE`{hint}",
    found = Printable(.found)
)]
pub struct CountryError {
    found: String,
    hint: &'static str,
}

impl FromStr for Country {
    type Err = CountryError;

    fn from_str(text: &str) -> Result<Self, CountryError> {
        let refuse = || CountryError { found: excerpt(text), hint: hint(text) };
        let letters: [u8; 2] = text.as_bytes().try_into().map_err(|_| refuse())?;
        ASSIGNED.binary_search(&letters).map(|_| Self(letters)).map_err(|_| refuse())
    }
}

fn hint(text: &str) -> &'static str {
    match text {
        "UK" => " (the United Kingdom is `GB`)",
        "EL" => " (Greece is `GR`)",
        _ => "",
    }
}
