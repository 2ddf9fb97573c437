//! placeholder until written
use std::io::{self, Write};
pub(crate) fn write(_: u64, _: u64, _: &mut impl Write) -> io::Result<()> {
    Ok(())
}
