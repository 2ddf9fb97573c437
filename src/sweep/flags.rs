//! The bits that the loops of a block keep for each row.

/// Eight truth values of one row.
///
/// A block has four columns of them, each with a module of names below, so that a use shows the column and the flag:
/// `standing.mask(standing::CLOSED)`.
///
/// | bit | `standing`       | `causes`      | `time`                 | `told`                          |
/// | --: | ---------------- | ------------- | ---------------------- | ------------------------------- |
/// |   0 | `CLOSED`         | `BROKEN`      | `GATE_AHEAD`           | `ALREADY_CLOSED`                |
/// |   1 | `CLOSING`        | `UNCLEAR`     | `RECORDED`             | `STATUS_DOES_NOT_ADMIT_CLOSING` |
/// |   2 | `ADMITS`         | `CLEAR_AHEAD` | `MISUSED`              | `TAX_YEAR_END`                  |
/// |   3 | `CLOSES_AT_ONCE` |               | `BEFORE_WHAT_IS_KNOWN` | `NOT_BEFORE`                    |
/// |   4 | `DOCUMENTED`     |               | `NEVER_REQUESTED`      | room for `NOTICE_PERIOD`        |
/// |   5 |                  |               |                        | room for `CUT_OFF`              |
/// |   6 |                  |               |                        | `OBSERVED`                      |
/// |   7 |                  |               |                        | `SINGLY`                        |
///
/// The columns hold bytes, and not a wider type: a register holds four times as many bytes as numbers of 32 bits, and
/// each loop reads only the columns that it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flags(u8);

/// All bits set, or none: the form in which the equations of `decision/shape.rs` take a truth value.
pub(super) type Mask = u8;

impl Flags {
    pub(super) const NONE: Self = Self(0);

    /// Returns these flags if the condition holds, and no flags otherwise.
    pub(super) const fn when(self, condition: bool) -> Self {
        if condition { self } else { Self::NONE }
    }

    /// Returns the flags of either.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns these flags if the mask is set, and no flags otherwise.
    pub(super) const fn masked(self, mask: Mask) -> Self {
        Self(self.0 & mask)
    }

    /// Says whether one of those flags is set.
    pub(super) const fn has(self, flags: Self) -> bool {
        self.0 & flags.0 != 0
    }

    /// Returns the mask that is set if one of those flags is.
    pub(super) const fn mask(self, flags: Self) -> Mask {
        all_or_none(self.has(flags))
    }

    /// Returns the bits, by their places in the table above.
    pub(super) const fn bits(self) -> u8 {
        self.0
    }
}

/// Returns a condition as a mask.
pub(super) const fn all_or_none(condition: bool) -> Mask {
    if condition { Mask::MAX } else { 0 }
}

/// Flags that follow from the status.
pub(super) mod standing {
    use super::Flags;

    pub(in crate::sweep) const CLOSED: Flags = Flags(1);
    pub(in crate::sweep) const CLOSING: Flags = Flags(1 << 1);
    /// The flag of a status from which a request leads somewhere.
    pub(in crate::sweep) const ADMITS: Flags = Flags(1 << 2);
    /// The flag of a status from which a request leads to a closed one.
    pub(in crate::sweep) const CLOSES_AT_ONCE: Flags = Flags(1 << 3);
    pub(in crate::sweep) const DOCUMENTED: Flags = Flags(1 << 4);
}

/// Flags that follow from the sets of causes.
pub(super) mod causes {
    use super::Flags;

    /// The flag of a row in which a cause that the policy looks for is present.
    pub(in crate::sweep) const BROKEN: Flags = Flags(1);
    /// The flag of a row in which a cause that the policy looks for is unknown.
    pub(in crate::sweep) const UNCLEAR: Flags = Flags(1 << 1);
    /// The flag of a row in which nothing that completion looks for is present or unknown.
    pub(in crate::sweep) const CLEAR_AHEAD: Flags = Flags(1 << 2);
}

/// Flags that follow from the instants.
pub(super) mod time {
    use super::Flags;

    pub(in crate::sweep) const GATE_AHEAD: Flags = Flags(1);
    /// The flag of a row whose state records since when it is clear.
    pub(in crate::sweep) const RECORDED: Flags = Flags(1 << 1);
    /// The flag of a row with an instant in the future, or one that cannot have been set.
    pub(in crate::sweep) const MISUSED: Flags = Flags(1 << 2);
    /// The flag of a row whose gate counts from an instant before the tax years that have been looked up.
    pub(in crate::sweep) const BEFORE_WHAT_IS_KNOWN: Flags = Flags(1 << 3);
    pub(in crate::sweep) const NEVER_REQUESTED: Flags = Flags(1 << 4);
}

/// Flags that follow from the equations. The low six bits are codes, which `Lanes::codes` moves to their places.
pub(super) mod told {
    use super::Flags;

    pub(in crate::sweep) const ALREADY_CLOSED: Flags = Flags(1);
    pub(in crate::sweep) const STATUS_DOES_NOT_ADMIT_CLOSING: Flags = Flags(1 << 1);
    pub(in crate::sweep) const TAX_YEAR_END: Flags = Flags(1 << 2);
    pub(in crate::sweep) const NOT_BEFORE: Flags = Flags(1 << 3);
    /// The flag of a row whose observed causes are reported.
    pub(in crate::sweep) const OBSERVED: Flags = Flags(1 << 6);
    /// The flag of a row that the loops cannot answer, and that takes the slow path of `decide`.
    pub(in crate::sweep) const SINGLY: Flags = Flags(1 << 7);
}
