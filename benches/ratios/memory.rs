//! What a sweep is measured by: reading the same bytes.

use crate::subjects::columns::Columns;
use std::ops::BitOr;

/// Bytes that are read for a row.
pub(crate) const BYTES: usize = 1 + 4 + 4 + 8 + 8;

/// Reads every byte of these rows, and does with it what takes least.
pub(crate) fn read(columns: &Columns<'_>, from: usize, to: usize) -> u64 {
    let rows = columns.rows(from, to);
    let instants = any(rows.requested_at.nanoseconds) | any(rows.clear_since.nanoseconds);
    let causes = any(rows.present) | any(rows.unknown);
    u64::from(any(rows.status)) | u64::from(causes) | instants.cast_unsigned()
}

fn any<T: Copy + Default + BitOr<Output = T>>(column: &[T]) -> T {
    column.iter().fold(T::default(), |all, value| all | *value)
}
