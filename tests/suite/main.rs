//! The tests of the crate, in one binary: it links once, and helpers are shared.
