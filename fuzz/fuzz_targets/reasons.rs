//! The program of the target `reasons`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::reasons::{Input, check};

libfuzzer_sys::fuzz_target!(|input: Input<'_>| check(&input));
