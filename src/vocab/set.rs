//! A set over a small enum, one bit an element, iterated in the enum's own order.

use core::fmt;
use core::marker::PhantomData;

/// An enum of at most 64 variants whose order is meaningful.
///
/// `ALL` lists every variant once, in declaration order.
pub trait Element: Copy + PartialEq + fmt::Debug + 'static {
    /// Every variant, in order.
    const ALL: &'static [Self];

    /// The bit of this variant: `1 << position`, with exactly one bit set.
    fn bit(self) -> u64;
}

/// A set of [`Element`]s: `Copy`, no allocation, iterated in the order of the enum.
///
/// Order of insertion and repetition do not matter.
///
/// ```
/// use closeout::{Code, Set};
/// let set: Set<Code> = [Code::CashBalance, Code::OpenPositions, Code::CashBalance].into_iter().collect();
/// assert_eq!(set.len(), 2);
/// assert_eq!(set.iter().next(), Some(Code::OpenPositions));
/// assert!(!set.contains(Code::TaxYearEnd));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Set<T> {
    bits: u64,
    elements: PhantomData<T>,
}

impl<T: Element> Set<T> {
    /// The set without elements.
    pub const EMPTY: Self = Self { bits: 0, elements: PhantomData };

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many elements are in it.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.bits.count_ones()
    }

    /// The elements that are in both.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self { bits: self.bits & other.bits, elements: PhantomData }
    }

    /// The elements that are in either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, elements: PhantomData }
    }

    /// The elements of this set that are not in `other`.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self { bits: self.bits & !other.bits, elements: PhantomData }
    }

    /// Whether every element of this set is in `other`.
    #[must_use]
    pub const fn is_subset(self, other: Self) -> bool {
        self.bits & !other.bits == 0
    }

    /// One bit an element, in the order of the enum: the form for tables and columns.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.bits
    }

    /// The set that has these bits; bits of no element are dropped.
    ///
    /// ```
    /// use closeout::{Code, Set};
    /// let set = Set::only(Code::CashBalance);
    /// assert_eq!(Set::from_bits(set.bits()), set);
    /// assert_eq!(Set::<Code>::from_bits(1 << 63), Set::EMPTY);
    /// ```
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        // The lists are short of 64 or just as long: a shift by 64 is none.
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

    /// The set with this element alone.
    #[must_use]
    pub fn only(element: T) -> Self {
        Self { bits: element.bit(), elements: PhantomData }
    }

    /// This set and the element.
    #[must_use]
    pub fn with(self, element: T) -> Self {
        self.union(Self::only(element))
    }

    /// This set without the element.
    #[must_use]
    pub fn without(self, element: T) -> Self {
        self.difference(Self::only(element))
    }

    /// This set and the element if `condition` holds, this set otherwise.
    #[must_use]
    pub fn with_if(self, element: T, condition: bool) -> Self {
        if condition { self.with(element) } else { self }
    }

    /// This set if `condition` holds, the empty set otherwise.
    #[must_use]
    pub const fn filter(self, condition: bool) -> Self {
        if condition { self } else { Self::EMPTY }
    }

    /// Whether the element is in it.
    #[must_use]
    pub fn contains(self, element: T) -> bool {
        self.bits & element.bit() != 0
    }

    /// The elements, in the order of the enum.
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

/// The elements of a [`Set`], in the order of the enum.
#[derive(Clone, Debug)]
pub struct Elements<T: Element> {
    rest: Set<T>,
}

impl<T: Element> Iterator for Elements<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        // The place of the lowest bit is that of its element in `ALL`: see `Element::bit`. Of 64, none is found.
        let place = usize::try_from(self.rest.bits.trailing_zeros()).ok()?;
        let element = T::ALL.get(place).copied()?;
        self.rest.bits &= self.rest.bits.wrapping_sub(1);
        Some(element)
    }
}
