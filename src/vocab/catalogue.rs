//! The one table macro: an enum whose variants have a stable name and one bit each and, if the header asks for it, a
//! row.

use super::amount::excerpt;
use super::printable::Printable;
use alloc::string::String;
use core::fmt;

/// Declares an enum by a table: for each variant its documentation, its stable name and, after `=>`, its row.
///
/// Every catalogue has `ALL`, `name`, `named`, `place`, `bit`, `Display` (the stable name) and `FromStr`, and is an
/// [`Element`](crate::vocab::Element). If the header names the type of a row, the catalogue has a private `row` as
/// well. Names and rows stand beside their variants, so that no name or row can be missing, repeated or out of order.
macro_rules! catalogue {
    (
        $(#[$attribute:meta])*
        pub enum $Enum:ident: $Row:ty {
            $( $(#[$doc:meta])* $Variant:ident = $name:literal => $row:expr, )+
        }
    ) => {
        $crate::vocab::catalogue! {
            $(#[$attribute])*
            pub enum $Enum {
                $( $(#[$doc])* $Variant = $name, )+
            }
        }

        impl $Enum {
            /// Returns the row of the variant.
            const fn row(self) -> $Row {
                match self {
                    $( Self::$Variant => $row, )+
                }
            }
        }
    };
    (
        $(#[$attribute:meta])*
        pub enum $Enum:ident {
            $( $(#[$doc:meta])* $Variant:ident = $name:literal, )+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[repr(u8)]
        pub enum $Enum {
            $( $(#[$doc])* #[cfg_attr(feature = "schema", schemars(rename = $name))] $Variant, )+
        }

        impl $Enum {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$( Self::$Variant, )+];

            /// Returns the stable name, as written in JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $( Self::$Variant => $name, )+
                }
            }

            /// Returns the place in the order, from 0: the form for columns.
            #[must_use]
            #[expect(clippy::as_conversions, reason = "the discriminant of a `repr(u8)` enum")]
            pub const fn place(self) -> u8 {
                self as u8
            }

            /// Returns the bit of the variant in a [`Set`](crate::Set): `1 << place`.
            #[must_use]
            pub const fn bit(self) -> u64 {
                // INVARIANT: at most 64 variants, or the shift does not compile in the line below.
                const { assert!(Self::ALL.len() <= 64) };
                1 << self.place()
            }

            /// Returns the variant with this stable name, to the letter; `None` if no variant has it.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $( $name => Some(Self::$Variant), )+
                    _ => None,
                }
            }
        }

        /// Writes the stable name.
        impl core::fmt::Display for $Enum {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.name())
            }
        }

        /// Reads the stable name, to the letter.
        impl core::str::FromStr for $Enum {
            type Err = $crate::vocab::NameError;

            fn from_str(name: &str) -> Result<Self, $crate::vocab::NameError> {
                Self::named(name).ok_or_else(|| $crate::vocab::NameError::new(name, &[$( $name, )+]))
            }
        }

        impl $crate::vocab::sealed::Sealed for $Enum {}

        impl $crate::vocab::Element for $Enum {
            const ALL: &'static [Self] = Self::ALL;

            fn bit(self) -> u64 {
                self.bit()
            }
        }

        // A test named after its enum: no catalogue can be left out, since each catalogue brings its own test.
        #[cfg(test)]
        #[test]
        #[expect(non_snake_case, reason = "the only identifier that a macro without dependencies can make")]
        fn $Enum() {
            $crate::vocab::assert_names_round_trip($Enum::name);
        }
    };
}

pub(crate) use catalogue;

/// The error of reading a catalogue: the text is not the stable name of any variant.
///
/// ```
/// use closeout::{Strictness, Verdict};
/// assert_eq!("no_op".parse(), Ok(Verdict::NoOp));
/// let error = "Prudent".parse::<Strictness>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown name `Prudent`: expected one of `documented`, `prudent`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    found: String,
    expected: &'static [&'static str],
}

impl NameError {
    pub(crate) fn new(found: &str, expected: &'static [&'static str]) -> Self {
        Self { found: excerpt(found), expected }
    }

    /// Returns every name that the catalogue reads, in the order of the catalogue.
    #[must_use]
    pub const fn expected(&self) -> &'static [&'static str] {
        self.expected
    }
}

impl core::error::Error for NameError {}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown name `{}`: expected one of ", Printable(&self.found))?;
        let mut separator = "";
        self.expected.iter().try_for_each(|name| {
            write!(f, "{separator}`{name}`")?;
            separator = ", ";
            Ok(())
        })
    }
}

/// Asserts that each name is read as the variant that wrote it, and that no other text is.
#[cfg(test)]
pub(crate) fn assert_names_round_trip<T>(name: fn(T) -> &'static str)
where
    T: super::Element + fmt::Display + core::str::FromStr<Err = NameError>,
{
    use alloc::string::ToString;
    let names: alloc::vec::Vec<&str> = T::ALL.iter().map(|variant| name(*variant)).collect();
    for (place, variant) in T::ALL.iter().enumerate() {
        assert_eq!(variant.bit(), 1 << place, "{variant}");
        assert_eq!(variant.to_string(), name(*variant));
        assert_eq!(variant.to_string().parse(), Ok(*variant));
        for wrong in ["", " ", &alloc::format!("{variant}?")] {
            let (found, listed) = (excerpt(wrong), names.join("`, `"));
            let expected = alloc::format!("unknown name `{found}`: expected one of `{listed}`");
            let error = wrong.parse::<T>().err();
            assert_eq!(error.as_ref().map(NameError::to_string), Some(expected));
            assert_eq!(error.map(|error| error.expected()), Some(names.as_slice()));
        }
    }
}
