//! The program of the target `replay`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::replay::{Input, check};

libfuzzer_sys::fuzz_target!(|input: Input| check(&input));
