//! The one table macro: an enum whose variants have stable names and one bit each.

/// Declares an enum with, for each variant, its documentation and its stable name; gives it `name`, `named`,
/// `Display` and [`Element`](crate::vocab::Element). A variant that is not listed cannot exist, so no list can go stale.
macro_rules! catalogue {
    (
        $(#[$attribute:meta])*
        pub enum $Enum:ident {
            $( $(#[$doc:meta])* $Variant:ident = $name:literal, )+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $Enum {
            $( $(#[$doc])* $Variant, )+
        }

        impl $Enum {
            /// Stable name, as JSON has it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $( Self::$Variant => $name, )+
                }
            }

            /// Its place in the order, from 0: the form for columns.
            #[must_use]
            #[expect(clippy::as_conversions, reason = "the discriminant of a `repr(u8)` enum")]
            pub const fn place(self) -> u8 {
                self as u8
            }

            /// The variant with this stable name, to the letter.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $( $name => Some(Self::$Variant), )+
                    _ => None,
                }
            }
        }

        impl core::fmt::Display for $Enum {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl $crate::vocab::Element for $Enum {
            const ALL: &'static [Self] = &[$( Self::$Variant, )+];

            fn bit(self) -> u64 {
                // INVARIANT: at most 64 variants, or the shift does not compile in the line below.
                const { assert!(Self::ALL.len() <= 64) };
                1 << self.place()
            }
        }
    };
}

pub(crate) use catalogue;
