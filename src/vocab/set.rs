//! A set over a small enum, one bit per element, iterated in the order of the enum.

use core::fmt;
use core::marker::PhantomData;

/// Keeps other crates from implementing [`Element`]: the arithmetic of a set relies on its bits.
pub(crate) mod sealed {
    pub trait Sealed {}
}

/// An enum of at most 64 variants whose order is meaningful: every catalogue of this crate.
///
/// The trait is for bounds, and sealed. The items of the trait exist as inherent items too: `Code::ALL` needs no
/// import.
///
/// ```
/// use closeout::{vocab::Element, Code, Verdict};
/// fn last<T: Element>() -> Option<T> {
///     T::ALL.last().copied()
/// }
/// assert_eq!((last(), last()), (Some(Code::CutOff), Some(Verdict::Undetermined)));
/// ```
///
/// ```compile_fail,E0277
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Mine;
/// impl closeout::vocab::Element for Mine {
///     const ALL: &'static [Self] = &[Mine];
///     fn bit(self) -> u64 {
///         3
///     }
/// }
/// ```
pub trait Element: sealed::Sealed + Copy + PartialEq + fmt::Debug + 'static {
    /// Every variant, once and in order.
    const ALL: &'static [Self];

    /// Returns the bit of the variant: `1 << place`.
    fn bit(self) -> u64;
}

/// A set of [`Element`]s: `Copy`, no allocation, iterated in the order of the enum.
///
/// Order of insertion and repetition do not matter. Displays as the stable names, with commas between them.
///
/// ```
/// use closeout::{Code, Set};
/// let set: Set<Code> = [Code::CashBalance, Code::OpenPositions, Code::CashBalance].into_iter().collect();
/// assert_eq!(set.len(), 2);
/// assert_eq!(set.iter().next(), Some(Code::OpenPositions));
/// assert!(!set.contains(Code::TaxYearEnd));
/// assert_eq!(set.to_string(), "open_positions, cash_balance");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Set<T> {
    bits: u64,
    elements: PhantomData<T>,
}

impl<T: Element> Set<T> {
    /// The set without elements.
    pub const EMPTY: Self = Self { bits: 0, elements: PhantomData };

    /// Returns whether the set has no elements.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// Returns the number of elements in the set.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.bits.count_ones()
    }

    /// Returns the elements that are in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self { bits: self.bits & other.bits, elements: PhantomData }
    }

    /// Returns the elements that are in either set, or in both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, elements: PhantomData }
    }

    /// Returns the elements of this set that are not in `other`.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self { bits: self.bits & !other.bits, elements: PhantomData }
    }

    /// Returns whether every element of this set is in `other`.
    #[must_use]
    pub const fn is_subset(self, other: Self) -> bool {
        self.bits & !other.bits == 0
    }

    /// Returns one bit per element, the first element of the enum in the lowest bit: the form for tables and columns.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.bits
    }

    /// Returns the set that has these bits; bits that stand for no element are dropped.
    ///
    /// ```
    /// use closeout::{Code, Set};
    /// let set = Set::only(Code::CashBalance);
    /// assert_eq!(Set::from_bits(set.bits()), set);
    /// assert_eq!(Set::<Code>::from_bits(1 << 63), Set::EMPTY);
    /// ```
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        // An enum of 64 variants uses every bit, and a shift by 64 overflows: then no bit is beyond the enum.
        let beyond = match u64::MAX.checked_shl(Self::WIDTH) {
            Some(beyond) => beyond,
            None => 0,
        };
        Self { bits: bits & !beyond, elements: PhantomData }
    }

    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "a constant, which is at most 64: see `Element`"
    )]
    const WIDTH: u32 = T::ALL.len() as u32;

    /// Returns the set with this element alone.
    #[must_use]
    pub fn only(element: T) -> Self {
        Self { bits: element.bit(), elements: PhantomData }
    }

    /// Returns this set and the element.
    #[must_use]
    pub fn with(self, element: T) -> Self {
        self.union(Self::only(element))
    }

    /// Returns this set without the element.
    #[must_use]
    pub fn without(self, element: T) -> Self {
        self.difference(Self::only(element))
    }

    /// Returns this set and the element if `condition` holds, this set otherwise.
    #[must_use]
    pub fn with_if(self, element: T, condition: bool) -> Self {
        if condition { self.with(element) } else { self }
    }

    /// Returns this set if `condition` holds, the empty set otherwise.
    #[must_use]
    pub const fn filter(self, condition: bool) -> Self {
        if condition { self } else { Self::EMPTY }
    }

    /// Returns whether the element is in the set.
    #[must_use]
    pub fn contains(self, element: T) -> bool {
        self.bits & element.bit() != 0
    }

    /// Returns the elements, in the order of the enum.
    #[must_use]
    pub fn iter(self) -> Elements<T> {
        Elements { rest: self }
    }
}

impl<T: Element> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        elements.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl<T: Element> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = Elements<T>;

    fn into_iter(self) -> Elements<T> {
        self.iter()
    }
}

impl<T: Element> Default for Set<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T: Element> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// Writes the stable names in the order of the enum, with commas between them; nothing for the empty set.
impl<T: Element + fmt::Display> fmt::Display for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        self.iter().try_for_each(|element| {
            write!(f, "{separator}{element}")?;
            separator = ", ";
            Ok(())
        })
    }
}

/// The elements of a [`Set`], in the order of the enum.
#[derive(Clone, Debug)]
pub struct Elements<T: Element> {
    rest: Set<T>,
}

impl<T: Element> Iterator for Elements<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        // The place of the lowest bit is that of its element in `ALL`: see `Element::bit`. Place 64, of an empty set,
        // is not found in `ALL`.
        let place = usize::try_from(self.rest.bits.trailing_zeros()).ok()?;
        let element = T::ALL.get(place).copied()?;
        self.rest.bits &= self.rest.bits.wrapping_sub(1);
        Some(element)
    }
}
